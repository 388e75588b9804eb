"""Marks while one types, hints, and the five tests, on widgets of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kpidesk.desk.workfile import open_desk
from kpidesk.domain.results import Dismissal, Goal, Outcome, Verdict, WordingTest
from kpidesk.domain.wording_marks import MarkKind
from kpidesk.drawing.palette import LIGHT
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui import theme
from kpidesk.ui.icons import Icons
from kpidesk.ui.session import Session
from kpidesk.ui.settings import Settings
from kpidesk.ui.start import application
from kpidesk.ui.wording import Hints, MarkedText, Wording, draw_line, lexicons, spans
from kpidesk.ui.wording_tests import LanguageChoice, TestsPanel


class Sheet(QWidget):
    """A sentence with its hints and tests, as a page would put them together."""

    def __init__(self, session: Session, folders: Folders, *, narrow: bool) -> None:
        super().__init__()
        self.session, self.narrow = session, narrow
        self.settings = Settings(folders)
        icons = Icons(LIGHT)
        self.wording = Wording(session, Words(), icons, LIGHT, lexicons(folders), self.settings, self)
        self.kept: list[str] = []
        self.field = MarkedText(self.wording, self._keep, name="The goal")
        self.hints, self.tests = Hints(self.wording), TestsPanel(self.wording, narrow=narrow)
        self.hints.follow(self.field)
        self.tests.follow(self.field)
        self.language = LanguageChoice(self.wording)
        column = QVBoxLayout(self)
        for each in (self.field, self.hints, self.tests, self.language):
            column.addWidget(each)
        column.addStretch()
        session.changed.connect(self.refresh)

    def _keep(self, text: str) -> bool:
        self.kept.append(text)
        return True

    @property
    def goal(self) -> Goal:
        return next(each for each in self.session.desk.find(Goal) if each.code == "GL03")

    def refresh(self) -> None:
        goal = self.goal
        self.field.show_subject(goal.id, goal.text)
        self.hints.show_subject(goal.id, self.field.typed())
        self.tests.show_subject(goal.id, self.field.typed())

    def verdict(self, test: WordingTest) -> Verdict | None:
        return next(iter(self.session.desk.find(Verdict, subject=self.goal.id, test=test)), None)


@pytest.fixture(params=[False, True], ids=["wide", "narrow"])
def sheet(qtbot: QtBot, marrow: Path, folders: Folders, request: pytest.FixtureRequest) -> Iterator[Sheet]:
    application()
    theme.apply(LIGHT)
    session = Session(open_desk(marrow, folders))
    shown = Sheet(session, folders, narrow=request.param)
    qtbot.addWidget(shown)
    shown.resize(260 if request.param else 800, 900)
    shown.refresh()
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    shown.hide()
    session.changed.disconnect()
    session.flush()
    session.close()


def marked(sheet: Sheet) -> list[tuple[str, str]]:
    text = sheet.field.toPlainText()
    return [(mark.kind.value, text[mark.start : mark.end]) for mark in sheet.field.marks]


def find(sheet: QWidget, name: str) -> QPushButton:
    found = [each for each in sheet.findChildren(QPushButton, name) if each.isVisible()]
    assert len(found) == 1, (name, len(found))
    return found[0]


def test_words_are_marked_as_they_are_typed(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.field.selectAll()
    qtbot.keyClicks(sheet.field, "Deliver resilient ")
    assert marked(sheet) == [("action", "Deliver"), ("vague", "resilient")]
    qtbot.keyClicks(sheet.field, "water by 2027")
    assert ("target", "2027") in marked(sheet)
    assert sheet.kept == []  # a mark never commits, and never stops anybody
    qtbot.keyClick(sheet.field, Qt.Key.Key_Return)
    assert sheet.kept == ["Deliver resilient water by 2027"]


def test_marks_stand_under_their_words_whatever_the_script(sheet: Sheet) -> None:
    text = "🚰 Water is resilient 🚰🚰 in all depots."
    found = spans(text, sheet.wording.marks(text))
    sheet.field.show_subject("", text)
    cursor = sheet.field.textCursor()
    words = []
    for span in found:
        cursor.setPosition(span.start)
        cursor.setPosition(span.end, cursor.MoveMode.KeepAnchor)
        words.append(cursor.selectedText())
    assert words == ["resilient"]


def test_a_long_text_is_marked_once_typing_rests(qtbot: QtBot, sheet: Sheet) -> None:
    text = "Deliver resilient services in all four depots.\n" * 400
    sheet.field.show_subject("", text)
    qtbot.waitUntil(lambda: len(sheet.field.marks) == 800)
    sheet.field.setFocus()
    cursor = sheet.field.textCursor()
    cursor.setPosition(0)
    sheet.field.setTextCursor(cursor)
    qtbot.keyClicks(sheet.field, "We ")
    # Until then the marks move along with their words.
    assert [each.start for each in sheet.field._spans[:2]] == [3, 11]
    qtbot.waitUntil(lambda: sheet.field.marks[0].start == 3)
    assert not sheet.grab().isNull()


def test_every_kind_has_a_line_of_its_own(qtbot: QtBot) -> None:
    drawn = set()
    for kind in (MarkKind.ACTION, MarkKind.VAGUE, MarkKind.JOINED, MarkKind.TARGET):
        for soft in (False, True):
            picture = QPixmap(40, 10)
            picture.fill(Qt.GlobalColor.white)
            painter = QPainter(picture)
            grey = LIGHT._replace(warn="#000000", bad="#000000", good="#000000", text_third="#000000")
            draw_line(painter, kind, grey, QPointF(2, 3), 36, soft=soft)
            painter.end()
            drawn.add((soft, bytes(picture.toImage().convertToFormat(picture.toImage().Format.Format_Mono)
                                   .constBits())))  # fmt: skip
    assert len({shape for soft, shape in drawn if not soft}) == 4


def test_hints_say_why_and_are_dismissed_and_come_back(qtbot: QtBot, sheet: Sheet) -> None:
    rows = sheet.hints.rows
    assert len(rows) == 4
    assert rows[0].reason.text() == "“Enhance” is something to do. Measuring it would only count effort."
    qtbot.mouseClick(find(sheet, "more-hints"), Qt.MouseButton.LeftButton)
    assert len(sheet.hints.rows) == 6
    qtbot.mouseClick(sheet.hints.rows[0].dismiss, Qt.MouseButton.LeftButton)
    assert {each.key for each in sheet.session.desk.find(Dismissal)} == {"action:enhance"}
    assert ("action", "Enhance") not in marked(sheet)
    assert sheet.session.desk.undo_label == "Dismiss a hint on GL03"
    assert find(sheet, "recall-hints").text() == "Show 1 dismissed again"
    qtbot.mouseClick(find(sheet, "recall-hints"), Qt.MouseButton.LeftButton)
    assert not sheet.session.desk.find(Dismissal)
    assert ("action", "Enhance") in marked(sheet)


def test_all_hints_can_be_dismissed_by_keyboard(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.hints.rows[0].dismiss.setFocus()
    for _ in range(6):
        qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Space)
    assert not sheet.hints.rows
    assert marked(sheet) == []
    assert sheet.focusWidget() is sheet.hints.again


def test_a_hint_that_is_looked_at_lights_up_its_words(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.hints.rows[1].dismiss.setFocus()
    (chosen,) = sheet.field.extraSelections()
    assert chosen.cursor.selectedText() in {"experience", "and", "optimise", "engagement"}
    sheet.field.setFocus()
    assert not sheet.field.extraSelections()


def test_soft_marks_ask(sheet: Sheet) -> None:
    sheet.hints.show_subject("", "Protect the river through effective partnerships")
    told = [row.reason.text() for row in sheet.hints.rows]
    assert told[-1] == "Does what follows “through” tell how it comes about?"


def test_a_verdict_by_keyboard(qtbot: QtBot, sheet: Sheet) -> None:
    worth = sheet.tests.rows[WordingTest.WORTH]
    worth.buttons[0].setFocus()
    qtbot.keyClick(worth.buttons[0], Qt.Key.Key_1)
    verdict = sheet.verdict(WordingTest.WORTH)
    assert verdict is not None
    assert (verdict.outcome, verdict.reason) == (
        Outcome.PASS, "The second half matters less now and is parked.",
    )  # fmt: skip
    assert sheet.session.desk.undo_label == "Test E of GL03: pass"
    qtbot.keyClick(worth.buttons[0], Qt.Key.Key_Up)
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Right)
    influence = sheet.tests.rows[WordingTest.INFLUENCE]
    assert sheet.focusWidget() is influence.buttons[1]
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_2)
    assert sheet.verdict(WordingTest.INFLUENCE).outcome is Outcome.FAIL
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_0)
    assert sheet.verdict(WordingTest.INFLUENCE) is None
    assert not influence.reason.isVisible()
    sheet.session.undo()
    assert sheet.verdict(WordingTest.INFLUENCE).outcome is Outcome.FAIL


def test_the_same_outcome_once_more_takes_it_back(qtbot: QtBot, sheet: Sheet) -> None:
    button = find(sheet, "verdict-D-pass")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sheet.verdict(WordingTest.INFLUENCE) is None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sheet.verdict(WordingTest.INFLUENCE).outcome is Outcome.PASS


def test_what_the_marks_suggest_is_taken_over_with_its_reason(qtbot: QtBot, sheet: Sheet) -> None:
    qtbot.mouseClick(find(sheet, "verdict-A-fail"), Qt.MouseButton.LeftButton)
    suggestion = find(sheet, "suggestion-A")
    assert suggestion.text() == "Looks like a fail: “Enhance”, “optimise”"
    sheet.tests.agreed_by = "Four of us"
    qtbot.mouseClick(suggestion, Qt.MouseButton.LeftButton)
    verdict = sheet.verdict(WordingTest.RESULT)
    assert (verdict.outcome, verdict.reason) == (Outcome.FAIL, "“Enhance”, “optimise”")
    assert verdict.agreed_by == "Four of us"
    assert not suggestion.isVisible()
    assert not any(sheet.tests.rows[each].suggestion.isVisible() for each in (
        WordingTest.INFLUENCE, WordingTest.WORTH,
    ))  # fmt: skip


def test_reason_and_names_are_kept_and_go_on_to_the_next_test(qtbot: QtBot, sheet: Sheet) -> None:
    row = sheet.tests.rows[WordingTest.CLEAR]
    row.reason.selectAll()
    qtbot.keyClicks(row.reason, "Nobody knows")
    row.agreed.selectAll()
    qtbot.keyClicks(row.agreed, "Mira and Jo")
    qtbot.keyClick(row.agreed, Qt.Key.Key_Return)
    verdict = sheet.verdict(WordingTest.CLEAR)
    assert (verdict.reason, verdict.agreed_by) == ("Nobody knows", "Mira and Jo")
    qtbot.mouseClick(find(sheet, "verdict-D-pass"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(find(sheet, "verdict-D-unsure"), Qt.MouseButton.LeftButton)
    assert sheet.verdict(WordingTest.INFLUENCE).agreed_by == "Mira and Jo"


def test_another_language_marks_other_words(sheet: Sheet, folders: Folders) -> None:
    sheet.language.setCurrentIndex(0)
    sheet.language.activated.emit(0)
    assert sheet.wording.language == "de"
    assert ("action", "Enhance") not in marked(sheet)
    assert Settings(folders).get(f"words-{sheet.session.desk.desk_id}", "") == "de"


def test_a_desk_for_reading_shows_and_changes_nothing(sheet: Sheet) -> None:
    sheet.session.desk.writable = False
    sheet.tests.show_subject(sheet.goal.id, sheet.goal.text)
    assert not any(button.isEnabled() for row in sheet.tests.rows.values() for button in row.buttons)


def test_nothing_is_cut_however_narrow_the_panel(qtbot: QtBot, sheet: Sheet) -> None:
    sheet.resize(240 if sheet.narrow else 540, 1_700)

    def cut() -> list[str]:
        found = []
        for row in sheet.tests.rows.values():
            words = row.question
            found += [words.text()] if words.height() < words.heightForWidth(words.width()) else []
            found += [each.text() for each in row.buttons if each.width() < each.minimumSizeHint().width()]
        return found

    qtbot.waitUntil(lambda: not cut())
