"""First save, and a save of twenty changes, against geopandas.to_file of the same tables."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from generator import Size, make_project
from measure import Row, against
from peers import frames_of, write_geopackage

from werklocaties.io.project_file import save, write_new
from werklocaties.model.project import Project

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
PEER = "geopandas.to_file"
CHANGED = 20


def rows(size: Size, rounds: int) -> Iterator[Row]:
    """Two lines: all of it, and twenty attributes."""
    project = make_project(size)
    frames = frames_of(project)
    with TemporaryDirectory() as folder:
        place = Path(folder)
        theirs = place / "peer.gpkg"

        def peer() -> None:
            write_geopackage(frames, theirs)

        yield against("first save", _first(project, place), PEER, peer, 1.5, rounds)
        twenty = _twenty(project, place / "project.gpkg")
        yield against(f"save of {CHANGED} changes", twenty, PEER, peer, 0.35, rounds)


def _first(project: Project, place: Path) -> Callable[[], object]:
    path = place / "new.gpkg"

    def write() -> None:
        path.unlink(missing_ok=True)
        write_new(project, path, "bench", "eerste", WHEN)

    return write


def _twenty(project: Project, path: Path) -> Callable[[], object]:
    """Change and save, over and over, as a user does: each save goes on from the one before."""
    stamp = [write_new(project, path, "bench", "eerste", WHEN).stamp]
    states = [_changed(project, n) for n in range(2)]
    number = count()

    def write() -> None:
        state = states[next(number) % 2]
        stamp[0] = save(stamp[0], state, path, "bench", "twintig", WHEN).stamp

    return write


def _changed(project: Project, n: int) -> Project:
    plots = project.table("plots")
    uids = list(plots.uids[:CHANGED])
    prices = [100.0 + n + place for place in range(len(uids))]
    return project.with_table(plots.with_values(uids, "price_eur_m2", prices))
