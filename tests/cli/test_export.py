"""``export``, ``demo`` and ``selftest``: what is handed over."""

import re

import openpyxl
import pytest

from werklocaties.io.project_file import history, read_project, read_results


@pytest.mark.parametrize(
    ("flag", "name", "begin"),
    [
        ("--map", "kaart.png", b"\x89PNG"),
        ("--map", "kaart.PDF", b"%PDF"),
        ("--map", "kaart.svg", b"<?xml"),
        ("--gpkg", "uitvoer.gpkg", b"SQLite format 3"),
    ],
)
def test_that_a_deliverable_is_made_and_nothing_beside_it(
    command, twente, tmp_path, flag, name, begin
):
    folder = tmp_path / "uit"
    folder.mkdir()
    ended = command("export", twente, flag, folder / name)
    assert ended.status == 0, ended.err
    assert name in ended.out
    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).read_bytes().startswith(begin)


@pytest.mark.heavy
def test_that_the_workbook_is_that_of_the_scenario_asked_for(command, twente, tmp_path):
    path = tmp_path / "balans.xlsx"
    assert command("export", twente, "--scenario", "Hoog", "--excel", path).status == 0
    book = openpyxl.load_workbook(path, read_only=True)
    words = {str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row}
    book.close()
    assert any("Hoog" in word for word in words)


def test_that_the_availability_sheet_is_public_unless_asked(command, twente, tmp_path):
    holder = "Vertrouwelijk BV"
    command("set", twente, f"plot:{_plot_in_option(twente)}:option_holder={holder}",
            "--scenario", "Basis", "--author", "Jan")  # fmt: skip
    found = {}
    for profile in ((), ("--profile", "complete")):
        path = tmp_path / f"aanbod{len(profile)}.xlsx"
        assert command("export", twente, "--availability", path, *profile).status == 0
        book = openpyxl.load_workbook(path)
        cells = [c.value for sheet in book for row in sheet.iter_rows() for c in row]
        found[profile] = holder in cells
    assert found == {(): False, ("--profile", "complete"): True}


def _plot_in_option(path):
    plots = read_project(path).project.table("plots").frame
    return plots.index[plots["status"] == "option"][0]


def test_that_a_sheet_of_one_park_is_asked_for_by_number(command, twente, tmp_path):
    path = tmp_path / "aanbod.xlsx"
    assert command("export", twente, "--availability", path, "--park", "624").status == 0
    assert path.stat().st_size


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--map", "kaart.doc"], "kaart.doc"),
        (["--excel", "balans.xls"], "balans.xls"),
        (["--gpkg", "uit.shp"], "uit.shp"),
        (["--map", "kaart.png", "--park", "Nergens"], "Nergens"),
        (["--map", "kaart.png", "--scenario", "Laag"], "Basis, Hoog"),
        (["--map", "weg/kaart.png"], "map weg"),
    ],
)
def test_that_what_cannot_be_made_is_said(command, twente, tmp_path, monkeypatch, args, words):
    monkeypatch.chdir(tmp_path)
    ended = command("export", twente, *args)
    assert ended.status == 1
    assert words in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["twente.gpkg"]


def test_that_an_exported_geopackage_has_styles_and_no_history(command, twente, tmp_path):
    command("set", twente, "iron_years=3", "--scenario", "Basis", "--author", "Jan")
    path = tmp_path / "uitvoer.gpkg"
    command("export", twente, "--gpkg", path)
    assert read_project(path).project.same_content(read_project(twente).project)
    assert len(history(path)) == 1
    assert b"styleQML" in path.read_bytes()


# --- demo --------------------------------------------------------------------------------
@pytest.mark.heavy
def test_that_the_demo_makes_everything_and_prints_the_balance(command, tmp_path, example, digest):
    before = digest(example)
    ended = command("demo", "--out", tmp_path / "demo")
    assert ended.status == 0, ended.err
    assert "scenario Basis" in ended.out
    assert "scenario Hoog" in ended.out
    names = sorted(path.name for path in (tmp_path / "demo").iterdir())
    assert [re.sub(r"\d{4}-\d{2}-\d{2}", "<dag>", name) for name in names] == sorted(
        [
            "Voorbeeld Twente (schematisch) Basis <dag>.xlsx",
            "Voorbeeld Twente (schematisch) Hoog <dag>.xlsx",
            "kaart Voorbeeld Twente (schematisch) <dag>.pdf",
            "kaart Voorbeeld Twente (schematisch) <dag>.png",
            "kavelaanbod Voorbeeld Twente (schematisch) <dag>.xlsx",
            "twente.gpkg",
        ]
    )
    assert all(name in ended.out for name in names)
    assert digest(example) == before
    opened = read_project(tmp_path / "demo" / "twente.gpkg")
    for scenario in opened.project.scenarios:
        path = tmp_path / "demo" / "twente.gpkg"
        assert read_results(path, opened.stamp, "balans", scenario.uid)


@pytest.mark.heavy
def test_that_the_demo_can_be_made_again_in_the_same_folder(command, tmp_path):
    for _ in range(2):
        assert command("demo", "--out", tmp_path).status == 0


def test_that_a_folder_that_cannot_be_made_is_said(command, tmp_path):
    (tmp_path / "bezet").write_text("", encoding="utf-8")
    ended = command("demo", "--out", tmp_path / "bezet" / "demo")
    assert ended.status == 1
    assert "demo" in ended.err


@pytest.mark.heavy
def test_that_the_selftest_leaves_nothing_behind(command, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ended = command("selftest")
    assert ended.status == 0, ended.err
    assert ended.out.startswith("in orde")
    assert list(tmp_path.iterdir()) == []


def test_that_an_export_never_takes_the_place_of_the_project(command, small, digest):
    before = digest(small)
    ended = command("export", small, "--gpkg", small)
    assert (ended.status, digest(small)) == (1, before)
    assert "geschiedenis" in ended.err
