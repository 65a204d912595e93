"""Every code of the program has a sentence and advice, in both languages, with its own values."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import werklocaties
from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.question import Question
from werklocaties.model.registers import TABLES
from werklocaties.model.vocabulary import CODES
from werklocaties.presentation.sentences import SENTENCES, advice, explain, full, sentence, words
from werklocaties.presentation.texts import LANGUAGES, catalogue, speaking

PACKAGE = Path(werklocaties.__file__).parent
SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if "sentences" not in path.parts]
PLACE_OF_VALUES = {"Finding": 5, "DoorError": 1, "Question": 3}
CODE = re.compile("[a-z]+(_[a-z0-9]+)+")
# A finding gives these to its sentence beside its values.
OF_A_FINDING = {"layer", "uid", "field"}
# They say where it is: a sentence may do without.
PLACES = {*OF_A_FINDING, "file", "feature"}


# --- reading the codes from the source ---------------------------------------------------
@dataclass(frozen=True)
class Use:
    """A code as the source uses it; ``values`` is None where they are not written out."""

    code: str
    values: frozenset[str] | None
    kind: str
    place: str

    @property
    def fits(self) -> bool:
        """Whether the sentence uses exactly what this place gives."""
        if self.values is None:
            return True
        own = OF_A_FINDING if self.kind == "Finding" else set()
        return self.values - PLACES <= asked(self.code) <= self.values | own


def literals(node: ast.expr) -> list[str]:
    """Give the codes of an expression that is a literal, or a choice between literals."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.IfExp):
        return [*literals(node.body), *literals(node.orelse)]
    return []


def keys(node: ast.expr | None, known: dict[str, ast.expr]) -> frozenset[str] | None:
    if node is None:
        return frozenset()
    if isinstance(node, ast.Name):
        return keys(known[node.id], known) if node.id in known else None
    if not isinstance(node, ast.Dict):
        return None
    if not all(isinstance(key, ast.Constant) for key in node.keys):
        return None
    return frozenset(str(key.value) for key in node.keys)


def names_once(function: ast.AST) -> dict[str, ast.expr]:
    """Give what a name stands for, when the function gives it one value only."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return {name: values[0] for name, values in found.items() if len(values) == 1}


def values_of(call: ast.Call, name: str, known: dict[str, ast.expr]) -> frozenset[str] | None:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if name == "DoorError":
        return None if None in named else frozenset(named)
    if len(call.args) > PLACE_OF_VALUES[name]:
        return keys(call.args[PLACE_OF_VALUES[name]], known)
    return keys(named.get("values"), known)


def name_of(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def uses(tree: ast.AST, place: str) -> Iterator[Use]:
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.Module))
    seen = set()
    # The innermost function comes last and knows its own names best.
    for function in reversed(list(functions)):
        known = names_once(function)
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            name = name_of(call)
            if name in PLACE_OF_VALUES and call.args and call not in seen:
                seen.add(call)
                for code in literals(call.args[0]):
                    yield Use(code, values_of(call, name, known), name, f"{place}:{call.lineno}")


def is_code(word: str) -> bool:
    """Tell a code from the name of a column that has the same shape."""
    columns = {column.name for schema in TABLES.values() for column in schema.columns}
    return bool(CODE.fullmatch(word)) and word not in columns


def carriers(tree: ast.AST) -> dict[str, int]:
    """Give the functions and classes that take a code, with its place among the arguments."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
        elif isinstance(node, ast.ClassDef):
            lines = [line for line in node.body if isinstance(line, ast.AnnAssign)]
            names = [line.target.id for line in lines if isinstance(line.target, ast.Name)]
        else:
            continue
        if "code" in names and node.name not in PLACE_OF_VALUES:
            found[node.name] = names.index("code")
    return found


def carried(tree: ast.AST, place: str) -> Iterator[Use]:
    """Give the codes that reach a finding by way of a function or class of the same module."""
    known = carriers(tree)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = name_of(call)
        if name in known:
            named = [k.value for k in call.keywords if k.arg == "code"]
            for argument in [*call.args[known[name] : known[name] + 1], *named]:
                for code in filter(is_code, literals(argument)):
                    yield Use(code, None, name, f"{place}:{call.lineno}")


def all_uses() -> list[Use]:
    found = []
    for path in SOURCES:
        tree, place = ast.parse(path.read_bytes()), path.relative_to(PACKAGE).as_posix()
        found += [*uses(tree, place), *carried(tree, place)]
    return found


def all_strings() -> set[str]:
    return {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def asked(code: str) -> set[str]:
    said = SENTENCES[code]
    return words.placeholders(said.sentence) | words.placeholders(said.advice)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('DoorError("a", file=1)', [("a", {"file"})]),
        ('DoorError("a", **rest)', [("a", None)]),
        ('Finding("a", "error", values={"n": 1})', [("a", {"n"})]),
        ('Finding("a", "error", "l", "u", "f", {"n": 1})', [("a", {"n"})]),
        ('def f():\n    v = {"n": 1}\n    Finding("a", "error", values=v)', [("a", {"n"})]),
        ('Finding("a" if x else "b", "error")', [("a", set()), ("b", set())]),
        ('Finding(code, "error")', []),
        ('Question("a", (), "--a", {"n": 1})', [("a", {"n"})]),
    ],
)
def test_that_the_reader_of_codes_sees_each_way_to_write_one(source, found):
    assert [(use.code, use.values) for use in uses(ast.parse(source), "")] == found


