"""When a freeze or an option of a plot begins."""

import pandas as pd
import pytest
import shapely

from werklocaties.model.moments import ALWAYS, NEVER
from werklocaties.model.plot_items import plot_items
from werklocaties.model.table import Table


def begins(**row: object) -> tuple[float, float]:
    """Return the first year of the freeze and of the option of one plot."""
    shape = shapely.box(250_000, 470_000, 250_100, 470_100)
    plots = Table.of("plots", pd.DataFrame([{"uid": "k", "geometry": shape, **row}])).frame
    item = plot_items(plots, Table.empty("parks").frame, str).iloc[0]
    return item["frozen_from"], item["option_from"]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ({"status": "frozen"}, (ALWAYS, NEVER)),
        ({"status": "frozen", "frozen_from": "2024-03-01"}, (2024.0, NEVER)),
        ({"status": "option", "option_from": "2023-12-31"}, (NEVER, 2023.0)),
        (
            {"status": "issuable_now", "frozen_from": "2026-03-01", "frozen_until": "2030-01-01"},
            (2027.0, NEVER),
        ),
        (
            {"status": "issuable_now", "option_from": "2026-01-01", "option_until": "2028-01-01"},
            (NEVER, 2026.0),
        ),
        ({"status": "issuable_now", "option_from": "2019-05-01"}, (NEVER, NEVER)),
    ],
)
def test_that_an_agreement_begins_when_it_says(row, wanted):
    assert begins(**row) == wanted
