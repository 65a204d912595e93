"""Every example in a docstring of the model and the presentation runs and is true."""

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import werklocaties.model
import werklocaties.presentation


def modules_of(package: ModuleType) -> list[str]:
    prefix = f"{package.__name__}."
    return [package.__name__, *(m.name for m in pkgutil.walk_packages(package.__path__, prefix))]


MODULES = [
    name
    for package in (werklocaties.model, werklocaties.presentation)
    for name in modules_of(package)
]


@pytest.mark.parametrize("name", MODULES)
def test_that_examples_in_docstrings_are_true(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_that_the_model_has_examples_to_run():
    finder = doctest.DocTestFinder()
    tests = [t for name in MODULES for t in finder.find(importlib.import_module(name))]
    assert sum(bool(test.examples) for test in tests) > 40
