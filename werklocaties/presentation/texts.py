"""The language of the user: Dutch stands in the source, English in a catalogue.

``text("Opslaan")`` gives the words in the language in use; ``mark("Opslaan")`` only marks words
for translation that are looked up later. ``tools/translate.py`` keeps the catalogue up to date.

The language belongs to the running context, so that two pieces of work do not disturb each
other. A new thread begins in Dutch: who starts one runs it in ``contextvars.copy_context()``.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from werklocaties.model.finding import DoorError

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

DOMAIN = "werklocaties"

_language: ContextVar[Language] = ContextVar("language", default="nl")


def mark(msgid: str) -> str:
    """Return the words unchanged; they are translated where they are shown."""
    return msgid


def text(msgid: str, **values: object) -> str:
    """Return the words in the language in use, with the named values filled in.

    Example:
        >>> text("Importeer {n} kavels", n=3)
        'Importeer 3 kavels'
    """
    words = catalogue(_language.get()).gettext(msgid) if msgid else ""
    return words.format(**values) if values else words


def plural(one: str, many: str, n: int, **values: object) -> str:
    """Return the form of the words that belongs to ``n``, which fills ``{n}``.

    Example:
        >>> plural("{n} kavel", "{n} kavels", 1)
        '1 kavel'
    """
    return catalogue(_language.get()).ngettext(one, many, n).format(n=n, **values)


def language() -> Language:
    """Return the language in use in this context."""
    return _language.get()


def known_language(name: str) -> Language:
    """Return the language with this name.

    Raises:
        DoorError: ``unknown_language`` with the names that exist.
    """
    for known in LANGUAGES:
        if known == name:
            return known
    raise DoorError("unknown_language", name=name, known=", ".join(LANGUAGES))


def use(name: str) -> None:
    """Choose the language for the rest of this context."""
    _language.set(known_language(name))


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Choose the language within a ``with`` block."""
    token = _language.set(known_language(name))
    try:
        yield
    finally:
        _language.reset(token)


@cache
def catalogue(name: Language) -> gettext.NullTranslations:
    """Return the translations into a language; those into Dutch are the source itself."""
    if name == "nl":
        return gettext.NullTranslations()
    path = files("werklocaties.presentation") / "locale" / name / "LC_MESSAGES" / f"{DOMAIN}.mo"
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)
