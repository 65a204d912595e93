"""The axes of a computation: which sectors, areas, segments, years and groups there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.model.assumptions import Entry
from werklocaties.model.moments import Moments
from werklocaties.model.project import Project
from werklocaties.model.table import Table
from werklocaties.model.vocabulary import SEGMENT, UNDIVIDED, WEIGHTED_LAYERS

METHODS: tuple[str, ...] = ("D1", "D2", "D4")
"""Demand methods that can lead."""

STATUSES: tuple[str, ...] = ("tekort", "krap", "in_balans", "ruim")
"""Statuses with an upper bound, in order."""

COMPONENTS: tuple[str, ...] = ("expansion", "replacement", "special", "friction", "iron")
"""Components that a method or forecast may include."""


@dataclass(frozen=True, eq=False)
class Dimensions:
    """Labels of all axes but the supply items."""

    moments: Moments
    sectors: tuple[str, ...]
    municipalities: tuple[str, ...]
    market_areas: tuple[str, ...]
    segments: tuple[str, ...]
    measures: tuple[str, ...]
    names: tuple[str, ...]
    forecasts: tuple[str, ...]
    forecast_rows: tuple[str, ...]
    issue_years: tuple[int, ...]
    area_of: Mapping[str, str]

    @cached_property
    def labels(self) -> dict[str, tuple[str, ...]]:
        """Labels per axis of assumptions."""
        return {
            "sector": self.sectors,
            "municipality": self.municipalities,
            "market_area": self.market_areas,
            "segment": self.segments,
            "measure": self.measures,
            "name": self.names,
            "forecast": self.forecasts,
            "layer": WEIGHTED_LAYERS,
            "status": STATUSES,
        }

    @cached_property
    def axes(self) -> dict[str, tuple[str, ...]]:
        """Labels per axis of terms."""
        moments = self.moments
        return self.labels | {
            "year": tuple(str(year) for year in moments.years),
            "stock_year": tuple(str(year) for year in moments.stock_years),
            "issue_year": tuple(str(year) for year in self.issue_years),
            "stand": moments.stands,
            "period": moments.periods,
            "method": METHODS,
            "component": COMPONENTS,
            "forecast_row": self.forecast_rows,
        }

    @cached_property
    def in_area(self) -> NDArray[np.float64]:
        """1 where the municipality lies in the market area, municipality x market_area."""
        homes = np.array([self.area_of.get(m, UNDIVIDED) for m in self.municipalities])
        inside: NDArray[np.float64] = (homes[:, None] == np.array(self.market_areas)).astype(float)
        return inside

    @cached_property
    def divided(self) -> NDArray[np.float64]:
        """1 for groups with a market area and a segment, market_area x segment."""
        areas = np.array(self.market_areas) != UNDIVIDED
        segments = np.array(self.segments) != UNDIVIDED
        both: NDArray[np.float64] = (areas[:, None] & segments[None, :]).astype(float)
        return both

    @property
    def groups(self) -> tuple[int, int]:
        """Number of market areas and of segments, the undivided ones included."""
        return len(self.market_areas), len(self.segments)

    def same(self, other: "Dimensions") -> bool:
        """Say whether both have the same labels on every axis."""
        return all(getattr(self, one.name) == getattr(other, one.name) for one in fields(self))

    def group_of(self, areas: Iterable[str], segments: Iterable[str]) -> NDArray[np.intp]:
        """Number of the group (market area x segment) for pairs of labels."""
        area = {label: n for n, label in enumerate(self.market_areas)}
        segment = {label: n for n, label in enumerate(self.segments)}
        width, last = len(self.segments), (len(self.market_areas) - 1, len(self.segments) - 1)
        return np.array(
            [
                area.get(a, last[0]) * width + segment.get(s, last[1])
                for a, s in zip(areas, segments, strict=True)
            ],
            dtype=np.intp,
        )


def area_of_municipality(municipalities: Table) -> dict[str, str]:
    """Market area by municipality code; municipalities without one are left out."""
    frame = municipalities.frame
    known = frame[frame["market_area"].notna()]
    return dict(zip(known["code"].astype(str), known["market_area"].astype(str), strict=True))


def _distinct(*series: pd.Series) -> set[str]:
    return {str(value) for column in series for value in column.dropna().unique()}


GIVEN_AXES = ("sector", "segment", "name")
"""Axes to which a value of the scenario may add a label."""

READ_TABLES = (
    "plots",
    "parks",
    "municipalities",
    "jobs",
    "issuance",
    "forecasts",
    "measures",
)
"""Tables from which the labels come."""


def given_labels(found: Mapping[str, Entry]) -> tuple[tuple[str, ...], ...]:
    """Labels that stand in the addresses of the values, in order, per axis of ``GIVEN_AXES``."""
    sets: dict[str, set[str]] = {axis: set() for axis in GIVEN_AXES}
    for entry in found.values():
        for axis, label in entry.address.labels:
            if axis in sets:
                sets[axis].add(label)
    return tuple(tuple(sorted(labels)) for labels in sets.values())


def _segments(used: set[str]) -> tuple[str, ...]:
    known = [code for code in SEGMENT.order if code in used]
    return (*known, *sorted(used - {*known, UNDIVIDED}), UNDIVIDED)


def own_measures(measures: Table, scenario_uid: str) -> pd.DataFrame:
    """Measures that hold in a scenario: those of the project and its own."""
    frame = measures.frame
    return frame[frame["scenario_uid"].fillna("").isin(["", scenario_uid])]


def dimensions_of(
    tables: tuple[Table, ...],
    scenario_uid: str,
    given: tuple[tuple[str, ...], ...],
    moments: Moments,
) -> Dimensions:
    """Gather the labels of all axes.

    Args:
        tables: those of ``READ_TABLES``, in that order.
        scenario_uid: whose measures hold.
        given: what ``given_labels`` found.
        moments: years and periods.
    """
    plots, parks, municipalities, jobs, issuance, forecasts, measures = tables
    sectors, segments, names = (set(labels) for labels in given)
    with_segment = (table.column("segment") for table in (plots, parks, issuance, forecasts))
    area_of = area_of_municipality(municipalities)
    years = sorted(int(year) for year in issuance.column("year").dropna().unique())
    codes = _distinct(municipalities.column("code"), jobs.column("municipality"))
    return Dimensions(
        moments=moments,
        sectors=tuple(sorted(_distinct(jobs.column("sector")) | sectors)),
        municipalities=tuple(sorted(codes)),
        market_areas=(*sorted(set(area_of.values())), UNDIVIDED),
        segments=_segments(_distinct(*with_segment) | segments),
        measures=tuple(sorted(own_measures(measures, scenario_uid).index)),
        names=tuple(sorted(names)),
        forecasts=tuple(sorted(_distinct(forecasts.column("name")))),
        forecast_rows=tuple(forecasts.uids),
        issue_years=tuple(years),
        area_of=area_of,
    )


def dimensions(
    project: Project, scenario_uid: str, found: Mapping[str, Entry], moments: Moments
) -> Dimensions:
    """Gather the labels of all axes from the project's tables and the scenario's values."""
    tables = tuple(project.table(name) for name in READ_TABLES)
    return dimensions_of(tables, scenario_uid, given_labels(found), moments)
