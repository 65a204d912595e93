"""One table, whatever the format of the file; and nothing left beside the file."""

import shutil
import zipfile

import geopandas as gpd
import pytest
import shapely

from werklocaties.io.door import read_layer
from werklocaties.io.layers import inspect
from werklocaties.model.finding import DoorError

FORMATS = [
    (".gpkg", "GPKG"),
    (".shp", "ESRI Shapefile"),
    (".geojson", "GeoJSON"),
    (".fgb", "FlatGeobuf"),
]


@pytest.fixture
def frame():
    squares = [shapely.box(250000 + 200 * n, 476000, 250100 + 200 * n, 476100) for n in range(4)]
    return gpd.GeoDataFrame(
        {
            "kavelnr": ["001", "002", "003", "0A4"],
            "status": ["Uitgegeven", "Terstond uitgeefbaar", "Optie", "iets anders"],
            "prijs": [150.0, None, 155.5, 0.0],
            "vanaf": [2024, 2025, 2026, 2027],
            "toelichtin": ["Café", "’t Lóo", None, "Ĳssel €"],
        },
        geometry=squares,
        crs="EPSG:28992",
    )


def rows(table):
    frame = table.frame.sort_values("plot_number")
    columns = ["plot_number", "status", "price_eur_m2", "available_from", "remark"]
    return frame[columns].astype(object).where(frame[columns].notna(), None).to_numpy().tolist()


@pytest.mark.parametrize(("suffix", "driver"), FORMATS)
@pytest.mark.parametrize("folder", ["", "!Projecten", "a b#%é"])
def test_that_every_format_gives_the_same_plots(tmp_path, frame, suffix, driver, folder):
    made = tmp_path / f"kavels{suffix}"
    frame.to_file(made, driver=driver)
    place = tmp_path / "bron" / folder
    place.mkdir(parents=True)
    for path in list(tmp_path.glob("kavels.*")):
        shutil.move(path, place / path.name)
    before = sorted(path.name for path in place.iterdir())
    read = read_layer(place / made.name, "", "plots")
    assert rows(read.table) == [
        ["001", "issued", 150.0, 2024, "Café"],
        ["002", "issuable_now", None, 2025, "’t Lóo"],
        ["003", "option", 155.5, 2026, None],
        ["0A4", "iets anders", 0.0, 2027, "Ĳssel €"],
    ]
    assert read.table.column("geometry").area.sum() == pytest.approx(40_000.0, abs=0.01)
    assert read.table.column("geometry").crs == "EPSG:28992"
    codes = {finding.code for finding in read.findings}
    assert codes == {"code_unknown"}
    assert sorted(path.name for path in place.iterdir()) == before


def test_that_a_geojson_in_degrees_comes_in_as_metres(tmp_path, frame):
    path = tmp_path / "kavels.geojson"
    frame.to_crs("EPSG:4326").to_file(path, COORDINATE_PRECISION=9)
    table = read_layer(path, "", "plots").table
    assert table.column("geometry").area.sum() == pytest.approx(40_000.0, rel=1e-4)


def test_that_the_layers_of_a_geopackage_are_listed_without_housekeeping(tmp_path, frame):
    path = tmp_path / "regio.gpkg"
    frame.to_file(path, layer="kavels")
    frame.drop(columns="geometry").pipe(gpd.pd.DataFrame).to_csv(tmp_path / "x.csv")
    import pyogrio

    pyogrio.write_dataframe(frame[["status"]], path, layer="layer_styles")
    info = inspect(path)
    assert info.driver == "GPKG"
    assert [(one.name, one.geometry_type, one.count, one.crs) for one in info.layers] == [
        ("kavels", "Polygon", 4, "EPSG:28992")
    ]
    assert info.layers[0].field("kavelnr").sample == ("001", "002", "003", "0A4")
    with pytest.raises(DoorError) as refused:
        info.layer("zonering")
    assert refused.value.values["layers"] == ("kavels",)


@pytest.mark.parametrize("damage", [200, 2000, 40_000, 90_000])
def test_that_a_damaged_geopackage_is_refused_or_its_loss_reported(tmp_path, frame, damage):
    path = tmp_path / "kavels.gpkg"
    frame.to_file(path)
    data = bytearray(path.read_bytes())
    data[damage : damage + 4096] = b"\xff" * len(data[damage : damage + 4096])
    path.write_bytes(data)
    try:
        read = read_layer(path, "", "plots")
    except DoorError:
        return
    errors = {finding.code for finding in read.findings if finding.severity == "error"}
    assert read.counts.out == 4 or errors


@pytest.mark.parametrize("suffix", [".geojson", ".fgb", ".shp"])
@pytest.mark.parametrize("keep", [0.3, 0.7, 0.95])
def test_that_a_truncated_file_never_loses_features_in_silence(tmp_path, frame, suffix, keep):
    path = tmp_path / f"kavels{suffix}"
    frame.to_file(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    try:
        read = read_layer(path, "", "plots", crs="EPSG:28992")
    except DoorError:
        return
    errors = {finding.code for finding in read.findings if finding.severity == "error"}
    assert read.counts.out == 4 or errors


# --- real files --------------------------------------------------------------------------
def test_that_a_path_with_an_exclamation_mark_is_read(shared_path):
    info = inspect(shared_path / "realdata" / "nasty-vector" / "!Projecten" / "!test.geojson")
    assert (info.driver, info.layers[0].count) == ("GeoJSON", 1)


def test_that_the_layers_of_a_file_geodatabase_are_read(shared_path, tmp_path):
    with zipfile.ZipFile(
        shared_path / "realdata" / "nasty-vector" / "testopenfilegdb.gdb.zip"
    ) as archive:
        archive.extractall(tmp_path)
    info = inspect(tmp_path / "testopenfilegdb.gdb")
    assert info.driver == "OpenFileGDB"
    kinds = {one.name: one.geometry_type for one in info.layers}
    assert (kinds["none"], kinds["polygon"], kinds["point"]) == ("", "MultiPolygon", "Point")
    assert len(info.layers) == 37
