"""The balance as a calm table of text: a row per market area and segment, a column per moment."""

from collections.abc import Iterator, Sequence

import numpy as np

from werklocaties.cli.waiting_list import waiting_lines
from werklocaties.model.results import Results
from werklocaties.model.vocabulary import BALANCE_STATUS, SEGMENT
from werklocaties.presentation.headline import sign_and_word
from werklocaties.presentation.numbers import UNKNOWN, ha, is_known, number
from werklocaties.presentation.numbers import day as written_day
from werklocaties.presentation.texts import language, plural, text

GAP = "  "
MARK = "*"
"""Stands behind rows that rest on an illustrative value."""

Row = tuple[str, ...]


def balance_lines(results: Results, width: int | None = None) -> Iterator[str]:
    """Write the balance: title, rows, region, and what it waits for.

    Where the table is wider than ``width`` signs stand for words, and a market area has a line of
    its own.
    """
    yield from _title(results)
    yield ""
    groups = list(np.ndindex(*results["supply"].shape[:2]))
    shown = [place for place in groups if _holds_anything(results, place)]
    moments = len(results.labels("stand")) - 1
    rows = [_head(results), *once([_row(results, place) for place in shown])]
    wide = list(aligned(rows, "<<>>" + "><" * moments + "><"))
    if width is None or max(map(len, wide)) <= width:
        yield from wide
        yield ""
    else:
        yield from aligned(list(_narrow(results, shown)), "<>" + "><" * moments + "<")
        yield ""
        yield _legend(results, shown)
    yield from _below(results, len(groups) - len(shown))
    yield from aligned(list(_region(results)), "<" + ">" * moments)
    yield from waiting_lines(results.waiting_for)


def _title(results: Results) -> Iterator[str]:
    yield text(
        "{project}, scenario {scenario}: aanbod min vraag, in hectare netto",
        project=results.project.name,
        scenario=results.scenario.name,
    )
    yield text(
        "Cumulatief vanaf peildatum {day}, stand op 1 januari; leidende methode {method}",
        day=written_day(results.dimensions.moments.register_date),
        method=str(results["leading_method"]),
    )


# --- rows --------------------------------------------------------------------------------
def _head(results: Results) -> Row:
    years = [label[:4] for label in results.labels("stand")[1:]]
    return (
        text("Marktgebied"),
        text("Segment"),
        text("aanbod"),
        text("waarvan in optie"),
        *(cell for year in years for cell in (year, "")),
        text("{year} zonder optie", year=years[-1]),
        "",
    )


def once(rows: Sequence[Row]) -> list[Row]:
    """Write the first word of a row only where it differs from the row above.

    Example:
        >>> once([("Almelo", "1"), ("Almelo", "2")])
        [('Almelo', '1'), ('', '2')]
    """
    above = ["", *(row[0] for row in rows)]
    return [
        (row[0] if row[0] != word else "", *row[1:]) for row, word in zip(rows, above, strict=False)
    ]


def _holds_anything(results: Results, place: tuple[int, int]) -> bool:
    """Say whether there is or will be any supply or need in a group, or an unknown."""
    names = ("supply", "need", "of_which_option")
    values = np.concatenate([np.ravel(results[name][place]) for name in names])
    layers = np.ravel(results["supply_by_layer"][place])
    return bool((np.nan_to_num(np.concatenate([values, layers]), nan=1.0) != 0).any())


def _row(results: Results, place: tuple[int, int]) -> Row:
    area, segment = (
        results.labels(axis)[at] for axis, at in zip(("market_area", "segment"), place, strict=True)
    )
    moments = range(1, len(results.labels("stand")))
    return (
        area,
        SEGMENT.label(segment, language()),
        number(results["supply"][(*place, 0)], 1),
        number(results["of_which_option"][(*place, 0)], 1),
        *(cell for moment in moments for cell in _cells(results, (*place, moment))),
        number(results["balance_without_option"][(*place, -1)], 1, signed=True),
        MARK if results.illustrative[place] else "",
    )


def _cells(results: Results, here: tuple[int, int, int]) -> tuple[str, str]:
    value = number(results["balance"][here], 1, signed=True)
    return value, sign_and_word(str(results["status"][here]) or None)


# --- rows of a narrow table --------------------------------------------------------------
def _narrow(results: Results, shown: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """Yield the head and the rows, with a line for each market area and signs for words."""
    years = [label[:4] for label in results.labels("stand")[1:]]
    yield (text("Segment"), text("aanbod"), *(cell for year in years for cell in (year, "")))
    area = -1
    for place in shown:
        if place[0] != area:
            area = place[0]
            yield (results.labels("market_area")[area],)
        _, segment, supply, _, *cells, _, mark = _row(results, place)
        short = (cell if n % 2 == 0 else _sign(cell) for n, cell in enumerate(cells))
        yield (GAP + segment, supply, *short, mark)


def _sign(state: str) -> str:
    """Return the sign of a state; a state that has none, as of what waits, is empty.

    Example:
        >>> _sign("▽ krap"), _sign("wacht op waarde")
        ('▽', '')
    """
    sign, _, _ = state.partition(" ")
    return sign if len(sign) == 1 else ""


def _legend(results: Results, shown: Sequence[tuple[int, int]]) -> str:
    """Write each sign that stands in the table with its word."""
    found = {str(status) for place in shown for status in results["status"][place][1:]}
    known = [status for status in BALANCE_STATUS.order if status in found]
    return "  ".join(sign_and_word(status) for status in known)


def _below(results: Results, left_out: int) -> Iterator[str]:
    if results.illustrative.any():
        yield text("{mark} rust op illustratieve waarden, niet voor besluiten", mark=MARK)
    if left_out:
        yield plural(
            "{n} combinatie zonder aanbod en zonder vraag staat niet in de tabel",
            "{n} combinaties zonder aanbod en zonder vraag staan niet in de tabel",
            left_out,
        )
    if left_out or results.illustrative.any():
        yield ""


# --- region and what is missing ----------------------------------------------------------
def _region(results: Results) -> Iterator[Row]:
    years = [label[:4] for label in results.labels("stand")[1:]]
    yield (text("Regio"), *years)
    lines = (
        (text("som van de balansen"), results["region_sum"], True),
        (text("som van de tekorten"), results["region_shortages"], True),
        (text("onverdeeld aanbod"), results["undivided_supply"][1:], False),
        (text("onverdeelde vraag"), results["undivided_need"][1:], False),
    )
    for label, values, signed in lines:
        yield (label, *(number(value, 1, signed=signed) for value in values))
    option = results["of_which_option"][..., 0].sum()
    yield (text("waarvan nu in optie"), ha(option) if is_known(option) else UNKNOWN)


# --- layout ------------------------------------------------------------------------------
def aligned(rows: Sequence[Row], sides: str) -> Iterator[str]:
    """Align rows in columns, each to the side that its sign points at.

    Example:
        >>> list(aligned([("a", "1,0"), ("bcd", "12,0")], "<>"))
        ['a     1,0', 'bcd  12,0']
    """
    full = [(*row, *[""] * (len(sides) - len(row))) for row in rows]
    widths = [max(len(row[n]) for row in full) for n in range(len(sides))]
    for row in full:
        cells = [f"{cell:{side}{w}}" for cell, side, w in zip(row, sides, widths, strict=True)]
        yield GAP.join(cells).rstrip()
