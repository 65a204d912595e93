"""The sheet Balans: what a controller opens first; every group, the region and what waits."""

import math
from collections.abc import Mapping
from datetime import date

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.shapes import GraphicalProperties

from werklocaties.io.workbook import groups_sheet
from werklocaties.io.workbook.blocks import put_term
from werklocaties.io.workbook.book import Block, Book, Group, group_cell
from werklocaties.io.workbook.formulas import Renderer
from werklocaties.io.workbook.grid import Formula, Sheet
from werklocaties.io.workbook.groups_sheet import (
    DIVIDED,
    FIRST_STAND,
    UNDIVIDED,
    columns_of,
    group_title,
    hidden_columns,
    is_illustrative,
    last_column,
    put_stands,
    value_rules,
)
from werklocaties.io.workbook.place import Area, Place, quoted
from werklocaties.io.workbook.tables import FIRST_ROW, HEAD_ROW, heading
from werklocaties.io.workbook.words import shown
from werklocaties.model.terms import TERMS
from werklocaties.presentation.numbers import balance as signed_ha
from werklocaties.presentation.styles import TOKENS

TITLE = "Balans"

_REGION = (
    ("region_sum", "closing", DIVIDED),
    ("region_shortages", "shortage", DIVIDED),
    ("undivided_supply", "supply", UNDIVIDED),
    ("undivided_need", "need", UNDIVIDED),
)
_LABELS = {
    "region_sum": "Regio, gewone som van de balansen",
    "region_shortages": "Regio, som van de tekorten",
    "undivided_supply": "Onverdeeld aanbod (zonder segment of marktgebied)",
    "undivided_need": "Onverdeelde vraag",
}
_NOTES = {
    "region_sum": "overschotten lossen tekorten elders niet vanzelf op",
    "region_shortages": "tekorten van alle groepen bij elkaar, zonder overschotten",
    "undivided_supply": "telt in geen groep mee en staat daarom apart",
    "undivided_need": "telt in geen groep mee en staat daarom apart",
}


def _word_column(book: Book) -> int:
    """First column of the statuses, right of the balances and their origin."""
    return last_column(book) + 2


def _hidden(book: Book) -> dict[str, int]:
    return hidden_columns(_word_column(book) + len(book.results.labels("stand")) + 1)


def _divided(book: Book, groups: list[Group]) -> list[Group]:
    return [group for group in groups if book.divided(group)]


def plan_balance(book: Book) -> None:
    """Fix where the region lines stand, below the heading."""
    for n, (key, _, _) in enumerate(_REGION):
        axis = TERMS[key].axes[-1]
        book.blocks[key] = Block(
            TITLE,
            (),
            {(): FIRST_ROW + 1 + n},
            columns_of(book, axis),
            axis,
            _hidden(book),
            HEAD_ROW,
        )


def fill_balance(book: Book, renderer: Renderer, groups: list[Group], subtitle: str) -> None:
    """Write the sheet."""
    sheet, divided = book.sheets[TITLE], _divided(book, groups)
    _head(book, subtitle)
    _region(book, renderer)
    first = FIRST_ROW + len(_REGION) + 3
    _table(book, divided, first)
    end = first + len(divided) + 1
    _waiting(book, sheet, end)
    _chart(book, sheet)
    area = Area(TITLE, FIRST_STAND, FIRST_ROW, max(_words(book).values()), end)
    sheet.rules += value_rules(area)


def _words(book: Book) -> dict[str, int]:
    """Column of the status at every moment."""
    first = _word_column(book)
    return {stand: first + n for n, stand in enumerate(book.results.labels("stand"))}


def _head(book: Book, subtitle: str) -> None:
    sheet, last = book.sheets[TITLE], last_column(book)
    sheet.widths = {1: 2.5, 2: 50, 3: 11, 4: 2, last + 1: 17}
    sheet.widths |= dict.fromkeys(range(FIRST_STAND, last + 1), 13)
    sheet.widths |= dict.fromkeys(_words(book).values(), 15)
    sheet.hidden = set(_hidden(book).values())
    heading(sheet, "", "")
    sheet.put(1, 2, f"Balans werklocaties · {book.results.project.name}", "title")
    sheet.put(2, 2, subtitle, "subtitle")
    sheet.put(3, 2, _finding(book), "finding")
    sheet.put(4, 2, Formula(_check(book), ""), "note")
    sheet.put_row(HEAD_ROW, 2, ("", "eenheid", ""), "head")
    put_stands(book, TITLE, HEAD_ROW)
    sheet.put(HEAD_ROW, last + 1, "herkomst", "head")
    sheet.freeze, sheet.repeat_rows = f"E{FIRST_ROW}", f"{HEAD_ROW}:{HEAD_ROW}"


def _finding(book: Book) -> str:
    """The finding in one line, as it was when the workbook was made."""
    results = book.results
    year = results.dimensions.moments.horizon_year
    total, short = (float(results[key][-1]) for key in ("region_sum", "region_shortages"))
    parts = [
        f"Bij het maken: tot {year} is de som {signed_ha(total)}, de tekorten {signed_ha(short)}."
    ]
    if math.isnan(total):
        parts = [f"Bij het maken wacht de balans op {len(results.waiting_for)} waarden."]
    if bool(results.illustrative.any()):
        parts.append("Rust op illustratieve waarden: niet voor besluiten.")
    return " ".join(parts)


