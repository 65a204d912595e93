"""What is said for one code."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """What is the matter, and what the user can do; both in Dutch, translated when shown."""

    sentence: str
    advice: str
