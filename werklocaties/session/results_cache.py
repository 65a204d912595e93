"""The latest results per scenario, and whether they still belong to the project shown."""

from werklocaties.model.project import Project
from werklocaties.model.results import Results

MOST_SCENARIOS = 8


class ResultsCache:
    """Keeps the results of the scenarios that were computed last."""

    def __init__(self, most: int = MOST_SCENARIOS) -> None:
        self._most = most
        self._kept: dict[str, Results] = {}

    def put(self, results: Results) -> None:
        """Keep results as the latest of their scenario; the oldest scenario makes room."""
        uid = results.scenario.uid
        self._kept.pop(uid, None)
        self._kept[uid] = results
        while len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]

    def latest(self, scenario_uid: str) -> Results | None:
        """Return the last results of a scenario, stale or not; None when there are none."""
        return self._kept.get(scenario_uid)

    def current(self, scenario_uid: str, project: Project) -> Results | None:
        """Return the results of a scenario when they were computed from this very state."""
        found = self._kept.get(scenario_uid)
        return found if found is not None and found.project is project else None

    def is_stale(self, scenario_uid: str, project: Project) -> bool:
        """Say whether there are results, of another state than this one."""
        found = self._kept.get(scenario_uid)
        return found is not None and found.project is not project

    def clear(self) -> None:
        """Forget everything: another project was opened."""
        self._kept.clear()
