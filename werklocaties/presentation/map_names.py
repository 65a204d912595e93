"""Names on the printed map: parks first, then municipalities, then plots; none over another.

On a map of the region a park is smaller than its name, which then stands beside it, and plots
have no names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from werklocaties.presentation.drawing import MEDIUM, SEMIBOLD
from werklocaties.presentation.map_view import Areas, Bounds, MapView
from werklocaties.presentation.styles import FONT_SIZES_PT, TOKENS

METRES_PER_INCH = 0.0254

_REGIONAL_SCALE = 20_000
_MOST = 400
_LETTER_WIDTH = 0.62
_POINTS_PER_INCH = 72


@dataclass(frozen=True)
class Name:
    """Words at a place in RD metres, with their size in points."""

    words: str
    x: float
    y: float
    size: float
    family: str | None = None

    def box(self, scale: float) -> Bounds:
        """Return about what the words cover, in metres at this scale."""
        point = METRES_PER_INCH * scale / _POINTS_PER_INCH
        across = len(self.words) * self.size * _LETTER_WIDTH * point / 2
        along = self.size * 0.7 * point
        return self.x - across, self.y - along, self.x + across, self.y + along


def draw_names(
    axes: Axes, view: MapView, window: Bounds, scale: float, taken: list[Bounds]
) -> None:
    """Name the areas that are large enough on paper for their words, clear of what is taken."""
    taken = list(taken)
    for name in _names(view, window, scale):
        box = name.box(scale)
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            _write(axes, name)


def _names(view: MapView, window: Bounds, scale: float) -> Iterator[Name]:
    tick, body = FONT_SIZES_PT["tick"], FONT_SIZES_PT["body"]
    inch = METRES_PER_INCH * scale
    regional = scale >= _REGIONAL_SCALE
    for x, y, words in _places(view.parks, window, 0.2 * inch, beside=regional):
        name = Name(words.upper(), x, y, tick, SEMIBOLD)
        left, _, right, _ = name.box(scale)
        yield replace(name, x=x + (right - left) / 2 + 0.1 * inch) if regional else name
    if regional:
        for x, y, words in _places(view.municipalities, window, inch):
            yield Name(words, x, y, body)
        return
    for x, y, words in _places(view.plots, window, 0.3 * inch):
        yield Name(words, x, y, tick - 1, MEDIUM)


def _places(
    areas: Areas, window: Bounds, side: float, *, beside: bool = False
) -> Iterator[tuple[float, float, str]]:
    """Give place and name of the areas of at least ``side`` squared metres, largest first."""
    if not areas.names:
        return
    inside = shapely.intersection(areas.geometries, shapely.box(*window))
    named = np.array([bool(name) for name in areas.names])
    sizes = np.where(named, np.nan_to_num(shapely.area(inside)), 0.0)
    order = np.argsort(-sizes, kind="stable")
    order = order[sizes[order] >= side**2][:_MOST]
    points = shapely.point_on_surface(inside[order])
    xs = shapely.bounds(inside[order])[:, 2] if beside else shapely.get_x(points)
    for x, y, i in zip(xs, shapely.get_y(points), order, strict=True):
        yield float(x), float(y), areas.names[i]


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _write(axes: Axes, name: Name) -> None:
    axes.text(
        name.x,
        name.y,
        name.words,
        size=name.size,
        family=name.family,
        color=TOKENS["text"].light,
        ha="center",
        va="center",
        zorder=8,
        clip_on=True,
        path_effects=[withStroke(linewidth=2.5, foreground="#FFFFFF")],
    )
