"""Hectares or square metres? The name of the field tells, else the size of its values."""

import re
from collections.abc import Iterable
from statistics import median

from werklocaties.io.decimals import proofs, read
from werklocaties.io.rows import FieldInfo
from werklocaties.model.registers import Column

M2_PER_HA = 10_000.0
_LARGEST_HA = 500.0
"""A park or plan of which the middle one is larger than this is given in m2."""
_SMALLEST_M2 = 100.0
"""Plots of which the middle one is smaller than this are given in ha."""
_WORDS = re.compile(r"[a-z0-9]+")


def factor_for(column: Column, field: FieldInfo) -> float:
    """Return what a value must be multiplied with to come in the unit of the column.

    Example:
        >>> from werklocaties.model.registers import TABLES
        >>> gross = TABLES["parks"].column("gross_ha")
        >>> factor_for(gross, FieldInfo("OPPBRUTO", "str", ("236100", "165000")))
        0.0001
    """
    if column.unit not in ("ha", "m2"):
        return 1.0
    given = _named_unit(field.name) or _sized_unit(column.unit, field.sample)
    if given == column.unit:
        return 1.0
    return 1 / M2_PER_HA if column.unit == "ha" else M2_PER_HA


def _named_unit(name: str) -> str:
    words = set(_WORDS.findall(name.lower().replace("_", " ")))
    if words & {"m2", "m²"}:
        return "m2"
    return "ha" if "ha" in words else ""


def _sized_unit(unit: str, sample: Iterable[object]) -> str:
    values = list(sample)
    proved = proofs(value for value in values if isinstance(value, str))
    decimal = next(iter(proved)) if len(proved) == 1 else ""
    sizes = [size for size in (_size(value, decimal) for value in values) if size > 0]
    if not sizes:
        return unit
    middle = median(sizes)
    if unit == "ha":
        return "m2" if middle > _LARGEST_HA else "ha"
    return "ha" if middle < _SMALLEST_M2 else "m2"


def _size(value: object, decimal: str) -> float:
    if isinstance(value, bool) or value is None:
        return 0.0
    if isinstance(value, int | float):
        return float(value)
    return read(str(value), decimal) or 0.0
