"""Plot coverage: whether plots or the park's own declaration lead."""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

WHOLE_SHARE = 0.95
"""Share of gross area from which plots are taken to cover the whole park (method, section 3)."""

UNISSUED = frozenset({"issuable_now", "issuable_later", "option", "frozen"})
"""Plot statuses that are net land not issued yet."""


def plot_ha(plots: pd.DataFrame) -> NDArray[np.float64]:
    """Area of every plot from its geometry in EPSG:28992 [ha]; empty without geometry."""
    geometry = plots["geometry"].to_numpy()
    areas = shapely.area(geometry) / 10_000.0
    return np.where(shapely.is_missing(geometry), np.nan, areas)


def proposed(total_plot_ha: float, gross_ha: float) -> str:
    """Propose a coverage for a park that has none: plots lead from 95% of gross.

    Example:
        >>> proposed(96.0, 100.0), proposed(20.0, 100.0), proposed(0.0, 100.0)
        ('geheel', 'aanbod', 'geen')
    """
    if total_plot_ha <= 0:
        return "geen"
    return "geheel" if total_plot_ha >= WHOLE_SHARE * gross_ha else "aanbod"


def coverage(parks: pd.DataFrame, plots: pd.DataFrame) -> pd.Series:
    """Return the coverage of every park: as entered, else as proposed."""
    ha = pd.Series(plot_ha(plots), index=plots.index).groupby(plots["park_uid"]).sum()
    total = ha.reindex(parks.index).fillna(0.0)
    gross = parks["gross_ha"].fillna(np.inf)
    guess = [proposed(t, g) for t, g in zip(total, gross, strict=True)]
    entered = parks["plot_coverage"]
    return entered.where(entered.notna(), pd.Series(guess, index=parks.index, dtype="str"))
