"""Project files: new, open, save, save as."""

from pathlib import Path

from werklocaties.io.project_file import (
    FORMAT,
    Opened,
    ResultTable,
    Saved,
    read_project,
    write_new,
)
from werklocaties.io.project_file import save as save_file
from werklocaties.io.project_file.opening import MEGABYTE, Limits
from werklocaties.io.qgis_style import layer_styles
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project
from werklocaties.model.task import Task
from werklocaties.session.session import Origin, Session
from werklocaties.session.stored_results import stored
from werklocaties.session.task import Done, Work

LONGEST_MESSAGE = 300


def new(session: Session, name: str) -> Done:
    """Begin with an empty project."""
    session.load(Project.empty(name, session.services.new_uid()), Origin())
    return Done()


def open_project(session: Session, path: Path) -> Work[Opened]:
    """Open a project file in the place of what is open."""
    limits = Limits(size=int(session.services.settings.largest_file_mb * MEGABYTE))
    session.services.log.started("open_project", path)

    def do(task: Task) -> Opened:
        return read_project(path, task, limits)

    def finish(opened: Opened) -> Done:
        origin = Origin(path, opened.stamp, opened.format)
        session.load(opened.project, origin, opened.findings)
        return Done(opened.findings)

    return Work("open_project", "files", do, finish)


def save(session: Session, message: str = "") -> Work[Saved]:
    """Save what is shown as one revision over the file that it came from.

    Raises:
        DoorError: ``author_missing``; ``project_without_file`` for a project never saved.
    """
    path, stamp = session.origin.path, session.origin.stamp
    if path is None or stamp is None:
        raise DoorError("project_without_file", name=session.project.name)
    project, author, words = session.project, author_of(session), message or message_of(session)
    when, results = session.services.clock(), results_of(session)
    session.services.log.started("save_project", path)

    def do(task: Task) -> Saved:
        return save_file(stamp, project, path, author, words, when, results=results, task=task)

    return _saving(session, project, path, do)


def save_as(session: Session, path: Path, message: str = "") -> Work[Saved]:
    """Save under another name: with its history when it has one, else as a new file.

    Raises:
        DoorError: ``author_missing``, ``folder_missing``.
    """
    check_folder(path)
    source, stamp = session.origin.path, session.origin.stamp
    project, author, words = session.project, author_of(session), message or message_of(session)
    when, results = session.services.clock(), results_of(session)
    session.services.log.started("save_project", path)

    def do(task: Task) -> Saved:
        if source is not None and stamp is not None:
            return save_file(
                stamp, project, source, author, words, when,
                target=path, results=results, task=task,
            )  # fmt: skip
        styles = layer_styles(project.language)
        return write_new(
            project, path, author, words, when, styles=styles, results=results, task=task
        )

    return _saving(session, project, path, do)


def _saving(session: Session, project: Project, path: Path, do: object) -> Work[Saved]:
    def finish(saved: Saved) -> Done:
        session.mark_saved(project, Origin(path, saved.stamp, FORMAT))
        return Done()

    return Work("save_project", "files", do, finish, keep=True)  # type: ignore[arg-type]


def check_folder(path: Path) -> None:
    """Refuse a file in a folder that is not there.

    Raises:
        DoorError: ``folder_missing``.
    """
    if not path.parent.is_dir():
        raise DoorError("folder_missing", file=path.name, folder=path.parent.name)


def author_of(session: Session) -> str:
    """Return who saves; it stands in the history, so it is asked and never guessed.

    Raises:
        DoorError: ``author_missing``.
    """
    author = session.services.settings.author.strip()
    if not author:
        raise DoorError("author_missing", flag="--author")
    return author


def message_of(session: Session) -> str:
    """Return what was done since the last save, in the words of the undo menu."""
    words = "; ".join(session.history.unsaved_labels)
    return words if len(words) <= LONGEST_MESSAGE else words[: LONGEST_MESSAGE - 1] + "…"


def results_of(session: Session) -> tuple[ResultTable, ...]:
    """Return the results that belong to this very state of the project."""
    found = (
        session.results.current(scenario.uid, session.project)
        for scenario in session.project.scenarios
    )
    return tuple(table for results in found if results for table in stored(results))
