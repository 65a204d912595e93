"""The values of a table as the file holds them: one list per column, None for an empty cell."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from werklocaties.io.project_file.geometry import to_wkb
from werklocaties.model.finding import DoorError
from werklocaties.model.registers import Column, ColumnType
from werklocaties.model.table import Table

Cell = str | int | float | None


def _text(series: pd.Series) -> list[Cell]:
    objects = np.array(series, dtype=object)
    objects[np.asarray(series.isna())] = None
    return list(objects.tolist())


def _whole(series: pd.Series) -> list[Cell]:
    numbers = series.to_numpy(dtype="int64", na_value=0).tolist()
    if not series.hasnans:
        return list(numbers)
    gone = series.isna().tolist()
    return [None if missing else number for number, missing in zip(numbers, gone, strict=True)]


def _real(series: pd.Series) -> list[Cell]:
    numbers = series.to_numpy(dtype="float64")
    if np.isinf(numbers).any():
        raise DoorError("infinite_number", field=str(series.name))
    return [None if math.isnan(number) else number for number in numbers.tolist()]


_OUT: Mapping[ColumnType, Callable[[pd.Series], list[Cell]]] = MappingProxyType(
    {"text": _text, "date": _text, "integer": _whole, "boolean": _whole, "real": _real}
)


class Columns:
    """The columns of a table as the file holds them, each made once for hash and file."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._cells: dict[str, list[Cell]] = {}
        self._wkb: list[bytes | None] | None = None

    def cells(self, column: Column) -> list[Cell]:
        """Return one column: text, integers (booleans as 0 and 1), reals.

        Raises:
            DoorError: ``infinite_number``; an infinite number is no measurement.
        """
        if column.name not in self._cells:
            self._cells[column.name] = self._made(column)
        return self._cells[column.name]

    def _made(self, column: Column) -> list[Cell]:
        if column.name == "uid":
            return list(self.table.uids.astype(object).tolist())
        return _OUT[column.type](self.table.column(column.name))

    def wkb(self) -> list[bytes | None]:
        """Return the geometry column as ISO little-endian WKB."""
        if self._wkb is None:
            self._wkb = to_wkb(self.table.column("geometry").to_numpy())
        return self._wkb


def fits(value: object, column: Column) -> bool:
    """Say whether a value of the file has the type that the column declares.

    SQLite checks no types: a real column may hold text that another program wrote there.
    """
    if value is None:
        return True
    if column.type in ("text", "date"):
        return isinstance(value, str)
    if column.type == "real":
        return isinstance(value, int | float) and math.isfinite(value)
    if column.type == "boolean":
        return value in (0, 1) and isinstance(value, int)
    return isinstance(value, int)


def series(values: list[object], column: Column) -> pd.Series:
    """Return values of the file as a series that ``Table`` takes over without guessing."""
    if column.type == "integer":
        return pd.Series(values, dtype="Int64")
    if column.type == "boolean":
        return pd.Series([None if v is None else bool(v) for v in values], dtype="boolean")
    if column.type == "real":
        return pd.Series([np.nan if v is None else v for v in values], dtype="float64")
    return pd.Series(values, dtype="str")
