"""Styles for QGIS: complete, well-formed, made from styles.py and the schema."""

from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from werklocaties.io.qgis_sld import Class, sld
from werklocaties.io.qgis_style import layer_styles
from werklocaties.io.qgis_symbols import colour
from werklocaties.model.registers import TABLES
from werklocaties.model.vocabulary import MAIN_GROUP, PLOT_STATUS
from werklocaties.presentation import styles

SLD = "{http://www.opengis.net/sld}"
STYLES = layer_styles()
SPATIAL = {schema.file_name for schema in TABLES.values() if schema.geometry is not None}


def default(table):
    return next(style for style in STYLES if style.table == table and style.default)


def qml(style):
    return ET.fromstring(style.qml.split("\n", 1)[1])


def symbols(root):
    return [symbol.findall("layer") for symbol in root.findall("renderer-v2/symbols/symbol")]


def option(layer, name):
    return layer.find(f"Option/Option[@name='{name}']").get("value")


def test_that_every_layer_with_geometry_has_one_default_style():
    assert Counter(style.table for style in STYLES if style.default) == dict.fromkeys(SPATIAL, 1)


def test_that_the_names_of_styles_fit_and_differ_per_layer():
    names = [(style.table, style.name) for style in STYLES]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 30 for _, name in names)


@pytest.mark.parametrize("style", STYLES, ids=lambda s: f"{s.table}-{s.name}")
def test_that_a_style_is_well_formed(style):
    assert qml(style).tag == "qgis"
    assert ET.fromstring(style.sld).tag == f"{SLD}StyledLayerDescriptor"


def test_that_plots_are_classed_by_status_with_our_colours():
    root = qml(default("kavels"))
    assert root.find("renderer-v2").get("attr") == "status"
    values = [c.get("value") for c in root.findall("renderer-v2/categories/category")]
    assert values == [*PLOT_STATUS.order, ""]
    for code, layers in zip(PLOT_STATUS.order, symbols(root), strict=False):
        symbol = styles.PLOT_SYMBOLS[code]
        assert option(layers[0], "outline_color") == colour(symbol.stroke.light)
        if symbol.fill:
            assert option(layers[0], "color") == colour(symbol.fill.light)


@pytest.mark.parametrize(
    ("status", "layers"),
    [
        ("issuable_now", ["SimpleFill"]),
        ("issuable_later", ["SimpleFill", "LinePatternFill"]),
        ("frozen", ["SimpleFill", "LinePatternFill", "LinePatternFill"]),
        ("option", ["SimpleFill", "PointPatternFill"]),
        ("withdrawn", ["SimpleFill", "GeometryGenerator"]),
    ],
)
def test_that_a_pattern_lies_over_its_fill(status, layers):
    found = symbols(qml(default("kavels")))[PLOT_STATUS.order.index(status)]
    assert [layer.get("class") for layer in found] == layers


def test_that_zoning_is_a_wash_and_at_full_strength_in_its_own_theme():
    wash, full = (style for style in STYLES if style.table == "zonering")
    fill = styles.ZONE_FILLS[MAIN_GROUP.order[0]]
    assert option(symbols(qml(wash))[0][0], "color") == colour(fill, 0.25)
    assert option(symbols(qml(full))[0][0], "color") == colour(fill)
    assert (wash.default, full.default) == (True, False)


def test_that_plots_are_outlines_in_the_theme_of_zoning():
    outlines = next(s for s in STYLES if s.table == "kavels" and not s.default)
    for layers in symbols(qml(outlines)):
        assert option(layers[0], "style") == "no"


@pytest.mark.parametrize("table", sorted(SPATIAL))
def test_that_fields_have_the_labels_and_words_of_the_schema(table):
    root = qml(default(table))
    schema = next(s for s in TABLES.values() if s.file_name == table)
    aliases = {a.get("field"): a.get("name") for a in root.findall("aliases/alias")}
    columns = [c for c in schema.columns if c.type != "multipolygon"]
    assert list(aliases) == [c.column for c in columns]
    mapped = {f.get("name") for f in root.findall("fieldConfiguration/field")}
    assert mapped == {c.column for c in columns if c.values}


def test_that_the_key_may_not_be_edited():
    for style in STYLES:
        fixed = [f.get("name") for f in qml(style).findall("editable/field[@editable='0']")]
        assert fixed == ["uid"]


def test_that_words_follow_the_language():
    english = next(s for s in layer_styles("en") if s.table == "kavels" and s.default)
    assert english.name == "Plot status"
    assert 'label="issuable now"' in english.qml
    assert 'label="terstond uitgeefbaar"' in default("kavels").qml


def test_that_every_style_says_what_schematic_means():
    for style in STYLES:
        assert "schematisch" in style.description
        assert qml(style).find("userNotes").get("value") == style.description


def test_that_the_sld_has_a_rule_for_every_class():
    rules = ET.fromstring(default("kavels").sld).iter(f"{SLD}Rule")
    words = [rule.findtext(f"{SLD}Name") for rule in rules]
    assert words == [*(code.label_nl for code in PLOT_STATUS.codes), "status onbekend"]


def test_that_the_sld_escapes_what_xml_cannot_hold():
    told = sld("a", "b", [Class("<&>", 'x < "y"', styles.PARK_OUTLINE)])
    assert ET.fromstring(told).find(f".//{SLD}Rule/{SLD}Name").text == 'x < "y"'


def test_that_the_styles_are_the_same_every_time():
    assert layer_styles() == STYLES
