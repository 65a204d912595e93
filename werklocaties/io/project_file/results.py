"""``resultaat_*``: the last results, with the hash of what they were computed from.

They are no part of history or hash. A result whose stored hash is not that of the content
now is stale, and stale results are never given back.
"""

import hashlib
import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from werklocaties import __version__
from werklocaties.io.project_file.geopackage import create_table, create_triggers, register, touch
from werklocaties.io.project_file.hashing import Hashed
from werklocaties.io.project_file.layout import RESULT_PREFIX, quoted
from werklocaties.io.project_file.read import readable
from werklocaties.io.project_file.stamp import Stamp
from werklocaties.io.project_file.structure import declared, table_kinds
from werklocaties.model.task import NO_TASK, Task

KEYS = {"scenario_uid": "TEXT NOT NULL", "invoer_hash": "TEXT NOT NULL"}
NOTHING = (None, None, None, None)
Values = Sequence[str | int | float | bool | None]


@dataclass(frozen=True)
class ResultTable:
    """Results of one scenario as plain columns of equal length.

    ``name`` gives the table ``resultaat_<name>``, e.g. ``balans``: lower-case letters and _.
    """

    name: str
    scenario_uid: str
    columns: Mapping[str, Values]

    @property
    def table(self) -> str:
        """Name of the table in the file."""
        return f"{RESULT_PREFIX}{self.name}"


def input_hash(content: Hashed, scenario_uid: str) -> str:
    """Return the hash of what a result was computed from: content, scenario and program.

    Another version of the program may compute something else from the same content.
    """
    parts = (__version__, content.hash, content.hash_confidential or "", scenario_uid)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def _kind(values: Values) -> str:
    types = {type(value) for value in values} - {type(None)}
    if types <= {bool} and types:
        return "BOOLEAN"
    if types <= {int} and types:
        return "INTEGER"
    return "DOUBLE" if types <= {int, float} and types else "TEXT"


def _cell(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return int(value) if isinstance(value, bool) else value


def _fresh(connection: sqlite3.Connection, result: ResultTable, when: datetime) -> None:
    """Make the table when it is new; a table with other columns is made again."""
    wanted = {name: _kind(values) for name, values in result.columns.items()}
    kinds = table_kinds(connection)
    if kinds.get(result.table) == "table":
        found = dict(declared(connection, result.table))
        if list(found) == ["fid", *KEYS, *wanted]:
            return
        connection.execute(f"DROP TABLE {quoted(result.table)}")
    create_table(connection, result.table, {**KEYS, **wanted})
    if not _registered(connection, result.table):
        register(connection, result.table, "Laatste resultaten", when, geometry=False)
    create_triggers(connection, result.table, geometry=False)


def _registered(connection: sqlite3.Connection, table: str) -> bool:
    query = "SELECT 1 FROM gpkg_contents WHERE table_name = ?"
    return connection.execute(query, (table,)).fetchone() is not None


def write_results(
    connection: sqlite3.Connection,
    results: Sequence[ResultTable],
    content: Hashed,
    when: datetime,
) -> None:
    """Write results in place of the earlier ones of the same scenario, and drop stale ones."""
    for result in results:
        _fresh(connection, result, when)
        digest = input_hash(content, result.scenario_uid)
        table = quoted(result.table)
        connection.execute(f"DELETE FROM {table} WHERE scenario_uid = ?", (result.scenario_uid,))
        names = [*KEYS, *result.columns]
        marks = ", ".join("?" * len(names))
        rows = zip(*result.columns.values(), strict=True)
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(map(quoted, names))}) VALUES ({marks})",
            ((result.scenario_uid, digest, *map(_cell, row)) for row in rows),
        )
        touch(connection, result.table, when, NOTHING)


def read_results(
    path: Path, stamp: Stamp, name: str, scenario_uid: str, task: Task = NO_TASK
) -> dict[str, list[object]] | None:
    """Return the stored results of a scenario, or None when there are none that are current.

    Raises:
        DoorError: a refusal of steps 1 to 4 of opening.
    """
    table = f"{RESULT_PREFIX}{name}"
    with readable(path, task) as source:
        if table_kinds(source.connection).get(table) != "table":
            return None
        names = [n for n in declared(source.connection, table) if n not in ("fid", *KEYS)]
        rows = source.connection.execute(
            f"SELECT {', '.join(map(quoted, names))} FROM {quoted(table)} "
            "WHERE scenario_uid = ? AND invoer_hash = ? ORDER BY fid",
            (scenario_uid, input_hash(stamp.hashed, scenario_uid)),
        ).fetchall()
    if not rows:
        return None
    return {n: list(values) for n, values in zip(names, zip(*rows, strict=True), strict=True)}
