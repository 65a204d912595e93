"""The legend of the printed map: the symbols as on the map, with their areas."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.axes import Axes

from werklocaties.model.vocabulary import MAIN_GROUP, PLOT_STATUS
from werklocaties.presentation import numbers
from werklocaties.presentation.drawing import SEMIBOLD, Size
from werklocaties.presentation.map_view import (
    Areas,
    Bounds,
    MapView,
    legend_hectares,
    statuses_shown,
)
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
    over,
)
from werklocaties.presentation.texts import language, text

_LINE, _GAP = 0.25, 0.14
_SWATCH = (0.3, 0.16)


@dataclass(frozen=True)
class Entry:
    """One line: a heading without symbol, or a symbol with its word and amount."""

    word: str
    symbol: Symbol | None = None
    amount: str = ""


def entries(view: MapView, window: Bounds) -> list[Entry]:
    """Return what the map shows, in the order of the code lists."""
    found = _plots(view, window)
    zones = _zones(view, window)
    if zones:
        found += [Entry(text("Bestemmingen")), *zones]
    lines = [
        Entry(word, symbol)
        for areas, word, symbol in (
            (view.parks, text("terreingrens"), PARK_OUTLINE),
            (view.buildings, text("pand"), BUILDING),
            (view.municipalities, text("gemeentegrens"), MUNICIPALITY_OUTLINE),
        )
        if _seen(areas, window, symbol)
    ]
    return [*found, *([Entry(text("Overig")), *lines] if lines else [])]


def _seen(areas: Areas, window: Bounds, symbol: Symbol) -> bool:
    """Tell whether the map shows any of these; of a symbol without fill, its border."""
    shapes = areas.present if symbol.fill else shapely.boundary(areas.present)
    return bool(shapely.intersects(shapes, shapely.box(*window)).any())


def _plots(view: MapView, window: Bounds) -> list[Entry]:
    present = statuses_shown(view, window)
    known = [status for status in PLOT_STATUS.order if status in present]
    if not present:
        return []
    found = [Entry(text("Kavels"), amount=text("ha"))]
    for status in known:
        amount = numbers.number(legend_hectares(view, status, window), 2)
        word = PLOT_STATUS.label(status, language())
        found.append(Entry(word, PLOT_SYMBOLS[status], amount))
    if present - set(known):
        found.append(Entry(text("status onbekend"), UNKNOWN_STATUS))
    return found


def _zones(view: MapView, window: Bounds) -> list[Entry]:
    if not len(view.zones.codes):
        return []
    inside = shapely.intersects(view.zones.geometries, shapely.box(*window))
    present = set(np.array(view.zones.codes, dtype=object)[inside])
    ground = TOKENS["ground"].light
    found = []
    for group in (group for group in MAIN_GROUP.order if group in present):
        colour = over(ZONE_FILLS[group], ground, ZONE_WASH["light"])
        symbol = Symbol(Tone(colour, colour), TOKENS["line"], stroke_px=0.5)
        found.append(Entry(MAIN_GROUP.label(group, language()), symbol))
    return found


def draw_legend(axes: Axes, view: MapView, window: Bounds, size: Size) -> None:
    """Draw the legend into axes of this size, in inches; lines move closer when there are many."""
    wanted = entries(view, window)
    axes.set_xlim(0, size[0])
    axes.set_ylim(0, size[1])
    axes.axis("off")
    headings = sum(entry.symbol is None for entry in wanted)
    line = min(_LINE, (size[1] - headings * _GAP) / max(len(wanted), 1))
    y = size[1]
    for i, entry in enumerate(wanted):
        y -= line + (_GAP if entry.symbol is None and i else 0)
        _draw_entry(axes, entry, y + line / 2, size[0])


def _draw_entry(axes: Axes, entry: Entry, y: float, width: float) -> None:
    heading = entry.symbol is None
    family = SEMIBOLD if heading else None
    colour = TOKENS["text"].light
    size = FONT_SIZES_PT["caption"]
    left = 0.0 if heading else _SWATCH[0] + 0.12
    axes.text(left, y, entry.word, size=size, family=family, color=colour, va="center")
    amount = TOKENS["text2"].light if heading else colour
    axes.text(
        width,
        y,
        entry.amount,
        size=size,
        color=amount,
        va="center",
        ha="right",
    )
    if entry.symbol:
        _draw_swatches(axes, [entry.symbol], y)


def _draw_swatches(axes: Axes, symbols: Sequence[Symbol], y: float) -> None:
    width, height = _SWATCH
    box = np.array([shapely.box(0.02, y - height / 2, width, y + height / 2)], dtype=object)
    for symbol in symbols:
        swatch = drawn(box, symbol)
        swatch.set_clip_on(False)
        axes.add_collection(swatch, autolim=False)
