"""The answers of a computation: every term as labelled array, and what it waits for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.model.assumptions import Entry, Resolved
from werklocaties.model.decisions import Decisions
from werklocaties.model.dimensions import Dimensions
from werklocaties.model.finding import Finding
from werklocaties.model.items import Items
from werklocaties.model.parts import Part
from werklocaties.model.project import Project, Scenario


@dataclass(frozen=True, eq=False)
class Results:
    """Everything that was computed for one scenario of one state of a project.

    ``pool`` holds the arrays of terms and of their inputs by name; ``axes`` the axis names;
    ``parts`` what the next computation takes over as long as nothing that it read changed.
    """

    project: Project
    scenario: Scenario
    dimensions: Dimensions
    entries: Mapping[str, Entry]
    decisions: Decisions
    resolved: Mapping[str, Resolved]
    items: Items
    park_layers: pd.DataFrame
    reconciliation: pd.DataFrame
    pool: Mapping[str, Any]
    axes: Mapping[str, tuple[str, ...]]
    illustrative: NDArray[np.bool_]
    waiting_for: tuple[str, ...]
    findings: tuple[Finding, ...]
    parts: Mapping[str, Part] = field(repr=False)

    def __getitem__(self, name: str) -> Any:
        """Return the array of a term or of an input."""
        return self.pool[name]

    def labels(self, axis: str) -> tuple[str, ...]:
        """Return the labels of an axis in order."""
        return self._item_uids if axis == "item" else self.dimensions.axes[axis]

    @cached_property
    def _item_uids(self) -> tuple[str, ...]:
        return tuple(self.items.frame.index)

    def value(self, name: str, **labels: str) -> Any:
        """Return one cell of a term or input as plain number or text."""
        place = tuple(self.labels(axis).index(labels[axis]) for axis in self.axes[name])
        found = self.pool[name][place]
        return found.item() if isinstance(found, np.generic) else found

    @property
    def current(self) -> tuple[Project, str]:
        """What these results belong to: the state of the project and the scenario."""
        return self.project, self.scenario.uid
