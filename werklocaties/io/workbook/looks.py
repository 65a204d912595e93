"""The looks of cells: calm, legible, blue for input, amber for illustrative."""

from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

from werklocaties.presentation.styles import BALANCE_STYLES, LAYER_SYMBOLS, TOKENS

FONT = "Calibri"
INPUT_FILL = "#F3F7FC"

HA = "#,##0.0"
PLOT_HA = "#,##0.00"
SIGNED = '[>=0.05]+#,##0.0;[<=-0.05]"−"#,##0.0;0.0'
RATIO = "0.00"
WHOLE = "#,##0"
VALUE = "#,##0.0######"
SHARE = "0.0##"
YEAR = "0"
MOMENT = "0.0####"
YEAR_OR_NEVER = '[>=9999]"nooit";[<=0]"altijd";0'
DAY = "d-m-yyyy"
YES_NO = '[=1]"ja";[=0]"nee";General'
TEXT = "@"
GENERAL = "General"


def _tone(name: str) -> str:
    return TOKENS[name].light


@dataclass(frozen=True)
class Look:
    """How a cell looks; colours as ``#RRGGBB``, empty is the default."""

    number_format: str = GENERAL
    colour: str = ""
    fill: str = ""
    bold: bool = False
    italic: bool = False
    size: float = 11
    horizontal: str = ""
    indent: int = 0
    wrap: bool = False
    rule: str = ""
    """Colour of the line below."""


_TEXT2, _LINE, _ACCENT = _tone("text2"), _tone("line"), _tone("accent")
_ROW = Look(colour=_tone("text"), rule=_LINE)
_NUMBER = replace(_ROW, horizontal="right")
_INPUT = replace(_NUMBER, colour=_ACCENT, fill=INPUT_FILL)
_TOTAL = replace(_NUMBER, bold=True, rule=_tone("edge"))
_AMBER: dict[str, Any] = {"colour": _tone("warn"), "fill": _tone("warn_bg")}

_FORMATS = {
    "ha": HA,
    "plot": PLOT_HA,
    "signed": SIGNED,
    "ratio": RATIO,
    "whole": WHOLE,
    "value": VALUE,
    "share": SHARE,
    "year": YEAR,
    "moment": MOMENT,
    "never": YEAR_OR_NEVER,
    "day": DAY,
    "yes": YES_NO,
    "word": GENERAL,
}


def _looks() -> dict[str, Look]:
    made = {
        "title": Look(bold=True, size=16, colour=_tone("text")),
        "subtitle": Look(size=10, colour=_TEXT2),
        "finding": Look(bold=True, colour=_tone("text")),
        "note": Look(size=10, colour=_TEXT2),
        "wrapped": replace(_ROW, wrap=True, indent=1),
        "warning": Look(bold=True, **_AMBER),
        "head": Look(bold=True, colour=_TEXT2, rule=_tone("edge"), wrap=True, indent=1),
        "head number": Look(
            bold=True, colour=_TEXT2, rule=_tone("edge"), horizontal="right", wrap=True
        ),
        "head year": Look(YEAR, _TEXT2, bold=True, rule=_tone("edge"), horizontal="right"),
        "head day": Look(DAY, _TEXT2, bold=True, rule=_tone("edge"), horizontal="right"),
        "section": Look(bold=True, size=12, colour=_tone("text")),
        "text": replace(_ROW, indent=1),
        "label": replace(_ROW, indent=1),
        "total text": replace(_TOTAL, horizontal="left", indent=1),
        "grey": replace(_ROW, colour=_TEXT2, indent=1),
        "link": replace(_ROW, colour=_ACCENT),
        "berekend": replace(_ROW, colour=_TEXT2, indent=1),
        "bron": replace(_ROW, colour=_TEXT2, indent=1),
        "eigen": replace(_ROW, colour=_ACCENT, bold=True, indent=1),
        "methode": replace(_ROW, colour=_TEXT2, indent=1),
        "illustratief": replace(_ROW, bold=True, indent=1, **_AMBER),
        "input text": replace(_INPUT, horizontal="left", indent=1),
        "waiting": replace(_NUMBER, fill=_tone("warn_bg")),
        "status": replace(_ROW, bold=True, horizontal="center"),
        "key": Look(size=8, colour=_TEXT2),
    }
    for name, number_format in _FORMATS.items():
        made[name] = replace(_NUMBER, number_format=number_format)
        made[f"input {name}"] = replace(_INPUT, number_format=number_format)
        made[f"total {name}"] = replace(_TOTAL, number_format=number_format)
    made["word"] = replace(_ROW, indent=1)
    for layer, symbol in LAYER_SYMBOLS.items():
        made[f"layer {layer}"] = Look(fill=symbol.fill.light if symbol.fill else "")
    return made


LOOKS = _looks()
"""All looks by name."""


def _argb(colour: str) -> str:
    return "FF" + colour[1:]


def _font(look: Look) -> Font:
    colour = _argb(look.colour) if look.colour else None
    return Font(name=FONT, size=look.size, bold=look.bold, italic=look.italic, color=colour)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=_argb(colour)) if colour else PatternFill()


def style_ids(book: Workbook) -> dict[str, int]:
    """Register every look in a workbook and return its number there.

    ``quote <look>`` is for text that Excel would take for a formula.
    """
    sheet: Any = book.worksheets[0]
    made = {}
    for name, look in LOOKS.items():
        cell: Any = WriteOnlyCell(sheet)
        cell.font, cell.fill = _font(look), _fill(look.fill)
        cell.number_format = look.number_format
        cell.alignment = Alignment(
            horizontal=look.horizontal or ("left" if look.indent else None),
            vertical="top" if look.wrap else "center",
            indent=look.indent,
            wrap_text=look.wrap or None,
        )
        if look.rule:
            cell.border = Border(bottom=Side("thin", color=_argb(look.rule)))
        made[name] = book._cell_styles.add(copy(cell._style))  # type: ignore[attr-defined]
        quoted = copy(cell._style)
        quoted.quotePrefix = 1
        made[f"quote {name}"] = book._cell_styles.add(quoted)  # type: ignore[attr-defined]
    return made


def conditional(look: str) -> DifferentialStyle:
    """Return a look for conditional formatting: a status, ``error`` or ``illustratief``."""
    if look in BALANCE_STYLES:
        style = BALANCE_STYLES[look]
        fill, colour = style.fill, style.text
    else:
        fill, colour = _AMBER["fill"], _AMBER["colour"]
    font = Font(color=_argb(colour), bold=True)
    return DifferentialStyle(font=font, fill=PatternFill(bgColor=_argb(fill), fill_type="solid"))
