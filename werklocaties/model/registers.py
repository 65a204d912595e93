"""The two registers of the product: what may stand in a table, and what may be assumed.

Both are CSV files beside this module, because planners read them; forms, checks, the
workbook and the documentation are made from the typed rows here.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType
from typing import Literal

Kind = Literal["features", "attributes"]
ColumnType = Literal["text", "integer", "real", "boolean", "date", "multipolygon"]
ValueType = Literal["number", "year", "date", "choice", "boolean", "text"]
Profile = Literal["public", "regional", "complete"]

PROFILES: tuple[Profile, ...] = ("public", "regional", "complete")
"""Sharing profiles from the most open to the least open one."""


@dataclass(frozen=True)
class Column:
    """One column of a table, as row of ``schema.csv``."""

    table: str
    name: str
    column: str
    label_nl: str
    label_en: str
    type: ColumnType
    unit: str
    values: str
    required: bool
    key: bool
    derived: bool
    confidential: Profile
    merge: str
    synonyms: tuple[str, ...]
    explanation_nl: str
    source: str


@dataclass(frozen=True)
class TableSchema:
    """One table: its names and its columns in order."""

    name: str
    file_name: str
    label_nl: str
    label_en: str
    kind: Kind
    columns: tuple[Column, ...]
    explanation_nl: str

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def _by_file_name(self) -> dict[str, Column]:
        return {column.column: column for column in self.columns}

    def column(self, name: str) -> Column:
        """Return the column with this name in code; ``KeyError`` when there is none."""
        return self._by_name[name]

    def by_file_name(self, file_name: str) -> Column | None:
        """Return the column with this (Dutch) name in the file, or None."""
        return self._by_file_name.get(file_name)

    def has(self, name: str) -> bool:
        """Say whether a column with this name in code exists."""
        return name in self._by_name

    @property
    def geometry(self) -> Column | None:
        """The geometry column, or None for a table without geometry."""
        return self._by_name.get("geometry")

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all columns in code, in order."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True)
class Assumption:
    """One quantity that a user may assume, as row of ``assumptions.csv``."""

    key: str
    section: str
    axes: tuple[str, ...]
    inherits: tuple[str, ...]
    type: ValueType
    unit: str
    default: str
    minimum: float | None
    maximum: float | None
    choices: tuple[str, ...]
    label_nl: str
    label_en: str
    explanation_nl: str
    source: str
    method: str

    @property
    def is_number(self) -> bool:
        """True when the value is a number (a year counts as a number)."""
        return self.type in ("number", "year")

    @cached_property
    def _defaults(self) -> Mapping[str, str]:
        if "=" not in self.default:
            return MappingProxyType({})
        pairs = [item.partition("=") for item in self.default.split("|")]
        return MappingProxyType({label: value for label, _, value in pairs})

    def default_for(self, labels: Mapping[str, str]) -> str:
        """Return the default as text for these axis labels; empty when there is none.

        Example:
            >>> ASSUMPTIONS["layer_weight"].default_for({"layer": "option"})
            '1'
        """
        if not self._defaults:
            return self.default
        return next((self._defaults[v] for v in labels.values() if v in self._defaults), "")

    @property
    def default_labels(self) -> tuple[str, ...]:
        """Labels of the single axis for which the register itself gives a default."""
        return tuple(self._defaults)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("werklocaties.model").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _number(text: str) -> float | None:
    return float(text) if text else None


def _column(row: dict[str, str]) -> Column:
    flags = {name: row[name] == "yes" for name in ("required", "key", "derived")}
    return Column(**{**row, **flags, "synonyms": _split(row["synonyms"])})  # type: ignore[arg-type]


def _table(head: dict[str, str], rows: list[dict[str, str]]) -> TableSchema:
    return TableSchema(
        name=head["table"],
        file_name=head["column"],
        label_nl=head["label_nl"],
        label_en=head["label_en"],
        kind=head["type"],  # type: ignore[arg-type]
        columns=tuple(_column(row) for row in rows),
        explanation_nl=head["explanation_nl"],
    )


def _tables() -> Iterator[tuple[str, TableSchema]]:
    for name, group in groupby(_rows("schema.csv"), key=lambda row: row["table"]):
        head, *rows = list(group)
        yield name, _table(head, rows)


def _assumption(row: dict[str, str]) -> Assumption:
    lists = {name: _split(row[name]) for name in ("axes", "inherits", "choices")}
    limits = {name: _number(row[name]) for name in ("minimum", "maximum")}
    return Assumption(**{**row, **lists, **limits})  # type: ignore[arg-type]


TABLES: Mapping[str, TableSchema] = MappingProxyType(dict(_tables()))
"""All tables of a project by their name in code, in the order of ``schema.csv``."""

ASSUMPTIONS: Mapping[str, Assumption] = MappingProxyType(
    {row["key"]: _assumption(row) for row in _rows("assumptions.csv")}
)
"""All assumptions by key, in the order of ``assumptions.csv``."""

FILE_NAMES: Mapping[str, str] = MappingProxyType(
    {schema.file_name: name for name, schema in TABLES.items()}
)
"""Name in code by name in the file."""
