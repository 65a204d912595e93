"""Writing a file: the old one stands until the new one is whole, on Windows too."""

import errno
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werklocaties.io.safe_write import (
    LONGEST_NAME,
    WAITS_S,
    atomic_write,
    keep_backup,
    kept_name,
    likely_holder,
    put_in_place,
    refusal,
    replace_file,
    safe_name,
)
from werklocaties.model.finding import DoorError

WHEN = datetime(2024, 5, 1, 9, 30, 5, tzinfo=UTC)


def held(number: int) -> OSError:
    """The error that Windows gives for a file that somebody holds open."""
    error = PermissionError(errno.EACCES, "held")
    error.winerror = number
    return error


class Stubborn:
    """Stands in for os.replace on Windows: refuses a number of times."""

    def __init__(self, times: int, number: int = 32) -> None:
        self.left, self.number = times, number

    def __call__(self, new: Path, target: Path) -> None:
        if self.left:
            self.left -= 1
            raise held(self.number)
        new.replace(target)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    new, target = tmp_path / "nieuw", tmp_path / "twente.gpkg"
    new.write_text("nieuw")
    target.write_text("oud")
    return new, target


@pytest.mark.parametrize("number", [5, 32, 33])
def test_that_a_held_file_is_tried_again_after_growing_pauses(pair, number):
    waits: list[float] = []
    assert replace_file(*pair, Stubborn(3, number), waits.append)
    assert waits == [0.05, 0.1, 0.2]
    assert pair[1].read_text() == "nieuw"


def test_that_it_gives_up_after_two_and_a_half_seconds(pair):
    waits: list[float] = []
    assert not replace_file(*pair, Stubborn(99), waits.append)
    assert tuple(waits) == WAITS_S
    assert sum(waits) == pytest.approx(2.55)
    assert pair[1].read_text() == "oud"


def test_that_another_error_is_not_tried_again(pair):
    waits: list[float] = []
    with pytest.raises(OSError, match="held"):
        replace_file(*pair, Stubborn(1, 17), waits.append)
    assert waits == []


def test_that_a_state_that_cannot_be_put_in_place_stays_beside_the_file(pair):
    new, target = pair
    with pytest.raises(DoorError) as caught:
        put_in_place(new, target, WHEN, Stubborn(len(WAITS_S) + 1), lambda _: None)
    kept = "twente (niet opgeslagen 2024-05-01 09.30.05).gpkg"
    assert caught.value.code == "file_held"
    assert dict(caught.value.values) == {"file": "twente.gpkg", "kept": kept, "holder": "QGIS"}
    assert (target.with_name(kept).read_text(), target.read_text()) == ("nieuw", "oud")


def test_that_the_kept_name_is_allowed_on_windows():
    name = kept_name(Path("twente.gpkg"), WHEN)
    assert safe_name(name) == name


def test_that_the_likely_holder_follows_from_the_kind_of_file():
    assert likely_holder(Path("a.XLSX")) == "Excel"
    assert likely_holder(Path("a.png")) == "OneDrive"


def test_that_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path):
    target = tmp_path / "a.txt"
    atomic_write(target, lambda path: path.write_text("een") and None, WHEN)
    atomic_write(target, lambda path: path.write_text("twee") and None, WHEN)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert target.read_text() == "twee"


def test_that_a_failing_writer_leaves_the_old_file(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("oud")

    def fail(path: Path) -> None:
        path.write_text("half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        atomic_write(target, fail, WHEN)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert target.read_text() == "oud"


def test_that_a_folder_that_is_not_there_is_a_sentence_not_a_traceback(tmp_path):
    with pytest.raises(DoorError) as caught:
        atomic_write(tmp_path / "weg" / "a.txt", lambda path: path.write_text("x") and None, WHEN)
    assert caught.value.code == "write_failed"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EACCES, "no_permission"),
        (errno.EROFS, "no_permission"),
        (errno.EIO, "write_failed"),
    ],
)
def test_that_the_system_is_understood(number, code):
    assert refusal(OSError(number, "x"), Path("map/a.gpkg")).code == code
    assert refusal(OSError(number, "x"), Path("map/a.gpkg")).values["file"] == "a.gpkg"


def test_that_a_backup_takes_the_place_of_the_one_before(tmp_path):
    path = tmp_path / "a.gpkg"
    for text in ("een", "twee"):
        path.write_text(text)
        backup = keep_backup(path)
    assert backup.name == "a.gpkg.bak"
    assert backup.read_text() == "twee"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Twente 2024", "Twente 2024"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("CON", "_CON"),
        ("nul.gpkg", "_nul.gpkg"),
        ("lpt9.txt", "_lpt9.txt"),
        ("einde. ", "einde"),
        ("...", "_"),
        ("", "_"),
        ("\x00\x1f", "__"),
        ("Contour", "Contour"),
        (". con", "_con"),
    ],
)
def test_that_a_proposed_name_is_allowed_everywhere(text, name):
    assert safe_name(text) == name


@given(st.text(max_size=200))
def test_that_a_safe_name_stays_as_it_is(text):
    name = safe_name(text)
    assert safe_name(name) == name
    assert 0 < len(name) <= LONGEST_NAME
    assert not set(name) & set('<>:"/\\|?*\0')
