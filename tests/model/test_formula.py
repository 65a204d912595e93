"""Patterns resolved for single cells, in a space small enough to see through."""

from collections.abc import Iterator

import pytest

from werklocaties.model.formula import (
    FUNCTIONS,
    Cell,
    Label,
    Number,
    Operation,
    Ref,
    Resolver,
    Text,
    names,
    parse,
)

AXES = {
    "jobs": ("municipality", "stock_year"),
    "growth": ("municipality", "year"),
    "share": ("sector",),
    "land": ("sector", "stock_year"),
    "flow": ("year",),
    "balance": ("stand",),
    "settled": (),
    "weight": ("layer",),
    "item_ha": ("item",),
    "item_layer": ("item",),
    "leading": (),
}
LABELS = {
    "municipality": ("0147", "0164"),
    "sector": ("bouw", "zorg"),
    "year": ("2026", "2027"),
    "stock_year": ("2026", "2027", "2028"),
    "stand": ("2026-01-01", "2027-01-01", "2028-01-01"),
    "period": ("2026-2027", "2027-2028"),
    "layer": ("option", "frozen"),
    "item": ("k1", "k2"),
}
GONE = Ref("share", (("sector", "zorg"),))


class SmallSpace:
    def axes_of(self, name: str) -> tuple[str, ...]:
        return AXES[name]

    def labels_of(self, axis: str) -> tuple[str, ...]:
        return LABELS[axis]

    def members(self, axis: str, cell: Cell) -> tuple[Cell, ...]:
        return tuple(self._members(axis))

    def _members(self, axis: str) -> Iterator[Cell]:
        yield from ({axis: label} for label in LABELS[axis])

    def exists(self, ref: Ref) -> bool:
        return ref != GONE


RESOLVER = Resolver(SmallSpace())


def ref(name: str, **labels: str) -> Ref:
    return Ref(name, tuple(labels.items()))


@pytest.mark.parametrize(
    ("pattern", "cell", "wanted"),
    [
        ("1", {}, Number(1.0)),
        ("'voorraad'", {}, Text("voorraad")),
        ("settled", {}, ref("settled")),
        ("share", {"sector": "bouw", "year": "2026"}, ref("share", sector="bouw")),
        ("year", {"year": "2026"}, Label("year", "2026")),
        ("-settled", {}, Operation("neg", (ref("settled"),))),
        ("settled + 1", {}, Operation("+", (ref("settled"), Number(1.0)))),
        ("settled ** 2", {}, Operation("**", (ref("settled"), Number(2.0)))),
        ("settled <= 0", {}, Operation("<=", (ref("settled"), Number(0.0)))),
        ("MAX(settled, 0)", {}, Operation("MAX", (ref("settled"), Number(0.0)))),
    ],
)
def test_that_a_pattern_becomes_references_and_operations(pattern, cell, wanted):
    assert RESOLVER.resolve(pattern, cell) == wanted


def test_that_a_flow_year_reads_the_stock_on_its_first_day():
    cell = {"municipality": "0147", "year": "2026"}
    assert RESOLVER.resolve("jobs", cell) == ref("jobs", municipality="0147", stock_year="2026")


def test_that_neighbours_are_one_year_away():
    cell = {"sector": "bouw", "year": "2026"}
    assert RESOLVER.resolve("NEXT(land) - land", cell) == Operation(
        "-",
        (
            ref("land", sector="bouw", stock_year="2027"),
            ref("land", sector="bouw", stock_year="2026"),
        ),
    )
    before = RESOLVER.resolve("PREV(growth)", {"municipality": "0147", "stock_year": "2027"})
    assert before == ref("growth", municipality="0147", year="2026")


def test_that_a_period_has_a_start_and_an_end():
    cell = {"period": "2027-2028"}
    assert RESOLVER.resolve("START(balance)", cell) == ref("balance", stand="2027-01-01")
    assert RESOLVER.resolve("END(balance)", cell) == ref("balance", stand="2028-01-01")


def test_that_only_the_first_period_bears_what_stands_in_first():
    assert RESOLVER.resolve("FIRST(settled)", {"period": "2026-2027"}) == ref("settled")
    assert RESOLVER.resolve("FIRST(settled)", {"period": "2027-2028"}) == Number(0.0)


def test_that_the_edges_of_time_are_the_first_and_last_moment():
    assert RESOLVER.resolve("OPENING(balance)", {}) == ref("balance", stand="2026-01-01")
    assert RESOLVER.resolve("LAST(balance)", {}) == ref("balance", stand="2028-01-01")


def test_that_a_sum_leaves_out_what_does_not_exist():
    assert RESOLVER.resolve("SUM(share, sector)", {}) == Operation(
        "SUM", (ref("share", sector="bouw"),)
    )


def test_that_a_sum_of_products_keeps_its_columns_in_step():
    cell = {"stock_year": "2026"}
    assert RESOLVER.resolve("SUMPRODUCT(land, share, sector)", cell) == Operation(
        "SUMPRODUCT",
        (
            Operation(
                "LIST",
                (
                    ref("land", sector="bouw", stock_year="2026"),
                    ref("land", sector="zorg", stock_year="2026"),
                ),
            ),
            Operation("LIST", (ref("share", sector="bouw"), GONE)),
        ),
    )


def test_that_a_conditional_sum_knows_values_words_and_the_word_sought():
    found = RESOLVER.resolve("SUMWHERE(item_ha, item, item_layer, layer)", {"layer": "option"})
    assert found == Operation(
        "SUMWHERE",
        (
            Operation("LIST", (ref("item_ha", item="k1"), ref("item_ha", item="k2"))),
            Operation("LIST", (ref("item_layer", item="k1"), ref("item_layer", item="k2"))),
            Label("layer", "option"),
        ),
    )


def test_that_a_place_with_a_known_word_is_one_reference():
    assert RESOLVER.resolve("AT(weight, layer, 'option')", {}) == ref("weight", layer="option")


def test_that_a_place_named_by_another_input_is_looked_up():
    found = RESOLVER.resolve("AT(weight, layer, item_layer)", {"item": "k1"})
    assert found == Operation(
        "AT",
        (
            Operation("LIST", (ref("weight", layer="option"), ref("weight", layer="frozen"))),
            Operation("LIST", (Label("layer", "option"), Label("layer", "frozen"))),
            ref("item_layer", item="k1"),
        ),
    )


def test_that_a_cell_without_the_axis_is_refused_by_name():
    with pytest.raises(ValueError, match="share has axis sector"):
        RESOLVER.resolve("share", {"year": "2026"})


@pytest.mark.parametrize("pattern", ["EVAL(1)", "a.b(1)", "__import__('os')"])
def test_that_an_unknown_function_is_refused(pattern):
    with pytest.raises(ValueError, match="unknown function"):
        parse(pattern)


@pytest.mark.parametrize("pattern", ["[1]", "a.b", "a and b", "a if b else c", "1 < 2 < 3"])
def test_that_what_is_no_pattern_cannot_be_resolved(pattern):
    with pytest.raises((ValueError, KeyError)):
        RESOLVER.resolve(pattern, {"a": "1", "b": "2", "c": "3"})


def test_that_names_are_inputs_and_axes_once_and_no_functions():
    found = names("IF(a == 'x', SUM(b, sector) * a, MAX(c, 0))")
    assert sorted(found) == ["a", "b", "c", "sector"]
    assert not set(found) & FUNCTIONS
