"""Reading through GDAL: in pieces, cancellable, and honest about what a file leaves out."""

import shutil
import sqlite3
import struct
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely

from werklocaties.io import vector
from werklocaties.io.door import read_layer
from werklocaties.io.layers import reading
from werklocaties.io.prepare import Choices, prepare
from werklocaties.model.finding import CancelledError, DoorError
from werklocaties.model.question import Question


def plots(count=3, **columns):
    squares = [shapely.box(250000 + 20 * n, 476000, 250010 + 20 * n, 476010) for n in range(count)]
    data = {"kavelnr": [f"{n:04d}" for n in range(count)], "status": ["Optie"] * count, **columns}
    return gpd.GeoDataFrame(data, geometry=squares, crs="EPSG:28992")


class Listener:
    """A task that remembers, and cancels after some pieces."""

    def __init__(self, pieces=1000):
        self.fractions = []
        self.left = pieces

    def progress(self, fraction, what):
        self.fractions.append(fraction)

    def check(self):
        self.left -= 1
        if self.left < 0:
            raise CancelledError


def codes(read):
    return [(finding.code, finding.severity) for finding in read.findings]


# --- pieces ------------------------------------------------------------------------------
@pytest.mark.parametrize("suffix", [".gpkg", ".fgb", ".geojson"])
def test_that_a_layer_is_read_in_pieces_with_progress(tmp_path, monkeypatch, suffix):
    monkeypatch.setattr(vector, "PIECE", 10)
    path = tmp_path / f"kavels{suffix}"
    plots(95).to_file(path)
    task = Listener()
    read = read_layer(path, "", "plots", task=task)
    assert read.counts.out == 95
    assert sorted(read.table.column("plot_number")) == [f"{n:04d}" for n in range(95)]
    pieces = 8 if suffix == ".geojson" else 10
    assert len(task.fractions) == pieces + 1
    assert task.fractions == sorted(task.fractions)
    assert task.fractions[-1] == 1.0


def test_that_reading_stops_between_two_pieces_when_cancelled(tmp_path, monkeypatch):
    monkeypatch.setattr(vector, "PIECE", 10)
    path = tmp_path / "kavels.gpkg"
    plots(95).to_file(path)
    task = Listener(pieces=3)
    with pytest.raises(CancelledError):
        read_layer(path, "", "plots", task=task)
    assert len(task.fractions) == 3


def test_that_a_feature_that_breaks_the_reader_is_named_and_the_others_are_read(
    tmp_path, monkeypatch
):
    path = tmp_path / "kavels.gpkg"
    plots(9).to_file(path)
    real = vector._read

    def stumbling(opened, layer, start, count):
        if start <= 5 < start + count:
            raise vector.GDAL_ERRORS[1]("TIN")
        return real(opened, layer, start, count)

    monkeypatch.setattr(vector, "_read", stumbling)
    read = read_layer(path, "kavels", "plots", crs="EPSG:28992")
    assert (read.counts.in_, read.counts.out, read.counts.refused) == (9, 8, 1)
    unread = [f.values["feature"] for f in read.findings if f.code == "feature_unreadable"]
    assert unread == ["6"]


def test_that_reading_ends_where_the_features_end_whatever_the_file_states(tmp_path):
    path = tmp_path / "kavels.fgb"
    plots(3).to_file(path)
    with reading(path) as reader:
        boasting = replace(reader.info.layers[0], count=10**15)
        assert sum(len(piece) for piece in reader.pieces(boasting)) == 3


def test_that_a_file_of_broken_features_is_refused_as_a_whole(tmp_path, monkeypatch):
    path = tmp_path / "kavels.gpkg"
    plots(300).to_file(path)

    def broken(*_):
        raise vector.GDAL_ERRORS[1]("broken")

    with reading(path) as reader:
        monkeypatch.setattr(vector, "_read", broken)
        with pytest.raises(DoorError) as refused:
            list(reader.pieces(reader.info.layers[0]))
    assert refused.value.code == "file_damaged"


