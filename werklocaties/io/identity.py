"""Who is who: a stable uid for every row, rows that stand there twice, one park on many areas."""

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import shapely

from werklocaties.model.finding import Finding
from werklocaties.model.vocabulary import fold

NAMESPACE = uuid.UUID("6b1f7f0e-6a0d-5c39-9d53-0f9a4b0c2f11")
"""Root of the uids that are made here; for ever the same, so that a second import meets."""

KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "plots": (("park_uid", "plot_number"),),
    "parks": (("rin", "reference_year"), ("rin",), ("name", "municipality")),
    "buildings": (("bag_id",),),
    "municipalities": (("code",),),
    "jobs": (("municipality", "sector", "year"),),
    "issuance": (("year", "municipality", "park_uid", "segment", "kind"),),
    "forecasts": (("name", "from_date", "until_date", "market_area", "segment"),),
    "scenarios": (("name",),),
    "assumptions": (("scenario_uid", "address"),),
    "decisions": (("scenario_uid", "address"),),
    "measures": (("scenario_uid", "name"),),
}
"""Natural keys by table, the best first; what has none is known by its content."""

_MAY_LACK = {"municipality", "park_uid", "segment", "kind", "market_area", "scenario_uid"}


def identify(
    frame: pd.DataFrame, table: str, source: str, layer: str
) -> tuple[pd.Series, list[Finding]]:
    """Give every row its uid, and report keys that stand there twice.

    The rule: the file's own ``uid`` when it is a UUID; else uuid5 of (source, table, natural
    key); else uuid5 of (source, table, content). A second row with the same key is numbered
    ("#2") and reported, never dropped. So the same file read again gives the same uids.
    """
    own = [_uuid(value) for value in _column(frame, "uid")]
    keys = _natural_keys(frame, table)
    findings = [
        *_unusable(frame, own, layer),
        *_repeated(own, frame, layer, "uid_repeated"),
        *_repeated(keys, frame, layer, "key_repeated"),
    ]
    names = [
        o or f"{source}|{table}|{key or _content(frame.iloc[row])}"
        for row, (o, key) in enumerate(zip(own, keys, strict=True))
    ]
    return pd.Series(list(_unique(names)), index=frame.index, dtype="str"), findings


def _column(frame: pd.DataFrame, name: str) -> Sequence[object]:
    return frame[name].tolist() if name in frame else [None] * len(frame)


def _uuid(value: object) -> str:
    try:
        return str(uuid.UUID(str(value))) if isinstance(value, str) else ""
    except ValueError:
        return ""


def _unusable(frame: pd.DataFrame, own: Sequence[str], layer: str) -> Iterator[Finding]:
    """Tell how many values of the file's uid are no UUID, and so are not kept."""
    given = [value for value, uid in zip(_column(frame, "uid"), own, strict=True) if not uid]
    lost = [str(value) for value in given if not _is_missing(value)]
    if lost:
        values = {"text": lost[0], "count": len(lost)}
        yield Finding("uid_unusable", "warning", layer, field="uid", values=values)


