"""Older formats: upgraded in a copy at reading, in the work file at saving."""

import pytest
from project_cases import LATER, edited, put, query

from werklocaties.io.project_file import migrations, read_project, save
from werklocaties.model.finding import DoorError


@pytest.fixture
def old(path):
    """A file of a format that never was: 0, in which the status had another name."""
    put(
        path,
        "ALTER TABLE kavels RENAME COLUMN status TO stand",
        "UPDATE werklocaties_meta SET waarde = '0' WHERE sleutel = 'formaat'",
    )
    return path


@pytest.fixture
def _step(monkeypatch):
    def rename(connection):
        connection.execute("ALTER TABLE kavels RENAME COLUMN stand TO status")

    monkeypatch.setitem(migrations.STEPS, 0, rename)


def test_that_format_1_is_the_first(old):
    assert migrations.oldest() == 1
    with pytest.raises(DoorError) as caught:
        read_project(old)
    assert caught.value.code == "format_unknown"


@pytest.mark.usefixtures("_step")
def test_that_an_old_file_is_read_through_its_steps_and_left_alone(old, project):
    before = old.read_bytes()
    read = read_project(old)
    assert read.project.same_content(project)
    assert read.stamp.outside is None
    assert old.read_bytes() == before


@pytest.mark.usefixtures("_step")
def test_that_saving_an_old_file_upgrades_it(old):
    read = read_project(old)
    save(read.stamp, edited(read.project), old, "A", "B", LATER)
    formats = query(old, "SELECT waarde FROM werklocaties_meta WHERE sleutel = 'formaat'")
    assert formats == [("1",)]
    assert read_project(old).project.same_content(edited(read.project))


@pytest.mark.usefixtures("_step")
def test_that_a_step_that_fails_is_damage_not_a_traceback(path):
    put(path, "UPDATE werklocaties_meta SET waarde = '0' WHERE sleutel = 'formaat'")
    with pytest.raises(DoorError) as caught:
        read_project(path)
    assert caught.value.code == "file_damaged"
