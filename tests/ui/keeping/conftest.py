"""Somebody at the Desk page of the sample."""

from pathlib import Path

import pytest

from kpidesk.ui.keeping.page import KeepingPage
from tests.ui.conftest import Person


@pytest.fixture
def page(person: Person, marrow: Path) -> KeepingPage:
    """The page with the sample."""
    person.window.open(marrow)
    shown = person.go("keeping")
    assert isinstance(shown, KeepingPage)
    return shown
