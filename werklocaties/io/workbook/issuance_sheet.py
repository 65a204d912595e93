"""The sheet Uitgifte: past issuance per year, and per group what method D2 makes of it."""

from typing import Any

from werklocaties.io.workbook.blocks import fill_term
from werklocaties.io.workbook.book import Block, Book, Group, Rows, group_cell
from werklocaties.io.workbook.formulas import Renderer
from werklocaties.io.workbook.grid import Cell, Formula
from werklocaties.io.workbook.place import Area, Place
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
from werklocaties.model.terms import TERMS
from werklocaties.model.vocabulary import ISSUANCE_KIND, MUNICIPALITY, UNDIVIDED

TITLE = "Uitgifte"
_FIRST_YEAR = 5
_GROUP = ("market_area", "segment")
_SHARES = ("in_window", "settled_share")

_HEADS = (
    Head("marktgebied", 20),
    Head("segment", 22),
    Head("telt mee", 9, "yes"),
    Head("jaar", 9, "year"),
    Head("ha", 10, "input plot"),
    Head("gemeente", 17),
    Head("terrein", 24),
    Head("soort uitgifte", 17),
    Head("herkomst", 16),
    Head("bron", 10, "grey"),
)
_AREA, _SEGMENT, _COUNTS, _YEAR, _HA = range(1, 6)


def plan_issuance(book: Book, groups: list[Group]) -> None:
    """Fix where issued land per group and year, and the mean, stand."""
    years = {label: _FIRST_YEAR + n for n, label in enumerate(book.results.labels("issue_year"))}
    first = FIRST_ROW + len(_SHARES)
    rows_: Rows = {group: first + n for n, group in enumerate(groups)}
    labels = {"market_area": 1, "segment": 2}
    for n, key in enumerate(_SHARES):
        book.blocks[key] = Block(
            TITLE, (), {(): FIRST_ROW + n}, years, "issue_year", head_row=HEAD_ROW
        )
    book.blocks["issued"] = Block(TITLE, _GROUP, rows_, years, "issue_year", labels, HEAD_ROW)
    book.blocks["issuance_mean"] = Block(TITLE, _GROUP, rows_, {"": 4}, "", labels, HEAD_ROW)


def _table_row(book: Book) -> int:
    """Row of the header of the list of issued land, below the groups."""
    return FIRST_ROW + len(_SHARES) + len(book.blocks["issued"].rows) + 2


def fill_issuance(book: Book, renderer: Renderer, groups: list[Group], subtitle: str) -> None:
    """Write the sheet."""
    sheet = book.sheets[TITLE]
    said = "Eerste uitgifte per groep en jaar; de lijst eronder is de bron"
    heading(sheet, "Uitgifte", subtitle, said)
    table = _table_row(book)
    columns(sheet, _HEADS, table)
    rows(sheet, _HEADS, _listed(book))
    sheet.put_row(HEAD_ROW, 1, ("marktgebied", "segment", ""), "head")
    sheet.put(HEAD_ROW, 4, "gemiddeld per jaar", "head number")
    for label, column in book.blocks["issued"].columns.items():
        sheet.put(HEAD_ROW, column, float(label), "head year")
        sheet.widths[column] = max(sheet.widths.get(column, 0), 10.0)
    sheet.widths[4], sheet.heights[HEAD_ROW] = 13.0, 32.0
    sheet.print_columns = max(len(_HEADS), *book.blocks["issued"].columns.values(), 0)
    for key in _SHARES:
        sheet.put(book.blocks[key].rows[()], 1, TERMS[key].label_nl, "grey")
        fill_term(book, renderer, key, "share")
    for group in groups:
        _fill_group(book, group)
    fill_term(book, renderer, "issuance_mean", "plot")
    sheet.freeze, sheet.repeat_rows = f"E{FIRST_ROW}", f"{HEAD_ROW}:{HEAD_ROW}"


def _fill_group(book: Book, group: Group) -> None:
    sheet, block = book.sheets[TITLE], book.blocks["issued"]
    row = block.rows[group]
    sheet.put(row, 1, group[0], "label")
    sheet.put(row, 2, axis_word("segment", group[1]), "label")
    sheet.put(row, 3, "ha", "grey")
    first = _table_row(book) + 1
    last = max(sheet.last_row, first)
    ha, area, segment, year, counts = (
        Area(TITLE, column, first, column, last).local
        for column in (_HA, _AREA, _SEGMENT, _YEAR, _COUNTS)
    )
    for label, column in block.columns.items():
        head = f"{Place('', column, HEAD_ROW).local}"
        text = f"SUMIFS({ha},{area},$A{row},{segment},$B{row},{year},{head},{counts},1)"
        value = book.cached("issued", {**group_cell(group), "issue_year": label})
        sheet.put(row, column, Formula(text, value), "plot")


def _listed(book: Book) -> list[list[object]]:
    project, area_of = book.results.project, book.results.dimensions.area_of
    frame, parks = project.table("issuance").frame, project.table("parks").frame
    made: list[list[object]] = []
    for row in frame.sort_values(["year"], kind="stable").itertuples():
        park: Any = parks.loc[str(row.park_uid)] if row.park_uid in parks.index else None
        home = _own_or_park(row.municipality, park, "municipality")
        segment = _own_or_park(row.segment, park, "segment")
        made.append(
            [
                area_of.get(home, UNDIVIDED),
                axis_word("segment", segment or UNDIVIDED),
                float(as_text(row.kind) in ("", "first")),
                as_number(row.year),
                as_number(row.ha),
                MUNICIPALITY.label(home),
                "" if park is None else as_text(park["name"]),
                ISSUANCE_KIND.label(as_text(row.kind)),
                Cell(origin_cell(row.origin).value, "grey"),
                as_text(row.source),
            ]
        )
    return made


def _own_or_park(value: object, park: Any, name: str) -> str:
    own = as_text(value)
    return own or ("" if park is None else as_text(park[name]))
