"""The register of terms: complete, in order, and the same names in function and formula."""

import ast
import inspect

import pytest

from werklocaties.model.formula import FUNCTIONS, names, parse
from werklocaties.model.registers import ASSUMPTIONS
from werklocaties.model.terms import TERMS

KEYS = list(TERMS)
UNITS = {
    "banen",
    "aandeel",
    "m2 per baan",
    "ha",
    "ha per jaar",
    "laag",
    "0 of 1",
    "aanbod / vraag",
    "stand",
}
SECTIONS = {"2", "2 D1", "2 D2", "2 D4", "3", "4"}
AXES_IN_FORMULAS = {
    "sector",
    "municipality",
    "measure",
    "name",
    "method",
    "forecast",
    "forecast_row",
    "layer",
    "status",
    "period",
    "year",
    "issue_year",
    "item",
    "group",
    "rest",
}
STANDS_FOR = {"m2_per_ha", "forecast_profile", "layer_weight", "leading_method"}
"""Names that a formula reads where the function is given something made from it."""

REPLACED = {
    "weight_by_layer",
    "in_area",
    "groups",
    "item_group",
    "divided",
    "undivided",
    "year_in_period",
    "measure_in_year",
    "forecast_group",
    "leading",
    "row_profile",
}
"""What a function is given and a formula says by an axis or by AT."""


def formulas(key: str) -> list[str]:
    return [text for text in (TERMS[key].formula, TERMS[key].start) if text]


@pytest.mark.parametrize("key", KEYS)
def test_that_a_term_is_complete(key):
    term = TERMS[key]
    assert term.key == key
    assert key.isidentifier()
    assert term.unit in UNITS
    assert term.section in SECTIONS
    assert term.label_nl
    assert term.label_en
    assert term.formula
    assert len(set(term.axes)) == len(term.axes)


@pytest.mark.parametrize("key", KEYS)
def test_that_the_function_of_a_term_says_what_it_computes(key):
    assert inspect.getdoc(TERMS[key].function)


@pytest.mark.parametrize("key", KEYS)
def test_that_every_formula_parses_with_known_functions(key):
    for text in formulas(key):
        calls = [n.func for n in ast.walk(parse(text)) if isinstance(n, ast.Call)]
        assert {call.id for call in calls if isinstance(call, ast.Name)} <= FUNCTIONS


@pytest.mark.parametrize("key", KEYS)
def test_that_a_formula_names_inputs_axes_and_known_constants_only(key):
    term = TERMS[key]
    known = {*term.inputs, *AXES_IN_FORMULAS, *STANDS_FOR}
    for text in formulas(key):
        own = {key} if term.start else set()
        assert set(names(text)) <= known | own


@pytest.mark.parametrize("key", KEYS)
def test_that_no_input_is_missing_from_the_formula_without_reason(key):
    term = TERMS[key]
    said = {name for text in formulas(key) for name in names(text)}
    assert set(term.inputs) - said <= REPLACED


@pytest.mark.parametrize("key", KEYS)
def test_that_the_arguments_of_the_function_are_those_it_is_called_with(key):
    term = TERMS[key]
    parameters = inspect.signature(term.function).parameters
    assert set(term.calls_with) == set(parameters)
    assert set(term.calls_with.values()) <= {*term.inputs, *(v for _, v in term.arguments)}


@pytest.mark.parametrize("key", KEYS)
def test_that_every_input_is_in_the_pool(results, key):
    term = TERMS[key]
    missing = {*term.inputs, *term.calls_with.values()} - set(results.pool)
    assert missing == set()


@pytest.mark.parametrize("key", KEYS)
def test_that_a_term_is_computed_after_what_it_reads(key):
    """Which also means that no term reads itself by a detour."""
    position = {name: n for n, name in enumerate(KEYS)}
    read = set(TERMS[key].inputs) | set(TERMS[key].calls_with.values())
    assert all(position[name] < position[key] for name in read if name in position)


@pytest.mark.parametrize("key", KEYS)
def test_that_a_result_has_the_axes_of_its_term(results, key):
    shape = tuple(len(results.labels(axis)) for axis in TERMS[key].axes)
    assert getattr(results[key], "shape", ()) == shape


@pytest.mark.parametrize("key", [key for key in KEYS if TERMS[key].sparse])
def test_that_a_sparse_term_reads_what_makes_it_sparse(key):
    assert TERMS[key].sparse in TERMS[key].inputs


def test_that_a_formula_with_itself_has_a_start_and_no_other_has():
    own = {key for key in KEYS if key in set(names(TERMS[key].formula)) - AXES_IN_FORMULAS}
    assert own == {key for key in KEYS if TERMS[key].start} == {"jobs"}


def test_that_no_two_terms_over_the_same_axes_have_one_label():
    for language in ("label_nl", "label_en"):
        labels = [(getattr(term, language), term.axes) for term in TERMS.values()]
        assert sorted({label for label in labels if labels.count(label) > 1}) == []


def test_that_a_term_is_no_assumption():
    assert not set(TERMS) & set(ASSUMPTIONS)


def test_that_every_number_in_a_formula_is_structural():
    """No formula holds a number that is an assumption: only 0 and 1 may stand there."""
    for key in KEYS:
        for text in formulas(key):
            numbers = [n.value for n in ast.walk(parse(text)) if isinstance(n, ast.Constant)]
            assert {n for n in numbers if not isinstance(n, str)} <= {0, 1}


def test_that_every_numeric_assumption_is_read_by_a_formula():
    """Years shape the axes, rates are read by formulas, the rest is told apart here."""
    said = {name for key in KEYS for text in formulas(key) for name in names(text)}
    axes = {"horizon_year", "period_years", "reference_year"}
    numeric = {rule.key for rule in ASSUMPTIONS.values() if rule.type in ("number", "year")}
    assert numeric - said - axes == set()


def test_that_the_register_cannot_be_written_into():
    with pytest.raises(TypeError):
        TERMS["jobs"] = TERMS["land"]  # type: ignore[index]
