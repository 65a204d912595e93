"""The only place that prints: words and JSON to stdout, progress and trouble to stderr."""

import io
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.question import Question
from werklocaties.presentation.sentences import explain, full
from werklocaties.presentation.steps import step
from werklocaties.presentation.texts import plural, text
from werklocaties.session.task import Done

SAME_SHOWN = 5
"""Findings of one kind in one layer that are written out; the rest is counted."""

_BAR = 24


@dataclass
class Console:
    """Where the command line writes; with ``json`` set, stdout holds one JSON object only."""

    json: bool = False
    _bar: bool = False

    def say(self, line: str = "") -> None:
        """Write what was asked for."""
        self._clear()
        _write(line, sys.stderr if self.json else sys.stdout)

    def width(self) -> int | None:
        """Return how many letters fit on a line of the terminal, None where there is none."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else None

    def note(self, line: str) -> None:
        """Write what happens on the side."""
        self._clear()
        _write(line, sys.stderr)

    def give(self, data: dict[str, Any]) -> None:
        """Print the one JSON object."""
        self._clear()
        _write(json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1), sys.stdout)

    def refuse(self, error: DoorError) -> None:
        """Say what is the matter and what to do about it; as JSON too where that is asked."""
        self._refused(error.code, explain(error))

    def ask(self, question: Question) -> None:
        """Say what must be decided, and with which flag."""
        self._refused(question.code, question_text(question))

    def _refused(self, code: str, words: str) -> None:
        self.note(words)
        if self.json:
            self.give({"error": {"code": code, "message": words}})

    def findings(self, found: Sequence[Finding]) -> None:
        """Write findings, the same ones together, and how many there are."""
        for line in finding_lines(found):
            self.say(line)
        if found:
            self.say(counted(found))

    def note_finding(self, finding: Finding) -> None:
        """Write one finding on the side."""
        self.note(f"{severity_word(finding)}: {full(finding)}")

    def progress(self, name: str, fraction: float, what: str) -> None:
        """Show how far long work is, on a terminal only."""
        del name
        if not sys.stderr.isatty():
            return
        full_part = round(_BAR * min(max(fraction, 0.0), 1.0))
        bar = "█" * full_part + "·" * (_BAR - full_part)
        sys.stderr.write(f"\r{bar} {fraction:4.0%} {step(what):<20}")
        sys.stderr.flush()
        self._bar = True

    def _clear(self) -> None:
        if self._bar:
            sys.stderr.write("\r" + " " * (_BAR + 28) + "\r")
            self._bar = False


def _write(line: str, stream: TextIO) -> None:
    print(line, file=stream, flush=True)


def readable_streams() -> None:
    """Let every letter through to a terminal or pipe, if need be as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def silence() -> None:
    """Let what is still to be flushed go nowhere: nobody reads stdout any more."""
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end


# --- findings ----------------------------------------------------------------------------
def _kind(finding: Finding) -> tuple[str, str, str]:
    return finding.layer, finding.code, finding.field


def finding_lines(found: Iterable[Finding]) -> Iterator[str]:
    """Write findings in order of weight, of one kind no more than a few."""
    order = {"error": 0, "warning": 1, "info": 2}
    ranked = sorted(found, key=lambda one: (order[one.severity], *_kind(one)))
    for _, same in groupby(ranked, key=lambda one: (one.severity, *_kind(one))):
        listed = list(same)
        for finding in listed[:SAME_SHOWN]:
            yield f"  {severity_word(finding)}: {full(finding)}"
        if len(listed) > SAME_SHOWN:
            more = len(listed) - SAME_SHOWN
            yield "  " + plural("… en nog {n} zo een", "… en nog {n} zulke", more)


def severity_word(finding: Finding) -> str:
    """Return the word of a severity."""
    words = {"error": text("fout"), "warning": text("waarschuwing"), "info": text("opmerking")}
    return words[finding.severity]


def counted(found: Iterable[Finding]) -> str:
    """Count findings by severity."""
    counts = Counter(finding.severity for finding in found)
    return ", ".join(
        (
            plural("{n} fout", "{n} fouten", counts["error"]),
            plural("{n} waarschuwing", "{n} waarschuwingen", counts["warning"]),
            plural("{n} opmerking", "{n} opmerkingen", counts["info"]),
        )
    )


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON: where it is, how grave, what it says."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "layer": finding.layer,
        "feature": finding.uid or str(finding.values.get("feature", "")),
        "field": finding.field,
        "message": explain(finding),
    }


def has_errors(done: Done | Sequence[Finding]) -> bool:
    """Say whether anything found is an error."""
    found = done.findings if isinstance(done, Done) else done
    return any(finding.severity == "error" for finding in found)


def question_text(question: Question) -> str:
    """Write a question with its options and the flag that answers it."""
    return explain(question)
