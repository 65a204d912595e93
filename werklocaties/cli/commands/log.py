"""``log``: who changed what, when, from what to what."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

import shapely

from werklocaties.cli.commands.opening import open_project
from werklocaties.cli.output import Console
from werklocaties.cli.run_json import plain
from werklocaties.io.project_file import Entry
from werklocaties.model.changes import GONE, UNKNOWN, Change
from werklocaties.model.project import Project
from werklocaties.model.registers import ASSUMPTIONS, TABLES, Column
from werklocaties.model.vocabulary import CODES
from werklocaties.presentation.numbers import day
from werklocaties.presentation.numbers import year as written_year
from werklocaties.presentation.sentences.words import as_words, table_label
from werklocaties.presentation.texts import language, plural, text
from werklocaties.session.actions.log import Told, show
from werklocaties.session.session import Session

MOST_CHANGES = 50
"""Changes of one revision that are written out; the rest is counted."""

NAMES = ("address", "name", "plot_number", "bag_id")
"""Columns by which people call an object, the best first."""


def log(args: Namespace, console: Console, session: Session) -> int:
    """Print the history of a project, the newest revision first."""
    open_project(session, console, args.project)
    told = session.start(show(session, args.project, args.object)).result()
    entries = told.entries if isinstance(told, Told) else ()
    if console.json:
        console.give({"revisions": [_entry_json(entry) for entry in entries]})
        return 0
    if not entries:
        console.say(text("Geen wijzigingen gevonden."))
    for entry in reversed(entries):
        _print_entry(console, entry, session.project)
    return 0


def _print_entry(console: Console, entry: Entry, project: Project) -> None:
    revision = entry.revision
    when = f"{day(revision.when.date())} {revision.when:%H:%M} UTC"
    console.say(f"{when}  {revision.author}  {revision.id[:8]}")
    console.say(f"    {revision.message}")
    for change in entry.changes[:MOST_CHANGES]:
        console.say(f"    - {change_line(change, project)}")
    if len(entry.changes) > MOST_CHANGES:
        more = len(entry.changes) - MOST_CHANGES
        words = plural(
            "… en nog {n} wijziging; --json geeft alles",
            "… en nog {n} wijzigingen; --json geeft alles",
            more,
        )
        console.say(f"    {words}")
    if not entry.changes:
        console.say("    " + text("(eerste stand, of geen bekende wijziging in de gegevens)"))


def change_line(change: Change, project: Project) -> str:
    """Write one change: table, object, what, from what to what."""
    place = f"{table_label(change.table)} {_called(change, project)}"
    if change.is_insert:
        return f"{place}: " + text("toegevoegd")
    if change.is_delete:
        return f"{place}: " + text("verwijderd")
    column = TABLES[change.table].column(change.attribute)
    label = column.label_nl if language() == "nl" else column.label_en
    year = _is_year(change.table, _called(change, project), column)
    values = {"old": _word(change.old, column, year), "new": _word(change.new, column, year)}
    return f"{place}, {label}: " + text("was {old}, wordt {new}", **values)


def _called(change: Change, project: Project) -> str:
    """Return what people call the object, as it is or as it was; else its uid."""
    row = next((side for side in (change.new, change.old) if isinstance(side, Mapping)), None)
    table = project.table(change.table)
    if row is None and change.uid in table.uids:
        row = {name: plain(table.frame.at[change.uid, name]) for name in _named(table.name)}
    if row is None:
        return change.uid
    name = next((str(row[name]) for name in _named(change.table) if row.get(name)), change.uid)
    value = row.get("value", row.get("text")) if change.is_insert else None
    if value is None:
        return name
    year = _is_year(change.table, name, TABLES[change.table].column("value"))
    return f"{name} = {_word(value, TABLES[change.table].column('value'), year)}"


def _is_year(table: str, name: str, column: Column) -> bool:
    """Say whether a number is a year, which has no point for thousands."""
    if column.name != "value":
        return column.unit == "jaar"
    rule = ASSUMPTIONS.get(name)
    return table == "decisions" or (rule is not None and rule.type == "year")


def _named(table: str) -> list[str]:
    return [
        name for name in ("address", "name", "plot_number", "bag_id") if TABLES[table].has(name)
    ]


def _word(value: object, column: Column, is_year: bool) -> str:
    """Write one side of a change, a code by its label."""
    if value is UNKNOWN:
        return text("onbekend")
    if isinstance(value, shapely.Geometry):
        corners = int(shapely.get_num_coordinates(value))
        return plural("vlak met {n} punt", "vlak met {n} punten", corners)
    if is_year and isinstance(value, int | float) and not isinstance(value, bool):
        return written_year(value)
    if isinstance(value, bool):
        return text("ja") if value else text("nee")
    if column.values in CODES and isinstance(value, str):
        return CODES[column.values].label(value, language())
    return text("leeg") if value is None else as_words(value)


# --- json ----------------------------------------------------------------------------------
def _entry_json(entry: Entry) -> dict[str, Any]:
    revision = entry.revision
    return {
        "revision": revision.id,
        "parents": list(revision.parents),
        "author": revision.author,
        "time": revision.when.isoformat(),
        "message": revision.message,
        "hash": revision.hash,
        "changes": [_change_json(change) for change in entry.changes],
    }


def _change_json(change: Change) -> dict[str, Any]:
    kind = "insert" if change.is_insert else "delete" if change.is_delete else "update"
    return {
        "table": change.table,
        "uid": change.uid,
        "kind": kind,
        "attribute": change.attribute,
        "old": _side(change.old),
        "old_known": change.old is not UNKNOWN,
        "new": _side(change.new),
    }


def _side(value: object) -> Any:
    if value is GONE or value is UNKNOWN:
        return None
    if isinstance(value, shapely.Geometry):
        return shapely.to_wkt(value, rounding_precision=3)
    if isinstance(value, Mapping):
        return {name: _side(cell) for name, cell in value.items()}
    return plain(value)
