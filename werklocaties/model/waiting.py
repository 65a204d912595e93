"""What the balance waits for: inputs of the leading method that nobody gave."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from werklocaties.model.address import Address
from werklocaties.model.assumptions import Resolved
from werklocaties.model.dimensions import Dimensions
from werklocaties.model.moments import Moments
from werklocaties.model.registers import ASSUMPTIONS

READS: Mapping[str, tuple[str, ...]] = {
    "D1": ("growth", "park_share", "land_per_job", "segment_share"),
    "D2": (),
    "D4": (),
}
"""Assumptions with axes and without default that each method reads."""


def _runs(moments: Moments, missing: np.ndarray) -> Iterator[str]:
    """Labels of unbroken runs of missing years, half-open."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], missing.astype(int), [0]])))
    years = [*moments.years, moments.horizon_year]
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        yield f"{years[begin]}-{years[end]}"


def _with_years(one: Resolved, dims: Dimensions) -> Iterator[str]:
    """Missing cells of growth per sector: all municipalities at once where all are missing."""
    missing = np.isnan(one.values)
    for sector, cells in zip(dims.sectors, missing, strict=True):
        if not cells.any():
            continue
        for period in _runs(dims.moments, cells.all(axis=0)):
            yield str(Address.of(one.key, sector=sector, period=period))
        for code, years in zip(dims.municipalities, cells & ~cells.all(axis=0), strict=True):
            for period in _runs(dims.moments, years):
                yield str(Address.of(one.key, sector=sector, municipality=code, period=period))


def _plain(one: Resolved, dims: Dimensions) -> Iterator[str]:
    labels = [dims.labels[axis] for axis in one.axes]
    for place in np.argwhere(np.isnan(one.values)):
        chosen = {
            axis: labels[n][i] for n, (axis, i) in enumerate(zip(one.axes, place, strict=True))
        }
        yield str(Address.of(one.key, **chosen))


def _segment_share(one: Resolved, dims: Dimensions) -> Iterator[str]:
    """A sector waits only when it has no share at all: a share nobody gave beside others is 0."""
    for sector, row in zip(dims.sectors, one.values, strict=True):
        if np.isnan(row).all():
            yield str(Address.of(one.key, sector=sector))


def _jobs(jobs_start: np.ndarray, dims: Dimensions) -> Iterator[str]:
    if not dims.sectors:
        yield "jobs"
    for sector, row in zip(dims.sectors, np.isnan(jobs_start), strict=True):
        if row.all():
            yield str(Address.of("jobs", sector=sector))
            continue
        for code in np.array(dims.municipalities, dtype=object)[row]:
            yield str(Address.of("jobs", sector=sector, municipality=code))


def _measures(pool: Mapping[str, Any], dims: Dimensions, destination: Resolved) -> Iterator[str]:
    inside = pool["measure_in_year"].any(axis=1)
    for n, uid in enumerate(dims.measures):
        if not inside[n]:
            continue
        for name in ("issued_net_ha", "occupied_share", "replacement_rate"):
            if np.isnan(pool[name][n]):
                yield str(Address("measure", uid=uid, attribute=name))
        if (destination.cells[n] < 0).all():
            yield str(Address.of("destination", measure=uid))


def _friction(resolved: Mapping[str, Resolved], dims: Dimensions) -> Iterator[str]:
    """Groups with floor stock need their vacancy, and the rates of their segment."""
    stocked = ~np.isnan(resolved["floor_stock_m2"].values)
    for n, segment in enumerate(dims.segments):
        for key in ("friction_rate", "fsi_net"):
            if stocked[:, n].any() and np.isnan(resolved[key].values[n]):
                yield str(Address.of(key, segment=segment))
    for a, g in np.argwhere(stocked & np.isnan(resolved["vacant_m2"].values)):
        area, segment = dims.market_areas[a], dims.segments[g]
        yield str(Address.of("vacant_m2", market_area=area, segment=segment))


def _of_method(
    method: str, pool: Mapping[str, Any], resolved: Mapping[str, Resolved], dims: Dimensions
) -> Iterator[str]:
    if method == "D1":
        yield from _jobs(pool["jobs_start"], dims)
    for key in READS[method]:
        reader = _with_years if "period" in ASSUMPTIONS[key].axes else _plain
        reader = _segment_share if key == "segment_share" else reader
        yield from reader(resolved[key], dims)
    if method == "D2" and not dims.issue_years:
        yield "issuance"
    if method == "D4" and not pool["leading_forecast"]:
        yield "leading_forecast"
    if method == "D4":
        leads = pool["forecast_leads"] > 0
        for uid in np.array(dims.forecast_rows, dtype=object)[
            leads & np.isnan(pool["forecast_total"])
        ]:
            yield str(Address("forecast", uid=uid, attribute=str(pool["forecast_value"])))


def waiting_for(
    pool: Mapping[str, Any], resolved: Mapping[str, Resolved], dims: Dimensions
) -> tuple[str, ...]:
    """Return the addresses of missing inputs that the leading method reads, in a fixed order."""
    method = str(pool["leading_method"])
    found = list(_of_method(method, pool, resolved, dims))
    if pool["adds_replacement"] > 0:
        found += _measures(pool, dims, resolved["destination"])
    if pool["friction_need"] and pool["adds_friction"] > 0:
        found += _friction(resolved, dims)
    return tuple(dict.fromkeys(found))
