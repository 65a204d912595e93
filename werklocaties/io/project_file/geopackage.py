"""What makes an SQLite file a GeoPackage 1.3: its core tables, spatial index and triggers.

The texts are those of the standard (OGC 12-128r17) and of GDAL's ``gpkg_ogr_contents``, so
that QGIS and GDAL keep index and counts right when somebody edits with them.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from werklocaties.io.project_file.layout import (
    APPLICATION_ID,
    GEOMETRY,
    SRS,
    USER_VERSION,
    quoted,
    rtree_name,
)

_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_RD = (
    'PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",'
    'SPHEROID["Bessel 1841",6377397.155,299.1528128,AUTHORITY["EPSG","7004"]],'
    'AUTHORITY["EPSG","6289"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4289"]],'
    'PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.1561605555556],'
    'PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],'
    'PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],'
    'UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],'
    'AUTHORITY["EPSG","28992"]]'
)

_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic system"),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude/latitude in degrees"),
    ("Amersfoort / RD New", SRS, "EPSG", SRS, _RD, "Rijksdriehoekstelsel"),
)

_CORE = (
    """CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL,
srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)""",
    """CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
identifier TEXT UNIQUE, description TEXT DEFAULT '',
last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""",
    """CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
CONSTRAINT uk_gc_table_name UNIQUE (table_name),
CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))""",
    """CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT,
extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))""",
    """CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY,
feature_count INTEGER DEFAULT NULL)""",
    """CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT,
column_name TEXT, row_id_value INTEGER,
timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id))""",
)

_SPEC = "http://www.geopackage.org/spec120/#extension_"
_METADATA_EXTENSION = ("gpkg_metadata", f"{_SPEC}metadata", "read-write")
_RTREE_EXTENSION = ("gpkg_rtree_index", f"{_SPEC}rtree", "write-only")

_BOX = """(NEW."fid", ST_MinX(NEW."{g}"), ST_MaxX(NEW."{g}"), ST_MinY(NEW."{g}"), \
ST_MaxY(NEW."{g}"))"""
_PUT = 'INSERT OR REPLACE INTO "{r}" VALUES ' + _BOX
_FULL = 'NEW."{g}" NOTNULL AND NOT ST_IsEmpty(NEW."{g}")'
_VOID = 'NEW."{g}" ISNULL OR ST_IsEmpty(NEW."{g}")'
_DROP = 'DELETE FROM "{r}" WHERE id = OLD."fid"'

_INDEX_TRIGGERS: Mapping[str, str] = {
    "insert": f'AFTER INSERT ON "{{t}}" WHEN ({_FULL}) BEGIN {_PUT}; END',
    "update1": f'AFTER UPDATE OF "{{g}}" ON "{{t}}" WHEN OLD."fid" = NEW."fid" AND ({_FULL}) '
    f"BEGIN {_PUT}; END",
    "update2": f'AFTER UPDATE OF "{{g}}" ON "{{t}}" WHEN OLD."fid" = NEW."fid" AND ({_VOID}) '
    f"BEGIN {_DROP}; END",
    "update3": f'AFTER UPDATE ON "{{t}}" WHEN OLD."fid" != NEW."fid" AND ({_FULL}) '
    f"BEGIN {_DROP}; {_PUT}; END",
    "update4": f'AFTER UPDATE ON "{{t}}" WHEN OLD."fid" != NEW."fid" AND ({_VOID}) '
    'BEGIN DELETE FROM "{r}" WHERE id IN (OLD."fid", NEW."fid"); END',
    "delete": f'AFTER DELETE ON "{{t}}" WHEN OLD."{{g}}" NOTNULL BEGIN {_DROP}; END',
}
_COUNT_TRIGGERS: Mapping[str, str] = {"insert": "+", "delete": "-"}


def stamp(when: datetime) -> str:
    """Return a moment as GeoPackage writes it: UTC, ISO, milliseconds.

    Example:
        >>> stamp(datetime(2024, 1, 1, 12, tzinfo=UTC))
        '2024-01-01T12:00:00.000Z'
    """
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def create_core(connection: sqlite3.Connection) -> None:
    """Make a new file a GeoPackage without layers."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    for sql in _CORE:
        connection.execute(sql)
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
    for table in ("gpkg_metadata", "gpkg_metadata_reference"):
        _extension(connection, table, None, _METADATA_EXTENSION)


