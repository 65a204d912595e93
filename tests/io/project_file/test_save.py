"""Saving: only what changed is written, strangers' work survives, and nothing is lost."""

import os
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from project_cases import LATER, WHEN, edited, other_state, put, query, small_project, square

from werklocaties.io import safe_write
from werklocaties.io.project_file import (
    LayerStyle,
    Opened,
    history,
    read_project,
    save,
    write_new,
)
from werklocaties.io.project_file.work_file import LEFT_BEHIND_S, holder_of, work_path, working_on
from werklocaties.model.changes import GONE, WHOLE
from werklocaties.model.finding import CancelledError, DoorError
from werklocaties.model.project import Project
from werklocaties.model.table import Table


def again(path: Path, opened: Opened, project: Project, message: str = "Bewerkt"):
    return save(opened.stamp, project, path, "Ans", message, LATER)


# --- what stands in the file afterwards -----------------------------------------------------
def test_that_a_saved_project_is_read_back(path, opened):
    project = edited(opened.project)
    saved = again(path, opened, project)
    read = read_project(path)
    assert read.project.same_content(project)
    assert read.revision == saved.revision
    assert read.revision.parents == (opened.revision.id,)
    assert read.stamp.outside is None
    assert read.stamp.sha256 == saved.stamp.sha256


def test_that_each_changed_attribute_is_one_row_of_the_log(path, opened):
    plots = opened.project.table("plots")
    plots = plots.with_values(["k1"], "status", ["frozen"]).with_values(
        ["k1", "k2"], "declared_m2", [1.5, 2.5]
    )
    again(path, opened, opened.project.with_table(plots))
    rows = query(path, "SELECT tabel, uid, attribuut, oud, nieuw FROM wijziging ORDER BY 2, 3")
    assert rows == [
        ("kavels", "k1", "opgegeven_m2", "10000.0", "1.5"),
        ("kavels", "k1", "status", '"issued"', '"frozen"'),
        ("kavels", "k2", "opgegeven_m2", "null", "2.5"),
    ]


def test_that_a_new_and_a_removed_object_are_one_row_each(path, opened):
    plots = opened.project.table("plots").without_rows(["k2"])
    new = pd.DataFrame({"uid": ["k9"], "quay": [True], "geometry": [square(240_000, 470_000)]})
    again(path, opened, opened.project.with_table(plots.with_rows(new)))
    rows = query(path, "SELECT uid, attribuut, oud, nieuw FROM wijziging ORDER BY uid")
    assert [row[:2] for row in rows] == [("k2", "*"), ("k9", "*")]
    assert rows[0][2:] == (
        '{"status":"option","beschikbaar_vanaf_jaar":2026,"optie_tot":"2025-06-30",'
        '"optiehouder":"Jansen B.V.","kade":0}',
        None,
    )
    assert rows[1][2:] == (None, '{"kade":1}')
    geometries = query(path, "SELECT oud_geom, nieuw_geom FROM wijziging ORDER BY uid")
    assert geometries[0][1] is None
    assert geometries[1] == (None, shapely.to_wkb(square(240_000, 470_000)))


def test_that_the_log_is_read_as_the_changes_that_were_made(path, opened):
    again(
        path, opened, opened.project.with_table(opened.project.table("parks").without_rows(["t2"]))
    )
    entry = history(path)[-1]
    (change,) = entry.changes
    assert entry.revision.author == "Ans"
    assert (change.table, change.uid, change.attribute) == ("parks", "t2", WHOLE)
    assert change.new is GONE
    assert change.old == {"name": "Zonder vlak"}


def test_that_saving_nothing_leaves_the_file_alone(path, opened):
    before = path.read_bytes()
    saved = again(path, opened, opened.project)
    assert saved.revisions == ()
    assert path.read_bytes() == before


def test_that_a_name_and_a_language_are_saved_without_a_revision(path, opened):
    from dataclasses import replace

    saved = again(path, opened, replace(opened.project, name="Anders", language="en"))
    read = read_project(path).project
    assert saved.revisions == ()
    assert (read.name, read.language) == ("Anders", "en")


