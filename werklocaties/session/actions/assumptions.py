"""Assumptions: set a value, reset it to what the scenario inherits."""

from datetime import datetime

import pandas as pd

from werklocaties.model.address import Address
from werklocaties.model.assumptions import Value, check_labels, check_value
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project, value_uid
from werklocaties.model.registers import ASSUMPTIONS, Assumption
from werklocaties.presentation.texts import text
from werklocaties.session.actions.labels import check_known, nearest
from werklocaties.session.actions.limits import YEAR, keep_within
from werklocaties.session.session import Session
from werklocaties.session.task import Done


def set_value(
    session: Session,
    scenario: str,
    address: Address,
    value: Value,
    origin: str = "eigen",
    source: str = "",
) -> Done:
    """Give an assumption a value in a scenario; ``scenario`` empty means the whole project.

    Raises:
        DoorError: ``unknown_scenario``, ``address_unknown`` or ``label_unknown`` with the
            nearest three, ``address_axis_missing``, ``address_axis_unknown``,
            ``value_refused``, ``value_not_a_choice``.
    """
    rule = rule_of(address)
    uid = session.project.scenario(scenario).uid if scenario else ""
    check_known(session.project, uid, rule, address)
    check(rule, address, value)
    words = text("{address} gewijzigd", address=str(address))
    project = with_value(
        session.project, uid, address, value, origin, source, session.services.clock()
    )
    session.apply(words, project, merge_key=f"assumption|{uid}|{address}")
    return Done()


def reset(
    session: Session, scenario: str, address: Address, table_name: str = "assumptions"
) -> Done:
    """Take the scenario's own value away, so that the project's or the method's holds again.

    Raises:
        DoorError: ``unknown_scenario``.
    """
    project = session.project
    uid = project.scenario(scenario).uid if scenario else ""
    table = project.table(table_name)
    frame = table.frame
    mine = (frame["scenario_uid"].fillna("") == uid) & (frame["address"] == str(address))
    kept = table.without_rows(list(frame.index[mine]))
    words = text("{address} teruggezet", address=str(address))
    session.apply(words, project.with_table(kept))
    return Done()


def rule_of(address: Address) -> Assumption:
    """Return the assumption that an address names.

    Raises:
        DoorError: ``address_unknown`` with the nearest three.
    """
    rule = ASSUMPTIONS.get(address.noun)
    if rule is None or address.uid:
        known = nearest(address.noun, ASSUMPTIONS)
        raise DoorError("address_unknown", address=str(address), nearest=known)
    return rule


def check(rule: Assumption, address: Address, value: Value) -> None:
    """Refuse axes that do not fit and values out of range."""
    code = check_labels(rule, address)
    if code:
        axes = ", ".join((*rule.axes, *rule.inherits))
        raise DoorError(code, address=str(address), value=value, axes=axes)
    code = check_value(rule, value)
    if code == "value_not_a_choice":
        choices = ", ".join(rule.choices)
        raise DoorError("value_not_a_choice", address=str(address), value=value, choices=choices)
    keep_within(str(address), value, (rule.minimum, rule.maximum), rule.unit)
    if rule.type == "year" and rule.unit == YEAR and value != int(float(value)):
        written = f"{value:g}".replace(".", ",")
        raise DoorError("value_unreadable", address=str(address), text=written)


def with_value(
    project: Project,
    scenario_uid: str,
    address: Address,
    value: Value,
    origin: str,
    source: str,
    when: datetime,
    table: str = "assumptions",
) -> Project:
    """Return the project with this value stored; the same value leaves the row as it is.

    A row is known by scenario and address: two editors of one value meet in one cell.
    """
    rows = project.table(table)
    frame = rows.frame
    stored = {"value": value} if isinstance(value, float) else {"text": value}
    there = frame[
        (frame["scenario_uid"].fillna("") == scenario_uid) & (frame["address"] == str(address))
    ]
    column, given = next(iter(stored.items()))
    if len(there) and there[column].iloc[-1] == given:
        return project
    uid = str(there.index[-1]) if len(there) else value_uid(project.uid, scenario_uid, str(address))
    row = {
        "uid": uid,
        "scenario_uid": scenario_uid or None,
        "address": str(address),
        **stored,
        "origin": origin,
        "source": source or None,
        "dated": when.date().isoformat(),
    }
    return project.with_table(rows.with_rows(pd.DataFrame([row])))
