"""All measures beside each other: typing, pasting and clearing across measures, and what stays in place."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kpidesk.actions import measures
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType
from kpidesk.domain.series import Value, ValueStatus
from kpidesk.ui.measures.wide_grid import WideGrid
from kpidesk.ui.measures.wide_model import Key
from kpidesk.ui.window import Window

ENTER, TAB, DELETE, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Delete, Qt.Key.Key_Escape
ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect
JUNE, JULY = date(2025, 6, 1), date(2025, 7, 1)
Numbers = dict[date, float | None]


class Typist:
    """Somebody at the grid."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.qtbot, self.window = qtbot, window
        self.session = window.desk_session
        self.grid = WideGrid(self.session, window.words, window.icons, window.palette_)
        self.table, self.model = self.grid.table, self.grid.model
        self.grid.resize(1200, 600)
        qtbot.addWidget(self.grid)
        self.session.changed.connect(self.grid.refresh)
        self.grid.refresh(None)
        with qtbot.waitExposed(self.grid):
            self.grid.show()
        self.grid.activateWindow()
        self.table.setFocus()

    def id(self, code: str) -> str:
        return self.session.desk.find(Measure, code=code)[0].id

    def held(self, code: str) -> Numbers:
        return {each.period: each.number for each in self.session.desk.find(Value, measure=self.id(code))}

    def go(self, code: str, period: date) -> None:
        index = self.model.index_of(Key(self.id(code), period))
        # Not setCurrentIndex: that looks at the modifiers that the latest simulated key left behind.
        self.table.selectionModel().setCurrentIndex(index, ONLY)

    def at(self) -> Key:
        return self.model.key(self.table.currentIndex())

    def text(self, code: str, period: date) -> str:
        return str(self.model.data(self.model.index_of(Key(self.id(code), period))))

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.table.cell if self.table.editing else self.table, key, held)

    def type(self, text: str) -> None:
        for letter in text:
            self.qtbot.keyClicks(self.table.cell if self.table.editing else self.table, letter)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.grid.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def typist(qtbot: QtBot, window: Window, marrow: Path) -> Iterator[Typist]:
    """Somebody at the sample's values."""
    assert window.open(marrow)
    made = Typist(qtbot, window)
    yield made
    made.session.changed.disconnect(made.grid.refresh)
    QGuiApplication.clipboard().clear()


def test_work_begins_after_the_last_value(typist: Typist) -> None:
    assert typist.at() == Key(typist.id("M01"), JULY)
    assert typist.text("M02", JUNE) == "99.64"
    typist.type("9,5")
    typist.key(TAB)
    typist.type("99.7")
    typist.key(ENTER)
    assert typist.held("M01")[JULY] == 9.5
    assert typist.held("M02")[JULY] == 99.7
    assert typist.at() == Key(typist.id("M02"), date(2025, 8, 1))
    typist.window.undo()
    assert JULY not in typist.held("M02")
    assert typist.text("M02", JULY) == ""


@pytest.mark.parametrize("across", [False, True])
def test_a_block_is_one_step_and_its_bad_cells_are_named(typist: Typist, across: bool) -> None:
    before = typist.held("M01"), typist.held("M02")
    typist.go("M01", JULY)
    if across:
        typist.click("segment-across")
        assert typist.at() == Key(typist.id("M01"), JULY)
        typist.paste("9,1\tx\t9,3\n99,1\t101\t-\n")
    else:
        typist.paste("9,1\t99,1\nx\t101\n9,3\t-\n")
    assert typist.held("M01") == before[0] | {JULY: 9.1, date(2025, 9, 1): 9.3}
    assert typist.held("M02") == before[1] | {JULY: 99.1, date(2025, 9, 1): None}
    shown = typist.grid.report
    assert shown.isVisible()
    assert shown.summary.text() == "4 values were taken. 2 cells were not:"
    assert [line.partition(": ")[2] for line in sorted(shown.lines.stringList())] in (
        ["“x” is no number.", "101 is above the highest possible value, 100."],
        ["101 is above the highest possible value, 100.", "“x” is no number."],
    )
    typist.window.undo()
    assert (typist.held("M01"), typist.held("M02")) == before


