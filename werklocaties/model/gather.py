"""Inputs of the terms, gathered from tables, assumptions and items into arrays by name."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.model.assumptions import Resolved, Value
from werklocaties.model.demand import M2_PER_HA
from werklocaties.model.dimensions import METHODS, Dimensions, own_measures
from werklocaties.model.items import Items
from werklocaties.model.moments import decimal_year
from werklocaties.model.registers import ASSUMPTIONS
from werklocaties.model.table import Table
from werklocaties.model.vocabulary import LAYERS, UNDIVIDED, WEIGHTED_LAYERS

Inputs = dict[str, tuple[tuple[str, ...], Any]]
"""Axes and array by name."""

Floats = NDArray[np.float64]

INCLUDES: Mapping[str, frozenset[str]] = {
    "D1": frozenset({"expansion"}),
    "D2": frozenset({"expansion", "replacement", "special"}),
}
"""Components that a method itself includes; a forecast's stand with the forecast."""

ADDABLE: tuple[str, ...] = ("replacement", "special", "friction", "iron")
"""Components that come on top of the leading method when it does not include them."""


def of_moments(dims: Dimensions) -> Inputs:
    """Years and moments as numbers."""
    moments = dims.moments
    return {
        "year": (("year",), np.array(moments.years, dtype=float)),
        "stock_year": (("stock_year",), np.array(moments.stock_years, dtype=float)),
        "issue_year": (("issue_year",), np.array(dims.issue_years, dtype=float)),
        "state_year": (("stand",), moments.state_years),
        "register_moment": ((), np.array(moments.register_moment)),
        "register_year": ((), np.array(float(int(moments.register_moment)))),
        "year_in_period": (("year", "period"), moments.year_in_period),
        "m2_per_ha": ((), np.array(M2_PER_HA)),
        "in_area": (("municipality", "market_area"), dims.in_area),
        "divided": (("market_area", "segment"), dims.divided),
        "undivided": (("market_area", "segment"), 1.0 - dims.divided),
        "groups": ((), dims.groups),
    }


def of_scalars(scalars: Mapping[str, Value | None]) -> Inputs:
    """Assumptions without axes: numbers as arrays, words as they are."""
    made: Inputs = {}
    for key, value in scalars.items():
        numeric = ASSUMPTIONS[key].type in ("number", "year", "boolean")
        empty: Value = np.nan if numeric else ""
        filled = empty if value is None else value
        made[key] = ((), np.array(filled) if isinstance(filled, float) else filled)
    return made


def of_assumptions(resolved: Mapping[str, Resolved]) -> Inputs:
    """Assumptions with axes.

    A share nobody gave beside other shares of the same sector is 0, as is a destination or a
    special demand that is not there.
    """
    made: Inputs = {key: (one.axes, one.values) for key, one in resolved.items()}
    for key in ("destination", "special"):
        axes, values = made[key]
        made[key] = axes, np.nan_to_num(values)
    axes, shares = made["segment_share"]
    given = ~np.isnan(shares).all(axis=1, keepdims=True)
    made["segment_share"] = axes, np.where(given, np.nan_to_num(shares), shares)
    weights = made["layer_weight"][1]
    by_layer = np.zeros(len(LAYERS))
    by_layer[[LAYERS.index(name) for name in WEIGHTED_LAYERS]] = weights
    made["weight_by_layer"] = (), by_layer
    return made


def of_jobs(jobs: Table, dims: Dimensions) -> Inputs:
    """Jobs in the first year per sector and municipality; empty where no row says so."""
    frame = jobs.frame
    now = frame[frame["year"] == dims.moments.reference_year]
    table = now.pivot_table(index="sector", columns="municipality", values="jobs", aggfunc="sum")
    start = table.reindex(index=list(dims.sectors), columns=list(dims.municipalities))
    return {"jobs_start": (("sector", "municipality"), start.to_numpy(dtype=float))}


def first_issue(
    issuance: Table, parks: Table, dims: Dimensions
) -> tuple[pd.DataFrame, NDArray[np.intp]]:
    """Rows of first issue, with the number of their group.

    Buy-back, re-issue and sales between firms are left out. Issue without municipality or segment
    of its own has that of its park, else it is undivided.
    """
    frame = issuance.frame
    first = frame[frame["kind"].isna() | (frame["kind"] == "first")]
    park = parks.frame.reindex(first["park_uid"].to_numpy())
    segment = first["segment"].where(first["segment"].notna(), park["segment"].to_numpy())
    home = first["municipality"].where(
        first["municipality"].notna(), park["municipality"].to_numpy()
    )
    areas = [dims.area_of.get(str(code), UNDIVIDED) for code in home]
    return first, dims.group_of(areas, segment.fillna(UNDIVIDED).astype(str))


def issued_by_group(issuance: Table, parks: Table, dims: Dimensions) -> Floats:
    """First issue per market area, segment and year [ha]."""
    first, group = first_issue(issuance, parks, dims)
    year = {label: n for n, label in enumerate(dims.issue_years)}
    place = group * len(year) + np.array([year[int(y)] for y in first["year"]], dtype=np.intp)
    count = dims.groups[0] * dims.groups[1] * len(year)
    issued: Floats = np.bincount(place, first["ha"].to_numpy(dtype=float), count).astype(float)
    return issued.reshape(*dims.groups, len(year))


