"""What a printed map needs: areas as geometries with codes, a window, and its words."""

from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

Geometries = NDArray[np.object_]
Bounds = tuple[float, float, float, float]

FRAME_MARGIN = 0.05


def _none() -> Geometries:
    return np.array([], dtype=object)


@dataclass(frozen=True, eq=False)
class Areas:
    """Polygons in EPSG:28992, each with a code and, where it is to be labelled, a name."""

    geometries: Geometries = field(default_factory=_none)
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def of(self, code: str) -> Geometries:
        """Return the geometries with this code, without those that are absent or empty."""
        return drawable(self.geometries[np.array(self.codes, dtype=object) == code])

    @property
    def present(self) -> Geometries:
        """All geometries that can be drawn."""
        return drawable(self.geometries)


def drawable(geometries: Geometries) -> Geometries:
    """Return the geometries that are there and not empty."""
    return geometries[~(shapely.is_missing(geometries) | shapely.is_empty(geometries))]


@dataclass(frozen=True, eq=False)
class MapView:
    """What the printed map shows.

    ``hectares`` stand in the legend, by plot status, in net hectares as the balance counts them;
    a status without hectares gets the area of its plots on the map. ``bounds`` is the window
    (RD, in m); without it the map shows all plots, or else all parks.
    """

    title: str
    subtitle: str
    day: str
    plots: Areas = field(default_factory=Areas)
    parks: Areas = field(default_factory=Areas)
    zones: Areas = field(default_factory=Areas)
    buildings: Areas = field(default_factory=Areas)
    municipalities: Areas = field(default_factory=Areas)
    hectares: tuple[tuple[str, float], ...] = ()
    sources: tuple[str, ...] = ()
    attribution: str = ""
    schematic: bool = False
    illustrative: bool = False
    bounds: Bounds | None = None


def extent(view: MapView) -> Bounds:
    """Return the window of the map in RD metres, with a margin around what it must show."""
    if view.bounds:
        return view.bounds
    for areas in (view.plots, view.parks, view.municipalities):
        if len(areas.present):
            left, bottom, right, top = (float(v) for v in shapely.total_bounds(areas.present))
            margin = max(FRAME_MARGIN * max(right - left, top - bottom), 10.0)
            return left - margin, bottom - margin, right + margin, top + margin
    return 220_000.0, 460_000.0, 270_000.0, 502_000.0


def fitted(bounds: Bounds, ratio: float) -> Bounds:
    """Return the smallest window of this width : height around the bounds.

    Example:
        >>> fitted((0.0, 0.0, 10.0, 10.0), 2.0)
        (-5.0, 0.0, 15.0, 10.0)
    """
    left, bottom, right, top = bounds
    width, height = right - left, top - bottom
    wide, high = max(width, height * ratio), max(height, width / ratio)
    x, y = (left + right) / 2, (bottom + top) / 2
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def statuses_shown(view: MapView, window: Bounds) -> set[str]:
    """Return the plot statuses that the legend must explain."""
    inside = _within(view.plots.geometries, window)
    shown = np.array(view.plots.codes, dtype=object)[inside]
    return set(shown) | {status for status, _ in view.hectares}


def legend_hectares(view: MapView, status: str, window: Bounds) -> float:
    """Return the hectares in the legend of a status: as given, else of its plots on the map."""
    given = dict(view.hectares)
    if status in given:
        return given[status]
    plots = view.plots.of(status)
    return float(shapely.area(plots[_within(plots, window)]).sum()) / 10_000


def _within(geometries: Geometries, window: Bounds) -> NDArray[np.bool_]:
    """Tell which areas lie in the window with their middle."""
    within: NDArray[np.bool_] = shapely.contains(
        shapely.box(*window), shapely.point_on_surface(geometries)
    )
    return within
