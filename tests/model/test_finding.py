"""Findings and refusals carry a code and values, and cannot be changed."""

import pytest

from werklocaties.model.finding import CancelledError, DoorError, Finding


def test_that_a_finding_cannot_be_changed():
    finding = Finding("plot_overlap", "warning", "plots", "k1", "geometry", {"ha": 1.0})
    with pytest.raises(AttributeError):
        finding.code = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        finding.values["ha"] = 2.0  # type: ignore[index]


def test_that_a_finding_keeps_the_values_it_was_made_with():
    values: dict[str, object] = {"ha": 1.0}
    finding = Finding("plot_overlap", "warning", values=values)
    values["ha"] = 2.0
    assert finding.values["ha"] == 1.0


def test_that_equal_findings_are_equal_and_can_stand_in_a_set():
    one, other = (Finding("a", "info", "plots", "k", "f", {"ha": 1.0}) for _ in range(2))
    assert one == other
    assert len({one, other}) == 1
    assert one != Finding("a", "info", "plots", "k", "f", {"ha": 2.0})


def test_that_a_refusal_carries_its_code_and_values():
    error = DoorError("not_a_layer", file="a.txt")
    assert (error.code, dict(error.values)) == ("not_a_layer", {"file": "a.txt"})
    with pytest.raises(TypeError):
        error.values["file"] = "b.txt"  # type: ignore[index]


def test_that_cancelling_is_no_refusal():
    assert not issubclass(CancelledError, DoorError)
