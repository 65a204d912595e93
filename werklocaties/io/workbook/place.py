"""Places in a workbook: cells, ranges and how a formula names them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

ROW = "{r}"
"""Stands for the row of the cell itself in a formula that is written once for many rows."""

_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def quoted(sheet: str) -> str:
    """Return a sheet's name as a formula writes it.

    Example:
        >>> quoted("Balans"), quoted("Balans per groep")
        ('Balans', "'Balans per groep'")
    """
    return sheet if _PLAIN_TITLE.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"


@dataclass(frozen=True, order=True)
class Place:
    """One cell; ``row`` is ``ROW`` in a formula for many rows."""

    sheet: str
    column: int
    row: int | str
    fixed: bool = False

    @property
    def local(self) -> str:
        """The cell without its sheet, such as ``F12`` or ``$F$12``."""
        letter = get_column_letter(self.column)
        return f"${letter}${self.row}" if self.fixed else f"{letter}{self.row}"

    def seen_from(self, sheet: str) -> str:
        """The cell as a formula on a sheet writes it."""
        return self.local if sheet == self.sheet else f"{quoted(self.sheet)}!{self.local}"


@dataclass(frozen=True)
class Area:
    """A range of cells on one sheet, always fixed; it is read whole."""

    sheet: str
    column: int
    row: int
    last_column: int
    last_row: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.last_row - self.row + 1, self.last_column - self.column + 1

    @property
    def local(self) -> str:
        """The range without its sheet, such as ``$F$12:$F$30``."""
        first, last = get_column_letter(self.column), get_column_letter(self.last_column)
        return f"${first}${self.row}:${last}${self.last_row}"

    def seen_from(self, sheet: str) -> str:
        """The range as a formula on a sheet writes it."""
        return self.local if sheet == self.sheet else f"{quoted(self.sheet)}!{self.local}"


def _joined(places: Iterable[Place], down: bool) -> Iterator[list[Place]]:
    """Unbroken runs of places in the order given, down a column or along a row."""
    run: list[Place] = []
    for place in places:
        if run and _follows(run[-1], place, down):
            run.append(place)
            continue
        if run:
            yield run
        run = [place]
    if run:
        yield run


def _follows(before: Place, after: Place, down: bool) -> bool:
    if before.sheet != after.sheet or isinstance(before.row, str) or isinstance(after.row, str):
        return False
    step = after.row - before.row, after.column - before.column
    return step == ((1, 0) if down else (0, 1))


def as_area(places: list[Place]) -> Area | None:
    """Return the range that these places form in this order, None when they do not."""
    for down in (True, False):
        runs = list(_joined(places, down))
        if len(runs) == 1 and len(places) > 1:
            return _area(runs[0])
    return None


def _area(run: list[Place]) -> Area:
    first, last = run[0], run[-1]
    return Area(first.sheet, first.column, int(first.row), last.column, int(last.row))


def compressed(places: list[Place]) -> list[Place | Area]:
    """Return places as few ranges and single cells."""
    down = list(_joined(places, True))
    along = list(_joined(places, False))
    runs = down if len(down) <= len(along) else along
    return [run[0] if len(run) == 1 else _area(run) for run in runs]
