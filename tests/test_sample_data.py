"""The example: published facts to the hectare, a drawing that fits, and honest marks."""

import csv
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from werklocaties.io.places import sample_project_path
from werklocaties.io.project_file import read_project
from werklocaties.model.address import parse
from werklocaties.model.compute import compute
from werklocaties.model.project import Project, value_uid
from werklocaties.model.vocabulary import CODES

FOLDER = Path(__file__).resolve().parent.parent / "sample_data"
PUBLISHED = FOLDER / "parks_ibis_2024.csv"
PLAN = FOLDER / "NL.IMRO.0164.BPWERKLOCATIES-VB01.gml"
TOTALS = (4596.71, 3396.14, 81.92)
ZUID, NOORD, WESTERMAAT = "621", "624", "627"
M2_OF_ROUNDING = 50.0
"""Published hectares have two decimals: half a hundredth of a hectare."""


@pytest.fixture(scope="module")
def published() -> pd.DataFrame:
    return pd.read_csv(PUBLISHED, dtype={"rin": "str", "gemeente": "str"})


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(sample_project_path()).project


@pytest.fixture(scope="module")
def parks(project) -> pd.DataFrame:
    return project.table("parks").frame


@pytest.fixture(scope="module")
def plots(project) -> gpd.GeoDataFrame:
    return project.table("plots").frame


@pytest.fixture(scope="module")
def zoning(project) -> gpd.GeoDataFrame:
    zones = project.table("zones").frame
    return zones[zones["object_type"] == "enkelbestemming"]


def hts(parks: pd.DataFrame) -> str:
    return parks.index[~parks["in_register"].astype(bool)][0]


def of_rin(parks: pd.DataFrame, rin: str) -> str:
    return parks.index[parks["rin"] == rin][0]


# --- published facts ---------------------------------------------------------------------
def test_that_the_published_table_has_the_published_totals(published):
    assert len(published) == published["rin"].nunique() == 177
    sums = published[["bruto_ha", "netto_ha", "uitgeefbaar_ha"]].sum()
    assert sums.tolist() == pytest.approx(TOTALS, abs=0.005)


def test_that_every_published_row_is_the_row_of_the_register(published, shared_path):
    source = shared_path / "realdata" / "ibis-twente-2024" / "ibis_werklocaties_twente_2024.csv"
    register = pd.read_csv(source, dtype=str).set_index("RIN_NUMMER").sort_index()
    ours = published.set_index("rin").sort_index()
    assert ours.index.equals(register.index)
    pairs = (("bruto_ha", "HA_BRUTO"), ("netto_ha", "HA_NETTO"), ("uitgeefbaar_ha", "HA_TOTTUIT"))
    for own, theirs in pairs:
        assert ours[own].to_numpy() == pytest.approx(register[theirs].astype(float).to_numpy())
    assert (ours["naam"].to_numpy() == register["PLAN_NAAM"].str.split().str.join(" ")).all()
    assert (ours["gemeente"].to_numpy() == register["GEM_CODE"]).all()
    assert (ours["type"].to_numpy() == register["WLOC_TYPE"]).all()


def test_that_the_totals_per_municipality_are_the_published_ones(published, shared_path):
    golden = shared_path / "realdata" / "ibis-twente-2024" / "totals_per_gemeente.csv"
    with golden.open(encoding="utf-8") as file:
        wanted = {row["GEM_CODE"]: row for row in csv.DictReader(file) if row["GEM_CODE"]}
    found = published.groupby("gemeente")[["bruto_ha", "netto_ha", "uitgeefbaar_ha"]].sum()
    count = published.groupby("gemeente").size()
    for code, row in wanted.items():
        hectares = [float(row[key]) for key in ("ha_bruto", "ha_netto", "ha_uitgeefbaar")]
        assert found.loc[code].tolist() == pytest.approx(hectares, abs=0.005)
        assert count[code] == int(row["aantal"])


def test_that_the_project_declares_what_is_published(parks, published):
    register = parks[parks["in_register"].astype(bool)]
    sums = register[["gross_ha", "net_ha", "issuable_ha"]].sum()
    assert len(register) == 177
    assert sums.tolist() == pytest.approx(TOTALS, abs=0.005)
    assert set(register["origin"]) == {"bron"}


