"""Layers of other people's files: inspect, check, import."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from werklocaties.io.check import LayerReport, check_file
from werklocaties.io.clean import Counts, Read
from werklocaties.io.door import Choices, Plan, read_planned
from werklocaties.io.door import prepare as prepare_file
from werklocaties.io.layers import SourceInfo
from werklocaties.io.layers import inspect as inspect_file
from werklocaties.io.links import link_parks
from werklocaties.io.meet import meet
from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.project import Project
from werklocaties.model.question import Question
from werklocaties.model.registers import TABLES
from werklocaties.model.table import Table
from werklocaties.model.task import Task
from werklocaties.presentation.texts import text
from werklocaties.session.session import Session
from werklocaties.session.task import Done, Work

NO_COUNTS = Counts(0, 0)

LINKED = ("plots", "issuance")
"""Tables of which rows may name the park in which they lie."""


@dataclass(frozen=True)
class Checked(Done):
    """What a check has to say, per layer."""

    reports: tuple[LayerReport, ...] = ()


@dataclass(frozen=True)
class Imported(Done):
    """What an import has to say: the table, and its features in, out, repaired, refused."""

    layer: str = ""
    table: str = ""
    counts: Counts = NO_COUNTS


def inspect(path: Path) -> SourceInfo:
    """Say what is in a file.

    Raises:
        DoorError: the file cannot be read.
    """
    return inspect_file(path)


def prepare(path: Path, choices: Choices) -> Question | Plan:
    """Return the first question that only the user can answer, or how the file will be read.

    Raises:
        DoorError: the file cannot be read, or holds no areas where these are asked.
    """
    return prepare_file(path, choices)


def check(session: Session, path: Path, choices: Choices) -> Work[tuple[LayerReport, ...]]:
    """Read every layer of a file and report; nothing is kept."""
    session.services.log.started("check_file", path)

    def do(task: Task) -> tuple[LayerReport, ...]:
        return check_file(path, choices, task)

    def finish(reports: tuple[LayerReport, ...]) -> Done:
        return Checked(tuple(f for report in reports for f in report.findings), reports)

    return Work("check_file", "files", do, finish)


def import_layer(session: Session, plan: Plan) -> Work[Read]:
    """Bring one layer into the project: new rows, and new values of rows that are there.

    Plots and issuance get the park that they name.
    """
    session.services.log.started("import_layer", plan.path)

    def do(task: Task) -> Read:
        return read_planned(plan, task)

    def finish(read: Read) -> Done:
        project, findings = joined(session.project, read)
        name = TABLES[read.table.name].label_nl
        words = text("{table} geïmporteerd uit {file}", table=name, file=plan.path.name)
        session.apply(words, project)
        return Imported(tuple(findings), plan.layer, read.table.name, read.counts)

    return Work("import_layer", "files", do, finish)


def joined(project: Project, read: Read) -> tuple[Project, list[Finding]]:
    """Return the project with the rows that were read, linked to their parks.

    Raises:
        DoorError: ``required_column_missing`` when rows that are new lack what no row may lack.
    """
    rows, findings = read.table.frame, list(read.findings)
    if read.table.name in LINKED:
        rows, said = link_parks(rows, project.table("parks"), read.table.name)
        findings += said
    there = project.table(read.table.name)
    rows, said = meet(there, rows)
    kept = [finding for finding in findings if not _is_met(finding, rows, there)]
    return project.with_table(there.with_rows(rows)), [*kept, *said]


def _is_met(finding: Finding, rows: pd.DataFrame, there: Table) -> bool:
    """Say whether a column that the file lacks was known of every row already."""
    if finding.code != "required_column_missing":
        return False
    column = there.schema.by_file_name(finding.field)
    if column is None or rows[column.name].isna().any():
        raise DoorError(finding.code, field=finding.field)
    return True
