"""Supply items that are plots: their layer, their timeline and the group they belong to."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.model.coverage import UNISSUED, plot_ha
from werklocaties.model.moments import ALWAYS, NEVER, first_new_year
from werklocaties.model.vocabulary import UNDIVIDED

Floats = NDArray[np.float64]

SUPPLY_STATUS = frozenset({*UNISSUED, "hard_plan", "soft_plan"})
"""Plot statuses that make a supply item."""

LATER = frozenset({"issuable_later", "hard_plan", "soft_plan"})
"""Layers that wait for the year in which they come on the market."""


def _years(dates: pd.Series, missing: float) -> Floats:
    """Return the first 1 January on or after each date; ``missing`` where there is none."""
    return np.array(
        [missing if pd.isna(d) or not d else first_new_year(d) for d in dates], dtype=float
    )


def _begins(plots: pd.DataFrame, status: str, begin: str, end: str) -> Floats:
    """Return the year in which a freeze or option begins.

    A plot that has the status has it in the whole year of its first day, or from the beginning.
    Another plot gets it on the first 1 January on or after that day, when both days are known:
    a first day alone may be what an ended agreement left behind.
    """
    has = (plots["status"] == status).to_numpy(dtype=bool)
    planned = (plots[begin].notna() & plots[end].notna()).to_numpy(dtype=bool)
    running = [ALWAYS if pd.isna(day) else float(str(day)[:4]) for day in plots[begin]]
    later = np.where(planned, _years(plots[begin], NEVER), NEVER)
    return np.where(has, np.array(running, dtype=float), later)


def _base_of_plots(plots: pd.DataFrame) -> NDArray[np.object_]:
    """Layer a plot has when no option or freeze holds."""
    status = plots["status"].to_numpy(dtype=object)
    later = plots["available_from"].notna().to_numpy()
    thawed = plots["frozen_status"].where(plots["frozen_status"].notna(), "issuable_now")
    base = np.where(status == "frozen", thawed.to_numpy(dtype=object), status)
    in_option = (base == "option") | (status == "option")
    free = np.where(later, "issuable_later", "issuable_now")
    return np.where(in_option, free, base)


def plot_items(
    plots: pd.DataFrame, parks: pd.DataFrame, area_of: Callable[[object], str]
) -> pd.DataFrame:
    """One item per plot that is net land not issued yet, or stands in a plan.

    Args:
        plots: frame of the table plots, those whose park's declaration leads left out.
        parks: frame of the table parks.
        area_of: market area of a municipality code.
    """
    chosen = plots[plots["status"].isin(SUPPLY_STATUS)]
    park = parks.reindex(chosen["park_uid"].to_numpy())
    segment = chosen["segment"].where(chosen["segment"].notna(), park["segment"].to_numpy())
    home = chosen["municipality"].where(
        chosen["municipality"].notna(), park["municipality"].to_numpy()
    )
    inherited = chosen["segment"].isna().to_numpy() & (
        park["segment_origin"] == "illustratief"
    ).to_numpy(dtype=bool)
    base = _base_of_plots(chosen)
    start = chosen["available_from"].to_numpy(dtype=float, na_value=np.nan)
    waiting = np.isnan(start) & np.isin(base.astype(str), sorted(LATER))
    return pd.DataFrame(
        {
            "kind": "plot",
            "object_uid": chosen.index.to_numpy(),
            "park_uid": chosen["park_uid"].fillna("").to_numpy(),
            "name": chosen["plot_number"].fillna("").to_numpy(),
            "market_area": [area_of(code) for code in home],
            "segment": segment.fillna(UNDIVIDED).to_numpy(),
            "base": base,
            "ha": plot_ha(chosen),
            "available_from": np.where(waiting, np.nan, np.nan_to_num(start, nan=ALWAYS)),
            "withdrawn_from": NEVER,
            "frozen_from": _begins(chosen, "frozen", "frozen_from", "frozen_until"),
            "frozen_until": _years(chosen["frozen_until"], NEVER),
            "option_from": _begins(chosen, "option", "option_from", "option_until"),
            "option_until": _years(chosen["option_until"], NEVER),
            "illustrative": (chosen["origin"] == "illustratief").to_numpy(dtype=bool) | inherited,
        },
        index=chosen.index,
    )
