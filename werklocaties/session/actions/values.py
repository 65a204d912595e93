"""Values as a person writes them: a decimal point or a Dutch comma, never thousands."""

import re
from datetime import date

from werklocaties.model.address import parse
from werklocaties.model.assumptions import Value
from werklocaties.model.finding import DoorError
from werklocaties.model.registers import Assumption, Column
from werklocaties.model.vocabulary import CODES
from werklocaties.session.actions import assumptions, attributes, decisions
from werklocaties.session.session import Session
from werklocaties.session.task import Done

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")
_DUTCH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_MUNICIPALITY = re.compile(r"\d{4}")
_YES = {"ja", "yes", "waar", "true", "1"}
_NO = {"nee", "no", "onwaar", "false", "0"}


def set_text(session: Session, scenario: str, assignment: str) -> Done:
    """Set what ``ADDRESS=VALUE`` says: an assumption, a decision or an attribute.

    An empty value takes the own value back: an assumption or decision is as if never given, an
    attribute is empty.

    Raises:
        DoorError: ``assignment_unreadable``, ``address_unreadable``, ``value_unreadable``, or
            what setting itself raises.
    """
    name, value = split(assignment)
    address = parse(name)
    if decisions.is_decision(address):
        if not value:
            return decisions.reset(session, scenario, address)
        return decisions.set_value(session, scenario, address, number(value, str(address)))
    if address.uid:
        column = attributes.column_of(address)
        return attributes.set_value(session, address, for_column(column, value, str(address)))
    rule = assumptions.rule_of(address)
    if not value:
        return assumptions.reset(session, scenario, address)
    return assumptions.set_value(session, scenario, address, for_rule(rule, value, str(address)))


def split(assignment: str) -> tuple[str, str]:
    """Split at the last ``=`` that stands outside quotes.

    Example:
        >>> split("growth:sector=bouw:period=2024-2029=0,01")
        ('growth:sector=bouw:period=2024-2029', '0,01')

    Raises:
        DoorError: ``assignment_unreadable``.
    """
    at = _last_sign(assignment)
    name, value = assignment[:at].strip(), assignment[at + 1 :].strip()
    if at < 0 or not name:
        raise DoorError("assignment_unreadable", text=assignment)
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    return name, value


def _last_sign(text: str) -> int:
    found, quoted, escaped = -1, False, False
    for place, letter in enumerate(text):
        if letter == "=" and not quoted:
            found = place
        if letter == '"' and not escaped:
            quoted = not quoted
        escaped = letter == "\\" and not escaped
    return found


def number(text: str, address: str) -> float:
    """Read a number with a decimal point or comma.

    Example:
        >>> number("1.234", "x"), number("0,5", "x")
        (1.234, 0.5)

    Raises:
        DoorError: ``value_unreadable``, for thousands too.
    """
    plain = text.strip().replace("−", "-")
    if not _NUMBER.fullmatch(plain):
        raise DoorError("value_unreadable", address=address, text=text)
    return float(plain.replace(",", "."))


def for_rule(rule: Assumption, text: str, address: str) -> Value:
    """Read a value in the type of its assumption."""
    if rule.is_number:
        return number(text, address)
    if rule.type == "boolean":
        return float(_boolean(text, address))
    if rule.type == "date":
        return _day(text, address)
    if not text:
        raise DoorError("value_unreadable", address=address, text=text)
    return text


def for_column(column: Column, text: str, address: str) -> object:
    """Read a value in the type of its column; an empty text empties the cell."""
    if not text.strip():
        return None
    readers = {"real": number, "integer": _whole, "boolean": _boolean, "date": _day}
    reader = readers.get(column.type)
    if reader is not None:
        return reader(text, address)
    return _code(column, text, address) if column.values in CODES else text


def _whole(text: str, address: str) -> int:
    found = number(text, address)
    if found != int(found):
        raise DoorError("value_unreadable", address=address, text=text)
    return int(found)


def _boolean(text: str, address: str) -> bool:
    word = text.strip().lower()
    if word not in _YES | _NO:
        raise DoorError("value_unreadable", address=address, text=text)
    return word in _YES


def _day(text: str, address: str) -> str:
    """Read a date as ISO or as ``1-7-2026``."""
    dutch = _DUTCH_DAY.fullmatch(text.strip())
    iso = f"{dutch[3]}-{dutch[2]:0>2}-{dutch[1]:0>2}" if dutch else text.strip()
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError as error:
        raise DoorError("value_unreadable", address=address, text=text) from error


def _code(column: Column, text: str, address: str) -> str:
    """Read a code or one of its many names; several for a list of components."""
    codes = CODES[column.values]
    if column.values == "component":
        parts = [part.strip() for part in text.split(",")]
        return ",".join(_one_code(codes.understand(part), text, column, address) for part in parts)
    if column.values == "municipality" and _MUNICIPALITY.fullmatch(text):
        return text
    return _one_code(codes.understand(text), text, column, address)


def _one_code(code: str | None, text: str, column: Column, address: str) -> str:
    if code is None:
        choices = ", ".join(CODES[column.values].order)
        raise DoorError("value_not_a_choice", address=address, value=text, choices=choices)
    return code
