"""Terms of need: flows per period, settled at the register date, and stock targets."""

from werklocaties.model import balance as b
from werklocaties.model.term import GROUP, GROUP_PERIOD, GROUP_STAND, Term
from werklocaties.model.vocabulary import COMPONENT


def _settled(component: str, flow: str) -> Term:
    return Term(
        f"settled_{component}",
        GROUP,
        "ha",
        b.settled_other,
        ("settling", flow, "before_register"),
        f"IF(settling == 'doortellen', 0, SUMPRODUCT({flow}, before_register, year))",
        "4",
        f"Verrekend, {COMPONENT.label(component)}",
        f"Settled, {component}",
        arguments=(("flow", flow),),
    )


def _period(component: str, flow: str, label_nl: str, label_en: str) -> Term:
    return Term(
        f"{component}_period",
        GROUP_PERIOD,
        "ha",
        b.flow_of_period,
        (flow, f"settled_{component}", "year_in_period"),
        f"SUM({flow}, year) - FIRST(settled_{component})",
        "4",
        label_nl,
        label_en,
        arguments=(("flow", flow), ("settled", f"settled_{component}")),
    )


FLOWS = (
    Term(
        "settled_share",
        ("issue_year",),
        "aandeel",
        b.settled_share,
        ("issue_year", "reference_year", "register_moment"),
        "IF(issue_year >= reference_year, MAX(0, MIN(1, register_moment - issue_year)), 0)",
        "4",
        "Deel van het uitgiftejaar dat wordt verrekend",
        "Part of the year of issue that is settled",
    ),
    Term(
        "settled_leading",
        GROUP,
        "ha",
        b.settled_leading,
        (
            "leading_method",
            "settling",
            "issued",
            "settled_share",
            "leading_flow",
            "before_register",
        ),
        "IF(leading_method == 'D2', 0, "
        "IF(settling == 'doortellen', SUMPRODUCT(issued, settled_share, issue_year), "
        "SUMPRODUCT(leading_flow, before_register, year)))",
        "4",
        "Verrekend tot de peildatum",
        "Settled up to the register date",
    ),
    _settled("replacement", "replacement_added"),
    _settled("special", "special_added"),
    _period("leading", "leading_flow", "Vraag leidende methode", "Demand leading method"),
    _period("replacement", "replacement_added", "Vervangingsvraag", "Replacement"),
    _period("special", "special_added", "Bijzondere vraag", "Special demand"),
    Term(
        "flow_period",
        GROUP_PERIOD,
        "ha",
        b.flow_period,
        ("leading_period", "replacement_period", "special_period"),
        "leading_period + replacement_period + special_period",
        "4",
        "Vraag in de periode",
        "Need in the period",
    ),
    Term(
        "flow_to",
        GROUP_STAND,
        "ha",
        b.flow_to,
        ("flow_period",),
        "SUM(flow_period, period)",
        "4",
        "Vraag sinds de peildatum",
        "Need since the register date",
    ),
    Term(
        "iron_target",
        GROUP,
        "ha",
        b.iron_target,
        ("iron_years", "flow_to", "horizon_year", "register_moment", "adds_iron"),
        "adds_iron * MAX(0, iron_years * LAST(flow_to) / (horizon_year - register_moment))",
        "2",
        "IJzeren voorraad",
        "Iron stock",
    ),
    Term(
        "friction_gap",
        GROUP,
        "ha",
        b.friction_gap,
        (
            "friction_need",
            "friction_rate",
            "floor_stock_m2",
            "vacant_m2",
            "fsi_net",
            "adds_friction",
        ),
        "IF(friction_need == 1, adds_friction * MAX(0, friction_rate * floor_stock_m2 - vacant_m2) "
        "/ fsi_net / m2_per_ha, 0)",
        "2",
        "Frictietekort",
        "Friction gap",
        sparse="floor_stock_m2",
    ),
    Term(
        "targets",
        GROUP,
        "ha",
        b.targets,
        ("iron_target", "friction_gap"),
        "iron_target + friction_gap",
        "2",
        "Streefvoorraad",
        "Stock targets",
    ),
)
