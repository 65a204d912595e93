"""The balance as a picture: layers of supply against need, and the state below."""

import math

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from werklocaties.presentation import numbers
from werklocaties.presentation.balance_layers import bar_width, draw_labels, draw_layers, labels
from werklocaties.presentation.balance_view import BalanceView, LayerSeries, subtitle, title
from werklocaties.presentation.drawing import SEMIBOLD, Size, drawing
from werklocaties.presentation.headline import runs, sign_and_word
from werklocaties.presentation.styles import (
    BALANCE_STYLES,
    FONT_SIZES_PT,
    TOKENS,
    Scheme,
)

__all__ = ["DEFAULT_SIZE", "BalanceView", "LayerSeries", "balance_figure"]

DEFAULT_SIZE: Size = (9.6, 4.6)
"""Width and height in inches."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 0.66, 2.15, 0.84, 0.92
_STRIP = 0.42
_CELL = 0.86
_MOST_MARKS = 11


def balance_figure(
    view: BalanceView, size: Size = DEFAULT_SIZE, scheme: Scheme = "light"
) -> Figure:
    """Draw one balance; ``size`` is width and height in inches."""
    with drawing():
        room = size[0] - _LEFT - _RIGHT
        figure = Figure(figsize=size, facecolor=TOKENS["base"].on(scheme))
        _draw_title(figure, view, scheme)
        axes = figure.add_axes(_frame(size, _BOTTOM, size[1] - _TOP - _BOTTOM))
        _draw_axes(axes, view, scheme)
        stacked = draw_layers(axes, view, bar_width(view.moments), scheme)
        _draw_need(axes, view, scheme)
        draw_labels(axes, labels(view, stacked), size[1] - _TOP - _BOTTOM, scheme)
        strip = figure.add_axes(_frame(size, 0.12, _STRIP), sharex=axes)
        _draw_strip(strip, view, room, scheme)
    return figure


def _frame(size: Size, bottom: float, height: float) -> tuple[float, float, float, float]:
    """Give a place in inches as the parts of the figure that matplotlib asks for."""
    width = size[0] - _LEFT - _RIGHT
    return _LEFT / size[0], bottom / size[1], width / size[0], height / size[1]


def _draw_title(figure: Figure, view: BalanceView, scheme: Scheme) -> None:
    width, height = figure.get_size_inches()
    sizes = FONT_SIZES_PT["title"], FONT_SIZES_PT["caption"]
    colours = TOKENS["text"].on(scheme), TOKENS["text2"].on(scheme)
    above, below = 1 - 0.3 / height, 1 - 0.54 / height
    left = 0.16 / width
    figure.text(left, above, title(view), size=sizes[0], color=colours[0], family=SEMIBOLD)
    figure.text(left, below, subtitle(view), size=sizes[1], color=colours[1])


# --- axes --------------------------------------------------------------------------------
def _top(view: BalanceView) -> float:
    stacked = [sum(layer.values[i] for layer in view.layers) for i in range(len(view.moments))]
    known = [value for value in view.need if value is not None]
    return max([*stacked, *known, *view.high, 0.0])


def _step(top: float) -> float:
    """Give a round step that makes about three grid lines."""
    if top <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(top / 3))
    return next(s * power for s in (1, 2, 2.5, 5, 10) if s * power * 4.5 >= top)


def _draw_axes(axes: Axes, view: BalanceView, scheme: Scheme) -> None:
    top, step = _top(view), _step(_top(view))
    lowest = min([0.0, *(value for value in view.need if value is not None)])
    ticks = [step * i for i in range(math.ceil(lowest / step), int(top / step) + 1)]
    half = 0.75 * bar_width(view.moments)
    axes.set_xlim(view.moments[0] - half, view.moments[-1] + half)
    axes.set_ylim(lowest * 1.08, max(top, step) * 1.08)
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    labels = [numbers.number(tick, decimals) for tick in ticks]
    labels[-1] = numbers.with_unit(labels[-1], view.unit)
    axes.set_yticks(ticks, labels)
    axes.set_xticks(view.moments, [numbers.year(year) for year in view.moments])
    if len(view.moments) > _MOST_MARKS:
        axes.set_xticks(view.moments[::5], [numbers.year(year) for year in view.moments[::5]])
    _style_axes(axes, scheme)


def _style_axes(axes: Axes, scheme: Scheme) -> None:
    axes.set_facecolor(TOKENS["base"].on(scheme))
    axes.set_axisbelow(True)
    axes.grid(axis="y", color=TOKENS["line"].on(scheme), linewidth=0.75)
    axes.spines[:].set_visible(False)
    axes.axhline(0, color=TOKENS["edge"].on(scheme), linewidth=0.9, zorder=3)
    axes.tick_params(
        length=0, labelsize=FONT_SIZES_PT["caption"], labelcolor=TOKENS["text2"].on(scheme), pad=5
    )


# --- need --------------------------------------------------------------------------------
def _draw_need(axes: Axes, view: BalanceView, scheme: Scheme) -> None:
    colour, casing = TOKENS["text"].on(scheme), TOKENS["base"].on(scheme)
    if view.low and view.high:
        opacity = 0.13 if scheme == "light" else 0.18
        axes.fill_between(
            view.moments, view.low, view.high, color=colour, alpha=opacity, linewidth=0, zorder=4
        )
    line = [math.nan if value is None else value for value in view.need]
    axes.plot(
        view.moments,
        line,
        color=colour,
        linewidth=1.5,
        marker="o" if len(view.moments) <= _MOST_MARKS else "",
        markersize=4,
        zorder=5,
        path_effects=[withStroke(linewidth=4.5, foreground=casing)],
    )


# --- state -------------------------------------------------------------------------------
def _draw_strip(strip: Axes, view: BalanceView, room: float, scheme: Scheme) -> None:
    """Draw the state below the years: colour, sign and word, and the signed balance.

    With room for the words every moment has its own cell, else every run of one state.
    """
    strip.set_ylim(0, 1)
    strip.axis("off")
    half = bar_width(view.moments) / 2
    per_moment = room / len(view.moments) > _CELL
    for status, first, last in runs(view.status):
        cells = [(i, i) for i in range(first, last + 1)] if per_moment else [(first, last)]
        for begin, end in cells:
            ends = view.moments[begin] - half, view.moments[end] + half
            _draw_cell(strip, ends, status, scheme)
    if per_moment:
        for moment, value in zip(view.moments, view.balance, strict=True):
            words = numbers.balance(value, view.unit)
            _write(strip, moment, 0.18, words, TOKENS["text"].on(scheme))


def _draw_cell(strip: Axes, ends: tuple[float, float], status: str | None, scheme: Scheme) -> None:
    style = BALANCE_STYLES.get(status or "")
    if style:
        strip.fill_between(ends, 0.46, 1, facecolor=style.fill, linewidth=0)
    else:
        strip.plot(ends, [0.46, 0.46], color=TOKENS["edge"].on(scheme), linewidth=0.6)
    colour = style.text if style else TOKENS["text"].on(scheme)
    _write(strip, sum(ends) / 2, 0.72, sign_and_word(status), colour)


def _write(strip: Axes, x: float, y: float, words: str, colour: str) -> None:
    strip.text(
        x,
        y,
        words,
        color=colour,
        size=FONT_SIZES_PT["caption"],
        ha="center",
        va="center",
        clip_on=True,
    )
