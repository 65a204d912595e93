"""Types and the one contraction that the formulas share."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def contract(pattern: str, *arrays: Floats) -> Floats:
    """Sum products over named axes (Einstein's notation), as floats.

    Example:
        >>> contract("sa,sg->ag", np.ones((2, 1)), np.ones((2, 1))).tolist()
        [[2.0]]
    """
    made: Floats = np.einsum(pattern, *arrays)
    return made
