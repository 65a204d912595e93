"""Where the program keeps its own files, and where the example stands.

``WERKLOCATIES_HOME`` puts settings, cache, log and recovery together under one folder;
otherwise they stand where the operating system wants them. Nothing is made here: who
writes makes the folder.
"""

import os
from importlib.resources import files
from pathlib import Path

import platformdirs

from werklocaties.model.finding import DoorError

APP = "werklocaties"
SAMPLE = "twente.gpkg"


def home() -> Path | None:
    """Return the one folder that ``WERKLOCATIES_HOME`` names, or None when it names none."""
    named = os.environ.get("WERKLOCATIES_HOME", "")
    return Path(named) if named else None


def _place(name: str, otherwise: str) -> Path:
    chosen = home()
    return Path(otherwise) if chosen is None else chosen / name


def config_dir() -> Path:
    """Return the folder of ``settings.toml`` and ``window.toml``."""
    return _place("config", platformdirs.user_config_dir(APP, appauthor=False))


def cache_dir() -> Path:
    """Return the folder of what can be made again."""
    return _place("cache", platformdirs.user_cache_dir(APP, appauthor=False))


def log_dir() -> Path:
    """Return the folder of the rotating log."""
    return _place("log", platformdirs.user_log_dir(APP, appauthor=False))


def recovery_dir() -> Path:
    """Return the folder of the snapshots that are offered after a crash."""
    data = platformdirs.user_data_dir(APP, appauthor=False)
    return _place("recovery", str(Path(data) / "recovery"))


def sample_project_path() -> Path:
    """Return the example project: from the wheel when installed, else from the checkout.

    Raises:
        DoorError: ``sample_missing`` when it stands in neither place.
    """
    package = Path(str(files(APP)))
    for path in (package / "_sample" / SAMPLE, package.parent / "sample_data" / SAMPLE):
        if path.is_file():
            return path
    raise DoorError("sample_missing", file=SAMPLE)
