"""Formulas of terms in Excel's words, made from the register of terms.

One renderer for every term: references become cells, sums become ranges or SUMIFS with the
labels of the row as criteria, looked-up values SUMIF. Only functions that LibreOffice 7.4 and
Excel 2010 share are written, and no numbers but 0 and 1.

The engine takes a part of nothing as nothing, also when the part is unknown. Where that is so
in a cell, the product is written as ``IF(known=0,0,known*unknown)``, else #N/A would spread.
"""

from collections.abc import Callable

from werklocaties.io.workbook.book import ALL, Book
from werklocaties.io.workbook.place import Area, Place, as_area, compressed
from werklocaties.io.workbook.space import SheetSpace
from werklocaties.io.workbook.spot import Spot, quote, reference
from werklocaties.io.workbook.unknowns import Unknowns
from werklocaties.io.workbook.words import shown
from werklocaties.model.formula import (
    Cell,
    Label,
    Node,
    Number,
    Operation,
    Ref,
    Resolver,
    Text,
)
from werklocaties.model.terms import TERMS, Term

_INFIX = {
    "==": ("=", 1),
    "<": ("<", 1),
    "<=": ("<=", 1),
    ">": (">", 1),
    ">=": (">=", 1),
    "+": ("+", 2),
    "-": ("-", 2),
    "*": ("*", 3),
    "/": ("/", 3),
    "**": ("^", 4),
}
_ATOM = 9

Column = tuple[list[Node], Area | None]
"""Cells of one factor, and the range that they form."""

Written = tuple[str, int]
"""Text of a formula and how tightly it binds."""


