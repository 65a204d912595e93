"""One mesh under plots and zones: shared corners on a grid of 1 mm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon

from twente.shapes import polygons

GRID_M = 0.001


@dataclass(frozen=True)
class Mesh:
    """Faces that do not overlap, with a point inside each."""

    faces: np.ndarray
    points: np.ndarray

    def inside(self, geometry: shapely.Geometry) -> np.ndarray:
        """Say per face whether it lies in a geometry."""
        shapely.prepare(geometry)
        return np.asarray(shapely.intersects(geometry, self.points))

    def owners(self, regions: Sequence[Polygon]) -> np.ndarray:
        """Give per face the number of the region that holds it, -1 for none."""
        found = np.full(len(self.faces), -1)
        at, region = shapely.STRtree(self.points).query(np.array(regions), predicate="intersects")[
            ::-1
        ]
        found[at] = region
        return found

    def joined(self, chosen: np.ndarray) -> shapely.Geometry:
        """Join the chosen faces, keeping every shared corner."""
        return shapely.coverage_union_all(self.faces[chosen])


def mesh(geometries: Iterable[shapely.Geometry], within: shapely.Geometry) -> Mesh:
    """Cut all outlines at each other on the grid and give the faces inside ``within``."""
    lines = [shapely.boundary(g) for g in (*geometries, within)]
    noded = shapely.unary_union(np.array(lines, dtype=object), grid_size=GRID_M)
    faces = np.array(
        polygons(shapely.polygonize(shapely.get_parts([noded]).tolist())), dtype=object
    )
    points = shapely.point_on_surface(faces)
    kept = np.asarray(shapely.intersects(within, points))
    return Mesh(faces[kept], points[kept])


def by_key(keys: Sequence[object]) -> Mapping[object, np.ndarray]:
    """Give for every key the places where it stands, in order of first appearance."""
    return {key: np.array([k == key for k in keys]) for key in dict.fromkeys(keys)}
