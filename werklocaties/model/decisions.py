"""Decisions of a scenario on plans and plots: start year, freeze, withdrawal."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from werklocaties.model.assumptions import Entry, cached_parse
from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.table import Table

ATTRIBUTES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "plan": ("start_year", "withdrawn_year", "frozen_from", "frozen_until"),
        "plot": ("start_year", "withdrawn_year", "frozen_from", "frozen_until"),
    }
)
"""What can be decided, per kind of object; all are years, on whose 1 January it takes effect."""

YEARS = (1990.0, 2150.0)
"""Range of a year of decision."""

Decisions = Mapping[tuple[str, str, str], Entry]


def _entry(row: Any) -> tuple[Entry | None, Finding | None]:
    uid = str(row.Index)
    try:
        address = cached_parse(str(row.address))
    except DoorError as error:
        return None, Finding(error.code, "error", "decisions", uid, "address", error.values)
    if address.attribute not in ATTRIBUTES.get(address.noun, ()):
        values = {"address": str(address)}
        return None, Finding("decision_unknown", "error", "decisions", uid, "address", values)
    value = float(row.value)
    if math.isnan(value):
        return None, None
    texts = {
        name: "" if pd.isna(text := getattr(row, name)) else str(text)
        for name in ("origin", "source", "scenario_uid", "dated", "note")
    }
    return Entry(address, value, uid=uid, **texts), None


def decisions(table: Table, scenario_uid: str) -> tuple[Decisions, tuple[Finding, ...]]:
    """Return the decisions that hold in a scenario by (kind, uid, attribute), with findings.

    A decision of the scenario replaces the project's decision on the same attribute.
    """
    frame = table.frame
    own = frame["scenario_uid"].fillna("")
    found: dict[tuple[str, str, str], Entry] = {}
    findings: list[Finding] = []
    for uid in ("", scenario_uid):
        for row in frame[own == uid].itertuples():
            entry, finding = _entry(row)
            findings += [finding] if finding else []
            if entry:
                address = entry.address
                found[address.noun, address.uid, address.attribute] = entry
    return found, tuple(findings)
