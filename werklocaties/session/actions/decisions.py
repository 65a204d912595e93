"""Decisions on plans and plots of a scenario: set a year."""

from werklocaties.model.address import Address
from werklocaties.model.decisions import ATTRIBUTES, YEARS
from werklocaties.model.finding import DoorError
from werklocaties.presentation.texts import text
from werklocaties.session.actions import assumptions
from werklocaties.session.actions.assumptions import with_value
from werklocaties.session.actions.limits import YEAR, keep_within
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
            nearest three, ``value_refused`` out of range, ``value_unreadable`` for what is no
            year.
    """
    if not is_decision(address):
        known = ", ".join(ATTRIBUTES.get(address.noun, ATTRIBUTES["plan"]))
        raise DoorError("address_unknown", address=str(address), nearest=known)
    uid = resolve(session.project, TABLES_OF[address.noun], address.uid)
    exact = Address(address.noun, uid=uid, attribute=address.attribute)
    keep_within(str(exact), year, YEARS, YEAR)
    if year != int(year):
        raise DoorError("value_unreadable", address=str(exact), text=f"{year:g}".replace(".", ","))
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


def reset(session: Session, scenario: str, address: Address) -> Done:
    """Take a decision back: the plan or plot follows its own data again.

    Raises:
        DoorError: ``unknown_scenario``, ``object_unknown`` with the nearest three.
    """
    uid = resolve(session.project, TABLES_OF[address.noun], address.uid)
    exact = Address(address.noun, uid=uid, attribute=address.attribute)
    return assumptions.reset(session, scenario, exact, "decisions")
