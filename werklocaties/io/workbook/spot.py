"""The cell whose formula is being written, and how it refers to others."""

import re
from dataclasses import dataclass

from werklocaties.io.workbook.book import Block
from werklocaties.io.workbook.place import Place
from werklocaties.model.formula import Cell

_MAYBE_EMPTY = re.compile("\0([^\0]*)\0([0-9]+)\0([0-9]+)")


def quote(text: str) -> str:
    """Return a text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'


def reference(operand: Place | str, sheet: str) -> str:
    """Return what a formula on a sheet writes for an operand; an empty cell gives #N/A."""
    if isinstance(operand, Place):
        return operand.seen_from(sheet)
    return _MAYBE_EMPTY.sub(lambda found: _if_number(found, sheet), operand)


@dataclass(frozen=True)
class Spot:
    """The cell whose formula is being written."""

    block: Block
    place: Place
    cell: Cell
    guarded: bool = False
    """The engine knows the value although something that the formula reads is unknown."""

    @property
    def sheet(self) -> str:
        """Sheet of the cell."""
        return self.place.sheet

    def label(self, axis: str) -> str:
        """Reference to the label of the cell's row on an axis."""
        column = self.block.label_columns[axis]
        return f"${Place('', column, self.place.row).local}"

    @property
    def head(self) -> str:
        """Reference to the head of the cell's column."""
        local = Place("", self.place.column, self.block.head_row).local
        return re.sub(r"([A-Z]+)([0-9]+)", r"\1$\2", local)


def _if_number(found: re.Match[str], sheet: str) -> str:
    title, column, row = found.groups()
    place = Place(title, int(column), int(row), fixed=True).seen_from(sheet)
    return f"IF(ISNUMBER({place}),{place},NA())"
