"""What a formula pattern finds in the results: axes, labels, and what belongs to a cell."""

from collections.abc import Callable, Mapping

import numpy as np

from werklocaties.model.formula import Cell, Ref, Space
from werklocaties.model.results import Results

SPARSE: Mapping[str, str] = {"replacement_ha": "destination"}
"""Terms that exist only where another input has a value."""


class ResultsSpace(Space):
    """The space of one computation; ``Resolver(ResultsSpace(results))`` resolves its cells."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._members: dict[str, Callable[[Cell], tuple[Cell, ...]]] = {
            "municipality": self._municipalities,
            "year": self._years,
            "period": self._periods,
            "item": self._items,
            "forecast_row": self._forecast_rows,
            "forecast": self._forecasts,
            "measure": self._measures,
            "group": lambda _: self._groups("divided"),
            "rest": lambda _: self._groups("undivided"),
        }

    def axes_of(self, name: str) -> tuple[str, ...]:
        """Return the axes of a term or input."""
        return self._results.axes[name]

    def labels_of(self, axis: str) -> tuple[str, ...]:
        """Return the labels of an axis in order."""
        return self._results.labels(axis)

    def members(self, axis: str, cell: Cell) -> tuple[Cell, ...]:
        """Return what belongs to a cell along an axis; everything when no rule says otherwise."""
        rule = self._members.get(axis)
        return rule(cell) if rule else tuple({axis: label} for label in self.labels_of(axis))

    def exists(self, ref: Ref) -> bool:
        """Say whether somebody gave a value for this cell of a sparse input."""
        name = SPARSE.get(ref.name, ref.name)
        one = self._results.resolved.get(name)
        return one is None or bool(one.cells[self._place(one.axes, ref.cell)] >= 0)

    def _place(self, axes: tuple[str, ...], cell: Cell) -> tuple[int, ...]:
        return tuple(self.labels_of(axis).index(cell[axis]) for axis in axes)

    def _where(self, axis: str, name: str, cell: Cell) -> tuple[Cell, ...]:
        """Labels of an axis where a table of zeros and ones has a 1 for the cell."""
        axes = self.axes_of(name)
        place = tuple(
            slice(None) if one == axis else self.labels_of(one).index(cell[one]) for one in axes
        )
        labels = self.labels_of(axis)
        return tuple({axis: labels[n]} for n in np.flatnonzero(self._results[name][place]))

    def _municipalities(self, cell: Cell) -> tuple[Cell, ...]:
        return self._where("municipality", "in_area", cell)

    def _years(self, cell: Cell) -> tuple[Cell, ...]:
        if "period" in cell:
            return self._where("year", "year_in_period", cell)
        return tuple({"year": label} for label in self.labels_of("year"))

    def _periods(self, cell: Cell) -> tuple[Cell, ...]:
        """Periods that have ended at the moment of the balance; all without one."""
        periods = self.labels_of("period")
        ended = self.labels_of("stand").index(cell["stand"]) if "stand" in cell else len(periods)
        return tuple({"period": label} for label in periods[:ended])

    def _items(self, cell: Cell) -> tuple[Cell, ...]:
        areas, segments = self.labels_of("market_area"), self.labels_of("segment")
        group = areas.index(cell["market_area"]) * len(segments) + segments.index(cell["segment"])
        labels = self.labels_of("item")
        inside = np.flatnonzero(self._results["item_group"] == group)
        return tuple({"item": labels[n]} for n in inside)

    def _forecast_rows(self, cell: Cell) -> tuple[Cell, ...]:
        return self._where("forecast_row", "forecast_group", cell)

    def _forecasts(self, cell: Cell) -> tuple[Cell, ...]:
        row = self.labels_of("forecast_row").index(cell["forecast_row"])
        return ({"forecast": str(self._results["forecast_name"][row])},)

    def _measures(self, cell: Cell) -> tuple[Cell, ...]:
        if "year" in cell:
            return self._where("measure", "measure_in_year", cell)
        return tuple({"measure": label} for label in self.labels_of("measure"))

    def _groups(self, which: str) -> tuple[Cell, ...]:
        areas, segments = self.labels_of("market_area"), self.labels_of("segment")
        return tuple(
            {"market_area": areas[a], "segment": segments[s]}
            for a, s in np.argwhere(self._results[which] > 0)
        )
