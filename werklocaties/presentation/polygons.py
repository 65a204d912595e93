"""Polygons of shapely as paths of matplotlib, without a loop over polygons."""

import numpy as np
import shapely
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from numpy.typing import NDArray

from werklocaties.presentation.drawing import hatch_of
from werklocaties.presentation.map_view import Geometries
from werklocaties.presentation.styles import Scheme, Symbol

DASHES = (0.0, (4.0, 2.5))


def paths(geometries: Geometries) -> list[Path]:
    """Return one path per polygon, holes included; parts of a multipolygon stand apart."""
    parts = shapely.orient_polygons(shapely.get_parts(geometries))
    areas = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    parts = parts[areas & ~shapely.is_empty(parts)]
    if not len(parts):
        return []
    rings, owner = shapely.get_rings(parts, return_index=True)
    points = shapely.get_coordinates(rings)
    codes = _codes(shapely.get_num_coordinates(rings))
    ends = np.cumsum(np.bincount(owner, shapely.get_num_coordinates(rings), len(parts)))
    cuts = ends[:-1].astype(int)
    pairs = zip(np.split(points, cuts), np.split(codes, cuts), strict=True)
    return [Path(p, c) for p, c in pairs]


def _codes(counts: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Give the pen for every point: each ring begins with a move and ends by closing."""
    codes = np.full(int(counts.sum()), Path.LINETO, dtype=np.uint8)
    ends = np.cumsum(counts)
    codes[ends - counts] = Path.MOVETO
    codes[ends - 1] = Path.CLOSEPOLY
    return codes


def drawn(
    geometries: Geometries,
    symbol: Symbol,
    scheme: Scheme = "light",
    opacity: float = 1.0,
    zorder: float = 1.0,
) -> PathCollection:
    """Return the polygons drawn with a symbol; fill and pattern stay together."""
    # A border that two neighbours share is drawn once: two rows of dashes would fill up.
    shared = symbol.fill is None and symbol.dashed
    outlines = borders(geometries) if shared else paths(geometries)
    if symbol.crossed:
        outlines += crosses(geometries)
    collection = PathCollection(
        outlines,
        facecolors=symbol.fill.on(scheme) if symbol.fill else "none",
        edgecolors=symbol.stroke.on(scheme),
        linewidths=symbol.stroke_px * 0.75,
        linestyles=[DASHES] if symbol.dashed else "solid",
        hatch=hatch_of(symbol),
        hatchcolor=symbol.stroke.on(scheme),
        alpha=None if opacity == 1 else opacity,
        zorder=zorder,
    )
    collection.set_capstyle("butt")
    return collection


def borders(geometries: Geometries) -> list[Path]:
    """Return the borders of the polygons as lines, each of them once."""
    lines = shapely.line_merge(shapely.union_all(shapely.boundary(geometries)))
    return _strokes(shapely.get_parts(lines))


def crosses(geometries: Geometries) -> list[Path]:
    """Return an X over every polygon, from corner to corner of its narrowest rectangle."""
    parts = shapely.get_parts(geometries)
    boxes = shapely.oriented_envelope(parts)
    flat = shapely.get_type_id(boxes) != shapely.GeometryType.POLYGON
    usable = ~(flat | shapely.is_empty(boxes))
    parts, boxes = parts[usable], boxes[usable]
    corners = shapely.get_coordinates(boxes).reshape(-1, 5, 2)
    lines = shapely.linestrings(np.concatenate([corners[:, [0, 2]], corners[:, [1, 3]]]))
    return _strokes(shapely.get_parts(shapely.intersection(lines, np.concatenate([parts, parts]))))


def _strokes(lines: Geometries) -> list[Path]:
    lines = lines[shapely.get_type_id(lines) == shapely.GeometryType.LINESTRING]
    lines = lines[~shapely.is_empty(lines)]
    if not len(lines):
        return []
    cuts = np.cumsum(shapely.get_num_coordinates(lines))[:-1]
    return [Path(points) for points in np.split(shapely.get_coordinates(lines), cuts)]
