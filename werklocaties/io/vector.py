"""Layers with geometry, through GDAL: only drivers on the list, in pieces, broken features named.

Arrow stays off: it hands geometry to GEOS unseen, and nested geometry kills the process.
"""

import struct
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyogrio.errors
import pyogrio.raw
import shapely

from werklocaties.io import gpkg_facts
from werklocaties.io.rows import PIECE, FieldInfo, LayerInfo, Piece
from werklocaties.io.sources import Source, part_of
from werklocaties.io.texts import as_text
from werklocaties.io.wkb import WkbError, walk
from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.task import NO_TASK, Task

GDAL_ERRORS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    UnicodeDecodeError,
)
_SAMPLE = 200
_MOST_PASSES = 8
_MOST_UNREAD = 100
"""Broken features that are named one by one; with more, the file itself is broken."""
_DBF_HEADER, _DBF_LANGUAGE = 32, 29
_CURVED = {"CURVEPOLYGON", "MULTISURFACE", "COMPOUNDCURVE", "CIRCULARSTRING", "MULTICURVE"}


@dataclass(frozen=True)
class Opened:
    """A source that GDAL may read, at the path from which it is read."""

    source: Source
    path: Path
    encoding: str | None = None

    @property
    def name(self) -> str:
        """What GDAL is given: for text formats with the driver, so that no other one looks."""
        prefix = "GeoJSON:" if self.source.kind == "GeoJSON" else ""
        return prefix + str(self.path.resolve())


@contextmanager
def gdal(source: Source, path: Path) -> Iterator[Opened]:
    """Open a source for GDAL; its errors come out as ``DoorError`` with the file's name."""
    restore = source.kind == "ESRI Shapefile" and part_of(path, ".shx") is None
    pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": "YES" if restore else None})
    try:
        yield Opened(source, path, _encoding(source, path))
    except GDAL_ERRORS as error:
        raise DoorError("file_damaged", file=source.name) from error
    finally:
        pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": None})


def _encoding(source: Source, path: Path) -> str | None:
    """Find the encoding of a shapefile that does not say; GDAL would take Latin-1."""
    if source.kind != "ESRI Shapefile" or part_of(path, ".cpg"):
        return None
    dbf = part_of(path, ".dbf")
    if dbf is None:
        return None
    data = dbf.read_bytes()
    if len(data) <= _DBF_HEADER or data[_DBF_LANGUAGE]:
        return None
    records = data[struct.unpack_from("<H", data, 8)[0] :]
    return "UTF-8" if as_text(records).encoding == "utf-8" else "CP1252"


# --- what is in it -----------------------------------------------------------------------
def layers(opened: Opened) -> tuple[LayerInfo, ...]:
    """List the layers with their fields, count, reference system and a place.

    Raises:
        DoorError: ``file_kind_not_read`` when another driver than expected answers.
    """
    with warnings.catch_warnings():
        # Measures (M) are reported feature by feature when a layer is read.
        warnings.simplefilter("ignore")
        names = [str(name) for name, _ in pyogrio.list_layers(opened.name)]
        return tuple(_layer(opened, name) for name in names)


def _layer(opened: Opened, name: str) -> LayerInfo:
    info = pyogrio.read_info(
        opened.name,
        layer=name,
        encoding=opened.encoding,
        force_feature_count=True,
        force_total_bounds=True,
    )
    if info["driver"] != opened.source.kind:
        raise DoorError("file_kind_not_read", file=opened.source.name, kind=info["driver"])
    samples, spot = _sample(opened, name)
    fields = tuple(
        FieldInfo(field, _plain(dtype), samples.get(field, ()))
        for field, dtype in zip(info["fields"], info["dtypes"], strict=True)
    )
    kind = info["geometry_type"] or ""
    stated = gpkg_facts.rows(opened.path, name) if opened.source.kind == "GPKG" else None
    count = info["features"] if stated is None else stated
    return LayerInfo(
        opened.source.name, name, kind, count, fields, info["crs"], spot, _bounds(info)
    )


def _bounds(info: dict[str, Any]) -> tuple[float, float, float, float] | None:
    bounds = info["total_bounds"]
    if bounds is None or not np.isfinite(bounds).all():
        return None
    xmin, ymin, xmax, ymax = (float(bound) for bound in bounds)
    return xmin, ymin, xmax, ymax


def _plain(dtype: str) -> str:
    return "str" if dtype == "object" else dtype


def _sample(
    opened: Opened, layer: str
) -> tuple[dict[str, tuple[object, ...]], tuple[float, float] | None]:
    try:
        piece = _read(opened, layer, 0, _SAMPLE)
    except GDAL_ERRORS:
        return {}, None  # a broken feature is found, and named, when the layer is read
    samples = {name: tuple(values.tolist()) for name, values in piece.values.items()}
    return samples, _spot(piece)


def _spot(piece: Piece) -> tuple[float, float] | None:
    blobs = [blob for blob in piece.geometry or () if blob is not None and _walks(blob)]
    coordinates = shapely.get_coordinates(shapely.from_wkb(blobs, on_invalid="ignore"))
    finite = coordinates[np.isfinite(coordinates).all(axis=1)]
    if not len(finite):
        return None
    x, y = np.median(finite, axis=0)
    return float(x), float(y)


def _walks(blob: bytes) -> bool:
    try:
        walk(blob)
    except WkbError:
        return False
    return True


