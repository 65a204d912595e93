"""Demand: hand-worked numbers first, then what is unknown, then draws."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.model import demand as d

NAN = np.nan
A = np.array
DRAWS = 4
S, M, T, AREAS, G = 2, 3, 5, 2, 2


def near(values: Any) -> Any:
    return pytest.approx(A(values, dtype=float), nan_ok=True)


# --- D1 ----------------------------------------------------------------------------------
def test_that_jobs_grow_year_by_year():
    made = d.jobs(A([[100.0, 200.0]]), A([[[0.1, -0.5], [0.0, 0.01]]]))
    assert made == near([[[100.0, 110.0, 55.0], [200.0, 200.0, 202.0]]])


def test_that_an_unknown_growth_leaves_the_years_before_it():
    made = d.jobs(A([[100.0]]), A([[[0.1, NAN, 0.1]]]))
    assert made == near([[[100.0, 110.0, NAN, NAN]]])


@pytest.mark.parametrize(
    ("share", "trend", "wanted"),
    [(0.6, 0.005, 0.625), (0.98, 0.01, 1.0), (0.02, -0.01, 0.0), (0.5, 0.0, 0.5)],
)
def test_that_the_share_on_parks_stays_between_nothing_and_all(share, trend, wanted):
    years = A([2026.0, 2031.0])
    made = d.preference(A([share]), A([trend]), years, A(2026.0))
    assert made == near([[share, wanted]])


def test_that_land_per_job_changes_by_a_share_per_year():
    made = d.quotient(A([250.0]), A([-0.003]), A([2026.0, 2028.0]), A(2026.0))
    assert made == near([[250.0, 250.0 * 0.997**2]])


def test_that_municipalities_are_summed_before_anything_else():
    jobs = A([[[10.0], [20.0], [40.0]]])
    in_area = A([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert d.on_park(jobs, A([[0.5]]), in_area) == near([[[15.0], [20.0]]])


def test_that_one_unknown_municipality_leaves_the_other_area_known():
    jobs = A([[[10.0], [NAN], [40.0]]])
    in_area = A([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert d.on_park(jobs, A([[0.5]]), in_area) == near([[[NAN], [20.0]]])


def test_that_an_area_without_municipalities_needs_no_share_to_be_empty():
    in_area = A([[1.0, 0.0]])
    on_park = d.on_park(A([[[10.0]]]), A([[NAN]]), in_area)
    assert on_park == near([[[NAN], [0.0]]])
    assert d.land(on_park, A([[NAN]])) == near([[[NAN], [0.0]]])


def test_that_land_is_jobs_by_square_metres_in_hectares():
    assert d.land(A([[[7_600.0]]]), A([[250.0]])) == near([[[190.0]]])


@pytest.mark.parametrize(("on", "wanted"), [("voorraad", 0.8), ("nieuw", 1.0)])
def test_that_the_quotient_applies_to_the_stock_or_to_new_jobs(on, wanted):
    on_park, quotient = A([[[1_000.0, 1_050.0]]]), A([[200.0, 198.0952380952381]])
    made = d.raw(d.land(on_park, quotient), on_park, quotient, on)
    assert made == near([[[wanted]]])


def test_that_new_jobs_need_the_quotient_of_the_year_in_which_they_come():
    on_park, quotient = A([[[0.0, 100.0, 200.0]]]), A([[100.0, 50.0, 25.0]])
    assert d.raw(A([]), on_park, quotient, "nieuw") == near([[[1.0, 0.5]]])


@pytest.mark.parametrize(("shrinkage", "wanted"), [(1.0, -2.0), (0.0, 0.0), (0.5, -1.0)])
def test_that_shrinkage_is_netted_in_full_not_at_all_or_in_part(shrinkage, wanted):
    made = d.sector_expansion(A([[[3.0, -2.0]]]), A(shrinkage))
    assert made == near([[[3.0, wanted]]])


def test_that_sectors_are_divided_over_segments_by_their_shares():
    expansion = A([[[10.0]], [[4.0]]])
    shares = A([[0.9, 0.1], [0.25, 0.75]])
    assert d.expansion(expansion, shares) == near([[[10.0], [4.0]]])


def test_that_a_sector_that_lands_nowhere_in_a_segment_leaves_it_known():
    expansion = A([[[NAN]], [[4.0]]])
    shares = A([[1.0, 0.0], [0.5, 0.5]])
    assert d.expansion(expansion, shares) == near([[[NAN], [2.0]]])


def test_that_a_sector_without_any_share_leaves_every_segment_unknown():
    made = d.expansion(A([[[1.0]], [[4.0]]]), A([[NAN, NAN], [0.5, 0.5]]))
    assert made == near([[[NAN], [NAN]]])


@given(st.lists(st.floats(-5, 5), min_size=4, max_size=4), st.floats(0, 1), st.floats(0, 1))
def test_that_netting_more_shrinkage_never_gives_more_expansion(raw, one, other):
    low, high = sorted((one, other))
    values = A(raw).reshape(1, 1, 4)
    more, less = d.sector_expansion(values, A(low)), d.sector_expansion(values, A(high))
    assert (less <= more + 1e-12).all()


@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=2))
def test_that_segments_add_up_to_the_sectors_when_shares_add_up_to_one(first):
    shares = A([[share, 1.0 - share] for share in first])
    expansion = A([[[3.0, -1.0]], [[2.0, 4.0]]])
    made = d.expansion(expansion, shares)
    assert made.sum(axis=1) == near(expansion.sum(axis=0))


# --- D2 ----------------------------------------------------------------------------------
def test_that_the_window_holds_whole_years_before_the_register_year():
    years = A([2013.0, 2014.0, 2023.0, 2024.0])
    assert d.in_window(years, A(2024.0), A(10.0)).tolist() == [0.0, 1.0, 1.0, 0.0]


def test_that_mean_issue_is_divided_by_the_window_and_not_by_the_years_with_issue():
    made = d.issuance_mean(A([[[5.0, 15.0, 100.0]]]), A([1.0, 1.0, 0.0]), A(10.0))
    assert made == near([[2.0]])


# --- D4 ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("begin", "end", "wanted"),
    [
        (2017.0, 2027.0, [0.1, 0.1, 0.0]),
        (2018.0, 2026.5, [0.0, 1 / 8.5, 0.0]),
        (2017.5, 2019.5, [0.25, 0.0, 0.0]),
        (2010.0, 2017.0, [0.0, 0.0, 0.0]),
        (2017.25, 2017.75, [1.0, 0.0, 0.0]),
    ],
)
def test_that_a_forecast_is_even_over_its_span_and_nothing_beyond(begin, end, wanted):
    years = A([2017.0, 2025.0, 2027.0])
    made = d.forecast_weight(A([begin]), A([end]), years, np.zeros((1, 3)), A([0.0]))
    assert made == near([wanted])


def test_that_an_entered_profile_replaces_the_even_one():
    made = d.forecast_weight(
        A([2017.0]), A([2019.0]), A([2017.0, 2018.0]), A([[0.9, 0.1]]), A([1.0])
    )
    assert made == near([[0.9, 0.1]])


@pytest.mark.parametrize(("begin", "end"), [(2020.0, 2020.0), (2021.0, 2020.0), (NAN, 2020.0)])
def test_that_a_forecast_without_a_span_is_unknown(begin, end):
    made = d.forecast_weight(A([begin]), A([end]), A([2020.0]), np.zeros((1, 1)), A([0.0]))
    assert np.isnan(made).all()


@given(st.floats(2000, 2050), st.floats(0.01, 50))
def test_that_an_even_forecast_inside_the_years_adds_up_to_its_total(begin, span):
    years = np.arange(1999.0, 2102.0)
    zeros = np.zeros((1, len(years)))
    made = d.forecast_weight(A([begin]), A([begin + span]), years, zeros, A([0.0]))
    assert made.sum() == pytest.approx(1.0)
    assert (made >= 0).all()


@pytest.mark.parametrize(("value", "wanted"), [("low", 200.0), ("high", 400.0), ("chosen", 334.0)])
def test_that_one_value_of_the_range_counts(value, wanted):
    made = d.forecast_total(value, A([200.0]), A([400.0]), A([334.0]), A([1.0]))
    assert made == near([wanted])


def test_that_gross_counts_by_its_net_share():
    assert d.forecast_total("chosen", A([0.0]), A([0.0]), A([100.0]), A([0.7])) == near([70.0])


def test_that_only_rows_of_the_leading_forecast_count():
    leads = d.forecast_leads(A(["a", "b", "a"], dtype=object), "a")
    assert leads.tolist() == [1.0, 0.0, 1.0]
    total, weight = A([10.0, NAN, 30.0]), A([[0.1], [NAN], [0.1]])
    in_group = A([[[1.0, 0.0]], [[1.0, 0.0]], [[0.0, 1.0]]])
    made = d.forecast_flow(total, weight, leads, in_group)
    assert made == near([[[1.0], [3.0]]])


def test_that_an_unknown_total_leaves_the_groups_of_other_rows_known():
    in_group = A([[[1.0, 0.0]], [[0.0, 1.0]]])
    made = d.forecast_flow(A([NAN, 30.0]), A([[0.1], [0.1]]), A([1.0, 1.0]), in_group)
    assert made == near([[[NAN], [3.0]]])


# --- what leads and what comes on top ----------------------------------------------------
@pytest.mark.parametrize(("method", "wanted"), [("D1", 1.0), ("D2", 2.0), ("D4", 4.0)])
def test_that_one_method_leads(method, wanted):
    made = d.leading_flow(method, A([[[1.0]]]), A([[2.0]]), A([0.0]), A([[[4.0]]]), A(1.0))
    assert made == near([[[wanted]]])


def test_that_past_issuance_flows_from_the_register_date():
    before = A([1.0, 0.5, 0.0])
    zero = A([[[0.0, 0.0, 0.0]]])
    made = d.leading_flow("D2", zero, A([[2.0]]), before, zero, A(1.0))
    assert made == near([[[0.0, 1.0, 2.0]]])


def test_that_demand_that_nobody_gave_is_empty():
    made = d.leading_flow("D4", A([[[1.0]]]), A([[2.0]]), A([0.0]), A([[[0.0]]]), A(NAN))
    assert np.isnan(made).all()


def test_that_replacement_is_what_is_occupied_and_comes_back_at_its_destination():
    made = d.replacement_ha(A([4.0]), A([0.9]), A([0.8]), A([[[0.75], [0.25]]]))
    assert made == near([[[2.16], [0.72]]])


def test_that_a_measure_with_an_unknown_rate_leaves_where_it_does_not_go_known():
    made = d.replacement_ha(A([4.0]), A([NAN]), A([0.8]), A([[[0.75], [0.0]]]))
    assert made == near([[[NAN], [0.0]]])


def test_that_replacement_comes_in_the_year_of_leaving_and_no_other():
    made = d.replacement(A([[[2.0]], [[NAN]]]), A([[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]))
    assert made == near([[[0.0, 2.0, 0.0]]])


def test_that_special_demand_is_summed_over_its_names():
    assert d.special_flow(A([[[[1.0, 0.0]]], [[[2.0, 4.0]]]])) == near([[[3.0, 4.0]]])
    assert d.special_flow(np.zeros((0, 2, 1, 3))) == near(np.zeros((2, 1, 3)))


@pytest.mark.parametrize(("leading", "wanted"), [([1, 0, 0], 1.0), ([0, 1, 0], 0.0)])
def test_that_a_component_on_both_sides_is_not_added(leading, wanted):
    assert d.adds(A([0.0, 1.0, 1.0]), A(leading, dtype=float)).item() == wanted


def test_that_what_is_not_added_is_nothing_even_when_it_is_unknown():
    assert d.added_component(A([[[NAN, 2.0]]]), A(0.0)) == near([[[0.0, 0.0]]])
    assert d.added_component(A([[[NAN, 2.0]]]), A(1.0)) == near([[[NAN, 2.0]]])


# --- draws -------------------------------------------------------------------------------
RNG = np.random.default_rng(7)


def random(*shape: int) -> np.ndarray:
    return RNG.uniform(0.1, 1.0, shape)


YEARS = 2026.0 + np.arange(T)
IN_AREA = A([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])

# name: function, arguments without draws, names of arguments that are drawn
DRAWN: dict[str, tuple[Callable[..., Any], dict[str, Any], tuple[str, ...]]] = {
    "jobs": (
        d.jobs,
        {"jobs_start": random(S, M), "growth": random(S, M, T)},
        ("jobs_start", "growth"),
    ),
    "preference": (
        d.preference,
        {
            "park_share": random(S),
            "park_share_trend": random(S) / 50,
            "stock_year": YEARS,
            "reference_year": A(2026.0),
        },
        ("park_share", "park_share_trend"),
    ),
    "quotient": (
        d.quotient,
        {
            "land_per_job": random(S) * 300,
            "land_per_job_growth": random(S) / 50,
            "stock_year": YEARS,
            "reference_year": A(2026.0),
        },
        ("land_per_job", "land_per_job_growth"),
    ),
    "on_park": (
        d.on_park,
        {"jobs": random(S, M, T), "preference": random(S, T), "in_area": IN_AREA},
        ("jobs", "preference"),
    ),
    "land": (
        d.land,
        {"on_park": random(S, AREAS, T), "quotient": random(S, T)},
        ("on_park", "quotient"),
    ),
    "raw, stock": (
        d.raw,
        {
            "land": random(S, AREAS, T),
            "on_park": random(S, AREAS, T),
            "quotient": random(S, T),
            "quotient_on": "voorraad",
        },
        ("land",),
    ),
    "raw, new": (
        d.raw,
        {
            "land": random(S, AREAS, T),
            "on_park": random(S, AREAS, T),
            "quotient": random(S, T),
            "quotient_on": "nieuw",
        },
        ("on_park", "quotient"),
    ),
    "sector_expansion": (
        d.sector_expansion,
        {"raw": random(S, AREAS, T) - 0.5, "shrinkage": random()},
        ("raw", "shrinkage"),
    ),
    "expansion": (
        d.expansion,
        {"sector_expansion": random(S, AREAS, T), "segment_share": random(S, G)},
        ("sector_expansion", "segment_share"),
    ),
    "issuance_mean": (
        d.issuance_mean,
        {
            "issued": random(AREAS, G, T),
            "in_window": A([0.0, 1, 1, 1, 1]),
            "issuance_window": A(4.0),
        },
        ("issued",),
    ),
    "forecast_flow": (
        d.forecast_flow,
        {
            "forecast_total": random(3),
            "forecast_weight": random(3, T),
            "forecast_leads": A([1.0, 0.0, 1.0]),
            "in_group": random(3, AREAS, G),
        },
        ("forecast_total",),
    ),
    "replacement_ha": (
        d.replacement_ha,
        {
            "issued_net_ha": random(2),
            "occupied_share": random(2),
            "replacement_rate": random(2),
            "destination": random(2, AREAS, G),
        },
        ("occupied_share", "replacement_rate", "destination"),
    ),
    "replacement": (
        d.replacement,
        {"replacement_ha": random(2, AREAS, G), "in_year": np.eye(2, T)},
        ("replacement_ha",),
    ),
    "special_flow": (d.special_flow, {"special": random(3, AREAS, G, T)}, ("special",)),
    "added_component": (
        d.added_component,
        {"flow": random(AREAS, G, T), "adds": A(1.0)},
        ("flow",),
    ),
}

ONE_BY_ONE = [(name, (drawn,)) for name, (_, _, all_of) in DRAWN.items() for drawn in all_of]
TOGETHER = [(name, all_of) for name, (_, _, all_of) in DRAWN.items()]


@pytest.mark.parametrize(("name", "drawn"), [*ONE_BY_ONE, *TOGETHER])
def test_that_draws_at_once_are_draws_one_by_one(name, drawn):
    function, given_values, _ = DRAWN[name]
    scale = np.random.default_rng(11).uniform(0.5, 1.0, DRAWS)
    many = {key: np.stack([given_values[key] * f for f in scale]) for key in drawn}
    at_once = function(**{**given_values, **many})
    for n, factor in enumerate(scale):
        one = {key: given_values[key] * factor for key in drawn}
        assert at_once[n] == near(function(**{**given_values, **one}))
