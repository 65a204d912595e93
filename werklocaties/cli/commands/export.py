"""``export``: workbook, availability sheet, map or GeoPackage."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from werklocaties.cli.commands.opening import open_project
from werklocaties.cli.commands.run import chosen, computed_results
from werklocaties.cli.output import Console
from werklocaties.model.registers import Profile
from werklocaties.model.results import Results
from werklocaties.presentation.texts import text
from werklocaties.session.actions import exports
from werklocaties.session.actions.objects import resolve
from werklocaties.session.session import Session
from werklocaties.session.task import Work

MOST_OPEN: Profile = "public"
"""Profile of an availability sheet when none is asked for: nothing confidential leaves unasked."""


def export(args: Namespace, console: Console, session: Session) -> int:
    """Make one deliverable."""
    open_project(session, console, args.project)
    park = resolve(session.project, "parks", args.park) if args.park else ""
    work, path = _work(args, session, park)
    session.start(work).result()
    console.say(text("{file} gemaakt", file=path.name))
    return 0


def _work(args: Namespace, session: Session, park: str) -> tuple[Work[Any], Path]:
    if args.gpkg:
        if session.project.scenarios:
            _results(args, session)
        return exports.gpkg(session, args.gpkg), args.gpkg
    if args.availability:
        profile: Profile = args.profile or MOST_OPEN
        return exports.availability(
            session, args.availability, profile, park or None
        ), args.availability
    if args.map:
        exports.map_kind(args.map)  # a wrong name is refused before the work
        return exports.map_picture(session, _results(args, session), args.map, park), args.map
    return exports.excel(session, _results(args, session), args.excel), args.excel


def _results(args: Namespace, session: Session) -> Results:
    names = [args.scenario] if args.scenario else None
    (scenario,) = chosen(session.project, names)
    return computed_results(session, scenario)
