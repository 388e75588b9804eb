"""The Publish page of the sample, looking at the posters, which alone are ticked."""

from pathlib import Path

import pytest

from kpidesk.ui.publish.page import PublishPage
from tests.ui.conftest import Person


@pytest.fixture
def page(person: Person, marrow: Path) -> PublishPage:
    assert person.window.open(marrow)
    found = person.go("publish")
    assert isinstance(found, PublishPage)
    person.click("publish-few")  # somebody who gives out one thing; looking through all takes seconds
    person.wait(lambda: not found.busy())
    return found
