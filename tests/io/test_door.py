"""The door: what is asked, what is refused in words, and what real files give."""

import geopandas as gpd
import pandas as pd
import pyproj
import pytest
import shapely

from werklocaties.io.check import check_file, has_errors
from werklocaties.io.door import Choices, Plan, prepare, read_layer, read_planned
from werklocaties.io.fieldmap import FieldMap, FieldRule
from werklocaties.model.finding import DoorError
from werklocaties.model.question import Question


def plots(count=3, **columns):
    squares = [
        shapely.box(250000 + 200 * n, 476000, 250100 + 200 * n, 476100) for n in range(count)
    ]
    data = {"kavelnr": [str(n) for n in range(count)], "status": ["Optie"] * count, **columns}
    return gpd.GeoDataFrame(data, geometry=squares, crs="EPSG:28992")


def without_crs(path):
    with pytest.warns(UserWarning, match="crs"):
        plots().set_crs(None, allow_override=True).to_file(path)


def asked(path, **choices):
    question = prepare(path, Choices(**choices))
    assert isinstance(question, Question), question
    return question


def refused(path, *args, **kwargs):
    with pytest.raises(DoorError) as trouble:
        read_layer(path, *args, **kwargs)
    return trouble.value


def written(tmp_path, text, name="terreinen.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def codes(findings):
    return [finding.code for finding in findings]


# --- which layer, which table ------------------------------------------------------------
def test_that_the_one_layer_that_fits_is_taken_and_its_table_is_seen(tmp_path):
    path = tmp_path / "regio.gpkg"
    plots().to_file(path, layer="k2024")
    points = gpd.GeoDataFrame(
        {"naam": ["x"]}, geometry=[shapely.Point(250000, 476000)], crs="EPSG:28992"
    )
    points.to_file(path, layer="bomen")
    plan = prepare(path)
    assert isinstance(plan, Plan)
    assert (plan.layer, plan.fieldmap.table) == ("k2024", "plots")


def test_that_it_is_asked_which_of_several_layers(tmp_path):
    path = tmp_path / "regio.gpkg"
    plots().to_file(path, layer="k2023")
    plots(prijs=[1.0, 2.0, 3.0]).to_file(path, layer="k2024")
    question = asked(path, table="plots")
    assert (question.code, question.options, question.flag) == (
        "ask_layer",
        ("k2024", "k2023"),
        "--layer",
    )
    assert read_layer(path, "k2023", "plots").counts.out == 3
    assert refused(path, "weg", "plots").code == "layer_not_found"


def test_that_it_is_asked_what_a_layer_is_when_its_fields_do_not_tell(tmp_path):
    path = tmp_path / "vlakken.gpkg"
    plots()[["geometry"]].to_file(path)
    question = asked(path)
    assert (question.code, question.flag) == ("ask_table", "--as")
    assert "plots" in question.options


def test_that_a_question_nobody_answers_is_a_refusal_that_names_the_flag(tmp_path):
    path = tmp_path / "vlakken.gpkg"
    without_crs(path)
    trouble = refused(path, "", "plots")
    assert (trouble.code, trouble.values["flag"]) == ("ask_crs", "--crs")
    assert trouble.values["options"] == ("EPSG:28992",)


def test_that_a_table_without_map_cannot_be_plots(tmp_path):
    path = written(tmp_path, "kavelnr;status\n1;Optie\n")
    assert refused(path, "", "plots").code == "layer_without_geometry"


def test_that_a_map_of_another_layer_is_refused_with_the_fields_that_lack(tmp_path):
    path = written(tmp_path, "naam;nr\nA;1\n")
    fieldmap = FieldMap(table="parks", fields={"name": FieldRule(field="PLAN_NAAM")})
    trouble = refused(path, "", "parks", fieldmap)
    assert (trouble.code, trouble.values["fields"]) == ("fieldmap_fields_absent", "PLAN_NAAM")


def test_that_a_remembered_map_answers_the_questions(tmp_path):
    path = written(tmp_path, "gebied;grootte\nA;1.234\n")
    rules = {"name": FieldRule(field="gebied"), "gross_ha": FieldRule(field="grootte")}
    fieldmap = FieldMap(table="parks", decimal=",", fields=rules)
    plan = prepare(path, Choices(fieldmap=fieldmap))
    assert isinstance(plan, Plan)
    assert read_planned(plan).table.column("gross_ha").tolist() == [1234.0]


# --- where on earth ----------------------------------------------------------------------
def moved(frame, crs, declared):
    return frame.to_crs(crs).set_crs(declared, allow_override=True)


def swapped(frame):
    turned = shapely.transform(frame.geometry.to_numpy(), lambda c: c[:, ::-1])
    return frame.set_geometry(gpd.GeoSeries(turned, crs=frame.crs))


def in_millimetres(frame):
    return frame.set_geometry(
        gpd.GeoSeries(
            shapely.transform(frame.geometry.to_numpy(), lambda c: c * 1000), crs=frame.crs
        )
    )


@pytest.mark.parametrize(
    ("make", "grid"),
    [
        (lambda f: moved(f, "EPSG:28992", "EPSG:4326"), "EPSG:28992"),
        (lambda f: moved(f, "EPSG:4326", "EPSG:28992"), "EPSG:4326"),
        (lambda f: moved(f, "EPSG:3857", "EPSG:28992"), "EPSG:3857"),
        (lambda f: moved(f, "EPSG:25832", "EPSG:28992"), "EPSG:25832"),
        (swapped, "EPSG:28992 yx"),
        (in_millimetres, "EPSG:28992 mm"),
    ],
    ids=["metres as degrees", "degrees as metres", "web mercator", "utm", "axes", "millimetres"],
)
def test_that_a_wrong_reference_system_is_asked_with_the_right_one_first(tmp_path, make, grid):
    path = tmp_path / "kavels.gpkg"
    make(plots()).to_file(path)
    question = asked(path, table="plots")
    assert (question.code, question.options[0], question.flag) == ("ask_crs_wrong", grid, "--crs")
    assert question.values["declared"] == question.options[-1]
    read = read_layer(path, "", "plots", crs=grid)
    assert read.table.column("geometry").area.sum() == pytest.approx(30_000.0, rel=1e-4)
    assert "crs_given" in codes(read.findings)


def test_that_a_right_reference_system_is_not_asked_about(tmp_path):
    path = tmp_path / "kavels.gpkg"
    plots().to_crs("EPSG:25832").to_file(path)
    read = read_layer(path, "", "plots")
    assert read.table.column("geometry").area.sum() == pytest.approx(30_000.0, rel=1e-4)


def test_that_the_area_is_that_of_rd_and_never_of_web_mercator(tmp_path):
    path = tmp_path / "kavels.gpkg"
    plots().to_crs("EPSG:3857").to_file(path)
    stated = gpd.read_file(path).area.sum()
    read = read_layer(path, "", "plots")
    assert stated > 2.6 * 30_000.0
    assert read.table.column("geometry").area.sum() == pytest.approx(30_000.0, rel=1e-4)


def test_that_rd_with_height_is_rd(tmp_path):
    path = tmp_path / "kavels.gpkg"
    frame = plots().set_crs(pyproj.CRS("EPSG:7415"), allow_override=True)
    frame.to_file(path)
    read = read_layer(path, "", "plots")
    assert read.table.column("geometry").area.tolist() == [10_000.0] * 3


# --- 1.234 -------------------------------------------------------------------------------
HEAD = "gemeente;sector;jaar;banen"


def test_that_a_doubtful_number_is_asked_when_nothing_proves_it(tmp_path):
    path = written(tmp_path, f"{HEAD}\n0164;bouw;2024;1.234\n0141;bouw;2024;12\n")
    question = asked(path)
    assert (question.code, question.options) == ("ask_decimal", (",", "."))
    assert (question.values["field"], question.values["text"]) == ("banen", "1.234")
    assert question.flag == "--decimal"
    assert read_layer(path, "", "jobs", decimal=",").table.column("jobs").tolist() == [1234.0, 12.0]
    assert read_layer(path, "", "jobs", decimal=".").table.column("jobs").tolist() == [1.234, 12.0]


@pytest.mark.parametrize(
    ("proof", "value"), [("12,5", 1234.0), ("12.5", 1.234), ("1.234.567", 1234.0), ("0,5", 1234.0)]
)
def test_that_the_other_numbers_prove_what_a_doubtful_one_means(tmp_path, proof, value):
    path = written(tmp_path, f"{HEAD}\n0164;bouw;2024;1.234\n0141;bouw;2024;{proof}\n")
    assert read_layer(path, "", "jobs").table.column("jobs").tolist()[0] == value


def test_that_another_column_may_prove_it(tmp_path):
    path = written(tmp_path, "naam;bruto;netto\nA;1.234;0,5\nB;12;1\n")
    fieldmap = FieldMap(
        table="parks",
        fields={
            "name": FieldRule(field="naam"),
            "gross_ha": FieldRule(field="bruto"),
            "net_ha": FieldRule(field="netto"),
        },
    )
    table = read_layer(path, "", "parks", fieldmap).table
    assert table.column("gross_ha").tolist() == [1234.0, 12.0]


def test_that_two_spellings_in_one_column_are_asked(tmp_path):
    path = written(
        tmp_path, f"{HEAD}\n0164;bouw;2024;1.234\n0141;bouw;2024;1,5\n0147;bouw;2024;1.5\n"
    )
    assert asked(path).code == "ask_decimal"


def test_that_an_empty_collection_is_refused_in_words(tmp_path):
    path = written(tmp_path, '{"type": "FeatureCollection", "features": []}', "leeg.geojson")
    (report,) = check_file(path)
    assert codes(report.findings) == ["layer_empty"]
    assert has_errors([report])


# --- what is left out --------------------------------------------------------------------
def test_that_fields_that_are_not_used_are_listed(tmp_path):
    read = read_layer(written(tmp_path, "naam;xyz;geheim\nA;1;2\n"), "", "parks")
    (finding,) = [f for f in read.findings if f.code == "fields_unmapped"]
    assert finding.values["fields"] == "xyz, geheim"


def test_that_archived_rows_are_told_because_they_double_the_supply(tmp_path):
    path = tmp_path / "kavels.gpkg"
    plots(3, workflow_status=["definitief", "Archief", "afgevoerd"]).to_file(path)
    read = read_layer(path, "", "plots")
    (finding,) = [f for f in read.findings if f.code == "rows_archived"]
    assert (finding.field, finding.values["count"]) == ("workflow_status", 2)


def test_that_a_layer_of_exactly_a_thousand_objects_is_probably_cut_off(tmp_path):
    path = written(tmp_path, "naam;rin\n" + "".join(f"T{n};{n}\n" for n in range(1000)))
    assert "count_round" in codes(read_layer(path, "", "parks").findings)


def test_that_a_file_read_again_gives_the_same_uids(tmp_path):
    path = tmp_path / "kavels.gpkg"
    plots().to_file(path)
    first, second = (read_layer(path, "", "plots").table for _ in range(2))
    assert first.same_content(second)


# --- check -------------------------------------------------------------------------------
def test_that_check_reports_every_layer_and_goes_on_after_a_refusal(tmp_path):
    path = tmp_path / "regio.gpkg"
    frame = plots(4)
    frame.loc[1, "geometry"] = None
    frame.to_file(path, layer="kavels")
    plots()[["geometry"]].to_file(path, layer="vlakken")
    good, unknown = check_file(path)
    assert (good.layer, good.table) == ("kavels", "plots")
    assert (good.counts.in_, good.counts.out, good.counts.refused) == (4, 3, 1)
    assert (unknown.layer, unknown.table, unknown.counts.refused) == ("vlakken", "", 3)
    assert codes(unknown.findings) == ["ask_table"]
    assert has_errors([good])


def test_that_check_answers_with_the_choices_it_is_given(tmp_path):
    path = tmp_path / "vlakken.gpkg"
    without_crs(path)
    (open_,) = check_file(path)
    assert codes(open_.findings) == ["ask_crs"]
    (report,) = check_file(path, Choices(crs="EPSG:28992"))
    assert report.counts.out == 3
    assert not has_errors([report])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("weg.csv", None, "file_missing"),
        ("leeg.gpkg", b"", "file_empty"),
        ("brief.txt", b"Beste collega,\nhierbij de kavels.\n", "not_a_layer"),
    ],
)
def test_that_a_file_that_is_no_layer_is_refused_as_a_whole(tmp_path, name, content, code):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DoorError) as trouble:
        check_file(path)
    assert trouble.value.code == code


