"""Tables without a map: CSV in its Dutch and English spellings, and sheets of a workbook."""

import csv
import io
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from werklocaties.io.rows import FieldInfo, LayerInfo, Piece
from werklocaties.io.texts import as_text
from werklocaties.model.finding import DoorError, Finding

DELIMITERS = ";,\t|"
_LOOKED_AT = 50
_SAMPLE = 200


@dataclass(frozen=True)
class Sheet:
    """One table: its header, its rows of equal length, and the number of each row."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    numbers: tuple[int, ...]
    findings: tuple[Finding, ...] = ()
    unread: int = 0

    def info(self, file: str) -> LayerInfo:
        """Describe the sheet as a layer without geometry."""
        columns = list(zip(*self.rows[:_SAMPLE], strict=True)) or [() for _ in self.header]
        fields = tuple(
            FieldInfo(name, _type_of(values), tuple(values))
            for name, values in zip(self.header, columns, strict=True)
        )
        return LayerInfo(file, self.name, "", len(self.rows) + self.unread, fields)

    def piece(self) -> Piece:
        """Return all rows; a table without geometry is small enough for one piece."""
        columns = list(zip(*self.rows, strict=True)) or [() for _ in self.header]
        values = {name: _array(c) for name, c in zip(self.header, columns, strict=True)}
        numbers = tuple(str(number) for number in self.numbers)
        return Piece(numbers, values, None, self.findings, self.unread)


def _array(values: Sequence[object]) -> np.ndarray:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _type_of(values: Sequence[object]) -> str:
    kinds = {type(value).__name__ for value in values if value is not None}
    return kinds.pop() if len(kinds) == 1 else "str"


# --- csv ---------------------------------------------------------------------------------
def read_csv(path: Path, name: str) -> Sheet:
    """Read a CSV: encoding, delimiter and header found out, rows that do not fit reported.

    Raises:
        DoorError: ``file_unreadable``, or ``not_a_layer`` when the lines are no table.
    """
    try:
        decoded = as_text(path.read_bytes())
    except OSError as error:
        raise DoorError("file_unreadable", file=path.name) from error
    text, delimiter = _delimiter(decoded.text)
    if not delimiter:
        raise DoorError("not_a_layer", file=path.name)
    try:
        lines = list(enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1))
    except csv.Error as error:
        raise DoorError("not_a_layer", file=path.name) from error
    sheet = _sheet(name, lines)
    lost = Counter(text)["\ufffd"]
    return (
        sheet
        if not lost
        else _with(sheet, Finding("text_broken", "warning", name, values={"count": lost}))
    )


def _with(sheet: Sheet, finding: Finding) -> Sheet:
    return Sheet(
        sheet.name,
        sheet.header,
        sheet.rows,
        sheet.numbers,
        (*sheet.findings, finding),
        sheet.unread,
    )


def _delimiter(text: str) -> tuple[str, str]:
    """Return the text and the delimiter that cuts its first lines into the most equal rows.

    Excel may write it in a first line of its own: ``sep=;``.
    """
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[-1]
    widths = {delimiter: _width(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: widths[delimiter])
    return text, best if widths[best] > 1 else ""


def _width(text: str, delimiter: str) -> int:
    """Count the columns, or 0 when fewer than seven in ten of the lines agree."""
    reader = csv.reader(io.StringIO("\n".join(text.splitlines()[:_LOOKED_AT])), delimiter=delimiter)
    try:
        counts = Counter(len(row) for row in reader if any(row))
    except csv.Error:
        return 0
    if not counts:
        return 0
    width, times = counts.most_common(1)[0]
    return width if times >= 0.7 * counts.total() else 0


# --- workbook ----------------------------------------------------------------------------
def read_workbook(path: Path) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook as they were last calculated.

    Raises:
        DoorError: ``file_truncated`` when the workbook is damaged.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    broken = (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        SyntaxError,
    )
    try:
        # openpyxl warns of parts that it leaves out (validation, headers): none holds a value.
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            sheets = [(sheet.title, _cells(sheet)) for sheet in book.worksheets]
    except broken as error:
        raise DoorError("file_truncated", file=path.name) from error
    return tuple(_sheet(name, lines) for name, lines in sheets if lines)


def _cells(sheet: object) -> list[tuple[int, list[object]]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # writers lie about them
    rows = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    lines = [(number, _trimmed(row)) for number, row in enumerate(rows, start=1)]
    filled = [(number, row) for number, row in lines if row]
    return _from_header(filled)


def _trimmed(row: Iterable[object]) -> list[object]:
    cells = list(row)
    while cells and _is_blank(cells[-1]):
        cells.pop()
    return cells


def _from_header(lines: list[tuple[int, list[object]]]) -> list[tuple[int, list[object]]]:
    """Skip titles above the table: the header is the first row as wide as any near the top."""
    top = [sum(not _is_blank(cell) for cell in row) for _, row in lines[:20]]
    start = next((i for i, filled in enumerate(top) if filled >= 0.8 * max(top)), 0)
    return lines[start:]


# --- both --------------------------------------------------------------------------------
def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _sheet(name: str, lines: Sequence[tuple[int, Sequence[object]]]) -> Sheet:
    filled = [(n, row) for n, row in lines if not all(_is_blank(cell) for cell in row)]
    if not filled:
        return Sheet(name, (), (), ())
    header = _header(filled[0][1])
    width, findings, rows, numbers = len(header), [], [], []
    for number, row in filled[1:]:
        if any(not _is_blank(cell) for cell in row[width:]):
            values = {"feature": str(number), "cells": len(row), "columns": width}
            findings.append(Finding("row_too_long", "error", name, values=values))
            continue
        rows.append((*row[:width], *([None] * (width - len(row)))))
        numbers.append(number)
    return Sheet(name, header, tuple(rows), tuple(numbers), tuple(findings), len(findings))


def _header(cells: Sequence[object]) -> tuple[str, ...]:
    """Give every column a name of its own: an empty one by its place, a second one by number."""
    seen: Counter[str] = Counter()
    names = []
    for place, cell in enumerate(cells, start=1):
        name = f"kolom {place}" if _is_blank(cell) else str(cell).strip()
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)