# --- what stands in it -------------------------------------------------------------------
def pieces(opened: Opened, layer: LayerInfo, task: Task = NO_TASK) -> Iterator[Piece]:
    """Read the features of a layer in pieces; a feature that breaks the reader is named.

    GeoJSON is parsed anew for every piece, so it is cut into few.
    """
    size = PIECE
    if opened.source.kind == "GeoJSON":
        size = max(PIECE, -(-layer.count // _MOST_PASSES))
    unread = 0
    for start in range(0, layer.count, size):
        task.check()
        task.progress(start / layer.count, "read_layer")
        asked = min(size, layer.count - start)
        for piece in _rescued(opened, layer.name, start, asked):
            asked -= len(piece) + piece.unread
            unread += piece.unread
            if unread > _MOST_UNREAD:
                raise DoorError("file_damaged", file=opened.source.name)
            yield piece
        if asked:
            return  # fewer than the file states: the counts, compared, will tell


def _rescued(opened: Opened, layer: str, start: int, count: int) -> Iterator[Piece]:
    """Read a piece; when the reader fails, halve it until the broken feature stands alone."""
    try:
        yield _read(opened, layer, start, count)
    except GDAL_ERRORS:
        if count == 1:
            values = {"feature": str(start + 1)}
            finding = Finding("feature_unreadable", "error", layer, values=values)
            yield Piece((), {}, None, (finding,), unread=1)
            return
        half = count // 2
        yield from _rescued(opened, layer, start, half)
        yield from _rescued(opened, layer, start + half, count - half)


def _read(opened: Opened, layer: str, start: int, count: int) -> Piece:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        meta, fids, geometry, values = _raw(opened, layer, start, count)
    return _piece(meta, fids, geometry, values, _heard(layer, heard))


def _raw(opened: Opened, layer: str, start: int, count: int) -> Any:
    try:
        return pyogrio.raw.read(
            opened.name,
            layer=layer,
            encoding=opened.encoding,
            skip_features=start,
            max_features=count,
            return_fids=True,
            datetime_as_string=True,
        )
    except ValueError as error:
        # What pyogrio raises when it cannot step over a broken feature.
        raise pyogrio.errors.DataLayerError(str(error)) from error


def _piece(
    meta: dict[str, Any],
    fids: np.ndarray,
    geometry: np.ndarray | None,
    values: Sequence[np.ndarray],
    findings: tuple[Finding, ...],
) -> Piece:
    named = dict(zip((str(field) for field in meta["fields"]), values, strict=True))
    blobs = None if geometry is None else tuple(geometry)
    return Piece(tuple(str(fid) for fid in fids), named, blobs, findings)


def _heard(layer: str, heard: Sequence[warnings.WarningMessage]) -> tuple[Finding, ...]:
    """Turn what GDAL remarks into findings; the words are GDAL's own."""
    remarks = dict.fromkeys(str(one.message) for one in heard)
    return tuple(_remark(layer, text) for text in remarks)


def _remark(layer: str, text: str) -> Finding:
    if text.startswith("Measured (M)"):
        return Finding("measure_dropped", "info", layer)
    return Finding("reader_remark", "info", layer, values={"text": text})


def column(opened: Opened, layer: str, field: str) -> np.ndarray:
    """Read one field of all features, without geometry."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # heard when the layer itself is read
        _, _, _, values = pyogrio.raw.read(
            opened.name, layer=layer, encoding=opened.encoding, columns=[field], read_geometry=False
        )
    return np.asarray(values[0])


# --- what it does not say ----------------------------------------------------------------
def remarks(opened: Opened, layer: LayerInfo) -> tuple[Finding, ...]:
    """Report what the source leaves out or what reading it changes, for the whole layer."""
    if opened.source.kind == "ESRI Shapefile":
        return tuple(_shapefile_remarks(opened, layer.name))
    if opened.source.kind == "GPKG":
        return tuple(_geopackage_remarks(opened, layer))
    return ()


def _shapefile_remarks(opened: Opened, layer: str) -> Iterator[Finding]:
    for suffix, code in ((".shx", "shapefile_without_shx"), (".dbf", "shapefile_without_dbf")):
        if part_of(opened.source.path, suffix) is None:
            yield Finding(code, "warning", layer)
    if opened.encoding:
        yield Finding("encoding_guessed", "info", layer, values={"encoding": opened.encoding})


def _geopackage_remarks(opened: Opened, layer: LayerInfo) -> Iterator[Finding]:
    _, kind = gpkg_facts.geometry_column(opened.path, layer.name)
    if kind in _CURVED:
        yield Finding("curves_straightened", "info", layer.name)


@dataclass(frozen=True)
class Vector:
    """An open source with geometry, as a content of layers."""

    opened: Opened

    def layers(self) -> tuple[LayerInfo, ...]:
        """List the layers."""
        return layers(self.opened)

    def pieces(self, layer: LayerInfo, task: Task) -> Iterator[Piece]:
        """Read the features of a layer, a piece at a time."""
        return pieces(self.opened, layer, task)

    def column(self, layer: LayerInfo, field: str) -> np.ndarray:
        """Read one field of all features."""
        return column(self.opened, layer.name, field)

    def remarks(self, layer: LayerInfo) -> tuple[Finding, ...]:
        """Report what the source leaves out, for the layer as a whole."""
        return remarks(self.opened, layer)

    def geometries(self, layer: LayerInfo) -> int | None:
        """Count the geometries in the file where that can be known without the reader."""
        if self.opened.source.kind != "GPKG":
            return None
        return gpkg_facts.geometries(self.opened.path, layer.name)
