"""What stands on a map besides areas and names: the scale bar and the arrow to the north."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from werklocaties.presentation import numbers
from werklocaties.presentation.drawing import SEMIBOLD
from werklocaties.presentation.map_names import METRES_PER_INCH
from werklocaties.presentation.map_view import Bounds
from werklocaties.presentation.styles import TOKENS

_ROUND = (1, 1.5, 2, 2.5, 4, 5, 7.5, 10)
_BAR_SHARE = 0.22


def round_scale(denominator: float) -> float:
    """Return the first round scale that is not larger than what is asked.

    Example:
        >>> round_scale(4321)
        5000.0
    """
    power = 10.0 ** np.floor(np.log10(denominator))
    return float(next(step * power for step in _ROUND if step * power >= denominator))


def bar_length(window: Bounds) -> float:
    """Return the length of the scale bar: 1, 2 or 5 times a power of ten, in metres.

    Example:
        >>> bar_length((0.0, 0.0, 3000.0, 2000.0))
        500.0
    """
    wanted = (window[2] - window[0]) * _BAR_SHARE
    power = 10.0 ** np.floor(np.log10(wanted))
    return float(max(step * power for step in (1, 2, 5) if step * power <= wanted))


def scale_box(window: Bounds, scale: float) -> Bounds:
    """Return the corner of the map that the scale bar takes, in RD metres."""
    metre = METRES_PER_INCH * scale
    left, bottom = window[0] + 0.1 * metre, window[1] + 0.1 * metre
    return left, bottom, left + bar_length(window) + 0.6 * metre, bottom + 0.42 * metre


def draw_scale(axes: Axes, window: Bounds, scale: float) -> None:
    """Draw the scale bar with marks at its ends and its middle."""
    length, metre = bar_length(window), METRES_PER_INCH * scale
    left, bottom, right, top = scale_box(window, scale)
    back = Rectangle((left, bottom), right - left, top - bottom, zorder=9)
    back.set(facecolor="#FFFFFF", alpha=0.85, linewidth=0)
    axes.add_patch(back)
    x, y, high = left + 0.12 * metre, bottom + 0.1 * metre, 0.06 * metre
    colour = TOKENS["text"].light
    marks = np.array([x, x + length / 2, x + length])
    axes.hlines(y, marks[0], marks[-1], color=colour, linewidth=1.2, zorder=10)
    axes.vlines(marks, y, y + high, color=colour, linewidth=1.2, zorder=10)
    for mark, words in zip(marks, _bar_words(length), strict=True):
        axes.text(mark, y + 1.8 * high, words, size=8, color=colour, ha="center", zorder=10)


def _bar_words(length: float) -> tuple[str, str, str]:
    unit, size = ("km", length / 1000) if length >= 1000 else ("m", length)
    half = numbers.number(size / 2, 0 if size % 2 == 0 else 1)
    return "0", half, f"{numbers.number(size)} {unit}"


def draw_north(axes: Axes) -> None:
    """Draw the arrow; the grid's north is up."""
    across = axes.get_position().width * _inches(axes)[0]
    along = axes.get_position().height * _inches(axes)[1]
    x, y, half, high = 1 - 0.32 / across, 1 - 0.62 / along, 0.09 / across, 0.34 / along
    points = [(x, y + high), (x + half, y), (x, y + high * 0.25), (x - half, y)]
    arrow = Polygon(points, transform=axes.transAxes, zorder=10)
    arrow.set(facecolor=TOKENS["text"].light, edgecolor="#FFFFFF", linewidth=1)
    axes.add_patch(arrow)
    letter = axes.text(x, y - 0.16 / along, "N", size=9, family=SEMIBOLD, ha="center", zorder=10)
    letter.set(transform=axes.transAxes, color=TOKENS["text"].light)


def _inches(axes: Axes) -> tuple[float, float]:
    figure = axes.get_figure(root=True)
    width, height = figure.get_size_inches() if figure else (1.0, 1.0)
    return float(width), float(height)
