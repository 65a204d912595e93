"""The walker of WKB: what may pass, and that nothing else does."""

import struct

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.io import wkb
from werklocaties.io.wkb import WkbError, walk

SQUARE = shapely.box(250000, 476000, 250100, 476100)


def nested(levels: int) -> bytes:
    return struct.pack("<BII", 1, 7, 1) * levels + struct.pack("<BII", 1, 7, 0)


@pytest.mark.parametrize(
    ("geometry", "kind"),
    [
        (shapely.Point(1, 2), wkb.POINT),
        (shapely.LineString([(0, 0), (1, 1)]), wkb.LINE),
        (SQUARE, wkb.POLYGON),
        (SQUARE.difference(shapely.box(250010, 476010, 250020, 476020)), wkb.POLYGON),
        (shapely.MultiPoint([(0, 0), (1, 1)]), wkb.MULTIPOINT),
        (shapely.MultiLineString([[(0, 0), (1, 1)]]), wkb.MULTILINE),
        (shapely.MultiPolygon([SQUARE]), wkb.MULTIPOLYGON),
        (shapely.GeometryCollection([SQUARE, shapely.Point(0, 0)]), wkb.COLLECTION),
        (shapely.Polygon(), wkb.POLYGON),
    ],
)
def test_that_every_simple_kind_is_walked_to_its_end(geometry, kind):
    assert walk(shapely.to_wkb(geometry)) == wkb.Shape(kind, has_z=False, has_m=False)


@pytest.mark.parametrize("flavor", ["iso", "extended"])
def test_that_height_is_seen_in_both_spellings(flavor):
    blob = shapely.to_wkb(shapely.force_3d(SQUARE), flavor=flavor)
    assert walk(blob) == wkb.Shape(wkb.POLYGON, has_z=True, has_m=False)


@pytest.mark.parametrize("levels", [5, 10_000])
def test_that_a_deep_nest_is_refused_before_it_can_kill(levels):
    with pytest.raises(WkbError, match="wkb_depth"):
        walk(nested(levels))


@pytest.mark.parametrize(
    ("blob", "code"),
    [
        (b"", "wkb_length"),
        (b"\x00" + shapely.to_wkb(SQUARE)[1:], "wkb_order"),
        (shapely.to_wkb(SQUARE, byte_order=0), "wkb_order"),
        (struct.pack("<BII", 1, 16, 0), "wkb_type"),
        (struct.pack("<BII", 1, 10, 0), "wkb_type"),
        (shapely.to_wkb(SQUARE) + b"\x00", "wkb_length"),
        (shapely.to_wkb(SQUARE)[:-1], "wkb_length"),
        (struct.pack("<BII", 1, 2, 2**32 - 1), "wkb_length"),
        (struct.pack("<BII", 1, 6, 1) + shapely.to_wkb(shapely.Point(0, 0)), "wkb_part"),
    ],
)
def test_that_broken_bytes_are_refused_with_their_reason(blob, code):
    with pytest.raises(WkbError, match=code):
        walk(blob)


@given(st.binary(max_size=200))
def test_that_any_bytes_either_pass_or_are_refused(blob):
    try:
        walk(b"\x01" + blob)
    except WkbError:
        return
    shapely.from_wkb(b"\x01" + blob, on_invalid="ignore")


@given(st.integers(0, 92), st.integers(0, 255))
def test_that_one_changed_byte_never_reads_past_the_end(at, value):
    blob = bytearray(shapely.to_wkb(SQUARE))
    blob[at] = value
    try:
        shape = walk(bytes(blob))
    except WkbError:
        return
    assert shape.kind == wkb.POLYGON