def test_that_the_reader_of_codes_sees_a_code_that_is_handed_on():
    source = 'def f(n, code): ...\nclass C:\n    code: str\nf(1, "a_b")\nC(code="c_d")\nf(1, x)'
    assert {use.code for use in carried(ast.parse(source), "")} == {"a_b", "c_d"}


# --- what must hold ----------------------------------------------------------------------
def test_that_every_code_in_the_source_has_a_sentence():
    missing = {use.code: use.place for use in all_uses() if use.code not in SENTENCES}
    assert missing == {}


def test_that_every_sentence_has_a_code_in_the_source():
    assert sorted(set(SENTENCES) - all_strings()) == []


def test_that_every_sentence_uses_exactly_the_values_of_its_code():
    wrong = {
        f"{use.place} {use.code}": (sorted(use.values or ()), sorted(asked(use.code)))
        for use in all_uses()
        if use.code in SENTENCES and not use.fits
    }
    assert wrong == {}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_that_a_sentence_says_what_is_the_matter_and_what_to_do(code):
    said = SENTENCES[code]
    for words_said in (said.sentence, said.advice):
        assert words_said[0].isupper() or words_said[0] in "{'"
        assert words_said.endswith((".", "?"))
        assert "!" not in words_said


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "nl"])
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_that_a_translated_sentence_has_the_same_values(code, language):
    translate = catalogue(language).gettext
    for msgid in (SENTENCES[code].sentence, SENTENCES[code].advice):
        translated = translate(msgid)
        assert translated != msgid, "not translated"
        assert words.placeholders(translated) == words.placeholders(msgid)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_that_a_sentence_without_its_values_still_reads(code, language):
    with speaking(language):
        said = explain(DoorError(code))
    assert "{" not in said


# --- how values read ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234, "1.234"),
        (0.5, "0,5"),
        (-2.25, "−2,25"),
        (1200.0, "1.200"),
        (None, "–"),
        (float("nan"), "nan"),
        ("a.gpkg", "a.gpkg"),
        (("a", "b"), "a, b"),
        (date(2026, 7, 1), "1-7-2026"),
        (datetime(2026, 7, 1, 14, 2, tzinfo=UTC), "1-7-2026 14:02"),
        (True, "True"),
    ],
)
def test_that_a_value_reads_as_in_a_sentence(value, written):
    assert words.as_words(value) == written


@pytest.mark.parametrize(
    ("said", "values", "written"),
    [
        ("{y:year}", {"y": 2036}, "2036"),
        ("{a:ha}", {"a": 12.345}, "12,3\u00a0ha"),
        ("{d:day}", {"d": "2026-07-01"}, "1-7-2026"),
        ("{t:table}", {"t": "plots"}, "Kavels"),
        ("{t:table}", {"t": "kavels"}, "Kavels"),
        ("{t:table}", {"t": "wegen"}, "wegen"),
        ("{k:shapes}", {"k": "Point Z"}, "punten"),
        ("{n} {n:rij is/rijen zijn} fout", {"n": 1}, "1 rij is fout"),
        ("{n} {n:rij is/rijen zijn} fout", {"n": 0}, "0 rijen zijn fout"),
        ("{k:shapes}", {"k": "Polygon"}, "Polygon"),
        ("{a:assumptions}", {"a": "horizon_year"}, "Horizonjaar (horizon_year)"),
        ("{s:plot_status}", {"s": "option"}, "in optie"),
        ("{s:plot_status}", {"s": "anders"}, "anders"),
        ("{x}", {}, "–"),
        ("{x:year}", {}, "–"),
    ],
)
def test_that_a_value_is_written_as_its_kind(said, values, written):
    assert words.fill_in(said, values) == written


def test_that_every_kind_of_value_in_a_sentence_exists():
    parse = words.string.Formatter().parse
    kinds = {
        kind
        for said in SENTENCES.values()
        for text in (said.sentence, said.advice)
        for _, _, kind, _ in parse(text)
        if kind and "/" not in kind  # words of which the number chooses one
    }
    assert kinds <= {*words.KINDS, *CODES}


def test_that_a_finding_names_layer_feature_and_field():
    finding = Finding("geen code", "error", "plots", "k1", "plot_number")
    assert full(finding).startswith("Kavels, object k1, veld Kavelnummer: ")
    with speaking("en"):
        assert full(finding).startswith("Plots, object k1, field Plot number: ")


def test_that_a_finding_names_the_field_as_the_file_does():
    assert "veld Peiljaar" in full(Finding("geen code", "error", "parks", field="peiljaar"))
    assert "wegen, veld soort" in full(Finding("geen code", "error", "wegen", field="soort"))


def test_that_a_code_without_a_sentence_is_shown_and_not_hidden():
    assert "raar" in sentence(DoorError("raar"))
    assert advice(DoorError("raar"))


def test_that_a_question_nobody_could_answer_names_options_and_flag():
    options = ("EPSG:28992", "EPSG:4326")
    asked = DoorError("ask_crs", file="a.shp", layer="a", options=options, flag="--crs")
    assert sentence(asked) == "In welk coördinatenstelsel staat laag a van a.shp?"
    assert advice(asked).endswith("met --crs; mogelijk is: EPSG:28992, EPSG:4326.")


def test_that_an_open_question_names_flag_and_options_as_typed():
    question = Question("ask_crs", ("EPSG:28992 yx", "EPSG:28992"), "--crs", {"layer": "a"})
    wanted = 'met --crs; mogelijk is: "EPSG:28992 yx", EPSG:28992.'
    values = {**question.values, "options": question.options, "flag": question.flag}
    finding = Finding("ask_crs", "error", values=values)
    assert explain(question).endswith(wanted)
    assert explain(finding).endswith(wanted)
