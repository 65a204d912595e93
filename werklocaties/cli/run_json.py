"""What ``run --json`` prints: stable keys, net hectares in full precision, empty is null."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from werklocaties.model.results import Results
from werklocaties.model.vocabulary import BALANCE_STATUS, LAYERS, UNDIVIDED, WEIGHTED_LAYERS

Json = dict[str, Any]

OVERLAYS = ("space_gain", "vacancy")
"""Supply outside net land; nothing makes it yet, so its weight and its hectares are 0."""

SUMMED = ("gross_ha", "net_ha", "issuable_ha")


@dataclass(frozen=True)
class About:
    """What the file says of itself: format number and revision."""

    format: int
    revision: str


def plain(value: object) -> Any:
    """Return a value as JSON holds it: an empty cell is None, a number keeps every digit."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    made = value.item() if hasattr(value, "item") else value
    return None if isinstance(made, float) and not math.isfinite(made) else made


def run_json(results: Results, about: About, warnings: Sequence[str]) -> Json:
    """Return everything that ``run --json`` prints for one scenario."""
    moments = results.dimensions.moments
    parks = list(_parks(results))
    return {
        "project": results.project.name,
        "format": about.format,
        "revision": about.revision,
        "scenario": results.scenario.name,
        "register_date": moments.register_date,
        "reference_year": moments.reference_year,
        "horizon": moments.horizon_year,
        "parks": parks,
        "totals": _totals(parks),
        "weights": _weights(results),
        "balance": list(_balance(results)),
        "region": list(_region(results)),
        "issuance": [],
        "waiting_for": list(results.waiting_for),
        "warnings": list(warnings),
    }


# --- parks -------------------------------------------------------------------------------
def _parks(results: Results) -> Iterator[Json]:
    frame = results.project.table("parks").frame
    coverage = results.reconciliation["coverage"]
    for uid, park in zip(frame.index, frame.to_dict("records"), strict=True):
        layers = results.park_layers.loc[uid]
        yield {
            "uid": str(uid),
            "rin": plain(park["rin"]),
            "name": plain(park["name"]),
            "municipality": plain(park["municipality"]),
            "in_register": plain(park["in_register"]) is True,
            "gross_ha": plain(park["gross_ha"]),
            "net_ha": plain(park["net_ha"]),
            "issuable_ha": plain(park["issuable_ha"]),
            "plot_coverage": plain(coverage[uid]),
            "layers": {name: plain(layers[name]) for name in LAYERS},
        }


def _sum(parks: Sequence[Json], key: str) -> float:
    return math.fsum(park[key] for park in parks if park[key] is not None)


def _totals(parks: Sequence[Json]) -> Json:
    inside = [park for park in parks if park["in_register"]]
    outside = [park for park in parks if not park["in_register"]]
    return {
        "register": {"parks": len(inside), **{key: _sum(inside, key) for key in SUMMED}},
        "outside_register": {"parks": len(outside), "gross_ha": _sum(outside, "gross_ha")},
    }


def _weights(results: Results) -> Json:
    found = {name: results.value("layer_weight", layer=name) for name in WEIGHTED_LAYERS}
    return {**{name: plain(value) for name, value in found.items()}, **dict.fromkeys(OVERLAYS, 0.0)}


# --- balance -----------------------------------------------------------------------------
def _balance(results: Results) -> Iterator[Json]:
    for a, area in enumerate(results.labels("market_area")):
        for g, segment in enumerate(results.labels("segment")):
            rows = list(_rows(results, (a, g), (area, segment)))
            if UNDIVIDED not in (area, segment) or any(map(_holds_anything, rows)):
                yield from rows


def _rows(results: Results, place: tuple[int, int], labels: tuple[str, str]) -> Iterator[Json]:
    stands = results.labels("stand")
    for p, (begin, end) in enumerate(pairwise(stands)):
        here = (*place, p)
        yield {
            "market_area": labels[0],
            "segment": labels[1],
            "unit": "ha",
            "from": begin,
            "until": end,
            "opening": plain(results["opening"][here]),
            "added": plain(results["added"][here]),
            "withdrawn": plain(results["withdrawn"][here]),
            "flow": _flow(results, here, undivided=UNDIVIDED in labels),
            "target_change": 0.0,
            "closing": plain(results["closing"][here]),
            "supply": _supply(results, place, p + 1),
            "overlays": dict.fromkeys(OVERLAYS, 0.0),
            "targets": {
                "iron": plain(results["iron_target"][place]),
                "friction_gap": plain(results["friction_gap"][place]),
            },
            "status": BALANCE_STATUS.label(results["status"][(*place, p + 1)]) or None,
            "p10": None,
            "p50": None,
            "p90": None,
            "illustrative": bool(results.illustrative[place]),
        }


def _flow(results: Results, here: tuple[int, int, int], *, undivided: bool) -> Json:
    """Return the need of a period by kind; that of the leading method is undivided or not."""
    leading = plain(results["leading_period"][here])
    return {
        "expansion": 0.0 if undivided else leading,
        "replacement": plain(results["replacement_period"][here]),
        "special": plain(results["special_period"][here]),
        "undivided": leading if undivided else 0.0,
    }


def _supply(results: Results, place: tuple[int, int], stand: int) -> Json:
    layers = results["supply_by_layer"]
    order = results.labels("layer")
    return {name: plain(layers[(*place, order.index(name), stand)]) for name in WEIGHTED_LAYERS}


def _holds_anything(row: Json) -> bool:
    numbers = (row["opening"], row["added"], row["withdrawn"], row["closing"])
    parts = (*row["flow"].values(), *row["supply"].values(), *row["targets"].values())
    return any(value != 0.0 for value in (*numbers, *parts))


# --- region ------------------------------------------------------------------------------
def _region(results: Results) -> Iterator[Json]:
    stands = results.labels("stand")
    for p, (begin, end) in enumerate(pairwise(stands)):
        yield {
            "unit": "ha",
            "from": begin,
            "until": end,
            "sum": plain(results["region_sum"][p]),
            "shortages": plain(results["region_shortages"][p]),
            "undivided_supply": plain(results["undivided_supply"][p + 1]),
            "undivided_need": plain(results["undivided_need"][p + 1]),
        }
