"""Two things timed in turn, and the ratio of their medians: a bare time says little."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

FEWEST = 5
"""Rounds that a median needs at least."""


@dataclass(frozen=True)
class Row:
    """One line of the table; without a peer ``ratio`` is None and ``reason`` says why."""

    name: str
    ours_s: float | None
    peer: str
    peer_s: float | None
    ratio: float | None
    target: float | None
    reason: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is no target or no ratio."""
        return None if self.target is None or self.ratio is None else self.ratio <= self.target


def absent(name: str, peer: str, target: float | None, reason: str) -> Row:
    """Give the line of what could not be measured."""
    return Row(name, None, peer, None, None, target, reason)


def against(
    name: str,
    ours: Callable[[], object],
    peer: str,
    theirs: Callable[[], object],
    target: float | None,
    rounds: int = FEWEST,
) -> Row:
    """Time both in turn, after one unmeasured round of each, and compare the medians."""
    ours(), theirs()
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(rounds)]
    our_time, their_time = (median(times) for times in zip(*pairs, strict=True))
    return Row(name, our_time, peer, their_time, our_time / their_time, target)


def against_limit(
    name: str, ours: Callable[[], object], limit: str, limit_s: float, target: float, rounds: int
) -> Row:
    """Compare the median with a fixed time, such as a frame of a screen."""
    ours()
    our_time = median(_seconds(ours) for _ in range(rounds))
    return Row(name, our_time, limit, limit_s, our_time / limit_s, target)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begun = perf_counter()
    work()
    return perf_counter() - begun
