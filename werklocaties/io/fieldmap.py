"""Which field of a source is which of our columns: edited by hand, remembered as TOML."""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from werklocaties.model.finding import DoorError
from werklocaties.model.registers import FILE_NAMES, TABLES

Constant = bool | int | float | str


class FieldRule(BaseModel):
    """How one column is filled: from a field of the source, or with one value for all rows."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    field: str = Field(default="", validation_alias="veld")
    factor: float = Field(default=1.0, validation_alias="factor", gt=0)
    constant: Constant | None = Field(default=None, validation_alias="waarde")
    codes: Mapping[str, str] = Field(default_factory=dict, validation_alias="vertaling")

    @model_validator(mode="after")
    def _one_origin(self) -> "FieldRule":
        if bool(self.field) == (self.constant is not None):
            raise ValueError("veld of waarde")
        return self


class FieldMap(BaseModel):
    """How a layer becomes one of our tables; keys of ``fields`` are our names in code.

    ``unmapped`` lists the fields of the source that are left out, so that nothing is dropped
    in silence. ``crs`` and ``decimal`` remember what the user answered about this source.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    table: str = Field(validation_alias="tabel")
    layer: str = Field(default="", validation_alias="laag")
    crs: str = Field(default="", validation_alias="crs")
    decimal: Literal["", ",", "."] = Field(default="", validation_alias="decimaal")
    unmapped: tuple[str, ...] = Field(default=(), validation_alias="niet_gebruikt")
    fields: Mapping[str, FieldRule] = Field(default_factory=dict, validation_alias="kolommen")

    @model_validator(mode="after")
    def _known_names(self) -> "FieldMap":
        if self.table not in TABLES:
            raise ValueError(self.table)
        unknown = [name for name in self.fields if not may_be_mapped(self.table, name)]
        if unknown:
            raise ValueError(", ".join(unknown))
        return self

    def with_rule(self, name: str, rule: FieldRule) -> "FieldMap":
        """Return a map in which this column is filled by this rule."""
        unmapped = tuple(field for field in self.unmapped if field != rule.field)
        return self.model_copy(update={"fields": {**self.fields, name: rule}, "unmapped": unmapped})


def may_be_mapped(table: str, name: str) -> bool:
    """Say whether a field may fill this column: it exists, and is no geometry."""
    return TABLES[table].has(name) and name != "geometry"


# --- remember ----------------------------------------------------------------------------
def to_toml(fieldmap: FieldMap) -> str:
    """Write a map as TOML that a planner can read: Dutch keys, our column names of the file."""
    schema = TABLES[fieldmap.table]
    lines = [f"tabel = {_quoted(schema.file_name)}"]
    for key, value in (
        ("laag", fieldmap.layer),
        ("crs", fieldmap.crs),
        ("decimaal", fieldmap.decimal),
    ):
        if value:
            lines.append(f"{key} = {_quoted(value)}")
    lines.append("niet_gebruikt = [" + ", ".join(map(_quoted, fieldmap.unmapped)) + "]")
    for name, rule in fieldmap.fields.items():
        lines += ["", f"[kolommen.{_quoted(schema.column(name).column)}]", *_rule_lines(rule)]
    return "\n".join(lines) + "\n"


def _rule_lines(rule: FieldRule) -> Iterator[str]:
    if rule.constant is not None:
        yield f"waarde = {_literal(rule.constant)}"
        return
    yield f"veld = {_quoted(rule.field)}"
    if rule.factor != 1.0:
        yield f"factor = {rule.factor!r}"
    if rule.codes:
        pairs = (f"{_quoted(text)} = {_quoted(code)}" for text, code in rule.codes.items())
        yield "vertaling = { " + ", ".join(pairs) + " }"


def _literal(value: Constant) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _quoted(value) if isinstance(value, str) else repr(value)


def _quoted(text: str) -> str:
    """Write a TOML basic string; control characters as escapes (TOML 1.0)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    shown = (c if ord(c) >= 32 and ord(c) != 127 else f"\\u{ord(c):04X}" for c in escaped)
    return '"' + "".join(shown) + '"'


def from_toml(text: str, file: str) -> FieldMap:
    """Read a map from TOML.

    Raises:
        DoorError: ``fieldmap_damaged`` when it is no TOML, ``fieldmap_invalid`` with the place
            of the first thing that cannot stand there.
    """
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DoorError("fieldmap_damaged", file=file) from error
    try:
        return FieldMap.model_validate(_in_code(data))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DoorError("fieldmap_invalid", file=file, place=place) from error


def _in_code(data: Mapping[str, object]) -> dict[str, object]:
    """Turn the names of the file into our names in code; unknown ones stay, to be refused."""
    table = FILE_NAMES.get(str(data.get("tabel", "")), str(data.get("tabel", "")))
    columns = data.get("kolommen", {})
    if table not in TABLES or not isinstance(columns, dict):
        return {**data, "tabel": table}
    return {**data, "tabel": table, "kolommen": {_name(table, k): v for k, v in columns.items()}}


def _name(table: str, file_name: str) -> str:
    found = TABLES[table].by_file_name(file_name)
    return found.name if found else file_name
