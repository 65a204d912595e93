"""``import``, ``check`` and ``info``: any file, clear words, nothing lost."""

import geopandas as gpd
import pytest
import shapely

from werklocaties.io.project_file import history, read_project

SQUARE = shapely.box(250_000, 475_000, 250_100, 475_100)
PARKS = "rin;naam;gemeente;bruto_ha;netto_ha\n900;Café-Oost;Hengelo;12,5;9,75\n"


@pytest.fixture
def csv(tmp_path):
    path = tmp_path / "terreinen.csv"
    path.write_bytes(PARKS.encode("cp1252"))
    return path


def layer(path, crs="EPSG:28992", geometry=SQUARE, **fields):
    columns = fields or {"kavelnummer": ["A1"], "status": ["optie"]}
    frame = gpd.GeoDataFrame({**columns, "geometry": [geometry]}, crs=crs)
    frame.to_file(path, engine="pyogrio")
    return path


# --- import ------------------------------------------------------------------------------
def test_that_a_csv_of_dutch_excel_comes_in(command, small, csv):
    ended = command("import", csv, "--into", small, "--author", "Jan")
    assert ended.status == 0
    assert "1 in, 1 goed" in ended.out
    parks = read_project(small).project.table("parks").frame
    (row,) = parks[parks["rin"] == "900"].itertuples()
    assert (row.name, row.gross_ha, row.net_ha, row.municipality) == (
        "Café-Oost",
        12.5,
        9.75,
        "0164",
    )
    last = history(small)[-1].revision
    assert (last.author, last.message) == ("Jan", "Terreinen geïmporteerd uit terreinen.csv")


def test_that_several_files_are_one_revision(command, small, csv, tmp_path):
    plots = layer(tmp_path / "kavels.gpkg")
    before = len(history(small))
    assert command("import", csv, plots, "--into", small, "--author", "Jan").status == 0
    assert len(history(small)) == before + 1


def test_that_a_project_that_is_not_there_is_made(command, csv, tmp_path):
    target = tmp_path / "nieuw.gpkg"
    assert command("import", csv, "--into", target, "--author", "Jan").status == 0
    project = read_project(target).project
    assert (project.name, len(project.table("parks"))) == ("nieuw", 1)
    assert [scenario.name for scenario in project.scenarios] == ["Basis"]


def test_that_plots_get_their_park_by_number(command, small, tmp_path):
    plots = layer(tmp_path / "kavels.gpkg", kavelnummer=["Z9"], status=["optie"], rin=["622"])
    assert command("import", plots, "--into", small, "--author", "Jan").status == 0
    project = read_project(small).project
    frame = project.table("plots").frame
    (row,) = frame[frame["plot_number"] == "Z9"].itertuples()
    assert project.table("parks").column("rin")[row.park_uid] == "622"


def test_that_a_layer_without_a_system_asks_for_the_flag_that_answers(
    command, small, tmp_path, digest
):
    with pytest.warns(UserWarning, match="crs"):
        plots = layer(tmp_path / "zonder.gpkg", crs=None)
    before = digest(small)
    ended = command("import", plots, "--into", small, "--author", "Jan")
    assert ended.status == 1
    assert "--crs" in ended.err
    assert "EPSG:28992" in ended.err
    assert digest(small) == before
    again = command("import", plots, "--into", small, "--author", "Jan", "--crs", "EPSG:28992")
    assert again.status == 0


def test_that_points_are_refused_as_plots(command, small, tmp_path, digest):
    before = digest(small)
    points = layer(tmp_path / "punten.gpkg", geometry=shapely.Point(250_000, 475_000))
    ended = command("import", points, "--into", small, "--as", "plots", "--author", "Jan")
    assert ended.status == 1
    assert "punten" in ended.err
    assert digest(small) == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leeg.gpkg", b""),
        ("leeg.csv", b""),
        ("tekst.txt", b"\x00\x01\x02\x03" * 100),
        ("brief.pdf", b"%PDF-1.7 hallo"),
        ("oud.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 100),
        ("kapot.xlsx", b"PK\x03\x04kapot"),
        ("kapot.geojson", b'{"type": "FeatureCollection", "features": ['),
    ],
)
@pytest.mark.parametrize("verb", ["import", "check", "info"])
def test_that_what_is_no_layer_is_refused_in_dutch(
    command, small, tmp_path, digest, verb, name, data
):
    path = tmp_path / name
    path.write_bytes(data)
    before = digest(small)
    more = ["--into", small, "--author", "Jan"] if verb == "import" else []
    ended = command(verb, path, *more)
    assert ended.status == 1
    assert name.split(".")[0] in ended.out + ended.err
    assert digest(small) == before


