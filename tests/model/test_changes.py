"""Was and wordt: the difference of two projects, and back."""

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from werklocaties.model.changes import GONE, WHOLE, Change, apply, changes
from werklocaties.model.project import Project
from werklocaties.model.table import Table

EMPTY = Project.empty("P", "p")


def square(x: float) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.box(x, 0, x + 10, 10)])


@pytest.fixture
def project() -> Project:
    frame = pd.DataFrame(
        {
            "uid": ["k1", "k2"],
            "status": ["issued", None],
            "declared_m2": [1.5, None],
            "available_from": pd.array([2024, None], dtype="Int64"),
            "quay": pd.array([True, None], dtype="boolean"),
            "geometry": [square(0), None],
        }
    )
    return EMPTY.with_table(Table.of("plots", frame))


def with_cell(project: Project, uid: str, column: str, value: object) -> Project:
    return project.with_table(project.table("plots").with_values([uid], column, [value]))


def seen(found: tuple[Change, ...]) -> list[tuple[object, ...]]:
    return [(c.table, c.uid, c.attribute, c.old, c.new) for c in found]


def test_that_the_same_project_has_no_changes(project):
    assert changes(project, project) == ()
    again = Table.of("plots", project.table("plots").frame)
    assert changes(project, project.with_table(again)) == ()


@pytest.mark.parametrize(
    ("uid", "column", "old", "new"),
    [
        ("k1", "status", "issued", "frozen"),
        ("k1", "status", "issued", None),
        ("k2", "status", None, "frozen"),
        ("k1", "declared_m2", 1.5, 2.0),
        ("k1", "declared_m2", 1.5, None),
        ("k2", "declared_m2", None, 0.0),
        ("k1", "available_from", 2024, 2025),
        ("k2", "available_from", None, 2025),
        ("k1", "quay", True, False),
        ("k1", "quay", True, None),
        ("k2", "quay", None, False),
    ],
)
def test_that_a_changed_cell_is_one_change_with_plain_values(project, uid, column, old, new):
    found = changes(project, with_cell(project, uid, column, new))
    assert seen(found) == [("plots", uid, column, old, new)]
    assert [type(value) for value in (found[0].old, found[0].new)] == [type(old), type(new)]


def test_that_geometry_is_one_attribute_equal_by_its_bytes(project):
    same = with_cell(project, "k1", "geometry", square(0))
    assert changes(project, same) == ()
    turned = shapely.MultiPolygon([shapely.Polygon([(0, 0), (10, 0), (10, 10), (0, 10)])])
    (change,) = changes(project, with_cell(project, "k1", "geometry", turned))
    assert (change.attribute, change.new) == ("geometry", turned)


def test_that_a_new_and_a_removed_object_carry_their_whole_row(project):
    row = pd.DataFrame({"uid": ["k9"], "status": ["option"], "geometry": [square(50)]})
    plots = project.table("plots").without_rows(["k1"]).with_rows(row)
    gone, new = changes(project, project.with_table(plots))
    assert (gone.attribute, gone.is_delete, gone.new) == (WHOLE, True, GONE)
    assert gone.old == {
        "status": "issued",
        "declared_m2": 1.5,
        "available_from": 2024,
        "quay": True,
        "geometry": square(0),
    }
    assert (new.is_insert, new.old) == (True, GONE)
    assert new.new == {"status": "option", "geometry": square(50)}


def any_state(seed: int) -> Project:
    chance = np.random.default_rng(seed)
    count = int(chance.integers(1, 6))
    frame = pd.DataFrame(
        {
            "uid": [f"k{n}" for n in chance.choice(8, count, replace=False)],
            "status": chance.choice(["issued", "option", ""], count),
            "declared_m2": np.where(chance.random(count) < 0.3, np.nan, chance.random(count)),
            "quay": pd.array(list(chance.choice([True, False, None], count)), dtype="boolean"),
            "geometry": [None if chance.random() < 0.3 else square(x) for x in range(count)],
        }
    )
    return EMPTY.with_table(Table.of("plots", frame))


@settings(max_examples=25)
@given(st.integers(0, 1000), st.integers(0, 1000))
def test_that_applying_the_changes_gives_the_other_project(one, other):
    old, new = any_state(one), any_state(other)
    assert changes(apply(old, changes(old, new)), new) == ()


def test_that_applying_nothing_gives_the_same_object(project):
    assert apply(project, ()) is project


def test_that_a_change_of_an_object_that_is_not_there_does_nothing(project):
    made = apply(project, [Change("plots", "weg", "status", "issued", "frozen")])
    assert made is project
