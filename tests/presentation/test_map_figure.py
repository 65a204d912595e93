"""The printed map: every area in its own colour, and what belongs on paper."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text

from werklocaties.presentation.drawing import rendered
from werklocaties.presentation.map_figure import (
    PAPERS,
    Areas,
    MapView,
    caution,
    foot_lines,
    map_figure,
)
from werklocaties.presentation.map_furniture import bar_length, round_scale
from werklocaties.presentation.map_legend import entries
from werklocaties.presentation.map_names import draw_names
from werklocaties.presentation.map_view import extent, fitted, legend_hectares
from werklocaties.presentation.polygons import borders, crosses, drawn, paths
from werklocaties.presentation.styles import PARK_OUTLINE, PLOT_SYMBOLS, UNKNOWN_STATUS, rgb


def areas(*rows):
    geometries, codes, names = zip(*rows, strict=True)
    return Areas(np.array(geometries, dtype=object), codes, names)


def square(x, y, side=100):
    return shapely.box(250_000 + x, 475_000 + y, 250_000 + x + side, 475_000 + y + side)


VIEW = MapView(
    title="Twentekanaal: 1 kavel terstond uitgeefbaar",
    subtitle="Status van de kavels",
    day="2024-01-01",
    plots=areas(
        (square(0, 0), "issuable_now", "1,0"),
        (shapely.MultiPolygon([square(120, 0), square(240, 0)]), "issued", ""),
        (square(0, 120), "withdrawn", ""),
        (None, "option", "weg"),
    ),
    parks=areas((square(-20, -20, 400), "", "Twentekanaal")),
    zones=areas((square(-50, -50, 500), "bedrijventerrein", ""), (None, "groen", "")),
    sources=("IBIS 2024",),
    schematic=True,
    illustrative=True,
)


def said(figure):
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def colours(figure):
    collections = figure.axes[0].findobj(PathCollection)
    return {to_hex(c.get_facecolor()[0]).upper() for c in collections if len(c.get_facecolor())}


# --- polygons ----------------------------------------------------------------------------
def test_that_a_hole_stays_a_hole():
    with_hole = square(0, 0).difference(square(25, 25, 50))
    (path,) = paths(np.array([with_hole], dtype=object))
    assert path.codes.tolist().count(Path.MOVETO) == 2
    # Filling leaves out what runs the other way round.
    outside, hole = (shapely.LinearRing(ring) for ring in np.split(path.vertices, 2))
    assert outside.is_ccw != hole.is_ccw


def test_that_every_part_of_a_multipolygon_is_drawn():
    both = shapely.MultiPolygon([square(0, 0), square(200, 0)])
    assert len(paths(np.array([both], dtype=object))) == 2


@pytest.mark.parametrize("nothing", [[], [shapely.Point(1, 1)], [shapely.Polygon()]])
def test_that_nothing_gives_no_path(nothing):
    assert paths(np.array(nothing, dtype=object)) == []
    assert crosses(np.array(nothing, dtype=object)) == []


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=1, max_size=8))
def test_that_the_paths_have_the_area_of_the_polygons(corners):
    shapes = np.array([square(x, y, 50) for x, y in corners], dtype=object)
    drawn_area = sum(shapely.area(shapely.Polygon(path.vertices)) for path in paths(shapes))
    assert drawn_area == pytest.approx(shapely.area(shapes).sum())


def test_that_an_x_stays_within_its_plot():
    half = shapely.Polygon([(0, 0), (10, 0), (0, 10)])
    for stroke in crosses(np.array([half], dtype=object)):
        assert shapely.LineString(stroke.vertices).within(half.buffer(1e-9))


def test_that_a_border_between_neighbours_is_drawn_once():
    both = np.array([square(0, 0), square(100, 0)], dtype=object)
    length = sum(shapely.LineString(line.vertices).length for line in borders(both))
    assert length == pytest.approx(700)


def test_that_fill_and_pattern_are_one_symbol():
    shape = np.array([square(0, 0)], dtype=object)
    patterned = drawn(shape, PLOT_SYMBOLS["frozen"])
    assert patterned.get_hatch()
    assert to_hex(patterned.get_facecolor()[0]).upper() == PLOT_SYMBOLS["frozen"].fill.light
    assert drawn(shape, PLOT_SYMBOLS["issuable_now"]).get_hatch() is None


# --- the map -----------------------------------------------------------------------------
def test_that_every_status_has_its_own_colour():
    assert PLOT_SYMBOLS["issuable_now"].fill.light in colours(map_figure(VIEW, "A4"))
    assert PLOT_SYMBOLS["issued"].fill.light in colours(map_figure(VIEW, "A4"))


def test_that_an_unknown_status_is_drawn_and_named():
    view = replace(VIEW, plots=areas((square(0, 0), "iets anders", "")))
    assert UNKNOWN_STATUS.fill.light in colours(map_figure(view, "A4"))
    assert "status onbekend" in said(map_figure(view, "A4"))


def test_that_the_paper_says_what_a_reader_must_know():
    words = said(map_figure(VIEW))
    assert VIEW.title in words
    assert "TWENTEKANAAL" in words
    assert "N" in words
    assert any("Bron: IBIS 2024" in w and "peildatum 1-1-2024" in w for w in words)


def test_that_long_sources_stay_within_the_paper():
    view = replace(VIEW, sources=("een lange bron met veel woorden",) * 30)
    lines = foot_lines(view, 5000, 8.0)
    assert len(lines) == 3
    assert lines[-1].endswith(" …")
    figure = map_figure(view, "A4")
    figure.canvas.draw()
    foot = next(t for t in figure.texts if t.get_text().startswith("Schaal"))
    assert foot.get_window_extent().x1 < figure.axes[0].get_window_extent().x1


def test_that_a_border_outside_the_map_is_not_in_the_legend():
    around = areas((square(-5000, -5000, 10_000), "0164", "Hengelo"))
    words = [entry.word for entry in entries(replace(VIEW, municipalities=around), extent(VIEW))]
    assert "gemeentegrens" not in words


def test_that_the_map_carries_its_caution():
    words = said(map_figure(VIEW))
    assert "⚠ Schematisch en illustratief, niet voor besluiten" in words


@pytest.mark.parametrize(
    ("schematic", "illustrative", "words"),
    [
        (True, True, "Schematisch en illustratief, niet voor besluiten"),
        (True, False, "Schematisch, niet voor besluiten"),
        (False, True, "Illustratief, niet voor besluiten"),
        (False, False, ""),
    ],
)
def test_that_the_caution_says_why(schematic, illustrative, words):
    assert caution(replace(VIEW, schematic=schematic, illustrative=illustrative)) == words


def test_that_the_legend_has_the_areas_in_the_order_of_the_code_list():
    around = shapely.box(*extent(VIEW)).buffer(500).bounds
    found = entries(VIEW, around)
    plots = [(e.word, e.amount) for e in found[:4]]
    assert plots == [
        ("Kavels", "ha"),
        ("uitgegeven", "2,00"),
        ("terstond uitgeefbaar", "1,00"),
        ("vervallen", "1,00"),
    ]
    assert [e.word for e in found[4:]] == [
        "Bestemmingen",
        "bedrijventerrein",
        "Overig",
        "terreingrens",
    ]
    assert found[-1].symbol is PARK_OUTLINE


def test_that_the_legend_shows_hectares_as_the_balance_counts_them():
    view = replace(VIEW, hectares=(("issued", 172.91),))
    assert legend_hectares(view, "issued", extent(view)) == 172.91
    assert legend_hectares(view, "withdrawn", extent(view)) == pytest.approx(1.0)


def test_that_the_legend_leaves_out_what_lies_outside_the_map():
    window = shapely.box(*square(0, 0).bounds).buffer(5).bounds
    assert legend_hectares(VIEW, "issuable_now", window) == pytest.approx(1.0)
    assert legend_hectares(VIEW, "issued", window) == 0
    assert [e.word for e in entries(VIEW, window)][:2] == ["Kavels", "terstond uitgeefbaar"]
    assert "uitgegeven" not in [e.word for e in entries(VIEW, window)]


@pytest.mark.parametrize("paper", PAPERS)
def test_that_the_scale_on_paper_is_true(paper):
    figure = map_figure(VIEW, paper)
    axes = figure.axes[0]
    inches = axes.get_position().width * figure.get_size_inches()[0]
    left, right = axes.get_xlim()
    scale = (right - left) / (inches * 0.0254)
    assert scale == pytest.approx(round_scale(scale - 1e-6))
    assert f"Schaal 1:{scale:,.0f}".replace(",", ".") in " ".join(said(figure))
    box = extent(VIEW)
    assert left <= box[0]
    assert right >= box[2]


@pytest.mark.parametrize(
    ("asked", "given"), [(1, 1), (999, 1000), (1001, 1500), (4321, 5000), (7600, 10_000)]
)
def test_that_a_scale_is_round(asked, given):
    assert round_scale(asked) == given


@pytest.mark.parametrize(("width", "length"), [(1000, 200), (3000, 500), (20_000, 2000)])
def test_that_the_scale_bar_has_a_round_length(width, length):
    assert bar_length((0.0, 0.0, float(width), 1.0)) == length


def test_that_a_name_keeps_clear_of_the_scale_bar():
    view = replace(VIEW, parks=areas((square(-20, -20, 400), "", "Twentekanaal")))
    everything = (249_000.0, 474_000.0, 251_000.0, 476_000.0)
    figure = Figure()
    draw_names(figure.add_subplot(), view, everything, 5000, [everything])
    assert said(figure).count("TWENTEKANAAL") == 0


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.floats(0.2, 5))
def test_that_a_fitted_window_holds_everything_and_has_its_shape(width, height, ratio):
    left, bottom, right, top = fitted((0.0, 0.0, width, height), ratio)
    slack = 1e-6 * max(width, height)
    assert left <= slack
    assert right >= width - slack
    assert (right - left) / (top - bottom) == pytest.approx(ratio)


def test_that_a_map_of_nothing_shows_twente():
    empty = MapView("Leeg", "", "2024-01-01")
    assert extent(empty) == (220_000, 460_000, 270_000, 502_000)
    assert "Kavels" not in said(map_figure(empty))


def test_that_a_map_without_plots_shows_the_parks():
    assert extent(replace(VIEW, plots=Areas()))[0] == 250_000 - 20 - 20


def test_that_names_do_not_cover_each_other():
    rows = [(square(0, 0), "", f"Terrein {i}") for i in range(3)]
    words = said(map_figure(MapView("", "", "", parks=areas(*rows))))
    assert sum(w.startswith("TERREIN") for w in words) == 1


# --- files -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "begin"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml")]
)
def test_that_the_same_map_is_the_same_file(kind, begin):
    first = rendered(map_figure(VIEW, "A4"), kind, 50, title=VIEW.title)
    again = rendered(map_figure(VIEW, "A4"), kind, 50, title=VIEW.title)
    assert first.startswith(begin)
    assert first == again
    assert b"Matplotlib" not in first
    assert b"/tmp" not in first


def test_that_a_pixel_on_the_map_has_the_colour_of_its_status():
    from io import BytesIO

    from PIL import Image

    figure = map_figure(VIEW, "A4")
    image = Image.open(BytesIO(rendered(figure, "png", 100))).convert("RGB")
    x, y = figure.axes[0].transData.transform((250_025, 475_025))
    factor = 100 / figure.dpi
    pixel = image.getpixel((round(x * factor), round(image.height - y * factor)))
    assert pixel == rgb(PLOT_SYMBOLS["issuable_now"].fill.light)
