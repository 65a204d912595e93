"""Makes .venv with the command ``werklocaties``; when it is up to date, does nothing."""

from __future__ import annotations

import hashlib
import platform
import subprocess
import sys

import machine

STAMP = machine.VENV / "werklocaties-installed.txt"
CONSTRAINTS = str(machine.ROOT / "constraints.txt")
NEEDED = (3, 11)
APT_LINE = "sudo apt-get install -y git make python3 python3-venv"


def main() -> int:
    """Bring machine and virtual environment to what the project needs."""
    missing = machine.missing_libraries(machine.QT_LIBRARIES)
    if _is_current() and not missing:
        return 0
    problem = _python_problem()
    if problem:
        machine.say(problem)
        return 1
    complete = machine.provide(missing, "Qt")
    status = 0 if _is_current() else _fill_environment()
    if status == 0 and not complete:
        machine.say("Installed, but Qt will not start before the libraries above are there.")
    return status


def _python_problem() -> str:
    if sys.version_info < NEEDED:
        found = platform.python_version()
        return f"Python 3.11 or newer is needed; this is {found}. On Debian 12:\n  {APT_LINE}"
    try:
        import ensurepip  # noqa: F401 - absent on a Debian without python3-venv
        import venv  # noqa: F401
    except ImportError:
        return f"This Python cannot make virtual environments. On Debian 12:\n  {APT_LINE}"
    return ""


def _wanted() -> str:
    """Give what the stamp must say: the content of the two files, and where .venv stands."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((machine.ROOT / name).read_bytes())
    return f"{digest.hexdigest()}\n{machine.VENV}\n"


def _is_current() -> bool:
    return STAMP.is_file() and STAMP.read_text(encoding="utf-8") == _wanted()


def _fill_environment() -> int:
    machine.say("Installing into .venv; the first time takes about a minute.")
    python = machine.program("python")
    pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", CONSTRAINTS]
    here = str(machine.ROOT)
    steps = [
        [] if _runs(python) else [sys.executable, "-m", "venv", "--clear", str(machine.VENV)],
        # The build backend comes from the constraints too: nothing is fetched unpinned.
        [*pip, "hatchling"],
        [*pip, "--no-build-isolation", "-e", f"{here}[test,dev]"],
        # The font cache is made here, not at the first start of the program.
        [python, "-c", "import matplotlib.font_manager"],
    ]
    for step in steps:
        status = machine.run(step) if step else 0
        if status:
            return status
    STAMP.write_text(_wanted(), encoding="utf-8")
    return 0


def _runs(python: str) -> bool:
    """Tell whether .venv is ours and alive: a copied or half-made one is made anew."""
    code = "import sys, pip; print(sys.prefix)"
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == str(machine.VENV)


if __name__ == "__main__":
    outcome = main()
    if outcome == 0:
        machine.say("Ready: " + machine.program("werklocaties"))
    sys.exit(outcome)
