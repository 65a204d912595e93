"""Tables are values: nobody can write into one, and a change gives a new one."""

import contextlib
import warnings
from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from werklocaties.model.project import Project
from werklocaties.model.registers import TABLES
from werklocaties.model.table import CRS, Table

SQUARE = shapely.box(250_000, 470_000, 250_100, 470_100)
OTHER = shapely.box(260_000, 470_000, 260_050, 470_050)


def plots(count: int = 3) -> Table:
    return Table.of(
        "plots",
        pd.DataFrame(
            {
                "uid": [f"k{n}" for n in range(count)],
                "status": "issuable_now",
                "available_from": [2026, None, 2030] * (count // 3),
                "price_eur_m2": [100.0, 120.0, None] * (count // 3),
                "quay": [True, False, None] * (count // 3),
                "geometry": [SQUARE] * count,
            }
        ),
    )


def project() -> Project:
    return Project("p", "Project", {"plots": plots()})


# --- ways to write into a project --------------------------------------------------------
def through_loc(frame: pd.DataFrame) -> None:
    frame.loc["k0", "status"] = "issued"


def through_iloc(frame: pd.DataFrame) -> None:
    frame.iloc[0, 0] = "written"


def through_a_whole_column(frame: pd.DataFrame) -> None:
    frame["status"] = "issued"


def through_a_cell_of_a_column(frame: pd.DataFrame) -> None:
    frame["status"].array[0] = "issued"


def through_a_cell_of_numbers(frame: pd.DataFrame) -> None:
    frame["price_eur_m2"].array[0] = 1.0


def through_a_cell_of_whole_numbers(frame: pd.DataFrame) -> None:
    frame["available_from"].array[0] = 1


def through_a_cell_of_booleans(frame: pd.DataFrame) -> None:
    frame["quay"].array[0] = False


def through_to_numpy(frame: pd.DataFrame) -> None:
    frame["price_eur_m2"].to_numpy()[0] = 1.0


def through_values(frame: pd.DataFrame) -> None:
    frame["price_eur_m2"].values[0] = 1.0


def through_the_inner_array(frame: pd.DataFrame) -> None:
    frame["available_from"].array._data[0] = 1


def through_the_mask(frame: pd.DataFrame) -> None:
    frame["available_from"].array._mask[0] = True


def through_the_index(frame: pd.DataFrame) -> None:
    frame.index.to_numpy()[0] = "written"


def through_the_index_values(frame: pd.DataFrame) -> None:
    frame.index.array[0] = "written"


def through_the_name_of_the_index(frame: pd.DataFrame) -> None:
    frame.rename_axis("written", inplace=True)


def through_the_geometry_array(frame: pd.DataFrame) -> None:
    frame["geometry"].array[0] = OTHER


def through_the_geometry_as_numpy(frame: pd.DataFrame) -> None:
    frame["geometry"].to_numpy()[0] = OTHER


def through_the_geometry_values(frame: pd.DataFrame) -> None:
    frame.geometry.values._data[0] = OTHER


def through_drop_in_place(frame: pd.DataFrame) -> None:
    frame.drop(index="k0", inplace=True)


def through_fillna_in_place(frame: pd.DataFrame) -> None:
    frame.fillna({"price_eur_m2": 1.0}, inplace=True)


def through_sort_in_place(frame: pd.DataFrame) -> None:
    frame.sort_index(ascending=False, inplace=True)


def through_rename_in_place(frame: pd.DataFrame) -> None:
    frame.rename(columns={"status": "written"}, inplace=True)


def through_replace_in_place(frame: pd.DataFrame) -> None:
    frame["status"].replace("issuable_now", "issued", inplace=True)


def through_update(frame: pd.DataFrame) -> None:
    frame.update(pd.DataFrame({"price_eur_m2": [1.0]}, index=pd.Index(["k0"], name="uid")))


WAYS = {name: way for name, way in dict(globals()).items() if name.startswith("through_")}
REFUSALS = (ValueError, TypeError, AttributeError)


def try_to(way: Callable[[pd.DataFrame], None], frame: pd.DataFrame) -> None:
    """Write; being refused or warned is as good as writing into a copy."""
    with warnings.catch_warnings(), contextlib.suppress(*REFUSALS):
        warnings.simplefilter("ignore")
        way(frame)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_that_no_writing_reaches_the_project(way):
    held, untouched = project(), plots()
    try_to(way, held.table("plots").frame)
    table = held.table("plots")
    assert table.same_content(untouched)
    assert list(table.frame.columns) == list(untouched.frame.columns)
    assert table.uids.name == "uid"


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_that_no_writing_reaches_a_table_made_from_another(way):
    first = plots()
    second = first.with_values(["k0"], "remark", ["nieuw"])
    try_to(way, second.frame)
    assert first.same_content(plots())
    assert second.column("remark")["k0"] == "nieuw"


def test_that_a_column_taken_out_is_a_column_of_its_own():
    table = plots()
    column = table.column("price_eur_m2")
    column.loc["k0"] = 1.0
    assert table.column("price_eur_m2")["k0"] == 100.0


def test_that_the_frame_it_was_made_from_can_change_without_reaching_it():
    given_frame = pd.DataFrame({"uid": ["k0"], "status": ["issued"], "geometry": [SQUARE]})
    table = Table.of("plots", given_frame)
    given_frame.loc[0, "status"] = "option"
    given_frame["geometry"].array[0] = OTHER
    assert table.column("status")["k0"] == "issued"
    assert table.frame.geometry["k0"].equals(shapely.MultiPolygon([SQUARE]))


@pytest.mark.parametrize("name", ["name", "tables", "uid"])
def test_that_no_attribute_of_a_project_can_be_set(name):
    with pytest.raises(AttributeError):
        setattr(project(), name, "written")


def test_that_no_table_of_a_project_can_be_replaced_in_place():
    with pytest.raises(TypeError):
        project().tables["plots"] = plots()  # type: ignore[index]


def test_that_no_attribute_of_a_table_can_be_set():
    with pytest.raises(AttributeError):
        plots().name = "parks"  # type: ignore[misc]


# --- changes -----------------------------------------------------------------------------
def test_with_values_changes_those_rows_alone():
    before = plots()
    after = before.with_values(["k0", "k2"], "status", ["option", "issued"])
    assert after.column("status").to_list() == ["option", "issuable_now", "issued"]
    assert before.column("status").to_list() == ["issuable_now"] * 3


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "issuable_now"),
        ("available_from", 2026),
        ("price_eur_m2", 100.0),
        ("quay", True),
        ("geometry", SQUARE),
        ("remark", None),
    ],
)
def test_with_values_that_changes_nothing_is_the_table_itself(column, value):
    table = plots()
    assert table.with_values(["k0"], column, [value]) is table