def of_issuance(issuance: Table, parks: Table, dims: Dimensions) -> Inputs:
    """Issued land per group and year."""
    issued = issued_by_group(issuance, parks, dims)
    return {"issued": (("market_area", "segment", "issue_year"), issued)}


def _net_share(frame: pd.DataFrame) -> Floats:
    gross = (frame["measured_in"] == "gross").to_numpy(dtype=bool)
    return np.where(gross, frame["net_share"].to_numpy(dtype=float), 1.0)


def _moments(dates: pd.Series) -> Floats:
    return np.array([np.nan if pd.isna(day) else decimal_year(day) for day in dates], dtype=float)


def of_forecasts(forecasts: Table, dims: Dimensions, profile: Resolved) -> Inputs:
    """Columns of the stored forecasts, one row each, with the profile of their name."""
    frame = forecasts.frame
    area, segment = (frame[name].fillna(UNDIVIDED) for name in ("market_area", "segment"))
    group = dims.group_of(area, segment)
    in_group = np.zeros((len(frame), dims.groups[0] * dims.groups[1]))
    in_group[np.arange(len(frame)), group] = 1.0
    rows = np.array([dims.forecasts.index(str(name)) for name in frame["name"]], dtype=np.intp)
    shares = profile.values[rows]
    has = (~np.isnan(shares)).any(axis=1) if len(rows) else np.zeros(0, dtype=bool)
    row = ("forecast_row",)
    return {
        "forecast_name": (row, frame["name"].to_numpy(dtype=object)),
        "forecast_low": (row, frame["low"].to_numpy(dtype=float)),
        "forecast_high": (row, frame["high"].to_numpy(dtype=float)),
        "forecast_chosen": (row, frame["chosen"].to_numpy(dtype=float)),
        "forecast_net_share": (row, _net_share(frame)),
        "forecast_from": (row, _moments(frame["from_date"])),
        "forecast_until": (row, _moments(frame["until_date"])),
        "forecast_has_profile": (row, has.astype(float)),
        "row_profile": (("forecast_row", "year"), np.nan_to_num(shares)),
        "forecast_group": (
            ("forecast_row", "market_area", "segment"),
            in_group.reshape(len(frame), *dims.groups),
        ),
    }


def leading_includes(forecasts: Table, leading_forecast: str) -> frozenset[str] | None:
    """Components that the leading forecast includes, None when its source does not say."""
    frame = forecasts.frame
    texts = frame.loc[frame["name"] == leading_forecast, "includes"].dropna()
    words = {word.strip() for text in texts for word in str(text).split(",") if word.strip()}
    return frozenset(words) or None


def demand_known(dims: Dimensions, leading_method: str, leading_forecast: str) -> Floats:
    """1 when the leading method has anything to compute from, else empty."""
    known = {
        "D1": bool(dims.sectors),
        "D2": bool(dims.issue_years),
        "D4": leading_forecast in dims.forecasts,
    }
    return np.array(1.0 if known[leading_method] else np.nan)


def of_methods(
    forecasts: Table, dims: Dimensions, leading_method: str, leading_forecast: str
) -> Inputs:
    """Which components each method includes; an unknown forecast is taken to include all."""
    forecast = leading_includes(forecasts, leading_forecast)
    held = {**INCLUDES, "D4": frozenset(ADDABLE) if forecast is None else forecast}
    made: Inputs = {
        f"includes_{component}": (
            ("method",),
            np.array([float(component in held[method]) for method in METHODS]),
        )
        for component in ADDABLE
    }
    leads = np.array([float(method == leading_method) for method in METHODS])
    made["leading"] = ("method",), leads
    made["demand_known"] = (), demand_known(dims, leading_method, leading_forecast)
    return made


def of_measures(measures: Table, scenario_uid: str, dims: Dimensions) -> Inputs:
    """Columns of the transformations and the year in which firms must leave."""
    frame = own_measures(measures, scenario_uid).loc[list(dims.measures)]
    years = np.array(dims.moments.years, dtype=float)
    start = frame["start_year"].to_numpy(dtype=float, na_value=np.nan)
    axis = ("measure",)
    return {
        "issued_net_ha": (axis, frame["issued_net_ha"].to_numpy(dtype=float)),
        "occupied_share": (axis, frame["occupied_share"].to_numpy(dtype=float)),
        "replacement_rate": (axis, frame["replacement_rate"].to_numpy(dtype=float)),
        "measure_start_year": (axis, start),
        "measure_in_year": (
            ("measure", "year"),
            (start[:, None] == years[None, :]).astype(float),
        ),
    }


def of_items(items: Items, dims: Dimensions) -> Inputs:
    """Columns of the supply items and the number of their group."""
    axis = ("item",)
    numbers = (
        "available_from",
        "withdrawn_from",
        "frozen_from",
        "frozen_until",
        "option_from",
        "option_until",
        "ha",
    )
    made: Inputs = {f"item_{name}": (axis, items.floats(name)) for name in numbers}
    made["item_base"] = axis, items.base
    group = dims.group_of(items.frame["market_area"], items.frame["segment"])
    made["item_group"] = axis, group
    return made
