"""Somebody at a window that was just started."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.start import application
from kpidesk.ui.window import Window
from tests.ui.conftest import Answers, Person, let_go


@pytest.fixture
def person(qtbot: QtBot, folders: Folders) -> Iterator[Person]:
    """Somebody at a window of the usual size."""
    application()
    answers = Answers()
    window = Window(Words(), folders, answers)
    with qtbot.waitExposed(window):
        window.show()
    somebody = Person(qtbot, window, answers)
    somebody.wait(lambda: window._start is not None)
    yield somebody
    for each in list(Window.windows):
        each.close()
        each.deleteLater()
    let_go()
