"""Scenarios: new, copy, rename, delete."""

import pandas as pd

from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project, value_uid
from werklocaties.model.table import Table
from werklocaties.presentation.texts import text
from werklocaties.session.session import Session
from werklocaties.session.task import Done

OWNED = ("assumptions", "decisions", "measures")
"""Tables of which rows belong to a scenario."""


def new(session: Session, name: str) -> Done:
    """Add a scenario in which everything is as in the project.

    Raises:
        DoorError: ``scenario_exists``, ``scenario_without_name``.
    """
    project = session.project
    made = _with_scenario(project, session.services.new_uid(), _free(project, name), soft=False)
    session.apply(text("Scenario {name} gemaakt", name=name), made)
    return Done()


def copy(session: Session, source: str, name: str) -> Done:
    """Add a scenario with all changes of another one.

    Raises:
        DoorError: ``unknown_scenario``, ``scenario_exists``, ``scenario_without_name``.
    """
    project = session.project
    original, uid = project.scenario(source), session.services.new_uid()
    made = _with_scenario(project, uid, _free(project, name), soft=original.soft)
    for table in OWNED:
        rows = _copied(session, made.table(table), original.uid, uid)
        made = made.with_table(made.table(table).with_rows(rows))
    words = text("Scenario {name} gemaakt uit {source}", name=name, source=original.name)
    session.apply(words, made)
    return Done()


def rename(session: Session, scenario: str, name: str) -> Done:
    """Give a scenario another name.

    Raises:
        DoorError: ``unknown_scenario``, ``scenario_exists``, ``scenario_without_name``.
    """
    project = session.project
    found = project.scenario(scenario)
    if name == found.name:
        return Done()
    free = _free(project, name)
    table = project.table("scenarios").with_values([found.uid], "name", [free])
    words = text("Scenario {source} heet nu {name}", source=found.name, name=free)
    session.apply(words, project.with_table(table))
    return Done()


def delete(session: Session, scenario: str) -> Done:
    """Take a scenario away with all that it changed; undo brings it back.

    Raises:
        DoorError: ``unknown_scenario``, ``scenario_last``.
    """
    project = session.project
    found = project.scenario(scenario)
    if len(project.scenarios) == 1:
        raise DoorError("scenario_last", name=found.name)
    made = project.with_table(project.table("scenarios").without_rows([found.uid]))
    for name in OWNED:
        table = made.table(name)
        own = (table.column("scenario_uid") == found.uid).fillna(False).to_numpy(dtype=bool)
        made = made.with_table(table.without_rows(list(table.uids[own])))
    session.apply(text("Scenario {name} verwijderd", name=found.name), made)
    return Done()


def _free(project: Project, name: str) -> str:
    """Return a name that no scenario has yet, without space around it."""
    wanted = name.strip()
    if not wanted:
        raise DoorError("scenario_without_name")
    if wanted in [scenario.name for scenario in project.scenarios]:
        raise DoorError("scenario_exists", name=wanted)
    return wanted


def _with_scenario(project: Project, uid: str, name: str, *, soft: bool) -> Project:
    table = project.table("scenarios")
    last = table.column("position").max()
    place = 1 if pd.isna(last) else int(last) + 1
    row = {"uid": uid, "name": name, "position": place, "soft": soft, "origin": "eigen"}
    return project.with_table(table.with_rows(pd.DataFrame([row])))


def _copied(session: Session, table: Table, source: str, target: str) -> pd.DataFrame:
    frame = table.frame
    rows = frame[(frame["scenario_uid"] == source).fillna(False).to_numpy(dtype=bool)].copy()
    if "address" in rows:
        project = session.project.uid
        uids = [value_uid(project, target, str(address)) for address in rows["address"]]
    else:
        uids = [session.services.new_uid() for _ in range(len(rows))]
    rows["scenario_uid"] = pd.Series([target] * len(rows), index=rows.index, dtype="str")
    rows.index = pd.Index(uids, name="uid", dtype="str")
    return rows
