"""Identities, dates and sentences that every table of the example shares."""

import zlib
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

import numpy as np

PROJECT_NAME = "Voorbeeld Twente (schematisch)"
REGISTER_DATE = "2024-01-01"
MADE_AT = datetime(2024, 1, 1, 12, 0, 0, tzinfo=UTC)
IBIS = "IBIS Werklocaties, peildatum 1-1-2024 (IPO, CC0)"
DRAWN = "schematisch getekend voorbeeld, geen meting (sample_data/SOURCES.md)"
ASSUMED = (
    "illustratief: aangenomen voor dit voorbeeld, niet voor besluiten (sample_data/SOURCES.md)"
)
NOTE = (
    "Voorbeeldproject van Werklocaties. Oppervlakten per terrein zijn gepubliceerd (IBIS 2024); "
    "kavels, zonering, panden en gemeentegrenzen zijn schematisch getekend; banen, uitgifte en "
    "aannames zijn illustratief. Niet gebruiken voor besluiten."
)


def uid(*names: object) -> str:
    """Give the identity that belongs to a stable name; the same on every machine."""
    return str(uuid5(NAMESPACE_URL, "werklocaties/voorbeeld-twente/" + "/".join(map(str, names))))


PROJECT_UID = uid("project")


def dice(*names: object) -> np.random.Generator:
    """Give random numbers whose seed is a name, so that one place does not disturb another."""
    return np.random.default_rng(zlib.crc32("/".join(map(str, names)).encode()))
