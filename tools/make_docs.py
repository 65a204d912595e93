"""Writes the pages of docs/ that are made from the registers: tables, assumptions, terms.

``python tools/make_docs.py`` with the Python of .venv; a test fails while a page is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import machine

from werklocaties.model.registers import ASSUMPTIONS, TABLES, Assumption, Column, TableSchema
from werklocaties.model.term import Term
from werklocaties.model.terms import TERMS
from werklocaties.model.vocabulary import CODES

DOCS = machine.ROOT / "docs"
MADE = "<!-- Made by tools/make_docs.py from the registers; edit those, not this page. -->"


def main() -> int:
    """Write every page that differs from what the registers say."""
    for name, page in PAGES.items():
        path = DOCS / name
        text = page()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            machine.say(f"written: docs/{name}")
    return 0


def _page(title: str, about: str, body: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", MADE, "", about, "", *body]).rstrip("\n") + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


# --- tables ------------------------------------------------------------------------------
def tables() -> str:
    """Give the page on what may stand in a project."""
    about = (
        "What a project file may hold: `werklocaties/model/schema.csv`. *File* is the Dutch name\n"
        "in the GeoPackage, *code* the name in Python. *Open to* is the most open version of a\n"
        "file that still has the column: public, regional or complete."
    )
    body = [line for schema in TABLES.values() for line in _of_table(schema)]
    return _page("Tables", about, [*body, *_codes()])


def _of_table(schema: TableSchema) -> Iterator[str]:
    yield f"## {schema.label_nl} (`{schema.file_name}`, in code `{schema.name}`)"
    yield ""
    if schema.explanation_nl:
        yield from (schema.explanation_nl, "")
    heads = ("file", "code", "label", "in English", "type", "values", "required", "open to")
    yield from _table(heads, (_of_column(column) for column in schema.columns))


def _of_column(column: Column) -> tuple[str, ...]:
    kind = f"{column.type} [{column.unit}]" if column.unit else column.type
    names = _code(column.column), _code(column.name), column.label_nl, column.label_en
    values = f"[{column.values}](#{column.values})" if column.values else ""
    return *names, kind, values, "yes" if column.required else "", column.confidential


def _codes() -> Iterator[str]:
    yield from ("## Code lists", "")
    for name, codes in CODES.items():
        yield from (f"### {name}", "")
        rows = ((_code(code.code), code.label_nl, code.label_en) for code in codes.codes)
        yield from _table(("code", "label", "in English"), rows)


# --- assumptions -------------------------------------------------------------------------
def assumptions() -> str:
    """Give the page on what may be assumed."""
    about = (
        "What a planner may assume: `werklocaties/model/assumptions.csv`. An empty default means\n"
        "that the program has no opinion: without a value the balance says what it waits for.\n"
        "The address in `werklocaties set` is the key followed by its axes, as in\n"
        "`growth:sector=bouw:period=2024-2029`; axes between brackets may be left out."
    )
    sections: dict[str, list[Assumption]] = {}
    for rule in ASSUMPTIONS.values():
        sections.setdefault(rule.section, []).append(rule)
    body = [line for name, rules in sections.items() for line in _of_section(name, rules)]
    return _page("Assumptions", about, body)


def _of_section(name: str, rules: list[Assumption]) -> Iterator[str]:
    yield from (f"## {name}", "")
    heads = ("key", "label", "axes", "unit", "default", "range", "explanation", "source", "method")
    yield from _table(heads, (_of_assumption(rule) for rule in rules))


def _of_assumption(rule: Assumption) -> tuple[str, ...]:
    axes = ", ".join([*rule.axes, *(f"({axis})" for axis in rule.inherits)])
    default = rule.default.replace("|", ", ")
    shown = (_code(rule.key), rule.label_nl, axes, rule.unit or rule.type, default)
    return *shown, _range(rule), rule.explanation_nl, rule.source, rule.method


def _range(rule: Assumption) -> str:
    if rule.choices:
        return ", ".join(rule.choices)
    if rule.minimum is None and rule.maximum is None:
        return ""
    return f"{_number(rule.minimum)} to {_number(rule.maximum)}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


# --- terms -------------------------------------------------------------------------------
def terms() -> str:
    """Give the page on every number of the balance."""
    about = (
        "Every number of the balance in the order in which it is computed: the register of\n"
        "`werklocaties/model/terms.py`. The formula is the pattern from which the workbook is\n"
        "made; names without a formula here are assumptions, columns of tables or axes.\n"
        "`PREV` and `NEXT` look along the time axis, `START` and `END` at the moments that\n"
        "bound a period, `OPENING` at the register date, `AT(x, axis, label)` picks one label."
    )
    heads = ("term", "label", "in English", "axes", "unit", "formula", "section of the method")
    return _page("Terms", about, _table(heads, (_of_term(term) for term in TERMS.values())))


def _of_term(term: Term) -> tuple[str, ...]:
    formula = _code(term.formula)
    if term.start:
        formula += f"; at the first: {_code(term.start)}"
    axes = " x ".join(term.axes)
    return _code(term.key), term.label_nl, term.label_en, axes, term.unit, formula, term.section


PAGES: Mapping[str, Callable[[], str]] = {
    "tables.md": tables,
    "assumptions.md": assumptions,
    "terms.md": terms,
}

if __name__ == "__main__":
    sys.exit(main())
