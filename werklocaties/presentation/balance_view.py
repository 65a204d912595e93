"""What the picture of one balance needs, and how it is called."""

from dataclasses import dataclass

from werklocaties.presentation import numbers
from werklocaties.presentation.headline import course
from werklocaties.presentation.texts import plural, text


@dataclass(frozen=True)
class LayerSeries:
    """One layer of supply: its amount at each moment, and whether it counts."""

    layer: str
    values: tuple[float, ...]
    counted: bool = True


@dataclass(frozen=True)
class BalanceView:
    """What the picture of one balance needs, as plain numbers and words.

    ``moments`` are years (1 January); ``layers`` stand in the order in which they are stacked;
    ``need`` holds flow since the register date and targets; ``need``, ``balance`` and ``status``
    are None where a value is waited for.
    """

    place: str
    scenario: str
    moments: tuple[int, ...]
    layers: tuple[LayerSeries, ...]
    need: tuple[float | None, ...]
    balance: tuple[float | None, ...]
    status: tuple[str | None, ...]
    register_date: str
    unit: str = "ha"
    illustrative: int = 0
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


def title(view: BalanceView) -> str:
    """Return the finding: place and course of the state."""
    return f"{view.place}: {course(view.status, view.moments)}"


def subtitle(view: BalanceView) -> str:
    """Return what is shown, its unit, its date and how much of it is illustrative."""
    unit = text("ha netto") if view.unit == "ha" else view.unit
    parts = [
        text("Aanbod en vraag vanaf de peildatum, cumulatief in {unit}", unit=unit),
        text("stand op 1 januari"),
        text("peildatum {day}", day=numbers.day(view.register_date)),
        text("scenario {name}", name=view.scenario),
    ]
    if view.illustrative:
        parts.append(illustrative(view.illustrative))
    return " · ".join(parts)


def illustrative(n: int) -> str:
    """Say how many values are illustrative; not for decisions."""
    return plural("{n} waarde illustratief", "{n} waarden illustratief", n)
