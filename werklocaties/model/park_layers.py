"""What every park holds per layer on the register date, and how that differs from its papers."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from werklocaties.model.coverage import UNISSUED, coverage, plot_ha
from werklocaties.model.finding import Finding
from werklocaties.model.items import Items
from werklocaties.model.supply import item_layer
from werklocaties.model.vocabulary import LAYERS

SMALL_HA = 0.005
"""Differences below the rounding of published hectares are not reported."""

NET_LAYERS: tuple[str, ...] = ("issued", "frozen", "option", "issuable_now", "issuable_later")
"""Layers that make up the net area of a park."""

_TIMELINE = ("withdrawn_from", "frozen_from", "frozen_until", "option_from", "option_until")


def _of_items(items: Items, register_year: float) -> pd.DataFrame:
    """Hectares of supply items per park (rows) and layer (columns) in the register year."""
    year = np.array([register_year])
    timeline = {f"item_{name}": items.floats(name) for name in _TIMELINE}
    layer = item_layer(items.base, **timeline, state_year=year)[:, 0]
    rows = pd.DataFrame(
        {
            "park": items.frame["park_uid"].to_numpy(),
            "layer": np.array(LAYERS, dtype=object)[layer],
            "ha": items.floats("ha"),
        }
    )
    return rows.groupby(["park", "layer"])["ha"].sum().unstack(fill_value=0)


def _plots_by_status(plots: pd.DataFrame) -> pd.DataFrame:
    rows = pd.DataFrame(
        {"park": plots["park_uid"], "status": plots["status"], "ha": plot_ha(plots)}
    )
    return rows.groupby(["park", "status"])["ha"].sum().unstack(fill_value=0)


def _column(frame: pd.DataFrame, name: str, index: pd.Index) -> pd.Series:
    found = frame[name] if name in frame else pd.Series(0.0, index=frame.index)
    return found.reindex(index).fillna(0.0)


@dataclass(frozen=True, eq=False)
class PlotSums:
    """What plots mean for their parks, whatever a scenario decides; rows are parks."""

    coverage: pd.Series
    plots_ha: pd.Series
    issued_ha: pd.Series
    withdrawn_ha: pd.Series
    short_ha: pd.Series
    plots_date: pd.Series


def plot_sums(parks: pd.DataFrame, plots: pd.DataFrame) -> PlotSums:
    """Coverage, area of all plots and issued area of every park [ha]."""
    by_status, dates = _plots_by_status(plots), plots.groupby("park_uid")["reference_date"].max()
    rest = declared_rest(parks, plots)
    return PlotSums(
        coverage=coverage(parks, plots),
        plots_ha=by_status.sum(axis=1).reindex(parks.index).fillna(0.0),
        issued_ha=issued_ha(parks, plots),
        withdrawn_ha=_column(by_status, "withdrawn", parks.index),
        short_ha=(-rest).clip(lower=0.0).fillna(0.0),
        plots_date=dates.reindex(parks.index),
    )


def declared_rest(parks: pd.DataFrame, plots: pd.DataFrame) -> pd.Series:
    """Declared net hectares that unissued plots leave for issued land, where plots lead for supply.

    Negative where the plots are larger than the park declares; empty for other coverages.
    """
    by_status = _plots_by_status(plots)
    unissued = sum(
        (_column(by_status, name, parks.index) for name in sorted(UNISSUED)),
        start=pd.Series(0.0, index=parks.index),
    )
    return (parks["net_ha"] - unissued).where(coverage(parks, plots) == "aanbod")


def issued_ha(parks: pd.DataFrame, plots: pd.DataFrame) -> pd.Series:
    """Issued net hectares of every park on the register date, by its plot coverage.

    ``geheel``: the issued plots; ``aanbod``: max(0, declared net - unissued plots, those in the
    freezer included); ``geen``: declared net - declared issuable. Never plots plus declared.
    """
    cover = coverage(parks, plots)
    rest = {
        "geheel": _column(_plots_by_status(plots), "issued", parks.index),
        "aanbod": declared_rest(parks, plots).clip(lower=0.0),
        "geen": (parks["net_ha"] - parks["issuable_ha"].fillna(0.0)).clip(lower=0.0),
    }
    made = pd.Series(np.nan, index=parks.index)
    for kind, values in rest.items():
        made = made.where(cover != kind, values)
    return made


def park_layers(
    parks: pd.DataFrame, sums: PlotSums, items: Items, register_year: float
) -> pd.DataFrame:
    """Hectares per park and layer as the balance uses them, on the register date [ha].

    ``not_net`` is what remains of the declared gross area; it is empty without a gross area.

    Returns:
        Frame with the parks' uids as index and ``vocabulary.LAYERS`` as columns.
    """
    from_items = _of_items(items, register_year)
    made = pd.DataFrame({name: _column(from_items, name, parks.index) for name in LAYERS})
    made["issued"] = sums.issued_ha.fillna(0.0)
    made["withdrawn"] += sums.withdrawn_ha
    used = made.drop(columns="not_net").sum(axis=1)
    made["not_net"] = (parks["gross_ha"] - used).clip(lower=0.0).fillna(0.0)
    return made


def issued_between(parks: pd.DataFrame, issuance: pd.DataFrame, register_year: float) -> pd.Series:
    """First issue recorded per park from its declared year up to the register year [ha].

    Land issued between the two dates explains part of a difference.
    """
    first = issuance[issuance["kind"].isna() | (issuance["kind"] == "first")]
    since = first["park_uid"].map(parks["reference_year"].astype("float64"))
    year = first["year"].astype("float64")
    between = first[(year >= since) & (year < register_year)]
    return between.groupby("park_uid")["ha"].sum().reindex(parks.index).fillna(0.0)


def reconciliation(
    parks: pd.DataFrame, sums: PlotSums, layers: pd.DataFrame, between: pd.Series
) -> pd.DataFrame:
    """Declared against used per park, with both dates and the issuance between.

    Returns:
        Frame with columns ``coverage, declared_net_ha, used_net_ha, net_difference,
        declared_issuable_ha, used_issuable_ha, issuable_difference, reference_year, plots_date,
        issued_between_ha, plots_ha, short_ha``; differences are declared minus used.
    """
    used_net = layers[[*NET_LAYERS, "declared"]].sum(axis=1)
    offered = layers[["option", "issuable_now", "issuable_later", "declared"]].sum(axis=1)
    return pd.DataFrame(
        {
            "coverage": sums.coverage,
            "declared_net_ha": parks["net_ha"],
            "used_net_ha": used_net,
            "net_difference": parks["net_ha"] - used_net,
            "declared_issuable_ha": parks["issuable_ha"],
            "used_issuable_ha": offered,
            "issuable_difference": parks["issuable_ha"] - offered,
            "reference_year": parks["reference_year"],
            "plots_date": sums.plots_date,
            "issued_between_ha": between,
            "plots_ha": sums.plots_ha,
            "short_ha": sums.short_ha,
        }
    )


def check_parks(parks: pd.DataFrame) -> tuple[Finding, ...]:
    """Report parks whose own papers contradict each other.

    Issuable land above net land (five parks of IBIS) and net above gross land.
    """
    ha = {name: parks[name].to_numpy() for name in ("gross_ha", "net_ha", "issuable_ha")}
    issuable = ha["issuable_ha"] > ha["net_ha"] + SMALL_HA
    net = ha["net_ha"] > ha["gross_ha"] + SMALL_HA
    found = []
    for n in np.flatnonzero(issuable | net).tolist():
        values = {"name": parks["name"].iloc[n], "net_ha": ha["net_ha"][n]}
        if issuable[n]:
            more = values | {"ha": ha["issuable_ha"][n]}
            found.append(_park("issuable_above_net", parks.index[n], more))
        if net[n]:
            more = values | {"ha": ha["gross_ha"][n]}
            found.append(_park("net_above_gross", parks.index[n], more))
    return tuple(found)


def _park(code: str, uid: object, values: dict[str, object]) -> Finding:
    return Finding(code, "warning", "parks", str(uid), "net_ha", values)


def undivided_parks(
    parks: pd.DataFrame, layers: pd.DataFrame, areas: pd.Series
) -> tuple[Finding, ...]:
    """Report parks without segment or market area: they stand in a row of their own."""
    missing = parks["segment"].isna() | areas.isna()
    if not missing.any():
        return ()
    offered = layers.loc[missing, ["issuable_now", "issuable_later", "option", "declared"]]
    values = {"count": int(missing.sum()), "ha": float(offered.to_numpy().sum())}
    return (Finding("parks_undivided", "warning", "parks", "", "segment", values),)
