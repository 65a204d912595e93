"""Copies of the example and of a small project, and the command line as a function."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.small import WHEN, small_project
from werklocaties.cli import main
from werklocaties.io.places import sample_project_path
from werklocaties.io.project_file import write_new


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(self.out)
        return made


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    def run(*args: object) -> Ended:
        status = main([str(arg) for arg in args])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ended(status, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def example() -> Path:
    return sample_project_path()


@pytest.fixture
def twente(tmp_path: Path, example: Path) -> Path:
    return Path(shutil.copyfile(example, tmp_path / "twente.gpkg"))


@pytest.fixture(scope="session")
def _written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("klein") / "klein.gpkg"
    write_new(small_project(), path, "Jan", "Eerste versie", WHEN)
    return path


@pytest.fixture
def small(tmp_path: Path, _written: Path) -> Path:
    return Path(shutil.copyfile(_written, tmp_path / "klein.gpkg"))


@pytest.fixture
def digest() -> Callable[[Path], str]:
    return lambda path: hashlib.sha256(path.read_bytes()).hexdigest()
