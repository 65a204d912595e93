"""The sheet Vraag: what the methods ask per year, from jobs to need; a block per term."""

from werklocaties.io.workbook.blocks import fill_term, put_labels
from werklocaties.io.workbook.book import Block, Book, Group
from werklocaties.io.workbook.formulas import Renderer
from werklocaties.io.workbook.grid import Formula
from werklocaties.io.workbook.place import Place
from werklocaties.io.workbook.spot import reference
from werklocaties.io.workbook.tables import FIRST_ROW, HEAD_ROW, heading
from werklocaties.io.workbook.words import axis_word
from werklocaties.model.formula import Ref
from werklocaties.model.terms import TERMS

TITLE = "Vraag"
FIRST_YEAR = 4

_GROUP = ("market_area", "segment")
_PER_SECTOR = ("preference", "quotient")
_PER_AREA = ("on_park", "land", "raw", "sector_expansion")
_PER_GROUP = (
    "expansion",
    "forecast_flow",
    "leading_flow",
    "replacement",
    "special_flow",
    "replacement_added",
    "special_added",
)
_CONSTANT = ("settled_leading", "settled_replacement", "settled_special")
_LEVELS = ("iron_target", "friction_gap", "targets")
_SWITCHES = ("adds_replacement", "adds_special", "adds_friction", "adds_iron")

Labels = list[tuple[str, ...]]


class _Planner:
    """Gives every block its rows, one block below the other."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.row = FIRST_ROW + 1
        self.years = {label: FIRST_YEAR + n for n, label in enumerate(book.results.labels("year"))}
        stock = book.results.labels("stock_year")
        self.stock_years = {label: FIRST_YEAR + n for n, label in enumerate(stock)}

    def add(self, key: str, axes: tuple[str, ...], rows: Labels) -> None:
        """Plan the block of one term: two rows of heading, then its rows."""
        time = next((a for a in TERMS[key].axes if a in ("year", "stock_year")), "")
        columns = {"year": self.years, "stock_year": self.stock_years}.get(time, {"": FIRST_YEAR})
        first = self.row + 1
        self.book.blocks[key] = Block(
            sheet=TITLE,
            row_axes=axes,
            rows={labels: first + n for n, labels in enumerate(rows)},
            columns=columns,
            column_axis=time,
            label_columns={axis: 1 + n for n, axis in enumerate(axes)},
            head_row=HEAD_ROW,
        )
        self.row = first + len(rows) + 1


def plan_demand(book: Book, groups: list[Group]) -> None:
    """Fix where every term of demand stands."""
    planner, dims = _Planner(book), book.results.dimensions
    homes = sorted(dims.municipalities, key=lambda m: dims.area_of.get(m, ""))
    areas = [area for area in dims.market_areas if any(g[0] == area for g in groups)]
    planner.add("jobs", ("sector", "municipality"), [(s, m) for s in dims.sectors for m in homes])
    for key in _PER_SECTOR:
        planner.add(key, ("sector",), [(s,) for s in dims.sectors])
    for key in _PER_AREA:
        rows: Labels = [(a, s) for a in areas for s in dims.sectors]
        planner.add(key, ("market_area", "sector"), rows)
    _plan_shares(book, planner)
    for key in (*_PER_GROUP, *_CONSTANT, *_LEVELS):
        planner.add(key, _GROUP, list(groups))
    planner.add("before_register", (), [()])
    for key in _SWITCHES:
        planner.add(key, (), [()])


def _plan_shares(book: Book, planner: _Planner) -> None:
    dims = book.results.dimensions
    first = planner.row + 2
    book.blocks["segment_share"] = Block(
        sheet=TITLE,
        row_axes=("sector",),
        rows={(s,): first + n for n, s in enumerate(dims.sectors)},
        columns={label: FIRST_YEAR + n for n, label in enumerate(dims.segments)},
        column_axis="segment",
        label_columns={"sector": 1},
        head_row=first - 1,
    )
    planner.row = first + len(dims.sectors) + 1


def fill_demand(book: Book, renderer: Renderer, subtitle: str) -> None:
    """Write the sheet."""
    sheet = book.sheets[TITLE]
    years = book.results.labels("stock_year")
    sheet.widths = {1: 26, 2: 24, 3: 14} | {FIRST_YEAR + n: 10.5 for n in range(len(years))}
    method = str(book.results["leading_method"])
    finding = f"Leidend bij het maken: methode {method}; de andere methoden blijven in beeld"
    heading(sheet, "Vraag", subtitle, finding)
    sheet.put_row(HEAD_ROW, 1, ("", "", "eenheid"), "head")
    for n, year in enumerate(years):
        left = Place(TITLE, FIRST_YEAR + n - 1, HEAD_ROW).local
        text = "reference_year" if n == 0 else f"{left}+1"
        sheet.put(HEAD_ROW, FIRST_YEAR + n, Formula(text, int(year)), "head year")
    sheet.freeze, sheet.repeat_rows = f"D{FIRST_ROW}", f"{HEAD_ROW}:{HEAD_ROW}"
    for key, block in book.blocks.items():
        if block.sheet == TITLE:
            _fill(book, renderer, key)


def _fill(book: Book, renderer: Renderer, key: str) -> None:
    if key == "segment_share":
        _fill_shares(book)
        return
    block, term, sheet = book.blocks[key], TERMS[key], book.sheets[TITLE]
    title = f"{term.label_nl} (methode, paragraaf {term.section})"
    first = min(block.rows.values())
    sheet.put(first - 1, 1, title, "section")
    for row in block.rows.values():
        sheet.put(row, 1, "", "label")
        sheet.put(row, 2, "", "label")
        sheet.put(row, 3, term.unit, "grey")
    put_labels(book, key)
    fill_term(book, renderer, key)


def _fill_shares(book: Book) -> None:
    """The matrix sector x segment, each cell read from Aannames; a cell nobody gave is empty."""
    block, sheet = book.blocks["segment_share"], book.sheets[TITLE]
    sheet.put(
        block.head_row - 1, 1, "Verdeling over segmenten (methode, paragraaf 2 D1)", "section"
    )
    for segment, column in block.columns.items():
        sheet.put(block.head_row, column, axis_word("segment", segment), "head number")
    sheet.heights[block.head_row] = 32.0
    put_labels(book, "segment_share")
    for (sector,), row in block.rows.items():
        sheet.put(row, 3, "aandeel", "grey")
        given = book.results.resolved["segment_share"].cells[
            book.results.dimensions.sectors.index(sector)
        ]
        for segment, column in block.columns.items():
            cell = {"sector": sector, "segment": segment}
            place = book.index("segment_share", cell)
            if given[place[1]] < 0 and (given >= 0).any():
                sheet.put(row, column, None, "share")
                continue
            operand = book.assumption(Ref("segment_share", tuple(cell.items())))
            value = book.cached("segment_share", cell)
            sheet.put(row, column, Formula(reference(operand, TITLE), value), "share")
