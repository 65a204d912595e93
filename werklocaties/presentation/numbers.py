"""Dutch numbers, out and in.

Out: ``1.234,5 ha``, a true minus, signed balances, years without point, ``–`` for unknown.
In: comma and point both, and a question where ``1.234`` could mean two things.

Numbers are written the Dutch way in every language: what is printed, mailed and typed in one
region must not change with the words around it.
"""

import math
import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from numbers import Real

UNKNOWN = "–"
MINUS = "−"
NO_BREAK_SPACE = "\u00a0"

_TO_DUTCH = str.maketrans(",.", ".,")


# --- out ---------------------------------------------------------------------------------
def is_known(value: object) -> bool:
    """Say whether there is a number at all: None, NaN and pandas' NA are unknown."""
    return isinstance(value, Real) and math.isfinite(value)


def number(value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
    """Write a number with points between thousands and a decimal comma.

    Rounds half away from zero, as Excel does; what rounds to zero has no sign.

    Example:
        >>> number(1234.5, 1), number(-5.2, 1), number(7.8, 1, signed=True), number(None)
        ('1.234,5', '−5,2', '+7,8', '–')
    """
    if value is None or not is_known(value):
        return UNKNOWN
    exact = Decimal(repr(float(value)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + f"{abs(rounded):,.{decimals}f}".translate(_TO_DUTCH)


def with_unit(digits: str, unit: str) -> str:
    """Put the unit behind a written number; unknown has none."""
    return digits if digits == UNKNOWN or not unit else f"{digits}{NO_BREAK_SPACE}{unit}"


def ha(value: float | None) -> str:
    """Write an area in hectares: ``1.234,5 ha``."""
    return with_unit(number(value, 1), "ha")


def plot_ha(value: float | None) -> str:
    """Write the area of a plot in hectares: ``0,73 ha``."""
    return with_unit(number(value, 2), "ha")


def balance(value: float | None, unit: str = "ha") -> str:
    """Write a balance with its sign: ``+7,8 ha``, ``−5,2 ha``."""
    return with_unit(number(value, 1, signed=True), unit)


def m2(value: float | None) -> str:
    """Write an area in whole square metres: ``7.320 m²``."""
    return with_unit(number(value), "m²")


def price(value: float | None) -> str:
    """Write a price of land in whole euros: ``€ 155/m²``."""
    digits = number(value)
    return digits if digits == UNKNOWN else f"€{NO_BREAK_SPACE}{digits}/m²"


def percent(share: float | None, decimals: int = 0) -> str:
    """Write a share in 0..1 as percentage: ``12%``."""
    digits = number(None if share is None else share * 100, decimals)
    return digits if digits == UNKNOWN else f"{digits}%"


def band(low: float | None, high: float | None, decimals: int = 1) -> str:
    """Write a range: ``0,7–15,0``; with ``tot`` where a minus would be lost beside the dash."""
    ends = number(low, decimals), number(high, decimals)
    between = " tot " if MINUS in "".join(ends) else UNKNOWN
    return UNKNOWN if UNKNOWN in ends else between.join(ends)


def year(value: float | None) -> str:
    """Write a year, without point: ``2036``."""
    return UNKNOWN if value is None or not is_known(value) else str(int(value))


def day(value: date | str | None) -> str:
    """Write a date, given as such or as ISO text: ``1-7-2026``."""
    if not isinstance(value, date | str) or not value:
        return UNKNOWN
    on = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{on.day}-{on.month}-{on.year}"


def rd(x: float, y: float) -> str:
    """Write a place in the national grid, without points: ``RD 248912, 474356``."""
    return f"RD {x:.0f}, {y:.0f}"


def scale(denominator: float) -> str:
    """Write the scale of a map: ``1:5.000``."""
    return f"1:{number(denominator)}"


# --- in ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Number:
    """What was typed is this number."""

    value: float


@dataclass(frozen=True)
class Ambiguous:
    """What was typed can be two numbers: with a decimal separator, or in thousands."""

    decimal: float
    thousands: float

    @property
    def readings(self) -> tuple[str, str]:
        """Both readings, written so that they cannot be mistaken for each other."""
        return number(self.decimal, 3), number(self.thousands).replace(".", NO_BREAK_SPACE)


@dataclass(frozen=True)
class Empty:
    """Nothing was typed, or our own sign for unknown: empty stays empty."""


@dataclass(frozen=True)
class NotANumber:
    """What was typed is no number in any reading."""

    text: str


Reading = Number | Ambiguous | Empty | NotANumber

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_MINUSES = re.compile("[−–]")
_SHAPE = re.compile(r"(?P<sign>[+-]?) ?(?P<digits>[0-9., ]*[0-9])")
_SPACED = re.compile(r"[0-9]{1,3}( [0-9]{3})+([.,][0-9]+)?")
_PLAIN = re.compile(r"[0-9]*([.,][0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(([.,])[0-9]{3})(\2[0-9]{3})*")
_MIXED = re.compile(r"([1-9][0-9]{0,2}([.,])[0-9]{3}(?:\2[0-9]{3})*)(?!\2)[.,]([0-9]+)")


def read_number(text: str) -> Reading:
    """Read a number as typed or pasted, with comma or point.

    One separator followed by 1, 2 or more than 3 digits, or preceded by 0 alone, is a decimal
    one. ``1.234`` and ``1,234`` are ambiguous. With two kinds the last one is the decimal one.

    Example:
        >>> read_number("1.234,5"), read_number("0.5"), read_number("1.234")
        (Number(value=1234.5), Number(value=0.5), Ambiguous(decimal=1.234, thousands=1234.0))
    """
    plain = _MINUSES.sub("-", _SPACES.sub(" ", text).strip())
    if plain in ("", "-", "onbekend"):
        return Empty()
    shape = _SHAPE.fullmatch(plain)
    reading = _read_digits(shape["digits"]) if shape else ()
    values = tuple(float(f"{shape['sign']}{digits}") for digits in reading) if shape else ()
    if not values or not all(map(math.isfinite, values)):
        return NotANumber(text)
    return Number(values[0]) if len(values) == 1 else Ambiguous(*values)


def _read_digits(digits: str) -> tuple[str, ...]:
    """Give the readings of unsigned digits, in Python's notation; none when it is no number."""
    if _SPACED.fullmatch(digits):
        return (_decimal(digits.replace(" ", "")),)
    if mixed := _MIXED.fullmatch(digits):
        return (f"{_bare(mixed[1])}.{mixed[3]}",)
    if grouped := _GROUPED.fullmatch(digits):
        return (_bare(digits),) if grouped[3] else (_decimal(digits), _bare(digits))
    return (_decimal(digits),) if _PLAIN.fullmatch(digits) else ()


def _decimal(digits: str) -> str:
    return digits.replace(",", ".")


def _bare(digits: str) -> str:
    return re.sub("[.,]", "", digits)
