"""Codes as the words that stand in the workbook; formulas compare the same words."""

from werklocaties.model.vocabulary import LAYER, MUNICIPALITY, SEGMENT
from werklocaties.presentation.headline import sign_and_word
from werklocaties.presentation.styles import BALANCE_STYLES


def shown(code: str) -> str:
    """Return a code of a layer or status as its word; any other text as it is.

    Example:
        >>> shown("frozen"), shown("krap"), shown("doortellen")
        ('ijskast', '▽ krap', 'doortellen')
    """
    if code in BALANCE_STYLES:
        return sign_and_word(code)
    return LAYER.label(code)


def axis_word(axis: str, label: str) -> str:
    """Return a label of an axis as the reader knows it.

    Example:
        >>> axis_word("segment", "regulier"), axis_word("municipality", "0164")
        ('regulier gemengd', 'Hengelo')
    """
    if axis == "segment":
        return SEGMENT.label(label)
    if axis == "municipality":
        return MUNICIPALITY.label(label)
    return LAYER.label(label) if axis == "layer" else label
