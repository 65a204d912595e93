"""The settings of the user, in ``settings.toml``: edited by hand or by the program.

Keys that this version does not know are kept; a file that cannot be read is set aside and
reported, never overwritten.
"""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from werklocaties.io.places import config_dir
from werklocaties.io.safe_write import atomic_write
from werklocaties.io.toml_text import to_toml
from werklocaties.model.finding import Finding

NAME = "settings.toml"
SET_ASIDE = "settings (beschadigd {when:%Y-%m-%d %H.%M.%S}).toml"


class Settings(BaseModel):
    """What a user has set once and for all; the keys of the file are Dutch.

    ``author`` stands in the history of every project that the user saves; it is asked once and
    is never the login name.
    """

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)

    author: str = Field(default="", alias="auteur", max_length=200)
    language: Literal["nl", "en"] = Field(default="nl", alias="taal")
    largest_file_mb: float = Field(default=1000.0, alias="grootste_bestand_mb", gt=0)


@dataclass(frozen=True)
class Loaded:
    """Settings as they were found, and what was the matter with them."""

    settings: Settings
    findings: tuple[Finding, ...] = ()


def settings_path(folder: Path | None = None) -> Path:
    """Return the place of the settings."""
    return (folder or config_dir()) / NAME


def load(folder: Path | None = None, when: datetime | None = None) -> Loaded:
    """Read the settings; there are none the first time.

    What is no TOML, or has a value that cannot be, is set aside under another name and
    reported as ``settings_damaged``.
    """
    path = settings_path(folder)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError):
        return _set_aside(path, when)
    try:
        return Loaded(Settings.model_validate(tomllib.loads(text)))
    except (tomllib.TOMLDecodeError, ValidationError):
        return _set_aside(path, when)


def _set_aside(path: Path, when: datetime | None) -> Loaded:
    kept = path.with_name(SET_ASIDE.format(when=when or datetime.now(UTC)))
    try:
        path.replace(kept)
    except OSError:
        kept = path  # it stays where it is; nothing is written over it
    values = {"file": path.name, "kept": kept.name}
    return Loaded(Settings(), (Finding("settings_damaged", "warning", values=values),))


def save(settings: Settings, folder: Path | None = None, when: datetime | None = None) -> Path:
    """Write the settings, those of other versions too; return where.

    Raises:
        DoorError: ``disk_full``, ``no_permission``, ``write_failed``, ``file_held``.
    """
    path = settings_path(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = to_toml(settings.model_dump(by_alias=True))
    moment = when or datetime.now(UTC)
    atomic_write(path, lambda new: _write(new, text), moment)
    return path


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
