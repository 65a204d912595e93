"""The map on paper: A4 or A3, landscape, with legend, scale, north, date and source."""

import textwrap
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from werklocaties.presentation import numbers
from werklocaties.presentation.drawing import SEMIBOLD, Size, drawing
from werklocaties.presentation.map_furniture import (
    draw_north,
    draw_scale,
    round_scale,
    scale_box,
)
from werklocaties.presentation.map_legend import draw_legend
from werklocaties.presentation.map_names import METRES_PER_INCH, draw_names
from werklocaties.presentation.map_view import Areas, Bounds, MapView, extent, fitted
from werklocaties.presentation.polygons import drawn
from werklocaties.presentation.styles import (
    BUILDING,
    FONT_SIZES_PT,
    MUNICIPALITY_OUTLINE,
    PARK_OUTLINE,
    PLOT_SYMBOLS,
    TOKENS,
    UNKNOWN_STATUS,
    ZONE_FILLS,
    ZONE_WASH,
    Symbol,
    Tone,
)
from werklocaties.presentation.texts import text

__all__ = ["PAPERS", "Areas", "MapView", "map_figure"]

Paper = Literal["A4", "A3"]
PAPERS: Mapping[Paper, Size] = MappingProxyType({"A4": (11.69, 8.27), "A3": (16.54, 11.69)})
"""Width and height in inches, landscape."""

_MARGIN, _TITLE, _FOOT, _LEGEND = 0.4, 0.72, 0.55, 2.75
_SMALL, _CHARACTER_WIDTH, _SOURCE_LINES = 8, 0.52, 2


def map_figure(view: MapView, paper: Paper = "A3") -> Figure:
    """Draw the map for print, in the light scheme."""
    size = PAPERS[paper]
    with drawing():
        figure = Figure(figsize=size, facecolor="#FFFFFF")
        scale, window = _window(view, _frame_inches(size))
        axes = _map_axes(figure, size, window)
        _draw_areas(axes, view, window)
        draw_names(axes, view, window, scale, [scale_box(window, scale)])
        draw_scale(axes, window, scale)
        draw_north(axes)
        _draw_title(figure, view, size)
        legend = figure.add_axes(_place(size, size[0] - _MARGIN - _LEGEND, _MARGIN + _FOOT))
        draw_legend(legend, view, window, (_LEGEND - 0.2, _frame_inches(size)[1]))
        _draw_foot(figure, view, size, scale)
    return figure


# --- places ------------------------------------------------------------------------------
def _frame_inches(size: Size) -> Size:
    width = size[0] - 2 * _MARGIN - _LEGEND
    return width, size[1] - 2 * _MARGIN - _TITLE - _FOOT


def _place(size: Size, left: float, bottom: float) -> tuple[float, float, float, float]:
    width, height = _frame_inches(size)
    if left > _MARGIN:
        left, width = left + 0.2, _LEGEND - 0.2
    return left / size[0], bottom / size[1], width / size[0], height / size[1]


def _window(view: MapView, frame: Size) -> tuple[float, Bounds]:
    """Give the round scale at which everything fits, and the window in metres."""
    left, bottom, right, top = fitted(extent(view), frame[0] / frame[1])
    scale = round_scale((right - left) / (frame[0] * METRES_PER_INCH))
    half = [side * METRES_PER_INCH * scale / 2 for side in frame]
    x, y = (left + right) / 2, (bottom + top) / 2
    return scale, (x - half[0], y - half[1], x + half[0], y + half[1])


def _map_axes(figure: Figure, size: Size, window: Bounds) -> Axes:
    axes = figure.add_axes(_place(size, _MARGIN, _MARGIN + _FOOT))
    axes.set_facecolor(TOKENS["ground"].light)
    axes.set_xlim(window[0], window[2])
    axes.set_ylim(window[1], window[3])
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set(color=TOKENS["edge"].light, linewidth=0.75)
    return axes


