"""From pieces to a table: every feature goes out, is refused or is merged, and says why."""

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from werklocaties.io.clean import Recipe, assemble, clean
from werklocaties.io.crs import Grid
from werklocaties.io.fieldmap import FieldMap, FieldRule
from werklocaties.io.rows import Piece


def area(x=250_000.0, side=100.0):
    return shapely.to_wkb(shapely.box(x, 476_000.0, x + side, 476_000.0 + side))


def column(values):
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def recipe(table, **fields):
    rules = {name: FieldRule(field=field) for name, field in fields.items()}
    return Recipe("laag", FieldMap(table=table, fields=rules), Grid("EPSG:28992"), {}, "bron")


def read(made, *pieces):
    return assemble([clean(piece, made) for piece in pieces], made)


def piece(geometry, first=1, **values):
    features = tuple(str(number) for number in range(first, first + len(geometry)))
    return Piece(features, {name: column(v) for name, v in values.items()}, tuple(geometry))


def said(result):
    return [
        (f.code, f.field, f.values.get("feature"), f.values.get("text")) for f in result.findings
    ]


PARKS = recipe("parks", rin="RIN", name="NAAM", gross_ha="BRUTO", net_ha="NETTO", issuable_ha="UIT")


def parks(*rows):
    names = ("RIN", "NAAM", "BRUTO", "NETTO", "UIT")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    return piece([area(250_000.0 + 200 * n) for n in range(len(rows))], **columns)


def test_that_rows_come_out_with_their_values_and_area():
    result = read(PARKS, parks(("621", "Zuid", "220,05", 173.59, 0.27)))
    row = result.table.frame.iloc[0]
    assert (row["rin"], row["name"], row["gross_ha"], row["net_ha"]) == (
        "621",
        "Zuid",
        220.05,
        173.59,
    )
    assert row["geometry"].area == 10_000.0
    assert said(result) == []


def test_that_a_refused_row_takes_no_value_with_it_and_the_others_keep_their_place():
    plots = recipe("plots", plot_number="NR", status="S")
    result = read(
        plots, piece([area(), None, area(250_200.0)], NR=["1", "2", "3"], S=["Optie"] * 3)
    )
    assert sorted(result.table.column("plot_number")) == ["1", "3"]
    assert said(result) == [("geometry_missing", "", "2", None)]
    assert (result.counts.in_, result.counts.out, result.counts.refused) == (3, 2, 1)


def test_that_pieces_become_one_table_and_a_code_is_told_once_with_its_count():
    plots = recipe("plots", plot_number="NR", status="S")
    result = read(
        plots,
        piece([area(), area(250_200.0)], NR=["1", "2"], S=["raar", "Optie"]),
        piece([area(250_400.0)], first=3, NR=["3"], S=["raar"]),
    )
    assert len(result.table) == 3
    (finding,) = result.findings
    assert (finding.code, finding.field, dict(finding.values)) == (
        "code_unknown",
        "S",
        {"text": "raar", "count": 2},
    )
    assert sorted(result.table.column("status")) == ["option", "raar", "raar"]


def test_that_heights_of_all_pieces_are_counted_together():
    high = shapely.to_wkb(shapely.force_3d(shapely.from_wkb(area()), 5.0))
    plots = recipe("plots", plot_number="NR", status="S")
    first = piece([high], NR=["1"], S=["Optie"])
    second = piece([high, area()], first=2, NR=["2", "3"], S=["Optie"] * 2)
    (finding,) = read(plots, first, second).findings
    assert (finding.code, finding.values["count"]) == ("heights_dropped", 2)


def test_that_findings_about_a_row_carry_its_uid():
    result = read(PARKS, parks(("621", "Zuid", "veel", 1.0, 0.0), ("624", None, 1.0, 1.0, 0.0)))
    by_code = {finding.code: finding for finding in result.findings}
    uids = result.table.column("rin").to_dict()
    assert uids[by_code["number_unreadable"].uid] == "621"
    assert uids[by_code["value_missing"].uid] == "624"


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        (("1", "A", 10.0, 12.0, 0.0), ("net_above_gross", "netto_ha", None, None)),
        (("1", "A", 10.0, 8.0, 9.0), ("issuable_above_net", "uitgeefbaar_ha", None, None)),
        (("1", "A", -1.0, None, None), ("value_negative", "bruto_ha", "1", None)),
        (("1", None, 10.0, 8.0, 1.0), ("value_missing", "naam", "1", None)),
        (("1", "A", "tien", 8.0, 1.0), ("number_unreadable", "BRUTO", "1", "tien")),
        (("1", "A", -99997, 8.0, 1.0), ("number_secret", "BRUTO", "1", "-99997")),
    ],
)
def test_that_a_row_that_cannot_be_right_is_kept_and_reported(row, finding):
    result = read(PARKS, parks(row))
    assert said(result) == [finding]
    assert result.counts.out == 1


