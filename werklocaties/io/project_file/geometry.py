"""Geometry in the file: GeoPackageBinary around ISO WKB, and the walk that must come first.

GEOS below 3.15 dies on deeply nested WKB (90 kB is enough), and a dead process saves
nothing. So the bytes are walked here before GEOS sees them: little endian, types 1 to 6,
parts of the one right type, so never deeper than three levels, and lengths that add up.
"""

import math
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from werklocaties.io.project_file.layout import SRS

MULTIPOLYGON = 6
PART_OF = {4: 1, 5: 2, 6: 3}
"""Type of the parts by type of the whole, in WKB."""

RD_BOUNDS = (-7_000.0, 289_000.0, 300_000.0, 629_000.0)
"""Where RD New may be used [m]: xmin, ymin, xmax, ymax (NSGI, RDNAPTRANS2018)."""

_HEADER = struct.Struct("<2sBBi4d")
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_EMPTY = struct.pack("<2sBBi", b"GP", 0, 0b0001_0001, SRS)
_PREFIX = struct.Struct("<BI")
_COUNT = struct.Struct("<I")
_POINT = 16


class BadGeometryError(ValueError):
    """Bytes that are no geometry of ours; the message is for the log, never for the user."""


# --- out ---------------------------------------------------------------------------------
def to_wkb(geometries: np.ndarray) -> list[bytes | None]:
    """Return ISO little-endian WKB for an array of geometries, None where there is none."""
    return list(
        shapely.to_wkb(
            geometries, byte_order=1, include_srid=False, flavor="iso", output_dimension=2
        )
    )


def blob(wkb: bytes, bounds: Sequence[float]) -> bytes:
    """Wrap WKB as GeoPackageBinary; the envelope stands in the header unless it is empty."""
    xmin, ymin, xmax, ymax = bounds
    if math.isnan(xmin):  # the geometry is empty
        return _EMPTY + wkb
    return _HEADER.pack(b"GP", 0, 0b0000_0011, SRS, xmin, xmax, ymin, ymax) + wkb


def check_kinds(geometries: np.ndarray) -> None:
    """Check that an array holds multipolygons only.

    Raises:
        BadGeometryError: something else.
    """
    if not np.isin(shapely.get_type_id(geometries), (-1, MULTIPOLYGON)).all():
        raise BadGeometryError("not a multipolygon")


def encode(
    geometries: np.ndarray, wkbs: Sequence[bytes | None] | None = None
) -> list[bytes | None]:
    """Return GeoPackageBinary for an array of multipolygons, None where there is none.

    Raises:
        BadGeometryError: something else than a multipolygon.
    """
    check_kinds(geometries)
    bounds = shapely.bounds(geometries).tolist()
    pairs = zip(to_wkb(geometries) if wkbs is None else wkbs, bounds, strict=True)
    return [None if wkb is None else blob(wkb, box) for wkb, box in pairs]


# --- in ----------------------------------------------------------------------------------
def payload(data: bytes) -> bytes:
    """Return the WKB inside GeoPackageBinary.

    Raises:
        BadGeometryError: no GeoPackageBinary, or an extension of it.
    """
    if len(data) < 8 or data[:2] != b"GP" or data[2] != 0:
        raise BadGeometryError("no GeoPackageBinary header")
    flags = data[3]
    envelope = (flags >> 1) & 0b111
    if flags & 0b0010_0000 or envelope >= len(_ENVELOPE_BYTES):
        raise BadGeometryError("extended GeoPackageBinary")
    return data[8 + _ENVELOPE_BYTES[envelope] :]


def _prefix(wkb: bytes, at: int) -> tuple[int, int]:
    order, kind = _PREFIX.unpack_from(wkb, at)
    if order != 1:
        raise BadGeometryError("not little endian")
    return kind, at + 5


def _points(wkb: bytes, at: int) -> int:
    return at + 4 + _POINT * int(_COUNT.unpack_from(wkb, at)[0])


def _rings(wkb: bytes, at: int) -> int:
    (count,) = _COUNT.unpack_from(wkb, at)
    at += 4
    for _ in range(count):
        at = _points(wkb, at)
        if at > len(wkb):
            raise BadGeometryError("shorter than it says")
    return at


def _simple(wkb: bytes, kind: int, at: int) -> int:
    if kind == 1:
        return at + _POINT
    return _points(wkb, at) if kind == 2 else _rings(wkb, at)


def _parts(wkb: bytes, kind: int, at: int) -> int:
    (count,) = _COUNT.unpack_from(wkb, at)
    at += 4
    for _ in range(count):
        part, at = _prefix(wkb, at)
        if part != PART_OF[kind]:
            raise BadGeometryError("a part of another type")
        at = _simple(wkb, part, at)
    return at


def walk(wkb: bytes) -> int:
    """Walk the bytes of one geometry and return its type, 1 to 6.

    Raises:
        BadGeometryError: another byte order or type, nesting, or lengths that do not add up.

    Example:
        >>> walk(shapely.to_wkb(shapely.Point(1, 2)))
        1
    """
    try:
        kind, at = _prefix(wkb, 0)
        if not 1 <= kind <= MULTIPOLYGON:
            raise BadGeometryError(f"type {kind}")
        end = _parts(wkb, kind, at) if kind in PART_OF else _simple(wkb, kind, at)
    except struct.error as error:
        raise BadGeometryError("shorter than it says") from error
    if end != len(wkb):
        raise BadGeometryError("longer or shorter than it says")
    return kind


def check(wkb: bytes) -> bytes:
    """Return the bytes of a multipolygon as they are, once walked.

    Raises:
        BadGeometryError: no multipolygon, or bytes that do not add up.
    """
    if walk(wkb) != MULTIPOLYGON:
        raise BadGeometryError("not a multipolygon")
    return wkb


def outside(geometries: np.ndarray) -> np.ndarray:
    """Say per geometry whether a coordinate is not finite or not inside the Netherlands.

    Bounds alone would not do: GEOS passes over a NaN between finite coordinates.
    """
    points, owner = shapely.get_coordinates(geometries, return_index=True)
    low, high = np.array(RD_BOUNDS[:2]), np.array(RD_BOUNDS[2:])
    inside = ((points >= low) & (points <= high)).all(axis=1)  # False for NaN
    found = np.zeros(len(geometries), dtype=bool)
    found[owner[~inside]] = True
    return found


def from_wkb(checked: Sequence[bytes | None]) -> np.ndarray:
    """Return geometries from WKB that has been walked.

    Raises:
        BadGeometryError: rings that are not rings.
    """
    array: np.ndarray[Any, Any] = np.empty(len(checked), dtype=object)
    array[:] = list(checked)
    try:
        with np.errstate(invalid="ignore"):  # what is not finite is found by ``outside``
            return np.asarray(shapely.from_wkb(array))
    except shapely.errors.ShapelyError as error:
        raise BadGeometryError("GEOS refuses it") from error
