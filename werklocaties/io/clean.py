"""From pieces of a source to rows of one of our tables, with everything that was noticed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from werklocaties.io import shapes
from werklocaties.io.crs import Grid
from werklocaties.io.fieldmap import FieldMap
from werklocaties.io.identity import Merged, identify, merge_repeated
from werklocaties.io.row_checks import check_rows
from werklocaties.io.rows import Piece
from werklocaties.io.values import Problem, convert
from werklocaties.model.finding import Finding, Severity
from werklocaties.model.registers import TABLES, TableSchema
from werklocaties.model.table import Table

_SEVERITY: dict[str, Severity] = {"code_unknown": "warning", "number_secret": "info"}


@dataclass(frozen=True)
class Recipe:
    """How one layer becomes one table; ``decimals`` settles ``1.234`` per field."""

    layer: str
    fieldmap: FieldMap
    grid: Grid | None
    decimals: dict[str, str]
    source: str

    @property
    def schema(self) -> TableSchema:
        """The table that is made."""
        return TABLES[self.fieldmap.table]

    @property
    def wants_geometry(self) -> bool:
        """Say whether a row without geometry is refused."""
        return self.schema.geometry is not None and self.schema.geometry.required


@dataclass(frozen=True)
class Counts:
    """Features of a layer: ``in_`` = ``out`` + ``refused`` + ``merged``."""

    in_: int
    out: int
    repaired: int = 0
    refused: int = 0
    merged: int = 0


@dataclass(frozen=True)
class Part:
    """A piece, cleaned: rows that go on, what was refused and repaired, and why."""

    frame: pd.DataFrame
    count: int
    refused: int
    repaired: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Read:
    """A layer that came through the door."""

    table: Table
    findings: tuple[Finding, ...]
    counts: Counts


# --- one piece ---------------------------------------------------------------------------
def clean(piece: Piece, recipe: Recipe) -> Part:
    """Clean one piece: geometry first, then the fields of the rows that are left."""
    shaped = _shape(piece, recipe)
    frame = pd.DataFrame({"_feature": list(piece.features)})
    findings = [*piece.findings, *(shaped.findings if shaped else ())]
    for name, values, noticed in _columns(piece, recipe):
        frame[name] = values
        findings += noticed
    refused = shaped.refused if shaped else np.zeros(len(piece), dtype=bool)
    frame["geometry"] = shaped.geometries if shaped else np.full(len(piece), None, dtype=object)
    return Part(
        frame.loc[~refused],
        len(piece) + piece.unread,
        int(refused.sum()) + piece.unread,
        int((shaped.repaired & ~refused).sum()) if shaped else 0,
        tuple(findings),
    )


def _shape(piece: Piece, recipe: Recipe) -> shapes.Shaped | None:
    if recipe.schema.geometry is None or piece.geometry is None or recipe.grid is None:
        return None
    return shapes.shape(
        piece.geometry,
        recipe.grid.to_rd(),
        piece.features,
        recipe.layer,
        required=recipe.wants_geometry,
    )


def _columns(piece: Piece, recipe: Recipe) -> Iterator[tuple[str, np.ndarray, list[Finding]]]:
    for name, rule in recipe.fieldmap.fields.items():
        column = recipe.schema.column(name)
        raw = _raw(piece, rule.field, rule.constant)
        made = convert(column, raw, rule, recipe.decimals.get(rule.field, ""))
        field = rule.field or column.column
        yield name, made.values, list(_noticed(made.problems, piece, recipe.layer, field))


def _raw(piece: Piece, field: str, constant: object) -> np.ndarray:
    if not field:
        return np.full(len(piece), constant, dtype=object)
    return piece.values[field] if len(piece) else np.empty(0, dtype=object)


def _noticed(
    problems: Iterable[Problem], piece: Piece, layer: str, field: str
) -> Iterator[Finding]:
    for problem in problems:
        values = {"feature": piece.features[problem.row], "text": problem.text}
        severity = _SEVERITY.get(problem.code, "error")
        yield Finding(problem.code, severity, layer, field=field, values=values)


# --- the whole layer ---------------------------------------------------------------------
def assemble(parts: list[Part], recipe: Recipe) -> Read:
    """Join the pieces to one table: repeated parks merged, every row its uid, all checked."""
    joined, name = _joined(parts), recipe.fieldmap.table
    merged = merge_repeated(joined, recipe.layer) if name == "parks" else Merged(joined)
    frame = merged.frame
    uids, repeats = identify(frame, name, recipe.source, recipe.layer)
    findings = [*_gathered(parts), *merged.findings, *repeats]
    findings += check_rows(frame, uids, name, recipe.layer)
    counts = Counts(
        in_=sum(part.count for part in parts),
        out=len(frame),
        repaired=sum(part.repaired for part in parts),
        refused=sum(part.refused for part in parts),
        merged=len(merged.into),
    )
    table = _table(frame, uids, recipe)
    return Read(table, tuple(_with_uids(findings, merged, uids)), counts)


def _joined(parts: list[Part]) -> pd.DataFrame:
    frames = [part.frame for part in parts if len(part.frame)]
    if not frames:
        return parts[0].frame if parts else pd.DataFrame({"_feature": [], "geometry": []})
    return pd.concat(frames, ignore_index=True)


def _gathered(parts: list[Part]) -> Iterator[Finding]:
    """Give all findings, with what is counted per layer said once.

    An unknown code is said once per code, dropped heights once per layer, and what a reader
    remarks about the layer, every piece repeats: once is enough.
    """
    unknown: Counter[tuple[str, str, str]] = Counter()
    heights: Counter[str] = Counter()
    said: dict[str, Finding] = {}
    for finding in (finding for part in parts for finding in part.findings):
        if finding.code == "code_unknown":
            unknown[finding.layer, finding.field, str(finding.values["text"])] += 1
        elif finding.code == "heights_dropped":
            heights[finding.layer] += int(str(finding.values["count"]))
        elif "feature" in finding.values:
            yield finding
        else:
            said.setdefault(f"{finding.code} {dict(finding.values)}", finding)
    yield from said.values()
    yield from _counted(unknown, heights)


def _counted(unknown: Counter[tuple[str, str, str]], heights: Counter[str]) -> Iterator[Finding]:
    for layer, count in heights.items():
        yield Finding("heights_dropped", "info", layer, values={"count": count})
    for (layer, field, text), count in unknown.items():
        values = {"text": text, "count": count}
        yield Finding("code_unknown", "warning", layer, field=field, values=values)


def _table(frame: pd.DataFrame, uids: pd.Series, recipe: Recipe) -> Table:
    made = frame.drop(columns=["_feature", "uid"], errors="ignore")
    if recipe.schema.geometry is None:
        made = made.drop(columns="geometry")
    return Table.of(recipe.fieldmap.table, made.assign(uid=uids))


def _with_uids(findings: Iterable[Finding], merged: Merged, uids: pd.Series) -> Iterator[Finding]:
    by_feature = dict(zip(merged.frame["_feature"], uids, strict=True))
    by_feature |= {gone: by_feature[kept] for gone, kept in merged.into.items()}
    for finding in findings:
        uid = by_feature.get(finding.values.get("feature"))
        yield replace(finding, uid=uid) if uid else finding
