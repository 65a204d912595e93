"""Project files through the session: save, open, save as; results with the hash of their input."""

import pytest

from werklocaties.io.project_file import history, read_results
from werklocaties.io.settings import Settings
from werklocaties.model.finding import DoorError
from werklocaties.session.actions import files, log, results
from werklocaties.session.actions.values import set_text


def open_in(make_session, path):
    session = make_session()
    done = session.start(files.open_project(session, path)).result()
    return session, done


def test_that_what_is_saved_is_opened_again(saved, make_session, project):
    other, done = open_in(make_session, saved.origin.path)
    assert other.project.same_content(project)
    assert other.history.is_saved
    assert done.findings == ()


def test_that_a_save_is_one_revision_with_the_undo_menu_as_message(saved):
    set_text(saved, "Basis", "iron_years=2")
    set_text(saved, "Basis", "plot:k1:status=option")
    saved.start(files.save(saved)).result()
    first, second = history(saved.origin.path)
    assert first.revision.message == "Eerste versie"
    assert second.revision.message == "iron_years gewijzigd; plot:k1:status gewijzigd"
    assert second.revision.author == "Jan"
    assert len(second.changes) == 2
    assert saved.history.is_saved


def test_that_a_long_message_is_cut(saved):
    for n in range(40):
        set_text(
            saved,
            "Basis",
            f"special:name=naam{n}:market_area=Hengelo-Borne:segment=regulier:period=2024-2029=1",
        )
    saved.start(files.save(saved)).result()
    assert len(history(saved.origin.path)[-1].revision.message) == files.LONGEST_MESSAGE


def test_that_save_as_takes_the_history_along(saved, tmp_path):
    set_text(saved, "Basis", "iron_years=2")
    other = tmp_path / "ander.gpkg"
    saved.start(files.save_as(saved, other)).result()
    assert saved.origin.path == other
    assert len(history(other)) == 2


def test_that_current_results_are_saved_and_stale_ones_are_not(saved):
    saved.start(results.compute(saved, "Basis")).result()
    saved.start(files.save(saved)).result()
    path, stamp = saved.origin.path, saved.origin.stamp
    kept = read_results(path, stamp, "balans", "s1")
    assert kept["marktgebied"][0] == "Hengelo-Borne"
    found = saved.results.latest("s1")
    assert kept["eindstand"][0] == pytest.approx(float(found["closing"][0, 0, 0]), abs=1e-12)
    set_text(saved, "Basis", "iron_years=2")
    saved.start(files.save(saved)).result()
    assert read_results(path, saved.origin.stamp, "balans", "s1") is None


def test_that_nobody_saves_without_a_name(make_session, tmp_path):
    session = make_session(settings=Settings())
    with pytest.raises(DoorError, match="author_missing"):
        files.save_as(session, tmp_path / "x.gpkg")


def test_that_a_new_project_has_no_file_to_save_over(session):
    files.new(session, "Nieuw")
    assert session.project.name == "Nieuw"
    with pytest.raises(DoorError, match="project_without_file"):
        files.save(session)


def test_that_a_file_above_the_limit_of_the_settings_is_refused(saved, make_session):
    session = make_session(settings=Settings(largest_file_mb=0.01))
    with pytest.raises(DoorError, match="file_too_large"):
        session.start(files.open_project(session, saved.origin.path)).result()


def test_that_a_refused_file_leaves_what_is_open(session, tmp_path, project):
    with pytest.raises(DoorError, match="file_missing"):
        session.start(files.open_project(session, tmp_path / "weg.gpkg")).result()
    assert session.project is project


def test_that_the_log_can_be_about_one_object(saved):
    set_text(saved, "Basis", "plot:k1:status=option")
    saved.start(files.save(saved)).result()
    told = saved.start(log.show(saved, saved.origin.path, "k1")).result()
    (entry,) = told.entries
    (change,) = entry.changes
    assert (change.attribute, change.old, change.new) == ("status", "issuable_now", "option")
