"""Fields of a layer in QGIS: labels, words for codes, and what may not be edited."""

from xml.etree import ElementTree as ET

from werklocaties.model.registers import Column, TableSchema
from werklocaties.model.vocabulary import CODES, CodeList
from werklocaties.presentation.texts import language

FIXED = ("uid",)


def add_fields(root: ET.Element, schema: TableSchema) -> None:
    """Add what QGIS must know about the fields of a table."""
    columns = [column for column in schema.columns if column.type != "multipolygon"]
    configuration = ET.SubElement(root, "fieldConfiguration")
    aliases = ET.SubElement(root, "aliases")
    editable = ET.SubElement(root, "editable")
    for column in columns:
        if column.values in CODES:
            configuration.append(_value_map(column, CODES[column.values]))
        _alias(aliases, column)
        may_change = "0" if column.name in FIXED else "1"
        ET.SubElement(editable, "field", name=column.column, editable=may_change)
    name = next(column for column in columns if column.name not in FIXED)
    ET.SubElement(root, "previewExpression").text = f'"{name.column}"'


def _alias(aliases: ET.Element, column: Column) -> None:
    word = column.label_nl if language() == "nl" else column.label_en
    unit = f" ({column.unit})" if column.unit else ""
    # QGIS finds the field by its name; the index is a relic that it wants to see.
    ET.SubElement(aliases, "alias", index="-1", field=column.column, name=word + unit)


def _value_map(column: Column, codes: CodeList) -> ET.Element:
    field = ET.Element("field", name=column.column, configurationFlags="None")
    config = ET.SubElement(ET.SubElement(field, "editWidget", type="ValueMap"), "config")
    options = ET.SubElement(ET.SubElement(config, "Option", type="Map"), "Option")
    options.attrib.update(name="map", type="List")
    for code in codes.codes:
        word = code.label_nl if language() == "nl" else code.label_en
        pair = ET.SubElement(options, "Option", type="Map")
        ET.SubElement(pair, "Option", name=word, value=code.code, type="QString")
    return field
