"""The session: one document, one history, one selection; screens listen and read again.

The only object with Qt signals. An edit goes through ``apply``; slow work through ``start``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from PyQt6.QtCore import QObject, pyqtSignal

from werklocaties.io.log_file import Log
from werklocaties.io.project_file import Stamp
from werklocaties.io.settings import Settings
from werklocaties.model.finding import Finding
from werklocaties.model.project import Project
from werklocaties.model.results import Results
from werklocaties.session.history import History
from werklocaties.session.results_cache import ResultsCache
from werklocaties.session.runner import Failed, InlineRunner, Job, Ready, Runner
from werklocaties.session.task import Done, Work

ABOUT = ("uid", "name", "profile", "language", "left_out")
"""Parts of a project that are no table; together they are the part ``project``."""


@dataclass(frozen=True)
class Origin:
    """The file a project came from or was saved to; nothing for a new project."""

    path: Path | None = None
    stamp: Stamp | None = None
    format: int = 0


@dataclass(frozen=True)
class Services:
    """What a session leans on: who works, which clock, where work runs, what is logged."""

    settings: Settings = field(default_factory=Settings)
    runner: Runner = field(default_factory=InlineRunner)
    log: Log = field(default_factory=Log)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    new_uid: Callable[[], str] = lambda: str(uuid4())


def parts_changed(old: Project, new: Project) -> set[str]:
    """Name the parts that differ by identity: tables by their name, and ``project``.

    Example:
        >>> from dataclasses import replace
        >>> old = Project.empty("Twente", "p")
        >>> parts_changed(old, replace(old, name="Regio"))
        {'project'}
    """
    if old is new:
        return set()
    tables = {name for name, table in new.tables.items() if table is not old.table(name)}
    same = all(getattr(old, name) == getattr(new, name) for name in ABOUT)
    return tables if same else tables | {"project"}


class Session(QObject):
    """What is open, what was done, what is selected, and what was computed.

    ``changed`` carries the parts to read again: names of tables, ``project``, ``file``,
    ``selection``, ``findings``. ``results_changed`` carries the uid of a scenario.
    """

    changed = pyqtSignal(set)
    results_changed = pyqtSignal(str)

    def __init__(self, services: Services | None = None) -> None:
        super().__init__()
        self.services = services or Services()
        self._history = History.start(Project.empty("", self.services.new_uid()), saved=True)
        self._origin = Origin()
        self._selection: frozenset[tuple[str, str]] = frozenset()
        self._findings: tuple[Finding, ...] = ()
        self.results = ResultsCache()

    # --- what there is -------------------------------------------------------------------------
    @property
    def project(self) -> Project:
        """The state of the project that is shown."""
        return self._history.project

    @property
    def history(self) -> History:
        """The states that can be undone to and redone to."""
        return self._history

    @property
    def origin(self) -> Origin:
        """The file of the project."""
        return self._origin

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed when the project was opened."""
        return self._findings

    @property
    def selection(self) -> frozenset[tuple[str, str]]:
        """Selected objects as (table, uid); one selection for every screen."""
        return self._selection

    # --- editing -------------------------------------------------------------------------------
    def apply(self, label: str, project: Project, merge_key: str | None = None) -> None:
        """Make this the state of the project; ``label`` is what the user did."""
        self._move(self._history.apply(label, project, merge_key))

    def undo(self) -> None:
        """Take the last edit back."""
        self._move(self._history.undo())

    def redo(self) -> None:
        """Do the edit again that was taken back."""
        self._move(self._history.redo())

    def _move(self, history: History) -> None:
        old, self._history = self._history, history
        parts = parts_changed(old.project, history.project)
        if old.is_saved != history.is_saved:
            parts = parts | {"file"}
        if parts:
            self.changed.emit(parts)

    def select(self, objects: frozenset[tuple[str, str]]) -> None:
        """Select these objects and no others."""
        if objects != self._selection:
            self._selection = objects
            self.changed.emit({"selection"})

    # --- the document --------------------------------------------------------------------------
    def load(self, project: Project, origin: Origin, findings: tuple[Finding, ...] = ()) -> None:
        """Begin anew with another project; history, selection and results begin anew too."""
        old = self.project
        self._history = History.start(project, saved=origin.path is not None)
        self._origin, self._findings = origin, findings
        self._selection = frozenset()
        self.results.clear()
        self.changed.emit(parts_changed(old, project) | {"project", "file", "findings"})

    def mark_saved(self, project: Project, origin: Origin) -> None:
        """Remember that this state stands in this file."""
        self._origin = origin
        self._history = self._history.mark_saved(project)
        self.changed.emit({"file"})

    # --- slow work and its results -------------------------------------------------------------
    def start(
        self, work: Work[Any], ready: Ready | None = None, failed: Failed | None = None
    ) -> Job:
        """Have slow work done on its lane; ``ready`` or ``failed`` hears how it ended."""
        log, name = self.services.log, work.name

        def on_ready(done: Done) -> None:
            log.ended(name, findings=len(done.findings))
            if ready:
                ready(done)

        def on_failed(error: Exception) -> None:
            log.ended(name, code=getattr(error, "code", "cancelled"))
            if failed:
                failed(error)  # type: ignore[arg-type]

        return self.services.runner.submit(work, on_ready, on_failed)

    def keep_results(self, results: Results) -> None:
        """Keep results as the latest of their scenario, and tell who shows them."""
        self.results.put(results)
        self.results_changed.emit(results.scenario.uid)
