"""The door for other people's files: look, ask what only the user knows, read, count.

``prepare`` returns a ``Question`` or a ``Plan``; ``read_planned`` carries the plan out. What
comes in goes out, is refused or is merged: the counts close, and every refusal is a finding.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from werklocaties.io.clean import Read, Recipe, assemble, clean
from werklocaties.io.crs import Grid
from werklocaties.io.fieldmap import FieldMap
from werklocaties.io.layers import Reader, reading
from werklocaties.io.prepare import Choices, Plan, prepare, prepared, short_crs
from werklocaties.io.rows import LayerInfo
from werklocaties.io.values import texts
from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.question import Question
from werklocaties.model.registers import TABLES
from werklocaties.model.task import NO_TASK, Task
from werklocaties.model.vocabulary import fold

__all__ = [
    "Choices",
    "Plan",
    "Question",
    "prepare",
    "read_layer",
    "read_open",
    "read_planned",
    "unanswered",
]

_SERVED_AT_ONCE = 1000
"""Features that PDOK gives per request: a file with exactly so many is probably cut off."""


def read_planned(plan: Plan, task: Task = NO_TASK, source: str = "") -> Read:
    """Read the layer of a plan: rows in EPSG:28992 with uids, findings, and counts that close.

    ``source`` names the file in the uids that are made (default: its name without suffix).

    Raises:
        DoorError: the file cannot be read, or ``outside_netherlands`` when all of it is.
        CancelledError: the user cancelled.
    """
    with reading(plan.path) as reader:
        return read_open(reader, plan, task, source or plan.path.stem)


def read_open(reader: Reader, plan: Plan, task: Task, source: str) -> Read:
    """Do as ``read_planned``, with a file that is open already."""
    layer = reader.info.layer(plan.layer)
    grid = Grid.parse(plan.crs) if plan.crs else None
    recipe = Recipe(layer.name, plan.fieldmap, grid, plan.decimals, source)
    parts = [clean(piece, recipe) for piece in reader.pieces(layer, task)]
    task.check()
    read = assemble(parts, recipe)
    _refuse_elsewhere(layer, plan, read)
    task.progress(1.0, "read_layer")
    around = (*plan.findings, *reader.remarks(layer), *_layer_findings(reader, layer, plan, read))
    return replace(read, findings=(*around, *read.findings))


def _refuse_elsewhere(layer: LayerInfo, plan: Plan, read: Read) -> None:
    outside = sum(finding.code == "outside_netherlands_feature" for finding in read.findings)
    if outside and outside == read.counts.in_:
        crs = short_crs(plan.crs)
        raise DoorError("outside_netherlands", file=layer.file, layer=layer.name, crs=crs)


def _layer_findings(reader: Reader, layer: LayerInfo, plan: Plan, read: Read) -> Iterator[Finding]:
    if plan.fieldmap.unmapped:
        values = {"fields": ", ".join(plan.fieldmap.unmapped)}
        yield Finding("fields_unmapped", "info", layer.name, values=values)
    yield from _counted(layer, read)
    yield from _archived(reader, layer)
    lost = _lost(reader, layer, read)
    if lost > 0:
        yield Finding("geometries_lost", "error", layer.name, values={"count": lost})
    if TABLES[plan.fieldmap.table].geometry is None and layer.geometry_type:
        yield Finding("geometry_not_used", "info", layer.name)


def _counted(layer: LayerInfo, read: Read) -> Iterator[Finding]:
    if read.counts.in_ != layer.count:
        stated = {"stated": layer.count, "count": read.counts.in_}
        yield Finding("count_differs", "error", layer.name, values=stated)
    if read.counts.in_ == _SERVED_AT_ONCE:
        yield Finding("count_round", "warning", layer.name, values={"count": _SERVED_AT_ONCE})


def _archived(reader: Reader, layer: LayerInfo) -> Iterator[Finding]:
    """Tell of rows that Flamingo-IBIS keeps as history: counted along, they double the supply."""
    for field in (one.name for one in layer.fields if fold(one.name) == "workflowstatus"):
        words = [fold(text) for text in texts(reader.column(layer, field))]
        count = sum(word in ("archief", "afgevoerd") for word in words)
        if count:
            values = {"count": count}
            yield Finding("rows_archived", "warning", layer.name, field=field, values=values)


def _lost(reader: Reader, layer: LayerInfo, read: Read) -> int:
    """Count the geometries in the file that the reader passed over without a word."""
    there = reader.geometries(layer)
    if there is None:
        return 0
    missing = sum(finding.code == "geometry_missing" for finding in read.findings)
    return there - (read.counts.in_ - missing)


def read_layer(
    path: Path,
    layer: str,
    table: str,
    fieldmap: FieldMap | None = None,
    task: Task = NO_TASK,
    *,
    crs: str = "",
    decimal: str = "",
) -> Read:
    """Read one layer as one of our tables.

    Raises:
        DoorError: what ``prepare`` raises, or the code of an open question with its
            options and its flag.
    """
    choices = Choices(layer, table, crs, decimal, fieldmap)
    with reading(path) as reader:
        plan = prepared(reader, path, choices)
        if isinstance(plan, Question):
            raise unanswered(plan)
        return read_open(reader, plan, task, path.stem)


def unanswered(question: Question) -> DoorError:
    """Turn a question nobody can answer here into a refusal that names options and flag."""
    values = {**question.values, "options": question.options, "flag": question.flag}
    return DoorError(question.code, **values)
