"""The sheet Ramingen: published forecasts as stored, and per year what method D4 takes of them."""

from datetime import date

import pandas as pd

from werklocaties.io.workbook.blocks import fill_term
from werklocaties.io.workbook.book import Block, Book, Rows
from werklocaties.io.workbook.formulas import Renderer
from werklocaties.io.workbook.grid import Cell, Formula
from werklocaties.io.workbook.place import Area, Place
from werklocaties.io.workbook.tables import (
    FIRST_ROW,
    HEAD_ROW,
    Head,
    as_date,
    as_number,
    as_text,
    columns,
    heading,
    origin_cell,
)
from werklocaties.io.workbook.times import decimal_year
from werklocaties.io.workbook.words import axis_word
from werklocaties.model.gather import ADDABLE, leading_includes
from werklocaties.model.vocabulary import COMPONENT, NET_OR_GROSS, UNDIVIDED

TITLE = "Ramingen"

_FIELDS = {
    "name": Head("raming", 28),
    "publisher": Head("uitgever", 22, "grey"),
    "published": Head("gepubliceerd", 12, "day"),
    "market_area": Head("marktgebied", 18),
    "segment": Head("segment", 20),
    "from_date": Head("van", 12, "input day"),
    "until_date": Head("tot", 12, "input day"),
    "low": Head("laag ha", 10, "input ha"),
    "high": Head("hoog ha", 10, "input ha"),
    "chosen": Head("gekozen ha", 10, "input ha"),
    "measured_in": Head("netto of bruto", 10, "text"),
    "net_share": Head("netto aandeel", 10, "input share"),
    "includes": Head("omvat", 34, "grey"),
    "origin": Head("herkomst", 15),
    "source": Head("bron", 44, "grey"),
    "forecast_from": Head("van (jaar)", 10, "moment"),
    "forecast_until": Head("tot (jaar)", 10, "moment"),
    "forecast_net_share": Head("factor netto", 10, "share"),
    "forecast_total": Head("totaal netto ha", 11, "ha"),
    "forecast_leads": Head("leidend", 9, "yes"),
    "forecast_counted": Head("geteld ha", 11, "ha"),
    "forecast_has_profile": Head("met verdeling", 10, "yes"),
    **{f"includes_{c}": Head(f"omvat {COMPONENT.label(c)}", 12, "yes") for c in ADDABLE},
}
_COLUMN = {name: number for number, name in enumerate(_FIELDS, 1)}
_INPUTS = {
    "forecast_name": "name",
    "forecast_low": "low",
    "forecast_high": "high",
    "forecast_chosen": "chosen",
}
_OWN = (
    "forecast_from",
    "forecast_until",
    "forecast_net_share",
    "forecast_total",
    "forecast_leads",
    "forecast_counted",
    "forecast_has_profile",
)


def _ordered(book: Book) -> pd.DataFrame:
    """Forecasts by market area and segment, so that those of one group stand together."""
    frame = book.results.project.table("forecasts").frame
    areas = frame["market_area"].fillna(UNDIVIDED)
    segments = frame["segment"].fillna(UNDIVIDED)
    made = frame.assign(area_=areas, segment_=segments)
    return made.sort_values(["area_", "segment_", "name"], kind="stable")


def plan_forecasts(book: Book) -> None:
    """Fix where every forecast and its years stand."""
    frame = _ordered(book)
    rows: Rows = {(str(uid),): FIRST_ROW + n for n, uid in enumerate(frame.index)}
    row_axis = ("forecast_row",)
    for name, field in _INPUTS.items():
        book.blocks[name] = Block(TITLE, row_axis, rows, {"": _COLUMN[field]})
        if field in ("low", "high", "chosen"):
            empty = frame.index[frame[field].isna()]
            book.optional |= {Place(TITLE, _COLUMN[field], rows[(str(uid),)]) for uid in empty}
    for name in _OWN:
        book.blocks[name] = Block(TITLE, row_axis, rows, {"": _COLUMN[name]})
    first = len(_FIELDS) + 1
    years = {label: first + n for n, label in enumerate(book.results.labels("year"))}
    book.blocks["forecast_weight"] = Block(TITLE, row_axis, rows, years, "year", head_row=HEAD_ROW)


def forecast_flags(book: Book, component: str) -> str:
    """Return the formula that says whether the leading forecast includes a component.

    A forecast that does not say so, or is not there, is taken to include it: nothing is added.
    """
    names, flags = _whole(book, "name"), _whole(book, f"includes_{component}")
    found = f"MIN(1,SUMIF({names},leading_forecast,{flags}))"
    return f"IF({forecast_is_absent(book)},1,{found})"


