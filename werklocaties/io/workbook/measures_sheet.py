"""The sheet Maatregelen: transformations, and the replacement that they send to each group."""

import pandas as pd

from werklocaties.io.workbook.book import Block, Book, Rows
from werklocaties.io.workbook.formulas import Renderer
from werklocaties.io.workbook.grid import Cell, Formula
from werklocaties.io.workbook.place import Place
from werklocaties.io.workbook.tables import (
    FIRST_ROW,
    HEAD_ROW,
    Head,
    as_number,
    as_text,
    columns,
    heading,
    origin_cell,
    rows,
)
from werklocaties.io.workbook.words import axis_word
from werklocaties.model.dimensions import own_measures
from werklocaties.model.formula import Ref
from werklocaties.model.vocabulary import MEASURE_KIND

TITLE = "Maatregelen"

_HEADS = (
    Head("uid", 10, "key", hidden=True),
    Head("revisie", 10, "key", hidden=True),
    Head("maatregel", 46),
    Head("soort", 18),
    Head("terrein", 30),
    Head("jaar van vertrek", 12, "input year"),
    Head("onttrokken netto ha", 12, "input plot"),
    Head("bezet aandeel", 12, "input share"),
    Head("vervangings graad", 12, "input share"),
    Head("herkomst", 15),
    Head("bron", 70, "grey"),
)
_COLUMN = {"start_year": 6, "issued_net_ha": 7, "occupied_share": 8, "replacement_rate": 9}
_AXES = ("measure", "market_area", "segment")
_LABELS = {"measure": 3, "market_area": 4, "segment": 5, "year": 6}
_SHARE, _HA = 7, 8


def _frame(book: Book) -> pd.DataFrame:
    frame = own_measures(book.results.project.table("measures"), book.results.scenario.uid)
    return frame.loc[list(book.results.labels("measure"))]


def _destinations(book: Book) -> list[tuple[str, ...]]:
    cells, labels = book.results.resolved["destination"].cells, book.results.labels
    axes = [labels(axis) for axis in _AXES]
    return [
        tuple(axes[n][i] for n, i in enumerate(place))
        for place in zip(*(cells >= 0).nonzero(), strict=True)
    ]


def plan_measures(book: Book) -> None:
    """Fix where every measure and every destination stands."""
    frame = _frame(book)
    places: Rows = {(str(uid),): FIRST_ROW + n for n, uid in enumerate(frame.index)}
    for name in ("issued_net_ha", "occupied_share", "replacement_rate"):
        column = _COLUMN[name]
        book.blocks[name] = Block(TITLE, ("measure",), places, {"": column})
        empty = frame.index[frame[name].isna()]
        book.optional |= {Place(TITLE, column, places[(str(uid),)]) for uid in empty}
    first = FIRST_ROW + len(places) + 3
    sent = {labels: first + n for n, labels in enumerate(_destinations(book))}
    sent = sent or {("", "", ""): first}
    book.blocks["replacement_ha"] = Block(TITLE, _AXES, sent, {"": _HA}, "", _LABELS)


def fill_measures(book: Book, renderer: Renderer, subtitle: str, revision: str) -> None:
    """Write the sheet."""
    sheet = book.sheets[TITLE]
    said = "Alleen onttrekking van uitgegeven grond geeft vervangingsvraag"
    columns(sheet, _HEADS)
    heading(sheet, "Maatregelen", subtitle, said)
    rows(
        sheet, _HEADS, (_row(book, str(uid), row, revision) for uid, row in _frame(book).iterrows())
    )
    block = book.blocks["replacement_ha"]
    head = min(block.rows.values()) - 1
    sheet.put(head - 1, 3, "Bestemming van de vervangingsvraag", "section")
    heads = ("maatregel", "marktgebied", "segment", "jaar", "aandeel", "ha")
    for n, word in enumerate(heads):
        sheet.put(head, 3 + n, word, "head" if n < 3 else "head number")
    for labels, row in block.rows.items():
        if labels[0]:
            _destination(book, renderer, labels, row)
    sheet.print_columns = len(_HEADS)
    sheet.freeze, sheet.repeat_rows = f"D{FIRST_ROW}", f"{HEAD_ROW}:{HEAD_ROW}"


def _row(book: Book, uid: str, row: pd.Series, revision: str) -> list[object]:
    parks = book.results.project.table("parks").frame["name"]
    waits = {
        address.rsplit(":", 1)[1] for address in book.results.waiting_for if f":{uid}:" in address
    }
    numbers = [_number(row, name, waits) for name in _COLUMN]
    return [
        uid,
        revision,
        as_text(row["name"]),
        MEASURE_KIND.label(as_text(row["kind"])),
        as_text(parks.get(row["park_uid"], "")),
        *numbers,
        origin_cell(row["origin"]),
        as_text(row["source"]),
    ]


def _number(row: pd.Series, name: str, waits: set[str]) -> object:
    value = as_number(row[name])
    return Cell(None, "waiting") if value is None and name in waits else value


def _destination(book: Book, renderer: Renderer, labels: tuple[str, ...], row: int) -> None:
    sheet, cell = book.sheets[TITLE], dict(zip(_AXES, labels, strict=True))
    measure = book.blocks["issued_net_ha"].rows[(labels[0],)]
    year = Place("", _COLUMN["start_year"], measure, fixed=True).local
    start = book.cached("measure_start_year", {"measure": labels[0]})
    share = book.operand(Ref("destination", tuple(cell.items())))
    target = share.seen_from(TITLE) if isinstance(share, Place) else share
    name = Place("", 3, measure, fixed=True).local
    frame = _frame(book)
    sheet.put(row, 3, Formula(name, as_text(frame["name"][labels[0]])), "text")
    sheet.put(row, 4, labels[1], "label")
    sheet.put(row, 5, axis_word("segment", labels[2]), "label")
    sheet.put(row, 6, Formula(year, start), "year")
    sheet.put(row, _SHARE, Formula(target, book.cached("destination", cell)), "share")
    text = renderer.formula("replacement_ha", cell) or ""
    sheet.put(row, _HA, Formula(text, book.cached("replacement_ha", cell)), "plot")
