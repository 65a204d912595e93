"""Supply items: one timeline for every plot, and for what no plot covers."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from tests.model.conftest import decide
from werklocaties.model.decisions import decisions
from werklocaties.model.items import Items, supply_items, undecided_items
from werklocaties.model.moments import ALWAYS, NEVER
from werklocaties.model.park_items import declared_layer, plan_net_ha
from werklocaties.model.project import Project
from werklocaties.model.supply import item_available, item_layer
from werklocaties.model.table import Table
from werklocaties.model.vocabulary import LAYERS

AREA_OF = {"0164": "Hengelo-Borne", "0153": "Enschede"}
PARK = {"uid": "p", "name": "Terrein", "municipality": "0164", "segment": "regulier"}
Row = Mapping[str, Any]


def square(ha: float) -> shapely.Polygon:
    return shapely.box(250_000, 470_000, 250_000 + 100 * ha, 470_100)


def plot(uid: str = "k", ha: float = 2.0, **row: object) -> dict[str, object]:
    made = {"uid": uid, "plot_number": uid, "park_uid": "p", "status": "issuable_now"}
    return {**made, "geometry": square(ha), **row}


def frame(name: str, rows: list[Row]) -> pd.DataFrame:
    return Table.of(name, pd.DataFrame(rows)).frame if rows else Table.empty(name).frame


def items(
    plots: list[Row] | None = None,
    parks: list[Row] | None = None,
    decided: dict[str, float] | None = None,
) -> Items:
    given = [PARK] if parks is None else parks
    table = decide(Project.empty("t", "t"), decided or {}).table("decisions") if decided else None
    found = decisions(table, "s")[0] if table is not None else {}
    undecided = undecided_items(frame("plots", plots or []), frame("parks", given), AREA_OF)
    return supply_items(undecided, found)


def layers(made: Items, uid: str, *years: int) -> list[str]:
    """Layer of one item in these years, '' while it is not on the market."""
    moments = np.array(years, dtype=float)
    names = ("withdrawn_from", "frozen_from", "frozen_until", "option_from", "option_until")
    numbers = {f"item_{name}": made.floats(name) for name in names}
    number = item_layer(made.base, **numbers, state_year=moments)
    there = item_available(made.floats("available_from"), moments)
    row = list(made.frame.index).index(uid)
    return [
        LAYERS[n] if is_there else "" for n, is_there in zip(number[row], there[row], strict=True)
    ]


# --- plots -------------------------------------------------------------------------------
@pytest.mark.parametrize("status", ["issued", "not_net", "withdrawn", "verkocht aan de maan"])
def test_that_land_that_is_not_on_offer_is_no_item(status):
    assert len(items([plot(status=status)])) == 0


@pytest.mark.parametrize("status", ["issuable_now", "option", "frozen"])
def test_that_land_on_offer_is_there_from_the_beginning(status):
    made = items([plot(status=status)])
    assert layers(made, "k", 2020, 2050) == [status, status]
    assert made.floats("ha").tolist() == pytest.approx([2.0])


@pytest.mark.parametrize("status", ["issuable_later", "hard_plan", "soft_plan"])
def test_that_later_land_comes_in_its_year(status):
    made = items([plot(status=status, available_from=2030)])
    assert layers(made, "k", 2029, 2030, 2031) == ["", status, status]


@pytest.mark.parametrize("status", ["issuable_later", "hard_plan", "soft_plan"])
def test_that_later_land_without_a_year_is_not_counted_and_said(status):
    made = items([plot(status=status)])
    assert layers(made, "k", 2020, 2090) == ["", ""]
    (said,) = made.findings
    assert (said.code, said.layer, said.uid) == ("plan_without_year", "plots", "k")
    assert dict(said.values) == {"name": "k", "ha": pytest.approx(2.0)}


def test_that_an_option_becomes_issuable_on_the_new_year_after_it_expires():
    made = items([plot(status="option", option_until="2028-05-01")])
    assert layers(made, "k", 2028, 2029) == ["option", "issuable_now"]


def test_that_an_option_that_expires_on_new_year_is_issuable_that_day():
    made = items([plot(status="option", option_until="2029-01-01")])
    assert layers(made, "k", 2028, 2029) == ["option", "issuable_now"]


def test_that_an_option_on_later_land_becomes_issuable_later():
    row = plot(status="option", option_until="2028-01-01", available_from=2026)
    assert layers(items([row]), "k", 2025, 2027, 2028) == ["", "option", "issuable_later"]


def test_that_an_option_without_end_stays():
    assert layers(items([plot(status="option")]), "k", 2020, 2090) == ["option", "option"]


def test_that_frozen_land_returns_to_the_layer_it_came_from():
    row = plot(status="frozen", frozen_until="2030-01-01")
    assert layers(items([row]), "k", 2029, 2030) == ["frozen", "issuable_now"]
    later = plot(
        status="frozen",
        frozen_until="2030-01-01",
        frozen_status="issuable_later",
        available_from=2032,
    )
    assert layers(items([later]), "k", 2031, 2032) == ["", "issuable_later"]


def test_that_a_freeze_without_end_stays():
    assert layers(items([plot(status="frozen")]), "k", 2020, 2090) == ["frozen", "frozen"]


def test_that_a_plot_without_park_counts_in_its_own_municipality():
    made = items([plot(park_uid=None, municipality="0153", segment="logistiek")], [])
    assert made.frame.loc["k", ["market_area", "segment"]].tolist() == ["Enschede", "logistiek"]


def test_that_a_plot_takes_segment_and_municipality_of_its_park():
    made = items([plot()])
    row = made.frame.loc["k"]
    assert row[["market_area", "segment"]].tolist() == ["Hengelo-Borne", "regulier"]
    own = items([plot(municipality="0153", segment="logistiek")]).frame.loc["k"]
    assert own[["market_area", "segment"]].tolist() == ["Enschede", "logistiek"]


def test_that_land_nobody_placed_is_undivided():
    made = items([plot(park_uid="elsewhere")], [])
    assert made.frame.loc["k", ["market_area", "segment"]].tolist() == ["onverdeeld"] * 2


def test_that_a_plot_without_shape_is_not_counted_and_said():
    made = items([plot(geometry=None)], [{**PARK, "plot_coverage": "aanbod"}])
    assert made.floats("ha").tolist() == [0.0]
    assert [(f.code, f.layer, f.uid) for f in made.findings] == [
        ("plot_without_area", "plots", "k")
    ]


@pytest.mark.parametrize(
    ("row", "park", "marked"),
    [
        ({"origin": "illustratief"}, {}, True),
        ({"origin": "bron"}, {}, False),
        ({}, {"segment_origin": "illustratief"}, True),
        ({"segment": "zwaar"}, {"segment_origin": "illustratief"}, False),
    ],
)
def test_that_an_item_says_when_it_rests_on_an_illustration(row, park, marked):
    made = items([plot(**row)], [{**PARK, **park}])
    assert bool(made.frame.loc["k", "illustrative"]) is marked


# --- parks -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("phase", "serviced", "layer"),
    [
        ("irrevocable", True, "issuable_now"),
        ("adopted", True, "issuable_now"),
        ("adopted", False, "hard_plan"),
        ("adopted", pd.NA, "hard_plan"),
        ("draft", True, "soft_plan"),
        ("vision", False, "soft_plan"),
        ("unknown", True, "declared"),
        (None, True, "declared"),
        (np.nan, False, "declared"),
    ],
)
def test_that_declared_land_has_the_layer_of_its_plan(phase, serviced, layer):
    assert declared_layer(phase, serviced) == layer


def test_that_coverage_none_counts_the_declaration_and_no_plot():
    park = {**PARK, "plot_coverage": "geen", "net_ha": 30.0, "issuable_ha": 5.0}
    made = items([plot()], [park])
    assert list(made.frame.index) == ["p:declared"]
    assert made.floats("ha").tolist() == [5.0]
    assert layers(made, "p:declared", 2020) == ["declared"]


@pytest.mark.parametrize("coverage", ["aanbod", "geheel"])
def test_that_other_coverage_counts_plots_and_no_declaration(coverage):
    park = {**PARK, "plot_coverage": coverage, "net_ha": 30.0, "issuable_ha": 5.0}
    made = items([plot()], [park])
    assert list(made.frame.index) == ["k"]


def test_that_a_serviced_hard_plan_without_plots_is_issuable_now():
    park = {**PARK, "issuable_ha": 5.0, "plan_phase": "adopted", "serviced": True}
    assert layers(items([], [park]), "p:declared", 2020) == ["issuable_now"]


def test_that_a_plan_holds_only_what_no_plot_covers():
    park = {**PARK, "plan_net_ha": 10.0, "plan_phase": "adopted", "available_from": 2028}
    plots = [plot("a", 2.0), plot("b", 3.0, status="issued"), plot("c", 4.0, status="not_net")]
    made = items(plots, [{**park, "plot_coverage": "aanbod"}])
    assert made.frame.loc["p:plan", "ha"] == pytest.approx(5.0)
    assert layers(made, "p:plan", 2027, 2028) == ["", "hard_plan"]


def test_that_a_plan_wholly_in_plots_is_no_item():
    park = {**PARK, "plan_net_ha": 2.0, "plan_phase": "adopted", "plot_coverage": "aanbod"}
    assert list(items([plot(ha=2.0)], [park]).frame.index) == ["k"]


def test_that_a_soft_plan_is_soft():
    park = {**PARK, "plan_net_ha": 10.0, "plan_phase": "draft", "available_from": 2028}
    assert layers(items([], [park]), "p:plan", 2028) == ["soft_plan"]


def test_that_a_plan_without_a_year_is_not_counted_and_said():
    park = {**PARK, "plan_net_ha": 10.0, "plan_phase": "draft"}
    made = items([], [park])
    assert layers(made, "p:plan", 2090) == [""]
    (said,) = made.findings
    assert (said.code, said.layer, said.uid) == ("plan_without_year", "parks", "p")


def test_that_gross_land_counts_by_its_net_share_only():
    park = {**PARK, "gross_ha": 20.0, "plan_phase": "draft", "available_from": 2028}
    with_share = items([], [{**park, "net_share": 0.7}])
    assert with_share.frame.loc["p:plan", "ha"] == pytest.approx(14.0)
    without = items([], [park])
    assert without.floats("ha").tolist() == [0.0]
    assert [f.code for f in without.findings] == ["net_share_missing"]


def test_that_a_net_plan_goes_before_gross_and_a_finished_park_has_no_plan():
    row = frame("parks", [{**PARK, "gross_ha": 20.0, "net_share": 0.7, "plan_phase": "draft"}])
    assert plan_net_ha(row.iloc[0]) == pytest.approx(14.0)
    entered = frame("parks", [{**PARK, "gross_ha": 20.0, "net_share": 0.7, "plan_net_ha": 9.0}])
    assert plan_net_ha(entered.iloc[0]) == 9.0
    finished = frame("parks", [{**PARK, "gross_ha": 20.0, "net_ha": 15.0, "plan_phase": "adopted"}])
    assert plan_net_ha(finished.iloc[0]) == 0.0


def test_that_a_project_without_land_has_no_items():
    made = items([], [])
    assert len(made) == 0
    assert made.findings == ()


# --- decisions ---------------------------------------------------------------------------
def test_that_a_withdrawn_plot_is_withdrawn_from_its_year():
    made = items([plot()], decided={"plot:k:withdrawn_year": 2027.0})
    assert layers(made, "k", 2026, 2027) == ["issuable_now", "withdrawn"]


def test_that_a_withdrawn_plan_takes_all_its_unissued_land():
    park = {**PARK, "plan_net_ha": 10.0, "plan_phase": "adopted", "available_from": 2025}
    made = items([plot()], [park], {"plan:p:withdrawn_year": 2027.0})
    assert layers(made, "k", 2026, 2027) == ["issuable_now", "withdrawn"]
    assert layers(made, "p:plan", 2026, 2027) == ["hard_plan", "withdrawn"]


def test_that_a_decision_on_the_plot_goes_before_that_on_its_plan():
    decided = {"plan:p:withdrawn_year": 2027.0, "plot:a:withdrawn_year": 2030.0}
    made = items([plot("a"), plot("b")], decided=decided)
    assert layers(made, "a", 2027, 2030) == ["issuable_now", "withdrawn"]
    assert layers(made, "b", 2027) == ["withdrawn"]


def test_that_a_freeze_has_a_beginning_and_an_end():
    decided = {"plan:p:frozen_from": 2027.0, "plan:p:frozen_until": 2030.0}
    made = items([plot()], decided=decided)
    assert layers(made, "k", 2026, 2027, 2029, 2030) == [
        "issuable_now",
        "frozen",
        "frozen",
        "issuable_now",
    ]


def test_that_a_freezer_can_be_opened_earlier():
    row = plot(status="frozen", frozen_until="2035-01-01")
    made = items([row], decided={"plot:k:frozen_until": 2030.0})
    assert layers(made, "k", 2029, 2030) == ["frozen", "issuable_now"]


def test_that_a_freeze_goes_before_an_option_and_withdrawal_before_both():
    decided = {
        "plot:k:frozen_from": 2026.0,
        "plot:k:frozen_until": 2028.0,
        "plot:k:withdrawn_year": 2029.0,
    }
    made = items([plot(status="option")], decided=decided)
    assert layers(made, "k", 2025, 2026, 2028, 2029) == ["option", "frozen", "option", "withdrawn"]


@pytest.mark.parametrize("status", ["issuable_later", "hard_plan", "soft_plan"])
def test_that_the_start_of_a_plan_moves_its_plots_that_come_later(status):
    row = plot(status=status, available_from=2028)
    made = items([row], decided={"plan:p:start_year": 2031.0})
    assert layers(made, "k", 2030, 2031) == ["", status]


def test_that_the_start_of_a_plan_leaves_land_that_is_there_already():
    made = items([plot()], decided={"plan:p:start_year": 2031.0})
    assert layers(made, "k", 2026) == ["issuable_now"]


def test_that_the_start_of_a_plot_moves_that_plot_alone():
    rows = [plot(uid, status="issuable_later", available_from=2028) for uid in ("a", "b")]
    made = items(rows, decided={"plot:a:start_year": 2031.0})
    assert layers(made, "a", 2030, 2031) == ["", "issuable_later"]
    assert layers(made, "b", 2028) == ["issuable_later"]


def test_that_a_start_year_lets_a_waiting_plan_count():
    park = {**PARK, "plan_net_ha": 10.0, "plan_phase": "draft"}
    made = items([], [park], {"plan:p:start_year": 2029.0})
    assert layers(made, "p:plan", 2028, 2029) == ["", "soft_plan"]
    assert made.findings == ()


def test_that_the_ends_of_time_are_far_away():
    made = items([plot()])
    row = made.frame.loc["k"]
    assert (row["available_from"], row["withdrawn_from"], row["option_until"]) == (
        ALWAYS,
        NEVER,
        NEVER,
    )