def forecast_is_absent(book: Book) -> str:
    """Return the formula that says whether there is no forecast with the leading name."""
    return f"COUNTIF({_whole(book, 'name')},leading_forecast)=0"


def _whole(book: Book, field: str) -> str:
    last = FIRST_ROW + max(len(book.results.labels("forecast_row")), 1) - 1
    return Area(TITLE, _COLUMN[field], FIRST_ROW, _COLUMN[field], last).seen_from("")


def fill_forecasts(book: Book, renderer: Renderer, subtitle: str) -> None:
    """Write the sheet."""
    sheet, heads = book.sheets[TITLE], list(_FIELDS.values())
    said = "Ramingen zoals gepubliceerd; 'tot' hoort er niet bij; niets na 'tot'"
    columns(sheet, heads)
    heading(sheet, "Ramingen", subtitle, said)
    sheet.heights[HEAD_ROW] = 48.0
    _years(book)
    for uid, row in _ordered(book).iterrows():
        _row(book, str(uid), row)
    for key in ("forecast_total", "forecast_leads", "forecast_counted", "forecast_weight"):
        fill_term(book, renderer, key, {"forecast_leads": "yes"}.get(key, ""))
    sheet.pages_wide = 3
    sheet.print_columns = max(book.blocks["forecast_weight"].columns.values())
    sheet.freeze, sheet.repeat_rows = f"B{FIRST_ROW}", f"{HEAD_ROW}:{HEAD_ROW}"


def _years(book: Book) -> None:
    sheet = book.sheets[TITLE]
    for n, (label, column) in enumerate(book.blocks["forecast_weight"].columns.items()):
        left = Place("", column - 1, HEAD_ROW).local
        text = "reference_year" if n == 0 else f"{left}+1"
        sheet.put(HEAD_ROW, column, Formula(text, int(label)), "head year")
        sheet.put(HEAD_ROW - 1, column, "aandeel" if n == 0 else "", "note")
        sheet.widths[column] = 9.0


def _row(book: Book, uid: str, row: pd.Series) -> None:
    sheet = book.sheets[TITLE]
    number = book.blocks["forecast_name"].rows[(uid,)]
    waits = {
        address.rsplit(":", 1)[1] for address in book.results.waiting_for if f":{uid}:" in address
    }
    for field, value in _stored(row).items():
        look = "waiting" if value is None and field in waits else _FIELDS[field].look
        cell = value if isinstance(value, Cell) else Cell(value, look)
        sheet.put(number, _COLUMN[field], cell.value, cell.look)
    for name, text in _derived(number).items():
        value = book.cached(name, {"forecast_row": uid})
        sheet.put(number, _COLUMN[name], Formula(text, value), _FIELDS[name].look)
    has = book.cached("forecast_has_profile", {"forecast_row": uid})
    sheet.put(number, _COLUMN["forecast_has_profile"], float(has), "yes")
    held = leading_includes(book.results.project.table("forecasts"), as_text(row["name"]))
    for component in ADDABLE:
        flag = float(held is None or component in held)
        sheet.put(number, _COLUMN[f"includes_{component}"], flag, "yes")


def _stored(row: pd.Series) -> dict[str, object]:
    words = [word.strip() for word in as_text(row["includes"]).split(",") if word.strip()]
    made: dict[str, object] = {
        "name": as_text(row["name"]),
        "publisher": as_text(row["publisher"]),
        "published": as_date(row["published"]),
        "market_area": str(row["area_"]),
        "segment": axis_word("segment", str(row["segment_"])),
        "measured_in": NET_OR_GROSS.label(as_text(row["measured_in"])),
        "includes": ", ".join(COMPONENT.label(word) for word in words) or "onbekend",
        "origin": origin_cell(row["origin"]),
        "source": as_text(row["source"]),
    }
    dates: dict[str, date | None] = {n: as_date(row[n]) for n in ("from_date", "until_date")}
    numbers = {n: as_number(row[n]) for n in ("low", "high", "chosen", "net_share")}
    return made | dates | numbers


def _derived(row: int) -> dict[str, str]:
    """Formulas of the columns that the engine reads."""
    begin, end, share, measured = (
        Place("", _COLUMN[name], row).local
        for name in ("from_date", "until_date", "net_share", "measured_in")
    )
    gross = f'{measured}="{NET_OR_GROSS.label("gross")}"'
    return {
        "forecast_from": decimal_year(begin),
        "forecast_until": decimal_year(end),
        "forecast_net_share": f"IF({gross},IF(ISNUMBER({share}),{share},NA()),1)",
    }
