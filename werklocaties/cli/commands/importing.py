"""``import``: bring layers and tables into a project, as one revision."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from werklocaties.cli.commands.answers import choices_of
from werklocaties.cli.commands.check import line_of
from werklocaties.cli.commands.opening import open_project
from werklocaties.cli.commands.setting import UNCHANGED, saved_words
from werklocaties.cli.output import Console, finding_json
from werklocaties.io.check import LayerReport
from werklocaties.io.door import Choices
from werklocaties.model.finding import Finding
from werklocaties.model.question import Question
from werklocaties.presentation.texts import text
from werklocaties.session.actions import files, layers, scenarios
from werklocaties.session.actions.layers import Imported
from werklocaties.session.session import Session


def import_files(args: Namespace, console: Console, session: Session) -> int:
    """Import every file, or change nothing when one of them is refused or asks a question."""
    files.author_of(session)
    _open_or_make(session, console, args.into)
    done = []
    for path in args.files:
        made = _import(session, console, path, choices_of(args))
        if made is None:
            return 1
        done.append((path, made))
    changed = not session.history.is_saved
    revision = _save(session, args.into)
    if console.json:
        console.give({"revision": revision, "layers": [_as_json(p, one) for p, one in done]})
    else:
        _print(console, done)
        console.say(saved_words(args.into, revision) if changed else text(UNCHANGED))
    return int(any(f.severity == "error" for _, one in done for f in one.findings))


def _open_or_make(session: Session, console: Console, path: Path) -> None:
    """Open the project; one that does not exist yet begins empty, with one scenario."""
    if path.exists():
        open_project(session, console, path)
    else:
        files.new(session, path.stem)
        scenarios.new(session, text("Basis"))


def _import(session: Session, console: Console, path: Path, choices: Choices) -> Imported | None:
    plan = layers.prepare(path, choices)
    if isinstance(plan, Question):
        console.ask(plan)
        return None
    made = session.start(layers.import_layer(session, plan)).result()
    return made if isinstance(made, Imported) else None


def _save(session: Session, path: Path) -> str:
    if not session.history.is_saved:
        known = session.origin.path is not None
        work = files.save(session) if known else files.save_as(session, path)
        session.start(work).result()
    stamp = session.origin.stamp
    return stamp.head.id if stamp else ""


def _report(path: Path, done: Imported) -> LayerReport:
    return LayerReport(path.name, done.layer, done.table, done.counts, done.findings)


def _print(console: Console, done: list[tuple[Path, Imported]]) -> None:
    found: list[Finding] = []
    for path, one in done:
        console.say(line_of(_report(path, one)))
        found += one.findings
    console.findings(found)


def _as_json(path: Path, done: Imported) -> dict[str, Any]:
    counts = done.counts
    return {
        "file": path.name,
        "layer": done.layer,
        "table": done.table,
        "in": counts.in_,
        "out": counts.out,
        "repaired": counts.repaired,
        "refused": counts.refused,
        "merged": counts.merged,
        "findings": [finding_json(finding) for finding in done.findings],
    }
