"""Which inputs of a formula the engine does not know: empty values and what rests on them."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from werklocaties.io.workbook.book import ALL, THIS_ROW, Book
from werklocaties.model.formula import Cell, Node, Operation, Ref
from werklocaties.model.terms import TERMS


def _empty(value: Any) -> bool:
    return isinstance(value, float | np.floating) and math.isnan(value)


class Unknowns:
    """Answers whether values of one computation are unknown."""

    def __init__(self, book: Book) -> None:
        self._book = book
        pool = book.results.pool
        floats = [np.asarray(pool[key]) for key in TERMS if key != "ratio"]
        self.matter = any(a.dtype.kind == "f" and bool(np.isnan(a).any()) for a in floats)

    def value(self, name: str, cell: Cell) -> bool:
        """Say whether a cell of a term or input is unknown; rows written once never are."""
        if THIS_ROW in cell.values():
            return False
        results = self._book.results
        if name not in results.axes or isinstance(results.pool[name], str):
            return False
        return _empty(results.pool[name][self._book.index(name, cell)])

    def inside(self, node: Node) -> bool:
        """Say whether anything in a formula is unknown."""
        if isinstance(node, Operation):
            return any(self.inside(part) for part in node.parts)
        return isinstance(node, Ref) and any(
            self.value(ref.name, ref.cell) for ref in self._each(ref=node)
        )

    def _each(self, ref: Ref) -> list[Ref]:
        """References to all cells for which an ``ALL`` label stands; groups are not spelled out."""
        axis = next((axis for axis, label in ref.labels if label == ALL), "")
        if not axis:
            return [] if any(label.startswith(ALL) for _, label in ref.labels) else [ref]
        return [_at(ref, {axis: label}) for label in self._book.results.labels(axis)]

    def spelled_out(self, node: Operation) -> Operation:
        """Return a sum of products with every cell apart."""
        lists = []
        for part in node.parts:
            cells = part.parts if isinstance(part, Operation) else ()
            spelled = [
                one
                for cell in cells
                for one in (self._each(cell) if isinstance(cell, Ref) else [cell])
            ]
            lists.append(Operation("LIST", tuple(spelled)))
        return Operation(node.name, tuple(lists))


def _at(ref: Ref, labels: Mapping[str, str]) -> Ref:
    return Ref(ref.name, tuple((axis, labels.get(axis, label)) for axis, label in ref.labels))