@pytest.mark.parametrize(
    ("column", "value"), [("status", "issued"), ("available_from", 2040), ("geometry", OTHER)]
)
def test_with_values_refuses_a_row_that_is_not_there(column, value):
    table = plots()
    with pytest.raises(KeyError):
        table.with_values(["elsewhere"], column, [value])
    assert table.same_content(plots())


def test_a_value_can_be_emptied_and_filled_again():
    empty = plots().with_values(["k0"], "available_from", [None])
    assert pd.isna(empty.column("available_from")["k0"])
    assert empty.with_values(["k0"], "available_from", [2026]).same_content(plots())


def test_a_new_geometry_is_a_multipolygon_in_rd():
    table = plots().with_values(["k1"], "geometry", [OTHER])
    assert table.frame.geometry["k1"].geom_type == "MultiPolygon"
    assert table.frame.geometry["k1"].area == pytest.approx(2_500.0)
    assert table.frame.crs == CRS


def test_with_rows_replaces_by_uid_and_adds_at_the_end():
    rows = pd.DataFrame(
        {"uid": ["k1", "new"], "status": ["issued", "option"], "geometry": [OTHER, OTHER]}
    )
    table = plots().with_rows(rows)
    assert list(table.uids) == ["k0", "k1", "k2", "new"]
    assert table.column("status").to_list() == ["issuable_now", "issued", "issuable_now", "option"]


def test_with_rows_that_change_nothing_is_the_table_itself():
    table = plots()
    assert table.with_rows(table.frame.loc[["k1"]]) is table
    assert table.with_rows(table.frame.iloc[:0]) is table


def test_without_rows_leaves_the_others_in_order():
    assert list(plots().without_rows(["k1"]).uids) == ["k0", "k2"]


def test_without_rows_that_are_not_there_is_the_table_itself():
    table = plots()
    assert table.without_rows(["elsewhere"]) is table
    assert table.without_rows([]) is table


