"""What the program remembers of a file that it opened or saved."""

from dataclasses import dataclass
from pathlib import Path

from werklocaties.io.project_file.hashing import Hashed
from werklocaties.io.project_file.meta import Meta
from werklocaties.io.project_file.opening import file_hash
from werklocaties.io.project_file.revisions import Revision
from werklocaties.model.changes import Change
from werklocaties.model.project import Project


@dataclass(frozen=True, eq=False)
class Outside:
    """What was changed in the file by another program, seen from its last revision.

    ``complete`` is False when neither the log nor the ``.bak`` could tell everything.
    """

    changes: tuple[Change, ...]
    complete: bool


@dataclass(frozen=True, eq=False)
class Stamp:
    """The file as it was: its bytes, its content with the digests of all rows, its head.

    ``size`` and ``modified_ns`` only drive the banner "changed on disk".
    """

    sha256: str
    size: int
    modified_ns: int
    meta: Meta
    head: Revision
    hashed: Hashed
    outside: Outside | None = None

    @property
    def project(self) -> Project:
        """The content of the file."""
        return self.hashed.project

    def looks_changed(self, path: Path) -> bool:
        """Say whether size or time of the file differ: a hint, not a verdict."""
        try:
            now = path.stat()
        except OSError:
            return True
        return (now.st_size, now.st_mtime_ns) != (self.size, self.modified_ns)


def stamp_of(path: Path, meta: Meta, head: Revision, hashed: Hashed) -> Stamp:
    """Return the stamp of a file that was just written."""
    now = path.stat()
    return Stamp(file_hash(path), now.st_size, now.st_mtime_ns, meta, head, hashed)
