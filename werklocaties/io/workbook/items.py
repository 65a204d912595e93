"""Where a supply item gets its hectares and years from: Kavels, Terreinen or a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from werklocaties.io.workbook.parks_sheet import park_cell
from werklocaties.io.workbook.place import Place
from werklocaties.io.workbook.plots_sheet import plot_cell
from werklocaties.io.workbook.tables import as_number
from werklocaties.io.workbook.words import shown
from werklocaties.model.decisions import Decisions
from werklocaties.model.plot_items import LATER
from werklocaties.model.vocabulary import HARD_PHASES, SOFT_PHASES

TITLE = "Aanbod"
"""Title of the sheet with supply items."""

_DECIDED = {
    "available_from": "start_year",
    "withdrawn_from": "withdrawn_year",
    "frozen_from": "frozen_from",
    "frozen_until": "frozen_until",
}
"""Attribute of a decision by field of an item."""


def _new_year(day: str, otherwise: str) -> str:
    """First 1 January on or after a date; no date gives the other year."""
    year = f"YEAR({day})+IF({day}>DATE(YEAR({day}),1,1),1,0)"
    return f"IF(ISNUMBER({day}),{year},{otherwise})"


def _given(cell: str, otherwise: str) -> str:
    return f"IF(ISNUMBER({cell}),{cell},{otherwise})"


@dataclass(frozen=True, eq=False)
class ItemSource:
    """Rows of plots, parks and decisions, from which the formulas of items are made."""

    parks: pd.DataFrame
    coverage: Mapping[str, str]
    plot_rows: Mapping[str, int]
    park_rows: Mapping[str, int]
    decisions: Decisions
    decision_places: Mapping[tuple[str, str, str], Place]

    def formula(self, item: Any, field: str, base: Place) -> str:
        """Return the formula of a field of an item, empty when it is a constant.

        ``base`` is the cell with the item's own base layer.
        """
        decided = self._decided(item, field)
        if decided is not None:
            return decided.seen_from(TITLE)
        if item.kind == "plot":
            return self._of_plot(str(item.Index), field, base)
        return self._of_park(item, field)

    def base(self, item: Any) -> str:
        """Return the formula of the base layer of a plot, empty for a park's own land.

        What comes out of the freezer, and free land where an option stands: a later year makes
        that land issuable later.
        """
        if item.kind != "plot":
            return ""
        row = self.plot_rows[str(item.Index)]
        status, after, year = (
            plot_cell(name, row).seen_from(TITLE)
            for name in ("status", "frozen_status", "available_from")
        )
        thawed = f'IF({after}="","{shown("issuable_now")}",{after})'
        held = f'IF({status}="{shown("frozen")}",{thawed},{status})'
        free = f'IF(ISNUMBER({year}),"{shown("issuable_later")}","{shown("issuable_now")}")'
        return f'IF({held}="{shown("option")}",{free},{held})'

    def _decided(self, item: Any, field: str) -> Place | None:
        """The decision on the plot itself, else the one on its plan."""
        attribute = _DECIDED.get(field, "")
        own = ("plot", str(item.object_uid), attribute)
        plan = ("plan", str(item.park_uid), attribute)
        planned = item.kind != "plot" or item.base in LATER
        if own in self.decisions:
            return self.decision_places[own]
        if plan in self.decisions and (field != "available_from" or planned):
            return self.decision_places[plan]
        return None

    def _of_plot(self, uid: str, field: str, base: Place) -> str:
        row = self.plot_rows[uid]
        if field == "withdrawn_from":
            return ""
        cell = plot_cell(field, row).seen_from(TITLE)
        if field == "ha":
            return cell
        if field == "available_from":
            later = ",".join(f'{base.seen_from(TITLE)}="{shown(name)}"' for name in sorted(LATER))
            return _given(cell, f"IF(OR({later}),nooit,0)")
        if field.endswith("_until"):
            return _new_year(cell, "nooit")
        status = plot_cell("status", row).seen_from(TITLE)
        end = plot_cell(field.replace("_from", "_until"), row).seen_from(TITLE)
        running = f"IF(ISNUMBER({cell}),YEAR({cell}),0)"
        planned = f"IF(ISNUMBER({end}),{_new_year(cell, 'nooit')},nooit)"
        return f'IF({status}="{shown(field.removesuffix("_from"))}",{running},{planned})'

    def _of_park(self, item: Any, field: str) -> str:
        uid = str(item.park_uid)
        row = self.park_rows[uid]
        if field == "available_from":
            otherwise = "nooit" if item.kind == "plan" else "0"
            return _given(park_cell("available_from", row).seen_from(TITLE), otherwise)
        if field != "ha":
            return ""
        if item.kind == "declared":
            return park_cell("issuable_ha", row).seen_from(TITLE)
        return self._plan_ha(uid, row)

    def _plan_ha(self, uid: str, row: int) -> str:
        """Net land of the plan that no plot covers; 0 while its net share is not known."""
        park = self.parks.loc[uid]
        plan, gross, share, plots = (
            park_cell(name, row).seen_from(TITLE)
            for name in ("plan_net_ha", "gross_ha", "net_share", "plots_net_ha")
        )
        covered = "" if self.coverage[uid] == "geen" else f"-{plots}"
        if as_number(park["plan_net_ha"]) is not None:
            return f"{plan}{covered}"
        planned = park["plan_phase"] in HARD_PHASES | SOFT_PHASES
        return f"IF(ISNUMBER({share}),{gross}*{share}{covered},0)" if planned else ""
