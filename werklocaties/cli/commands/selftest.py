"""``selftest``: whether the program opens, computes, draws and exports on this machine."""

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from werklocaties.cli.commands.demo import deliver
from werklocaties.cli.output import Console
from werklocaties.presentation.texts import plural
from werklocaties.session.session import Session


def selftest(args: Namespace, console: Console, session: Session) -> int:
    """Make every deliverable of the example in a temporary folder, and look that it is there."""
    del args
    with TemporaryDirectory(prefix="werklocaties-") as folder:
        made = deliver(session, Path(folder))
        empty = [path.name for path in made if not path.stat().st_size]
    for name in empty:
        console.say(name)
    console.say(plural("in orde: {n} bestand gemaakt", "in orde: {n} bestanden gemaakt", len(made)))
    return int(bool(empty))
