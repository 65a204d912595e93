"""Addresses: printing and reading are each other's inverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.model.address import AXES, OBJECTS, Address, parse
from werklocaties.model.finding import DoorError
from werklocaties.model.registers import ASSUMPTIONS

LABELS = st.text(min_size=0, max_size=12) | st.sampled_from(
    ['a"b', "a:b", "a=b", "a b", "a\\b", '"', "\\", '\\"', "a\nb", " ", "", "é", '":"']
)
NOUNS = st.sampled_from([*ASSUMPTIONS, "jobs", "balance"])


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (Address("shrinkage"), "shrinkage"),
        (Address.of("park_share", sector="bouw"), "park_share:sector=bouw"),
        (
            Address.of("growth", period="2024-2029", sector="bouw"),
            "growth:sector=bouw:period=2024-2029",
        ),
        (Address.of("special", name="XXL hightech"), 'special:name="XXL hightech"'),
        (Address.of("special", name='"XXL": groot'), 'special:name="\\"XXL\\": groot"'),
        (Address("plot", uid="k1", attribute="status"), "plot:k1:status"),
        (Address("plan", uid="a b", attribute="start_year"), 'plan:"a b":start_year'),
    ],
)
def test_that_an_address_has_one_spelling(address, text):
    assert str(address) == text
    assert parse(text) == address


@given(NOUNS, st.dictionaries(st.sampled_from(AXES), LABELS))
def test_that_printing_and_reading_values_is_identity(noun, labels):
    address = Address.of(noun, **labels)
    assert parse(str(address)) == address


@given(st.sampled_from(OBJECTS), LABELS.filter(bool), LABELS)
def test_that_printing_and_reading_objects_is_identity(noun, uid, attribute):
    address = Address(noun, uid=uid, attribute=attribute)
    assert parse(str(address)) == address


@given(st.permutations(AXES))
def test_that_axes_stand_in_one_order_however_they_are_given(axes):
    given_labels = dict.fromkeys(axes, "x")
    assert [axis for axis, _ in Address.of("a", **given_labels).labels] == list(AXES)
    mixed = ":".join(["a", *(f"{axis}=x" for axis in axes)])
    assert str(parse(mixed)) == ":".join(["a", *(f"{axis}=x" for axis in AXES)])


@given(st.text(max_size=30))
def test_that_any_text_is_an_address_or_refused_with_its_own_text(text):
    try:
        address = parse(text)
    except DoorError as error:
        refused = error
    else:
        assert parse(str(address)) == address
        return
    assert refused.code == "address_unreadable"
    assert refused.values["address"] in (text, text.strip())


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "=",
        "growth:",
        ":sector=bouw",
        "growth:sector",
        "growth:sector=",
        "growth:=bouw",
        "growth:kleur=rood",
        "growth:sector=bouw:sector=zorg",
        "growth:sector=bouw=zorg",
        "growth::sector=bouw",
        "growth sector=bouw",
        'growth:sector="bouw',
        "plot:k1",
        "plot:k1:status:more",
        "plot:k1:sector=bouw",
    ],
)
def test_that_what_is_no_address_is_refused(text):
    with pytest.raises(DoorError) as caught:
        parse(text)
    assert caught.value.code == "address_unreadable"


def test_that_spaces_around_an_address_do_not_matter():
    assert parse("  shrinkage \n") == Address("shrinkage")


def test_that_an_unknown_axis_cannot_be_made():
    with pytest.raises(ValueError, match="not in tuple"):
        Address.of("growth", kleur="rood")


def test_that_labels_are_found_by_axis():
    assert Address.of("growth", sector="bouw", period="2024-2029").by_axis == {
        "sector": "bouw",
        "period": "2024-2029",
    }
