"""The content hash: the same project has the same digest, however its file is laid out.

Row: SHA-256 of the JSON array ``[uid, name, value, ...]``: file names of the columns in
byte order, empty cells left out, UTF-8, no spaces; integer and boolean as integer, real as
the 16 hex digits of its big-endian double, text and dates as they stand, geometry as hex
SHA-256 of its ISO little-endian WKB. Table: SHA-256 of uid and row digest (hex) in byte
order of uid. State: SHA-256 of file name and table digest (hex) in byte order of name;
a table without rows is left out, like an empty cell, so that a table which a later version
adds changes no hash. It shows damage, not forgery. Source: ``docs/decisions``.
"""

import hashlib
import json
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring
from types import MappingProxyType

from werklocaties.io.project_file.layout import logged
from werklocaties.io.project_file.values import Columns
from werklocaties.model.changes import Change
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project
from werklocaties.model.registers import TABLES, Column, Profile
from werklocaties.model.table import Table

Digests = Mapping[str, str]
"""Row digest by uid."""


def sha256(data: bytes) -> str:
    """Return the hex SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def _text_digest(text: str) -> str:
    try:
        return sha256(text.encode())
    except UnicodeEncodeError as error:  # half a character, from bytes that were no UTF-8
        raise DoorError("text_unfit") from error


def _json(value: object) -> str:
    return encode_basestring(value) if isinstance(value, str) else json.dumps(value)


# --- one column --------------------------------------------------------------------------
def _real(value: float) -> str:
    return struct.pack(">d", value + 0.0).hex()  # + 0.0 turns -0 into 0


def _encode(values: Iterable[object], prefix: str, text: Callable[[object], str]) -> list[str]:
    known: dict[object, str] = {None: ""}
    return [known[v] if v in known else known.setdefault(v, f"{prefix}{text(v)}") for v in values]


def _fragments(columns: Columns, column: Column) -> list[str]:
    """Per row ``,"name",value``, or nothing where the cell is empty."""
    prefix = f",{_json(column.column)},"
    if column.type == "multipolygon":
        return ["" if wkb is None else f'{prefix}"{sha256(wkb)}"' for wkb in columns.wkb()]
    values = columns.cells(column)
    if column.type == "real":
        return ["" if v is None else f'{prefix}"{_real(float(v))}"' for v in values]
    return _encode(values, prefix, _json)


# --- rows, table, state ------------------------------------------------------------------
def _chosen(table: Table, confidential: bool) -> list[Column]:
    """Return the columns of one of the two hashes, in byte order of their file names."""
    regional = {column.name for column in logged(table.schema, "regional")}
    chosen = (c for c in logged(table.schema, "complete") if (c.name in regional) != confidential)
    return sorted(chosen, key=lambda column: column.column.encode())


def row_digests(columns: Columns, salt: str | None = None) -> Digests:
    """Return the digest of every row; with a salt that of its confidential cells alone.

    Rows without any confidential cell are then left out.
    """
    table = columns.table
    chosen = _chosen(table, salt is not None)
    if not len(table) or (salt is not None and not chosen):
        return MappingProxyType({})
    start = salt or ""
    parts = [_fragments(columns, column) for column in chosen]
    rows = zip(table.uids, map("".join, zip(*parts, strict=True)), strict=True)
    return MappingProxyType(
        {
            uid: _text_digest(f"{start}[{_json(uid)}{row}]")
            for uid, row in rows
            if row or salt is None
        }
    )


def table_digest(rows: Digests, salt: str = "") -> str:
    """Return the digest of a table from the digests of its rows."""
    joined = "".join(f"{uid}{rows[uid]}" for uid in sorted(rows, key=str.encode))
    return sha256(f"{salt}{joined}".encode())


def state_digest(tables: Mapping[str, str], salt: str = "") -> str:
    """Return the digest of a state from the digests of its tables by file name."""
    joined = "".join(f"{name}{tables[name]}" for name in sorted(tables, key=str.encode))
    return sha256(f"{salt}{joined}".encode())


@dataclass(frozen=True, eq=False)
class Part:
    """One of the two hashes with the digests below it, per table name."""

    rows: Mapping[str, Digests]
    tables: Mapping[str, str]
    hash: str


@dataclass(frozen=True, eq=False)
class Hashed:
    """A project with its digests, kept so that the next hash costs only what changed.

    ``open`` covers what a regional reader may see, ``closed`` the rest, salted; it is None
    without a salt (a file that lacks those columns holds none).
    """

    project: Project
    salt: str | None
    open: Part
    closed: Part | None

    @property
    def hash(self) -> str:
        """The hash of what a regional reader may see."""
        return self.open.hash

    @property
    def hash_confidential(self) -> str | None:
        """The salted hash of the rest, None when the file does not hold it."""
        return None if self.closed is None else self.closed.hash

    @property
    def both(self) -> tuple[str, str | None]:
        """The two hashes of the content."""
        return self.hash, self.hash_confidential


AllColumns = Mapping[str, Columns]


def columns_of(project: Project) -> AllColumns:
    """Return the columns of all tables, to be made once for hash and file."""
    return {name: Columns(table) for name, table in project.tables.items()}


def _part(rows: Mapping[str, Digests], salt: str | None, before: Part | None) -> Part:
    tables = {
        name: before.tables[name]
        if before is not None and before.rows[name] is digests
        else table_digest(digests, salt or "")
        for name, digests in rows.items()
    }
    full = {TABLES[name].file_name: tables[name] for name, digests in rows.items() if digests}
    return Part(MappingProxyType(dict(rows)), tables, state_digest(full, salt or ""))


def hashed(project: Project, salt: str | None = None, columns: AllColumns | None = None) -> Hashed:
    """Hash a project; the salt (64 hex digits, complete files only) gives the confidential hash.

    Raises:
        DoorError: ``infinite_number``, ``text_unfit``.
    """
    given = columns_of(project) if columns is None else columns

    def part(salt: str | None) -> Part:
        return _part({name: row_digests(c, salt) for name, c in given.items()}, salt, None)

    return Hashed(project, salt, part(None), part(salt) if salt else None)


def _touched(project: Project, found: Iterable[Change]) -> Mapping[str, tuple[Columns, set[str]]]:
    """Return per changed table the rows that are there now, and the uids of all touched ones."""
    uids: dict[str, set[str]] = {}
    for change in found:
        uids.setdefault(change.table, set()).add(change.uid)
    return {name: (_only(project.table(name), here), here) for name, here in uids.items()}


def _only(table: Table, uids: set[str]) -> Columns:
    here = table.uids[table.uids.isin(list(uids))]
    return Columns(Table.of(table.name, table.frame.loc[here]))


def _next(known: Digests, fresh: Columns, touched: set[str], salt: str | None) -> Digests:
    """Return digests of which those of the touched rows are made again (order is no matter)."""
    made = dict(known)
    for uid in touched:
        made.pop(uid, None)
    made.update(row_digests(fresh, salt))
    return MappingProxyType(made)


def hashed_next(before: Hashed, project: Project, found: Iterable[Change]) -> Hashed:
    """Hash a project that differs from a hashed one by these changes: only their rows.

    Raises:
        DoorError: ``infinite_number``, ``text_unfit``.
    """
    touched = _touched(project, found)

    def part(old: Part, salt: str | None) -> Part:
        new = {name: _next(old.rows[name], *touched[name], salt) for name in touched}
        return _part({**old.rows, **new}, salt, old)

    closed = None if before.closed is None else part(before.closed, before.salt)
    return Hashed(project, before.salt, part(before.open, None), closed)


def holds_confidential(profile: Profile) -> bool:
    """Say whether a file of this profile holds the confidential columns, and so the salt."""
    return profile == "complete"
