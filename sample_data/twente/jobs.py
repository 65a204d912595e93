"""Jobs per sector and municipality, and the quotients that belong to the sectors."""

import pandas as pd

from twente.naming import ASSUMED, dice, uid
from twente.parks import published

YEAR = 2024

# --- sectors -----------------------------------------------------------------------------
LAND_PER_JOB = {
    "industrie": 330.0,
    "hightech": 150.0,
    "bouw": 300.0,
    "groothandel": 360.0,
    "logistiek": 520.0,
    "autobranche": 350.0,
    "zakelijke diensten": 110.0,
    "energie en afval": 1100.0,
}
"""Net m2 per job (invented; sizes as in the BLM method)."""

PARK_SHARE = {
    "industrie": 0.82,
    "hightech": 0.62,
    "bouw": 0.55,
    "groothandel": 0.74,
    "logistiek": 0.86,
    "autobranche": 0.58,
    "zakelijke diensten": 0.19,
    "energie en afval": 0.70,
}
"""Share of jobs on formal parks (invented)."""

LAND_MIX = {
    "industrie": 0.39,
    "hightech": 0.05,
    "bouw": 0.11,
    "groothandel": 0.13,
    "logistiek": 0.14,
    "autobranche": 0.085,
    "zakelijke diensten": 0.045,
    "energie en afval": 0.05,
}
"""Share of a sector in the land of an average municipality (invented)."""

SBI = {
    "industrie": "10-33 zonder 26-28",
    "hightech": "26-28",
    "bouw": "41-43",
    "groothandel": "46",
    "logistiek": "49-53",
    "autobranche": "45",
    "zakelijke diensten": "58-82",
    "energie en afval": "35-39",
}

STRONGER = {
    "0141": {"logistiek": 1.8, "groothandel": 1.2},
    "0153": {"hightech": 1.8, "energie en afval": 2.0},
    "0164": {"hightech": 2.6, "industrie": 1.1},
    "0173": {"logistiek": 1.6},
    "1742": {"bouw": 1.9},
    "1774": {"bouw": 1.5},
    "1700": {"bouw": 1.4, "industrie": 1.1},
    "0189": {"bouw": 1.3, "logistiek": 1.4},
    "0183": {"bouw": 1.6},
    "0147": {"autobranche": 1.5},
    "1735": {"industrie": 1.2},
}
"""Sectors that weigh more in a municipality than on average (invented)."""


def issued_by_municipality() -> dict[str, float]:
    """Give the published net hectares less the issuable ones, per municipality."""
    found: dict[str, float] = {}
    for row in published():
        ha = float(row["netto_ha"]) - float(row["uitgeefbaar_ha"])
        found[row["gemeente"]] = found.get(row["gemeente"], 0.0) + ha
    return dict(sorted(found.items()))


def _jobs(municipality: str, issued_ha: float) -> dict[str, float]:
    """Give jobs so that land per job times jobs on parks is near the issued land."""
    rng = dice("banen", municipality)
    land = issued_ha * float(rng.uniform(0.88, 1.10))
    mix = {s: share * STRONGER.get(municipality, {}).get(s, 1.0) for s, share in LAND_MIX.items()}
    total = sum(mix.values())
    return {
        s: round(
            land
            * mix[s]
            / total
            * 1e4
            / (LAND_PER_JOB[s] * PARK_SHARE[s])
            * float(rng.uniform(0.9, 1.1)),
            -1,
        )
        for s in mix
    }


def jobs() -> pd.DataFrame:
    """Make the table of jobs per sector and municipality."""
    rows = [
        {
            "uid": uid("banen", code, sector),
            "municipality": code,
            "sector": sector,
            "year": YEAR,
            "jobs": number,
            "origin": "illustratief",
            "source": f"afgeleid van uitgegeven grond (IBIS) en sectorprofiel; {ASSUMED}",
        }
        for code, issued_ha in issued_by_municipality().items()
        for sector, number in _jobs(code, issued_ha).items()
    ]
    return pd.DataFrame(rows)
