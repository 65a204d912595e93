"""Land use and zoning: what every face of the mesh is, and what may be built on it."""

from dataclasses import dataclass

import shapely
from shapely import Polygon

from twente import ground
from twente.statuses import Lot
from twente.twentekanaal_zuid import zuid
from twente.westermaat import westermaat

PLAN_ID = "NL.IMRO.0164.BPWERKLOCATIES-VB01"
PLAN_NAME = "Voorbeeldplan werklocaties Hengelo (schematisch)"
PLAN_DATE = "2023-06-27"
PLAN_STATUS = "vastgesteld"
SIDING_M = 30.0


@dataclass(frozen=True)
class Rule:
    """A zoning article: name, main group, highest category, height [m] and coverage [%]."""

    name: str
    main_group: str
    category: str | None = None
    height_m: float | None = None
    coverage_pct: float | None = None


ROAD = Rule("Verkeer", "verkeer", height_m=8.0)
RAIL = Rule("Verkeer - Railverkeer", "verkeer", height_m=10.0)
WATER = Rule("Water", "water")
GREEN = Rule("Groen", "groen", height_m=4.0)
FIELD = Rule("Agrarisch", "agrarisch", height_m=6.0)
HEAVY = "Bedrijventerrein - Kanaal"
MIXED = "Bedrijventerrein"
HIGH_TECH = "Bedrijventerrein - Hightech"

QUAY = Rule(HEAVY, "bedrijventerrein", "5.1", 30.0, 80.0)
INNER = Rule(MIXED, "bedrijventerrein", "4.2", 20.0, 75.0)
MIDDLE = Rule(MIXED, "bedrijventerrein", "4.1", 15.0, 70.0)
EDGE = Rule(MIXED, "bedrijventerrein", "3.2", 12.0, 65.0)
CAMPUS = Rule(HIGH_TECH, "bedrijventerrein", "3.1", 18.0, 50.0)
OFFICE = Rule("Kantoor", "kantoor", height_m=25.0, coverage_pct=50.0)
SHOWROOM = Rule("Detailhandel", "detailhandel", height_m=12.0, coverage_pct=60.0)
FOCUS = Rule("Gemengd", "gemengd", "2", 22.0, 50.0)

HOUSES = {
    "zuid": shapely.LineString([(249100, 473120), (249560, 473170), (250330, 473030)]),
    "noord": shapely.LineString([(249250, 474650), (249300, 474250)]),
}
"""Where the drawing supposes dwellings nearby: the zoning steps down towards them."""


# --- plots -------------------------------------------------------------------------------
def _zuid(outline: Polygon) -> Rule:
    if outline.distance(ground.canal()) < 2.0 or outline.distance(zuid().water[0]) < 2.0:
        return QUAY
    if outline.distance(HOUSES["zuid"]) < 70.0:
        return EDGE
    return MIDDLE if outline.centroid.y < 473000 else INNER


def _noord(outline: Polygon) -> Rule:
    if outline.distance(ground.canal()) < 2.0:
        return INNER
    return EDGE if outline.distance(HOUSES["noord"]) < 60.0 else MIDDLE


def _westermaat(outline: Polygon) -> Rule:
    north, east = outline.centroid.y, outline.centroid.x
    if north > 478380 and east > 248900:
        return SHOWROOM
    if north < 477130:
        return OFFICE
    along_motorway = outline.distance(westermaat().green[0]) < 3.0
    return EDGE if along_motorway else MIDDLE


def _hts(outline: Polygon) -> Rule:
    return FOCUS if outline.distance(shapely.Point(249985, 474880)) < 70.0 else CAMPUS


_RULES = {"zuid": _zuid, "noord": _noord, "westermaat": _westermaat, "hts": _hts}


def rule_of(lot: Lot) -> Rule:
    """Give the zoning under a plot."""
    return _RULES[lot.site](lot.outline)


def at_quay(outline: Polygon) -> bool:
    """Say whether a plot lies along canal or harbour."""
    return outline.distance(ground.canal() | zuid().water[0]) < 2.0


def at_rail(outline: Polygon) -> bool:
    """Say whether a siding of the railway reaches a plot, south of it."""
    south = outline.centroid.y < 474560
    return bool(south and outline.distance(ground.railway()) < SIDING_M)
