"""The Publish page of the sample."""

from pathlib import Path

import pytest

from kpidesk.ui.publish.page import PublishPage
from tests.ui.conftest import Person


@pytest.fixture
def page(person: Person, marrow: Path) -> PublishPage:
    assert person.window.open(marrow)
    found = person.go("publish")
    assert isinstance(found, PublishPage)
    person.wait(lambda: not found.busy())
    return found
