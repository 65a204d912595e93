"""Opening a file that may come from anybody: steps 1 to 3 of ``files.md``, read only.

1. A regular file below the limit, with the marks of SQLite and GeoPackage and as long as
   it says; when another program is writing in it, a private copy of all its parts.
2. ``mode=ro&immutable=1`` with limits, a clock, and nothing trusted.
3. A full integrity check; from then on an authorizer lets through reading our tables only.
"""

import hashlib
import shutil
import sqlite3
import struct
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from werklocaties.io.project_file.layout import APPLICATION_ID, BOOKS, RESULT_PREFIX
from werklocaties.model.finding import CancelledError, DoorError, Finding
from werklocaties.model.registers import FILE_NAMES
from werklocaties.model.task import NO_TASK, Task

MAGIC = b"SQLite format 3\x00"
OLDER_MARKS = {0x47503130, 0x47503131}
"""'GP10' and 'GP11': GeoPackages from before 1.2, never ours."""

SIDECARS = ("-wal", "-journal")
CHUNK = 1 << 20
MEGABYTE = 1_000_000
INSTRUCTIONS = 20_000
"""SQLite instructions between two looks at the clock."""

READABLE = {
    "gpkg_contents",
    "gpkg_geometry_columns",
    "sqlite_master",
    "sqlite_schema",
    *BOOKS,
    *FILE_NAMES,
}
PRAGMAS = {"table_list", "table_xinfo"}


@dataclass(frozen=True)
class Limits:
    """What a file may cost: its size [bytes] and the time that reading may take [s]."""

    size: int = 1000 * MEGABYTE
    seconds: float = 120.0


LIMITS = Limits()


@dataclass(frozen=True)
class Source:
    """A file that passed steps 1 to 3, open for reading."""

    path: Path
    connection: sqlite3.Connection
    sha256: str
    findings: tuple[Finding, ...]


# --- step 1: the file --------------------------------------------------------------------
def file_hash(path: Path) -> str:
    """Return the hex SHA-256 of the bytes of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _header(path: Path, limits: Limits) -> bytes:
    if not path.exists():
        raise DoorError("file_missing", file=path.name)
    if not path.is_file():
        raise DoorError("file_not_regular", file=path.name)
    size = path.stat().st_size
    if size == 0:
        raise DoorError("file_empty", file=path.name)
    if size > limits.size:
        most = limits.size / MEGABYTE
        raise DoorError("file_too_large", file=path.name, size_mb=size / MEGABYTE, most_mb=most)
    with path.open("rb") as stream:
        return stream.read(100)


def _check_marks(path: Path, header: bytes) -> None:
    if not header.startswith(MAGIC):
        raise DoorError("not_a_geopackage", file=path.name)
    if len(header) < 100:
        raise DoorError("file_truncated", file=path.name)
    (mark,) = struct.unpack_from(">I", header, 68)
    if mark != APPLICATION_ID and mark not in OLDER_MARKS:
        raise DoorError("not_a_geopackage", file=path.name)


def _check_length(path: Path, header: bytes) -> None:
    (page,) = struct.unpack_from(">H", header, 16)
    (pages,) = struct.unpack_from(">I", header, 28)
    if pages * (65536 if page == 1 else page) != path.stat().st_size:
        raise DoorError("file_truncated", file=path.name)


def sidecars(path: Path) -> list[Path]:
    """Return the parts of a file that SQLite keeps beside it, when anything stands in them."""
    parts = [path.with_name(path.name + end) for end in SIDECARS]
    return [part for part in parts if part.is_file() and part.stat().st_size]


def _settle(copy: Path) -> None:
    """Bring what stands beside a private copy into it, and leave write-ahead mode."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")


def private_copy(path: Path, folder: Path) -> Path:
    """Copy a file with all its parts, and make it one whole file."""
    copy = folder / "kopie.gpkg"
    shutil.copyfile(path, copy)
    for part in sidecars(path):
        shutil.copyfile(part, folder / part.name.replace(path.name, copy.name, 1))
    _settle(copy)
    return copy


# --- step 2: the connection --------------------------------------------------------------
_PRAGMAS = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON")
_SETTINGS = {"DEFENSIVE": True, "ENABLE_TRIGGER": False, "ENABLE_VIEW": False}
_LIMITS = {"LENGTH": 50_000_000, "ATTACHED": 0, "COLUMN": 300, "EXPR_DEPTH": 50, "TRIGGER_DEPTH": 1}


