"""What only the user can decide: a question with its options, asked before the work starts."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Question:
    """A choice that has no safe default.

    Actions never ask: a first, pure call returns this, the window shows the options and the
    command line answers from ``flag`` or stops and names it. The first option is the best
    guess. The sentence lives in ``presentation``, under ``code``.

    Example:
        >>> Question("ask_crs", ("EPSG:28992", "EPSG:4326"), "--crs").options[0]
        'EPSG:28992'
    """

    code: str
    options: tuple[str, ...]
    flag: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))
