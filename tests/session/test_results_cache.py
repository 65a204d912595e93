from dataclasses import replace

import pytest

from werklocaties.model.compute import compute
from werklocaties.session.results_cache import ResultsCache


@pytest.fixture(scope="module")
def results(project):
    return compute(project, "Basis")


def test_that_results_are_current_for_the_very_state_they_were_computed_from(results, project):
    cache = ResultsCache()
    cache.put(results)
    assert cache.current("s1", project) is results
    assert not cache.is_stale("s1", project)


def test_that_results_of_another_state_are_stale_but_still_there(results, project):
    cache = ResultsCache()
    cache.put(results)
    other = replace(project, name="ander")
    assert cache.current("s1", other) is None
    assert cache.is_stale("s1", other)
    assert cache.latest("s1") is results


def test_that_the_scenario_computed_longest_ago_makes_room(results):
    cache = ResultsCache(most=2)
    for uid in ("a", "b", "a", "c"):
        cache.put(replace(results, scenario=replace(results.scenario, uid=uid)))
    assert cache.latest("b") is None
    assert cache.latest("a") is not None
