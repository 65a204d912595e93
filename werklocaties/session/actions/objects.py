"""Objects of a table by what people call them: identity, number or name."""

from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project
from werklocaties.session.actions.labels import nearest

CALLED = {"parks": ("rin", "name"), "plots": ("plot_number",), "municipalities": ("code", "name")}
"""Columns by which an object may be named, where that is unique."""


def resolve(project: Project, table: str, word: str) -> str:
    """Return the uid of the object that a word names.

    Raises:
        DoorError: ``object_unknown`` with the nearest three; ``object_ambiguous`` when several
            objects have this number or name.
    """
    rows = project.table(table)
    if word in rows.uids:
        return word
    for column in CALLED.get(table, ()):
        values = rows.column(column)
        hits = values.index[(values == word).fillna(False).to_numpy(dtype=bool)]
        if len(hits) == 1:
            return str(hits[0])
        if len(hits) > 1:
            raise DoorError("object_ambiguous", table=table, name=word, uids=", ".join(hits[:3]))
    raise DoorError("object_unknown", table=table, name=word, nearest=_near(project, table, word))


def _near(project: Project, table: str, word: str) -> str:
    rows = project.table(table)
    names = [str(uid) for uid in rows.uids]
    for column in CALLED.get(table, ()):
        names += [str(value) for value in rows.column(column).dropna()]
    return nearest(word, names)
