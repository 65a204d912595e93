"""Walk the bytes of a geometry before any library sees them.

GEOS below 3.15 dies, with the process, of a few thousand nested collections. So strangers'
geometries are walked here first: a fixed depth, every length checked against the bytes there.
"""

import struct
from dataclasses import dataclass

POINT, LINE, POLYGON, MULTIPOINT, MULTILINE, MULTIPOLYGON, COLLECTION = range(1, 8)
_PART = {MULTIPOINT: POINT, MULTILINE: LINE, MULTIPOLYGON: POLYGON}
_EWKB_Z, _EWKB_M, _EWKB_SRID = 0x80000000, 0x40000000, 0x20000000
_DEPTH = 4


class WkbError(ValueError):
    """These bytes are no geometry that may be read; the message is a code."""


@dataclass(frozen=True)
class Shape:
    """What the bytes hold: the kind (1-7 as in OGC 06-103r4) and its further dimensions."""

    kind: int
    has_z: bool
    has_m: bool


def walk(blob: bytes) -> Shape:
    """Walk one geometry in WKB (ISO or with the flag bits of GDAL) to its last byte.

    Raises:
        WkbError: ``wkb_order`` not little endian, ``wkb_type`` another type than allowed,
            ``wkb_part`` a part of the wrong type, ``wkb_length`` more or fewer bytes than
            the counts say, ``wkb_depth`` nested too deep.

    Example:
        >>> import struct
        >>> walk(struct.pack("<BIdd", 1, 1, 250000.0, 476000.0)).kind
        1
    """
    shape, end = _geometry(blob, 0, 0)
    if end != len(blob):
        raise WkbError("wkb_length")
    return shape


def _read(form: str, blob: bytes, at: int) -> int:
    try:
        return int(struct.unpack_from(form, blob, at)[0])
    except struct.error:
        raise WkbError("wkb_length") from None


def _head(blob: bytes, at: int) -> Shape:
    if _read("<B", blob, at) != 1:
        raise WkbError("wkb_order")
    code = _read("<I", blob, at + 1)
    if code & _EWKB_SRID:
        raise WkbError("wkb_type")
    thousands, kind = divmod(code & ~(_EWKB_Z | _EWKB_M), 1000)
    if not (POINT <= kind <= COLLECTION and thousands <= 3):
        raise WkbError("wkb_type")
    return Shape(
        kind,
        bool(code & _EWKB_Z) or thousands in (1, 3),
        bool(code & _EWKB_M) or thousands in (2, 3),
    )


def _geometry(blob: bytes, at: int, depth: int) -> tuple[Shape, int]:
    shape, at = _head(blob, at), at + 5
    point = 8 * (2 + shape.has_z + shape.has_m)
    if shape.kind == POINT:
        return shape, _skip(blob, at, point)
    count, at = _read("<I", blob, at), at + 4
    if shape.kind == LINE:
        return shape, _skip(blob, at, count * point)
    if shape.kind == POLYGON:
        return shape, _rings(blob, at, count, point)
    return shape, _parts(blob, at, count, shape.kind, depth + 1)


def _skip(blob: bytes, at: int, size: int) -> int:
    if at + size > len(blob):
        raise WkbError("wkb_length")
    return at + size


def _rings(blob: bytes, at: int, count: int, point: int) -> int:
    for _ in range(count):
        at = _skip(blob, at + 4, _read("<I", blob, at) * point)
    return at


def _parts(blob: bytes, at: int, count: int, kind: int, depth: int) -> int:
    if depth > _DEPTH:
        raise WkbError("wkb_depth")
    for _ in range(count):
        part, at = _geometry(blob, at, depth)
        if kind in _PART and part.kind != _PART[kind]:
            raise WkbError("wkb_part")
    return at
