"""The register of terms: every number of the balance, in the order in which it is computed.

A term is a key, its axes and unit, its inputs, the pure function that computes it and the same
formula as a pattern (see ``formula``). The engine runs the functions, the workbook writes the
patterns, the explanation walks them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from werklocaties.model.term import Term
from werklocaties.model.terms_balance import BALANCE
from werklocaties.model.terms_demand import COMPONENTS, METHODS
from werklocaties.model.terms_flow import FLOWS
from werklocaties.model.terms_supply import SUPPLY

TERMS: Mapping[str, Term] = MappingProxyType(
    {term.key: term for term in (*METHODS, *COMPONENTS, *FLOWS, *SUPPLY, *BALANCE)}
)
"""All terms by key, in the order in which they are computed."""

__all__ = ["TERMS", "Term"]
