"""Demand for land: what sectors, past issuance or a published forecast ask.

Arrays have their axes in the stated order; every function also takes a leading ``draw`` axis.
Land is in net hectares, a stock holds on 1 January, a flow runs through its year.
"""

from typing import Any

import numpy as np

from werklocaties.model.arrays import Floats, contract, times

M2_PER_HA = 10_000.0
"""Square metres in a hectare: a conversion, not an assumption."""


def jobs(jobs_start: Floats, growth: Floats) -> Floats:
    """Jobs on 1 January of every year.

    ``jobs[s,m,t] = jobs[s,m,t-1] * (1 + growth[s,m,t-1])``

    Args:
        jobs_start: jobs in the first year [jobs], sector x municipality.
        growth: growth in each year [share per year], sector x municipality x year.

    Returns:
        Jobs, sector x municipality x stock_year (one year more than ``growth``).

    Source: structure of the BedrijfsLocatieMonitor (CPB/PBL); method page, section 2 D1.

    Example:
        >>> jobs(np.array([[100.0]]), np.array([[[0.1, 0.0]]])).round(6).tolist()
        [[[100.0, 110.0, 110.0]]]
    """
    index = np.cumprod(1.0 + growth, axis=-1)
    start = jobs_start[..., None]
    shape = np.broadcast_shapes(start.shape[:-1], index.shape[:-1])
    return np.concatenate([np.broadcast_to(start, (*shape, 1)), start * index], axis=-1)


def preference(
    park_share: Floats, park_share_trend: Floats, stock_year: Floats, reference_year: Floats
) -> Floats:
    """Share of a sector's jobs on formal parks (locatievoorkeur).

    ``preference[s,t] = clip(park_share[s] + park_share_trend[s] * (t - t0), 0, 1)``

    Args:
        park_share: share in the first year [share], sector.
        park_share_trend: change [share per year], sector.
        stock_year: years [year], stock_year.
        reference_year: first year t0 [year].

    Example:
        >>> preference(np.array([0.6]), np.array([0.005]), np.array([2026.0, 2031.0]),
        ...            np.array(2026.0)).round(6).tolist()
        [[0.6, 0.625]]
    """
    elapsed = stock_year - np.asarray(reference_year)[..., None]
    return np.clip(park_share[..., None] + park_share_trend[..., None] * elapsed, 0.0, 1.0)


def quotient(
    land_per_job: Floats, land_per_job_growth: Floats, stock_year: Floats, reference_year: Floats
) -> Floats:
    """Net land per job (terreinquotiënt) in every year.

    ``quotient[s,t] = land_per_job[s] * (1 + land_per_job_growth[s]) ** (t - t0)`` [m2 per job]

    Example:
        >>> quotient(np.array([250.0]), np.array([-0.003]), np.array([2026.0, 2027.0]),
        ...          np.array(2026.0)).tolist()
        [[250.0, 249.25]]
    """
    elapsed = stock_year - np.asarray(reference_year)[..., None]
    return land_per_job[..., None] * (1.0 + land_per_job_growth[..., None]) ** elapsed


def on_park(jobs: Floats, preference: Floats, in_area: Floats) -> Floats:
    """Jobs on parks per market area: municipalities summed first.

    ``on_park[s,a,t] = sum(m in a: jobs[s,m,t]) * preference[s,t]``

    Args:
        jobs: sector x municipality x stock_year.
        preference: sector x stock_year.
        in_area: 1 where the municipality lies in the market area, municipality x market_area.

    Returns:
        Jobs on parks, sector x market_area x stock_year.
    """
    by_area = contract("...smt,ma->...sat", jobs, in_area)
    return times(by_area, preference[..., :, None, :])


def land(on_park: Floats, quotient: Floats) -> Floats:
    """Net land in use by a sector on parks.

    ``land[s,a,t] = on_park[s,a,t] * quotient[s,t] / 10 000`` [ha]
    """
    return times(on_park, quotient[..., :, None, :]) / M2_PER_HA


