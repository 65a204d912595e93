"""Sessions on a small project, with a clock and identities that repeat."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.small import WHEN, small_project
from werklocaties.io.settings import Settings
from werklocaties.model.project import Project
from werklocaties.session.session import Origin, Services, Session


@pytest.fixture(scope="session")
def project() -> Project:
    return small_project()


@pytest.fixture
def make_session(project: Project) -> Callable[..., Session]:
    def make(**given: object) -> Session:
        numbers = count(1)
        services = {
            "settings": Settings(author="Jan"),
            "clock": lambda: WHEN,
            "new_uid": lambda: f"uid-{next(numbers)}",
            **given,
        }
        session = Session(Services(**services))
        session.load(project, Origin())
        return session

    return make


@pytest.fixture
def session(make_session: Callable[..., Session]) -> Session:
    return make_session()


@pytest.fixture
def saved(session: Session, tmp_path: Path) -> Session:
    from werklocaties.session.actions import files

    session.start(files.save_as(session, tmp_path / "klein.gpkg", "Eerste versie")).result()
    return session
