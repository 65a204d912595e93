"""QGIS itself draws our layers, with the styles in the file: are the colours those of styles.py?"""

import json
import shutil
import sqlite3
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import geopandas
import numpy as np
import pyogrio
import pytest
import shapely

from werklocaties.io.qgis_style import layer_styles
from werklocaties.model.registers import TABLES
from werklocaties.model.vocabulary import MAIN_GROUP, PLOT_STATUS
from werklocaties.presentation import styles

pytestmark = pytest.mark.judge

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "sample_data" / "twente.gpkg"
TOLERANCE = 3
POINTS = 5
WHITE = "#FFFFFF"


# --- what is drawn -----------------------------------------------------------------------
def squares(codes):
    """Make five plots of 100 m for every code, apart from each other."""
    places = [
        (code, 250_000 + 150 * i, 475_000 + 150 * j)
        for i, code in enumerate(codes)
        for j in range(POINTS)
    ]
    shapes = [shapely.MultiPolygon([shapely.box(x, y, x + 100, y + 100)]) for _, x, y in places]
    return [code for code, _, _ in places], shapes


def write_layer(path, table, column, codes):
    values, shapes = squares(codes)
    schema = TABLES[table]
    data = {schema.column(column).column: values} if column else {"naam": values}
    data = {"uid": [str(i) for i in range(len(values))], **data}
    frame = geopandas.GeoDataFrame(data, geometry=shapes, crs="EPSG:28992")
    frame = frame.rename_geometry("geom")
    pyogrio.write_dataframe(frame, path, layer=schema.file_name, driver="GPKG", VERSION="1.3")


def write_styles(path):
    """Write the styles in the form in which QGIS keeps them."""
    columns = (
        "f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT, f_geometry_column TEXT, "
        "styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, "
        "owner TEXT, ui TEXT, update_time DATETIME"
    )
    rows = [
        (
            "",
            "",
            s.table,
            "geom",
            s.name,
            s.qml,
            s.sld,
            s.default,
            s.description,
            "",
            "",
            "2024-01-01T00:00:00.000Z",
        )
        for s in layer_styles()
    ]
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, {columns})")
        marks = ", ".join("?" * 12)
        connection.executemany(f"INSERT INTO layer_styles VALUES (NULL, {marks})", rows)
    connection.close()


@pytest.fixture(scope="module")
def drawn_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("qgis") / "alle klassen.gpkg"
    write_layer(path, "plots", "status", [*PLOT_STATUS.order, "iets anders"])
    write_layer(path, "zones", "main_group", MAIN_GROUP.order)
    write_layer(path, "parks", "", ["Twentekanaal"])
    write_layer(path, "buildings", "", ["pand"])
    write_layer(path, "municipalities", "", ["Hengelo"])
    write_styles(path)
    return path


# --- the question to QGIS ----------------------------------------------------------------
def ask(qgis_python, path, layer, places):
    with tempfile.TemporaryDirectory() as home:
        copy = shutil.copy(path, home)  # QGIS writes beside what it opens
        done = subprocess.run(
            [qgis_python, str(HERE / "qgis_draw.py"), copy, layer],
            input=json.dumps(places),
            capture_output=True,
            text=True,
            check=False,
            env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin", "HOME": home},
        )
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    answer = json.loads(done.stdout)
    assert answer["valid"]
    return answer


def inside(path, layer, column, code):
    """Give up to five squares that lie wholly in an area of this code and in no other area."""
    frame = pyogrio.read_dataframe(path, layer=layer, columns=[column] if column else [])
    shapes = np.asarray(frame.geometry.array)
    wanted = shapes if code is None else shapes[(frame[column] == code).to_numpy()]
    tree = shapely.STRtree(shapes)
    found = []
    for shape in sorted(wanted, key=lambda s: -s.area)[: 4 * POINTS]:
        near = shapes[tree.query(shape, predicate="overlaps")]
        free = shapely.difference(shape, shapely.union_all(near)) if len(near) else shape
        circle = shapely.maximum_inscribed_circle(free)
        middle = shapely.get_point(circle, 0)
        found.append((middle.x, middle.y, circle.length))
    # A square within the inscribed circle, small enough to keep the outline out of sight.
    return [(x, y, radius) for x, y, radius in found if radius > 2][:POINTS]


def near(pixel, colour):
    return max(abs(a - b) for a, b in zip(pixel, styles.rgb(colour), strict=True)) <= TOLERANCE


def is_hinted(pixels, colour):
    """A thin line is mixed with what lies beside it: some pixel must lean to its colour."""
    line = styles.rgb(colour)
    return min(max(abs(a - b) for a, b in zip(p, line, strict=True)) for p in pixels) < 60


