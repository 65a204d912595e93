"""Reading a project: the six steps of opening, in order; the first refusal wins."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from werklocaties.io.project_file.hashing import Hashed, hashed
from werklocaties.io.project_file.layout import FORMAT
from werklocaties.io.project_file.meta import Meta
from werklocaties.io.project_file.migrations import upgrade
from werklocaties.io.project_file.opening import (
    LIMITS,
    Limits,
    Source,
    opened,
    private_copy,
    restrict,
)
from werklocaties.io.project_file.outside import find_outside
from werklocaties.io.project_file.rebuild import state_at
from werklocaties.io.project_file.revisions import (
    Logged,
    Revision,
    head_of,
    read_log,
    read_revisions,
)
from werklocaties.io.project_file.stamp import Outside, Stamp
from werklocaties.io.project_file.structure import check_format, check_structure, present
from werklocaties.io.project_file.tables import Door, read_table
from werklocaties.model.changes import Change
from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.project import Project
from werklocaties.model.task import NO_TASK, Task


@dataclass(frozen=True, eq=False)
class Opened:
    """A project that came through the door, and the stamp that a save of it needs.

    ``stamp.outside`` holds what another program changed; a save logs it as a revision.
    """

    project: Project
    stamp: Stamp
    revision: Revision
    findings: tuple[Finding, ...]
    format: int


@dataclass(frozen=True, eq=False)
class Content:
    """Everything of ours in a file, before its content is held against its head."""

    project: Project
    meta: Meta
    findings: tuple[Finding, ...]
    revisions: tuple[Revision, ...]
    log: tuple[Logged, ...]

    @property
    def head(self) -> Revision:
        """The revision of which the tables hold the state."""
        return head_of(self.revisions, self.meta.head)


@dataclass(frozen=True, eq=False)
class Entry:
    """One revision with its changes, as the history shows it."""

    revision: Revision
    changes: tuple[Change, ...]


@contextmanager
def readable(path: Path, task: Task = NO_TASK, limits: Limits = LIMITS) -> Iterator[Source]:
    """Open a project for reading in the newest format: itself, or an upgraded private copy.

    Raises:
        DoorError: a refusal of steps 1 to 4.
    """
    with opened(path, task, limits) as source:
        number = check_format(source.connection, path.name)
        if number == FORMAT:
            yield source
            return
        digest = source.sha256
    with tempfile.TemporaryDirectory(prefix="werklocaties-") as folder:
        copy = _upgraded(path, Path(folder), number)
        with opened(copy, task, limits) as source:
            yield replace(source, path=path, sha256=digest)


def _upgraded(path: Path, folder: Path, number: int) -> Path:
    copy = private_copy(path, folder)
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            restrict(connection)
            upgrade(connection, number)
    except sqlite3.Error as error:
        raise DoorError("file_damaged", file=path.name) from error
    return copy


def _tables(connection: sqlite3.Connection, meta: Meta, task: Task) -> list[Door]:
    doors = []
    found = list(present(connection))
    for at, (schema, columns) in enumerate(found):
        task.check()
        task.progress(at / len(found), "read_project")
        doors.append(read_table(connection, schema, columns, meta.profile))
    return doors


def content_of(source: Source, task: Task = NO_TASK) -> Content:
    """Read what steps 4 to 6 let through.

    Raises:
        DoorError: a refusal of ``check_structure``, ``present``, ``read_table``, ``read_log``.
    """
    meta = check_structure(source.connection)
    doors = _tables(source.connection, meta, task)
    findings = [finding for door in doors for finding in door.findings]
    return Content(
        meta.project({door.table.name: door.table for door in doors}),
        meta,
        (*source.findings, *findings),
        read_revisions(source.connection),
        read_log(source.connection),
    )


def read_content(path: Path, task: Task = NO_TASK, limits: Limits = LIMITS) -> Content:
    """Read a file through the door, without holding its content against its head.

    Raises:
        DoorError: the first refusal of the six steps.
    """
    with readable(path, task, limits) as source:
        return content_of(source, task)


def read_project(path: Path, task: Task = NO_TASK, limits: Limits = LIMITS) -> Opened:
    """Open a project file: read only, no lock, six steps, the first refusal wins.

    A content hash that differs from that of the head is no refusal: the finding
    ``changed_outside`` says so and ``stamp.outside`` holds what can be known of it.

    Raises:
        DoorError: a refusal; see ``opening``, ``structure``, ``tables``, ``revisions``.
        CancelledError: the user cancelled.
    """
    with readable(path, task, limits) as source:
        content = content_of(source, task)
        size, modified = path.stat().st_size, path.stat().st_mtime_ns
        digest = source.sha256
    task.check()
    made = hashed(content.project, content.meta.salt)
    outside = _outside(path, content, made)
    head = content.head
    stamp = Stamp(digest, size, modified, content.meta, head, made, outside)
    findings = (*content.findings, *_remarks(path, outside))
    return Opened(content.project, stamp, head, findings, content.meta.format)


def agrees(made: Hashed, revision: Revision) -> bool:
    """Say whether content is that of a revision, as far as this file can tell."""
    confidential = revision.hash_confidential
    if made.hash != revision.hash:
        return False
    return None in (confidential, made.hash_confidential) or confidential == made.hash_confidential


def _outside(path: Path, content: Content, made: Hashed) -> Outside | None:
    if agrees(made, content.head):
        return None

    def right(project: Project) -> bool:
        return agrees(hashed(project, content.meta.salt), content.head)

    backup = _backup(path, content.meta)
    bases = [content.project] if backup is None else [backup, content.project]
    return find_outside(content.project, bases, content.revisions, content.log, content.head, right)


def _backup(path: Path, meta: Meta) -> Project | None:
    """Return the content of ``<name>.bak``, when it is a state of the same project."""
    try:
        content = read_content(path.with_name(f"{path.name}.bak"))
    except DoorError:
        return None
    same = content.meta.project_uid == meta.project_uid and content.meta.profile == meta.profile
    return content.project if same else None


def _remarks(path: Path, outside: Outside | None) -> Sequence[Finding]:
    if outside is None:
        return ()
    code = "changed_outside" if outside.complete else "changed_outside_unknown"
    values = {"file": path.name, "count": len(outside.changes)}
    rows = {(change.table, change.uid) for change in outside.changes}
    return (
        Finding(code, "warning", values=values),
        *(Finding("row_changed_outside", "info", table, uid) for table, uid in sorted(rows)),
    )


def history(path: Path, task: Task = NO_TASK) -> tuple[Entry, ...]:
    """Return every revision with its changes, oldest first.

    Raises:
        DoorError: the first refusal of the six steps.
    """
    with readable(path, task) as source:
        check_structure(source.connection)
        revisions = read_revisions(source.connection)
        log = read_log(source.connection)
    changes: dict[str, list[Change]] = {revision.id: [] for revision in revisions}
    for row in log:
        changes.setdefault(row.revision, []).append(row.change)
    return tuple(Entry(revision, tuple(changes[revision.id])) for revision in revisions)


def rebuild_state(path: Path, revision: str, task: Task = NO_TASK) -> Project:
    """Return the project as it was at a revision, its content verified by the stored hash.

    Raises:
        DoorError: ``unknown_revision``; ``not_rebuilt`` when the hash does not come out (an
            edit outside the program of which nobody knows what stood there before); or a
            refusal of the six steps.
    """
    content = read_content(path, task)
    made = state_at(content.project, content.revisions, content.log, revision)
    if not agrees(hashed(made, content.meta.salt), head_of(content.revisions, revision)):
        raise DoorError("not_rebuilt", file=path.name, revision=revision)
    return made
