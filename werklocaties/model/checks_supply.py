"""Checks on plots and parks as the supply reads them; they hold as long as the tables do."""

from collections.abc import Iterator, Mapping

import pandas as pd

from werklocaties.model.finding import Finding
from werklocaties.model.park_layers import check_parks, undivided_parks
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


def check_supply(
    plots: Table,
    parks: Table,
    area_of: Mapping[str, str],
    layers: pd.DataFrame,
    reconciliation: pd.DataFrame,
) -> tuple[Finding, ...]:
    """Return what is wrong or surprising in plots and parks.

    Declared areas that contradict each other, parks that cannot be placed, plots without park,
    plots that do not count.
    """
    frame = parks.frame
    areas = frame["municipality"].map(area_of)
    return (
        *check_parks(frame),
        *undivided_parks(frame, layers, areas),
        *plots_have_parks(plots, parks),
        *silent_plots(plots, reconciliation["coverage"]),
    )
