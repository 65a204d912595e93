"""Cells and ranges as formulas name them."""

from werklocaties.io.workbook.place import Area, Place, as_area, compressed


def test_that_a_cell_names_its_sheet_only_from_elsewhere() -> None:
    place = Place("Balans per groep", 6, 12)
    assert place.seen_from("Balans per groep") == "F12"
    assert place.seen_from("Balans") == "'Balans per groep'!F12"
    assert Place("Vraag", 6, 12, fixed=True).seen_from("Balans") == "Vraag!$F$12"


def test_that_a_column_of_cells_becomes_one_range() -> None:
    places = [Place("Vraag", 3, row) for row in (5, 6, 7)]
    assert compressed(places) == [Area("Vraag", 3, 5, 3, 7)]
    assert as_area(places) == Area("Vraag", 3, 5, 3, 7)


def test_that_a_row_of_cells_becomes_one_range() -> None:
    places = [Place("Vraag", column, 5) for column in (3, 4, 5)]
    assert compressed(places) == [Area("Vraag", 3, 5, 5, 5)]


def test_that_a_gap_breaks_a_range() -> None:
    places = [Place("Vraag", 3, row) for row in (5, 6, 9)]
    assert compressed(places) == [Area("Vraag", 3, 5, 3, 6), Place("Vraag", 3, 9)]
    assert as_area(places) is None


def test_that_the_order_of_a_range_is_kept() -> None:
    assert as_area([Place("V", 1, 2), Place("V", 1, 1)]) is None
    assert as_area([Place("V", 1, 1)]) is None
    assert as_area([Place("V", 1, 1), Place("W", 1, 2)]) is None
