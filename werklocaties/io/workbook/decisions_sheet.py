"""The sheet Besluiten: what the scenario decides about plans and plots."""

from collections.abc import Mapping

from werklocaties.io.workbook.book import Book
from werklocaties.io.workbook.place import Place
from werklocaties.io.workbook.tables import (
    FIRST_ROW,
    Head,
    as_date,
    columns,
    finish,
    heading,
    origin_cell,
    rows,
)
from werklocaties.model.assumptions import Entry

TITLE = "Besluiten"
_YEAR = 6

_HEADS = (
    Head("uid", 10, "key", hidden=True),
    Head("revisie", 10, "key", hidden=True),
    Head("over", 12, "grey"),
    Head("naam", 40),
    Head("besluit", 26),
    Head("1 januari van", 12, "input year"),
    Head("herkomst", 16),
    Head("bron of toelichting", 60, "grey"),
    Head("datum", 12, "day"),
    Head("adres", 60, "grey"),
)
_OBJECTS = {"plan": "plan", "plot": "kavel"}
_WORDS = {
    "start_year": "levert grond vanaf",
    "withdrawn_year": "vervalt op",
    "frozen_from": "in de ijskast vanaf",
    "frozen_until": "uit de ijskast op",
}

Key = tuple[str, str, str]


def plan_decisions(book: Book) -> Mapping[Key, Place]:
    """Return the cell of the year of every decision."""
    return {key: Place(TITLE, _YEAR, FIRST_ROW + n) for n, key in enumerate(_keys(book))}


def _keys(book: Book) -> list[Key]:
    return sorted(book.results.decisions)


def fill_decisions(book: Book, subtitle: str, revision: str) -> None:
    """Write the sheet."""
    sheet, decided = book.sheets[TITLE], book.results.decisions
    columns(sheet, _HEADS)
    heading(
        sheet, "Besluiten", subtitle, "Een besluit gaat in op 1 januari en werkt door in Aanbod"
    )
    rows(sheet, _HEADS, (_row(book, key, decided[key], revision) for key in _keys(book)))
    finish(sheet, _HEADS, 4)
    sheet.print_columns = len(_HEADS)


def _row(book: Book, key: Key, entry: Entry, revision: str) -> list[object]:
    kind, uid, attribute = key
    return [
        entry.uid,
        revision,
        _OBJECTS[kind],
        _name(book, kind, uid),
        _WORDS[attribute],
        float(entry.value),
        origin_cell(entry.origin),
        entry.source or entry.note,
        as_date(entry.dated),
        str(entry.address),
    ]


def _name(book: Book, kind: str, uid: str) -> str:
    """Name of a plan's park, or number of a plot with its park."""
    project = book.results.project
    parks = project.table("parks").frame["name"]
    if kind == "plan":
        return str(parks.get(uid, uid))
    plots = project.table("plots").frame
    if uid not in plots.index:
        return uid
    plot = plots.loc[uid]
    return f"{plot['plot_number']} · {parks.get(str(plot['park_uid']), '')}"
