"""One value at a time: read in our types, or left empty with a reason."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.io.fieldmap import FieldRule
from werklocaties.io.values import convert
from werklocaties.model.registers import TABLES

MIDNIGHT = dt.datetime.fromisoformat("2024-01-01")
RULE = FieldRule(field="x")


def one(table, column, value, rule=RULE, decimal=""):
    raw = np.empty(1, dtype=object)
    raw[0] = value
    made = convert(TABLES[table].column(column), raw, rule, decimal)
    return made.values[0], [problem.code for problem in made.problems]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0664", "0664"),
        (664, "664"),
        (621.0, "621"),
        (np.float64(621.0), "621"),
        (" 621 ", "621"),
        ("621.0", "621.0"),
        (1234567890123456.0, "1234567890123456"),
        ([1, 2], "1; 2"),
        (np.array(["a", "b"]), "a; b"),
        ("Cafe\u0301", "Café"),
        (True, "ja"),
    ],
)
def test_that_an_id_is_text(value, text):
    assert one("parks", "rin", value) == (text, [])


@pytest.mark.parametrize("value", [None, "", "  ", float("nan"), np.float64("nan")])
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("parks", "rin"),
        ("parks", "gross_ha"),
        ("parks", "reference_year"),
        ("parks", "quay"),
        ("plots", "reference_date"),
        ("plots", "status"),
    ],
)
def test_that_null_stays_null_and_never_becomes_zero(table, column, value):
    assert one(table, column, value) == (None, [])


@pytest.mark.parametrize(
    ("value", "factor", "decimal", "number"),
    [
        ("192,88", 1.0, ",", 192.88),
        ("236100", 0.0001, "", 23.61),
        (7923, 0.0001, "", 0.7923),
        ("1.234", 1.0, ",", 1234.0),
        ("1.234", 1.0, ".", 1.234),
        (0, 1.0, "", 0.0),
        (0.73, 10_000.0, "", 7300.0),
    ],
)
def test_that_a_number_is_read_and_brought_to_our_unit(value, factor, decimal, number):
    rule = FieldRule(field="x", factor=factor)
    assert one("parks", "gross_ha", value, rule, decimal) == (number, [])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("v1900", "number_unreadable"),
        ("\ufffd1950", "number_unreadable"),
        ("1977-1980", "number_unreadable"),
        ("2024,5", "number_unreadable"),
        (float("inf"), "number_unreadable"),
        (MIDNIGHT, "number_unreadable"),
        (-99997, "number_secret"),
        (-99999999.0, "number_secret"),
        ("#DIV/0!", "cell_error"),
        ("#N/A", "cell_error"),
        ("#VERW!", "cell_error"),
        (b"\x00", "cell_error"),
    ],
)
def test_that_an_unreadable_year_stays_empty_with_its_reason(value, code):
    assert one("parks", "reference_year", value) == (None, [code])


def test_that_a_doubtful_number_without_proof_is_not_guessed():
    assert one("parks", "gross_ha", "1.234") == (None, ["number_ambiguous"])


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-01-31", "2024-01-31"),
        ("31-01-2024", "2024-01-31"),
        ("31/1/2024", "2024-01-31"),
        ("20240131", "2024-01-31"),
        ("2015-04-22T00:00:00+07:00", "2015-04-22"),
        ("2024/01/31 12:00:00", "2024-01-31"),
        (dt.date(2024, 1, 31), "2024-01-31"),
        (dt.datetime.fromisoformat("2024-01-31T08:30"), "2024-01-31"),
    ],
)
def test_that_a_day_is_read_in_every_spelling(value, day):
    assert one("plots", "option_until", value) == (day, [])


@pytest.mark.parametrize("value", ["31-02-2024", "morgen", "2024", "13/31/2024"])
def test_that_what_is_no_day_is_not_made_one(value):
    assert one("plots", "option_until", value) == (None, ["date_unreadable"])


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("Ja", True),
        ("nee", False),
        (1, True),
        (0, False),
        (1.0, True),
        (True, True),
        ("WAAR", True),
        ("Onbekend", None),
    ],
)
def test_that_yes_no_and_unknown_are_three_values(value, answer):
    assert one("parks", "quay", value) == (answer, [])


def test_that_another_word_is_neither_yes_nor_no():
    assert one("parks", "quay", "deels") == (None, ["boolean_unreadable"])


@pytest.mark.parametrize("text", ["Hengelo", "Hengelo (O.)", "GM0164", "0164", "164", 164, 164.0])
def test_that_a_municipality_is_known_in_every_spelling(text):
    assert one("parks", "municipality", text) == ("0164", [])


def test_that_the_code_of_a_municipality_itself_is_four_digits():
    assert one("municipalities", "code", "GM0164") == ("0164", [])


@pytest.mark.parametrize(("text", "code"), [("GM0014", "0014"), ("14", "0014"), ("gm0363", "0363")])
def test_that_municipalities_outside_twente_are_kept_by_their_code(text, code):
    assert one("parks", "municipality", text) == (code, [])


@pytest.mark.parametrize("text", ["GM0000", "Verweggistan"])
def test_that_an_unknown_code_stays_as_it_stands_and_is_reported(text):
    assert one("parks", "municipality", text) == (text, ["code_unknown"])


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Terstond uitgeefbaar gemeente", "issuable_now"),
        ("Niet terstond uitgeefbaar particulier", "issuable_later"),
        ("IJskast – zonnepark (overheid)", "frozen"),
        ("Aanbod overheid", "issuable_now"),
        (2, "issuable_now"),
        ("2 - Aanbod overheid", "issuable_now"),
        ("4. Infra en overige bestemmingen", "not_net"),
        ("Optie", "option"),
        ("UITGEGEVEN", "issued"),
    ],
)
def test_that_the_status_of_a_plot_is_known_in_its_old_and_new_words(text, status):
    assert one("plots", "status", text) == (status, [])


def test_that_the_map_of_the_user_comes_before_our_own_words():
    rule = FieldRule(field="x", codes={"A1": "option", "Optie": "uitgegeven"})
    assert one("plots", "status", "A1", rule) == ("option", [])
    assert one("plots", "status", "Optie", rule) == ("issued", [])


@given(st.lists(st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.booleans())))
def test_that_any_column_is_read_without_a_fall(values):
    raw = np.empty(len(values), dtype=object)
    raw[:] = values
    for table, column in (
        ("parks", "rin"),
        ("parks", "gross_ha"),
        ("parks", "reference_year"),
        ("parks", "quay"),
        ("plots", "option_until"),
        ("plots", "status"),
    ):
        made = convert(TABLES[table].column(column), raw, RULE)
        assert len(made.values) == len(values)
