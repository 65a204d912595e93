"""What another program changed in a project file, found from the log or the ``.bak``."""

from collections.abc import Callable, Sequence

from werklocaties.io.project_file.rebuild import state_at
from werklocaties.io.project_file.revisions import Logged, Revision
from werklocaties.io.project_file.stamp import Outside
from werklocaties.model.changes import changes
from werklocaties.model.finding import DoorError
from werklocaties.model.project import Project

MESSAGE = "buiten het programma"
"""What the log says of a revision that another program made."""


def find_outside(
    project: Project,
    bases: Sequence[Project],
    revisions: Sequence[Revision],
    log: Sequence[Logged],
    head: Revision,
    right: Callable[[Project], bool],
) -> Outside:
    """Return what differs from the last revision, found from the first base that gives it.

    The bases are the ``.bak``, when there is one, and the file itself. Each base is brought
    to the head by the log; ``right`` says whether that is the state
    with the stored hash. When even the file itself does not give it, what was never logged
    stays unknown, and the result says that it is not complete.
    """
    expected = project
    for base in bases:
        try:
            expected = state_at(base, revisions, log, head.id)
        except DoorError:
            continue
        if right(expected):
            return Outside(changes(expected, project), True)
    return Outside(changes(expected, project), False)
