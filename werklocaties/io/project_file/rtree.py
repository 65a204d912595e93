"""A spatial index built in one go, as GDAL does: five times as fast as row by row.

The three tables behind an SQLite R-tree (sqlite.org/rtree.html, "Shadow Tables") are
written directly: a node is its depth (root only) and number of cells as two big-endian
16-bit numbers, then per cell a 64-bit id and four 32-bit floats. Rows are packed
sort-tile-recursive: slices from west to east, in each slice from south to north.
"""

import math
import sqlite3

import numpy as np

from werklocaties.io.project_file.layout import quoted, rtree_name

CELLS = 51
"""Most cells that SQLite puts in a node of two dimensions."""

NODE_BYTES = 4 + CELLS * 24
_CELL = np.dtype([("id", ">i8"), ("box", ">f4", (4,))])


def _outward(boxes: np.ndarray) -> np.ndarray:
    """Round xmin, xmax, ymin, ymax to 32 bits so that no box becomes smaller."""
    small = boxes.astype("f4")
    low, high = np.nextafter(small, np.float32(-np.inf)), np.nextafter(small, np.float32(np.inf))
    small[:, ::2] = np.where(small > boxes, low, small)[:, ::2]
    small[:, 1::2] = np.where(small < boxes, high, small)[:, 1::2]
    return small


def _order(boxes: np.ndarray) -> np.ndarray:
    """Return the order in which neighbours stand together."""
    nodes = math.ceil(len(boxes) / CELLS)
    slices = math.ceil(math.sqrt(nodes))
    x, y = boxes[:, 0] + boxes[:, 1], boxes[:, 2] + boxes[:, 3]
    strip = np.empty(len(boxes), dtype="i8")
    strip[np.argsort(x, kind="stable")] = np.arange(len(boxes)) * slices // max(len(boxes), 1)
    return np.lexsort((y, strip))


def _starts(count: int) -> np.ndarray:
    """Return where each node of a level starts: evenly filled, so that none is nearly empty."""
    nodes = math.ceil(count / CELLS)
    return np.arange(nodes + 1) * count // nodes


def _data(depth: int, ids: np.ndarray, boxes: np.ndarray) -> bytes:
    cells = np.zeros(len(ids), dtype=_CELL)
    cells["id"], cells["box"] = ids, boxes
    head = np.array([depth, len(ids)], dtype=">u2").tobytes()
    return (head + cells.tobytes()).ljust(NODE_BYTES, b"\0")


def _hull(boxes: np.ndarray, starts: np.ndarray) -> np.ndarray:
    low = np.minimum.reduceat(boxes, starts[:-1])
    high = np.maximum.reduceat(boxes, starts[:-1])
    return np.stack([low[:, 0], high[:, 1], low[:, 2], high[:, 3]], axis=1)


class _Tree:
    """The rows of the three tables, filled level by level from the leaves up."""

    def __init__(self) -> None:
        self.nodes: list[tuple[int, bytes]] = []
        self.parents: list[tuple[int, int]] = []
        self.leaves: list[tuple[int, int]] = []
        self._next = 2  # node 1 is the root

    def level(self, ids: np.ndarray, boxes: np.ndarray, depth: int) -> None:
        """Put a level into nodes, and the nodes into the level above, up to the root."""
        links = self.parents if depth else self.leaves
        if len(ids) <= CELLS:
            self.nodes.append((1, _data(depth, ids, boxes)))
            links += [(int(i), 1) for i in ids]
            return
        starts = _starts(len(ids))
        numbers = np.arange(self._next, self._next + len(starts) - 1)
        self._next += len(numbers)
        for number, start, end in zip(numbers.tolist(), starts[:-1], starts[1:], strict=True):
            self.nodes.append((number, _data(0, ids[start:end], boxes[start:end])))
        links += zip(ids.tolist(), np.repeat(numbers, np.diff(starts)).tolist(), strict=True)
        self.level(numbers, _hull(boxes, starts), depth + 1)


def fill(connection: sqlite3.Connection, table: str, fids: np.ndarray, boxes: np.ndarray) -> None:
    """Fill the spatial index of a layer; boxes are xmin, xmax, ymin, ymax [m]."""
    tree = _Tree()
    order = _order(boxes)
    tree.level(fids[order], _outward(boxes[order]), 0)
    name = rtree_name(table)
    for part, rows in (("node", tree.nodes), ("parent", tree.parents), ("rowid", tree.leaves)):
        shadow = quoted(f"{name}_{part}")
        connection.execute(f"DELETE FROM {shadow}")
        connection.executemany(f"INSERT INTO {shadow} VALUES (?, ?)", rows)
