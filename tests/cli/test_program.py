"""The command line as a whole: usage, language, statuses, streams."""

import io
import subprocess
import sys

import pytest

from werklocaties.cli import program
from werklocaties.cli.commands import COMMANDS
from werklocaties.io.settings import Settings, save, settings_path
from werklocaties.model.finding import CancelledError

VERBS = ("demo", "info", "check", "import", "run", "set", "export", "log", "selftest")


def test_that_no_verb_prints_the_help(command):
    ended = command()
    assert ended.status == 0
    assert ended.out.startswith("gebruik: werklocaties")
    assert all(f"\n    {verb} " in ended.out for verb in VERBS)


def test_that_every_verb_that_is_shown_exists():
    assert tuple(COMMANDS) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_that_every_verb_has_dutch_help(command, verb):
    ended = command(verb, "--help")
    assert ended.status == 0
    assert "gebruik: " in ended.out
    assert "show this help" not in ended.out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["lopen"], "'lopen' kan niet"),
        (["run"], "deze argumenten ontbreken"),
        (["run", "a.gpkg", "--vreemd"], "onbekende argumenten: --vreemd"),
        (["run", "a.gpkg", "--scen", "Basis"], "onbekende argumenten"),
        (["set", "a.gpkg", "iron_years=3"], "--scenario"),
        (["export", "a.gpkg"], "kies een van"),
        (["export", "a.gpkg", "--map", "a.pdf", "--gpkg", "b.gpkg"], "gaat niet samen met"),
        (["import", "a.csv", "--into", "b.gpkg", "--as", "trees"], "'trees' kan niet"),
        (["run", "--scenario"], "een waarde ontbreekt"),
    ],
)
def test_that_wrong_usage_is_status_two_with_a_dutch_sentence(command, args, words):
    ended = command(*args)
    assert ended.status == 2
    assert words in ended.err
    assert ended.out == ""


@pytest.mark.parametrize(
    "args", [["--lang", "en"], ["--lang=en"], ["run", "--lang", "en", "--help"]]
)
def test_that_the_flag_chooses_the_language(command, args):
    assert command(*args).out.startswith("usage: werklocaties")


def test_that_the_settings_choose_the_language(command):
    save(Settings(language="en"))
    assert command().out.startswith("usage: werklocaties")


def test_that_damaged_settings_are_told_and_the_work_goes_on(command, small):
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text("auteur = ", encoding="utf-8")
    ended = command("info", small)
    assert ended.status == 0
    assert "settings.toml" in ended.err


def test_that_the_version_is_printed(command):
    assert command("--version").out.startswith("werklocaties ")


@pytest.mark.parametrize("error", [KeyboardInterrupt, CancelledError])
def test_that_cancelling_is_status_three(command, small, monkeypatch, error):
    def cancelled(*args, **given):
        raise error

    monkeypatch.setattr("werklocaties.session.actions.results.compute_model", cancelled)
    ended = command("run", small)
    assert ended.status == 3
    assert "Afgebroken" in ended.err


def test_that_an_unforeseen_error_is_a_sentence_and_a_line_in_the_log(
    command, small, monkeypatch, home
):
    def broken(*args, **given):
        raise ZeroDivisionError("geheim")

    monkeypatch.setattr("werklocaties.session.actions.results.compute_model", broken)
    ended = command("run", small)
    assert ended.status == 1
    assert "ZeroDivisionError" in ended.err
    assert "geheim" not in ended.err
    assert "ZeroDivisionError" in (home / "log" / "werklocaties.log").read_text(encoding="utf-8")


def test_that_a_reader_that_stops_reading_is_no_error(command, small, monkeypatch):
    def closed(*args, **given):
        raise BrokenPipeError

    stdout = sys.stdout
    monkeypatch.setattr("werklocaties.cli.commands.run.print_balance", closed)
    try:
        ended = command("run", small)
    finally:
        if sys.stdout is not stdout:
            sys.stdout.close()
            sys.stdout = stdout
    assert ended.status == 3
    assert ended.err == ""


def test_that_progress_shows_on_a_terminal_only(small, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert program.main(["info", str(small)]) == 0
    assert "project lezen" in terminal.getvalue()
    assert "\r" in terminal.getvalue()


def test_that_the_command_works_in_a_terminal_that_knows_no_dutch_letters(small, home):
    command = [sys.executable, "-m", "werklocaties", "run", str(small)]
    env = {"WERKLOCATIES_HOME": str(home), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
    assert "▲ overschot" in done.stdout.decode("utf-8")
    assert done.stderr == b""
