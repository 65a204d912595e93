"""Recompute after one changed assumption or plan, against a frame and a first computation."""

from collections.abc import Callable, Iterator
from itertools import count

from generator import FIRST_YEAR, Size, make_project, value_rows
from measure import Row, against, against_limit

from werklocaties.model.address import Address
from werklocaties.model.compute import compute
from werklocaties.model.project import Project

FRAME_S = 0.016
TARGET_FRAMES = 50 / 16
ADDRESS = Address.of("growth", sector="sector 1", period=f"{FIRST_YEAR}-{FIRST_YEAR + 5}")


def rows(size: Size, rounds: int) -> Iterator[Row]:
    """Three lines: assumption against frame, against a first computation, plan against frame."""
    project = make_project(size)
    again, plan = recomputing(project, _growth), recomputing(project, _plan)
    yield against_limit(
        "recompute, one assumption", again, "frame of 16 ms", FRAME_S, TARGET_FRAMES, rounds
    )
    yield against(
        "recompute, one assumption",
        again,
        "first computation",
        lambda: compute(project, "Basis"),
        None,
        rounds,
    )
    yield against_limit(
        "recompute, one plan's year", plan, "frame of 16 ms", FRAME_S, TARGET_FRAMES, rounds
    )


def recomputing(project: Project, edit: Callable[[Project, int], Project]) -> Callable[[], object]:
    """Give work that computes another edit every time, with the results before it at hand.

    The edits are made beforehand: what is timed is the computation alone.
    """
    states = [edit(project, n) for n in range(7)]
    number = count()
    before = [compute(project, "Basis")]

    def again() -> None:
        before[0] = compute(states[next(number) % len(states)], "Basis", before[0])

    return again


def _growth(project: Project, n: int) -> Project:
    table = project.table("assumptions")
    return project.with_table(table.with_rows(value_rows({str(ADDRESS): 0.001 * (n + 1)})))


def _plan(project: Project, n: int) -> Project:
    table = project.table("decisions")
    return project.with_table(table.with_values([table.uids[0]], "value", [2031.0 + n]))
