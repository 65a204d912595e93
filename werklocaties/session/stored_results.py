"""Results as plain columns, as they stand in the project file for other programs to read."""

import numpy as np

from werklocaties.io.project_file import ResultTable
from werklocaties.model.results import Results

BALANCE = "balans"
_OPENING = {"beginstand": "opening", "erbij": "added", "eraf": "withdrawn", "vraag": "flow_period"}


def stored(results: Results) -> tuple[ResultTable, ...]:
    """Return the balance as table ``resultaat_balans``: a row per group and period."""
    areas, segments = results.labels("market_area"), results.labels("segment")
    stands = results.labels("stand")
    places = list(np.ndindex(len(areas), len(segments), len(stands) - 1))
    columns: dict[str, list[str | float | bool | None]] = {
        "marktgebied": [areas[a] for a, _, _ in places],
        "segment": [segments[g] for _, g, _ in places],
        "van": [stands[p] for _, _, p in places],
        "tot": [stands[p + 1] for _, _, p in places],
    }
    for column, term in {**_OPENING, "eindstand": "closing"}.items():
        columns[column] = [float(results[term][place]) for place in places]
    columns["stand"] = [str(results["status"][a, g, p + 1]) or None for a, g, p in places]
    columns["illustratief"] = [bool(results.illustrative[a, g]) for a, g, _ in places]
    return (ResultTable(BALANCE, results.scenario.uid, columns),)
