"""Colours, symbols and sizes as data: window, map, charts, print and QGIS are made from these.

Every colour comes as a pair, for the light and the dark scheme. Colour never stands alone: a
status also has a pattern, an outline, a sign or a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Scheme = Literal["light", "dark"]
Pattern = Literal["solid", "diagonal", "dots", "cross"]


@dataclass(frozen=True)
class Tone:
    """One colour in both schemes, as ``#RRGGBB``."""

    light: str
    dark: str

    def on(self, scheme: Scheme) -> str:
        """Return the colour of a scheme."""
        return self.light if scheme == "light" else self.dark


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the red, green and blue of ``#RRGGBB`` as 0..255.

    Example:
        >>> rgb("#179A76")
        (23, 154, 118)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def over(colour: str, ground: str, opacity: float) -> str:
    """Return what is seen when a colour lies over a ground.

    Example:
        >>> over("#000000", "#FFFFFF", 0.25)
        '#BFBFBF'
    """
    pairs = zip(rgb(colour), rgb(ground), strict=True)
    return "#" + "".join(f"{round(c * opacity + g * (1 - opacity)):02X}" for c, g in pairs)


# --- tokens ------------------------------------------------------------------------------
TOKENS: Mapping[str, Tone] = MappingProxyType(
    {
        "window": Tone("#F3F4F2", "#191D1C"),
        "panel": Tone("#FAFAF9", "#202524"),
        "base": Tone("#FFFFFF", "#262C2A"),
        "hover": Tone("#E9ECE9", "#313836"),
        "line": Tone("#DADDD9", "#39403E"),
        "edge": Tone("#868D88", "#79827E"),
        "text": Tone("#1C2220", "#E7EBE8"),
        "text2": Tone("#59605C", "#A7B0AB"),
        "disabled": Tone("#8B928E", "#6F7773"),
        "accent": Tone("#0B5CAD", "#7DB6F2"),
        "on_accent": Tone("#FFFFFF", "#0D1A27"),
        "select": Tone("#DCE9F7", "#23405F"),
        "error": Tone("#B3261E", "#FF9D92"),
        "error_bg": Tone("#FBEAE8", "#43211E"),
        "warn": Tone("#8A5300", "#F2BE66"),
        "warn_bg": Tone("#FFF3DC", "#3B2F17"),
        "ok": Tone("#23693F", "#86CFA0"),
        "ground": Tone("#F6F5F1", "#222726"),
    }
)

FONT = "Inter"
FONT_SIZES_PT: Mapping[str, float] = MappingProxyType(
    {"tick": 8.25, "caption": 9.0, "body": 9.75, "title": 12.0, "key": 15.0}
)
SPACES_PX = (4, 8, 12, 16, 24)
RADII_PX: Mapping[str, int] = MappingProxyType({"control": 4, "card": 6, "dock": 0})

SELECTION_PX = 2.6
CASING_PX = 6.0
HOVER_PX = 1.5


# --- plots -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Symbol:
    """How an area is drawn: fill and pattern are one symbol, never split.

    The pattern has the colour of the stroke.
    """

    fill: Tone | None
    stroke: Tone
    pattern: Pattern = "solid"
    stroke_px: float = 1.0
    dashed: bool = False
    crossed: bool = False


PATTERN_TILE_PX = 9.0
PATTERN_LINE_PX = 1.0
PATTERN_DOT_PX = 1.6

PLOT_SYMBOLS: Mapping[str, Symbol] = MappingProxyType(
    {
        "issued": Symbol(Tone("#D8D5CE", "#4E524F"), Tone("#8C887F", "#7E837F"), stroke_px=0.6),
        "issuable_now": Symbol(Tone("#179A76", "#1A9C79"), Tone("#05503A", "#9BE5CC")),
        "issuable_later": Symbol(
            Tone("#78C8AC", "#2F7560"), Tone("#075A41", "#9FE3CC"), "diagonal"
        ),
        "option": Symbol(Tone("#F0A818", "#E3A02A"), Tone("#7A4B00", "#FFDC98"), "dots"),
        "frozen": Symbol(Tone("#8FC8F0", "#2C5573"), Tone("#1D5C8C", "#9CCBEA"), "cross"),
        "hard_plan": Symbol(Tone("#8790D2", "#6A74C0"), Tone("#2A3480", "#C3C9F5"), stroke_px=2.0),
        "soft_plan": Symbol(
            Tone("#E3E1F7", "#33375C"), Tone("#4A55A8", "#9AA4E8"), stroke_px=1.6, dashed=True
        ),
        "withdrawn": Symbol(None, Tone("#6B6F6C", "#9AA19D"), crossed=True),
        "not_net": Symbol(Tone("#E9E7E0", "#2B302F"), Tone("#CFCCC2", "#3C4240"), stroke_px=0.4),
    }
)
"""Symbol of each plot status, in the order of the code list."""

