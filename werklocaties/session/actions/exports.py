"""Deliverables: workbook, availability sheet, map, GeoPackage."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

from werklocaties import __version__
from werklocaties.io.project_file import Entry, Saved, history, write_new
from werklocaties.io.qgis_style import layer_styles
from werklocaties.io.safe_write import atomic_write
from werklocaties.model.finding import DoorError
from werklocaties.model.registers import Profile
from werklocaties.model.results import Results
from werklocaties.model.task import Task
from werklocaties.presentation.texts import text
from werklocaties.session.actions.files import check_folder, results_of
from werklocaties.session.session import Session
from werklocaties.session.task import Done, Work

MapKind = Literal["png", "pdf", "svg"]
MAP_KINDS: tuple[MapKind, ...] = get_args(MapKind)
Paper = Literal["A4", "A3"]


def excel(session: Session, results: Results, path: Path) -> Work[None]:
    """Write the scenario workbook with live formulas.

    Raises:
        DoorError: ``file_kind_unfit``, ``folder_missing``; from the work what writing raises.
    """
    _check_suffix(path, ".xlsx")
    stamp, today = session.origin.stamp, session.services.clock().date()
    revision = stamp.head.id if stamp else ""

    def do(task: Task) -> None:
        from werklocaties.io.workbook import write_workbook

        write_workbook(
            results,
            path,
            revision=revision,
            made_on=today,
            program_version=__version__,
            task=task,
        )

    return _exporting(session, "excel", path, do)


def availability(
    session: Session, path: Path, profile: Profile = "public", park: str | None = None
) -> Work[None]:
    """Write the plot-availability sheet, of one park (uid, RIN or name) or of all.

    It holds what is so now; no scenario has a part in it.

    Raises:
        DoorError: ``file_kind_unfit``, ``folder_missing``; from the work ``object_unknown`` and
            what writing raises.
    """
    _check_suffix(path, ".xlsx")
    project, stamp = session.project, session.origin.stamp
    today, revision = session.services.clock().date(), stamp.head.id if stamp else ""

    def do(task: Task) -> None:
        from werklocaties.io.workbook.availability import write_availability

        write_availability(
            project,
            path,
            park=park,
            profile=profile,
            made_on=today,
            revision=revision,
            task=task,
        )

    return _exporting(session, "availability", path, do)


def map_kind(path: Path) -> MapKind:
    """Return the kind of picture that a file name asks for.

    Raises:
        DoorError: ``map_kind_unknown``.
    """
    asked = path.suffix.lower().lstrip(".")
    for kind in MAP_KINDS:
        if kind == asked:
            return kind
    raise DoorError("map_kind_unknown", file=path.name)


def map_picture(
    session: Session, results: Results, path: Path, park_uid: str = "", paper: Paper = "A3"
) -> Work[None]:
    """Draw the map for print, as PDF, PNG or SVG.

    Raises:
        DoorError: ``map_kind_unknown``, ``folder_missing``.
    """
    kind = map_kind(path)

    when = session.services.clock()

    def do(task: Task) -> None:
        from werklocaties.presentation.drawing import rendered
        from werklocaties.presentation.map_figure import map_figure
        from werklocaties.session.views import map_view

        view = map_view(results, park_uid)
        task.check()
        picture = rendered(map_figure(view, paper), kind, title=view.title)
        task.check()
        atomic_write(path, lambda new: _write(new, picture), when)

    return _exporting(session, "map", path, do)


def gpkg(session: Session, path: Path) -> Work[Saved]:
    """Write a GeoPackage of its own, with styles and current results, without history.

    Raises:
        DoorError: ``file_kind_unfit``, ``folder_missing``, ``export_over_project``; from the work
            ``export_over_history`` and what writing raises.
    """
    _check_suffix(path, ".gpkg")
    _check_place(session, path)
    project, when, results = session.project, session.services.clock(), results_of(session)
    stamp = session.origin.stamp
    author = session.services.settings.author or (stamp.head.author if stamp else "")
    message = text("Uitvoer van {name}", name=project.name)
    session.services.log.started("export gpkg", path)

    def do(task: Task) -> Saved:
        _check_history(path)
        styles = layer_styles(project.language)
        return write_new(
            project, path, author, message, when, styles=styles, results=results, task=task
        )

    return Work("export gpkg", "files", do, _ready, keep=True)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _exporting(session: Session, what: str, path: Path, do: Callable[[Task], None]) -> Work[None]:
    _check_place(session, path)
    session.services.log.started(f"export {what}", path)
    return Work(f"export {what}", "files", do, _ready, keep=True)


def _ready(made: object) -> Done:
    """Nothing comes back into the session."""
    del made
    return Done()


def _check_place(session: Session, path: Path) -> None:
    """Refuse the place of the project itself: what we write has no history."""
    check_folder(path)
    own = session.origin.path
    if own is not None and path.exists() and own.exists() and path.samefile(own):
        raise DoorError("export_over_project", file=path.name)


def _check_history(path: Path) -> None:
    """Refuse the place of another project that was saved before: an export would end its history.

    An earlier export has one revision and may be replaced.
    """
    if path.exists() and len(_revisions(path)) > 1:
        raise DoorError("export_over_history", file=path.name)


def _revisions(path: Path) -> tuple[Entry, ...]:
    try:
        return history(path)
    except DoorError:
        return ()  # no project of ours: there is no history to lose


def _check_suffix(path: Path, suffix: str) -> None:
    if path.suffix.lower() != suffix:
        raise DoorError("file_kind_unfit", file=path.name, suffix=suffix)