class Renderer:
    """Writes the formula of any cell of any term of one workbook."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._space = SheetSpace(book.results)
        self._resolver = Resolver(self._space)
        self._unknowns = Unknowns(book)
        self._special: dict[str, Callable[[Operation, Spot], Written]] = {
            "SUM": self._sum,
            "SUMPRODUCT": self._sumproduct,
            "SUMWHERE": self._sumwhere,
            "AT": self._at,
            "neg": self._negative,
        }
        self._criteria: dict[str, Callable[[Ref, Area, Spot], list[str]]] = {
            "item": self._of_group,
            "year": self._in_period,
            "measure": self._of_measure,
            "market_area": self._of_rows,
        }

    def formula(self, key: str, cell: Cell) -> str | None:
        """Return the formula of a term in a cell; None where a sparse term has none."""
        term, block = TERMS[key], self._book.blocks[key]
        if term.sparse and not self._given(term, cell):
            return None
        guarded = self._unknowns.matter and not self._unknowns.value(key, cell)
        spot = Spot(block, block.place(cell), cell, guarded)
        node = self._resolver.resolve(self._pattern(term, cell), cell)
        return self._write(node, spot)[0]

    def _pattern(self, term: Term, cell: Cell) -> str:
        if not term.start:
            return term.formula
        first = self._book.results.labels(term.axes[-1])[0]
        return term.start if cell[term.axes[-1]] == first else term.formula

    def _given(self, term: Term, cell: Cell) -> bool:
        axes = self._book.results.axes[term.sparse]
        return self._space.exists(Ref(term.sparse, tuple((a, cell[a]) for a in axes)))

    # --- nodes ---------------------------------------------------------------------------
    def _write(self, node: Node, spot: Spot) -> Written:
        match node:
            case Number(value=value):
                return f"{value:g}", _ATOM
            case Text(value=value):
                return quote(shown(value)), _ATOM
            case Label(axis=axis):
                return (spot.head if axis in _HEADS else spot.label(axis)), _ATOM
            case Ref():
                return reference(self._book.operand(node), spot.sheet), _ATOM
        return self._operation(node, spot)

    def _operation(self, node: Operation, spot: Spot) -> Written:
        if node.name in self._special:
            return self._special[node.name](node, spot)
        if node.name in _INFIX:
            return self._infix(node, spot)
        parts = ",".join(self._write(part, spot)[0] for part in node.parts)
        return f"{node.name}({parts})", _ATOM

    def _infix(self, node: Operation, spot: Spot) -> Written:
        sign, level = _INFIX[node.name]
        left, right = (self._write(part, spot) for part in node.parts)
        if sign == "*" and spot.guarded:
            known = [not self._unknowns.inside(part) for part in node.parts]
            if known.count(True) == 1:
                zero = left[0] if known[0] else right[0]
                return f"IF(({zero})=0,0,({left[0]})*({right[0]}))", _ATOM
        first = f"({left[0]})" if left[1] < level else left[0]
        tight = level + (node.name in ("-", "/", "**"))
        second = f"({right[0]})" if right[1] < tight else right[0]
        return f"{first}{sign}{second}", level

    def _negative(self, node: Operation, spot: Spot) -> Written:
        text, level = self._write(node.parts[0], spot)
        return (f"-{text}" if level == _ATOM else f"-({text})"), 3

    # --- sums ----------------------------------------------------------------------------
    def _sum(self, node: Operation, spot: Spot) -> Written:
        if not node.parts:
            return "0", _ATOM
        only = node.parts[0]
        if len(node.parts) == 1 and isinstance(only, Ref) and _whole(only):
            return self._sumifs(only, spot, []), _ATOM
        if len(node.parts) == 1:
            return self._write(only, spot)
        operands = [self._book.operand(part) for part in node.parts if isinstance(part, Ref)]
        places = [one for one in operands if isinstance(one, Place)]
        texts = [reference(one, spot.sheet) for one in operands if isinstance(one, str)]
        ranges = [one.seen_from(spot.sheet) for one in compressed(places)]
        return f"SUM({','.join([*ranges, *texts])})", _ATOM

    def _sumifs(self, ref: Ref, spot: Spot, more: list[str]) -> str:
        area = self._book.area(ref)
        axis = next(axis for axis, label in ref.labels if label.startswith(ALL))
        criteria = [*self._criteria[axis](ref, area, spot), *more]
        return f"SUMIFS({','.join([area.seen_from(spot.sheet), *criteria])})"

    def _beside(self, ref: Ref, axis: str, area: Area, spot: Spot) -> str:
        return self._book.blocks[ref.name].beside(axis, area).seen_from(spot.sheet)

    def _of_group(self, ref: Ref, area: Area, spot: Spot) -> list[str]:
        return [
            text
            for axis in ("market_area", "segment")
            for text in (self._beside(ref, axis, area, spot), spot.label(axis))
        ]

    def _of_measure(self, ref: Ref, area: Area, spot: Spot) -> list[str]:
        return [*self._of_group(ref, area, spot), self._beside(ref, "year", area, spot), spot.head]

    def _of_rows(self, ref: Ref, area: Area, spot: Spot) -> list[str]:
        return [
            text
            for axis in ("term", "kind")
            for text in (self._beside(ref, axis, area, spot), spot.label(axis))
        ]

    def _in_period(self, ref: Ref, area: Area, spot: Spot) -> list[str]:
        years = self._book.blocks[ref.name].above(area).seen_from(spot.sheet)
        begin, end = self._book.period_bounds[spot.cell["period"]]
        after = [years, f'">="&{begin.seen_from(spot.sheet)}'] if begin else []
        return [*after, years, f'"<"&{end.seen_from(spot.sheet)}']

    # --- products and choices ------------------------------------------------------------
    def _column(self, node: Node) -> Column:
        """Cells of one factor, and the range that they form."""
        parts = _parts(node)
        if len(parts) == 1 and isinstance(parts[0], Ref) and _whole(parts[0]):
            return parts, self._book.area(parts[0])
        operands = [self._book.operand(part) if isinstance(part, Ref) else "" for part in parts]
        places = [one for one in operands if isinstance(one, Place)]
        return parts, as_area(places) if len(places) == len(parts) else None

    def _sumproduct(self, node: Operation, spot: Spot) -> Written:
        if spot.guarded and any(self._unknowns.inside(part) for part in node.parts):
            node = self._unknowns.spelled_out(node)
            columns: list[Column] = [(_parts(part), None) for part in node.parts]
        else:
            columns = [self._column(part) for part in node.parts]
        areas = [area for _, area in columns if area]
        if len(areas) == len(columns) and len({area.shape for area in areas}) == 1:
            return f"SUMPRODUCT({','.join(a.seen_from(spot.sheet) for a in areas)})", _ATOM
        rows = list(zip(*(parts for parts, _ in columns), strict=True))
        if not rows:
            return "0", _ATOM
        products = [Operation("*", row) if len(row) == 2 else _chain(row) for row in rows]
        return "+".join(self._write(product, spot)[0] for product in products), 2

    def _sumwhere(self, node: Operation, spot: Spot) -> Written:
        values, words, label = node.parts
        (value, *_), (word, *_) = self._column(values)[0], self._column(words)[0]
        if not isinstance(value, Ref) or not isinstance(word, Ref):
            raise TypeError(node.name)
        wanted = self._write(label, spot)[0]
        layer = self._book.area(word).seen_from(spot.sheet)
        return self._sumifs(value, spot, [layer, wanted]), _ATOM

    def _at(self, node: Operation, spot: Spot) -> Written:
        rows, _, key = node.parts
        first = rows.parts[0] if isinstance(rows, Operation) else None
        if not isinstance(first, Ref):
            raise TypeError(node.name)
        words, values = self._book.lookups[first.name]
        wanted = self._write(key, spot)[0]
        return (
            f"SUMIF({words.seen_from(spot.sheet)},{wanted},{values.seen_from(spot.sheet)})",
            _ATOM,
        )


_HEADS = frozenset({"year", "stock_year", "issue_year"})
"""Axes whose labels stand above the columns."""


def _whole(ref: Ref) -> bool:
    return any(label.startswith(ALL) for _, label in ref.labels)


def _parts(node: Node) -> list[Node]:
    return list(node.parts) if isinstance(node, Operation) else []


def _chain(factors: tuple[Node, ...]) -> Node:
    made = factors[0]
    for factor in factors[1:]:
        made = Operation("*", (made, factor))
    return made
