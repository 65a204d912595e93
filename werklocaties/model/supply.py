"""Supply by layers: every hectare in exactly one layer per year, counted by weight.

All transitions fall on 1 January, so an item's state is its state in a calendar year. The state
that counts at moment ``e`` is that of the year before it; at the register date its own year.
Layers are numbers: their place in ``vocabulary.LAYERS``.
"""

import math

import numpy as np
from numpy.typing import NDArray

from werklocaties.model.arrays import Floats
from werklocaties.model.vocabulary import LAYERS, WEIGHTED_LAYERS

Ints = NDArray[np.intp]

FROZEN, OPTION, WITHDRAWN = (LAYERS.index(name) for name in ("frozen", "option", "withdrawn"))


def item_layer(
    item_base: Ints,
    item_withdrawn_from: Floats,
    item_frozen_from: Floats,
    item_frozen_until: Floats,
    item_option_from: Floats,
    item_option_until: Floats,
    state_year: Floats,
) -> Ints:
    """Layer of every item at every moment; the first that applies wins.

    withdrawn, then frozen (from/until), then option (from/until), else the layer it came from.
    An expired option falls back to its base layer on 1 January, the end of a freeze likewise.

    Args:
        item_base: layer when nothing else holds, item.
        item_withdrawn_from: first year of withdrawal, item.
        item_frozen_from: first year in the freezer, item.
        item_frozen_until: first year out of the freezer again, item.
        item_option_from: first year of the option, item.
        item_option_until: first year without it, item.
        state_year: year whose state counts at the moment, stand.

    Returns:
        Layer numbers, item x stand.
    """
    year = state_year[None, :]
    frozen = (item_frozen_from[:, None] <= year) & (year < item_frozen_until[:, None])
    option = (item_option_from[:, None] <= year) & (year < item_option_until[:, None])
    layer = np.where(option, OPTION, item_base[:, None])
    layer = np.where(frozen, FROZEN, layer)
    return np.where(item_withdrawn_from[:, None] <= year, WITHDRAWN, layer)


def item_available(item_available_from: Floats, state_year: Floats) -> Floats:
    """1 where the item is on the market at the moment, else 0; item x stand."""
    return (item_available_from[:, None] <= state_year[None, :]).astype(float)


def item_counted(
    item_ha: Floats, item_layer: Ints, item_available: Floats, weight_by_layer: Floats
) -> Floats:
    """Hectares that count: area x availability x weight of the layer [ha], item x stand.

    Args:
        item_ha: net hectares, item.
        item_layer: item x stand.
        item_available: item x stand.
        weight_by_layer: weight of every layer, 0 for those that cannot count, layer.

    Example:
        >>> item_counted(np.array([2.0]), np.array([[1]]), np.array([[1.0]]),
        ...              np.array([0.0, 0.5])).tolist()
        [[1.0]]
    """
    return item_ha[:, None] * item_available * weight_by_layer[..., item_layer]


def sum_by_group(values: Floats, group: Ints, shape: tuple[int, ...]) -> Floats:
    """Sum rows into groups: ``result[..., g, e] = sum(i in group g: values[..., i, e])``.

    Args:
        values: item x stand (further axes may lead).
        group: number of the group, item.
        shape: shape of the groups; its product is their number.

    Example:
        >>> sum_by_group(np.array([[1.0], [2.0], [4.0]]), np.array([0, 1, 0]), (2,)).tolist()
        [[5.0], [2.0]]
    """
    count = int(np.prod(shape))
    moments = values.shape[-1]
    place = group[:, None] * moments + np.arange(moments)
    leading = values.shape[:-2]
    flat = values.reshape(math.prod(leading), values.shape[-2] * moments)
    sums = [np.bincount(place.ravel(), row, count * moments) for row in flat]
    made: Floats = np.stack(sums).astype(float)
    return made.reshape(*leading, *shape, moments)


def supply(item_counted: Floats, item_group: Ints, groups: tuple[int, int]) -> Floats:
    """Counted supply at each moment [ha], market_area x segment x stand.

    Issuance after the register date is not taken off: need is counted from that date.
    """
    return sum_by_group(item_counted, item_group, groups)


def item_offered(item_ha: Floats, item_available: Floats) -> Floats:
    """Hectares on the market before weighing [ha], item x stand."""
    return item_ha[:, None] * item_available


def supply_by_layer(
    item_offered: Floats, item_layer: Ints, item_group: Ints, groups: tuple[int, int]
) -> Floats:
    """Hectares per layer before weighing [ha], market_area x segment x layer x stand.

    Layers are those that can count, in the order of ``vocabulary.WEIGHTED_LAYERS``.
    """
    place = item_group[:, None] * len(LAYERS) + item_layer
    count = groups[0] * groups[1] * len(LAYERS)
    moments = [np.bincount(p, ha, count) for p, ha in zip(place.T, item_offered.T, strict=True)]
    by_layer: Floats = np.stack(moments, axis=-1).astype(float).reshape(*groups, len(LAYERS), -1)
    return by_layer[:, :, [LAYERS.index(name) for name in WEIGHTED_LAYERS]]


def item_added(item_counted: Floats) -> Floats:
    """Hectares that an item adds to the counted supply in a period [ha], item x period."""
    return np.maximum(0.0, np.diff(item_counted, axis=-1))


def item_removed(item_counted: Floats) -> Floats:
    """Hectares that an item takes from the counted supply in a period [ha], item x period."""
    return np.maximum(0.0, -np.diff(item_counted, axis=-1))


def option_counted(item_counted: Floats, item_layer: Ints) -> Floats:
    """Counted hectares of items that are in option on the register date [ha], item x stand.

    Options hide scarcity: the balance prints them apart and shows itself without them.
    """
    return np.where(item_layer[:, :1] == OPTION, item_counted, 0.0)
