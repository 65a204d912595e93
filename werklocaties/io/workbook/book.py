"""The workbook under construction: where every term and input stands, before cells are filled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from werklocaties.io.workbook.grid import Sheet
from werklocaties.io.workbook.place import ROW, Area, Place
from werklocaties.io.workbook.words import shown
from werklocaties.model.formula import Cell, Ref
from werklocaties.model.results import Results
from werklocaties.model.vocabulary import LAYERS

THIS_ROW = "#"
"""Label of the row itself, in a formula written once for many rows."""

ALL = "*"
"""Begin of a label that stands for everything along an axis."""

Rows = dict[tuple[str, ...], int]
"""Row by labels."""

Group = tuple[str, str]
"""Market area and segment."""


@dataclass(frozen=True)
class Block:
    """The cells of one term or input: labels in rows, at most one axis along the columns."""

    sheet: str
    row_axes: tuple[str, ...]
    rows: Mapping[tuple[str, ...], int]
    columns: Mapping[str, int]
    column_axis: str = ""
    label_columns: Mapping[str, int] = field(default_factory=dict)
    head_row: int = 0

    def column(self, cell: Cell) -> int:
        """Column of a cell."""
        return self.columns[cell[self.column_axis] if self.column_axis else ""]

    def place(self, cell: Cell) -> Place:
        """Place of a cell by its labels."""
        key = tuple(cell[axis] for axis in self.row_axes)
        row = ROW if THIS_ROW in key else self.rows[key]
        return Place(self.sheet, self.column(cell), row)

    def area(self, cell: Cell) -> Area:
        """Range of everything that the ``ALL`` labels of a cell stand for."""
        labels = [cell[axis] for axis in self.row_axes]
        if any(label.startswith(ALL) for label in labels):
            first, last = min(self.rows.values()), max(self.rows.values())
        else:
            first = last = self.rows[tuple(labels)]
        if self.column_axis and cell[self.column_axis].startswith(ALL):
            columns = self.columns.values()
            return Area(self.sheet, min(columns), first, max(columns), last)
        column = self.column(cell)
        return Area(self.sheet, column, first, column, last)

    def beside(self, axis: str, area: Area) -> Area:
        """Range of the labels of an axis beside a range of cells."""
        column = self.label_columns[axis]
        return Area(self.sheet, column, area.row, column, area.last_row)

    def above(self, area: Area) -> Area:
        """Range of the column heads above a range of cells."""
        return Area(self.sheet, area.column, self.head_row, area.last_column, self.head_row)


@dataclass(eq=False)
class Book:
    """Sheets, blocks and names of one workbook, and the results that it shows."""

    results: Results
    groups: list[Group] = field(default_factory=list)
    """Groups that are shown, the divided ones first."""
    sheets: dict[str, Sheet] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Target by defined name."""
    scalars: dict[str, str] = field(default_factory=dict)
    """Defined name by scalar input."""
    values: dict[str, Place] = field(default_factory=dict)
    """Place in the list of assumptions by address."""
    waiting: dict[tuple[str, tuple[int, ...]], str] = field(default_factory=dict)
    """Address of the empty value that a missing cell of an assumption waits for."""
    lookups: dict[str, tuple[Area, Area]] = field(default_factory=dict)
    """Words and values by input that is looked up."""
    period_bounds: dict[str, tuple[Place | None, Place]] = field(default_factory=dict)
    cells: dict[tuple[str, tuple[str, ...]], Place | str] = field(default_factory=dict)
    """Cell or text by input and labels, for inputs that stand in no regular block."""
    optional: set[Place] = field(default_factory=set)
    """Input cells outside the list of assumptions that are empty and waited for."""

    def __post_init__(self) -> None:
        results = self.results
        axes = {axis for names in results.axes.values() for axis in names}
        self._index = {
            axis: {label: n for n, label in enumerate(results.labels(axis))} for axis in axes
        }

    def sheet(self, title: str, **settings: Any) -> Sheet:
        """Add a sheet."""
        self.sheets[title] = Sheet(title, **settings)
        return self.sheets[title]

    def index(self, name: str, cell: Cell) -> tuple[int, ...]:
        """Place of a cell in the array of a term or input."""
        return tuple(self._index[axis][cell[axis]] for axis in self.results.axes[name])

    def define(self, name: str, place: Place) -> None:
        """Give a cell a name."""
        target = Place(place.sheet, place.column, place.row, fixed=True)
        self.names[name] = target.seen_from("")

    # --- references ----------------------------------------------------------------------
    def operand(self, ref: Ref) -> Place | str:
        """Return the cell of a reference, or what a formula writes for it."""
        if ref.name in self.scalars:
            return self.scalars[ref.name]
        irregular = self.cells.get((ref.name, tuple(label for _, label in ref.labels)))
        if irregular is not None:
            return irregular
        block = self.blocks.get(ref.name)
        if block is None:
            return self.assumption(ref)
        place = block.place(ref.cell)
        return if_given(place) if place in self.optional else place

    def assumption(self, ref: Ref) -> Place | str:
        """Return the cell in the list of assumptions that a cell of an assumption reads."""
        one = self.results.resolved[ref.name]
        place = tuple(self._index[axis][label] for axis, label in ref.labels)
        number = one.cells[place]
        if number >= 0:
            found = self.values[str(one.used[number].address)]
            return Place(found.sheet, found.column, found.row, fixed=True)
        address = self.waiting.get((ref.name, place))
        return if_given(self.values[address]) if address else "NA()"

    def area(self, ref: Ref) -> Area:
        """Return the range of a reference with an ``ALL`` label."""
        return self.blocks[ref.name].area(ref.cell)

    # --- values --------------------------------------------------------------------------
    def cached(self, name: str, cell: Cell) -> Any:
        """Return the engine's value of a cell as the workbook shows it, None where it waits."""
        results = self.results
        value = results.pool[name][self.index(name, cell)]
        if name in ("item_layer", "item_base"):
            return shown(LAYERS[value])
        if name == "status":
            return shown(value) if value else None
        if name == "ratio" and np.isnan(value):
            need = results.pool["need"][self.index("need", cell)]
            return "" if need <= 0 else None
        return value

    def active_groups(self) -> list[Group]:
        """Groups with anything in them, or anything that could come in them; divided ones first."""
        flags = active(self.results)
        dims = self.results.dimensions
        found = [(dims.market_areas[a], dims.segments[s]) for a, s in np.argwhere(flags)]
        return sorted(found, key=lambda group: not self.divided(group))

    def divided(self, group: Group) -> bool:
        """Say whether a group has a market area and a segment."""
        return bool(self.results["divided"][self.index("divided", group_cell(group))])


