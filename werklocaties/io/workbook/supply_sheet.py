"""The sheet Aanbod: every supply item with its timeline, its layer per moment and what counts."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from werklocaties.io.workbook.blocks import look_of
from werklocaties.io.workbook.book import THIS_ROW, Block, Book, Rows
from werklocaties.io.workbook.formulas import Renderer
from werklocaties.io.workbook.grid import Cell, Formula
from werklocaties.io.workbook.items import TITLE, ItemSource
from werklocaties.io.workbook.place import ROW, Place
from werklocaties.io.workbook.tables import FIRST_ROW, HEAD_ROW, Head, columns, finish, heading
from werklocaties.io.workbook.words import axis_word, shown
from werklocaties.model.moments import NEVER
from werklocaties.model.terms import TERMS
from werklocaties.model.vocabulary import LAYERS
from werklocaties.presentation.numbers import day

_KINDS = {"plot": "kavel", "plan": "plan", "declared": "opgave van het terrein"}
_HEADS = (
    Head("uid", 10, "key", hidden=True),
    Head("soort", 20, "grey"),
    Head("terrein", 30),
    Head("kavel of plan", 24),
    Head("marktgebied", 18),
    Head("segment", 20),
    Head("laag zonder optie of ijskast", 22),
    Head("ha", 10, "plot"),
    Head("beschik-baar vanaf", 11, "never"),
    Head("vervalt", 11, "never"),
    Head("ijskast van", 11, "never"),
    Head("ijskast tot", 11, "never"),
    Head("optie van", 11, "never"),
    Head("optie tot", 11, "never"),
)
_INPUTS = {
    "item_base": 7,
    "item_ha": 8,
    "item_available_from": 9,
    "item_withdrawn_from": 10,
    "item_frozen_from": 11,
    "item_frozen_until": 12,
    "item_option_from": 13,
    "item_option_until": 14,
}
_FIELDS = tuple(name.removeprefix("item_") for name in _INPUTS)[1:]
_STAND_TERMS = ("item_layer", "item_available", "item_offered", "item_counted", "item_option")
_PERIOD_TERMS = ("item_added", "item_removed")
_WORDS = {
    "item_layer": "laag",
    "item_available": "beschik-baar",
    "item_offered": "op de markt ha",
    "item_counted": "geteld ha",
    "item_option": "in optie op peildatum ha",
    "item_added": "komt erbij ha",
    "item_removed": "valt af ha",
}
_LABELS = {"market_area": 5, "segment": 6}


def plan_supply(book: Book) -> None:
    """Fix where every item and its terms stand."""
    labels = book.results.labels
    rows: Rows = {(uid,): FIRST_ROW + n for n, uid in enumerate(labels("item"))}
    for name, column in _INPUTS.items():
        book.blocks[name] = Block(TITLE, ("item",), rows, {"": column})
    first, stands, periods = len(_HEADS) + 1, labels("stand"), labels("period")
    for n, key in enumerate(_STAND_TERMS):
        at = {stand: first + n + m * len(_STAND_TERMS) for m, stand in enumerate(stands)}
        book.blocks[key] = Block(TITLE, ("item",), rows, at, "stand", _LABELS)
    first += len(stands) * len(_STAND_TERMS)
    for n, key in enumerate(_PERIOD_TERMS):
        at = {period: first + n + m * len(_PERIOD_TERMS) for m, period in enumerate(periods)}
        book.blocks[key] = Block(TITLE, ("item",), rows, at, "period", _LABELS)


def fill_supply(book: Book, renderer: Renderer, source: ItemSource, subtitle: str) -> None:
    """Write the sheet."""
    sheet, heads = book.sheets[TITLE], [*_HEADS, *_term_heads(book)]
    columns(sheet, heads)
    heading(sheet, "Aanbod", subtitle, "Elke hectare staat per moment in precies één laag")
    sheet.heights[HEAD_ROW] = 48.0
    _moments(book)
    sheet.rows.extend(_rows(book, source, _writers(book, renderer)))
    finish(sheet, heads, 4)
    sheet.print_columns, sheet.pages_wide = len(heads), 3


def _term_heads(book: Book) -> list[Head]:
    looks = {"item_layer": ("text", 20.0)}
    stands, periods = book.results.labels("stand"), book.results.labels("period")
    made = []
    for keys, count in ((_STAND_TERMS, len(stands)), (_PERIOD_TERMS, len(periods))):
        for _ in range(count):
            for key in keys:
                look, width = looks.get(key, (_look(key), 10.0))
                made.append(Head(_WORDS[key], width, look))
    return made


def _look(key: str) -> str:
    return "plot" if TERMS[key].unit == "ha" else look_of(key)


def _moments(book: Book) -> None:
    """Say above the columns to which moment or period they belong."""
    sheet = book.sheets[TITLE]
    for stand, column in book.blocks[_STAND_TERMS[0]].columns.items():
        sheet.put(HEAD_ROW - 1, column, f"op {day(stand)}", "section")
    for period, column in book.blocks[_PERIOD_TERMS[0]].columns.items():
        sheet.put(HEAD_ROW - 1, column, f"in {period}", "section")


Writer = Callable[[int, int], Cell]
"""From item number and row to a cell."""


def _writers(book: Book, renderer: Renderer) -> list[tuple[int, Writer]]:
    """One formula per column, written once and filled in for every row."""
    if not book.results.labels("item"):
        return []
    made = []
    for key in (*_STAND_TERMS, *_PERIOD_TERMS):
        block = book.blocks[key]
        for n, (label, column) in enumerate(block.columns.items()):
            cell = {"item": THIS_ROW, block.column_axis: label}
            text = renderer.formula(key, cell) or ""
            values = _values(book, key, n)
            look = "text" if key == "item_layer" else _look(key)
            made.append((column, _writer(text, values, look)))
    return made


def _values(book: Book, key: str, number: int) -> list[Any]:
    array = np.asarray(book.results[key])[:, number]
    if key == "item_layer":
        return [shown(LAYERS[layer]) for layer in array]
    return [float(value) for value in array]


def _writer(text: str, values: list[Any], look: str) -> Writer:
    def write(item: int, row: int) -> Cell:
        return Cell(Formula(text.replace(ROW, str(row)), values[item]), look)

    return write


def _rows(
    book: Book, source: ItemSource, terms: list[tuple[int, Writer]]
) -> list[list[Cell | None]]:
    frame = book.results.items.frame
    parks = book.results.project.table("parks").frame["name"]
    made = []
    for number, item in enumerate(frame.itertuples()):
        row = FIRST_ROW + number
        cells: list[Cell | None] = [*_head_cells(item, parks), *_inputs(source, item, row)]
        cells += [write(number, row) for _, write in sorted(terms, key=lambda pair: pair[0])]
        made.append(cells)
    return made


def _head_cells(item: Any, parks: pd.Series) -> list[Cell]:
    return [
        Cell(str(item.Index), "key"),
        Cell(_KINDS[item.kind], "grey"),
        Cell(str(parks.get(item.park_uid, ""))),
        Cell(str(item.name)),
        Cell(str(item.market_area)),
        Cell(axis_word("segment", str(item.segment))),
    ]


def _inputs(source: ItemSource, item: Any, row: int) -> list[Cell]:
    base, word = Place(TITLE, _INPUTS["item_base"], row), shown(str(item.base))
    made = [Cell(Formula(text, word) if (text := source.base(item)) else word, "text")]
    for field in _FIELDS:
        value = float(getattr(item, field))
        text = source.formula(item, field, base) or ("nooit" if value == NEVER else "")
        look = "plot" if field == "ha" else "never"
        made.append(Cell(Formula(text, value) if text else value, look))
    return made
