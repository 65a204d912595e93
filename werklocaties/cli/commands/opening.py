"""Opening a project for a command."""

from pathlib import Path

from werklocaties.cli.output import Console
from werklocaties.session.actions import files
from werklocaties.session.session import Session


def open_project(session: Session, console: Console, path: Path) -> None:
    """Open a project, and say on the side what was noticed at the door.

    Raises:
        DoorError: the file is refused.
    """
    done = session.start(files.open_project(session, path)).result()
    for finding in done.findings:
        if finding.severity != "info":
            console.note_finding(finding)