def test_that_reading_warns_nobody_and_leaves_no_file(tmp_path):
    path = written(tmp_path, "naam;bruto\nCafé;12,5\n", encoding="cp1252")
    assert read_layer(path, "", "parks").table.column("name").tolist() == ["Café"]
    assert [p.name for p in tmp_path.iterdir()] == ["terreinen.csv"]


# --- real files --------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    ["ibis_werklocaties_twente_2024.csv", "ibis_werklocaties_twente_2024_nl-excel_cp1252.csv"],
)
def test_that_the_register_of_twente_has_its_published_totals_in_both_spellings(shared_path, name):
    plan = prepare(shared_path / "realdata" / "ibis-twente-2024" / name)
    assert isinstance(plan, Plan)
    read = read_planned(plan)
    frame = read.table.frame
    assert (plan.fieldmap.table, read.counts.in_, read.counts.out) == ("parks", 177, 177)
    sums = frame[["gross_ha", "net_ha", "issuable_ha"]].sum().round(6).tolist()
    assert sums == [4596.71, 3396.14, 81.92]
    assert codes(read.findings) == ["fields_unmapped"]
    hengelo = frame[frame["municipality"] == "0164"]
    assert len(hengelo) == 15
    assert hengelo["gross_ha"].sum() == pytest.approx(600.93)
    assert frame["rin"].str.len().min() == 3
    assert frame["in_register"].all()


