"""The sheet Meldingen: what the program has to say about the data, in sentences."""

from werklocaties.io.workbook.book import Book
from werklocaties.io.workbook.tables import Head, columns, finish, heading, rows
from werklocaties.model.finding import Finding
from werklocaties.presentation import sentences

TITLE = "Meldingen"

_HEADS = (
    Head("ernst", 14),
    Head("waar", 60, "grey"),
    Head("wat", 90, "wrapped"),
    Head("wat nu", 70, "wrapped"),
    Head("code", 28, "grey"),
)
_SEVERITIES = {"error": "fout", "warning": "waarschuwing", "info": "ter info"}


def fill_findings(book: Book, subtitle: str) -> None:
    """Write the sheet; the gravest first."""
    sheet, order = book.sheets[TITLE], list(_SEVERITIES)
    found = sorted(book.results.findings, key=lambda one: order.index(one.severity))
    said = f"{len(found)} meldingen" if found else "Geen meldingen"
    columns(sheet, _HEADS)
    heading(sheet, "Meldingen", subtitle, said)
    rows(sheet, _HEADS, (_row(finding) for finding in found))
    finish(sheet, _HEADS, 1)
    sheet.print_columns = len(_HEADS)


def _row(finding: Finding) -> list[object]:
    return [
        _SEVERITIES[finding.severity],
        sentences.where(finding),
        sentences.sentence(finding),
        sentences.advice(finding),
        finding.code,
    ]
