"""The park that a plot means by a number or a name."""

import pandas as pd
import pytest

from werklocaties.io.door import read_layer
from werklocaties.io.links import link_parks
from werklocaties.model.table import Table

PARKS = Table.of(
    "parks",
    pd.DataFrame(
        [
            ("p621", "621", "TWENTEKANAAL ZUID", "0164"),
            ("p624", "624", "TWENTEKANAAL NOORD", "0164"),
            ("p700", "700", "TWENTEKANAAL", "1735"),
            ("p701", "701", "HAVEN TWENTEKANAAL", "1735"),
            ("p627", "627", "WESTERMAAT ZUID-WEST", "0164"),
            ("phts", None, "HTS Park Twente", "0164"),
        ],
        columns=["uid", "rin", "name", "municipality"],
    ),
)


def linked(words, municipality=None):
    plots = pd.DataFrame({"park_uid": pd.Series(words, dtype="str")})
    if municipality:
        plots["municipality"] = municipality
    made, findings = link_parks(plots, PARKS)
    uids = [None if pd.isna(uid) else uid for uid in made["park_uid"]]
    return uids, [(f.code, dict(f.values)) for f in findings]


@pytest.mark.parametrize(
    ("word", "uid"),
    [
        ("p621", "p621"),
        ("621", "p621"),
        ("Twentekanaal-Zuid", "p621"),
        ("twentekanaal  noord", "p624"),
        ("Westermaat-Zuidwest", "p627"),
        ("Bedrijventerrein Westermaat", None),
        ("Westermaat", "p627"),
        ("hts-park twente", "phts"),
    ],
)
def test_that_a_park_is_known_by_uid_number_and_name(word, uid):
    assert linked([word])[0] == [uid]


def test_that_twentekanaal_means_four_parks_and_is_asked():
    uids, ((code, values),) = linked(["Twentekanaal", "Twentekanaal", "621"])
    assert uids == [None, None, "p621"]
    assert (code, values["count"]) == ("park_ambiguous", 2)
    assert values["parks"] == (
        "TWENTEKANAAL ZUID (0164), TWENTEKANAAL NOORD (0164), TWENTEKANAAL (1735), "
        "HAVEN TWENTEKANAAL (1735)"
    )


def test_that_the_municipality_of_the_plot_narrows_the_choice():
    assert linked(["Twentekanaal"], "1735")[0] == ["p700"]
    uids, ((code, values),) = linked(["Twentekanaal"], "0164")
    assert uids == [None]
    assert (code, values["parks"]) == (
        "park_ambiguous",
        "TWENTEKANAAL ZUID (0164), TWENTEKANAAL NOORD (0164)",
    )


def test_that_what_does_not_match_is_shown_once_and_stays_empty():
    assert linked(["Verweg", "Verweg", None]) == (
        [None, None, None],
        [("park_unknown", {"text": "Verweg", "count": 2})],
    )


def test_that_rows_without_the_column_pass_untouched():
    plots = pd.DataFrame({"plot_number": ["1"]})
    assert link_parks(plots, PARKS) == (plots, [])


def test_that_twentekanaal_means_two_parks_in_hengelo_and_two_in_hof_van_twente(shared_path):
    path = shared_path / "realdata" / "ibis-twente-2024" / "ibis_werklocaties_twente_2024.csv"
    parks = read_layer(path, "", "parks").table
    _, (finding,) = link_parks(pd.DataFrame({"park_uid": ["Twentekanaal"]}), parks)
    assert finding.code == "park_ambiguous"
    shown = str(finding.values["parks"])
    assert (shown.count("(0164)"), shown.count("(1735)")) == (2, 2)
    sure, _ = link_parks(
        pd.DataFrame({"park_uid": ["Westermaat-Zuidwest", "Twentekanaal Zuid"]}), parks
    )
    assert parks.column("rin")[sure["park_uid"]].tolist() == ["627", "621"]
