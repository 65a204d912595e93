"""Which rows of the balance rest on an illustrative value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.model.arrays import contract
from werklocaties.model.assumptions import Entry, Resolved
from werklocaties.model.dimensions import Dimensions, own_measures
from werklocaties.model.gather import first_issue
from werklocaties.model.items import Items
from werklocaties.model.table import Table

Flags = NDArray[np.bool_]

_SCALARS: Mapping[str, tuple[str, ...]] = {
    "D1": ("shrinkage", "quotient_on"),
    "D2": ("issuance_window",),
    "D4": ("leading_forecast", "forecast_value"),
}
_ALWAYS = (
    "reference_year",
    "horizon_year",
    "register_date",
    "leading_method",
    "settling",
    "iron_years",
)


def _scalar_flag(method: str, entries: Mapping[str, Entry]) -> bool:
    keys = (*_ALWAYS, *_SCALARS[method])
    return any(key in entries and entries[key].illustrative for key in keys)


MARKED: tuple[str, ...] = (
    "jobs",
    "issuance",
    "parks",
    "forecasts",
    "measures",
    "municipalities",
)
"""Tables whose rows may be illustrative, in the order in which ``marked`` takes them."""


@dataclass(frozen=True, eq=False)
class Marks:
    """What rests on illustrative rows of the tables.

    ``jobs`` is sector x municipality, ``issuance`` market_area x segment, ``areas`` market_area;
    ``forecasts`` and ``measures`` have a flag per row.
    """

    jobs: Flags
    issuance: Flags
    forecasts: Flags
    measures: Flags
    areas: Flags


def _marked(frame: pd.DataFrame) -> Flags:
    return np.asarray((frame["origin"] == "illustratief").to_numpy(dtype=bool))


def _jobs_flag(jobs: Table, dims: Dimensions) -> Flags:
    """Sectors x municipalities whose number of jobs is illustrative."""
    frame = jobs.frame
    marked = frame[_marked(frame)]
    now = marked[marked["year"] == dims.moments.reference_year]
    flags = np.zeros((len(dims.sectors), len(dims.municipalities)), dtype=bool)
    for sector, code in zip(now["sector"], now["municipality"], strict=True):
        flags[dims.sectors.index(sector), dims.municipalities.index(code)] = True
    return flags


def _issuance_flag(issuance: Table, parks: Table, dims: Dimensions) -> Flags:
    """Groups with an illustrative row of first issue."""
    flags = np.zeros(dims.groups, dtype=bool)
    first, group = first_issue(issuance, parks, dims)
    flags.ravel()[group[_marked(first)]] = True
    return flags


def _areas_flag(municipalities: Table, dims: Dimensions) -> Flags:
    """Market areas whose own composition is illustrative."""
    frame = municipalities.frame
    areas = frame.loc[_marked(frame), "market_area"].dropna().astype(str)
    return np.isin(np.array(dims.market_areas), areas)


def marked(
    jobs: Table,
    issuance: Table,
    parks: Table,
    forecasts: Table,
    measures: Table,
    municipalities: Table,
    scenario_uid: str,
    dims: Dimensions,
) -> Marks:
    """Gather what rests on illustrative rows; the tables are those of ``MARKED``."""
    return Marks(
        _jobs_flag(jobs, dims),
        _issuance_flag(issuance, parks, dims),
        _marked(forecasts.frame),
        _marked(own_measures(measures, scenario_uid).loc[list(dims.measures)]),
        _areas_flag(municipalities, dims),
    )


def _d1(marks: Marks, dims: Dimensions, resolved: Mapping[str, Resolved]) -> Flags:
    """Groups whose expansion has an illustrative input: a sector that lands in the segment."""
    by_sector = np.zeros(len(dims.sectors), dtype=bool)
    for key in ("park_share", "park_share_trend", "land_per_job", "land_per_job_growth"):
        by_sector |= resolved[key].illustrative
    by_place = marks.jobs | resolved["growth"].illustrative.any(axis=-1)
    by_area = (by_place.astype(float) @ dims.in_area) > 0
    sector_area = by_area | by_sector[:, None]
    share = resolved["segment_share"]
    lands = np.nan_to_num(share.values) != 0
    reached = contract("sa,sg->ag", sector_area.astype(float), lands.astype(float)) > 0
    own = np.asarray(share.illustrative.any(axis=0))
    return np.asarray(reached | own[None, :])


def _d4(
    marks: Marks, dims: Dimensions, resolved: Mapping[str, Resolved], pool: Mapping[str, Any]
) -> Flags:
    """Groups of the leading forecast, when a row of it or its profile is illustrative."""
    spread = resolved["forecast_profile"].illustrative.any(axis=-1)
    by_profile = np.isin(pool["forecast_name"].astype(str), np.array(dims.forecasts)[spread])
    rows = (marks.forecasts | by_profile) & (pool["forecast_leads"] > 0)
    return np.asarray(contract("f,fag->ag", rows.astype(float), pool["forecast_group"]) > 0)


def _items(items: Items, pool: Mapping[str, Any], dims: Dimensions) -> Flags:
    flags = np.zeros(dims.groups, dtype=bool)
    flags.ravel()[pool["item_group"][items.frame["illustrative"].to_numpy(dtype=bool)]] = True
    return flags


def _measures(marks: Marks, dims: Dimensions, destination: Resolved) -> Flags:
    if not dims.measures:
        return np.zeros(dims.groups, dtype=bool)
    sent = destination.cells >= 0
    own = marks.measures[:, None, None]
    return np.asarray((sent & (own | destination.illustrative)).any(axis=0))


def _settled(marks: Marks, pool: Mapping[str, Any]) -> Flags:
    """Groups whose past issuance is taken off the demand."""
    settles = str(pool["settling"]) == "doortellen" and bool((pool["settled_share"] > 0).any())
    return marks.issuance & settles


def _friction(resolved: Mapping[str, Resolved], pool: Mapping[str, Any], dims: Dimensions) -> Flags:
    if not pool["friction_need"] or not pool["adds_friction"]:
        return np.zeros(dims.groups, dtype=bool)
    floors = resolved["floor_stock_m2"].illustrative | resolved["vacant_m2"].illustrative
    rates = resolved["friction_rate"].illustrative | resolved["fsi_net"].illustrative
    stocked = ~np.isnan(resolved["floor_stock_m2"].values)
    return np.asarray(stocked & (floors | rates[None, :]))


def illustrative(
    marks: Marks,
    dims: Dimensions,
    entries: Mapping[str, Entry],
    resolved: Mapping[str, Resolved],
    items: Items,
    pool: Mapping[str, Any],
) -> Flags:
    """Return True for every group (market_area x segment) with any illustrative input."""
    method = str(pool["leading_method"])
    leading: Mapping[str, Callable[[], Flags]] = {
        "D1": lambda: _d1(marks, dims, resolved),
        "D2": lambda: marks.issuance,
        "D4": lambda: _d4(marks, dims, resolved, pool),
    }
    flags = leading[method]() | _items(items, pool, dims) | marks.areas[:, None]
    flags = flags | resolved["special"].illustrative.any(axis=(0, 3))
    flags = flags | _measures(marks, dims, resolved["destination"])
    flags = flags | _settled(marks, pool) | _friction(resolved, pool, dims)
    weights = resolved["layer_weight"].illustrative.any()
    bounds = resolved["status_bound"].illustrative.any()
    return np.asarray(flags | weights | bounds | _scalar_flag(method, entries))
