"""Where on earth: reference systems understood, and places guessed. Hengelo as in data.md."""

import numpy as np
import pyproj
import pytest

from werklocaties.io.crs import Grid, elsewhere, fits, guess, is_rd, parsed
from werklocaties.model.finding import DoorError

HENGELO = (250_000.0, 476_000.0)

RD_WITHOUT_CODE = (
    'PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",'
    'SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],'
    'UNIT["Degree",0.0174532925199433]],PROJECTION["Double_Stereographic"],'
    'PARAMETER["False_Easting",155000.0],PARAMETER["False_Northing",463000.0],'
    'PARAMETER["Central_Meridian",5.38763888888889],PARAMETER["Scale_Factor",0.9999079],'
    'PARAMETER["Latitude_Of_Origin",52.15616055555555],UNIT["Meter",1.0]]'
)


def moved(crs, swapped=False):
    x, y = pyproj.Transformer.from_crs("EPSG:28992", crs, always_xy=True).transform(*HENGELO)
    return (y, x) if swapped else (x, y)


@pytest.mark.parametrize(
    ("spot", "first"),
    [
        (HENGELO, "EPSG:28992"),
        (HENGELO[::-1], "EPSG:28992 yx"),
        ((6.77885, 52.26382), "EPSG:4326"),
        ((52.26382, 6.77885), "EPSG:4326 yx"),
        (moved("EPSG:3857"), "EPSG:3857"),
        (moved("EPSG:25832"), "EPSG:25832"),
        ((250_000_000.0, 476_000_000.0), "EPSG:28992 mm"),
    ],
)
def test_that_a_place_in_hengelo_is_known_in_every_grid(spot, first):
    assert str(guess(spot)[0]) == first


@pytest.mark.parametrize("spot", [(-106.6, 39.1), (0.0, 0.0), (1e9, 1e9)])
def test_that_a_place_elsewhere_is_guessed_nowhere(spot):
    assert guess(spot) == ()


@pytest.mark.parametrize(
    "text",
    [
        "EPSG:28992",
        "EPSG:7415",
        RD_WITHOUT_CODE,
        "+proj=sterea +lat_0=52.15616055555555 "
        "+lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +units=m",
    ],
    ids=["code", "with height", "esri", "proj4 without datum shift"],
)
def test_that_rd_new_is_known_in_every_spelling_and_not_moved(text):
    assert is_rd(parsed(text))
    here = np.array([HENGELO])
    assert Grid(text).to_rd()(here).tolist() == here.tolist()


@pytest.mark.parametrize("text", ["EPSG:4326", "EPSG:25831", "EPSG:31370"])
def test_that_another_system_is_not_rd_new(text):
    assert not is_rd(parsed(text))


def test_that_hengelo_lands_where_it_lies():
    made = Grid("EPSG:4326").to_rd()(np.array([(6.77885, 52.26382)]))
    assert np.abs(made - HENGELO).max() < 1.0


def test_that_axes_are_turned_and_millimetres_become_metres():
    assert Grid("EPSG:28992", swapped=True).to_rd()(np.array([HENGELO[::-1]])).tolist() == [
        [*HENGELO]
    ]
    assert Grid("EPSG:28992", factor=0.001).to_rd()(np.array([HENGELO]) * 1000).tolist() == [
        [*HENGELO]
    ]


@pytest.mark.parametrize("text", ["EPSG:28992", "EPSG:4326 yx", "EPSG:28992 mm"])
def test_that_a_grid_prints_and_parses(text):
    assert str(Grid.parse(text)) == text


def test_that_a_bare_number_is_a_code_of_epsg():
    assert str(Grid.parse("28992")) == "EPSG:28992"


def test_that_a_system_with_spaces_in_its_definition_parses():
    assert Grid.parse(RD_WITHOUT_CODE) == Grid(RD_WITHOUT_CODE)


@pytest.mark.parametrize("text", ["EPSG:99999", "zomaar wat", ""])
def test_that_nonsense_is_refused(text):
    with pytest.raises(DoorError) as refused:
        Grid.parse(text)
    assert refused.value.code == "crs_unknown"


def test_that_the_declared_system_is_weighed_against_the_coordinates():
    assert fits(Grid("EPSG:28992"), HENGELO)
    assert not fits(Grid("EPSG:4326"), HENGELO)


@pytest.mark.parametrize(
    ("crs", "bounds", "abroad"),
    [
        ("EPSG:4326", (-109.0, 37.0, -105.0, 41.0), True),
        ("EPSG:4326", (3.0, 50.0, 8.0, 54.0), False),
        ("EPSG:4326", (6.9, 52.0, 10.0, 53.0), False),
        ("EPSG:28992", (400_000.0, 476_000.0, 500_000.0, 480_000.0), True),
        ("EPSG:28992", (-500_000.0, 0.0, 500_000.0, 900_000.0), False),
    ],
)
def test_that_an_extent_is_abroad_only_when_all_of_it_is(crs, bounds, abroad):
    assert elsewhere(Grid(crs), bounds) == abroad


@pytest.mark.parametrize(
    ("written", "grid"),
    [
        ("EPSG:28992yx", Grid("EPSG:28992", swapped=True)),
        ("28992 mm", Grid("EPSG:28992", factor=0.001)),
        ("RD", Grid("EPSG:28992")),
        ("rd yx", Grid("EPSG:28992", swapped=True)),
        ("wgs84", Grid("EPSG:4326")),
    ],
)
def test_that_a_system_may_be_written_as_people_do(written, grid):
    assert Grid.parse(written) == grid
