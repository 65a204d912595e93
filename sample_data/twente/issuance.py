"""Past issuance per year, municipality and segment."""

from collections.abc import Mapping

import pandas as pd

from twente.naming import ASSUMED, dice, uid

REGION_HA = {
    2009: 21.0,
    2010: 14.5,
    2011: 15.0,
    2012: 10.5,
    2013: 8.0,
    2014: 7.5,
    2015: 11.0,
    2016: 14.0,
    2017: 19.5,
    2018: 23.0,
    2019: 20.5,
    2020: 16.0,
    2021: 24.0,
    2022: 18.5,
    2023: 13.0,
}
"""Net first issue in the region per year (invented: a dip after 2009, a peak in 2021)."""

ISSUE_SEGMENTS = {
    "regulier": 0.62,
    "zwaar": 0.08,
    "logistiek": 0.2,
    "hoogwaardig": 0.1,
}
ISSUE_SHARE = {
    "0141": {"regulier": 0.16, "zwaar": 0.2, "logistiek": 0.48, "hoogwaardig": 0.08},
    "0147": {"regulier": 0.06},
    "0153": {"regulier": 0.15, "zwaar": 0.25, "logistiek": 0.08, "hoogwaardig": 0.42},
    "0158": {"regulier": 0.05},
    "0163": {"regulier": 0.07},
    "0164": {"regulier": 0.1, "zwaar": 0.4, "logistiek": 0.1, "hoogwaardig": 0.46},
    "0168": {"regulier": 0.02},
    "0173": {"regulier": 0.07, "logistiek": 0.24, "hoogwaardig": 0.04},
    "0183": {"regulier": 0.04},
    "0189": {"regulier": 0.04},
    "1700": {"regulier": 0.09},
    "1735": {"regulier": 0.05, "zwaar": 0.15},
    "1742": {"regulier": 0.07, "logistiek": 0.1},
    "1774": {"regulier": 0.03},
}
"""Share of a municipality in the issue of a segment (invented, columns add up to 1)."""

RESOLD = (
    (2015, "0141", "regulier", 1.8, "buyback"),
    (2017, "0141", "regulier", 1.8, "reissue"),
    (2019, "0164", "zwaar", 2.4, "between_firms"),
    (2022, "0153", "regulier", 1.1, "between_firms"),
)
"""Issue that method D2 leaves out."""


def _issued(year: int, code: str, segment: str, ha: float, kind: str) -> dict[str, object]:
    return {
        "uid": uid("uitgifte", year, code, segment, kind),
        "year": year,
        "municipality": code,
        "segment": segment,
        "ha": ha,
        "kind": kind,
        "origin": "illustratief",
        "source": ASSUMED,
    }


def _drawn_shares(
    year: int, shares: Mapping[tuple[str, str], float]
) -> dict[tuple[str, str], float]:
    """Let issue come in lumps: a small municipality sells nothing in some years."""
    rng = dice("uitgifte", year)
    lumps = {key: share * float(rng.gamma(1.1)) for key, share in shares.items()}
    kept = {key: lump for key, lump in lumps.items() if lump > 0.012}
    return {key: lump / sum(kept.values()) for key, lump in kept.items()}


def issuance() -> pd.DataFrame:
    """Make the table of past issuance per year, municipality and segment."""
    shares = {
        (code, segment): share * ISSUE_SEGMENTS[segment]
        for code, by_segment in ISSUE_SHARE.items()
        for segment, share in by_segment.items()
    }
    rows = [
        _issued(year, code, segment, round(ha * share, 2), "first")
        for year, ha in REGION_HA.items()
        for (code, segment), share in _drawn_shares(year, shares).items()
    ]
    return pd.DataFrame([*rows, *(_issued(*row) for row in RESOLD)])
