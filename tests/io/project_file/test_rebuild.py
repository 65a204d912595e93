"""Any revision comes back from the log, with its hash; by the merge rule with one head."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_cases import LATER, WHEN, edited, other_state, put, small_project

from werklocaties.io.project_file import (
    Revision,
    history,
    read_project,
    rebuild_state,
    save,
    write_new,
)
from werklocaties.io.project_file.rebuild import ancestry, state_at
from werklocaties.io.project_file.revisions import Logged
from werklocaties.model.changes import GONE, UNKNOWN, WHOLE, Change, changes
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project


def test_that_edit_save_edit_save_gives_the_first_state_back_with_its_hash(path, opened):
    first = opened.project
    second = edited(first, "k1", "frozen")
    third = second.with_table(second.table("plots").without_rows(["k1", "k2"]))
    saved = save(opened.stamp, second, path, "Ans", "IJskast", LATER)
    save(saved.stamp, third, path, "Ans", "Weg", LATER)
    ids = [entry.revision.id for entry in history(path)]
    for revision, project in zip(ids, (first, second, third), strict=True):
        assert changes(rebuild_state(path, revision), project) == ()


def test_that_undo_after_saving_comes_back_as_a_change(path, opened):
    first = opened.project
    gone = first.with_table(first.table("plots").without_rows(["k2"]))
    saved = save(opened.stamp, gone, path, "Ans", "Weg", LATER)
    saved = save(saved.stamp, first, path, "Ans", "Terug", LATER)
    entries = history(path)
    assert entries[-1].changes[0].is_insert
    assert changes(rebuild_state(path, entries[1].revision.id), gone) == ()
    assert saved.stamp.hashed.both == opened.stamp.hashed.both


def test_that_an_unknown_revision_is_said_so(path):
    with pytest.raises(DoorError) as caught:
        rebuild_state(path, "bestaat niet")
    assert caught.value.code == "unknown_revision"


def test_that_a_log_that_was_tampered_with_does_not_pass_for_the_truth(path, opened):
    save(opened.stamp, edited(opened.project), path, "Ans", "IJskast", LATER)
    put(path, "UPDATE wijziging SET oud = '\"withdrawn\"'")
    with pytest.raises(DoorError) as caught:
        rebuild_state(path, opened.revision.id)
    assert caught.value.code == "not_rebuilt"


@pytest.mark.heavy
@settings(max_examples=10)
@given(st.integers(0, 10_000))
def test_that_every_revision_of_any_history_comes_back(tmp_path_factory, seed):
    chance = np.random.default_rng(seed)
    path = tmp_path_factory.mktemp("log") / "a.gpkg"
    states = [small_project()]
    stamp = write_new(states[0], path, "A", "0", WHEN).stamp
    for number in range(4):
        project = other_state(chance, states[-1])
        made = save(stamp, project, path, "A", str(number), LATER)
        stamp = made.stamp
        states += [project] * bool(made.revisions)
    for entry, project in zip(history(path), states, strict=True):
        assert changes(rebuild_state(path, entry.revision.id), project) == ()


# --- the rule, on histories that branch ----------------------------------------------------
#      r0
#     /  \
#    a    b       both change the status; b also the price
#     \  /
#      m          decides the status
TIME = datetime(2024, 1, 1, tzinfo=UTC)


def revision(name: str, *parents: str) -> Revision:
    return Revision(name, parents, "A", TIME, "", "", None)


def logged(where: str, attribute: str, old: object, new: object, uid: str = "k1") -> Logged:
    return Logged(where, Change("plots", uid, attribute, old, new))


BRANCHED = (revision("r0"), revision("a", "r0"), revision("b", "r0"), revision("m", "a", "b"))
LOG = (
    logged("a", "status", "issued", "frozen"),
    logged("b", "status", "issued", "withdrawn"),
    logged("b", "price_eur_m2", None, 100.0),
    logged("m", "status", "frozen", "withdrawn"),
)


def cells(project: Project, *names: str) -> list[object]:
    frame = project.table("plots").frame
    return [None if frame[name].isna()["k1"] else frame[name]["k1"] for name in names]


def merged() -> Project:
    project = small_project()
    plots = project.table("plots").with_values(["k1"], "status", ["withdrawn"])
    return project.with_table(plots.with_values(["k1"], "price_eur_m2", [100.0]))


@pytest.mark.parametrize(
    ("head", "status", "price"),
    [
        ("r0", "issued", None),
        ("a", "frozen", None),
        ("b", "withdrawn", 100.0),
        ("m", "withdrawn", 100.0),
    ],
)
def test_that_each_head_of_a_branched_history_has_its_own_state(head, status, price):
    made = state_at(merged(), BRANCHED, LOG, head)
    assert cells(made, "status", "price_eur_m2") == [status, price]


def test_that_what_a_merge_had_to_decide_and_did_not_is_damage():
    undecided = LOG[:3]
    with pytest.raises(DoorError) as caught:
        state_at(merged(), BRANCHED, undecided, "m")
    assert caught.value.code == "log_damaged"


def test_that_the_same_change_on_both_sides_is_no_conflict():
    log = (logged("a", "status", "issued", "x"), logged("b", "status", "issued", "x"))
    assert cells(state_at(merged(), BRANCHED, log, "m"), "status") == ["x"]


def test_that_a_change_and_a_removal_on_two_sides_need_a_decision():
    row = {"status": "issued"}
    log = (logged("a", "status", "issued", "x"), logged("b", WHOLE, row, GONE))
    with pytest.raises(DoorError):
        state_at(merged(), BRANCHED, log, "m")


def test_that_an_object_comes_back_with_all_it_had():
    log = (logged("a", WHOLE, {"status": "option", "price_eur_m2": 7.0}, GONE, "k9"),)
    made = state_at(small_project(), BRANCHED[:2], log, "r0")
    row = made.table("plots").frame.loc["k9"]
    assert (row["status"], row["price_eur_m2"]) == ("option", 7.0)
    assert "k9" not in state_at(made, BRANCHED[:2], log, "a").table("plots").uids


def test_that_what_nobody_knows_stays_as_it_is():
    log = (logged("a", "status", UNKNOWN, "withdrawn"),)
    assert cells(state_at(merged(), BRANCHED, log, "r0"), "status") == ["withdrawn"]


def test_that_a_revision_knows_its_ancestors():
    known = ancestry(BRANCHED)
    assert [known[name] for name in ("r0", "a", "b", "m")] == [0b0001, 0b0011, 0b0101, 0b1111]


def test_that_a_history_that_bites_its_tail_is_damage():
    with pytest.raises(DoorError) as caught:
        ancestry([revision("a", "b"), revision("b", "a")])
    assert caught.value.code == "log_damaged"


# --- edits by another program ---------------------------------------------------------------
def twice_saved(path: Path) -> Path:
    """Leave a file that has a ``.bak`` and a log."""
    opened = read_project(path)
    save(opened.stamp, edited(opened.project, "k2", "issued"), path, "Ans", "Uitgegeven", LATER)
    return path


def told(path: Path) -> list[tuple[str, object, object]]:
    outside = read_project(path).stamp.outside
    assert outside is not None
    return [(f"{c.uid}.{c.attribute}", c.old, c.new) for c in outside.changes]


def test_that_an_edit_outside_the_program_is_found_with_what_stood_there(path):
    twice_saved(path)
    put(path, "UPDATE kavels SET opmerking = 'QGIS' WHERE uid = 'k2'")
    put(path, "UPDATE kavels SET status = 'option' WHERE uid = 'k2'")
    read = read_project(path)
    assert told(path) == [("k2.status", "issued", "option"), ("k2.remark", None, "QGIS")]
    assert [f.code for f in read.findings] == ["changed_outside", "row_changed_outside"]
    assert read.findings[0].values["count"] == 2


def test_that_rows_added_and_removed_outside_are_found(path):
    twice_saved(path)
    put(path, "DELETE FROM kavels WHERE uid = 'k1'", "INSERT INTO kavels (uid) VALUES ('q1')")
    assert [name for name, _, _ in told(path)] == ["k1.*", "q1.*"]


def test_that_without_a_backup_the_log_tells_what_it_can(path):
    twice_saved(path)
    path.with_name(f"{path.name}.bak").unlink()
    put(path, "UPDATE kavels SET opmerking = 'QGIS' WHERE uid = 'k2'")
    put(path, "UPDATE kavels SET status = 'option' WHERE uid = 'k2'")
    read = read_project(path)
    assert told(path) == [("k2.status", "issued", "option")]
    assert read.stamp.outside.complete is False
    assert read.findings[0].code == "changed_outside_unknown"


def test_that_the_backup_of_another_project_tells_nothing(path, tmp_path):
    twice_saved(path)
    other = Project("ander", "Ander", {})
    write_new(other, tmp_path / "ander.gpkg", "A", "B", WHEN)
    (tmp_path / "ander.gpkg").replace(path.with_name(f"{path.name}.bak"))
    put(path, "UPDATE kavels SET opmerking = 'QGIS' WHERE uid = 'k2'")
    assert read_project(path).findings[0].code == "changed_outside_unknown"


def test_that_an_edit_outside_becomes_a_revision_of_its_own(path):
    twice_saved(path)
    put(path, "UPDATE kavels SET opmerking = 'QGIS' WHERE uid = 'k2'")
    read = read_project(path)
    project = edited(read.project, "k3", "frozen")
    saved = save(read.stamp, project, path, "Ans", "IJskast", LATER)
    entries = history(path)
    assert [entry.revision.message for entry in entries] == [
        "Eerste versie",
        "Uitgegeven",
        "buiten het programma",
        "IJskast",
    ]
    assert [entry.revision.id for entry in entries[2:]] == [r.id for r in saved.revisions]
    again = read_project(path)
    assert again.stamp.outside is None
    assert again.project.same_content(project)
    for entry in entries:
        rebuild_state(path, entry.revision.id)


def test_that_an_edit_outside_is_logged_even_when_nothing_else_changed(path):
    twice_saved(path)
    put(path, "UPDATE kavels SET opmerking = 'QGIS' WHERE uid = 'k2'")
    read = read_project(path)
    save(read.stamp, read.project, path, "Ans", "Niets", LATER)
    assert history(path)[-1].revision.message == "buiten het programma"
    assert read_project(path).findings == ()


def test_that_what_nobody_knows_is_logged_as_far_as_it_is_known(path):
    put(path, "UPDATE kavels SET opmerking = 'QGIS' WHERE uid = 'k2'")
    read = read_project(path)
    assert read.findings[0].code == "changed_outside_unknown"
    save(read.stamp, read.project, path, "Ans", "Niets", LATER)
    assert read_project(path).findings == ()
    first, last = history(path)
    rebuild_state(path, last.revision.id)
    with pytest.raises(DoorError) as caught:
        rebuild_state(path, first.revision.id)
    assert caught.value.code == "not_rebuilt"
