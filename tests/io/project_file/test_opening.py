"""The six steps of opening, in order: each refusal has its own code, and the first wins."""

import itertools
import shutil
import sqlite3
import struct
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from project_cases import square

from werklocaties.io.project_file import FORMAT, read_project
from werklocaties.io.project_file.geometry import blob
from werklocaties.io.project_file.opening import Limits, opened, sidecars
from werklocaties.model.finding import CancelledError, DoorError


def change(path: Path, *statements: str, parameters: tuple[object, ...] = ()) -> None:
    """Change a file as a stranger would: without our care, triggers away."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for sql in statements:
            connection.execute(sql, parameters)


def refusal(path: Path, limits: Limits | None = None) -> DoorError:
    with pytest.raises(DoorError) as caught:
        read_project(path, limits=limits or Limits())
    return caught.value


def code(path: Path) -> str:
    return refusal(path).code


def test_that_what_was_written_is_read(path, project, opened):
    assert opened.project.same_content(project)
    assert opened.findings == ()
    assert opened.stamp.outside is None
    assert opened.format == FORMAT
    assert opened.revision.message == "Eerste versie"


def test_that_opening_leaves_nothing_beside_the_file_and_does_not_touch_it(path):
    before = path.read_bytes()
    read_project(path)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before


# --- step 1 --------------------------------------------------------------------------------
def test_that_a_missing_file_is_refused(tmp_path):
    assert code(tmp_path / "weg.gpkg") == "file_missing"


def test_that_a_folder_is_refused(tmp_path):
    assert code(tmp_path) == "file_not_regular"


def test_that_an_empty_file_is_refused(tmp_path):
    (tmp_path / "leeg.gpkg").touch()
    assert code(tmp_path / "leeg.gpkg") == "file_empty"


def test_that_a_file_above_the_limit_is_refused_with_both_sizes(path):
    error = refusal(path, Limits(size=1000))
    assert error.code == "file_too_large"
    assert error.values["most_mb"] == 0.001


@pytest.mark.parametrize(
    "content", [b"geen kaartlaag", b"x" * 5000, b"SQLite format 4" + b"\0" * 99]
)
def test_that_a_file_that_is_no_geopackage_is_refused(tmp_path, content):
    target = tmp_path / "tekst.gpkg"
    target.write_bytes(content)
    assert code(target) == "not_a_geopackage"


def test_that_sqlite_without_the_mark_of_geopackage_is_refused(tmp_path):
    target = tmp_path / "gewoon.gpkg"
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("CREATE TABLE t (a)")
    assert code(target) == "not_a_geopackage"


@pytest.mark.parametrize("keep", [20, 99, 4096, 5000, 40_960])
def test_that_a_truncated_file_is_refused(path, keep):
    path.write_bytes(path.read_bytes()[:keep])
    assert code(path) == "file_truncated"


def test_that_a_file_with_something_behind_it_is_refused(path):
    path.write_bytes(path.read_bytes() + b"x")
    assert code(path) == "file_truncated"


def test_that_what_stands_in_the_write_ahead_log_is_read_and_said(path, tmp_path):
    folder = tmp_path / "open"
    folder.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as busy:
        busy.execute("PRAGMA journal_mode = WAL")
        busy.execute("UPDATE werklocaties_meta SET waarde = 'Nieuw' WHERE sleutel = 'project_naam'")
        for each in (path, *sidecars(path)):
            shutil.copy(each, folder / each.name)
        before = {each.name: each.read_bytes() for each in folder.iterdir()}
        read = read_project(folder / path.name)
    assert len(before) == 2
    assert read.project.name == "Nieuw"
    assert [finding.code for finding in read.findings] == ["open_elsewhere"]
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_that_a_file_left_in_write_ahead_mode_is_read_without_a_remark(path, project):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    read = read_project(path)
    assert read.findings == ()
    assert read.project.same_content(project)


def test_that_a_hot_journal_is_rolled_back_in_a_copy(path, tmp_path, project):
    folder = tmp_path / "open"
    folder.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as busy:
        busy.execute("PRAGMA cache_size = 1")
        busy.execute("BEGIN")
        busy.execute("UPDATE werklocaties_meta SET waarde = 'half' WHERE sleutel = 'project_naam'")
        busy.execute("CREATE TABLE groot AS SELECT randomblob(200000) AS b")
        for each in (path, *sidecars(path)):
            shutil.copy(each, folder / each.name)
        busy.execute("ROLLBACK")
    assert (folder / f"{path.name}-journal").exists()
    assert read_project(folder / path.name).project.same_content(project)


# --- steps 2 and 3 -------------------------------------------------------------------------
def test_that_a_damaged_page_is_refused(path):
    content = bytearray(path.read_bytes())
    content[4096 * 3 + 8 : 4096 * 4] = b"\xff" * (4096 - 8)
    path.write_bytes(content)
    assert code(path) == "file_damaged"


@pytest.mark.parametrize("seed", range(15))
def test_that_any_damage_is_refused_or_harmless(path, seed):
    content = bytearray(path.read_bytes())
    chance = np.random.default_rng(seed)
    for at in chance.integers(100, len(content), 20):
        content[at] = chance.integers(256)
    path.write_bytes(content)
    with suppress(DoorError):
        read_project(path)


def test_that_reading_stops_when_time_is_up(path):
    ticks = itertools.count(step=1000)
    with pytest.raises(DoorError) as caught, opened(path, clock=lambda: next(ticks)) as source:
        source.connection.execute(
            "SELECT a.fid FROM kavels a, kavels b, kavels c, kavels d, kavels e, kavels f, "
            "kavels g, kavels h, kavels i, kavels j ORDER BY a.uid, b.uid, c.uid"
        ).fetchall()
    assert caught.value.code == "file_too_slow"


class Cancelled:
    def progress(self, fraction: float, what: str) -> None:
        pass

    def check(self) -> None:
        raise CancelledError


def test_that_the_user_can_cancel(path):
    with pytest.raises(CancelledError):
        read_project(path, Cancelled())


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO kavels (uid) VALUES ('x')",
        "DELETE FROM kavels",
        "ATTACH '/tmp/x' AS x",
        "SELECT load_extension('x')",
        "SELECT * FROM vreemd",
        "SELECT * FROM kijk",
        "PRAGMA journal_mode = WAL",
        "CREATE TEMP TABLE t (a)",
    ],
)
def test_that_only_reading_our_tables_is_allowed(path, sql):
    change(path, "CREATE TABLE vreemd (a)", "CREATE VIEW kijk AS SELECT * FROM kavels")
    with opened(path) as source:
        with pytest.raises(sqlite3.DatabaseError):
            source.connection.execute(sql).fetchall()
        assert source.connection.execute("SELECT uid FROM kavels").fetchone() == ("k1",)


# --- step 4 --------------------------------------------------------------------------------
def test_that_another_geopackage_is_a_layer_to_import(tmp_path):
    target = tmp_path / "laag.gpkg"
    geometry = np.array([shapely.to_wkb(square(200_000, 470_000))], dtype=object)
    pyogrio.raw.write(
        target, geometry, [np.array([1])], ["a"], geometry_type="MultiPolygon", crs="EPSG:28992"
    )
    assert code(target) == "not_a_project"


def test_that_a_newer_file_is_refused_with_its_number(path):
    change(path, "UPDATE werklocaties_meta SET waarde = '2' WHERE sleutel = 'formaat'")
    error = refusal(path)
    assert (error.code, error.values["found"], error.values["known"]) == ("format_newer", 2, 1)


@pytest.mark.parametrize("number", ["0", "", "een", "-1", "1.0", "9" * 30])
def test_that_a_number_that_never_existed_is_refused(path, number):
    change(path, f"UPDATE werklocaties_meta SET waarde = '{number}' WHERE sleutel = 'formaat'")
    assert code(path) == "format_unknown"


HOSTILE = {
    "a view in place of a table": (
        "table_unsafe",
        ["ALTER TABLE kavels RENAME TO echt", "CREATE VIEW kavels AS SELECT * FROM echt"],
    ),
    "a virtual table": (
        "table_unsafe",
        ["DROP TABLE banen", "CREATE VIRTUAL TABLE banen USING rtree(id, a, b)"],
    ),
    "a generated column": (
        "table_unsafe",
        ["ALTER TABLE kavels ADD COLUMN x TEXT AS (upper(uid)) VIRTUAL"],
    ),
    "a view as meta": (
        "table_unsafe",
        [
            "ALTER TABLE werklocaties_meta RENAME TO echt",
            "CREATE VIEW werklocaties_meta AS SELECT * FROM echt",
        ],
    ),
    "a column of another type": (
        "column_type",
        ["ALTER TABLE kavels DROP COLUMN status", "ALTER TABLE kavels ADD COLUMN status BLOB"],
    ),
    "no log": ("table_missing", ["DROP TABLE wijziging"]),
    "no contents": ("table_missing", ["DROP TABLE gpkg_contents"]),
    "a log without its columns": ("column_missing", ["ALTER TABLE wijziging DROP COLUMN nieuw"]),
    "another system of coordinates": (
        "layer_registration",
        ["UPDATE gpkg_geometry_columns SET srs_id = 4326 WHERE table_name = 'kavels'"],
    ),
    "points": (
        "layer_registration",
        ["UPDATE gpkg_geometry_columns SET geometry_type_name = 'POINT' WHERE table_name='kavels'"],
    ),
    "no profile": ("meta_damaged", ["DELETE FROM werklocaties_meta WHERE sleutel = 'profiel'"]),
    "a profile of its own": (
        "meta_damaged",
        ["UPDATE werklocaties_meta SET waarde = 'alles' WHERE sleutel = 'profiel'"],
    ),
    "no head": (
        "log_damaged",
        ["UPDATE werklocaties_meta SET waarde = 'weg' WHERE sleutel = 'revisie'"],
    ),
    "parents that are no list": ("log_damaged", ["UPDATE revisie SET ouders = '{}'"]),
    "a time that is none": ("log_damaged", ["UPDATE revisie SET tijd = 'gisteren'"]),
    "log rows that are no JSON": (
        "log_damaged",
        [
            "INSERT INTO wijziging (revisie, tabel, uid, attribuut, oud, nieuw) "
            "VALUES ('r', 'kavels', 'k1', 'status', '[[', '1')"
        ],
    ),
    "log rows that nest without end": (
        "log_damaged",
        [
            "INSERT INTO wijziging (revisie, tabel, uid, attribuut, oud, nieuw) "
            f"VALUES ('r', 'kavels', 'k1', 'status', '{'[' * 100_000}', '1')"
        ],
    ),
    "an empty uid": ("uid_damaged", ["UPDATE kavels SET uid = '' WHERE uid = 'k1'"]),
    "a uid that is a blob": ("uid_damaged", ["UPDATE kavels SET uid = x'00' WHERE uid = 'k1'"]),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_that_a_file_with_something_else_than_ours_is_refused(path, case):
    wanted, statements = HOSTILE[case]
    change(path, *statements)
    assert code(path) == wanted


def test_that_triggers_and_foreign_tables_do_nothing_at_reading(path, project):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE TRIGGER kwaad AFTER INSERT ON kavels BEGIN DELETE FROM revisie; END"
        )
        connection.execute(
            "CREATE VIEW oneindig AS WITH RECURSIVE n(i) AS "
            "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        )
        connection.execute('CREATE TABLE "raar ""naam""" (a)')
    assert read_project(path).project.same_content(project)


