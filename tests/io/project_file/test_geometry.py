"""GeoPackageBinary and the walk over the bytes that must come before GEOS."""

import struct
import subprocess
import sys

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from project_cases import square

from werklocaties.io.project_file.geometry import (
    BadGeometryError,
    check,
    encode,
    from_wkb,
    outside,
    payload,
    to_wkb,
    walk,
)


def array(*geometries):
    made = np.empty(len(geometries), dtype=object)
    made[:] = geometries
    return made


def nested(levels: int) -> bytes:
    """A collection in a collection in a collection: it kills GEOS below 3.15."""
    return struct.pack("<BII", 1, 7, 1) * levels + shapely.to_wkb(shapely.Point(1, 2))


def test_that_the_header_is_what_the_standard_says():
    (blob,) = encode(array(square(10, 20, 5)))
    assert blob[:4] == b"GP\x00\x03"
    assert struct.unpack_from("<i4d", blob, 4) == (28992, 10.0, 15.0, 20.0, 25.0)
    assert payload(blob) == shapely.to_wkb(square(10, 20, 5))


def test_that_no_geometry_stays_no_geometry():
    assert encode(array(None)) == [None]


def test_that_an_empty_geometry_says_so_and_has_no_envelope():
    (blob,) = encode(array(shapely.MultiPolygon()))
    assert blob[3] == 0b0001_0001
    assert payload(blob) == shapely.to_wkb(shapely.MultiPolygon())


def test_that_only_multipolygons_are_written():
    with pytest.raises(BadGeometryError):
        encode(array(shapely.Point(1, 2)))


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4])
def test_that_any_envelope_of_the_standard_is_read(code):
    envelope = b"\0" * (0, 32, 48, 48, 64)[code]
    header = struct.pack("<2sBBi", b"GP", 0, code << 1 | 1, 28992)
    assert payload(header + envelope + b"rest") == b"rest"


@pytest.mark.parametrize(
    "data", [b"", b"GP", b"XX\0\1\0\0\0\0", b"GP\1\1\0\0\0\0", b"GP\0\x21\0\0\0\0", b"GP\0\x0b" * 2]
)
def test_that_other_headers_are_refused(data):
    with pytest.raises(BadGeometryError):
        payload(data)


SHAPES = [
    shapely.Point(1, 2),
    shapely.LineString([(0, 0), (1, 1)]),
    shapely.Polygon([(0, 0), (9, 0), (9, 9)], [[(1, 1), (2, 1), (2, 2)]]),
    shapely.MultiPoint([(0, 0), (1, 1)]),
    shapely.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]]),
    shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)]),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_that_the_walk_knows_the_six_types(shape):
    assert walk(shapely.to_wkb(shape)) == SHAPES.index(shape) + 1


@pytest.mark.parametrize("shape", SHAPES)
def test_that_a_byte_too_few_or_too_many_is_refused(shape):
    data = shapely.to_wkb(shape)
    for wrong in (data[:-1], data + b"\0", data[:4], b""):
        with pytest.raises(BadGeometryError):
            walk(wrong)


def test_that_big_endian_and_other_types_are_refused():
    for wrong in (
        shapely.to_wkb(square(0, 0), byte_order=0),
        shapely.to_wkb(shapely.Point(1, 2, 3), flavor="iso"),
        shapely.to_wkb(shapely.GeometryCollection([shapely.Point(1, 2)])),
        shapely.to_wkb(shapely.Point(1, 2, 3), flavor="extended"),
    ):
        with pytest.raises(BadGeometryError):
            walk(wrong)


def test_that_a_part_of_another_type_is_refused():
    point = shapely.to_wkb(shapely.Point(1, 2))
    with pytest.raises(BadGeometryError):
        walk(struct.pack("<BII", 1, 6, 1) + point)


def test_that_a_nested_geometry_is_refused_before_geos_sees_it():
    with pytest.raises(BadGeometryError):
        check(nested(10_000))


def test_that_a_count_that_cannot_be_true_is_refused_at_once():
    with pytest.raises(BadGeometryError):
        walk(struct.pack("<BIII", 1, 3, 1, 0xFFFFFFFF))
    with pytest.raises(BadGeometryError):
        walk(struct.pack("<BII", 1, 6, 0xFFFFFFFF))


@pytest.mark.heavy
def test_that_the_danger_is_real_or_gone():
    """GEOS 3.15 will survive this; until then the walk is what keeps the program alive."""
    code = "import shapely, sys; shapely.from_wkb(sys.stdin.buffer.read())"
    command = [sys.executable, "-c", code]
    made = subprocess.run(command, input=nested(300_000), capture_output=True, check=False)
    if shapely.geos_version < (3, 15):
        assert made.returncode != 0


@given(st.binary(max_size=200))
def test_that_any_bytes_are_walked_or_refused(data):
    try:
        assert 1 <= walk(data) <= 6
    except BadGeometryError:
        return


@given(st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=4), st.integers(1, 5))
def test_that_what_goes_in_comes_out(numbers, count):
    x, y, width, height = numbers
    parts = [shapely.box(x + i, y, x + i + abs(width), y + abs(height)) for i in range(count)]
    given_shapes = array(shapely.MultiPolygon(parts), None)
    (blob, nothing) = encode(given_shapes)
    back = from_wkb([check(payload(blob)), nothing])
    assert to_wkb(back) == to_wkb(given_shapes)


def test_that_a_ring_that_is_no_ring_is_refused_as_data():
    ring = struct.pack("<BIII", 1, 3, 1, 2) + struct.pack("<4d", 0, 0, 1, 1)
    with pytest.raises(BadGeometryError):
        from_wkb([check(struct.pack("<BII", 1, 6, 1) + ring)])


def test_that_only_what_lies_in_the_netherlands_is_inside():
    inside, wgs84, empty = square(200_000, 470_000), square(6.8, 52.2), shapely.MultiPolygon()
    points = [(200_000, 470_000), (200_050, 470_050), (200_100, 470_000), (200_000, 470_000)]
    whole = shapely.to_wkb(shapely.MultiPolygon([shapely.Polygon(points)]))
    holed = whole.replace(struct.pack("<d", 200_050), struct.pack("<d", np.nan))
    (nowhere,) = from_wkb([check(holed)])
    said = outside(array(inside, wgs84, nowhere, None, empty))
    assert said.tolist() == [False, True, True, False, False]
