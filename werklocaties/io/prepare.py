"""What must be known before a file is read, and the question when it is not.

``prepare`` looks at a file and returns a ``Question`` or a ``Plan``; it changes nothing.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from werklocaties.io.crs import RD, Grid, elsewhere, fits, guess, parsed
from werklocaties.io.decimals import ambiguous, proofs
from werklocaties.io.fieldmap import FieldMap
from werklocaties.io.layers import Reader, reading
from werklocaties.io.rows import LayerInfo
from werklocaties.io.suggest import fit, own_table, suggest
from werklocaties.io.values import texts
from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.question import Question
from werklocaties.model.registers import TABLES

IMPORTABLE = (
    "plots",
    "parks",
    "zones",
    "buildings",
    "municipalities",
    "jobs",
    "issuance",
    "forecasts",
)
"""Tables that a layer can become, as ``import --as`` names them."""

_ENOUGH = 2
_NOT_AREAS = ("Point", "LineString", "MultiPoint", "MultiLineString")


@dataclass(frozen=True)
class Choices:
    """What the user has decided beforehand; empty means: suggest, or ask."""

    layer: str = ""
    table: str = ""
    crs: str = ""
    decimal: str = ""
    fieldmap: FieldMap | None = None


NO_CHOICES = Choices()
"""Nothing is decided: everything is suggested, or asked."""


@dataclass(frozen=True)
class Plan:
    """How one layer of one file will be read."""

    path: Path
    layer: str
    fieldmap: FieldMap
    crs: str = ""
    decimals: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def prepare(path: Path, choices: Choices = NO_CHOICES) -> Question | Plan:
    """Look at a file and return the first question that only the user can answer, or the plan.

    Questions: ``ask_layer`` (--layer), ``ask_table`` (--as), ``ask_crs`` (--crs),
    ``ask_crs_wrong`` (--crs), ``ask_decimal`` (--decimal).

    Raises:
        DoorError: the file cannot be read, or ``layer_not_areas`` when points or lines are
            offered where areas are asked, ``layer_without_geometry``, ``layer_empty``,
            ``no_layers``, ``layer_not_found``, ``fieldmap_fields_absent``, ``crs_unknown``.
    """
    with reading(path) as reader:
        return prepared(reader, path, choices)


def prepared(reader: Reader, path: Path, choices: Choices) -> Question | Plan:
    """Do as ``prepare``, with a file that is open already."""
    chosen = _with_map(choices)
    layer = _layer(reader, chosen)
    if isinstance(layer, Question):
        return layer
    if not layer.count:
        raise DoorError("layer_empty", file=layer.file, layer=layer.name)
    _refuse_elsewhere(layer, chosen)
    table = chosen.table or own_table(layer) or _table(layer)
    if isinstance(table, Question):
        return table
    _refuse_lines_and_points(layer, table)
    fieldmap = chosen.fieldmap or suggest(layer, table)
    _refuse_unknown_fields(layer, fieldmap)
    grid = _grid(layer, table, chosen)
    if isinstance(grid, Question):
        return grid
    decimals = _decimals(reader, layer, fieldmap, chosen.decimal)
    if isinstance(decimals, Question):
        return decimals
    return Plan(path, layer.name, fieldmap, grid, decimals, _remarks(layer, grid, chosen))


def _with_map(choices: Choices) -> Choices:
    """Take from a remembered map what the user does not say now."""
    given = choices.fieldmap
    if given is None:
        return choices
    return replace(
        choices,
        table=choices.table or given.table,
        layer=choices.layer or given.layer,
        crs=choices.crs or given.crs,
        decimal=choices.decimal or given.decimal,
    )


def _layer(reader: Reader, choices: Choices) -> LayerInfo | Question:
    layers = reader.info.layers
    if not layers:
        raise DoorError("no_layers", file=reader.info.file)
    if choices.layer:
        return reader.info.layer(choices.layer)
    if len(layers) == 1:
        return layers[0]
    tables = (choices.table,) if choices.table else IMPORTABLE
    fits_ = {layer.name: max(fit(layer, table) for table in tables) for layer in layers}
    options = sorted((name for name in fits_ if fits_[name]), key=lambda name: -fits_[name])
    if len(options) == 1:
        return reader.info.layer(options[0])
    shown = tuple(options) or tuple(fits_)
    return Question("ask_layer", shown, "--layer", {"file": reader.info.file, "count": len(shown)})


def _refuse_elsewhere(layer: LayerInfo, choices: Choices) -> None:
    """Refuse what lies abroad in every reading, before anything is asked about it."""
    if choices.crs or parsed(layer.crs) is None or layer.crs is None or layer.bounds is None:
        return
    if not (layer.spot and guess(layer.spot)) and elsewhere(Grid(layer.crs), layer.bounds):
        crs = short_crs(layer.crs)
        raise DoorError("outside_netherlands", file=layer.file, layer=layer.name, crs=crs)


def _table(layer: LayerInfo) -> str | Question:
    scores = {table: fit(layer, table) for table in IMPORTABLE}
    order = sorted(IMPORTABLE, key=lambda table: -scores[table])
    first, second = order[:2]
    if scores[first] >= _ENOUGH and scores[first] > scores[second]:
        return first
    values = {"file": layer.file, "layer": layer.name}
    return Question("ask_table", tuple(order), "--as", values)


def _refuse_lines_and_points(layer: LayerInfo, table: str) -> None:
    if TABLES[table].geometry is None:
        return
    if layer.geometry_type.split()[:1] and layer.geometry_type.split()[0] in _NOT_AREAS:
        values = {
            "layer": layer.name,
            "kind": layer.geometry_type,
            "table": TABLES[table].file_name,
        }
        raise DoorError("layer_not_areas", file=layer.file, **values)
    if not layer.geometry_type and _wants_geometry(table):
        values = {"layer": layer.name, "table": TABLES[table].file_name}
        raise DoorError("layer_without_geometry", file=layer.file, **values)


def _wants_geometry(table: str) -> bool:
    geometry = TABLES[table].geometry
    return geometry is not None and geometry.required


def _refuse_unknown_fields(layer: LayerInfo, fieldmap: FieldMap) -> None:
    there = {one.name for one in layer.fields}
    absent = [
        rule.field for rule in fieldmap.fields.values() if rule.field and rule.field not in there
    ]
    if absent:
        values = {"layer": layer.name, "fields": ", ".join(absent)}
        raise DoorError("fieldmap_fields_absent", file=layer.file, **values)


def _grid(layer: LayerInfo, table: str, choices: Choices) -> str | Question:
    if not layer.geometry_type or TABLES[table].geometry is None:
        return ""
    if choices.crs:
        return str(Grid.parse(choices.crs))
    likely = tuple(str(grid) for grid in guess(layer.spot)) if layer.spot else ()
    if parsed(layer.crs) is None or layer.crs is None:
        values = {"file": layer.file, "layer": layer.name}
        return Question("ask_crs", likely or (RD, "EPSG:4326"), "--crs", values)
    if layer.spot is None or not likely or fits(Grid(layer.crs), layer.spot):
        return layer.crs
    values = {"file": layer.file, "layer": layer.name, "declared": short_crs(layer.crs)}
    return Question("ask_crs_wrong", (*likely, short_crs(layer.crs)), "--crs", values)


def short_crs(crs: str) -> str:
    """Name a reference system by its code where it has one: a flag must be able to repeat it."""
    known = parsed(crs)
    authority = known.to_authority() if known else None
    return ":".join(authority) if authority else crs


def _decimals(
    reader: Reader, layer: LayerInfo, fieldmap: FieldMap, decimal: str
) -> dict[str, str] | Question:
    """Settle the decimal separator of every field of numbers that is written as text.

    The field itself proves it, else the other fields, else the user says.
    """
    columns = {
        name: list(texts(reader.column(layer, name))) for name in _text_numbers(layer, fieldmap)
    }
    proved = {name: proofs(column) for name, column in columns.items()}
    whole = set().union(*proved.values())
    settled = {}
    for name, column in columns.items():
        here = proved[name] or whole
        doubtful = ambiguous(column)
        if len(here) != 1 and doubtful is not None and not decimal:
            values = {"file": layer.file, "layer": layer.name, "field": name, "text": doubtful}
            return Question("ask_decimal", (",", "."), "--decimal", values)
        settled[name] = decimal or (next(iter(here)) if len(here) == 1 else "")
    return settled


def _text_numbers(layer: LayerInfo, fieldmap: FieldMap) -> list[str]:
    schema = TABLES[fieldmap.table]
    kinds = {one.name: one.type for one in layer.fields}
    numeric = ("int", "float", "datetime", "bool")
    return [
        rule.field
        for name, rule in fieldmap.fields.items()
        if rule.field
        and schema.column(name).type in ("real", "integer")
        and not kinds[rule.field].startswith(numeric)
    ]


def _remarks(layer: LayerInfo, grid: str, choices: Choices) -> tuple[Finding, ...]:
    if not (grid and choices.crs):
        return ()
    if not layer.crs:
        return (Finding("crs_given_alone", "info", layer.name, values={"crs": grid}),)
    values = {"crs": grid, "declared": short_crs(layer.crs)}
    return (Finding("crs_given", "info", layer.name, values=values),)
