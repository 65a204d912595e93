"""How much memory states of a project take together: what they share counts once."""

from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
import shapely

from werklocaties.model.project import Project
from werklocaties.model.table import Table

BYTES_PER_VERTEX = 16
BYTES_PER_GEOMETRY = 200
"""What a polygon costs beside its coordinates, about (GEOS 3.14)."""
BYTES_PER_TEXT = 60
"""A text of about ten characters as Python object; equal texts are counted apart."""

Pieces = dict[int, int]
"""Bytes by place in memory."""

_known: WeakKeyDictionary[Table, Pieces] = WeakKeyDictionary()


def _column(array: object) -> tuple[int, int]:
    """Return place and size of one column."""
    if isinstance(array, pd.arrays.IntegerArray | pd.arrays.BooleanArray):
        return id(array), array.nbytes
    values = np.asarray(array)
    place = int(values.ctypes.data)
    if values.dtype != object:
        return place, values.nbytes
    if len(values) and getattr(array, "dtype", None) == "geometry":
        vertices = int(shapely.get_num_coordinates(values).sum())
        return place, vertices * BYTES_PER_VERTEX + len(values) * BYTES_PER_GEOMETRY
    return place, values.nbytes + len(values) * BYTES_PER_TEXT


def _columns(table: Table) -> Iterator[tuple[int, int]]:
    frame = table.frame
    if not len(frame):
        return
    for name in frame.columns:
        yield _column(frame[name].array)


def _pieces(table: Table) -> Pieces:
    if table not in _known:
        _known[table] = dict(_columns(table))
    return _known[table]


def bytes_of(states: Iterable[Project]) -> int:
    """Estimate the memory of states of a project [bytes]: a column that is shared counts once."""
    found: Pieces = {}
    for table in {table for state in states for table in state.tables.values()}:
        found |= _pieces(table)
    return sum(found.values())
