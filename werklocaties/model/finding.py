"""What the program has to say about data: findings, refusals and cancellation.

A finding carries a code and values, never a sentence: sentences live in ``presentation``.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "info"]


def _frozen(values: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(values))


@dataclass(frozen=True)
class Finding:
    """One remark about one place in the data.

    Example:
        >>> Finding("plot_overlap", "warning", layer="plots", uid="k1").severity
        'warning'
    """

    code: str
    severity: Severity
    layer: str = ""
    uid: str = ""
    field: str = ""
    values: Mapping[str, object] = dataclasses.field(
        default_factory=lambda: _frozen({}), hash=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _frozen(self.values))


class DoorError(Exception):
    """Expected trouble at a door: the work stops and the user is told why.

    Example:
        >>> DoorError("not_a_layer", file="a.txt").values["file"]
        'a.txt'
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = _frozen(values)


class CancelledError(Exception):
    """The user cancelled the work; nothing was changed."""
