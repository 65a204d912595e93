"""What a park holds per layer, and how that differs from its papers."""

from typing import Any

import pandas as pd
import pytest
import shapely

from tests.model.conftest import assume, small_project
from werklocaties.model.compute import compute
from werklocaties.model.park_layers import check_parks
from werklocaties.model.results import Results
from werklocaties.model.table import Table
from werklocaties.model.vocabulary import LAYERS

YEARS = {"reference_year": 2024.0, "horizon_year": 2034.0, "register_date": "2024-01-01"}
PARK = {"uid": "p", "name": "Terrein", "municipality": "0164", "segment": "regulier"}


def plot(uid: str, ha: float, status: str, **row: object) -> dict[str, object]:
    shape = shapely.box(250_000, 470_000, 250_000 + 100 * ha, 470_100)
    return {"uid": uid, "park_uid": "p", "status": status, "geometry": shape, **row}


PLOTS = [
    plot("a", 10.0, "issued"),
    plot("b", 3.0, "issuable_now"),
    plot("c", 2.0, "option"),
    plot("d", 1.0, "frozen"),
    plot("e", 4.0, "issuable_later", available_from=2030),
    plot("f", 5.0, "not_net"),
]


def computed(*plots: dict[str, object], **park: object) -> Results:
    rows: list[dict[str, Any]] = [dict(one) for one in plots]
    return compute(small_project(YEARS, plots=rows, parks=[{**PARK, **park}]), "Basis")


def layers(*plots: dict[str, object], **park: object) -> dict[str, float]:
    row = computed(*plots, **park).park_layers.loc["p"]
    return {name: float(ha) for name, ha in row.items() if ha}


def test_that_plots_lead_for_everything():
    found = layers(*PLOTS, plot_coverage="geheel", gross_ha=25.0, net_ha=99.0)
    assert found == pytest.approx(
        {
            "issued": 10.0,
            "frozen": 1.0,
            "option": 2.0,
            "issuable_now": 3.0,
            "issuable_later": 4.0,
            "not_net": 5.0,
        }
    )


def test_that_the_rest_of_the_declared_net_area_is_issued_when_plots_lead_for_supply():
    found = layers(*PLOTS[1:5], plot_coverage="aanbod", net_ha=40.0, gross_ha=50.0)
    assert found["issued"] == pytest.approx(30.0)
    assert found["not_net"] == pytest.approx(10.0)


def test_that_issued_land_is_never_negative():
    assert "issued" not in layers(*PLOTS[1:5], plot_coverage="aanbod", net_ha=6.0)


def test_that_the_declaration_leads_without_plots():
    found = layers(plot_coverage="geen", net_ha=40.0, issuable_ha=7.0, gross_ha=50.0)
    assert found == pytest.approx({"issued": 33.0, "declared": 7.0, "not_net": 10.0})


def test_that_plots_are_never_added_to_the_declaration():
    found = layers(*PLOTS, plot_coverage="geen", net_ha=40.0, issuable_ha=7.0)
    assert found == pytest.approx({"issued": 33.0, "declared": 7.0})


def test_that_a_freeze_that_has_ended_by_the_register_date_is_over():
    gone = plot("d", 1.0, "frozen", frozen_until="2020-01-01")
    assert layers(gone, plot_coverage="geheel") == pytest.approx({"issuable_now": 1.0})


@pytest.mark.parametrize("coverage", ["geheel", "aanbod", "geen"])
def test_that_every_hectare_of_the_gross_area_stands_in_one_layer(coverage):
    found = computed(
        *PLOTS, plot_coverage=coverage, gross_ha=60.0, net_ha=40.0, issuable_ha=7.0
    ).park_layers
    assert list(found.columns) == list(LAYERS)
    assert found.loc["p"].sum() == pytest.approx(60.0)
    assert (found >= 0).all(axis=None)


