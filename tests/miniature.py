"""The miniature of the method as a project: one complete computation with known answers.

Its inputs and expected numbers stand in the shared reference; every value in it is invented for
testing (illustratief). Plots are squares of exactly the stated size.
"""

from typing import Any

import pandas as pd
import shapely

from werklocaties.model.address import Address
from werklocaties.model.project import Project, value_uid
from werklocaties.model.table import Table

SCENARIO = "basis-uid"
SCENARIO_NAME = "Basis"
PERIODS = {"P1": "2026-2031", "P2": "2031-2036"}
NAMES = {"0164": "Hengelo", "0147": "Borne", "0153": "Enschede"}
SEGMENTS = {"REG": "regulier", "CAM": "hoogwaardig"}
PARK_AREA = {"A": ("0164", "REG"), "B": ("0164", "CAM"), "C": ("0153", "REG")}
ORIGIN = {"origin": "illustratief", "source": "miniatuur"}


def _square(number: int, ha: float) -> shapely.MultiPolygon:
    """A rectangle 100 m deep with the wanted area, at a place of its own."""
    left = 245_000.0 + 1_000.0 * number
    return shapely.MultiPolygon([shapely.box(left, 475_000.0, left + 100.0 * ha, 475_100.0)])


def _plot(number: int, plot: dict[str, Any]) -> dict[str, Any]:
    layer = plot["layer"]
    made = {
        "uid": plot["id"],
        "plot_number": plot["id"],
        "park_uid": plot["park"],
        "municipality": PARK_AREA[plot["park"]][0],
        "segment": SEGMENTS[plot["segment"]],
        "status": layer,
        "geometry": _square(number, plot["ha"]),
        **ORIGIN,
    }
    if layer in ("issuable_later", "hard_plan", "soft_plan"):
        made["available_from"] = plot["from"]
    if layer == "frozen":
        made["frozen_until"] = f"{plot['from']}-01-01"
    if "option_free_from" in plot:
        made["option_until"] = f"{plot['option_free_from']}-01-01"
    return made


def _parks(inputs: dict[str, Any]) -> pd.DataFrame:
    declared = inputs["park_A_declared"]
    rows = [
        {
            "uid": uid,
            "name": f"Terrein {uid}",
            "municipality": code,
            "segment": SEGMENTS[segment],
            "plot_coverage": "geheel",
            "in_register": True,
            **ORIGIN,
        }
        for uid, (code, segment) in PARK_AREA.items()
    ]
    rows[0] |= {
        "plot_coverage": declared["coverage"],
        "net_ha": declared["net_ha"],
        "issuable_ha": declared["issuable_ha"],
        "gross_ha": 60.0,
    }
    return pd.DataFrame(rows)


def _jobs(inputs: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "uid": f"{code}-{sector}",
                "municipality": code,
                "sector": sector,
                "year": inputs["t0"],
                "jobs": float(jobs),
                **ORIGIN,
            }
            for code, sectors in inputs["jobs_t0"].items()
            for sector, jobs in sectors.items()
        ]
    )


def _per_sector(inputs: dict[str, Any]) -> dict[str, float]:
    keys = {
        "park_share": "park_share0",
        "park_share_trend": "park_share_trend",
        "land_per_job": "land_per_job0_m2",
        "land_per_job_growth": "q_growth",
    }
    return {
        str(Address.of(key, sector=sector)): float(value)
        for key, name in keys.items()
        for sector, value in inputs[name].items()
    }


def _special(inputs: dict[str, Any]) -> dict[str, float]:
    made = {}
    for special in inputs["special"]:
        for year, ha in special["ha_per_year"].items():
            labels = {
                "name": special["name"],
                "market_area": special["area"],
                "segment": SEGMENTS[special["segment"]],
                "period": f"{year}-{int(year) + 1}",
            }
            made[str(Address.of("special", **labels))] = ha
    return made


def _destinations(inputs: dict[str, Any]) -> dict[str, float]:
    made = {}
    for measure in inputs["transformations"]:
        for area, share in measure["destination"].items():
            labels = {
                "measure": measure["id"],
                "market_area": area,
                "segment": SEGMENTS[measure["segment"]],
            }
            made[str(Address.of("destination", **labels))] = share
    return made


def values(inputs: dict[str, Any]) -> dict[str, float | str]:
    """Return all assumptions of the miniature by address."""
    made: dict[str, float | str] = {
        "reference_year": float(inputs["t0"]),
        "horizon_year": float(inputs["T"]),
        "register_date": f"{inputs['t0']}-01-01",
        "quotient_on": inputs["quotient_on"],
        "shrinkage": inputs["shrink_lambda"],
        "iron_years": float(inputs["iron_years"]),
        **_per_sector(inputs),
    }
    for sector, periods in inputs["growth_per_year"].items():
        for period, value in periods.items():
            made[str(Address.of("growth", sector=sector, period=PERIODS[period]))] = value
    for sector, shares in inputs["segment_matrix"].items():
        for segment, share in shares.items():
            address = Address.of("segment_share", sector=sector, segment=SEGMENTS[segment])
            made[str(address)] = share
    return made | _special(inputs) | _destinations(inputs)


def value_rows(made: dict[str, float | str], scenario: str = "") -> pd.DataFrame:
    """Return rows of the table assumptions for these values."""
    return pd.DataFrame(
        [
            {
                "uid": value_uid("miniature", scenario, address),
                "scenario_uid": scenario or None,
                "address": address,
                "value": value if isinstance(value, float) else None,
                "text": value if isinstance(value, str) else None,
                **ORIGIN,
            }
            for address, value in made.items()
        ]
    )


def _measures(inputs: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "uid": measure["id"],
                "name": measure["id"],
                "kind": "transformation",
                "park_uid": measure["park"],
                "start_year": measure["year"],
                "issued_net_ha": measure["withdrawn_issued_net_ha"],
                "occupied_share": measure["occupied_share"],
                "replacement_rate": measure["replacement_rate"],
                **ORIGIN,
            }
            for measure in inputs["transformations"]
        ]
    )


def _municipalities(inputs: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"uid": code, "code": code, "name": NAMES[code], "market_area": area, **ORIGIN}
            for code, area in inputs["market_area"].items()
        ]
    )


def _withdrawal() -> pd.DataFrame:
    """Plot C-k4 is withdrawn on 1 January 2027, a year before it would count."""
    address = "plot:C-k4:withdrawn_year"
    row = {
        "uid": value_uid("miniature", SCENARIO, address),
        "scenario_uid": SCENARIO,
        "address": address,
        "value": 2027.0,
        **ORIGIN,
    }
    return pd.DataFrame([row])


def miniature_project(inputs: dict[str, Any]) -> Project:
    """Return the miniature as a project with the one scenario ``Basis``."""
    plots = pd.DataFrame([_plot(n, plot) for n, plot in enumerate(inputs["plots"])])
    scenarios = pd.DataFrame([{"uid": SCENARIO, "name": SCENARIO_NAME, "position": 1}])
    frames = {
        "plots": plots,
        "parks": _parks(inputs),
        "municipalities": _municipalities(inputs),
        "jobs": _jobs(inputs),
        "scenarios": scenarios,
        "assumptions": value_rows(values(inputs)),
        "decisions": _withdrawal(),
        "measures": _measures(inputs),
    }
    tables = {name: Table.of(name, frame) for name, frame in frames.items()}
    return Project("miniature", "Miniatuur", tables)
