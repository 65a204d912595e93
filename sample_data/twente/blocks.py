"""Blocks between streets, with exactly the published net hectares, cut into plots."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon

from twente.ground import Site, paved
from twente.naming import dice
from twente.shapes import Point, axis_deg, bevel, bisect, extent, polygons, slab, union

CORNER_M = 5.0
SMALLEST_BLOCK_M2 = 1500.0
SMALLEST_PLOT_M2 = 900.0
THIN_M = 7.0
NARROW_M = 10.0
REACH_M = 1.0
SHALLOW_M = 112.0
DEEP_M = 250.0


# --- blocks ------------------------------------------------------------------------------
def _blocks(site: Site, wider_m: float, open_space: shapely.Geometry) -> list[Polygon]:
    return polygons(bevel(site.outline - paved(site, wider_m) - open_space, CORNER_M))


def net_blocks(site: Site) -> tuple[list[Polygon], float]:
    """Widen or narrow all streets until the blocks add up to the net hectares; say by how much."""
    open_space = union([*site.green, *site.water])
    for _ in range(3):
        wider = bisect(
            lambda d, out=open_space: (
                sum(p.area for p in _blocks(site, d, out)) - site.net_ha * 1e4
            ),
            -5.0,
            14.0,
        )
        found = _blocks(site, wider, open_space)
        small = [p for p in found if p.area < SMALLEST_BLOCK_M2 or _narrow(p, NARROW_M)]
        if not small:
            return found, wider
        open_space = union([open_space, *(p.buffer(CORNER_M) for p in small)])
    return found, wider


# --- plots -------------------------------------------------------------------------------
def _positions(
    rng: np.random.Generator, low: float, high: float, widths: tuple[float, float]
) -> list[float]:
    """Give cut positions between two ends, with steps drawn from a range."""
    steps = [float(rng.uniform(*widths))]
    while sum(steps) < high - low:
        steps.append(float(rng.uniform(*widths)))
    if len(steps) > 1 and sum(steps) - (high - low) > 0.5 * widths[0]:
        steps.pop()
    scale = (high - low) / sum(steps)
    return [low, *(low + scale * float(s) for s in np.cumsum(steps))]


def _slices(polygon: Polygon, angle: float, at: Sequence[float]) -> list[Polygon]:
    ends = [at[0] - 1, *at[1:-1], at[-1] + 1]
    pairs = itertools.pairwise(ends)
    return [part for low, high in pairs for part in slab(polygon, angle, low, high)]


def _row(
    polygon: Polygon, angle: float, rng: np.random.Generator, widths: tuple[float, float]
) -> list[Polygon]:
    return _slices(polygon, angle, _positions(rng, *extent(polygon, angle), widths))


def _band(polygon: Polygon, angle: float, rng: np.random.Generator, site: Site) -> list[Polygon]:
    """Cut one stretch of a block: one firm from street to street, or two rows back to back."""
    low, high = extent(polygon, angle + 90)
    depth = high - low
    if depth < SHALLOW_M:
        return _row(polygon, angle, rng, site.frontage_m)
    if depth < DEEP_M and rng.random() < site.through:
        return [polygon]
    middle = low + depth * float(rng.uniform(0.4, 0.6))
    wide = 1.35 if depth > 0.8 * DEEP_M else 1.0
    widths = (site.frontage_m[0] * wide, site.frontage_m[1] * wide * float(rng.uniform(0.85, 1.35)))
    rows = _slices(polygon, angle + 90, [low, middle, high])
    return [plot for row in rows for plot in _row(row, angle, rng, widths)]


def _cut(block: Polygon, site: Site, rng: np.random.Generator) -> list[Polygon]:
    angle = axis_deg(block)
    low, high = extent(block, angle)
    stretches = _slices(block, angle, _positions(rng, low, high, (95.0, 190.0)))
    return [plot for part in stretches for plot in _band(part, angle, rng, site)]


def _narrow(polygon: Polygon, margin_m: float) -> bool:
    """Say whether hardly anything is left within a margin all around."""
    return polygon.buffer(-margin_m).area < 0.2 * polygon.area


def _saleable(polygon: Polygon, streets: shapely.Geometry) -> bool:
    """Say whether a plot is large and wide enough and lies along a street."""
    wide = not _narrow(polygon, THIN_M)
    return wide and polygon.area > SMALLEST_PLOT_M2 and polygon.distance(streets) < REACH_M


def _joined(one: Polygon, other: Polygon) -> Polygon:
    swollen = union(p.buffer(0.02, join_style="mitre") for p in (one, other))
    return polygons(swollen.buffer(-0.02, join_style="mitre"))[0]


def _merged(plots: list[Polygon], streets: shapely.Geometry) -> list[Polygon]:
    """Give what nobody could buy to the neighbour with the longest common border."""
    plots = list(plots)
    while len(plots) > 1:
        left = [i for i, p in enumerate(plots) if not _saleable(p, streets)]
        if not left:
            break
        piece = plots.pop(min(left, key=lambda i: plots[i].area))
        best = int(np.argmax([piece.buffer(0.05).intersection(p).area for p in plots]))
        plots[best] = _joined(plots[best], piece)
    return plots


@dataclass(frozen=True)
class Layout:
    """A site with its plots, the land kept free for a plan, and its street space."""

    site: Site
    plots: tuple[Polygon, ...]
    spared: tuple[Polygon, ...]
    streets: shapely.Geometry


def _holds(block: Polygon, points: Sequence[Point]) -> bool:
    return any(block.contains(shapely.Point(p)) for p in points)


def laid_out(site: Site) -> Layout:
    """Cut each block of a site into plots; a block that holds a point of ``whole`` stays one."""
    blocks, wider = net_blocks(site)
    streets = paved(site, wider)
    plots: list[Polygon] = []
    for number, block in enumerate(blocks):
        if _holds(block, site.whole):
            plots.append(block)
        elif not _holds(block, site.spared):
            plots += _merged(_cut(block, site, dice(site.key, number)), streets)
    spared = tuple(block for block in blocks if _holds(block, site.spared))
    return Layout(site, tuple(plots), spared, streets)
