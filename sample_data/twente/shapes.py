"""Small geometry: curves, exact areas, and axes of a block."""

import itertools
import math
from collections.abc import Callable, Iterable, Sequence

import shapely
from shapely import LineString, MultiPolygon, Polygon, affinity

Point = tuple[float, float]


def smooth(points: Sequence[Point], rounds: int = 3) -> LineString:
    """Round the corners of a line as a road designer would (Chaikin, ends stay)."""
    line = [tuple(map(float, p)) for p in points]
    for _ in range(rounds):
        new = [line[0]]
        for (ax, ay), (bx, by) in itertools.pairwise(line):
            new += [(0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by)]
            new += [(0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by)]
        line = [*new, line[-1]]
    return LineString(line)


def polygons(geometry: shapely.Geometry) -> list[Polygon]:
    """Give the polygons inside any geometry, largest first."""
    parts = [p for p in shapely.get_parts([geometry]) if isinstance(p, Polygon) and not p.is_empty]
    return sorted(parts, key=lambda p: (-round(p.area, 6), p.bounds))


def bisect(function: Callable[[float], float], low: float, high: float) -> float:
    """Find where a rising or falling function is zero between two bounds.

    Raises:
        ValueError: both ends lie at the same side of zero.
    """
    at_low = function(low)
    if at_low * function(high) > 0:
        raise ValueError(f"no root: {at_low:.1f} at {low}, {function(high):.1f} at {high}")
    for _ in range(80):
        middle = (low + high) / 2
        if function(middle) * at_low > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def trim(raw: Polygon, area_m2: float, towards: Point, within: shapely.Geometry) -> Polygon:
    """Shave one side off a drawn outline until its part within a bank is the published area."""

    def shaved(step: float) -> shapely.Geometry:
        return raw & affinity.translate(raw, towards[0] * step, towards[1] * step) & within

    step = bisect(lambda t: shaved(t).area - area_m2, 0.0, 600.0)
    return polygons(shaved(step))[0]


def bevel(geometry: shapely.Geometry, corner_m: float) -> MultiPolygon:
    """Cut convex corners off, as blocks have where streets meet."""
    inside = geometry.buffer(-corner_m, join_style="mitre")
    return MultiPolygon(polygons(inside.buffer(corner_m, join_style="bevel")))


def axis_deg(polygon: Polygon) -> float:
    """Give the direction of the long side of the smallest enclosing rectangle (-90 to 90)."""
    ring = list(shapely.minimum_rotated_rectangle(polygon).exterior.coords)
    sides = sorted(itertools.pairwise(ring), key=lambda s: -math.dist(*s))
    (ax, ay), (bx, by) = sides[0]
    angle = math.degrees(math.atan2(by - ay, bx - ax))
    return (angle + 90.0) % 180.0 - 90.0


def slab(polygon: Polygon, angle: float, low: float, high: float) -> list[Polygon]:
    """Give the parts of a polygon between two lines across the direction ``angle``."""
    turned = affinity.rotate(polygon, -angle, origin=(0, 0))
    _, bottom, _, top = turned.bounds
    kept = turned & shapely.box(low, bottom - 1, high, top + 1)
    return [affinity.rotate(p, angle, origin=(0, 0)) for p in polygons(kept)]


def extent(polygon: Polygon, angle: float) -> tuple[float, float]:
    """Give the lowest and highest position of a polygon along the direction ``angle``."""
    turned = affinity.rotate(polygon, -angle, origin=(0, 0))
    return turned.bounds[0], turned.bounds[2]


def cut_off(polygon: Polygon, angle: float, area_m2: float) -> tuple[Polygon, Polygon]:
    """Split a polygon across ``angle`` so that the first part has exactly this area."""
    low, high = extent(polygon, angle)

    def first(at: float) -> float:
        return sum(p.area for p in slab(polygon, angle, low - 1, at))

    at = bisect(lambda x: first(x) - area_m2, low, high)
    return slab(polygon, angle, low - 1, at)[0], slab(polygon, angle, at, high + 1)[0]


def union(geometries: Iterable[shapely.Geometry]) -> shapely.Geometry:
    """Join geometries."""
    return shapely.unary_union(list(geometries))
