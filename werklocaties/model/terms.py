"""The register of terms: every number of the balance, in the order in which it is computed.

A term is a key, its axes and unit, its inputs, the pure function that computes it and the same
formula as a pattern (see ``formula``). The engine runs the functions, the workbook writes the
patterns, the explanation walks them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from werklocaties.model import balance as b
from werklocaties.model import demand as d
from werklocaties.model import supply as s


@dataclass(frozen=True)
class Term:
    """One term of the method.

    ``start`` is the pattern at the first label of its time axis, for a formula with ``PREV`` of
    itself. ``sparse`` names an input without which a cell is 0 and has no formula.
    """

    key: str
    axes: tuple[str, ...]
    unit: str
    function: Callable[..., Any]
    inputs: tuple[str, ...]
    formula: str
    section: str
    label_nl: str
    label_en: str
    start: str = ""
    sparse: str = ""
    arguments: tuple[tuple[str, str], ...] = ()

    @property
    def calls_with(self) -> dict[str, str]:
        """Pool name by argument of the function."""
        renamed = {name for _, name in self.arguments}
        return {n: n for n in self.inputs if n not in renamed} | dict(self.arguments)


_GROUP = ("market_area", "segment")
_GROUP_YEAR = (*_GROUP, "year")
_GROUP_PERIOD = (*_GROUP, "period")
_GROUP_STAND = (*_GROUP, "stand")
_SECTOR_AREA = ("sector", "market_area")
_TIMELINE = (
    "item_base",
    "item_withdrawn_from",
    "item_frozen_from",
    "item_frozen_until",
    "item_option_from",
    "item_option_until",
    "state_year",
)

_DEMAND = (
    Term(
        "jobs",
        ("sector", "municipality", "stock_year"),
        "banen",
        d.jobs,
        ("jobs_start", "growth"),
        "PREV(jobs) * (1 + PREV(growth))",
        "2 D1",
        "Banen",
        "Jobs",
        start="jobs_start",
    ),
    Term(
        "preference",
        ("sector", "stock_year"),
        "aandeel",
        d.preference,
        ("park_share", "park_share_trend", "stock_year", "reference_year"),
        "MAX(0, MIN(1, park_share + park_share_trend * (stock_year - reference_year)))",
        "2 D1",
        "Locatievoorkeur",
        "Share on parks",
    ),
    Term(
        "quotient",
        ("sector", "stock_year"),
        "m2 per baan",
        d.quotient,
        ("land_per_job", "land_per_job_growth", "stock_year", "reference_year"),
        "land_per_job * (1 + land_per_job_growth) ** (stock_year - reference_year)",
        "2 D1",
        "Terreinquotiënt",
        "Land per job",
    ),
    Term(
        "on_park",
        (*_SECTOR_AREA, "stock_year"),
        "banen",
        d.on_park,
        ("jobs", "preference", "in_area"),
        "SUM(jobs, municipality) * preference",
        "2 D1",
        "Banen op terreinen",
        "Jobs on parks",
    ),
    Term(
        "land",
        (*_SECTOR_AREA, "stock_year"),
        "ha",
        d.land,
        ("on_park", "quotient"),
        "on_park * quotient / m2_per_ha",
        "2 D1",
        "Grond in gebruik",
        "Land in use",
    ),
    Term(
        "raw",
        (*_SECTOR_AREA, "year"),
        "ha per jaar",
        d.raw,
        ("land", "on_park", "quotient", "quotient_on"),
        "IF(quotient_on == 'voorraad', NEXT(land) - land, "
        "(NEXT(on_park) - on_park) * quotient / m2_per_ha)",
        "2 D1",
        "Verandering van grondgebruik",
        "Change of land",
    ),
    Term(
        "sector_expansion",
        (*_SECTOR_AREA, "year"),
        "ha per jaar",
        d.sector_expansion,
        ("raw", "shrinkage"),
        "MAX(raw, 0) - shrinkage * MAX(-raw, 0)",
        "2 D1",
        "Uitbreiding per sector",
        "Expansion per sector",
    ),
    Term(
        "expansion",
        _GROUP_YEAR,
        "ha per jaar",
        d.expansion,
        ("sector_expansion", "segment_share"),
        "SUMPRODUCT(sector_expansion, segment_share, sector)",
        "2 D1",
        "Uitbreidingsvraag (D1)",
        "Expansion (D1)",
    ),
    Term(
        "in_window",
        ("issue_year",),
        "aandeel",
        d.in_window,
        ("issue_year", "register_year", "issuance_window"),
        "IF(AND(issue_year >= register_year - issuance_window, issue_year < register_year), 1, 0)",
        "2 D2",
        "Jaar in venster",
        "Year in window",
    ),
    Term(
        "issuance_mean",
        _GROUP,
        "ha per jaar",
        d.issuance_mean,
        ("issued", "in_window", "issuance_window"),
        "SUMPRODUCT(issued, in_window, issue_year) / issuance_window",
        "2 D2",
        "Gemiddelde uitgifte (D2)",
        "Mean issuance (D2)",
    ),
    Term(
        "forecast_total",
        ("forecast_row",),
        "ha",
        d.forecast_total,
        (
            "forecast_value",
            "forecast_low",
            "forecast_high",
            "forecast_chosen",
            "forecast_net_share",
        ),
        "IF(forecast_value == 'low', forecast_low, "
        "IF(forecast_value == 'high', forecast_high, forecast_chosen)) * forecast_net_share",
        "2 D4",
        "Raming, totaal netto",
        "Forecast, net total",
    ),
    Term(
        "forecast_weight",
        ("forecast_row", "year"),
        "aandeel",
        d.forecast_weight,
        ("forecast_from", "forecast_until", "year", "row_profile", "forecast_has_profile"),
        "IF(forecast_has_profile == 1, SUM(forecast_profile, forecast), "
        "MAX(0, MIN(forecast_until, year + 1) - MAX(forecast_from, year)) "
        "/ (forecast_until - forecast_from))",
        "2 D4",
        "Aandeel van het jaar in de raming",
        "Share of the year in the forecast",
        arguments=(("forecast_profile", "row_profile"),),
    ),
    Term(
        "forecast_leads",
        ("forecast_row",),
        "aandeel",
        d.forecast_leads,
        ("forecast_name", "leading_forecast"),
        "IF(forecast_name == leading_forecast, 1, 0)",
        "2 D4",
        "Raming is leidend",
        "Forecast leads",
    ),
    Term(
        "forecast_flow",
        _GROUP_YEAR,
        "ha per jaar",
        d.forecast_flow,
        ("forecast_total", "forecast_weight", "forecast_leads", "forecast_group"),
        "SUMPRODUCT(forecast_total, forecast_weight, forecast_leads, forecast_row)",
        "2 D4",
        "Vraag volgens raming (D4)",
        "Demand by forecast (D4)",
        arguments=(("in_group", "forecast_group"),),
    ),
    Term(
        "leading_flow",
        _GROUP_YEAR,
        "ha per jaar",
        d.leading_flow,
        ("leading_method", "expansion", "issuance_mean", "forecast_flow"),
        "IF(leading_method == 'D1', expansion, "
        "IF(leading_method == 'D2', issuance_mean, forecast_flow))",
        "2",
        "Vraag van de leidende methode",
        "Demand of the leading method",
    ),
    Term(
        "replacement_ha",
        ("measure", *_GROUP),
        "ha",
        d.replacement_ha,
        ("issued_net_ha", "occupied_share", "replacement_rate", "destination"),
        "issued_net_ha * occupied_share * replacement_rate * destination",
        "2",
        "Vervangingsvraag per maatregel",
        "Replacement per measure",
        sparse="destination",
    ),
    Term(
        "replacement",
        _GROUP_YEAR,
        "ha per jaar",
        d.replacement,
        ("replacement_ha", "measure_in_year"),
        "SUM(replacement_ha, measure)",
        "2",
        "Vervangingsvraag",
        "Replacement",
        arguments=(("in_year", "measure_in_year"),),
    ),
    Term(
        "special_flow",
        _GROUP_YEAR,
        "ha per jaar",
        d.special_flow,
        ("special",),
        "SUM(special, name)",
        "2",
        "Bijzondere vraag",
        "Special demand",
    ),
)


def _adds(component: str, label_nl: str, label_en: str) -> Term:
    includes = f"includes_{component}"
    return Term(
        f"adds_{component}",
        (),
        "aandeel",
        d.adds,
        (includes, "leading"),
        f"1 - AT({includes}, method, leading_method)",
        "2",
        label_nl,
        label_en,
        arguments=(("includes", includes),),
    )


def _added(component: str, flow: str, label_nl: str, label_en: str) -> Term:
    return Term(
        f"{component}_added",
        _GROUP_YEAR,
        "ha per jaar",
        d.added_component,
        (flow, f"adds_{component}"),
        f"{flow} * adds_{component}",
        "2",
        label_nl,
        label_en,
        arguments=(("flow", flow), ("adds", f"adds_{component}")),
    )


_COMPONENTS = (
    _adds("replacement", "Vervanging komt erbij", "Replacement is added"),
    _adds("special", "Bijzondere vraag komt erbij", "Special demand is added"),
    _adds("friction", "Frictie komt erbij", "Friction is added"),
    _adds("iron", "IJzeren voorraad komt erbij", "Iron stock is added"),
    _added("replacement", "replacement", "Vervangingsvraag, geteld", "Replacement, counted"),
    _added("special", "special_flow", "Bijzondere vraag, geteld", "Special demand, counted"),
)


def _settled(component: str, flow: str) -> Term:
    return Term(
        f"settled_{component}",
        _GROUP,
        "ha",
        b.settled_other,
        ("settling", flow, "before_register"),
        f"IF(settling == 'doortellen', 0, SUMPRODUCT({flow}, before_register, year))",
        "4",
        f"Verrekend, {component}",
        f"Settled, {component}",
        arguments=(("flow", flow),),
    )


def _period(component: str, flow: str, label_nl: str, label_en: str) -> Term:
    return Term(
        f"{component}_period",
        _GROUP_PERIOD,
        "ha",
        b.flow_of_period,
        (flow, f"settled_{component}", "year_in_period"),
        f"SUM({flow}, year) - FIRST(settled_{component})",
        "4",
        label_nl,
        label_en,
        arguments=(("flow", flow), ("settled", f"settled_{component}")),
    )


_FLOWS = (
    Term(
        "before_register",
        ("year",),
        "aandeel",
        b.before_register,
        ("year", "register_moment"),
        "MAX(0, MIN(1, register_moment - year))",
        "4",
        "Deel van het jaar voor de peildatum",
        "Part of the year before the register date",
    ),
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
        _GROUP,
        "ha",
        b.settled_leading,
        ("settling", "issued", "settled_share", "leading_flow", "before_register"),
        "IF(settling == 'doortellen', SUMPRODUCT(issued, settled_share, issue_year), "
        "SUMPRODUCT(leading_flow, before_register, year))",
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
        _GROUP_PERIOD,
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
        _GROUP_STAND,
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
        _GROUP,
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
        _GROUP,
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
        _GROUP,
        "ha",
        b.targets,
        ("iron_target", "friction_gap"),
        "iron_target + friction_gap",
        "2",
        "Streefvoorraad",
        "Stock targets",
    ),
)

_SUPPLY = (
    Term(
        "item_layer",
        ("item", "stand"),
        "laag",
        s.item_layer,
        _TIMELINE,
        "IF(item_withdrawn_from <= state_year, 'withdrawn', "
        "IF(AND(item_frozen_from <= state_year, state_year < item_frozen_until), 'frozen', "
        "IF(AND(item_option_from <= state_year, state_year < item_option_until), 'option', "
        "item_base)))",
        "3",
        "Laag",
        "Layer",
    ),
    Term(
        "item_available",
        ("item", "stand"),
        "0 of 1",
        s.item_available,
        ("item_available_from", "state_year"),
        "IF(item_available_from <= state_year, 1, 0)",
        "3",
        "Beschikbaar",
        "Available",
    ),
    Term(
        "item_offered",
        ("item", "stand"),
        "ha",
        s.item_offered,
        ("item_ha", "item_available"),
        "item_ha * item_available",
        "3",
        "Op de markt",
        "On the market",
    ),
    Term(
        "item_counted",
        ("item", "stand"),
        "ha",
        s.item_counted,
        ("item_ha", "item_layer", "item_available", "weight_by_layer"),
        "item_ha * item_available * AT(layer_weight, layer, item_layer)",
        "3",
        "Geteld",
        "Counted",
    ),
    Term(
        "supply",
        _GROUP_STAND,
        "ha",
        s.supply,
        ("item_counted", "item_group", "groups"),
        "SUM(item_counted, item)",
        "4",
        "Aanbod, geteld",
        "Supply, counted",
    ),
    Term(
        "supply_by_layer",
        (*_GROUP, "layer", "stand"),
        "ha",
        s.supply_by_layer,
        ("item_offered", "item_layer", "item_group", "groups"),
        "SUMWHERE(item_offered, item, item_layer, layer)",
        "4",
        "Aanbod per laag",
        "Supply per layer",
    ),
    Term(
        "item_added",
        ("item", "period"),
        "ha",
        s.item_added,
        ("item_counted",),
        "MAX(0, END(item_counted) - START(item_counted))",
        "4",
        "Komt erbij",
        "Added",
    ),
    Term(
        "item_removed",
        ("item", "period"),
        "ha",
        s.item_removed,
        ("item_counted",),
        "MAX(0, START(item_counted) - END(item_counted))",
        "4",
        "Valt af",
        "Removed",
    ),
    Term(
        "added",
        _GROUP_PERIOD,
        "ha",
        s.supply,
        ("item_added", "item_group", "groups"),
        "SUM(item_added, item)",
        "4",
        "Aanbod erbij",
        "Supply added",
        arguments=(("item_counted", "item_added"),),
    ),
    Term(
        "withdrawn",
        _GROUP_PERIOD,
        "ha",
        s.supply,
        ("item_removed", "item_group", "groups"),
        "SUM(item_removed, item)",
        "4",
        "Aanbod eraf",
        "Supply withdrawn",
        arguments=(("item_counted", "item_removed"),),
    ),
    Term(
        "item_option",
        ("item", "stand"),
        "ha",
        s.option_counted,
        ("item_counted", "item_layer"),
        "IF(OPENING(item_layer) == 'option', item_counted, 0)",
        "3",
        "In optie op de peildatum",
        "In option on the register date",
    ),
    Term(
        "of_which_option",
        _GROUP_STAND,
        "ha",
        s.supply,
        ("item_option", "item_group", "groups"),
        "SUM(item_option, item)",
        "3",
        "Waarvan in optie",
        "Of which in option",
        arguments=(("item_counted", "item_option"),),
    ),
)


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


_BALANCE = (
    Term(
        "balance",
        _GROUP_STAND,
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
        _GROUP_STAND,
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
        _GROUP_PERIOD,
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
        _GROUP_PERIOD,
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
        _GROUP_STAND,
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
        _GROUP_STAND,
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
        _GROUP_STAND,
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
        _GROUP_PERIOD,
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

TERMS: Mapping[str, Term] = MappingProxyType(
    {t.key: t for t in (*_DEMAND, *_COMPONENTS, *_FLOWS, *_SUPPLY, *_BALANCE)}
)
"""All terms by key, in the order in which they are computed."""
