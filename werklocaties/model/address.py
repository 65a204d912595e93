"""Addresses: one spelling for every value that can be asked for or set.

``noun[:axis=label]...`` with axes in the order of ``AXES``; objects of tables and plans are
``plot:UID:status`` (three plain parts). Printing and parsing are each other's inverse.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from werklocaties.model.finding import DoorError

AXES: tuple[str, ...] = (
    "sector",
    "forecast",
    "measure",
    "name",
    "municipality",
    "market_area",
    "segment",
    "layer",
    "status",
    "period",
    "year",
)
"""All axes in the order in which an address names them."""

OBJECTS: tuple[str, ...] = (
    "plot",
    "park",
    "plan",
    "measure",
    "zone",
    "building",
    "forecast",
    "municipality",
)
"""Nouns whose address is ``noun:UID:attribute``."""

_PART = re.compile(r'"(?:[^"\\]|\\.)*"|[^:="\s]+')
_PLAIN = re.compile(r'[^:="\s\\]+')


def _quote(label: str) -> str:
    if _PLAIN.fullmatch(label):
        return label
    escaped = label.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unquote(label: str) -> str:
    return re.sub(r"\\(.)", r"\1", label[1:-1]) if label.startswith('"') else label


@dataclass(frozen=True)
class Address:
    """A noun with its axis labels, or an object with one of its attributes.

    Example:
        >>> str(Address.of("growth", sector="bouw", period="2024-2029"))
        'growth:sector=bouw:period=2024-2029'
        >>> str(Address("plot", uid="k1", attribute="status"))
        'plot:k1:status'
    """

    noun: str
    labels: tuple[tuple[str, str], ...] = ()
    uid: str = ""
    attribute: str = ""

    @classmethod
    def of(cls, noun: str, **labels: object) -> "Address":
        """Make an address from axis labels in any order."""
        ordered = sorted(labels.items(), key=lambda item: AXES.index(item[0]))
        return cls(noun, tuple((axis, str(label)) for axis, label in ordered))

    @property
    def by_axis(self) -> Mapping[str, str]:
        """Labels by axis."""
        return dict(self.labels)

    def __str__(self) -> str:
        if self.uid:
            return f"{self.noun}:{_quote(self.uid)}:{_quote(self.attribute)}"
        return ":".join([self.noun, *(f"{axis}={_quote(label)}" for axis, label in self.labels)])


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while at < len(text):
        if text[at] in ":=":
            tokens.append(text[at])
            at += 1
            continue
        match = _PART.match(text, at)
        if match is None:
            raise DoorError("address_unreadable", address=text)
        tokens.append(match.group())
        at = match.end()
    return tokens


def _parts(text: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for token in _tokens(text):
        if token == ":":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _label(text: str, part: list[str]) -> tuple[str, str]:
    if len(part) != 3 or part[1] != "=" or part[0] not in AXES:
        raise DoorError("address_unreadable", address=text)
    return part[0], _unquote(part[2])


def parse(text: str) -> Address:
    """Read an address; ``DoorError('address_unreadable')`` when it is not one.

    Example:
        >>> parse('special:name="XXL hightech":period=2027-2029').by_axis["name"]
        'XXL hightech'
    """
    head, *rest = _parts(text.strip())
    if len(head) != 1 or head[0] in "=:" or any(not part for part in rest):
        raise DoorError("address_unreadable", address=text)
    noun = _unquote(head[0])
    if len(rest) == 2 and all(len(part) == 1 for part in rest):
        return Address(noun, uid=_unquote(rest[0][0]), attribute=_unquote(rest[1][0]))
    labels = dict(_label(text, part) for part in rest)
    if len(labels) != len(rest):
        raise DoorError("address_unreadable", address=text)
    return Address.of(noun, **labels)
