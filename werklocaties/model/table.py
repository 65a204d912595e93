"""Tables are values: nobody can write into one, a change gives a new one.

A ``Table`` owns a frame that nobody else holds. pandas' copy-on-write keeps writers of
columns out; the geometry array is made read-only, because shallow copies share it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from werklocaties.model.registers import TABLES, Column, TableSchema

CRS = "EPSG:28992"
"""RD New: the one coordinate reference system inside the program."""

_DTYPES: dict[str, Any] = {
    "text": "str",
    "date": "str",
    "integer": "Int64",
    "boolean": "boolean",
    "real": "float64",
}


def _geometries(values: object) -> np.ndarray:
    """Return an array of its own in which every polygon is a multipolygon of one part."""
    array = np.array(values, dtype=object)
    single = np.flatnonzero(shapely.get_type_id(array) == shapely.GeometryType.POLYGON)
    if len(single):
        array[single] = shapely.multipolygons(array[single], indices=np.arange(len(single)))
    return array


def _geometry_column(frame: pd.DataFrame) -> gpd.GeoSeries:
    given = frame["geometry"] if "geometry" in frame else np.full(len(frame), None, dtype=object)
    return gpd.GeoSeries(_geometries(given), index=frame.index, crs=CRS)


def _seal(frame: pd.DataFrame) -> None:
    """Make every array below a frame read-only.

    Copy-on-write guards ``frame.loc`` and ``to_numpy``, not ``series.array[0] = ...`` nor the
    geometry array that shallow copies share (tried with pandas 3.1 and geopandas 1.2).
    """
    for array in frame._mgr.arrays:
        if isinstance(array, np.ndarray):
            array.flags.writeable = False
            continue
        array._readonly = True
        for name in ("_data", "_mask", "_ndarray"):
            inner = getattr(array, name, None)
            if isinstance(inner, np.ndarray):
                inner.flags.writeable = False


def _text(given: pd.Series) -> pd.Series:
    """Text with every missing value as NaN (never the word 'None')."""
    text: pd.Series = given.astype("str").mask(given.isna())
    return text


def _typed(frame: pd.DataFrame, column: Column) -> pd.Series:
    if column.type == "multipolygon":
        geometry: pd.Series = _geometry_column(frame)
        return geometry
    dtype = _DTYPES[column.type]
    if column.name not in frame:
        return pd.Series(pd.NA if dtype != "float64" else np.nan, index=frame.index, dtype=dtype)
    given = frame[column.name]
    return _text(given) if dtype == "str" else given.astype(dtype)


def _conform(schema: TableSchema, frame: pd.DataFrame) -> pd.DataFrame:
    indexed = frame if "uid" not in frame.columns else frame.set_index("uid", drop=True)
    foreign = set(indexed.columns) - set(schema.names)
    if foreign:
        raise ValueError(f"columns {sorted(foreign)} are not in table {schema.name}")
    indexed.index = pd.Index(indexed.index.astype("str"), name="uid", dtype="str")
    if not indexed.index.is_unique:
        raise ValueError(f"uid is not unique in table {schema.name}")
    columns = {c.name: _typed(indexed, c) for c in schema.columns if c.name != "uid"}
    made = pd.DataFrame(columns, index=indexed.index)
    return made if schema.geometry is None else gpd.GeoDataFrame(made, geometry="geometry", crs=CRS)


def _equal(left: pd.Series, right: pd.Series) -> np.ndarray:
    """Per row: the same value, or both missing. Geometry counts by its bytes."""
    if isinstance(left, gpd.GeoSeries):
        a, b = shapely.to_wkb(left.to_numpy()), shapely.to_wkb(right.to_numpy())
        return np.array([x == y for x, y in zip(a, b, strict=True)], dtype=bool)
    both_missing = (left.isna() & right.isna()).to_numpy()
    same = (left == right).fillna(False).to_numpy(dtype=bool)
    return np.asarray(both_missing | same)


@dataclass(frozen=True, eq=False)
class Table:
    """One table of a project; identity is the comparison, ``same_content`` compares values.

    Example:
        >>> table = Table.of("scenarios", pd.DataFrame({"uid": ["s1"], "name": ["Basis"]}))
        >>> table.with_values(["s1"], "name", ["Hoog"]).column("name").iloc[0]
        'Hoog'
    """

    name: str
    _frame: pd.DataFrame

    def __post_init__(self) -> None:
        _seal(self._frame)

    @classmethod
    def of(cls, name: str, frame: pd.DataFrame) -> "Table":
        """Make a table from a frame with ``uid`` as column or index; missing columns are empty.

        Raises:
            ValueError: a column is not in the schema, a uid stands there twice, or the geometry
                is in another reference system.
        """
        crs = getattr(frame, "crs", None)
        if crs is not None and crs != CRS:
            raise ValueError(f"table {name} is not in {CRS}")
        return cls(name, _conform(TABLES[name], frame.copy()))

    @classmethod
    def empty(cls, name: str) -> "Table":
        """Return the table without rows; nobody can write into it, so one is enough."""
        return _empty(name)

    @property
    def schema(self) -> TableSchema:
        """The columns that this table has."""
        return TABLES[self.name]

    @property
    def frame(self) -> pd.DataFrame:
        """A shallow copy: reading costs nothing, writing does not reach the table."""
        return self._frame.copy(deep=False)

    @property
    def uids(self) -> pd.Index:
        """The identities of the rows, in order."""
        return self._frame.index

    def __len__(self) -> int:
        return len(self._frame)

    def column(self, name: str) -> pd.Series:
        """Return one column as a series of its own, indexed by uid."""
        return self._frame[name].copy(deep=False)

    def with_values(self, uids: Sequence[str], column: str, values: Sequence[object]) -> "Table":
        """Return a table in which these rows have these values; self when nothing differs.

        Raises:
            KeyError: a row is not there.
        """
        frame = self._frame.copy(deep=False)
        if column == "geometry":
            return self._with_geometry(list(uids), values)
        frame.loc[list(uids), column] = self._series(column, uids, values)
        if _equal(self._frame[column], frame[column]).all():
            return self
        return Table(self.name, frame)

    def _series(self, column: str, uids: Sequence[str], values: Sequence[object]) -> pd.Series:
        rows = pd.DataFrame({column: list(values)}, index=pd.Index(list(uids), dtype="str"))
        return _typed(rows, self.schema.column(column))

    def _with_geometry(self, uids: list[str], values: Sequence[object]) -> "Table":
        array = self._frame["geometry"].to_numpy().copy()
        places = self._frame.index.get_indexer(pd.Index(uids, dtype="str"))
        if (places < 0).any():
            raise KeyError(uids)
        array[places] = _geometries(list(values))
        frame = pd.DataFrame(self._frame.drop(columns="geometry"))
        frame["geometry"] = array
        made = Table(self.name, _conform(self.schema, frame))
        return self if _equal(self._frame["geometry"], made._frame["geometry"]).all() else made

    def with_rows(self, rows: pd.DataFrame) -> "Table":
        """Return a table with these rows added, or replaced where the uid is there already."""
        new = Table.of(self.name, rows)
        if not len(new):
            return self
        kept = self._frame.loc[~self._frame.index.isin(new.uids)]
        order = [*self._frame.index, *new.uids.difference(self._frame.index, sort=False)]
        joined = pd.concat([kept, new._frame]) if len(kept) else new._frame
        made = Table(self.name, _conform(self.schema, joined.loc[order]))
        return self if self.same_content(made) else made

    def without_rows(self, uids: Sequence[str]) -> "Table":
        """Return a table without these rows; self when none of them is there."""
        gone = self._frame.index.isin(list(uids))
        if not gone.any():
            return self
        return Table(self.name, _conform(self.schema, self._frame.loc[~gone]))

    def same_content(self, other: "Table") -> bool:
        """Say whether both tables hold the same rows in the same order with the same values."""
        if self is other:
            return True
        if self.name != other.name or not self.uids.equals(other.uids):
            return False
        columns = self._frame.columns
        return all(bool(_equal(self._frame[c], other._frame[c]).all()) for c in columns)


@cache
def _empty(name: str) -> Table:
    return Table.of(name, pd.DataFrame({"uid": pd.Series(dtype="str")}))
