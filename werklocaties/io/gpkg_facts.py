"""What a GeoPackage itself says about its layers, asked without GDAL.

The counts that it states may be stale, and a reader passes over broken geometry without a
word; the rows themselves are the judge. Read-only, immutable, tables only.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from werklocaties.model.finding import DoorError


def geometries(path: Path, layer: str) -> int | None:
    """Count the geometries of a layer, broken ones too; None when it is no table."""
    if not _is_table(path, layer):
        return None
    column, _ = geometry_column(path, layer)
    if not column:
        return None
    sql = f"SELECT count(*) FROM {_quoted(layer)} WHERE {_quoted(column)} IS NOT NULL"
    return int(_query(path, sql)[0][0])


def rows(path: Path, layer: str) -> int | None:
    """Count the rows of a layer; None when it is no table."""
    if not _is_table(path, layer):
        return None
    return int(_query(path, f"SELECT count(*) FROM {_quoted(layer)}")[0][0])


def _is_table(path: Path, layer: str) -> bool:
    sql = (
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? AND sql NOT LIKE '%VIRTUAL%'"
    )
    return bool(_query(path, sql, layer))


def geometry_column(path: Path, layer: str) -> tuple[str, str]:
    """Return the geometry column of a layer and its type in capitals; empty when it has none."""
    sql = "SELECT column_name, geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?"
    rows = _query(path, sql, layer)
    return (str(rows[0][0]), str(rows[0][1]).upper()) if rows else ("", "")


def _query(path: Path, sql: str, *values: str) -> list[tuple[Any, ...]]:
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return connection.execute(sql, values).fetchall()
    except sqlite3.Error as error:
        raise DoorError("file_damaged", file=path.name) from error


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
