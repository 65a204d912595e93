"""The drawn layers as tables: plots, zones and buildings."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd
from shapely import MultiPolygon

from twente import zoning
from twente.buildings import buildings_on
from twente.drawing import Drawing
from twente.naming import ASSUMED, DRAWN, REGISTER_DATE, dice, uid
from twente.parks import park_uid_of
from twente.statuses import OWNERS, PRICES, Lot
from twente.zoning import Rule

LETTERS = {"zuid": "TZ", "noord": "TN", "westermaat": "WZ", "hts": "HTS"}
HENGELO = "0164"
FOR_SALE = {"issuable_now", "issuable_later", "option"}
CANAL_SITES = {"zuid", "noord"}


# --- plots -------------------------------------------------------------------------------
def numbered(lots: Iterable[Lot]) -> list[tuple[str, Lot]]:
    """Give every plot its number within its park."""
    count: Counter[str] = Counter()
    made = []
    for lot in lots:
        count[lot.site] += 1
        made.append((f"{LETTERS[lot.site]}-{count[lot.site]:03d}", lot))
    return made


def plot_uid(number: str) -> str:
    """Give the identity of a plot by its number."""
    return uid("kavel", number)


def _segment(lot: Lot) -> str | None:
    """Along the canal only quay plots are wet; elsewhere the park decides."""
    if lot.site not in CANAL_SITES:
        return None
    return "zwaar" if zoning.at_quay(lot.outline) else "regulier"


def _plot(number: str, lot: Lot) -> dict[str, object]:
    made: dict[str, object] = {
        "uid": plot_uid(number),
        "plot_number": number,
        "park_uid": park_uid_of(lot.site),
        "municipality": HENGELO,
        "status": lot.status,
        "segment": _segment(lot),
        "declared_m2": round(lot.outline.area),
        "nuisance_category": zoning.rule_of(lot).category,
        "owner_type": OWNERS.get((lot.site, lot.status == "issued"), "overheid"),
        "quay": zoning.at_quay(lot.outline),
        "rail": zoning.at_rail(lot.outline),
        "geometry": MultiPolygon([lot.outline]),
        **_common(),
    }
    if lot.status == "issued":
        made["issued_year"] = issued_year(number, lot)
    if lot.status in FOR_SALE:
        made["price_eur_m2"] = PRICES[lot.site]
    if lot.status == "option":
        made["negotiated_eur_m2"] = PRICES[lot.site] - 7.5
    return made | lot.facts


def issued_year(number: str, lot: Lot) -> int:
    """Give an invented year of issue: canal estates are older than the campus."""
    first, last = {"zuid": (1938, 2016), "noord": (1951, 2018), "hts": (1958, 2019)}.get(
        lot.site, (1988, 2021)
    )
    return int(dice("uitgifte", number).integers(first, last))


def _common() -> dict[str, object]:
    return {
        "reference_date": REGISTER_DATE,
        "schematic": True,
        "origin": "illustratief",
        "source": DRAWN,
    }


def plots(drawn: Drawing) -> pd.DataFrame:
    """Make the table of plots; streets, green and water are zoning, not plots."""
    rows = [_plot(number, lot) for number, lot in numbered(drawn.lots)]
    return pd.DataFrame(rows)


# --- zones -------------------------------------------------------------------------------
def _zone(number: int, rule: Rule, outline: MultiPolygon) -> dict[str, object]:
    return {
        "uid": uid("bestemming", number),
        "name": rule.name,
        "object_type": "enkelbestemming",
        "main_group": rule.main_group,
        "nuisance_category": rule.category,
        "max_height_m": rule.height_m,
        "max_coverage_pct": rule.coverage_pct,
        "geometry": outline,
    }


def category_name(category: str) -> str:
    """Name the function designation of a nuisance category, as plans write it."""
    return f"bedrijf tot en met categorie {category}"


def _designation(number: int, rule: Rule, outline: MultiPolygon) -> dict[str, object]:
    return {
        "uid": uid("aanduiding", number),
        "name": category_name(str(rule.category)),
        "object_type": "functieaanduiding",
        "nuisance_category": rule.category,
        "geometry": outline,
    }


def zones(drawn: Drawing) -> pd.DataFrame:
    """Make the table of zones: single zoning that tiles the plan, and category designations."""
    found = [(n, zone.rule, MultiPolygon([zone.outline])) for n, zone in enumerate(drawn.zones, 1)]
    rows = [_zone(*zone) for zone in found]
    rows += [_designation(*zone) for zone in found if zone[1].category]
    common = {
        "plan_id": zoning.PLAN_ID,
        "plan_status": zoning.PLAN_STATUS,
        "plan_date": zoning.PLAN_DATE,
        "schematic": True,
        "origin": "illustratief",
        "source": DRAWN,
    }
    return pd.DataFrame(rows).assign(**common)


# --- buildings ---------------------------------------------------------------------------
def buildings(drawn: Drawing) -> pd.DataFrame:
    """Make the table of buildings: schematic halls on issued plots."""
    rows = [
        {
            "uid": uid("pand", number, count),
            "year_built": building.year_built,
            "use": "kantoorfunctie"
            if zoning.rule_of(lot).name == "Kantoor"
            else "industriefunctie",
            "building_status": "Pand in gebruik",
            "floor_m2": building.floor_m2,
            "schematic": True,
            "origin": "illustratief",
            "source": f"{DRAWN}; bouwjaar en vloer {ASSUMED}",
            "geometry": MultiPolygon([building.outline]),
        }
        for number, lot in numbered(drawn.lots)
        for count, building in enumerate(buildings_on(lot, number), 1)
    ]
    return pd.DataFrame(rows)
