"""From a finding, a refusal or a question to a sentence, and to what the user can do about it.

The rest of the program speaks in codes with values; here stands what is said. A sentence names
its values as ``{file}``; behind a colon may stand how a value is written: a kind of number
(``{area:ha}``, ``{from_year:year}``), ``table``, a code list (``{status:plot_status}``), or words
of which the number chooses one (``{count:rij/rijen}``).
"""

from collections.abc import Mapping
from types import MappingProxyType

from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.question import Question
from werklocaties.model.registers import TABLES
from werklocaties.presentation.sentences.register import SENTENCES
from werklocaties.presentation.sentences.sentence import Sentence
from werklocaties.presentation.sentences.words import fill_in, table_label
from werklocaties.presentation.texts import language, mark, text

__all__ = ["SENTENCES", "Sentence", "advice", "explain", "full", "sentence", "where"]

Trouble = Finding | DoorError | Question

_UNREGISTERED = Sentence(
    mark("Er is iets gemeld waarvoor nog geen zin bestaat (code {code})."),
    mark("Geef deze code door aan de beheerder van het programma."),
)


def sentence(trouble: Trouble) -> str:
    """Say in one sentence what is the matter."""
    return fill_in(text(_registered(trouble).sentence), _values(trouble))


def advice(trouble: Trouble) -> str:
    """Say what the user can do about it; an open question names its options and its flag."""
    values = _values(trouble)
    words = fill_in(text(_registered(trouble).advice), values)
    if {"options", "flag"} <= set(values):
        how = text("Geef uw keuze met {flag}; mogelijk is: {options}.")
        quoted = {**values, "options": _quoted(values["options"])}
        return f"{words} {fill_in(how, quoted)}"
    return words


def _quoted(options: object) -> tuple[str, ...]:
    """Write options as they are typed: one with a space between quotes."""
    listed = options if isinstance(options, tuple | list) else (options,)
    return tuple(f'"{one}"' if " " in str(one) else str(one) for one in listed)


def explain(trouble: Trouble) -> str:
    """Say what is the matter and what to do about it."""
    return f"{sentence(trouble)} {advice(trouble)}".strip()


def where(trouble: Trouble) -> str:
    """Name layer, feature and field: ``Kavels, object k1, veld Status``; empty when unknown."""
    if not isinstance(trouble, Finding):
        return ""
    parts = [table_label(trouble.layer)] if trouble.layer else []
    if trouble.uid:
        parts.append(text("object {uid}", uid=trouble.uid))
    if trouble.field:
        parts.append(text("veld {field}", field=_field_label(trouble.layer, trouble.field)))
    return ", ".join(parts)


def full(trouble: Trouble) -> str:
    """Say where, what, and what to do about it."""
    place = where(trouble)
    return f"{place}: {explain(trouble)}" if place else explain(trouble)


def _registered(trouble: Trouble) -> Sentence:
    return SENTENCES.get(trouble.code, _UNREGISTERED)


def _values(trouble: Trouble) -> Mapping[str, object]:
    own: dict[str, object] = {"code": trouble.code}
    if isinstance(trouble, Question):
        own |= {"options": trouble.options, "flag": trouble.flag}
    if isinstance(trouble, Finding):
        field = _field_label(trouble.layer, trouble.field)
        own |= {"layer": table_label(trouble.layer), "uid": trouble.uid, "field": field}
    return MappingProxyType({**own, **trouble.values})


def _field_label(layer: str, field: str) -> str:
    schema = TABLES.get(layer)
    if schema is None:
        return field
    column = schema.column(field) if schema.has(field) else schema.by_file_name(field)
    if column is None:
        return field
    return column.label_nl if language() == "nl" else column.label_en
