"""The small project, its file, and its file opened."""

import shutil
import sys
from pathlib import Path

import pytest

# Under --import-mode=importlib a test finds modules beside it only when told where they are.
sys.path.insert(0, str(Path(__file__).parent))

from project_cases import WHEN, small_project

from werklocaties.io.project_file import Opened, read_project, write_new
from werklocaties.model.project import Project


@pytest.fixture
def project() -> Project:
    return small_project()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("geschreven") / "proef.gpkg"
    write_new(small_project(), target, "Gemeente Hengelo", "Eerste versie", WHEN)
    return target


@pytest.fixture
def path(tmp_path: Path, written: Path) -> Path:
    return Path(shutil.copyfile(written, tmp_path / "proef.gpkg"))


@pytest.fixture
def opened(path: Path) -> Opened:
    return read_project(path)