def test_rows_taken_away_and_put_back_are_the_same_content():
    table = plots()
    back = table.without_rows(["k2"]).with_rows(table.frame.loc[["k2"]])
    assert back.same_content(table)
    assert table.without_rows(list(table.uids)).with_rows(table.frame).same_content(table)


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["option", "issued", "frozen", None]), min_size=3, max_size=3))
def test_undoing_an_edit_by_hand_gives_the_same_content(statuses):
    table = plots()
    uids = list(table.uids)
    edited = table.with_values(uids, "status", statuses)
    kept = [None if pd.isna(status) else status for status in edited.column("status")]
    assert kept == statuses
    back = edited.with_values(uids, "status", table.column("status").to_list())
    assert back.same_content(table)


# --- what a table accepts ----------------------------------------------------------------
def test_that_a_foreign_column_is_refused_by_name():
    with pytest.raises(ValueError, match="vreemd"):
        Table.of("plots", pd.DataFrame({"uid": ["k"], "vreemd": [1]}))


def test_that_a_uid_twice_is_refused():
    with pytest.raises(ValueError, match="unique"):
        Table.of("plots", pd.DataFrame({"uid": ["k", "k"]}))


@pytest.mark.parametrize("name", TABLES)
def test_that_every_table_has_all_its_columns_with_the_type_of_the_register(name):
    wanted = {"text": "str", "date": "str", "integer": "Int64", "boolean": "boolean"}
    frame = Table.empty(name).frame
    columns = [c for c in TABLES[name].columns if c.name != "uid"]
    assert list(frame.columns) == [c.name for c in columns]
    assert frame.index.name == "uid"
    for column in columns:
        dtype = frame[column.name].dtype.name
        assert dtype == wanted.get(column.type, {"real": "float64"}.get(column.type, "geometry"))
    assert isinstance(frame, gpd.GeoDataFrame) == (TABLES[name].geometry is not None)


def test_that_a_missing_text_is_missing_and_not_the_word_none():
    frame = Table.of("plots", pd.DataFrame({"uid": ["k"], "remark": [None]})).frame
    assert frame["remark"].isna().all()


def test_that_a_row_without_geometry_is_kept():
    table = Table.of("parks", pd.DataFrame({"uid": ["p"], "name": ["P"]}))
    assert table.frame.geometry.isna().all()
    assert table.same_content(Table.of("parks", table.frame))


def test_that_a_number_as_uid_becomes_text():
    assert list(Table.of("jobs", pd.DataFrame({"uid": [7]})).uids) == ["7"]


# --- comparing ---------------------------------------------------------------------------
def test_that_content_counts_and_not_identity():
    one, other = plots(), plots()
    assert one is not other
    assert one != other
    assert one.same_content(other)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "option"),
        ("status", None),
        ("available_from", None),
        ("price_eur_m2", 100.000001),
        ("quay", None),
        ("geometry", OTHER),
        ("geometry", None),
    ],
)
def test_that_one_other_cell_is_other_content(column, value):
    assert not plots().same_content(plots().with_values(["k0"], column, [value]))


def test_that_the_order_of_rows_is_content():
    table = plots()
    turned = Table.of("plots", table.frame.iloc[::-1])
    assert not table.same_content(turned)


def test_that_the_same_rows_in_another_table_are_other_content():
    assert not Table.empty("plots").same_content(Table.empty("parks"))


# --- what an edit costs ------------------------------------------------------------------
def test_that_an_edit_of_ten_thousand_plots_does_not_copy_their_geometry():
    table = plots(9_999)
    edited = table.with_values(["k5"], "status", ["issued"])
    before, after = (t.frame["geometry"].array._data for t in (table, edited))
    assert edited is not table
    assert np.shares_memory(before, after)


def test_that_the_frame_of_a_table_shares_its_geometry():
    table = plots()
    one, other = (table.frame["geometry"].array._data for _ in range(2))
    assert np.shares_memory(one, other)


def test_that_geometry_in_another_reference_system_is_refused():
    frame = gpd.GeoDataFrame(
        {"uid": ["a"], "status": ["issued"]}, geometry=[shapely.box(6, 52, 7, 53)], crs="EPSG:4326"
    )
    with pytest.raises(ValueError, match="28992"):
        Table.of("plots", frame)