def test_that_index_extent_and_count_follow(path, opened):
    plots = opened.project.table("plots").without_rows(["k3"])
    plots = plots.with_values(["k1"], "geometry", [square(260_000, 480_000)])
    new = pd.DataFrame({"uid": ["k9", "k10"], "geometry": [square(240_000, 470_000), None]})
    again(path, opened, opened.project.with_table(plots.with_rows(new)))
    boxes = query(path, "SELECT minx, maxx, miny, maxy FROM rtree_kavels_geom ORDER BY id")
    assert boxes == [
        (260_000, 260_100, 480_000, 480_100),
        (251_200, 251_300, 476_000, 476_100),
        (240_000, 240_100, 470_000, 470_100),
    ]
    extent = query(
        path,
        "SELECT min_x, min_y, max_x, max_y, last_change FROM gpkg_contents "
        "WHERE table_name = 'kavels'",
    )
    assert extent == [(240_000, 470_000, 260_100, 480_100, "2024-05-02T09:30:00.000Z")]
    counts = query(path, "SELECT DISTINCT feature_count FROM gpkg_ogr_contents")
    assert counts == [(None,)]
    assert query(path, "SELECT rtreecheck('rtree_kavels_geom')") == [("ok",)]


def test_that_a_geometry_that_could_not_be_read_back_is_not_saved(path, opened):
    before = path.read_bytes()
    plots = opened.project.table("plots").with_values(["k1"], "geometry", [square(6.8, 52.2)])
    with pytest.raises(DoorError) as caught:
        again(path, opened, opened.project.with_table(plots))
    assert (caught.value.code, caught.value.values["uid"]) == ("geometry_outside", "k1")
    assert path.read_bytes() == before


def test_that_a_dropped_index_is_made_again(path, opened):
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree_kavels%'"
    before = query(path, triggers)
    put(path, *(f'DROP TRIGGER "{name}"' for (name,) in before), "DROP TABLE rtree_kavels_geom")
    again(path, opened, edited(opened.project))
    assert query(path, "SELECT count(*) FROM rtree_kavels_geom") == [(3,)]
    assert sorted(query(path, triggers)) == sorted(before)


def test_that_a_file_of_an_older_program_gains_what_it_lacks(path, project):
    put(path, "ALTER TABLE kavels DROP COLUMN spoor", "DROP TABLE banen")
    opened = read_project(path)
    jobs = {"uid": ["b1"], "municipality": ["0164"], "sector": ["bouw"], "jobs": [10.0]}
    plots = project.table("plots").with_values(["k1"], "rail", [True])
    wanted = project.with_table(plots).with_table(Table.of("jobs", pd.DataFrame(jobs)))
    again(path, opened, wanted)
    assert read_project(path).project.same_content(wanted)


# --- strangers ------------------------------------------------------------------------------
def test_that_foreign_tables_columns_views_triggers_and_styles_survive(tmp_path, project):
    path = tmp_path / "a.gpkg"
    style = LayerStyle("kavels", "Status", "<qgis/>", "<sld/>")
    write_new(project, path, "A", "Eerste", WHEN, styles=[style])
    put(
        path,
        'CREATE TABLE "van een ander" (id INTEGER PRIMARY KEY, tekst TEXT)',
        "INSERT INTO \"van een ander\" VALUES (1, 'blijft')",
        "ALTER TABLE kavels ADD COLUMN eigen_kolom TEXT DEFAULT 'eigen'",
        "CREATE VIEW kijk AS SELECT uid FROM kavels",
        "CREATE TRIGGER van_hen AFTER UPDATE ON kavels BEGIN "
        "UPDATE \"van een ander\" SET tekst = 'geraakt'; END",
        "CREATE INDEX van_hen_ook ON kavels (status)",
        "UPDATE layer_styles SET styleName = 'Mijn stijl'",
    )
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"
    before = query(path, schema)
    opened = read_project(path)
    again(path, opened, edited(opened.project))
    assert query(path, schema) == before
    assert query(path, 'SELECT tekst FROM "van een ander"') == [("blijft",)]
    assert query(path, "SELECT DISTINCT eigen_kolom FROM kavels") == [("eigen",)]
    assert query(path, "SELECT styleName, styleQML FROM layer_styles") == [
        ("Mijn stijl", "<qgis/>")
    ]


def test_that_a_style_changed_since_opening_is_no_reason_to_refuse(path, opened):
    put(path, "CREATE TABLE van_een_collega (a)", "INSERT INTO van_een_collega VALUES (7)")
    project = edited(opened.project)
    again(path, opened, project)
    assert read_project(path).project.same_content(project)
    assert query(path, "SELECT a FROM van_een_collega") == [(7,)]


