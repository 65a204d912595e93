"""The log: what was done, with no folder, no value and no person in it."""

from pathlib import Path

import pytest

from werklocaties.io import log_file
from werklocaties.io.log_file import Log, log_to


def lines(folder):
    return (folder / log_file.FILE).read_text(encoding="utf-8").splitlines()


@pytest.fixture
def log(tmp_path):
    made = log_to(tmp_path / "log")
    yield made
    made.close()


def test_that_an_entry_names_the_file_without_its_folder(log, tmp_path):
    log.started("open_project", Path("/home/jan.jansen/geheim/twente.gpkg"))
    (line,) = lines(tmp_path / "log")
    assert line.endswith("open_project begonnen file=twente.gpkg")
    assert "jansen" not in line


def test_that_an_end_says_how_it_went(log, tmp_path):
    log.ended("open_project", findings=3)
    log.ended("save_project", code="disk_full")
    first, second = lines(tmp_path / "log")
    assert first.endswith("open_project klaar meldingen=3")
    assert second.endswith("save_project geweigerd code=disk_full")


def test_that_an_unexpected_error_is_noted_by_kind_and_place_without_its_words(log, tmp_path):
    def fail():
        raise ValueError("optiehouder Jansen")

    try:
        fail()
    except ValueError as error:
        log.unexpected(error)
    (line,) = lines(tmp_path / "log")
    assert "ValueError test_log_file.py:" in line
    assert "Jansen" not in line
    assert str(tmp_path) not in line


def test_that_the_log_keeps_five_files_of_a_set_size(tmp_path, monkeypatch):
    monkeypatch.setattr(log_file, "SIZE", 500)
    log = log_to(tmp_path)
    for _ in range(100):
        log.started("open_project", Path("twente.gpkg"))
    log.close()
    found = sorted(path.name for path in tmp_path.iterdir())
    assert found == [log_file.FILE, *(f"{log_file.FILE}.{n}" for n in range(1, 5))]
    assert all(path.stat().st_size <= 500 for path in tmp_path.iterdir())


def test_that_a_folder_that_cannot_be_made_gives_a_log_that_goes_nowhere(tmp_path):
    (tmp_path / "bezet").write_text("", encoding="utf-8")
    log = log_to(tmp_path / "bezet" / "log")
    log.started("open_project")
    log.close()


def test_that_a_full_disk_does_not_stop_the_work(tmp_path, monkeypatch, capsys):
    log = log_to(tmp_path)
    monkeypatch.setattr(log_file._Quiet, "_open", lambda self: (_ for _ in ()).throw(OSError(28)))
    log.started("open_project")
    log.close()
    assert capsys.readouterr().err == ""


def test_that_a_log_without_a_file_says_nothing():
    Log().started("open_project")
