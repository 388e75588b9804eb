"""Somebody at the Sharing page of the sample."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kpidesk.domain.sharing import Partner
from kpidesk.ui.sharing.page import SharingPage
from tests.ui.conftest import Person


@pytest.fixture
def page(person: Person, marrow: Path) -> SharingPage:
    """The page with the sample."""
    person.window.open(marrow)
    shown = person.go("sharing")
    assert isinstance(shown, SharingPage)
    return shown


def partner(page: SharingPage, code: str) -> Partner:
    """A partner by its code."""
    (found,) = page.session.desk.find(Partner, code=code)
    return found


def tab_to(person: Person, name: str, back: bool = False) -> QWidget:
    """Walk by Tab to a widget."""
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    for _ in range(400):
        person.press(key)
        focus = QApplication.focusWidget()
        if focus is not None and focus.objectName() == name:
            return focus
    raise AssertionError(f"Tab does not lead to {name}")
