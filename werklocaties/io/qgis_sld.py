"""The same symbols as SLD 1.0, for programs that read no QML."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from werklocaties.presentation.styles import (
    PATTERN_DOT_PX,
    PATTERN_LINE_PX,
    PATTERN_TILE_PX,
    Symbol,
)

_SLD = "http://www.opengis.net/sld"
_OGC = "http://www.opengis.net/ogc"
_MARKS = {"diagonal": "shape://slash", "cross": "shape://times", "dots": "circle"}

ET.register_namespace("sld", _SLD)
ET.register_namespace("ogc", _OGC)


@dataclass(frozen=True)
class Class:
    """One class of a layer: the code in the file, its word, its symbol.

    The code ``None`` stands for everything that no other class has.
    """

    code: str | None
    word: str
    symbol: Symbol


def sld(table: str, attribute: str, classes: Sequence[Class], opacity: float = 1.0) -> str:
    """Return the style of a layer as SLD; ``attribute`` is empty for a layer with one class."""
    root = ET.Element(f"{{{_SLD}}}StyledLayerDescriptor", version="1.0.0")
    layer = _add(root, "NamedLayer")
    _add(layer, "Name", table)
    rules = _add(_add(layer, "UserStyle"), "FeatureTypeStyle")
    for item in classes:
        _rule(rules, attribute, item, opacity)
    return ET.tostring(root, encoding="unicode")


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_SLD}}}{name}")
    element.text = text
    return element


def _rule(parent: ET.Element, attribute: str, item: Class, opacity: float) -> None:
    rule = _add(parent, "Rule")
    _add(rule, "Name", item.word)
    if attribute and item.code is None:
        _add(rule, "ElseFilter")
    elif attribute:
        _filter(rule, attribute, item.code or "")
    area = _add(rule, "PolygonSymbolizer")
    if item.symbol.fill:
        _parameters(_add(area, "Fill"), {"fill": item.symbol.fill.light, "fill-opacity": opacity})
    _stroke(area, item.symbol)
    if item.symbol.pattern != "solid":
        _pattern(rule, item.symbol)


def _filter(rule: ET.Element, attribute: str, code: str) -> None:
    parent = ET.SubElement(rule, f"{{{_OGC}}}Filter")
    equal = ET.SubElement(parent, f"{{{_OGC}}}PropertyIsEqualTo")
    ET.SubElement(equal, f"{{{_OGC}}}PropertyName").text = attribute
    ET.SubElement(equal, f"{{{_OGC}}}Literal").text = code


def _parameters(parent: ET.Element, values: dict[str, object]) -> None:
    for name, value in values.items():
        _add(parent, "CssParameter", str(value)).set("name", name)


def _stroke(area: ET.Element, symbol: Symbol) -> None:
    if symbol.stroke_px == 0:
        return
    stroke = {"stroke": symbol.stroke.light, "stroke-width": symbol.stroke_px}
    dashes = {"stroke-dasharray": "4 2.5"} if symbol.dashed else {}
    _parameters(_add(area, "Stroke"), {**stroke, **dashes})


def _pattern(rule: ET.Element, symbol: Symbol) -> None:
    graphic = _add(_add(_add(_add(rule, "PolygonSymbolizer"), "Fill"), "GraphicFill"), "Graphic")
    mark = _add(graphic, "Mark")
    _add(mark, "WellKnownName", _MARKS[symbol.pattern])
    if symbol.pattern == "dots":
        _parameters(_add(mark, "Fill"), {"fill": symbol.stroke.light})
        _add(graphic, "Size", str(PATTERN_DOT_PX))
        return
    stroke = {"stroke": symbol.stroke.light, "stroke-width": PATTERN_LINE_PX}
    _parameters(_add(mark, "Stroke"), stroke)
    _add(graphic, "Size", str(PATTERN_TILE_PX))
