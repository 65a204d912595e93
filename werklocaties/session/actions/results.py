"""Results: compute a scenario."""

from werklocaties.model.compute import compute as compute_model
from werklocaties.model.results import Results
from werklocaties.model.task import Task
from werklocaties.session.session import Session
from werklocaties.session.task import Done, Work


def compute(session: Session, scenario: str) -> Work[Results]:
    """Compute the balance of a scenario, from what did not change since the last time.

    Raises:
        DoorError: ``unknown_scenario``; from the work itself ``years_missing`` or
            ``years_reversed``.
    """
    project, uid = session.project, session.project.scenario(scenario).uid
    previous = session.results.latest(uid)

    def do(task: Task) -> Results:
        return compute_model(project, uid, previous, task)

    def finish(results: Results) -> Done:
        session.keep_results(results)
        return Done(results.findings)

    return Work(f"compute {uid}", "engine", do, finish)
