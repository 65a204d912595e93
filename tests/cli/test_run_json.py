"""The JSON where something is missing, undivided or empty."""

import json
import math
import re

import pandas as pd
import pytest

from tests.small import small_project
from werklocaties.cli.balance_table import aligned, balance_lines
from werklocaties.cli.run_json import About, plain, run_json
from werklocaties.cli.waiting_list import waiting_lines
from werklocaties.model.compute import compute
from werklocaties.model.project import Project


def told(project: Project):
    made = run_json(compute(project, "Basis"), About(1, "r1"), ["let op"])
    json.dumps(made, allow_nan=False)
    return made


def without(project: Project, address: str) -> Project:
    table = project.table("assumptions")
    gone = table.uids[(table.column("address") == address).to_numpy(dtype=bool)]
    return project.with_table(table.without_rows(list(gone)))


def with_rows(project: Project, table: str, **row: object) -> Project:
    return project.with_table(project.table(table).with_rows(pd.DataFrame([row])))


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, None), (pd.NA, None), (math.nan, None), (math.inf, None), (1.5, 1.5), ("a", "a")],
)
def test_that_an_empty_or_infinite_value_is_null(value, shown):
    assert plain(value) == shown


def test_that_a_plot_counts_once_and_the_opening_is_supply_less_targets():
    made = told(small_project())
    row = made["balance"][0]
    assert (row["market_area"], row["segment"]) == ("Hengelo-Borne", "regulier")
    assert row["opening"] == pytest.approx(3.0, abs=1e-9)  # three plots of 1 ha to issue
    assert row["supply"]["issuable_now"] == pytest.approx(3.0, abs=1e-9)
    assert made["parks"][0]["layers"]["issued"] == pytest.approx(0.0, abs=1e-9)
    assert made["parks"][1]["layers"]["issued"] == pytest.approx(1.0, abs=1e-9)


def test_that_the_need_is_what_the_formula_gives():
    """1000 jobs growing 1% a year, half on parks, 200 m2 each: 10 ha * (1.01**5 - 1)."""
    row = told(small_project())["balance"][0]
    assert row["flow"]["expansion"] == pytest.approx(10.0 * (1.01**5 - 1), abs=1e-9)
    assert row["flow"]["undivided"] == 0.0


def test_that_what_is_waited_for_makes_null_and_no_status():
    made = told(without(small_project(), "land_per_job:sector=bouw"))
    assert "land_per_job:sector=bouw" in made["waiting_for"]
    row = made["balance"][0]
    assert (row["closing"], row["flow"]["expansion"], row["status"]) == (None, None, None)
    assert made["region"][0]["sum"] is None


def test_that_undivided_rows_stand_there_only_when_they_hold_anything():
    areas = {row["market_area"] for row in told(small_project())["balance"]}
    assert areas == {"Hengelo-Borne"}
    park = {
        "uid": "p9", "name": "Elders", "issuable_ha": 7.0, "net_ha": 9.0, "plot_coverage": "geen",
    }  # fmt: skip
    made = told(with_rows(small_project(), "parks", **park))
    (row,) = [r for r in made["balance"] if r["market_area"] == r["segment"] == "onverdeeld"][:1]
    assert row["supply"]["declared"] == 7.0
    assert made["region"][0]["undivided_supply"] == 7.0


def test_that_the_leading_flow_of_an_undivided_row_is_undivided():
    project = with_rows(small_project(), "issuance", uid="u", year=2020, ha=10.0, kind="first")
    table = project.table("assumptions")
    method = {"uid": "m", "address": "leading_method", "text": "D2"}
    project = project.with_table(table.with_rows(pd.DataFrame([method])))
    rows = [r for r in told(project)["balance"] if r["market_area"] == "onverdeeld"]
    (row,) = [r for r in rows if r["segment"] == "onverdeeld"][:1]
    assert row["flow"]["expansion"] == 0.0
    assert row["flow"]["undivided"] == pytest.approx(5.0)  # 10 ha in a window of 10 years


def test_that_empty_cells_of_a_park_are_null_and_left_out_of_the_totals():
    made = told(with_rows(small_project(), "parks", uid="p9", name="Elders", in_register=True))
    park = next(one for one in made["parks"] if one["uid"] == "p9")
    assert (park["rin"], park["gross_ha"], park["municipality"]) == (None, None, None)
    assert made["totals"]["register"] == {
        "parks": 3, "gross_ha": 10.0, "net_ha": 8.0, "issuable_ha": 4.0,
    }  # fmt: skip


def test_that_warnings_are_sentences():
    assert told(small_project())["warnings"] == ["let op"]


# --- the table ---------------------------------------------------------------------------
def test_that_the_table_says_what_it_waits_for():
    project = without(small_project(), "land_per_job:sector=bouw")
    lines = list(balance_lines(compute(project, "Basis")))
    assert lines[-3:] == [
        "De balans wacht op:",
        "  Terreinquotiënt (m2 per baan); geef met set ADRES=WAARDE",
        "    land_per_job:sector=bouw",
    ]
    assert any("wacht op waarde" in line for line in lines)


@pytest.mark.parametrize(
    ("address", "head"),
    [
        ("jobs", "Banen: importeer een tabel met --as jobs"),
        (
            "segment_share:sector=bouw",
            "Verdeling over segmenten (aandeel); geef met set ADRES:segment=…=WAARDE",
        ),
        ("measure:m1:issued_net_ha", "Gegevens van een object; geef ze met set ADRES=WAARDE"),
    ],
)
def test_that_what_is_waited_for_says_how_to_give_it(address, head):
    assert list(waiting_lines([address]))[2:] == [f"  {head}", f"    {address}"]


def test_that_a_long_list_of_one_kind_is_counted():
    lines = list(waiting_lines([f"land_per_job:sector=s{n}" for n in range(11)]))
    assert lines[-1] == "    … en nog 3 zulke"


def test_that_a_narrow_terminal_gets_a_narrow_table_with_the_same_numbers():
    found = compute(small_project(), "Basis")
    wide, narrow = list(balance_lines(found)), list(balance_lines(found, 60))
    assert max(map(len, wide)) > 60 > max(len(line) for line in narrow[3:] if "regulier" in line)
    assert list(balance_lines(found, 500)) == wide
    numbers = re.compile(r"[+−]?\d+,\d")
    closing = {n for line in narrow for n in numbers.findall(line)}
    assert closing <= {n for line in wide for n in numbers.findall(line)}


def test_that_columns_stay_aligned_whatever_stands_in_them():
    rows = [("Marktgebied", "aanbod"), ("Hengelo-Borne", "1.234,5"), ("", "0,0")]
    lines = list(aligned(rows, "<>"))
    assert len({len(line) for line in lines}) == 1