def test_that_hts_park_is_the_one_park_outside_the_register(parks):
    outside = parks[~parks["in_register"].astype(bool)]
    assert outside["name"].tolist() == ["HTS Park Twente"]
    assert outside["gross_ha"].tolist() == [34.0]
    assert outside["rin"].isna().all()
    assert outside["admission"].tolist() == ["hts"]


@pytest.mark.parametrize(
    ("rin", "name"),
    [
        (ZUID, "Twentekanaal Zuid"),
        (NOORD, "Twentekanaal Noord"),
        (WESTERMAAT, "Westermaat Zuid-West"),
    ],
)
def test_that_the_named_areas_are_found_by_name_and_led_by_plots(parks, rin, name):
    park = parks.loc[of_rin(parks, rin)]
    assert (park["name"], park["plot_coverage"]) == (name, "geheel")


def test_that_every_park_has_a_segment_and_the_rule_that_gave_it(parks):
    assert parks["segment"].isin(CODES["segment"].order).all()
    assert (parks["segment_origin"] == "illustratief").all()
    assert parks["segment_source"].str.startswith("illustratieve regel").all()


# --- the drawing -------------------------------------------------------------------------
@pytest.mark.parametrize("rin", [ZUID, NOORD, WESTERMAAT])
def test_that_plots_add_up_to_the_published_hectares(parks, plots, rin):
    park = parks.loc[of_rin(parks, rin)]
    own = plots[plots["park_uid"] == park.name]
    issuable = own[own["status"].isin(["issuable_now", "issuable_later", "option"])].area.sum()
    assert park["geometry"].area == pytest.approx(park["gross_ha"] * 1e4, abs=M2_OF_ROUNDING)
    assert own.area.sum() == pytest.approx(park["net_ha"] * 1e4, abs=M2_OF_ROUNDING)
    assert issuable == pytest.approx(park["issuable_ha"] * 1e4, abs=M2_OF_ROUNDING)


def test_that_hts_park_has_about_twenty_free_hectares_in_every_layer(parks, plots):
    park = parks.loc[hts(parks)]
    own = plots[plots["park_uid"] == park.name]
    ha = own.area.groupby(own["status"]).sum() / 1e4
    soft = park["plan_net_ha"] - ha.sum()
    assert set(ha.index) == {"issued", "issuable_now", "issuable_later", "option", "frozen"}
    assert soft > 4.0
    assert ha.drop("issued").sum() + soft == pytest.approx(20.0, abs=0.01)


def test_that_plots_do_not_overlap(plots):
    outlines = plots.geometry.to_numpy()
    one, other = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    pairs = one < other
    shared = shapely.area(shapely.intersection(outlines[one[pairs]], outlines[other[pairs]]))
    assert shared.max() < 0.001


def test_that_plots_lie_in_their_park(parks, plots):
    outlines = parks["geometry"].reindex(plots["park_uid"]).to_numpy()
    outside = shapely.area(shapely.difference(plots.geometry.to_numpy(), outlines))
    assert outside.max() < 0.001


def test_that_parks_lie_in_their_municipality(project, parks):
    homes = project.table("municipalities").frame.set_index("code")["geometry"]
    drawn = parks[parks["geometry"].notna()]
    inside = drawn.geometry.to_numpy()
    assert len(drawn) == 4
    assert shapely.covers(homes.reindex(drawn["municipality"]).to_numpy(), inside).all()


def test_that_every_geometry_is_valid_and_in_twente(project):
    for name in ("plots", "zones", "buildings", "municipalities", "measures"):
        frame = project.table(name).frame
        west, south, east, north = frame.total_bounds
        assert frame.geometry.is_valid.all(), name
        assert 215_000 < west < east < 275_000, name
        assert 455_000 < south < north < 505_000, name


def test_that_plots_are_no_chessboard(plots):
    areas = plots.area
    assert 330 <= len(areas) <= 700
    assert areas.min() > 900
    assert areas.quantile(0.9) > 4 * areas.quantile(0.1)


def test_that_quay_and_rail_are_somewhere_but_not_everywhere(plots):
    for side in ("quay", "rail"):
        assert 3 < plots[side].fillna(False).sum() < 60


def test_that_buildings_stand_on_issued_plots(project, plots):
    buildings = project.table("buildings").frame
    issued = shapely.union_all(plots[plots["status"] == "issued"].geometry.to_numpy())
    assert len(buildings) > 300
    assert shapely.covers(issued, buildings.geometry.to_numpy()).all()


