"""Projects of the reference sizes, from a seed: the same project goes to us and to the peers.

Everything in them is invented to be measured with (``illustratief``); nothing is for deciding.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from werklocaties.model.address import Address
from werklocaties.model.project import Project, value_uid
from werklocaties.model.table import Table
from werklocaties.model.vocabulary import MUNICIPALITY, SEGMENT

SCENARIO = "basis"
FIRST_YEAR = 2024
PLOT_VERTICES = 15
ZONE_VERTICES = 25
PARK_SIDE_M = 1_000.0
PARKS_PER_ROW = 60
GIVEN = {"origin": "illustratief", "source": "meetproject"}
STATUSES = ("issued", "issuable_now", "issuable_later", "option", "frozen", "not_net")
STATUS_SHARES = (0.85, 0.06, 0.03, 0.03, 0.02, 0.01)

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Size:
    """How much of everything a project holds."""

    municipalities: int = 14
    parks: int = 177
    plots: int = 10_000
    zones: int = 25_000
    years: int = 25
    segments: int = 6
    sectors: int = 10

    def times(self, factor: int) -> "Size":
        """Give a project with this many times the places; years, segments, sectors stay."""
        return replace(
            self,
            municipalities=self.municipalities * factor,
            parks=self.parks * factor,
            plots=self.plots * factor,
            zones=self.zones * factor,
        )


TWENTE = Size()
SIZES: Mapping[str, Size] = {"twente": TWENTE, "x10": TWENTE.times(10)}


def make_project(size: Size, seed: int = 1) -> Project:
    """Make a project of this size; the same seed gives the same project."""
    rng = np.random.default_rng(seed)
    frames = {
        "municipalities": _municipalities(size),
        "parks": _parks(size),
        "plots": _plots(size, rng),
        "zones": _zones(size, rng),
        "jobs": _jobs(size, rng),
        "issuance": _issuance(size, rng),
        "forecasts": _forecasts(size),
        "scenarios": _scenarios(),
        "assumptions": _assumptions(size, rng),
        "decisions": _decisions(size),
    }
    tables = {name: Table.of(name, frame.assign(**GIVEN)) for name, frame in frames.items()}
    return Project("meetproject", "Meetproject", tables)


# --- places --------------------------------------------------------------------------------
def _codes(size: Size) -> list[str]:
    known = list(MUNICIPALITY.order)
    return [*known, *(f"{n:04d}" for n in range(2000, 2000 + size.municipalities))][
        : size.municipalities
    ]


def _sectors(size: Size) -> list[str]:
    return [f"sector {n + 1}" for n in range(size.sectors)]


def _segments(size: Size) -> tuple[str, ...]:
    return SEGMENT.order[: size.segments]


def _spread(over: list[str] | tuple[str, ...], count: int) -> NDArray[np.object_]:
    return np.array(over, dtype=object)[np.arange(count) % len(over)]


def _uids(kind: str, count: int) -> list[str]:
    return [f"{kind}-{n:06d}" for n in range(count)]


def _corners(park: NDArray[np.intp], within: NDArray[np.intp], side: int) -> Numbers:
    """Lower left corners of cells: parks on a raster of 1 km, cells on a raster inside it."""
    step = PARK_SIDE_M / side
    east = 230_000.0 + park % PARKS_PER_ROW * PARK_SIDE_M + within % side * step
    north = 460_000.0 + park // PARKS_PER_ROW * PARK_SIDE_M + within // side * step
    return np.stack([east, north], axis=1)


def _areas(corners: Numbers, sides: Numbers, vertices: int) -> NDArray[np.object_]:
    """Many-cornered areas that stay inside their cells."""
    angle = np.linspace(0.0, 2.0 * np.pi, vertices, endpoint=False)
    shape = 0.5 + 0.49 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    rings = corners[:, None, :] + sides[:, None, None] * shape[None, :, :]
    return np.array([shapely.MultiPolygon([area]) for area in shapely.polygons(rings)])


def _cells(
    count: int, parks: int, vertices: int, rng: np.random.Generator
) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    park, within = np.arange(count) % parks, np.arange(count) // parks
    side = int(np.ceil(np.sqrt(np.ceil(count / parks))))
    corners = _corners(park, within, side)
    sides = PARK_SIDE_M / side * rng.uniform(0.5, 1.0, count)
    return park, _areas(corners, sides, vertices)


def _municipalities(size: Size) -> pd.DataFrame:
    codes = _codes(size)
    names = [MUNICIPALITY.label(code) for code in codes]
    return pd.DataFrame({"uid": codes, "code": codes, "name": names, "market_area": names})


def _parks(size: Size) -> pd.DataFrame:
    number = np.arange(size.parks)
    squares = _areas(
        _corners(number, np.zeros_like(number), 1), np.full(size.parks, PARK_SIDE_M), 4
    )
    uids = _uids("park", size.parks)
    return pd.DataFrame(
        {
            "uid": uids,
            "rin": [str(n + 1) for n in number],
            "name": uids,
            "municipality": _spread(_codes(size), size.parks),
            "in_register": True,
            "gross_ha": 50.0,
            "net_ha": 40.0,
            "issuable_ha": 3.0,
            "reference_year": FIRST_YEAR,
            "segment": _spread(_segments(size), size.parks),
            "plot_coverage": _spread(("geheel", "aanbod", "geheel"), size.parks),
            "plan_phase": _spread(("irrevocable", "unknown"), size.parks),
            "geometry": squares,
        }
    )


def _plots(size: Size, rng: np.random.Generator) -> pd.DataFrame:
    park, areas = _cells(size.plots, size.parks, PLOT_VERTICES, rng)
    status = rng.choice(STATUSES, size.plots, p=STATUS_SHARES)
    later = np.where(status == "issuable_later", rng.integers(2025, 2040, size.plots), 0)
    return pd.DataFrame(
        {
            "uid": _uids("kavel", size.plots),
            "plot_number": _uids("K", size.plots),
            "park_uid": np.array(_uids("park", size.parks), dtype=object)[park],
            "municipality": _spread(_codes(size), size.parks)[park],
            "status": status,
            "segment": _spread(_segments(size), size.parks)[park],
            "declared_m2": shapely.area(areas).round(),
            "available_from": pd.array(np.where(later, later, np.nan)).astype("Int64"),
            "option_until": np.where(status == "option", "2027-01-01", None),
            "frozen_from": np.where(status == "frozen", "2022-01-01", None),
            "frozen_until": np.where(status == "frozen", "2031-01-01", None),
            "nuisance_category": rng.choice(["2", "3.1", "3.2", "4.1"], size.plots),
            "price_eur_m2": rng.uniform(80.0, 180.0, size.plots).round(),
            "owner_type": rng.choice(["overheid", "particulier"], size.plots),
            "quay": rng.random(size.plots) < 0.05,
            "rail": rng.random(size.plots) < 0.02,
            "reference_date": f"{FIRST_YEAR}-01-01",
            "geometry": areas,
        }
    )


def _zones(size: Size, rng: np.random.Generator) -> pd.DataFrame:
    park, areas = _cells(size.zones, size.parks, ZONE_VERTICES, rng)
    return pd.DataFrame(
        {
            "uid": _uids("zone", size.zones),
            "plan_id": [f"NL.IMRO.{n:04d}" for n in park],
            "name": rng.choice(["Bedrijventerrein - 1", "Groen", "Verkeer"], size.zones),
            "object_type": "enkelbestemming",
            "main_group": rng.choice(["bedrijventerrein", "groen", "verkeer"], size.zones),
            "nuisance_category": rng.choice(["3.1", "3.2", "4.1"], size.zones),
            "max_height_m": rng.integers(8, 20, size.zones).astype(float),
            "max_coverage_pct": rng.integers(40, 80, size.zones).astype(float),
            "plan_status": "onherroepelijk",
            "plan_date": "2013-06-01",
            "geometry": areas,
        }
    )


# --- numbers -------------------------------------------------------------------------------
def _jobs(size: Size, rng: np.random.Generator) -> pd.DataFrame:
    places = pd.MultiIndex.from_product(
        [_codes(size), _sectors(size)], names=["municipality", "sector"]
    )
    made = places.to_frame(index=False)
    return made.assign(
        uid=_uids("banen", len(made)), year=FIRST_YEAR, jobs=rng.integers(200, 9_000, len(made))
    )


def _issuance(size: Size, rng: np.random.Generator) -> pd.DataFrame:
    years = range(FIRST_YEAR - 10, FIRST_YEAR)
    places = pd.MultiIndex.from_product(
        [_uids("park", size.parks), years], names=["park_uid", "year"]
    )
    made = places.to_frame(index=False)
    return made.assign(
        uid=_uids("uitgifte", len(made)), ha=rng.exponential(0.3, len(made)), kind="first"
    )


def _forecasts(size: Size) -> pd.DataFrame:
    segments = _segments(size)
    return pd.DataFrame(
        {
            "uid": _uids("raming", len(segments)),
            "name": "Raming",
            "from_date": f"{FIRST_YEAR}-01-01",
            "until_date": f"{FIRST_YEAR + size.years}-01-01",
            "low": 20.0,
            "high": 60.0,
            "chosen": 40.0,
            "measured_in": "net",
            "includes": "expansion",
            "segment": list(segments),
        }
    )


def _scenarios() -> pd.DataFrame:
    return pd.DataFrame({"uid": [SCENARIO], "name": ["Basis"], "position": [1]})


def _values(size: Size, rng: np.random.Generator) -> dict[str, float | str]:
    last = FIRST_YEAR + size.years
    made: dict[str, float | str] = {
        "reference_year": float(FIRST_YEAR),
        "horizon_year": float(last),
        "register_date": f"{FIRST_YEAR}-01-01",
        "iron_years": 2.0,
    }
    for sector in _sectors(size):
        for begin in range(FIRST_YEAR, last, 5):
            period = f"{begin}-{min(begin + 5, last)}"
            made[str(Address.of("growth", sector=sector, period=period))] = float(
                rng.normal(0.005, 0.01)
            )
        made[str(Address.of("park_share", sector=sector))] = float(rng.uniform(0.1, 0.8))
        made[str(Address.of("land_per_job", sector=sector))] = float(rng.uniform(60, 400))
        for segment in _segments(size):
            address = Address.of("segment_share", sector=sector, segment=segment)
            made[str(address)] = 1.0 / size.segments
    return made


def value_rows(values: Mapping[str, float | str]) -> pd.DataFrame:
    """Give rows of the table assumptions that hold in the scenario."""
    return pd.DataFrame(
        [
            {
                "uid": value_uid("meetproject", SCENARIO, address),
                "scenario_uid": SCENARIO,
                "address": address,
                "value": value if isinstance(value, float) else np.nan,
                "text": value if isinstance(value, str) else None,
                **GIVEN,
            }
            for address, value in values.items()
        ]
    )


def _assumptions(size: Size, rng: np.random.Generator) -> pd.DataFrame:
    return value_rows(_values(size, rng))


def _decisions(size: Size) -> pd.DataFrame:
    uids = _uids("park", size.parks)[::10]
    addresses = [f"plan:{uid}:start_year" for uid in uids]
    return pd.DataFrame(
        {
            "uid": [value_uid("meetproject", SCENARIO, address) for address in addresses],
            "scenario_uid": SCENARIO,
            "address": addresses,
            "value": 2030.0,
        }
    )
