"""Values as words within a sentence."""

import string
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from werklocaties.model.registers import ASSUMPTIONS, TABLES
from werklocaties.model.vocabulary import CODES
from werklocaties.presentation import numbers
from werklocaties.presentation.texts import language, mark, text


def fill_in(words: str, values: Mapping[str, object]) -> str:
    """Fill named values into a sentence; a value that is not there becomes unknown.

    Example:
        >>> fill_in("{n} rijen in {year:year}", {"n": 1234, "year": 2026})
        '1.234 rijen in 2026'
    """
    return _WORDS.vformat(words, (), values)


def placeholders(words: str) -> set[str]:
    """Name the values that a sentence asks for.

    Example:
        >>> sorted(placeholders("{n} rijen in {year:year}"))
        ['n', 'year']
    """
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def table_label(name: str) -> str:
    """Give the label of a table of ours by its name in code or file; else the name itself."""
    for schema in TABLES.values():
        if name in (schema.name, schema.file_name):
            return schema.label_nl if language() == "nl" else schema.label_en
    return name


def as_words(value: object) -> str:
    """Write a value as it reads in a sentence."""
    if value is None:
        return numbers.UNKNOWN
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, datetime):
        return f"{numbers.day(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return numbers.day(value)
    if isinstance(value, Sequence | set | frozenset):
        return ", ".join(as_words(part) for part in value)
    return _plain_number(value) if numbers.is_known(value) else str(value)


def _plain_number(value: Any) -> str:
    """Write as many decimals as there are, up to three."""
    written = numbers.number(float(value), 3)
    return written.rstrip("0").rstrip(",")


_SHAPES: Mapping[str, str] = {
    "point": mark("punten"),
    "multipoint": mark("punten"),
    "linestring": mark("lijnen"),
    "multilinestring": mark("lijnen"),
    "geometrycollection": mark("een mengsel van vormen"),
}


def _shapes(kind: object) -> str:
    """Write a kind of geometry (``Point Z``) as a word; one we do not know as it stands."""
    first, *_ = str(kind).split() or [""]
    known = _SHAPES.get(first.lower())
    return text(known) if known else str(kind)


def _assumptions(keys: object) -> str:
    """Write assumptions by label, with the key by which they can be set."""
    return ", ".join(map(_assumption, str(keys).split(", ")))


def _assumption(key: str) -> str:
    rule = ASSUMPTIONS.get(key)
    if rule is None:
        return key
    return f"{rule.label_nl if language() == 'nl' else rule.label_en} ({key})"


KINDS: Mapping[str, Callable[[Any], str]] = {
    "year": numbers.year,
    "day": numbers.day,
    "ha": numbers.ha,
    "plot_ha": numbers.plot_ha,
    "m2": numbers.m2,
    "percent": numbers.percent,
    "whole": numbers.number,
    "shapes": _shapes,
    "assumptions": _assumptions,
    "table": lambda name: table_label(str(name)),
}
"""How a kind of value is written, by the word behind the colon."""


class _Words(string.Formatter):
    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> object:
        del args  # sentences name their values
        return kwargs.get(str(key))

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None or not format_spec:
            return as_words(value)
        if format_spec in CODES:
            return CODES[format_spec].label(str(value), language())
        if "/" in format_spec:
            one, _, more = format_spec.partition("/")
            return one if value == 1 else more
        return KINDS[format_spec](value)


_WORDS = _Words()
