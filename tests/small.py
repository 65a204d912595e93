"""A small project with easy numbers: two parks, four plots, one sector, two scenarios."""

from datetime import UTC, datetime

import pandas as pd
import shapely

from werklocaties.model.project import Project
from werklocaties.model.table import Table

WHEN = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
VALUES = {
    "reference_year": 2024.0,
    "horizon_year": 2034.0,
    "growth:sector=bouw:period=2024-2034": 0.01,
    "park_share:sector=bouw": 0.5,
    "land_per_job:sector=bouw": 200.0,
    "segment_share:sector=bouw:segment=regulier": 1.0,
}


def _square(number: int) -> shapely.MultiPolygon:
    left = 250_000.0 + 200.0 * number
    return shapely.MultiPolygon([shapely.box(left, 475_000.0, left + 100.0, 475_100.0)])


def small_project() -> Project:
    """Make two parks with two plots each, one sector in one market area, two scenarios."""
    values = [{"uid": f"v{n}", "address": a, "value": v} for n, (a, v) in enumerate(VALUES.items())]
    values.append({"uid": "date", "address": "register_date", "text": "2024-01-01"})
    parks = [
        {
            "uid": f"p{n}", "rin": str(620 + n), "name": f"Terrein {n}", "municipality": "0164",
            "gross_ha": 5.0, "net_ha": 4.0, "issuable_ha": 2.0, "segment": "regulier",
            "plot_coverage": "geheel", "in_register": True, "reference_year": 2024,
        }
        for n in (1, 2)
    ]  # fmt: skip
    plots = [
        {
            "uid": f"k{n}", "plot_number": f"A{n}", "park_uid": f"p{1 + n % 2}",
            "municipality": "0164", "status": "issuable_now" if n < 3 else "issued",
            "geometry": _square(n),
        }
        for n in range(4)
    ]  # fmt: skip
    area = {"uid": "m", "code": "0164", "name": "Hengelo", "market_area": "Hengelo-Borne"}
    jobs = {"uid": "j", "municipality": "0164", "sector": "bouw", "year": 2024, "jobs": 1000.0}
    frames = {
        "plots": plots,
        "parks": parks,
        "municipalities": [area],
        "jobs": [jobs],
        "scenarios": [
            {"uid": "s1", "name": "Basis", "position": 1},
            {"uid": "s2", "name": "Hoog", "position": 2},
        ],
        "assumptions": values,
    }
    tables = {name: Table.of(name, pd.DataFrame(rows)) for name, rows in frames.items()}
    return Project("klein", "Klein", tables)
