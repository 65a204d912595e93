"""The balance: need, targets, roll-forward and status, each by hand."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.model import balance as b

A = np.array
NAN = np.nan
BOUNDS = A([0.75, 0.9, 1.1, 1.5])


def near(values: Any) -> Any:
    return pytest.approx(A(values, dtype=float), nan_ok=True)


# --- settling ----------------------------------------------------------------------------
def test_that_a_register_date_halfway_settles_half_a_year():
    years = A([2019.0, 2020.0, 2021.0])
    assert b.before_register(years, A(2020.5)).tolist() == [1.0, 0.5, 0.0]
    assert b.settled_share(years, A(2020.0), A(2020.5)).tolist() == [0.0, 0.5, 0.0]


@pytest.mark.parametrize(("settling", "wanted"), [("doortellen", 15.0), ("herijken", 50.1)])
def test_that_issuance_or_the_forecast_itself_is_settled(settling, wanted):
    issued, share = A([[[10.0, 10.0]]]), A([1.0, 0.5])
    flow, before = A([[[33.4, 33.4, 33.4]]]), A([1.0, 0.5, 0.0])
    assert b.settled_leading("D4", settling, issued, share, flow, before) == near([[wanted]])
    assert b.settled_leading("D2", settling, issued, share, flow, before) == near([[0.0]])


@pytest.mark.parametrize(("settling", "wanted"), [("doortellen", 0.0), ("herijken", 2.0)])
def test_that_issuance_is_taken_off_the_leading_demand_only(settling, wanted):
    assert b.settled_other(settling, A([[[2.0, 2.0]]]), A([1.0, 0.0])) == near([[wanted]])


def test_that_the_first_period_bears_what_is_settled():
    flow = A([[[1.0, 2.0, 3.0, 4.0]]])
    in_period = A([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    assert b.flow_of_period(flow, A([[1.5]]), in_period) == near([[[1.5, 7.0]]])


def test_that_an_unknown_year_leaves_the_period_before_it():
    in_period = A([[1.0, 0.0], [0.0, 1.0]])
    made = b.flow_of_period(A([[[1.0, NAN]]]), A([[0.0]]), in_period)
    assert made == near([[[1.0, NAN]]])


def test_that_need_is_nothing_on_the_register_date():
    assert b.flow_to(A([[[3.0, 4.0]]])) == near([[[0.0, 3.0, 7.0]]])


# --- targets -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("years", "flow", "adds", "wanted"),
    [
        (2.0, 20.0, 1.0, 4.0),
        (0.0, 20.0, 1.0, 0.0),
        (2.0, -20.0, 1.0, 0.0),
        (2.0, 20.0, 0.0, 0.0),
        (0.0, NAN, 1.0, 0.0),
        (2.0, NAN, 1.0, NAN),
    ],
)
def test_that_iron_stock_is_years_of_mean_demand_and_never_negative(years, flow, adds, wanted):
    made = b.iron_target(A(years), A([0.0, flow]), A(2036.0), A(2026.0), A(adds))
    assert made == near(wanted)


def test_that_the_mean_is_taken_from_the_register_date():
    assert b.iron_target(A(1.0), A([0.0, 13.0]), A(2027.0), A(2020.5), A(1.0)) == near(2.0)


def friction(floor: float, vacant: float, need: float = 1.0, adds: float = 1.0) -> Any:
    return b.friction_gap(A(need), A([0.05]), A([[floor]]), A([[vacant]]), A([0.5]), A(adds))


@pytest.mark.parametrize(
    ("floor", "vacant", "wanted"),
    [
        (400_000.0, 5_000.0, 3.0),
        (300_000.0, 30_000.0, 0.0),
        (300_000.0, 15_000.0, 0.0),
        (NAN, NAN, 0.0),
        (300_000.0, NAN, NAN),
    ],
)
def test_that_vacancy_below_friction_asks_land(floor, vacant, wanted):
    assert friction(floor, vacant) == near([[wanted]])


def test_that_friction_counts_only_when_it_is_on_and_not_in_the_forecast():
    assert friction(400_000.0, 5_000.0, need=0.0) == near([[0.0]])
    assert friction(400_000.0, 5_000.0, adds=0.0) == near([[0.0]])
    assert friction(400_000.0, NAN, adds=0.0) == near([[0.0]])


# --- balance -----------------------------------------------------------------------------
def test_that_the_published_surplus_comes_out():
    made = b.balance(A([[[437.0]]]), A([[[334.0]]]), A([[0.0]]))
    assert made.item() == 103.0


def test_that_a_target_is_reserved_in_every_balance_and_never_summed():
    made = b.balance(A([[[10.0, 10.0, 10.0]]]), A([[[0.0, 2.0, 4.0]]]), A([[3.0]]))
    assert made == near([[[7.0, 5.0, 3.0]]])


def test_that_options_can_be_left_out():
    assert b.balance_without_option(A([5.0]), A([1.2])) == near([3.8])


@given(st.lists(st.tuples(*[st.floats(0, 50)] * 2, st.floats(-10, 50)), min_size=1, max_size=6))
def test_that_the_roll_forward_closes_on_the_cumulative_balance(steps):
    added, gone, flow = (A([[values]]) for values in zip(*steps, strict=True))
    start = A([[[100.0]]])
    supply = np.concatenate([start, 100.0 + np.cumsum(added - gone, axis=-1)], axis=-1)
    cumulative = b.balance(supply, b.flow_to(flow), A([[7.0]]))
    opening = b.opening(cumulative)
    closing = b.closing(opening, added, gone, flow)
    assert closing == pytest.approx(cumulative[..., 1:], abs=1e-9)
    assert closing[..., :-1] == pytest.approx(opening[..., 1:], abs=1e-9)


# --- status ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ratio", "name"),
    [
        (0.0, "tekort"),
        (0.7499, "tekort"),
        (0.75, "krap"),
        (0.8999, "krap"),
        (0.9, "in_balans"),
        (1.0999, "in_balans"),
        (1.1, "ruim"),
        (1.4999, "ruim"),
        (1.5, "overschot"),
        (40.0, "overschot"),
    ],
)
def test_that_a_ratio_equal_to_a_bound_belongs_to_the_better_class(ratio, name):
    assert b.status(A([ratio]), A([1.0]), BOUNDS).tolist() == [name]


@pytest.mark.parametrize(
    ("supply", "need", "name"),
    [
        (397.0, 424.0, "in_balans"),
        (50.0, 50.0, "in_balans"),
        (437.0, 334.0, "ruim"),
        (378.7, 241.4, "overschot"),
        (21.4, 10.9, "overschot"),
    ],
)
def test_that_published_wording_is_met(supply, need, name):
    assert b.status(A([supply]), A([need]), BOUNDS).tolist() == [name]


@pytest.mark.parametrize("need", [0.0, -3.0])
def test_that_without_need_there_is_no_shortage_and_no_surplus(need):
    assert b.status(A([5.0]), A([need]), BOUNDS).tolist() == ["geen_vraag"]
    assert b.ratio(A([5.0]), A([need])) == near([NAN])


@pytest.mark.parametrize(("supply", "need"), [(NAN, 1.0), (1.0, NAN), (NAN, 0.0)])
def test_that_what_is_unknown_has_no_status(supply, need):
    assert b.status(A([supply]), A([need]), BOUNDS).tolist() == [""]


@given(st.floats(0, 100), st.floats(0.01, 100), st.floats(0, 10))
def test_that_more_demand_never_gives_a_better_status(supply, need, more):
    order = list(b.STATUSES)
    before, after = (
        order.index(b.status(A([supply]), A([n]), BOUNDS).item()) for n in (need, need + more)
    )
    assert after <= before


# --- region ------------------------------------------------------------------------------
def test_that_surpluses_lift_the_plain_sum_and_not_the_shortages():
    closing = A([[[5.0], [-2.0]], [[-4.0], [100.0]]])
    groups = A([[1.0, 1.0], [1.0, 0.0]])
    assert b.over_groups(closing, groups) == near([-1.0])
    assert b.over_groups(b.shortage(closing), groups) == near([-6.0])


def test_that_an_unknown_group_makes_the_sum_unknown_and_a_foreign_one_does_not():
    closing = A([[[5.0], [NAN]]])
    assert b.over_groups(closing, A([[1.0, 1.0]])) == near([NAN])
    assert b.over_groups(closing, A([[1.0, 0.0]])) == near([5.0])
