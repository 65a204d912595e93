"""The rules of the house that no tool checks: read from the source, never by importing it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "werklocaties"
SOURCES = sorted(PACKAGE.rglob("*.py"))
PRINTER = PACKAGE / "cli" / "output.py"
MOST_LINES = 400


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield every imported name in full: ``from PyQt6 import QtCore`` gives ``PyQt6.QtCore``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def of_qt_beyond_core(tree: ast.AST) -> set[str]:
    parts = (name.split(".") for name in imports(tree) if name.split(".")[0] == "PyQt6")
    return {".".join(part[:2]) for part in parts} - {"PyQt6.QtCore"}


def prints(tree: ast.AST) -> list[int]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [
        call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from PyQt6.QtCore import QObject", set()),
        ("from PyQt6 import QtCore", set()),
        ("import PyQt6.QtCore", set()),
        ("from PyQt6 import QtGui", {"PyQt6.QtGui"}),
        ("def f():\n    import PyQt6.QtWidgets", {"PyQt6.QtWidgets"}),
        ("import PyQt6", {"PyQt6"}),
    ],
)
def test_that_the_reader_of_qt_imports_sees_each_way_to_write_one(source, found):
    assert of_qt_beyond_core(ast.parse(source)) == found


def test_that_the_session_uses_nothing_of_qt_but_its_core():
    files = sorted((PACKAGE / "session").rglob("*.py"))
    assert files
    found = {name_of(path): of_qt_beyond_core(ast.parse(path.read_bytes())) for path in files}
    assert {name: modules for name, modules in found.items() if modules} == {}


def test_that_pyplot_is_used_nowhere():
    users = [
        name_of(path)
        for path in SOURCES
        if any("pyplot" in name.split(".") for name in imports(ast.parse(path.read_bytes())))
    ]
    assert users == []


def test_that_only_the_output_of_the_command_line_prints():
    found = {name_of(path): prints(ast.parse(path.read_bytes())) for path in SOURCES}
    found.pop(name_of(PRINTER), None)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_that_no_file_has_grown_past_reading():
    lengths = {name_of(path): len(path.read_bytes().splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_that_the_window_comes_with_its_import_contracts():
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ids = {contract["id"] for contract in configuration["tool"]["importlinter"]["contracts"]}
    wanted = {"layers", "no-qt-below-session", "pure-model"}
    if (PACKAGE / "gui").exists():
        wanted |= {"cli-without-window", "window-without-files"}
    assert wanted <= ids


def test_that_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = {*project["dependencies"], *(name for extra in extras for name in extra)}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {line.partition("==")[0].lower() for line in lines if "==" in line}
    assert {name.lower() for name in wanted} - pins == set()