def test_that_equal_areas_and_empty_ones_are_no_finding():
    rows = (("1", "A", 10.0, 10.0, 10.0), ("2", "B", None, 5.0, None))
    assert said(read(PARKS, parks(*rows))) == []


def test_that_a_column_that_is_required_and_not_mapped_is_told_once():
    result = read(recipe("plots", plot_number="NR"), piece([area()], NR=["1"]))
    assert said(result) == [("required_column_missing", "status", None, None)]


def test_that_several_reference_years_in_one_layer_are_told():
    made = recipe("parks", rin="RIN", name="NAAM", reference_year="JAAR")
    result = read(
        made, piece([area(), area(250_200.0)], RIN=["1", "1"], NAAM=["A", "A"], JAAR=[2022, 2024])
    )
    (finding,) = result.findings
    assert finding.code == "reference_years_mixed"
    assert dict(finding.values) == {"count": 2, "first": 2022, "last": 2024}


def test_that_a_constant_fills_every_row():
    fieldmap = FieldMap(
        table="parks", fields={"name": FieldRule(constant="X"), "quay": FieldRule(constant=True)}
    )
    made = Recipe("laag", fieldmap, Grid("EPSG:28992"), {}, "bron")
    frame = read(made, piece([area(), area(250_200.0)])).table.frame
    assert frame["name"].tolist() == ["X", "X"]
    assert frame["quay"].tolist() == [True, True]


def test_that_a_park_without_geometry_is_kept_without_geometry():
    table = read(
        PARKS, piece([None], RIN=["1"], NAAM=["A"], BRUTO=[1.0], NETTO=[1.0], UIT=[0.0])
    ).table
    assert table.column("geometry").isna().tolist() == [True]


RINGS = st.sampled_from(
    [
        area(),
        area(250_200.0),
        area(10.0),
        None,
        b"\x01",
        shapely.to_wkb(shapely.Point(250000, 476000)),
        shapely.to_wkb(
            shapely.Polygon(
                [(250000, 476000), (250100, 476100), (250100, 476000), (250000, 476100)]
            )
        ),
    ]
)
ROW = st.tuples(
    RINGS,
    st.sampled_from(["621", "624", None]),
    st.sampled_from(["Zuid", "Noord", None]),
    st.sampled_from([1.0, 2.0, "veel", None]),
)


@settings(max_examples=30)
@given(st.lists(st.lists(ROW, max_size=6), min_size=1, max_size=3))
def test_that_the_counts_close_whatever_comes_in(batches):
    pieces, first = [], 1
    for rows in batches:
        geometry, rin, name, gross = zip(*rows, strict=True) if rows else ((), (), (), ())
        blank = [None] * len(rows)
        pieces.append(
            piece(geometry, first, RIN=rin, NAAM=name, BRUTO=gross, NETTO=blank, UIT=blank)
        )
        first += len(rows)
    result = read(PARKS, *pieces)
    counts = result.counts
    assert counts.in_ == sum(map(len, batches))
    assert counts.in_ == counts.out + counts.refused + counts.merged
    assert counts.out == len(result.table)
    assert result.table.uids.is_unique
    refused = {f.values["feature"] for f in result.findings if f.severity == "error" and not f.uid}
    assert len(refused) == counts.refused
    merged = sum(f.values["count"] - 1 for f in result.findings if f.code == "park_repeated")
    assert merged == counts.merged


@settings(max_examples=15)
@given(st.lists(ROW, min_size=1, max_size=8), st.integers(1, 7))
def test_that_the_size_of_the_pieces_changes_nothing(rows, size):
    def made(cuts):
        pieces = []
        for start in range(0, len(rows), cuts):
            geometry, rin, name, gross = zip(*rows[start : start + cuts], strict=True)
            blank = [None] * len(geometry)
            values = {"RIN": rin, "NAAM": name, "BRUTO": gross, "NETTO": blank, "UIT": blank}
            pieces.append(piece(geometry, start + 1, **values))
        return read(PARKS, *pieces)

    whole, cut = made(len(rows)), made(size)
    assert whole.counts == cut.counts
    pd.testing.assert_frame_equal(pd.DataFrame(whole.table.frame), pd.DataFrame(cut.table.frame))
