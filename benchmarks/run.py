"""Our speed against that of peers in the same run: prints a table, writes results.json.

    python benchmarks/run.py [--size twente|x10] [--rounds 5] [--only recompute ...]

A missed target is reported, not an error: machines differ, and figures are ratios.
"""

import argparse
import json
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from generator import SIZES, Size
from measure import FEWEST, Row, absent

RESULTS = Path(__file__).resolve().parent / "results.json"

BENCHES = ("recompute", "saving", "workbook", "importing")
"""Scripts beside this one; each has ``rows(size, rounds)``."""

HEAD = ("what", "ours", "against", "peer", "ratio", "target", "")
WIDTHS = (32, 10, 24, 10, 7, 7, 6)


def measured(size: Size, rounds: int, names: Sequence[str] = BENCHES) -> Iterator[Row]:
    """Run benches one after another; one whose peer is not installed says so."""
    for name in names:
        try:
            bench = import_module(name)
        except ModuleNotFoundError as error:
            yield absent(name, str(error.name), None, f"{error.name} is not installed")
            continue
        yield from bench.rows(size, rounds)


def cells(row: Row) -> tuple[str, ...]:
    """Give a line of the table as words."""
    if row.ratio is None or row.ours_s is None or row.peer_s is None:
        return row.name, "n/a", row.peer, "", "", _target(row), f"({row.reason})"
    met = {True: "met", False: "missed", None: ""}[row.met]
    times = f"{1000 * row.ours_s:.1f} ms", f"{1000 * row.peer_s:.1f} ms"
    return row.name, times[0], row.peer, times[1], f"{row.ratio:.2f}", _target(row), met


def _target(row: Row) -> str:
    return "none" if row.target is None else f"{row.target:.2f}"


def line(words: Sequence[str]) -> str:
    """Lay words out in columns: words left, numbers right."""
    first, ours, peer, theirs, ratio, target, met = words
    parts = zip((first, ours, peer, theirs, ratio, target, met), "<><>>><", WIDTHS, strict=True)
    return "  ".join(f"{word:{side}{width}}" for word, side, width in parts).rstrip()


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--size", choices=SIZES, default="twente")
    parser.add_argument("--rounds", type=int, default=FEWEST)
    parser.add_argument("--only", choices=BENCHES, nargs="+", default=BENCHES)
    return parser.parse_args(given)


def main(given: Sequence[str]) -> int:
    """Measure, print, and keep the results."""
    arguments = _arguments(given)
    rounds = max(FEWEST, arguments.rounds)
    print(line(HEAD), flush=True)
    found = []
    for row in measured(SIZES[arguments.size], rounds, arguments.only):
        found.append(row)
        print(line(cells(row)), flush=True)
    print(
        f"\nsize {arguments.size}, median of {rounds} rounds in turn, Python "
        f"{platform.python_version()}; a ratio below the target is good."
    )
    about = {"size": arguments.size, "rounds": rounds, "python": platform.python_version()}
    kept = [{**asdict(row), "met": row.met} for row in found]
    RESULTS.write_text(json.dumps({**about, "rows": kept}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
