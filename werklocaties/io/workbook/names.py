"""Defined names: every assumption by its address, written in letters that Excel allows.

``growth:sector=industrie:period=2024-2029`` becomes ``growth.sector_industrie.period_2024_2029``.
"""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 255
_CELL = re.compile(r"([A-Za-z]{1,3}[0-9]+|[Rr]([0-9]*)[Cc]([0-9]*)|[RrCc]|true|false)", re.I)


def excel_name(address: str) -> str:
    """Return an address in ``A-Za-z0-9_.``; never what Excel reads as a cell.

    Example:
        >>> excel_name('land_per_job:sector="zakelijke diensten"')
        'land_per_job.sector_zakelijke_diensten'
        >>> excel_name("D1")
        '_D1'
    """
    plain = unicodedata.normalize("NFKD", address).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9_.]", "_", plain.replace('"', "").replace(":", "."))
    if not name or not re.match(r"[A-Za-z_]", name) or _CELL.fullmatch(name):
        name = f"_{name}"
    return name[:LONGEST]


def excel_names(addresses: Iterable[str]) -> dict[str, str]:
    """Return a name for every address; those that would coincide get a number.

    Example:
        >>> excel_names(["special:name=a-b", "special:name=a_b"])
        {'special:name=a-b': 'special.name_a_b', 'special:name=a_b': 'special.name_a_b_2'}
    """
    made: dict[str, str] = {}
    taken: set[str] = set()
    for address in addresses:
        name, number = excel_name(address), 1
        while name.lower() in taken:
            number += 1
            tail = f"_{number}"
            name = excel_name(address)[: LONGEST - len(tail)] + tail
        made[address] = name
        taken.add(name.lower())
    return made
