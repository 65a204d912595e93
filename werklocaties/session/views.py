"""From results to what a picture needs: plain geometries, codes and words."""

import numpy as np
import pandas as pd
import shapely

from werklocaties.model.project import Project
from werklocaties.model.results import Results
from werklocaties.presentation.map_view import FRAME_MARGIN, Areas, Bounds, MapView
from werklocaties.presentation.texts import text

DRAWN = ("plots", "zones", "parks")
"""Tables whose sources stand below the map."""

MOST_SOURCES = 3


def map_view(results: Results, park_uid: str = "") -> MapView:
    """Return the map of a project for print, or of one of its parks."""
    project = results.project
    parks = project.table("parks").frame
    title = str(parks["name"][park_uid]) if park_uid else project.name
    return MapView(
        title=title,
        subtitle=text("Kavels naar status, scenario {name}", name=results.scenario.name),
        day=results.dimensions.moments.register_date,
        plots=_areas(project, "plots", "status", "plot_number", _own_plots(project, park_uid)),
        parks=_areas(project, "parks", None, "name"),
        zones=_areas(project, "zones", "main_group", None),
        buildings=_areas(project, "buildings", None, None),
        municipalities=_areas(project, "municipalities", None, "name"),
        sources=_sources(project),
        schematic=_any(project, "schematic", True),
        illustrative=_any(project, "origin", "illustratief"),
        bounds=_bounds(project, park_uid) if park_uid else None,
    )


def _own_plots(project: Project, park_uid: str) -> pd.Series | None:
    """Mark the plots of a park, so that the legend adds up to that park; None for all plots."""
    if not park_uid:
        return None
    return (project.table("plots").column("park_uid") == park_uid).fillna(False)


def _areas(
    project: Project,
    table: str,
    code: str | None,
    name: str | None,
    chosen: pd.Series | None = None,
) -> Areas:
    frame = project.table(table).frame
    frame = frame if chosen is None else frame[chosen]
    codes = _words(frame[code]) if code else ("",) * len(frame)
    names = _words(frame[name]) if name else ()
    return Areas(np.asarray(frame["geometry"].array, dtype=object), codes, names)


def _words(column: pd.Series) -> tuple[str, ...]:
    return tuple("" if pd.isna(value) else str(value) for value in column)


def _any(project: Project, column: str, value: object) -> bool:
    """Say whether any drawn object has this value."""
    columns = [project.table(name).column(column) for name in DRAWN]
    return any(bool((one == value).fillna(False).any()) for one in columns)


def _sources(project: Project) -> tuple[str, ...]:
    counted = pd.concat([project.table(name).column("source") for name in DRAWN]).value_counts()
    return tuple(str(source) for source in counted.index[:MOST_SOURCES])


def _bounds(project: Project, park_uid: str) -> Bounds | None:
    """Return the window of a park: its own area, else that of its plots; None without either."""
    plots, parks = project.table("plots").frame, project.table("parks").frame
    own = plots.loc[(plots["park_uid"] == park_uid).fillna(False), "geometry"].to_numpy()
    geometries = np.append(own, parks["geometry"][park_uid])
    geometries = geometries[~shapely.is_missing(geometries)]
    if not len(geometries):
        return None
    left, bottom, right, top = (float(v) for v in shapely.total_bounds(geometries))
    margin = max(FRAME_MARGIN * max(right - left, top - bottom), 10.0)
    return left - margin, bottom - margin, right + margin, top + margin
