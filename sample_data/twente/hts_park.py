"""HTS Park Twente in metres of EPSG:28992: place and area about right, layout schematic."""

from functools import cache

import shapely
from shapely import LineString, Polygon, affinity

from twente.ground import RAIL_AXIS, RAIL_HALF_M, Site, street, verge
from twente.shapes import smooth, trim


@cache
def hts() -> Site:
    """Draw the campus north of the railway, around existing premises."""
    north_of_rail = Polygon(
        [*RAIL_AXIS.offset_curve(RAIL_HALF_M + 12).coords, (251150, 475500), (249130, 475500)]
    )
    raw = Polygon(
        [
            (249555, 474500),
            (249535, 474900),
            (249590, 475165),
            (249880, 475225),
            (250190, 475175),
            (250300, 474960),
            (250270, 474500),
        ]
    )
    outline = trim(raw, 340000.0, (0, -1), north_of_rail)
    streets = (
        street(
            16,
            (249915, 474560),
            (249905, 474700),
            (249830, 474800),
            (249840, 474960),
            (249960, 475040),
            (250120, 475000),
            (250150, 474850),
            (250060, 474740),
            (249905, 474700),
        ),
        street(13, (249830, 474850), (249680, 474860), (249540, 474840)),
        street(13, (249870, 475000), (249800, 475110), (249790, 475240)),
        street(12, (250140, 474900), (250310, 474915)),
        street(12, (250060, 474740), (250130, 474650), (250140, 474560)),
    )
    green = (
        shapely.Point(249985, 474880).buffer(62),
        smooth([(249700, 474600), (249720, 474740), (249650, 474850)]).buffer(9),
        LineString([(249600, 475160), (249880, 475215), (250180, 475165), (250290, 474960)]).buffer(
            17
        ),
        LineString([(249555, 474560), (249540, 474900), (249600, 475160)]).buffer(10),
    )
    pond = affinity.rotate(affinity.scale(shapely.Point(249985, 474885).buffer(1), 42, 24), 30)
    return Site(
        "hts",
        outline,
        streets,
        26.8,
        (*green, verge(outline, 8.0)),
        (pond,),
        frontage_m=(52.0, 86.0),
        through=0.45,
        spared=((250200, 474780),),
    )
