"""The language of the user, and the catalogue that stands in the package."""

import contextvars
import importlib.util
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

from werklocaties.model.finding import DoorError
from werklocaties.presentation import texts

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.fixture(scope="module")
def translate():
    """Load the tool as ``python tools/translate.py`` would."""
    sys.path.insert(0, str(TOOLS))
    try:
        spec = importlib.util.spec_from_file_location("translate", TOOLS / "translate.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(TOOLS))


def words(catalogue):
    return {key(m.id): key(m.string) for m in catalogue if m.id}


def key(said):
    return said if isinstance(said, str) else tuple(said or ())


# --- language ----------------------------------------------------------------------------
def test_that_dutch_is_spoken_until_another_language_is_chosen():
    assert texts.language() == "nl"
    assert texts.text("gemeentegrens") == "gemeentegrens"


def test_that_english_is_spoken_within_its_block_only():
    with texts.speaking("en"):
        assert texts.text("gemeentegrens") == "municipal boundary"
    assert texts.text("gemeentegrens") == "gemeentegrens"


def test_that_the_choice_holds_for_its_own_context():
    context = contextvars.copy_context()
    context.run(texts.use, "en")
    assert context.run(texts.language) == "en"
    assert texts.language() == "nl"


def test_that_a_thread_speaks_the_language_of_the_context_it_is_given():
    heard = []
    with texts.speaking("en"):
        context = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(lambda: heard.append(texts.language()),))
    thread.start()
    thread.join()
    assert heard == ["en"]


def test_that_an_unknown_language_is_refused_with_those_that_exist():
    with pytest.raises(DoorError, match="unknown_language") as refused:
        texts.use("fr")
    assert refused.value.values == {"name": "fr", "known": "nl, en"}


def test_that_values_are_filled_in_after_translation():
    with texts.speaking("en"):
        assert texts.text("Schaal {scale}", scale="1:5.000") == "Scale 1:5.000"


@pytest.mark.parametrize(
    ("n", "dutch", "english"),
    [
        (1, "1 waarde illustratief", "1 value illustrative"),
        (17, "17 waarden illustratief", "17 values illustrative"),
    ],
)
def test_that_one_and_many_differ(n, dutch, english):
    forms = "{n} waarde illustratief", "{n} waarden illustratief"
    assert texts.plural(*forms, n) == dutch
    with texts.speaking("en"):
        assert texts.plural(*forms, n) == english


def test_that_nothing_stays_nothing():
    # gettext would answer an empty msgid with the header of the catalogue.
    with texts.speaking("en"):
        assert texts.text("") == ""


# --- catalogue ---------------------------------------------------------------------------
@pytest.mark.parametrize("language", [name for name in texts.LANGUAGES if name != "nl"])
def test_that_the_catalogue_holds_the_words_of_the_source(translate, language):
    assert set(words(translate.read(language))) == set(words(translate.collect())), (
        "run: python tools/translate.py"
    )


@pytest.mark.parametrize("language", [name for name in texts.LANGUAGES if name != "nl"])
def test_that_every_word_is_translated(translate, language):
    assert [m.id for m in translate.untranslated(translate.read(language))] == []


@pytest.mark.parametrize("language", [name for name in texts.LANGUAGES if name != "nl"])
def test_that_the_compiled_catalogue_is_up_to_date(translate, language):
    with translate.mo_path(language).open("rb") as file:
        compiled = read_mo(file)
    assert words(compiled) == words(translate.read(language)), "run: python tools/translate.py"


def test_that_the_tool_finds_every_kind_of_word(translate, tmp_path, monkeypatch):
    source = 'text("een")\nmark("twee" " delen")\nplural("{n} x", "{n} xs", 3)\nother("niet")\n'
    (tmp_path / "a.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(translate, "PACKAGE", tmp_path)
    assert set(words(translate.collect())) == {"een", "twee delen", ("{n} x", "{n} xs")}


def test_that_the_catalogue_is_part_of_the_package():
    code = "from werklocaties.presentation.texts import *; use('en'); print(text('gemeentegrens'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "municipal boundary"