def raw(land: Floats, on_park: Floats, quotient: Floats, quotient_on: Any) -> Floats:
    """Yearly change of land, before shrinkage is netted.

    ``voorraad: land[t+1] - land[t]``;
    ``nieuw: (on_park[t+1] - on_park[t]) * quotient[t] / 10 000`` [ha per year]

    Source: ``voorraad`` is the BedrijfsLocatieMonitor; ``nieuw`` is consultants' practice.
    """
    if str(quotient_on) == "voorraad":
        return np.diff(land, axis=-1)
    change: Floats = np.diff(on_park, axis=-1)
    return times(change, quotient[..., :, None, :-1]) / M2_PER_HA


def sector_expansion(raw: Floats, shrinkage: Floats) -> Floats:
    """Expansion per sector with shrinkage netted in full, in part or not at all.

    ``max(raw, 0) - shrinkage * max(-raw, 0)`` [ha per year], per sector x market_area x year;
    shrinkage 1 = netten, 0 = nul, between = deels.

    Example:
        >>> sector_expansion(np.array([2.0, -2.0]), np.array(0.5)).tolist()
        [2.0, -1.0]
    """
    weight = np.asarray(shrinkage)[..., None, None, None] if np.ndim(shrinkage) else shrinkage
    return np.maximum(raw, 0.0) - weight * np.maximum(-raw, 0.0)


def expansion(sector_expansion: Floats, segment_share: Floats) -> Floats:
    """Expansion per segment (method D1).

    ``expansion[a,g,t] = sum(s: sector_expansion[s,a,t] * segment_share[s,g])`` [ha per year]

    Returns:
        market_area x segment x year.
    """
    return contract("...sat,...sg->...agt", sector_expansion, segment_share)


def issuance_mean(issued: Floats, in_window: Floats, issuance_window: Floats) -> Floats:
    """Mean first issue per year over the window (method D2).

    ``issuance_mean[a,g] = sum(y in window: issued[a,g,y]) / issuance_window`` [ha per year]

    Args:
        issued: first issue [ha], market_area x segment x issue_year.
        in_window: 1 for years in the window, issue_year.
        issuance_window: length of the window [years].

    Source: practice (extrapolation of past issue); method page, section 2 D2.
    """
    window = np.asarray(issuance_window)[..., None, None]
    return contract("...agy,...y->...ag", issued, in_window) / window


def in_window(issue_year: Floats, register_year: Floats, issuance_window: Floats) -> Floats:
    """1 for whole years before the register year that lie in the window, else 0.

    Example:
        >>> in_window(np.array([2012.0, 2013.0, 2023.0]), np.array(2024.0), np.array(10.0)).tolist()
        [0.0, 0.0, 1.0]
    """
    recent = issue_year >= register_year - issuance_window
    return (recent & (issue_year < register_year)).astype(float)


def forecast_weight(
    forecast_from: Floats,
    forecast_until: Floats,
    year: Floats,
    forecast_profile: Floats,
    forecast_has_profile: Floats,
) -> Floats:
    """Share of a published total that falls in each year (method D4).

    Even: overlap of the year with [from, until), divided by its length; or the entered profile.
    Nothing falls beyond ``until``; a forecast that ends before it begins is unknown.

    Args:
        forecast_from: first moment [year with decimals], forecast.
        forecast_until: end, not included [year with decimals], forecast.
        year: flow years, year.
        forecast_profile: share of the total per year, forecast x year.
        forecast_has_profile: 1 where a profile was entered, forecast.

    Example:
        >>> forecast_weight(np.array([2017.0]), np.array([2027.0]), np.array([2017.0, 2027.0]),
        ...                 np.zeros((1, 2)), np.array([0.0])).tolist()
        [[0.1, 0.0]]
    """
    begin, end = forecast_from[:, None], forecast_until[:, None]
    span = np.where(end > begin, end - begin, np.nan)
    overlap = np.maximum(0.0, np.minimum(end, year + 1.0) - np.maximum(begin, year))
    return np.where(forecast_has_profile[:, None] > 0, forecast_profile, overlap / span)


def forecast_flow(
    forecast_total: Floats, forecast_weight: Floats, forecast_leads: Floats, in_group: Floats
) -> Floats:
    """Demand of the leading forecast per year.

    ``sum(f: forecast_total[f] * forecast_weight[f,t] * forecast_leads[f])`` [ha per year]

    Args:
        forecast_total: net hectares, forecast.
        forecast_weight: forecast x year.
        forecast_leads: 1 for rows of the leading forecast, forecast.
        in_group: 1 for the group of the row, forecast x market_area x segment.

    Returns:
        market_area x segment x year; an undivided forecast falls in the undivided group.
    """
    leading = np.where(forecast_leads > 0, forecast_total, 0.0)
    return contract("...f,ft,fag->...agt", leading, forecast_weight, in_group)


