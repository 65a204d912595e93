"""Deliverables: whole or not at all, of the kind that the name says."""

import pytest

from tests.small import WHEN
from werklocaties.io.project_file import history, read_project, save, write_new
from werklocaties.model.finding import DoorError
from werklocaties.session.actions import exports, results
from werklocaties.session.views import map_view


@pytest.fixture
def computed(session):
    session.start(results.compute(session, "Basis")).result()
    return session.results.latest("s1")


@pytest.mark.parametrize(
    ("kind", "begin"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<?xml")]
)
def test_that_the_map_is_of_the_kind_that_its_name_says(session, computed, tmp_path, kind, begin):
    path = tmp_path / f"kaart.{kind}"
    session.start(exports.map_picture(session, computed, path, paper="A4")).result()
    assert path.read_bytes().startswith(begin)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_that_a_map_of_a_park_shows_its_own_area(computed):
    whole, one = map_view(computed), map_view(computed, "p1")
    assert one.title == "Terrein 1"
    assert whole.bounds is None
    assert (len(whole.plots.codes), len(one.plots.codes)) == (4, 2)
    left, bottom, right, top = one.bounds
    assert left < 250_000.0 < right < 250_700.0
    assert bottom < 475_000.0 < top


def test_that_a_geopackage_is_a_file_of_its_own_without_history(saved, tmp_path):
    path = tmp_path / "uitvoer.gpkg"
    saved.start(exports.gpkg(saved, path)).result()
    assert read_project(path).project.same_content(saved.project)
    assert len(history(path)) == 1


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (lambda s, r, p: exports.map_picture(s, r, p / "kaart.doc"), "map_kind_unknown"),
        (lambda s, r, p: exports.excel(s, r, p / "balans.xls"), "file_kind_unfit"),
        (lambda s, r, p: exports.gpkg(s, p / "kaart.shp"), "file_kind_unfit"),
    ],
)
def test_that_a_name_that_does_not_fit_is_refused_before_the_work(
    session, computed, tmp_path, action, code
):
    with pytest.raises(DoorError, match=code):
        action(session, computed, tmp_path)


def test_that_a_folder_that_is_not_there_is_refused_before_the_work(session, computed, tmp_path):
    with pytest.raises(DoorError, match="folder_missing"):
        exports.map_picture(session, computed, tmp_path / "weg" / "kaart.png")


def test_that_an_export_does_not_end_the_history_of_another_project(saved, tmp_path):
    other = tmp_path / "collega.gpkg"
    stamp = write_new(saved.project, other, "A", "eerste", WHEN).stamp
    label = saved.project.table("scenarios").with_values(["s1"], "description", ["gewijzigd"])
    save(stamp, saved.project.with_table(label), other, "A", "tweede", WHEN)
    before = other.read_bytes()
    with pytest.raises(DoorError, match="export_over_history"):
        saved.start(exports.gpkg(saved, other)).result()
    assert other.read_bytes() == before


def test_that_an_earlier_export_is_replaced(saved, tmp_path):
    path = tmp_path / "uitvoer.gpkg"
    for _ in range(2):
        saved.start(exports.gpkg(saved, path)).result()
    assert len(history(path)) == 1
