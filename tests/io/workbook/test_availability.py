"""The plot-availability sheet shows what its profile may see, and no more."""

from pathlib import Path

import pandas as pd
import pytest
import shapely
from openpyxl import load_workbook

from tests.io.workbook.conftest import MADE_ON
from werklocaties.io.workbook import write_availability
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project
from werklocaties.model.table import Table

SECRET, PRICE = "Firma Geheim BV", 87.0


def _square(n: int, m2: float) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.box(n * 1e3, 0.0, n * 1e3 + m2 / 100.0, 100.0)])


@pytest.fixture
def project() -> Project:
    plots = [
        {"uid": "k1", "plot_number": "1", "status": "issuable_now", "price_eur_m2": 150.0},
        {"uid": "k2", "plot_number": "=1+1", "status": "option", "option_holder": SECRET,
         "option_until": "2027-01-01", "negotiated_eur_m2": PRICE},
        {"uid": "k3", "plot_number": "3", "status": "soft_plan"},
        {"uid": "k4", "plot_number": "4", "status": "issued"},
    ]  # fmt: skip
    for n, plot in enumerate(plots):
        plot |= {"park_uid": "p", "geometry": _square(n, 2_000.0), "reference_date": "2026-01-01"}
    parks = [{"uid": "p", "name": "HTS Park", "rin": "9", "segment": "hoogwaardig"}]
    tables = {"plots": plots, "parks": parks}
    made = {name: Table.of(name, pd.DataFrame(rows)) for name, rows in tables.items()}
    return Project("u", "Proef", made)


def _values(path: Path, sheet: str = "Kavelaanbod") -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(path)[sheet].iter_rows()]


@pytest.mark.parametrize(
    ("profile", "secret", "plots"),
    [("public", False, 2), ("regional", False, 3), ("complete", True, 3)],
)
def test_what_a_profile_sees(
    project: Project, tmp_path: Path, profile: str, secret: bool, plots: int
) -> None:
    path = tmp_path / "aanbod.xlsx"
    write_availability(project, path, profile=profile, made_on=MADE_ON)
    table = _values(path)
    everything = [value for row in table for value in row]
    assert (SECRET in everything) is secret
    assert (PRICE in everything) is secret
    assert len(table) - 5 == plots
    assert (SECRET.encode() in path.read_bytes()) is False


def test_that_the_reference_date_stands_in_the_heading(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "aanbod.xlsx"
    write_availability(project, path, made_on=MADE_ON)
    assert "Peildatum 1-1-2026" in str(load_workbook(path)["Kavelaanbod"]["C2"].value)


def test_that_text_that_looks_like_a_formula_stays_text(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "aanbod.xlsx"
    write_availability(project, path, made_on=MADE_ON)
    cells = [c for row in load_workbook(path)["Kavelaanbod"].iter_rows() for c in row]
    risky = next(cell for cell in cells if cell.value == "=1+1")
    assert risky.data_type != "f" or risky.quotePrefix
    assert b"<f>" not in path.read_bytes()


@pytest.mark.parametrize("park", ["p", "9", "hts-park"])
def test_that_a_park_is_found_by_uid_rin_or_name(
    project: Project, park: str, tmp_path: Path
) -> None:
    path = tmp_path / "aanbod.xlsx"
    write_availability(project, path, park=park, made_on=MADE_ON)
    assert load_workbook(path)["Kavelaanbod"]["C1"].value == "Kavelaanbod · HTS Park"


def test_that_an_unknown_park_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(DoorError) as park:
        write_availability(project, tmp_path / "a.xlsx", park="Elders", made_on=MADE_ON)
    assert park.value.code == "object_unknown"
    assert park.value.values["nearest"] == "HTS Park"


def test_that_the_summary_leaves_options_out(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "aanbod.xlsx"
    write_availability(project, path, made_on=MADE_ON)
    row = _values(path, "Per segment")[5]
    assert row[:4] == ["hoogwaardig / campus", 1, pytest.approx(0.2), pytest.approx(2_000.0)]
