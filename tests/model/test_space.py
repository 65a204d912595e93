"""The patterns of the terms give in every cell the number that the functions give."""

import itertools
import json
import math
import operator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.miniature import SCENARIO, miniature_project, value_rows
from werklocaties.model.compute import compute
from werklocaties.model.formula import Label, Node, Number, Operation, Ref, Resolver, Text
from werklocaties.model.project import Project
from werklocaties.model.results import Results
from werklocaties.model.space import ResultsSpace
from werklocaties.model.table import Table
from werklocaties.model.terms import TERMS
from werklocaties.model.vocabulary import LAYERS


class UnknownError(Exception):
    """A choice hangs on a number that is not known."""


def _times(left: float, right: float) -> float:
    """A part of nothing is nothing, also when the part is unknown."""
    return 0.0 if left == 0 or right == 0 else left * right


def _product(factors: tuple[float, ...]) -> float:
    made = 1.0
    for factor in factors:
        made = _times(made, factor)
    return made


def _compared(test: Any) -> Any:
    def compare(left: Any, right: Any) -> bool:
        if any(isinstance(one, float) and math.isnan(one) for one in (left, right)):
            raise UnknownError
        return bool(test(left, right))

    return compare


ARITHMETIC = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": _times,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
    "==": _compared(operator.eq),
    "<": _compared(operator.lt),
    "<=": _compared(operator.le),
    ">": _compared(operator.gt),
    ">=": _compared(operator.ge),
    "neg": lambda a: -a,
    "MAX": lambda *parts: float(np.max(parts)),
    "MIN": lambda *parts: float(np.min(parts)),
    "ABS": abs,
    "AND": lambda *parts: all(parts),
    "OR": lambda *parts: any(parts),
}


class Evaluator:
    """Computes a resolved formula from the results themselves."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.space = ResultsSpace(results)
        self.resolver = Resolver(self.space)
        self._places = {
            axis: {label: n for n, label in enumerate(results.labels(axis))}
            for axis in {a for axes in results.axes.values() for a in axes}
        }

    def place(self, ref: Ref) -> tuple[int, ...]:
        return tuple(self._places[axis][ref.cell[axis]] for axis in self.results.axes[ref.name])

    def value(self, node: Node) -> Any:  # noqa: C901, PLR0911 - one branch per kind of node
        match node:
            case Number(value=value) | Text(value=value):
                return value
            case Label(axis=axis, label=label):
                if axis == "stand":
                    return self.results["state_year"][self._places[axis][label]]
                return label if axis in ("layer", "method", "status") else float(label)
            case Ref(name=name):
                found = self.results[name][self.place(node)] if node.labels else self.results[name]
                plain = found.item() if isinstance(found, np.generic | np.ndarray) else found
                return LAYERS[plain] if name in ("item_base", "item_layer") else plain
            case Operation(name="IF", parts=(test, yes, no)):
                return self.value(yes if self.value(test) else no)
            case Operation(name="SUM", parts=parts):
                return sum(self.value(part) for part in parts)
            case Operation(name="SUMPRODUCT", parts=parts):
                columns = [[self.value(one) for one in part.parts] for part in parts]
                return sum(_product(row) for row in zip(*columns, strict=True))
            case Operation(name="SUMWHERE", parts=(values, words, label)):
                wanted = self.value(label)
                pairs = zip(values.parts, words.parts, strict=True)
                return sum(self.value(v) for v, w in pairs if self.value(w) == wanted)
            case Operation(name="AT", parts=(rows, words, key)):
                wanted = self.value(key)
                pairs = zip(rows.parts, words.parts, strict=True)
                return next((self.value(r) for r, w in pairs if self.value(w) == wanted), 0.0)
            case Operation(name=name, parts=parts):
                return ARITHMETIC[name](*(self.value(part) for part in parts))
        raise AssertionError(node)

    def of_term(self, key: str, labels: tuple[str, ...]) -> Any:
        term = TERMS[key]
        cell = dict(zip(term.axes, labels, strict=True))
        if term.sparse and not self.space.exists(
            Ref(term.sparse, tuple((a, cell[a]) for a in self.results.axes[term.sparse]))
        ):
            return 0.0
        time = term.axes[-1] if term.axes else ""
        first = bool(term.start) and labels[-1] == self.results.labels(time)[0]
        node = self.resolver.resolve(term.start if first else term.formula, cell)
        try:
            return self.value(node)
        except UnknownError:
            return math.nan


def _same(expected: Any, found: Any) -> bool:
    if isinstance(expected, str):
        unknown = isinstance(found, float) and math.isnan(found)
        return expected == "" if unknown else bool(expected == found)
    if math.isnan(expected):
        return found in ("", None) or math.isnan(found)
    return bool(abs(expected - found) < 1e-9)


def _cells(results: Results, key: str) -> list[tuple[str, ...]]:
    return list(itertools.product(*(results.labels(axis) for axis in TERMS[key].axes)))


@pytest.fixture(scope="module")
def miniature(shared_path: Path) -> Project:
    inputs = json.loads((shared_path / "reference" / "miniature.json").read_text())["inputs"]
    return miniature_project(inputs)


def _forecasts() -> Table:
    rows = [("A", "Hengelo-Borne", "regulier"), ("B", "Enschede", "hoogwaardig"), ("C", None, None)]
    return Table.of(
        "forecasts",
        pd.DataFrame(
            [
                {
                    "uid": uid,
                    "name": "Raming",
                    "from_date": "2025-01-01",
                    "until_date": "2035-01-01",
                    "low": 5.0,
                    "high": 20.0,
                    "chosen": 10.0,
                    "measured_in": "net",
                    "includes": "expansion",
                    "market_area": area,
                    "segment": segment,
                }
                for uid, area, segment in rows
            ]
        ),
    )


SETTINGS = {
    "D1": {},
    "D1 new": {"quotient_on": "nieuw", "shrinkage": 0.5, "settling": "herijken"},
    "D1 mid-year": {"register_date": "2027-07-01", "settling": "herijken"},
    "D2": {"leading_method": "D2"},
    "D4": {"leading_method": "D4", "leading_forecast": "Raming", "forecast_value": "high"},
}


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("key", TERMS)
def test_that_pattern_and_function_agree(name: str, key: str, evaluators: dict) -> None:
    evaluator = evaluators[name]
    results = evaluator.results
    for labels in _cells(results, key):
        place = tuple(
            results.labels(a).index(b) for a, b in zip(TERMS[key].axes, labels, strict=True)
        )
        expected = results[key][place] if place else results[key]
        expected = expected.item() if isinstance(expected, np.generic | np.ndarray) else expected
        expected = LAYERS[expected] if key == "item_layer" else expected
        assert _same(expected, evaluator.of_term(key, labels)), (labels, expected)


def _issuance() -> Table:
    """Land issued in three years, one of them partly after a register date in mid-year."""
    rows = [
        {"uid": f"u{year}", "year": year, "municipality": "0164", "segment": "regulier", "ha": 2.0}
        for year in (2024, 2025, 2027)
    ]
    return Table.of("issuance", pd.DataFrame(rows))


@pytest.fixture(scope="module")
def evaluators(miniature: Project) -> dict[str, Evaluator]:
    made = {}
    for name, settings in SETTINGS.items():
        project = miniature.with_table(_forecasts()).with_table(_issuance())
        if settings:
            rows = value_rows(settings, SCENARIO)
            project = project.with_table(
                project.table("assumptions").with_rows(rows.set_index("uid"))
            )
        made[name] = Evaluator(compute(project, SCENARIO))
    return made
