"""The log of the program itself: what it did, when, and how that ended.

It holds no cell values and no persons: an entry has a name of work, a file name without its
folder, a code, counts and seconds, and nothing else can be given to it. Of an unexpected
error it keeps the kind and the places in our source, not its words.
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

FILE = "werklocaties.log"
SIZE = 1_000_000
OLDER = 4
"""Files kept beside the one in use: five of 1 MB together."""


class _Quiet(RotatingFileHandler):
    """A full disk must not stop the work, nor show itself between the words of the program."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Let the entry go; there is no place left to say so."""


class Log:
    """Entries of the log; without a handler they go nowhere."""

    def __init__(self, handler: logging.Handler | None = None) -> None:
        self._logger = logging.Logger("werklocaties", logging.INFO)
        if handler is not None:
            self._logger.addHandler(handler)

    def started(self, what: str, file: Path | None = None) -> None:
        """Note that work began, with the name of its file."""
        self._logger.info("%s begonnen%s", what, "" if file is None else f" file={file.name}")

    def ended(self, what: str, *, code: str = "", findings: int = 0) -> None:
        """Note how work ended: well with so many findings, or refused with a code."""
        said = f"geweigerd code={code}" if code else f"klaar meldingen={findings}"
        self._logger.info("%s %s", what, said)

    def unexpected(self, error: BaseException) -> None:
        """Note an unexpected error by its kind and the places where it happened."""
        self._logger.error("onverwacht %s %s", type(error).__name__, places(error.__traceback__))

    def close(self) -> None:
        """Let the file go."""
        for handler in list(self._logger.handlers):
            self._logger.removeHandler(handler)
            handler.close()


def places(trace: TracebackType | None) -> str:
    """Name file and line of every frame, without folders and without what stood there."""
    frames = traceback.extract_tb(trace)
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)


def log_to(folder: Path) -> Log:
    """Log to a rotating file in this folder, which is made when something is written.

    A folder in which nothing can be written gives a log that goes nowhere: logging must never
    stop the work.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _Quiet(
            folder / FILE, maxBytes=SIZE, backupCount=OLDER, encoding="utf-8", delay=True
        )
    except OSError:
        return Log()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return Log(handler)
