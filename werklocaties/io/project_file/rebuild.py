"""The state of any revision, from the log, by the merge rule with that one head.

Per cell (table, uid, attribute): K = the revision and its ancestors; W = rows of K for the
cell, plus every coming or going of the object (that writes all attributes); M = rows of W
that no other row of W knows (a row knows what its revision descends from). No W: the old
value of the first row outside K, else what the table holds. Source: ``files.md``, Merging.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

import shapely

from werklocaties.io.project_file.revisions import Logged, Revision
from werklocaties.model.changes import GONE, UNKNOWN, WHOLE, Change, apply, rows
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project
from werklocaties.model.registers import TABLES

Ancestry = Mapping[str, int]
"""Per revision a set of bits: itself and every revision it descends from."""


def ancestry(revisions: Sequence[Revision]) -> Ancestry:
    """Return what each revision knows; a parent that is not in the file counts as unknown.

    Raises:
        DoorError: ``log_damaged`` when revisions descend from themselves.
    """
    known: dict[str, int] = {}
    waiting = {revision.id: revision for revision in revisions}
    bits = {revision.id: 1 << at for at, revision in enumerate(revisions)}
    while waiting:
        ready = [r for r in waiting.values() if not any(p in waiting for p in r.parents)]
        if not ready:
            raise DoorError("log_damaged")
        for revision in ready:
            known[revision.id] = bits[revision.id]
            for parent in revision.parents:
                known[revision.id] |= known.get(parent, 0)
            del waiting[revision.id]
    return known


class _Rule:
    """The rule for one head: which rows count, and which of them have the last word."""

    def __init__(self, revisions: Sequence[Revision], head: str) -> None:
        self._bits = {revision.id: 1 << at for at, revision in enumerate(revisions)}
        self._ancestry = ancestry(revisions)
        self._head = self._ancestry[head]

    def counts(self, row: Logged) -> bool:
        return bool(self._bits.get(row.revision, 0) & self._head)

    def _knows(self, later: Logged, earlier: Logged) -> bool:
        other = later.revision != earlier.revision
        return other and bool(self._ancestry[later.revision] & self._bits[earlier.revision])

    def value(
        self, written: Sequence[Logged], of: Callable[[object], object], now: object
    ) -> object:
        """Return the value of one cell from the rows that write it, in order."""
        inside = [row for row in written if self.counts(row)]
        if not inside:
            return of(written[0].change.old) if written else now
        last = [m for m in inside if not any(self._knows(q, m) for q in inside)]
        values = [of(row.change.new) for row in last]
        if any(not same(values[0], value) for value in values[1:]):
            raise DoorError("log_damaged")
        return values[0]


def same(one: object, other: object) -> bool:
    """Say whether two cells hold the same; geometry counts by its bytes."""
    if isinstance(one, shapely.Geometry) and isinstance(other, shapely.Geometry):
        return bool(shapely.to_wkb(one) == shapely.to_wkb(other))
    return type(one) is type(other) and one == other


def _existence(side: object) -> object:
    return GONE if side is GONE else WHOLE


def _cell_of(name: str) -> Callable[[object], object]:
    def cell(side: object) -> object:
        if isinstance(side, Mapping):
            return side.get(name)
        return side

    return cell


def _object_changes(
    rule: _Rule, table: str, uid: str, written: list[Logged], now: Mapping[str, object] | None
) -> Iterator[Change]:
    """Yield what must change so that one object is as it was."""
    wanted = _wanted(rule, table, written, now)
    whole = [row for row in written if row.change.attribute == WHOLE]
    if rule.value(whole, _existence, GONE if now is None else WHOLE) is GONE:
        if now is not None:
            yield Change(table, uid, WHOLE, now, GONE)
        return
    if now is None:
        yield Change(table, uid, WHOLE, GONE, wanted)
        return
    for name, value in wanted.items():
        if not same(now.get(name), value):
            yield Change(table, uid, name, now.get(name), value)


def _wanted(
    rule: _Rule, table: str, written: list[Logged], now: Mapping[str, object] | None
) -> dict[str, object]:
    """Return the attributes that these rows write as they were; a cell nobody knows as it is."""
    held = now or {}
    wanted = {}
    for name in _attributes(table, written):
        rows = [row for row in written if row.change.attribute in (name, WHOLE)]
        value = rule.value(rows, _cell_of(name), GONE if now is None else held.get(name))
        wanted[name] = held.get(name) if value is UNKNOWN else value
    return wanted


def _attributes(table: str, written: Sequence[Logged]) -> list[str]:
    """Return the attributes that these rows write; a whole row writes them all."""
    named = {row.change.attribute for row in written}
    names = [name for name in TABLES[table].names if name != "uid"]
    return names if WHOLE in named else [name for name in names if name in named]


def _key(row: Logged) -> tuple[str, str]:
    return row.change.table, row.change.uid


def state_at(
    project: Project, revisions: Sequence[Revision], log: Sequence[Logged], head: str
) -> Project:
    """Return the project as it was at a revision (what is not in the log as it is here).

    Raises:
        DoorError: ``unknown_revision``, ``log_damaged``.
    """
    if head not in {revision.id for revision in revisions}:
        raise DoorError("unknown_revision", revision=head)
    rule = _Rule(revisions, head)
    known = {revision.id for revision in revisions}
    ordered = sorted((row for row in log if row.revision in known), key=_key)
    held = _held(project, ordered)
    changes = [
        change
        for key, group in groupby(ordered, key=_key)
        for change in _object_changes(rule, *key, list(group), held.get(key))
    ]
    return apply(project, changes)


def _held(project: Project, log: Sequence[Logged]) -> dict[tuple[str, str], Mapping[str, object]]:
    """Return the rows that the log speaks of, as the project holds them."""
    found = {}
    for name, group in groupby(log, key=lambda row: row.change.table):
        table = project.table(name)
        uids = {row.change.uid for row in group}
        for uid, row in rows(table, table.uids[table.uids.isin(uids)]):
            found[name, uid] = row
    return found
