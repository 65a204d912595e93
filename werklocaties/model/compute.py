"""The recipe: from a project and a scenario to results, recomputing only what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from werklocaties.model.assumptions import Entry, Resolved, Spreader, Value, entries, scalar
from werklocaties.model.checks import check_engine
from werklocaties.model.checks_supply import check_supply
from werklocaties.model.decisions import Decisions, decisions
from werklocaties.model.dimensions import READ_TABLES, Dimensions, dimensions_of, given_labels
from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.gather import (
    Inputs,
    of_assumptions,
    of_forecasts,
    of_issuance,
    of_items,
    of_jobs,
    of_measures,
    of_methods,
    of_moments,
    of_scalars,
)
from werklocaties.model.items import Items, supply_items, undecided_items
from werklocaties.model.moments import Moments, decimal_year
from werklocaties.model.origins import MARKED, illustrative, marked
from werklocaties.model.park_layers import (
    PlotSums,
    issued_between,
    park_layers,
    plot_sums,
    reconciliation,
)
from werklocaties.model.parts import Parts
from werklocaties.model.project import Project, Scenario
from werklocaties.model.registers import ASSUMPTIONS
from werklocaties.model.results import Results
from werklocaties.model.table import Table
from werklocaties.model.task import NO_TASK, Task
from werklocaties.model.term import Term
from werklocaties.model.terms import TERMS
from werklocaties.model.waiting import waiting_for

_SPREAD = tuple(rule for rule in ASSUMPTIONS.values() if rule.axes and rule.type == "number")
_SCALARS = tuple(rule.key for rule in ASSUMPTIONS.values() if not rule.axes)
_YEARS = ("reference_year", "horizon_year", "register_date", "period_years")


def _moments(*given: Value | None) -> Moments:
    """Years of the computation; without them nothing can be computed.

    Raises:
        DoorError: ``years_missing`` or ``years_reversed``.
    """
    missing = [key for key, value in zip(_YEARS, given, strict=True) if value is None]
    if missing:
        raise DoorError("years_missing", addresses=", ".join(missing))
    first, last, register, step = given
    years = [int(float(value or 0)) for value in (first, last, step)]
    if years[1] <= years[0] or years[1] <= decimal_year(str(register)):
        raise DoorError(
            "years_reversed", reference_year=years[0], horizon_year=years[1], date=str(register)
        )
    return Moments(years[0], years[1], str(register), years[2])


def _dimensions(
    project: Project,
    scenario: Scenario,
    found: Mapping[str, Entry],
    moments: Moments,
    parts: Parts,
    previous: Results | None,
) -> Dimensions:
    """Labels of all axes: the previous object as long as no label changed."""
    tables = tuple(project.table(name) for name in READ_TABLES)
    given = given_labels(found)
    dims = parts.make("dimensions", dimensions_of, tables, scenario.uid, given, moments)
    known = previous is not None and dims.same(previous.dimensions)
    return previous.dimensions if previous is not None and known else dims


def _spread_all(
    found: Mapping[str, Entry], dims: Dimensions, parts: Parts
) -> tuple[dict[str, Resolved], list[Finding]]:
    by_key: dict[str, list[Entry]] = {}
    for entry in found.values():
        by_key.setdefault(entry.address.noun, []).append(entry)
    spreader = parts.make("spreader", _spreader, dims)
    made, findings = {}, []
    for rule in _SPREAD:
        given = tuple(by_key.get(rule.key, ()))
        name = f"spread {rule.key}"
        made[rule.key], said = parts.make(name, Spreader.spread, spreader, rule, given)
        findings += said
    return made, findings


def _spreader(dims: Dimensions) -> Spreader:
    return Spreader(dims.labels, dims.area_of, dims.moments.years)


def _undecided(plots: Table, parks: Table, area_of: Mapping[str, str]) -> pd.DataFrame:
    return undecided_items(plots.frame, parks.frame, area_of)


def _sums(plots: Table, parks: Table) -> PlotSums:
    return plot_sums(parks.frame, plots.frame)


def _papers(
    parks: Table, issuance: Table, sums: PlotSums, items: Items, register_year: float
) -> tuple[pd.DataFrame, pd.DataFrame]:
    layers = park_layers(parks.frame, sums, items, register_year)
    between = issued_between(parks.frame, issuance.frame, register_year)
    return layers, reconciliation(parks.frame, sums, layers, between)


@dataclass(frozen=True, eq=False)
class _Supply:
    items: Items
    layers: pd.DataFrame
    papers: pd.DataFrame
    findings: tuple[Finding, ...]


def _supply(
    project: Project,
    area_of: Mapping[str, str],
    decided: Decisions,
    register_year: float,
    parts: Parts,
) -> _Supply:
    """Supply items, and what every park holds beside what its papers say."""
    plots, parks, issuance = (project.table(name) for name in ("plots", "parks", "issuance"))
    undecided = parts.make("undecided", _undecided, plots, parks, area_of)
    items = parts.make("items", supply_items, undecided, decided)
    sums = parts.make("sums", _sums, plots, parks)
    layers, papers = parts.make("papers", _papers, parks, issuance, sums, items, register_year)
    said = parts.make("checks", check_supply, plots, parks, area_of, layers, papers)
    return _Supply(items, layers, papers, (*items.findings, *said))


def _inputs(
    project: Project,
    scenario: Scenario,
    dims: Dimensions,
    scalars: Mapping[str, Value | None],
    resolved: Mapping[str, Resolved],
    items: Items,
    parts: Parts,
) -> Inputs:
    """Everything that terms read, by name; what rests on a table, only when that changed."""
    method, forecast = str(scalars["leading_method"]), str(scalars["leading_forecast"] or "")
    profile, table = resolved["forecast_profile"], project.table
    issuance, parks, forecasts = table("issuance"), table("parks"), table("forecasts")
    groups = (
        parts.make("of moments", of_moments, dims),
        of_scalars(scalars),
        of_assumptions(resolved),
        parts.make("of jobs", of_jobs, table("jobs"), dims),
        parts.make("of issuance", of_issuance, issuance, parks, dims),
        parts.make("of forecasts", of_forecasts, forecasts, dims, profile),
        parts.make("of methods", of_methods, forecasts, dims, method, forecast),
        parts.make("of measures", of_measures, table("measures"), scenario.uid, dims),
        parts.make("of items", of_items, items, dims),
    )
    return {name: value for group in groups for name, value in group.items()}


def _unchanged(new: Any, old: Any) -> bool:
    if new is old:
        return True
    if isinstance(new, np.ndarray) and isinstance(old, np.ndarray):
        if new.dtype == object or new.shape != old.shape:
            return new.shape == old.shape and bool((new == old).all())
        return bool(np.array_equal(new, old, equal_nan=new.dtype.kind == "f"))
    return bool(np.ndim(new) == 0 and np.ndim(old) == 0 and new == old)


def _kept(inputs: Inputs, before: Mapping[str, Any]) -> dict[str, Any]:
    """Take the previous array where the value did not change, so that terms see the same object."""
    return {
        name: before[name] if name in before and _unchanged(value, before[name]) else value
        for name, (_, value) in inputs.items()
    }


def _run(term: Term, pool: Mapping[str, Any], before: Mapping[str, Any]) -> Any:
    """Compute a term, or take the previous array when every input is the same object."""
    calls = term.calls_with
    if term.key in before and all(pool[name] is before.get(name) for name in calls.values()):
        return before[term.key]
    return term.function(**{name: pool[given] for name, given in calls.items()})


def _run_all(
    terms: Iterable[Term], inputs: Inputs, previous: Results | None, task: Task
) -> dict[str, Any]:
    before: Mapping[str, Any] = previous.pool if previous else {}
    pool = _kept(inputs, before)
    for term in terms:
        task.check()
        pool[term.key] = _run(term, pool, before)
    _seal(pool)
    return pool


def _seal(pool: Mapping[str, Any]) -> None:
    """Make every array read-only: results share them with later results."""
    for value in pool.values():
        if isinstance(value, np.ndarray):
            value.flags.writeable = False


def compute(
    project: Project,
    scenario_name: str,
    previous: Results | None = None,
    task: Task = NO_TASK,
) -> Results:
    """Compute a scenario: demand, supply and balance (method page, sections 2 to 4).

    Args:
        project: the state to compute.
        scenario_name: name or uid of the scenario.
        previous: earlier results; a part that read the same is taken over.
        task: hears of progress and cancellation.

    Raises:
        DoorError: the scenario does not exist, or the years are missing or reversed.
    """
    scenario, table = project.scenario(scenario_name), project.table
    parts = Parts(previous.parts if previous else {})
    found, said = parts.make("entries", entries, table("assumptions"), scenario.uid)
    decided, also_said = parts.make("decisions", decisions, table("decisions"), scenario.uid)
    scalars = {key: scalar(key, found) for key in _SCALARS}
    moments = parts.make("moments", _moments, *(scalars[key] for key in _YEARS))
    dims = _dimensions(project, scenario, found, moments, parts, previous)
    task.check()
    resolved, labels_said = _spread_all(found, dims, parts)
    supply = _supply(project, dims.area_of, decided, float(moments.state_years[0]), parts)
    items = supply.items
    task.progress(0.3, "compute")
    inputs = _inputs(project, scenario, dims, scalars, resolved, items, parts)
    pool = _run_all(TERMS.values(), inputs, previous, task)
    axes = {name: axes for name, (axes, _) in inputs.items()}
    axes |= {term.key: term.axes for term in TERMS.values()}
    marks = parts.make("marks", marked, *(table(name) for name in MARKED), scenario.uid, dims)
    results = Results(
        project=project,
        scenario=scenario,
        dimensions=dims,
        entries=MappingProxyType(found),
        decisions=decided,
        resolved=MappingProxyType(resolved),
        items=items,
        park_layers=supply.layers,
        reconciliation=supply.papers,
        pool=MappingProxyType(pool),
        axes=MappingProxyType(axes),
        illustrative=illustrative(marks, dims, found, resolved, items, pool),
        waiting_for=waiting_for(pool, resolved, dims),
        findings=(*said, *also_said, *labels_said, *supply.findings),
        parts=MappingProxyType(parts.made),
    )
    task.progress(1.0, "compute")
    return replace(results, findings=(*results.findings, *check_engine(results)))
