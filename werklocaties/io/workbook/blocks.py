"""Filling the cells of terms: every cell its formula and the engine's value."""

from collections.abc import Mapping

from werklocaties.io.workbook.book import Book
from werklocaties.io.workbook.formulas import Renderer
from werklocaties.io.workbook.grid import Formula, Sheet
from werklocaties.io.workbook.words import axis_word
from werklocaties.model.terms import TERMS

LOOKS: Mapping[str, str] = {
    "banen": "whole",
    "ha": "ha",
    "ha per jaar": "plot",
    "aandeel": "share",
    "m2 per baan": "ha",
    "aanbod / vraag": "ratio",
    "stand": "status",
    "laag": "text",
    "0 of 1": "whole",
}
"""Look of a term's cells by its unit."""

SIGNED = frozenset(
    {"balance", "balance_without_option", "opening", "closing", "shortage"}
    | {"region_sum", "region_shortages", "raw", "sector_expansion", "expansion"}
)
"""Terms that are shown with their sign."""


def look_of(key: str) -> str:
    """Return the look of a term's cells."""
    if key.startswith("adds_"):
        return "yes"
    return "signed" if key in SIGNED else LOOKS.get(TERMS[key].unit, "value")


def fill_term(book: Book, renderer: Renderer, key: str, look: str = "") -> None:
    """Write all cells of a term."""
    block = book.blocks[key]
    sheet, chosen = book.sheets[block.sheet], look or look_of(key)
    for labels, row in block.rows.items():
        cell = dict(zip(block.row_axes, labels, strict=True))
        for label, column in block.columns.items():
            if block.column_axis:
                cell[block.column_axis] = label
            put_term(sheet, book, renderer, key, cell, (row, column), chosen)


def put_term(
    sheet: Sheet,
    book: Book,
    renderer: Renderer,
    key: str,
    cell: Mapping[str, str],
    at: tuple[int, int],
    look: str,
) -> None:
    """Write one cell of a term; a sparse term without formula there is an empty 0."""
    text = renderer.formula(key, cell)
    value = book.cached(key, cell)
    sheet.put(*at, Formula(text, value) if text is not None else 0.0, look)


def put_labels(book: Book, key: str) -> None:
    """Write the labels of a term's rows in their columns."""
    block = book.blocks[key]
    sheet = book.sheets[block.sheet]
    for labels, row in block.rows.items():
        for axis, label in zip(block.row_axes, labels, strict=True):
            if axis in block.label_columns:
                sheet.put(row, block.label_columns[axis], axis_word(axis, label), "label")
