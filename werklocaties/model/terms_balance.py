"""Terms of the balance: cumulative, by roll-forward, its status and the region."""

from werklocaties.model import balance as b
from werklocaties.model.term import GROUP_PERIOD, GROUP_STAND, Term


def _over(key: str, values: str, axis: str, time: str, label_nl: str, label_en: str) -> Term:
    groups = "divided" if axis == "group" else "undivided"
    return Term(
        key,
        (time,),
        "ha",
        b.over_groups,
        (values, groups),
        f"SUM({values}, {axis})",
        "4",
        label_nl,
        label_en,
        arguments=(("values", values), ("groups", groups)),
    )


BALANCE = (
    Term(
        "balance",
        GROUP_STAND,
        "ha",
        b.balance,
        ("supply", "flow_to", "targets"),
        "supply - flow_to - targets",
        "4",
        "Balans",
        "Balance",
    ),
    Term(
        "balance_without_option",
        GROUP_STAND,
        "ha",
        b.balance_without_option,
        ("balance", "of_which_option"),
        "balance - of_which_option",
        "3",
        "Balans zonder opties",
        "Balance without options",
    ),
    Term(
        "opening",
        GROUP_PERIOD,
        "ha",
        b.opening,
        ("balance",),
        "START(balance)",
        "4",
        "Beginstand",
        "Opening",
    ),
    Term(
        "closing",
        GROUP_PERIOD,
        "ha",
        b.closing,
        ("opening", "added", "withdrawn", "flow_period"),
        "opening + added - withdrawn - flow_period",
        "4",
        "Eindstand",
        "Closing",
    ),
    Term(
        "need",
        GROUP_STAND,
        "ha",
        b.need,
        ("flow_to", "targets"),
        "flow_to + targets",
        "4",
        "Vraag totaal",
        "Need",
    ),
    Term(
        "ratio",
        GROUP_STAND,
        "aanbod / vraag",
        b.ratio,
        ("supply", "need"),
        "IF(need > 0, supply / need, '')",
        "4",
        "Aanbod gedeeld door vraag",
        "Supply divided by need",
    ),
    Term(
        "status",
        GROUP_STAND,
        "stand",
        b.status,
        ("supply", "need", "status_bound"),
        "IF(need <= 0, 'geen_vraag', "
        "IF(supply / need < AT(status_bound, status, 'tekort'), 'tekort', "
        "IF(supply / need < AT(status_bound, status, 'krap'), 'krap', "
        "IF(supply / need < AT(status_bound, status, 'in_balans'), 'in_balans', "
        "IF(supply / need < AT(status_bound, status, 'ruim'), 'ruim', 'overschot')))))",
        "4",
        "Stand",
        "Status",
    ),
    Term(
        "shortage",
        GROUP_PERIOD,
        "ha",
        b.shortage,
        ("closing",),
        "MIN(closing, 0)",
        "4",
        "Tekort",
        "Shortage",
    ),
    _over("region_sum", "closing", "group", "period", "Regio, som", "Region, sum"),
    _over("region_shortages", "shortage", "group", "period", "Regio, tekorten", "Shortages"),
    _over("undivided_supply", "supply", "rest", "stand", "Aanbod onverdeeld", "Undivided supply"),
    _over("undivided_need", "need", "rest", "stand", "Vraag onverdeeld", "Undivided need"),
)
