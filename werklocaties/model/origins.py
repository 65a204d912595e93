"""Which rows of the balance rest on an illustrative value."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from werklocaties.model.arrays import contract
from werklocaties.model.assumptions import Entry, Resolved
from werklocaties.model.dimensions import Dimensions, own_measures
from werklocaties.model.items import Items
from werklocaties.model.project import Project

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


def _jobs_flag(project: Project, dims: Dimensions) -> Flags:
    """Sectors x municipalities whose number of jobs is illustrative."""
    frame = project.table("jobs").frame
    marked = frame[(frame["origin"] == "illustratief").to_numpy(dtype=bool)]
    now = marked[marked["year"] == dims.moments.reference_year]
    flags = np.zeros((len(dims.sectors), len(dims.municipalities)), dtype=bool)
    for sector, code in zip(now["sector"], now["municipality"], strict=True):
        flags[dims.sectors.index(sector), dims.municipalities.index(code)] = True
    return flags


def _d1(project: Project, dims: Dimensions, resolved: Mapping[str, Resolved]) -> Flags:
    """Groups whose expansion has an illustrative input: a sector that lands in the segment."""
    by_sector = np.zeros(len(dims.sectors), dtype=bool)
    for key in ("park_share", "park_share_trend", "land_per_job", "land_per_job_growth"):
        by_sector |= resolved[key].illustrative
    by_place = _jobs_flag(project, dims) | resolved["growth"].illustrative.any(axis=-1)
    by_area = (by_place.astype(float) @ dims.in_area) > 0
    sector_area = by_area | by_sector[:, None]
    share = resolved["segment_share"]
    lands = np.nan_to_num(share.values) != 0
    reached = contract("sa,sg->ag", sector_area.astype(float), lands.astype(float)) > 0
    own = np.asarray(share.illustrative.any(axis=0))
    return np.asarray(reached | own[None, :])


def _d2(project: Project, dims: Dimensions) -> Flags:
    frame = project.table("issuance").frame
    flags = np.zeros(dims.groups, dtype=bool)
    marked = (frame["origin"] == "illustratief").to_numpy(dtype=bool)
    areas = [dims.area_of.get(str(code), "") for code in frame.loc[marked, "municipality"]]
    group = dims.group_of(areas, frame.loc[marked, "segment"].fillna("").astype(str))
    flags.ravel()[group] = True
    return flags


def _d4(project: Project, pool: Mapping[str, Any]) -> Flags:
    marked = (project.table("forecasts").column("origin") == "illustratief").to_numpy(dtype=bool)
    rows = marked & (pool["forecast_leads"] > 0)
    return np.asarray(contract("f,fag->ag", rows.astype(float), pool["forecast_group"]) > 0)


def _items(items: Items, pool: Mapping[str, Any], dims: Dimensions) -> Flags:
    flags = np.zeros(dims.groups, dtype=bool)
    flags.ravel()[pool["item_group"][items.frame["illustrative"].to_numpy(dtype=bool)]] = True
    return flags


def _measures(
    project: Project, scenario_uid: str, dims: Dimensions, destination: Resolved
) -> Flags:
    frame = own_measures(project, scenario_uid).loc[list(dims.measures)]
    marked = (frame["origin"] == "illustratief").to_numpy(dtype=bool)
    sent = destination.cells >= 0
    return np.asarray(
        (sent & (marked[:, None, None] | destination.illustrative)).any(axis=0)
        if len(marked)
        else np.zeros(dims.groups, dtype=bool)
    )


def _areas(project: Project, dims: Dimensions) -> Flags:
    """Market areas whose own composition is illustrative."""
    frame = project.table("municipalities").frame
    marked = frame[(frame["origin"] == "illustratief").to_numpy(dtype=bool)]
    return np.isin(np.array(dims.market_areas), marked["market_area"].dropna().astype(str))


def illustrative(
    project: Project,
    scenario_uid: str,
    dims: Dimensions,
    entries: Mapping[str, Entry],
    resolved: Mapping[str, Resolved],
    items: Items,
    pool: Mapping[str, Any],
) -> Flags:
    """Return True for every group (market_area x segment) with any illustrative input."""
    method = str(pool["leading_method"])
    leading = {
        "D1": lambda: _d1(project, dims, resolved),
        "D2": lambda: _d2(project, dims),
        "D4": lambda: _d4(project, pool),
    }[method]()
    flags = leading | _items(items, pool, dims) | _areas(project, dims)[:, None]
    flags = flags | resolved["special"].illustrative.any(axis=(0, 3))
    flags = flags | _measures(project, scenario_uid, dims, resolved["destination"])
    weights = resolved["layer_weight"].illustrative.any()
    bounds = resolved["status_bound"].illustrative.any()
    return np.asarray(flags | weights | bounds | _scalar_flag(method, entries))
