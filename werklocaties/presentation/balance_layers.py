"""The layers of supply in the picture of a balance, and their labels beside the last bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.transforms import offset_copy

from werklocaties.model.vocabulary import LAYER
from werklocaties.presentation.balance_view import BalanceView, LayerSeries
from werklocaties.presentation.drawing import MEDIUM, hatch_of
from werklocaties.presentation.styles import FONT_SIZES_PT, LAYER_SYMBOLS, TOKENS, Scheme
from werklocaties.presentation.texts import language, text

FAINT = 0.4
_APART = 0.19


@dataclass(frozen=True)
class Stacked:
    """A layer as drawn: where its part of each bar begins."""

    series: LayerSeries
    bottoms: tuple[float, ...]


@dataclass(frozen=True)
class Label:
    """Words beside the last bar: at which height, and which layer when it is gone by then."""

    words: str
    height: float
    strong: bool
    gone: str = ""


def bar_width(moments: Sequence[int]) -> float:
    """Return the width of a bar, in years: a good part of the shortest period."""
    gaps = [b - a for a, b in pairwise(moments)]
    return 0.72 * min(gaps, default=1)


def draw_layers(axes: Axes, view: BalanceView, width: float, scheme: Scheme) -> list[Stacked]:
    """Stack the layers, counted ones below, and close those with a dark line."""
    level = [0.0] * len(view.moments)
    stacked = []
    for layer in sorted(view.layers, key=lambda layer: not layer.counted):
        if any(layer.values):
            stacked.append(Stacked(layer, tuple(level)))
            _draw_layer(axes, view.moments, stacked[-1], width, scheme)
            level = [a + b for a, b in zip(level, layer.values, strict=True)]
    _close_counted(axes, view, width, scheme)
    return stacked


def _draw_layer(
    axes: Axes, moments: Sequence[int], layer: Stacked, width: float, scheme: Scheme
) -> None:
    symbol = LAYER_SYMBOLS[layer.series.layer]
    fill = (symbol.fill or TOKENS["base"]).on(scheme)
    bars = axes.bar(moments, layer.series.values, width, bottom=layer.bottoms, color=fill)
    for bar in bars:
        bar.set(linewidth=0, hatch=hatch_of(symbol), zorder=2)
        bar.set_hatchcolor(symbol.stroke.on(scheme))
        if bar.get_height() and layer.series.counted:
            bar.set(edgecolor=TOKENS["base"].on(scheme), linewidth=1.0)
        elif bar.get_height():
            bar.set(edgecolor=symbol.stroke.on(scheme), linewidth=0.9, linestyle=(0, (3, 2)))
            bar.set_alpha(FAINT)


def _close_counted(axes: Axes, view: BalanceView, width: float, scheme: Scheme) -> None:
    counted = [layer for layer in view.layers if layer.counted]
    for i, moment in enumerate(view.moments):
        height = sum(layer.values[i] for layer in counted)
        ends = [moment - width / 2, moment + width / 2]
        axes.plot(ends, [height] * 2, color=TOKENS["text"].on(scheme), linewidth=1.4, zorder=3)


# --- labels ------------------------------------------------------------------------------
def labels(view: BalanceView, stacked: Sequence[Stacked]) -> list[Label]:
    """Give the label of each layer, and of the need, beside the last bar."""
    found = [_label(view, layer) for layer in stacked]
    need = view.need[-1]
    if need is not None:
        found.append(Label(text("vraag en streefvoorraad"), need, strong=True))
    return found


def _label(view: BalanceView, layer: Stacked) -> Label:
    series = layer.series
    words = layer_word(series.layer)
    if not series.counted:
        words = text("{layer} (telt niet mee)", layer=words)
    if series.values[-1]:
        return Label(words, layer.bottoms[-1] + series.values[-1] / 2, strong=False)
    last = max(moment for moment, value in zip(view.moments, series.values, strict=True) if value)
    words = text("{layer}, t/m {year}", layer=words, year=last)
    return Label(words, layer.bottoms[-1], strong=False, gone=series.layer)


def layer_word(layer: str) -> str:
    """Return the word of a layer of supply, also of those that exist in charts only."""
    overlays = {"space_gain": text("ruimtewinst"), "vacancy": text("leegstand")}
    return overlays.get(layer) or LAYER.label(layer, language())


def draw_labels(axes: Axes, wanted: Sequence[Label], inches: float, scheme: Scheme) -> None:
    """Write the labels beside the axes, kept apart, each with a thin line to its layer."""
    bottom, top = axes.get_ylim()
    scale = (top - bottom) / inches
    places = spread([label.height for label in wanted], _APART * scale, top + 0.1 * scale)
    for label, place in zip(wanted, places, strict=True):
        _draw_label(axes, label, place, scheme)


def spread(wanted: Sequence[float], apart: float, ceiling: float) -> list[float]:
    """Move heights so that they lie at least ``apart``, in the same order, below a ceiling.

    Example:
        >>> spread([1.0, 1.2, 5.0], 1.0, 6.0)
        [1.0, 2.0, 5.0]
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed: list[float] = []
    for i in order:
        placed.append(max(wanted[i], placed[-1] + apart) if placed else wanted[i])
    for n in reversed(range(len(placed))):
        limit = placed[n + 1] - apart if n + 1 < len(placed) else ceiling
        placed[n] = min(placed[n], limit)
    return [place for _, place in sorted(zip(order, placed, strict=True))]


def _draw_label(axes: Axes, label: Label, place: float, scheme: Scheme) -> None:
    edge = axes.get_xlim()[1]
    token = "text" if label.strong else "text2"
    grey = TOKENS["edge"].on(scheme)
    line = {"arrowstyle": "-", "linewidth": 0.6, "color": grey, "relpos": (0, 0.5), "shrinkB": 0}
    axes.annotate(
        label.words,
        (edge, label.height),
        (edge, place),
        textcoords=offset_copy(
            axes.transData, axes.get_figure(root=True), x=14, y=0, units="points"
        ),
        arrowprops=None if label.gone else line,
        annotation_clip=False,
        color=TOKENS[token].on(scheme),
        size=FONT_SIZES_PT["caption"],
        family=MEDIUM if label.strong else None,
        va="center",
    )
    if label.gone:
        fill = LAYER_SYMBOLS[label.gone].fill or TOKENS["base"]
        axes.plot(
            [edge],
            [place],
            transform=offset_copy(
                axes.transData, axes.get_figure(root=True), x=7, y=0, units="points"
            ),
            marker="s",
            markersize=6,
            color=fill.on(scheme),
            clip_on=False,
        )
