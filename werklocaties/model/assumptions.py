"""Assumptions of a scenario: stored values over the project's base over the register's defaults."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.model.address import Address, parse
from werklocaties.model.finding import DoorError, Finding, Severity
from werklocaties.model.moments import period_years
from werklocaties.model.registers import ASSUMPTIONS, Assumption
from werklocaties.model.table import Table

Value = float | str

cached_parse = lru_cache(maxsize=20_000)(parse)
"""Parse an address; the same texts come back at every recompute."""


@dataclass(frozen=True)
class Entry:
    """One value of one assumption, with where it comes from."""

    address: Address
    value: Value
    origin: str
    source: str
    uid: str = ""
    scenario_uid: str = ""
    dated: str = ""
    note: str = ""

    @property
    def illustrative(self) -> bool:
        """True when the value may not carry a decision."""
        return self.origin == "illustratief"


def read_value(rule: Assumption, number: float, text: str) -> Value | None:
    """Return the value of a stored row in the type of its assumption, None when it is empty."""
    if rule.type in ("number", "year", "boolean"):
        return None if np.isnan(number) else float(number)
    return text or None


def default_value(rule: Assumption, text: str) -> Value:
    """Return a default of the register in the type of its assumption."""
    if rule.type == "boolean":
        return float(text == "true")
    return float(text) if rule.is_number else text


DATE_FORM = "JJJJ-MM-DD"
"""How a date is written (ISO 8601, in Dutch letters)."""


def is_date(text: str) -> bool:
    """Say whether a text is an ISO date.

    Example:
        >>> is_date("2024-01-01"), is_date("1-1-2024"), is_date("2024-02-30")
        (True, False, False)
    """
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def check_value(rule: Assumption, value: Value) -> str:
    """Return the code of what is wrong with a value, empty when it is right.

    Example:
        >>> check_value(ASSUMPTIONS["shrinkage"], 2.0)
        'value_out_of_range'
    """
    if rule.choices and value not in rule.choices:
        return "value_not_a_choice"
    if rule.type == "date" and not is_date(str(value)):
        return "value_not_a_choice"
    if isinstance(value, float) and rule.minimum is not None and value < rule.minimum:
        return "value_out_of_range"
    if isinstance(value, float) and rule.maximum is not None and value > rule.maximum:
        return "value_out_of_range"
    return ""


def check_labels(rule: Assumption, address: Address) -> str:
    """Return the code of what is wrong with the axes of an address, empty when they fit."""
    axes = [axis for axis, _ in address.labels]
    if any(axis not in axes for axis in rule.axes):
        return "address_axis_missing"
    if any(axis not in (*rule.axes, *rule.inherits) for axis in axes):
        return "address_axis_unknown"
    return ""


def _finding(code: str, entry: Entry, rule: Assumption | None) -> Finding:
    values = {"address": str(entry.address), "value": entry.value}
    if code == "value_out_of_range" and rule:
        values |= {"minimum": str(rule.minimum), "maximum": str(rule.maximum)}
    if code == "value_not_a_choice" and rule:
        values |= {"choices": ", ".join(rule.choices) or DATE_FORM}
    if code in ("address_axis_missing", "address_axis_unknown") and rule:
        values |= {"axes": ", ".join(rule.axes)}
    severity: Severity = "warning" if code == "value_out_of_range" else "error"
    return Finding(code, severity, "assumptions", entry.uid, "value", values)


@dataclass(frozen=True)
class _Row:
    """One stored row, with ``None`` for every empty cell so that equal rows are equal."""

    uid: str
    scenario_uid: str | None
    address: str | None
    value: float | None
    text: str | None
    origin: str | None
    source: str | None
    dated: str | None
    note: str | None


def _rows(frame: pd.DataFrame) -> Iterator[_Row]:
    names = [field.name for field in fields(_Row) if field.name != "uid"]
    empty: Any = None
    columns = [frame[name].to_numpy(dtype=object, na_value=empty).tolist() for name in names]
    for uid, *cells in zip(frame.index, *columns, strict=True):
        yield _Row(uid, *cells)


@lru_cache(maxsize=20_000)
def _entry(row: _Row) -> tuple[Entry | None, Finding | None]:
    """Read one stored row; a row that cannot be used gives a finding instead.

    The same row comes back at every recompute, and then gives the same object.
    """
    try:
        address = parse(row.address or "")
        if "period" in address.by_axis:
            period_years(address.by_axis["period"])
    except DoorError as error:
        return None, Finding(error.code, "error", "assumptions", row.uid, "address", error.values)
    rule = ASSUMPTIONS.get(address.noun)
    number = np.nan if row.value is None else row.value
    value = read_value(rule, number, row.text or "") if rule else None
    entry = Entry(
        address=address,
        value=value if value is not None else "",
        origin=row.origin or "eigen",
        source=row.source or "",
        uid=row.uid,
        scenario_uid=row.scenario_uid or "",
        dated=row.dated or "",
        note=row.note or "",
    )
    if rule is None:
        return None, _finding("assumption_unknown", entry, None)
    if value is None:
        return None, None
    code = check_labels(rule, address) or check_value(rule, value)
    if code and code != "value_out_of_range":
        return None, _finding(code, entry, rule)
    return entry, _finding(code, entry, rule) if code else None


def entries(table: Table, scenario_uid: str) -> tuple[dict[str, Entry], tuple[Finding, ...]]:
    """Return the stored values that hold in a scenario, by address, and what is wrong with them.

    A value of the scenario replaces the project's value at the same address.
    """
    rows = list(_rows(table.frame))
    base = [row for row in rows if not row.scenario_uid]
    own = [row for row in rows if row.scenario_uid == scenario_uid]
    found: dict[str, Entry] = {}
    findings: list[Finding] = []
    for row in (*base, *own):
        entry, finding = _entry(row)
        findings += [finding] if finding else []
        if entry:
            found[str(entry.address)] = entry
    return found, tuple(findings)


def scalar(key: str, found: Mapping[str, Entry]) -> Value | None:
    """Return the value of an assumption without axes: stored, else the default, else None."""
    entry = found.get(key) or default_entry(key, {})
    return entry.value if entry else None


def default_entry(key: str, labels: Mapping[str, str]) -> Entry | None:
    """Return the register's own value for these labels, None when it has none."""
    rule = ASSUMPTIONS[key]
    text = rule.default_for(labels)
    if not text:
        return None
    address = Address.of(key, **labels)
    return Entry(address, default_value(rule, text), "methode", rule.source)


