"""How QGIS shows our layers: made from ``presentation/styles.py`` and the schema.

Every layer with geometry gets a default style; plots and zoning also get the theme
"Bestemmingen", in which the zoning is at full strength and plots are outlines only. Fields have
their labels, code lists show words instead of codes.
"""

from collections.abc import Sequence
from dataclasses import replace
from xml.etree import ElementTree as ET

from werklocaties.io.project_file.styles_table import LayerStyle
from werklocaties.io.qgis_fields import add_fields
from werklocaties.io.qgis_sld import Class, sld
from werklocaties.io.qgis_symbols import fill_symbol
from werklocaties.model.registers import TABLES
from werklocaties.model.vocabulary import MAIN_GROUP, PLOT_STATUS
from werklocaties.presentation.styles import (
    BUILDING,
    MEASURE,
    MUNICIPALITY_OUTLINE,
    PARK_OUTLINE,
    PLOT_SYMBOLS,
    TOKENS,
    UNKNOWN_STATUS,
    ZONE_FILLS,
    ZONE_WASH,
    Symbol,
    Tone,
)
from werklocaties.presentation.texts import language, speaking, text

QGIS_VERSION = "3.22.0"
_CATEGORIES = "Symbology|Labeling|Fields|Forms|Notes"

_OUTLINES = {
    "parks": PARK_OUTLINE,
    "buildings": BUILDING,
    "municipalities": MUNICIPALITY_OUTLINE,
    "measures": MEASURE,
}
_ZONE_WITHOUT_GROUP = Symbol(None, TOKENS["edge"], stroke_px=0.6)


def layer_styles(language: str = "nl") -> tuple[LayerStyle, ...]:
    """Return the styles of all layers with geometry, with words in this language."""
    with speaking(language):
        outlines = (_outline(table, symbol) for table, symbol in _OUTLINES.items())
        return (*_plots(), *_zones(), *outlines)


# --- layers ------------------------------------------------------------------------------
def _plots() -> tuple[LayerStyle, LayerStyle]:
    classes = [
        Class(code, PLOT_STATUS.label(code, language()), symbol)
        for code, symbol in PLOT_SYMBOLS.items()
    ]
    classes.append(Class(None, text("status onbekend"), UNKNOWN_STATUS))
    outlined = [replace(item, symbol=_outline_only(item.symbol)) for item in classes]
    return (
        _style("plots", text("Status kavels"), "status", classes),
        replace(_style("plots", text("Bestemmingen"), "status", outlined), default=False),
    )


def _outline_only(symbol: Symbol) -> Symbol:
    return replace(symbol, fill=None, pattern="solid")


def _zones() -> tuple[LayerStyle, LayerStyle]:
    classes = [
        Class(code, MAIN_GROUP.label(code, language()), _zone(fill))
        for code, fill in ZONE_FILLS.items()
    ]
    classes.append(Class(None, text("zonder hoofdgroep"), _ZONE_WITHOUT_GROUP))
    wash = ZONE_WASH["light"]
    return (
        _style("zones", text("Zonering (licht)"), "main_group", classes, wash),
        replace(_style("zones", text("Bestemmingen"), "main_group", classes), default=False),
    )


def _zone(fill: str) -> Symbol:
    return Symbol(Tone(fill, fill), Tone(fill, fill), stroke_px=0)


def _outline(table: str, symbol: Symbol) -> LayerStyle:
    schema = TABLES[table]
    word = schema.label_nl if language() == "nl" else schema.label_en
    return _style(table, word, "", [Class(None, word, symbol)])


def _style(
    table: str, name: str, column: str, classes: Sequence[Class], opacity: float = 1.0
) -> LayerStyle:
    schema = TABLES[table]
    attribute = schema.column(column).column if column else ""
    return LayerStyle(
        table=schema.file_name,
        name=name,
        qml=_qml(table, attribute, classes, opacity),
        sld=sld(schema.file_name, attribute, classes, opacity),
        description=_note(),
    )


def _note() -> str:
    return text(
        "Objecten waarvoor 'schematisch' waar is, zijn getekend en niet gemeten. Herkomst "
        "'illustratief' betekent: voorbeeld, niet voor besluiten."
    )


# --- QML ---------------------------------------------------------------------------------
def _qml(table: str, attribute: str, classes: Sequence[Class], opacity: float) -> str:
    root = ET.Element("qgis", version=QGIS_VERSION, styleCategories=_CATEGORIES)
    root.append(_renderer(attribute, classes, opacity))
    if table == "parks":
        root.set("labelsEnabled", "1")
        root.append(_labels("naam"))
    add_fields(root, TABLES[table])
    ET.SubElement(root, "userNotes", value=_note())
    ET.SubElement(root, "layerGeometryType").text = "2"
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + ET.tostring(
        root, encoding="unicode"
    )


def _renderer(attribute: str, classes: Sequence[Class], opacity: float) -> ET.Element:
    kind = "categorizedSymbol" if attribute else "singleSymbol"
    renderer = ET.Element(
        "renderer-v2", type=kind, forceraster="0", symbollevels="0", enableorderby="0"
    )
    if attribute:
        renderer.set("attr", attribute)
        categories = ET.SubElement(renderer, "categories")
        for i, item in enumerate(classes):
            ET.SubElement(
                categories,
                "category",
                {
                    "value": item.code or "",
                    "type": "string",
                    "symbol": str(i),
                    "label": item.word,
                    "render": "true",
                },
            )
    symbols = ET.SubElement(renderer, "symbols")
    symbols.extend(fill_symbol(str(i), item.symbol, opacity) for i, item in enumerate(classes))
    return renderer


def _labels(column: str) -> ET.Element:
    labeling = ET.Element("labeling", type="simple")
    settings = ET.SubElement(labeling, "settings")
    style = ET.SubElement(
        settings,
        "text-style",
        {
            "fieldName": f'upper("{column}")',
            "isExpression": "1",
            "fontSize": "8",
            "fontSizeUnit": "Point",
            "textColor": "28,34,32,255",
            "namedStyle": "SemiBold",
        },
    )
    buffer = {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM"}
    ET.SubElement(style, "text-buffer", {**buffer, "bufferColor": "255,255,255,255"})
    ET.SubElement(settings, "placement", placement="1", geometryGeneratorEnabled="0")
    ET.SubElement(settings, "rendering", obstacle="0", drawLabels="1")
    return labeling
