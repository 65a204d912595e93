"""The one history: immutable states of the project, and which of them is shown.

An edit is a new state with a label; undo points at the previous object. There is no inverse
of an edit that could be wrong.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from werklocaties.model.project import Project
from werklocaties.session.memory import bytes_of

MOST_STEPS = 200
MOST_BYTES = 300_000_000


@dataclass(frozen=True, eq=False)
class Step:
    """One state, what the user did to reach it, and which edits may still flow into it."""

    label: str
    project: Project
    merge_key: str | None = None


@dataclass(frozen=True)
class Limits:
    """How much is kept: steps that can be undone, and bytes."""

    steps: int = MOST_STEPS
    size: int = MOST_BYTES
    measure: Callable[[Iterable[Project]], int] = bytes_of


LIMITS = Limits()


@dataclass(frozen=True, eq=False)
class History:
    """States from the first that is kept to the last that can be redone; ``at`` is shown.

    Example:
        >>> empty = Project.empty("Twente", "p")
        >>> history = History.start(empty).apply("Naam gewijzigd", replace(empty, name="Regio"))
        >>> history.undo_label, history.undo().project is empty
        ('Naam gewijzigd', True)
    """

    steps: tuple[Step, ...]
    at: int = 0
    saved: Project | None = None
    limits: Limits = LIMITS

    @classmethod
    def start(cls, project: Project, *, saved: bool = False, limits: Limits = LIMITS) -> "History":
        """Begin with a project that was opened or made."""
        return cls((Step("", project),), 0, project if saved else None, limits)

    @property
    def project(self) -> Project:
        """The state that is shown."""
        return self.steps[self.at].project

    @property
    def is_saved(self) -> bool:
        """Say whether the state that is shown is the one in the file."""
        return self.project is self.saved

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self.steps[self.at].label if self.at else ""

    @property
    def redo_label(self) -> str:
        """What redo would bring back; empty when there is nothing."""
        return self.steps[self.at + 1].label if self.at + 1 < len(self.steps) else ""

    @property
    def unsaved_labels(self) -> tuple[str, ...]:
        """Labels of the edits since the saved state, oldest first; each once."""
        places = [n for n, step in enumerate(self.steps) if step.project is self.saved]
        first = places[0] if places and places[0] <= self.at else 0
        return tuple(dict.fromkeys(step.label for step in self.steps[first + 1 : self.at + 1]))

    # --- moving ------------------------------------------------------------------------------
    def apply(self, label: str, project: Project, merge_key: str | None = None) -> "History":
        """Add an edit; one that changes nothing is none, one with the same key flows together.

        Merging stops at the saved mark, and after an undo.
        """
        if project is self.project or project.same_content(self.project):
            return self
        if self._merges(merge_key):
            return self._merged(label, project, merge_key)
        kept = (*self.steps[: self.at + 1], Step(label, project, merge_key))
        return replace(self, steps=kept, at=len(kept) - 1)._trimmed()

    def _merges(self, merge_key: str | None) -> bool:
        last = self.at == len(self.steps) - 1
        same = merge_key is not None and self.steps[self.at].merge_key == merge_key
        return same and last and self.at > 0 and not self.is_saved

    def _merged(self, label: str, project: Project, merge_key: str | None) -> "History":
        """Replace the last step; when that comes back to where it began, there is no step."""
        before = self.steps[: self.at]
        if project.same_content(before[-1].project):
            return replace(self, steps=before, at=len(before) - 1)
        return replace(self, steps=(*before, Step(label, project, merge_key)))._trimmed()

    def undo(self) -> "History":
        """Show the state before; self when there is none."""
        return replace(self, at=self.at - 1) if self.at else self

    def redo(self) -> "History":
        """Show the state after; self when there is none."""
        return replace(self, at=self.at + 1) if self.at + 1 < len(self.steps) else self

    def mark_saved(self, project: Project) -> "History":
        """Remember which state stands in the file: the one of which a snapshot was saved."""
        return replace(self, saved=project)

    def _trimmed(self) -> "History":
        """Drop the oldest states while there are too many; the one before the last stays."""
        steps = self.steps[-(self.limits.steps + 1) :]
        while len(steps) > 2 and self.limits.measure(s.project for s in steps) > self.limits.size:
            steps = steps[1:]
        return replace(self, steps=steps, at=len(steps) - 1)
