"""What can be had now, per segment."""

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.model.availability import (
    SIZE_BOUNDS_M2,
    availability,
    available,
    highest_category,
    size_class,
)
from werklocaties.model.table import Table


def _plots(*rows: dict) -> pd.DataFrame:
    made = []
    for n, row in enumerate(rows):
        m2 = row.pop("m2", 1_000.0)
        box = shapely.MultiPolygon([shapely.box(n * 1e3, 0, n * 1e3 + m2 / 100.0, 100.0)])
        made.append({"uid": str(n), "park_uid": "p", "geometry": box, **row})
    return Table.of("plots", pd.DataFrame(made)).frame


def _parks(segment: str | None = "regulier") -> pd.DataFrame:
    return Table.of("parks", pd.DataFrame([{"uid": "p", "name": "P", "segment": segment}])).frame


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"status": "issuable_now"}, True),
        ({"status": "issued"}, False),
        ({"status": "issuable_later", "available_from": 2024}, True),
        ({"status": "issuable_later", "available_from": 2025}, False),
        ({"status": "issuable_later"}, False),
        ({"status": "option"}, False),
        ({"status": "option", "option_until": "2024-01-01"}, True),
        ({"status": "option", "option_until": "2024-01-02"}, False),
        ({"status": "frozen"}, False),
        ({"status": "frozen", "frozen_until": "2023-06-01"}, True),
        (
            {"status": "frozen", "frozen_until": "2023-06-01", "frozen_status": "issuable_later"},
            False,
        ),
        ({"status": "soft_plan"}, False),
    ],
)
def test_when_a_plot_can_be_had(row: dict, expected: bool) -> None:
    assert available(_plots(row), 2024.0).tolist() == [expected]


def test_that_an_option_never_is_the_largest_plot() -> None:
    plots = _plots(
        {"status": "option", "m2": 90_000.0},
        {"status": "issuable_now", "m2": 4_999.0, "nuisance_category": "3.2", "quay": True},
        {"status": "issuable_now", "m2": 1_000.0, "nuisance_category": "4.1", "rail": True},
    )
    found = availability(plots, _parks(), 2024.0)["regulier"]
    assert found.largest_m2 == pytest.approx(4_999.0)
    assert found.by_size == (0, 1, 1, 0, 0, 0)
    assert (found.plots, found.quay, found.rail) == (2, 1, 1)
    assert found.highest_category == "4.1"
    assert found.ha == pytest.approx(0.5999)


def test_that_size_classes_are_half_open() -> None:
    bounds = [*SIZE_BOUNDS_M2[1:]]
    assert [size_class(bound) for bound in bounds] == [1, 2, 3, 4, 5]
    assert [size_class(bound - 0.01) for bound in bounds] == [0, 1, 2, 3, 4]


def test_that_a_segment_without_free_plots_is_listed_with_zeros() -> None:
    plots = _plots({"status": "issued", "segment": "logistiek"})
    found = availability(plots, _parks(), 2024.0)["logistiek"]
    assert (found.plots, found.largest_m2, found.highest_category) == (0, 0.0, "")


def test_that_a_plot_without_segment_follows_its_park_or_is_undivided() -> None:
    plots = _plots({"status": "issuable_now"})
    assert list(availability(plots, _parks("zwaar"), 2024.0)) == ["zwaar"]
    assert list(availability(plots, _parks(None), 2024.0)) == ["onverdeeld"]


def test_that_unknown_categories_do_not_count() -> None:
    assert highest_category(pd.Series(["9.9", None, "2"])) == "2"


@given(st.lists(st.floats(1.0, 200_000.0), min_size=1, max_size=12))
def test_that_every_available_plot_falls_in_one_class(areas: list[float]) -> None:
    plots = _plots(*({"status": "issuable_now", "m2": area} for area in areas))
    found = availability(plots, _parks(), 2024.0)["regulier"]
    assert sum(found.by_size) == len(areas)
    assert found.largest_m2 == pytest.approx(max(areas))
