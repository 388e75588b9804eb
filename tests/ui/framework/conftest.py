"""Somebody at the Framework page: of the sample, or of a desk that has just begun."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpidesk.actions import assessments
from kpidesk.domain.assessments import AssessmentItem, AssessmentKind, AssessmentSet
from kpidesk.ui.framework.assess import AssessView
from kpidesk.ui.framework.page import FrameworkPage
from tests.ui.conftest import Person

Opened = Callable[[AssessmentKind], AssessView]


@pytest.fixture
def page(person: Person, marrow: Path) -> FrameworkPage:
    """The page with the sample."""
    person.window.open(marrow)
    shown = person.go("framework")
    assert isinstance(shown, FrameworkPage)
    return shown


@pytest.fixture
def blank(person: Person, begun: Path) -> FrameworkPage:
    """The page of a desk without any set."""
    person.window.open(begun)
    shown = person.go("framework")
    assert isinstance(shown, FrameworkPage)
    return shown


@pytest.fixture
def opened(page: FrameworkPage) -> Opened:
    """The sample's set of a kind, with its items in sight."""

    def bring(kind: AssessmentKind) -> AssessView:
        (set_,) = page.session.desk.find(AssessmentSet, kind=kind)
        page.choose(set_.id)
        view = page.assessing
        view.list.setFocus()
        return view

    return bring


@pytest.fixture
def reopened(page: FrameworkPage, opened: Opened) -> Opened:
    """The same with its latest session open again."""

    def bring(kind: AssessmentKind) -> AssessView:
        view = opened(kind)
        assert page.session.do("Open again", assessments.reopen, page.sight.session)
        view.list.setFocus()
        return view

    return bring


def item(page: FrameworkPage, number: int) -> AssessmentItem:
    """An item of the set in hand by its number."""
    (found,) = page.session.desk.find(AssessmentItem, set=page.subject_id, number=number)
    return found


def write_in(person: Person, field: QWidget, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Replace what stands in a field."""
    field.setFocus()
    person.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.qtbot.keyRelease(field, Qt.Key.Key_Control)
    person.press(Qt.Key.Key_Delete)
    first, *more = text.split("\n")
    person.qtbot.keyClicks(field, first)
    for line in more:
        person.press(Qt.Key.Key_Return)
        person.qtbot.keyClicks(field, line)
    person.press(end)
