"""Cells as XML: a formula with the engine's value, text that stays text."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from werklocaties.io.workbook.cached import rows_xml
from werklocaties.io.workbook.grid import Formula, Sheet

STYLES = {"text": 1, "quote text": 2}


def _xml(value: Any) -> str:
    sheet = Sheet("S")
    sheet.put(1, 1, value)
    return "".join(rows_xml(sheet, STYLES))


@pytest.mark.parametrize(
    ("value", "inside"),
    [
        (1.5, '<c r="A1" s="1"><v>1.5</v></c>'),
        (np.float64(0.1), "<v>0.1</v>"),
        (2, "<v>2</v>"),
        (True, ' t="b"><v>1</v>'),
        (date(2024, 1, 1), "<v>45292</v>"),
        (None, '<c r="A1" s="1"/>'),
        (float("nan"), '<c r="A1" s="1"/>'),
        ("a<b", '<t xml:space="preserve">a&lt;b</t>'),
        (Formula("A2+1", 3.25), "><f>A2+1</f><v>3.25</v>"),
        (Formula("A2", None), ' t="e"><f>A2</f><v>#N/A</v>'),
        (Formula("A2", float("nan")), ' t="e"><f>A2</f><v>#N/A</v>'),
        (Formula('IF(A2<1,"","x")', "x"), ' t="str"><f>IF(A2&lt;1,"","x")</f><v>x</v>'),
    ],
)
def test_how_a_value_is_written(value: Any, inside: str) -> None:
    assert inside in _xml(value)


@pytest.mark.parametrize("text", ["=1+1", "+31", "-x", "@cmd", "\tx", "\rx"])
def test_that_text_that_looks_like_a_formula_is_text_with_a_quote_prefix(text: str) -> None:
    written = _xml(text)
    assert "<f>" not in written
    assert 's="2" t="inlineStr"' in written


def test_that_control_characters_and_endless_texts_do_not_break_the_file() -> None:
    assert "\x0b" not in _xml("a\x0bb")
    assert len(_xml("x" * 50_000)) < 33_000


def test_that_full_precision_is_kept() -> None:
    assert f"<v>{1 / 3!r}</v>" in _xml(Formula("A2/A3", 1 / 3))
