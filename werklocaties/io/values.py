"""Values of a source in the types of our columns: read what can be read, name what cannot."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np

from werklocaties.io.decimals import read
from werklocaties.io.fieldmap import FieldRule
from werklocaties.model.registers import Column
from werklocaties.model.vocabulary import CODES, fold

SECRET = frozenset({-99995, -99997, -99998, -99999, -99999999})
"""What CBS writes for secret or missing figures; never to be added up."""

_YES = {"ja", "j", "yes", "y", "true", "waar", "1", "x", "t"}
_NO = {"nee", "n", "no", "false", "onwaar", "0", "f"}
_UNKNOWN = {"onbekend", "nietbekend", "null"}
_EXCEL_ERROR = re.compile(r"#[A-ZÀ-Ý0-9/]+[!?]?")
_DATES = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})(?: .*)?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
)
_NUMBERED = re.compile(r"\d+[ .:–-]+(\D.*)")
_MUNICIPALITY = re.compile(r"(?:GM)?(\d{1,4})", re.IGNORECASE)


class UnreadableError(ValueError):
    """A value cannot be read; the message is the code of the finding."""


@dataclass(frozen=True)
class Problem:
    """One value that stays empty, or stays as it stands, with the reason."""

    row: int
    code: str
    text: str


@dataclass(frozen=True)
class Converted:
    """A column in our type, and what happened on the way."""

    values: np.ndarray
    problems: tuple[Problem, ...]


def convert(column: Column, raw: np.ndarray, rule: FieldRule, decimal: str = "") -> Converted:
    """Read the values of one field for one column; NULL stays NULL, never 0.

    Problems: ``number_unreadable``, ``number_ambiguous``, ``number_secret``,
    ``date_unreadable``, ``boolean_unreadable``, ``cell_error``, ``code_unknown`` (the value
    then stands as it stood).
    """
    if column.type == "real" and raw.dtype.kind in "fiu" and _are_plain(raw):
        return Converted(_scaled_all(raw.astype("float64"), rule.factor), ())
    reader = _reader(column, rule, decimal)
    seen: dict[object, tuple[object, str]] = {}
    values = np.empty(len(raw), dtype=object)
    problems = []
    for row, value in enumerate(map(_plain, raw.tolist())):
        key = (type(value), value)
        if key not in seen:
            seen[key] = _try(reader, value)
        values[row], code = seen[key]
        if code:
            problems.append(Problem(row, code, str(value)))
    return Converted(values, tuple(problems))


def _are_plain(raw: np.ndarray) -> bool:
    """Say whether numbers need no second look: none infinite, none that means secret."""
    return not (np.isinf(raw).any() or np.isin(raw, list(SECRET)).any())


def _plain(value: object) -> object:
    """Reduce what readers give to None, bool, int, float, text or a date."""
    if isinstance(value, np.ndarray | list | tuple):
        return "; ".join(str(item) for item in value) or None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip().strip("\x00") or None
    return value


def _try(reader: Callable[[object], tuple[object, str]], value: object) -> tuple[object, str]:
    if value is None:
        return None, ""
    try:
        if isinstance(value, bytes):
            raise UnreadableError("cell_error")
        if isinstance(value, str) and _EXCEL_ERROR.fullmatch(value):
            raise UnreadableError("cell_error")
        return reader(value)
    except UnreadableError as error:
        return None, str(error)


def _reader(
    column: Column, rule: FieldRule, decimal: str
) -> Callable[[object], tuple[object, str]]:
    if column.values:
        return lambda value: _code(column.values, rule, value)
    if column.type in ("real", "integer"):
        return lambda value: _numeric(column.type, value, rule.factor, decimal)
    if column.type == "date":
        return lambda value: (_date(value), "")
    if column.type == "boolean":
        return lambda value: (_boolean(value), "")
    return lambda value: (as_text(rule.codes.get(as_text(value), value)), "")


# --- text and codes ----------------------------------------------------------------------
def as_text(value: object) -> str:
    """Write an id or a name as text: no ``.0`` behind a number, no time behind a day.

    Example:
        >>> as_text(621.0), as_text("0664"), as_text(664)
        ('621', '0664', '664')
    """
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return str(value)


def _code(codes: str, rule: FieldRule, value: object) -> tuple[object, str]:
    text = as_text(value)
    translated = rule.codes.get(text, text)
    understood = CODES[codes].understand(translated)
    if understood is None and codes in _FALLBACKS:
        understood = _FALLBACKS[codes](translated)
    return (translated, "code_unknown") if understood is None else (understood, "")


def _municipality(text: str) -> str | None:
    """Understand a CBS code of any municipality; GM0000 is nowhere."""
    found = _MUNICIPALITY.fullmatch(text)
    return found[1].zfill(4) if found and int(found[1]) else None


def _status(text: str) -> str | None:
    """Understand a class of MOB with its number in front: "2 - Aanbod overheid"."""
    found = _NUMBERED.fullmatch(text)
    return CODES["plot_status"].understand(found[1]) if found else None


_FALLBACKS = {"municipality": _municipality, "plot_status": _status}


# --- numbers, days, yes and no -----------------------------------------------------------
def _numeric(kind: str, value: object, factor: float, decimal: str) -> tuple[object, str]:
    number = _number(value, decimal)
    if number in SECRET:
        return None, "number_secret"
    if math.isnan(number):
        return None, ""
    scaled = _scaled(number, factor)
    if kind == "real":
        return scaled, ""
    if not scaled.is_integer() or abs(scaled) >= 2**53:
        raise UnreadableError("number_unreadable")
    return int(scaled), ""


def _scaled_all(numbers: np.ndarray, factor: float) -> np.ndarray:
    divisor = _divisor(factor)
    return np.asarray(numbers / divisor if divisor else numbers * factor)


def _scaled(number: float, factor: float) -> float:
    divisor = _divisor(factor)
    return number / divisor if divisor else number * factor


def _divisor(factor: float) -> int:
    """Divide where the factor is a part of one: 236100 / 10000 is 23.61, times 0.0001 is not."""
    whole = round(1 / factor) if factor < 1 else 0
    return whole if whole and math.isclose(whole * factor, 1.0, rel_tol=1e-12) else 0


def _number(value: object, decimal: str) -> float:
    if isinstance(value, bool | date):
        raise UnreadableError("number_unreadable")
    if isinstance(value, int | float):
        number: float | None = float(value)
    else:
        number = read(str(value), decimal)
        if number is None and not decimal and read(str(value), ",") is not None:
            raise UnreadableError("number_ambiguous")
    if number is None or math.isinf(number):
        raise UnreadableError("number_unreadable")
    return number


def _date(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    for pattern in _DATES:
        if found := pattern.fullmatch(as_text(value)):
            return _checked(found)
    raise UnreadableError("date_unreadable")


def _checked(found: re.Match[str]) -> str:
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
    except ValueError:
        raise UnreadableError("date_unreadable") from None


def _boolean(value: object) -> bool | None:
    word = fold(as_text(value))
    if word in _UNKNOWN:
        return None
    if word not in _YES | _NO:
        raise UnreadableError("boolean_unreadable")
    return word in _YES


def texts(raw: np.ndarray) -> Iterable[str]:
    """Give the values that are text, for those who look for proof of a decimal separator."""
    return (value for value in map(_plain, raw.tolist()) if isinstance(value, str))