def _extension(
    connection: sqlite3.Connection, table: str, column: str | None, row: tuple[str, str, str]
) -> None:
    connection.execute("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", (table, column, *row))


def create_table(
    connection: sqlite3.Connection, name: str, columns: Mapping[str, str], geometry: bool = False
) -> None:
    """Make a table with ``fid`` and these columns (name to declared type)."""
    parts = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    parts += [f"{GEOMETRY} MULTIPOLYGON"] if geometry else []
    parts += [f"{quoted(column)} {kind}" for column, kind in columns.items()]
    connection.execute(f"CREATE TABLE {quoted(name)} ({', '.join(parts)})")


def register(
    connection: sqlite3.Connection, name: str, description: str, when: datetime, geometry: bool
) -> None:
    """List a table in the contents, so that GIS programs show it."""
    kind, srs = ("features", SRS) if geometry else ("attributes", 0)
    connection.execute(
        "INSERT OR REPLACE INTO gpkg_contents (table_name, data_type, identifier, description, "
        "last_change, srs_id) VALUES (?, ?, ?, ?, ?, ?)",
        (name, kind, name, description, stamp(when), srs),
    )
    connection.execute("INSERT OR REPLACE INTO gpkg_ogr_contents VALUES (?, NULL)", (name,))
    if geometry:
        row = (name, GEOMETRY, "MULTIPOLYGON", SRS, 0, 0)
        put = "INSERT OR REPLACE INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, ?)"
        connection.execute(put, row)


def create_index(connection: sqlite3.Connection, table: str) -> None:
    """Make the (empty) spatial index of a layer; its triggers come last."""
    name = quoted(rtree_name(table))
    connection.execute(f"CREATE VIRTUAL TABLE {name} USING rtree(id, minx, maxx, miny, maxy)")
    connection.execute(
        "DELETE FROM gpkg_extensions WHERE table_name = ? AND column_name = ? "
        "AND extension_name = 'gpkg_rtree_index'",
        (table, GEOMETRY),
    )
    _extension(connection, table, GEOMETRY, _RTREE_EXTENSION)


def create_triggers(connection: sqlite3.Connection, table: str, geometry: bool) -> None:
    """Make the triggers with which other programs keep index and count of a table of ours."""
    for verb, sign in _COUNT_TRIGGERS.items():
        name = f'"trigger_{verb}_feature_count_{table}"'
        connection.execute(
            f'CREATE TRIGGER IF NOT EXISTS {name} AFTER {verb.upper()} ON "{table}" '
            f"BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count {sign} 1 "
            f"WHERE lower(table_name) = lower('{table}'); END"
        )
    if geometry:
        names = {"t": table, "g": GEOMETRY, "r": rtree_name(table)}
        for verb, text in _INDEX_TRIGGERS.items():
            name = f'"{names["r"]}_{verb}"'
            connection.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {text.format(**names)}")


def touch(
    connection: sqlite3.Connection, table: str, when: datetime, extent: Iterable[float | None]
) -> None:
    """Say in the contents when a table changed and where it lies; leave its count to GDAL."""
    connection.execute(
        "UPDATE gpkg_contents SET last_change = ?, min_x = ?, min_y = ?, max_x = ?, max_y = ? "
        "WHERE table_name = ?",
        (stamp(when), *extent, table),
    )
    connection.execute(
        "UPDATE gpkg_ogr_contents SET feature_count = NULL WHERE table_name = ?", (table,)
    )


def write_note(connection: sqlite3.Connection, note: str, when: datetime) -> None:
    """Write a remark about the whole file into ``gpkg_metadata``."""
    uri = "http://purl.org/dc/elements/1.1/"
    made = connection.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
        "VALUES ('dataset', ?, 'text/plain', ?)",
        (uri, note),
    )
    connection.execute(
        "INSERT INTO gpkg_metadata_reference (reference_scope, timestamp, md_file_id) "
        "VALUES ('geopackage', ?, ?)",
        (stamp(when), made.lastrowid),
    )
