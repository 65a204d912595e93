import pytest


@pytest.fixture
def changed(command, small):
    for value in ("3", "4"):
        args = ("set", small, f"iron_years={value}", "--scenario", "Basis", "--author", "Jan")
        assert command(*args).status == 0
    return small


def test_that_the_log_tells_who_what_and_from_what_to_what(command, changed):
    ended = command("log", changed)
    assert ended.status == 0
    lines = ended.out.splitlines()
    assert "Jan" in lines[0]
    assert any("iron_years, Waarde: was 3, wordt 4" in line for line in lines)
    assert any("iron_years = 3: toegevoegd" in line for line in lines)


def test_that_json_has_old_and_new_of_every_change(command, changed):
    revisions = command("log", changed, "--json").json["revisions"]
    assert [one["author"] for one in revisions][-2:] == ["Jan", "Jan"]
    (change,) = [c for c in revisions[-1]["changes"] if c["attribute"] == "value"]
    assert (change["old"], change["new"], change["kind"]) == (3.0, 4.0, "update")
    inserted = [c for c in revisions[-2]["changes"] if c["kind"] == "insert"]
    assert inserted[0]["new"]["address"] == "iron_years"


def test_that_the_log_can_be_about_one_object(command, changed):
    uid = command("log", changed, "--json").json["revisions"][-1]["changes"][0]["uid"]
    revisions = command("log", changed, "--object", uid, "--json").json["revisions"]
    assert len(revisions) == 2
    assert command("log", changed, "--object", "weg").out.startswith("Geen wijzigingen")
