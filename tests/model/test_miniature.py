"""The complete computation of the reference, number by number, and the published figures."""

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.miniature import PERIODS, SEGMENTS
from tests.model.conftest import assume, decide, small_project
from werklocaties.model.compute import compute
from werklocaties.model.project import Project
from werklocaties.model.results import Results

TIGHT = 1e-9
AREAS = ("HB", "EN")
SECTORS = ("IND", "LOG", "HTS")
YEARS = ("2026", "2031", "2036")
ENDS = {"P1": "2031-01-01", "P2": "2036-01-01"}
GROUPS = ("HB|REG", "HB|CAM", "EN|REG", "EN|CAM")
AT_THE_END = {
    "supply_counted": "supply",
    "of_which_option": "of_which_option",
    "flow_need_cum": "flow_to",
    "need_cum": "need",
    "balance": "balance",
    "ratio": "ratio",
}
IN_THE_PERIOD = {
    "opening": "opening",
    "supply_added": "added",
    "flow_need_period": "flow_period",
    "closing": "closing",
}
CHOICES = {"nul": 0.0, "deels 0.5": 0.5, "netten": 1.0}


def near(value: float) -> Any:
    return pytest.approx(value, rel=0, abs=TIGHT)


def group(name: str) -> dict[str, str]:
    area, segment = name.split("|")
    return {"market_area": area, "segment": SEGMENTS[segment]}


def published_status(name: str) -> str:
    return name.replace(" ", "_")


# --- demand ------------------------------------------------------------------------------
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("area", AREAS)
def test_jobs_and_land_are_those_of_the_reference(results, inputs, expected, area, sector, year):
    homes = [code for code, home in inputs["market_area"].items() if home == area]
    jobs = sum(
        results.value("jobs", sector=sector, municipality=code, stock_year=year) for code in homes
    )
    assert jobs == near(expected["jobs"][area][sector][year])
    land = results.value("land", sector=sector, market_area=area, stock_year=year)
    assert land == near(expected["land_ha"][area][sector][year])


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("sector", SECTORS)
def test_share_on_parks_and_land_per_job_are_those_of_the_reference(
    results, expected, sector, year
):
    cell = {"sector": sector, "stock_year": year}
    assert results.value("preference", **cell) == near(expected["park_share"][sector][year])
    assert results.value("quotient", **cell) == near(expected["land_per_job_m2"][sector][year])


@pytest.mark.parametrize("quotient_on", ["voorraad", "nieuw"])
def test_raw_change_of_land_is_that_of_the_reference(miniature, expected, quotient_on):
    found = compute(assume(miniature, {"quotient_on": quotient_on}), "Basis")
    for area, sectors in expected["expansion_raw_ha"][quotient_on].items():
        for sector, periods in sectors.items():
            for period, ha in periods.items():
                begin, end = (int(year) for year in PERIODS[period].split("-"))
                total = sum(
                    found.value("raw", sector=sector, market_area=area, year=str(year))
                    for year in range(begin, end)
                )
                assert total == near(ha)


@pytest.mark.parametrize("shrinkage", CHOICES)
@pytest.mark.parametrize("quotient_on", ["voorraad", "nieuw"])
def test_expansion_of_the_region_by_choice_is_that_of_the_reference(
    miniature, expected, quotient_on, shrinkage
):
    chosen = {"quotient_on": quotient_on, "shrinkage": CHOICES[shrinkage]}
    found = compute(assume(miniature, chosen), "Basis")
    wanted = expected["expansion_region_10yr_by_choice_ha"][quotient_on][shrinkage]
    assert float(found["expansion"].sum()) == near(wanted)


def test_replacement_of_x1_is_that_of_the_reference(results, expected):
    assert float(results["replacement"].sum()) == near(expected["replacement_X1_ha"])
    in_2028 = results["replacement"][..., results.labels("year").index("2028")]
    assert float(in_2028.sum()) == near(2.88)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("name", GROUPS)
