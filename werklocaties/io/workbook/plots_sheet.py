"""The sheet Kavels: every plot of the project, without what only the complete profile may see."""

import pandas as pd

from werklocaties.io.workbook.book import Book
from werklocaties.io.workbook.grid import Cell, Choice
from werklocaties.io.workbook.place import Area, Place
from werklocaties.io.workbook.tables import (
    FIRST_ROW,
    Head,
    as_date,
    as_number,
    as_text,
    as_yes,
    columns,
    finish,
    heading,
    origin_cell,
    rows,
)
from werklocaties.io.workbook.words import shown
from werklocaties.model.coverage import plot_ha
from werklocaties.model.plot_items import SUPPLY_STATUS
from werklocaties.model.vocabulary import MUNICIPALITY, PLOT_STATUS, SEGMENT

TITLE = "Kavels"

_HEADS = {
    "uid": Head("uid", 10, "key", hidden=True),
    "revision": Head("revisie", 10, "key", hidden=True),
    "colour": Head("", 2.5),
    "plot_number": Head("kavel", 14),
    "park": Head("terrein", 30),
    "park_uid": Head("terrein_uid", 10, "key", hidden=True),
    "municipality": Head("gemeente", 18),
    "status": Head("status", 22),
    "segment": Head("segment", 20),
    "ha": Head("netto ha (uit geometrie)", 13, "input plot"),
    "declared_m2": Head("opgegeven m²", 12, "whole"),
    "available_from": Head("beschikbaar vanaf", 13, "input year"),
    "option_from": Head("optie van", 12, "input day"),
    "option_until": Head("optie tot", 12, "input day"),
    "frozen_from": Head("ijskast van", 12, "input day"),
    "frozen_until": Head("ijskast tot", 12, "input day"),
    "frozen_status": Head("status na ijskast", 22, "input text"),
    "issued_year": Head("jaar uitgifte", 10, "year"),
    "nuisance_category": Head("milieucategorie", 15, "word"),
    "price_eur_m2": Head("vraagprijs €/m²", 12, "whole"),
    "quay": Head("kade", 7, "yes"),
    "rail": Head("spoor", 7, "yes"),
    "reference_date": Head("peildatum", 12, "day"),
    "origin": Head("herkomst", 15),
    "source": Head("bron", 44, "grey"),
}
STATUS_WORDS = tuple(shown(code) for code in PLOT_STATUS.order)
"""Words that may stand as status."""

_STATUS_MESSAGE = "Kies een status uit de lijst."
COLUMN = {name: number for number, name in enumerate(_HEADS, 1)}
"""Column of every field."""


def plot_order(book: Book) -> pd.DataFrame:
    """Plots by park and number."""
    project = book.results.project
    frame, parks = project.table("plots").frame, project.table("parks").frame
    names = frame["park_uid"].map(parks["name"]).fillna("")
    made = frame.assign(park=names.to_numpy())
    return made.sort_values(["park", "plot_number"], kind="stable")


def plan_plots(book: Book) -> dict[str, int]:
    """Return the row of every plot."""
    return {str(uid): FIRST_ROW + n for n, uid in enumerate(plot_order(book).index)}


def whole_column(name: str, count: int) -> Area:
    """Return the range of a field over all plots."""
    return Area(TITLE, COLUMN[name], FIRST_ROW, COLUMN[name], FIRST_ROW + max(count, 1) - 1)


def plot_cell(name: str, row: int) -> Place:
    """Return the cell of a field of a plot."""
    return Place(TITLE, COLUMN[name], row)


def fill_plots(book: Book, subtitle: str, revision: str) -> None:
    """Write the sheet."""
    sheet, heads = book.sheets[TITLE], list(_HEADS.values())
    frame = plot_order(book)
    said = "Blauw werkt door in Aanbod en balans; de rest wijzigt u in het programma"
    columns(sheet, heads)
    heading(sheet, "Kavels", subtitle, said)
    ha = plot_ha(frame)
    pairs = zip(frame.itertuples(), ha, strict=True)
    rows(sheet, heads, (_row(row, area, revision) for row, area in pairs))
    for name in ("status", "frozen_status"):
        cells = str(whole_column(name, len(frame)).seen_from(TITLE))
        sheet.choices.append(Choice(cells, STATUS_WORDS, message=_STATUS_MESSAGE))
    finish(sheet, heads, COLUMN["plot_number"])
    sheet.print_columns = len(heads)


def _row(row: object, ha: float, revision: str) -> list[object]:
    def of(name: str) -> object:
        return getattr(row, name)

    status = as_text(of("status"))
    offered = status in SUPPLY_STATUS
    return [
        of("Index"),
        revision,
        Cell(None, f"layer {status}" if status in _DRAWN else "text"),
        as_text(of("plot_number")),
        of("park"),
        as_text(of("park_uid")),
        MUNICIPALITY.label(as_text(of("municipality"))),
        _status(status, offered=offered),
        SEGMENT.label(as_text(of("segment"))),
        ha,
        as_number(of("declared_m2")),
        as_number(of("available_from")),
        as_date(of("option_from")),
        as_date(of("option_until")),
        as_date(of("frozen_from")),
        as_date(of("frozen_until")),
        _status(as_text(of("frozen_status")), offered=offered),
        as_number(of("issued_year")),
        as_text(of("nuisance_category")),
        as_number(of("price_eur_m2")),
        as_yes(of("quay")),
        as_yes(of("rail")),
        as_date(of("reference_date")),
        origin_cell(of("origin")),
        as_text(of("source")),
    ]


def _status(status: str, *, offered: bool) -> Cell:
    """A status that the sheet Aanbod reads is an input; that of other plots is not."""
    return Cell(shown(status) or None, "input text" if offered else "text")


_DRAWN = frozenset(
    {"issued", "issuable_now", "issuable_later", "option", "frozen", "hard_plan", "soft_plan"}
    | {"withdrawn", "not_net"}
)
