"""Keeps the English catalogue up to date with the Dutch words in the source.

``python tools/translate.py`` collects the words, keeps what is translated, writes ``.po`` and
``.mo``, and lists what still asks for a translation: fill those in the ``.po`` and run it again.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

import machine
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = machine.ROOT / "werklocaties"
LOCALES = PACKAGE / "presentation" / "locale"
DOMAIN = "werklocaties"
LANGUAGES = ("en",)
# The functions of presentation/texts.py, with the places of their words.
KEYWORDS = {"text": None, "mark": None, "plural": (1, 2)}
# Fixed, so that the files change only when words do.
DATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def main() -> int:
    """Bring every catalogue up to date; fails while something is not translated."""
    wanted = collect()
    missing = [message for language in LANGUAGES for message in _update(language, wanted)]
    for message in missing:
        machine.say(f"not translated: {message.id}")
    return 1 if missing else 0


def collect() -> Catalog:
    """Collect the words that the source marks for translation."""
    found = _catalogue("nl")
    for _, _, words, comments, context in extract_from_dir(
        str(PACKAGE), method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        found.add(words, auto_comments=comments, context=context)
    return found


def read(language: str) -> Catalog:
    """Read the catalogue of a language as it stands; an absent one is empty."""
    path = po_path(language)
    if not path.is_file():
        return _catalogue(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def po_path(language: str) -> Path:
    """Give the place of the catalogue that people edit."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_path(language: str) -> Path:
    """Give the place of the catalogue that the program reads."""
    return po_path(language).with_suffix(".mo")


def untranslated(catalogue: Catalog) -> list[Message]:
    """List what has no translation, or one that was only guessed."""
    return [m for m in catalogue if m.id and (m.fuzzy or not all(_strings(m)))]


def _update(language: str, wanted: Catalog) -> list[Message]:
    old = read(language)
    new = _catalogue(language)
    for message in wanted:
        if message.id:
            known = old.get(message.id)
            new.add(message.id, known.string if known and not known.fuzzy else "")
    _write(new, language)
    return untranslated(new)


def _write(catalogue: Catalog, language: str) -> None:
    readable, compiled = io.BytesIO(), io.BytesIO()
    write_po(readable, catalogue, width=100, sort_output=True, no_location=True)
    write_mo(compiled, catalogue)
    po_path(language).parent.mkdir(parents=True, exist_ok=True)
    po_path(language).write_bytes(readable.getvalue())
    mo_path(language).write_bytes(compiled.getvalue())


def _catalogue(language: str) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        project=DOMAIN,
        version="1",
        creation_date=DATED,
        revision_date=DATED,
        last_translator="The Werklocaties contributors",
        language_team="The Werklocaties contributors",
        header_comment="# English catalogue of Werklocaties; the msgids are the Dutch source.",
        fuzzy=False,
    )


def _strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


if __name__ == "__main__":
    sys.exit(main())