def test_need_per_period_is_that_of_the_reference(results, expected, name, period):
    area, segment = name.split("|")
    wanted = expected["flow_need_ha"][area][segment][period]
    cell = {**group(name), "period": PERIODS[period]}
    assert results.value("leading_period", **cell) == near(wanted["expansion"])
    assert results.value("replacement_period", **cell) == near(wanted["replacement"])
    assert results.value("special_period", **cell) == near(wanted["special"])
    assert results.value("flow_period", **cell) == near(wanted["total"])


@pytest.mark.parametrize("name", GROUPS)
def test_need_per_year_is_that_of_the_reference(results, expected, name):
    per_year = expected["flow_need_per_year_ha"]
    flows = ("leading_flow", "replacement_added", "special_added")
    for year in results.labels("year"):
        found = sum(results.value(flow, **group(name), year=year) for flow in flows)
        assert found == near(per_year[f"{name}|hts"][year] + per_year[f"{name}|other"][year])


@pytest.mark.parametrize("name", GROUPS)
def test_iron_target_is_that_of_the_reference(results, expected, name):
    area, segment = name.split("|")
    wanted = expected["iron_target_ha"][area][segment]
    assert results.value("iron_target", **group(name)) == near(wanted)


# --- supply ------------------------------------------------------------------------------
def test_park_a_reconciles_as_in_the_reference(results, miniature, expected):
    wanted = expected["reconciliation_park_A"]
    paper, layers = results.reconciliation.loc["A"], results.park_layers.loc["A"]
    assert paper["plots_ha"] == near(wanted["unissued_plots_ha"])
    assert paper["issuable_difference"] == near(wanted["declared_minus_plots_issuable_ha"])
    assert layers["issued"] == near(wanted["issued_t0_ha"])
    gone = miniature.table("measures").column("issued_net_ha")["X1"]
    after = wanted["issued_after_X1_2029_without_new_issuance_ha"]
    assert layers["issued"] - gone == near(after)


# --- balance -----------------------------------------------------------------------------
@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("name", GROUPS)
def test_balance_with_weights_basis_is_that_of_the_reference(results, expected, name, period):
    wanted = expected["balance"]["basis"][period]["groups"][name]
    stand = {**group(name), "stand": ENDS[period]}
    for field, term in AT_THE_END.items():
        assert results.value(term, **stand) == near(wanted[field]), field
    for field, term in IN_THE_PERIOD.items():
        cell = {**group(name), "period": PERIODS[period]}
        assert results.value(term, **cell) == near(wanted[field]), field
    without_targets = results.value("supply", **stand) - results.value("flow_to", **stand)
    assert without_targets == near(wanted["balance_flow"])
    assert results.value("iron_target", **group(name)) == near(wanted["iron_target"])
    assert results.value("status", **stand) == published_status(wanted["status"])


@pytest.mark.parametrize("period", PERIODS)
def test_region_sums_are_those_of_the_reference(results, expected, period):
    wanted = expected["balance"]["basis"][period]
    cell = {"period": PERIODS[period]}
    assert results.value("region_sum", **cell) == near(wanted["region_plain_sum"])
    assert results.value("region_shortages", **cell) == near(wanted["region_sum_of_shortages"])
    at = results.labels("stand").index(ENDS[period])
    plain = float((results["supply"] - results["flow_to"])[..., at].sum())
    assert plain == near(wanted["region_balance_flow"])


def test_the_miniature_waits_for_nothing_and_has_nothing_to_report(results):
    assert results.waiting_for == ()
    assert results.findings == ()


def test_every_group_of_the_miniature_is_marked_illustrative(results):
    assert results.illustrative.all()


# --- published ---------------------------------------------------------------------------
def forecast(name: str, ha: float, begin: str, end: str, **more: object) -> dict[str, object]:
    row = {"uid": name, "name": name, "from_date": begin, "until_date": end, "chosen": ha}
    return {**row, "measured_in": "net", "includes": "expansion,replacement,special", **more}


def declared(uid: str, ha: float, **more: object) -> dict[str, object]:
    """A park of which only the issuable land is known: undivided unless more is said."""
    row = {"uid": uid, "name": uid, "net_ha": ha, "issuable_ha": ha, "plot_coverage": "geen"}
    return {**row, **more}


