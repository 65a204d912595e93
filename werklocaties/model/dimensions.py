"""The axes of a computation: which sectors, areas, segments, years and groups there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.model.assumptions import Entry
from werklocaties.model.moments import Moments
from werklocaties.model.project import Project
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


def area_of_municipality(project: Project) -> dict[str, str]:
    """Market area by municipality code; municipalities without one are left out."""
    frame = project.table("municipalities").frame
    known = frame[frame["market_area"].notna()]
    return dict(zip(known["code"].astype(str), known["market_area"].astype(str), strict=True))


def _distinct(*series: pd.Series) -> set[str]:
    return {str(value) for column in series for value in column.dropna().unique()}


def _labels(found: Mapping[str, Entry], axis: str) -> set[str]:
    given = (entry.address.by_axis.get(axis) for entry in found.values())
    return {label for label in given if label is not None}


def _segments(project: Project, found: Mapping[str, Entry]) -> tuple[str, ...]:
    tables = ("plots", "parks", "issuance", "forecasts")
    used = _distinct(*(project.table(name).column("segment") for name in tables))
    used |= _labels(found, "segment")
    used.discard(UNDIVIDED)
    known = [code for code in SEGMENT.order if code in used]
    return (*known, *sorted(used - set(known)), UNDIVIDED)


def _municipalities(project: Project) -> tuple[str, ...]:
    codes = _distinct(
        project.table("municipalities").column("code"),
        project.table("jobs").column("municipality"),
    )
    return tuple(sorted(codes))


def own_measures(project: Project, scenario_uid: str) -> pd.DataFrame:
    """Measures that hold in a scenario: those of the project and its own."""
    frame = project.table("measures").frame
    return frame[frame["scenario_uid"].fillna("").isin(["", scenario_uid])]


def dimensions(
    project: Project, scenario_uid: str, found: Mapping[str, Entry], moments: Moments
) -> Dimensions:
    """Gather the labels of all axes from the project's tables and the scenario's values."""
    area_of = area_of_municipality(project)
    issuance, forecasts = project.table("issuance"), project.table("forecasts")
    years = sorted(int(year) for year in issuance.column("year").dropna().unique())
    return Dimensions(
        moments=moments,
        sectors=tuple(
            sorted(_distinct(project.table("jobs").column("sector")) | _labels(found, "sector"))
        ),
        municipalities=_municipalities(project),
        market_areas=(*sorted(set(area_of.values())), UNDIVIDED),
        segments=_segments(project, found),
        measures=tuple(sorted(own_measures(project, scenario_uid).index)),
        names=tuple(sorted(_labels(found, "name"))),
        forecasts=tuple(sorted(_distinct(forecasts.column("name")))),
        forecast_rows=tuple(forecasts.uids),
        issue_years=tuple(years),
        area_of=area_of,
    )
