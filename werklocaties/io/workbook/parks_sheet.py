"""The sheet Terreinen: what every park declares beside what the balance uses, and its plan."""

from werklocaties.io.workbook.book import Book
from werklocaties.io.workbook.grid import Formula
from werklocaties.io.workbook.place import Place
from werklocaties.io.workbook.plots_sheet import whole_column
from werklocaties.io.workbook.tables import (
    FIRST_ROW,
    HEAD_ROW,
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
from werklocaties.io.workbook.words import axis_word, shown
from werklocaties.model.coverage import plot_ha
from werklocaties.model.vocabulary import LAYERS, MUNICIPALITY, PLAN_PHASE, PLOT_COVERAGE, UNDIVIDED

TITLE = "Terreinen"

_HEADS = {
    "uid": Head("uid", 10, "key", hidden=True),
    "revision": Head("revisie", 10, "key", hidden=True),
    "rin": Head("RIN", 11),
    "name": Head("terrein", 38),
    "municipality": Head("gemeente", 18),
    "market_area": Head("marktgebied", 18),
    "segment": Head("segment", 20),
    "in_register": Head("in IBIS", 8, "yes"),
    "coverage": Head("kaveldekking", 28, "grey"),
    "gross_ha": Head("bruto ha", 10, "input plot"),
    "net_ha": Head("netto opgegeven", 11, "plot"),
    "used_net_ha": Head("netto gebruikt", 11, "plot"),
    "net_difference": Head("verschil", 10, "plot"),
    "issuable_ha": Head("uitgeefbaar opgegeven", 12, "input plot"),
    "used_issuable_ha": Head("uitgeefbaar gebruikt", 12, "plot"),
    "issuable_difference": Head("verschil", 10, "plot"),
    "issued_between_ha": Head("uitgegeven tussen peiljaar en peildatum", 14, "plot"),
    "plan_phase": Head("planfase", 15),
    "plan_net_ha": Head("plan netto ha", 10, "input plot"),
    "net_share": Head("netto aandeel", 10, "input share"),
    "available_from": Head("startjaar", 10, "input year"),
    "plots_ha": Head("kavels ha", 10, "plot"),
    "plots_net_ha": Head("waarvan netto", 10, "plot"),
    "reference_year": Head("peiljaar opgave", 9, "year"),
    "plots_date": Head("peildatum kavels", 12, "day"),
    **{f"layer {layer}": Head(shown(layer), 12, "plot") for layer in LAYERS},
    "origin": Head("herkomst", 15),
    "source": Head("bron", 44, "grey"),
}
COLUMN = {name: number for number, name in enumerate(_HEADS, 1)}
"""Column of every field."""


def plan_parks(book: Book) -> dict[str, int]:
    """Return the row of every park."""
    frame = book.results.project.table("parks").frame
    ordered = frame.sort_values(["municipality", "name"], kind="stable").index
    return {str(uid): FIRST_ROW + n for n, uid in enumerate(ordered)}


def park_cell(name: str, row: int) -> Place:
    """Return the cell of a field of a park."""
    return Place(TITLE, COLUMN[name], row)


def fill_parks(book: Book, places: dict[str, int], subtitle: str, revision: str) -> None:
    """Write the sheet."""
    sheet, heads = book.sheets[TITLE], list(_HEADS.values())
    said = "Opgegeven tegenover gebruikt; nooit kavels plus opgave"
    columns(sheet, heads)
    heading(sheet, "Terreinen", subtitle, said)
    net = _plots_net(book)
    rows(
        sheet,
        heads,
        (_row(book, uid, row, net.get(uid, 0.0), revision) for uid, row in places.items()),
    )
    finish(sheet, heads, COLUMN["name"])
    sheet.heights[HEAD_ROW] = 62.0
    sheet.print_columns, sheet.pages_wide = len(heads), 2


def _plots_net(book: Book) -> dict[str, float]:
    """Hectares of plots per park that are net land."""
    frame = book.results.project.table("plots").frame
    ha = frame.assign(ha=plot_ha(frame))
    net = ha[ha["status"] != "not_net"].groupby("park_uid")["ha"].sum()
    return {str(uid): float(value) for uid, value in net.items()}


def _row(book: Book, uid: str, row: int, net: float, revision: str) -> list[object]:
    results = book.results
    park = results.project.table("parks").frame.loc[uid]
    paper, layers = results.reconciliation.loc[uid], results.park_layers.loc[uid]
    area = results.dimensions.area_of.get(as_text(park["municipality"]), UNDIVIDED)
    return [
        uid,
        revision,
        as_text(park["rin"]),
        as_text(park["name"]),
        MUNICIPALITY.label(as_text(park["municipality"])),
        area,
        axis_word("segment", as_text(park["segment"]) or UNDIVIDED),
        as_yes(park["in_register"]),
        PLOT_COVERAGE.label(as_text(paper["coverage"])),
        as_number(park["gross_ha"]),
        as_number(park["net_ha"]),
        Formula(_used(row, ("issued", "issuable_later"), "declared"), paper["used_net_ha"]),
        _difference(row, "net_ha", "used_net_ha", paper["net_difference"]),
        as_number(park["issuable_ha"]),
        Formula(_used(row, ("option", "issuable_later"), "declared"), paper["used_issuable_ha"]),
        _difference(row, "issuable_ha", "used_issuable_ha", paper["issuable_difference"]),
        as_number(paper["issued_between_ha"]),
        PLAN_PHASE.label(as_text(park["plan_phase"])),
        as_number(park["plan_net_ha"]),
        as_number(park["net_share"]),
        as_number(park["available_from"]),
        _plots(book, row, "", paper["plots_ha"]),
        _plots(book, row, shown("not_net"), net),
        as_number(park["reference_year"]),
        as_date(paper["plots_date"]),
        *(as_number(layers[layer]) for layer in LAYERS),
        origin_cell(park["origin"]),
        as_text(park["source"]),
    ]


def _local(name: str, row: int) -> str:
    return park_cell(name, row).local


def _used(row: int, ends: tuple[str, str], extra: str) -> str:
    first, last = (_local(f"layer {layer}", row) for layer in ends)
    return f"SUM({first}:{last},{_local(f'layer {extra}', row)})"


def _difference(row: int, declared: str, used: str, value: object) -> Formula | None:
    """Declared minus used; empty where nothing was declared."""
    if as_number(value) is None:
        return None
    return Formula(f"{_local(declared, row)}-{_local(used, row)}", value)


def _plots(book: Book, row: int, without: str, value: object) -> Formula:
    """Hectares of the park's plots, added up on the sheet Kavels."""
    count = len(book.results.project.table("plots"))
    areas = [whole_column(name, count).seen_from(TITLE) for name in ("ha", "park_uid", "status")]
    other = f',{areas[2]},"<>{without}"' if without else ""
    return Formula(f"SUMIFS({areas[0]},{areas[1]},{_local('uid', row)}{other})", value)
