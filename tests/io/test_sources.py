"""What a file is, by its content; and a private copy where reading in place would hurt."""

import json
import sqlite3
import zipfile

import geopandas as gpd
import pytest
import shapely

from werklocaties.io.sources import readable, recognise
from werklocaties.model.finding import DoorError

FEATURE = {
    "type": "Feature",
    "properties": {"naam": "x"},
    "geometry": {"type": "Point", "coordinates": [6.8, 52.3]},
}


@pytest.fixture
def frame():
    square = shapely.box(250000, 476000, 250100, 476100)
    return gpd.GeoDataFrame({"naam": ["x"]}, geometry=[square], crs="EPSG:28992")


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(path, **limits):
    with pytest.raises(DoorError) as refused:
        recognise(path, **limits)
    assert refused.value.values["file"]
    return refused.value.code, refused.value.values.get("kind")


@pytest.mark.parametrize(
    ("suffix", "driver"),
    [
        (".gpkg", "GPKG"),
        (".shp", "ESRI Shapefile"),
        (".geojson", "GeoJSON"),
        (".fgb", "FlatGeobuf"),
    ],
)
def test_that_the_content_tells_the_kind_and_not_the_extension(tmp_path, frame, suffix, driver):
    path = tmp_path / f"kavels{suffix}"
    frame.to_file(path, driver=driver)
    assert recognise(path).kind == driver
    if driver != "ESRI Shapefile":
        other = path.rename(tmp_path / "kavels.txt")
        assert recognise(other).kind == driver


def test_that_any_part_of_a_shapefile_leads_to_the_shapefile(tmp_path, frame):
    frame.to_file(tmp_path / "kavels.shp")
    for suffix in (".shp", ".dbf", ".shx", ".prj"):
        assert recognise(tmp_path / f"kavels{suffix}").path.name == "kavels.shp"


def test_that_the_parts_of_a_shapefile_may_be_in_capitals(tmp_path, frame):
    frame.to_file(tmp_path / "kavels.shp")
    for path in list(tmp_path.iterdir()):
        path.rename(path.with_suffix(path.suffix.upper()))
    assert recognise(tmp_path / "kavels.DBF").path.name == "kavels.SHP"


@pytest.mark.parametrize(
    ("name", "content", "refused"),
    [
        ("leeg.csv", b"", ("file_empty", None)),
        ("brief.md", "# Een brief; met, leestekens", ("not_a_layer", None)),
        ("kavels.dbf", b"\x03" + b"\0" * 40, ("shapefile_without_shp", None)),
        ("kavels.shp", b"geen shapefile", ("not_a_layer", None)),
        ("bron.csv", "<OGRVRTDataSource></OGRVRTDataSource>", ("file_kind_not_read", "VRT")),
        (
            "plan.gml",
            '<a xmlns:gml="http://www.opengis.net/gml/3.2"/>',
            ("file_kind_not_read", "GML"),
        ),
        ("fout.csv", "<!DOCTYPE html><html>404</html>", ("file_kind_not_read", "HTML")),
        ("x.geojson", '{"type": "Topology"}', ("file_kind_not_read", "JSON")),
        (
            "x.geojson",
            '{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline"}',
            ("file_kind_not_read", "JSON"),
        ),
        ("oud.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("file_kind_not_read", "XLS")),
        ("plan.pdf", b"%PDF-1.7", ("file_kind_not_read", "PDF")),
        ("k.gpkg", b"SQLite format 3\x00" + b"\0" * 100, ("file_kind_not_read", "SQLite")),
        ("k.xlsx", b"PK\x03\x04 kapot", ("file_truncated", None)),
        ("k.csv", b"a;b\n\x00\x00;1\n", ("not_a_layer", None)),
    ],
)
def test_that_what_is_not_read_is_refused_by_its_name(tmp_path, name, content, refused):
    assert refusal(written(tmp_path, name, content)) == refused


def test_that_a_missing_file_an_empty_folder_and_a_network_address_are_not_found(tmp_path):
    from pathlib import Path

    assert refusal(tmp_path / "weg.gpkg")[0] == "file_missing"
    assert refusal(Path("/vsicurl/https://example.org/kavels.gpkg"))[0] == "file_missing"
    assert refusal(tmp_path)[0] == "not_a_layer"


def test_that_a_truncated_geopackage_is_seen_before_it_is_read(tmp_path, frame):
    path = tmp_path / "kavels.gpkg"
    frame.to_file(path)
    path.write_bytes(path.read_bytes()[:-5000])
    assert refusal(path)[0] == "file_truncated"


def test_that_a_file_above_the_limit_is_refused_packed_or_unpacked(tmp_path):
    path = written(tmp_path, "groot.csv", "a;b\n" * 100)
    assert refusal(path, limit_bytes=100)[0] == "file_too_large"
    bomb = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 1_000_000)
    assert refusal(bomb, limit_bytes=100_000)[0] == "file_too_large"


def test_that_a_sequence_of_features_is_not_read_as_its_first_one(tmp_path):
    line = json.dumps(FEATURE)
    assert recognise(written(tmp_path, "een.geojson", line)).kind == "GeoJSON"
    assert refusal(written(tmp_path, "rij.geojson", f"{line}\n{line}\n")) == (
        "file_kind_not_read",
        "GeoJSONSeq",
    )


# --- a private copy ----------------------------------------------------------------------
def test_that_a_file_is_read_where_it_stands_when_that_is_harmless(tmp_path, frame):
    path = tmp_path / "kavels.gpkg"
    frame.to_file(path)
    with readable(recognise(path)) as place:
        assert place == path


@pytest.mark.parametrize("name", ["!Projecten/kavels.gpkg", "k!avels.gpkg", "kavels.dat"])
def test_that_a_path_that_readers_stumble_over_is_copied_and_cleaned_up(tmp_path, frame, name):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    frame.to_file(tmp_path / "k.gpkg", layer="kavels")
    (tmp_path / "k.gpkg").rename(path)
    with readable(recognise(path)) as place:
        assert "!" not in str(place)
        assert place.suffix == ".gpkg"
        assert place.read_bytes() == path.read_bytes()
    assert not place.exists()


def test_that_a_geopackage_in_wal_mode_is_copied_with_what_is_not_yet_in_it(tmp_path, frame):
    path = tmp_path / "kavels.gpkg"
    frame.to_file(path, layer="kavels")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE extra (a TEXT)")
    connection.commit()
    before = sorted(p.name for p in tmp_path.iterdir())
    with readable(recognise(path)) as place:
        assert place != path
        names = {r[0] for r in sqlite3.connect(place).execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert "extra" in names
    assert before == ["kavels.gpkg", "kavels.gpkg-shm", "kavels.gpkg-wal"]
