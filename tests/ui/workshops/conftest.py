"""The Workshops page over a new desk or the sample, and a clock that tests move."""

from pathlib import Path

import pytest

from kpidesk.ui.workshops.page import WorkshopsPage
from tests.conftest import Clock
from tests.ui.conftest import Person


def opened(person: Person, file: Path, clock: Clock) -> WorkshopsPage:
    assert person.window.open(file)
    person.window.desk_session.desk._clock = clock
    page = person.go("workshops")
    assert isinstance(page, WorkshopsPage)
    return page


@pytest.fixture
def page(person: Person, begun: Path, clock: Clock) -> WorkshopsPage:
    """The page of a new desk."""
    return opened(person, begun, clock)


@pytest.fixture
def full(person: Person, marrow: Path, clock: Clock) -> WorkshopsPage:
    """The page of the sample."""
    return opened(person, marrow, clock)
