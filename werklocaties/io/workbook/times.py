"""Dates as years with decimals, in a formula."""


def decimal_year(day: str) -> str:
    """Return the formula of a date as year with decimals, as the engine counts it."""
    return (
        f"YEAR({day})+(MONTH({day})-1)/maanden_per_jaar"
        f"+(DAY({day})-1)/(maanden_per_jaar*dagen_per_maand)"
    )
