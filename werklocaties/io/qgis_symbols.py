"""Symbols of ``presentation/styles.py`` in the language of QGIS (QML, readable by 3.22)."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from werklocaties.presentation.styles import (
    PATTERN_DOT_PX,
    PATTERN_LINE_PX,
    PATTERN_TILE_PX,
    Symbol,
    rgb,
)

POINTS_PER_PX = 0.75
_APART = PATTERN_TILE_PX * POINTS_PER_PX / 2**0.5

# Two strokes from corner to corner of the narrowest rectangle, cut off at the plot itself.
_CROSS = (
    "with_variable('b', boundary(oriented_bbox($geometry)), intersection($geometry, "
    "collect_geometries(make_line(point_n(@b, 1), point_n(@b, 3)), "
    "make_line(point_n(@b, 2), point_n(@b, 4)))))"
)


def colour(value: str, opacity: float = 1.0) -> str:
    """Write ``#RRGGBB`` the way QGIS does.

    Example:
        >>> colour("#179A76", 0.25)
        '23,154,118,64'
    """
    red, green, blue = rgb(value)
    return f"{red},{green},{blue},{round(255 * opacity)}"


def points(px: float) -> str:
    """Write a size on screen in points, so that it scales with the screen."""
    return f"{px * POINTS_PER_PX:g}"


def option_map(parent: ET.Element, values: Mapping[str, str]) -> ET.Element:
    """Add the values of a symbol layer."""
    options = ET.SubElement(parent, "Option", type="Map")
    for name, value in values.items():
        ET.SubElement(options, "Option", name=name, value=value, type="QString")
    return options


def fill_symbol(name: str, symbol: Symbol, opacity: float = 1.0) -> ET.Element:
    """Make the symbol of an area: fill and outline, and above it the pattern or the X."""
    element = _symbol("fill", name)
    _simple_fill(element, symbol, opacity)
    if symbol.pattern in ("diagonal", "cross"):
        _lines(element, name, symbol, 45)
    if symbol.pattern == "cross":
        _lines(element, name, symbol, 135)
    if symbol.pattern == "dots":
        _dots(element, name, symbol)
    if symbol.crossed:
        _cross(element, name, symbol)
    return element


def _symbol(kind: str, name: str) -> ET.Element:
    return ET.Element("symbol", type=kind, name=name, alpha="1", clip_to_extent="1", force_rhr="0")


def _layer(parent: ET.Element, kind: str, values: Mapping[str, str]) -> ET.Element:
    layer = ET.SubElement(
        parent, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"}
    )
    option_map(layer, values)
    return layer


def _within(layer: ET.Element, kind: str, name: str, index: int) -> ET.Element:
    """Add the symbol that a pattern is made of; QGIS names it after its place."""
    inner = _symbol(kind, f"@{name}@{index}")
    layer.append(inner)
    return inner


def _simple_fill(element: ET.Element, symbol: Symbol, opacity: float) -> None:
    line = "no" if symbol.stroke_px == 0 else "dash" if symbol.dashed else "solid"
    values = {
        "color": colour(symbol.fill.light, opacity) if symbol.fill else "255,255,255,0",
        "style": "solid" if symbol.fill else "no",
        "outline_color": colour(symbol.stroke.light),
        "outline_style": line,
        "outline_width": points(symbol.stroke_px),
        "outline_width_unit": "Point",
        "joinstyle": "miter",
    }
    _layer(element, "SimpleFill", values)


def _lines(element: ET.Element, name: str, symbol: Symbol, angle: int) -> None:
    values = {"angle": str(angle), "distance": f"{_APART:.3f}", "distance_unit": "Point"}
    index = len(element)
    inner = _within(_layer(element, "LinePatternFill", values), "line", name, index)
    _layer(inner, "SimpleLine", _line_values(symbol, PATTERN_LINE_PX))


def _line_values(symbol: Symbol, px: float) -> dict[str, str]:
    return {
        "line_color": colour(symbol.stroke.light),
        "line_width": points(px),
        "line_width_unit": "Point",
        "line_style": "solid",
        "capstyle": "flat",
    }


def _dots(element: ET.Element, name: str, symbol: Symbol) -> None:
    step = points(PATTERN_TILE_PX)
    half = points(PATTERN_TILE_PX / 2)
    values = {
        "distance_x": half,
        "distance_x_unit": "Point",
        "distance_y": step,
        "distance_y_unit": "Point",
        "displacement_x": "0",
        "displacement_y": half,
        "displacement_y_unit": "Point",
    }
    index = len(element)
    inner = _within(_layer(element, "PointPatternFill", values), "marker", name, index)
    dot = {
        "name": "circle",
        "color": colour(symbol.stroke.light),
        "outline_style": "no",
        "size": points(PATTERN_DOT_PX),
        "size_unit": "Point",
    }
    _layer(inner, "SimpleMarker", dot)


def _cross(element: ET.Element, name: str, symbol: Symbol) -> None:
    values = {"SymbolType": "Line", "geometryModifier": _CROSS, "units": "MapUnit"}
    index = len(element)
    inner = _within(_layer(element, "GeometryGenerator", values), "line", name, index)
    _layer(inner, "SimpleLine", _line_values(symbol, symbol.stroke_px))
