"""What rests on an illustrative value is marked; what does not is not."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from tests.model.conftest import assume
from werklocaties.model.compute import compute
from werklocaties.model.project import Project
from werklocaties.model.registers import TABLES
from werklocaties.model.results import Results

ALL = {
    (area, segment)
    for area in ("EN", "HB", "onverdeeld")
    for segment in ("hoogwaardig", "regulier", "onverdeeld")
}
DIVIDED = {(a, s) for a, s in ALL if "onverdeeld" not in (a, s)}
REGULAR = {(a, s) for a, s in DIVIDED if s == "regulier"}


@pytest.fixture(scope="module")
def sourced(miniature: Project) -> Project:
    """The miniature as if every value had a source."""
    project = miniature
    for name in TABLES:
        table = project.table(name)
        if len(table):
            uids = list(table.uids)
            project = project.with_table(table.with_values(uids, "origin", ["bron"] * len(uids)))
    return project


def marked(results: Results) -> set[tuple[str, str]]:
    areas, segments = results.labels("market_area"), results.labels("segment")
    return {(areas[a], segments[s]) for a, s in np.argwhere(results.illustrative)}


def with_origin(project: Project, table: str, uid: str, origin: str = "illustratief") -> Project:
    return project.with_table(project.table(table).with_values([uid], "origin", [origin]))


def with_row(project: Project, table: str, **row: Any) -> Project:
    return project.with_table(project.table(table).with_rows(pd.DataFrame([row])))


def test_that_nothing_is_marked_when_everything_has_a_source(sourced):
    assert marked(compute(sourced, "Basis")) == set()


@pytest.mark.parametrize(
    ("table", "uid", "groups"),
    [
        ("plots", "A-k1", {("HB", "regulier")}),
        ("plots", "C-k5", {("EN", "hoogwaardig")}),
        ("jobs", "0153-LOG", {("EN", "regulier")}),
        ("jobs", "0147-IND", {("HB", "regulier"), ("HB", "hoogwaardig")}),
        ("measures", "X1", {("HB", "regulier"), ("EN", "regulier")}),
    ],
)
def test_that_an_illustrative_row_marks_the_groups_it_reaches(sourced, table, uid, groups):
    assert marked(compute(with_origin(sourced, table, uid), "Basis")) == groups


def test_that_an_illustrative_market_area_marks_all_its_rows(sourced):
    found = marked(compute(with_origin(sourced, "municipalities", "0153"), "Basis"))
    assert found == {(area, segment) for area, segment in ALL if area == "EN"}


@pytest.mark.parametrize(
    ("address", "value", "groups"),
    [
        ("land_per_job:sector=LOG", 400.0, REGULAR),
        ("growth:sector=LOG:market_area=EN:period=2026-2031", 0.01, {("EN", "regulier")}),
        (
            "segment_share:sector=IND:segment=hoogwaardig",
            0.1,
            {("HB", "hoogwaardig"), ("EN", "hoogwaardig")},
        ),
        (
            "special:name=Y:market_area=EN:segment=regulier:period=2027-2028",
            1.0,
            {("EN", "regulier")},
        ),
        (
            "destination:measure=X1:market_area=EN:segment=regulier",
            0.25,
            {("EN", "regulier")},
        ),
    ],
)
def test_that_an_illustrative_value_marks_the_groups_it_reaches(sourced, address, value, groups):
    project = assume(sourced, {address: value}, origin="illustratief")
    found = marked(compute(project, "Basis"))
    assert {pair for pair in found if pair in DIVIDED} == groups


@pytest.mark.parametrize(
    "address",
    [
        "iron_years",
        "shrinkage",
        "horizon_year",
        "layer_weight:layer=option",
        "status_bound:status=krap",
    ],
)
def test_that_an_illustrative_value_of_everything_marks_everything(sourced, address):
    value = {"horizon_year": 2036.0, "status_bound:status=krap": 0.9}.get(address, 1.0)
    project = assume(sourced, {address: value}, origin="illustratief")
    assert marked(compute(project, "Basis")) == ALL


def test_that_a_method_that_does_not_lead_marks_nothing(sourced):
    values = {"leading_method": "D2"}
    project = with_origin(assume(sourced, values), "jobs", "0153-LOG")
    project = assume(project, {"land_per_job:sector=LOG": 400.0}, origin="illustratief")
    assert marked(compute(project, "Basis")) == set()


@pytest.mark.parametrize(
    ("origin", "wanted"), [("illustratief", {("HB", "regulier")}), ("bron", set())]
)
def test_that_past_issuance_marks_the_group_of_its_park_under_d2(sourced, origin, wanted):
    row = {"uid": "i", "year": 2020, "ha": 5.0, "kind": "first", "park_uid": "A", "origin": origin}
    project = with_row(assume(sourced, {"leading_method": "D2"}), "issuance", **row)
    assert marked(compute(project, "Basis")) == wanted


def test_that_an_illustrative_issue_that_is_settled_marks_its_group(sourced):
    values = {"register_date": "2027-01-01", "settling": "doortellen"}
    row = {"uid": "i", "year": 2026, "ha": 5.0, "kind": "first", "park_uid": "A"}
    project = with_row(assume(sourced, values), "issuance", **row, origin="illustratief")
    assert ("HB", "regulier") in marked(compute(project, "Basis"))


def test_that_an_illustrative_forecast_marks_its_group_when_it_leads(sourced):
    row = {
        "uid": "r",
        "name": "R",
        "from_date": "2026-01-01",
        "until_date": "2036-01-01",
        "chosen": 10.0,
        "measured_in": "net",
        "includes": "expansion",
        "market_area": "EN",
        "segment": "regulier",
        "origin": "illustratief",
    }
    project = with_row(sourced, "forecasts", **row)
    assert marked(compute(project, "Basis")) == set()
    leading = assume(project, {"leading_method": "D4", "leading_forecast": "R"})
    assert marked(compute(leading, "Basis")) == {("EN", "regulier")}


def test_that_an_illustrative_decision_marks_the_group_of_its_plot(sourced):
    row = {"uid": "d", "address": "plot:A-k1:frozen_from", "value": 2028.0}
    project = with_row(sourced, "decisions", **row, origin="illustratief")
    assert marked(compute(project, "Basis")) == {("HB", "regulier")}


def test_that_illustrative_friction_marks_its_group(sourced):
    floor = {"floor_stock_m2:market_area=HB:segment=regulier": 400_000.0}
    rest = {
        "friction_need": 1.0,
        "friction_rate:segment=regulier": 0.05,
        "fsi_net:segment=regulier": 0.5,
        "vacant_m2:market_area=HB:segment=regulier": 5_000.0,
    }
    project = assume(assume(sourced, rest), floor, origin="illustratief")
    assert marked(compute(project, "Basis")) == {("HB", "regulier")}


def test_that_a_schematic_park_without_supply_marks_nothing(sourced):
    row = {"uid": "Z", "name": "Z", "municipality": "0164", "segment": "regulier"}
    project = with_row(sourced, "parks", **row, origin="illustratief")
    assert marked(compute(project, "Basis")) == set()


def test_that_shapes_do_not_matter_for_what_is_marked(sourced):
    moved = shapely.box(250_000, 470_000, 250_600, 470_100)
    plots = sourced.table("plots").with_values(["A-k1"], "geometry", [moved])
    assert marked(compute(sourced.with_table(plots), "Basis")) == set()
