"""A first map of fields to columns, and how well a layer fits a table, from our vocabulary."""

from collections.abc import Iterator, Mapping
from itertools import product

from werklocaties.io.fieldmap import FieldMap, FieldRule, may_be_mapped
from werklocaties.io.rows import FieldInfo, LayerInfo
from werklocaties.io.units import factor_for
from werklocaties.model.registers import FILE_NAMES, TABLES, Column
from werklocaties.model.vocabulary import fold

_NEVER = 10_000
_SHORT = 10  # a shapefile cuts the names of its fields here
_GIVEN = ("origin", "source")
_MIXED = {"Unknown", "GeometryCollection", "Unknown Z", "GeometryCollection Z"}


def suggest(layer: LayerInfo, table: str) -> FieldMap:
    """Suggest a map from the names in our vocabulary and the first values of each field.

    A field goes to the column of which it has the name, else the first synonym, else the
    label, with case, accents, spaces and underscores folded; the closest pair is made first.
    """
    rules = {
        column.name: FieldRule(field=field.name, factor=factor_for(column, field))
        for column, field in _pairs(layer, table)
    }
    used = {rule.field for rule in rules.values()}
    unmapped = tuple(field.name for field in layer.fields if field.name not in used)
    constants = dict(_constants(layer, table, rules))
    return FieldMap(table=table, layer=layer.name, unmapped=unmapped, fields={**rules, **constants})


def _pairs(layer: LayerInfo, table: str) -> Iterator[tuple[Column, FieldInfo]]:
    """Pair every column with the closest field that is left, the closest pairs first."""
    columns = [c for c in TABLES[table].columns if may_be_mapped(table, c.name)]
    pairs = [(rank(c, f), c, f) for c, f in product(columns, layer.fields)]
    used: set[str] = set()
    for _, column, field in sorted((p for p in pairs if p[0] < _NEVER), key=lambda pair: pair[0]):
        marks = {f"kolom {column.name}", f"veld {field.name}"}
        if not marks & used:
            used |= marks
            yield column, field


def rank(column: Column, field: FieldInfo) -> int:
    """Say how far a field's name is from a column: 0 is its own name, 10,000 is no relation.

    Example:
        >>> rin = TABLES["parks"].column("rin")
        >>> rank(rin, FieldInfo("RIN", "str")), rank(rin, FieldInfo("RIN_NUMMER", "str"))
        (0, 1)
    """
    name = _folded(field.name)
    words = [column.column, *column.synonyms, column.name, column.label_nl, column.label_en]
    folded = [_folded(word) for word in words]
    if name in folded:
        return folded.index(name)
    if len(field.name) == _SHORT and any(
        len(w) > _SHORT and w[:_SHORT] == field.name.lower() for w in words
    ):
        return len(words)
    return _NEVER


def _folded(name: str) -> str:
    return fold(name).replace(".", "")


def _constants(
    layer: LayerInfo, table: str, rules: Mapping[str, FieldRule]
) -> Iterator[tuple[str, FieldRule]]:
    """Say where the rows come from when the source has no column for it."""
    given = {"origin": "bron", "source": layer.file}
    for name in _GIVEN:
        if TABLES[table].has(name) and name not in rules:
            yield name, FieldRule(constant=given[name])
    if (
        table == "parks"
        and "in_register" not in rules
        and {"rin", "reference_year"} <= rules.keys()
    ):
        yield "in_register", FieldRule(constant=True)


def fit(layer: LayerInfo, table: str) -> int:
    """Count how well a layer fits a table: its recognised fields, and one for its name.

    Zero when the geometry cannot be that of the table.
    """
    schema = TABLES[table]
    areal = (
        layer.geometry_type == ""
        or "Polygon" in layer.geometry_type
        or layer.geometry_type in _MIXED
    )
    wants = schema.geometry is not None and schema.geometry.required
    if (
        (wants and not layer.geometry_type)
        or (schema.geometry is None and layer.geometry_type)
        or not areal
    ):
        return 0
    rules = suggest(layer, table).fields
    mapped = sum(
        1 for name, rule in rules.items() if rule.field and name not in (*_GIVEN, "remark")
    )
    names = {_folded(word) for word in (schema.file_name, schema.name, schema.label_nl)}
    return mapped + (_folded(layer.name) in names)


def own_table(layer: LayerInfo) -> str:
    """Return the table that this layer is already, by its name and all its columns; else empty.

    So a project's own GeoPackage is never guessed at.
    """
    table = FILE_NAMES.get(layer.name, "")
    if not table:
        return ""
    wanted = {c.column for c in TABLES[table].columns if may_be_mapped(table, c.name)}
    return table if wanted <= {field.name for field in layer.fields} else ""
