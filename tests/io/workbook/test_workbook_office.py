"""LibreOffice recalculates the workbook to the engine's numbers, also after changes in it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.io.workbook.conftest import MADE_ON, with_values
from tests.io.workbook.reading import differences, term_cells, value_at
from tests.miniature import SCENARIO
from tests.office import recalculated
from werklocaties.io.workbook import write_workbook
from werklocaties.io.workbook.plots_sheet import COLUMN, plan_plots
from werklocaties.io.workbook.words import shown
from werklocaties.io.workbook.write import planned
from werklocaties.model.compute import compute
from werklocaties.model.project import Project
from werklocaties.model.results import Results

pytestmark = [pytest.mark.office, pytest.mark.heavy]


def _changed(results: Results, path: Path, values: dict[str, Any]) -> Path:
    """Type other values in the sheet Aannames, as a user would."""
    book, plan = load_workbook(path), planned(results)
    for address, value in values.items():
        place = plan.values[address]
        typed = date.fromisoformat(value) if address == "register_date" else value
        book[place.sheet].cell(int(place.row), place.column).value = typed
    made = path.with_name("gewijzigd.xlsx")
    book.save(made)
    return made


def test_that_libreoffice_recalculates_the_engines_numbers(
    results: Results, workbook: Path, tmp_path: Path
) -> None:
    assert differences(results, recalculated(workbook, tmp_path), 1e-6) == []


# Ten assumptions of every section, changed in the workbook and by ``set``.
TEN: dict[str, float | str] = {
    "horizon_year": 2035.0,
    "settling": "herijken",
    "growth:sector=IND:period=2026-2031": 0.011,
    "park_share:sector=IND": 0.55,
    "park_share_trend:sector=LOG": -0.004,
    "land_per_job:sector=IND": 275.0,
    "land_per_job_growth:sector=IND": 0.002,
    "shrinkage": 0.25,
    "iron_years": 1.5,
    "layer_weight:layer=soft_plan": 0.4,
    "status_bound:status=krap": 1.02,
    "register_date": "2027-07-01",
    "period_years": 5.0,
}


def test_that_changes_in_the_workbook_and_by_set_give_the_same_balance(
    miniature: Project, tmp_path: Path
) -> None:
    before = compute(miniature, SCENARIO)
    sector = before.dimensions.sectors
    values = {
        address.replace("IND", sector[0]).replace("LOG", sector[-1]): value
        for address, value in TEN.items()
    }
    path = tmp_path / "miniatuur.xlsx"
    write_workbook(before, path, made_on=MADE_ON)
    after = compute(with_values(miniature, values, SCENARIO), SCENARIO)
    assert _balances_of(before) != pytest.approx(_balances_of(after), abs=1e-3)
    found = recalculated(_changed(before, path, values), tmp_path)
    assert _balances(before, found) == pytest.approx(_balances_of(after), abs=1e-6)


@pytest.mark.parametrize(
    "values",
    [
        {"leading_method": "D2", "issuance_window": 8.0},
        {"leading_method": "D4", "leading_forecast": "Raming", "forecast_value": "high"},
        {"quotient_on": "nieuw", "shrinkage": 0.0},
        {"register_date": "2026-10-01", "settling": "doortellen"},
    ],
    ids=["D2", "D4", "nieuw", "doortellen"],
)
def test_that_choices_changed_in_the_workbook_work_through(
    miniature: Project, values: dict[str, Any], tmp_path: Path
) -> None:
    before = compute(miniature, SCENARIO)
    path = tmp_path / "miniatuur.xlsx"
    write_workbook(before, path, made_on=MADE_ON)
    after = compute(with_values(miniature, values, SCENARIO), SCENARIO)
    assert _balances_of(before) != pytest.approx(_balances_of(after), abs=1e-3)
    found = recalculated(_changed(before, path, values), tmp_path)
    assert _balances(before, found) == pytest.approx(_balances_of(after), abs=1e-6)


def _balances_of(results: Results) -> list[float]:
    """Balances of all groups at all moments, then the region, by place and not by date."""
    keys = ("balance", "closing", "ratio", "region_sum", "region_shortages")
    plan = planned(results)
    cells = [(key, cell) for key, cell, _ in term_cells(results) if key in keys]
    return [_number(plan.cached(key, cell)) for key, cell in cells]


def _balances(results: Results, path: Path) -> list[float]:
    keys = ("balance", "closing", "ratio", "region_sum", "region_shortages")
    book = load_workbook(path, data_only=True)
    return [_number(value_at(book, place)) for key, _, place in term_cells(results) if key in keys]


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def test_that_the_example_recalculates_and_follows_ten_changes(
    twente: Project, tmp_path: Path
) -> None:
    scenario = twente.scenarios[0].uid
    before = compute(twente, scenario)
    path = tmp_path / "twente.xlsx"
    write_workbook(before, path, made_on=MADE_ON)
    assert differences(before, recalculated(path, tmp_path), 1e-6) == []
    values: dict[str, float | str] = {
        "horizon_year": 2042.0,
        "settling": "herijken",
        "growth:sector=hightech:market_area=Hengelo-Borne:period=2024-2029": 0.03,
        "park_share:sector=bouw": 0.6,
        "land_per_job:sector=logistiek": 500.0,
        "segment_share:sector=industrie:segment=zwaar": 0.2,
        "shrinkage": 0.5,
        "iron_years": 3.0,
        "layer_weight:layer=soft_plan": 0.5,
        "status_bound:status=tekort": 0.7,
    }
    after = compute(with_values(twente, values, scenario), scenario)
    assert _balances_of(before) != pytest.approx(_balances_of(after), abs=1e-3)
    found = recalculated(_changed(before, path, values), tmp_path)
    assert _balances(before, found) == pytest.approx(_balances_of(after), abs=1e-6)


def test_that_another_status_on_kavels_moves_the_balance_as_in_the_program(
    miniature: Project, tmp_path: Path
) -> None:
    statuses = {"A-k1": "frozen", "A-k2": "issued", "A-k3": "option", "C-k3": "issuable_now"}
    before = compute(miniature, SCENARIO)
    plots = miniature.table("plots").with_values(list(statuses), "status", list(statuses.values()))
    after = compute(miniature.with_table(plots), SCENARIO)
    assert _balances_of(before) != pytest.approx(_balances_of(after), abs=1e-3)
    path = tmp_path / "miniatuur.xlsx"
    write_workbook(before, path, made_on=MADE_ON)
    book, rows = load_workbook(path), plan_plots(planned(before))
    for uid, status in statuses.items():
        book["Kavels"].cell(rows[uid], COLUMN["status"]).value = shown(status)
    made = tmp_path / "gewijzigd.xlsx"
    book.save(made)
    found = recalculated(made, tmp_path)
    assert _balances(before, found) == pytest.approx(_balances_of(after), abs=1e-6)
