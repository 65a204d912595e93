"""Geometry at the door: flat, in RD New, valid, an area; or refused with the reason."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.io.crs import Grid
from werklocaties.io.shapes import shape

RD = Grid("EPSG:28992").to_rd()
ENDLESS = shapely.Polygon([(250000, 476000), (float("inf"), 476000), (250000, 476100)])


def square(x=250_000.0, y=476_000.0, side=100.0):
    return shapely.box(x, y, x + side, y + side)


def shaped(*geometries, to_rd=RD, required=True):
    blobs = [
        None if g is None else g if isinstance(g, bytes) else shapely.to_wkb(g) for g in geometries
    ]
    features = [str(number) for number in range(1, len(blobs) + 1)]
    return shape(blobs, to_rd, features, "kavels", required=required)


def said(made):
    return [
        (finding.code, finding.severity, finding.values["feature"]) for finding in made.findings
    ]


def test_that_a_sound_polygon_becomes_a_multipolygon_and_nothing_is_said():
    made = shaped(square())
    assert made.geometries[0] == shapely.MultiPolygon([square()])
    assert said(made) == []


def test_that_a_bow_tie_is_repaired_and_its_area_before_and_after_is_told():
    bow = shapely.Polygon([(250000, 476000), (250100, 476100), (250100, 476000), (250000, 476100)])
    made = shaped(bow)
    assert said(made) == [("geometry_repaired", "warning", "1")]
    values = made.findings[0].values
    assert (values["before_m2"], values["after_m2"]) == (0.0, 5000.0)
    assert values["reason"] == "250050 476050"
    assert made.geometries[0].is_valid
    assert made.repaired.tolist() == [True]


def test_that_a_hole_outside_its_ring_is_repaired():
    hole = shapely.box(250200, 476000, 250210, 476010).exterior.coords
    made = shaped(shapely.Polygon(square().exterior.coords, [hole]))
    assert made.geometries[0].is_valid
    assert made.repaired.tolist() == [True]


def test_that_a_polygon_folded_flat_is_refused():
    flat = shapely.Polygon([(250000, 476000), (250100, 476000), (250000, 476000)])
    made = shaped(flat)
    assert said(made) == [("geometry_beyond_repair", "error", "1")]
    assert made.refused.tolist() == [True]


@pytest.mark.parametrize(
    ("geometry", "kind"),
    [
        (shapely.Point(250000, 476000), "Point"),
        (shapely.LineString([(250000, 476000), (250100, 476000)]), "LineString"),
        (shapely.GeometryCollection([shapely.Point(250000, 476000)]), "GeometryCollection"),
    ],
)
def test_that_what_is_no_area_is_refused_because_it_would_count_as_nothing(geometry, kind):
    made = shaped(geometry, required=False)
    assert said(made) == [("not_an_area", "error", "1")]
    assert made.findings[0].values["kind"] == kind


def test_that_the_areas_of_a_collection_are_kept_and_the_rest_is_told():
    deep = shapely.GeometryCollection([shapely.MultiPolygon([square(), square(250_200.0)])])
    made = shaped(shapely.GeometryCollection([shapely.Point(250000, 476000), deep]))
    assert said(made) == [("collection_reduced", "warning", "1")]
    assert made.geometries[0].area == 20_000.0


@pytest.mark.parametrize(
    ("geometry", "code"), [(None, "geometry_missing"), (shapely.Polygon(), "geometry_empty")]
)
def test_that_a_plot_needs_geometry_and_a_park_does_not(geometry, code):
    plot, park = shaped(geometry), shaped(geometry, required=False)
    assert said(plot) == [(code, "error", "1")]
    assert plot.refused.tolist() == [True]
    assert said(park) == [(code, "info", "1")]
    assert park.refused.tolist() == [False]
    assert park.geometries[0] is None


def test_that_height_is_dropped_and_told_once_with_its_count():
    made = shaped(shapely.force_3d(square(), 12.0), square(), shapely.force_3d(square(), 1.0))
    (finding,) = made.findings
    assert (finding.code, finding.severity, finding.values["count"]) == (
        "heights_dropped",
        "info",
        2,
    )
    assert made.geometries[0] == shapely.MultiPolygon([square()])


def test_that_only_what_lies_outside_the_netherlands_is_refused():
    made = shaped(square(), square(-200_000.0), ENDLESS)
    assert [code for code, _, _ in said(made)] == ["outside_netherlands_feature"] * 2
    assert made.refused.tolist() == [False, True, True]


@pytest.mark.parametrize("blob", [b"\x01", b"\x01\x10\x00\x00\x00", b"\x01\x07\x00\x00\x00" * 9000])
def test_that_broken_bytes_are_a_finding_and_no_crash(blob):
    assert said(shaped(blob, square())) == [("geometry_unreadable", "error", "1")]


def test_that_coordinates_are_rounded_to_the_millimetre_once():
    made = shaped(square(250_000.000_4, 476_000.123_6))
    xs = shapely.get_coordinates(made.geometries[0])
    assert np.array_equal(xs, np.round(xs, 3))
    assert shaped(made.geometries[0]).geometries[0].equals_exact(made.geometries[0], 0.0)


def test_that_degrees_become_metres_of_the_right_place_and_size():
    import pyproj

    to_degrees = pyproj.Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
    degrees = shapely.transform(square(), lambda c: np.column_stack(to_degrees.transform(*c.T)))
    made = shaped(degrees, to_rd=Grid("EPSG:4326").to_rd()).geometries[0]
    assert made.area == pytest.approx(10_000.0, abs=0.5)
    assert made.centroid.distance(square().centroid) < 0.01


RINGS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=9).map(
    lambda points: shapely.Polygon([(250000 + x, 476000 + y) for x, y in points])
)


@given(st.lists(RINGS | st.none(), max_size=6))
def test_that_every_geometry_is_valid_or_refused_with_a_reason(geometries):
    made = shaped(*geometries)
    for row, geometry in enumerate(made.geometries):
        assert (geometry is None) == made.refused[row]
        if geometry is not None:
            assert geometry.is_valid
            assert geometry.area > 0
    errors = {finding.values["feature"] for finding in made.findings if finding.severity == "error"}
    assert errors == {str(row + 1) for row in np.flatnonzero(made.refused)}
