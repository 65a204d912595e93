"""``set``: change assumptions, decisions and attributes as one revision."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from werklocaties.cli.commands.log import change_line
from werklocaties.cli.commands.opening import open_project
from werklocaties.cli.output import Console
from werklocaties.model.changes import changes
from werklocaties.model.project import Project
from werklocaties.presentation.texts import mark, text
from werklocaties.session.actions import files, values
from werklocaties.session.session import Session

BY_THE_WAY = ("dated", "origin", "source", "scenario_uid")
"""Columns of a value that change along with it."""

UNCHANGED = mark("Alles stond al zo; er is niets opgeslagen.")


def set_values(args: Namespace, console: Console, session: Session) -> int:
    """Set every value, or none when one of them is refused."""
    open_project(session, console, args.project)
    before = session.project
    files.author_of(session)
    session.project.scenario(args.scenario)
    for assignment in args.assignments:
        values.set_text(session, args.scenario, assignment)
    labels = session.history.unsaved_labels
    if labels:
        session.start(files.save(session)).result()
    report(args, console, session, labels, told(before, session.project))
    return 0


def told(before: Project, after: Project) -> list[str]:
    """Write from what to what each value went: a number that was read otherwise than meant shows.

    When and by whom a value was given goes without saying.
    """
    found = [one for one in changes(before, after) if one.attribute not in BY_THE_WAY]
    lines = [change_line(one, after if not one.is_delete else before) for one in found]
    return [line for line in lines if line]


def report(
    args: Namespace,
    console: Console,
    session: Session,
    labels: tuple[str, ...],
    lines: Sequence[str],
) -> None:
    """Say what was changed and in which revision it stands."""
    stamp = session.origin.stamp
    revision = stamp.head.id if stamp else ""
    if console.json:
        console.give({"project": session.project.name, "revision": revision, "changed": [*labels]})
        return
    for line in lines if labels else ():
        console.say(line)
    console.say(saved_words(args.project, revision) if labels else text(UNCHANGED))


def saved_words(path: Path, revision: str) -> str:
    """Say in which file and revision the changes stand."""
    return text("Opgeslagen in {file}, versie {revision}", file=path.name, revision=revision)
