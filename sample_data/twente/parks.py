"""Parks: the published table, readable names, and a segment by a printed rule."""

import csv
import re
from pathlib import Path

import pandas as pd
import shapely

from twente.naming import ASSUMED, IBIS, uid

PUBLISHED = Path(__file__).resolve().parent.parent / "parks_ibis_2024.csv"
DRAWN_RIN = {"621": "zuid", "624": "noord", "627": "westermaat"}
HTS_UID = uid("terrein", "hts")
HTS_NET_PLAN_HA = 26.8
"""Net hectares of the drawing: plots and the field kept for the soft plan."""

LOWER = {"de", "het", "van", "ten", "aan", "en", "fase", "incl."}
UPPER = re.compile(r"^\(?(I|II|III|U|XL|RBT|KW|PC|TSB|OMZ|OAD|A1|E|B)\)?$")

RULES = (
    ("detailhandel", ("C1",), ()),
    ("logistiek", (), ("XL", "TRANSPORT", "EXPRESS", "HAZEWINKEL")),
    ("zwaar", (), ("KANAAL", "HAVEN", "KADE", "SLUIS", "VAART")),
    ("hoogwaardig", (), ("CAMPUS", "KENNIS", "TECHNOLOGY", "POORT", "DIENSTEN", "ELECTRONICS")),
)
"""Segment, IBIS types and parts of a name that lead to it; the first that fits wins."""

RULE_TEXT = "illustratieve regel op IBIS-type en naam: "


# --- names and segments ------------------------------------------------------------------
def _word(word: str, first: bool) -> str:
    if UPPER.match(word):
        return word
    if not first and (word.lower().strip("(") in LOWER or word[0].isdigit()):
        return word.lower()
    parts = re.split(r"([-/(])", word.lower())
    return "".join(part if part in {"aan", "van"} else part.capitalize() for part in parts)


def readable(name: str) -> str:
    """Write a published name in capitals as people write it.

    Example:
        >>> readable("TWENTEKANAAL ZUID"), readable("WESTERMAAT KW II")
        ('Twentekanaal Zuid', 'Westermaat KW II')
    """
    words = name.split()
    made = " ".join(_word(word, number == 0) for number, word in enumerate(words))
    return re.sub(r"(^| )T (?=[A-Z])", r"\1't ", made)


def segment_of(name: str, park_type: str) -> tuple[str, str]:
    """Give the segment of a park and the rule that led to it."""
    for segment, types, words in RULES:
        if park_type in types:
            return segment, f"{RULE_TEXT}type {park_type}"
        hit = next((word for word in words if word in name.upper()), None)
        if hit:
            return segment, f"{RULE_TEXT}naam bevat {hit}"
    return "regulier", f"{RULE_TEXT}geen trefwoord, dus regulier gemengd"


# --- rows --------------------------------------------------------------------------------
def _registered(row: dict[str, str], outlines: dict[str, shapely.Geometry]) -> dict[str, object]:
    segment, rule = segment_of(row["naam"], row["type"])
    key = DRAWN_RIN.get(row["rin"])
    made: dict[str, object] = {
        "uid": park_uid(row["rin"]),
        "rin": row["rin"],
        "name": readable(row["naam"]),
        "municipality": row["gemeente"],
        "in_register": True,
        "gross_ha": float(row["bruto_ha"]),
        "net_ha": float(row["netto_ha"]),
        "issuable_ha": float(row["uitgeefbaar_ha"]),
        "park_type": row["type"],
        "reference_year": int(row["peiljaar"]),
        "segment": segment,
        "segment_origin": "illustratief",
        "segment_source": rule,
        "plot_coverage": "geheel" if key else "geen",
        "admission": "open",
        "schematic": bool(key),
        "origin": "bron",
        "source": IBIS,
        "geometry": outlines.get(key or ""),
    }
    if key:
        wet = key != "westermaat"
        made |= {"quay": wet, "rail": key == "noord", "nuisance_category": CATEGORY[key]}
        made["remark"] = "Oppervlakten gepubliceerd (IBIS); begrenzing en kavels schematisch."
    return made


CATEGORY = {"zuid": "5.1", "noord": "4.2", "westermaat": "4.1"}


def _hts(outline: shapely.Geometry, plots_ha: float) -> dict[str, object]:
    return {
        "uid": HTS_UID,
        "name": "HTS Park Twente",
        "municipality": "0164",
        "in_register": False,
        "gross_ha": 34.0,
        "net_ha": round(plots_ha, 2),
        "issuable_ha": 20.0,
        "segment": "hoogwaardig",
        "segment_origin": "illustratief",
        "segment_source": f"{RULE_TEXT}toelating op hightech-profiel",
        "plot_coverage": "geheel",
        "plan_phase": "vision",
        "plan_net_ha": HTS_NET_PLAN_HA,
        "serviced": True,
        "available_from": 2032,
        "admission": "hts",
        "nuisance_category": "3.1",
        "quay": False,
        "rail": False,
        "schematic": True,
        "origin": "illustratief",
        "geometry": outline,
        "remark": (
            "Geen rij in IBIS. Bruto 34 ha en circa 20 ha vrij zijn gepubliceerd; "
            "de rest is getekend."
        ),
        "source": (
            "bruto 34 ha: ontwerpgebied (mtdls.nl); circa 20 ha vrij: hmo.nl; netto, plan en "
            f"startjaar: {ASSUMED}"
        ),
    }


def park_uid(rin: str) -> str:
    """Give the identity of a park of the register."""
    return uid("terrein", rin)


def park_uid_of(site: str) -> str:
    """Give the identity of the park that a drawn estate belongs to."""
    by_site = {key: park_uid(rin) for rin, key in DRAWN_RIN.items()}
    return by_site.get(site, HTS_UID)


def published() -> list[dict[str, str]]:
    """Read the published table."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parks(outlines: dict[str, shapely.Geometry], hts_plots_ha: float) -> pd.DataFrame:
    """Make the table of parks: 177 of the register, and HTS Park Twente outside it."""
    rows = [_registered(row, outlines) for row in published()]
    return pd.DataFrame([*rows, _hts(outlines["hts"], hts_plots_ha)])
