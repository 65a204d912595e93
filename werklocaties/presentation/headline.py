"""The finding of a balance in a few words: how its state goes through the years."""

from collections.abc import Sequence
from itertools import groupby

from werklocaties.model.vocabulary import BALANCE_STATUS
from werklocaties.presentation.styles import BALANCE_STYLES
from werklocaties.presentation.texts import language, text

MOST_TURNS = 4


def status_word(status: str | None) -> str:
    """Return the word of a state; a balance that lacks a value says so."""
    if status is None:
        return text("wacht op waarde")
    return BALANCE_STATUS.label(status, language())


def sign_and_word(status: str | None) -> str:
    """Return sign and word of a state: ``▽ krap``."""
    style = BALANCE_STYLES.get(status or "")
    return f"{style.sign} {status_word(status)}" if style else status_word(status)


def runs(statuses: Sequence[str | None]) -> list[tuple[str | None, int, int]]:
    """Return each unbroken run of a state with its first and last place.

    Example:
        >>> runs(["ruim", "ruim", "krap"])
        [('ruim', 0, 1), ('krap', 2, 2)]
    """
    found = []
    for status, group in groupby(enumerate(statuses), key=lambda item: item[1]):
        places = [place for place, _ in group]
        found.append((status, places[0], places[-1]))
    return found


def course(statuses: Sequence[str | None], years: Sequence[int]) -> str:
    """Tell how the state goes from year to year.

    Example:
        >>> course(["ruim", "krap", "tekort"], [2024, 2029, 2034])
        'ruim tot 2029, daarna krap; vanaf 2034 tekort'
    """
    parts = [(status_word(status), years[first]) for status, first, _ in runs(statuses)]
    if set(statuses) <= {None}:
        return text("wacht op waarde")
    if len(parts) == 1:
        return text("{state} tot en met {year}", state=parts[0][0], year=years[-1])
    if len(parts) > MOST_TURNS:
        return _long_course(statuses, parts, years[-1])
    (begin, _), (then, turn), *rest = parts
    words = [text("{begin} tot {year}, daarna {then}", begin=begin, year=turn, then=then)]
    words += [text("vanaf {year} {state}", year=year, state=state) for state, year in rest]
    return "; ".join(words)


def _long_course(
    statuses: Sequence[str | None], parts: Sequence[tuple[str, int]], until: int
) -> str:
    """Tell begin and end only; between them the state falls, rises or does neither."""
    ranks = [BALANCE_STATUS.order.index(s) if s else -1 for s, _, _ in runs(statuses)]
    (begin, _), (_, turn), *_, (end, since) = parts
    values = {"begin": begin, "turn": turn, "end": end, "since": since}
    if ranks == sorted(ranks, reverse=True):
        return text("{begin} tot {turn}, daarna aflopend; vanaf {since} {end}", **values)
    if ranks == sorted(ranks):
        return text("{begin} tot {turn}, daarna oplopend; vanaf {since} {end}", **values)
    return text("wisselend; {state} in {year}", state=end, year=until)
