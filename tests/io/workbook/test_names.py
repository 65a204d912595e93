"""Defined names are addresses that Excel accepts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.io.workbook.names import LONGEST, excel_name, excel_names

ALLOWED = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
CELL = re.compile(r"\$?[A-Za-z]{1,3}\$?[0-9]+")


def test_that_a_name_reads_like_its_address() -> None:
    address = "growth:sector=industrie:period=2024-2029"
    assert excel_name(address) == "growth.sector_industrie.period_2024_2029"


@pytest.mark.parametrize("text", ["D1", "R", "c", "R1C1", "XFD12", "true", "2024", ""])
def test_that_what_excel_reads_otherwise_gets_a_prefix(text: str) -> None:
    assert excel_name(text).startswith("_")


def test_that_accents_and_quotes_go() -> None:
    assert excel_name('q:sector="café à Rijssen"') == "q.sector_cafe_a_Rijssen"


@given(st.lists(st.text(max_size=400), unique=True, max_size=20))
def test_that_names_are_valid_and_differ_also_without_case(addresses: list[str]) -> None:
    names = excel_names(addresses)
    assert len({name.lower() for name in names.values()}) == len(addresses)
    for name in names.values():
        assert ALLOWED.fullmatch(name)
        assert not CELL.fullmatch(name)
        assert len(name) <= LONGEST
