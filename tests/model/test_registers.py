"""Every cell of both registers: what may stand in a table, and what may be assumed."""

import csv
from collections import Counter
from importlib.resources import files
from typing import get_args

import pytest

from werklocaties.model.address import AXES
from werklocaties.model.assumptions import check_value, default_entry, default_value
from werklocaties.model.registers import (
    ASSUMPTIONS,
    FILE_NAMES,
    PROFILES,
    TABLES,
    Assumption,
    Column,
    ColumnType,
    TableSchema,
    ValueType,
)
from werklocaties.model.vocabulary import CODES, WEIGHTED_LAYERS, fold

COLUMNS = [column for schema in TABLES.values() for column in schema.columns]
FLAGS = {"", "yes"}
SQL_SAFE = set("abcdefghijklmnopqrstuvwxyz0123456789_")
SECTIONS_WITH_FLOWS = {"0", "1", "2", "2 D1", "2 D2", "2 D4", "3", "4"}


def raw_rows(name: str) -> list[dict[str, str]]:
    text = files("werklocaties.model").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


def of_column(column: Column) -> str:
    return f"{column.table}.{column.name}"


# --- schema.csv --------------------------------------------------------------------------
def test_that_the_tables_stand_in_order():
    assert list(TABLES) == [
        "plots",
        "parks",
        "zones",
        "buildings",
        "municipalities",
        "jobs",
        "issuance",
        "forecasts",
        "scenarios",
        "assumptions",
        "decisions",
        "measures",
    ]


def test_that_no_row_of_the_schema_has_a_cell_too_few_or_too_many():
    for row in raw_rows("schema.csv"):
        assert None not in row
        assert None not in row.values()


def test_that_no_cell_of_either_register_has_loose_spaces():
    for name in ("schema.csv", "assumptions.csv"):
        for row in raw_rows(name):
            assert all(cell == cell.strip() for cell in row.values()), row


def test_that_flags_of_the_schema_are_yes_or_empty():
    for row in raw_rows("schema.csv"):
        assert {row["required"], row["key"], row["derived"]} <= FLAGS, row


@pytest.mark.parametrize("column", COLUMNS, ids=of_column)
def test_that_a_column_is_complete(column):
    assert column.type in get_args(ColumnType)
    assert column.values == "" or column.values in CODES
    assert column.label_nl
    assert column.label_en
    assert column.explanation_nl.endswith((".", ":"))
    assert column.confidential in PROFILES
    assert column.merge in ("attribute", "whole")


@pytest.mark.parametrize("column", COLUMNS, ids=of_column)
def test_that_names_of_a_column_can_stand_in_a_file(column):
    assert column.name.isidentifier()
    assert set(column.column) <= SQL_SAFE
    assert 0 < len(column.column) <= 30
    assert not column.column[0].isdigit()


@pytest.mark.parametrize("column", [c for c in COLUMNS if c.values], ids=of_column)
def test_that_a_coded_column_is_text(column):
    assert column.type == "text"
    assert column.unit == ""


@pytest.mark.parametrize(
    "column", [c for c in COLUMNS if c.type in ("real", "integer")], ids=of_column
)
def test_that_a_number_has_a_unit(column):
    assert column.unit or column.name in ("position", "value")


@pytest.mark.parametrize("schema", TABLES.values(), ids=list(TABLES))
def test_that_names_within_a_table_are_unique(schema):
    for names in ([c.name for c in schema.columns], [c.column for c in schema.columns]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("schema", TABLES.values(), ids=list(TABLES))
def test_that_labels_within_a_table_are_unique(schema):
    for labels in ([c.label_nl for c in schema.columns], [c.label_en for c in schema.columns]):
        assert [label for label, count in Counter(labels).items() if count > 1] == []


@pytest.mark.parametrize("schema", TABLES.values(), ids=list(TABLES))
def test_that_synonyms_within_a_table_never_collide(schema):
    """What a file calls a column must point at one column only."""
    meanings: dict[str, set[str]] = {}
    for column in schema.columns:
        for word in {column.column, column.label_nl, *column.synonyms}:
            meanings.setdefault(fold(word), set()).add(column.name)
    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}


