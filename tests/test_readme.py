"""The command lines that the README shows work, one after another, as they stand there."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def commands() -> list[list[str]]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [shlex.split(line) for block in BLOCK.findall(text) for line in block.splitlines()]


def test_that_the_readme_shows_every_verb_but_the_demonstration():
    verbs = {words[1] for words in commands() if words[0] == "werklocaties"}
    assert verbs == {"info", "check", "import", "run", "set", "log", "export"}


@pytest.mark.heavy
def test_that_every_command_of_the_readme_works(tmp_path):
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    for words in commands():
        if words[0] == "cp":
            shutil.copy(tmp_path / words[1], tmp_path / words[2])
            continue
        command = [sys.executable, "-m", "werklocaties", *words[1:]]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (words, done.stderr)
    made = {path.name for path in tmp_path.iterdir()}
    assert made >= {"nieuw.gpkg", "balans.xlsx", "kavelaanbod.xlsx", "kaart.pdf", "voor-qgis.gpkg"}
