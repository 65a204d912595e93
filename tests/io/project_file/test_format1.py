"""Format 1 is for ever: a file that its first program wrote opens, with all its history.

``tests/data/make_format1.py`` tells what is in it. The file is never made again: when one of
these tests fails, the program is wrong, or it needs a format 2 and a migration.
"""

import shutil
from pathlib import Path

import pytest
from project_cases import LATER, edited, query

from werklocaties.io.project_file import history, read_project, rebuild_state, save
from werklocaties.io.project_file.layout import BOOK_COLUMNS
from werklocaties.model.changes import changes

KEPT = Path(__file__).parents[2] / "data" / "format1_project.gpkg"
IDS = [f"00000000-0000-4000-8000-00000000000{number}" for number in (1, 2, 3)]
HASHES = [
    (
        "8925bd9635a65e76ad660737e85c6206d17bea0ac6b9fac5ae439db76738177a",
        "804bf4273afb25ce41514d3abe18d9149cba21410ad6ec77beaaead2ed751146",
    ),
    (
        "1142f6876ff0c352ed15ce5ae2988ec0581cce58bb2f5b8d0d74029c60f15b4b",
        "e1d9ae29ad9d959b8c4791d83066977ce206cec20ca96708e774b43a0821d831",
    ),
    (
        "4d4512c637fbee20c4cf50f22e6b9022554e99cc9b3896be726732ed7aebfc9b",
        "0e53aae2eabd575555371f862cb885ff20472caced1f5e8fc80291b2f03dcab6",
    ),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(KEPT, tmp_path / KEPT.name))


def test_that_a_file_of_format_1_opens_with_its_hash(path):
    read = read_project(path)
    assert read.findings == ()
    assert read.stamp.outside is None
    assert read.stamp.hashed.both == HASHES[-1]
    plots = read.project.table("plots").frame
    assert plots["declared_m2"]["k1"] == 5000.25
    assert plots["geometry"]["k1"].bounds == (252_000, 476_000, 252_100, 476_050)


def test_that_its_revisions_have_the_hashes_they_had(path):
    revisions = [entry.revision for entry in history(path)]
    assert [revision.id for revision in revisions] == IDS
    assert [(r.hash, r.hash_confidential) for r in revisions] == HASHES
    assert [revision.author for revision in revisions] == ["Gemeente A", "Gemeente B", "Gemeente A"]


def test_that_its_first_state_comes_back(path):
    first = rebuild_state(path, IDS[0]).table("plots").frame
    assert first["option_holder"]["k2"] == "Voorbeeld B.V."
    assert first["geometry"]["k1"].bounds == (251_000, 476_000, 251_100, 476_050)
    assert "k3" not in first.index


def test_that_it_is_saved_without_losing_anything(path):
    read = read_project(path)
    save(read.stamp, edited(read.project), path, "A", "B", LATER)
    assert changes(rebuild_state(path, IDS[2]), read.project) == ()
    assert query(path, "SELECT tekst FROM van_een_ander") == [("blijft",)]
    assert query(path, "SELECT styleName FROM layer_styles") == [("Status",)]


def test_that_a_new_file_has_the_administration_of_format_1(path):
    for table, columns in BOOK_COLUMNS.items():
        found = [row[1] for row in query(path, f"PRAGMA table_info({table})")]
        assert found == ["fid", *columns]
