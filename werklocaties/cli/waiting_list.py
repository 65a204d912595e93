"""What the balance waits for, in words: per kind what it is, in which unit, and how to give it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from werklocaties.model.address import parse
from werklocaties.model.registers import ASSUMPTIONS
from werklocaties.presentation.sentences.words import table_label
from werklocaties.presentation.texts import language, plural, text

MOST_SHOWN = 8
"""Addresses of one kind that are written out; the rest is counted."""

_TABLES = ("jobs", "issuance")
"""Nouns that are a table of their own: they are imported, not set."""


def waiting_lines(addresses: Sequence[str]) -> Iterator[str]:
    """Write what the balance waits for, the same kind together."""
    if not addresses:
        return
    yield ""
    yield text("De balans wacht op:")
    for noun, same in groupby(addresses, key=lambda address: parse(address).noun):
        listed = list(same)
        yield f"  {_head(noun, listed[0])}"
        yield from (f"    {address}" for address in listed[:MOST_SHOWN])
        if len(listed) > MOST_SHOWN:
            more = len(listed) - MOST_SHOWN
            yield "    " + plural("… en nog {n} zo een", "… en nog {n} zulke", more)


def _head(noun: str, first: str) -> str:
    """Say what a kind is and how it is given."""
    if noun in _TABLES:
        values = {"label": table_label(noun), "table": noun}
        return text("{label}: importeer een tabel met --as {table}", **values)
    rule = ASSUMPTIONS.get(noun)
    if rule is None:
        return text("Gegevens van een object; geef ze met set ADRES=WAARDE")
    label = rule.label_nl if language() == "nl" else rule.label_en
    named = parse(first).by_axis
    more = "".join(f":{axis}=…" for axis in rule.axes if axis not in named)
    words = f"{label} ({rule.unit})" if rule.unit else label
    if more:
        return text("{what}; geef met set ADRES{more}=WAARDE", what=words, more=more)
    return text("{what}; geef met set ADRES=WAARDE", what=words)
