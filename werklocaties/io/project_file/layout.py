"""How format 1 lays out a project: table names, column types, who may see which column.

Format 1 is for ever: what stands here changes only together with the format number and a
migration. A column or table that ``schema.csv`` gains later needs none, because an absent
cell and an empty one are the same in the content hash.
"""

from collections.abc import Mapping
from types import MappingProxyType

from werklocaties.model.registers import PROFILES, Column, ColumnType, Profile, TableSchema

FORMAT = 1
"""Number of the format that this program writes."""

APPLICATION_ID = 0x47504B47
"""'GPKG' in the header of the file."""

USER_VERSION = 10300
"""GeoPackage 1.3."""

SRS = 28992
GEOMETRY = "geom"

META = "werklocaties_meta"
REVISIONS = "revisie"
LOG = "wijziging"
STYLES = "layer_styles"
RESULT_PREFIX = "resultaat_"

BOOKS = (META, REVISIONS, LOG)
"""The tables of our own administration."""

TYPES: Mapping[ColumnType, str] = MappingProxyType(
    {
        "text": "TEXT",
        "date": "DATE",
        "integer": "INTEGER",
        "boolean": "BOOLEAN",
        "real": "DOUBLE",
        "multipolygon": "MULTIPOLYGON",
    }
)
"""Declared type in the file by type in ``schema.csv``."""

BOOK_COLUMNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        META: {"sleutel": "TEXT NOT NULL UNIQUE", "waarde": "TEXT"},
        REVISIONS: {
            "id": "TEXT NOT NULL UNIQUE",
            "ouders": "TEXT NOT NULL",
            "auteur": "TEXT NOT NULL",
            "tijd": "DATETIME NOT NULL",
            "bericht": "TEXT NOT NULL",
            "hash": "TEXT NOT NULL",
            "hash_vertrouwelijk": "TEXT",
        },
        LOG: {
            "revisie": "TEXT NOT NULL",
            "tabel": "TEXT NOT NULL",
            "uid": "TEXT NOT NULL",
            "attribuut": "TEXT NOT NULL",
            "oud": "TEXT",
            "nieuw": "TEXT",
            "oud_geom": "BLOB",
            "nieuw_geom": "BLOB",
        },
    }
)
"""Columns of our administration, besides ``fid``."""


def quoted(name: str) -> str:
    """Return a name as SQL writes it, whatever stands in it.

    Example:
        >>> quoted('a"b')
        '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def sees(profile: Profile, column: Column) -> bool:
    """Say whether a file of this profile holds this column."""
    return PROFILES.index(column.confidential) <= PROFILES.index(profile)


def stored(schema: TableSchema, profile: Profile) -> tuple[Column, ...]:
    """Return the columns that a file of this profile holds, ``uid`` first, derived ones never."""
    return tuple(c for c in schema.columns if not c.derived and sees(profile, c))


def logged(schema: TableSchema, profile: Profile) -> tuple[Column, ...]:
    """Return the columns that hash and log cover: those stored, without ``uid``."""
    return tuple(c for c in stored(schema, profile) if c.name != "uid")


def rtree_name(table: str) -> str:
    """Return the name of the spatial index of a table of ours."""
    return f"rtree_{table}_{GEOMETRY}"
