"""``layer_styles``: how QGIS shows the layers; the styles themselves come from outside."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from werklocaties.io.project_file.layout import GEOMETRY, STYLES

CREATE = f"""CREATE TABLE {STYLES} (
id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
update_time DATETIME)"""

INSERT = f"""INSERT INTO {STYLES} (f_table_catalog, f_table_schema, f_table_name,
f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time)
VALUES ('', '', ?, ?, ?, ?, ?, ?, ?, '', ?)"""


@dataclass(frozen=True)
class LayerStyle:
    """One style of one layer; ``table`` is its name in the file, e.g. ``kavels``."""

    table: str
    name: str
    qml: str
    sld: str
    default: bool = True
    description: str = ""


def write_styles(connection: sqlite3.Connection, styles: Sequence[LayerStyle], time: str) -> None:
    """Write the styles into a new ``layer_styles``."""
    rows = [
        (s.table, GEOMETRY, s.name[:30], s.qml, s.sld, int(s.default), s.description, time)
        for s in styles
    ]
    connection.executemany(INSERT, rows)
