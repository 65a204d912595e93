"""CSV in its Dutch and English spellings, and sheets of a workbook."""

import datetime as dt

import openpyxl
import pytest

from werklocaties.io.tables import read_csv, read_workbook
from werklocaties.model.finding import DoorError


def csv_file(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "terreinen.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_that_encoding_and_delimiter_are_found_out(tmp_path, encoding, delimiter):
    lines = [["naam", "prijs"], ["Café ’t Lóo", "€ 12"], ["Twentekanaal", "x"]]
    path = csv_file(tmp_path, "\r\n".join(delimiter.join(line) for line in lines), encoding)
    sheet = read_csv(path, "terreinen")
    assert sheet.header == ("naam", "prijs")
    assert sheet.rows == (("Café ’t Lóo", "€ 12"), ("Twentekanaal", "x"))


def test_that_a_decimal_comma_does_not_make_a_comma_the_delimiter(tmp_path):
    sheet = read_csv(csv_file(tmp_path, "naam;bruto;netto\na;1,5;2,25\nb;3,5;4,25\n"), "t")
    assert sheet.header == ("naam", "bruto", "netto")
    assert sheet.rows[1] == ("b", "3,5", "4,25")


def test_that_quoted_cells_keep_delimiters_and_lines(tmp_path):
    sheet = read_csv(csv_file(tmp_path, 'naam;nr\n"a;b\nc";1\n"d ""e""";2\n'), "t")
    assert sheet.rows == (("a;b\nc", "1"), ('d "e"', "2"))


def test_that_the_line_in_which_excel_names_the_delimiter_is_no_header(tmp_path):
    sheet = read_csv(csv_file(tmp_path, "sep=|\nnaam|nr\na;b|1\n"), "t")
    assert sheet.header == ("naam", "nr")


def test_that_short_rows_are_filled_and_long_rows_refused_by_number(tmp_path):
    lines = ["a;b;c", *["1;2;3"] * 20, "4;5", "6;7;8;9", "", ";;", "7;8;9;;"]
    sheet = read_csv(csv_file(tmp_path, "\n".join(lines)), "t")
    assert sheet.rows[20:] == (("4", "5", None), ("7", "8", "9"))
    assert sheet.unread == 1
    (finding,) = sheet.findings
    assert (finding.code, finding.values["feature"]) == ("row_too_long", "23")
    assert (finding.values["cells"], finding.values["columns"]) == (4, 3)


def test_that_every_column_has_a_name_of_its_own(tmp_path):
    sheet = read_csv(csv_file(tmp_path, "naam;;naam\na;b;c\n"), "t")
    assert sheet.header == ("naam", "kolom 2", "naam (2)")


def test_that_lost_characters_are_reported(tmp_path):
    sheet = read_csv(csv_file(tmp_path, "naam;jaar\na;\ufffd1950\n"), "t")
    assert [finding.code for finding in sheet.findings] == ["text_broken"]


@pytest.mark.parametrize("text", ["een brief zonder kolommen\nnog een regel\n", "een\n1\n2\n"])
def test_that_prose_is_no_table(tmp_path, text):
    with pytest.raises(DoorError) as refused:
        read_csv(csv_file(tmp_path, text), "t")
    assert refused.value.code == "not_a_layer"


def test_that_a_header_alone_is_an_empty_table(tmp_path):
    sheet = read_csv(csv_file(tmp_path, "naam;nr\n"), "t")
    assert sheet.info("t.csv").count == 0
    assert len(sheet.piece()) == 0


# --- workbook ----------------------------------------------------------------------------
@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Terreinen"
    sheet.append(["Terreinen van de regio"])
    sheet.append([])
    sheet.append(["RIN", "Naam", "Bruto ha", "Peildatum", "Kade"])
    sheet.append(["0621", "Zuid", 220.05, dt.date(2024, 1, 1), True])
    sheet.append([624, "Noord", None, dt.date(2024, 1, 1), False])
    book.create_sheet("Leeg")
    book.create_sheet("Banen").append(["sector", "banen"])
    path = tmp_path / "regio.xlsx"
    book.save(path)
    return path


def test_that_a_title_above_the_table_is_no_header(workbook):
    sheet = read_workbook(workbook)[0]
    assert sheet.header == ("RIN", "Naam", "Bruto ha", "Peildatum", "Kade")
    assert sheet.rows[0][:3] == ("0621", "Zuid", 220.05)
    assert sheet.numbers == (4, 5)


def test_that_empty_sheets_are_no_layers(workbook):
    assert [sheet.name for sheet in read_workbook(workbook)] == ["Terreinen", "Banen"]


def test_that_a_truncated_workbook_is_refused(workbook):
    workbook.write_bytes(workbook.read_bytes()[:-600])
    with pytest.raises(DoorError) as refused:
        read_workbook(workbook)
    assert refused.value.code == "file_truncated"
