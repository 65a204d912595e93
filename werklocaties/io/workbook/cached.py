"""Rows of a sheet as XML, every formula with the engine's value beside it.

openpyxl writes ``<v/>`` behind a formula, so that a viewer that does not recalculate shows
nothing. Here a formula is written together with the value that the engine gave: what the
program shows is what stands in the file. An empty (waiting) number is the error ``#N/A``, in
formula and value both, so that it can never be read as 0. Text stays text: what begins as a
formula does gets Excel's quote prefix.
"""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from werklocaties.io.workbook.grid import Cell, Formula, Sheet

DANGEROUS = re.compile(r"[=+\-@\t\r]")
"""First characters that a spreadsheet takes for the begin of a formula."""

LONGEST_TEXT = 32_767


def clean(text: str) -> str:
    """Return a text without characters that XML and Excel refuse."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]


def plain(value: Any) -> Any:
    """Return a value as Python's own; NaN, NA and None are None."""
    if isinstance(value, np.generic | np.ndarray):
        value = value.item()
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value if isinstance(value, str | bool | int | float | date) else None


def _number(value: float) -> str:
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _serial(day: date) -> float:
    return float(to_excel(day))  # type: ignore[no-untyped-call]


def _value(value: Any) -> tuple[str, str]:
    """Return the type attribute and the content of a value."""
    if isinstance(value, bool):
        return ' t="b"', f"<v>{int(value)}</v>"
    if isinstance(value, date):
        return "", f"<v>{_number(_serial(value))}</v>"
    if isinstance(value, str):
        text = escape(clean(value))
        return ' t="inlineStr"', f'<is><t xml:space="preserve">{text}</t></is>'
    return "", f"<v>{_number(float(value))}</v>"


def _formula(formula: Formula) -> tuple[str, str]:
    text = escape(formula.text)
    value = plain(formula.value)
    if value is None:
        return ' t="e"', f"<f>{text}</f><v>#N/A</v>"
    if isinstance(value, str):
        return ' t="str"', f"<f>{text}</f><v>{escape(clean(value))}</v>"
    kind, content = _value(value)
    return kind, f"<f>{text}</f>{content}"


def _look(cell: Cell) -> str:
    value = cell.value
    risky = isinstance(value, str) and bool(DANGEROUS.match(value))
    return f"quote {cell.look}" if risky else cell.look


def _cell(reference: str, cell: Cell, styles: Mapping[str, int]) -> str:
    if isinstance(cell.value, Formula):
        kind, content = _formula(cell.value)
        return f'<c r="{reference}" s="{styles[cell.look]}"{kind}>{content}</c>'
    value = plain(cell.value)
    if value is None or value == "":
        return f'<c r="{reference}" s="{styles[cell.look]}"/>'
    kind, content = _value(value)
    return f'<c r="{reference}" s="{styles[_look(cell)]}"{kind}>{content}</c>'


def rows_xml(sheet: Sheet, styles: Mapping[str, int]) -> Iterator[str]:
    """Yield the XML of every row that holds something."""
    width = max((len(cells) for cells in sheet.rows), default=0)
    letters = [get_column_letter(n + 1) for n in range(width)]
    for number, cells in enumerate(sheet.rows, 1):
        height = sheet.heights.get(number)
        if not cells and height is None:
            continue
        written = "".join(
            _cell(f"{letter}{number}", cell, styles)
            for letter, cell in zip(letters, cells, strict=False)
            if cell is not None
        )
        tall = f' ht="{height}" customHeight="1"' if height is not None else ""
        yield f'<row r="{number}"{tall}>{written}</row>'
