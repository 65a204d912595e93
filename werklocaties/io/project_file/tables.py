"""Tables out of the file: step 5 (geometry) and the door of step 6 (types)."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from werklocaties.io.project_file import geometry
from werklocaties.io.project_file.geometry import BadGeometryError
from werklocaties.io.project_file.layout import quoted, stored
from werklocaties.io.project_file.structure import Declared
from werklocaties.io.project_file.values import fits, series
from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.registers import Column, Profile, TableSchema
from werklocaties.model.table import CRS, Table

_SURE: Mapping[str, type] = {"text": str, "date": str, "integer": int}
"""Types that need no look at each value: any of this type fits."""


@dataclass(frozen=True)
class Door:
    """A table that came through the door, with what was found on the way."""

    table: Table
    findings: tuple[Finding, ...]


def _select(
    connection: sqlite3.Connection, schema: TableSchema, columns: Sequence[Column]
) -> list[list[object]]:
    names = ", ".join(quoted(column.column) for column in columns)
    rows = connection.execute(
        f"SELECT {names} FROM {quoted(schema.file_name)} ORDER BY fid"
    ).fetchall()
    if not rows:
        return [[] for _ in columns]
    return [list(values) for values in zip(*rows, strict=True)]


def _uids(schema: TableSchema, values: list[object]) -> list[str]:
    good = [value for value in values if isinstance(value, str) and value]
    if len(good) < len(values) or len(set(good)) < len(good):
        raise DoorError("uid_damaged", layer=schema.file_name)
    return good


# --- step 5 --------------------------------------------------------------------------------
def _bad(schema: TableSchema, uid: str, error: Exception) -> DoorError:
    refusal = DoorError("geometry_damaged", layer=schema.file_name, uid=uid)
    refusal.__cause__ = error
    return refusal


def _walked(schema: TableSchema, uids: list[str], blobs: list[object]) -> list[bytes | None]:
    found: list[bytes | None] = []
    for uid, data in zip(uids, blobs, strict=True):
        if data is None:
            found.append(None)
            continue
        try:
            if not isinstance(data, bytes):
                raise BadGeometryError("no bytes")
            found.append(geometry.check(geometry.payload(data)))
        except BadGeometryError as error:
            raise _bad(schema, uid, error) from error
    return found


def _parsed(schema: TableSchema, uids: list[str], wkbs: list[bytes | None]) -> np.ndarray:
    try:
        return geometry.from_wkb(wkbs)
    except BadGeometryError:
        for uid, wkb in zip(uids, wkbs, strict=True):
            try:
                geometry.from_wkb([wkb])
            except BadGeometryError as error:
                raise _bad(schema, uid, error) from error
        raise


def _geometries(schema: TableSchema, uids: list[str], blobs: list[object]) -> gpd.GeoSeries:
    parsed = _parsed(schema, uids, _walked(schema, uids, blobs))
    outside = np.flatnonzero(geometry.outside(parsed))
    if outside.size:
        raise DoorError("geometry_outside", layer=schema.file_name, uid=uids[int(outside[0])])
    return gpd.GeoSeries(parsed, crs=CRS)


# --- step 6, the door ------------------------------------------------------------------------
def _misfits(values: list[object], column: Column) -> Iterator[int]:
    sure = _SURE.get(column.type)
    if sure is not None and set(map(type, values)) <= {sure, type(None)}:
        return
    for at, value in enumerate(values):
        if not fits(value, column):
            yield at


def _fitting(
    schema: TableSchema, column: Column, uids: list[str], values: list[object]
) -> tuple[pd.Series, list[Finding]]:
    findings = []
    for at in list(_misfits(values, column)):
        said = {"value": str(values[at])[:40]}
        findings.append(Finding("wrong_type", "error", schema.name, uids[at], column.name, said))
        values[at] = None
    return series(values, column), findings


def read_table(
    connection: sqlite3.Connection, schema: TableSchema, found: Declared, profile: Profile
) -> Door:
    """Read one table of ours; a cell of another type than declared is empty and reported.

    Raises:
        DoorError: ``uid_damaged``, ``geometry_damaged``, ``geometry_outside``.
    """
    columns = [column for column in stored(schema, profile) if column.column in found]
    read = dict(zip(columns, _select(connection, schema, columns), strict=True))
    uids = _uids(schema, read.pop(schema.column("uid")))
    frame: dict[str, pd.Series] = {}
    findings: list[Finding] = []
    for column, values in read.items():
        if column.type == "multipolygon":
            frame[column.name] = _geometries(schema, uids, values)
            continue
        frame[column.name], remarks = _fitting(schema, column, uids, values)
        findings += remarks
    index = pd.Index(uids, name="uid", dtype="str")
    made = pd.DataFrame({name: s.set_axis(index) for name, s in frame.items()}, index=index)
    return Door(Table.of(schema.name, made), tuple(findings))
