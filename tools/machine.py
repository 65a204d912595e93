"""What every tool needs: the places of this checkout, running a command, Debian packages.

Standard library only, and nothing that an older Python stumbles over while importing: these
files also have to tell somebody with such a Python what to do.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
_WINDOWS = os.name == "nt"
_BIN = VENV / ("Scripts" if _WINDOWS else "bin")

# What Qt opens when it starts without a screen: the file that is loaded, its package.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
OFFICE_COMMANDS = {"soffice": "libreoffice-calc", "pdftoppm": "poppler-utils"}
QGIS_PACKAGES = ["python3-qgis", "qgis"]


def say(text: str) -> None:
    """Print one line at once, also when the output goes to a file."""
    print(text, flush=True)


def program(name: str) -> str:
    """Give the path of a program in the virtual environment."""
    return str(_BIN / (name + ".exe" if _WINDOWS else name))


def run(
    command: Sequence[str], extra_env: Mapping[str, str] | None = None, quiet: bool = False
) -> int:
    """Run a command in the root of the checkout and return its exit status; quiet: errors only."""
    say("$ " + " ".join(_short(part) for part in command))
    env = {**os.environ, **(extra_env or {})}
    output = subprocess.DEVNULL if quiet else None
    done = subprocess.run(list(command), cwd=str(ROOT), env=env, stdout=output, check=False)
    return done.returncode


def _short(part: str) -> str:
    inside = part.startswith(str(ROOT) + os.sep)
    return os.path.relpath(part, str(ROOT)) if inside else part


def headless() -> dict[str, str]:
    """Give the environment in which Qt needs no screen, unless one was chosen."""
    return {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}


def missing_libraries(packages: Mapping[str, str]) -> list[str]:
    """Give the packages of the shared libraries that this machine cannot load."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for library, package in packages.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_commands(packages: Mapping[str, str]) -> list[str]:
    """Give the packages of the commands that are not on the path."""
    return [package for command, package in packages.items() if shutil.which(command) is None]


def has_qgis() -> bool:
    """Tell whether the Python of the machine can load QGIS."""
    python = shutil.which("python3", path="/usr/bin")
    if python is None:
        return False
    command = [python, "-c", "import qgis.core"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def provide(packages: Sequence[str], purpose: str) -> bool:
    """Install Debian packages when root, else print the line that does; tell whether they came."""
    if not packages:
        return True
    apt = shutil.which("apt-get")
    if apt is None:
        say(f"For {purpose} this machine lacks what Debian calls: {' '.join(packages)}")
        return False
    install = [apt, "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        say(f"For {purpose}, run once:\n  sudo {' '.join(['apt-get', *install[1:]])}")
        return False
    return _apt_install(apt, install)


def _apt_install(apt: str, install: Sequence[str]) -> bool:
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    if run(install, env, quiet=True) == 0:
        return True
    say("The package lists may be old; refreshing them.")
    return run([apt, "update"], env, quiet=True) == 0 and run(install, env, quiet=True) == 0
