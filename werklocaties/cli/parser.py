"""The verbs and flags of the command line."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from werklocaties import __version__
from werklocaties.io.prepare import IMPORTABLE
from werklocaties.model.registers import PROFILES
from werklocaties.presentation.texts import LANGUAGES, mark, text

WRONG_USAGE = 2

_WORDS = {
    "usage: ": mark("gebruik: "),
    "options": mark("opties"),
    "positional arguments": mark("argumenten"),
    "show this help message and exit": mark("toon deze hulp"),
    "%(prog)s: error: %(message)s\n": mark("%(prog)s: fout: %(message)s\n"),
    "the following arguments are required: %s": mark("deze argumenten ontbreken: %s"),
    "unrecognized arguments: %s": mark("onbekende argumenten: %s"),
    "one of the arguments %s is required": mark("kies een van %s"),
    "not allowed with argument %s": mark("gaat niet samen met %s"),
    "expected one argument": mark("een waarde ontbreekt"),
    "expected at least one argument": mark("minstens een waarde ontbreekt"),
    "argument %(argument_name)s: %(message)s": mark("argument %(argument_name)s: %(message)s"),
    "invalid %(type)s value: %(value)r": mark("%(value)r kan hier niet staan (%(type)s)"),
    "invalid choice: %(value)r (choose from %(choices)s)": mark(
        "%(value)r kan niet (kies uit %(choices)s)"
    ),
}
"""What argparse says, in our words."""


@contextmanager
def our_words() -> Iterator[None]:
    """Let argparse speak the language in use.

    It looks its words up with ``gettext`` in a catalogue of the machine, chosen by the
    environment; we have our own catalogue and language, so its lookup is replaced for a while.
    """
    module: Any = argparse
    before = module._
    module._ = lambda words: text(_WORDS[words]) if words in _WORDS else words
    try:
        yield
    finally:
        module._ = before


class Usage(Exception):
    """The command line was used wrongly; ``words`` says how."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class _Parser(argparse.ArgumentParser):
    def __init__(self, **given: Any) -> None:
        super().__init__(allow_abbrev=False, **given)

    def error(self, message: str) -> NoReturn:
        values = {"prog": self.prog, "message": message}
        raise Usage(self.format_usage() + text("%(prog)s: fout: %(message)s\n") % values)


Adder = Callable[..., argparse.ArgumentParser]


def build() -> argparse.ArgumentParser:
    """Make the parser with help in the language in use; call it within ``our_words``."""
    parser = _Parser(
        prog="werklocaties",
        description=text("Plannen van werklocaties: aanbod, vraag en balans."),
        parents=[_common()],
    )
    version = f"werklocaties {__version__}"
    shown = text("toon het versienummer")
    parser.add_argument("--version", action="version", version=version, help=shown)
    verbs = parser.add_subparsers(dest="verb", metavar=text("OPDRACHT"), title=text("opdrachten"))

    def add(name: str, words: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=words, description=words, parents=[_common()])

    for describe in (_demo, _info, _check, _import, _run, _set, _export, _log, _selftest):
        describe(add)
    return parser


def _common() -> _Parser:
    parser = _Parser(add_help=False)
    parser.add_argument(
        "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=text("taal van de meldingen")
    )
    return parser


def language_of(argv: Sequence[str]) -> str:
    """Return the language that the command line asks for, empty when it does not."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--lang", nargs="?", default="")
    known, _ = parser.parse_known_args(argv)
    return known.lang if known.lang in LANGUAGES else ""


# --- verbs -------------------------------------------------------------------------------
def _demo(add: Adder) -> None:
    parser = add("demo", text("reken het voorbeeld door en maak alle uitvoer"))
    parser.add_argument(
        "--out",
        type=Path,
        metavar=text("MAP"),
        default=Path("werklocaties-demo"),
        help=text("map voor de uitvoer"),
    )


def _info(add: Adder) -> None:
    parser = add("info", text("wat er in een bestand staat"))
    parser.add_argument("file", type=Path, metavar=text("BESTAND"))
    _json(parser)


def _check(add: Adder) -> None:
    parser = add("check", text("lees en controleer bestanden, zonder iets te bewaren"))
    parser.add_argument("files", type=Path, nargs="+", metavar=text("BESTAND"))
    _answers(parser)
    _json(parser)


def _import(add: Adder) -> None:
    parser = add("import", text("breng lagen en tabellen in een project"))
    parser.add_argument("files", type=Path, nargs="+", metavar=text("BESTAND"))
    parser.add_argument(
        "--into", type=Path, required=True, metavar="PROJECT", help=text("het projectbestand")
    )
    _answers(parser)
    parser.add_argument(
        "--author", default="", metavar=text("NAAM"), help=text("wie de geschiedenis noemt")
    )
    _json(parser)


def _answers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="table", choices=IMPORTABLE, default="", help=text("tabel"))
    parser.add_argument(
        "--layer", default="", metavar=text("LAAG"), help=text("laag van het bestand")
    )
    words = text("coördinatenstelsel, zoals EPSG:28992")
    parser.add_argument("--crs", default="", metavar=text("STELSEL"), help=words)
    parser.add_argument(
        "--decimal",
        choices=(",", "."),
        default="",
        metavar=text("TEKEN"),
        help=text("decimaalteken in het bestand: komma of punt"),
    )
    parser.add_argument(
        "--map",
        dest="fieldmap",
        type=Path,
        metavar="FIELDS.toml",
        help=text("welk veld welke kolom is"),
    )


def _run(add: Adder) -> None:
    parser = add("run", text("reken de balans van een project"))
    parser.add_argument("project", type=Path, metavar="PROJECT")
    _scenario(parser, action="append")
    _json(parser)


def _set(add: Adder) -> None:
    parser = add("set", text("verander aannames, besluiten en kenmerken"))
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument("assignments", nargs="+", metavar=text("ADRES=WAARDE"))
    _scenario(parser, required=True)
    parser.add_argument(
        "--author", default="", metavar=text("NAAM"), help=text("wie de geschiedenis noemt")
    )
    _json(parser)


def _export(add: Adder) -> None:
    parser = add("export", text("maak een werkboek, kavelaanbod, kaart of GeoPackage"))
    parser.add_argument("project", type=Path, metavar="PROJECT")
    _scenario(parser)
    kind = parser.add_mutually_exclusive_group(required=True)
    for flag, words in (
        ("--excel", text("werkboek met de balans, .xlsx")),
        ("--availability", text("kavelaanbod, .xlsx")),
        ("--map", text("kaart, .pdf, .png of .svg")),
        ("--gpkg", text("GeoPackage met opmaak voor QGIS")),
    ):
        kind.add_argument(flag, type=Path, metavar=text("BESTAND"), help=words)
    parser.add_argument(
        "--park", default="", metavar=text("TERREIN"), help=text("terrein: RIN, naam of kenmerk")
    )
    parser.add_argument(
        "--profile", choices=PROFILES, default=None, help=text("voor wie het kavelaanbod is")
    )


def _log(add: Adder) -> None:
    parser = add("log", text("wie wat wanneer veranderde"))
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument("--object", default="", metavar="UID", help=text("alleen dit object"))
    _json(parser)


def _selftest(add: Adder) -> None:
    add("selftest", text("probeer of het programma hier werkt, in een tijdelijke map"))


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help=text("als JSON, voor andere programma's")
    )


def _scenario(parser: argparse.ArgumentParser, **given: Any) -> None:
    words = text("scenario, bij naam")
    parser.add_argument("--scenario", metavar=text("NAAM"), help=words, **given)