def test_that_somebody_elses_save_is_not_overwritten(path, opened):
    again(path, opened, edited(opened.project, status="option"))
    theirs = path.read_bytes()
    with pytest.raises(DoorError) as caught:
        again(path, opened, edited(opened.project, status="frozen"))
    assert caught.value.code == "changed_on_disk"
    assert caught.value.values["who"] == "Ans"
    assert caught.value.values["when"] == LATER
    assert path.read_bytes() == theirs


def test_that_an_edit_in_another_program_is_not_overwritten(path, opened):
    put(path, "UPDATE kavels SET status = 'withdrawn' WHERE uid = 'k1'")
    with pytest.raises(DoorError) as caught:
        again(path, opened, edited(opened.project))
    assert caught.value.code == "changed_on_disk_outside"


@pytest.mark.parametrize("end", ["-wal", "-journal", "-shm"])
def test_that_a_file_that_is_open_elsewhere_is_not_replaced(path, opened, end):
    before = path.read_bytes()
    path.with_name(path.name + end).touch()
    with pytest.raises(DoorError) as caught:
        again(path, opened, edited(opened.project))
    assert caught.value.code == "open_elsewhere_at_save"
    assert path.read_bytes() == before


def test_that_a_file_in_write_ahead_mode_is_saved_without_it(path, opened):
    put(path, "PRAGMA journal_mode = WAL")
    again(path, opened, edited(opened.project))
    assert path.read_bytes()[18:20] == b"\x01\x01"
    assert sorted(each.name for each in path.parent.iterdir()) == ["proef.gpkg", "proef.gpkg.bak"]


# --- the work file ---------------------------------------------------------------------------
def test_that_two_cannot_save_at_once_and_who_holds_it_is_said(path, opened):
    with working_on(path, "Bert", WHEN) as work:
        assert work.name == "proef.gpkg.bezig"
        with pytest.raises(DoorError) as caught:
            again(path, opened, edited(opened.project))
    assert caught.value.code == "being_saved"
    assert caught.value.values["who"] == "Bert"
    assert caught.value.values["since"] == "2024-05-01T09:30:00.000Z"


def test_that_a_holder_who_cannot_be_read_yet_leaves_no_gap_in_the_sentence(path, opened):
    work_path(path).touch()
    with pytest.raises(DoorError) as caught:
        again(path, opened, edited(opened.project))
    assert caught.value.code == "being_saved_elsewhere"


def test_that_who_holds_it_stands_inside_in_every_stage(path, opened, monkeypatch):
    module = import_module("werklocaties.io.project_file.save")

    seen = []
    for name in ("copy_hashing", "_check_unchanged", "write_changes", "publish"):
        real = getattr(module, name)

        def spy(*given, real=real):
            seen.append(holder_of(work_path(path)).who)
            return real(*given)

        monkeypatch.setattr(module, name, spy)
    again(path, opened, edited(opened.project))
    assert seen == ["Ans", "", "Ans", ""]


def test_that_a_work_file_left_behind_is_removed_after_ten_minutes(path, opened):
    work = work_path(path)
    journal = work.with_name(f"{work.name}-journal")
    for each in (work, journal):
        each.write_bytes(b"half")
        os.utime(each, (0, 0))
    with pytest.raises(DoorError), working_on(path, "B", WHEN, now=lambda: LEFT_BEHIND_S - 1):
        pytest.fail("the work file of somebody else was taken")
    again(path, opened, edited(opened.project))
    assert not work.exists()
    assert not journal.exists()


def test_that_the_old_file_is_kept_as_backup(path, opened):
    before = path.read_bytes()
    again(path, opened, edited(opened.project))
    assert path.with_name("proef.gpkg.bak").read_bytes() == before


