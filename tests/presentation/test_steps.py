"""Every step that slow work reports has words."""

import ast
from pathlib import Path

import werklocaties
from werklocaties.presentation.steps import STEPS, step
from werklocaties.presentation.texts import speaking

PACKAGE = Path(werklocaties.__file__).parent


def reported():
    calls = (
        node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    )
    return {
        argument.value
        for call in calls
        if call.func.attr == "progress"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_that_every_step_in_the_source_has_words():
    assert reported() == set(STEPS)


def test_that_a_step_follows_the_language():
    assert step("save_project") == "project opslaan"
    with speaking("en"):
        assert step("save_project") == "saving the project"


def test_that_a_step_without_words_shows_its_code():
    assert step("iets_nieuws") == "iets_nieuws"
