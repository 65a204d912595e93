"""Rows into the file: all of a new table, or only what changed, index and extent included."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

import numpy as np
import shapely

from werklocaties.io.project_file import geometry, rtree
from werklocaties.io.project_file.geometry import BadGeometryError
from werklocaties.io.project_file.geopackage import create_index, touch
from werklocaties.io.project_file.layout import quoted, rtree_name, stored
from werklocaties.io.project_file.structure import table_kinds
from werklocaties.io.project_file.values import Columns
from werklocaties.model.changes import WHOLE, Change
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project
from werklocaties.model.registers import TABLES, Column, Profile, TableSchema
from werklocaties.model.table import Table

Box = tuple[float | None, ...]
NOWHERE: Box = (None, None, None, None)


def _blobs(
    schema: TableSchema,
    uids: Sequence[str],
    geometries: np.ndarray,
    wkbs: Sequence[bytes | None] | None = None,
) -> list[bytes | None]:
    """Return geometry for the file; never what the door would refuse to read back."""
    far = np.flatnonzero(geometry.outside(geometries))
    if far.size:
        raise DoorError("geometry_outside", layer=schema.file_name, uid=uids[int(far[0])])
    try:
        return geometry.encode(geometries, wkbs)
    except BadGeometryError as error:
        raise DoorError("geometry_unfit", layer=schema.file_name) from error


def _column(columns: Columns, column: Column) -> Sequence[object]:
    if column.type != "multipolygon":
        return columns.cells(column)
    table = columns.table
    shapes = table.column("geometry").to_numpy()
    return _blobs(table.schema, list(table.uids), shapes, columns.wkb())


def _insert(schema: TableSchema, names: Sequence[str], first: str = "") -> str:
    columns = ", ".join([*([first] if first else []), *map(quoted, names)])
    marks = ", ".join("?" * (len(names) + bool(first)))
    return f"INSERT INTO {quoted(schema.file_name)} ({columns}) VALUES ({marks})"


def write_table(connection: sqlite3.Connection, given: Columns, profile: Profile) -> None:
    """Write all rows of a table into its empty table in the file, ``fid`` from 1 up.

    Raises:
        DoorError: ``geometry_unfit``, ``geometry_outside``, ``infinite_number``.
    """
    table = given.table
    if not len(table):
        return
    columns = stored(table.schema, profile)
    values = [_column(given, column) for column in columns]
    sql = _insert(table.schema, [column.column for column in columns], "fid")
    connection.executemany(sql, zip(range(1, len(table) + 1), *values, strict=True))
    if table.schema.geometry is not None:
        _index_all(connection, table, np.arange(1, len(table) + 1))


def _placed(table: Table) -> tuple[np.ndarray, np.ndarray]:
    """Return boxes (xmin, xmax, ymin, ymax) and the positions of the rows that lie somewhere."""
    boxes = shapely.bounds(table.column("geometry").to_numpy())[:, [0, 2, 1, 3]]
    there = np.flatnonzero(np.isfinite(boxes).all(axis=1))
    return boxes[there], there


def _index_all(connection: sqlite3.Connection, table: Table, fids: np.ndarray) -> None:
    boxes, there = _placed(table)
    if there.size:
        rtree.fill(connection, table.schema.file_name, fids[there], boxes)


def repair_index(connection: sqlite3.Connection, table: Table) -> bool:
    """Make the spatial index again when another program dropped it or left rows out.

    Returns whether it was gone altogether, so that its triggers must be made again too.
    """
    file_name = table.schema.file_name
    name = quoted(rtree_name(file_name))
    gone = rtree_name(file_name) not in table_kinds(connection)
    if gone:
        create_index(connection, file_name)
    elif connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] == len(_placed(table)[1]):
        return False
    connection.execute(f"DELETE FROM {name}")
    fids = dict(connection.execute(f"SELECT uid, fid FROM {quoted(file_name)}"))
    _index_all(connection, table, np.array([fids[uid] for uid in table.uids]))
    return gone


def extent(table: Table) -> Box:
    """Return xmin, ymin, xmax, ymax of a table, empty when it lies nowhere."""
    if table.schema.geometry is None:
        return NOWHERE
    boxes, there = _placed(table)
    if not there.size:
        return NOWHERE
    low, high = boxes.min(axis=0).tolist(), boxes.max(axis=0).tolist()
    return low[0], low[2], high[1], high[3]


# --- what changed ------------------------------------------------------------------------
def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


def _in_file(column: Column, schema: TableSchema, uid: str, value: object) -> object:
    if column.type != "multipolygon":
        return _plain(value)
    (made,) = _blobs(schema, [uid], np.array([value], dtype=object))
    return made


class _Rows:
    """One table of ours in the file, whose rows come, go and change."""

    def __init__(self, connection: sqlite3.Connection, schema: TableSchema) -> None:
        self._connection, self._schema = connection, schema
        self._name = quoted(schema.file_name)
        self._index = quoted(rtree_name(schema.file_name))

    def _fid(self, uid: str) -> int | None:
        row = self._connection.execute(
            f"SELECT fid FROM {self._name} WHERE uid = ?", (uid,)
        ).fetchone()
        return None if row is None else int(row[0])

    def _place(self, fid: int | None, value: object) -> None:
        if self._schema.geometry is None or fid is None:
            return
        self._connection.execute(f"DELETE FROM {self._index} WHERE id = ?", (fid,))
        box = shapely.bounds(np.array(value, dtype=object))[[0, 2, 1, 3]]
        if np.isfinite(box).all():
            row = (fid, *box.tolist())
            self._connection.execute(f"INSERT INTO {self._index} VALUES (?, ?, ?, ?, ?)", row)

    def delete(self, uid: str) -> None:
        """Remove a row and its place in the index."""
        self._place(self._fid(uid), None)
        self._connection.execute(f"DELETE FROM {self._name} WHERE uid = ?", (uid,))

    def insert(self, uid: str, row: object) -> None:
        """Add a row; an empty cell stays NULL."""
        values = row if isinstance(row, Mapping) else {}
        columns = [self._schema.column(name) for name in values]
        cells = [_in_file(c, self._schema, uid, values[c.name]) for c in columns]
        sql = _insert(self._schema, ["uid", *(column.column for column in columns)])
        made = self._connection.execute(sql, (uid, *cells))
        self._place(made.lastrowid, values.get("geometry"))

    def update(self, attribute: str, changes: Iterable[Change]) -> None:
        """Write one attribute of these rows."""
        column = self._schema.column(attribute)
        listed = list(changes)
        self._connection.executemany(
            f"UPDATE {self._name} SET {quoted(column.column)} = ? WHERE uid = ?",
            (
                (_in_file(column, self._schema, change.uid, change.new), change.uid)
                for change in listed
            ),
        )
        if column.type == "multipolygon":
            for change in listed:
                self._place(self._fid(change.uid), change.new)


def write_changes(connection: sqlite3.Connection, changes: Sequence[Change]) -> set[str]:
    """Write changed rows into the file and return the names of the tables that they touch.

    Raises:
        DoorError: ``geometry_unfit``, ``geometry_outside``.
    """
    for change in changes:
        rows = _Rows(connection, TABLES[change.table])
        if change.is_delete:
            rows.delete(change.uid)
        elif change.is_insert:
            rows.insert(change.uid, change.new)
    cells = sorted(
        (change for change in changes if change.attribute != WHOLE),
        key=lambda change: (change.table, change.attribute),
    )
    for (table, attribute), group in groupby(cells, key=lambda c: (c.table, c.attribute)):
        _Rows(connection, TABLES[table]).update(attribute, group)
    return {change.table for change in changes}


def touch_tables(
    connection: sqlite3.Connection, project: Project, names: Iterable[str], when: datetime
) -> None:
    """Say in the contents that these tables changed, and where they lie now."""
    for name in sorted(names):
        table = project.table(name)
        touch(connection, table.schema.file_name, when, extent(table))
