"""What kind of file a source is, and whether it may be read where it stands.

The kind follows from the content, never from the extension alone, and only kinds on the list
reach a reader: no address of a network, no virtual file, no driver that runs a program.
"""

import json
import re
import shutil
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from werklocaties.io.texts import as_text
from werklocaties.model.finding import DoorError

Kind = Literal["GPKG", "ESRI Shapefile", "GeoJSON", "FlatGeobuf", "OpenFileGDB", "CSV", "XLSX"]

LIMIT_BYTES = 1_000_000_000
"""Largest file that is read (and largest unpacked size of a workbook)."""

SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_TABLE_SUFFIXES = {".csv", ".txt", ".tsv"}
# The suffix by which a driver wants to be found; the others look at the content alone.
_SUFFIX: dict[Kind, str] = {
    "GPKG": ".gpkg",
    "ESRI Shapefile": ".shp",
    "FlatGeobuf": ".fgb",
    "OpenFileGDB": ".gdb",
}
_GPKG_MARKS = {b"GPKG", b"GP10", b"GP11"}
_LONGEST_PATH = 240
_LONGEST_STEM = 60
_HEAD = 65_536

# First bytes of kinds that people do send and that are not read: named in the refusal.
_KNOWN = (
    (b"SQLite format 3\x00", "SQLite"),
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "GZIP"),
    (b"%PDF", "PDF"),
    (b"AC10", "DWG"),
    (b"II*\x00", "TIFF"),
    (b"\x89PNG", "PNG"),
)
_GEOJSON = re.compile(r'"type"\s*:\s*"(FeatureCollection|Feature)"')


@dataclass(frozen=True)
class Source:
    """A file of which the kind is known."""

    path: Path
    kind: Kind

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.path.name


def recognise(path: Path, limit_bytes: int = LIMIT_BYTES) -> Source:
    """Say what kind of source this is.

    Raises:
        DoorError: ``file_missing``, ``file_empty``, ``file_too_large``, ``file_truncated``,
            ``file_kind_not_read`` (a kind we know by name) or ``not_a_layer``.
    """
    if path.is_dir():
        return _geodatabase(path)
    if not path.is_file():
        raise DoorError("file_missing", file=path.name)
    size = path.stat().st_size
    if not size:
        raise DoorError("file_empty", file=path.name)
    if size > limit_bytes:
        raise DoorError(
            "file_too_large", file=path.name, size_mb=size / 1e6, most_mb=limit_bytes / 1e6
        )
    return _file(path, size, limit_bytes)


def _geodatabase(path: Path) -> Source:
    if next(path.glob("a0000000*.gdbtable"), None) is None:
        raise DoorError("not_a_layer", file=path.name)
    return Source(path, "OpenFileGDB")


def _file(path: Path, size: int, limit_bytes: int) -> Source:
    head = _head(path)
    if path.suffix.lower() in SHAPEFILE_PARTS or head.startswith(b"\x00\x00\x27\x0a"):
        return _shapefile(path)
    if head.startswith(b"SQLite format 3\x00") and head[68:72] in _GPKG_MARKS:
        return _geopackage(path, head, size)
    if head.startswith(b"fgb\x03fgb"):
        return Source(path, "FlatGeobuf")
    if head.startswith(b"PK\x03\x04") and _is_workbook(path, limit_bytes):
        return Source(path, "XLSX")
    for mark, name in _KNOWN:
        if head.startswith(mark):
            raise DoorError("file_kind_not_read", file=path.name, kind=name)
    return _text(path, head)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise DoorError("file_unreadable", file=path.name) from error


def _shapefile(path: Path) -> Source:
    shp = part_of(path, ".shp")
    if shp is None:
        raise DoorError("shapefile_without_shp", file=path.name)
    if not _head(shp).startswith(b"\x00\x00\x27\x0a"):
        raise DoorError("not_a_layer", file=shp.name)
    return Source(shp, "ESRI Shapefile")


def part_of(path: Path, suffix: str) -> Path | None:
    """Return the part of a shapefile with this suffix in either case, or None."""
    for candidate in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
        if candidate.is_file():
            return candidate
    return None


