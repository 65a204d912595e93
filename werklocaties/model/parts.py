"""Parts of a computation, taken over from an earlier one when everything they read is the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Part:
    """What a function made, and what it read to make it."""

    read: tuple[object, ...]
    value: Any


def _same(new: object, old: object) -> bool:
    """Say whether two things are one object, or equal words, numbers or rows of these."""
    if new is old:
        return True
    if isinstance(new, tuple) and isinstance(old, tuple):
        return len(new) == len(old) and all(map(_same, new, old))
    return isinstance(new, str | float | int) and type(new) is type(old) and new == old


class Parts:
    """Makes the parts of one computation, with those of an earlier one at hand.

    Identity is the comparison, as everywhere in the model: a table that nobody changed is the
    same object, so what was read from it still holds.

    Example:
        >>> first = Parts({})
        >>> table = [1, 2]
        >>> made = first.make("total", lambda rows: [sum(rows)], table)
        >>> Parts(first.made).make("total", lambda rows: [sum(rows)], table) is made
        True
    """

    def __init__(self, before: Mapping[str, Part]) -> None:
        self._before = before
        self.made: dict[str, Part] = {}

    def make(self, name: str, function: Callable[..., Made], *read: object) -> Made:
        """Return what ``function(*read)`` gives: the earlier object when it read the same."""
        before = self._before.get(name)
        known = before is not None and _same(read, before.read)
        part = before if before is not None and known else Part(read, function(*read))
        self.made[name] = part
        value: Made = part.value
        return value