LAYER_SYMBOLS: Mapping[str, Symbol] = MappingProxyType(
    {
        **PLOT_SYMBOLS,
        "declared": Symbol(Tone("#2A4545", "#BED6DC"), Tone("#122424", "#EAF3F5")),
        "space_gain": Symbol(Tone("#6F4391", "#D196EE"), Tone("#432060", "#F0DCFA")),
        "vacancy": Symbol(Tone("#7E371A", "#F9DDBF"), Tone("#4F1C08", "#FFF3E4")),
    }
)
"""Symbol of each layer of supply; the last three exist in charts only, beside their word."""

UNKNOWN_STATUS = Symbol(Tone("#F6F5F1", "#222726"), Tone("#B3261E", "#FF9D92"), dashed=True)
"""A status that is absent or that we do not know: drawn so that it asks for attention."""


# --- other layers ------------------------------------------------------------------------
PARK_OUTLINE = Symbol(None, TOKENS["text"], stroke_px=1.4)
MUNICIPALITY_OUTLINE = Symbol(None, TOKENS["edge"], stroke_px=1.2, dashed=True)
BUILDING = Symbol(Tone("#BBB7AD", "#6B706C"), Tone("#A29E94", "#7E837F"), stroke_px=0.4)
MEASURE = Symbol(None, TOKENS["accent"], stroke_px=2.0, dashed=True)

ZONE_FILLS: Mapping[str, str] = MappingProxyType(
    {
        "agrarisch": "#EBF0D2",
        "agrarisch met waarden": "#D2E1A5",
        "bedrijf": "#B45FD2",
        "bedrijventerrein": "#C8A0D7",
        "bos": "#64AA2D",
        "centrum": "#FFC8BE",
        "cultuur en ontspanning": "#FF3C82",
        "detailhandel": "#FFA096",
        "dienstverlening": "#F091BE",
        "gemengd": "#FFBE87",
        "groen": "#28C846",
        "horeca": "#FF6923",
        "kantoor": "#EBC3D7",
        "maatschappelijk": "#DC9B78",
        "natuur": "#82A591",
        "recreatie": "#B9D746",
        "sport": "#82C846",
        "tuin": "#C8D76E",
        "verkeer": "#CDCDCD",
        "water": "#AFCDE1",
        "wonen": "#FFFF00",
        "woongebied": "#FFFFB4",
        "overig": "#EBE1EB",
    }
)
"""Fill of each main group of SVBP2012; the same in both schemes."""

ZONE_WASH: Mapping[Scheme, float] = MappingProxyType({"light": 0.25, "dark": 0.15})
"""Opacity of zoning under status: one loud layer at a time."""


# --- balance -----------------------------------------------------------------------------
@dataclass(frozen=True)
class StatusStyle:
    """How the state of a balance is shown: always sign and word beside the colour."""

    sign: str
    fill: str
    text: str


BALANCE_STYLES: Mapping[str, StatusStyle] = MappingProxyType(
    {
        "tekort": StatusStyle("▼", "#A63A00", "#FFFFFF"),
        "krap": StatusStyle("▽", "#F3C39B", "#1C2220"),
        "in_balans": StatusStyle("=", "#E4E6E3", "#1C2220"),
        "ruim": StatusStyle("△", "#A9CBE6", "#1C2220"),
        "overschot": StatusStyle("▲", "#1F5F99", "#FFFFFF"),
        "geen_vraag": StatusStyle("○", "#FFFFFF", "#1C2220"),
    }
)
"""Orange to blue, since a surplus is not good and a shortage not wrong."""


# --- origin ------------------------------------------------------------------------------
@dataclass(frozen=True)
class BadgeStyle:
    """How the origin of a value is shown: icon and word in a badge."""

    fill: Tone
    line: Tone
    text: Tone
    icon: str
    dashed: bool = False


_PLAIN = TOKENS["hover"], TOKENS["line"], TOKENS["text2"]

ORIGIN_BADGES: Mapping[str, BadgeStyle] = MappingProxyType(
    {
        "bron": BadgeStyle(*_PLAIN, icon="book-open"),
        "eigen": BadgeStyle(TOKENS["base"], TOKENS["accent"], TOKENS["accent"], "user-pen"),
        "methode": BadgeStyle(*_PLAIN, icon="sigma"),
        "illustratief": BadgeStyle(
            TOKENS["warn_bg"], TOKENS["warn"], TOKENS["warn"], "triangle-alert", dashed=True
        ),
    }
)
