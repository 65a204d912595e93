"""The recipe: from a project and a scenario to results, recomputing only what changed."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from werklocaties.model.assumptions import (
    Entry,
    Resolved,
    Spreader,
    Value,
    entries,
    scalar,
)
from werklocaties.model.checks import check_engine
from werklocaties.model.decisions import Decisions, decisions
from werklocaties.model.dimensions import Dimensions, dimensions
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
from werklocaties.model.items import Items, supply_items
from werklocaties.model.moments import Moments, decimal_year
from werklocaties.model.origins import illustrative
from werklocaties.model.park_layers import park_layers, reconciliation
from werklocaties.model.project import Project, Scenario
from werklocaties.model.registers import ASSUMPTIONS
from werklocaties.model.results import Results
from werklocaties.model.task import NO_TASK, Task
from werklocaties.model.terms import TERMS, Term
from werklocaties.model.waiting import waiting_for

_SPREAD = tuple(rule for rule in ASSUMPTIONS.values() if rule.axes and rule.type == "number")
_SCALARS = tuple(rule.key for rule in ASSUMPTIONS.values() if not rule.axes)
_SUPPLY_TABLES = ("plots", "parks", "municipalities", "decisions")


def _moments(scalars: Mapping[str, Value | None]) -> Moments:
    """Years of the computation; without them nothing can be computed.

    Raises:
        DoorError: ``years_missing`` or ``years_reversed``.
    """
    needed = ("reference_year", "horizon_year", "register_date", "period_years")
    missing = [key for key in needed if scalars[key] is None]
    if missing:
        raise DoorError("years_missing", addresses=", ".join(missing))
    first, last, step = (
        int(float(scalars[key] or 0)) for key in ("reference_year", "horizon_year", "period_years")
    )
    register = str(scalars["register_date"])
    if last <= first or last <= decimal_year(register):
        raise DoorError("years_reversed", reference_year=first, horizon_year=last, date=register)
    return Moments(first, last, register, step)


def _spread_all(
    found: Mapping[str, Entry], dims: Dimensions, previous: Results | None
) -> tuple[dict[str, Resolved], list[Finding]]:
    by_key: dict[str, list[Entry]] = {}
    for entry in found.values():
        by_key.setdefault(entry.address.noun, []).append(entry)
    spreader = Spreader(dims.labels, dims.area_of, dims.moments.years)
    made, findings = {}, []
    for rule in _SPREAD:
        one, said = spreader.spread(rule, by_key.get(rule.key, ()))
        before = previous.resolved.get(rule.key) if previous else None
        made[rule.key] = before if before is not None and one.same(before) else one
        findings += said
    return made, findings


def _same_tables(project: Project, previous: Results | None, names: tuple[str, ...]) -> bool:
    if previous is None:
        return False
    return all(project.table(name) is previous.project.table(name) for name in names)


def _items(project: Project, dims: Dimensions, decided: Decisions) -> Items:
    plots, parks = (project.table(name).frame for name in ("plots", "parks"))
    return supply_items(plots, parks, dims.area_of, decided)


def _unchanged(new: Any, old: Any) -> bool:
    if isinstance(new, np.ndarray) and isinstance(old, np.ndarray):
        if new.dtype == object or new.shape != old.shape:
            return new.shape == old.shape and bool((new == old).all())
        return bool(np.array_equal(new, old, equal_nan=new.dtype.kind == "f"))
    return bool(np.ndim(new) == 0 and np.ndim(old) == 0 and new == old)


def _kept(inputs: Inputs, previous: Results | None) -> dict[str, Any]:
    """Take the previous array where the value did not change, so that terms see the same object."""
    before = previous.pool if previous else {}
    return {
        name: before[name] if name in before and _unchanged(value, before[name]) else value
        for name, (_, value) in inputs.items()
    }


def _run(term: Term, pool: Mapping[str, Any], previous: Results | None) -> Any:
    """Compute a term, or take the previous array when every input is the same object."""
    if previous is not None and term.key in previous.pool:
        before = previous.pool
        if all(pool[name] is before.get(name) for name in term.calls_with.values()):
            return before[term.key]
    return term.function(**{name: pool[given] for name, given in term.calls_with.items()})


def _inputs(
    project: Project,
    scenario: Scenario,
    dims: Dimensions,
    scalars: Mapping[str, Value | None],
    resolved: Mapping[str, Resolved],
    items: Items,
) -> Inputs:
    method, forecast = str(scalars["leading_method"]), str(scalars["leading_forecast"] or "")
    return {
        **of_moments(dims),
        **of_scalars(scalars),
        **of_assumptions(resolved),
        **of_jobs(project, dims),
        **of_issuance(project, dims),
        **of_forecasts(project, dims, resolved["forecast_profile"]),
        **of_methods(project, method, forecast),
        **of_measures(project, scenario.uid, dims),
        **of_items(items, dims),
    }


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
        previous: earlier results of the same scenario; what did not change is taken over.
        task: hears of progress and cancellation.

    Raises:
        DoorError: the scenario does not exist, or the years are missing or reversed.
    """
    scenario = project.scenario(scenario_name)
    found, said = entries(project.table("assumptions"), scenario.uid)
    decided, also_said = decisions(project.table("decisions"), scenario.uid)
    scalars = {key: scalar(key, found) for key in _SCALARS}
    dims = dimensions(project, scenario.uid, found, _moments(scalars))
    task.check()
    resolved, labels_said = _spread_all(found, dims, previous)
    old = previous if previous and previous.scenario.uid == scenario.uid else None
    if old and _same_tables(project, old, _SUPPLY_TABLES):
        items, layers, papers = old.items, old.park_layers, old.reconciliation
    else:
        items = _items(project, dims, decided)
        parks, plots = project.table("parks").frame, project.table("plots").frame
        layers = park_layers(parks, plots, items, float(dims.moments.state_years[0]))
        papers = reconciliation(parks, plots, layers)
    task.progress(0.3, "compute")
    inputs = _inputs(project, scenario, dims, scalars, resolved, items)
    pool = _kept(inputs, old)
    for term in TERMS.values():
        task.check()
        pool[term.key] = _run(term, pool, old)
    axes = {name: axes for name, (axes, _) in inputs.items()}
    axes |= {term.key: term.axes for term in TERMS.values()}
    results = Results(
        project=project,
        scenario=scenario,
        dimensions=dims,
        entries=MappingProxyType(found),
        decisions=decided,
        resolved=MappingProxyType(resolved),
        items=items,
        park_layers=layers,
        reconciliation=papers,
        pool=MappingProxyType(pool),
        axes=MappingProxyType(axes),
        illustrative=illustrative(project, scenario.uid, dims, found, resolved, items, pool),
        waiting_for=waiting_for(pool, resolved, dims),
        findings=(*said, *also_said, *labels_said, *items.findings),
    )
    task.progress(1.0, "compute")
    return replace(results, findings=(*results.findings, *check_engine(results)))
