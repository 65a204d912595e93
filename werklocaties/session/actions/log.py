"""The history in a project file: who changed what, when, from what to what."""

from dataclasses import dataclass, replace
from pathlib import Path

from werklocaties.io.project_file import Entry, history
from werklocaties.model.task import Task
from werklocaties.session.session import Session
from werklocaties.session.task import Done, Work


@dataclass(frozen=True)
class Told(Done):
    """Revisions with their changes, oldest first."""

    entries: tuple[Entry, ...] = ()


def show(session: Session, path: Path, uid: str = "") -> Work[tuple[Entry, ...]]:
    """Return all revisions, or with a uid only those that touched this object."""
    session.services.log.started("read_log", path)

    def do(task: Task) -> tuple[Entry, ...]:
        return history(path, task)

    def finish(entries: tuple[Entry, ...]) -> Done:
        return Told(entries=about(entries, uid) if uid else entries)

    return Work("read_log", "files", do, finish)


def about(entries: tuple[Entry, ...], uid: str) -> tuple[Entry, ...]:
    """Keep the changes of one object, and the revisions that have any."""
    kept = (replace(e, changes=tuple(c for c in e.changes if c.uid == uid)) for e in entries)
    return tuple(entry for entry in kept if entry.changes)
