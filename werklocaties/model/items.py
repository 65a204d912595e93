"""Supply items: every plot or part of a park that is, was or will be on the market.

An item is a piece of net land with one timeline. Plots give one item each; a park gives items
for what no plot covers: its declared issuable land and the rest of its plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.model.coverage import coverage
from werklocaties.model.decisions import Decisions
from werklocaties.model.finding import Finding
from werklocaties.model.moments import NEVER
from werklocaties.model.park_items import COLUMNS, park_items
from werklocaties.model.plot_items import LATER, plot_items
from werklocaties.model.vocabulary import LAYERS, UNDIVIDED

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Items:
    """All supply items of a scenario; ``frame`` has ``COLUMNS`` and the item's uid as index."""

    frame: pd.DataFrame
    findings: tuple[Finding, ...]

    def __len__(self) -> int:
        return len(self.frame)

    def floats(self, column: str) -> Floats:
        """Return one column as numbers."""
        return self.frame[column].to_numpy(dtype=float)

    @property
    def base(self) -> NDArray[np.intp]:
        """Layer numbers of the base layers."""
        return np.array([LAYERS.index(name) for name in self.frame["base"]], dtype=np.intp)


def _decided(
    decisions: Decisions, kind: str, uids: pd.Series, attribute: str, otherwise: Floats
) -> Floats:
    years = {
        uid: float(entry.value)
        for (of_kind, uid, what), entry in decisions.items()
        if (of_kind, what) == (kind, attribute)
    }
    if not years:
        return otherwise
    decided = uids.map(years).to_numpy(dtype=float)
    return np.where(np.isnan(decided), otherwise, decided)


def _after_decisions(frame: pd.DataFrame, decisions: Decisions) -> pd.DataFrame:
    """Apply decisions: on the plan for all its unissued land, on the plot for itself."""
    if not decisions:
        return frame
    made = frame.copy()
    pairs = (
        ("withdrawn_year", "withdrawn_from"),
        ("frozen_from", "frozen_from"),
        ("frozen_until", "frozen_until"),
    )
    for attribute, column in pairs:
        values = _decided(decisions, "plan", made["park_uid"], attribute, made[column].to_numpy())
        made[column] = _decided(decisions, "plot", made["object_uid"], attribute, values)
    planned = made["kind"].isin(["plan", "declared"]) | made["base"].isin(LATER)
    start = made["available_from"].to_numpy()
    by_plan = _decided(decisions, "plan", made["park_uid"], "start_year", start)
    start = np.where(planned, by_plan, start)
    made["available_from"] = _decided(decisions, "plot", made["object_uid"], "start_year", start)
    made["illustrative"] |= _rests_on_illustration(made, decisions)
    return made


def _rests_on_illustration(frame: pd.DataFrame, decisions: Decisions) -> pd.Series:
    """Items about which an illustrative decision was taken."""
    marked = [(kind, uid) for (kind, uid, _), entry in decisions.items() if entry.illustrative]
    plans, plots = ([uid for kind, uid in marked if kind == one] for one in ("plan", "plot"))
    return frame["park_uid"].isin(plans) | frame["object_uid"].isin(plots)


def _without_known_year(frame: pd.DataFrame) -> tuple[Finding, ...]:
    waiting = frame[frame["available_from"].isna()]
    return tuple(
        Finding(
            "plan_without_year",
            "warning",
            "plots" if row.kind == "plot" else "parks",
            str(row.object_uid),
            "available_from",
            {"name": row.name, "ha": row.ha},
        )
        for row in waiting.itertuples()
    )


def _without_area(frame: pd.DataFrame) -> tuple[Finding, ...]:
    unknown = frame[frame["ha"].isna()]
    return tuple(
        Finding(
            "net_share_missing" if row.kind == "plan" else "plot_without_area",
            "warning",
            "parks" if row.kind == "plan" else "plots",
            str(row.object_uid),
            "net_share" if row.kind == "plan" else "geometry",
            {"name": row.name},
        )
        for row in unknown.itertuples()
    )


def undecided_items(
    plots: pd.DataFrame, parks: pd.DataFrame, area_of_municipality: Mapping[str, str]
) -> pd.DataFrame:
    """Build all supply items as the tables have them, before any decision.

    Plots of a park with coverage ``geen`` do not count: the declaration leads.

    Args:
        plots: frame of the table plots.
        parks: frame of the table parks.
        area_of_municipality: market area by municipality code.
    """

    def area_of(code: object) -> str:
        return area_of_municipality.get(str(code), UNDIVIDED)

    cover = coverage(parks, plots)
    silent = plots["park_uid"].map(cover) == "geen"
    from_plots = plot_items(plots[~silent.to_numpy(dtype=bool)], parks, area_of)
    joined = [part for part in (from_plots, park_items(parks, plots, area_of)) if len(part)]
    return pd.concat(joined) if joined else pd.DataFrame(columns=list(COLUMNS))


def supply_items(undecided: pd.DataFrame, decisions: Decisions) -> Items:
    """Apply a scenario's decisions to the items.

    A plan without a start year and land without a known net area are not counted; both are
    findings.
    """
    decided = _after_decisions(undecided, decisions)
    findings = (*_without_known_year(decided), *_without_area(decided))
    filled = decided.fillna({"available_from": NEVER, "ha": 0.0})
    return Items(filled, findings)
