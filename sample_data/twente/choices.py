"""Scenarios, assumptions, decisions and measures of the example."""

import pandas as pd
import shapely
from shapely import MultiPolygon

from twente.drawing import Drawing
from twente.jobs import LAND_PER_JOB, PARK_SHARE, SBI
from twente.layers import numbered, plot_uid
from twente.naming import ASSUMED, PROJECT_UID, REGISTER_DATE, uid
from twente.parks import HTS_UID, park_uid
from twente.shapes import polygons
from twente.statuses import HTS_WITHDRAWN_SPOT
from werklocaties.model.address import Address
from werklocaties.model.project import value_uid

BASIS, HOOG = uid("scenario", "Basis"), uid("scenario", "Hoog")
PERIODS = ("2024-2029", "2029-2034", "2034-2039", "2039-2044")
Value = float | str

GROWTH = {
    "industrie": (0.0012, 0.0006, 0.0, -0.0005),
    "hightech": (0.016, 0.014, 0.012, 0.01),
    "bouw": (0.0025, 0.002, 0.001, 0.001),
    "groothandel": (0.004, 0.003, 0.003, 0.002),
    "logistiek": (0.008, 0.006, 0.005, 0.004),
    "autobranche": (-0.002, -0.003, -0.004, -0.004),
    "zakelijke diensten": (0.006, 0.005, 0.004, 0.003),
    "energie en afval": (0.005, 0.005, 0.004, 0.003),
}
HIGHER = {
    "hightech": (0.034, 0.03, 0.024, 0.018),
    "logistiek": (0.017, 0.014, 0.01, 0.008),
    "energie en afval": (0.011, 0.01, 0.006, 0.004),
}
SEGMENTS = ("regulier", "hoogwaardig", "logistiek", "zwaar", "detailhandel")
SEGMENT_SHARE = {
    "industrie": {"regulier": 0.88, "zwaar": 0.1, "hoogwaardig": 0.02},
    "hightech": {"regulier": 0.4, "hoogwaardig": 0.6},
    "bouw": {"regulier": 0.97, "zwaar": 0.03},
    "groothandel": {"regulier": 0.82, "logistiek": 0.16, "zwaar": 0.02},
    "logistiek": {"regulier": 0.5, "logistiek": 0.46, "zwaar": 0.04},
    "autobranche": {"regulier": 1.0},
    "zakelijke diensten": {"regulier": 0.65, "hoogwaardig": 0.35},
    "energie en afval": {"regulier": 0.55, "zwaar": 0.45},
}


# --- scenarios ---------------------------------------------------------------------------
def scenarios() -> pd.DataFrame:
    """Make the two scenarios."""
    basis = (
        "Gematigde groei. In HTS Park Twente loopt het uitgifteverbod tot 2031, een kavel vervalt "
        "in 2030, en het zachte plan telt niet mee."
    )
    hoog = (
        "Meer groei in hightech, logistiek en energie. Het uitgifteverbod eindigt in 2028, geen "
        "kavel vervalt, en het zachte plan van HTS Park Twente telt vanaf 2032 mee."
    )
    rows = [
        {"uid": BASIS, "name": "Basis", "position": 1, "soft": False, "description": basis},
        {"uid": HOOG, "name": "Hoog", "position": 2, "soft": True, "description": hoog},
    ]
    return pd.DataFrame(rows).assign(origin="illustratief", source=ASSUMED)


# --- assumptions -------------------------------------------------------------------------
def _row(
    scenario: str, address: Address, value: Value, origin: str, source: str
) -> dict[str, object]:
    text = str(address)
    stored = {"text": value} if isinstance(value, str) else {"value": float(value)}
    return {
        "uid": value_uid(PROJECT_UID, scenario, text),
        "scenario_uid": scenario or None,
        "address": text,
        **stored,
        "origin": origin,
        "source": source,
        "dated": REGISTER_DATE,
    }


def _assumed(address: Address, value: Value, scenario: str = "") -> dict[str, object]:
    return _row(scenario, address, value, "illustratief", ASSUMED)


def _growth(by_sector: dict[str, tuple[float, ...]], scenario: str = "") -> list[dict[str, object]]:
    return [
        _assumed(Address.of("growth", sector=sector, period=period), rate, scenario)
        for sector, rates in by_sector.items()
        for period, rate in zip(PERIODS, rates, strict=True)
    ]


def _frame() -> list[dict[str, object]]:
    """Give the years of the computation and what the leading method leans on."""
    ibis = "peildatum van het register: IBIS 2024 (IPO, CC0)"
    return [
        _row("", Address.of("register_date"), REGISTER_DATE, "bron", ibis),
        _row("", Address.of("reference_year"), 2024.0, "bron", ibis),
        _assumed(Address.of("horizon_year"), 2044.0),
        _assumed(Address.of("leading_forecast"), "Twente 2019"),
        _assumed(Address.of("iron_years"), 1.0),
    ]


