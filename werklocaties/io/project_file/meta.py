"""``werklocaties_meta``: what this file is, as key and value."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from werklocaties.io.project_file.layout import FORMAT, META
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project
from werklocaties.model.registers import PROFILES, Profile
from werklocaties.model.table import Table


@dataclass(frozen=True)
class Meta:
    """What stands in ``werklocaties_meta``; ``salt`` only in complete files."""

    format: int
    program: str
    project_uid: str
    name: str
    profile: Profile
    left_out: tuple[str, ...]
    language: str
    head: str
    salt: str | None

    @classmethod
    def of(cls, project: Project, program: str, head: str, salt: str | None) -> "Meta":
        """Describe a project as this program writes it."""
        return cls(
            FORMAT,
            program,
            project.uid,
            project.name,
            project.profile,
            project.left_out,
            project.language,
            head,
            salt,
        )

    def project(self, tables: Mapping[str, Table]) -> Project:
        """Return the project that these tables make."""
        return Project(
            self.project_uid, self.name, tables, self.profile, self.language, self.left_out
        )

    def about(self, project: Project, program: str, head: str) -> "Meta":
        """Return what stands there once this project is saved."""
        return Meta.of(project, program, head, self.salt)

    def rows(self) -> dict[str, str | None]:
        """Return keys and values as the file holds them."""
        return {
            "formaat": str(self.format),
            "programma": self.program,
            "project_uid": self.project_uid,
            "project_naam": self.name,
            "profiel": self.profile,
            "weggelaten": json.dumps(self.left_out, ensure_ascii=False),
            "taal": self.language,
            "revisie": self.head,
            **({"zout": self.salt} if self.salt else {}),
        }


KEYS = (
    "formaat",
    "programma",
    "project_uid",
    "project_naam",
    "profiel",
    "weggelaten",
    "taal",
    "revisie",
)
"""What every file holds; ``zout`` stands in complete files only."""


def write_meta(connection: sqlite3.Connection, meta: Meta) -> None:
    """Write what differs into ``werklocaties_meta``."""
    known = dict(connection.execute(f"SELECT sleutel, waarde FROM {META}"))
    for key, value in meta.rows().items():
        if key not in known:
            connection.execute(f"INSERT INTO {META} (sleutel, waarde) VALUES (?, ?)", (key, value))
        elif known[key] != value:
            connection.execute(f"UPDATE {META} SET waarde = ? WHERE sleutel = ?", (value, key))


def format_number(rows: Mapping[str, object]) -> int | None:
    """Return the format number of a file, None when there is none that can be read."""
    text = str(rows.get("formaat", ""))
    return int(text) if text.isdecimal() and len(text) < 10 else None


def read_rows(connection: sqlite3.Connection) -> dict[str, object]:
    """Return keys and values of ``werklocaties_meta``."""
    return dict(connection.execute(f"SELECT sleutel, waarde FROM {META}"))


def _left_out(text: str) -> tuple[str, ...]:
    listed = json.loads(text)
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        raise ValueError("no list of texts")
    return tuple(listed)


def meta_of(rows: Mapping[str, object]) -> Meta:
    """Return the description of a file whose format number is known.

    Raises:
        DoorError: ``meta_damaged``.
    """
    try:
        text = {key: str(rows[key]) for key in KEYS}
        profile = next(p for p in PROFILES if p == text["profiel"])
        return Meta(
            int(text["formaat"]),
            text["programma"],
            text["project_uid"],
            text["project_naam"],
            profile,
            _left_out(text["weggelaten"]),
            text["taal"],
            text["revisie"],
            str(rows["zout"]) if rows.get("zout") else None,
        )
    except (KeyError, StopIteration, ValueError) as error:
        raise DoorError("meta_damaged") from error