# --- areas -------------------------------------------------------------------------------
def _draw_areas(axes: Axes, view: MapView, window: Bounds) -> None:
    for group, colour in ZONE_FILLS.items():
        wash = Symbol(Tone(colour, colour), Tone(colour, colour), stroke_px=0)
        _draw(axes, view.zones, group, wash, window, opacity=ZONE_WASH["light"])
    for code in dict.fromkeys(view.plots.codes):
        symbol = PLOT_SYMBOLS.get(code, UNKNOWN_STATUS)
        _draw(axes, view.plots, code, symbol, window, zorder=2)
    for areas, symbol, zorder in (
        (view.buildings, BUILDING, 3.0),
        (view.municipalities, MUNICIPALITY_OUTLINE, 4.0),
        (view.parks, PARK_OUTLINE, 5.0),
    ):
        _draw(axes, areas, None, symbol, window, zorder=zorder)


def _draw(
    axes: Axes,
    areas: Areas,
    code: str | None,
    symbol: Symbol,
    window: Bounds,
    *,
    opacity: float = 1.0,
    zorder: float = 1.0,
) -> None:
    geometries = areas.present if code is None else areas.of(code)
    seen = geometries[shapely.intersects(geometries, shapely.box(*window))]
    if len(seen):
        axes.add_collection(drawn(seen, symbol, opacity=opacity, zorder=zorder), autolim=False)


def _draw_title(figure: Figure, view: MapView, size: Size) -> None:
    left, top = _MARGIN / size[0], 1 - (_MARGIN + 0.16) / size[1]
    colours = TOKENS["text"].light, TOKENS["text2"].light
    figure.text(left, top, view.title, size=16, family=SEMIBOLD, color=colours[0])
    below = top - 0.26 / size[1]
    figure.text(left, below, view.subtitle, size=FONT_SIZES_PT["body"], color=colours[1])


def _draw_foot(figure: Figure, view: MapView, size: Size, scale: float) -> None:
    """Write scale, system, date and sources below; the warning stands apart, in amber."""
    left, top = _MARGIN / size[0], (_MARGIN + _FOOT - 0.1) / size[1]
    lines = foot_lines(view, scale, _frame_inches(size)[0] - 0.5)
    style = {"size": _SMALL, "va": "top", "linespacing": 1.35}
    foot = figure.text(left, top, "\n".join(lines), style)
    foot.set_color(TOKENS["text2"].light)
    if caution(view):
        right = 1 - (_MARGIN + 0.07) / size[0]
        words = f"⚠ {caution(view)}"
        mark = figure.text(right, _MARGIN / size[1], words, bbox=_caution_box())
        mark.set(size=_SMALL + 0.5, family=SEMIBOLD, ha="right", color=TOKENS["warn"].light)


def foot_lines(view: MapView, scale: float, inches: float) -> list[str]:
    """Return what stands below the map, in lines of at most this width."""
    first = [
        text("Schaal {scale}", scale=numbers.scale(scale)),
        "RD (EPSG:28992)",
        text("peildatum {day}", day=numbers.day(view.day)),
    ]
    if view.attribution:
        first.append(view.attribution)
    sources = text("Bron: {sources}", sources="; ".join(view.sources)) if view.sources else ""
    characters = int(inches * 72 / (_SMALL * _CHARACTER_WIDTH))
    told = textwrap.wrap(sources, characters, max_lines=_SOURCE_LINES, placeholder=" …")
    return [" · ".join(first), *told]


def _caution_box() -> dict[str, object]:
    return {
        "boxstyle": "round,pad=0.45",
        "facecolor": TOKENS["warn_bg"].light,
        "edgecolor": TOKENS["warn"].light,
        "linestyle": (0, (3, 2)),
        "linewidth": 0.9,
    }


def caution(view: MapView) -> str:
    """Return the words that go with data that are no basis for decisions; empty when they are."""
    if view.schematic and view.illustrative:
        return text("Schematisch en illustratief, niet voor besluiten")
    if view.schematic:
        return text("Schematisch, niet voor besluiten")
    return text("Illustratief, niet voor besluiten") if view.illustrative else ""
