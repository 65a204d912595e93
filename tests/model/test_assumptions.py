"""Assumptions: scenario over base over default, spread over axes, with findings for the rest."""

import numpy as np
import pandas as pd
import pytest

from tests.model.conftest import assume
from werklocaties.model.address import Address
from werklocaties.model.assumptions import (
    Entry,
    Resolved,
    Spreader,
    Value,
    check_value,
    default_entry,
    entries,
    scalar,
    spread_axes,
)
from werklocaties.model.project import Project
from werklocaties.model.registers import ASSUMPTIONS
from werklocaties.model.table import Table

LABELS = {
    "sector": ("bouw", "zorg"),
    "municipality": ("0147", "0153", "0164"),
    "market_area": ("EN", "HB"),
    "segment": ("regulier", "onverdeeld"),
    "layer": ("issuable_now", "soft_plan"),
    "status": ("tekort", "krap"),
    "measure": ("X1",),
    "name": ("XXL",),
    "forecast": ("Twente",),
}
AREA_OF = {"0147": "HB", "0164": "HB", "0153": "EN"}
YEARS = tuple(range(2024, 2034))


def stored(values: dict[str, Value | None], scenario: str = "", **more: str) -> Project:
    return assume(Project.empty("Test", "test"), values, scenario, **more)


def found_in(project: Project, scenario: str = "s") -> dict[str, Entry]:
    return entries(project.table("assumptions"), scenario)[0]


def findings_in(values: dict[str, Value | None]) -> list[tuple[str, str]]:
    said = entries(stored(values).table("assumptions"), "s")[1]
    return [(finding.code, finding.severity) for finding in said]


def spread(key: str, values: dict[str, Value | None], **more: str) -> tuple[Resolved, list[str]]:
    found = found_in(stored(values, **more))
    made, said = Spreader(LABELS, AREA_OF, YEARS).spread(ASSUMPTIONS[key], found.values())
    return made, [finding.code for finding in said]


# --- which value holds -------------------------------------------------------------------
def test_that_a_value_of_the_scenario_replaces_that_of_the_project():
    project = assume(stored({"iron_years": 2.0, "shrinkage": 0.5}), {"iron_years": 3.0}, "s")
    assert scalar("iron_years", found_in(project)) == 3.0
    assert scalar("shrinkage", found_in(project)) == 0.5
    assert scalar("iron_years", found_in(project, "other")) == 2.0


def test_that_the_entry_knows_where_it_comes_from():
    entry = found_in(stored({"iron_years": 2.0}, origin="bron"))["iron_years"]
    assert (entry.value, entry.origin, entry.scenario_uid) == (2.0, "bron", "")
    assert not entry.illustrative


def test_that_a_value_without_origin_is_the_users():
    assert found_in(stored({"iron_years": 2.0}, origin=None))["iron_years"].origin == "eigen"


def test_that_the_default_holds_where_nobody_gave_a_value():
    assert scalar("iron_years", {}) == 0.0
    assert scalar("leading_method", {}) == "D1"
    assert scalar("friction_need", {}) == 0.0


def test_that_a_value_without_default_is_empty():
    assert scalar("reference_year", {}) is None
    assert default_entry("growth", {"sector": "bouw"}) is None


def test_that_an_empty_row_of_a_scenario_leaves_the_value_of_the_project():
    project = stored({"iron_years": 2.0})
    row = {"uid": "e", "scenario_uid": "s", "address": "iron_years", "value": None}
    table = project.table("assumptions").with_rows(pd.DataFrame([row]))
    assert scalar("iron_years", found_in(project.with_table(table))) == 2.0


def test_that_an_address_means_the_same_in_any_order_of_axes():
    project = stored({"growth:period=2024-2029:sector=bouw": 0.01})
    assert list(found_in(project)) == ["growth:sector=bouw:period=2024-2029"]


def test_that_texts_choices_and_dates_are_read_from_the_text():
    project = stored({"leading_method": "D2", "register_date": "2024-01-01"})
    assert scalar("leading_method", found_in(project)) == "D2"
    assert scalar("register_date", found_in(project)) == "2024-01-01"


# --- what is wrong with a value ----------------------------------------------------------
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"shrinkage": 2.0}, ("value_out_of_range", "warning")),
        ({"shrinkage": -0.1}, ("value_out_of_range", "warning")),
        ({"leading_method": "D9"}, ("value_not_a_choice", "error")),
        ({"kleur": 1.0}, ("assumption_unknown", "error")),
        ({"growth:sector=bouw": 0.01}, ("address_axis_missing", "error")),
        ({"shrinkage:sector=bouw": 0.5}, ("address_axis_unknown", "error")),
        ({"growth:sector=bouw:period=2024": 0.01}, ("period_unreadable", "error")),
        ({"growth:sector=": 0.01}, ("address_unreadable", "error")),
        ({"register_date": "2024-13-45"}, ("value_not_a_choice", "error")),
        ({"register_date": "1-1-2024"}, ("value_not_a_choice", "error")),
    ],
)
def test_that_a_wrong_value_is_a_finding(values, said):
    assert findings_in(values) == [said]


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_that_the_ends_of_a_range_are_inside_it(value):
    assert check_value(ASSUMPTIONS["shrinkage"], value) == ""


