"""Tables on a sheet: a heading, a header row and rows of cells; the same on every sheet."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
from openpyxl.utils import get_column_letter

from werklocaties.io.workbook.grid import Cell, Sheet

HEAD_ROW = 5
FIRST_ROW = HEAD_ROW + 1


class Head(NamedTuple):
    """One column of a table."""

    label: str
    width: float
    look: str = "text"
    hidden: bool = False

    @property
    def head_look(self) -> str:
        """Look of the header: aligned with its column."""
        words = ("text", "grey", "link", "wrapped", "word", "input text", "bron", "label")
        return "head" if self.look in words else "head number"


def heading(sheet: Sheet, title: str, subtitle: str, finding: str = "") -> None:
    """Write title, subtitle and finding in rows 1 to 3, in the first visible column."""
    column = next(n for n in range(1, 30) if n not in sheet.hidden)
    sheet.put(1, column, title, "title")
    sheet.put(2, column, subtitle, "subtitle")
    sheet.put(3, column, finding, "finding")
    sheet.heights[1] = 24.0


def columns(sheet: Sheet, heads: Sequence[Head], row: int = HEAD_ROW) -> None:
    """Write the header row and set the widths."""
    for number, head in enumerate(heads, 1):
        sheet.put(row, number, head.label, head.head_look)
        sheet.widths[number] = head.width
        if head.hidden:
            sheet.hidden.add(number)
    sheet.heights[row] = 32.0


def rows(sheet: Sheet, heads: Sequence[Head], values: Iterable[Sequence[Any]]) -> None:
    """Add rows below; a value may be a ``Cell`` with a look of its own."""
    looks = [head.look for head in heads]
    for row in values:
        sheet.rows.append(
            [
                value if isinstance(value, Cell) else Cell(value, look)
                for value, look in zip(row, looks, strict=False)
            ]
        )


def finish(sheet: Sheet, heads: Sequence[Head], frozen: int, row: int = HEAD_ROW) -> None:
    """Freeze the header and the first columns, repeat it on paper and add filter buttons."""
    sheet.freeze = f"{get_column_letter(frozen + 1)}{row + 1}"
    sheet.repeat_rows = f"{row}:{row}"
    last = max(sheet.last_row, row + 1)
    sheet.filter_cells = f"A{row}:{get_column_letter(len(heads))}{last}"


def as_date(text: object) -> date | None:
    """Return an ISO text as a date, None when there is none."""
    return date.fromisoformat(text) if isinstance(text, str) and text else None


def as_number(value: object) -> float | None:
    """Return a number, None when there is none."""
    return None if pd.isna(value) else float(value)  # type: ignore[call-overload,arg-type]


def as_text(value: object) -> str:
    """Return a text, empty when there is none."""
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def as_yes(value: object) -> float | None:
    """Return a boolean as 1 or 0, None when there is none."""
    return None if pd.isna(value) else float(bool(value))  # type: ignore[call-overload]


def origin_cell(origin: object) -> Cell:
    """Return an origin as word with the look of its badge."""
    word = as_text(origin)
    if word == "illustratief":
        return Cell("⚠ illustratief", "illustratief")
    return Cell(word, word if word in ("bron", "eigen", "methode") else "grey")
