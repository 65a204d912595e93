"""How the course of a balance is told."""

import pytest

from werklocaties.presentation.headline import course, runs, sign_and_word, status_word
from werklocaties.presentation.texts import speaking


@pytest.mark.parametrize(
    ("statuses", "years", "told"),
    [
        (["tekort"], [2024], "tekort tot en met 2024"),
        (["ruim"] * 3, [2024, 2029, 2034], "ruim tot en met 2034"),
        (["in_balans", "krap"], [2024, 2029], "in balans tot 2029, daarna krap"),
        (
            ["ruim", "krap", "tekort"],
            [2024, 2029, 2034],
            "ruim tot 2029, daarna krap; vanaf 2034 tekort",
        ),
        (
            ["overschot", "ruim", "in_balans", "krap", "tekort"],
            [2024, 2029, 2034, 2039, 2044],
            "overschot tot 2029, daarna aflopend; vanaf 2044 tekort",
        ),
        (
            ["tekort", "krap", "in_balans", "ruim", "overschot"],
            [2024, 2029, 2034, 2039, 2044],
            "tekort tot 2029, daarna oplopend; vanaf 2044 overschot",
        ),
        (
            ["krap", "ruim", "krap", "ruim", "krap"],
            [2024, 2025, 2026, 2027, 2028],
            "wisselend; krap in 2028",
        ),
        ([None, None], [2024, 2029], "wacht op waarde"),
        ([], [], "wacht op waarde"),
        ([None, "ruim"], [2024, 2029], "wacht op waarde tot 2029, daarna ruim"),
        (["geen_vraag", "geen_vraag"], [2024, 2029], "geen vraag tot en met 2029"),
    ],
)
def test_that_the_course_is_told_in_a_few_words(statuses, years, told):
    assert course(statuses, years) == told


def test_that_runs_join_again_to_what_they_were():
    statuses = ["a", "a", "b", None, None, "a"]
    joined = [s for s, first, last in runs(statuses) for _ in range(first, last + 1)]
    assert joined == statuses


def test_that_a_state_has_sign_and_word():
    assert sign_and_word("krap") == "▽ krap"
    assert sign_and_word(None) == "wacht op waarde"
    with speaking("en"):
        assert status_word("in_balans") == "in balance"
