"""What a reader hands on: layers as they stand in the file, and their features in pieces."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from werklocaties.model.finding import Finding

PIECE = 5_000
"""Features that are read at once: few enough for progress, cancel and a window that moves."""


@dataclass(frozen=True)
class FieldInfo:
    """One field of a layer, with values from its first features."""

    name: str
    type: str
    sample: tuple[object, ...] = ()


@dataclass(frozen=True)
class LayerInfo:
    """One layer of a source, before anything of it is understood.

    ``geometry_type`` is empty for a table; ``crs`` is None when the file does not say, and
    ``spot`` a place in the middle of its first features, ``bounds`` (xmin, ymin, xmax, ymax)
    hold all of them; both in the coordinates of the file.
    """

    file: str
    name: str
    geometry_type: str
    count: int
    fields: tuple[FieldInfo, ...]
    crs: str | None = None
    spot: tuple[float, float] | None = None
    bounds: tuple[float, float, float, float] | None = None

    def field(self, name: str) -> FieldInfo | None:
        """Return the field with this name, or None."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True)
class Piece:
    """Some features: their numbers in the file, values by field, and geometry as WKB."""

    features: tuple[str, ...]
    values: Mapping[str, np.ndarray]
    geometry: tuple[bytes | None, ...] | None
    findings: tuple[Finding, ...] = ()
    unread: int = 0

    def __len__(self) -> int:
        return len(self.features)
