"""``demo``: the main job on the example, from project to everything that is handed over."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from werklocaties.cli.commands.run import computed_results, print_balance
from werklocaties.cli.output import Console
from werklocaties.io.places import sample_project_path
from werklocaties.io.safe_write import safe_name
from werklocaties.model.finding import DoorError
from werklocaties.model.results import Results
from werklocaties.presentation.texts import text
from werklocaties.session.actions import exports, files
from werklocaties.session.session import Session
from werklocaties.session.task import Work


def demo(args: Namespace, console: Console, session: Session) -> int:
    """Compute the example, write every deliverable, and print the balance."""
    made = deliver(session, args.out)
    for scenario in session.project.scenarios:
        found = session.results.latest(scenario.uid)
        if found is not None:
            print_balance(console, found)
        console.say()
    console.say(text("Gemaakt in {folder}:", folder=str(args.out)))
    for path in made:
        console.say(f"  {path.name}")
    return 0


def deliver(session: Session, folder: Path) -> list[Path]:
    """Write project, workbooks, availability sheet and map of the example into a folder.

    Raises:
        DoorError: ``output_folder``, ``sample_missing``, or what writing raises.
    """
    make_folder(folder)
    example = sample_project_path()
    session.start(files.open_project(session, example)).result()
    computed = [computed_results(session, scenario) for scenario in session.project.scenarios]
    project = folder / example.name
    session.start(files.save_as(session, project)).result()
    return [project, *(path for path in _deliverables(session, computed, folder))]


def make_folder(folder: Path) -> None:
    """Make the folder for what is written.

    Raises:
        DoorError: ``output_folder``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DoorError("output_folder", folder=folder.name) from error


def _deliverables(session: Session, computed: Sequence[Results], folder: Path) -> Iterator[Path]:
    """Write what is handed over, with the date in every name."""
    today = f"{session.services.clock():%Y-%m-%d}"
    name = session.project.name
    for results in computed:
        title = f"{name} {results.scenario.name} {today}"
        workbook = folder / f"{safe_name(title)}.xlsx"
        yield _done(session, exports.excel(session, results, workbook), workbook)
    first = computed[0]
    sheet = folder / f"{safe_name(text('kavelaanbod {name} {day}', name=name, day=today))}.xlsx"
    yield _done(session, exports.availability(session, sheet), sheet)
    for kind in ("pdf", "png"):
        picture = folder / f"{safe_name(text('kaart {name} {day}', name=name, day=today))}.{kind}"
        yield _done(session, exports.map_picture(session, first, picture), picture)


def _done(session: Session, work: Work[None], path: Path) -> Path:
    session.start(work).result()
    return path
