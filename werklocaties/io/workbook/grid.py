"""Sheets as plain values, before openpyxl writes them: cells with a look, widths, print set-up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Formula(NamedTuple):
    """A formula and the value that the engine gave for it; None is an error (#N/A)."""

    text: str
    value: Any


class Cell(NamedTuple):
    """What stands in a cell, and the name of its look."""

    value: Any
    look: str = "text"
    link: str = ""


class Choice(NamedTuple):
    """Cells in which only these words, or numbers between two limits, may be typed."""

    cells: str
    words: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    message: str = ""


class Rule(NamedTuple):
    """A conditional look: ``formula`` is relative to the first cell of ``cells``."""

    cells: str
    formula: str
    look: str


@dataclass
class Sheet:
    """One sheet under construction; rows and columns count from 1."""

    title: str
    widths: dict[int, float] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    heights: dict[int, float] = field(default_factory=dict)
    freeze: str = ""
    repeat_rows: str = ""
    filter_cells: str = ""
    print_columns: int = 0
    """Last column on paper; 0 is all."""
    pages_wide: int = 1
    tab: str = ""
    choices: list[Choice] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    charts: list[tuple[Any, str]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    rows: list[list[Cell | None]] = field(default_factory=list)

    def put(self, row: int, column: int, value: Any, look: str = "text", link: str = "") -> None:
        """Place one value."""
        while len(self.rows) < row:
            self.rows.append([])
        cells = self.rows[row - 1]
        if len(cells) < column:
            cells.extend([None] * (column - len(cells)))
        cells[column - 1] = Cell(value, look, link)

    def put_row(self, row: int, column: int, values: Iterable[Any], look: str = "text") -> None:
        """Place values beside each other with one look."""
        for step, value in enumerate(values):
            self.put(row, column + step, value, look)

    @property
    def last_row(self) -> int:
        """Number of the last row in use."""
        return len(self.rows)
