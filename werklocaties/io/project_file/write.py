"""A project as a new file, written in full."""

import secrets
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from werklocaties import __version__
from werklocaties.io.project_file.geopackage import (
    create_core,
    create_index,
    create_table,
    create_triggers,
    register,
    stamp,
    touch,
    write_note,
)
from werklocaties.io.project_file.hashing import (
    AllColumns,
    Hashed,
    columns_of,
    hashed,
    holds_confidential,
)
from werklocaties.io.project_file.layout import (
    BOOK_COLUMNS,
    LOG,
    META,
    REVISIONS,
    STYLES,
    TYPES,
    quoted,
    stored,
)
from werklocaties.io.project_file.meta import Meta, write_meta
from werklocaties.io.project_file.opening import check_integrity
from werklocaties.io.project_file.results import ResultTable, write_results
from werklocaties.io.project_file.revisions import Revision, write_revision
from werklocaties.io.project_file.rows import NOWHERE, touch_tables, write_table
from werklocaties.io.project_file.stamp import Stamp, stamp_of
from werklocaties.io.project_file.styles_table import CREATE, LayerStyle, write_styles
from werklocaties.io.project_file.work_file import working_on
from werklocaties.io.safe_write import keep_backup, put_in_place, refusal, sync_file
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project
from werklocaties.model.registers import TABLES, Profile, TableSchema
from werklocaties.model.task import NO_TASK, Task

_BOOKS = {
    META: "Over dit projectbestand",
    REVISIONS: "Geschiedenis: wie, wanneer, waarom",
    LOG: "Geschiedenis: wat, van wat naar wat",
}
_INDEXES = (
    f"CREATE INDEX wijziging_object ON {LOG} (tabel, uid)",
    f"CREATE INDEX wijziging_revisie ON {LOG} (revisie)",
)

_PRAGMAS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "synchronous = OFF",
    "cache_size = -65536",  # 64 MB: a whole project, so that no page is written twice
)


@dataclass(frozen=True, eq=False)
class Saved:
    """What a save left behind: the stamp for the next one, and the revisions that it made."""

    stamp: Stamp
    revisions: tuple[Revision, ...]

    @property
    def revision(self) -> Revision:
        """The revision of which the file now holds the state."""
        return self.stamp.head


# --- the connection ----------------------------------------------------------------------
def full_or_refused(error: sqlite3.Error, path: Path) -> DoorError:
    """Return what the user is told when SQLite refuses to write."""
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return DoorError("disk_full", file=path.name)
    return DoorError("save_refused", file=path.name)