def if_given(place: Place) -> str:
    """Return a marked text for a cell that may be empty: then it is #N/A, never 0."""
    return f"\0{place.sheet}\0{place.column}\0{place.row}"


def group_cell(group: Group) -> dict[str, str]:
    """Labels of a group."""
    return {"market_area": group[0], "segment": group[1]}


def active(results: Results) -> Any:
    """Mark groups that have supply, demand or past issuance, or wait for a value.

    A group that is left out is zero in every term, whatever method leads.
    """
    dims = results.dimensions
    count = dims.groups[0] * dims.groups[1]
    flags = np.bincount(results["item_group"], minlength=count).reshape(dims.groups) > 0
    expansion = results["expansion"]
    flags |= (np.nan_to_num(expansion, nan=1.0) != 0).any(axis=-1)
    on_park = (np.nan_to_num(results["on_park"], nan=1.0) != 0).any(axis=-1)
    lands = np.nan_to_num(results["segment_share"], nan=1.0) != 0
    flags |= (on_park.T.astype(float) @ lands.astype(float)) > 0
    flags |= (results["issued"] != 0).any(axis=-1)
    flags |= results["forecast_group"].any(axis=0)
    flags |= (results.resolved["special"].cells >= 0).any(axis=(0, 3))
    flags |= (results.resolved["destination"].cells >= 0).any(axis=0)
    flags |= np.nan_to_num(results["friction_gap"], nan=1.0) != 0
    return flags | np.isnan(results["closing"]).any(axis=-1)
