"""All that is said, by code."""

from collections.abc import Mapping
from types import MappingProxyType

from werklocaties.presentation.sentences.engine import ENGINE
from werklocaties.presentation.sentences.layers import LAYERS
from werklocaties.presentation.sentences.project_files import PROJECT_FILES
from werklocaties.presentation.sentences.sentence import Sentence
from werklocaties.presentation.sentences.session import SESSION

SENTENCES: Mapping[str, Sentence] = MappingProxyType(
    {**PROJECT_FILES, **LAYERS, **ENGINE, **SESSION}
)
"""The sentence and advice of every code; a code stands in one part only."""
