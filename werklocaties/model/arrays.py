"""Types, and the two ways of multiplying that the formulas share.

An unknown number (NaN) makes unknown what rests on it and nothing else: a part of nothing is
nothing, also when the part is unknown.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def times(left: Floats, right: Floats) -> Floats:
    """Product of two arrays in which nothing times something unknown is nothing.

    Example:
        >>> times(np.array([0.0, 2.0]), np.array([np.nan, 3.0])).tolist()
        [0.0, 6.0]
    """
    made: Floats = np.where((left == 0) | (right == 0), 0.0, left * right)
    return made


def _einsum(pattern: str, arrays: tuple[Floats, ...]) -> Floats:
    made: Floats = np.einsum(pattern, *arrays)
    return made


def contract(pattern: str, *arrays: Floats) -> Floats:
    """Sum products over named axes (Einstein's notation); a zero outweighs an unknown factor.

    Example:
        >>> contract("sa,sg->ag", np.ones((2, 1)), np.ones((2, 1))).tolist()
        [[2.0]]
        >>> shares = np.array([[0.0, 1.0], [1.0, 1.0]])
        >>> contract("s,sg->g", np.array([np.nan, 3.0]), shares).tolist()
        [3.0, nan]
    """
    unknown = [np.isnan(array) for array in arrays]
    if not any(one.any() for one in unknown):
        return _einsum(pattern, arrays)
    pairs = list(zip(arrays, unknown, strict=True))
    counted = _einsum(pattern, tuple((a != 0).astype(float) for a in arrays))
    known = _einsum(pattern, tuple(((a != 0) & ~u).astype(float) for a, u in pairs))
    total = _einsum(pattern, tuple(np.where(u, 0.0, a) for a, u in pairs))
    return np.where(counted > known, np.nan, total)
