"""Which plots can still be issued: exactly the published hectares, and the story of HTS Park."""

import math
from dataclasses import dataclass, field, replace

import shapely
from shapely import Polygon

from twente.blocks import Layout
from twente.shapes import Point, axis_deg, cut_off


@dataclass(frozen=True)
class Lot:
    """A plot with its status and what goes with that status."""

    site: str
    outline: Polygon
    status: str = "issued"
    facts: dict[str, object] = field(default_factory=dict)


SMALL_HOST = 2.6
"""How many times an issuable plot the whole plot may be from which it is cut."""

HTS_ISSUED_M2 = 68000.0
"""Existing premises: net land of the drawing less about 20 ha of free land (published)."""

OPTIONS = (
    {
        "option_from": "2023-03-01",
        "option_until": "2024-10-01",
        "option_holder": "Fictief bedrijf A",
    },
    {
        "option_from": "2023-06-15",
        "option_until": "2025-06-15",
        "option_holder": "Fictief bedrijf B",
    },
    {
        "option_from": "2023-11-01",
        "option_until": "2026-12-31",
        "option_holder": "Fictief bedrijf C",
    },
)
FREEZE = {
    "frozen_from": "2022-01-01",
    "frozen_until": "2031-01-01",
    "frozen_status": "issuable_now",
    "frozen_reason": "uitgifteverbod (fictief)",
}
HTS_OPTION_SPOTS: tuple[Point, ...] = ((249882, 474912), (250048, 474984), (249937, 474807))
HTS_FROZEN_SPOTS: tuple[Point, ...] = (
    (249972, 474658),
    (250049, 474698),
    (250074, 474629),
    (249805, 474663),
)
HTS_LATER_SPOTS: tuple[Point, ...] = ((249774, 474770), (250070, 474834), (250163, 474998))
HTS_WITHDRAWN_SPOT: Point = (250163, 474998)
HTS_NOW_SPOTS: tuple[Point, ...] = (
    (249877, 475042),
    (249935, 475060),
    (250006, 475055),
    (250075, 475047),
    (249940, 474961),
)
HTS_CARVED_SPOT: Point = (249640, 474766)
OWNERS = {
    ("zuid", True): "particulier",
    ("noord", True): "particulier",
    ("westermaat", True): "particulier",
    ("hts", True): "particulier",
    ("hts", False): "particulier",
}
"""Owner by site and whether the land was issued; other land is the municipality's."""

PRICES = {"zuid": 140.0, "noord": 145.0, "westermaat": 185.0, "hts": 195.0}


def _nearest(lots: list[Lot], point: Point, least_m2: float, most_m2: float = math.inf) -> int:
    spot = shapely.Point(point)
    fit = [
        i
        for i, lot in enumerate(lots)
        if least_m2 < lot.outline.area < most_m2 and lot.status == "issued"
    ]
    return min(fit, key=lambda i: lots[i].outline.distance(spot))


def _carve(
    lots: list[Lot], point: Point, area_m2: float, most: float = math.inf, turn_deg: float = 0.0
) -> list[Lot]:
    """Split the plot at a point so that one part has exactly this area and is issuable now.

    ``most``: how many times that area the whole plot may have; ``turn_deg``: 180 takes the part
    from the other end. Both see to it that a small part keeps a street front.
    """
    at = _nearest(lots, point, area_m2 + 900.0, most * area_m2)
    lot = lots[at]
    part, rest = cut_off(lot.outline, axis_deg(lot.outline) + turn_deg, area_m2)
    pieces = [replace(lot, outline=part, status="issuable_now"), replace(lot, outline=rest)]
    return [*lots[:at], *pieces, *lots[at + 1 :]]


def _marked(lots: list[Lot], point: Point, status: str, facts: dict[str, object]) -> list[Lot]:
    at = _nearest(lots, point, 0.0)
    return [*lots[:at], replace(lots[at], status=status, facts=facts), *lots[at + 1 :]]


# --- the four estates --------------------------------------------------------------------
def _hts(lots: list[Lot]) -> list[Lot]:
    """Give the free land of HTS Park its layers; what stays issued is cut to size."""
    for point, facts in zip(HTS_OPTION_SPOTS, OPTIONS, strict=True):
        lots = _marked(lots, point, "option", dict(facts))
    for point in HTS_FROZEN_SPOTS:
        lots = _marked(lots, point, "frozen", dict(FREEZE))
    for point in HTS_LATER_SPOTS:
        lots = _marked(lots, point, "issuable_later", {"available_from": 2027})
    for point in HTS_NOW_SPOTS:
        lots = _marked(lots, point, "issuable_now", {})
    surplus = sum(lot.outline.area for lot in lots if lot.status == "issued") - HTS_ISSUED_M2
    return _carve(lots, HTS_CARVED_SPOT, surplus)


def lots_of(layout: Layout) -> list[Lot]:
    """Give the plots of a site with their status on the register date."""
    key = layout.site.key
    lots = [Lot(key, outline) for outline in layout.plots]
    if key == "zuid":
        lots = _carve(lots, (250980, 472480), 2700.0, SMALL_HOST)
    if key == "noord":
        lots = _carve(lots, (250000, 474230), 2100.0, SMALL_HOST, turn_deg=180.0)
    return _hts(lots) if key == "hts" else lots
