"""Decisions on plans and plots of a scenario: set a year."""

from werklocaties.model.address import Address
from werklocaties.model.decisions import ATTRIBUTES, YEARS
from werklocaties.model.finding import DoorError
from werklocaties.presentation.texts import text
from werklocaties.session.actions.assumptions import with_value
from werklocaties.session.actions.objects import resolve
from werklocaties.session.session import Session
from werklocaties.session.task import Done

TABLES_OF = {"plan": "parks", "plot": "plots"}


def is_decision(address: Address) -> bool:
    """Say whether an address names something that a scenario decides."""
    return address.attribute in ATTRIBUTES.get(address.noun, ())


def set_value(session: Session, scenario: str, address: Address, year: float) -> Done:
    """Decide the year in which something takes effect, on 1 January.

    Raises:
        DoorError: ``unknown_scenario``, ``address_unknown``, ``object_unknown`` with the
            nearest three, ``value_refused`` for what is no year or out of range.
    """
    if not is_decision(address):
        known = ", ".join(ATTRIBUTES.get(address.noun, ATTRIBUTES["plan"]))
        raise DoorError("address_unknown", address=str(address), nearest=known)
    uid = resolve(session.project, TABLES_OF[address.noun], address.uid)
    exact = Address(address.noun, uid=uid, attribute=address.attribute)
    if not YEARS[0] <= year <= YEARS[1] or year != int(year):
        limits = {"minimum": int(YEARS[0]), "maximum": int(YEARS[1]), "unit": "jaar"}
        raise DoorError("value_refused", address=str(exact), value=year, **limits)
    project = with_value(
        session.project,
        session.project.scenario(scenario).uid,
        exact,
        float(year),
        "eigen",
        "",
        session.services.clock(),
        "decisions",
    )
    session.apply(text("{address} gewijzigd", address=str(exact)), project)
    return Done()