def test_that_a_value_out_of_range_counts_all_the_same():
    assert scalar("shrinkage", found_in(stored({"shrinkage": 2.0}))) == 2.0


@pytest.mark.parametrize("values", [{"leading_method": "D9"}, {"register_date": "gisteren"}])
def test_that_a_value_that_cannot_be_read_does_not_count(values):
    assert found_in(stored(values)) == {}


def test_that_a_label_nobody_knows_is_a_finding_and_does_not_count():
    made, said = spread("park_share", {"park_share:sector=visserij": 0.5})
    assert said == ["assumption_label_unknown"]
    assert np.isnan(made.values).all()


# --- spreading ---------------------------------------------------------------------------
def test_that_periods_are_spread_over_years_and_municipalities_inherit():
    assert spread_axes(ASSUMPTIONS["growth"]) == ("sector", "municipality", "year")
    assert spread_axes(ASSUMPTIONS["special"]) == ("name", "market_area", "segment", "year")
    assert spread_axes(ASSUMPTIONS["shrinkage"]) == ()


def test_that_a_period_is_half_open():
    made, _ = spread("growth", {"growth:sector=bouw:period=2025-2027": 0.01})
    given = np.isfinite(made.values[0, 0])
    assert [year for year, has in zip(YEARS, given, strict=True) if has] == [2025, 2026]


def test_that_the_region_gives_way_to_the_area_and_that_to_the_municipality():
    made, _ = spread(
        "growth",
        {
            "growth:sector=bouw:municipality=0164:period=2024-2034": 0.03,
            "growth:sector=bouw:period=2024-2034": 0.01,
            "growth:sector=bouw:market_area=HB:period=2024-2034": 0.02,
        },
    )
    first_year = dict(zip(LABELS["municipality"], made.values[0, :, 0], strict=True))
    assert first_year == {"0147": 0.02, "0153": 0.01, "0164": 0.03}
    assert np.isnan(made.values[1]).all()


def test_that_inheritance_also_holds_between_project_and_scenario():
    project = assume(
        stored({"growth:sector=bouw:municipality=0164:period=2024-2034": 0.03}),
        {"growth:sector=bouw:period=2024-2034": 0.01},
        "s",
    )
    found = found_in(project)
    made, _ = Spreader(LABELS, AREA_OF, YEARS).spread(ASSUMPTIONS["growth"], found.values())
    assert made.values[0, :, 0].tolist() == [0.01, 0.01, 0.03]


@pytest.mark.parametrize("turned", [False, True])
def test_that_a_shorter_period_goes_before_a_longer_one_in_whatever_order(turned):
    values = {
        "growth:sector=bouw:period=2024-2034": 0.01,
        "growth:sector=bouw:period=2025-2026": 0.09,
    }
    made, _ = spread("growth", dict(reversed(values.items())) if turned else values)
    assert made.values[0, 0, :3].tolist() == [0.01, 0.09, 0.01]


def test_that_a_scenario_goes_before_the_project_also_with_a_longer_period():
    project = assume(
        stored({"growth:sector=bouw:period=2025-2026": 0.09}),
        {"growth:sector=bouw:period=2024-2034": 0.01},
        "s",
    )
    found = found_in(project)
    made, _ = Spreader(LABELS, AREA_OF, YEARS).spread(ASSUMPTIONS["growth"], found.values())
    assert made.values[0, 0, :3].tolist() == [0.01, 0.01, 0.01]


def test_that_defaults_per_label_stand_under_what_is_given():
    made, _ = spread("layer_weight", {"layer_weight:layer=soft_plan": 0.25})
    assert made.values.tolist() == [1.0, 0.25]
    origins = [made.used[cell].origin for cell in made.cells]
    assert origins == ["methode", "eigen"]


def test_that_one_default_for_every_label_holds_for_every_label():
    made, _ = spread("park_share_trend", {})
    assert made.values.tolist() == [0.0, 0.0]


def test_that_a_cell_without_value_is_empty_and_points_nowhere():
    made, _ = spread("park_share", {"park_share:sector=bouw": 0.5})
    assert made.cells.tolist() == [0, -1]
    assert np.isnan(made.values[1])


def test_that_illustrative_cells_are_marked_and_no_others():
    made, _ = spread("park_share", {"park_share:sector=zorg": 0.5}, origin="illustratief")
    assert made.illustrative.tolist() == [False, True]
    made, _ = spread("layer_weight", {"layer_weight:layer=soft_plan": 1.0}, origin="illustratief")
    assert made.illustrative.tolist() == [False, True]


def test_that_a_scalar_is_spread_over_nothing():
    made, _ = spread("shrinkage", {"shrinkage": 0.5})
    assert made.values.shape == ()
    assert float(made.values) == 0.5


def test_that_the_table_of_assumptions_may_be_empty():
    assert entries(Table.empty("assumptions"), "s") == ({}, ())


def test_that_an_entry_prints_its_address():
    assert str(Entry(Address.of("growth", sector="bouw"), 0.1, "eigen", "").address) == (
        "growth:sector=bouw"
    )