def test_that_a_cancelled_save_leaves_everything_as_it_was(path, opened):
    class Cancelled:
        def progress(self, fraction, what):
            pass

        def check(self):
            raise CancelledError

    before = path.read_bytes()
    with pytest.raises(CancelledError):
        save(opened.stamp, edited(opened.project), path, "A", "B", LATER, task=Cancelled())
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE UNIQUE INDEX dwars ON kavels (status)",
        "ALTER TABLE kavels ADD COLUMN streng TEXT CHECK (status != 'frozen')",
    ],
)
def test_that_what_the_database_refuses_is_a_sentence_and_leaves_the_file(path, opened, statement):
    put(path, statement)
    before = path.read_bytes()
    plots = opened.project.table("plots").with_values(["k1", "k2"], "status", ["frozen", "frozen"])
    with pytest.raises(DoorError) as caught:
        again(path, opened, opened.project.with_table(plots))
    assert caught.value.code == "save_refused"
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("where", ["cell", "author"])
def test_that_half_a_character_is_a_sentence_and_leaves_the_file(path, opened, where):
    before, half = path.read_bytes(), "\udcff"
    plots = opened.project.table("plots").with_values(["k1"], "remark", ["x" + half])
    project = opened.project.with_table(plots) if where == "cell" else edited(opened.project)
    author = half if where == "author" else "Ans"
    with pytest.raises(DoorError) as caught:
        save(opened.stamp, project, path, author, "Bewerkt", LATER)
    assert caught.value.code == "text_unfit"
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_that_a_held_file_keeps_the_new_state_beside_it(path, opened, monkeypatch):
    def refuse(new, target):
        if target == path:
            error = PermissionError(13, "held")
            error.winerror = 32
            raise error
        os.replace(new, target)

    module = import_module("werklocaties.io.project_file.write")

    def stubborn(new, target, when):
        safe_write.put_in_place(new, target, when, refuse, lambda _: None)

    monkeypatch.setattr(module, "put_in_place", stubborn)
    project = edited(opened.project)
    with pytest.raises(DoorError) as caught:
        again(path, opened, project)
    kept = path.with_name(str(caught.value.values["kept"]))
    assert read_project(kept).project.same_content(project)
    assert read_project(path).project.same_content(opened.project)


def test_that_saving_under_another_name_takes_the_history_along(path, opened, tmp_path):
    project, target = edited(opened.project), tmp_path / "ander.gpkg"
    before = path.read_bytes()
    save(opened.stamp, project, path, "A", "Anders", LATER, target=target)
    assert read_project(target).project.same_content(project)
    assert [entry.revision.message for entry in history(target)] == ["Eerste versie", "Anders"]
    assert path.read_bytes() == before


def test_that_the_same_project_written_twice_gives_the_same_bytes(tmp_path, project):
    for name in ("a.gpkg", "b.gpkg"):
        target = tmp_path / name
        write_new(project, target, "A", "B", WHEN, "r1", salt="0" * 64, note="Schematisch")
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()


def test_that_a_regional_file_writes_no_cell_that_it_cannot_see(tmp_path, project):
    from dataclasses import replace

    path = tmp_path / "regio.gpkg"
    write_new(replace(project, profile="regional"), path, "A", "B", WHEN)
    columns = {row[1] for row in query(path, "PRAGMA table_info(kavels)")}
    assert "optiehouder" not in columns
    assert "opmerking" in columns
    assert query(path, "SELECT count(*) FROM werklocaties_meta WHERE sleutel = 'zout'") == [(0,)]
    opened = read_project(path)
    assert opened.revision.hash_confidential is None
    plots = opened.project.table("plots").with_values(["k1"], "option_holder", ["Geheim"])
    plots = plots.with_rows(pd.DataFrame({"uid": ["k9"], "option_holder": ["Geheim"]}))
    again(path, opened, opened.project.with_table(plots))
    assert b"Geheim" not in path.read_bytes()
    assert read_project(path).stamp.outside is None


# --- any edit --------------------------------------------------------------------------------
@pytest.mark.heavy
@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_that_saving_any_state_gives_that_state(tmp_path_factory, seed):
    chance = np.random.default_rng(seed)
    path = tmp_path_factory.mktemp("staat") / "a.gpkg"
    project = small_project()
    stamp = write_new(project, path, "A", "B", WHEN).stamp
    for _ in range(2):
        project = other_state(chance, project)
        stamp = save(stamp, project, path, "A", "B", LATER).stamp
    read = read_project(path)
    assert read.stamp.outside is None
    assert read.stamp.hashed.both == stamp.hashed.both
    count = int(shapely.is_valid(project.table("plots").column("geometry").to_numpy()).sum())
    assert query(path, "SELECT count(*) FROM rtree_kavels_geom") == [(count,)]
