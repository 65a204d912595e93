"""Killed at any moment of saving, the file is the old one or the new one."""

import random
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from project_cases import WHEN, small_project

from werklocaties.io.project_file import history, read_project, rebuild_state, write_new
from werklocaties.io.project_file.work_file import work_path

KILLS = 50
SAVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from werklocaties.io.project_file import read_project, save
path, count = Path(sys.argv[1]), 0
opened = read_project(path)
project, stamp = opened.project, opened.stamp
while True:
    count += 1
    plots = project.table("plots").with_values(["k1", "k2"], "declared_m2", [count, -count])
    project = project.with_table(plots)
    sys.stdout.write("x")
    sys.stdout.flush()
    when = datetime(2024, 1, 1, tzinfo=UTC)
    stamp = save(stamp, project, path, "A", str(count), when).stamp
"""


def kill_while_saving(path: Path, chance: random.Random) -> int:
    """Start a saver, kill it some time after a save began, and return how it ended."""
    command = [sys.executable, "-c", SAVER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as saver:
        assert saver.stdout is not None
        for _ in range(chance.randint(1, 3)):
            assert saver.stdout.read(1) == b"x"
        select.select([], [], [], chance.uniform(0, 0.15))
        saver.kill()
    return saver.returncode


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_that_kill_9_at_50_moments_of_saving_loses_nothing(tmp_path):
    path, chance = tmp_path / "a.gpkg", random.Random(9)
    write_new(small_project(), path, "A", "Eerste", WHEN)
    during, revisions = 0, 1
    for _ in range(KILLS):
        assert kill_while_saving(path, chance) == -signal.SIGKILL
        during += work_path(path).exists()
        work_path(path).unlink(missing_ok=True)
        read = read_project(path)  # steps 1 to 6: whole, and with the hash of its head
        assert read.stamp.outside is None
        assert read.findings == ()
        entries = history(path)
        assert len(entries) >= revisions
        revisions = len(entries)
        sums = read.project.table("plots").frame["declared_m2"]
        if revisions > 1:
            assert sums["k1"] == -sums["k2"]
    assert during > 0
    rebuild_state(path, history(path)[0].revision.id)
