"""Where on earth are these coordinates? Everything inside the program is EPSG:28992."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyproj
from pyproj.exceptions import CRSError, ProjError

from werklocaties.io.project_file.geometry import RD_BOUNDS
from werklocaties.model.finding import DoorError

RD = "EPSG:28992"
_CALLED = {"RD": RD, "WGS84": "EPSG:4326"}
"""What people write where a code is meant."""
_MARKED = re.compile(r"(\d)(yx|mm)$")
_RD_PARAMETERS = {"lat_0": 52.156, "lon_0": 5.3876, "x_0": 155_000.0, "y_0": 463_000.0}


@dataclass(frozen=True)
class Grid:
    """A way to read coordinates: a reference system, axes as they stand or swapped, a unit.

    Example:
        >>> str(Grid("EPSG:28992", swapped=True)), Grid.parse("EPSG:28992 mm").factor
        ('EPSG:28992 yx', 0.001)
    """

    crs: str
    swapped: bool = False
    factor: float = 1.0

    def __str__(self) -> str:
        return self.crs + (" yx" if self.swapped else "") + (" mm" if self.factor != 1.0 else "")

    @classmethod
    def parse(cls, text: str) -> "Grid":
        """Read what ``str`` writes; ``DoorError`` ``crs_unknown`` for anything else."""
        crs, *marks = _MARKED.sub(r"\1 \2", text.strip()).rsplit(" ", text.endswith(("yx", "mm")))
        crs = f"EPSG:{crs}" if crs.isdigit() else _CALLED.get(crs.upper(), crs)
        if parsed(crs) is None:
            raise DoorError("crs_unknown", crs=text)
        return cls(crs, "yx" in marks, 0.001 if "mm" in marks else 1.0)

    def to_rd(self) -> Callable[[np.ndarray], np.ndarray]:
        """Return the function that takes n x 2 coordinates of this grid to RD New."""
        project = _projection(self.crs)

        def convert(coordinates: np.ndarray) -> np.ndarray:
            ordered = coordinates[:, ::-1] if self.swapped else coordinates
            return project(ordered * self.factor if self.factor != 1.0 else ordered)

        return convert


# The order is the order of preference; mm is what comes out of CAD.
CANDIDATES = (
    *(Grid(crs) for crs in (RD, "EPSG:4326", "EPSG:3857", "EPSG:25831", "EPSG:25832")),
    Grid(RD, swapped=True),
    Grid("EPSG:4326", swapped=True),
    Grid(RD, factor=0.001),
)


@lru_cache(maxsize=64)
def parsed(text: str | None) -> pyproj.CRS | None:
    """Return the reference system of this text, or None when it is none."""
    if not text:
        return None
    try:
        return pyproj.CRS.from_user_input(text)
    except CRSError:
        return None


def is_rd(crs: pyproj.CRS) -> bool:
    """Say whether this is RD New, by code or by its parameters.

    EPSG:7415 (with NAP) and the many "RD_New" of .prj files without code are the same plane.
    """
    flat = crs.sub_crs_list[0] if crs.is_compound else crs
    if flat.to_epsg(min_confidence=70) == 28992:
        return True
    method = flat.coordinate_operation.method_name if flat.coordinate_operation else ""
    if method not in ("Oblique Stereographic", "Double_Stereographic"):
        return False
    given = flat.coordinate_operation.params if flat.coordinate_operation else []
    values = [float(parameter.value) for parameter in given]
    return all(
        any(abs(value - wanted) < 1e-3 * max(1.0, abs(wanted) / 1e3) for value in values)
        for wanted in _RD_PARAMETERS.values()
    )


def _same(coordinates: np.ndarray) -> np.ndarray:
    return coordinates


@lru_cache(maxsize=64)
def _projection(text: str) -> Callable[[np.ndarray], np.ndarray]:
    crs = parsed(text)
    if crs is None:
        raise DoorError("crs_unknown", crs=text)
    if is_rd(crs):
        return _same
    try:
        transformer = pyproj.Transformer.from_crs(crs, RD, always_xy=True)
    except ProjError as error:
        raise DoorError("crs_unknown", crs=text) from error

    def project(coordinates: np.ndarray) -> np.ndarray:
        x, y = transformer.transform(coordinates[:, 0], coordinates[:, 1])
        return np.column_stack([x, y])

    return project


def in_netherlands(coordinates: np.ndarray) -> np.ndarray:
    """Say for each RD coordinate whether it lies where RD New may be used."""
    xmin, ymin, xmax, ymax = RD_BOUNDS
    x, y = coordinates[:, 0], coordinates[:, 1]
    return np.asarray((x >= xmin) & (x <= xmax) & (y >= ymin) & (y <= ymax))


def fits(grid: Grid, spot: tuple[float, float]) -> bool:
    """Say whether a place lies in the Netherlands when it is read in this grid."""
    return bool(in_netherlands(grid.to_rd()(np.array([spot], dtype=float)))[0])


def guess(spot: tuple[float, float]) -> tuple[Grid, ...]:
    """Return the grids in which this place lies in the Netherlands, the likeliest first.

    Example:
        >>> [str(grid) for grid in guess((52.2638, 6.7789))]
        ['EPSG:4326 yx']
    """
    return tuple(grid for grid in CANDIDATES if fits(grid, spot))


def elsewhere(grid: Grid, bounds: tuple[float, float, float, float]) -> bool:
    """Say whether all of this extent lies outside where RD New may be used."""
    xmin, ymin, xmax, ymax = bounds
    corners = np.array([(xmin, ymin), (xmin, ymax), (xmax, ymin), (xmax, ymax)])
    there = grid.to_rd()(corners)
    if not np.isfinite(there).all():
        return not np.isfinite(there).any()
    left, bottom, right, top = RD_BOUNDS
    (west, south), (east, north) = there.min(axis=0), there.max(axis=0)
    return bool(east < left or west > right or north < bottom or south > top)
