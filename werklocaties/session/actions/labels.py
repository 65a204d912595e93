"""Labels of an address: which exist in a project, and which come nearest to one that does not."""

from collections.abc import Iterable
from difflib import get_close_matches

from werklocaties.model.address import Address
from werklocaties.model.assumptions import entries, scalar
from werklocaties.model.dimensions import Dimensions, dimensions
from werklocaties.model.finding import DoorError
from werklocaties.model.moments import Moments, period_years
from werklocaties.model.project import Project
from werklocaties.model.registers import Assumption
from werklocaties.model.vocabulary import SEGMENT, UNDIVIDED

_ANY_YEARS = Moments(2000, 2001, "2000-01-01", 1)
"""Labels of sectors, areas and segments do not hang on the years of the computation."""

FREE = ("name",)
"""Axes on which any label may stand: it makes the thing that it names."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the three known words nearest to a word, likeliest first.

    Example:
        >>> nearest("groei", ["growth", "shrinkage", "special", "option"]).split(", ")[0]
        'growth'
    """
    exact = {one.lower(): one for one in known}
    found = get_close_matches(word.lower(), list(exact), n=3, cutoff=0.0)
    return ", ".join(exact[one] for one in found)


def known_labels(project: Project, scenario_uid: str) -> Dimensions:
    """Return the labels that exist in a project for a scenario."""
    found, _ = entries(project.table("assumptions"), scenario_uid)
    return dimensions(project, scenario_uid, found, _ANY_YEARS)


def check_known(project: Project, scenario_uid: str, rule: Assumption, address: Address) -> None:
    """Refuse labels that do not exist: a value there would never be read.

    Raises:
        DoorError: ``label_unknown`` with the nearest three, ``period_unreadable``,
            ``period_outside_years``.
    """
    if not address.labels:
        return
    labels = known_labels(project, scenario_uid).labels
    for axis, label in address.labels:
        if axis == "period":
            _check_period(project, scenario_uid, label)
        elif axis not in FREE and axis in (*rule.axes, *rule.inherits):
            _check_label(axis, label, labels[axis], address)


def _check_label(axis: str, label: str, known: tuple[str, ...], address: Address) -> None:
    extra = SEGMENT.order if axis == "segment" else ()
    allowed = dict.fromkeys((*known, *extra))
    if label not in allowed:
        near = nearest(label, (one for one in allowed if one != UNDIVIDED))
        raise DoorError("label_unknown", address=str(address), axis=axis, label=label, nearest=near)


def _check_period(project: Project, scenario_uid: str, label: str) -> None:
    begin, end = period_years(label)
    found, _ = entries(project.table("assumptions"), scenario_uid)
    first, last = (scalar(key, found) for key in ("reference_year", "horizon_year"))
    if first is None or last is None:
        return
    years = int(float(first)), int(float(last))
    if end <= years[0] or begin >= years[1]:
        raise DoorError("period_outside_years", period=label, first=years[0], last=years[1])
