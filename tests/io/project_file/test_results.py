"""Results in the file: given back only while they belong to the content."""

import pytest
from project_cases import LATER, WHEN, edited, query

from werklocaties.io.project_file import (
    ResultTable,
    history,
    read_project,
    read_results,
    save,
    write_new,
)

COLUMNS = {
    "segment": ["regulier", "kade"],
    "van_jaar": [2024, 2024],
    "saldo_ha": [-1.5, None],
    "illustratief": [True, False],
}
BALANCE = ResultTable("balans", "s1", COLUMNS)


@pytest.fixture
def with_results(tmp_path, project):
    target = tmp_path / "r.gpkg"
    write_new(project, target, "A", "B", WHEN, results=[BALANCE])
    return target


def test_that_results_come_back_while_nothing_changed(with_results):
    opened = read_project(with_results)
    assert read_results(with_results, opened.stamp, "balans", "s1") == COLUMNS
    assert read_results(with_results, opened.stamp, "balans", "s2") is None
    assert read_results(with_results, opened.stamp, "kavels", "s1") is None


def test_that_results_of_other_content_are_never_given_back(with_results):
    opened = read_project(with_results)
    saved = save(opened.stamp, edited(opened.project), with_results, "A", "B", LATER)
    assert read_results(with_results, saved.stamp, "balans", "s1") is None
    saved = save(saved.stamp, opened.project, with_results, "A", "B", LATER)
    assert read_results(with_results, saved.stamp, "balans", "s1") == COLUMNS


def test_that_results_of_another_version_of_the_program_are_stale(with_results, monkeypatch):
    from importlib import import_module

    opened = read_project(with_results)
    monkeypatch.setattr(import_module("werklocaties.io.project_file.results"), "__version__", "9")
    assert read_results(with_results, opened.stamp, "balans", "s1") is None


def test_that_new_results_take_the_place_of_those_of_their_scenario(with_results):
    opened = read_project(with_results)
    new = [ResultTable("balans", "s1", {**COLUMNS, "saldo_ha": [2.0, 3.0]})]
    new += [ResultTable("balans", "s2", COLUMNS)]
    saved = save(opened.stamp, opened.project, with_results, "A", "B", LATER, results=new)
    assert saved.revisions == ()
    assert len(history(with_results)) == 1
    assert query(with_results, "SELECT saldo_ha FROM resultaat_balans ORDER BY fid") == [
        (2.0,),
        (3.0,),
        (-1.5,),
        (None,),
    ]


def test_that_a_result_with_other_columns_makes_its_table_again(with_results):
    opened = read_project(with_results)
    other = ResultTable("balans", "s1", {"gemeente": ["0164"]})
    saved = save(opened.stamp, opened.project, with_results, "A", "B", LATER, results=[other])
    assert read_results(with_results, saved.stamp, "balans", "s1") == {"gemeente": ["0164"]}


def test_that_results_are_part_of_neither_hash_nor_log(with_results, path):
    one, other = read_project(with_results).stamp, read_project(path).stamp
    assert one.hashed.hash == other.hashed.hash
    assert query(with_results, "SELECT count(*) FROM wijziging") == [(0,)]
