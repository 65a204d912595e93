"""Code lists: in order, unique, and understanding what Dutch files write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.model.registers import TABLES
from werklocaties.model.vocabulary import (
    CODES,
    HARD_PHASES,
    LAYERS,
    SOFT_PHASES,
    WEIGHTED_LAYERS,
    CodeList,
    fold,
)

ALL = [(codes, code) for codes in CODES.values() for code in codes.codes]
NAMED = [pytest.param(codes, code, id=f"{codes.name}-{code.code}") for codes, code in ALL]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("plot_status", "Terstond uitgeefbaar gemeente", "issuable_now"),
        ("plot_status", "terstond uitgeefbaar particulier", "issuable_now"),
        ("plot_status", "Niet terstond uitgeefbaar gemeente", "issuable_later"),
        ("plot_status", "UITGEGEVEN", "issued"),
        ("plot_status", "IJskast zonnepark", "frozen"),
        ("plot_status", "ijskast", "frozen"),
        ("plot_status", "Infra en overige bestemmingen", "not_net"),
        ("plot_status", "Langdurige verhuur", "issued"),
        ("plot_status", "in-optie", "option"),
        ("plot_phase", "x", None),
        ("plan_phase", "Vastgesteld", "adopted"),
        ("plan_phase", "onherroepelijk", "irrevocable"),
        ("municipality", "Hengelo (O.)", "0164"),
        ("municipality", "GM0164", "0164"),
        ("municipality", "164", "0164"),
        ("municipality", "0164", "0164"),
        ("municipality", "Rijssen Holten", "1742"),
        ("municipality", "gemeente Hof van Twente", "1735"),
        ("nuisance_category", "cat 3.2", "3.2"),
        ("nuisance_category", "4.1", "4.1"),
        ("origin", "Illustratief", "illustratief"),
        ("component", "vervangingsvraag", "replacement"),
        ("net_or_gross", "Bruto", "gross"),
        ("plot_status", "verhuurd aan een circus", None),
        ("plot_status", "", None),
    ],
)
def test_that_files_are_understood(name, text, code):
    codes = CODES.get(name, CodeList(name, ()))
    assert codes.understand(text) == code


@pytest.mark.parametrize(("codes", "code"), NAMED)
def test_that_every_spelling_of_a_code_leads_to_that_code(codes, code):
    for word in (code.code, code.label_nl, code.label_en, *code.synonyms):
        assert codes.understand(word) == code.code, word


@pytest.mark.parametrize(("codes", "code"), NAMED)
def test_that_a_code_has_labels_in_both_languages(codes, code):
    assert codes.label(code.code) == code.label_nl != ""
    assert codes.label(code.code, "en") == code.label_en != ""


@pytest.mark.parametrize("codes", CODES.values(), ids=list(CODES))
def test_that_codes_are_unique(codes):
    assert len(codes.order) == len(set(codes.order)) == len(codes.codes)


def test_that_every_code_list_of_the_schema_exists_and_none_is_idle():
    used = {c.values for schema in TABLES.values() for c in schema.columns if c.values}
    assert used <= set(CODES)
    assert set(CODES) - used == {"layer", "balance_status"}


def test_that_an_unknown_code_is_its_own_label():
    assert CODES["plot_status"].label("iets anders") == "iets anders"
    assert "iets anders" not in CODES["plot_status"]
    assert "issued" in CODES["plot_status"]


def test_that_nuisance_categories_ascend():
    order = CODES["nuisance_category"].order
    assert list(order) == sorted(order, key=float)
    assert order[0], order[-1] == ("1", "6")


def test_that_the_fourteen_municipalities_of_twente_are_known():
    codes = CODES["municipality"].order
    assert len(codes) == 14
    assert all(len(code) == 4 and code.isdigit() for code in codes)


def test_that_every_plot_status_is_a_layer():
    assert set(CODES["plot_status"].order) | {"declared"} == set(LAYERS)
    assert set(CODES["layer"].order) == set(LAYERS)


def test_that_layers_that_can_count_are_layers_not_issued_or_gone():
    assert set(WEIGHTED_LAYERS) < set(LAYERS)
    assert not {"issued", "not_net", "withdrawn"} & set(WEIGHTED_LAYERS)


def test_that_hard_and_soft_phases_share_nothing_and_unknown_is_neither():
    phases = set(CODES["plan_phase"].order)
    assert not HARD_PHASES & SOFT_PHASES
    assert phases - HARD_PHASES - SOFT_PHASES == {"unknown"}


@given(st.text())
def test_that_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_that_any_text_is_understood_or_unknown(text):
    found = CODES["plot_status"].understand(text)
    assert found is None or found in CODES["plot_status"]


def test_that_accents_hyphens_and_spaces_do_not_matter():
    assert fold("Privé-terrein") == fold("prive terrein")
