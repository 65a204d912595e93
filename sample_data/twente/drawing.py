"""The drawing of the four estates: one mesh, read as plots and zones."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from twente import ground, zoning
from twente.blocks import Layout, laid_out
from twente.coverage import Mesh, by_key, mesh
from twente.shapes import polygons, union
from twente.sites import all_sites
from twente.statuses import Lot, lots_of
from twente.zoning import Rule

SURROUNDINGS_M = 40.0
CRUMB_M2 = 30.0


@dataclass(frozen=True)
class Zone:
    """A connected piece of land under one rule."""

    rule: Rule
    outline: Polygon


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn; plots and zones share their corners to the millimetre."""

    parks: dict[str, shapely.Geometry]
    lots: tuple[Lot, ...]
    zones: tuple[Zone, ...]
    plan: MultiPolygon


# --- the mesh of one group of estates ----------------------------------------------------
def _plan_area(layouts: Iterable[Layout], along: shapely.Geometry) -> shapely.Geometry:
    outlines = union(layout.site.outline for layout in layouts)
    near = along & outlines.buffer(3 * SURROUNDINGS_M)
    closed = union([outlines, near]).buffer(SURROUNDINGS_M, join_style="mitre")
    return polygons(closed.buffer(-SURROUNDINGS_M, join_style="mitre"))[0]


def _rules(found: Mesh, layouts: list[Layout], lots: list[Lot], owners: np.ndarray) -> list[Rule]:
    """Give every face its rule: plots first, then crossings, water, rail, green and roads."""
    own = [zoning.rule_of(lot) for lot in lots]
    rules = [own[i] if i >= 0 else zoning.GREEN for i in owners]
    water = union([ground.canal(), *(w for layout in layouts for w in layout.site.water)])
    green = union(g for layout in layouts for g in layout.site.green)
    roads = union(layout.streets & layout.site.outline for layout in layouts)
    spared = union(b for layout in layouts for b in layout.spared)
    over = [
        (roads.buffer(12.0) - green, zoning.ROAD),
        (ground.railway(), zoning.RAIL),
        (roads, zoning.ROAD),
        (water, zoning.WATER),
        (ground.crossings(), zoning.ROAD),
        (spared, zoning.FIELD),
    ]
    inside = found.inside(union(layout.site.outline for layout in layouts))
    for number, (shape, rule) in enumerate(over):
        hit = found.inside(shape) & (owners < 0) & (inside | (number > 0))
        rules = [rule if here else old for here, old in zip(hit, rules, strict=True)]
    return _without_crumbs(found, rules, owners)


def _without_crumbs(found: Mesh, rules: list[Rule], owners: np.ndarray) -> list[Rule]:
    """Give faces too small to be meant the rule of the neighbour with the longest border."""
    made, tree = list(rules), shapely.STRtree(found.faces)
    area = shapely.area(found.faces)
    for at in np.flatnonzero((area < CRUMB_M2) & (owners < 0)):
        near = [
            int(i) for i in tree.query(found.faces[at], predicate="touches") if area[i] > area[at]
        ]
        if near:
            borders = shapely.length(found.faces[at] & found.faces[near])
            made[at] = made[near[int(np.argmax(borders))]]
    return made


def _lines(layouts: list[Layout], lots: list[Lot]) -> list[shapely.Geometry]:
    drawn = [ground.canal(), ground.railway(), ground.crossings()]
    for layout in layouts:
        site = layout.site
        drawn += [
            site.outline,
            *site.water,
            *site.green,
            *layout.spared,
            layout.streets & site.outline,
        ]
    return [*drawn, *(lot.outline for lot in lots)]


def _drawn(layouts: list[Layout], along: shapely.Geometry) -> Drawing:
    lots = [lot for layout in layouts for lot in lots_of(layout)]
    plan = _plan_area(layouts, along)
    found = mesh(_lines(layouts, lots), plan)
    owners = found.owners([lot.outline for lot in lots])
    rules = _rules(found, layouts, lots, owners)
    snapped = [
        replace(lot, outline=polygons(found.joined(owners == i))[0]) for i, lot in enumerate(lots)
    ]
    parks = {layout.site.key: found.inside(layout.site.outline) for layout in layouts}
    zones = [
        Zone(rule, part)
        for rule, here in by_key(rules).items()
        for part in polygons(found.joined(here))
    ]
    return Drawing(
        {key: found.joined(here) for key, here in parks.items()},
        tuple(snapped),
        tuple(zones),
        MultiPolygon(polygons(found.joined(np.full(len(rules), True)))),
    )


def drawing() -> Drawing:
    """Draw the estates along the canal together, and Westermaat apart."""
    zuid, noord, westermaat, hts = (laid_out(site) for site in all_sites())
    nothing = Polygon()
    along = union([ground.canal(), ground.railway()])
    first, second = _drawn([zuid, noord, hts], along), _drawn([westermaat], nothing)
    return Drawing(
        {**first.parks, **second.parks},
        (*first.lots, *second.lots),
        (*first.zones, *second.zones),
        MultiPolygon([*first.plan.geoms, *second.plan.geoms]),
    )