def _unique(names: Sequence[str]) -> Iterator[str]:
    """Turn names into uids; a UUID stays itself the first time it is seen."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        if seen[name] == 1:
            yield _uuid(name) or str(uuid.uuid5(NAMESPACE, name))
        else:
            yield str(uuid.uuid5(NAMESPACE, f"{name}#{seen[name]}"))


def _natural_keys(frame: pd.DataFrame, table: str) -> list[str]:
    keys = [""] * len(frame)
    for columns in KEYS.get(table, ()):
        if not set(columns) & set(frame.columns):
            continue
        rows = zip(*(_column(frame, column) for column in columns), strict=True)
        keys = [key or _key(columns, row) for key, row in zip(keys, rows, strict=True)]
    return keys


def _key(columns: Sequence[str], values: Sequence[object]) -> str:
    """Join the parts of a key, folded; empty when a part is missing that it cannot do without."""
    lacking = [c for c, v in zip(columns, values, strict=True) if _is_missing(v)]
    if set(lacking) - _MAY_LACK or len(lacking) == len(columns):
        return ""
    return "|".join("" if _is_missing(value) else fold(str(value)) for value in values)


def _content(row: pd.Series) -> str:
    """Digest what a row says, its geometry by its bytes, without the number of the feature."""
    said = {
        name: shapely.to_wkb(value, hex=True) if isinstance(value, shapely.Geometry) else str(value)
        for name, value in row.items()
        if not str(name).startswith("_") and not _is_missing(value)
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))


def _repeated(keys: Sequence[str], frame: pd.DataFrame, layer: str, code: str) -> Iterator[Finding]:
    rows: dict[str, list[str]] = {}
    for key, feature in zip(keys, frame["_feature"], strict=True):
        if key:
            rows.setdefault(key, []).append(feature)
    for key, features in rows.items():
        if len(features) > 1:
            values = {"key": key, "features": ", ".join(features), "count": len(features)}
            yield Finding(code, "warning", layer, values=values)


# --- one park on many areas --------------------------------------------------------------
_SAID = ("gross_ha", "net_ha", "issuable_ha")


@dataclass(frozen=True)
class Merged:
    """Rows of which repeated parks are one; ``into`` tells for each row that went where it is."""

    frame: pd.DataFrame
    findings: tuple[Finding, ...] = ()
    into: Mapping[str, str] = field(default_factory=dict)


def merge_repeated(frame: pd.DataFrame, layer: str) -> Merged:
    """Merge rows of one park and year that each carry the whole area; the area counts once.

    IBIS repeats a park of several polygons with its full hectares on each of them.
    """
    if not {"rin", "name"} <= set(frame.columns):
        return Merged(frame)
    known = frame[frame["rin"].notna()]
    by = ["rin", *(["reference_year"] if "reference_year" in frame else [])]
    groups = [g for _, g in known.groupby(by, dropna=False, sort=False) if _is_one_park(g)]
    if not groups:
        return Merged(frame)
    into = {gone: g["_feature"].iloc[0] for g in groups for gone in g["_feature"].iloc[1:]}
    found = tuple(_merged_finding(group, layer) for group in groups)
    return Merged(_with_unions(frame, groups), found, into)


def _with_unions(frame: pd.DataFrame, groups: Sequence[pd.DataFrame]) -> pd.DataFrame:
    geometries = frame["geometry"].to_numpy().copy()
    for group in groups:
        geometries[frame.index.get_loc(group.index[0])] = _union(group)
    gone = [label for group in groups for label in group.index[1:]]
    return frame.assign(geometry=geometries).drop(index=gone)


def _is_one_park(group: pd.DataFrame) -> bool:
    said = [c for c in ("name", *_SAID) if c in group]
    if len(group) < 2 or any(group[c].nunique(dropna=False) > 1 for c in said):
        return False
    return _carries_the_whole(group)


def _carries_the_whole(group: pd.DataFrame) -> bool:
    """Say whether the stated area is that of all polygons together, not that of each."""
    union = _union(group)
    gross = group["gross_ha"].iloc[0] if "gross_ha" in group else np.nan
    if union is None or gross is None or pd.isna(gross):
        return True
    area, stated = union.area / 10_000, float(gross)
    return abs(stated - area) <= abs(stated * len(group) - area)


def _union(group: pd.DataFrame) -> shapely.MultiPolygon | None:
    there = [geometry for geometry in group["geometry"] if geometry is not None]
    if not there:
        return None
    union = shapely.union_all(there, grid_size=0.001)
    parts = shapely.get_parts(union)
    return shapely.MultiPolygon(list(parts[shapely.get_type_id(parts) == 3]))


def _merged_finding(group: pd.DataFrame, layer: str) -> Finding:
    first = group.iloc[0]
    values = {
        "feature": first["_feature"],
        "features": ", ".join(group["_feature"]),
        "rin": first["rin"],
        "name": first["name"],
        "count": len(group),
    }
    return Finding("park_repeated", "warning", layer, values=values)
