"""Saving what changed: a checked copy with one more revision takes the place of the file.

Strangers' tables, columns, views and styles survive, because nobody writes them.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from werklocaties import __version__
from werklocaties.io.project_file.geopackage import create_triggers, touch
from werklocaties.io.project_file.geopackage import stamp as moment
from werklocaties.io.project_file.hashing import Hashed, hashed_next
from werklocaties.io.project_file.layout import (
    FORMAT,
    LOG,
    META,
    REVISIONS,
    TYPES,
    quoted,
    stored,
)
from werklocaties.io.project_file.meta import Meta, format_number, read_rows, write_meta
from werklocaties.io.project_file.migrations import upgrade
from werklocaties.io.project_file.opening import check_integrity, restrict
from werklocaties.io.project_file.outside import MESSAGE
from werklocaties.io.project_file.read import read_project
from werklocaties.io.project_file.results import ResultTable, write_results
from werklocaties.io.project_file.revisions import Revision, write_revision
from werklocaties.io.project_file.rows import (
    NOWHERE,
    repair_index,
    touch_tables,
    write_changes,
)
from werklocaties.io.project_file.stamp import Stamp, stamp_of
from werklocaties.io.project_file.structure import declared, table_kinds
from werklocaties.io.project_file.work_file import (
    KEY,
    Holder,
    copy_hashing,
    working_on,
)
from werklocaties.io.project_file.write import (
    Saved,
    check_counts,
    create_layer,
    publish,
    transaction,
    writing,
)
from werklocaties.model.changes import WHOLE, Change, changes
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project
from werklocaties.model.registers import TABLES, Profile
from werklocaties.model.task import NO_TASK, Task


@dataclass(frozen=True, eq=False)
class _Plan:
    """What one save writes."""

    meta: Meta
    head: Revision
    content: Hashed
    changes: tuple[Change, ...]
    revisions: tuple[tuple[Revision, tuple[Change, ...]], ...]
    results: Sequence[ResultTable]

    @property
    def tables(self) -> set[str]:
        return {change.table for change in self.changes}

    @property
    def logged(self) -> int:
        return sum(len(rows) for _, rows in self.revisions)


# --- what there is to write ---------------------------------------------------------------
def _seen(change: Change, profile: Profile) -> Change | None:
    """Return a change without what a file of this profile cannot see, None when that is all."""
    names = {column.name for column in stored(TABLES[change.table], profile)}
    if change.attribute != WHOLE:
        return change if change.attribute in names else None

    def side(value: object) -> object:
        if not isinstance(value, Mapping):
            return value
        return {name: cell for name, cell in value.items() if name in names}

    return replace(change, old=side(change.old), new=side(change.new))


def _visible(found: Sequence[Change], profile: Profile) -> tuple[Change, ...]:
    if profile == "complete":
        return tuple(found)
    return tuple(seen for change in found if (seen := _seen(change, profile)) is not None)


def _plan(
    stamp: Stamp,
    project: Project,
    words: tuple[str, str, datetime],
    revision_id: str | None,
    results: Sequence[ResultTable],
) -> _Plan:
    if project.profile != stamp.meta.profile or project.uid != stamp.meta.project_uid:
        raise ValueError("another project or profile is a new file")
    author, message, when = words
    every = changes(stamp.project, project)
    content = hashed_next(stamp.hashed, project, every)
    made: list[tuple[Revision, tuple[Change, ...]]] = []
    head = stamp.head
    if stamp.outside is not None:
        parents = (head.id,)
        both = stamp.hashed.both
        head = Revision(str(uuid4()), parents, author, when, MESSAGE, *both)
        made.append((head, stamp.outside.changes))
    found = _visible(every, project.profile)
    if found:
        new_id = revision_id or str(uuid4())
        head = Revision(new_id, (head.id,), author, when, message, *content.both)
        made.append((head, found))
    meta = stamp.meta.about(project, __version__, head.id)
    return _Plan(meta, head, content, found, tuple(made), results)


# --- changed since opened? ----------------------------------------------------------------
def _check_unchanged(stamp: Stamp, digest: str, work: Path, path: Path, task: Task) -> None:
    """Refuse when somebody else saved; another style or a colleague's layer is no reason."""
    if digest == stamp.sha256:
        return
    now = read_project(work, task)
    if now.revision.id == stamp.head.id and now.stamp.hashed.both == stamp.hashed.both:
        return
    head = now.revision
    if head.id == stamp.head.id:
        raise DoorError("changed_on_disk_outside", file=path.name)
    raise DoorError("changed_on_disk", file=path.name, who=head.author, when=head.when)


def _check_free(path: Path) -> None:
    """Refuse to replace a file that a program has open: its writings would end up in ours."""
    if any(path.with_name(path.name + end).exists() for end in ("-wal", "-shm", "-journal")):
        raise DoorError("open_elsewhere_at_save", file=path.name, part=f"{path.name}-wal")


