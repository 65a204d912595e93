"""Made ``format1_project.gpkg`` once, with the first program that wrote format 1.

The file stays for ever and is never made again: every later program must open it. This
script stays beside it to tell what is in it.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import shapely

from werklocaties.io.project_file import LayerStyle, ResultTable, save, write_new
from werklocaties.model.project import Project
from werklocaties.model.table import Table

PATH = Path(__file__).with_name("format1_project.gpkg")
ROOT = "00000000-0000-4000-8000-000000000001"
SECOND = "00000000-0000-4000-8000-000000000002"
THIRD = "00000000-0000-4000-8000-000000000003"
DAYS = [datetime(2024, 1, day, 12, tzinfo=UTC) for day in (1, 2, 3)]
RESULT = ResultTable("balans", "s1", {"segment": ["regulier"], "saldo_ha": [-1.5]})


def square(x: float, y: float) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.box(x, y, x + 100, y + 50)])


def first() -> Project:
    plots = {
        "uid": ["k1", "k2"],
        "plot_number": ["1", 'Één "kavel"'],
        "status": ["issued", "option"],
        "declared_m2": [5000.25, None],
        "available_from": pd.array([None, 2026], dtype="Int64"),
        "option_until": [None, "2025-06-30"],
        "option_holder": [None, "Voorbeeld B.V."],
        "quay": pd.array([True, None], dtype="boolean"),
        "geometry": [square(251_000, 476_000), square(251_200, 476_000)],
    }
    parks = {"uid": ["t1"], "name": ["Voorbeeldpark"], "gross_ha": [12.5], "geometry": [None]}
    scenarios = {"uid": ["s1"], "name": ["Basis"], "position": [1]}
    project = Project.empty("Formaat 1", "00000000-0000-4000-8000-000000000000")
    for name, columns in (("plots", plots), ("parks", parks), ("scenarios", scenarios)):
        project = project.with_table(Table.of(name, pd.DataFrame(columns)))
    return project


def second(project: Project) -> Project:
    plots = project.table("plots").with_values(["k1"], "geometry", [square(252_000, 476_000)])
    return project.with_table(plots.with_values(["k2"], "option_holder", ["Ander B.V."]))


def third(project: Project) -> Project:
    new = pd.DataFrame(
        {"uid": ["k3"], "status": ["frozen"], "geometry": [square(253_000, 476_000)]}
    )
    return project.with_table(project.table("plots").without_rows(["k2"]).with_rows(new))


def main() -> None:
    one = first()
    style = LayerStyle("kavels", "Status", "<qgis/>", "<sld/>")
    stamp = write_new(
        one,
        PATH,
        "Gemeente A",
        "Eerste",
        DAYS[0],
        ROOT,
        salt="5a" * 32,
        styles=[style],
        note="Proef",
    ).stamp
    two = second(one)
    stamp = save(stamp, two, PATH, "Gemeente B", "Verplaatst", DAYS[1], SECOND).stamp
    save(stamp, third(two), PATH, "Gemeente A", "Gewisseld", DAYS[2], THIRD, results=[RESULT])
    with closing(sqlite3.connect(PATH)) as connection, connection:
        connection.execute("CREATE TABLE van_een_ander (tekst TEXT)")
        connection.execute("INSERT INTO van_een_ander VALUES ('blijft')")
    PATH.with_name(f"{PATH.name}.bak").unlink()


if __name__ == "__main__":
    main()