@pytest.mark.parametrize("verb", ["import", "check", "info", "run", "log"])
def test_that_a_truncated_geopackage_is_refused(command, small, tmp_path, verb, digest):
    cut = tmp_path / "half.gpkg"
    cut.write_bytes(small.read_bytes()[:100_000])
    before = digest(small)
    more = ["--into", small, "--author", "Jan"] if verb == "import" else []
    ended = command(verb, cut, *more)
    assert ended.status == 1
    assert "half.gpkg" in ended.out + ended.err
    assert digest(small) == before


@pytest.mark.parametrize("verb", ["info", "check", "run", "log"])
def test_that_a_file_that_is_not_there_is_said_so(command, tmp_path, verb):
    ended = command(verb, tmp_path / "weg.gpkg")
    assert ended.status == 1
    assert "weg.gpkg" in ended.out + ended.err


def test_that_one_bad_file_leaves_the_good_one_out_too(command, small, csv, tmp_path, digest):
    bad = tmp_path / "leeg.csv"
    bad.write_bytes(b"")
    before = digest(small)
    assert command("import", csv, bad, "--into", small, "--author", "Jan").status == 1
    assert digest(small) == before


def test_that_a_field_map_says_what_the_names_do_not(command, small, tmp_path):
    source = tmp_path / "vreemd.csv"
    source.write_text("nr;hoe;groot\n901;Noord;3,5\n", encoding="utf-8")
    fields = tmp_path / "velden.toml"
    fields.write_text(
        'tabel = "terreinen"\n[kolommen.rin]\nveld = "nr"\n[kolommen.naam]\nveld = "hoe"\n'
        '[kolommen.bruto_ha]\nveld = "groot"\n',
        encoding="utf-8",
    )
    ended = command("import", source, "--into", small, "--map", fields, "--author", "Jan")
    assert ended.status == 0
    parks = read_project(small).project.table("parks").frame
    assert parks.loc[parks["rin"] == "901", "gross_ha"].tolist() == [3.5]


@pytest.mark.parametrize(
    ("text", "words"), [("tabel = ", "velden.toml"), ('tabel = "bomen"', "velden.toml")]
)
def test_that_a_field_map_that_cannot_be_read_is_refused(
    command, small, csv, tmp_path, text, words
):
    fields = tmp_path / "velden.toml"
    fields.write_text(text, encoding="utf-8")
    ended = command("import", csv, "--into", small, "--map", fields, "--author", "Jan")
    assert ended.status == 1
    assert words in ended.err


# --- check and info ----------------------------------------------------------------------
def test_that_check_counts_per_layer_and_keeps_nothing(command, csv, tmp_path):
    ended = command("check", csv, "--json")
    assert ended.status == 0
    (found,) = ended.json["layers"]
    assert (found["in"], found["out"], found["refused"], found["table"]) == (1, 1, 0, "parks")
    assert [path.name for path in tmp_path.iterdir()] == ["terreinen.csv"]


def test_that_check_goes_on_after_a_file_that_is_refused(command, csv, tmp_path):
    empty = tmp_path / "leeg.csv"
    empty.write_bytes(b"")
    ended = command("check", empty, csv)
    assert ended.status == 1
    assert "terreinen" in ended.out
    assert "1 fout" in ended.out


def test_that_check_of_the_example_finds_no_errors(command, twente):
    ended = command("check", twente, "--json")
    assert ended.status == 0
    counts = {one["layer"]: one["in"] for one in ended.json["layers"] if one["layer"]}
    assert counts["terreinen"] == 178


def test_that_info_tells_format_revision_and_layers_of_a_project(command, small):
    told = command("info", small, "--json").json
    assert (told["format"], told["driver"], told["scenarios"]) == (1, "GPKG", ["Basis", "Hoog"])
    assert told["revision"] == history(small)[-1].revision.id
    parks = next(one for one in told["layers"] if one["name"] == "terreinen")
    assert (parks["count"], parks["crs"]) == (2, "EPSG:28992")


def test_that_info_of_somebody_elses_geopackage_has_no_format(command, tmp_path):
    ended = command("info", layer(tmp_path / "kavels.gpkg"), "--json")
    assert ended.status == 0
    assert ended.json["format"] is None
    assert ended.json["layers"][0]["fields"] == [
        {"name": "kavelnummer", "type": "str"}, {"name": "status", "type": "str"},
    ]  # fmt: skip
