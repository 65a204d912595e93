"""Removes what the tools made: .venv, build and the caches; never a file under version control."""

import shutil
import sys

import machine

MADE = (
    ".venv",
    "build",
    "dist",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
)
ROOMS = ("werklocaties", "tests", "tools", "benchmarks", "sample_data")


def main() -> int:
    """Remove them all; what is absent is fine."""
    caches = [path for room in ROOMS for path in (machine.ROOT / room).rglob("__pycache__")]
    for path in [*(machine.ROOT / name for name in MADE), *caches]:
        if path.is_dir():
            shutil.rmtree(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
