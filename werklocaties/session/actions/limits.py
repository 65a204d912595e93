"""What a value may lie between, and how a refusal names it."""

from collections.abc import Mapping

from werklocaties.model.finding import DoorError
from werklocaties.model.registers import Column

Limits = tuple[float | None, float | None]

YEAR = "jaar"

_BY_UNIT: Mapping[str, Limits] = {
    "ha": (0.0, None),
    "m2": (0.0, None),
    "m": (0.0, None),
    "EUR/m2": (0.0, None),
    "banen": (0.0, None),
    "aandeel": (0.0, 1.0),
    "%": (0.0, 100.0),
    YEAR: (1000.0, 2150.0),
}
"""Of columns by their unit: sizes are not negative, a share is at most the whole."""


def of_column(column: Column) -> Limits:
    """Return what a value of a column may lie between; None where there is no bound."""
    return _BY_UNIT.get(column.unit, (None, None))


def keep_within(address: str, value: object, limits: Limits, unit: str) -> None:
    """Refuse a number that lies outside its limits.

    Example:
        >>> keep_within("park:p1:net_ha", 3.5, (0.0, None), "ha")

    Raises:
        DoorError: ``value_refused``, or ``value_too_low`` where there is no upper bound.
    """
    low, high = limits
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    if (low is None or value >= low) and (high is None or value <= high):
        return
    code = "value_too_low" if high is None else "value_refused"
    bounds = {"minimum": _word(low, unit), "maximum": _word(high, unit)}
    raise DoorError(code, address=address, value=_word(value, unit), **bounds, unit=unit)


def _word(number: float | None, unit: str) -> object:
    """Write a year without the point of thousands."""
    return f"{number:g}".replace(".", ",") if unit == YEAR and number is not None else number
