"""The zoning of the example as an IMRO2012 plan in GML 3.2."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

import shapely
from shapely import Polygon

from twente import zoning
from twente.drawing import Drawing, Zone
from twente.layers import category_name

CRS = "urn:ogc:def:crs:EPSG::28992"
MADE = "2023-06-27"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Schematisch voorbeeld van het project Werklocaties: geen vastgesteld plan, geen rechten. -->
<imro:FeatureCollectionIMRO gml:id="Collectie" xmlns:imro="http://www.geonovum.nl/imro/2012/1.1" \
xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:gml="http://www.opengis.net/gml/3.2" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.geonovum.nl/imro/2012/1.1 \
http://schemas.geonovum.nl/imro/2012/1.1/IMRO2012.xsd">
"""
TAIL = "</imro:FeatureCollectionIMRO>\n"
ARTICLES = {
    "Agrarisch": 3,
    "Bedrijventerrein": 4,
    "Bedrijventerrein - Hightech": 5,
    "Bedrijventerrein - Kanaal": 6,
    "Detailhandel": 7,
    "Gemengd": 8,
    "Groen": 9,
    "Kantoor": 10,
    "Verkeer": 11,
    "Verkeer - Railverkeer": 12,
    "Water": 13,
}
"""Articles of the plan in alphabetical order, after definitions and ways of measuring."""


# --- elements ----------------------------------------------------------------------------
def _element(name: str, content: object) -> str:
    return f"<imro:{name}>{content}</imro:{name}>"


def _value(name: str, content: object) -> str:
    return _element(name, escape(str(content)))


def _identity(local: str, version: str = "") -> str:
    parts = _value("namespace", "NL.IMRO") + _value("lokaalID", local)
    parts += _value("versie", version) if version else ""
    return _element("identificatie", _element("NEN3610ID", parts))


def _ring(ring: shapely.LinearRing) -> str:
    numbers = " ".join(f"{x:.3f} {y:.3f}" for x, y in ring.coords)
    return f"<gml:LinearRing><gml:posList>{numbers}</gml:posList></gml:LinearRing>"


def _patch(polygon: Polygon) -> str:
    polygon = shapely.orient_polygons(polygon, exterior_cw=False)
    rings = f"<gml:exterior>{_ring(polygon.exterior)}</gml:exterior>"
    rings += "".join(f"<gml:interior>{_ring(ring)}</gml:interior>" for ring in polygon.interiors)
    return f"<gml:patches><gml:PolygonPatch>{rings}</gml:PolygonPatch></gml:patches>"


def _surface(polygon: Polygon, number: str) -> str:
    return f'<gml:Surface gml:id="g{number}" srsName="{CRS}">{_patch(polygon)}</gml:Surface>'


def _surfaces(polygons: Iterable[Polygon], number: str) -> str:
    members = "".join(
        f"<gml:surfaceMember>{_surface(polygon, f'{number}.{part}')}</gml:surfaceMember>"
        for part, polygon in enumerate(polygons, 1)
    )
    return f'<gml:MultiSurface gml:id="g{number}" srsName="{CRS}">{members}</gml:MultiSurface>'


def _member(kind: str, identity: str, content: str) -> str:
    return (
        f'<imro:featureMember>\n<imro:{kind} gml:id="{identity}">{content}</imro:{kind}>\n'
        "</imro:featureMember>\n"
    )


def _link(name: str, identity: str) -> str:
    return f'<imro:{name} xlink:href="#{identity}"/>'


# --- members -----------------------------------------------------------------------------
def _metadata() -> str:
    values = (
        ("datasetTitel", zoning.PLAN_NAME),
        ("creatiedatum", MADE),
        ("bronbeheerder", "voorbeeldproject"),
        ("codeerVerantwoordelijke", "voorbeeldproject Werklocaties"),
        ("naamApplicatieschema", "IMRO2012"),
        ("codeReferentiesysteem", "28992"),
        ("toepassingsschaal", "1000"),
        ("applicatieIdentificatie", "make_twente.py"),
        ("versieXMLschema", "1.1.0"),
    )
    return _member("MetadataIMRObestand", "Metadata", "".join(_value(*pair) for pair in values))


def _plan_area(drawn: Drawing) -> str:
    local, version = zoning.PLAN_ID.removeprefix("NL.IMRO.").rsplit("-", 1)
    status = _value("planstatus", zoning.PLAN_STATUS) + _value("datum", zoning.PLAN_DATE)
    content = [
        _identity(local, version),
        _value("typePlan", "bestemmingsplan"),
        _value("beleidsmatigVerantwoordelijkeOverheid", "gemeentelijke overheid"),
        _value("naamOverheid", "Hengelo"),
        _value("overheidsCode", "0164"),
        _value("naam", zoning.PLAN_NAME),
        _value("locatieNaam", "Hengelo (O.), schematisch voorbeeld"),
        _element("planstatusInfo", _element("PlanstatusEnDatum", status)),
        _value("verwijzingNorm", "IMRO2012"),
        _value("verwijzingNorm", "SVBP2012"),
        _element("geometrie", _surfaces(drawn.plan.geoms, "0")),
    ]
    return _member("Bestemmingsplangebied", zoning.PLAN_ID, "".join(content))


def _object(kind: str, number: str, between: str, outline: Polygon) -> str:
    content = [
        _identity(number),
        _value("typePlanobject", kind.lower()),
        between,
        _element("geometrie", _surface(outline, number)),
    ]
    return _member(kind, f"NL.IMRO.{number}", "".join(content))


def _zoning(number: int, zone: Zone) -> str:
    between = (
        _link("plangebied", zoning.PLAN_ID)
        + _value("naam", zone.rule.name)
        + _value("bestemmingshoofdgroep", zone.rule.main_group)
        + _value("artikelnummer", ARTICLES[zone.rule.name])
    )
    return _object("Enkelbestemming", f"1{number:04d}", between, zone.outline)


def _within(number: int, name: str) -> str:
    links = _link("plangebied", zoning.PLAN_ID) + _link("bestemmingsvlak", f"NL.IMRO.1{number:04d}")
    return links + _value("naam", name)


def _designation(number: int, zone: Zone) -> str:
    between = _within(number, category_name(str(zone.rule.category)))
    return _object("Functieaanduiding", f"2{number:04d}", between, zone.outline)


def _dimensions(number: int, zone: Zone) -> str:
    pairs = (
        ("maximum bouwhoogte (m)", zone.rule.height_m),
        ("maximum bebouwingspercentage (%)", zone.rule.coverage_pct),
    )
    info = "".join(
        _element(
            "maatvoeringInfo",
            _element("WaardeEnType", _value("waarde", f"{value:g}") + _value("waardeType", kind)),
        )
        for kind, value in pairs
        if value is not None
    )
    between = _within(number, "maximum bouwhoogte (m) en bebouwingspercentage (%)") + info
    return _object("Maatvoering", f"3{number:04d}", between, zone.outline)


def _members(drawn: Drawing) -> Iterator[str]:
    yield _metadata()
    yield _plan_area(drawn)
    numbered = list(enumerate(drawn.zones, 1))
    yield from (_zoning(*pair) for pair in numbered)
    yield from (_designation(*pair) for pair in numbered if pair[1].rule.category)
    yield from (_dimensions(*pair) for pair in numbered if pair[1].rule.coverage_pct)


def plan_text(drawn: Drawing) -> str:
    """Write the plan: plan area, single zoning that tiles it, categories and dimensions."""
    return HEAD + "".join(_members(drawn)) + TAIL