def _check(book: Book) -> str:
    """Warn when years were changed beyond the columns of this workbook."""
    stock = book.blocks["jobs"]
    years = list(stock.columns.values())
    head = Area(stock.sheet, years[0], stock.head_row, years[-1], stock.head_row)
    last = head.seen_from("").split(":")[1]
    warning = (
        '"Let op: dit werkboek heeft geen kolommen tot het horizonjaar; maak een nieuw werkboek."'
    )
    return f'IF(horizon_year>{quoted(stock.sheet)}!{last},{warning},"")'


def _region(book: Book, renderer: Renderer) -> None:
    sheet, last, hidden = book.sheets[TITLE], last_column(book), _hidden(book)
    sheet.put(FIRST_ROW, 2, "Regio", "section")
    for key, term, kind in _REGION:
        block = book.blocks[key]
        row = block.rows[()]
        total = key == "region_sum"
        sheet.put(row, 2, _LABELS[key], "total text" if total else "label")
        sheet.put_row(row, 3, ("ha", ""), "total text" if total else "grey")
        sheet.put(row, last + 1, "berekend", "berekend")
        sheet.put(row, last + 2, _NOTES[key], "note")
        sheet.put(row, hidden["term"], term, "key")
        sheet.put(row, hidden["kind"], kind, "key")
        look = "ha" if kind == UNDIVIDED else "total signed" if total else "signed"
        if block.column_axis == "period":
            sheet.put(row, FIRST_STAND, None, look)
        for label, column in block.columns.items():
            put_term(sheet, book, renderer, key, {block.column_axis: label}, (row, column), look)


def _table(book: Book, groups: list[Group], first: int) -> None:
    """One row per group: its balance and its status at every moment, read from its own block."""
    sheet, last = book.sheets[TITLE], last_column(book)
    sheet.put(first - 1, 2, "Balans per marktgebied en segment", "section")
    sheet.put(first - 1, _word_column(book), "Stand: aanbod gedeeld door vraag", "section")
    for stand, column in _words(book).items():
        head = columns_of(book, "stand")[stand]
        source = Place("", head, HEAD_ROW, fixed=True).local
        sheet.put(HEAD_ROW, column, Formula(source, date.fromisoformat(stand)), "head day")
    for n, group in enumerate(groups):
        row = first + n
        target = f"{quoted(groups_sheet.TITLE)}!B{book.blocks['balance'].rows[group]}"
        sheet.put(row, 2, group_title(group), "label", target)
        sheet.put_row(row, 3, ("ha", ""), "grey")
        _copy(book, group, row, "balance", columns_of(book, "stand"))
        _copy(book, group, row, "status", _words(book))
        marked = is_illustrative(book, group)
        origin = ("⚠ illustratief", "illustratief") if marked else ("berekend", "berekend")
        sheet.put(row, last + 1, *origin)


def _copy(book: Book, group: Group, row: int, key: str, columns: Mapping[str, int]) -> None:
    look = "signed" if key == "balance" else "status"
    for stand, column in columns.items():
        cell = {**group_cell(group), "stand": stand}
        text = book.blocks[key].place(cell).seen_from(TITLE)
        book.sheets[TITLE].put(row, column, Formula(text, book.cached(key, cell)), look)


def _waiting(book: Book, sheet: Sheet, row: int) -> None:
    """Say what the balance waits for; nothing when it is complete."""
    for n, address in enumerate(book.results.waiting_for[:20]):
        sheet.put(row + n, 2, f"wacht op {address}", "warning")
    legend = (
        "Blauw op lichtblauw = invoer. Zwart = formule. Amber = illustratief of wacht op waarde."
    )
    bottom = row + min(len(book.results.waiting_for), 20) + 1
    sheet.put(bottom, 2, legend, "note")
    states = " · ".join(
        shown(word) for word in ("tekort", "krap", "in_balans", "ruim", "overschot")
    )
    sheet.put(bottom + 1, 2, f"{states}; een tekort is negatief.", "note")


def _chart(book: Book, sheet: Sheet) -> None:
    """Region sum and shortages as native bars, below the table."""
    chart = BarChart()
    chart.title = "Regio: som van de balansen en van de tekorten, ha"
    chart.height, chart.width = 8, 22
    for (key, _, _), token in zip(_REGION[:2], ("accent", "warn"), strict=True):
        series = Series(_reference(book, book.blocks[key].rows[()]), title=_LABELS[key])
        series.graphicalProperties = GraphicalProperties(solidFill=TOKENS[token].light[1:])
        series.invertIfNegative = False
        chart.series.append(series)
    chart.set_categories(_reference(book, HEAD_ROW))
    chart.x_axis.number_format, chart.x_axis.tickLblPos = "d-m-yyyy", "low"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    sheet.breaks.append(sheet.last_row + 1)
    sheet.charts.append((chart, f"B{sheet.last_row + 3}"))


def _reference(book: Book, row: int) -> Reference:
    """Cells of a row at the ends of the periods."""
    columns = book.blocks["region_sum"].columns.values()
    area = Area(TITLE, min(columns), row, max(columns), row)
    return Reference(range_string=area.seen_from(""))