def restrict(connection: sqlite3.Connection) -> None:
    """Limit what a statement may cost, and trust nothing that the file brings along."""
    for name, value in _LIMITS.items():
        connection.setlimit(getattr(sqlite3, f"SQLITE_LIMIT_{name}"), value)
    set_config = getattr(connection, "setconfig", None)
    if set_config is not None:  # from Python 3.12
        for name, on in _SETTINGS.items():
            set_config(getattr(sqlite3, f"SQLITE_DBCONFIG_{name}"), on)


class _Watch:
    """Stops SQLite when time is up or the user has cancelled."""

    def __init__(self, seconds: float, task: Task, clock: Callable[[], float]) -> None:
        self._end = clock() + seconds
        self._task, self._clock = task, clock
        self.cancelled: CancelledError | None = None

    def __call__(self) -> int:
        try:
            self._task.check()
        except CancelledError as error:
            self.cancelled = error
            return 1
        return int(self._clock() > self._end)


@contextmanager
def _connected(path: Path, name: str, watch: _Watch) -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        restrict(connection)
        connection.set_progress_handler(watch, INSTRUCTIONS)
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            yield connection
        except UnicodeDecodeError as error:  # damage in a name or in a message of SQLite
            raise DoorError("file_damaged", file=name) from error
        except sqlite3.Error as error:
            if watch.cancelled is not None:
                raise watch.cancelled from error
            if str(error) == "interrupted":
                raise DoorError("file_too_slow", file=name) from error
            raise DoorError("file_damaged", file=name) from error


# --- step 3: whole, and then reading only --------------------------------------------------
def check_integrity(connection: sqlite3.Connection, name: str) -> None:
    """Check the whole file (``quick_check`` misses damage that matters).

    Raises:
        DoorError: ``file_damaged``.
    """
    rows = connection.execute("PRAGMA integrity_check(1)").fetchall()
    if rows != [("ok",)]:
        raise DoorError("file_damaged", file=name)


def _readable(table: str) -> bool:
    return table in READABLE or table.startswith(RESULT_PREFIX)


def authorize(
    action: int, first: str | None, _second: str | None, _base: str | None, inside: str | None
) -> int:
    """Let through SELECT, READ of our tables and two PRAGMAs, never from a view or trigger."""
    if inside is not None:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    known = {sqlite3.SQLITE_READ: _readable, sqlite3.SQLITE_PRAGMA: PRAGMAS.__contains__}
    allowed = known.get(action)
    good = allowed is not None and first is not None and allowed(first.lower())
    return sqlite3.SQLITE_OK if good else sqlite3.SQLITE_DENY


@contextmanager
def opened(
    path: Path,
    task: Task = NO_TASK,
    limits: Limits = LIMITS,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Source]:
    """Open a file from anybody, read only, as far as step 3.

    Raises:
        DoorError: ``file_missing``, ``file_not_regular``, ``file_empty``, ``file_too_large``,
            ``not_a_geopackage``, ``file_truncated``, ``file_damaged``, ``file_too_slow``.
        CancelledError: the user cancelled.
    """
    try:
        with _readable_parts(path, limits) as (real, findings):
            watch = _Watch(limits.seconds, task, clock)
            with _connected(real, path.name, watch) as connection:
                check_integrity(connection, path.name)
                connection.set_authorizer(authorize)
                yield Source(path, connection, file_hash(path), findings)
    except OSError as error:
        raise DoorError("file_unreadable", file=path.name) from error


@contextmanager
def _readable_parts(path: Path, limits: Limits) -> Iterator[tuple[Path, tuple[Finding, ...]]]:
    """Yield the file that can be read as it stands: itself, or a private copy of its parts."""
    header = _header(path, limits)
    _check_marks(path, header)
    beside = sidecars(path)
    if not beside and 2 not in header[18:20]:
        _check_length(path, header)
        yield path, ()
        return
    with tempfile.TemporaryDirectory(prefix="werklocaties-") as folder:
        copy = _settled_copy(path, Path(folder))
        with copy.open("rb") as stream:
            _check_length(copy, stream.read(100))
        values = {"file": path.name}
        yield copy, (Finding("open_elsewhere", "warning", values=values),) if beside else ()


def _settled_copy(path: Path, folder: Path) -> Path:
    try:
        return private_copy(path, folder)
    except sqlite3.Error as error:
        raise DoorError("file_damaged", file=path.name) from error
