"""What must hold before a commit: format, lint, types, import contracts, fast tests."""

from __future__ import annotations

import sys
import time

import install
import machine

FAST = "not heavy and not office and not judge"


def main() -> int:
    """Run all checks, also after a failure, and name those that failed."""
    status = install.main()
    if status:
        return status
    begun = time.monotonic()
    failed = [name for name, command in _checks() if machine.run(command, machine.headless())]
    machine.say(f"check took {time.monotonic() - begun:.0f} s")
    if failed:
        machine.say("failed: " + ", ".join(failed))
    return 1 if failed else 0


def _checks() -> list[tuple[str, list[str]]]:
    ruff = machine.program("ruff")
    return [
        ("format", [ruff, "format", "--check", "."]),
        ("lint", [ruff, "check", "."]),
        ("types", [machine.program("mypy")]),
        ("imports", [machine.program("lint-imports")]),
        ("tests", [machine.program("pytest"), "-q", "-n", "auto", "-m", FAST, *sys.argv[1:]]),
    ]


if __name__ == "__main__":
    sys.exit(main())
