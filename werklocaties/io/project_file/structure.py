"""Step 4 of opening: our tables are what format 1 says, and everything else is foreign.

Foreign tables and columns are copied along and never read.
"""

import sqlite3
from collections.abc import Iterator, Mapping

from werklocaties import __version__
from werklocaties.io.project_file.layout import (
    BOOK_COLUMNS,
    BOOKS,
    FORMAT,
    GEOMETRY,
    META,
    SRS,
    TYPES,
    quoted,
)
from werklocaties.io.project_file.meta import Meta, format_number, meta_of, read_rows
from werklocaties.io.project_file.migrations import oldest
from werklocaties.model.finding import DoorError
from werklocaties.model.registers import TABLES, TableSchema

CORE = ("gpkg_contents", "gpkg_geometry_columns")

Declared = Mapping[str, str]
"""Declared type by name of column, as they stand in the file."""


def table_kinds(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the kind (table, view, virtual, shadow) of everything in the file by name."""
    rows = connection.execute("PRAGMA table_list")
    return {name: kind for schema, name, kind, *_ in rows if schema == "main"}


def declared(connection: sqlite3.Connection, table: str) -> Declared:
    """Return the declared types of a table of ours.

    Raises:
        DoorError: ``table_unsafe``: a column is made by a formula of the file.
    """
    rows = connection.execute(f"PRAGMA table_xinfo({quoted(table)})").fetchall()
    if any(row[6] for row in rows):
        raise DoorError("table_unsafe", layer=table)
    return {row[1]: row[2].upper() for row in rows}


def _check_kind(kinds: Mapping[str, str], table: str) -> None:
    if kinds[table] != "table":
        raise DoorError("table_unsafe", layer=table)


def _check_types(table: str, wanted: Declared, found: Declared, needed: set[str]) -> None:
    for column, kind in wanted.items():
        if column not in found:
            if column in needed:
                raise DoorError("column_missing", layer=table, field=column)
        elif found[column] != kind:
            raise DoorError(
                "column_type", layer=table, field=column, expected=kind, found=found[column]
            )


def columns_of(schema: TableSchema) -> dict[str, str]:
    """Return declared type by file name of column for a table of ``schema.csv``."""
    return {column.column: TYPES[column.type] for column in schema.columns if not column.derived}


def _check_books(connection: sqlite3.Connection, kinds: Mapping[str, str]) -> None:
    for book in BOOKS:
        if book not in kinds:
            raise DoorError("table_missing", layer=book)
        _check_kind(kinds, book)
        wanted = {name: kind.split()[0] for name, kind in BOOK_COLUMNS[book].items()}
        _check_types(book, wanted, declared(connection, book), set(wanted))


def _check_geometry(connection: sqlite3.Connection, table: str) -> None:
    rows = connection.execute(
        "SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns "
        "WHERE table_name = ?",
        (table,),
    ).fetchall()
    if rows != [(GEOMETRY, "MULTIPOLYGON", SRS)]:
        raise DoorError("layer_registration", layer=table)


def present(connection: sqlite3.Connection) -> Iterator[tuple[TableSchema, Declared]]:
    """Yield the tables of ``schema.csv`` that stand in the file, checked, with their columns.

    Raises:
        DoorError: ``table_unsafe``, ``column_missing``, ``column_type``, ``layer_registration``.
    """
    kinds = table_kinds(connection)
    for schema in TABLES.values():
        if schema.file_name not in kinds:
            continue
        _check_kind(kinds, schema.file_name)
        found = declared(connection, schema.file_name)
        _check_types(schema.file_name, columns_of(schema), found, {"uid"})
        if schema.geometry is not None:
            _check_geometry(connection, schema.file_name)
        yield schema, found


def check_format(connection: sqlite3.Connection, name: str) -> int:
    """Check that a file is a project of ours, and return its format number, known to us.

    Raises:
        DoorError: ``not_a_project`` (a layer to import), ``table_unsafe``,
            ``format_unknown``, ``format_newer`` with both numbers.
    """
    kinds = table_kinds(connection)
    if META not in kinds:
        raise DoorError("not_a_project", file=name)
    _check_kind(kinds, META)
    if not {"sleutel", "waarde"} <= set(declared(connection, META)):
        raise DoorError("not_a_project", file=name)
    number = format_number(read_rows(connection))
    if number is None or number < oldest():
        raise DoorError("format_unknown", file=name)
    if number > FORMAT:
        raise DoorError("format_newer", file=name, found=number, known=FORMAT, program=__version__)
    return number


def check_structure(connection: sqlite3.Connection) -> Meta:
    """Check the tables of a project in the newest format, and return what it is.

    Raises:
        DoorError: ``table_missing``, ``table_unsafe``, ``column_missing``, ``column_type``,
            ``meta_damaged``.
    """
    kinds = table_kinds(connection)
    for core in CORE:
        if core not in kinds:
            raise DoorError("table_missing", layer=core)
        _check_kind(kinds, core)
    _check_books(connection, kinds)
    return meta_of(read_rows(connection))
