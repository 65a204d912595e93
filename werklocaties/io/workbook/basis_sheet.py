"""The sheet Rekenbasis: conversions, moments, weights of layers, what methods include."""

from datetime import date
from typing import Any

from werklocaties.io.workbook.book import Block, Book, Rows
from werklocaties.io.workbook.forecasts_sheet import forecast_flags, forecast_is_absent
from werklocaties.io.workbook.grid import Formula, Sheet
from werklocaties.io.workbook.place import Area, Place
from werklocaties.io.workbook.spot import reference
from werklocaties.io.workbook.tables import heading
from werklocaties.io.workbook.times import decimal_year
from werklocaties.io.workbook.words import shown
from werklocaties.model.demand import M2_PER_HA
from werklocaties.model.dimensions import METHODS
from werklocaties.model.formula import Ref
from werklocaties.model.gather import ADDABLE
from werklocaties.model.moments import NEVER
from werklocaties.model.vocabulary import COMPONENT, WEIGHTED_LAYERS

TITLE = "Rekenbasis"

CONVERSIONS: tuple[tuple[str, float, str], ...] = (
    ("m2_per_ha", M2_PER_HA, "vierkante meters in een hectare"),
    ("maanden_per_jaar", 12.0, "voor een peildatum midden in het jaar"),
    ("dagen_per_maand", 31.0, "voor een peildatum midden in de maand"),
    ("nooit", NEVER, "jaar dat 'geen einde' betekent"),
)

_MOMENTS = ("register_moment", "register_year", "demand_known")

_CONVERSION_ROW = 7
_MOMENT_ROW = _CONVERSION_ROW + len(CONVERSIONS) + 1
_STAND_ROW = _MOMENT_ROW + 6


def plan_basis(book: Book) -> None:
    """Fix where moments, weights and inclusions stand."""
    labels = book.results.labels
    stands, periods = labels("stand"), labels("period")
    for n, (name, _, _) in enumerate(CONVERSIONS):
        book.define(name, Place(TITLE, 2, _CONVERSION_ROW + n))
    for n, name in enumerate(_MOMENTS):
        book.define(name, Place(TITLE, 2, _MOMENT_ROW + 1 + n))
    book.scalars |= {name: name for name in ("m2_per_ha", *_MOMENTS)}
    rows: Rows = {(stand,): _STAND_ROW + 2 + n for n, stand in enumerate(stands)}
    book.blocks["state_year"] = Block(TITLE, ("stand",), rows, {"": 4})
    ends = [Place(TITLE, 2, rows[(stand,)], fixed=True) for stand in stands]
    begins: list[Place | None] = [None, *ends[1:-1]]
    book.period_bounds = dict(zip(periods, zip(begins, ends[1:], strict=True), strict=True))
    weights = _STAND_ROW + len(stands) + 5
    last = weights + len(WEIGHTED_LAYERS) - 1
    book.lookups["layer_weight"] = _columns(weights, last, 2)
    includes = last + 5
    for n, component in enumerate(ADDABLE):
        last = includes + len(METHODS) - 1
        book.lookups[f"includes_{component}"] = _columns(includes, last, 2 + n)


def _columns(first: int, last: int, column: int) -> tuple[Area, Area]:
    return Area(TITLE, 1, first, 1, last), Area(TITLE, column, first, column, last)


def fill_basis(book: Book, subtitle: str) -> None:
    """Write the sheet."""
    sheet = book.sheets[TITLE]
    sheet.widths = {1: 34, 2: 20, 3: 20, 4: 20, 5: 20, 6: 60}
    heading(sheet, "Rekenbasis", subtitle, "Omrekeningen en momenten waar de formules naar wijzen")
    _conversions(sheet)
    _moments(book, sheet)
    _stands(book, sheet)
    _weights(book, sheet)
    _includes(book, sheet)


def _conversions(sheet: Sheet) -> None:
    sheet.put(_CONVERSION_ROW - 1, 1, "Omrekening", "section")
    for n, (name, value, why) in enumerate(CONVERSIONS):
        row = _CONVERSION_ROW + n
        sheet.put(row, 1, name, "label")
        sheet.put(row, 2, value, "year" if name == "nooit" else "whole")
        sheet.put(row, 3, why, "grey")


