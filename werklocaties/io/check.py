"""What ``check`` says about a file: per layer what goes in, comes out, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from werklocaties.io.clean import Counts
from werklocaties.io.door import read_open, unanswered
from werklocaties.io.layers import Reader, reading
from werklocaties.io.prepare import NO_CHOICES, Choices, prepared
from werklocaties.io.rows import LayerInfo
from werklocaties.model.finding import DoorError, Finding
from werklocaties.model.question import Question
from werklocaties.model.task import NO_TASK, Task


@dataclass(frozen=True)
class LayerReport:
    """What ``check`` says about one layer; ``table`` is empty when it could not be told."""

    file: str
    layer: str
    table: str
    counts: Counts
    findings: tuple[Finding, ...]


def check_file(
    path: Path,
    choices: Choices = NO_CHOICES,
    task: Task = NO_TASK,
) -> tuple[LayerReport, ...]:
    """Read every layer of a file as what it looks like, and report; nothing is kept.

    A question nobody answered, or a layer that is refused, is a finding of that layer with all
    its features refused.

    Raises:
        DoorError: the file as a whole cannot be read.
        CancelledError: the user cancelled.
    """
    with reading(path) as reader:
        layers = reader.info.layers
        if not layers:
            raise DoorError("no_layers", file=reader.info.file)
        wanted = [reader.info.layer(choices.layer)] if choices.layer else layers
        return tuple(_report(reader, path, one, choices, task) for one in wanted)


def _report(
    reader: Reader, path: Path, layer: LayerInfo, choices: Choices, task: Task
) -> LayerReport:
    try:
        plan = prepared(reader, path, replace(choices, layer=layer.name))
        if isinstance(plan, Question):
            raise unanswered(plan)
        read = read_open(reader, plan, task, path.stem)
    except DoorError as error:
        finding = Finding(error.code, "error", layer.name, values=error.values)
        refused = Counts(layer.count, 0, refused=layer.count)
        return LayerReport(layer.file, layer.name, "", refused, (finding,))
    return LayerReport(layer.file, layer.name, plan.fieldmap.table, read.counts, read.findings)


def has_errors(reports: Sequence[LayerReport]) -> bool:
    """Say whether any layer has a finding of severity error."""
    return any(finding.severity == "error" for report in reports for finding in report.findings)
