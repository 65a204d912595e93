"""The park in which a plot lies, when its file names the park by number or by name."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from werklocaties.model.finding import Finding
from werklocaties.model.table import Table
from werklocaties.model.vocabulary import fold

_SHORTEST_WORD = 4


@dataclass(frozen=True)
class _Park:
    """A park under everything by which a file may call it."""

    uid: str
    rin: str
    name: str
    municipality: str

    @property
    def shown(self) -> str:
        return f"{self.name} ({self.municipality})"


def link_parks(
    rows: pd.DataFrame, parks: Table, layer: str = "kavels"
) -> tuple[pd.DataFrame, list[Finding]]:
    """Give plots (or issuance) the ``park_uid`` that their number or name of a park means.

    A park is known by its uid, else its RIN, else its name: case, spaces and hyphens folded, or
    some whole words of it, in the row's own municipality first. A name that means several parks
    ("Twentekanaal") or none stays empty and is reported, once per name: ``park_ambiguous``,
    ``park_unknown``.

    Example:
        >>> parks = Table.of("parks", pd.DataFrame({"uid": ["p"], "name": ["Zuid-West"]}))
        >>> plots = pd.DataFrame({"park_uid": ["ZUIDWEST"]}, index=["k1"])
        >>> link_parks(plots, parks)[0]["park_uid"].tolist()
        ['p']
    """
    if "park_uid" not in rows:
        return rows, []
    known = _known(parks)
    asked = list(zip(_texts(rows, "park_uid"), _texts(rows, "municipality"), strict=True))
    meant = {ask: _meant(*ask, known) for ask in dict.fromkeys(asked)}
    linked = [meant[ask][0].uid if len(meant[ask]) == 1 else None for ask in asked]
    series = pd.Series(linked, index=rows.index, dtype="str")
    return rows.assign(park_uid=series), list(_unlinked(asked, meant, layer))


def _texts(frame: pd.DataFrame, column: str) -> list[str]:
    if column not in frame:
        return [""] * len(frame)
    return ["" if pd.isna(value) else str(value) for value in frame[column].tolist()]


def _known(parks: Table) -> tuple[_Park, ...]:
    frame = parks.frame
    columns = [_texts(frame, name) for name in ("rin", "name", "municipality")]
    return tuple(_Park(*row) for row in zip(map(str, frame.index), *columns, strict=True))


def _meant(word: str, municipality: str, known: tuple[_Park, ...]) -> tuple[_Park, ...]:
    """Return the parks that a word may mean."""
    if not word:
        return ()
    for name in ("uid", "rin"):
        if sure := tuple(park for park in known if getattr(park, name) == word):
            return _nearer(sure, municipality)
    return _named(word, municipality, known)


def _named(word: str, municipality: str, known: tuple[_Park, ...]) -> tuple[_Park, ...]:
    """Return the parks of this name, or with these words in their name.

    A park of exactly this name wins where the municipality is known, or where no other park
    has the words: TWENTEKANAAL in Hof van Twente is not what Hengelo calls Twentekanaal.
    """
    parts = _words(word)
    alike = [
        p for p in known if _folded(p.name) == _folded(word) or (parts and parts <= _words(p.name))
    ]
    near = _nearer(tuple(alike), municipality)
    exact = tuple(park for park in near if _folded(park.name) == _folded(word))
    told_apart = bool(municipality) and all(park.municipality == municipality for park in near)
    return exact if len(exact) == 1 and told_apart else near


def _nearer(parks: tuple[_Park, ...], municipality: str) -> tuple[_Park, ...]:
    """Prefer parks in the row's own municipality, when that leaves any."""
    return tuple(park for park in parks if park.municipality == municipality) or parks


def _folded(name: str) -> str:
    return fold(name).replace(".", "")


def _words(name: str) -> frozenset[str]:
    parts = map(_folded, name.replace("-", " ").split())
    return frozenset(part for part in parts if len(part) >= _SHORTEST_WORD)


def _unlinked(
    asked: list[tuple[str, str]], meant: dict[tuple[str, str], tuple[_Park, ...]], layer: str
) -> Iterator[Finding]:
    for ask, parks in meant.items():
        if not ask[0] or len(parks) == 1:
            continue
        values: dict[str, object] = {"text": ask[0], "count": asked.count(ask)}
        if parks:
            values["parks"] = ", ".join(park.shown for park in parks)
        code = "park_ambiguous" if parks else "park_unknown"
        yield Finding(code, "warning", layer, field="terrein", values=values)