@pytest.mark.parametrize("schema", TABLES.values(), ids=list(TABLES))
def test_that_a_table_has_uid_as_its_one_key_and_first_column(schema):
    assert [c.name for c in schema.columns if c.key] == ["uid"]
    assert schema.columns[0].name == "uid"
    assert schema.column("uid").required
    assert schema.column("uid").confidential == "public"


@pytest.mark.parametrize("schema", TABLES.values(), ids=list(TABLES))
def test_that_a_table_with_shapes_has_one_geometry_as_last_column(schema):
    shapes = [c.name for c in schema.columns if c.type == "multipolygon"]
    assert shapes == (["geometry"] if schema.kind == "features" else [])
    assert (schema.geometry is not None) == (schema.kind == "features")
    if shapes:
        assert schema.columns[-1].name == "geometry"


@pytest.mark.parametrize("schema", TABLES.values(), ids=list(TABLES))
def test_that_a_table_describes_itself(schema):
    assert isinstance(schema, TableSchema)
    assert schema.label_nl
    assert schema.label_en
    assert schema.explanation_nl.endswith(".")
    assert set(schema.file_name) <= SQL_SAFE


@pytest.mark.parametrize("schema", TABLES.values(), ids=list(TABLES))
def test_that_every_row_of_a_table_can_say_where_it_comes_from(schema):
    assert schema.column("origin").values == "origin"
    assert schema.column("source").type == "text"


def test_that_file_names_are_unique_and_lead_back():
    assert len(FILE_NAMES) == len(TABLES)
    assert all(FILE_NAMES[schema.file_name] == name for name, schema in TABLES.items())


def test_that_a_required_column_is_public():
    assert [of_column(c) for c in COLUMNS if c.required and c.confidential != "public"] == []


def test_that_names_of_firms_and_negotiations_stay_in_the_complete_profile():
    closed = {of_column(c) for c in COLUMNS if c.confidential == "complete"}
    assert closed == {"plots.option_holder", "plots.negotiated_eur_m2"}


def test_that_a_column_is_found_by_either_name():
    assert TABLES["plots"].column("status") is TABLES["plots"].by_file_name("status")
    assert TABLES["plots"].by_file_name("onbekend") is None
    assert TABLES["plots"].has("status")
    assert not TABLES["plots"].has("onbekend")
    with pytest.raises(KeyError):
        TABLES["plots"].column("onbekend")


# --- assumptions.csv ---------------------------------------------------------------------
RULES = list(ASSUMPTIONS.values())


def of_rule(rule: Assumption) -> str:
    return rule.key


def test_that_keys_and_labels_of_assumptions_are_unique():
    assert len(ASSUMPTIONS) == len(raw_rows("assumptions.csv"))
    for labels in ([r.label_nl for r in RULES], [r.label_en for r in RULES]):
        assert [label for label, count in Counter(labels).items() if count > 1] == []


def test_that_no_row_of_the_assumptions_has_a_cell_too_few_or_too_many():
    for row in raw_rows("assumptions.csv"):
        assert None not in row
        assert None not in row.values()


@pytest.mark.parametrize("rule", RULES, ids=of_rule)
def test_that_an_assumption_is_complete(rule):
    assert rule.key.isidentifier()
    assert rule.section
    assert rule.type in get_args(ValueType)
    assert rule.label_nl
    assert rule.label_en
    assert rule.explanation_nl.endswith(".")
    assert rule.method in SECTIONS_WITH_FLOWS


@pytest.mark.parametrize("rule", RULES, ids=of_rule)
def test_that_axes_of_an_assumption_are_those_of_addresses(rule):
    assert set(rule.axes) <= set(AXES)
    assert set(rule.inherits) <= set(AXES)
    assert not set(rule.axes) & set(rule.inherits)
    assert list(rule.axes) == sorted(rule.axes, key=AXES.index)


