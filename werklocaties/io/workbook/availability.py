"""The plot-availability sheet (kavelaanbod): what can be had, where, for how much.

Confidential columns (option holder, negotiated price) stand in the profile ``complete`` only;
the public version leaves soft plans out.
"""

from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from werklocaties.io.workbook.grid import Cell, Sheet
from werklocaties.io.workbook.package import save
from werklocaties.io.workbook.tables import (
    Head,
    as_date,
    as_number,
    as_text,
    as_yes,
    columns,
    finish,
    heading,
    origin_cell,
    rows,
)
from werklocaties.io.workbook.words import axis_word, shown
from werklocaties.model.assumptions import entries
from werklocaties.model.availability import SIZE_BOUNDS_M2, SegmentAvailability, availability
from werklocaties.model.coverage import UNISSUED, plot_ha
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project
from werklocaties.model.registers import PROFILES, TABLES, Profile
from werklocaties.model.task import NO_TASK, Task
from werklocaties.model.vocabulary import MUNICIPALITY, UNDIVIDED, fold
from werklocaties.presentation.numbers import day, number

TITLE, SUMMARY = "Kavelaanbod", "Per segment"

_HEADS = {
    "uid": Head("uid", 10, "key", hidden=True),
    "revision": Head("revisie", 10, "key", hidden=True),
    "colour": Head("", 2.5),
    "park": Head("terrein", 30),
    "municipality": Head("gemeente", 17),
    "plot_number": Head("kavel", 13),
    "ha": Head("ha", 9, "plot"),
    "m2": Head("m²", 11, "whole"),
    "status": Head("status", 24),
    "segment": Head("segment", 22),
    "price_eur_m2": Head("vraagprijs €/m²", 12, "whole"),
    "negotiated_eur_m2": Head("onderhandelingsprijs €/m²", 21, "whole"),
    "nuisance_category": Head("hoogste milieucategorie", 16),
    "quay": Head("kade", 8, "yes"),
    "rail": Head("spoor", 8, "yes"),
    "available_from": Head("beschikbaar vanaf", 13, "year"),
    "option_until": Head("optie tot", 12, "day"),
    "option_holder": Head("optiehouder", 24),
    "frozen_until": Head("ijskast tot", 12, "day"),
    "origin": Head("herkomst", 16),
    "source": Head("bron", 48, "grey"),
}


def _rank(profile: Profile) -> int:
    """Place of a profile from open to closed."""
    return PROFILES.index(profile)


def _columns(profile: Profile) -> list[str]:
    """Columns that a profile may see, by the register."""
    schema = TABLES["plots"]
    return [
        name
        for name in _HEADS
        if not schema.has(name) or _rank(schema.column(name).confidential) <= _rank(profile)
    ]


def _chosen(parks: pd.DataFrame, park: str | None) -> pd.DataFrame:
    """Parks by uid, RIN or name; all without one.

    Raises:
        DoorError: ``object_unknown`` with the names that look like it.
    """
    if park is None:
        return parks
    wanted = fold(park)
    same = (parks.index == park) | (parks["rin"] == park) | (parks["name"].map(fold) == wanted)
    if not same.any():
        names = {fold(str(name)): str(name) for name in parks["name"]}
        nearest = [names[name] for name in get_close_matches(wanted, names, 3, 0.0)]
        raise DoorError("object_unknown", table="parks", name=park, nearest=", ".join(nearest))
    return parks[same]


