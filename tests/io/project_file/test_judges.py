"""Other programs open our file without a warning, and index and layers are theirs to use."""

import logging
import shutil
import subprocess
import warnings

import pyogrio
import pytest
from project_cases import LATER, WHEN, edited

from werklocaties.io.project_file import LayerStyle, ResultTable, read_project, save, write_new
from werklocaties.model.registers import TABLES

RESULT = ResultTable("balans", "s1", {"segment": ["kade"], "saldo_ha": [1.5]})


@pytest.fixture
def saved(tmp_path, project):
    """A file with everything in it, saved in full and then incrementally."""
    path = tmp_path / "alles.gpkg"
    style = LayerStyle("kavels", "Status", "<qgis/>", "<sld/>")
    write_new(project, path, "A", "B", WHEN, styles=[style], note="Schematisch", results=[RESULT])
    opened = read_project(path)
    save(opened.stamp, edited(opened.project), path, "A", "B", LATER, results=[RESULT])
    return path


def test_that_gdal_opens_every_layer_without_a_warning(saved, caplog):
    caplog.set_level(logging.INFO, logger="pyogrio")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        layers = {str(name): kind for name, kind in pyogrio.list_layers(saved)}
        for name in layers:
            pyogrio.read_info(saved, layer=name, force_feature_count=True, force_total_bounds=True)
            pyogrio.raw.read(saved, layer=name)
    assert caplog.messages == []
    assert {schema.file_name for schema in TABLES.values()} < set(layers)
    assert {"revisie", "wijziging", "werklocaties_meta", "resultaat_balans"} < set(layers)
    assert layers["kavels"] == "MultiPolygon"
    assert layers["banen"] is None


def test_that_gdal_sees_our_types_our_system_and_our_count(saved):
    info = pyogrio.read_info(saved, layer="kavels", force_feature_count=True)
    types = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert info["crs"] == "EPSG:28992"
    assert info["features"] == 3
    assert info["fid_column"] == "fid"
    assert info["geometry_name"] == "geom"
    assert (types["optie_tot"], types["kade"]) == ("datetime64[D]", "bool")
    assert (types["opgegeven_m2"], types["status"]) == ("float64", "object")


def test_that_gdal_finds_plots_through_our_index(saved):
    found = pyogrio.raw.read(saved, layer="kavels", bbox=(251_190, 475_000, 251_250, 477_000))
    assert len(found[2]) == 1


def test_that_gdal_can_edit_our_layer_and_keeps_the_index_right(saved, project):
    """The triggers in the file are the standard ones: what GDAL adds, it finds again."""
    kept = project.table("plots").frame.reset_index().iloc[:1]
    frame = kept[["uid", "geometry"]].assign(uid="q1").rename_geometry("geom")
    pyogrio.write_dataframe(frame, saved, layer="kavels", append=True)
    found = pyogrio.raw.read(saved, layer="kavels", bbox=tuple(kept.total_bounds))
    assert len(found[2]) == 2
    assert "q1" in read_project(saved).project.table("plots").uids


@pytest.mark.judge
def test_that_ogrinfo_opens_the_file_without_a_warning(saved):
    program = shutil.which("ogrinfo")
    if program is None:
        pytest.skip("ogrinfo (gdal-bin) is absent")
    command = [program, "-ro", "-al", str(saved)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (made.returncode, made.stderr) == (0, "")
    assert "Warning" not in made.stdout
