"""``set``: one revision, atomic, refused whole."""

import pytest

from werklocaties.io.project_file import history, read_project


def test_that_all_values_are_one_revision_of_the_author(command, small):
    ended = command(
        "set", small, "iron_years=3,5", "park:621:plot_coverage=aanbod",
        "plan:621:start_year=2030", "--scenario", "Basis", "--author", "Jan",
    )  # fmt: skip
    assert ended.status == 0
    assert "iron_years = 3,5: toegevoegd" in ended.out
    assert ":start_year = 2030: toegevoegd" in ended.out
    last = history(small)[-1]
    assert last.revision.author == "Jan"
    assert sorted(change.table for change in last.changes) == ["assumptions", "decisions", "parks"]


def test_that_the_answer_shows_how_a_number_was_read(command, small):
    command("set", small, "iron_years=3", "--scenario", "Basis", "--author", "Jan")
    ended = command("set", small, "iron_years=1.234", "--scenario", "Basis", "--author", "Jan")
    assert "iron_years, Waarde: was 3, wordt 1,234" in ended.out


def test_that_an_empty_value_takes_the_own_value_back(command, small):
    command("set", small, "iron_years=5", "--scenario", "Basis", "--author", "Jan")
    ended = command("set", small, "iron_years=", "--scenario", "Basis", "--author", "Jan")
    assert (ended.status, "iron_years: verwijderd" in ended.out) == (0, True)
    again = command("set", small, "iron_years=", "--scenario", "Basis", "--author", "Jan")
    assert "er is niets opgeslagen" in again.out


def test_that_a_year_is_written_without_a_point_for_thousands(command, small):
    ended = command("set", small, "plan:621:start_year=30", "--scenario", "Basis", "--author", "J")
    assert "buiten 1990 tot 2150" in ended.err


def test_that_the_balance_moves(command, small):
    before = command("run", small, "--json").json["balance"]
    command("set", small, "iron_years=5", "--scenario", "Basis", "--author", "Jan")
    after = command("run", small, "--json").json["balance"]
    assert after != before
    moved = [
        n["targets"]["iron"] - o["targets"]["iron"] for n, o in zip(after, before, strict=True)
    ]
    assert max(moved) > 0


def test_that_a_set_of_one_scenario_leaves_the_other(command, small):
    before = command("run", small, "--scenario", "Hoog", "--json").json["balance"]
    command("set", small, "iron_years=5", "--scenario", "Basis", "--author", "Jan")
    assert command("run", small, "--scenario", "Hoog", "--json").json["balance"] == before


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        ("iron_years=99", "buiten"),
        ("iron_year=3", "iron_years"),
        ("growth:sector=bowu:period=2024-2029=0,1", "bouw"),
        ("growth:sector=bouw:period=2024-2029=1.234,5", "1.234,5"),
        ("leading_method=D9", "D1, D2, D4"),
        ("reference_year=2024,5", "2024,5"),
        ("park:621:net_ha=-5", "lager dan 0"),
        ("park:621:net_share=60", "buiten 0 tot 1"),
        ("plan:weg:start_year=2030", "weg"),
        ("iron_years", "ADRES=WAARDE"),
        ("growth:sector=bouw=0,1", "period"),
    ],
)
def test_that_a_bad_value_changes_nothing_and_says_why(command, small, digest, assignment, words):
    before = digest(small)
    ended = command(
        "set", small, "shrinkage=0,5", assignment, "--scenario", "Basis", "--author", "Jan"
    )
    assert ended.status == 1
    assert words in ended.err
    assert digest(small) == before


def test_that_nobody_sets_without_a_name_and_the_flag_is_named(command, small, digest):
    before = digest(small)
    ended = command("set", small, "iron_years=3", "--scenario", "Basis")
    assert ended.status == 1
    assert "--author" in ended.err
    assert digest(small) == before


def test_that_the_name_in_the_settings_is_used(command, small):
    from werklocaties.io.settings import Settings, save

    save(Settings(author="Els"))
    assert command("set", small, "iron_years=3", "--scenario", "Basis").status == 0
    assert history(small)[-1].revision.author == "Els"


def test_that_what_stands_there_already_makes_no_revision(command, small, digest):
    command("set", small, "iron_years=3", "--scenario", "Basis", "--author", "Jan")
    before = digest(small)
    ended = command("set", small, "iron_years=3", "--scenario", "Basis", "--author", "Jan")
    assert ended.status == 0
    assert "niets opgeslagen" in ended.out
    assert digest(small) == before


def test_that_a_set_that_is_undone_by_a_second_one_leaves_the_origin_eigen(command, small):
    command("set", small, "iron_years=3", "--scenario", "Basis", "--author", "Jan")
    frame = read_project(small).project.table("assumptions").frame
    row = frame[(frame["address"] == "iron_years") & frame["scenario_uid"].notna()]
    assert set(row["origin"]) >= {"eigen"}


def test_that_json_names_the_revision(command, small):
    ended = command("set", small, "iron_years=3", "--scenario", "Basis", "--author", "J", "--json")
    assert ended.json["revision"] == history(small)[-1].revision.id
    assert ended.json["changed"] == ["iron_years gewijzigd"]
