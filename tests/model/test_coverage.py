"""Plot coverage: entered, or proposed from the share of the park that plots cover."""

import numpy as np
import pandas as pd
import pytest
import shapely

from werklocaties.model.coverage import coverage, plot_ha, proposed
from werklocaties.model.table import Table


def square(ha: float) -> shapely.Polygon:
    return shapely.box(250_000, 470_000, 250_000 + 100 * ha, 470_100)


def plots_of(park: str, *has: float) -> pd.DataFrame:
    rows = [
        {"uid": f"{park}{n}", "park_uid": park, "status": "issued", "geometry": square(ha)}
        for n, ha in enumerate(has)
    ]
    return Table.of("plots", pd.DataFrame(rows)).frame if rows else Table.empty("plots").frame


def parks_of(**row: object) -> pd.DataFrame:
    return Table.of("parks", pd.DataFrame([{"uid": "p", "name": "P", **row}])).frame


def test_that_the_area_of_a_plot_is_that_of_its_shape_in_hectares():
    assert plot_ha(plots_of("p", 2.5, 1.0)).tolist() == pytest.approx([2.5, 1.0])


def test_that_a_hole_is_no_plot():
    ring = square(4.0).difference(shapely.box(250_100, 470_025, 250_200, 470_075))
    rows = pd.DataFrame([{"uid": "k", "status": "issued", "geometry": ring}])
    assert plot_ha(Table.of("plots", rows).frame).tolist() == pytest.approx([3.5])


def test_that_a_plot_without_shape_has_no_area():
    rows = pd.DataFrame([{"uid": "k", "status": "issued", "geometry": None}])
    assert np.isnan(plot_ha(Table.of("plots", rows).frame)).all()


@pytest.mark.parametrize(
    ("plots", "gross", "kind"),
    [
        (95.0, 100.0, "geheel"),
        (94.999, 100.0, "aanbod"),
        (0.001, 100.0, "aanbod"),
        (0.0, 100.0, "geen"),
        (120.0, 100.0, "geheel"),
        (10.0, np.inf, "aanbod"),
    ],
)
def test_that_plots_lead_for_everything_from_95_percent_of_gross(plots, gross, kind):
    assert proposed(plots, gross) == kind


def test_that_what_was_entered_goes_before_what_is_proposed():
    entered = coverage(parks_of(gross_ha=10.0, plot_coverage="geen"), plots_of("p", 10.0))
    assert entered["p"] == "geen"
    assert coverage(parks_of(gross_ha=10.0), plots_of("p", 10.0))["p"] == "geheel"


def test_that_a_park_without_gross_area_is_never_taken_as_covered():
    assert coverage(parks_of(), plots_of("p", 10.0))["p"] == "aanbod"


def test_that_a_park_without_plots_keeps_its_declaration():
    assert coverage(parks_of(gross_ha=10.0), plots_of("other", 10.0))["p"] == "geen"