def by_forecast(first: int, last: int, name: str, **more: float | str) -> dict[str, float | str]:
    years: dict[str, float | str] = {
        "reference_year": float(first),
        "horizon_year": float(last),
        "register_date": f"{first}-01-01",
        "period_years": float(last - first),
        "leading_method": "D4",
        "leading_forecast": name,
    }
    return years | more


def twente(case: dict[str, float], first: int, last: int) -> Project:
    """A published total against published supply, both undivided; part of it is withdrawn later."""
    parks = [
        declared("blijft", case["supply"] - case["withdrawn"]),
        declared("vervalt", case["withdrawn"]),
    ]
    rows = [forecast("Twente", case["need"], f"{first}-01-01", f"{last}-01-01")]
    return small_project(by_forecast(first, last, "Twente"), parks=parks, forecasts=rows)


def undivided(results: Results, term: str) -> Any:
    cell = {"market_area": "onverdeeld", "segment": "onverdeeld"}
    return results.value(term, **cell, stand=results.labels("stand")[-1])


@pytest.mark.parametrize(("case", "first", "last"), [("2017", 2017, 2027), ("2019", 2019, 2030)])
def test_the_published_balance_of_twente_comes_out_of_the_engine(
    inputs, expected, case, first, last
):
    given, wanted = inputs["published"][case], expected["published"][case]
    project = twente(given, first, last)
    found = compute(project, "Basis")
    assert undivided(found, "supply") == near(given["supply"])
    assert undivided(found, "need") == near(given["need"])
    assert undivided(found, "balance") == near(wanted["balance"])
    assert undivided(found, "ratio") == near(wanted["ratio"])
    assert undivided(found, "status") == published_status(wanted["status"])


@pytest.mark.parametrize(("case", "first", "last"), [("2017", 2017, 2027), ("2019", 2019, 2030)])
def test_published_withdrawals_leave_the_published_balance(inputs, expected, case, first, last):
    project = twente(inputs["published"][case], first, last)
    decided = decide(project, {"plan:vervalt:withdrawn_year": float(first + 1)}, "s")
    found = compute(decided, "Basis")
    wanted = expected["published"][case]["after_withdrawal"]
    assert undivided(found, "balance") == near(wanted)
    assert undivided(found, "need") == near(inputs["published"][case]["need"])


def test_hengelo_and_borne_stand_as_a_row_inside_twente(inputs, expected):
    whole, row = (inputs["published"][name] for name in ("2017", "2017 Hengelo+Borne"))
    parks = [
        declared("HB", row["supply"], municipality="0164", segment="regulier"),
        declared("rest", whole["supply"] - row["supply"]),
    ]
    span = ("2017-01-01", "2027-01-01")
    rows = [
        forecast("HB", row["need"], *span, market_area="Hengelo-Borne", segment="regulier"),
        forecast("rest", whole["need"] - row["need"], *span),
    ]
    for one in rows:
        one["name"] = "Twente"
    home = [
        {"uid": code, "code": code, "name": code, "market_area": "Hengelo-Borne"}
        for code in ("0164", "0147")
    ]
    project = small_project(
        by_forecast(2017, 2027, "Twente"), parks=parks, forecasts=rows, municipalities=home
    )
    found = compute(project, "Basis")
    cell = {"market_area": "Hengelo-Borne", "segment": "regulier", "stand": "2027-01-01"}
    wanted = expected["published"]["2017 Hengelo+Borne"]
    assert found.value("balance", **cell) == near(wanted["balance"])
    assert found.value("ratio", **cell) == near(wanted["ratio"])
    assert found.value("status", **cell) == published_status(wanted["status"])
    assert float(found["balance"][..., -1].sum()) == near(expected["published"]["2017"]["balance"])


