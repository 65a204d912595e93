"""Rows that are there already: known by uid or by what people call them."""

import pandas as pd
import pytest
import shapely

from werklocaties.io.meet import meet
from werklocaties.model.table import Table


def parks(*rows):
    return Table.of("parks", pd.DataFrame(list(rows)))


THERE = parks(
    {"uid": "a", "rin": "1", "name": "Oost", "municipality": "0164", "net_ha": 3.0},
    {"uid": "b", "name": "Zuid-West", "municipality": "0147", "net_ha": 4.0},
    {"uid": "c", "rin": "9", "name": "Dubbel", "municipality": "0164"},
    {"uid": "d", "rin": "9", "name": "Dubbel", "municipality": "0164"},
)


@pytest.mark.parametrize(
    ("row", "uid"),
    [
        ({"uid": "a", "name": "heet anders"}, "a"),
        ({"uid": "x", "rin": "1", "name": "heet anders"}, "a"),
        ({"uid": "x", "name": "ZUIDWEST", "municipality": "0147"}, "b"),
        ({"uid": "x", "name": "ZUIDWEST", "municipality": "0164"}, "x"),
        ({"uid": "x", "name": "ZUIDWEST"}, "x"),
        ({"uid": "x", "rin": "9", "name": "Dubbel", "municipality": "0164"}, "x"),
    ],
    ids=["uid", "rin", "name", "another town", "no town", "not unique"],
)
def test_that_a_row_is_known_by_uid_number_or_name(row, uid):
    rows, _ = meet(THERE, parks(row).frame)
    assert rows.index.tolist() == [uid]


def test_that_an_empty_cell_does_not_wipe_out_what_stood_there():
    rows, findings = meet(THERE, parks({"uid": "x", "rin": "1", "gross_ha": 5.0}).frame)
    row = THERE.with_rows(rows).frame.loc["a"]
    assert (row["net_ha"], row["gross_ha"], row["name"]) == (3.0, 5.0, "Oost")
    assert findings[0].values == {"count": 1, "added": 0}


def test_that_two_rows_of_one_number_do_not_become_one():
    rows, _ = meet(THERE, parks({"uid": "x", "rin": "1"}, {"uid": "y", "rin": "1"}).frame)
    assert rows.index.tolist() == ["x", "y"]


def test_that_nothing_is_met_in_an_empty_table():
    rows, findings = meet(Table.empty("parks"), THERE.frame)
    assert len(rows) == 4
    assert findings == []


# --- what is illustrative stays so -------------------------------------------------------
AREA = {
    "uid": "m", "code": "0164", "name": "Hengelo", "market_area": "Hengelo-Borne",
    "schematic": True, "origin": "illustratief", "source": "aangenomen",
}  # fmt: skip


def came_in(**values):
    there = Table.of("municipalities", pd.DataFrame([AREA]))
    row = {"uid": "x", "code": "0164", "origin": "bron", "source": "CBS", **values}
    rows, _ = meet(there, Table.of("municipalities", pd.DataFrame([row])).frame)
    return there.with_rows(rows).frame.loc["m"]


def test_that_a_row_that_keeps_something_illustrative_stays_illustrative():
    row = came_in(name="Hengelo (O.)")
    assert (row["name"], row["market_area"]) == ("Hengelo (O.)", "Hengelo-Borne")
    assert (row["origin"], row["source"]) == ("illustratief", "aangenomen; CBS")


def test_that_a_row_of_which_all_came_in_has_the_new_origin():
    row = came_in(name="Hengelo (O.)", market_area="Hengelo")
    assert (row["origin"], row["source"]) == ("bron", "CBS")


def test_that_a_geometry_that_came_in_is_not_called_schematic():
    square = shapely.box(250_000, 475_000, 250_100, 475_100)
    assert pd.isna(came_in(geometry=square)["schematic"])
    assert came_in()["schematic"]


def test_that_a_source_does_not_grow_when_the_same_file_comes_in_again():
    assert came_in(source="aangenomen")["source"] == "aangenomen"
