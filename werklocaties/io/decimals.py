"""Is ``1.234`` a thousand or a little over one? The other numbers of the column tell."""

from collections.abc import Iterable
from typing import Literal

import numpy as np

from werklocaties.presentation.numbers import Ambiguous, Empty, Number, read_number

Separator = Literal[",", "."]


def proof(text: str) -> Separator | None:
    """Return the decimal separator that this number proves, or None.

    Example:
        >>> proof("192,88"), proof("1.234.567"), proof("1.234"), proof("12")
        (',', ',', None, None)
    """
    if not isinstance(read_number(text), Number):
        return None
    marks = [mark for mark in text if mark in ",."]
    if not marks:
        return None
    only_groups = len(marks) > 1 and len(set(marks)) == 1
    point_decides = (marks[-1] == ".") != only_groups
    return "." if point_decides else ","


def proofs(texts: Iterable[str]) -> set[Separator]:
    """Collect the decimal separators that these numbers prove."""
    return {found for text in texts if (found := proof(text)) is not None}


def ambiguous(texts: Iterable[str]) -> str | None:
    """Return the first number with two readings, or None."""
    return next((text for text in texts if isinstance(read_number(text), Ambiguous)), None)


def read(text: str, decimal: str) -> float | None:
    """Read a number; ``decimal`` settles what could mean two things. None when it is no number.

    An empty text is NaN: empty stays empty.
    """
    reading = read_number(text)
    if isinstance(reading, Number):
        return reading.value
    if isinstance(reading, Ambiguous):
        return _settled(text, reading, decimal)
    return np.nan if isinstance(reading, Empty) else None


def _settled(text: str, reading: Ambiguous, decimal: str) -> float | None:
    if decimal not in (",", "."):
        return None
    return reading.decimal if decimal in text else reading.thousands
