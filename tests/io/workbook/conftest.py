import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import ROOT
from tests.miniature import SCENARIO, miniature_project, value_rows
from werklocaties.io.project_file import read_project
from werklocaties.io.workbook import write_workbook
from werklocaties.model.compute import compute
from werklocaties.model.project import Project
from werklocaties.model.results import Results
from werklocaties.model.table import Table

MADE_ON = date(2026, 7, 1)

FORECAST_ROWS = (
    ("A", "Raming", "Hengelo-Borne", "regulier", 10.0),
    ("B", "Raming", "Enschede", "hoogwaardig", 6.0),
    ("C", "Raming", None, None, 4.0),
    ("D", "Andere", "Enschede", "regulier", None),
)
ISSUED = (
    (2019, "0164", "regulier", 1.5),
    (2024, "0153", "hoogwaardig", 2.5),
    (2025, None, None, 1),
)


def _forecasts() -> Table:
    rows = [
        {
            "uid": uid,
            "name": name,
            "from_date": "2025-07-01",
            "until_date": "2035-01-01",
            "low": 5.0,
            "high": 20.0,
            "chosen": chosen,
            "measured_in": "gross",
            "net_share": 0.7,
            "includes": "expansion",
            "market_area": area,
            "segment": segment,
        }
        for uid, name, area, segment, chosen in FORECAST_ROWS
    ]
    return Table.of("forecasts", pd.DataFrame(rows))


def _issuance() -> Table:
    rows = [
        {"uid": str(n), "year": year, "municipality": code, "segment": segment, "ha": float(ha)}
        for n, (year, code, segment, ha) in enumerate(ISSUED)
    ]
    return Table.of("issuance", pd.DataFrame(rows))


def with_values(project: Project, values: dict[str, float | str], scenario: str) -> Project:
    """Return a project in which a scenario has these values, as the verb ``set`` gives them."""
    if not values:
        return project
    table = project.table("assumptions")
    frame = table.frame
    own = frame["scenario_uid"].fillna("") == scenario
    replaced = frame.index[own & frame["address"].isin(list(values))]
    rows = value_rows(values, scenario).set_index("uid")
    return project.with_table(table.without_rows(replaced).with_rows(rows))


@pytest.fixture(scope="session")
def miniature(shared_path: Path) -> Project:
    inputs = json.loads((shared_path / "reference" / "miniature.json").read_text())["inputs"]
    project = miniature_project(inputs)
    return project.with_table(_forecasts()).with_table(_issuance())


@pytest.fixture(scope="session")
def twente() -> Project:
    path = ROOT / "sample_data" / "twente.gpkg"
    if not path.exists():
        pytest.skip("sample_data/twente.gpkg is not made yet")
    return read_project(path).project


SETTINGS: dict[str, dict[str, float | str]] = {
    "D1": {},
    "D1 herijken": {"register_date": "2027-07-01", "settling": "herijken", "quotient_on": "nieuw"},
    "D1 doortellen": {"register_date": "2027-07-01", "shrinkage": 0.5},
    "D2": {"leading_method": "D2"},
    "D4": {"leading_method": "D4", "leading_forecast": "Raming", "forecast_value": "chosen"},
}


@pytest.fixture(scope="session", params=SETTINGS)
def results(request: pytest.FixtureRequest, miniature: Project) -> Results:
    """The miniature, once per leading method and way of settling."""
    project = with_values(miniature, SETTINGS[request.param], SCENARIO)
    return compute(project, SCENARIO)


@pytest.fixture(scope="session")
def workbook(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "miniatuur.xlsx"
    write_workbook(results, path, revision="r1", made_on=MADE_ON, program_version="0")
    return path