def _moments(book: Book, sheet: Sheet) -> None:
    results = book.results
    sheet.put(_MOMENT_ROW, 1, "Peildatum en leidende methode", "section")
    texts = (decimal_year("register_date"), "INT(register_moment)", _known(book))
    looks = ("share", "year", "yes")
    for n, (name, text, look) in enumerate(zip(_MOMENTS, texts, looks, strict=True)):
        sheet.put(_MOMENT_ROW + 1 + n, 1, name, "label")
        sheet.put(_MOMENT_ROW + 1 + n, 2, Formula(text, results[name]), look)
    sheet.put(_MOMENT_ROW + 3, 3, "1 als de leidende methode gegevens heeft, anders leeg", "grey")


def _known(book: Book) -> str:
    """Formula that is 1 when the leading method has anything to compute from, else #N/A."""
    dims = book.results.dimensions
    jobs, issued = ("1" if found else "NA()" for found in (dims.sectors, dims.issue_years))
    forecast = f"IF({forecast_is_absent(book)},NA(),1)"
    return f'IF(leading_method="D1",{jobs},IF(leading_method="D2",{issued},{forecast}))'


def _stands(book: Book, sheet: Sheet) -> None:
    """The moments of the balance follow horizon, first year, period length and register date."""
    moments = book.results.dimensions.moments
    sheet.put(_STAND_ROW, 1, "Momenten van de balans", "section")
    heads = ("moment", "jaar", "datum", "toestand van jaar")
    for n, head in enumerate(heads):
        sheet.put(_STAND_ROW + 1, 1 + n, head, "head" if n == 0 else "head number")
    first = _STAND_ROW + 2
    sheet.put(first, 1, "peildatum", "label")
    sheet.put(first, 2, Formula("register_moment", moments.register_moment), "share")
    sheet.put(first, 3, Formula("register_date", date.fromisoformat(moments.register_date)), "day")
    sheet.put(first, 4, Formula("register_year", moments.state_years[0]), "year")
    for n, end in enumerate(moments.ends, 1):
        row = first + n
        sheet.put(row, 1, f"einde van periode {n}", "label")
        sheet.put(row, 2, Formula(_end(n, row), end), "year")
        sheet.put(row, 3, Formula(f"DATE(B{row},1,1)", date(end, 1, 1)), "day")
        sheet.put(row, 4, Formula(f"B{row}-1", end - 1), "year")


def _end(number: int, row: int) -> str:
    """The first period ends at the first step beyond the register date."""
    if number > 1:
        return f"MIN(horizon_year,B{row - 1}+period_years)"
    steps = "MAX(0,INT((register_moment-reference_year)/period_years))+1"
    return f"MIN(horizon_year,reference_year+period_years*({steps}))"


def _weights(book: Book, sheet: Sheet) -> None:
    words, _ = book.lookups["layer_weight"]
    sheet.put(words.row - 2, 1, "Gewicht van de laag", "section")
    sheet.put(words.row - 1, 1, "laag", "head")
    sheet.put(words.row - 1, 2, "gewicht", "head number")
    for n, layer in enumerate(WEIGHTED_LAYERS):
        operand = book.operand(Ref("layer_weight", (("layer", layer),)))
        value = book.cached("layer_weight", {"layer": layer})
        sheet.put(words.row + n, 1, shown(layer), "label")
        sheet.put(words.row + n, 2, Formula(reference(operand, TITLE), value), "value")


def _includes(book: Book, sheet: Sheet) -> None:
    words, _ = book.lookups["includes_replacement"]
    sheet.put(words.row - 2, 1, "Wat een methode zelf al omvat (1 = ja)", "section")
    labels = [COMPONENT.label(component) for component in ADDABLE]
    sheet.put(words.row - 1, 1, "methode", "head")
    sheet.put_row(words.row - 1, 2, labels, "head number")
    for n, method in enumerate(METHODS):
        sheet.put(words.row + n, 1, method, "label")
        for m, component in enumerate(ADDABLE):
            value: Any = book.results[f"includes_{component}"][n]
            flags = forecast_flags(book, component) if method == "D4" else ""
            sheet.put(words.row + n, 2 + m, Formula(flags, value) if flags else value, "whole")
