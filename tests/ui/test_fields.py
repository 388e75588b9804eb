"""Fields and texts: one inset for all, and no word that runs out of its place."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kpidesk.drawing.palette import LIGHT
from kpidesk.ui import theme
from kpidesk.ui.fields import Choice, LineField, TextField
from kpidesk.ui.start import application
from kpidesk.ui.widgets import Flow, Pill, breakable, label, scrolling


def first_ink(field: QWidget) -> QPoint:
    """Where the first letter's upper left corner is."""
    frame = field.parentWidget()
    assert frame is not None
    image = frame.grab(field.geometry()).toImage()
    paper = image.pixelColor(field.width() - 20, field.height() // 2)

    def inked(colour: QColor) -> bool:
        return abs(colour.lightness() - paper.lightness()) > 60

    marks = [
        (x, y) for x in range(4, 60) for y in range(4, field.height() - 4) if inked(image.pixelColor(x, y))
    ]
    return QPoint(min(x for x, _ in marks), min(y for _, y in marks))


@pytest.mark.parametrize("bare", ["true", "false"])
def test_a_line_and_a_text_side_by_side_have_one_inset(qtbot: QtBot, bare: str) -> None:
    application()
    theme.apply(LIGHT)
    frame = QWidget()
    qtbot.addWidget(frame)
    row = QHBoxLayout(frame)
    fields = (LineField(lambda _: True), TextField(lambda _: True, lines=False))
    for field in fields:
        field.setProperty("bare", bare)
        field.show_value("Hills")
        row.addWidget(field)
    frame.resize(500, 80)
    frame.show()
    line, text = fields
    qtbot.waitUntil(lambda: line.height() == text.height())
    assert first_ink(line) == first_ink(text)


def test_a_long_word_may_break_for_display_only(qapp: QApplication) -> None:
    word = "x" * 120
    shown = breakable(f"a {word} b")
    assert shown.replace("\u200b", "") == f"a {word} b"
    assert max(len(piece) for piece in shown.replace("\u200b", " ").split()) < 10
    assert breakable("Donaudampfschifffahrt and so on") == "Donaudampfschifffahrt and so on"
    assert "\u200b\u0301" not in breakable("e\u0301" * 40)
    made = label(word, wrap=True)
    assert made.text() == made.accessibleName() == word
    assert made.heightForWidth(100) > 100


@pytest.mark.parametrize("kind", [LineField, TextField])
def test_undo_is_the_windows_unless_something_is_being_typed(
    qtbot: QtBot, kind: type[LineField | TextField]
) -> None:
    application()
    frame, steps = QWidget(), list[str]()
    qtbot.addWidget(frame)
    for name, keys in (("undo", ["Ctrl+Z"]), ("redo", ["Ctrl+Shift+Z", "Ctrl+Y"])):
        action = QAction(frame)
        action.setShortcuts(keys)
        action.triggered.connect(lambda _=False, n=name: steps.append(n))
        frame.addAction(action)
    taken: list[str] = []
    named = {"lines": False} if kind is TextField else {}
    field = kind(lambda text: not taken.append(text), **named)  # type: ignore[arg-type,func-returns-value]
    QVBoxLayout(frame).addWidget(field)
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    field.setFocus()
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClicks(field, "Hills")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert taken == ["Hills"]
    qtbot.keyClick(field, Qt.Key.Key_Z, ctrl)
    qtbot.keyClick(field, Qt.Key.Key_Z, ctrl | shift)
    qtbot.keyClick(field, Qt.Key.Key_Y, ctrl)
    assert steps == ["undo", "redo", "redo"]
    assert field.typed() == "Hills"
    qtbot.keyClicks(field, " and")
    qtbot.keyClick(field, Qt.Key.Key_Z, ctrl)
    assert field.typed() == "Hills"
    assert len(steps) == 3
    qtbot.keyClick(field, Qt.Key.Key_Z, ctrl)
    assert steps[3:] == ["undo"]


def test_a_long_pill_stays_within_its_place(qtbot: QtBot) -> None:
    application()
    theme.apply(LIGHT)
    content = QWidget()
    flow = Flow(6)
    pills = [Pill("Hills"), Pill("Everybody in the valley " * 10)]
    for pill in pills:
        flow.addWidget(pill)
    QVBoxLayout(content).addLayout(flow)
    area: QScrollArea = scrolling(content)
    qtbot.addWidget(area)
    area.resize(260, 200)
    area.show()
    qtbot.waitUntil(lambda: pills[1].width() > 150)
    assert content.width() <= area.viewport().width()
    assert pills[1].geometry().right() < content.width()
    assert (pills[0].toolTip(), pills[1].toolTip()) == ("", pills[1].text())


@pytest.mark.parametrize("kind", [LineField, TextField])
def test_a_rest_after_a_word_leaves_the_caret_where_the_next_one_follows(
    qtbot: QtBot, kind: type[LineField | TextField]
) -> None:
    application()
    frame = QWidget()
    qtbot.addWidget(frame)
    desk = [""]

    def take(text: str) -> bool:
        desk.append(" ".join(text.split()))  # as the desk keeps it
        field.show_value(desk[-1])
        return True

    named = {"lines": False} if kind is TextField else {}
    field = kind(take, **named)  # type: ignore[arg-type]
    other = LineField(lambda _: True)
    row = QVBoxLayout(frame)
    row.addWidget(field)
    row.addWidget(other)
    with qtbot.waitActive(frame):
        frame.show()
    field.setFocus()
    qtbot.keyClicks(field, "First ")
    field.commit()  # the rest is over
    assert not field.dirty
    qtbot.keyClicks(field, "and second ")
    field.commit()
    assert field.typed() == "First and second "
    other.setFocus()
    assert field.typed() == desk[-1] == "First and second"
    field.show_value("Another")  # undone, while nobody types
    assert field.typed() == "Another"


class _Narrow(TextField):
    """A field that gets less room as soon as it is high, as where a scroll bar comes and goes."""

    def setFixedHeight(self, height: int) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        super().setFixedHeight(height)
        self.setFixedWidth(60 if self.width() != 60 else 300)


def test_a_field_whose_room_depends_on_its_height_comes_to_rest(qtbot: QtBot) -> None:
    application()
    field = _Narrow(lambda _: True, lines=False)
    qtbot.addWidget(field)
    field.show()
    field.show_value("Times and data that go wrong, again and again, at every depot")
    field.resize(200, 40)
    assert field.height() > 0


def test_a_choice_without_room_for_its_words_ends_with_dots_and_tells_all_of_them(qtbot: QtBot) -> None:
    application()
    theme.apply(LIGHT)
    text = "M13  Bathing Samples Rated Good"
    frame = QWidget()
    qtbot.addWidget(frame)
    row = QHBoxLayout(frame)
    narrow, wide = Choice([(1, text)], lambda _: True), Choice([(1, text)], lambda _: True)
    for choice, width in ((narrow, 160), (wide, 400)):
        choice.setFixedWidth(width)
        row.addWidget(choice)
    frame.show()
    image = narrow.grab().toImage()
    paper, words = image.pixelColor(8, 6), range(6, 160 - 28)  # before the arrow
    inked = [
        (x, y)
        for x in words
        for y in range(6, 26)
        if abs(image.pixelColor(x, y).lightness() - paper.lightness()) > 60
    ]
    last = max(x for x, _ in inked)
    assert min(y for x, y in inked if x > last - 8) > 16  # dots lie on the line, letters rise above
    for choice, told in ((narrow, text), (wide, "")):
        QToolTip.hideText()
        at = QPoint(8, 8)
        QApplication.sendEvent(choice, QHelpEvent(QEvent.Type.ToolTip, at, choice.mapToGlobal(at)))
        qtbot.waitUntil(lambda told=told: QToolTip.text() == told)
        assert choice.currentText() == text