@contextmanager
def writing(work: Path, path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection on a work file; it is synced as a whole later, not by SQLite.

    The rollback journal is kept in memory: after a failure the work file is thrown away.

    Raises:
        DoorError: ``disk_full``, ``save_refused``, ``text_unfit``.
    """
    try:
        with closing(sqlite3.connect(work, isolation_level=None)) as connection:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            for mode in ("DELETE", "MEMORY"):  # DELETE first: it takes write-ahead mode out
                connection.execute(f"PRAGMA journal_mode = {mode}")
            yield connection
    except UnicodeEncodeError as error:
        raise DoorError("text_unfit") from error
    except sqlite3.Error as error:
        raise full_or_refused(error, path) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:  # Ctrl+C too: half a change must not stay behind
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def publish(work: Path, path: Path, when: datetime) -> None:
    """Make a work file durable, keep the old file as ``.bak``, and put the new one in place.

    Raises:
        DoorError: ``file_held``, ``disk_full``, ``no_permission``, ``write_failed``.
    """
    try:
        sync_file(work)
        if path.exists():
            shutil.copymode(path, work)
            keep_backup(path)
        put_in_place(work, path, when)
    except OSError as error:
        raise refusal(error, path) from error


def check_counts(connection: sqlite3.Connection, project: Project, names: set[str]) -> None:
    """Count the rows that were written.

    Raises:
        DoorError: ``save_check_failed``; the target has not been touched then.
    """
    for name in sorted(names):
        table = project.table(name)
        query = f"SELECT count(*) FROM {quoted(table.schema.file_name)}"
        (count,) = connection.execute(query).fetchone()
        if count != len(table):
            raise DoorError("save_check_failed", layer=table.schema.file_name)


# --- a new file ---------------------------------------------------------------------------
def create_layer(
    connection: sqlite3.Connection, schema: TableSchema, profile: Profile, when: datetime
) -> None:
    """Make the empty table of a layer, with index but without triggers."""
    columns = [c for c in stored(schema, profile) if c.type != "multipolygon"]
    kinds = {c.column: TYPES[c.type] + " NOT NULL UNIQUE" * c.key for c in columns}
    geometry = schema.geometry is not None
    create_table(connection, schema.file_name, kinds, geometry)
    register(connection, schema.file_name, schema.explanation_nl, when, geometry)
    if geometry:
        create_index(connection, schema.file_name)


def _create_books(connection: sqlite3.Connection, when: datetime) -> None:
    for name, description in _BOOKS.items():
        create_table(connection, name, BOOK_COLUMNS[name])
        register(connection, name, description, when, geometry=False)
        touch(connection, name, when, NOWHERE)
    for sql in _INDEXES:
        connection.execute(sql)
    connection.execute(CREATE)
    register(connection, STYLES, "Opmaak van de lagen in QGIS", when, geometry=False)


def _create_tables(connection: sqlite3.Connection, project: Project, when: datetime) -> None:
    for schema in TABLES.values():
        create_layer(connection, schema, project.profile, when)
    _create_books(connection, when)


def _fill(
    connection: sqlite3.Connection, content: Hashed, columns: AllColumns, when: datetime, task: Task
) -> None:
    project = content.project
    for at, name in enumerate(project.tables):
        task.check()
        task.progress(at / len(project.tables), "save_project")
        write_table(connection, columns[name], project.profile)
        touch_tables(connection, project, [name], when)


def _create_all_triggers(connection: sqlite3.Connection) -> None:
    for schema in TABLES.values():
        create_triggers(connection, schema.file_name, schema.geometry is not None)
    for name in _BOOKS:
        create_triggers(connection, name, geometry=False)


def write_new(  # noqa: PLR0913
    project: Project,
    path: Path,
    author: str,
    message: str,
    when: datetime,
    revision_id: str | None = None,
    *,
    salt: str | None = None,
    styles: Sequence[LayerStyle] = (),
    note: str = "",
    results: Sequence[ResultTable] = (),
    task: Task = NO_TASK,
) -> Saved:
    """Write a project as a new file with one first revision, whole before it has its name.

    ``when`` is UTC; ``revision_id`` and ``salt`` are random unless given (a fixed example
    gives them); ``note`` goes into ``gpkg_metadata``. An existing file becomes ``.bak``.

    Raises:
        DoorError: ``being_saved``, ``disk_full``, ``no_permission``, ``write_failed``,
            ``file_held``, ``save_refused``, ``save_check_failed``, ``geometry_unfit``,
            ``geometry_outside``, ``infinite_number``, ``text_unfit``.
        CancelledError: the user cancelled; nothing was written.
    """
    chosen = (salt or secrets.token_hex(32)) if holds_confidential(project.profile) else None
    columns = columns_of(project)
    content = hashed(project, chosen, columns)
    head = Revision(
        revision_id or str(uuid4()), (), author, when, message, content.hash,
        content.hash_confidential,
    )  # fmt: skip
    meta = Meta.of(project, __version__, head.id, chosen)
    with working_on(path, author, when) as work:
        work.write_bytes(b"")
        with writing(work, path) as connection:
            with transaction(connection):
                create_core(connection)
                _create_tables(connection, project, when)
                _fill(connection, content, columns, when, task)
                write_meta(connection, meta)
                write_revision(connection, head, ())
                write_styles(connection, styles, stamp(when))
                write_results(connection, results, content, when)
                _create_all_triggers(connection)
                if note:
                    write_note(connection, note, when)
            check_integrity(connection, path.name)
            check_counts(connection, project, set(project.tables))
        publish(work, path, when)
    return Saved(stamp_of(path, meta, head, content), (head,))
