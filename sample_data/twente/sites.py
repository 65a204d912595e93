"""The four drawn estates in fixed order."""

from twente.ground import Site
from twente.hts_park import hts
from twente.twentekanaal_noord import noord
from twente.twentekanaal_zuid import zuid
from twente.westermaat import westermaat


def all_sites() -> tuple[Site, ...]:
    """Give the four estates in fixed order."""
    return (zuid(), noord(), westermaat(), hts())