def check_fill(pixels, symbol, expected):
    """The fill is what is seen most; a solid one is seen everywhere, a pattern over part of it."""
    counted = Counter(map(tuple, pixels))
    commonest, times = counted.most_common(1)[0]
    assert near(commonest, expected), f"{commonest} is not {expected}"
    assert times > 0.5 * len(pixels)
    if symbol.pattern != "solid":
        assert is_hinted(counted, symbol.stroke.light), "the pattern is not seen"
    elif not symbol.crossed:
        assert times == len(pixels)


def check_layer(qgis_python, path, layer, column, expected):
    """Look at five points of every class that the layer has; give the classes that were seen."""
    places = {code: inside(path, layer, column, code) for code in expected}
    seen = [code for code in expected if places[code]]
    answer = ask(qgis_python, path, layer, [p for code in seen for p in places[code]])
    drawn = iter(answer["squares"])
    for code in seen:
        symbol, colour = expected[code]
        for _ in places[code]:
            check_fill(next(drawn), symbol, colour)
    return seen, answer


def plot_colours():
    return {
        code: (symbol, symbol.fill.light if symbol.fill else WHITE)
        for code, symbol in styles.PLOT_SYMBOLS.items()
    }


def zone_colours():
    plain = styles.Symbol(None, styles.TOKENS["line"])
    wash = styles.ZONE_WASH["light"]
    return {g: (plain, styles.over(c, WHITE, wash)) for g, c in styles.ZONE_FILLS.items()}


# --- the judgement -----------------------------------------------------------------------
def test_that_qgis_draws_every_plot_status_in_our_colours(qgis_python, drawn_file):
    seen, answer = check_layer(qgis_python, drawn_file, "kavels", "status", plot_colours())
    assert tuple(seen) == PLOT_STATUS.order
    assert answer["renderer"] == "categorizedSymbol"


def test_that_qgis_draws_an_unknown_status_so_that_it_is_noticed(qgis_python, drawn_file):
    places = inside(drawn_file, "kavels", "status", "iets anders")
    around = [(x, y, 2.2 * side) for x, y, side in places]
    answer = ask(qgis_python, drawn_file, "kavels", [*places, *around])
    ground = styles.UNKNOWN_STATUS.fill.light
    assert all(near(p, ground) for square in answer["squares"][:POINTS] for p in square)
    stroke = styles.UNKNOWN_STATUS.stroke.light
    assert all(is_hinted(square, stroke) for square in answer["squares"][POINTS:])


def test_that_qgis_draws_every_zone_as_a_wash_of_its_svbp_colour(qgis_python, drawn_file):
    seen, _ = check_layer(qgis_python, drawn_file, "zonering", "hoofdgroep", zone_colours())
    assert tuple(seen) == MAIN_GROUP.order


@pytest.mark.parametrize(
    ("layer", "symbol"),
    [
        ("terreinen", styles.PARK_OUTLINE),
        ("gemeenten", styles.MUNICIPALITY_OUTLINE),
        ("panden", styles.BUILDING),
    ],
)
def test_that_qgis_draws_outlines_in_our_colours(qgis_python, drawn_file, layer, symbol):
    ground = symbol.fill.light if symbol.fill else WHITE
    whole = [(x, y, 2.2 * side) for x, y, side in inside(drawn_file, layer, "", None)]
    answer = ask(qgis_python, drawn_file, layer, whole)
    for square in answer["squares"]:
        assert any(near(pixel, ground) for pixel in square)
        assert is_hinted(square, symbol.stroke.light)


def test_that_qgis_shows_words_instead_of_codes(qgis_python, drawn_file):
    status = ask(qgis_python, drawn_file, "kavels", [])["fields"]["status"]
    assert status["alias"] == "Status"
    assert status["widget"] == "ValueMap"
    assert {"in optie": "option"} in status["map"]


def test_that_qgis_shows_what_schematic_means(qgis_python, drawn_file):
    assert "schematisch" in ask(qgis_python, drawn_file, "kavels", [])["notes"]


@pytest.mark.skipif(not SAMPLE.exists(), reason="sample_data/twente.gpkg is absent")
@pytest.mark.parametrize(
    ("layer", "column", "colours"),
    [("kavels", "status", plot_colours), ("zonering", "hoofdgroep", zone_colours)],
)
def test_that_qgis_draws_the_example_in_our_colours(qgis_python, layer, column, colours):
    seen, _ = check_layer(qgis_python, SAMPLE, layer, column, colours())
    assert len(seen) >= 3
