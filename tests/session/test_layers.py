"""Importing into a project: linked to parks, met where they are there, nothing lost."""

import pytest

from werklocaties.io.door import Choices, Plan
from werklocaties.model.finding import DoorError
from werklocaties.model.question import Question
from werklocaties.session.actions import layers

PARKS = "rin;naam;gemeente;uitgeefbaar_ha\n621;Terrein 1;Hengelo;1,25\n700;Nieuw;Borne;3,5\n"


def write(tmp_path, text, name="terreinen.csv"):
    path = tmp_path / name
    path.write_bytes(text.encode("cp1252"))
    return path


def bring(session, path, **choices):
    plan = layers.prepare(path, Choices(**choices))
    assert isinstance(plan, Plan)
    return session.start(layers.import_layer(session, plan)).result()


def test_that_a_park_that_is_there_is_updated_and_keeps_what_the_file_does_not_say(
    session, tmp_path
):
    done = bring(session, write(tmp_path, PARKS))
    parks = session.project.table("parks").frame
    assert len(parks) == 3
    assert parks.loc["p1", "issuable_ha"] == 1.25
    assert parks.loc["p1", "net_ha"] == 4.0
    assert (done.counts.in_, done.counts.out, done.table) == (2, 2, "parks")
    assert [(f.code, f.values["count"], f.values["added"]) for f in done.findings][-1] == (
        "rows_met", 1, 1,
    )  # fmt: skip


def test_that_importing_the_same_file_twice_changes_nothing_the_second_time(session, tmp_path):
    path = write(tmp_path, PARKS)
    bring(session, path)
    once = session.project
    bring(session, path)
    assert session.project is once


def test_that_an_import_is_one_step_that_undo_takes_back(session, tmp_path, project):
    bring(session, write(tmp_path, PARKS))
    assert session.history.undo_label == "Terreinen geïmporteerd uit terreinen.csv"
    session.undo()
    assert session.project is project


def test_that_issuance_gets_the_park_that_it_names(session, tmp_path):
    text = "jaar;terrein;ha\n2020;622;0,5\n2021;Onbekend;1,5\n"
    done = bring(session, write(tmp_path, text, "uitgifte.csv"), table="issuance")
    issued = session.project.table("issuance").frame.sort_values("year")
    assert issued["park_uid"].iloc[0] == "p2"
    assert issued["park_uid"].isna().iloc[1]
    assert "park_unknown" in [finding.code for finding in done.findings]


def test_that_new_rows_without_what_no_row_may_lack_are_refused(session, tmp_path, project):
    path = write(tmp_path, "rin;bruto_ha\n700;3,5\n")
    with pytest.raises(DoorError, match="required_column_missing"):
        bring(session, path, table="parks")
    assert session.project is project


def test_that_an_update_may_lack_what_is_known_already(session, tmp_path):
    done = bring(session, write(tmp_path, "rin;bruto_ha\n621;6,5\n"), table="parks")
    assert session.project.table("parks").column("gross_ha")["p1"] == 6.5
    assert "required_column_missing" not in [finding.code for finding in done.findings]


def test_that_what_only_the_user_knows_is_a_question_first(tmp_path):
    path = write(tmp_path, "rin;naam;bruto_ha\n1;A;1.234\n2;B;2.500\n")
    question = layers.prepare(path, Choices(table="parks"))
    assert isinstance(question, Question)
    assert (question.code, question.flag) == ("ask_decimal", "--decimal")
