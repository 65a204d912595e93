"""What all figures share: our font, our sizes, and files that are the same every time."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from typing import Any, Literal

from matplotlib import font_manager, rc_context
from matplotlib.figure import Figure

from werklocaties.presentation.styles import FONT, Symbol

Format = Literal["png", "pdf", "svg"]
Size = tuple[float, float]
"""Width and height in inches."""

REGULAR, MEDIUM, SEMIBOLD = FONT, f"{FONT} Medium", f"{FONT} Semi Bold"
_FONT_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Italic.otf")

_SETTINGS: Any = {
    "font.family": [FONT],
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.75,
    # Text as shapes in SVG looks the same everywhere; in PDF it stays text that can be sought.
    "svg.fonttype": "path",
    "svg.hashsalt": "werklocaties",
    "pdf.fonttype": 3,
}

# No time, no program version: the same figure is the same file.
_NO_DATES: Mapping[Format, Mapping[str, Any]] = {
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": "Werklocaties"},
    "svg": {"Date": None, "Creator": "Werklocaties"},
}


_HATCHES = {"solid": None, "diagonal": "////", "dots": "...", "cross": "xxxx"}


def hatch_of(symbol: Symbol) -> str | None:
    """Return matplotlib's name of the pattern of a symbol."""
    return _HATCHES[symbol.pattern]


@cache
def load_fonts() -> None:
    """Make the fonts of the package known to matplotlib, for this process only."""
    folder = files("werklocaties.presentation") / "fonts"
    for name in _FONT_FILES:
        with as_file(folder / name) as path:
            font_manager.fontManager.addfont(path)


@contextmanager
def drawing() -> Iterator[None]:
    """Draw with our font and settings; whatever matplotlib was set to before comes back."""
    load_fonts()
    with rc_context(_SETTINGS):
        yield


def rendered(figure: Figure, kind: Format, dpi: float = 200, title: str = "") -> bytes:
    """Return a figure as the bytes of a file; the same figure gives the same bytes.

    Units: ``dpi`` in dots per inch, for PNG only.
    """
    metadata = {**_NO_DATES[kind], "Title": title or None}
    if kind == "png":
        metadata["Title"] = title
    target = BytesIO()
    with drawing():
        figure.savefig(target, format=kind, dpi=dpi, metadata=metadata)
    return target.getvalue()