def test_that_the_municipalities_have_about_their_real_areas(project, shared_path):
    source = shared_path / "reference" / "locations.csv"
    known = pd.read_csv(source).query("kind == 'municipality'").set_index("name")["area_ha"]
    known = known.rename({"Hengelo (O.)": "Hengelo"})
    frame = project.table("municipalities").frame.set_index("name")
    assert len(frame) == 14
    assert (frame.area / 1e4 / known).to_numpy() == pytest.approx(np.ones(14), abs=0.02)
    assert frame.loc[["Hengelo", "Borne"], "market_area"].tolist() == ["Hengelo-Borne"] * 2
    assert frame["market_area"].nunique() == 13


# --- zoning ------------------------------------------------------------------------------
def test_that_the_zoning_tiles_its_area(zoning, parks):
    outlines = zoning.geometry.to_numpy()
    assert shapely.coverage_is_valid(outlines)
    joined = shapely.union_all(outlines)
    assert joined.area == pytest.approx(zoning.area.sum(), abs=0.01)
    assert shapely.covers(joined.buffer(0.002), parks["geometry"].dropna().to_numpy()).all()


def test_that_the_zoning_says_what_may_be_built(zoning):
    business = zoning[zoning["main_group"] == "bedrijventerrein"]
    assert zoning["main_group"].isin(CODES["main_group"].order).all()
    assert business["nuisance_category"].isin(CODES["nuisance_category"].order).all()
    assert business[["max_height_m", "max_coverage_pct"]].notna().all(axis=None)
    assert {"bedrijventerrein", "verkeer", "water", "groen"} <= set(zoning["main_group"])


@pytest.fixture(scope="module")
def plan(tmp_path_factory) -> Path:
    """A copy: GDAL may lay a schema beside a GML file, and would trust it next time."""
    return Path(shutil.copy(PLAN, tmp_path_factory.mktemp("plan")))


def test_that_the_plan_is_read_as_polygons_that_tile_it(plan, zoning):
    area = pyogrio.read_dataframe(plan, layer="Bestemmingsplangebied")
    single = pyogrio.read_dataframe(plan, layer="Enkelbestemming")
    assert area.crs.to_epsg() == single.crs.to_epsg() == 28992
    assert set(single.geom_type) == {"Polygon"}
    assert shapely.coverage_is_valid(single.geometry.to_numpy())
    assert single.area.sum() == pytest.approx(area.area.sum(), abs=0.01)
    assert len(single) == len(zoning)
    assert "schematisch" in area["naam"].iloc[0]


def test_that_the_plan_names_categories_and_dimensions(plan):
    functions = pyogrio.read_dataframe(plan, layer="Functieaanduiding")
    sizes = pyogrio.read_dataframe(plan, layer="Maatvoering")
    understood = {CODES["nuisance_category"].understand(name) for name in functions["naam"]}
    assert set(functions.geom_type) == set(sizes.geom_type) == {"Polygon"}
    assert {"3.1", "3.2", "4.1", "4.2", "5.1"} <= understood
    assert None not in understood
    assert "maximum bouwhoogte (m)" in set(np.concatenate(sizes["waardeType"].to_list()))


# --- honesty -----------------------------------------------------------------------------
def test_that_every_row_says_where_it_comes_from(project):
    for name, table in project.tables.items():
        frame = table.frame
        assert frame["origin"].isin(["bron", "illustratief"]).all(), name
        assert (frame["source"].str.len() > 10).all(), name


def test_that_what_is_invented_says_so_in_words(project):
    for name, table in project.tables.items():
        invented = table.frame[table.frame["origin"] == "illustratief"]
        words = invented["source"].str.contains("illustratief|schematisch")
        assert words.all(), name


def test_that_only_published_facts_are_called_published(project):
    of_source = {
        name: int((table.frame["origin"] == "bron").sum()) for name, table in project.tables.items()
    }
    assert {name: count for name, count in of_source.items() if count} == {
        "parks": 177,
        "forecasts": 3,
        "assumptions": 2,
    }


def test_that_what_is_drawn_is_marked_schematic(project, parks):
    for name in ("plots", "zones", "buildings", "municipalities"):
        assert project.table(name).column("schematic").astype(bool).all(), name
    assert (parks["schematic"].astype(bool) == parks["geometry"].notna()).all()


