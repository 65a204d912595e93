"""The map of fields: suggested from our vocabulary, and remembered as TOML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.io.fieldmap import FieldMap, FieldRule, from_toml, to_toml
from werklocaties.io.rows import FieldInfo, LayerInfo
from werklocaties.io.suggest import fit, own_table, suggest
from werklocaties.io.units import factor_for
from werklocaties.model.finding import DoorError
from werklocaties.model.registers import TABLES


def layer(*fields, kind="Polygon", name="laag"):
    made = tuple(f if isinstance(f, FieldInfo) else FieldInfo(f, "str") for f in fields)
    return LayerInfo("bron.gpkg", name, kind, 3, made)


def suggested(table, *fields):
    rules = suggest(layer(*fields), table).fields
    return {name: rule.field for name, rule in rules.items() if rule.field}


# --- suggest -----------------------------------------------------------------------------
def test_that_the_published_ibis_layer_is_understood():
    fields = (
        "RIN_NUMMER",
        "JAAR",
        "PLAN_NAAM",
        "GEM_CODES",
        "PROV_NAMEN",
        "HA_BRUTO",
        "HA_NETTO",
        "HA_TOTTUIT",
        "WLOC_TYPE",
    )
    assert suggested("parks", *fields) == {
        "rin": "RIN_NUMMER",
        "reference_year": "JAAR",
        "name": "PLAN_NAAM",
        "municipality": "GEM_CODES",
        "gross_ha": "HA_BRUTO",
        "net_ha": "HA_NETTO",
        "issuable_ha": "HA_TOTTUIT",
        "park_type": "WLOC_TYPE",
    }


def test_that_the_older_ibis_export_is_understood_with_its_square_metres():
    oppbruto = FieldInfo("OPPBRUTO", "str", ("236100", "165000", "7923"))
    made = suggest(layer("RINNUMMER", "BEDRIJVENT", "KERN", oppbruto), "parks")
    assert made.fields["rin"].field == "RINNUMMER"
    assert made.fields["name"].field == "BEDRIJVENT"
    assert (made.fields["gross_ha"].field, made.fields["gross_ha"].factor) == ("OPPBRUTO", 1e-4)
    assert made.unmapped == ("KERN",)


def test_that_the_names_of_mob_and_flamingo_are_understood_for_plots():
    fields = (
        "ibis_id",
        "terreinid",
        "status",
        "eigenaartype",
        "uitgegevenaan",
        "kaveloppervlak",
        "eerstejaaruitgifte",
        "milieuwet_code",
        "gemeentenaam",
        "datummutatie",
    )
    assert suggested("plots", *fields) == {
        "plot_number": "ibis_id",
        "park_uid": "terreinid",
        "status": "status",
        "owner_type": "eigenaartype",
        "option_holder": "uitgegevenaan",
        "declared_m2": "kaveloppervlak",
        "issued_year": "eerstejaaruitgifte",
        "nuisance_category": "milieuwet_code",
        "municipality": "gemeentenaam",
        "reference_date": "datummutatie",
    }


@pytest.mark.parametrize(
    "name", ["KAVELNUMMER", "kavel nummer", "Kavel-Nummer", "plot_number", "Kavelnr"]
)
def test_that_case_spaces_hyphens_and_underscores_do_not_matter(name):
    assert suggested("plots", name) == {"plot_number": name}


def test_that_the_column_of_our_own_name_wins_from_a_synonym():
    assert suggested("parks", "GEM_NAAM", "gemeente")["municipality"] == "gemeente"
    assert suggested("parks", "GEM_NAAM", "GEM_CODE")["municipality"] == "GEM_CODE"


def test_that_a_name_that_a_shapefile_cut_off_is_found_back():
    assert suggested("plots", "uitgiftest", "milieuwet_") == {
        "status": "uitgiftest",
        "nuisance_category": "milieuwet_",
    }


def test_that_a_field_fills_one_column_and_none_is_lost():
    made = suggest(layer("naam", "plan_naam", "xyz", "bruto"), "parks")
    used = [rule.field for rule in made.fields.values() if rule.field]
    assert len(used) == len(set(used))
    assert sorted([*used, *made.unmapped]) == ["bruto", "naam", "plan_naam", "xyz"]


def test_that_rows_say_where_they_come_from():
    rules = suggest(layer("naam"), "parks").fields
    assert (rules["origin"].constant, rules["source"].constant) == ("bron", "bron.gpkg")
    assert "in_register" not in rules


@pytest.mark.parametrize(
    ("table", "column", "name", "sample", "factor"),
    [
        ("parks", "gross_ha", "HA_BRUTO", (220.05,), 1.0),
        ("parks", "gross_ha", "HA_BRUTO", (22005.0, 9999.0), 1.0),
        ("parks", "gross_ha", "bruto", (22005.0, 9999.0), 1e-4),
        ("parks", "gross_ha", "bruto_m2", (100.0,), 1e-4),
        ("parks", "gross_ha", "bruto", (), 1.0),
        ("plots", "declared_m2", "oppervlakte", (4500.0, 7320.0), 1.0),
        ("plots", "declared_m2", "oppervlakte", (0.45, 0.73), 1e4),
        ("plots", "declared_m2", "opp_ha", (450.0,), 1e4),
        ("parks", "net_share", "netto_aandeel", (0.7,), 1.0),
    ],
)
def test_that_the_unit_follows_from_the_name_else_from_the_size(
    table, column, name, sample, factor
):
    field = FieldInfo(name, "float64", sample)
    assert factor_for(TABLES[table].column(column), field) == factor


def test_that_a_layer_fits_only_a_table_with_its_geometry():
    assert fit(layer("kavelnummer", "status"), "plots") == 2
    assert fit(layer("kavelnummer", "status", kind="Point"), "plots") == 0
    assert fit(layer("kavelnummer", "status", kind=""), "plots") == 0
    assert fit(layer("sector", "banen", "jaar", kind=""), "jobs") == 3
    assert fit(layer("kavelnummer", name="Kavels"), "plots") == 2


@pytest.mark.parametrize("table", list(TABLES))
def test_that_a_layer_of_our_own_is_known_by_its_name_and_columns(table):
    schema = TABLES[table]
    columns = [column.column for column in schema.columns if column.name != "geometry"]
    assert own_table(layer(*columns, name=schema.file_name)) == table
    assert own_table(layer(*columns, name="x")) == ""
    assert own_table(layer(*columns[:-1], name=schema.file_name)) == ""


# --- remember ----------------------------------------------------------------------------
def test_that_a_map_reads_as_a_planner_would_write_it():
    fieldmap = FieldMap(
        table="plots",
        layer="kavels 2024",
        crs="EPSG:28992",
        decimal=",",
        unmapped=("gid",),
        fields={
            "status": FieldRule(field="STATUS", codes={"A": "in optie"}),
            "declared_m2": FieldRule(field="opp", factor=10_000.0),
            "origin": FieldRule(constant="bron"),
            "quay": FieldRule(constant=False),
        },
    )
    text = to_toml(fieldmap)
    assert text.splitlines() == [
        'tabel = "kavels"',
        'laag = "kavels 2024"',
        'crs = "EPSG:28992"',
        'decimaal = ","',
        'niet_gebruikt = ["gid"]',
        "",
        '[kolommen."status"]',
        'veld = "STATUS"',
        'vertaling = { "A" = "in optie" }',
        "",
        '[kolommen."opgegeven_m2"]',
        'veld = "opp"',
        "factor = 10000.0",
        "",
        '[kolommen."herkomst"]',
        'waarde = "bron"',
        "",
        '[kolommen."kade"]',
        "waarde = false",
    ]
    assert from_toml(text, "f.toml") == fieldmap


WORD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(WORD, WORD, WORD, st.floats(1e-6, 1e6), st.booleans() | st.integers(-(2**60), 2**60) | WORD)
def test_that_writing_then_reading_a_map_changes_nothing(layer_name, name, code, factor, constant):
    fieldmap = FieldMap(
        table="parks",
        layer=layer_name,
        unmapped=(name, code),
        fields={
            "name": FieldRule(field=name, codes={name: code}),
            "gross_ha": FieldRule(field=code, factor=factor),
            "remark": FieldRule(constant=constant),
        },
    )
    assert from_toml(to_toml(fieldmap), "f.toml") == fieldmap


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tabel = ", "fieldmap_damaged"),
        ("", "fieldmap_invalid"),
        ('tabel = "wegen"', "fieldmap_invalid"),
        ('tabel = "kavels"\nonzin = 1', "fieldmap_invalid"),
        ('tabel = "kavels"\nkolommen = 3', "fieldmap_invalid"),
        ('tabel = "kavels"\n[kolommen.wat]\nveld = "x"', "fieldmap_invalid"),
        ('tabel = "kavels"\n[kolommen.geom]\nveld = "x"', "fieldmap_invalid"),
        ('tabel = "kavels"\n[kolommen.status]\nveld = "x"\nwaarde = "y"', "fieldmap_invalid"),
        ('tabel = "kavels"\n[kolommen.status]', "fieldmap_invalid"),
        ('tabel = "kavels"\n[kolommen.opgegeven_m2]\nveld = "x"\nfactor = -1', "fieldmap_invalid"),
    ],
)
def test_that_a_bad_map_is_refused_with_its_place(text, code):
    with pytest.raises(DoorError) as refused:
        from_toml(text, "velden.toml")
    assert refused.value.code == code
    assert refused.value.values["file"] == "velden.toml"


def test_that_an_added_rule_takes_its_field_from_the_unmapped():
    made = suggest(layer("naam", "xyz"), "parks").with_rule("remark", FieldRule(field="xyz"))
    assert made.unmapped == ()
    assert made.fields["remark"].field == "xyz"
