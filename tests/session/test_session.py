"""The session: what changed is told by part, one selection, results per scenario."""

from dataclasses import replace

import pytest

from werklocaties.model.finding import DoorError
from werklocaties.session.actions import results
from werklocaties.session.session import Origin, Session, parts_changed


@pytest.fixture
def heard(session):
    said = []
    session.changed.connect(said.append)
    return said


def with_option(session: Session):
    plots = session.project.table("plots").with_values(["k1"], "status", ["option"])
    return session.project.with_table(plots)


def test_that_an_edit_tells_which_parts_to_read_again(session, heard):
    session.apply("Kavel in optie", with_option(session))
    assert heard == [{"plots"}]


def test_that_an_edit_that_changes_nothing_tells_nothing(session, heard):
    session.apply("niets", replace(session.project))
    assert heard == []


def test_that_undo_and_redo_tell_the_same_parts(session, heard):
    session.apply("Kavel in optie", with_option(session))
    session.undo()
    session.redo()
    assert heard == [{"plots"}] * 3


def test_that_undo_without_edits_tells_nothing(session, heard):
    session.undo()
    assert heard == []


def test_that_another_name_is_the_part_project(project):
    assert parts_changed(project, replace(project, name="ander")) == {"project"}
    assert parts_changed(project, project) == set()


def test_that_the_first_edit_after_a_save_tells_that_the_file_is_behind(session, heard):
    session.mark_saved(session.project, Origin())
    session.apply("Kavel in optie", with_option(session))
    assert heard[-1] == {"plots", "file"}


def test_that_there_is_one_selection_and_it_tells_only_when_it_changes(session, heard):
    chosen = frozenset({("plots", "k1")})
    session.select(chosen)
    session.select(chosen)
    assert session.selection == chosen
    assert heard == [{"selection"}]


def test_that_another_project_begins_with_no_history_selection_or_results(session, project):
    session.apply("Kavel in optie", with_option(session))
    session.select(frozenset({("plots", "k1")}))
    session.start(results.compute(session, "Basis")).result()
    session.load(project, Origin())
    assert session.history.undo_label == ""
    assert session.selection == frozenset()
    assert session.results.latest("s1") is None


def test_that_results_are_kept_and_told_per_scenario(session):
    told = []
    session.results_changed.connect(told.append)
    session.start(results.compute(session, "Hoog")).result()
    assert told == ["s2"]
    assert session.results.current("s2", session.project) is not None


def test_that_undo_makes_results_stale_and_nothing_is_recomputed_unasked(session):
    session.start(results.compute(session, "Basis")).result()
    session.apply("Kavel in optie", with_option(session))
    assert session.results.is_stale("s1", session.project)


def test_that_a_scenario_that_does_not_exist_is_refused_before_the_work(session):
    with pytest.raises(DoorError, match="unknown_scenario"):
        results.compute(session, "Laag")