def test_that_the_file_itself_says_what_it_is(project):
    with closing(sqlite3.connect(f"file:{sample_project_path()}?mode=ro", uri=True)) as base:
        (note,) = base.execute("SELECT metadata FROM gpkg_metadata").fetchone()
        styled = {name for (name,) in base.execute("SELECT f_table_name FROM layer_styles")}
    assert "schematisch" in project.name
    assert "Niet gebruiken voor besluiten" in note
    assert {"kavels", "terreinen", "zonering", "gemeenten"} <= styled


def test_that_published_forecasts_stay_undivided_and_say_no_more_than_the_source(project):
    frame = project.table("forecasts").frame.set_index("name")
    assert frame["chosen"].to_dict() == {
        "Netwerkstad Twente 2010": 324.0,
        "Twente 2017": 334.0,
        "Twente 2019": 241.4,
    }
    assert frame.loc["Twente 2019", "low"] == 88.0
    assert frame[["includes", "market_area", "segment"]].isna().all(axis=None)


# --- values ------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["assumptions", "decisions"])
def test_that_stored_values_have_the_identity_of_their_address(project, name):
    for row in project.table(name).frame.fillna({"scenario_uid": ""}).itertuples():
        assert str(parse(row.address)) == row.address
        assert row.Index == value_uid(project.uid, row.scenario_uid, row.address)


def test_that_segment_shares_of_a_sector_add_up_to_one(project):
    frame = project.table("assumptions").frame
    rows = frame[frame["address"].str.startswith("segment_share:")]
    sector = [parse(address).by_axis["sector"] for address in rows["address"]]
    assert rows["value"].groupby(sector).sum().to_numpy() == pytest.approx(1.0)


def test_that_the_drawing_gives_the_measure_its_hectares(project):
    measure = project.table("measures").frame.iloc[0]
    assert measure["geometry"].area == pytest.approx(measure["issued_net_ha"] * 1e4, abs=50)


def test_that_the_scenarios_wait_for_nothing_and_differ(project):
    basis, hoog = (compute(project, project.scenario(name).uid) for name in ("Basis", "Hoog"))
    assert basis.waiting_for == hoog.waiting_for == ()
    group = {"market_area": "Hengelo-Borne", "segment": "hoogwaardig", "period": "2029-2034"}
    assert basis.value("withdrawn", **group) > 1.0
    assert hoog.value("withdrawn", **group) == 0.0
    assert basis.value("closing", **group) != pytest.approx(hoog.value("closing", **group), abs=1)


def test_that_land_per_job_fits_the_land_in_use(project):
    """The calibration of method D1 stays within the bounds beyond which it warns."""
    results = compute(project, project.scenario("Basis").uid)
    parks = project.table("parks").frame
    areas = project.table("municipalities").frame.set_index("code")["market_area"]
    issued = (parks["net_ha"] - parks["issuable_ha"])[parks["in_register"].astype(bool)]
    by_area = issued.groupby(
        areas.reindex(parks.loc[issued.index, "municipality"]).to_numpy()
    ).sum()
    land = pd.Series(results["land"][:, :, 0].sum(axis=0), list(results.labels("market_area")))
    ratio = by_area / land.reindex(by_area.index)
    assert ratio.between(0.7, 1.3).all()
    assert by_area.sum() / land.sum() == pytest.approx(1.0, abs=0.05)


def test_that_yearly_need_is_of_a_believable_size(project):
    flow = compute(project, project.scenario("Basis").uid)["flow_period"]
    per_year = np.nansum(flow, axis=(0, 1)) / 5
    assert ((per_year > 4) & (per_year < 25)).all()


# --- the file ----------------------------------------------------------------------------
def test_that_the_example_is_found_in_the_checkout_and_small():
    path = sample_project_path()
    assert path == FOLDER / "twente.gpkg"
    assert path.stat().st_size < 3_000_000


@pytest.mark.heavy
def test_that_a_rebuild_gives_the_same_content(project, tmp_path):
    made = subprocess.run(
        [sys.executable, FOLDER / "make_twente.py", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    rebuilt = read_project(tmp_path / "twente.gpkg")
    assert rebuilt.project.same_content(project)
    assert (tmp_path / PLAN.name).read_bytes() == PLAN.read_bytes()
