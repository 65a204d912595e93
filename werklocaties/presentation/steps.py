"""Words for what slow work is doing: a task reports codes, people read words."""

from collections.abc import Mapping
from types import MappingProxyType

from werklocaties.presentation.texts import mark, text

STEPS: Mapping[str, str] = MappingProxyType(
    {
        "compute": mark("balans berekenen"),
        "read_layer": mark("laag lezen"),
        "read_project": mark("project lezen"),
        "save_project": mark("project opslaan"),
        "workbook": mark("werkboek maken"),
    }
)


def step(code: str) -> str:
    """Return the words of a step; one without words shows its code.

    Example:
        >>> step("read_layer")
        'laag lezen'
    """
    return text(STEPS.get(code, code))
