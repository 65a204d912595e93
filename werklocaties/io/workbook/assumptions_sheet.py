"""The sheet Aannames: every assumption with unit, range, origin and source; the cells to change.

Values that the balance waits for stand on top, empty and amber. A formula that reads an empty
one gives #N/A until it is filled in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from werklocaties.io.workbook.book import Book, if_given
from werklocaties.io.workbook.grid import Cell, Choice
from werklocaties.io.workbook.names import excel_names
from werklocaties.io.workbook.place import Place
from werklocaties.io.workbook.tables import (
    FIRST_ROW,
    Head,
    as_date,
    columns,
    finish,
    heading,
    origin_cell,
    rows,
)
from werklocaties.io.workbook.words import axis_word
from werklocaties.model.address import Address
from werklocaties.model.assumptions import Entry, Resolved, cached_parse, default_entry
from werklocaties.model.moments import period_years
from werklocaties.model.registers import ASSUMPTIONS, Assumption
from werklocaties.model.results import Results
from werklocaties.presentation.numbers import band, number

TITLE = "Aannames"
VALUE = 4
_PRINTED = 9

_HEADS = (
    Head("onderdeel", 16, "grey"),
    Head("aanname", 32),
    Head("geldt voor", 44),
    Head("waarde", 16, "input value"),
    Head("eenheid", 16, "grey"),
    Head("bereik of keuzes", 24, "grey"),
    Head("herkomst", 16, "bron"),
    Head("bron of toelichting", 60, "grey"),
    Head("datum", 12, "day"),
    Head("adres", 58, "grey"),
    Head("naam in formules", 58, "grey"),
    Head("revisie", 10, "key", hidden=True),
    Head("uid", 10, "key", hidden=True),
)

_FORMATS = {"year": "year", "boolean": "yes", "date": "day", "choice": "text", "text": "text"}


@dataclass(frozen=True)
class Row:
    """One row of the list: an address, and the value that somebody or the method gave."""

    address: str
    rule: Assumption | None
    labels: Mapping[str, str]
    entry: Entry | None
    waits: bool = False


def listed(results: Results) -> list[Row]:
    """Return all rows: what is waited for, then every value in the order of the register."""
    found = [_waiting(address) for address in results.waiting_for]
    waited = {row.address for row in found}
    given = _by_key(results)
    return found + [
        row for rule in ASSUMPTIONS.values() for row in given[rule.key] if row.address not in waited
    ]


def _waiting(address: str) -> Row:
    parsed = cached_parse(address)
    return Row(address, ASSUMPTIONS.get(parsed.noun), parsed.by_axis, None, waits=True)


def _by_key(results: Results) -> dict[str, list[Row]]:
    made: dict[str, list[Row]] = {key: [] for key in ASSUMPTIONS}
    for rule in ASSUMPTIONS.values():
        entries = {str(e.address): e for e in _defaults(rule, results.resolved.get(rule.key))}
        entries |= {a: e for a, e in results.entries.items() if e.address.noun == rule.key}
        made[rule.key] = [Row(a, rule, e.address.by_axis, e) for a, e in entries.items()]
        if not rule.axes and not entries:
            made[rule.key] = [Row(rule.key, rule, {}, None)]
    return made


def _defaults(rule: Assumption, resolved: Resolved | None) -> Iterator[Entry]:
    if resolved is not None:
        yield from resolved.used
    elif not rule.axes and (entry := default_entry(rule.key, {})):
        yield entry


def plan_assumptions(book: Book) -> None:
    """Fix row and name of every assumption, and link missing cells to what they wait for."""
    found = listed(book.results)
    names = excel_names(row.address for row in found)
    for number_, row in enumerate(found, FIRST_ROW):
        place = Place(TITLE, VALUE, number_)
        book.values[row.address] = place
        book.define(names[row.address], place)
        if row.rule and not row.rule.axes:
            book.scalars[row.rule.key] = names[row.address]
        if row.waits:
            _link(book, row)


def _link(book: Book, row: Row) -> None:
    """Let the missing cells that this one empty value can fill refer to it."""
    address = cached_parse(row.address)
    if address.noun == "jobs" and "municipality" in row.labels:
        labels = (row.labels["sector"], row.labels["municipality"])
        book.cells["jobs_start", labels] = _empty(book, row.address)
    one = book.results.resolved.get(address.noun)
    if one is None or not _fills(address, one):
        return
    for place in np.argwhere(one.cells < 0):
        key = tuple(int(n) for n in place)
        if _covers(row.labels, book, one, key):
            book.waiting[address.noun, key] = row.address


def _empty(book: Book, address: str) -> str:
    return if_given(book.values[address])


def _fills(address: Address, one: Resolved) -> bool:
    """A value per sector cannot fill a share per sector and segment."""
    rule = ASSUMPTIONS[one.key]
    return all(axis in address.by_axis for axis in rule.axes)


def _covers(labels: Mapping[str, str], book: Book, one: Resolved, place: tuple[int, ...]) -> bool:
    for axis, n in zip(one.axes, place, strict=True):
        label = book.results.labels(axis)[n]
        if axis == "year" and "period" in labels:
            begin, end = period_years(labels["period"])
            if not begin <= int(label) < end:
                return False
        elif axis in labels and labels[axis] != label:
            return False
    return True


def fill_assumptions(book: Book, subtitle: str, revision: str) -> None:
    """Write the sheet."""
    sheet, found = book.sheets[TITLE], listed(book.results)
    marked = sum(1 for row in found if row.entry is not None and row.entry.illustrative)
    columns(sheet, _HEADS)
    heading(sheet, "Aannames", subtitle, _finding(book, marked))
    names = {place: name for name, place in book.names.items()}
    rows(sheet, _HEADS, (_cells(book, row, names, revision) for row in found))
    finish(sheet, _HEADS, 3)
    sheet.print_columns = _PRINTED
    _protect(book, found)


def _finding(book: Book, marked: int) -> str:
    waits = len(book.results.waiting_for)
    parts = ["Blauw op lichtblauw mag u wijzigen; de balans rekent mee."]
    parts += [f"{marked} waarden zijn illustratief: niet voor besluiten."] if marked else []
    parts += [f"De balans wacht op {waits} waarden (amber, leeg)."] if waits else []
    return " ".join(parts)


def _cells(book: Book, row: Row, names: Mapping[str, str], revision: str) -> list[Any]:
    rule, entry, place = row.rule, row.entry, book.values[row.address]
    target = Place(place.sheet, place.column, place.row, fixed=True).seen_from("")
    return [
        rule.section if rule else "werkgelegenheid",
        rule.label_nl if rule else _noun(row.address),
        _applies(book, row.labels),
        _value(row),
        rule.unit if rule else "",
        _range(rule) if rule else "",
        Cell("wacht op waarde", "illustratief") if row.waits else _origin(entry),
        (entry.source or entry.note) if entry else _why(row),
        as_date(entry.dated) if entry else None,
        row.address,
        names[target],
        revision,
        entry.uid if entry else "",
    ]


def _noun(address: str) -> str:
    return {"jobs": "Banen"}.get(cached_parse(address).noun, address)


def _why(row: Row) -> str:
    """Say where a value that is waited for can be given."""
    if not row.waits:
        return "nog leeg"
    address = cached_parse(row.address)
    if address.noun == "forecast":
        return "in te vullen op het blad Ramingen"
    if address.noun == "measure":
        return "in te vullen op het blad Maatregelen"
    axes = row.rule.axes if row.rule else ("municipality",)
    linked = all(axis in row.labels for axis in axes)
    return "vul de waarde hier in" if linked else "in te vullen in het programma"


def _origin(entry: Entry | None) -> Cell:
    return origin_cell(entry.origin if entry else "")


def _applies(book: Book, labels: Mapping[str, str]) -> str:
    words = [_label(book, axis, label) for axis, label in labels.items()]
    return " · ".join(words)


def _label(book: Book, axis: str, label: str) -> str:
    if axis == "measure":
        frame = book.results.project.table("measures").frame
        return str(frame["name"].get(label, label))
    return axis_word(axis, label)


def _value(row: Row) -> Cell:
    if row.entry is None:
        return Cell(None, "waiting" if row.waits else "input text")
    kind = row.rule.type if row.rule else "number"
    value = row.entry.value
    shown = as_date(value) if kind == "date" else value
    return Cell(shown, f"input {_FORMATS.get(kind, 'value')}")


def _range(rule: Assumption) -> str:
    if rule.choices:
        return " | ".join(rule.choices)
    if rule.type == "year":
        return f"{number_year(rule.minimum)} tot {number_year(rule.maximum)}"
    if rule.minimum is None or rule.maximum is None:
        return ""
    return band(rule.minimum, rule.maximum, 2) if rule.maximum <= 10 else _wide(rule)


def _wide(rule: Assumption) -> str:
    return f"{number(rule.minimum)} tot {number(rule.maximum)}"


def number_year(value: float | None) -> str:
    """Return a limit without thousands point: it may be a year."""
    return "" if value is None else f"{value:g}"


def _protect(book: Book, found: list[Row]) -> None:
    """Only values within the range of the register may be typed, and years that have columns."""
    sheet, moments = book.sheets[TITLE], book.results.dimensions.moments
    limits = {
        "reference_year": (moments.reference_year, moments.reference_year),
        "horizon_year": (int(moments.register_moment) + 1, moments.horizon_year),
    }
    cells: dict[tuple[Any, ...], list[str]] = {}
    for row in found:
        if row.rule is None:
            continue
        low, high = limits.get(row.rule.key, (row.rule.minimum, row.rule.maximum))
        key = (row.rule.choices, low, high, row.rule.key if row.rule.key in limits else "")
        cells.setdefault(key, []).append(book.values[row.address].local)
    for (words, low, high, years), places in cells.items():
        message = "Waarde buiten het bereik van deze aanname."
        if years:
            message = "Dit werkboek heeft geen kolommen voor dat jaar: maak een nieuw werkboek."
        if words or (low is not None and high is not None):
            sheet.choices.append(Choice(" ".join(places), words, low, high, message))
