"""``check``: read and validate files; nothing is kept."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from werklocaties.cli.commands.answers import choices_of
from werklocaties.cli.commands.info import opened
from werklocaties.cli.output import Console, counted, finding_json, finding_lines
from werklocaties.io.check import LayerReport
from werklocaties.io.clean import Counts
from werklocaties.io.door import Choices
from werklocaties.io.sources import recognise
from werklocaties.model.finding import DoorError, Finding
from werklocaties.presentation.texts import text
from werklocaties.session.actions import layers, results
from werklocaties.session.session import Session


def check(args: Namespace, console: Console, session: Session) -> int:
    """Check every file; status 1 when one has an error."""
    choices = choices_of(args)
    reports = [report for path in args.files for report in _reports(session, path, choices)]
    if console.json:
        console.give({"layers": [_as_json(report) for report in reports]})
    else:
        _print(console, reports)
    found = [finding for report in reports for finding in report.findings]
    return int(any(finding.severity == "error" for finding in found))


def _reports(session: Session, path: Path, choices: Choices) -> Sequence[LayerReport]:
    """Check one file; a refusal of the whole file is a finding, so that the next is read too."""
    try:
        if recognise(path).kind == "GPKG" and opened(session, path):
            return _of_project(session, path)
        done = session.start(layers.check(session, path, choices)).result()
    except DoorError as error:
        finding = Finding(error.code, "error", values=error.values)
        return (LayerReport(path.name, "", "", Counts(0, 0), (finding,)),)
    return done.reports if isinstance(done, layers.Checked) else ()


def _of_project(session: Session, path: Path) -> Sequence[LayerReport]:
    """Report the tables of a project, with what the door and the engine say about them."""
    found = [*session.findings, *_of_engine(session)]
    reports = []
    for name, table in session.project.tables.items():
        own = tuple(finding for finding in found if finding.layer == name)
        counts = Counts(len(table), len(table))
        reports.append(LayerReport(path.name, table.schema.file_name, name, counts, own))
    rest = tuple(f for f in found if f.layer not in session.project.tables)
    whole = LayerReport(path.name, "", "", Counts(0, 0), rest)
    return [*reports, *([whole] if rest else [])]


def _of_engine(session: Session) -> list[Finding]:
    """Compute every scenario and return what was found, the same finding once."""
    found: dict[str, Finding] = {}
    for scenario in session.project.scenarios:
        try:
            done = session.start(results.compute(session, scenario.uid)).result()
        except DoorError as error:
            said: Sequence[Finding] = (Finding(error.code, "error", values=error.values),)
        else:
            said = done.findings
        found |= {repr((f.code, f.layer, f.uid, f.field, dict(f.values))): f for f in said}
    return list(found.values())


def _print(console: Console, reports: Sequence[LayerReport]) -> None:
    for report in reports:
        console.say(line_of(report))
        for line in finding_lines(report.findings):
            console.say(line)
    console.say(counted([finding for report in reports for finding in report.findings]))


def line_of(report: LayerReport) -> str:
    """Write what became of the features of one layer."""
    if not report.layer:
        return f"{report.file}:"
    counts = report.counts
    return f"{report.file}, {report.layer}: " + text(
        "{in_} in, {out} goed, {repaired} hersteld, {refused} geweigerd, {merged} samengevoegd",
        in_=counts.in_, out=counts.out, repaired=counts.repaired, refused=counts.refused,
        merged=counts.merged,
    )  # fmt: skip


def _as_json(report: LayerReport) -> dict[str, Any]:
    counts = report.counts
    return {
        "file": report.file,
        "layer": report.layer,
        "table": report.table or None,
        "in": counts.in_,
        "out": counts.out,
        "repaired": counts.repaired,
        "refused": counts.refused,
        "merged": counts.merged,
        "findings": [finding_json(finding) for finding in report.findings],
    }
