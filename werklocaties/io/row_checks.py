"""What the rows of a layer must hold, and what about them is worth a remark."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from werklocaties.model.finding import Finding
from werklocaties.model.registers import TABLES

_AREAS = ("gross_ha", "net_ha", "issuable_ha", "declared_m2", "ha", "plan_net_ha")


def check_rows(frame: pd.DataFrame, uids: pd.Series, table: str, layer: str) -> Iterator[Finding]:
    """Check the rows of one layer, before they are a table.

    Findings: ``required_column_missing``, ``value_missing``, ``value_negative``,
    ``net_above_gross``, ``issuable_above_net``, ``reference_years_mixed``.
    """
    yield from _required(frame, table, layer)
    yield from _negative(frame, table, layer)
    yield from _contradictions(frame, uids, layer)
    if table == "parks" and "reference_year" in frame:
        yield from _mixed_years(frame, layer)


def _required(frame: pd.DataFrame, table: str, layer: str) -> Iterator[Finding]:
    for column in TABLES[table].columns:
        if not column.required or column.name in ("uid", "geometry") or not len(frame):
            continue
        if column.name not in frame:
            yield Finding("required_column_missing", "error", layer, field=column.column)
            continue
        for feature in frame.loc[frame[column.name].isna(), "_feature"]:
            values = {"feature": feature}
            yield Finding("value_missing", "error", layer, field=column.column, values=values)


def _numbers(frame: pd.DataFrame, name: str) -> pd.Series:
    return pd.to_numeric(frame[name], errors="coerce").astype("float64")


def _negative(frame: pd.DataFrame, table: str, layer: str) -> Iterator[Finding]:
    for name in (name for name in _AREAS if name in frame):
        numbers, field = _numbers(frame, name), TABLES[table].column(name).column
        for place in np.flatnonzero(numbers.to_numpy() < 0):
            values = {"feature": frame["_feature"].iloc[place], "value": numbers.iloc[place]}
            yield Finding("value_negative", "warning", layer, field=field, values=values)


def _larger(
    frame: pd.DataFrame, uids: pd.Series, part: str, whole: str
) -> Iterator[tuple[str, dict[str, object], float, float]]:
    """Find the rows of which a part is larger than the whole: uid, name, part, whole."""
    if not {part, whole} <= set(frame.columns):
        return
    small, large = _numbers(frame, part), _numbers(frame, whole)
    for place in np.flatnonzero((small > large).to_numpy()):
        name = {"name": frame["name"].iloc[place] if "name" in frame else None}
        yield uids.iloc[place], name, small.iloc[place], large.iloc[place]


def _contradictions(frame: pd.DataFrame, uids: pd.Series, layer: str) -> Iterator[Finding]:
    for uid, name, net, gross in _larger(frame, uids, "net_ha", "gross_ha"):
        values = {**name, "net_ha": net, "ha": gross}
        yield Finding("net_above_gross", "warning", layer, uid, "netto_ha", values)
    for uid, name, issuable, net in _larger(frame, uids, "issuable_ha", "net_ha"):
        values = {**name, "net_ha": net, "ha": issuable}
        yield Finding("issuable_above_net", "warning", layer, uid, "uitgeefbaar_ha", values)


def _mixed_years(frame: pd.DataFrame, layer: str) -> Iterator[Finding]:
    """A layer of several reference years counts parks twice; an old year may be a start year."""
    years = sorted({int(year) for year in frame["reference_year"].dropna()})
    if len(years) > 1:
        values = {"count": len(years), "first": years[0], "last": years[-1]}
        yield Finding("reference_years_mixed", "warning", layer, field="peiljaar", values=values)
