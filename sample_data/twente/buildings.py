"""Schematic footprints on issued plots: halls set back from the street."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon, affinity, box

from twente.naming import dice
from twente.shapes import axis_deg, polygons
from twente.statuses import Lot

SETBACK_M = 7.0
SMALLEST_M2 = 180.0
THIN_M = 4.0
STOREYS = {"hts": 2.0, "westermaat": 1.4}


@dataclass(frozen=True)
class Building:
    """A footprint with what the example tells about it."""

    outline: Polygon
    floor_m2: float
    year_built: int


def _hall(yard: Polygon, angle: float, rng: np.random.Generator) -> Polygon:
    """Draw one hall in a yard: a box at one end, sometimes with an office wing."""
    level = affinity.rotate(yard, -angle, origin=(0, 0))
    x0, y0, x1, y1 = level.bounds
    wide, deep = (x1 - x0) * rng.uniform(0.55, 0.95), (y1 - y0) * rng.uniform(0.5, 0.85)
    left = x0 if rng.random() < 0.5 else x1 - wide
    low = y0 if rng.random() < 0.5 else y1 - deep
    shape = box(left, low, left + wide, low + deep)
    if rng.random() < 0.4:
        bite = box(
            left, low, left + wide * rng.uniform(0.2, 0.45), low + deep * rng.uniform(0.3, 0.6)
        )
        shape = shape - bite
    shape = affinity.rotate(shape, angle, origin=(0, 0)) & yard
    sturdy = shape.buffer(-THIN_M, join_style="mitre")
    return sturdy.buffer(THIN_M, join_style="mitre") & yard


def _yards(lot: Lot, angle: float) -> list[Polygon]:
    """Split the yard of a large plot, so that it carries several halls."""
    yard = lot.outline.buffer(-SETBACK_M, join_style="mitre")
    pieces = polygons(yard)
    parts = 1 if lot.outline.area < 9000 else min(7, round(math.sqrt(lot.outline.area / 4500)))
    if parts == 1 or not pieces:
        return pieces[:1]
    level = affinity.rotate(pieces[0], -angle, origin=(0, 0))
    x0, y0, x1, y1 = level.bounds
    step = (x1 - x0) / parts
    cuts = [box(x0 + i * step, y0, x0 + (i + 1) * step - 9.0, y1) & level for i in range(parts)]
    return [affinity.rotate(p, angle, origin=(0, 0)) for cut in cuts for p in polygons(cut)[:1]]


def buildings_on(lot: Lot, name: str) -> list[Building]:
    """Draw the buildings of an issued plot; other plots are bare."""
    if lot.status != "issued":
        return []
    rng = dice("gebouw", name)
    angle = axis_deg(lot.outline)
    year = int(rng.integers(1955, 2022))
    halls = [polygons(_hall(yard, angle, rng))[:1] for yard in _yards(lot, angle)]
    storeys = STOREYS.get(lot.site, 1.1)
    return [
        Building(
            shapely.set_precision(hall, 0.01),
            round(hall.area * storeys, -1),
            min(2023, year + int(rng.integers(0, 15))),
        )
        for found in halls
        for hall in found
        if hall.area > SMALLEST_M2
    ]
