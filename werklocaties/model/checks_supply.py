"""Checks on plots and parks as the supply reads them; they hold as long as the tables do."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from werklocaties.model.coverage import plot_ha
from werklocaties.model.finding import Finding
from werklocaties.model.park_layers import SMALL_HA, check_parks, undivided_parks
from werklocaties.model.table import Table


def _plots(code: str, count: int) -> Iterator[Finding]:
    if count:
        yield Finding(code, "warning", "plots", field="park_uid", values={"count": count})


def plots_have_parks(plots: Table, parks: Table) -> Iterator[Finding]:
    """Plots that belong to no park of the project still count, in their own municipality."""
    known = plots.column("park_uid").isin(parks.uids)
    yield from _plots("plots_without_park", int((~known).sum()))


def silent_plots(plots: Table, coverage: pd.Series) -> Iterator[Finding]:
    """Plots of a park whose declaration leads do not count."""
    cover = plots.column("park_uid").map(coverage)
    yield from _plots("plots_not_counted", int((cover == "geen").sum()))


AREA_SHARE, AREA_M2 = 0.01, 1.0
"""Drawn and stated area of a plot may differ by the larger of 1% and 1 m2 before it is reported.

Registered and computed size differ by 1 to 2 m2 in the cadastre itself; practice.
"""


def areas_agree(plots: Table) -> Iterator[Finding]:
    """The drawn area of a plot counts; a stated area that differs is reported."""
    frame = plots.frame
    drawn = plot_ha(frame) * 10_000.0
    stated = frame["declared_m2"].to_numpy(dtype=float)
    differs = np.abs(drawn - stated) > np.maximum(AREA_M2, AREA_SHARE * stated)
    for n in np.flatnonzero(differs).tolist():
        values = {
            "number": str(frame["plot_number"].iloc[n]),
            "drawn_m2": float(drawn[n]),
            "stated_m2": float(stated[n]),
        }
        uid = str(frame.index[n])
        yield Finding("plot_area_differs", "info", "plots", uid, "declared_m2", values)


def plots_fit_parks(parks: Table, reconciliation: pd.DataFrame) -> Iterator[Finding]:
    """Unissued plots may not be larger than the net land that the park declares."""
    short = reconciliation["short_ha"]
    names = parks.column("name").to_numpy()
    for n in np.flatnonzero(short > SMALL_HA).tolist():
        values = {"name": names[n], "ha": float(short.iloc[n])}
        yield Finding("plots_above_net", "warning", "parks", str(short.index[n]), "net_ha", values)


def check_supply(
    plots: Table,
    parks: Table,
    area_of: Mapping[str, str],
    layers: pd.DataFrame,
    reconciliation: pd.DataFrame,
) -> tuple[Finding, ...]:
    """Return what is wrong or surprising in plots and parks.

    Declared areas that contradict each other, parks that cannot be placed, plots without park,
    plots that do not count, stated areas that differ from the drawn ones.
    """
    frame = parks.frame
    areas = frame["municipality"].map(area_of)
    return (
        *check_parks(frame),
        *undivided_parks(frame, layers, areas),
        *plots_have_parks(plots, parks),
        *silent_plots(plots, reconciliation["coverage"]),
        *areas_agree(plots),
        *plots_fit_parks(parks, reconciliation),
    )