@pytest.mark.parametrize("rule", [r for r in RULES if r.type in ("number", "year")], ids=of_rule)
def test_that_a_number_has_a_unit_and_a_range(rule):
    assert rule.unit
    assert rule.minimum is not None
    assert rule.maximum is not None
    assert rule.minimum < rule.maximum
    assert rule.choices == ()


@pytest.mark.parametrize(
    "rule", [r for r in RULES if r.type not in ("number", "year")], ids=of_rule
)
def test_that_only_numbers_have_a_unit_and_a_range(rule):
    assert rule.unit == ""
    assert (rule.minimum, rule.maximum) == (None, None)
    assert bool(rule.choices) == (rule.type == "choice")


def defaults(rule: Assumption) -> list[str]:
    if not rule.default:
        return []
    labels = rule.default_labels
    return [rule.default_for({"x": label}) for label in labels] if labels else [rule.default]


@pytest.mark.parametrize("rule", [r for r in RULES if r.default], ids=of_rule)
def test_that_a_default_is_allowed_and_says_on_whose_authority(rule):
    assert rule.source.startswith(("keuze van de methode", "CPB/PBL"))
    for text in defaults(rule):
        assert check_value(rule, default_value(rule, text)) == ""


@pytest.mark.parametrize("rule", [r for r in RULES if r.default], ids=of_rule)
def test_that_a_default_gives_its_reason_or_its_alternative(rule):
    """A silent choice is a visible choice: the word 'keuze' alone is no reason."""
    reason = rule.source.removeprefix("keuze van de methode").lstrip(": ")
    assert reason or " ook" in rule.explanation_nl


@pytest.mark.parametrize("rule", [r for r in RULES if r.default], ids=of_rule)
def test_that_a_default_is_marked_as_choice_of_the_method(rule):
    labels = rule.default_labels or ("",)
    for label in labels:
        entry = default_entry(rule.key, {rule.axes[0]: label} if rule.axes else {})
        assert entry is not None
        assert (entry.origin, entry.illustrative) == ("methode", False)
        assert entry.source == rule.source


def test_that_no_published_or_estimated_number_has_a_default():
    """Growth, shares, land per job, rates and stocks are the user's or they are empty."""
    empty = {
        "growth",
        "park_share",
        "land_per_job",
        "segment_share",
        "special",
        "destination",
        "friction_rate",
        "vacant_m2",
        "floor_stock_m2",
        "fsi_net",
        "reference_year",
        "horizon_year",
        "register_date",
    }
    assert all(ASSUMPTIONS[key].default == "" for key in empty)


def test_that_every_layer_that_can_count_has_a_weight():
    assert set(ASSUMPTIONS["layer_weight"].default_labels) == set(WEIGHTED_LAYERS)


def test_that_default_weights_count_hard_supply_and_no_soft_plan_or_freezer():
    rule = ASSUMPTIONS["layer_weight"]
    weights = {layer: rule.default_for({"layer": layer}) for layer in WEIGHTED_LAYERS}
    assert {layer for layer, weight in weights.items() if weight == "0"} == {"soft_plan", "frozen"}
    assert set(weights.values()) == {"0", "1"}


def test_that_default_bounds_are_those_of_the_method_in_ascending_order():
    rule = ASSUMPTIONS["status_bound"]
    bounds = [float(rule.default_for({"status": s})) for s in rule.default_labels]
    assert bounds == [0.75, 0.9, 1.1, 1.5]


def test_that_a_default_by_label_is_empty_for_another_label():
    assert ASSUMPTIONS["layer_weight"].default_for({"layer": "issued"}) == ""


def test_that_the_registers_cannot_be_written_into():
    with pytest.raises(TypeError):
        TABLES["plots"] = TABLES["parks"]  # type: ignore[index]
    with pytest.raises(TypeError):
        ASSUMPTIONS["growth"] = ASSUMPTIONS["shrinkage"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        ASSUMPTIONS["growth"].default = "0"  # type: ignore[misc]
