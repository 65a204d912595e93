"""``set``: change assumptions, decisions and attributes as one revision."""

from argparse import Namespace
from pathlib import Path

from werklocaties.cli.commands.opening import open_project
from werklocaties.cli.output import Console
from werklocaties.presentation.texts import mark, text
from werklocaties.session.actions import files, values
from werklocaties.session.session import Session

UNCHANGED = mark("Alles stond al zo; er is niets opgeslagen.")


def set_values(args: Namespace, console: Console, session: Session) -> int:
    """Set every value, or none when one of them is refused."""
    open_project(session, console, args.project)
    files.author_of(session)
    session.project.scenario(args.scenario)
    for assignment in args.assignments:
        values.set_text(session, args.scenario, assignment)
    labels = session.history.unsaved_labels
    if labels:
        session.start(files.save(session)).result()
    report(args, console, session, labels)
    return 0


def report(args: Namespace, console: Console, session: Session, labels: tuple[str, ...]) -> None:
    """Say what was changed and in which revision it stands."""
    stamp = session.origin.stamp
    revision = stamp.head.id if stamp else ""
    if console.json:
        console.give({"project": session.project.name, "revision": revision, "changed": [*labels]})
        return
    for label in labels:
        console.say(label)
    console.say(saved_words(args.project, revision) if labels else text(UNCHANGED))


def saved_words(path: Path, revision: str) -> str:
    """Say in which file and revision the changes stand."""
    return text("Opgeslagen in {file}, versie {revision}", file=path.name, revision=revision)