def test_twenterand_has_half_its_supply_too_much_until_it_withdraws(inputs, expected):
    given, wanted = (d["published"]["2019 Twenterand"] for d in (inputs, expected))
    place = {"municipality": "1700", "segment": "regulier"}
    parks = [
        declared("blijft", given["supply"] - given["withdrawn"], **place),
        declared("vervalt", given["withdrawn"], **place),
    ]
    rows = [
        forecast(
            "T",
            given["need"],
            "2019-01-01",
            "2030-01-01",
            market_area="Twenterand",
            segment="regulier",
        )
    ]
    home = [{"uid": "1700", "code": "1700", "name": "Twenterand", "market_area": "Twenterand"}]
    project = small_project(
        by_forecast(2019, 2030, "T"), parks=parks, forecasts=rows, municipalities=home
    )
    cell = {"market_area": "Twenterand", "segment": "regulier", "stand": "2030-01-01"}
    found = compute(project, "Basis")
    assert found.value("balance", **cell) == near(wanted["balance"])
    assert found.value("ratio", **cell) == near(wanted["ratio"])
    assert found.value("status", **cell) == published_status(wanted["status"])
    after = compute(decide(project, {"plan:vervalt:withdrawn_year": 2020.0}), "Basis")
    assert after.value("balance", **cell) == near(wanted["after_withdrawal"])


def d4_project(given: dict[str, Any], settling: str) -> Project:
    """334 ha over ten years, seen from a register date halfway 2020."""
    first, last = (int(given[name][:4]) for name in ("from", "until"))
    issued = [
        {"uid": str(year), "year": year, "ha": given["realised_issuance_ha"] / 3, "kind": "first"}
        for year in (2017, 2018, 2019)
    ]
    rows = [forecast("Twente", given["total_ha"], given["from"], given["until"])]
    values = by_forecast(first, last, "Twente", settling=settling)
    values["register_date"] = given["register_date"]
    return small_project(values, forecasts=rows, issuance=issued)


@pytest.mark.parametrize("settling", ["doortellen", "herijken"])
def test_a_forecast_is_settled_at_a_register_date_halfway_a_year(inputs, expected, settling):
    found = compute(d4_project(inputs["forecast_D4"], settling), "Basis")
    wanted = expected["forecast_D4"]
    assert undivided(found, "flow_to") == near(wanted[f"need_left_{settling}"])
    in_2020 = found.value(
        "forecast_flow", market_area="onverdeeld", segment="onverdeeld", year="2020"
    )
    assert in_2020 == near(wanted["ha_per_year"])


def test_half_a_year_of_issuance_is_settled_in_the_year_of_the_register_date(inputs):
    project = d4_project(inputs["forecast_D4"], "doortellen")
    row = {"uid": "2020", "year": 2020, "ha": 20.0, "kind": "first"}
    more = project.with_table(project.table("issuance").with_rows(pd.DataFrame([row])))
    assert undivided(compute(more, "Basis"), "flow_to") == near(334.0 - 150.0 - 10.0)


# --- worked examples ---------------------------------------------------------------------
@pytest.fixture(scope="module")
def worked(shared_path: Path) -> dict[str, dict[str, str]]:
    path = shared_path / "reference" / "worked_examples.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("row", ["E1", "E2", "E3"])
def test_a_published_surplus_is_supply_less_need(worked, row):
    supply, need = (float(part) for part in worked[row]["formula"].split("-"))
    project = small_project(
        by_forecast(2020, 2030, "R"),
        parks=[declared("p", supply)],
        forecasts=[forecast("R", need, "2020-01-01", "2030-01-01")],
    )
    found = undivided(compute(project, "Basis"), "balance")
    assert found == near(float(worked[row]["expected"]))


@pytest.mark.parametrize(("value", "side"), [("low", 0), ("high", 1)])
def test_net_need_is_demand_less_hard_supply(worked, value, side):
    demand, hard = worked["A5"]["inputs"].split(";")
    low, high = (float(part) for part in demand.split(".."))
    rows = [forecast("R", low, "2020-01-01", "2030-01-01", low=low, high=high)]
    project = small_project(
        by_forecast(2020, 2030, "R", forecast_value=value),
        parks=[declared("p", float(hard))],
        forecasts=rows,
    )
    net_need = -undivided(compute(project, "Basis"), "balance")
    assert net_need == near(float(worked["A5"]["expected"].split("..")[side]))
