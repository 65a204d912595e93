"""A running piece of work: what it is, how far it is, and whether it was cancelled."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Generic, Literal, TypeVar

from werklocaties.model.finding import CancelledError, Finding
from werklocaties.model.task import Task

Made = TypeVar("Made")

Lane = Literal["files", "engine", "map"]
LANES: tuple[Lane, ...] = ("files", "engine", "map")

Progress = Callable[[str, float, str], None]
"""Hears of the name of the work, how far it is in 0..1, and the code of the step."""


@dataclass(frozen=True)
class Done:
    """What an action has to say when it is ready."""

    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, eq=False)
class Work(Generic[Made]):
    """Slow work: a function of a snapshot, and how what it made comes into the session.

    ``do`` runs on a worker and touches no state; ``finish`` runs where the session lives.
    ``keep`` is for saving and export: never superseded, and closing waits for it.
    """

    name: str
    lane: Lane
    do: Callable[[Task], Made]
    finish: Callable[[Made], Done]
    keep: bool = False


class RunningTask:
    """The ``Task`` that a piece of work is given."""

    def __init__(self, name: str, hear: Progress) -> None:
        self._name = name
        self._hear = hear
        self._cancelled = Event()

    def progress(self, fraction: float, what: str) -> None:
        """Report progress."""
        self._hear(self._name, fraction, what)

    def check(self) -> None:
        """Raise ``CancelledError`` when the user has cancelled."""
        if self._cancelled.is_set():
            raise CancelledError

    def cancel(self) -> None:
        """Ask the work to stop at its next look."""
        self._cancelled.set()
