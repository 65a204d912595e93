"""What the estates lie along and are made of, in metres of EPSG:28992.

The extents are those of the park areas in the public topographic map; canal, railway,
harbour and streets are schematic.
"""

from dataclasses import dataclass
from functools import cache

import shapely
from shapely import LineString, Polygon

from twente.shapes import Point, smooth, union

# --- what the estates lie along ----------------------------------------------------------
CANAL_AXIS = smooth(
    [(248930, 473900), (249600, 474010), (250330, 473985), (251000, 473830), (251860, 473520)]
)
CANAL_HALF_M = 26.0
RAIL_AXIS = smooth(
    [(249130, 474665), (249560, 474585), (250330, 474560), (250760, 474500), (251150, 474400)]
)
RAIL_HALF_M = 9.0


@dataclass(frozen=True)
class Street:
    """A centre line and its width between plot boundaries."""

    line: LineString
    width_m: float


@dataclass(frozen=True)
class Site:
    """One estate: outline with the published gross area, and what is drawn inside it."""

    key: str
    outline: Polygon
    streets: tuple[Street, ...]
    net_ha: float
    green: tuple[shapely.Geometry, ...] = ()
    water: tuple[shapely.Geometry, ...] = ()
    whole: tuple[Point, ...] = ()
    frontage_m: tuple[float, float] = (38.0, 74.0)
    through: float = 0.25
    spared: tuple[Point, ...] = ()


def street(width: float, *points: Point) -> Street:
    """Draw a street through points."""
    return Street(smooth(points, 2), width)


def along_canal(offset: float, start: float, end: float, width: float) -> Street:
    """Draw a street parallel to the canal, from one easting to another."""
    line = CANAL_AXIS.offset_curve(offset)
    kept = line & shapely.box(start, 471000, end, 476000)
    return Street(kept, width)


def bank(side: float) -> Polygon:
    """Give everything on one side of the canal water: +1 north, -1 south."""
    edge = CANAL_AXIS.offset_curve(side * CANAL_HALF_M)
    far = 475500.0 if side > 0 else 471500.0
    ring = [*edge.coords, (edge.coords[-1][0], far), (edge.coords[0][0], far)]
    return Polygon(ring)


def verge(outline: Polygon, width_m: float) -> shapely.Geometry:
    """Give the planted edge of an estate, but not along quays and railway."""
    ring = outline - outline.buffer(-width_m, join_style="mitre")
    far = width_m + 8.0
    return ring - CANAL_AXIS.buffer(CANAL_HALF_M + far) - RAIL_AXIS.buffer(RAIL_HALF_M + far)


def paved(site: Site, wider_m: float = 0.0) -> shapely.Geometry:
    """Give the street space of a site, each side wider by ``wider_m``."""
    return union(
        s.line.buffer(s.width_m / 2 + wider_m, cap_style="flat", join_style="mitre")
        for s in site.streets
    )


# --- corridors ---------------------------------------------------------------------------
@cache
def canal() -> Polygon:
    """Give the water of the canal along the estates."""
    return CANAL_AXIS.buffer(CANAL_HALF_M, cap_style="flat")


@cache
def railway() -> Polygon:
    """Give the corridor of the railway along the estates."""
    return RAIL_AXIS.buffer(RAIL_HALF_M, cap_style="flat")


@cache
def crossings() -> shapely.Geometry:
    """Give two bridges over the canal and two level crossings of the railway."""
    lines = (
        LineString([(249443, 473930), (249452, 474070)]),
        LineString([(250560, 473890), (250556, 474010)]),
        LineString([(249463, 474560), (249468, 474640)]),
        LineString([(250126, 474510), (250140, 474640)]),
    )
    return union(line.buffer(7.5, cap_style="flat") for line in lines)
