"""Writing files so that the old one stands until the new one is whole.

Never delete-then-rename, never write into the target: a new file beside it takes its place
in one step. On Windows another program can hold the target; then we wait a little, and in
the end leave the new state beside it (``files.md``, "Windows").
"""

import errno
import os
import re
import shutil
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from werklocaties.model.finding import DoorError

WAITS_S = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Pauses between attempts to replace a file that somebody holds [s]."""

HELD = {5, 32, 33}
"""Windows errors: access denied, sharing violation, lock violation."""

LONGEST_NAME = 80
_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}
_HOLDERS = {".gpkg": "QGIS", ".xlsx": "Excel", ".pdf": "Adobe Reader"}

Replace = Callable[[Path, Path], None]
Sleep = Callable[[float], None]


def safe_name(text: str) -> str:
    """Return a file name made from a text that is allowed on every system.

    Example:
        >>> safe_name("Twente: 2024/25.")
        'Twente_ 2024_25'
        >>> safe_name("con.gpkg")
        '_con.gpkg'
    """
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "_", text)
    name = name.strip(". ")[: LONGEST_NAME - 1].rstrip(". ") or "_"
    return f"_{name}" if name.split(".")[0].strip().lower() in _RESERVED else name


def refusal(error: OSError, path: Path) -> DoorError:
    """Return what the user is told when the system refuses to write: the disk, or the rights."""
    if error.errno == errno.ENOSPC:
        return DoorError("disk_full", file=path.name)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DoorError("no_permission", file=path.name)
    return DoorError("write_failed", file=path.name, number=error.errno or 0)


def likely_holder(path: Path) -> str:
    """Return the program that probably holds a file open: its own, else one that copies it."""
    return _HOLDERS.get(path.suffix.lower(), "OneDrive")


def replace_file(
    new: Path, target: Path, replace: Replace = os.replace, sleep: Sleep = time.sleep
) -> bool:
    """Put a whole new file in the place of another; False when somebody keeps holding that.

    Waits 50, 100, 200, 400, 800, 1000 ms between attempts, for the three Windows errors only.

    Raises:
        OSError: any other refusal, at once.
    """
    for wait in (*WAITS_S, None):
        try:
            replace(new, target)
        except OSError as error:
            if getattr(error, "winerror", None) not in HELD:
                raise
            if wait is None:
                return False
            sleep(wait)
        else:
            return True
    return False


def kept_name(target: Path, when: datetime) -> str:
    """Return the name under which a state that could not be put in place stays beside it.

    Example:
        >>> kept_name(Path("twente.gpkg"), datetime(2024, 5, 1, 9, 30, 5))
        'twente (niet opgeslagen 2024-05-01 09.30.05).gpkg'
    """
    return f"{target.stem} (niet opgeslagen {when:%Y-%m-%d %H.%M.%S}){target.suffix}"


def put_in_place(
    new: Path,
    target: Path,
    when: datetime,
    replace: Replace = os.replace,
    sleep: Sleep = time.sleep,
) -> None:
    """Replace the target by a whole new file, durably; nothing that was made is ever lost.

    Raises:
        DoorError: ``file_held`` with the name under which the new state stays beside it.
    """
    if replace_file(new, target, replace, sleep):
        sync_folder(target.parent)
        return
    kept = target.with_name(kept_name(target, when))
    replace(new, kept)
    sync_folder(target.parent)
    raise DoorError("file_held", file=target.name, kept=kept.name, holder=likely_holder(target))


def sync_file(path: Path) -> None:
    """Wait until the bytes of a file are on the disk (``r+b``: Windows demands it)."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows cannot and need not."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def atomic_write(path: Path, write: Callable[[Path], None], when: datetime) -> None:
    """Let ``write`` make a file, and put it in place only when it is whole.

    Raises:
        DoorError: ``disk_full``, ``no_permission``, ``write_failed``, ``file_held``.
    """
    new = path.with_name(f".{path.stem}.nieuw{path.suffix}")
    try:
        write(new)
        sync_file(new)
        put_in_place(new, path, when)
    except OSError as error:
        raise refusal(error, path) from error
    finally:
        new.unlink(missing_ok=True)


def keep_backup(path: Path) -> Path:
    """Copy a file to ``<name>.bak`` beside it, whole before it takes that name."""
    backup = path.with_name(f"{path.name}.bak")
    new = path.with_name(f"{path.name}.bak.nieuw")
    shutil.copyfile(path, new)
    new.replace(backup)
    return backup
