"""``run``: the JSON to the letter, and the calm table."""

import json
import math
from contextlib import redirect_stdout
from io import StringIO
from itertools import pairwise

import pytest

from werklocaties.cli import main

NUMBER = (int, float)
PARK = [
    "uid", "rin", "name", "municipality", "in_register", "gross_ha", "net_ha", "issuable_ha",
    "plot_coverage", "layers",
]  # fmt: skip
LAYERS = [
    "issued", "frozen", "option", "issuable_now", "issuable_later", "hard_plan", "soft_plan",
    "declared", "not_net", "withdrawn",
]  # fmt: skip
TOP = [
    "project", "format", "revision", "scenario", "register_date", "reference_year", "horizon",
    "parks", "totals", "weights", "balance", "region", "issuance", "waiting_for", "warnings",
]  # fmt: skip
ROW = [
    "market_area", "segment", "unit", "from", "until", "opening", "added", "withdrawn", "flow",
    "target_change", "closing", "supply", "overlays", "targets", "status", "p10", "p50", "p90",
    "illustrative",
]  # fmt: skip
SUPPLY = [
    "issuable_now", "issuable_later", "option", "hard_plan", "declared", "soft_plan", "frozen",
]  # fmt: skip
WEIGHTS = {
    "issuable_now": 1.0, "issuable_later": 1.0, "option": 1.0, "hard_plan": 1.0, "declared": 1.0,
    "soft_plan": 0.0, "frozen": 0.0, "space_gain": 0.0, "vacancy": 0.0,
}  # fmt: skip


@pytest.fixture(scope="module")
def told(example, tmp_path_factory):
    out = StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
        patch.setenv("WERKLOCATIES_HOME", str(tmp_path_factory.mktemp("home")))
        assert main(["run", str(example), "--scenario", "Basis", "--json"]) == 0
    return json.loads(out.getvalue())


# --- shape -------------------------------------------------------------------------------
def test_that_the_keys_stand_in_the_order_of_the_page(told):
    assert list(told) == TOP
    assert all(list(park) == PARK for park in told["parks"])
    assert all(list(park["layers"]) == LAYERS for park in told["parks"])
    assert all(list(row) == ROW for row in told["balance"])
    assert all(list(row["supply"]) == SUPPLY for row in told["balance"])
    assert list(told["region"][0]) == [
        "unit", "from", "until", "sum", "shortages", "undivided_supply", "undivided_need",
    ]  # fmt: skip


def test_that_the_head_says_what_was_computed(told):
    assert (told["format"], told["scenario"]) == (1, "Basis")
    assert (told["register_date"], told["reference_year"], told["horizon"]) == (
        "2024-01-01", 2024, 2044,
    )  # fmt: skip
    assert told["issuance"] == []
    assert told["waiting_for"] == []
    assert told["weights"] == WEIGHTS


def test_that_numbers_are_numbers_and_words_are_words(told):
    for park in told["parks"]:
        assert isinstance(park["in_register"], bool)
        assert park["rin"] is None or isinstance(park["rin"], str)
        assert all(isinstance(park[key], NUMBER) for key in ("gross_ha", "net_ha", "issuable_ha"))
    for row in told["balance"]:
        assert isinstance(row["illustrative"], bool)
        assert (row["p10"], row["p50"], row["p90"], row["unit"]) == (None, None, None, "ha")
        assert row["overlays"] == {"space_gain": 0.0, "vacancy": 0.0}
        assert list(row["targets"]) == ["iron", "friction_gap"]
        assert list(row["flow"]) == ["expansion", "replacement", "special", "undivided"]


# --- numbers -----------------------------------------------------------------------------
def test_that_the_register_adds_up_to_what_ibis_published(told):
    total = told["totals"]["register"]
    assert list(total) == ["parks", "gross_ha", "net_ha", "issuable_ha"]
    assert total["parks"] == 177
    published = {"gross_ha": 4596.71, "net_ha": 3396.14, "issuable_ha": 81.92}
    assert {key: total[key] for key in published} == pytest.approx(published, abs=0.005)
    inside = [park for park in told["parks"] if park["in_register"]]
    for key in published:
        assert math.fsum(park[key] for park in inside) == pytest.approx(total[key], abs=1e-9)