def test_that_both_spellings_of_the_register_say_the_same(shared_path):
    folder = shared_path / "realdata" / "ibis-twente-2024"
    english = read_layer(folder / "ibis_werklocaties_twente_2024.csv", "", "parks").table.frame
    dutch = read_layer(
        folder / "ibis_werklocaties_twente_2024_nl-excel_cp1252.csv", "", "parks"
    ).table.frame
    left, right = (
        f.drop(columns=["source", "geometry"]).reset_index(drop=True) for f in (english, dutch)
    )
    pd.testing.assert_frame_equal(pd.DataFrame(left), pd.DataFrame(right))


def test_that_the_totals_per_municipality_are_those_published(shared_path):
    folder = shared_path / "realdata" / "ibis-twente-2024"
    frame = read_layer(folder / "ibis_werklocaties_twente_2024.csv", "", "parks").table.frame
    golden = pd.read_csv(folder / "totals_per_gemeente.csv", dtype={"GEM_CODE": "str"}).dropna()
    golden = golden.set_index("GEM_CODE")[["ha_bruto", "ha_netto", "ha_uitgeefbaar"]]
    ours = frame.groupby("municipality")[["gross_ha", "net_ha", "issuable_ha"]].sum()
    assert ours.index.tolist() == golden.index.tolist()
    assert (ours.to_numpy() - golden.to_numpy()).__abs__().max() < 1e-6