def test_a_paste_may_go_beyond_the_periods_but_not_beyond_the_measures(typist: Typist) -> None:
    last = typist.model.measures[-1]
    typist.go(last.code, typist.model.periods[-1])
    after = typist.model.beyond(len(typist.model.periods), 0)[1]
    typist.paste("1\t2\n3\t4")
    assert set(typist.held(last.code).values()) >= {1.0, 3.0}
    assert typist.held(last.code)[after] == 3.0
    assert after in typist.model.periods
    assert typist.grid.report.lines.stringList() == [
        "Row 1, column 2: There is no measure here.", "Row 2, column 2: There is no measure here.",
    ]  # fmt: skip
    typist.click("paste-report-close")
    assert not typist.grid.report.isVisible()
    typist.paste("")
    assert typist.grid.report.lines.stringList() == ["There are no numbers on the clipboard."]


def test_what_is_refused_stays_in_its_cell(typist: Typist) -> None:
    typist.go("M02", JULY)
    typist.type("101")
    typist.key(ENTER)
    assert typist.grid.typed == "101"
    assert typist.grid.wrong.text() == "101 is above the highest possible value, 100."
    typist.click("segment-across")
    assert typist.model.down, "nothing is turned while a cell is refused"
    typist.key(ESC)
    assert typist.grid.typed == ""
    assert not typist.grid.wrong.isVisible()


def test_several_are_cleared_copied_and_given_a_status_at_once(typist: Typist) -> None:
    before = typist.held("M01"), typist.held("M02")
    typist.go("M01", JUNE)
    typist.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    typist.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "10.4\t99.64"
    status = typist.grid.status
    status.show_value(ValueStatus.PROVISIONAL)
    status.activated.emit(status.currentIndex())
    assert typist.text("M01", JUNE) == "○ 10.4"
    assert typist.session.desk.undo_label == "Status of 2 values"
    typist.key(DELETE)
    assert (typist.held("M01")[JUNE], typist.held("M02")[JUNE]) == (None, None)
    assert typist.text("M01", JUNE) == "missing"
    typist.key(DELETE)
    assert JUNE not in typist.held("M01")
    for _ in range(3):
        typist.window.undo()
    assert (typist.held("M01"), typist.held("M02")) == before


def test_one_period_type_at_a_time_and_earlier_years(typist: Typist) -> None:
    seasonal = typist.session.desk.find(Measure, period_type=PeriodType.SEASON)
    kinds = typist.grid.kinds
    kinds.show_value(PeriodType.SEASON)
    kinds.activated.emit(kinds.currentIndex())
    assert {each.id for each in typist.model.measures} == {each.id for each in seasonal}
    first = typist.model.periods[0]
    typist.click("wide-earlier")
    assert typist.model.periods[0] == date(first.year - 1, 1, 1)
    typist.type("50")
    typist.key(ENTER)
    assert typist.held(typist.model.measures[0].code)[date(first.year - 1, 1, 1)] == 50.0


def test_a_desk_that_changes_meanwhile_keeps_the_place(typist: Typist) -> None:
    watch = QAbstractItemModelTester(typist.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    typist.go("M05", JUNE)
    typist.session.do("Add", measures.add, "Another", None)
    assert typist.at() == Key(typist.id("M05"), JUNE)
    typist.session.do("Remove", measures.remove, typist.id("M01"))
    assert typist.at() == Key(typist.id("M05"), JUNE)
    typist.window.undo()
    assert typist.text("M01", JUNE) == "10.4"
    watch.deleteLater()


def test_a_desk_without_measures_says_what_belongs_here(qtbot: QtBot, window: Window, begun: Path) -> None:
    assert window.open(begun)
    made = Typist(qtbot, window)
    assert made.grid._empty.isVisible()
    made.session.do("Add", measures.add, "First", None)
    assert made.table.isVisible()
    assert made.model.rowCount() > 0
    made.session.changed.disconnect(made.grid.refresh)
