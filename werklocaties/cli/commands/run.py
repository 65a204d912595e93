"""``run``: compute scenarios and print their balance."""

import shlex
from argparse import Namespace

from werklocaties.cli.balance_table import balance_lines
from werklocaties.cli.commands.opening import open_project
from werklocaties.cli.output import Console, counted
from werklocaties.cli.run_json import About, run_json
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project, Scenario
from werklocaties.model.results import Results
from werklocaties.presentation.sentences import full
from werklocaties.presentation.texts import text
from werklocaties.session.actions import results
from werklocaties.session.session import Session


def run(args: Namespace, console: Console, session: Session) -> int:
    """Compute the scenarios that are asked for, by default that of the first tab."""
    open_project(session, console, args.project)
    computed = [
        computed_results(session, scenario) for scenario in chosen(session.project, args.scenario)
    ]
    if console.json:
        told = [as_json(session, one) for one in computed]
        console.give(told[0] if len(told) == 1 else {"runs": told})
        return 0
    for one in computed:
        print_balance(console, one)
    if any(one.findings for one in computed):
        file = shlex.quote(str(args.project))
        console.say(text("Lees de meldingen met: werklocaties check {file}", file=file))
    return 0


def chosen(project: Project, names: list[str] | None) -> list[Scenario]:
    """Return the scenarios of these names, by default the first one.

    Raises:
        DoorError: ``unknown_scenario``, ``project_without_scenario``.
    """
    if not project.scenarios:
        raise DoorError("project_without_scenario", name=project.name)
    return [project.scenario(name) for name in names] if names else [project.scenarios[0]]


def computed_results(session: Session, scenario: Scenario) -> Results:
    """Compute a scenario and return its results."""
    session.start(results.compute(session, scenario.uid)).result()
    found = session.results.current(scenario.uid, session.project)
    if found is None:
        raise LookupError(scenario.name)
    return found


def as_json(session: Session, found: Results) -> dict[str, object]:
    """Return what ``--json`` prints of one scenario; findings of the file come first."""
    stamp = session.origin.stamp
    about = About(session.origin.format, stamp.head.id if stamp else "")
    said = (*session.findings, *found.findings)
    return run_json(found, about, [full(one) for one in said if one.severity != "info"])


def print_balance(console: Console, found: Results) -> None:
    """Print the balance of one scenario, and how much there is to read about it."""
    for line in balance_lines(found, console.width()):
        console.say(line)
    console.say(counted(found.findings))
