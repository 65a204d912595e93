"""The wheel holds what the program reads at run time, and finds its example in itself."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "werklocaties/_sample/twente.gpkg"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and lay its content open, as an installation would."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "-w", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_that_every_file_of_the_package_is_in_the_wheel(unpacked):
    files = (path for path in (ROOT / "werklocaties").rglob("*") if path.is_file())
    wanted = {path.relative_to(ROOT) for path in files if "__pycache__" not in path.parts}
    assert {path for path in wanted if not (unpacked / path).is_file()} == set()


def test_that_the_example_in_the_wheel_is_that_of_the_checkout(unpacked):
    ours = (ROOT / "sample_data" / "twente.gpkg").read_bytes()
    assert (unpacked / SAMPLE).read_bytes() == ours


def test_that_an_installed_program_finds_its_example(unpacked, tmp_path):
    code = "from werklocaties.io.places import sample_project_path as p; print(p())"
    env = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=True)
    assert Path(done.stdout.decode().strip()) == unpacked / SAMPLE


def test_that_the_licence_travels_along(unpacked):
    (licence,) = unpacked.glob("*.dist-info/licenses/LICENSE")
    assert licence.read_bytes() == (ROOT / "LICENSE").read_bytes()
