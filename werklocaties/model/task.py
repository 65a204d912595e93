"""What slow work is given: a place to report progress and to hear of cancellation."""

from typing import Protocol


class Task(Protocol):
    """A running piece of work, seen from inside."""

    def progress(self, fraction: float, what: str) -> None:
        """Report progress: ``fraction`` in 0..1 and the code of the step."""

    def check(self) -> None:
        """Raise ``CancelledError`` when the user has cancelled."""


class _NoTask:
    def progress(self, fraction: float, what: str) -> None:
        """Nobody is listening."""

    def check(self) -> None:
        """Nobody can cancel."""


NO_TASK: Task = _NoTask()
