"""A small project that holds something of everything."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from werklocaties.model.project import Project
from werklocaties.model.table import Table

WHEN = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
LATER = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)


def square(x: float, y: float, size: float = 100.0) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.box(x, y, x + size, y + size)])


def plots() -> Table:
    frame = pd.DataFrame(
        {
            "uid": ["k1", "k2", "k3"],
            "status": ["issued", "option", "issuable_now"],
            "declared_m2": [10_000.0, None, 2_500.5],
            "available_from": pd.array([None, 2026, None], dtype="Int64"),
            "quay": pd.array([True, False, None], dtype="boolean"),
            "option_holder": [None, "Jansen B.V.", None],
            "option_until": [None, "2025-06-30", None],
            "remark": ['Eén "kavel"', None, "regel 1\nregel 2"],
            "geometry": [square(251_000, 476_000), square(251_200, 476_000), square(0, 300_000)],
        }
    )
    return Table.of("plots", frame)


def parks() -> Table:
    frame = pd.DataFrame(
        {
            "uid": ["t1", "t2"],
            "name": ["Twentekanaal Zuid", "Zonder vlak"],
            "rin": ["621", None],
            "geometry": [square(250_000, 475_000, 2_000), None],
        }
    )
    return Table.of("parks", frame)


def small_project() -> Project:
    scenarios = pd.DataFrame({"uid": ["s1", "s2"], "name": ["Basis", "Hoog"], "position": [1, 2]})
    made = Project.empty("Proef", "6f1e0000-0000-4000-8000-000000000001")
    for table in (plots(), parks(), Table.of("scenarios", scenarios)):
        made = made.with_table(table)
    return made


def edited(project: Project, uid: str = "k1", status: str = "frozen") -> Project:
    return project.with_table(project.table("plots").with_values([uid], "status", [status]))


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def put(path: Path, *statements: str) -> None:
    """Change a file as QGIS would: with the functions that the triggers call."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(name, 1, lambda _: 0)
        for sql in statements:
            connection.execute(sql)


def other_state(chance: np.random.Generator, project: Project) -> Project:
    """Make any other state of a project: rows come, go, move and change."""
    plots = project.table("plots")
    for uid in list(plots.uids):
        match chance.integers(5):
            case 0:
                plots = plots.without_rows([uid])
            case 1:
                plots = plots.with_values([uid], "remark", [chance.choice(["a", "é'\"", None])])
            case 2:
                moved = square(*chance.integers(300_000, 400_000, 2) - (200_000, 0))
                plots = plots.with_values([uid], "geometry", [moved])
    for number in range(chance.integers(4)):
        row = {"uid": [f"n{chance.integers(9)}{number}"], "declared_m2": [chance.random()]}
        plots = plots.with_rows(pd.DataFrame({**row, "geometry": [square(1e5, 4e5 + number)]}))
    return project.with_table(plots)
