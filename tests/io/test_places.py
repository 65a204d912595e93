"""Where the program keeps its files: under one folder when that is asked for."""

from pathlib import Path

import pytest

from werklocaties.io import places
from werklocaties.model.finding import DoorError

FOLDERS = (places.config_dir, places.cache_dir, places.log_dir, places.recovery_dir)


def test_that_one_folder_holds_everything_when_it_is_named(home):
    assert places.home() == home
    assert [folder().relative_to(home).as_posix() for folder in FOLDERS] == [
        "config",
        "cache",
        "log",
        "recovery",
    ]
    assert not home.exists()


def test_that_the_system_says_where_when_no_folder_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("WERKLOCATIES_HOME")
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    assert places.home() is None
    assert len({folder() for folder in FOLDERS}) == len(FOLDERS)
    assert all("werklocaties" in folder().parts for folder in FOLDERS)


@pytest.fixture
def package(tmp_path: Path, monkeypatch) -> Path:
    """Stand in for the installed package, without the example."""
    folder = tmp_path / "werklocaties"
    folder.mkdir()
    monkeypatch.setattr(places, "files", lambda _: folder)
    return folder


def test_that_the_example_of_the_wheel_goes_before_that_of_the_checkout(package):
    checkout = package.parent / "sample_data" / "twente.gpkg"
    wheel = package / "_sample" / "twente.gpkg"
    for path in (checkout, wheel):
        path.parent.mkdir()
        path.touch()
        assert places.sample_project_path() == path


def test_that_a_missing_example_is_said_so(package):
    with pytest.raises(DoorError) as caught:
        places.sample_project_path()
    assert caught.value.code == "sample_missing"