def test_that_a_column_and_a_table_that_are_not_there_yet_are_empty(path, project):
    """A file of an older program lacks what ``schema.csv`` gained since."""
    change(path, "ALTER TABLE kavels DROP COLUMN spoor", "DROP TABLE maatregel")
    read = read_project(path)
    assert read.project.same_content(project)
    assert read.findings == ()


# --- step 5 --------------------------------------------------------------------------------
def collection(levels: int) -> bytes:
    return struct.pack("<BII", 1, 7, 1) * levels + shapely.to_wkb(shapely.Point(1, 2))


SHAPES = {
    "nested": ("geometry_damaged", collection(10_000)),
    "a point": ("geometry_damaged", shapely.to_wkb(shapely.Point(200_000, 470_000))),
    "half": ("geometry_damaged", shapely.to_wkb(square(200_000, 470_000))[:-3]),
    "degrees": ("geometry_outside", shapely.to_wkb(square(6.8, 52.2, 0.1))),
    "a ring of two points": (
        "geometry_damaged",
        struct.pack("<BII", 1, 6, 1) + struct.pack("<BIII4d", 1, 3, 1, 2, 0, 0, 1, 1),
    ),
}


@pytest.mark.parametrize("case", SHAPES)
def test_that_a_geometry_that_is_none_is_refused_by_its_uid(path, case):
    wanted, wkb = SHAPES[case]
    change(
        path, "UPDATE kavels SET geom = ? WHERE uid = 'k2'", parameters=(blob(wkb, (1, 1, 2, 2)),)
    )
    error = refusal(path)
    assert (error.code, error.values["layer"], error.values["uid"]) == (wanted, "kavels", "k2")


@pytest.mark.parametrize("value", [b"geen geometrie", "tekst", 5])
def test_that_a_cell_that_is_no_geometry_is_refused(path, value):
    change(path, "UPDATE kavels SET geom = ? WHERE uid = 'k2'", parameters=(value,))
    assert code(path) == "geometry_damaged"


# --- step 6 --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("column", "value", "field"),
    [
        ("opgegeven_m2", "veel", "declared_m2"),
        ("opgegeven_m2", float("inf"), "declared_m2"),
        ("kade", 7, "quay"),
        ("beschikbaar_vanaf_jaar", 2026.5, "available_from"),
        ("opmerking", b"\x00", "remark"),
    ],
)
def test_that_a_cell_of_another_type_is_empty_and_reported(path, column, value, field):
    change(path, f"UPDATE kavels SET {column} = ? WHERE uid = 'k1'", parameters=(value,))
    read = read_project(path)
    found = [finding for finding in read.findings if finding.code == "wrong_type"]
    assert [(f.layer, f.uid, f.field) for f in found] == [("plots", "k1", field)]
    assert read.project.table("plots").column(field).isna()["k1"]