def test_that_the_parks_of_rijssen_holten_have_their_area_in_rd_and_veeneslagen_once(shared_path):
    path = shared_path / "realdata" / "ibis-rijssen-holten" / "IBIS_BEDRIJVENTERREINEN.json"
    read = read_layer(path, "", "parks")
    frame = read.table.frame
    assert frame["geometry"].area.sum() / 10_000 == pytest.approx(332.72, abs=0.005)
    assert (read.counts.in_, read.counts.out, read.counts.merged) == (22, 20, 2)
    assert frame.loc[frame["rin"] == "130060", "gross_ha"].tolist() == [0.7923]
    declared = frame["gross_ha"] - frame["geometry"].area / 10_000
    assert declared.abs().max() < 0.05
    unread = [f.values["text"] for f in read.findings if f.code == "number_unreadable"]
    assert sorted(unread) == ["v1900", "v1900", "v1900", "\ufffd1950", "\ufffd1950"]
    assert {"park_repeated", "reference_years_mixed"} <= set(codes(read.findings))


def test_that_the_municipalities_of_twente_come_in_with_their_codes(shared_path):
    path = shared_path / "realdata" / "overijssel-boundaries" / "derived_twente_gemeenten.gpkg"
    plan = prepare(path)
    assert isinstance(plan, Plan)
    frame = read_planned(plan).table.frame
    assert plan.fieldmap.table == "municipalities"
    assert len(frame) == 14
    assert frame.set_index("code")["name"]["0164"].startswith("Hengelo")
    assert frame["code"].str.fullmatch("[0-9]{4}").all()


def test_that_a_map_of_colorado_is_refused_as_outside_the_netherlands(shared_path):
    trouble = refused(shared_path / "realdata" / "nasty-vector" / "coutwildrnp.shp", "", "plots")
    assert (trouble.code, trouble.values["file"]) == ("outside_netherlands", "coutwildrnp.shp")


def test_that_nothing_is_asked_about_a_map_of_colorado(shared_path):
    (report,) = check_file(shared_path / "realdata" / "nasty-vector" / "coutwildrnp.shp")
    assert codes(report.findings) == ["outside_netherlands"]
    assert report.counts.refused == 67


def test_that_a_layer_that_lies_partly_abroad_loses_only_that_part(tmp_path):
    path = tmp_path / "kavels.gpkg"
    frame = plots(3)
    frame.loc[[0, 1], "geometry"] = [shapely.box(x, 476000, x + 10, 476010) for x in (9e5, 9.1e5)]
    frame.to_file(path)
    read = read_layer(path, "", "plots")
    assert (read.counts.out, read.counts.refused) == (1, 2)


def ending(path, table):
    try:
        reports = check_file(path, Choices(table=table))
    except DoorError as trouble:
        return [trouble.code]
    return [report.layer for report in reports]


def test_that_the_whole_shelf_of_nasty_files_ends_in_words(shared_path):
    for path in sorted((shared_path / "realdata" / "nasty-vector").iterdir()):
        assert all(ending(path, table) for table in ("plots", "parks"))


def test_that_the_example_project_passes_its_own_check():
    from werklocaties.io.places import sample_project_path

    reports = check_file(sample_project_path())
    assert not has_errors(reports)
    assert all(report.counts.in_ == report.counts.out for report in reports)
    plots_ = next(report for report in reports if report.layer == "kavels")
    assert plots_.table == "plots"
    assert {report.table for report in reports} >= {"scenarios", "measures", "assumptions"}
