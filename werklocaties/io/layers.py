"""The layers of a source, whatever its kind: what is in it, and its features in pieces."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from werklocaties.io import tables, vector
from werklocaties.io.rows import LayerInfo, Piece
from werklocaties.io.sources import LIMIT_BYTES, Kind, Source, readable, recognise
from werklocaties.io.tables import Sheet
from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.task import NO_TASK, Task

# Tables that programs keep beside their layers: nothing to plan with.
_HOUSEKEEPING = {"layer_styles", "qgis_projects", "werklocaties_meta", "revisie", "wijziging"}


@dataclass(frozen=True)
class SourceInfo:
    """What is in a source."""

    file: str
    driver: Kind
    layers: tuple[LayerInfo, ...]

    def layer(self, name: str) -> LayerInfo:
        """Return the layer of this name; ``DoorError`` ``layer_not_found`` with those there."""
        for layer in self.layers:
            if layer.name == name:
                return layer
        there = tuple(layer.name for layer in self.layers)
        raise DoorError("layer_not_found", file=self.file, layer=name, layers=there)


class Content(Protocol):
    """What every kind of source can give, however it is read."""

    def layers(self) -> tuple[LayerInfo, ...]:
        """List the layers."""

    def pieces(self, layer: LayerInfo, task: Task) -> Iterator[Piece]:
        """Read the features of a layer, a piece at a time."""

    def column(self, layer: LayerInfo, field: str) -> np.ndarray:
        """Read one field of all features."""

    def remarks(self, layer: LayerInfo) -> tuple[Finding, ...]:
        """Report what the source leaves out, for the layer as a whole."""

    def geometries(self, layer: LayerInfo) -> int | None:
        """Count the geometries in the file where that can be known without the reader."""


@dataclass(frozen=True)
class Tables:
    """The sheets of a workbook, or the one of a CSV, as a content of layers."""

    file: str
    sheets: tuple[Sheet, ...]

    def layers(self) -> tuple[LayerInfo, ...]:
        """List the sheets."""
        return tuple(sheet.info(self.file) for sheet in self.sheets)

    def _piece(self, layer: LayerInfo) -> Piece:
        return next(sheet for sheet in self.sheets if sheet.name == layer.name).piece()

    def pieces(self, layer: LayerInfo, task: Task) -> Iterator[Piece]:
        """Give all rows at once."""
        task.check()
        yield self._piece(layer)

    def column(self, layer: LayerInfo, field: str) -> np.ndarray:
        """Give one column."""
        return self._piece(layer).values[field]

    def remarks(self, layer: LayerInfo) -> tuple[Finding, ...]:  # noqa: ARG002 (a table has none)
        """Give nothing: what a sheet has to say comes with its rows."""
        return ()

    def geometries(self, layer: LayerInfo) -> int | None:  # noqa: ARG002 (a table has none)
        """Give nothing: a table has no geometry."""
        return None


class Reader:
    """An open source; read it within ``reading``."""

    def __init__(self, source: Source, content: Content) -> None:
        self._content = content
        found = tuple(layer for layer in content.layers() if layer.name not in _HOUSEKEEPING)
        self.info = SourceInfo(source.name, source.kind, found)
        self.column = content.column
        self.remarks = content.remarks
        self.geometries = content.geometries

    def pieces(self, layer: LayerInfo, task: Task = NO_TASK) -> Iterator[Piece]:
        """Read the features of a layer, a piece at a time."""
        return self._content.pieces(layer, task)


@contextmanager
def reading(path: Path, limit_bytes: int = LIMIT_BYTES) -> Iterator[Reader]:
    """Open a source of any kind that is read, through a private copy where that is needed.

    Raises:
        DoorError: what ``recognise`` raises, ``file_unreadable`` or ``file_damaged``.
    """
    source = recognise(path, limit_bytes)
    with readable(source) as place:
        if source.kind == "CSV":
            sheet = tables.read_csv(place, source.path.stem)
            yield Reader(source, Tables(source.name, (sheet,)))
        elif source.kind == "XLSX":
            yield Reader(source, Tables(source.name, tables.read_workbook(place)))
        else:
            with vector.gdal(source, place) as opened:
                yield Reader(source, vector.Vector(opened))


def inspect(path: Path) -> SourceInfo:
    """Say what is in a file: its kind, layers, fields, counts and reference systems."""
    with reading(path) as reader:
        return reader.info
