"""Time: dates as years with decimals, years, periods and the moments of the balance."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from werklocaties.model.finding import DoorError

NEVER = 9999.0
"""Year that stands for 'no end'."""

ALWAYS = 0.0
"""Year that stands for 'from the beginning'."""


def decimal_year(text: str) -> float:
    """Read an ISO date as year with decimals, by month: 1 July is half a year.

    Example:
        >>> decimal_year("2020-07-01")
        2020.5
    """
    day = date.fromisoformat(text)
    return day.year + (day.month - 1) / 12 + (day.day - 1) / (12 * 31)


def first_new_year(text: str) -> float:
    """Return the year of the first 1 January on or after an ISO date.

    Example:
        >>> first_new_year("2028-12-31"), first_new_year("2029-01-01")
        (2029.0, 2029.0)
    """
    day = date.fromisoformat(text)
    return float(day.year + ((day.month, day.day) != (1, 1)))


def period_years(label: str) -> tuple[int, int]:
    """Read the label of a half-open period, such as ``2024-2029``.

    Raises:
        DoorError: ``period_unreadable``.
    """
    parts = label.split("-")
    if len(parts) != 2 or not all(part.isdigit() and len(part) == 4 for part in parts):
        raise DoorError("period_unreadable", period=label)
    begin, end = int(parts[0]), int(parts[1])
    if begin >= end:
        raise DoorError("period_unreadable", period=label)
    return begin, end


@dataclass(frozen=True)
class Moments:
    """The years of the forecast and the moments at which the balance is struck.

    Example:
        >>> Moments(2024, 2034, "2024-01-01", 5).periods
        ('2024-2029', '2029-2034')
    """

    reference_year: int
    horizon_year: int
    register_date: str
    period_years: int

    @property
    def register_moment(self) -> float:
        """Register date as year with decimals."""
        return decimal_year(self.register_date)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years in which demand flows: t0 up to and including T - 1."""
        return tuple(range(self.reference_year, self.horizon_year))

    @cached_property
    def stock_years(self) -> tuple[int, ...]:
        """Years on whose 1 January a stock holds: t0 up to and including T."""
        return tuple(range(self.reference_year, self.horizon_year + 1))

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Years on whose 1 January a period ends."""
        steps = range(self.reference_year + self.period_years, self.horizon_year, self.period_years)
        return (*(year for year in steps if year > self.register_moment), self.horizon_year)

    @cached_property
    def stands(self) -> tuple[str, ...]:
        """Moments of the balance as ISO dates: the register date, then the end of each period."""
        return (self.register_date, *(f"{year:04d}-01-01" for year in self.ends))

    @cached_property
    def state_years(self) -> NDArray[np.float64]:
        """Year whose state counts at each moment: the year before it, at the register its own."""
        return np.array([int(self.register_moment), *(year - 1 for year in self.ends)], dtype=float)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """Labels of the periods, half-open."""
        begins = (int(self.register_moment), *self.ends)
        return tuple(f"{b:04d}-{e:04d}" for b, e in zip(begins, self.ends, strict=False))

    @cached_property
    def year_in_period(self) -> NDArray[np.float64]:
        """1 where the flow year lies in the period, year x period.

        Years before the register date stand in the first period, where they are settled.
        """
        years = np.array(self.years)[:, None]
        ends = np.array(self.ends)[None, :]
        begins = np.array([-np.inf, *self.ends[:-1]])[None, :]
        return ((years >= begins) & (years < ends)).astype(float)
