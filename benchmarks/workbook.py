"""The scenario workbook, formatted, with formulas and cached values, against bare values."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import Size, make_project
from measure import Row, against
from peers import Sheets, read_cells, write_bare_workbook

from werklocaties.io.workbook import write_workbook
from werklocaties.model.compute import compute

MADE_ON = date(2026, 1, 1)


def rows(size: Size, rounds: int) -> Iterator[Row]:
    """One line: the peer writes the values of all our cells, without formula or format."""
    results = compute(make_project(size), "Basis")
    with TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.xlsx", Path(folder) / "bare.xlsx"
        write_workbook(results, ours, made_on=MADE_ON)
        cells = read_cells(ours)
        yield against(
            f"workbook, {_count(cells):,} cells",
            lambda: write_workbook(results, ours, made_on=MADE_ON),
            "openpyxl write-only",
            lambda: write_bare_workbook(cells, theirs),
            2.2,
            rounds,
        )


def _count(cells: Sheets) -> int:
    return sum(value is not None for rows in cells.values() for row in rows for value in row)
