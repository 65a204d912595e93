"""Was and wordt: what differs between two projects, and how to bring it about.

A change is one attribute of one object, or the object itself (attribute ``*``): then the
whole row stands in it. Geometry is one attribute and equal by its bytes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import shapely

from werklocaties.model.project import Project
from werklocaties.model.table import Table

WHOLE = "*"
"""The attribute of a change that makes or removes a whole object."""


class Missing(Enum):
    """What stands in a change where no value can stand."""

    GONE = "gone"
    """The object does not exist on this side."""
    UNKNOWN = "unknown"
    """Nobody knows what stood here: it was changed outside the program."""


GONE = Missing.GONE
UNKNOWN = Missing.UNKNOWN

Row = Mapping[str, object]
"""A whole row: values by column name, empty cells left out."""


@dataclass(frozen=True, eq=False)
class Change:
    """One attribute of one object that differs; None is an empty cell.

    Example:
        >>> Change("plots", "k1", "status", "option", "issued").new
        'issued'
    """

    table: str
    uid: str
    attribute: str
    old: object
    new: object

    @property
    def is_insert(self) -> bool:
        """The object is new."""
        return self.attribute == WHOLE and self.old is GONE

    @property
    def is_delete(self) -> bool:
        """The object disappears."""
        return self.attribute == WHOLE and self.new is GONE


# --- the difference ----------------------------------------------------------------------
def value_of(value: object) -> object:
    """Return a cell as plain Python, None when it is empty."""
    if value is None or isinstance(value, shapely.Geometry):
        return value
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    return value.item() if isinstance(value, np.generic) else value


def _different(old: pd.Series, new: pd.Series) -> np.ndarray:
    """Per row: another value, or empty on one side only. Both have the same index."""
    if _shared(old, new):
        return np.zeros(len(new), dtype=bool)
    if old.dtype == "geometry":
        return _different_geometry(np.asarray(old.array), np.asarray(new.array))
    gone = old.isna().to_numpy(dtype=bool), new.isna().to_numpy(dtype=bool)
    same = (old == new).fillna(False).to_numpy(dtype=bool)
    return np.asarray(~same & ~(gone[0] & gone[1]))


def _shared(old: pd.Series, new: pd.Series) -> bool:
    """Say whether both are the same memory: an edit copies only the columns that it writes."""
    if old.dtype not in ("str", "float64"):
        return False
    one, other = np.asarray(old.array), np.asarray(new.array)
    return one.ctypes.data == other.ctypes.data and one.strides == other.strides


def _different_geometry(old: np.ndarray, new: np.ndarray) -> np.ndarray:
    other = np.fromiter(
        (a is not b for a, b in zip(old, new, strict=True)), dtype=bool, count=len(old)
    )
    if other.any():
        pairs = zip(shapely.to_wkb(old[other]), shapely.to_wkb(new[other]), strict=True)
        other[other] = [a != b for a, b in pairs]
    return other


def _aligned(old: Table, new: Table) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows that both tables have, in the order of the new one."""
    if old.uids.equals(new.uids):
        return old.frame, new.frame
    common = new.uids[new.uids.isin(old.uids)]
    return old.frame.loc[common], new.frame.loc[common]


def rows(table: Table, uids: Sequence[str] | pd.Index) -> Iterator[tuple[str, Row]]:
    """Yield these rows of a table as they stand in a change."""
    frame = table.frame.loc[list(uids)]
    names = [str(name) for name in frame.columns]
    columns = [[value_of(value) for value in frame[name].array] for name in names]
    for uid, values in zip(frame.index, zip(*columns, strict=True), strict=True):
        full = zip(names, values, strict=True)
        yield str(uid), MappingProxyType({name: v for name, v in full if v is not None})


def _cells(table: str, before: pd.DataFrame, after: pd.DataFrame) -> Iterator[Change]:
    for name in after.columns:
        hits = np.flatnonzero(_different(before[name], after[name]))
        was, now = before[name].array, after[name].array
        for at in hits.tolist():
            uid = str(after.index[at])
            yield Change(table, uid, str(name), value_of(was[at]), value_of(now[at]))


def table_changes(old: Table, new: Table) -> Iterator[Change]:
    """Yield what differs between two states of one table: removed, new, then changed."""
    if old is new or not (len(old) or len(new)):
        return
    for uid, row in rows(old, old.uids[~old.uids.isin(new.uids)]):
        yield Change(old.name, uid, WHOLE, row, GONE)
    for uid, row in rows(new, new.uids[~new.uids.isin(old.uids)]):
        yield Change(new.name, uid, WHOLE, GONE, row)
    yield from _cells(new.name, *_aligned(old, new))


def changes(old: Project, new: Project) -> tuple[Change, ...]:
    """Return what differs between two projects; tables that are the same object cost nothing."""
    return tuple(
        change
        for name, table in new.tables.items()
        for change in table_changes(old.table(name), table)
    )


# --- bringing it about -------------------------------------------------------------------
def _inserted(table: Table, wanted: Sequence[Change]) -> Table:
    rows = [dict(c.new) if isinstance(c.new, Mapping) else {} for c in wanted]
    names = [name for name in table.schema.names if name != "uid"]
    columns: dict[str, list[Any]] = {name: [row.get(name) for row in rows] for name in names}
    index = pd.Index([change.uid for change in wanted], name="uid", dtype="str")
    return table.with_rows(pd.DataFrame(columns, index=index, dtype=object))


def _changed(table: Table, wanted: Iterable[Change]) -> Table:
    ordered = sorted(wanted, key=lambda change: change.attribute)
    for attribute, group in groupby(ordered, key=lambda change: change.attribute):
        found = [change for change in group if change.uid in table.uids]
        uids = [change.uid for change in found]
        table = table.with_values(uids, attribute, [change.new for change in found])
    return table


def apply_to_table(table: Table, wanted: Sequence[Change]) -> Table:
    """Return the table with these changes in it, whatever stands there now."""
    made = table.without_rows([change.uid for change in wanted if change.is_delete])
    inserts = [change for change in wanted if change.is_insert]
    made = _inserted(made, inserts) if inserts else made
    return _changed(made, [change for change in wanted if change.attribute != WHOLE])


def apply(project: Project, wanted: Sequence[Change]) -> Project:
    """Return the project with these changes in it; ``apply(old, changes(old, new))`` is new.

    Rows that are new stand at the end of their table.
    """
    ordered = sorted(wanted, key=lambda change: change.table)
    for name, group in groupby(ordered, key=lambda change: change.table):
        project = project.with_table(apply_to_table(project.table(name), list(group)))
    return project
