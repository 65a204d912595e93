"""What all tests share: a home of their own, the files beside the checkout, an honest ending."""

import itertools
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A slow machine is no failure, and the same code gives the same examples everywhere.
settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parent.parent
QGIS_PYTHON = "/usr/bin/python3"  # QGIS comes with the machine's own Python, not with the venv
USER_FOLDERS = (
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "APPDATA",
    "LOCALAPPDATA",
)


# --- a home for every test ---------------------------------------------------------------
@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(scope="session")
def _user_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Stand in for the user's own folders, in which no test may leave anything of ours."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    folder = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MPLCONFIGDIR", os.environ.get("MPLCONFIGDIR", str(cache / "matplotlib")))
        for name in USER_FOLDERS:
            patch.setenv(name, str(folder))
        yield folder


_number = itertools.count()


@pytest.fixture(autouse=True)
def home(_homes: Path, _user_folder: Path) -> Iterator[Path]:
    """Give settings, cache, log and recovery a new folder, and guard the user's own.

    The folder does not exist yet: making it is the program's work.
    """
    folder = _homes / str(next(_number))
    before = os.environ.get("WERKLOCATIES_HOME")
    os.environ["WERKLOCATIES_HOME"] = str(folder)
    yield folder
    if before is None:
        os.environ.pop("WERKLOCATIES_HOME", None)
    else:
        os.environ["WERKLOCATIES_HOME"] = before
    strays = [path for path in _user_folder.iterdir() if "werklocaties" in path.name.lower()]
    for path in strays:  # moved aside, or the tests after this one would get the blame
        path.rename(_homes / f"stray-{next(_number)}")
    assert not strays, f"written outside WERKLOCATIES_HOME: {[path.name for path in strays]}"


# --- what not every machine has ----------------------------------------------------------
@pytest.fixture(scope="session")
def shared_path() -> Path:
    """Give the folder with real data and reference figures that stands beside the checkout.

    ``WERKLOCATIES_SHARED`` names another place. Use: ``shared_path / "reference" / "..."``.
    """
    folder = Path(os.environ.get("WERKLOCATIES_SHARED", ROOT.parent / "shared"))
    if not (folder / "reference").is_dir():
        pytest.skip("the folder 'shared' is not beside the checkout")
    return folder


@pytest.fixture(scope="session")
def qgis_python() -> str:
    """Give the Python of the machine that can ``import qgis.core``."""
    return QGIS_PYTHON


def _has_qgis() -> bool:
    command = [QGIS_PYTHON, "-c", "import qgis.core"]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _has_office() -> bool:
    return all(shutil.which(name) for name in ("soffice", "pdftoppm"))


NEEDS = {
    "judge": (_has_qgis, "QGIS is absent: make judges"),
    "office": (_has_office, "LibreOffice or pdftoppm is absent: make test"),
}


# Last, so that the machine is asked only for tests that -m and -k left over.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for marker, (is_there, reason) in NEEDS.items():
        needing = [item for item in items if item.get_closest_marker(marker)]
        if needing and not is_there():
            for item in needing:
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List every test that did not run: a green line must not hide them."""
    skipped = terminalreporter.getreports("skipped")
    if not skipped:
        return
    terminalreporter.section("niet uitgevoerd (not run)")
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.line(f"{report.nodeid}: {reason}")
