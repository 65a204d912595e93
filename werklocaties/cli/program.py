"""The command line as a whole: understand, do, and end with an honest status."""

import argparse
from collections.abc import Sequence

from werklocaties.cli.output import Console, readable_streams, silence
from werklocaties.cli.parser import WRONG_USAGE, Usage, build, language_of, our_words
from werklocaties.io.log_file import FILE, Log, log_to
from werklocaties.io.places import log_dir
from werklocaties.io.settings import Loaded, load
from werklocaties.model.finding import CancelledError, DoorError
from werklocaties.presentation.texts import speaking, text
from werklocaties.session.runner import InlineRunner
from werklocaties.session.session import Services, Session

CANCELLED = 3

EXAMPLES = ("demo", "selftest")
"""Verbs that save a copy of the example: nobody needs to say who he is for that."""


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit status.

    0 done; 1 the input has errors or a question needs a flag; 2 wrong usage; 3 cancelled;
    4 done, but conflicts remain.
    """
    readable_streams()
    found = load()
    with speaking(language_of(argv) or found.settings.language):
        try:
            with our_words():
                parser = build()
                args = parser.parse_args(argv)
        except Usage as error:
            Console().note(error.words.rstrip())
            return WRONG_USAGE
        except SystemExit as ended:  # argparse printed its help or version
            return int(ended.code or 0)
        if args.verb is None:
            with our_words():
                Console().say(parser.format_help().rstrip())
            return 0
        return _perform(args, found)


def _perform(args: argparse.Namespace, found: Loaded) -> int:
    console = Console(json=getattr(args, "json", False))
    log = log_to(log_dir())
    for finding in found.findings:
        console.note_finding(finding)
    try:
        return _guarded(args, console, _session(args, found, console, log), log)
    finally:
        log.close()


def _guarded(args: argparse.Namespace, console: Console, session: Session, log: Log) -> int:
    from werklocaties.cli.commands import COMMANDS

    try:
        return COMMANDS[args.verb](args, console, session)
    except DoorError as error:
        console.refuse(error)
    except BrokenPipeError:  # who reads us has seen enough, such as ``head``
        silence()
        return CANCELLED
    except (KeyboardInterrupt, CancelledError):
        console.note(text("Afgebroken. Wat niet klaar was, is niet geschreven."))
        return CANCELLED
    except Exception as error:  # noqa: BLE001 - the last resort: never a traceback, always a log
        log.unexpected(error)
        console.refuse(DoorError("unexpected", kind=type(error).__name__, log=FILE))
    return 1


def _session(args: argparse.Namespace, found: Loaded, console: Console, log: Log) -> Session:
    author = getattr(args, "author", "")
    if args.verb in EXAMPLES and not found.settings.author:
        author = text("voorbeeld")
    settings = found.settings.model_copy(update={"author": author} if author else {})
    runner = InlineRunner(console.progress)
    return Session(Services(settings=settings, runner=runner, log=log))
