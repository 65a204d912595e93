"""Uids that stay, keys that repeat, and one park on many areas."""

import uuid

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.io.identity import identify, merge_repeated

OWN = "0f8fad5b-d9cb-469f-a165-70867728950e"


def frame(**columns):
    count = len(next(iter(columns.values())))
    made = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})
    made["_feature"] = [str(number) for number in range(1, count + 1)]
    if "geometry" not in made:
        made["geometry"] = pd.Series([None] * count, dtype=object)
    return made


def area(x, side=100.0):
    return shapely.MultiPolygon([shapely.box(x, 476000, x + side, 476000 + side)])


def uids(made, table="parks", source="ibis"):
    return identify(made, table, source, "laag")[0].tolist()


# --- uid ---------------------------------------------------------------------------------
def test_that_the_uid_of_the_file_is_kept_when_it_is_one():
    made = frame(uid=[OWN, "12", None], rin=["1", "2", "3"])
    first, second, third = uids(made)
    assert first == OWN
    assert uuid.UUID(second).version == uuid.UUID(third).version == 5


def test_that_a_uid_that_is_no_uuid_is_not_lost_in_silence():
    _, (finding,) = identify(
        frame(uid=["12", None, OWN], rin=["1", "2", "3"]), "parks", "b", "laag"
    )
    assert (finding.code, dict(finding.values)) == ("uid_unusable", {"text": "12", "count": 1})


def test_that_the_same_file_read_again_gives_the_same_uids_in_any_order():
    rows = {
        "rin": ["621", "624", None],
        "name": ["Zuid", "Noord", "HTS Park"],
        "municipality": ["0164"] * 3,
        "reference_year": [2024, 2024, None],
    }
    made = frame(**rows)
    turned = frame(**{name: values[::-1] for name, values in rows.items()})
    assert uids(made) == uids(turned)[::-1]


def test_that_another_value_keeps_the_uid_and_another_year_or_source_does_not():
    made = frame(rin=["621"], reference_year=[2024], gross_ha=[1.0])
    assert uids(made) == uids(frame(rin=["621"], reference_year=[2024], gross_ha=[2.0]))
    assert uids(made) != uids(frame(rin=["621"], reference_year=[2025], gross_ha=[1.0]))
    assert uids(made) != uids(made, source="eigen lijst")


def test_that_a_row_without_a_key_is_known_by_its_content():
    made = frame(main_group=["bedrijf", "bedrijf"], geometry=[area(250000), area(250200)])
    first, second = uids(made, "zones")
    assert first != second
    assert [first, second] == uids(made, "zones")


def test_that_a_key_that_stands_there_twice_is_numbered_and_reported():
    made = frame(park_uid=["p", "p", "q"], plot_number=["1", "1", "1"])
    given_, findings = identify(made, "plots", "bron", "kavels")
    assert given_.is_unique
    (finding,) = findings
    assert (finding.code, finding.values["features"], finding.values["count"]) == (
        "key_repeated",
        "1, 2",
        2,
    )


def test_that_a_uid_that_stands_there_twice_is_given_once_and_reported():
    given_, findings = identify(frame(uid=[OWN, OWN], rin=["1", "2"]), "parks", "bron", "laag")
    assert given_.is_unique
    assert given_[0] == OWN
    assert [finding.code for finding in findings] == ["uid_repeated"]


@given(st.lists(st.tuples(st.sampled_from(["1", "2", None]), st.sampled_from(["a", "b", None]))))
def test_that_uids_are_unique_whatever_repeats(rows):
    made = frame(rin=[r for r, _ in rows] or [None], name=[n for _, n in rows] or [None])
    assert len(set(uids(made))) == len(made)


# --- one park on many areas --------------------------------------------------------------
def test_that_a_repeated_park_is_one_row_with_all_areas_and_its_hectares_once():
    made = frame(
        rin=["130060"] * 3 + ["691"],
        name=["Veeneslagen"] * 3 + ["West"],
        reference_year=[1990] * 4,
        gross_ha=[3.0, 3.0, 3.0, 1.0],
        geometry=[area(250000), area(250200), area(250400), area(250600)],
    )
    result = merge_repeated(made, "laag")
    merged, (finding,) = result.frame, result.findings
    assert result.into == {"2": "1", "3": "1"}
    assert merged["name"].tolist() == ["Veeneslagen", "West"]
    assert merged["gross_ha"].sum() == 4.0
    assert merged["geometry"].iloc[0].area == 30_000.0
    assert (finding.code, finding.values["count"], finding.values["rin"]) == (
        "park_repeated",
        3,
        "130060",
    )


@pytest.mark.parametrize(
    ("column", "values"),
    [("gross_ha", [2.0, 1.0]), ("name", ["A", "B"]), ("reference_year", [2023, 2024])],
)
def test_that_rows_that_say_different_things_are_not_merged(column, values):
    rows = {
        "rin": ["1", "1"],
        "name": ["A", "A"],
        "reference_year": [2024, 2024],
        "gross_ha": [2.0, 2.0],
        "geometry": [area(250000), area(250200)],
        column: values,
    }
    merged = merge_repeated(frame(**rows), "laag")
    assert len(merged.frame) == 2
    assert merged.findings == ()


def test_that_equal_parts_that_each_carry_their_own_hectares_are_not_merged():
    made = frame(
        rin=["1", "1"], name=["A", "A"], gross_ha=[1.0, 1.0], geometry=[area(250000), area(250200)]
    )
    assert len(merge_repeated(made, "laag").frame) == 2


def test_that_a_repeated_row_of_a_table_without_map_is_merged():
    made = frame(rin=["1", "1"], name=["A", "A"], gross_ha=[1.0, 1.0])
    merged = merge_repeated(made, "laag").frame
    assert merged["gross_ha"].tolist() == [1.0]
    assert merged["geometry"].iloc[0] is None


def test_that_parks_without_number_are_never_merged():
    made = frame(rin=[None, None], name=["A", "A"], gross_ha=[1.0, 1.0])
    assert len(merge_repeated(made, "laag").frame) == 2