def _offered(project: Project, parks: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    plots = project.table("plots").frame
    states = {*UNISSUED, "hard_plan"} | ({"soft_plan"} if _rank(profile) > 0 else set())
    found = plots[plots["status"].isin(states) & plots["park_uid"].isin(parks.index)]
    named = found.assign(park=found["park_uid"].map(parks["name"]).to_numpy())
    return named.sort_values(["park", "plot_number"], kind="stable")


def reference_date(project: Project, made_on: date) -> str:
    """Return the date on which the plots hold: the register date, else the latest of the plots."""
    entry = entries(project.table("assumptions"), "")[0].get("register_date")
    if entry is not None:
        return str(entry.value)
    dates = [
        str(day_)
        for day_ in project.table("plots").column("reference_date")
        if isinstance(day_, str)
    ]
    return max(dates, default=made_on.isoformat())


def write_availability(
    project: Project,
    path: Path,
    *,
    park: str | None = None,
    profile: Profile = "public",
    made_on: date,
    revision: str = "",
    task: Task = NO_TASK,
) -> None:
    """Write the plots that are offered, of one park or of all, with a summary per segment.

    Args:
        project: the state to export.
        path: where the workbook comes, in one step.
        park: uid, RIN or name of a park; None is all parks.
        profile: ``public``, ``regional`` or ``complete``.
        made_on: day that the workbook bears.
        revision: revision of the project; stands in a hidden column.
        task: hears of progress and cancellation.

    Raises:
        DoorError: ``object_unknown``, or a code of ``atomic_write``.
    """
    parks = _chosen(project.table("parks").frame, park)
    plots, on = _offered(project, parks, profile), reference_date(project, made_on)
    where = str(parks["name"].iloc[0]) if park is not None else project.name
    subtitle = f"Peildatum {day(on)} · gemaakt op {day(made_on)} · versie {_VERSIONS[profile]}"
    task.check()
    sheets = [
        _list(plots, parks, profile, f"Kavelaanbod · {where}", subtitle, revision),
        _summary(project, parks, int(on[:4]), f"Direct beschikbaar · {where}", subtitle),
    ]
    title = f"Kavelaanbod {where}"
    footer = f"Werklocaties · {title} · peildatum {day(on)}"
    save(sheets, {}, path, title=title, footer=footer, made_on=made_on, task=task)
    task.progress(1.0, "workbook")


_VERSIONS = {"public": "openbaar", "regional": "regionaal", "complete": "volledig, vertrouwelijk"}


def _finding(plots: pd.DataFrame, ha: NDArray[np.float64]) -> str:
    total = float(np.nansum(ha))
    said = f"{len(plots)} kavels, {number(total, 1)} ha"
    marked = (plots["origin"] == "illustratief").any() or plots["schematic"].fillna(False).any()
    return f"{said}. Schematisch of illustratief: niet voor besluiten." if marked else said


def _list(
    plots: pd.DataFrame,
    parks: pd.DataFrame,
    profile: Profile,
    title: str,
    subtitle: str,
    revision: str,
) -> Sheet:
    sheet, names = Sheet(TITLE), _columns(profile)
    heads, ha = [_HEADS[name] for name in names], plot_ha(plots)
    columns(sheet, heads)
    heading(sheet, title, subtitle, _finding(plots, ha))
    full = (
        _row(row, area, parks, revision) for row, area in zip(plots.itertuples(), ha, strict=True)
    )
    rows(sheet, heads, ([row[name] for name in names] for row in full))
    finish(sheet, heads, names.index("plot_number") + 1)
    sheet.print_columns = len(heads)
    return sheet


def _row(plot: Any, ha: float, parks: pd.DataFrame, revision: str) -> dict[str, object]:
    def of(name: str) -> Any:
        return getattr(plot, name)

    segment = as_text(of("segment")) or as_text(parks["segment"][of("park_uid")]) or UNDIVIDED
    home = as_text(of("municipality")) or as_text(parks["municipality"][of("park_uid")])
    numbers = ("price_eur_m2", "negotiated_eur_m2", "available_from")
    return {
        "uid": of("Index"),
        "revision": revision,
        "colour": Cell(None, f"layer {of('status')}"),
        "park": of("park"),
        "municipality": MUNICIPALITY.label(home),
        "plot_number": as_text(of("plot_number")),
        "ha": ha,
        "m2": ha * 10_000.0,
        "status": shown(as_text(of("status"))),
        "segment": axis_word("segment", segment),
        "nuisance_category": as_text(of("nuisance_category")),
        "quay": as_yes(of("quay")),
        "rail": as_yes(of("rail")),
        "option_until": as_date(of("option_until")),
        "option_holder": as_text(of("option_holder")),
        "frozen_until": as_date(of("frozen_until")),
        "origin": origin_cell(of("origin")),
        "source": as_text(of("source")),
        **{name: as_number(of(name)) for name in numbers},
    }


def _class_label(number_: int) -> str:
    low = number(SIZE_BOUNDS_M2[number_])
    if number_ + 1 == len(SIZE_BOUNDS_M2):
        return f"vanaf {low} m²"
    return f"{low} tot {number(SIZE_BOUNDS_M2[number_ + 1])} m²"


def _summary(project: Project, parks: pd.DataFrame, year: int, title: str, subtitle: str) -> Sheet:
    heads = [
        Head("segment", 28),
        Head("kavels", 10, "whole"),
        Head("ha", 10, "plot"),
        Head("grootste kavel m²", 14, "whole"),
        *(Head(_class_label(n), 18, "whole") for n in range(len(SIZE_BOUNDS_M2))),
        Head("hoogste milieucategorie", 16),
        Head("aan kade", 10, "whole"),
        Head("aan spoor", 10, "whole"),
    ]
    plots = project.table("plots").frame
    found = availability(plots[plots["park_uid"].isin(parks.index)], parks, float(year))
    sheet = Sheet(SUMMARY)
    columns(sheet, heads)
    heading(
        sheet, title, subtitle, "Kavels in optie tellen hier niet mee: opties verhullen schaarste"
    )
    rows(sheet, heads, (_summary_row(one) for one in found.values()))
    finish(sheet, heads, 1)
    return sheet


def _summary_row(one: SegmentAvailability) -> list[object]:
    return [
        axis_word("segment", one.segment),
        one.plots,
        one.ha,
        one.largest_m2 if one.plots else None,
        *one.by_size,
        one.highest_category or "onbekend" if one.plots else "",
        one.quay,
        one.rail,
    ]
