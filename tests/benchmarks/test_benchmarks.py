"""Every bench runs and gives a ratio; what grows ten times costs at most eleven times."""

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from werklocaties.model.compute import compute

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"
NAMES = [path.stem for path in FOLDER.glob("*.py")]
MOST_GROWTH = 11.0


@pytest.fixture(scope="module")
def bench() -> Iterator[dict[str, ModuleType]]:
    """Give the scripts by name; they import each other as the interpreter of run.py does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(FOLDER)
        yield {name: importlib.import_module(name) for name in NAMES}
    for name in NAMES:
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def tiny(bench) -> Any:
    return bench["generator"].Size(
        municipalities=3, parks=6, plots=60, zones=90, years=10, segments=3, sectors=4
    )


# --- the generator -----------------------------------------------------------------------
def test_that_a_project_has_the_size_that_was_asked(bench, tiny):
    project = bench["generator"].make_project(tiny)
    counts = {name: len(project.table(name)) for name in ("municipalities", "parks", "plots")}
    assert counts == {"municipalities": 3, "parks": 6, "plots": 60}
    results = compute(project, "Basis")
    assert len(results.dimensions.sectors) == 4
    assert len(results.dimensions.segments) == 3 + 1
    assert results.waiting_for == ()


def test_that_the_reference_size_is_that_of_twente(bench):
    twente = bench["generator"].SIZES["twente"]
    assert (twente.municipalities, twente.parks, twente.plots) == (14, 177, 10_000)
    assert (twente.zones, twente.years, twente.segments, twente.sectors) == (25_000, 25, 6, 10)
    assert bench["generator"].SIZES["x10"].plots == 100_000


def test_that_a_seed_gives_one_project(bench, tiny):
    make = bench["generator"].make_project
    assert make(tiny, 5).same_content(make(tiny, 5))
    assert not make(tiny, 5).same_content(make(tiny, 6))


# --- the measuring -----------------------------------------------------------------------
def test_that_a_ratio_is_that_of_the_medians(bench, monkeypatch):
    times = iter([4.0, 1.0, 2.0, 1.0, 3.0, 2.0])
    monkeypatch.setattr(bench["measure"], "_seconds", lambda work: next(times))
    row = bench["measure"].against("a", lambda: 0, "b", lambda: 0, 2.5, rounds=3)
    assert (row.ours_s, row.peer_s, row.ratio) == (3.0, 1.0, 3.0)
    assert row.met is False


def test_that_a_median_is_of_five_rounds_at_least(bench):
    assert bench["measure"].FEWEST == 5


def test_that_an_absent_peer_gives_no_figure(bench):
    row = bench["measure"].absent("a", "QGIS", 1.0, "QGIS is absent")
    assert row.met is None
    shown = bench["run"].cells(row)
    assert shown[1] == "n/a"
    assert shown[-1] == "(QGIS is absent)"
    assert not any(character.isdigit() for character in shown[1] + shown[3] + shown[4])


def test_that_a_bench_without_its_peer_says_which_one_is_absent(bench, tiny, monkeypatch):
    run = bench["run"]

    def missing(name: str) -> ModuleType:
        raise ModuleNotFoundError(name="openpyxl")

    monkeypatch.setattr(run, "import_module", missing)
    (row,) = run.measured(tiny, 1, ["workbook"])
    assert (row.ratio, row.reason) == (None, "openpyxl is not installed")


@pytest.mark.parametrize(
    "name",
    [
        "recompute",
        "importing",
        pytest.param("saving", marks=pytest.mark.heavy),
        pytest.param("workbook", marks=pytest.mark.heavy),
    ],
)
def test_that_a_bench_runs_and_gives_ratios(bench, tiny, name):
    rows = list(bench["run"].measured(tiny, 1, [name]))
    assert rows
    for row in rows:
        assert row.ratio is not None, row.reason
        assert row.ratio > 0


def test_that_the_results_are_written_with_their_targets(
    bench, tiny, tmp_path, monkeypatch, capsys
):
    run = bench["run"]
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(run, "SIZES", {"twente": tiny})
    monkeypatch.setattr(run, "FEWEST", 1)
    assert run.main(["--only", "importing"]) == 0
    kept = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert kept["rounds"] == 1
    assert [row["target"] for row in kept["rows"]] == [None]
    assert "pyogrio.read_dataframe" in capsys.readouterr().out


# --- growth ------------------------------------------------------------------------------
@pytest.mark.heavy
@pytest.mark.parametrize("edit", ["_growth", "_plan"])
def test_that_ten_times_the_places_cost_at_most_eleven_times_a_recompute(bench, edit):
    recompute, generator = bench["recompute"], bench["generator"]
    small = replace(generator.TWENTE, zones=100)

    def seconds(size: Any) -> float:
        work = recompute.recomputing(generator.make_project(size), getattr(recompute, edit))
        work()
        return float(np.median([bench["measure"]._seconds(work) for _ in range(7)]))

    assert seconds(small.times(10)) <= MOST_GROWTH * seconds(small)