# --- geopackage --------------------------------------------------------------------------
def test_that_the_count_a_geopackage_states_is_not_believed(tmp_path):
    path = tmp_path / "kavels.gpkg"
    plots(5).to_file(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE gpkg_ogr_contents SET feature_count = 2")
    assert read_layer(path, "", "plots").counts.out == 5


def test_that_a_broken_blob_that_the_reader_passes_over_is_a_finding(tmp_path):
    path = tmp_path / "kavels.gpkg"
    plots(3).to_file(path)
    nested = b"GP\x00\x01" + struct.pack("<i", 28992) + struct.pack("<BII", 1, 7, 1) * 9000
    connection = sqlite3.connect(path)
    for trigger in [
        r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
    ]:
        connection.execute(f'DROP TRIGGER "{trigger}"')
    connection.execute("UPDATE kavels SET geom = ? WHERE fid = 2", (nested,))
    connection.commit()
    connection.close()
    read = read_layer(path, "", "plots")
    assert (read.counts.in_, read.counts.out, read.counts.refused) == (3, 2, 1)
    errors = {code for code, severity in codes(read) if severity == "error"}
    assert errors & {"geometries_lost", "geometry_unreadable", "feature_unreadable"}


def test_that_curves_that_were_made_straight_are_told(shared_path):
    path = shared_path / "realdata" / "nasty-vector" / "curvepolygon.gpkg"
    with reading(path) as reader:
        (finding,) = reader.remarks(reader.info.layers[0])
    assert finding.code == "curves_straightened"


# --- shapefile ---------------------------------------------------------------------------
@pytest.fixture
def shapefile(tmp_path):
    path = tmp_path / "kavels.shp"
    plots(opmerking=["Café", "’t Lóo €", "x"]).to_file(path, encoding="UTF-8")
    return path


def test_that_a_shapefile_without_prj_is_asked_for_its_system(shapefile):
    shapefile.with_suffix(".prj").unlink()
    question = prepare(shapefile, Choices(table="plots"))
    assert isinstance(question, Question)
    assert (question.code, question.options[0], question.flag) == ("ask_crs", "EPSG:28992", "--crs")
    read = read_layer(shapefile, "", "plots", crs="EPSG:28992")
    assert read.counts.out == 3
    assert ("crs_given_alone", "info") in codes(read)


@pytest.mark.parametrize("encoding", ["UTF-8", "CP1252"])
def test_that_a_shapefile_without_cpg_is_read_by_its_bytes(tmp_path, encoding):
    path = tmp_path / "kavels.shp"
    plots(opmerking=["Café", "’t Lóo €", "x"]).to_file(path, encoding=encoding)
    path.with_suffix(".cpg").unlink()
    data = bytearray(path.with_suffix(".dbf").read_bytes())
    data[29] = 0
    path.with_suffix(".dbf").write_bytes(data)
    read = read_layer(path, "", "plots")
    assert sorted(read.table.column("remark")) == ["Café", "x", "’t Lóo €"]
    assert ("encoding_guessed", "info") in codes(read)


def test_that_a_shapefile_without_shx_is_read_and_none_is_written_beside_it(shapefile):
    shapefile.with_suffix(".shx").unlink()
    read = read_layer(shapefile, "", "plots")
    assert read.counts.out == 3
    assert ("shapefile_without_shx", "warning") in codes(read)
    assert not shapefile.with_suffix(".shx").exists()


def test_that_a_shapefile_without_dbf_says_why_its_fields_are_empty(shapefile):
    shapefile.with_suffix(".dbf").unlink()
    read = read_layer(shapefile, "", "plots")
    assert read.counts.out == 3
    assert ("shapefile_without_dbf", "warning") in codes(read)
    assert ("required_column_missing", "error") in codes(read)


def test_that_gaps_in_a_shapefile_stay_gaps(tmp_path):
    path = tmp_path / "kavels.shp"
    plots(vanaf=np.array([2024, np.nan, 2026])).to_file(path)
    years = read_layer(path, "", "plots").table.column("available_from").tolist()
    assert years[0] == 2024
    assert gpd.pd.isna(years[1])


# --- kinds of geometry -------------------------------------------------------------------
def test_that_points_and_lines_offered_as_plots_are_refused(tmp_path):
    for number, one in enumerate(
        (shapely.Point(250000, 476000), shapely.LineString([(250000, 476000), (250010, 476000)]))
    ):
        path = tmp_path / f"kavels{number}.gpkg"
        frame = plots(1)
        frame.geometry = [one]
        frame.to_file(path)
        with pytest.raises(DoorError) as refused:
            read_layer(path, "", "plots")
        assert refused.value.code == "layer_not_areas"


def test_that_height_is_told_and_the_area_is_that_of_the_plane(tmp_path):
    path = tmp_path / "kavels.gpkg"
    frame = plots(2)
    frame.geometry = shapely.force_3d(frame.geometry.to_numpy(), 30.0)
    frame.to_file(path)
    read = read_layer(path, "", "plots")
    assert ("heights_dropped", "info") in codes(read)
    assert read.table.column("geometry").area.tolist() == [100.0, 100.0]


def test_that_an_empty_layer_is_refused_in_words(tmp_path):
    path = tmp_path / "kavels.gpkg"
    plots(1).iloc[:0].to_file(path)
    with pytest.raises(DoorError) as refused:
        read_layer(path, "", "plots")
    assert refused.value.code == "layer_empty"


def test_that_a_copy_in_capitals_is_read(shapefile, tmp_path):
    folder = tmp_path / "WIN"
    folder.mkdir()
    for part in tmp_path.glob("kavels.*"):
        shutil.copy(part, folder / part.name.upper())
    assert read_layer(folder / "KAVELS.SHP", "", "plots").counts.out == 3
