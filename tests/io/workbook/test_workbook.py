"""The workbook holds the engine's numbers as live formulas."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.formula import Tokenizer

from tests.io.workbook.conftest import MADE_ON
from tests.io.workbook.reading import Precedents, differences, formulas, term_cells
from werklocaties.io.workbook import write_workbook
from werklocaties.io.workbook.assumptions_sheet import listed
from werklocaties.io.workbook.write import SHEETS, planned
from werklocaties.model.compute import compute
from werklocaties.model.project import Project
from werklocaties.model.registers import ASSUMPTIONS
from werklocaties.model.results import Results
from werklocaties.model.terms import TERMS

pytestmark = pytest.mark.heavy

FRICTION = {"friction_rate", "fsi_net", "vacant_m2", "floor_stock_m2"}


def test_that_the_values_before_recalculation_are_the_engines(
    results: Results, workbook: Path
) -> None:
    assert differences(results, workbook, 1e-9) == []


def test_that_every_term_of_the_balance_stands_in_the_workbook(results: Results) -> None:
    assert {key for key, _, _ in term_cells(results)} == set(TERMS)


def test_that_every_numeric_assumption_is_a_live_precedent_of_the_balance(
    results: Results, workbook: Path
) -> None:
    walk, plan = Precedents(workbook), planned(results)
    start = [
        (place.sheet, int(place.row), place.column)
        for key, _, place in term_cells(results)
        if key in ("closing", "balance", "status")
    ]
    reached = walk.reached(start)
    missed = {
        row.address
        for row in listed(results)
        if row.rule is not None and row.rule.is_number and row.rule.key not in FRICTION
        for place in [plan.values[row.address]]
        if (place.sheet, place.row, place.column) not in reached
    }
    assert missed == set()


def test_that_no_formula_holds_a_number_but_0_and_1(workbook: Path) -> None:
    book = load_workbook(workbook)
    numbers = {
        (token.value, spot)
        for spot, formula in formulas(book)
        for token in Tokenizer(formula).items
        if token.type == "OPERAND" and token.subtype == "NUMBER" and token.value not in "01"
    }
    assert numbers == set()


def test_that_formulas_use_only_what_every_spreadsheet_knows(workbook: Path) -> None:
    known = {"SUM", "SUMIF", "SUMIFS", "COUNTIF", "SUMPRODUCT", "IF", "AND", "OR", "MAX", "MIN"}
    known |= {"ABS", "INT", "YEAR", "MONTH", "DAY", "DATE", "NA", "ISNUMBER"}
    used = {
        token.value.rstrip("(")
        for _, formula in formulas(load_workbook(workbook))
        for token in Tokenizer(formula).items
        if token.type == "FUNC" and token.subtype == "OPEN"
    }
    assert used <= known


def test_that_every_assumption_has_a_name_that_points_to_its_value(
    results: Results, workbook: Path
) -> None:
    book = load_workbook(workbook)
    targets = {name.attr_text for name in book.defined_names.values()}
    plan = planned(results)
    for row in listed(results):
        assert f"Aannames!$D${plan.values[row.address].row}" in targets


def test_that_the_sheets_stand_in_order_and_are_set_up_for_print(workbook: Path) -> None:
    book = load_workbook(workbook)
    assert tuple(book.sheetnames) == SHEETS
    for sheet in book:
        assert not sheet.sheet_view.showGridLines
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A3
        assert sheet.page_setup.fitToHeight == 0
    assert book["Kavels"].column_dimensions["A"].hidden
    assert book["Kavels"]["B6"].value == "r1"
    assert len(book["Balans"]._charts) == 1


def test_that_confidential_columns_are_not_in_the_workbook(workbook: Path) -> None:
    heads = [cell.value for cell in load_workbook(workbook)["Kavels"][5]]
    assert not {"optiehouder", "onderhandelingsprijs"} & {str(head).lower() for head in heads}


def test_that_the_same_results_give_the_same_bytes(results: Results, tmp_path: Path) -> None:
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    for path in (one, two):
        write_workbook(results, path, made_on=MADE_ON)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("scenario", [0, 1])
def test_that_the_example_gives_the_engines_numbers(
    twente: Project, scenario: int, tmp_path: Path
) -> None:
    results = compute(twente, twente.scenarios[scenario].uid)
    path = tmp_path / "twente.xlsx"
    write_workbook(results, path, made_on=MADE_ON)
    assert differences(results, path, 1e-9) == []


def test_that_all_numeric_assumptions_have_a_type_the_workbook_knows() -> None:
    kinds = {rule.type for rule in ASSUMPTIONS.values()}
    assert kinds <= {"number", "year", "boolean", "date", "choice", "text"}
