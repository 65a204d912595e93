"""Westermaat Zuid-West, drawn in metres of EPSG:28992: extents public, layout schematic."""

from functools import cache

import shapely
from shapely import LineString, Polygon, affinity

from twente.ground import Site, Street, verge
from twente.shapes import smooth, trim


def _from_axis(geometry: shapely.Geometry) -> shapely.Geometry:
    """Turn a drawing along the long axis of Westermaat into the map (u to the north-west)."""
    return affinity.translate(affinity.rotate(geometry, 128.0, origin=(0, 0)), 249905, 476735)


@cache
def westermaat() -> Site:
    """Draw the estate along the motorway, as a long bend with large boxes and showrooms."""
    raw = Polygon(
        [
            (0, 20),
            (60, -330),
            (420, -455),
            (1100, -540),
            (1880, -560),
            (2030, -390),
            (2050, 30),
            (900, 45),
        ]
    )
    drawn = [
        (18, [(-20, -130), (350, -175), (1000, -215), (1600, -235), (2080, -215)]),
        (
            14,
            [
                (310, -175),
                (330, -320),
                (430, -345),
                (980, -395),
                (1480, -415),
                (1900, -400),
                (1910, -230),
            ],
        ),
        (14, [(300, -170), (290, 60)]),
        (13, [(560, -185), (585, -370)]),
        (14, [(800, -200), (790, 60)]),
        (13, [(1010, -215), (1000, -395)]),
        (14, [(1240, -220), (1230, 60)]),
        (13, [(1480, -228), (1465, -415), (1470, -580)]),
        (13, [(1700, -235), (1705, 60)]),
        (12, [(800, -75), (1240, -85)]),
        (12, [(430, -345), (425, -480)]),
    ]
    streets = tuple(Street(_from_axis(smooth(points, 2)), width) for width, points in drawn)
    green = tuple(
        _from_axis(shape)
        for shape in (
            LineString([(0, 20), (900, 45), (2050, 30)]).buffer(14),
            LineString([(60, -330), (420, -455), (1100, -540), (1880, -560)]).buffer(11),
            Polygon([(1250, -120), (1330, -125), (1330, -10), (1250, -5)]),
            Polygon([(20, -230), (150, -260), (170, -180), (30, -165)]),
        )
    )
    pond = _from_axis(affinity.scale(shapely.Point(1290, -60).buffer(1), 26, 40))
    outline = trim(_from_axis(raw), 975400.0, (-0.62, 0.79), _from_axis(raw))
    return Site(
        "westermaat",
        outline,
        streets,
        78.49,
        (*green, verge(outline, 12.0)),
        (pond,),
        whole=tuple(
            (p.x, p.y) for p in (_from_axis(shapely.Point(*q)) for q in ((1690, -330), (180, -60)))
        ),
        frontage_m=(44.0, 84.0),
        through=0.35,
    )