def leading_flow(
    leading_method: Any,
    expansion: Floats,
    issuance_mean: Floats,
    before_register: Floats,
    forecast_flow: Floats,
    demand_known: Floats,
) -> Floats:
    """Demand of the leading method per year [ha per year], market_area x segment x year.

    Past issuance (D2) is extrapolated from the register date: ``(T - t_r) * mean`` in all.

    Args:
        leading_method: D1, D2 or D4.
        expansion: market_area x segment x year.
        issuance_mean: market_area x segment.
        before_register: part of the year before the register date, year.
        forecast_flow: market_area x segment x year.
        demand_known: 1, or empty where the leading method has nothing at all to compute from:
            demand that nobody gave is empty, not 0.
    """
    flows = {
        "D1": expansion,
        "D2": issuance_mean[..., None] * (1.0 - before_register),
        "D4": forecast_flow,
    }
    return flows[str(leading_method)] * demand_known


def replacement_ha(
    issued_net_ha: Floats, occupied_share: Floats, replacement_rate: Floats, destination: Floats
) -> Floats:
    """Replacement that a transformation sends to each group.

    ``issued_net_ha * occupied_share * replacement_rate * destination`` [ha],
    measure x market_area x segment. Land that was never issued makes no demand.

    Source: the item is published practice; the rate is the user's; method page, section 2.

    Example:
        >>> replacement_ha(np.array([4.0]), np.array([0.9]), np.array([0.8]),
        ...                np.array([[[0.75]]])).round(6).tolist()
        [[[2.16]]]
    """
    leaving = issued_net_ha * occupied_share * replacement_rate
    return times(leaving[..., :, None, None], destination)


def replacement(replacement_ha: Floats, in_year: Floats) -> Floats:
    """Replacement in the year in which firms must leave [ha per year].

    Args:
        replacement_ha: measure x market_area x segment.
        in_year: 1 in the year of the measure, measure x year.
    """
    return contract("...kag,ky->...agy", replacement_ha, in_year)


def special_flow(special: Floats) -> Floats:
    """Named extra demand [ha per year], summed over names: market_area x segment x year."""
    return np.asarray(np.nansum(special, axis=-4))


def adds(includes: Floats, leading: Floats) -> Floats:
    """1 when the leading method does not include a component yet, else 0.

    Args:
        includes: 1 where the method includes the component, method.
        leading: 1 for the leading method, method.

    Example:
        >>> adds(np.array([0.0, 1.0, 1.0]), np.array([1.0, 0.0, 0.0])).item()
        1.0
    """
    return np.asarray(1.0 - leading @ includes)


def added_component(flow: Floats, adds: Floats) -> Floats:
    """Demand of a component that comes on top of the leading method [ha per year]."""
    return times(flow, adds)


def forecast_total(
    forecast_value: Any,
    forecast_low: Floats,
    forecast_high: Floats,
    forecast_chosen: Floats,
    forecast_net_share: Floats,
) -> Floats:
    """Net hectares of a forecast: its low, high or chosen value times its net share."""
    chosen = {"low": forecast_low, "high": forecast_high, "chosen": forecast_chosen}
    return chosen[str(forecast_value)] * forecast_net_share


def forecast_leads(forecast_name: Any, leading_forecast: Any) -> Floats:
    """1 for rows of the leading forecast, else 0."""
    leads: Floats = np.asarray(forecast_name == str(leading_forecast), dtype=float)
    return leads


def forecast_counted(forecast_total: Floats, forecast_leads: Floats) -> Floats:
    """Net hectares of the rows of the leading forecast, 0 for all others [ha].

    A total that is not known matters only when its forecast leads.

    Example:
        >>> forecast_counted(np.array([10.0, np.nan]), np.array([1.0, 0.0])).tolist()
        [10.0, 0.0]
    """
    return np.where(forecast_leads > 0, forecast_total, 0.0)