def test_that_withdrawn_land_is_not_also_land_that_is_not_net():
    decisions = [{"uid": "d", "address": "plot:b:withdrawn_year", "value": 2020.0}]
    project = small_project(
        YEARS,
        plots=PLOTS,
        parks=[{**PARK, "plot_coverage": "geheel", "gross_ha": 25.0}],
        decisions=decisions,
    )
    found = compute(project, "Basis").park_layers.loc["p"]
    assert found["withdrawn"] == pytest.approx(3.0)
    assert found.sum() == pytest.approx(25.0)


def test_that_the_register_date_decides_what_is_frozen():
    project = small_project(
        YEARS,
        plots=[plot("d", 1.0, "frozen", frozen_until="2026-01-01")],
        parks=[{**PARK, "plot_coverage": "geheel"}],
    )
    first = compute(project, "Basis")
    assert first.park_layers.loc["p", "frozen"] == pytest.approx(1.0)
    later = compute(assume(project, {"register_date": "2026-01-01"}), "Basis", first)
    assert later.park_layers.loc["p", "frozen"] == 0.0
    assert later.park_layers.loc["p", "issuable_now"] == pytest.approx(1.0)


def test_that_the_reconciliation_is_declared_less_used():
    papers = computed(
        *PLOTS[1:5], plot_coverage="aanbod", net_ha=40.0, issuable_ha=12.0, reference_year=2023
    ).reconciliation.loc["p"]
    assert papers["coverage"] == "aanbod"
    assert papers["used_net_ha"] == pytest.approx(40.0)
    assert papers["net_difference"] == pytest.approx(0.0)
    assert papers["used_issuable_ha"] == pytest.approx(9.0)
    assert papers["issuable_difference"] == pytest.approx(3.0)
    assert papers["plots_ha"] == pytest.approx(10.0)
    assert papers["reference_year"] == 2023


def parks_of(**row: object) -> pd.DataFrame:
    return Table.of("parks", pd.DataFrame([{**PARK, **row}])).frame


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ({"net_ha": 10.0, "issuable_ha": 10.0, "gross_ha": 12.0}, []),
        ({"net_ha": 10.0, "issuable_ha": 10.004}, []),
        ({"net_ha": 10.0, "issuable_ha": 10.01}, ["issuable_above_net"]),
        ({"net_ha": 10.0, "gross_ha": 9.9}, ["net_above_gross"]),
        (
            {"net_ha": 10.0, "issuable_ha": 11.0, "gross_ha": 9.0},
            ["issuable_above_net", "net_above_gross"],
        ),
        ({}, []),
    ],
)
def test_that_papers_that_contradict_themselves_are_said(row, codes):
    assert [finding.code for finding in check_parks(parks_of(**row))] == codes


def test_that_a_plot_that_was_withdrawn_stands_in_its_own_layer():
    found = layers(
        plot("a", 2.0, "withdrawn"), plot("b", 3.0, "issued"), plot_coverage="geheel", gross_ha=10.0
    )
    assert found == pytest.approx({"withdrawn": 2.0, "issued": 3.0, "not_net": 5.0})


def test_that_the_reconciliation_names_both_dates_and_what_was_issued_between():
    rows = [
        {"uid": "old", "year": 2020, "park_uid": "p", "ha": 9.0},
        {"uid": "new", "year": 2022, "park_uid": "p", "ha": 1.5},
        {"uid": "sold", "year": 2022, "park_uid": "p", "ha": 4.0, "kind": "between_firms"},
        {"uid": "late", "year": 2024, "park_uid": "p", "ha": 7.0},
    ]
    park = {**PARK, "net_ha": 5.0, "issuable_ha": 2.0, "reference_year": 2021}
    plots = [plot("a", 1.0, "issuable_now", reference_date="2023-07-01")]
    project = small_project(YEARS, plots=plots, parks=[park], issuance=rows)
    found = compute(project, "Basis").reconciliation.loc["p"]
    assert (found["reference_year"], found["plots_date"]) == (2021, "2023-07-01")
    assert found["issued_between_ha"] == pytest.approx(1.5)
