"""A thousand or a little over one: what proves the separator, and what stays open."""

import math

import pytest

from werklocaties.io.decimals import ambiguous, proof, proofs, read


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        ("192,88", ","),
        ("192.88", "."),
        ("0,5", ","),
        ("0.123", "."),
        ("1.234,5", ","),
        ("1,234.5", "."),
        ("1.234.567", ","),
        ("1,234,567", "."),
        ("1.234", None),
        ("1,234", None),
        ("1234", None),
        ("", None),
        ("v1900", None),
    ],
)
def test_that_a_number_proves_the_separator_it_proves(text, decimal):
    assert proof(text) == decimal


def test_that_a_column_can_prove_both():
    assert proofs(["1,5", "2.5", "3"]) == {",", "."}


def test_that_the_first_doubtful_number_is_named():
    assert ambiguous(["12", "1.234", "5,678"]) == "1.234"
    assert ambiguous(["12", "1,5"]) is None


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1.234", ",", 1234.0),
        ("1.234", ".", 1.234),
        ("1,234", ",", 1.234),
        ("1,234", ".", 1234.0),
        ("1.234", "", None),
        ("12,5", ".", 12.5),
        ("v1900", ",", None),
    ],
)
def test_that_the_separator_settles_what_could_mean_two_things(text, decimal, value):
    assert read(text, decimal) == value


def test_that_empty_stays_empty():
    assert math.isnan(read("", ","))
