"""What a person writes: an address, an equals sign, a value."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from werklocaties.model.finding import DoorError
from werklocaties.presentation.sentences import SENTENCES
from werklocaties.session.actions.values import number, set_text, split


@pytest.mark.parametrize(
    ("text", "value"), [("3", 3.0), ("0,5", 0.5), ("1.234", 1.234), ("-2,", -2.0), ("−1,5", -1.5)]
)
def test_that_a_number_takes_a_point_or_a_comma_and_never_thousands(text, value):
    assert number(text, "x") == value


@pytest.mark.parametrize("text", ["1.234,5", "1 000", "drie", "", "1e3", "nan", "--1"])
def test_that_what_is_no_plain_number_is_refused(text):
    with pytest.raises(DoorError, match="value_unreadable"):
        number(text, "x")


@given(st.decimals(-1000, 1000, places=4))
def test_that_comma_and_point_mean_the_same(value):
    assert number(str(value), "x") == number(str(value).replace(".", ","), "x") == float(value)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("iron_years=3", ("iron_years", "3")),
        ("plot:k1:status=option", ("plot:k1:status", "option")),
        ('special:name="a=b":period=2024-2029=1', ('special:name="a=b":period=2024-2029', "1")),
        ('leading_forecast="a=b"', ("leading_forecast", "a=b")),
        ("park:p1:remark=", ("park:p1:remark", "")),
    ],
)
def test_that_the_last_equals_sign_outside_quotes_divides(text, parts):
    assert split(text) == parts


@pytest.mark.parametrize("text", ["iron_years", "=3", 'leading_forecast"=x"'])
def test_that_what_is_no_assignment_is_refused(text):
    with pytest.raises(DoorError, match="assignment_unreadable"):
        split(text)


@pytest.mark.parametrize(
    ("assignment", "table", "uid", "column", "value"),
    [
        ("plot:k1:status=In optie", "plots", "k1", "status", "option"),
        ("plot:A1:optie_tot=1-7-2026", "plots", "k1", "option_until", "2026-07-01"),
        ("plot:k1:price_eur_m2=155,5", "plots", "k1", "price_eur_m2", 155.5),
        ("plot:k1:quay=ja", "plots", "k1", "quay", True),
        ("plot:k1:available_from=2030", "plots", "k1", "available_from", 2030),
        ("municipality:Hengelo:marktgebied=Twente", "municipalities", "m", "market_area", "Twente"),
        ("park:621:plot_coverage=geen", "parks", "p1", "plot_coverage", "geen"),
        ('park:"Terrein 2":net_ha=3.5', "parks", "p2", "net_ha", 3.5),
    ],
)
def test_that_an_attribute_is_set_by_what_people_call_it(
    session, assignment, table, uid, column, value
):
    set_text(session, "Basis", assignment)
    assert session.project.table(table).column(column)[uid] == value


def test_that_an_empty_text_empties_a_cell(session):
    set_text(session, "Basis", "park:p1:net_ha=")
    assert session.project.table("parks").column("net_ha").isna()["p1"]


@pytest.mark.parametrize("address", ["plan:621:start_year", "plot:A1:withdrawn_year"])
def test_that_a_decision_is_stored_for_its_scenario_under_the_uid(session, address):
    set_text(session, "Hoog", f"{address}=2030")
    (row,) = session.project.table("decisions").frame.itertuples()
    assert (row.scenario_uid, row.value) == ("s2", 2030.0)
    assert row.address in ("plan:p1:start_year", "plot:k1:withdrawn_year")


@pytest.mark.parametrize(
    ("assignment", "code"),
    [
        ("plot:k9:status=option", "object_unknown"),
        ("plot:k1:stat=option", "address_unknown"),
        ("plot:k1:uid=x", "address_unknown"),
        ("plot:k1:status=misschien", "value_not_a_choice"),
        ("plot:k1:status=", "value_required"),
        ("plot:k1:quay=soms", "value_unreadable"),
        ("plot:k1:available_from=2030,5", "value_unreadable"),
        ("plot:k1:option_until=31-2-2026", "value_unreadable"),
        ("plan:p1:start_year=1800", "value_refused"),
        ("plan:p1:start_year=2030,5", "value_unreadable"),
        ("plan:p1:name=x", "address_unknown"),
        ("tree:x:height=3", "address_unknown"),
        ("growth=sector", "value_unreadable"),
        ("growth:=1", "address_unreadable"),
    ],
)
def test_that_what_cannot_be_is_refused_and_changes_nothing(session, assignment, code):
    before = session.project
    with pytest.raises(DoorError) as refused:
        set_text(session, "Basis", assignment)
    assert refused.value.code == code
    assert session.project is before


def test_that_a_name_of_several_objects_is_refused(session):
    plots = session.project.table("plots").with_values(["k2"], "plot_number", ["A1"])
    session.apply("dubbel", session.project.with_table(plots))
    with pytest.raises(DoorError, match="object_ambiguous"):
        set_text(session, "Basis", "plot:A1:status=option")


WORDS = ["growth", "plot", "plan", "k1", "status", "sector", "bouw", "period", "2024-2029"]
MARKS = [":", "=", '"', "\\", " ", "1", ",", ".", "-", "x"]
PIECES = st.sampled_from([*WORDS, "iron_years", *MARKS])


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_whatever_is_written_is_set_or_refused(session, assignment):
    said = None
    try:
        set_text(session, "Basis", assignment)
    except DoorError as error:
        said = error.code
    assert said is None or said in SENTENCES