def test_that_hts_park_is_there_and_not_in_the_register(told):
    (park,) = [one for one in told["parks"] if not one["in_register"]]
    assert park["name"] == "HTS Park Twente"
    assert told["totals"]["outside_register"] == {"parks": 1, "gross_ha": park["gross_ha"]}


@pytest.mark.parametrize("name", ["Twentekanaal", "Westermaat", "HTS Park Twente"])
def test_that_the_areas_of_the_programme_are_found_by_name(told, name):
    assert [park for park in told["parks"] if name.lower() in park["name"].lower()]


def test_that_the_roll_forward_closes_for_every_row(told):
    assert len(told["balance"]) >= 200
    for row in told["balance"]:
        flow = math.fsum(row["flow"].values())
        left = row["opening"] + row["added"] - row["withdrawn"] - flow - row["target_change"]
        assert left == pytest.approx(row["closing"], abs=1e-9)


def test_that_each_period_opens_where_the_one_before_closed(told):
    groups = {}
    for row in told["balance"]:
        groups.setdefault((row["market_area"], row["segment"]), []).append(row)
    for rows in groups.values():
        for before, after in pairwise(rows):
            assert before["until"] == after["from"]
            assert before["closing"] == pytest.approx(after["opening"], abs=1e-9)


def test_that_the_region_is_the_sum_of_its_divided_groups(told):
    for line in told["region"]:
        rows = [
            row["closing"]
            for row in told["balance"]
            if row["until"] == line["until"]
            and "onverdeeld" not in (row["market_area"], row["segment"])
        ]
        assert math.fsum(rows) == pytest.approx(line["sum"], abs=1e-9)
        short = math.fsum(value for value in rows if value < 0)
        assert short == pytest.approx(line["shortages"], abs=1e-9)


# --- the command -------------------------------------------------------------------------
def test_that_json_is_all_there_is_on_stdout(command, twente):
    ended = command("run", twente, "--json")
    assert ended.status == 0
    assert ended.json["scenario"] == "Basis"
    assert ended.err == ""


def test_that_several_scenarios_are_a_list_of_runs(command, twente):
    runs = command("run", twente, "--scenario", "Basis", "--scenario", "Hoog", "--json").json[
        "runs"
    ]
    assert [run["scenario"] for run in runs] == ["Basis", "Hoog"]
    assert runs[0]["balance"] != runs[1]["balance"]


def test_that_the_table_has_sign_and_word_option_and_region(command, twente):
    ended = command("run", twente, "--scenario", "Basis")
    assert ended.status == 0
    for words in (
        "scenario Basis", "waarvan in optie", "2044 zonder optie", "▼ tekort", "Hengelo-Borne",
        "som van de tekorten", "rust op illustratieve waarden", "0 fouten",
    ):  # fmt: skip
        assert words in ended.out


def test_that_the_table_speaks_english_when_asked(command, twente):
    ended = command("run", twente, "--lang", "en")
    assert ended.status == 0
    assert "shortage" in ended.out.lower()


def test_that_running_leaves_the_project_as_it_was(command, twente, digest):
    before = digest(twente)
    command("run", twente)
    assert digest(twente) == before
    assert [path.name for path in twente.parent.iterdir()] == [twente.name]


def test_that_an_unknown_scenario_names_those_that_exist(command, twente):
    ended = command("run", twente, "--scenario", "Laag")
    assert ended.status == 1
    assert "Basis, Hoog" in ended.err
    assert ended.out == ""


def test_that_a_refusal_is_json_too_where_json_is_asked(command, tmp_path):
    ended = command("run", tmp_path / "weg.gpkg", "--json")
    assert ended.status == 1
    assert ended.json["error"]["code"] == "file_missing"


def test_that_what_a_balance_waits_for_is_said(command, twente, digest):
    command("set", twente, "leading_method=D4", 'leading_forecast="bestaat niet"', "--scenario",
            "Basis", "--author", "Jan")  # fmt: skip
    ended = command("run", twente, "--scenario", "Basis", "--json")
    assert ended.status == 0
    assert any("bestaat niet" in words for words in ended.json["warnings"])
