"""Municipalities as schematic cells: right places, about the right areas, straight borders."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from shapely import MultiPolygon, Polygon, affinity

from twente.coverage import mesh
from twente.naming import DRAWN, uid
from twente.shapes import bisect, polygons, union


@dataclass(frozen=True)
class Place:
    """Seed of the cell, extent [m] and area [ha] of a municipality (public boundaries).

    Seeds are centroids; those of Hengelo and Enschede are moved, so that the three parks that
    IBIS counts in Hengelo lie in its cell.
    """

    code: str
    name: str
    seed: tuple[float, float]
    extent: tuple[float, float, float, float]
    area_ha: float


PLACES = (
    Place("0141", "Almelo", (241528, 484788), (237488, 478721, 245896, 490876), 6938.1),
    Place("0147", "Borne", (247670, 481197), (243808, 478100, 251479, 484535), 2622.9),
    Place("0153", "Enschede", (258500, 472500), (248531, 464736, 263911, 478596), 14268.8),
    Place("0158", "Haaksbergen", (250308, 464574), (239605, 459728, 257807, 469520), 10553.3),
    Place("0163", "Hellendoorn", (227473, 489332), (219473, 481583, 237340, 497633), 13896.4),
    Place("0164", "Hengelo", (250900, 473400), (244852, 467891, 254972, 481567), 6183.4),
    Place("0168", "Losser", (264272, 480500), (260495, 471492, 269795, 489177), 9968.1),
    Place("0173", "Oldenzaal", (258745, 481138), (255446, 478227, 261587, 483914), 2196.4),
    Place("0183", "Tubbergen", (249515, 491242), (242262, 483289, 261224, 499764), 14749.0),
    Place("0189", "Wierden", (233791, 484644), (228690, 476363, 239889, 492853), 9534.7),
    Place("1700", "Twenterand", (239871, 495342), (227051, 489112, 245389, 501580), 10816.8),
    Place("1735", "Hof van Twente", (235514, 472751), (225295, 464597, 248257, 480880), 21536.7),
    Place("1742", "Rijssen-Holten", (226884, 477888), (219070, 473178, 234618, 482608), 9440.7),
    Place("1774", "Dinkelland", (259044, 488198), (248504, 477138, 269742, 499205), 17670.7),
)
SHARED_MARKET = {"0147": "Hengelo-Borne", "0164": "Hengelo-Borne"}
ROUNDS = 120


# --- the region --------------------------------------------------------------------------
def _oval(place: Place) -> Polygon:
    x0, y0, x1, y1 = place.extent
    middle = shapely.Point((x0 + x1) / 2, (y0 + y1) / 2)
    return affinity.scale(middle.buffer(1.0), (x1 - x0) / 2, (y1 - y0) / 2)


def region() -> Polygon:
    """Give a smooth outline with the area of the fourteen municipalities."""
    ovals = union(_oval(place) for place in PLACES)
    wanted = sum(place.area_ha for place in PLACES) * 1e4

    def outline(by: float) -> shapely.Geometry:
        return ovals.buffer(4000).buffer(by - 4000)

    found = outline(bisect(lambda by: outline(by).area - wanted, -6000.0, 4000.0))
    return polygons(found.simplify(150))[0]


# --- the cells ---------------------------------------------------------------------------
def _nearer(place: Place, other: Place, lead: float) -> Polygon:
    """Give the half plane that belongs to a place; ``lead`` [m2] is its head start."""
    ax, ay = place.seed
    bx, by = other.seed
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    t = (square + lead) / (2 * square)
    far, length = 2e5, float(np.hypot(dx, dy))
    px, py = ax + t * dx, ay + t * dy
    ux, uy, vx, vy = dx / length, dy / length, -dy / length, dx / length
    ring = [(px + far * vx, py + far * vy), (px - far * vx, py - far * vy)]
    return Polygon([*ring, *((x - far * ux, y - far * uy) for x, y in reversed(ring))])


def _cells(outline: Polygon, leads: np.ndarray) -> list[Polygon]:
    made = []
    for i, place in enumerate(PLACES):
        halves = [_nearer(place, o, leads[i] - leads[j]) for j, o in enumerate(PLACES) if j != i]
        made.append(polygons(shapely.intersection_all([outline, *halves]))[0])
    return made


def cells() -> list[MultiPolygon]:
    """Divide the region so that each cell has about the area of its municipality."""
    outline, wanted = region(), np.array([place.area_ha * 1e4 for place in PLACES])
    leads = np.zeros(len(PLACES))
    for _ in range(ROUNDS):
        leads += 0.35 * (wanted - np.array([cell.area for cell in _cells(outline, leads)]))
    drawn = _cells(outline, leads)
    found = mesh(drawn, union(drawn))
    owners = found.owners(drawn)
    return [MultiPolygon(polygons(found.joined(owners == i))) for i in range(len(drawn))]


def municipalities() -> pd.DataFrame:
    """Make the table of municipalities with their market area."""
    rows = [
        {
            "uid": uid("gemeente", place.code),
            "code": place.code,
            "name": place.name,
            "market_area": SHARED_MARKET.get(place.code, place.name),
            "schematic": True,
            "origin": "illustratief",
            "geometry": cell,
            "source": f"code en naam: CBS; marktgebied illustratief; grens {DRAWN}",
        }
        for place, cell in zip(PLACES, cells(), strict=True)
    ]
    return pd.DataFrame(rows)
