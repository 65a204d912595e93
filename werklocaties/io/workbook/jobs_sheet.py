"""The sheet Banen: jobs per sector and municipality, as entered."""

import pandas as pd

from werklocaties.io.workbook.book import Book
from werklocaties.io.workbook.place import Place
from werklocaties.io.workbook.tables import (
    FIRST_ROW,
    Head,
    as_number,
    as_text,
    columns,
    finish,
    heading,
    origin_cell,
    rows,
)
from werklocaties.model.vocabulary import MUNICIPALITY

TITLE = "Banen"
JOBS = 6

_HEADS = (
    Head("uid", 10, "key", hidden=True),
    Head("revisie", 10, "key", hidden=True),
    Head("sector", 26),
    Head("gemeente", 22),
    Head("jaar", 9, "year"),
    Head("banen", 12, "input whole"),
    Head("herkomst", 16),
    Head("bron", 60, "grey"),
)


def _ordered(book: Book) -> pd.DataFrame:
    frame = book.results.project.table("jobs").frame
    return frame.sort_values(["year", "sector", "municipality"], kind="stable")


def plan_jobs(book: Book) -> None:
    """Let the jobs of the first year refer to their row, or to the sum of their rows."""
    year = book.results.dimensions.moments.reference_year
    found: dict[tuple[str, str], list[Place]] = {}
    for row, job in enumerate(_ordered(book).itertuples(), FIRST_ROW):
        if job.year == year:
            key = (str(job.sector), str(job.municipality))
            found.setdefault(key, []).append(Place(TITLE, JOBS, row))
    for key, places in found.items():
        one = places[0] if len(places) == 1 else _sum(places)
        book.cells["jobs_start", key] = one
    dims = book.results.dimensions
    for sector in dims.sectors:
        for code in dims.municipalities:
            book.cells.setdefault(("jobs_start", (sector, code)), "NA()")


def _sum(places: list[Place]) -> str:
    return f"SUM({','.join(place.seen_from('') for place in places)})"


def fill_jobs(book: Book, subtitle: str, revision: str) -> None:
    """Write the sheet."""
    sheet = book.sheets[TITLE]
    year = book.results.dimensions.moments.reference_year
    columns(sheet, _HEADS)
    heading(sheet, "Banen", subtitle, f"De banen van {year} werken door in methode D1")
    rows(
        sheet,
        _HEADS,
        (
            [
                job.Index,
                revision,
                as_text(job.sector),
                MUNICIPALITY.label(as_text(job.municipality)),
                as_number(job.year),
                as_number(job.jobs),
                origin_cell(job.origin),
                as_text(job.source),
            ]
            for job in _ordered(book).itertuples()
        ),
    )
    finish(sheet, _HEADS, 4)
    sheet.print_columns = len(_HEADS)
