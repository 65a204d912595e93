"""The content hash: a worked example that can be checked by hand, then what must hold.

The digests can be made again with ``printf '%s' TEXT | sha256sum``.
"""

import hashlib

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from project_cases import edited, small_project, square

from werklocaties.io.project_file.hashing import (
    hashed,
    hashed_next,
    row_digests,
    state_digest,
    table_digest,
)
from werklocaties.io.project_file.values import Columns
from werklocaties.model.changes import changes
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project
from werklocaties.model.table import Table

SALT = "0" * 64


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def of_rows(table: str, **columns: object) -> Table:
    return Table.of(table, pd.DataFrame(columns))


# --- the worked example ------------------------------------------------------------------
PARK = of_rows(
    "parks",
    uid=["t1"],
    name=['Één "park"'],
    gross_ha=[1.5],
    reference_year=pd.array([2024], dtype="Int64"),
    in_register=pd.array([True], dtype="boolean"),
    geometry=[shapely.MultiPolygon([shapely.Polygon([(0, 0), (1, 0), (1, 1), (0, 0)])])],
)
# byte order 1, type 6, 1 polygon; byte order 1, type 3, 1 ring, 4 points of two doubles
WKB = (
    "0106000000" "01000000" "0103000000" "01000000" "04000000"
    "0000000000000000" "0000000000000000"
    "000000000000f03f" "0000000000000000"
    "000000000000f03f" "000000000000f03f"
    "0000000000000000" "0000000000000000"
)  # fmt: skip
ROW = (
    '["t1","bruto_ha","3ff8000000000000",'
    '"geom","2ad9c9fc425c3886158780d3e593ec0dca77bcfbb1bfb91c23fbb6b7242cd247",'
    '"in_register",1,"naam","Één \\"park\\"","peiljaar",2024]'
)


def test_that_the_geometry_digest_is_that_of_its_iso_wkb():
    assert hashlib.sha256(bytes.fromhex(WKB)).hexdigest() in ROW


def test_that_the_worked_row_has_its_digest():
    assert row_digests(Columns(PARK))["t1"] == digest(ROW)
    assert digest(ROW) == "9e08e93130eca02db871d13cf42e00a040602d8e7b51a086aefc2c0f77e5ad05"


def test_that_the_worked_state_has_its_digest():
    state = hashed(Project.empty("P", "p").with_table(PARK))
    table = digest("t1" + digest(ROW))
    assert state.hash == digest("terreinen" + table)
    assert state.hash == "735b1838b5f17531abf375d4a7d78a228b788f87135678f2e0d010dd369b3713"


def test_that_the_worked_confidential_hash_is_salted_at_every_level():
    plot = of_rows("plots", uid=["k1"], option_holder=["Jansen"], geometry=[square(0, 300_000)])
    state = hashed(Project.empty("P", "p").with_table(plot), SALT)
    row = digest(SALT + '["k1","optiehouder","Jansen"]')
    assert state.hash_confidential == digest(SALT + "kavels" + digest(SALT + "k1" + row))


# --- what must hold ----------------------------------------------------------------------
def test_that_the_hash_of_an_empty_project_is_that_of_nothing():
    assert hashed(Project.empty("P", "p")).hash == digest("")


def test_that_rows_and_tables_are_taken_in_byte_order():
    assert table_digest({"é": "2", "z": "1"}) == digest("z1é2")
    assert state_digest({"zonering": "b", "kavels": "a"}) == digest("kavelsazoneringb")


def test_that_minus_zero_is_zero_and_an_empty_cell_is_no_cell():
    zero = of_rows("parks", uid=["t"], name=["A"], gross_ha=[0.0])
    minus = of_rows("parks", uid=["t"], name=["A"], gross_ha=[-0.0])
    assert row_digests(Columns(zero)) == row_digests(Columns(minus))
    empty = of_rows("parks", uid=["t"], name=["A"], gross_ha=[None])
    assert row_digests(Columns(empty)) == {"t": digest('["t","naam","A"]')}


def test_that_an_infinite_number_is_refused():
    with pytest.raises(DoorError) as caught:
        hashed(Project.empty("P", "p").with_table(of_rows("parks", uid=["t"], gross_ha=[1e999])))
    assert caught.value.code == "infinite_number"


def test_that_the_order_of_rows_does_not_matter():
    table = small_project().table("plots")
    turned = Table.of("plots", table.frame.iloc[::-1])
    assert table_digest(row_digests(Columns(table))) == table_digest(row_digests(Columns(turned)))


def test_that_the_open_hash_does_not_see_confidential_cells():
    project = small_project()
    plots = project.table("plots").with_values(["k2"], "option_holder", ["Pietersen"])
    other = project.with_table(plots)
    assert hashed(project).hash == hashed(other).hash
    assert hashed(project, SALT).hash_confidential != hashed(other, SALT).hash_confidential


def test_that_a_file_without_the_salt_has_no_confidential_hash():
    assert hashed(small_project()).hash_confidential is None


def test_that_another_salt_gives_another_confidential_hash():
    one, other = hashed(small_project(), SALT), hashed(small_project(), "1" * 64)
    assert one.hash == other.hash
    assert one.hash_confidential != other.hash_confidential


def next_is_the_same(before: Project, after: Project) -> bool:
    quick = hashed_next(hashed(before, SALT), after, changes(before, after))
    return quick.both == hashed(after, SALT).both


def test_that_hashing_what_changed_gives_the_hash_of_the_whole():
    project = small_project()
    plots = project.table("plots")
    assert next_is_the_same(project, edited(project))
    assert next_is_the_same(project, project.with_table(plots.without_rows(["k2"])))
    assert next_is_the_same(project, Project.empty("leeg", project.uid))
    assert next_is_the_same(Project.empty("leeg", project.uid), project)
    emptied = project.with_table(plots.with_values(["k2"], "option_holder", [None]))
    assert next_is_the_same(project, emptied)


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_that_any_text_is_hashed_as_json_writes_it(text):
    import json

    table = of_rows("parks", uid=["t"], name=[text])
    row = json.dumps(["t", "naam", text], ensure_ascii=False, separators=(",", ":"))
    assert row_digests(Columns(table)) == {"t": digest(row)}
