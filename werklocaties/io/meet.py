"""Rows that come in and are there already: known again by what people call them."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.model.finding import Finding
from werklocaties.model.table import Table
from werklocaties.model.vocabulary import fold

KNOWN_BY: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "plots": (("park_uid", "plot_number"),),
    "parks": (("rin",), ("name", "municipality")),
    "buildings": (("bag_id",),),
    "municipalities": (("code",),),
    "jobs": (("municipality", "sector", "year"),),
    "issuance": (("year", "municipality", "park_uid", "segment", "kind"),),
    "forecasts": (("name", "from_date", "until_date", "market_area", "segment"),),
}
"""Columns by which a row is known, the best first; a row without them is new."""

ABOUT = {"origin", "source", "schematic"}
"""Columns that say something about the row itself."""

MAY_LACK = {"municipality", "park_uid", "segment", "kind", "market_area"}
"""Parts of a key that may be empty, as long as another part is not."""


def meet(there: Table, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Give rows that are there already their own uid, and keep what they do not say.

    A row is the same when its uid is, or when one row here and one row there have the same
    key. An empty cell that comes in does not wipe out what stood there.
    """
    if not len(there) or not len(rows):
        return rows, []
    known = rows.rename(index=_renamed(there, rows))
    both = known.index[known.index.isin(there.uids)]
    if not len(both):
        return rows, []
    values = {"count": len(both), "added": len(known) - len(both)}
    return _filled(known, there.frame, both), [
        Finding("rows_met", "info", there.name, "", "", values)
    ]


def _renamed(there: Table, rows: pd.DataFrame) -> dict[str, str]:
    renamed: dict[str, str] = {}
    for columns in KNOWN_BY.get(there.name, ()):
        old, new = _once(there.frame, columns), _once(rows, columns)
        for key in new.keys() & old.keys():
            uid, own = new[key], old[key]
            if uid not in there.uids and own not in rows.index and own not in renamed.values():
                renamed.setdefault(uid, own)
    return renamed


def _once(frame: pd.DataFrame, columns: Sequence[str]) -> dict[tuple[str, ...], str]:
    """Return the uid by key, for keys that stand there once."""
    if not set(columns) <= set(frame.columns):
        return {}
    parts = [[_word(value) for value in frame[column]] for column in columns]
    keys = list(zip(*parts, strict=True))
    counted = Counter(keys)
    return {
        key: str(uid)
        for key, uid in zip(keys, frame.index, strict=True)
        if counted[key] == 1 and _is_key(key, columns)
    }


def _word(value: object) -> str:
    return "" if pd.isna(value) else fold(str(value))  # type: ignore[call-overload]


def _is_key(key: tuple[str, ...], columns: Sequence[str]) -> bool:
    lacking = {column for column, part in zip(columns, key, strict=True) if not part}
    return any(key) and lacking <= MAY_LACK


def _filled(rows: pd.DataFrame, there: pd.DataFrame, both: pd.Index) -> pd.DataFrame:
    """Put what stood there in the cells that came in empty, and keep its mark with it.

    A row of which something illustrative stays is still illustrative, whatever else came in.
    Whether a geometry is schematic comes and goes with the geometry.
    """
    old, made = there.reindex(rows.index), rows.copy()
    met = rows.index.isin(both)
    kept = np.zeros(len(rows), dtype=bool)
    for name in rows.columns:
        take = rows[name].isna().to_numpy(dtype=bool) & met
        if name == "schematic" and "geometry" in rows:
            take &= rows["geometry"].isna().to_numpy(dtype=bool)
        if take.any():
            made.loc[take, name] = old.loc[take, name]
        if name not in ABOUT:
            kept |= take & old[name].notna().to_numpy(dtype=bool)
    marked = kept & (old["origin"] == "illustratief").fillna(False).to_numpy(dtype=bool)
    return _still_illustrative(made, old, marked) if marked.any() else made


def _still_illustrative(
    made: pd.DataFrame, old: pd.DataFrame, marked: NDArray[np.bool_]
) -> pd.DataFrame:
    made.loc[marked, "origin"] = "illustratief"
    pairs = zip(old.loc[marked, "source"], made.loc[marked, "source"], strict=True)
    made.loc[marked, "source"] = [_both_sources(*pair) for pair in pairs]
    return made


def _both_sources(old: object, new: object) -> str:
    words = [str(word) for word in (old, new) if not pd.isna(word)]  # type: ignore[call-overload]
    return words[0] if len(words) == 2 and words[1] in words[0] else "; ".join(words)