def _geopackage(path: Path, head: bytes, size: int) -> Source:
    page, pages = struct.unpack_from(">H10xI", head, 16)
    page = 65_536 if page == 1 else page
    counted = head[24:28] == head[92:96]
    if counted and not _has_wal(path) and page * pages > size:
        raise DoorError("file_truncated", file=path.name)
    return Source(path, "GPKG")


def _has_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.is_file() and wal.stat().st_size > 0


def _is_workbook(path: Path, limit_bytes: int) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    # zipfile says NotImplementedError for a version or compression that it does not know
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise DoorError("file_truncated", file=path.name) from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        return False
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limit_bytes:
        raise DoorError(
            "file_too_large", file=path.name, size_mb=unpacked / 1e6, most_mb=limit_bytes / 1e6
        )
    return True


def _text(path: Path, head: bytes) -> Source:
    text = as_text(head).text.lstrip()
    if text.startswith("<"):
        raise DoorError("file_kind_not_read", file=path.name, kind=_kind_of_xml(text))
    if text.startswith("{"):
        # Another "type" is TopoJSON, Esri JSON or a GDALG that runs a pipeline.
        if found := _GEOJSON.search(text):
            return _geojson(path, found[1])
        raise DoorError("file_kind_not_read", file=path.name, kind="JSON")
    if path.suffix.lower() in _TABLE_SUFFIXES and "\x00" not in text:
        return Source(path, "CSV")
    raise DoorError("not_a_layer", file=path.name)


def _geojson(path: Path, member: str) -> Source:
    """Refuse a sequence of features: the reader would stop after the first one."""
    if member == "Feature":
        text = as_text(path.read_bytes()).text.strip()
        try:
            _, end = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError) as error:
            raise DoorError("file_truncated", file=path.name) from error
        if end != len(text):
            raise DoorError("file_kind_not_read", file=path.name, kind="GeoJSONSeq")
    return Source(path, "GeoJSON")


def _kind_of_xml(text: str) -> str:
    head = text[:4096].lower()
    kinds = {"<ogrvrt": "VRT", "<html": "HTML", "opengis.net/gml": "GML", "<kml": "KML"}
    return next((name for mark, name in kinds.items() if mark in head), "XML")


@contextmanager
def readable(source: Source) -> Iterator[Path]:
    """Give the path from which a reader may read: the file itself, or a private copy.

    A copy is made for a ``!`` in the path (GDAL takes it for an archive: pyogrio#632), for a
    network path, a very long path, a GeoPackage in WAL mode (reading would leave files beside
    it), a shapefile without index (GDAL writes one beside it) and an extension that lies.
    """
    if not _needs_copy(source):
        yield source.path
        return
    with tempfile.TemporaryDirectory(prefix="werklocaties-") as folder:
        yield _copied(source, Path(folder))


def _needs_copy(source: Source) -> bool:
    path = str(source.path.resolve())
    if "!" in path or path.startswith(("\\\\", "//")) or len(path) > _LONGEST_PATH:
        return True
    if source.kind == "GPKG" and (_has_wal(source.path) or _head(source.path)[18:20] != b"\1\1"):
        return True
    if source.kind == "ESRI Shapefile" and part_of(source.path, ".shx") is None:
        return True
    return source.path.suffix.lower() != _suffix(source)


def _suffix(source: Source) -> str:
    return _SUFFIX.get(source.kind, source.path.suffix.lower())


def _copied(source: Source, folder: Path) -> Path:
    # The layer of many formats is called after its file, so the copy keeps the name.
    stem = source.path.stem.replace("!", "")[:_LONGEST_STEM] or "bron"
    target = folder / (stem + _suffix(source))
    try:
        if source.kind == "OpenFileGDB":
            return Path(shutil.copytree(source.path, target))
        for path, suffix in _parts(source):
            shutil.copyfile(path, folder / (stem + suffix))
    except OSError as error:
        raise DoorError("file_unreadable", file=source.name) from error
    return target


def _parts(source: Source) -> Iterator[tuple[Path, str]]:
    if source.kind == "ESRI Shapefile":
        for suffix in SHAPEFILE_PARTS:
            if found := part_of(source.path, suffix):
                yield found, suffix
        return
    yield source.path, _suffix(source)
    if source.kind == "GPKG" and _has_wal(source.path):
        yield source.path.with_name(source.name + "-wal"), ".gpkg-wal"
