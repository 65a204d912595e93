"""The space in which patterns become formulas: what a range can hold is one label, not many."""

from collections.abc import Mapping

from werklocaties.io.workbook.book import ALL
from werklocaties.model.formula import Cell, Ref
from werklocaties.model.space import ResultsSpace

DIVIDED, UNDIVIDED_ROWS = f"{ALL}verdeeld", f"{ALL}onverdeeld"

_AXES = ("item", "year", "issue_year", "measure")

_WHOLE: Mapping[str, Cell] = {
    **{axis: {axis: ALL} for axis in _AXES},
    "group": {"market_area": DIVIDED, "segment": DIVIDED},
    "rest": {"market_area": UNDIVIDED_ROWS, "segment": UNDIVIDED_ROWS},
}


class SheetSpace(ResultsSpace):
    """Members along an axis that stands in a table or row of its own are one ``ALL`` label.

    The formula then reads the whole range and chooses by criteria, so that it also holds for
    values that are changed in the workbook.
    """

    def members(self, axis: str, cell: Cell) -> tuple[Cell, ...]:
        """Return what belongs to a cell along an axis."""
        if axis not in _WHOLE:
            return super().members(axis, cell)
        empty = axis in _AXES and not self.labels_of(axis)
        return () if empty else (_WHOLE[axis],)

    def exists(self, ref: Ref) -> bool:
        """Say whether a sparse input has a value; a whole range does."""
        whole = any(label.startswith(ALL) for _, label in ref.labels)
        return whole or super().exists(ref)
