"""A value that nobody gave is empty in engine and workbook alike, until somebody gives it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.io.workbook.conftest import MADE_ON, with_values
from tests.io.workbook.reading import differences
from tests.miniature import SCENARIO
from tests.office import recalculated
from werklocaties.io.workbook import write_workbook
from werklocaties.io.workbook.write import planned
from werklocaties.model.compute import compute
from werklocaties.model.project import Project

pytestmark = pytest.mark.heavy


def _without(project: Project, *nouns: str) -> Project:
    """Drop the stored values of some assumptions, for the first sector that has them."""
    table = project.table("assumptions")
    frame = table.frame
    sector = compute(project, SCENARIO).dimensions.sectors[0]
    lost = [
        uid
        for uid, address in frame["address"].items()
        if str(address).split(":", maxsplit=1)[0] in nouns and f"sector={sector}" in str(address)
    ]
    assert lost
    return project.with_table(table.without_rows(lost))


def _without_jobs(project: Project) -> Project:
    table = project.table("jobs")
    return project.with_table(table.without_rows([table.uids[0]]))


def _without_forecast(project: Project) -> Project:
    table = project.table("forecasts").with_values(["A"], "chosen", [None])
    values = {"leading_method": "D4", "leading_forecast": "Raming"}
    return with_values(project.with_table(table), dict(values), SCENARIO)


def _without_rate(project: Project) -> Project:
    table = project.table("measures")
    return project.with_table(table.with_values([table.uids[0]], "replacement_rate", [None]))


CASES = {
    "land per job": lambda project: _without(project, "land_per_job"),
    "growth": lambda project: _without(project, "growth"),
    "segment share": lambda project: _without(project, "segment_share"),
    "jobs": _without_jobs,
    "forecast": _without_forecast,
    "replacement rate": _without_rate,
}


@pytest.mark.parametrize("case", CASES)
def test_that_an_empty_value_is_an_error_in_the_workbook_and_never_0(
    miniature: Project, case: str, tmp_path: Path
) -> None:
    results = compute(CASES[case](miniature), SCENARIO)
    path = tmp_path / "wacht.xlsx"
    write_workbook(results, path, made_on=MADE_ON)
    assert results.waiting_for
    assert differences(results, path, 1e-9) == []
    book, plan = load_workbook(path), planned(results)
    for address in results.waiting_for:
        place = plan.values[address]
        assert book[place.sheet].cell(int(place.row), place.column).value is None


@pytest.mark.office
@pytest.mark.parametrize("case", CASES)
def test_that_a_recalculation_waits_for_the_same(
    miniature: Project, case: str, tmp_path: Path
) -> None:
    results = compute(CASES[case](miniature), SCENARIO)
    path = tmp_path / "wacht.xlsx"
    write_workbook(results, path, made_on=MADE_ON)
    assert differences(results, recalculated(path, tmp_path), 1e-6) == []


@pytest.mark.office
@pytest.mark.parametrize(
    ("case", "value"), [("land per job", 222.0), ("growth", 0.013), ("jobs", 5_000.0)]
)
def test_that_a_value_filled_in_completes_the_balance(
    miniature: Project, case: str, value: float, tmp_path: Path
) -> None:
    results = compute(CASES[case](miniature), SCENARIO)
    path, plan = tmp_path / "wacht.xlsx", planned(results)
    write_workbook(results, path, made_on=MADE_ON)
    book = load_workbook(path)
    for address in results.waiting_for:
        place = plan.values[address]
        book[place.sheet].cell(int(place.row), place.column).value = value
    book.save(path)
    found = load_workbook(recalculated(path, tmp_path), data_only=True)
    rows = found["Balans"].iter_rows(min_row=7, max_row=8, min_col=6, values_only=True)
    assert all(isinstance(row[0], float) for row in rows)
