"""Supply items of parks: what is declared, and what of a plan no plot covers."""

import math
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from werklocaties.model.coverage import coverage, plot_ha
from werklocaties.model.moments import ALWAYS, NEVER
from werklocaties.model.vocabulary import HARD_PHASES, SOFT_PHASES, UNDIVIDED

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
    default = np.nan if kind == "plan" else ALWAYS
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


def park_items(
    parks: pd.DataFrame, plots: pd.DataFrame, area_of: Callable[[object], str]
) -> pd.DataFrame:
    """Items for what no plot covers: declared issuable land and the rest of a plan.

    Declared land is on the market, unless the park itself names a year; a plan waits for its year.

    Args:
        parks: frame of the table parks.
        plots: frame of the table plots.
        area_of: market area of a municipality code.
    """
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
