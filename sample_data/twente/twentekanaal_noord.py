"""Twentekanaal Noord, drawn in metres of EPSG:28992: extents public, layout schematic."""

from functools import cache

import shapely
from shapely import Polygon

from twente.ground import RAIL_AXIS, RAIL_HALF_M, Site, along_canal, bank, street, verge
from twente.shapes import smooth, trim


@cache
def noord() -> Site:
    """Draw the mixed estate between canal and railway."""
    south_of_rail = Polygon(
        [*RAIL_AXIS.offset_curve(-RAIL_HALF_M).coords, (251150, 473700), (249130, 473700)]
    )
    raw = Polygon(
        [
            (249340, 473900),
            (249275, 474300),
            (249330, 474700),
            (250500, 474700),
            (250810, 474480),
            (250900, 474220),
            (250830, 473700),
        ]
    )
    outline = trim(raw, 698200.0, (-1, 0), bank(1) & south_of_rail)
    streets = (
        along_canal(178, 249200, 250720, 16),
        along_canal(350, 249560, 250700, 14),
        street(17, (249455, 474010), (249440, 474300), (249470, 474620)),
        street(13, (249830, 474230), (249815, 474580)),
        street(14, (250130, 474010), (250150, 474300), (250120, 474580)),
        street(14, (250470, 474180), (250450, 474570)),
        street(15, (250556, 474000), (250560, 474160)),
    )
    green = (
        RAIL_AXIS.buffer(RAIL_HALF_M + 22.0) & shapely.box(249300, 474000, 250105, 474700),
        Polygon([(250150, 474340), (250262, 474335), (250255, 474440), (250150, 474435)]),
        smooth([(249450, 474330), (249520, 474300), (249650, 474275), (249830, 474285)]).buffer(13),
    )
    return Site(
        "noord",
        outline,
        streets,
        52.78,
        (*green, verge(outline, 30.0)),
        frontage_m=(34.0, 64.0),
        through=0.2,
    )