def _by_sector() -> list[dict[str, object]]:
    tables = (("land_per_job", LAND_PER_JOB), ("park_share", PARK_SHARE))
    rows = [
        _assumed(Address.of(key, sector=sector), value)
        for key, table in tables
        for sector, value in table.items()
    ]
    rows += [
        _assumed(
            Address.of("segment_share", sector=sector, segment=segment), shares.get(segment, 0.0)
        )
        for sector, shares in SEGMENT_SHARE.items()
        for segment in SEGMENTS
    ]
    rows += [_assumed(Address.of("sector_sbi", sector=s), codes) for s, codes in SBI.items()]
    return [*rows, _assumed(Address.of("sector_hts", sector="hightech"), 1.0)]


def _special(
    name: str, area: str, segment: str, period: str, ha: float, scenario: str = ""
) -> dict[str, object]:
    address = Address.of("special", name=name, market_area=area, segment=segment, period=period)
    return _assumed(address, ha, scenario)


def assumptions() -> pd.DataFrame:
    """Make the project's values, and what scenario Hoog changes in them."""
    local = Address.of("growth", sector="logistiek", municipality="0141", period=PERIODS[0])
    area = Address.of("growth", sector="hightech", market_area="Hengelo-Borne", period=PERIODS[0])
    base = [
        *_frame(),
        *_growth(GROWTH),
        _assumed(local, 0.011),
        _assumed(area, 0.021),
        *_by_sector(),
        _special("energiehub", "Hengelo-Borne", "zwaar", PERIODS[0], 0.3),
        _assumed(_destination("Hengelo-Borne", "regulier"), 0.6),
        _assumed(_destination("Hengelo-Borne", "hoogwaardig"), 0.1),
        _assumed(_destination("Enschede", "regulier"), 0.2),
    ]
    high = [
        *_growth(HIGHER, HOOG),
        _assumed(
            Address.of("growth", sector="hightech", market_area="Hengelo-Borne", period=PERIODS[0]),
            0.038,
            HOOG,
        ),
        _assumed(Address.of("iron_years"), 2.0, HOOG),
        _assumed(Address.of("layer_weight", layer="soft_plan"), 1.0, HOOG),
        _special("XXL logistiek", "Almelo", "logistiek", PERIODS[1], 1.6, HOOG),
    ]
    return pd.DataFrame([*base, *high])


# --- decisions ---------------------------------------------------------------------------
def _decision(
    kind: str, of_uid: str, attribute: str, year: float, scenario: str, note: str
) -> dict[str, object]:
    address = Address(kind, uid=of_uid, attribute=attribute)
    return _row(scenario, address, year, "illustratief", ASSUMED) | {"note": note}


def decisions(drawn: Drawing) -> pd.DataFrame:
    """Make the decisions: Basis withdraws a plot, Hoog ends the freeze earlier."""
    spot = shapely.Point(HTS_WITHDRAWN_SPOT)
    number = next(n for n, lot in numbered(drawn.lots) if lot.outline.contains(spot))
    rows = [
        _decision(
            "plot",
            plot_uid(number),
            "withdrawn_year",
            2030.0,
            BASIS,
            "Fictief: kavel wordt groenzone.",
        ),
        _decision(
            "plan",
            HTS_UID,
            "frozen_until",
            2028.0,
            HOOG,
            "Fictief: uitgifteverbod drie jaar korter.",
        ),
    ]
    return pd.DataFrame(rows)


# --- measures ----------------------------------------------------------------------------
MEASURE_UID = uid("maatregel", "transformatie noordoost")
MEASURE_AREA = shapely.box(250380, 474080, 250700, 474330)


def _destination(area: str, segment: str) -> Address:
    return Address.of("destination", measure=MEASURE_UID, market_area=area, segment=segment)


def measures(drawn: Drawing) -> pd.DataFrame:
    """Make one transformation: the north-east corner of Twentekanaal Noord becomes mixed."""
    inside = [
        lot.outline
        for lot in drawn.lots
        if lot.site == "noord"
        and lot.status == "issued"
        and MEASURE_AREA.contains(lot.outline.centroid)
    ]
    row = {
        "uid": MEASURE_UID,
        "name": "Transformatie Twentekanaal Noordoost (fictief)",
        "kind": "transformation",
        "park_uid": park_uid("624"),
        "start_year": 2032,
        "issued_net_ha": round(sum(outline.area for outline in inside) / 1e4, 2),
        "occupied_share": 0.85,
        "replacement_rate": 0.7,
        "origin": "illustratief",
        "source": ASSUMED,
        "geometry": MultiPolygon(polygons(shapely.coverage_union_all(inside))),
    }
    return pd.DataFrame([row])
