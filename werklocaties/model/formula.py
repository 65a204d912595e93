"""Formulas of terms as patterns: parsed once, resolved per cell into references.

A pattern is an expression over the names of a term's inputs. Resolved for one cell it becomes a
small tree of references, numbers and operations, from which the workbook writes a formula and
the explanation tree is made. Axes are matched by name; neighbours and sums are named:

``PREV(x) NEXT(x)`` the value one year earlier or later; ``START(x) END(x)`` at the moment on
which the period begins or ends; ``FIRST(x)`` in the first period only; ``OPENING(x)`` and
``LAST(x)`` at the first and last moment; ``SUM(x, axis)`` and ``SUMPRODUCT(x, y, axis)`` over
what belongs to the cell along an axis; ``SUMWHERE(x, axis, word, label)`` only where ``word``
equals the label; ``AT(x, axis, label)`` at the label that another input names (0 without one).
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

Cell = Mapping[str, str]


@dataclass(frozen=True)
class Ref:
    """A reference to one cell of a term, an assumption or a column of a table."""

    name: str
    labels: tuple[tuple[str, str], ...]

    @property
    def cell(self) -> dict[str, str]:
        """Labels by axis."""
        return dict(self.labels)


@dataclass(frozen=True)
class Label:
    """The label of the cell itself on one axis, such as its year."""

    axis: str
    label: str


@dataclass(frozen=True)
class Number:
    """A structural number: 0 or 1."""

    value: float


@dataclass(frozen=True)
class Text:
    """A word that a choice is compared with."""

    value: str


@dataclass(frozen=True)
class Operation:
    """An operator or function over parts: + - * / ** == < <= > >= MAX MIN IF AND OR SUM ..."""

    name: str
    parts: tuple["Node", ...]


Node = Ref | Label | Number | Text | Operation

_OPERATORS: dict[type, str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
    ast.Eq: "==",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}

FUNCTIONS = frozenset(
    {"MAX", "MIN", "ABS", "IF", "AND", "OR"}
    | {"PREV", "NEXT", "START", "END", "FIRST", "OPENING", "LAST"}
    | {"SUM", "SUMPRODUCT", "SUMWHERE", "AT"}
)
"""Functions that a pattern may use."""


@lru_cache(maxsize=500)
def parse(pattern: str) -> ast.expr:
    """Parse a pattern; only names, numbers, words, operators and ``FUNCTIONS`` may stand in it.

    Raises:
        ValueError: the pattern holds something else.
    """
    tree = ast.parse(pattern, mode="eval").body
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and not (
            isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS
        ):
            raise ValueError(f"unknown function in {pattern}")
    return tree


def names(pattern: str) -> tuple[str, ...]:
    """Return the names of inputs and axes in a pattern, functions left out.

    Example:
        >>> names("MAX(raw, 0) - shrinkage * MAX(-raw, 0)")
        ('raw', 'shrinkage')
    """
    found = [n.id for n in ast.walk(parse(pattern)) if isinstance(n, ast.Name)]
    return tuple(dict.fromkeys(name for name in found if name not in FUNCTIONS))


class Space(Protocol):
    """What the resolver must know of a computation: axes of inputs, labels and membership."""

    def axes_of(self, name: str) -> tuple[str, ...]:
        """Return the axes of an input."""

    def labels_of(self, axis: str) -> tuple[str, ...]:
        """Return the labels of an axis in order."""

    def members(self, axis: str, cell: Cell) -> tuple[Cell, ...]:
        """Return what belongs to a cell along an axis, as labels to add to the cell."""

    def exists(self, ref: Ref) -> bool:
        """Say whether a sparse input has a value in this cell."""


SAME: Mapping[str, tuple[str, ...]] = {"year": ("stock_year",), "stock_year": ("year",)}
"""Axes that read the same labels: a flow year and the stock on its 1 January."""


class Resolver:
    """Resolves patterns for single cells in one space."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._calls: dict[str, Callable[[ast.Call, Cell], Node]] = {
            "PREV": lambda call, cell: self._shifted(call, cell, -1),
            "NEXT": lambda call, cell: self._shifted(call, cell, 1),
            "START": lambda call, cell: self._at_stand(call, cell, 0),
            "END": lambda call, cell: self._at_stand(call, cell, 1),
            "FIRST": self._first,
            "OPENING": lambda call, cell: self._at_edge(call, cell, 0),
            "LAST": lambda call, cell: self._at_edge(call, cell, -1),
            "SUM": self._sum,
            "SUMPRODUCT": self._sumproduct,
            "SUMWHERE": self._sumwhere,
            "AT": self._at,
        }

    def resolve(self, pattern: str, cell: Cell) -> Node:
        """Return the tree of one pattern in one cell."""
        return self._node(parse(pattern), cell)

    def _node(self, node: ast.expr, cell: Cell) -> Node:
        match node:
            case ast.Constant(value=str() as word):
                return Text(word)
            case ast.Constant(value=int() | float() as number):
                return Number(float(number))
            case ast.Name(id=name):
                return self._name(name, cell)
            case ast.Call(func=ast.Name(id=name)):
                return self._call(name, node, cell)
        return self._operator(node, cell)

    def _operator(self, node: ast.expr, cell: Cell) -> Node:
        match node:
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Operation("neg", (self._node(operand, cell),))
            case ast.BinOp(left=left, op=operator, right=right):
                return self._operation(_OPERATORS[type(operator)], (left, right), cell)
            case ast.Compare(left=left, ops=[comparison], comparators=[right]):
                return self._operation(_OPERATORS[type(comparison)], (left, right), cell)
        raise ValueError(ast.dump(node))

    def _operation(self, name: str, parts: tuple[ast.expr, ...], cell: Cell) -> Node:
        return Operation(name, tuple(self._node(part, cell) for part in parts))

    def _call(self, name: str, call: ast.Call, cell: Cell) -> Node:
        if name in self._calls:
            return self._calls[name](call, cell)
        return self._operation(name, tuple(call.args), cell)

    def _name(self, name: str, cell: Cell) -> Node:
        if name in cell:
            return Label(name, cell[name])
        return Ref(name, tuple(self._labels(name, cell)))

    def _labels(self, name: str, cell: Cell) -> Iterator[tuple[str, str]]:
        for axis in self._space.axes_of(name):
            same = next((a for a in (axis, *SAME.get(axis, ())) if a in cell), None)
            if same is None:
                raise ValueError(f"{name} has axis {axis}, which the cell {dict(cell)} lacks")
            yield axis, cell[same]

    def _shifted(self, call: ast.Call, cell: Cell, step: int) -> Node:
        moved = {
            axis: str(int(label) + step) if axis in SAME else label for axis, label in cell.items()
        }
        return self._node(call.args[0], moved)

    def _at_stand(self, call: ast.Call, cell: Cell, step: int) -> Node:
        place = self._space.labels_of("period").index(cell["period"]) + step
        stand = self._space.labels_of("stand")[place]
        return self._node(call.args[0], {**cell, "stand": stand})

    def _first(self, call: ast.Call, cell: Cell) -> Node:
        first = self._space.labels_of("period")[0] == cell["period"]
        return self._node(call.args[0], cell) if first else Number(0.0)

    def _at_edge(self, call: ast.Call, cell: Cell, place: int) -> Node:
        return self._node(call.args[0], {**cell, "stand": self._space.labels_of("stand")[place]})

    def _over(self, axis: ast.expr, cell: Cell) -> Iterator[Cell]:
        name = axis.id if isinstance(axis, ast.Name) else ""
        for member in self._space.members(name, cell):
            yield {**cell, **member}

    def _present(self, node: Node) -> bool:
        return not isinstance(node, Ref) or self._space.exists(node)

    def _sum(self, call: ast.Call, cell: Cell) -> Node:
        what, axis = call.args
        parts = [self._node(what, inner) for inner in self._over(axis, cell)]
        return Operation("SUM", tuple(part for part in parts if self._present(part)))

    def _sumproduct(self, call: ast.Call, cell: Cell) -> Node:
        *factors, axis = call.args
        inner = list(self._over(axis, cell))
        columns = [
            Operation("LIST", tuple(self._node(factor, one) for one in inner)) for factor in factors
        ]
        return Operation("SUMPRODUCT", tuple(columns))

    def _sumwhere(self, call: ast.Call, cell: Cell) -> Node:
        what, axis, word, label = call.args
        inner = list(self._over(axis, cell))
        values = Operation("LIST", tuple(self._node(what, one) for one in inner))
        words = Operation("LIST", tuple(self._node(word, one) for one in inner))
        return Operation("SUMWHERE", (values, words, self._node(label, cell)))

    def _at(self, call: ast.Call, cell: Cell) -> Node:
        what, axis, label = call.args
        name = axis.id if isinstance(axis, ast.Name) else ""
        key = self._node(label, cell)
        if isinstance(key, Text):
            return self._node(what, {**cell, name: key.value})
        inner = [{**cell, name: one} for one in self._space.labels_of(name)]
        rows = Operation("LIST", tuple(self._node(what, one) for one in inner))
        words = Operation("LIST", tuple(Label(name, one[name]) for one in inner))
        return Operation("AT", (rows, words, key))
