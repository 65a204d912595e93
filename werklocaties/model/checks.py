"""Checks on a computation: one small function per thing that can be wrong or surprising."""

from collections.abc import Callable, Iterator

import numpy as np

from werklocaties.model.finding import Finding
from werklocaties.model.gather import leading_includes
from werklocaties.model.results import Results

SHORT_WINDOW = 8.0
"""Windows of past issue shorter than this warn (method page, section 2 D2) [years]."""

SHARE_TOLERANCE = 1e-6
"""Shares may differ this much from 1 before they are reported."""


def _warning(
    code: str, layer: str = "", uid: str = "", field: str = "", **values: object
) -> Finding:
    return Finding(code, "warning", layer, uid, field, values)


def segment_shares_sum_to_one(results: Results) -> Iterator[Finding]:
    """Shares of a sector over the segments must add up to 1."""
    for sector, row in zip(results.dimensions.sectors, results["segment_share"], strict=True):
        total = float(np.nansum(row))
        if not np.isnan(row).all() and abs(total - 1.0) > SHARE_TOLERANCE:
            yield _warning("segment_share_sum", "assumptions", sector=sector, total=total)


def destinations_stay_below_one(results: Results) -> Iterator[Finding]:
    """Replacement cannot land more than once; what is left leaves the region and is reported."""
    names = results.project.table("measures").column("name")
    inside = results["measure_in_year"].any(axis=1)
    for n, uid in enumerate(results.dimensions.measures):
        total = float(np.nansum(results["destination"][n]))
        name = names[uid]
        if total > 1.0 + SHARE_TOLERANCE:
            yield Finding(
                "destination_sum", "error", "measures", uid, "", {"name": name, "total": total}
            )
        elif inside[n] and total > 0 and total < 1.0 - SHARE_TOLERANCE:
            leaves = 1.0 - total
            yield Finding(
                "destination_leaves", "info", "measures", uid, "", {"name": name, "share": leaves}
            )
        if not inside[n]:
            yield _warning("measure_outside_years", "measures", uid, "start_year", name=name)


def window_is_long_enough(results: Results) -> Iterator[Finding]:
    """A short window makes extrapolated issue jumpy."""
    window = float(results["issuance_window"])
    if results["leading_method"] == "D2" and window < SHORT_WINDOW:
        yield _warning(
            "issuance_window_short", "assumptions", field="issuance_window", years=window
        )


def window_has_data(results: Results) -> Iterator[Finding]:
    """Years of the window without any issue recorded count as 0 and are reported."""
    if results["leading_method"] != "D2":
        return
    window, have = int(results["issuance_window"]), int(results["in_window"].sum())
    if have < window:
        yield _warning("issuance_window_gaps", "issuance", years=window, have=have)


def forecast_is_known(results: Results) -> Iterator[Finding]:
    """The leading forecast must exist, and should say what it includes."""
    if results["leading_method"] != "D4":
        return
    name = str(results["leading_forecast"])
    if not name:
        return  # the balance waits for it, and says so
    if name not in results.dimensions.forecasts:
        known = ", ".join(results.dimensions.forecasts)
        yield Finding(
            "forecast_unknown", "error", "forecasts", "", "name", {"name": name, "known": known}
        )
    elif leading_includes(results.project.table("forecasts"), name) is None:
        yield _warning("forecast_includes_unknown", "forecasts", field="includes", name=name)


def profiles_sum_to_one(results: Results) -> Iterator[Finding]:
    """An entered profile should distribute the whole forecast inside the horizon."""
    for n, has in enumerate(results["forecast_has_profile"]):
        total = float(results["row_profile"][n].sum())
        if has and abs(total - 1.0) > SHARE_TOLERANCE:
            name = str(results["forecast_name"][n])
            yield _warning(
                "forecast_profile_sum", "forecasts", field="profile", name=name, total=total
            )


def forecasts_make_sense(results: Results) -> Iterator[Finding]:
    """A forecast must end after it begins, and name a market area that exists."""
    areas = results.dimensions.market_areas
    frame = results.project.table("forecasts").frame
    ends = np.asarray(results["forecast_until"]) > np.asarray(results["forecast_from"])
    for n, (uid, name) in enumerate(frame["name"].items()):
        if not ends[n]:
            yield Finding(
                "forecast_reversed", "error", "forecasts", str(uid), "until_date", {"name": name}
            )
        area = frame["market_area"].iloc[n]
        if isinstance(area, str) and area not in areas:
            values = {"name": name, "label": area}
            yield Finding(
                "forecast_area_unknown", "warning", "forecasts", str(uid), "market_area", values
            )


def bounds_ascend(results: Results) -> Iterator[Finding]:
    """The bounds of the status must ascend from shortage to surplus."""
    if (np.diff(results["status_bound"]) < 0).any():
        yield _warning("status_bounds_order", "assumptions", field="status_bound")


def register_follows_start(results: Results) -> Iterator[Finding]:
    """Demand between the register date and a later first forecast year is not counted."""
    moments = results.dimensions.moments
    if moments.register_moment < moments.reference_year:
        yield _warning(
            "register_before_start",
            "assumptions",
            field="reference_year",
            date=moments.register_date,
            year=moments.reference_year,
        )


def friction_is_known(results: Results) -> Iterator[Finding]:
    """Groups without floor stock have no friction gap; that must not pass in silence."""
    if not results["friction_need"]:
        return
    unknown = np.isnan(results["floor_stock_m2"]) & (results["divided"] > 0)
    if unknown.any():
        yield _warning(
            "friction_unknown", "assumptions", field="floor_stock_m2", count=int(unknown.sum())
        )


def municipalities_have_area(results: Results) -> Iterator[Finding]:
    """A municipality without market area falls in the undivided row."""
    missing = [m for m in results.dimensions.municipalities if m not in results.dimensions.area_of]
    if missing:
        yield _warning(
            "municipality_without_area",
            "municipalities",
            field="market_area",
            codes=", ".join(missing),
        )


def municipality_stands_once(results: Results) -> Iterator[Finding]:
    """A municipality in two market areas would count twice."""
    codes = results.project.table("municipalities").column("code")
    for code in sorted(set(codes[codes.duplicated()].astype(str))):
        yield Finding("municipality_twice", "error", "municipalities", "", "code", {"code": code})


def waits_for_values(results: Results) -> Iterator[Finding]:
    """Say what the balance waits for."""
    for address in results.waiting_for:
        yield _warning("waits_for_value", "assumptions", field=address, address=address)


CHECKS: tuple[Callable[[Results], Iterator[Finding]], ...] = (
    segment_shares_sum_to_one,
    destinations_stay_below_one,
    window_is_long_enough,
    window_has_data,
    forecast_is_known,
    profiles_sum_to_one,
    forecasts_make_sense,
    bounds_ascend,
    register_follows_start,
    friction_is_known,
    municipalities_have_area,
    municipality_stands_once,
    waits_for_values,
)
"""All checks on a computation, in the order in which they are shown."""


def check_engine(results: Results) -> tuple[Finding, ...]:
    """Return the findings of all checks on a computation."""
    return tuple(finding for check in CHECKS for finding in check(results))
