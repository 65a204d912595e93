"""Geometry at the door: walked, flat, in RD New to the millimetre, valid, and only areas."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from werklocaties.io.crs import in_netherlands
from werklocaties.io.wkb import WkbError, walk
from werklocaties.model.finding import Finding

GRID_M = 0.001
"""Coordinates are rounded to this once, at the door [m]."""

_AREAS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True)
class Shaped:
    """Geometries of a piece: multipolygons or None, which rows are refused, what was done."""

    geometries: np.ndarray
    refused: np.ndarray
    repaired: np.ndarray
    findings: tuple[Finding, ...]


class _Desk:
    """The piece on the table: geometries that change step by step, and remarks per row."""

    def __init__(self, layer: str, features: Sequence[str], count: int) -> None:
        self.layer = layer
        self.features = features
        self.geometries = np.full(count, None, dtype=object)
        self.refused = np.zeros(count, dtype=bool)
        self.repaired = np.zeros(count, dtype=bool)
        self.findings: list[Finding] = []

    def say(self, row: int, code: str, severity: str, **values: object) -> None:
        said = {"feature": self.features[row], **values}
        self.findings.append(Finding(code, severity, self.layer, values=said))  # type: ignore[arg-type]

    def refuse(self, row: int, code: str, **values: object) -> None:
        self.say(row, code, "error", **values)
        self.refused[row] = True
        self.geometries[row] = None

    def rows(self) -> np.ndarray:
        """Rows that still have geometry."""
        return np.flatnonzero(shapely.get_type_id(self.geometries) >= 0)


def shape(
    blobs: Sequence[bytes | None],
    to_rd: Callable[[np.ndarray], np.ndarray],
    features: Sequence[str],
    layer: str,
    *,
    required: bool,
) -> Shaped:
    """Make multipolygons in EPSG:28992 of WKB; everything done or refused is a finding.

    Findings: ``geometry_unreadable``, ``geometry_missing``, ``geometry_empty``,
    ``heights_dropped`` (how many), ``not_an_area``, ``outside_netherlands_feature``,
    ``geometry_repaired`` with the area before and after [m2], ``geometry_beyond_repair``.
    """
    desk = _Desk(layer, features, len(blobs))
    _walk(desk, blobs, required)
    _flatten(desk)
    _keep_areas(desk, required)
    _project(desk, to_rd)
    _repair(desk)
    return Shaped(desk.geometries, desk.refused, desk.repaired, tuple(desk.findings))


def _walk(desk: _Desk, blobs: Sequence[bytes | None], required: bool) -> None:
    sound: list[int] = []
    for row, blob in enumerate(blobs):
        if blob is None:
            _without(desk, row, "geometry_missing", required)
            continue
        try:
            walk(blob)
            sound.append(row)
        except WkbError as error:
            desk.refuse(row, "geometry_unreadable", reason=str(error))
    made = shapely.from_wkb([blobs[row] for row in sound], on_invalid="ignore")
    for row, geometry in zip(sound, made, strict=True):
        desk.geometries[row] = geometry
        if geometry is None:
            desk.refuse(row, "geometry_unreadable", reason="wkb_length")


def _without(desk: _Desk, row: int, code: str, required: bool) -> None:
    """A park may do without geometry, a plot may not: it would count for nothing."""
    if required:
        desk.refuse(row, code)
    else:
        desk.say(row, code, "info")
        desk.geometries[row] = None


def _flatten(desk: _Desk) -> None:
    high = shapely.has_z(desk.geometries) | shapely.has_m(desk.geometries)
    if not high.any():
        return
    count = {"count": int(high.sum())}
    desk.findings.append(Finding("heights_dropped", "info", desk.layer, values=count))
    desk.geometries[high] = shapely.force_2d(desk.geometries[high])


def _keep_areas(desk: _Desk, required: bool) -> None:
    there = shapely.get_type_id(desk.geometries) >= 0
    empty = shapely.is_empty(desk.geometries) & there
    for row in np.flatnonzero(empty):
        _without(desk, int(row), "geometry_empty", required)
    areal = np.isin(shapely.get_type_id(desk.geometries), _AREAS)
    for row in np.flatnonzero(there & ~empty & ~areal):
        _areas_of(desk, int(row))


def _areas_of(desk: _Desk, row: int) -> None:
    """Take the areas out of a collection; refuse what holds none: its size would be 0 ha."""
    geometry = desk.geometries[row]
    parts = _polygons(geometry)
    if not parts:
        desk.refuse(row, "not_an_area", kind=geometry.geom_type)
        return
    desk.say(row, "collection_reduced", "warning", kept=len(parts))
    desk.geometries[row] = shapely.MultiPolygon(parts)


def _polygons(geometry: shapely.Geometry) -> list[shapely.Polygon]:
    whole = shapely.get_parts(geometry)
    while (shapely.get_type_id(whole) > shapely.GeometryType.MULTILINESTRING).any():
        whole = shapely.get_parts(whole)
    kinds = shapely.get_type_id(whole)
    return list(whole[kinds == shapely.GeometryType.POLYGON])


def _project(desk: _Desk, to_rd: Callable[[np.ndarray], np.ndarray]) -> None:
    rows = desk.rows()
    if not len(rows):
        return
    here = desk.geometries[rows]
    coordinates = to_rd(shapely.get_coordinates(here))
    counts = shapely.get_num_coordinates(here)
    owner = np.repeat(rows, counts)
    outside = np.unique(owner[~in_netherlands(coordinates)])
    desk.geometries[rows] = shapely.set_coordinates(here, _rounded(coordinates))
    for row in outside:
        desk.refuse(int(row), "outside_netherlands_feature")


def _rounded(coordinates: np.ndarray) -> np.ndarray:
    finite = np.where(np.isfinite(coordinates), coordinates, 0.0)
    return np.round(finite, 3)


def _repair(desk: _Desk) -> None:
    there = desk.rows()
    for row in there[~shapely.is_valid(desk.geometries[there])]:
        _mend(desk, int(row))
    _as_multi(desk)


def _mend(desk: _Desk, row: int) -> None:
    broken = desk.geometries[row]
    made = shapely.make_valid(broken, method="structure", keep_collapsed=False)
    parts = _polygons(shapely.set_precision(made, GRID_M))
    mended = shapely.MultiPolygon(parts)
    if not parts or not mended.is_valid or not mended.area > 0:
        desk.refuse(row, "geometry_beyond_repair", reason=_reason(broken))
        return
    desk.repaired[row] = True
    areas = {"before_m2": float(broken.area), "after_m2": float(mended.area)}
    desk.say(row, "geometry_repaired", "warning", reason=_reason(broken), **areas)
    desk.geometries[row] = mended


def _reason(geometry: shapely.Geometry) -> str:
    """Say where it is wrong, without the words of GEOS: the coordinates in brackets."""
    return str(shapely.is_valid_reason(geometry)).partition("[")[2].rstrip("]")


def _as_multi(desk: _Desk) -> None:
    single = np.flatnonzero(shapely.get_type_id(desk.geometries) == shapely.GeometryType.POLYGON)
    if len(single):
        owners = np.arange(len(single))
        desk.geometries[single] = shapely.multipolygons(desk.geometries[single], indices=owners)