@dataclass(frozen=True, eq=False)
class Resolved:
    """One assumption spread over its axes, with for every cell the value it comes from.

    ``cells`` holds the place in ``used`` of each cell's entry, -1 where nobody gave a value.
    """

    key: str
    axes: tuple[str, ...]
    values: NDArray[np.float64]
    cells: NDArray[np.intp]
    used: tuple[Entry, ...]

    @property
    def illustrative(self) -> NDArray[np.bool_]:
        """True for cells whose value is illustrative."""
        flags = np.array([*(entry.illustrative for entry in self.used), False])
        return np.asarray(flags[self.cells])


def spread_axes(rule: Assumption) -> tuple[str, ...]:
    """Return the axes over which an assumption is spread: years instead of periods.

    Example:
        >>> spread_axes(ASSUMPTIONS["growth"])
        ('sector', 'municipality', 'year')
    """
    finest = ("municipality",) if "municipality" in rule.inherits else rule.inherits
    axes = [axis for axis in rule.axes if axis != "period"]
    axes += [axis for axis in finest if axis not in axes]
    return (*axes, "year") if "period" in rule.axes else tuple(axes)


def _depth(rule: Assumption, entry: Entry) -> int:
    """Order from general to particular: region, market area, municipality."""
    given = entry.address.by_axis
    return max((n + 1 for n, axis in enumerate(rule.inherits) if axis in given), default=0)


def _precedence(rule: Assumption, entry: Entry) -> tuple[int, bool, int]:
    """Order of writing, the last one holds: particular place, own scenario, short period."""
    period = entry.address.by_axis.get("period")
    begin, end = period_years(period) if period else (0, 0)
    return _depth(rule, entry), bool(entry.scenario_uid), begin - end


def _defaults(rule: Assumption, labels: Mapping[str, tuple[str, ...]]) -> list[Entry]:
    axes = rule.axes
    if not rule.default or len(axes) > 1:
        return []
    if not axes:
        made = [default_entry(rule.key, {})]
    else:
        made = [default_entry(rule.key, {axes[0]: label}) for label in labels[axes[0]]]
    return [entry for entry in made if entry]


class Spreader:
    """Spreads entries over arrays, given the labels of every axis."""

    def __init__(
        self,
        labels: Mapping[str, tuple[str, ...]],
        area_of_municipality: Mapping[str, str],
        years: tuple[int, ...],
    ) -> None:
        self._labels = {**labels, "year": tuple(str(year) for year in years)}
        self._places = {
            axis: {label: n for n, label in enumerate(given)}
            for axis, given in self._labels.items()
        }
        self._areas = np.array(
            [area_of_municipality.get(m, "") for m in self._labels["municipality"]], dtype=object
        )
        self._years = np.array(years)
        self._periods: dict[str, NDArray[np.intp]] = {}

    def _years_of(self, period: str) -> NDArray[np.intp]:
        """Return the places of the years of a period; the same few come back for every label."""
        if period not in self._periods:
            begin, end = period_years(period)
            inside = (self._years >= begin) & (self._years < end)
            self._periods[period] = np.flatnonzero(inside)
        return self._periods[period]

    def _place(self, axis: str, given: Mapping[str, str]) -> object:
        """Return the index of one axis for these labels, None when a label is unknown."""
        if axis == "year":
            return self._years_of(given["period"])
        if axis == "municipality" and axis not in given:
            if "market_area" not in given:
                return np.arange(len(self._areas))
            return np.flatnonzero(self._areas == given["market_area"])
        place = self._places[axis].get(given[axis])
        return None if place is None else np.array([place])

    def spread(self, rule: Assumption, found: Iterable[Entry]) -> tuple[Resolved, list[Finding]]:
        """Spread the entries of one assumption; labels that do not exist are findings."""
        axes = spread_axes(rule)
        shape = tuple(len(self._labels[axis]) for axis in axes)
        values, cells = np.full(shape, np.nan), np.full(shape, -1, dtype=np.intp)
        ordered = sorted(found, key=lambda entry: _precedence(rule, entry))
        used = (*_defaults(rule, self._labels), *ordered)
        findings = []
        for number, entry in enumerate(used):
            places = [self._place(axis, entry.address.by_axis) for axis in axes]
            if any(place is None for place in places):
                findings.append(self._unknown(entry, axes))
                continue
            index = np.ix_(*places) if places else ()
            values[index], cells[index] = float(entry.value), number
        return Resolved(rule.key, axes, values, cells, used), findings

    def _unknown(self, entry: Entry, axes: tuple[str, ...]) -> Finding:
        given = entry.address.by_axis
        axis = next(a for a in axes if a in given and given[a] not in self._places[a])
        values = {"address": str(entry.address), "axis": axis, "label": given[axis]}
        return Finding(
            "assumption_label_unknown", "warning", "assumptions", entry.uid, axis, values
        )
