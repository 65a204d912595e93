"""Numbers out by hand, numbers in by their borders, and the way round."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.presentation import numbers
from werklocaties.presentation.numbers import Ambiguous, Empty, NotANumber, Number, read_number

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (numbers.ha(1234.5), f"1.234,5{NBSP}ha"),
        (numbers.ha(0), f"0,0{NBSP}ha"),
        (numbers.plot_ha(0.725), f"0,73{NBSP}ha"),
        (numbers.balance(7.8), f"+7,8{NBSP}ha"),
        (numbers.balance(-5.2), f"−5,2{NBSP}ha"),
        (numbers.balance(-1500, "m² bvo"), f"−1.500,0{NBSP}m² bvo"),
        (numbers.m2(7320.4), f"7.320{NBSP}m²"),
        (numbers.price(155.5), f"€{NBSP}156/m²"),
        (numbers.percent(0.125, 1), "12,5%"),
        (numbers.band(0.7, 15), "0,7–15,0"),
        (numbers.band(-3, 15), "−3,0 tot 15,0"),
        (numbers.band(0.7, None), "–"),
        (numbers.year(2036), "2036"),
        (numbers.year(2036.0), "2036"),
        (numbers.day("2026-07-01"), "1-7-2026"),
        (numbers.day(date(2026, 12, 31)), "31-12-2026"),
        (numbers.rd(248912.4, 474356), "RD 248912, 474356"),
        (numbers.scale(5000), "1:5.000"),
        (numbers.number(1234567), "1.234.567"),
        (numbers.number(np.int64(1234)), "1.234"),
        (numbers.number(np.float32(0.5), 1), "0,5"),
    ],
)
def test_that_a_number_is_written_the_dutch_way(written, expected):
    assert written == expected


@pytest.mark.parametrize("unknown", [None, float("nan"), float("inf"), pd.NA, np.nan])
def test_that_what_is_unknown_is_never_zero(unknown):
    assert numbers.ha(unknown) == "–"
    assert numbers.year(unknown) == "–"
    assert numbers.number(unknown, 2, signed=True) == "–"


@pytest.mark.parametrize("missing", [None, "", float("nan"), pd.NA])
def test_that_a_missing_date_is_unknown(missing):
    assert numbers.day(missing) == "–"


@pytest.mark.parametrize("nothing", [0.0, -0.0, 0.04, -0.04])
def test_that_what_rounds_to_zero_has_no_sign(nothing):
    assert numbers.balance(nothing) == f"0,0{NBSP}ha"


@pytest.mark.parametrize(("value", "expected"), [(0.05, "0,1"), (0.25, "0,3"), (2.675, "2,7")])
def test_that_a_half_rounds_away_from_zero_as_excel_does(value, expected):
    assert numbers.number(value, 1) == expected
    assert numbers.number(-value, 1) == "−" + expected


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0.5", 0.5),
        (".5", 0.5),
        (",5", 0.5),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("1,25", 1.25),
        ("1.2345", 1.2345),
        ("12,3456", 12.3456),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("-0,125", -0.125),
        (".125", 0.125),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234,567", 1234.567),
        ("1.234.567", 1234567.0),
        ("1,234,567", 1234567.0),
        ("1.234.567,8", 1234567.8),
        ("1234", 1234.0),
        ("0", 0.0),
        ("007", 7.0),
        ("1234.567", 1234.567),
        ("1 234,5", 1234.5),
        (f"1{NBSP}234", 1234.0),
        ("1\u202f234\u202f567", 1234567.0),
        ("-0,3", -0.3),
        ("−0,3", -0.3),
        ("– 0,3", -0.3),
        ("+7,8", 7.8),
        ("  2,5\t", 2.5),
    ],
)
def test_that_a_number_is_read(typed, value):
    assert read_number(typed) == Number(value)


@pytest.mark.parametrize(
    ("typed", "decimal", "thousands"),
    [
        ("1.234", 1.234, 1234),
        ("1,234", 1.234, 1234),
        ("12.345", 12.345, 12345),
        ("123.456", 123.456, 123456),
        ("−1.234", -1.234, -1234),
    ],
)
def test_that_three_digits_after_one_separator_are_a_question(typed, decimal, thousands):
    assert read_number(typed) == Ambiguous(decimal, thousands)


def test_that_the_two_readings_look_different():
    reading = read_number("1.234")
    assert isinstance(reading, Ambiguous)
    assert reading.readings == ("1,234", f"1{NBSP}234")


@pytest.mark.parametrize("typed", ["", "  ", "–", "-", "onbekend", NBSP])
def test_that_nothing_stays_empty(typed):
    assert read_number(typed) == Empty()


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "1,2,3",
        "1.23.456",
        "12.34,5",
        "1..5",
        "1,",
        ".",
        ",",
        "--5",
        "5-",
        "1e5",
        "nan",
        "inf",
        "0x10",
        "1_000",
        "12 34",
        "1234 567",
        "12%",
        "€ 5",
        "٣",
        "1.234,567.8",
        "0.123.456",
        "9" * 400,
    ],
)
def test_that_rubbish_is_refused(typed):
    assert read_number(typed) == NotANumber(typed)


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_that_what_we_write_we_read_back(value, decimals):
    reading = read_number(numbers.number(value, decimals))
    expected = pytest.approx(value, abs=0.51 * 10**-decimals)
    if isinstance(reading, Ambiguous):
        assert expected in (reading.decimal, reading.thousands)
    else:
        assert reading == Number(expected)


@given(st.text(max_size=12))
def test_that_any_text_gets_an_answer(typed):
    assert isinstance(read_number(typed), Number | Ambiguous | Empty | NotANumber)