# --- writing ------------------------------------------------------------------------------
@contextmanager
def _triggers_off(connection: sqlite3.Connection) -> Iterator[None]:
    """Keep every trigger quiet: they call functions that only GIS programs have.

    Before Python 3.12 they are dropped and made again from their own text, inside the
    transaction; from 3.12 ``restrict`` has switched them off.
    """
    if hasattr(connection, "setconfig"):
        yield
        return
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid"
    kept = connection.execute(query).fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {quoted(name)}")
    yield
    made = {name for name, _ in connection.execute(query)}
    for name, text in kept:
        if name not in made:
            connection.execute(text)


def _complete_layer(
    connection: sqlite3.Connection, name: str, stamp: Stamp, when: datetime
) -> bool:
    """Give a file the table, columns or index that an older or another program left out.

    Returns whether triggers must be made, once the rows are written.
    """
    schema, profile = TABLES[name], stamp.meta.profile
    if schema.file_name not in table_kinds(connection):
        create_layer(connection, schema, profile, when)
        return True
    found = declared(connection, schema.file_name)
    for column in stored(schema, profile):
        if column.column not in found:
            connection.execute(
                f"ALTER TABLE {quoted(schema.file_name)} "
                f"ADD COLUMN {quoted(column.column)} {TYPES[column.type]}"
            )
    return schema.geometry is not None and repair_index(connection, stamp.project.table(name))


def _write(connection: sqlite3.Connection, plan: _Plan, stamp: Stamp, when: datetime) -> None:
    connection.execute(f"DELETE FROM {META} WHERE sleutel = ?", (KEY,))
    bare = [n for n in sorted(plan.tables) if _complete_layer(connection, n, stamp, when)]
    touched = write_changes(connection, plan.changes)
    touch_tables(connection, plan.content.project, touched, when)
    for revision, rows in plan.revisions:
        write_revision(connection, revision, rows)
    write_meta(connection, plan.meta)
    write_results(connection, plan.results, plan.content, when)
    for book in (META, REVISIONS, LOG):
        touch(connection, book, when, NOWHERE)
    for name in bare:
        create_triggers(connection, TABLES[name].file_name, TABLES[name].geometry is not None)


def _count_log(connection: sqlite3.Connection) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {LOG}").fetchone()[0])


def _change_copy(
    work: Path, path: Path, plan: _Plan, stamp: Stamp, holder: tuple[str, datetime]
) -> None:
    who, when = holder
    with writing(work, path) as connection:
        restrict(connection)
        before = _count_log(connection)
        row = (KEY, Holder(who, moment(when)).text)
        with transaction(connection), _triggers_off(connection):
            put = f"INSERT OR REPLACE INTO {META} (sleutel, waarde) VALUES (?, ?)"
            connection.execute(put, row)
            number = format_number(read_rows(connection))
            upgrade(connection, FORMAT if number is None else number)
        with transaction(connection), _triggers_off(connection):
            _write(connection, plan, stamp, when)
        check_integrity(connection, path.name)
        check_counts(connection, plan.content.project, plan.tables)
        if _count_log(connection) != before + plan.logged:
            raise DoorError("save_check_failed", layer=LOG)


def save(  # noqa: PLR0913
    stamp: Stamp,
    project: Project,
    path: Path,
    author: str,
    message: str,
    when: datetime,
    revision_id: str | None = None,
    *,
    target: Path | None = None,
    results: Sequence[ResultTable] = (),
    task: Task = NO_TASK,
) -> Saved:
    """Save a project over the file that it came from, or with its history to ``target``.

    ``stamp`` is that of the opened or last saved file at ``path``. What another program
    changed there before (``stamp.outside``) becomes a revision of its own, "buiten het
    programma". Nothing changed: no revision, and the file is left alone. ``when`` is UTC.

    Raises:
        DoorError: ``changed_on_disk`` with who and when, ``changed_on_disk_outside``,
            ``open_elsewhere_at_save``,
            ``being_saved``, ``file_missing``, ``disk_full``, ``no_permission``,
            ``write_failed``, ``file_held``, ``save_refused``, ``save_check_failed``,
            ``geometry_unfit``, ``infinite_number``.
        CancelledError: the user cancelled; the file is as it was.
    """
    goal = target or path
    plan = _plan(stamp, project, (author, message, when), revision_id, results)
    if goal == path and not plan.revisions and not results and plan.meta == stamp.meta:
        return Saved(stamp, ())
    with working_on(goal, author, when) as work:
        if not path.exists():
            raise DoorError("file_missing", file=path.name)
        _check_free(path)
        _check_free(goal)
        digest = copy_hashing(path, work)
        task.check()
        _check_unchanged(stamp, digest, work, path, task)
        _change_copy(work, goal, plan, stamp, (author, when))
        task.check()
        publish(work, goal, when)
    made = tuple(revision for revision, _ in plan.revisions)
    return Saved(stamp_of(goal, plan.meta, plan.head, plan.content), made)
