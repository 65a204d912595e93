"""What a term of the method is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Term:
    """One term of the method.

    ``start`` is the pattern at the first label of its time axis, for a formula with ``PREV`` of
    itself. ``sparse`` names an input without which a cell is 0 and has no formula.
    """

    key: str
    axes: tuple[str, ...]
    unit: str
    function: Callable[..., Any]
    inputs: tuple[str, ...]
    formula: str
    section: str
    label_nl: str
    label_en: str
    start: str = ""
    sparse: str = ""
    arguments: tuple[tuple[str, str], ...] = ()

    @property
    def calls_with(self) -> dict[str, str]:
        """Pool name by argument of the function."""
        renamed = {name for _, name in self.arguments}
        return {n: n for n in self.inputs if n not in renamed} | dict(self.arguments)


GROUP = ("market_area", "segment")
GROUP_YEAR = (*GROUP, "year")
GROUP_PERIOD = (*GROUP, "period")
GROUP_STAND = (*GROUP, "stand")
SECTOR_AREA = ("sector", "market_area")
