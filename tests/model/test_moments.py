"""Time: half years, period borders, and which year's state counts at which moment."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.model.finding import DoorError
from werklocaties.model.moments import Moments, decimal_year, first_new_year, period_years

DATES = st.dates().map(str)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2020-01-01", 2020.0),
        ("2020-07-01", 2020.5),
        ("2021-07-01", 2021.5),
        ("2020-04-01", 2020.25),
        ("2020-10-01", 2020.75),
    ],
)
def test_that_a_date_counts_by_month(text, year):
    assert decimal_year(text) == year


@given(DATES)
def test_that_a_date_lies_within_its_year(text):
    assert int(text[:4]) <= decimal_year(text) < int(text[:4]) + 1


@given(DATES, DATES)
def test_that_later_dates_are_later_years(one, other):
    if one < other:
        assert decimal_year(one) < decimal_year(other)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2028-12-31", 2029.0), ("2029-01-01", 2029.0), ("2029-01-02", 2030.0)],
)
def test_that_a_date_takes_effect_on_the_first_new_year_on_or_after_it(text, year):
    assert first_new_year(text) == year


@pytest.mark.parametrize(
    ("label", "years"), [("2024-2029", (2024, 2029)), ("2024-2025", (2024, 2025))]
)
def test_that_a_period_is_read(label, years):
    assert period_years(label) == years


@pytest.mark.parametrize(
    "label", ["", "2024", "2029-2024", "2024-2024", "24-29", "2024-2029-2034", "2024–2029", "a-b"]
)
def test_that_what_is_no_period_is_refused_with_its_text(label):
    with pytest.raises(DoorError) as caught:
        period_years(label)
    assert caught.value.code == "period_unreadable"
    assert caught.value.values == {"period": label}


def test_that_years_of_flow_and_stock_of_the_miniature_are_right():
    moments = Moments(2026, 2036, "2026-01-01", 5)
    assert moments.years == tuple(range(2026, 2036))
    assert moments.stock_years == tuple(range(2026, 2037))
    assert moments.ends == (2031, 2036)
    assert moments.stands == ("2026-01-01", "2031-01-01", "2036-01-01")
    assert moments.periods == ("2026-2031", "2031-2036")
    assert moments.state_years.tolist() == [2026.0, 2030.0, 2035.0]


def test_that_the_last_period_ends_at_the_horizon_when_it_is_shorter():
    assert Moments(2024, 2036, "2024-01-01", 5).ends == (2029, 2034, 2036)


def test_that_a_balance_per_year_has_every_year():
    moments = Moments(2026, 2030, "2026-01-01", 1)
    assert moments.periods == ("2026-2027", "2027-2028", "2028-2029", "2029-2030")
    assert moments.state_years.tolist() == [2026.0, 2026.0, 2027.0, 2028.0, 2029.0]


def test_that_one_long_period_is_the_whole_span():
    assert Moments(2026, 2036, "2026-01-01", 25).periods == ("2026-2036",)


def test_that_a_register_date_halfway_opens_in_its_own_year():
    moments = Moments(2017, 2027, "2020-07-01", 5)
    assert moments.register_moment == 2020.5
    assert moments.stands == ("2020-07-01", "2022-01-01", "2027-01-01")
    assert moments.state_years.tolist() == [2020.0, 2021.0, 2026.0]
    assert moments.periods == ("2020-2022", "2022-2027")


def test_that_a_period_that_ends_on_the_register_date_is_past():
    assert Moments(2017, 2027, "2022-01-01", 5).ends == (2027,)


def test_that_flow_years_before_the_register_date_stand_in_the_first_period():
    inside = Moments(2017, 2027, "2023-07-01", 5).year_in_period
    assert inside.tolist() == [[1.0]] * 10


def test_that_a_register_date_before_the_forecast_opens_there():
    moments = Moments(2026, 2036, "2024-01-01", 5)
    assert moments.stands[0] == "2024-01-01"
    assert moments.periods == ("2024-2031", "2031-2036")


@given(
    st.integers(2000, 2050),
    st.integers(1, 40),
    st.integers(1, 25),
    st.floats(0.0, 0.99),
    st.integers(1, 12),
)
def test_that_every_flow_year_lies_in_one_period_and_ends_ascend(first, span, step, part, month):
    register = f"{first + int(part * span):04d}-{month:02d}-01"
    last = first + span
    if decimal_year(register) >= last:
        return
    moments = Moments(first, last, register, step)
    assert (moments.year_in_period.sum(axis=1) == 1.0).all()
    assert moments.ends[-1] == last
    assert (np.diff(moments.ends) > 0).all()
    assert moments.ends[0] > moments.register_moment
    assert len(moments.periods) == len(moments.ends) == len(moments.stands) - 1
    assert (np.diff(moments.state_years) >= 0).all()
