"""What tests read in a workbook: values of terms, and what a formula refers to."""

import itertools
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.utils import range_boundaries

from werklocaties.io.workbook.place import Place
from werklocaties.io.workbook.write import planned
from werklocaties.model.results import Results
from werklocaties.model.terms import TERMS

Spot = tuple[str, int, int]
"""Sheet, row and column."""

_RANGE = re.compile(r"(?:'?([^'!]+)'?!)?(\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)$")


def term_cells(results: Results) -> Iterator[tuple[str, dict[str, str], Place]]:
    """All cells of all terms that stand in a workbook of these results."""
    for key, block in planned(results).blocks.items():
        if key not in TERMS:
            continue
        for labels, row in block.rows.items():
            if "" in labels:
                continue
            for label, column in block.columns.items():
                cell = dict(zip(block.row_axes, labels, strict=True))
                if block.column_axis:
                    cell[block.column_axis] = label
                yield key, cell, Place(block.sheet, column, row)


def value_at(book: Workbook, place: Place) -> Any:
    return book[place.sheet].cell(int(place.row), place.column).value


def agrees(expected: Any, found: Any, tolerance: float) -> bool:
    """Whether a cell holds the engine's value; an empty number is an error in the workbook."""
    if isinstance(expected, str):
        return (found or "") == expected
    if expected is None or (isinstance(expected, float) and math.isnan(expected)):
        return found == "#N/A"
    return isinstance(found, int | float) and abs(float(expected) - found) < tolerance


def differences(results: Results, path: Path, tolerance: float) -> list[str]:
    """Cells of terms whose value in a workbook is not the engine's."""
    book, plan = load_workbook(path, data_only=True), planned(results)
    return [
        f"{key} {cell} {place}: {expected} {found}"
        for key, cell, place in term_cells(results)
        if not agrees(expected := plan.cached(key, cell), found := value_at(book, place), tolerance)
    ]


def formulas(book: Workbook) -> Iterator[tuple[Spot, str]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield (sheet.title, cell.row, cell.column), str(cell.value)


class Precedents:
    """Walks the formulas of a workbook from a cell to everything that it reads."""

    def __init__(self, path: Path) -> None:
        book = load_workbook(path)
        self.formulas = dict(formulas(book))
        self.names = {name: one.attr_text for name, one in book.defined_names.items()}
        self._ranges: dict[tuple[str, str], list[Spot]] = {}

    def read_by(self, spot: Spot) -> Iterator[Spot]:
        for token in Tokenizer(self.formulas[spot]).items:
            if token.type == "OPERAND" and token.subtype == "RANGE":
                text = self.names.get(token.value, token.value)
                yield from self._cells(text, spot[0])

    def _cells(self, text: str, sheet: str) -> list[Spot]:
        key = (text, sheet)
        if key not in self._ranges:
            match = _RANGE.match(text)
            assert match, text
            left, top, right, bottom = range_boundaries(match[2].replace("$", ""))
            rows, columns = range(top, bottom + 1), range(left, right + 1)
            self._ranges[key] = [
                (match[1] or sheet, r, c) for r, c in itertools.product(rows, columns)
            ]
        return self._ranges[key]

    def reached(self, start: list[Spot]) -> set[Spot]:
        seen, todo = set(start), list(start)
        while todo:
            spot = todo.pop()
            if spot not in self.formulas:
                continue
            new = [one for one in self.read_by(spot) if one not in seen]
            seen.update(new)
            todo += new
        return seen
