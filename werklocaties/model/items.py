"""Supply items: every plot or part of a park that is, was or will be on the market.

An item is a piece of net land with one timeline. Plots give one item each; a park gives items
for what no plot covers: its declared issuable land and the rest of its plan.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.model.coverage import UNISSUED, coverage, plot_ha
from werklocaties.model.decisions import Decisions
from werklocaties.model.finding import Finding
from werklocaties.model.moments import ALWAYS, NEVER, first_new_year
from werklocaties.model.vocabulary import HARD_PHASES, LAYERS, SOFT_PHASES, UNDIVIDED

Floats = NDArray[np.float64]

SUPPLY_STATUS = frozenset({*UNISSUED, "hard_plan", "soft_plan"})
"""Plot statuses that make a supply item."""

LATER = frozenset({"issuable_later", "hard_plan", "soft_plan"})
"""Layers of land that comes in a year of its own; without that year it is not counted."""

COLUMNS = (
    "kind",
    "object_uid",
    "park_uid",
    "name",
    "market_area",
    "segment",
    "base",
    "ha",
    "available_from",
    "withdrawn_from",
    "frozen_from",
    "frozen_until",
    "option_from",
    "option_until",
    "illustrative",
)
"""Columns of the item table."""


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


def _years(dates: pd.Series, missing: float) -> Floats:
    """Return the first 1 January on or after each date; ``missing`` where there is none."""
    return np.array(
        [missing if pd.isna(d) or not d else first_new_year(d) for d in dates], dtype=float
    )


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


def _base_of_plots(plots: pd.DataFrame) -> NDArray[np.object_]:
    """Layer a plot has when no option or freeze holds."""
    status = plots["status"].to_numpy(dtype=object)
    later = plots["available_from"].notna().to_numpy()
    thawed = plots["frozen_status"].where(plots["frozen_status"].notna(), "issuable_now")
    base = np.where(status == "frozen", thawed.to_numpy(dtype=object), status)
    in_option = (base == "option") | (status == "option")
    free = np.where(later, "issuable_later", "issuable_now")
    return np.where(in_option, free, base)


def _plot_items(
    plots: pd.DataFrame, parks: pd.DataFrame, area_of: Callable[[object], str]
) -> pd.DataFrame:
    chosen = plots[plots["status"].isin(SUPPLY_STATUS)]
    park = parks.reindex(chosen["park_uid"].to_numpy())
    segment = chosen["segment"].where(chosen["segment"].notna(), park["segment"].to_numpy())
    home = chosen["municipality"].where(
        chosen["municipality"].notna(), park["municipality"].to_numpy()
    )
    status = chosen["status"].to_numpy()
    inherited = chosen["segment"].isna().to_numpy() & (
        park["segment_origin"] == "illustratief"
    ).to_numpy(dtype=bool)
    frozen, option = status == "frozen", status == "option"
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
            "frozen_from": np.where(frozen, _years(chosen["frozen_from"], ALWAYS), NEVER),
            "frozen_until": _years(chosen["frozen_until"], NEVER),
            "option_from": np.where(option, _years(chosen["option_from"], ALWAYS), NEVER),
            "option_until": _years(chosen["option_until"], NEVER),
            "illustrative": (chosen["origin"] == "illustratief").to_numpy(dtype=bool) | inherited,
        },
        index=chosen.index,
    )


def declared_layer(phase: object, serviced: object) -> str:
    """Layer of a park's declared issuable land, from the phase of its plan.

    A hard plan on serviced ground is issuable now; a hard plan otherwise is ``hard_plan``;
    a soft plan is ``soft_plan``; an unknown phase is ``declared``.

    Example:
        >>> declared_layer("adopted", True), declared_layer("unknown", True)
        ('issuable_now', 'declared')
    """
    if phase in SOFT_PHASES:
        return "soft_plan"
    if phase in HARD_PHASES:
        ready = isinstance(serviced, bool | np.bool_) and bool(serviced)
        return "issuable_now" if ready else "hard_plan"
    return "declared"


def _park_item(
    kind: str, uid: str, park: pd.Series, base: str, ha: float, area: str
) -> dict[str, object]:
    start = park["available_from"]
    default = np.nan if base in ("hard_plan", "soft_plan") else ALWAYS
    marked = park["origin"] == "illustratief" or park["segment_origin"] == "illustratief"
    return {
        "uid": f"{uid}:{kind}",
        "kind": kind,
        "object_uid": uid,
        "park_uid": uid,
        "name": park["name"],
        "market_area": area,
        "segment": UNDIVIDED if pd.isna(park["segment"]) else park["segment"],
        "base": base,
        "ha": ha,
        "available_from": default if pd.isna(start) else float(start),
        "withdrawn_from": NEVER,
        "frozen_from": NEVER,
        "frozen_until": NEVER,
        "option_from": NEVER,
        "option_until": NEVER,
        "illustrative": bool(marked),
    }


def plan_net_ha(park: pd.Series) -> float:
    """Net hectares of a park's plan: as entered, else gross x net share for a park not yet net.

    Empty while only a gross area is known: gross land is not counted without a net share.
    """
    if not pd.isna(park["plan_net_ha"]):
        return float(park["plan_net_ha"])
    planned = park["plan_phase"] in HARD_PHASES | SOFT_PHASES and pd.isna(park["net_ha"])
    if not planned or pd.isna(park["gross_ha"]):
        return 0.0
    return float(park["gross_ha"]) * float(park["net_share"])


def _items_of_park(
    uid: str, park: pd.Series, coverage: str, plots_ha: float, area: str
) -> list[dict[str, object]]:
    made = []
    issuable = float(park["issuable_ha"])
    if coverage == "geen" and issuable > 0:
        layer = declared_layer(park["plan_phase"], park["serviced"])
        made.append(_park_item("declared", uid, park, layer, issuable, area))
    rest = plan_net_ha(park) - plots_ha
    if rest > 1e-9 or math.isnan(rest):
        layer = "soft_plan" if park["plan_phase"] in SOFT_PHASES else "hard_plan"
        made.append(_park_item("plan", uid, park, layer, rest, area))
    return made


def _by_uid(frame: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    for uid, row in frame.iterrows():
        yield str(uid), row


def _park_items(
    parks: pd.DataFrame, plots: pd.DataFrame, area_of: Callable[[object], str]
) -> pd.DataFrame:
    cover = coverage(parks, plots)
    ha = pd.Series(plot_ha(plots), index=plots.index)
    net = ha[plots["status"] != "not_net"].groupby(plots["park_uid"]).sum()
    covered = net.reindex(parks.index).fillna(0.0)
    active = (
        (parks["issuable_ha"].fillna(0) > 0)
        | parks["plan_net_ha"].notna()
        | parks["plan_phase"].notna()
    )
    rows = [
        item
        for uid, park in _by_uid(parks[active])
        for item in _items_of_park(
            uid,
            park,
            str(cover[uid]),
            0.0 if cover[uid] == "geen" else float(covered[uid]),
            area_of(park["municipality"]),
        )
    ]
    return pd.DataFrame(rows, columns=["uid", *COLUMNS]).set_index("uid")


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
    from_plots = _plot_items(plots[~silent.to_numpy(dtype=bool)], parks, area_of)
    joined = [part for part in (from_plots, _park_items(parks, plots, area_of)) if len(part)]
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
