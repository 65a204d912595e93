"""The history: states in a row, one shown, one saved; merging, limits, a machine against a list."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from werklocaties.model.project import Project
from werklocaties.session.history import History, Limits
from werklocaties.session.memory import bytes_of

EMPTY = Project.empty("0", "p")


def named(name: object) -> Project:
    return replace(EMPTY, name=str(name))


def names(history: History) -> list[str]:
    return [step.project.name for step in history.steps]


def test_that_undo_points_at_the_previous_object():
    first, second = named(1), named(2)
    history = History.start(first).apply("tweede", second)
    assert history.undo().project is first
    assert history.undo().redo().project is second


def test_that_the_labels_are_the_undo_menu():
    history = History.start(named(0)).apply("een", named(1)).apply("twee", named(2))
    assert (history.undo_label, history.redo_label) == ("twee", "")
    assert (history.undo().undo_label, history.undo().redo_label) == ("een", "twee")


@pytest.mark.parametrize("same", [lambda p: p, replace], ids=["object", "content"])
def test_that_an_edit_that_changes_nothing_is_no_step(same):
    history = History.start(named(1))
    assert history.apply("niets", same(history.project)) is history


def test_that_undo_and_redo_at_the_ends_do_nothing():
    history = History.start(named(1))
    assert history.undo() is history
    assert history.redo() is history


def test_that_an_edit_after_undo_drops_what_could_be_redone():
    history = History.start(named(0)).apply("een", named(1)).undo().apply("twee", named(2))
    assert names(history) == ["0", "2"]


def test_that_a_dragged_slider_is_one_step():
    history = History.start(named(0))
    for value in (1, 2, 3):
        history = history.apply("groei", named(value), merge_key="growth")
    assert names(history) == ["0", "3"]
    assert history.undo().project.name == "0"


def test_that_a_slider_dragged_back_to_its_start_leaves_no_step():
    history = History.start(named(0)).apply("groei", named(1), "growth")
    back = history.apply("groei", named(0), "growth")
    assert names(back) == ["0"]
    assert back.project is history.undo().project


def test_that_another_key_is_another_step():
    history = History.start(named(0)).apply("groei", named(1), "a").apply("deel", named(2), "b")
    assert names(history) == ["0", "1", "2"]


def test_that_merging_stops_at_the_saved_mark():
    history = History.start(named(0)).apply("groei", named(1), "growth")
    history = history.mark_saved(history.project).apply("groei", named(2), "growth")
    assert names(history) == ["0", "1", "2"]
    assert not history.is_saved
    assert history.undo().is_saved


def test_that_nothing_merges_into_a_state_that_was_undone_to():
    history = History.start(named(0)).apply("groei", named(1), "a").apply("deel", named(2), "b")
    assert names(history.undo().apply("groei", named(3), "a")) == ["0", "1", "3"]


def test_that_the_labels_since_the_last_save_make_its_message():
    history = History.start(named(0), saved=True).apply("een", named(1))
    history = history.mark_saved(history.project).apply("twee", named(2)).apply("drie", named(3))
    assert history.unsaved_labels == ("twee", "drie")
    assert history.undo().undo().unsaved_labels == ()


def test_that_the_oldest_steps_go_when_there_are_too_many():
    history = History.start(named(0), limits=Limits(steps=3))
    for value in range(1, 6):
        history = history.apply(str(value), named(value))
    assert names(history) == ["2", "3", "4", "5"]


def test_that_the_oldest_steps_go_when_they_take_too_much_memory():
    limits = Limits(size=250, measure=lambda states: 100 * len(list(states)))
    history = History.start(named(0), limits=limits)
    for value in range(1, 6):
        history = history.apply(str(value), named(value))
    assert names(history) == ["4", "5"]


def test_that_one_step_can_be_undone_however_large_the_project():
    history = History.start(named(0), limits=Limits(size=0, measure=lambda states: 1))
    assert names(history.apply("groot", named(1))) == ["0", "1"]


def test_that_tables_that_are_shared_count_once(project):
    once = bytes_of([project])
    assert once > 1000
    assert bytes_of([project, replace(project, name="ander")]) == once


def test_that_an_edit_costs_about_the_column_that_it_changed(project):
    changed = project.table("plots").with_values(["k1"], "status", ["option"])
    both = bytes_of([project, project.with_table(changed)])
    assert 0 < both - bytes_of([project]) < 2000


class Machine(RuleBasedStateMachine):
    """The history against a plain list of names with a place, a saved name and a key."""

    def __init__(self) -> None:
        super().__init__()
        self.counter = 0
        self.history = History.start(named(0), saved=True)
        self.list = [("0", None)]
        self.at = 0
        self.saved = "0"

    def edit(self, key: str | None) -> None:
        self.counter += 1
        self.history = self.history.apply("stap", named(self.counter), key)
        merges = (
            key is not None
            and self.at == len(self.list) - 1 > 0
            and self.list[self.at] == (self.list[self.at][0], key)
            and self.list[self.at][0] != self.saved
        )
        kept = self.list[: self.at] if merges else self.list[: self.at + 1]
        self.list = [*kept, (str(self.counter), key)]
        self.at = len(self.list) - 1

    @rule(key=st.sampled_from([None, "a", "b"]))
    def apply(self, key):
        self.edit(key)

    @rule()
    def nothing(self):
        self.history = self.history.apply("niets", replace(self.history.project), "a")

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self):
        self.history = self.history.undo()
        self.at -= 1

    @precondition(lambda self: self.at < len(self.list) - 1)
    @rule()
    def redo(self):
        self.history = self.history.redo()
        self.at += 1

    @rule()
    def save(self):
        self.history = self.history.mark_saved(self.history.project)
        self.saved = self.list[self.at][0]

    @invariant()
    def agrees(self):
        assert names(self.history) == [name for name, _ in self.list]
        assert self.history.project.name == self.list[self.at][0]
        assert self.history.is_saved == (self.list[self.at][0] == self.saved)


Machine.TestCase.settings = settings(max_examples=40, stateful_step_count=25)
TestAgainstAList = Machine.TestCase
