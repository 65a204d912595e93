"""``<name>.bezig``: the work file beside a project, which is its lock at the same time.

It is made exclusively, so that two savers cannot work at once, and who holds it stands
inside: as text while the copy is made (its first block is written last), as a row of
``werklocaties_meta`` while it is changed. Older than ten minutes it was left behind.
"""

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from werklocaties.io.project_file.geopackage import stamp
from werklocaties.io.project_file.layout import META
from werklocaties.io.project_file.opening import CHUNK, MAGIC
from werklocaties.io.safe_write import refusal
from werklocaties.model.finding import DoorError

LEFT_BEHIND_S = 600.0
"""Age at which a work file was left behind by a program that died [s]."""

KEY = "bezig"
_PARTS = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True)
class Holder:
    """Who is saving, and since when."""

    who: str
    since: str

    @property
    def text(self) -> str:
        """The holder as it stands inside the work file."""
        return json.dumps({"wie": self.who, "sinds": self.since})

    @classmethod
    def of(cls, text: str) -> "Holder":
        """Read a holder; nobody when the text is not ours."""
        try:
            read = json.loads(text)
            return cls(str(read["wie"]), str(read["sinds"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            return cls("", "")


def work_path(path: Path) -> Path:
    """Return the work file of a project file."""
    return path.with_name(f"{path.name}.bezig")


def _holder_in_table(work: Path) -> str:
    uri = f"{work.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            query = f"SELECT waarde FROM {META} WHERE sleutel = ?"
            row = connection.execute(query, (KEY,)).fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""


def holder_of(work: Path) -> Holder:
    """Return who holds a work file, nobody when it cannot be read."""
    try:
        with work.open("rb") as stream:
            start = stream.read(4096)
    except OSError:
        return Holder("", "")
    if start.startswith(MAGIC):
        return Holder.of(_holder_in_table(work))
    return Holder.of(start.rstrip(b"\0").decode("utf-8", "replace"))


def _remove(work: Path) -> None:
    for end in _PARTS:
        work.with_name(work.name + end).unlink(missing_ok=True)


def _remove_left_behind(work: Path, now: float) -> None:
    try:
        age = now - work.stat().st_mtime
    except FileNotFoundError:
        return
    if age > LEFT_BEHIND_S:
        _remove(work)


def _make(work: Path, holder: Holder) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(work, flags, 0o666), "wb") as stream:
        stream.write(holder.text.encode())


@contextmanager
def working_on(
    path: Path, author: str, when: datetime, now: Callable[[], float] = time.time
) -> Iterator[Path]:
    """Hold the work file of a project; whatever is left of it afterwards is removed.

    Raises:
        DoorError: ``being_saved`` with who holds it since when, ``being_saved_elsewhere`` when
            that cannot be read; ``disk_full``, ``no_permission``, ``write_failed``.
    """
    work = work_path(path)
    try:
        _remove_left_behind(work, now())
        _make(work, Holder(author, stamp(when)))
    except FileExistsError as error:
        held = holder_of(work)
        if not held.who:
            raise DoorError("being_saved_elsewhere", file=path.name, work=work.name) from error
        raise DoorError(
            "being_saved", file=path.name, work=work.name, who=held.who, since=held.since
        ) from error
    except OSError as error:
        raise refusal(error, path) from error
    try:
        yield work
    except OSError as error:
        raise refusal(error, path) from error
    finally:
        _remove(work)


def copy_hashing(source: Path, work: Path) -> str:
    """Copy a file into the work file and return the hex SHA-256 of its bytes.

    The first block comes last: until then the holder stands there.
    """
    digest = hashlib.sha256()
    with source.open("rb") as taken, work.open("r+b") as made:
        first = taken.read(CHUNK)
        digest.update(first)
        made.seek(len(first))
        while block := taken.read(CHUNK):
            digest.update(block)
            made.write(block)
        made.seek(0)
        made.write(first)
    return digest.hexdigest()
