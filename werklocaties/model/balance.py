"""The balance: supply against need per market area x segment, cumulative from the register date."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from werklocaties.model.arrays import Floats, contract, times
from werklocaties.model.demand import M2_PER_HA


def before_register(year: Floats, register_moment: Floats) -> Floats:
    """Part of each year that lies before the register date.

    ``clip(register_moment - year, 0, 1)``: a register date of 1 July counts half a year's flow.

    Example:
        >>> before_register(np.array([2019.0, 2020.0, 2021.0]), np.array(2020.5)).tolist()
        [1.0, 0.5, 0.0]
    """
    return np.clip(register_moment - year, 0.0, 1.0)


def settled_share(issue_year: Floats, reference_year: Floats, register_moment: Floats) -> Floats:
    """Part of each year of issue that lies between first forecast year and register date."""
    share = np.clip(register_moment - issue_year, 0.0, 1.0)
    return np.where(issue_year >= reference_year, share, 0.0)


def settled_leading(
    leading_method: Any,
    settling: Any,
    issued: Floats,
    settled_share: Floats,
    leading_flow: Floats,
    before_register: Floats,
) -> Floats:
    """What the leading demand between t0 and the register date is settled with [ha].

    ``doortellen``: realised issuance; ``herijken``: the forecast flow itself. Past issuance (D2)
    flows from the register date only, so nothing is to be settled.

    Example:
        >>> settled_leading("D4", "doortellen", np.array([[[150.0]]]), np.array([1.0]),
        ...                 np.array([[[33.4]]]), np.array([1.0])).tolist()
        [[150.0]]
    """
    if str(leading_method) == "D2":
        return np.zeros(leading_flow.shape[:-1])
    if str(settling) == "doortellen":
        return contract("...agy,...y->...ag", issued, settled_share)
    return settled_other("herijken", leading_flow, before_register)


def settled_other(settling: Any, flow: Floats, before_register: Floats) -> Floats:
    """What replacement or special demand before the register date is settled with [ha].

    Realised issuance (doortellen) was taken off the leading demand already.
    """
    if str(settling) == "doortellen":
        return np.zeros(flow.shape[:-1])
    return contract("...agy,...y->...ag", flow, before_register)


def flow_of_period(flow: Floats, settled: Floats, year_in_period: Floats) -> Floats:
    """Flow of each period; the first one less what is settled.

    ``sum(years of the period: flow) - settled`` [ha], market_area x segment x period

    Args:
        flow: market_area x segment x year.
        settled: market_area x segment.
        year_in_period: 1 where the year lies in the period, year x period. Years before the
            register date belong to the first period.
    """
    by_period = contract("...agy,yp->...agp", flow, year_in_period)
    by_period[..., 0] -= settled
    return by_period


def flow_period(
    leading_period: Floats, replacement_period: Floats, special_period: Floats
) -> Floats:
    """Need that flows in a period: leading + replacement + special demand [ha]."""
    return leading_period + replacement_period + special_period


def flow_to(flow_period: Floats) -> Floats:
    """Need from the register date to each moment [ha]: 0 at the register date itself."""
    total = np.cumsum(flow_period, axis=-1)
    return np.concatenate([np.zeros_like(total[..., :1]), total], axis=-1)


def iron_target(
    iron_years: Floats,
    flow_to: Floats,
    horizon_year: Floats,
    register_moment: Floats,
    adds_iron: Floats,
) -> Floats:
    """Strategic stock (ijzeren voorraad): a level, the same in every period.

    ``adds_iron * max(0, iron_years * flow_to[T] / (T - t_r))`` [ha], market_area x segment

    Source: professional practice; the number of years is the user's.

    Example:
        >>> iron_target(np.array(2.0), np.array([0.0, 20.0]), np.array(2036.0), np.array(2026.0),
        ...             np.array(1.0)).item()
        4.0
    """
    mean = flow_to[..., -1] / (horizon_year - register_moment)
    return times(adds_iron, np.maximum(0.0, times(iron_years, mean)))


def friction_gap(
    friction_need: Floats,
    friction_rate: Floats,
    floor_stock_m2: Floats,
    vacant_m2: Floats,
    fsi_net: Floats,
    adds_friction: Floats,
) -> Floats:
    """Land needed for the vacancy that moving firms need and that is not there.

    ``max(0, friction_rate * floor_stock_m2 - vacant_m2) / fsi_net / 10 000`` [ha]

    Args:
        friction_need: 1 when it counts as need (off by default).
        friction_rate: segment [share]; 5% and 6-7% are both seen.
        floor_stock_m2: market_area x segment [m2].
        vacant_m2: market_area x segment [m2].
        fsi_net: segment [m2 floor per m2 net land].
        adds_friction: 0 when the leading method includes friction already.

    A group whose floor stock nobody entered has no gap; that is a finding.
    """
    if not friction_need:
        return np.zeros(np.shape(floor_stock_m2))
    short = np.maximum(0.0, friction_rate * floor_stock_m2 - vacant_m2)
    gap = times(adds_friction, short / fsi_net / M2_PER_HA)
    return np.where(np.isnan(floor_stock_m2), 0.0, gap)


def targets(iron_target: Floats, friction_gap: Floats) -> Floats:
    """Stock targets [ha]: reserved once in each cumulative balance, never summed over periods."""
    return iron_target + friction_gap


def balance(supply: Floats, flow_to: Floats, targets: Floats) -> Floats:
    """Cumulative balance at each moment [ha]; a shortage is negative.

    ``supply[a,g,e] - flow_to[a,g,e] - targets[a,g]``

    Published check: Twente 2017, 437 ha of supply and 334 ha of need leave 103 ha.

    Example:
        >>> balance(np.array([[[437.0]]]), np.array([[[334.0]]]), np.array([[0.0]])).item()
        103.0
    """
    return supply - flow_to - targets[..., None]


def balance_without_option(balance: Floats, of_which_option: Floats) -> Floats:
    """Balance when land in option on the register date does not count [ha]."""
    return balance - of_which_option


def opening(balance: Floats) -> Floats:
    """Balance at the start of each period [ha]."""
    return balance[..., :-1]


def closing(opening: Floats, added: Floats, withdrawn: Floats, flow_period: Floats) -> Floats:
    """Balance at the end of each period by roll-forward [ha].

    ``opening + added - withdrawn - flow_period``; equals the cumulative balance to 1e-9.
    """
    return opening + added - withdrawn - flow_period


def need(flow_to: Floats, targets: Floats) -> Floats:
    """Need at each moment, targets included [ha]."""
    return flow_to + targets[..., None]


def ratio(supply: Floats, need: Floats) -> Floats:
    """Supply divided by need; empty where there is no need."""
    empty: Floats = np.full(supply.shape, np.nan)
    return np.divide(supply, need, out=empty, where=need > 0)


STATUSES: tuple[str, ...] = ("tekort", "krap", "in_balans", "ruim", "overschot")
"""Statuses from shortage to surplus."""


def status(supply: Floats, need: Floats, status_bound: Floats) -> NDArray[Any]:
    """Status of the balance: the first status whose bound the ratio stays below.

    A ratio equal to a bound belongs to the better class; no need is ``geen_vraag``;
    an unknown supply or need has no status.

    Args:
        supply: counted supply [ha].
        need: need with the targets that are on [ha].
        status_bound: ascending upper bounds of the first four ``STATUSES`` [supply / need].

    Source: bounds are professional practice; they fit published wording at 0.94, 1.00, 1.31, 1.57.

    Example:
        >>> status(np.array([437.0]), np.array([334.0]), np.array([0.75, 0.9, 1.1, 1.5])).tolist()
        ['ruim']
    """
    classes = np.searchsorted(status_bound, ratio(supply, need), side="right")
    found = np.array([*STATUSES, ""], dtype=object)[np.minimum(classes, len(STATUSES))]
    found = np.where(need <= 0, "geen_vraag", found)
    return np.where(np.isnan(supply) | np.isnan(need), "", found)


def shortage(closing: Floats) -> Floats:
    """The shortage in a closing balance [ha]: 0 when there is none."""
    return np.minimum(closing, 0.0)


def over_groups(values: Floats, groups: Floats) -> Floats:
    """Sum over groups: plain, a surplus in one group does lift the sum.

    Args:
        values: market_area x segment x period or stand.
        groups: 1 for groups that count, market_area x segment.
    """
    return contract("...agp,ag->...p", np.where(groups[..., None] > 0, values, 0.0), groups)
