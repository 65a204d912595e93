"""The sheet Balans per groep: for every market area x segment its layers, need and balance."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from werklocaties.io.workbook.blocks import look_of, put_term
from werklocaties.io.workbook.book import Block, Book, Group, group_cell
from werklocaties.io.workbook.formulas import Renderer
from werklocaties.io.workbook.grid import Formula, Rule
from werklocaties.io.workbook.place import Area, Place
from werklocaties.io.workbook.tables import HEAD_ROW, heading
from werklocaties.io.workbook.words import axis_word, shown
from werklocaties.model.terms import TERMS
from werklocaties.model.vocabulary import LAYERS, WEIGHTED_LAYERS
from werklocaties.presentation.headline import course
from werklocaties.presentation.styles import BALANCE_STYLES

TITLE = "Balans per groep"
FIRST_STAND = 5
DIVIDED, UNDIVIDED = "verdeeld", "onverdeeld"

_GROUP = ("market_area", "segment")
_NEED = ("flow_to", "targets", "need")
_BALANCE = ("balance", "of_which_option", "balance_without_option", "ratio", "status")
_PERIODS = (
    "opening",
    "added",
    "withdrawn",
    "leading_period",
    "replacement_period",
    "special_period",
    "flow_period",
    "closing",
    "shortage",
)
_TOTALS = frozenset({"supply", "need", "balance", "closing", "flow_period"})
_NOTES = {
    "supply": "som van de lagen maal hun gewicht",
    "flow_to": "leidende methode, vervanging en bijzondere vraag, cumulatief",
    "targets": "een niveau: één keer toegevoegd, niet per periode",
    "balance": "aanbod − vraag totaal; tekort is negatief",
    "of_which_option": "kavels die op de peildatum in optie zijn; opties verhullen schaarste",
    "status": "teken en woord, nooit alleen kleur",
    "opening": "stand bij het begin van de periode",
    "closing": "begin + erbij − eraf − vraag in de periode; gelijk aan de balans",
}

_HIDDEN = ("term", "kind", "market_area", "segment")


def counted_layers(book: Book) -> list[str]:
    """Layers that count in this scenario."""
    weights = book.results["layer_weight"]
    return [name for name, w in zip(WEIGHTED_LAYERS, weights, strict=True) if w > 0]


def _lines(book: Book) -> Iterator[tuple[str, str, str]]:
    """Rows of a block in order: kind of row, key of the term, layer."""
    counted = counted_layers(book)
    yield "section", "Aanbod, geteld", ""
    for layer in counted:
        yield "layer", "supply_by_layer", layer
    yield "term", "supply", ""
    yield "section", "Vraag", ""
    for key in _NEED:
        yield "term", key, ""
    yield "section", "Balans", ""
    for key in _BALANCE:
        yield "term", key, ""
    yield "section", "Verloop per periode", ""
    for key in _PERIODS:
        yield "term", key, ""
    others = [layer for layer in WEIGHTED_LAYERS if layer not in counted]
    if others:
        yield "section", "Niet geteld, wel bekend", ""
    for layer in others:
        yield "layer", "supply_by_layer", layer


def last_column(book: Book) -> int:
    """Column of the last moment."""
    return FIRST_STAND + len(book.results.labels("stand")) - 1


def hidden_columns(first: int) -> dict[str, int]:
    """Columns with the keys that sums over groups choose by."""
    return {name: first + n for n, name in enumerate(_HIDDEN)}


def _hidden(book: Book) -> dict[str, int]:
    return hidden_columns(last_column(book) + 3)


def columns_of(book: Book, axis: str) -> dict[str, int]:
    """Columns of the moments, or of the periods that end at them."""
    labels = book.results.labels(axis)
    shift = 1 if axis == "period" else 0
    return {label: FIRST_STAND + shift + n for n, label in enumerate(labels)}


def plan_groups(book: Book, groups: list[Group]) -> None:
    """Fix where every term of the balance stands."""
    lines = list(_lines(book))
    rows: dict[str, dict[tuple[str, ...], int]] = {}
    for number, group in enumerate(groups):
        top = HEAD_ROW + 2 + number * (len(lines) + 3)
        for step, (kind, key, layer) in enumerate(lines):
            labels = (*group, layer) if kind == "layer" else group
            if kind != "section":
                rows.setdefault(key, {})[labels] = top + 2 + step
    hidden = _hidden(book)
    for key, places in rows.items():
        axis = TERMS[key].axes[-1] if TERMS[key].axes[-1] in ("stand", "period") else ""
        if key == "targets":
            continue
        book.blocks[key] = Block(
            sheet=TITLE,
            row_axes=(*_GROUP, "layer") if key == "supply_by_layer" else _GROUP,
            rows=places,
            columns=columns_of(book, axis),
            column_axis=axis,
            label_columns={**hidden, "layer": 2},
            head_row=HEAD_ROW,
        )


def fill_groups(book: Book, renderer: Renderer, groups: list[Group], subtitle: str) -> None:
    """Write the sheet."""
    sheet = book.sheets[TITLE]
    _head(book, subtitle)
    lines = list(_lines(book))
    for number, group in enumerate(groups):
        top = HEAD_ROW + 2 + number * (len(lines) + 3)
        _title(book, group, top)
        for step, line in enumerate(lines):
            _line(book, renderer, group, line, top + 2 + step)
        if number % 2 == 1:
            sheet.breaks.append(top + len(lines) + 2)
    stands = Area(TITLE, FIRST_STAND, HEAD_ROW + 1, last_column(book), max(sheet.last_row, 9))
    sheet.rules += value_rules(stands)


def _head(book: Book, subtitle: str) -> None:
    sheet, last = book.sheets[TITLE], last_column(book)
    sheet.widths = {1: 2.5, 2: 40, 3: 11, 4: 10, last + 1: 16, last + 2: 90}
    sheet.widths |= dict.fromkeys(range(FIRST_STAND, last + 1), 13)
    sheet.hidden = set(_hidden(book).values())
    heading(sheet, "", "")
    sheet.put(1, 2, "Balans per marktgebied en segment", "title")
    sheet.put(2, 2, subtitle, "subtitle")
    sheet.put(3, 2, "Zwart is formule; aannames wijzigt u op het blad Aannames", "finding")
    sheet.put_row(HEAD_ROW, 2, ("", "eenheid"), "head")
    sheet.put(HEAD_ROW, 4, "gewicht", "head number")
    put_stands(book, TITLE, HEAD_ROW)
    sheet.put(HEAD_ROW, last + 1, "herkomst", "head")
    sheet.put(HEAD_ROW, last + 2, "bron of toelichting", "head")
    sheet.freeze, sheet.repeat_rows = f"E{HEAD_ROW + 1}", f"{HEAD_ROW}:{HEAD_ROW}"


def put_stands(book: Book, title: str, row: int) -> None:
    """Write the moments of the balance as dates above the columns."""
    for stand, column in columns_of(book, "stand").items():
        moment = book.blocks["state_year"].rows[(stand,)]
        target = Place(book.blocks["state_year"].sheet, 3, moment, fixed=True)
        formula = Formula(target.seen_from(title), date.fromisoformat(stand))
        book.sheets[title].put(row, column, formula, "head day")


def value_rules(area: Area) -> list[Rule]:
    """Colour statuses, and waiting values amber."""
    first = Place(area.sheet, area.column, area.row).local
    cells = area.local.replace("$", "")
    waits = Rule(cells, f"ISERROR({first})", "illustratief")
    words = [Rule(cells, f'{first}="{shown(status)}"', status) for status in BALANCE_STYLES]
    return [waits, *words]


def group_title(group: Group) -> str:
    """Name of a group: market area and segment."""
    return " · ".join((group[0], axis_word("segment", group[1])))


def statuses(book: Book, group: Group) -> list[str | None]:
    """Status of a group at every moment."""
    found = book.results["status"][
        book.index("need", {**group_cell(group), "stand": _first(book)})[:2]
    ]
    return [str(status) or None for status in found]


def _first(book: Book) -> str:
    return book.results.labels("stand")[0]


def _title(book: Book, group: Group, row: int) -> None:
    sheet = book.sheets[TITLE]
    sheet.put(row, 2, group_title(group), "section")
    years = [int(stand[:4]) for stand in book.results.labels("stand")]
    marked = is_illustrative(book, group)
    said = f"Bij het maken: {course(statuses(book, group), years)}."
    said += " Rust op illustratieve waarden: niet voor besluiten." if marked else ""
    sheet.put(row + 1, 2, said, "note")


def is_illustrative(book: Book, group: Group) -> bool:
    """Say whether a group rests on an illustrative value."""
    return bool(book.results.illustrative[book.index("divided", group_cell(group))])


def _line(
    book: Book, renderer: Renderer, group: Group, line: tuple[str, str, str], row: int
) -> None:
    sheet, (kind, key, layer) = book.sheets[TITLE], line
    if kind == "section":
        sheet.put(row, 2, key, "section")
        if layer == "" and key.startswith("Niet"):
            note = "telt mee zodra het gewicht op het blad Aannames boven 0 staat"
            sheet.put(row, last_column(book) + 2, note, "note")
        return
    _labels(book, group, line, row)
    if key == "targets":
        _targets(book, group, row)
        return
    block, cell = book.blocks[key], group_cell(group) | ({"layer": layer} if layer else {})
    look = ("total " if key in _TOTALS else "") + look_of(key)
    for label, column in block.columns.items():
        at = {**cell, block.column_axis: label}
        put_term(sheet, book, renderer, key, at, (row, column), _look(look, key))
    if block.column_axis == "period":
        sheet.put(row, FIRST_STAND, None, "total ha" if key in _TOTALS else "ha")


def _look(look: str, key: str) -> str:
    return "status" if key == "status" else look


def _labels(book: Book, group: Group, line: tuple[str, str, str], row: int) -> None:
    sheet, (_, key, layer) = book.sheets[TITLE], line
    last, total = last_column(book), key in _TOTALS
    term = TERMS[key]
    word = shown(layer) if layer else term.label_nl
    sheet.put(row, 2, word, "total text" if total else "label")
    unit = {"aanbod / vraag": "–", "stand": ""}.get(term.unit, term.unit)
    sheet.put(row, 3, unit, "total text" if total else "grey")
    sheet.put(row, 4, None, "total text" if total else "grey")
    if layer:
        _weight(book, layer, row)
        sheet.put(row, 1, None, f"layer {layer}")
    sheet.put(row, last + 1, *_origin(book, group, key, layer))
    sheet.put(row, last + 2, _NOTES.get(key, ""), "grey")
    hidden = _hidden(book)
    kind = DIVIDED if book.divided(group) else UNDIVIDED
    words = (key, kind, group[0], axis_word("segment", group[1]))
    for name, value in zip(_HIDDEN, words, strict=True):
        sheet.put(row, hidden[name], value, "key")


def _weight(book: Book, layer: str, row: int) -> None:
    words, values = book.lookups["layer_weight"]
    place = Place(values.sheet, values.column, words.row + WEIGHTED_LAYERS.index(layer))
    value = book.cached("layer_weight", {"layer": layer})
    book.sheets[TITLE].put(row, 4, Formula(place.seen_from(TITLE), value), "share")


def _origin(book: Book, group: Group, key: str, layer: str) -> tuple[str, str]:
    if not layer:
        marked = key in ("balance", "closing") and is_illustrative(book, group)
        return ("⚠ illustratief", "illustratief") if marked else ("berekend", "berekend")
    frame = book.results.items.frame
    ever = (np.asarray(book.results["item_layer"]) == LAYERS.index(layer)).any(axis=1)
    inside = (frame["market_area"] == group[0]) & (frame["segment"] == group[1]) & ever
    if not inside.any():
        return "", "grey"
    marked = bool(frame.loc[inside, "illustrative"].any())
    return ("⚠ illustratief", "illustratief") if marked else ("bron", "bron")


def _targets(book: Book, group: Group, row: int) -> None:
    """The same level at every moment, read from the sheet Vraag."""
    source = book.blocks["targets"].place(group_cell(group))
    fixed = Place(source.sheet, source.column, source.row, fixed=True)
    value = book.cached("targets", group_cell(group))
    for column in columns_of(book, "stand").values():
        book.sheets[TITLE].put(row, column, Formula(fixed.seen_from(TITLE), value), "ha")
