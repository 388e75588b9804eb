"""No part of the Measures page becomes a window of its own: that would take the keys away."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from kpidesk.ui.fields import LineField
from kpidesk.ui.measures.causes import CauseSheet

ENTER, F2 = Qt.Key.Key_Return, Qt.Key.Key_F2


class _Watch(QObject):
    """Notes each window that is shown, be it for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def shown(person) -> Iterator[list[str]]:
    """The windows that were shown since the page was opened."""
    watch, app = _Watch(), QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    yield watch.shown
    app.removeEventFilter(watch)


VIEWS = ("design", "definition", "data", "values", "compare", "curve", "due", "stocktake")


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_opens_no_window_of_its_own(person, shown, view):
    for code in ("M01", "M11"):
        person.choose(code)
        person.page.show_view(view)
        person.window.grab()
        person.page.show_view("data" if view != "data" else "due")
    for name, show in person.page.views().items():
        if name.startswith(view):
            show()
            person.window.grab()
    assert shown == []


def test_what_is_noted_opens_no_window_and_leaves_the_line_ready(person, shown):
    person.page.show_view("curve")
    person.window.grab()
    lines = person.page.curve.story.contributing
    lines.new.setFocus()
    person.type("Crews find leaks")
    person.key(ENTER)
    assert shown == []
    assert QApplication.focusWidget() is lines.new
    person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not lines.fields


def test_evidence_opens_no_window_and_undo_goes_on(person, shown):
    person.page.views()["design-evidence"]()
    person.window.grab()
    line = next(
        each for each in person.page.design.findChildren(LineField) if type(each).__name__ == "_NewLine"
    )
    line.setFocus()
    person.type("one")
    person.key(ENTER)
    assert shown == []
    assert QApplication.focusWidget() is line


def test_a_cell_of_the_stock_take_gives_the_keys_back(person, shown):
    person.page.show_view("stocktake")
    person.window.grab()
    grid = person.page.stocktake.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 1))
    person.key(F2)
    person.type(" again")
    person.key(ENTER)
    assert shown == []
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isVisible()


def test_asking_why_opens_the_sheet_alone(person, shown):
    person.choose("M01")
    person.page.show_view("curve")
    person.window.commands.run("measures.why")
    person.key(ENTER)
    sheet = person.window.findChild(CauseSheet)
    sheet.new.setFocus()
    shown.clear()
    person.qtbot.keyClicks(sheet.new, "Permits wait")
    person.qtbot.keyClick(sheet.new, Qt.Key.Key_Tab)
    assert len(sheet.fields) == 1
    assert shown == []
    sheet.accept()
