"""Setting and resetting assumptions: stored once, refused with the nearest three."""

import pytest

from werklocaties.model.address import parse
from werklocaties.model.finding import DoorError
from werklocaties.session.actions import assumptions


def rows(session, address):
    frame = session.project.table("assumptions").frame
    return frame[frame["address"] == address]


def test_that_a_value_of_a_scenario_is_a_row_of_its_own_with_origin_and_date(session):
    assumptions.set_value(session, "Basis", parse("iron_years"), 2.0)
    (row,) = rows(session, "iron_years").itertuples()
    assert (row.scenario_uid, row.value, row.origin, row.dated) == (
        "s1",
        2.0,
        "eigen",
        "2024-05-01",
    )
    assert session.history.undo_label == "iron_years gewijzigd"


def test_that_setting_a_value_again_changes_the_same_row_and_is_the_same_step(session):
    for value in (2.0, 3.0, 4.0):
        assumptions.set_value(session, "Basis", parse("iron_years"), value)
    assert rows(session, "iron_years")["value"].tolist() == [4.0]
    assert len(session.history.steps) == 2


def test_that_two_editors_of_one_value_meet_in_one_row(make_session):
    uids = []
    for value in (2.0, 3.0):
        session = make_session()
        assumptions.set_value(session, "Basis", parse("iron_years"), value)
        uids.append(rows(session, "iron_years").index.tolist())
    assert uids[0] == uids[1]


def test_that_setting_the_value_that_stands_there_is_no_step(session):
    assumptions.set_value(session, "", parse("land_per_job:sector=bouw"), 200.0)
    assert session.history.undo_label == ""


def test_that_a_choice_is_stored_as_text(session):
    assumptions.set_value(session, "Basis", parse("quotient_on"), "nieuw")
    assert rows(session, "quotient_on")["text"].tolist() == ["nieuw"]


def test_that_reset_lets_the_value_of_the_project_hold_again(session):
    address = parse("land_per_job:sector=bouw")
    assumptions.set_value(session, "Basis", address, 300.0)
    assumptions.reset(session, "Basis", address)
    assert rows(session, str(address))["value"].tolist() == [200.0]


def test_that_reset_of_what_was_never_set_is_no_step(session):
    assumptions.reset(session, "Basis", parse("iron_years"))
    assert session.history.undo_label == ""


@pytest.mark.parametrize(
    ("address", "value", "code"),
    [
        ("iron_year", 1.0, "address_unknown"),
        ("iron_years", 99.0, "value_refused"),
        ("leading_method", "D9", "value_not_a_choice"),
        ("growth:sector=bouw", 0.1, "address_axis_missing"),
        ("growth:sector=bouw:segment=regulier:period=2024-2029", 0.1, "address_axis_unknown"),
        ("growth:sector=bowu:period=2024-2029", 0.1, "label_unknown"),
        ("growth:sector=bouw:period=2050-2055", 0.1, "period_outside_years"),
        ("growth:sector=bouw:period=kwartaal", 0.1, "period_unreadable"),
    ],
)
def test_that_a_value_that_would_never_be_read_is_refused(session, address, value, code):
    with pytest.raises(DoorError, match=code):
        assumptions.set_value(session, "Basis", parse(address), value)
    assert session.history.undo_label == ""


def test_that_an_unknown_label_gives_the_nearest(session):
    with pytest.raises(DoorError) as refused:
        assumptions.set_value(session, "Basis", parse("iron_year"), 1.0)
    assert refused.value.values["nearest"].split(", ")[0] == "iron_years"
    assert len(refused.value.values["nearest"].split(", ")) == 3


def test_that_a_segment_that_is_not_used_yet_may_be_given_a_share(session):
    address = parse("segment_share:sector=bouw:segment=kantoor")
    assumptions.set_value(session, "Basis", address, 0.2)
    assert rows(session, str(address))["value"].tolist() == [0.2]


def test_that_special_demand_may_have_any_name(session):
    address = parse(
        'special:name="XXL":market_area=Hengelo-Borne:segment=regulier:period=2024-2029'
    )
    assumptions.set_value(session, "Basis", address, 1.0)
    assert len(rows(session, str(address))) == 1
