"""Supply by layers: every hectare in one layer per year, counted by its weight."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.model import supply as s
from werklocaties.model.vocabulary import LAYERS

A = np.array
NOW, LATER, SOFT = (LAYERS.index(name) for name in ("issuable_now", "issuable_later", "soft_plan"))
NEVER, ALWAYS = 9999.0, 0.0
YEARS = A([2025.0, 2026.0, 2029.0, 2030.0])
SPAN = st.tuples(st.integers(2020, 2035), st.integers(2020, 2035))


def layer(
    base: int = NOW,
    withdrawn: float = NEVER,
    frozen: tuple[float, float] = (NEVER, NEVER),
    option: tuple[float, float] = (NEVER, NEVER),
    years: np.ndarray = YEARS,
) -> list[str]:
    columns = [withdrawn, *frozen, *option]
    found = s.item_layer(A([base]), *(A([float(c)]) for c in columns), years)
    return [LAYERS[number] for number in found[0]]


def test_that_land_without_a_story_stays_in_its_layer():
    assert layer() == ["issuable_now"] * 4


def test_that_an_option_ends_on_its_new_year():
    assert layer(option=(ALWAYS, 2029.0)) == ["option", "option", "issuable_now", "issuable_now"]


def test_that_a_freeze_begins_and_ends_on_new_year():
    frozen = layer(frozen=(2026.0, 2030.0))
    assert frozen == ["issuable_now", "frozen", "frozen", "issuable_now"]


def test_that_withdrawn_goes_before_frozen_and_frozen_before_option():
    found = layer(withdrawn=2029.0, frozen=(2026.0, 2030.0), option=(ALWAYS, NEVER))
    assert found == ["option", "frozen", "withdrawn", "withdrawn"]


@given(st.sampled_from([NOW, LATER, SOFT]), st.integers(2020, 2035), SPAN, SPAN)
def test_that_what_is_withdrawn_stays_withdrawn(base, withdrawn, frozen, option):
    years = np.arange(2018.0, 2040.0)
    found = layer(base, withdrawn, frozen, option, years)
    after = [name for name, year in zip(found, years, strict=True) if year >= withdrawn]
    assert set(after) == {"withdrawn"}
    assert "withdrawn" not in found[: len(found) - len(after)]


def test_that_land_is_there_from_its_year_on():
    assert s.item_available(A([2029.0]), YEARS).tolist() == [[0.0, 0.0, 1.0, 1.0]]


def test_that_weight_and_availability_count_the_hectares():
    weights = np.zeros(len(LAYERS))
    weights[NOW], weights[SOFT] = 1.0, 0.25
    layers = A([[NOW, NOW], [SOFT, SOFT]])
    counted = s.item_counted(A([2.0, 4.0]), layers, A([[1.0, 1.0], [0.0, 1.0]]), weights)
    assert counted.tolist() == [[2.0, 2.0], [0.0, 1.0]]


def test_that_draws_of_weights_are_weights_one_by_one():
    weights = np.random.default_rng(3).uniform(size=(3, len(LAYERS)))
    layers, there = A([[NOW, LATER]]), A([[1.0, 1.0]])
    at_once = s.item_counted(A([2.0]), layers, there, weights)
    for n in range(3):
        assert (at_once[n] == s.item_counted(A([2.0]), layers, there, weights[n])).all()
    groups = s.supply(at_once, A([1]), (1, 2))
    assert groups.shape == (3, 1, 2, 2)
    assert (groups[:, 0, 1] == at_once[:, 0]).all()


def test_that_items_are_summed_into_their_group():
    values = A([[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]])
    made = s.supply(values, A([3, 0, 3]), (2, 2))
    assert made[1, 1].tolist() == [101.0, 202.0]
    assert made[0, 0].tolist() == [10.0, 20.0]
    assert made.sum() == values.sum()


def test_that_no_items_are_no_supply():
    made = s.supply(np.zeros((0, 3)), A([], dtype=np.intp), (2, 2))
    assert made.tolist() == np.zeros((2, 2, 3)).tolist()


def test_that_layers_are_summed_before_weighing():
    offered = A([[2.0, 2.0], [0.0, 5.0]])
    layers = A([[LAYERS.index("option"), NOW], [SOFT, SOFT]])
    made = s.supply_by_layer(offered, layers, A([0, 0]), (1, 1))[0, 0]
    by_name = dict(zip(s.WEIGHTED_LAYERS, made.tolist(), strict=True))
    assert by_name["option"] == [2.0, 0.0]
    assert by_name["issuable_now"] == [0.0, 2.0]
    assert by_name["soft_plan"] == [0.0, 5.0]
    assert made.sum() == offered.sum()


def test_that_what_comes_and_goes_is_kept_apart():
    counted = A([[0.0, 3.0, 3.0, 1.0]])
    assert s.item_added(counted).tolist() == [[3.0, 0.0, 0.0]]
    assert s.item_removed(counted).tolist() == [[0.0, 0.0, 2.0]]


@given(st.lists(st.floats(0, 100), min_size=4, max_size=4))
def test_that_what_comes_less_what_goes_is_the_difference(values):
    counted = A([values])
    change = s.item_added(counted) - s.item_removed(counted)
    assert change.sum() == pytest.approx(values[-1] - values[0], abs=1e-9)


def test_that_land_in_option_on_the_register_date_is_remembered():
    option = LAYERS.index("option")
    counted, layers = A([[1.2, 1.2], [6.0, 6.0]]), A([[option, NOW], [NOW, option]])
    assert s.option_counted(counted, layers).tolist() == [[1.2, 1.2], [0.0, 0.0]]
