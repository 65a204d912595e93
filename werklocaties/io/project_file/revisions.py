"""The history in the file: ``revisie`` (who, when, why) and ``wijziging`` (what).

A change of one attribute is one row; an object that comes or goes is one row with
attribute ``*`` and the whole row as JSON. JSON ``null`` is an empty cell, SQL NULL says
that nothing stood there (the object did not exist) or that nobody knows what did.
Geometry stands as WKB in ``oud_geom`` and ``nieuw_geom``.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import shapely

from werklocaties.io.project_file import geometry
from werklocaties.io.project_file.geopackage import stamp
from werklocaties.io.project_file.layout import GEOMETRY, LOG, REVISIONS
from werklocaties.io.project_file.values import fits
from werklocaties.model.changes import GONE, UNKNOWN, WHOLE, Change
from werklocaties.model.finding import DoorError
from werklocaties.model.registers import FILE_NAMES, TABLES, Column, TableSchema

Side = tuple[str | None, bytes | None]
"""One side of a change as the file holds it: JSON text and WKB."""


@dataclass(frozen=True)
class Revision:
    """One saved state: who, when, why, after which other states, and its hashes."""

    id: str
    parents: tuple[str, ...]
    author: str
    when: datetime
    message: str
    hash: str
    hash_confidential: str | None


@dataclass(frozen=True)
class Logged:
    """One change as the log holds it: with the revision that made it."""

    revision: str
    change: Change


# --- out -------------------------------------------------------------------------------------
def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _wkb(value: object) -> bytes | None:
    if not isinstance(value, shapely.Geometry):
        return None
    (data,) = geometry.to_wkb(np.array([value], dtype=object))
    return data


def _whole_side(schema: TableSchema, value: object) -> Side:
    if not isinstance(value, Mapping):
        return None, None
    cells = {schema.column(k).column: _plain(v) for k, v in value.items() if k != "geometry"}
    return _text(cells), _wkb(value.get("geometry"))


def _side(schema: TableSchema, attribute: str, value: object) -> Side:
    if value is UNKNOWN:
        return None, None
    if attribute == WHOLE:
        return _whole_side(schema, value)
    if attribute == "geometry":
        return ("null" if value is None else None), _wkb(value)
    return _text(_plain(value)), None


def _file_attribute(schema: TableSchema, attribute: str) -> str:
    return WHOLE if attribute == WHOLE else schema.column(attribute).column


def write_revision(
    connection: sqlite3.Connection, revision: Revision, changes: Iterable[Change]
) -> None:
    """Add a revision and the rows of its log."""
    connection.execute(
        f"INSERT INTO {REVISIONS} (id, ouders, auteur, tijd, bericht, hash, hash_vertrouwelijk) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            revision.id,
            _text(list(revision.parents)),
            revision.author,
            stamp(revision.when),
            revision.message,
            revision.hash,
            revision.hash_confidential,
        ),
    )
    connection.executemany(
        f"INSERT INTO {LOG} (revisie, tabel, uid, attribuut, oud, oud_geom, nieuw, nieuw_geom) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (_log_row(revision.id, change) for change in changes),
    )


def _log_row(revision: str, change: Change) -> tuple[object, ...]:
    schema = TABLES[change.table]
    old = _side(schema, change.attribute, change.old)
    new = _side(schema, change.attribute, change.new)
    attribute = _file_attribute(schema, change.attribute)
    return (revision, schema.file_name, change.uid, attribute, *old, *new)


# --- in --------------------------------------------------------------------------------------
def _cell(value: object, column: Column) -> object:
    if not fits(value, column):
        raise ValueError("another type")
    if value is None:
        return None
    if column.type == "boolean":
        return bool(value)
    return float(value) if column.type == "real" and isinstance(value, int) else value


def _geometry(wkb: bytes) -> object:
    (made,) = geometry.from_wkb([geometry.check(wkb)])
    return made


def _read_whole(schema: TableSchema, text: str | None, wkb: bytes | None) -> object:
    if text is None:
        return GONE
    listed = json.loads(text)
    if not isinstance(listed, dict):
        raise ValueError("no row")
    known = {name: schema.by_file_name(name) for name in listed}
    row = {c.name: _cell(listed[n], c) for n, c in known.items() if c is not None}
    return {**row, **({} if wkb is None else {"geometry": _geometry(wkb)})}


def _read_side(schema: TableSchema, attribute: str, text: str | None, wkb: bytes | None) -> object:
    if attribute == WHOLE:
        return _read_whole(schema, text, wkb)
    if wkb is not None:
        return _geometry(wkb)
    if text is None:
        return UNKNOWN
    if attribute == GEOMETRY:
        return None
    column = schema.by_file_name(attribute)
    return None if column is None else _cell(json.loads(text), column)


def _logged(row: Sequence[object]) -> Logged | None:
    """Return a row of the log; None for a table or column that this version does not know."""
    revision, table, uid, attribute, *sides = row
    schema = TABLES.get(FILE_NAMES.get(str(table), ""))
    if schema is None:
        return None
    if attribute == WHOLE:
        name = WHOLE
    elif (column := schema.by_file_name(str(attribute))) is not None:
        name = column.name
    else:
        return None
    old, old_geom, new, new_geom = sides
    was = _read_side(schema, str(attribute), _maybe_text(old), _maybe_bytes(old_geom))
    now = _read_side(schema, str(attribute), _maybe_text(new), _maybe_bytes(new_geom))
    return Logged(str(revision), Change(schema.name, str(uid), name, was, now))


def _maybe_text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("no text")
    return value


def _maybe_bytes(value: object) -> bytes | None:
    if value is not None and not isinstance(value, bytes):
        raise ValueError("no bytes")
    return value


def read_log(connection: sqlite3.Connection) -> tuple[Logged, ...]:
    """Return all rows of the log in the order in which they were written.

    Raises:
        DoorError: ``log_damaged``.
    """
    rows = connection.execute(
        "SELECT revisie, tabel, uid, attribuut, oud, oud_geom, nieuw, nieuw_geom "
        f"FROM {LOG} ORDER BY fid"
    )
    try:
        return tuple(row for row in map(_logged, rows) if row is not None)
    except (ValueError, RecursionError) as error:
        raise DoorError("log_damaged") from error


def _revision(row: Sequence[str]) -> Revision:
    known, parents, author, time, message, digest, confidential = row
    listed = json.loads(parents)
    if not isinstance(listed, list):
        raise ValueError("no list of parents")
    moment = datetime.fromisoformat(time)
    when = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Revision(
        str(known), tuple(map(str, listed)), str(author), when, str(message), digest, confidential
    )


def read_revisions(connection: sqlite3.Connection) -> tuple[Revision, ...]:
    """Return all revisions in the order in which they were written.

    Raises:
        DoorError: ``log_damaged``.
    """
    rows = connection.execute(
        "SELECT id, ouders, auteur, tijd, bericht, hash, hash_vertrouwelijk "
        f"FROM {REVISIONS} ORDER BY fid"
    )
    try:
        return tuple(_revision(row) for row in rows)
    except (TypeError, ValueError, RecursionError) as error:
        raise DoorError("log_damaged") from error


def head_of(revisions: Sequence[Revision], head: str) -> Revision:
    """Return the revision of which the tables hold the state.

    Raises:
        DoorError: ``log_damaged`` when it does not stand in the file.
    """
    for revision in revisions:
        if revision.id == head:
            return revision
    raise DoorError("log_damaged")
