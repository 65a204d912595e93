"""What the tests of the model share: the miniature as inputs, project and results."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.miniature import miniature_project
from werklocaties.model.compute import compute
from werklocaties.model.project import Project, value_uid
from werklocaties.model.results import Results
from werklocaties.model.table import Table


@pytest.fixture(scope="session")
def reference(shared_path: Path) -> dict[str, Any]:
    text = (shared_path / "reference" / "miniature.json").read_text(encoding="utf-8")
    made: dict[str, Any] = json.loads(text)
    return made


@pytest.fixture(scope="session")
def inputs(reference: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = reference["inputs"]
    return made


@pytest.fixture(scope="session")
def expected(reference: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = reference["expected"]
    return made


@pytest.fixture(scope="session")
def miniature(inputs: dict[str, Any]) -> Project:
    return miniature_project(inputs)


@pytest.fixture(scope="session")
def results(miniature: Project) -> Results:
    return compute(miniature, "Basis")


def _row(address: str, value: float | str | None, scenario: str, origin: str) -> dict[str, Any]:
    return {
        "uid": value_uid("test", scenario, address),
        "scenario_uid": scenario or None,
        "address": address,
        "value": value if isinstance(value, float | int) else None,
        "text": value if isinstance(value, str) else None,
        "origin": origin,
    }


def assume(
    project: Project,
    values: Mapping[str, float | str | None],
    scenario: str = "",
    origin: str = "eigen",
) -> Project:
    """Give a project these values; None takes the value of the project away."""
    table = project.table("assumptions")
    own = table.column("scenario_uid").fillna("") == scenario
    here = table.column("address").isin(list(values)) & own
    rows = [_row(a, v, scenario, origin) for a, v in values.items() if v is not None]
    kept = table.without_rows(list(table.uids[here.to_numpy(dtype=bool)]))
    return project.with_table(kept.with_rows(pd.DataFrame(rows)) if rows else kept)


def decide(project: Project, values: Mapping[str, float], scenario: str = "") -> Project:
    """Add decisions to a project."""
    rows = pd.DataFrame([_row(a, v, scenario, "eigen") for a, v in values.items()])
    return project.with_table(project.table("decisions").with_rows(rows))


def small_project(
    values: Mapping[str, float | str], **frames: list[dict[str, Any]] | pd.DataFrame
) -> Project:
    """Make a project with one scenario Basis from rows per table and values by address."""
    given = {"scenarios": [{"uid": "s", "name": "Basis"}], **frames}
    tables = {name: Table.of(name, pd.DataFrame(rows)) for name, rows in given.items()}
    return assume(Project("small", "Klein", tables), values)
