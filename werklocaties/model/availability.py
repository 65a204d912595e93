"""Plots that a firm can have now: the largest per segment, how many per size, what they allow.

Available are plots that are issuable on the reference date, those whose year, option or freeze
has come or gone included. Plots in option never count: an option hides scarcity.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.model.coverage import plot_ha
from werklocaties.model.moments import first_new_year
from werklocaties.model.vocabulary import NUISANCE_CATEGORY, SEGMENT, UNDIVIDED

SIZE_BOUNDS_M2: tuple[int, ...] = (0, 1_000, 2_500, 5_000, 10_000, 50_000)
"""Lower bounds of the size classes [m2]; every class is half-open, the last has no end."""


def size_class(area_m2: float) -> int:
    """Return the number of the half-open size class of an area.

    Example:
        >>> [size_class(area) for area in (999.9, 1000.0, 50000.0)]
        [0, 1, 5]
    """
    return int(np.searchsorted(SIZE_BOUNDS_M2, area_m2, side="right")) - 1


def _over(days: pd.Series, year: float) -> NDArray[np.bool_]:
    """True where a date has passed on 1 January of the year."""
    return np.array(
        [isinstance(day, str) and bool(day) and first_new_year(day) <= year for day in days]
    )


def available(plots: pd.DataFrame, year: float) -> pd.Series:
    """Mark plots that can be had on 1 January of a year.

    Args:
        plots: frame of the table plots.
        year: year of the reference date.
    """
    status = plots["status"]
    began = plots["available_from"].astype("float64").fillna(np.inf) <= year
    thawed = plots["frozen_status"].fillna("issuable_now") == "issuable_now"
    later = (status == "issuable_later") & began
    expired = (status == "option") & _over(plots["option_until"], year)
    released = (status == "frozen") & _over(plots["frozen_until"], year) & thawed
    return pd.Series((status == "issuable_now") | later | expired | released).astype(bool)


@dataclass(frozen=True)
class SegmentAvailability:
    """What a segment offers now."""

    segment: str
    plots: int
    ha: float
    largest_m2: float
    by_size: tuple[int, ...]
    """Number of plots per size class."""
    highest_category: str
    quay: int
    rail: int


def highest_category(categories: pd.Series) -> str:
    """Return the highest nuisance category; empty when none is known.

    Example:
        >>> highest_category(pd.Series(["3.2", "4.1", None]))
        '4.1'
    """
    known = [c for c in categories.dropna().astype(str) if c in NUISANCE_CATEGORY]
    return max(known, key=NUISANCE_CATEGORY.order.index, default="")


def _of_segment(segment: str, plots: pd.DataFrame) -> SegmentAvailability:
    areas = plots["m2"].to_numpy(dtype=float)
    known = areas[~np.isnan(areas)]
    classes = [size_class(area) for area in known]
    count = tuple(classes.count(n) for n in range(len(SIZE_BOUNDS_M2)))
    return SegmentAvailability(
        segment=segment,
        plots=len(plots),
        ha=float(known.sum()) / 10_000.0,
        largest_m2=float(known.max()) if len(known) else 0.0,
        by_size=count,
        highest_category=highest_category(plots["nuisance_category"]),
        quay=int(plots["quay"].fillna(False).sum()),
        rail=int(plots["rail"].fillna(False).sum()),
    )


def availability(
    plots: pd.DataFrame, parks: pd.DataFrame, year: float
) -> Mapping[str, SegmentAvailability]:
    """Return what every segment offers on 1 January of a year, in the order of the segments.

    A plot without a segment has that of its park; segments with land but nothing available are
    listed with zeros.
    """
    own = plots["segment"]
    inherited = parks["segment"].reindex(plots["park_uid"].to_numpy()).to_numpy()
    segment = own.where(own.notna(), inherited).fillna(UNDIVIDED).astype(str)
    free = plots.assign(m2=plot_ha(plots) * 10_000.0)[available(plots, year)]
    named = segment[available(plots, year)]
    order = (*SEGMENT.order, UNDIVIDED)
    present = [code for code in order if (segment == code).any()]
    present += sorted(set(segment) - set(order))
    return {code: _of_segment(code, free[named == code]) for code in present}
