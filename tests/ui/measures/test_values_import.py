"""Taking values from a file: what one sees before, what the desk holds then, and the report."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kpidesk.domain.measures import Measure
from kpidesk.domain.series import ImportLayout, Value
from kpidesk.domain.values_table import Together
from kpidesk.ui.measures.values_import import ValuesImport
from kpidesk.ui.window import Window
from tests.ui.conftest import Answers

NEW = date(2025, 7, 1)  # the month after the sample's last one


class Importer:
    """Somebody before the view."""

    def __init__(self, qtbot: QtBot, window: Window, folder: Path, answers: Answers) -> None:
        self.qtbot, self.window, self.folder, self.answers = qtbot, window, folder, answers
        self.desk = window.desk_session.desk
        self.chosen = ""
        self.view = ValuesImport(window.pages["measures"], lambda: self.chosen)
        self.view.resize(1250, 620)
        qtbot.addWidget(self.view)
        self.desk_changed: Callable[[object], None] = self.view.refresh
        window.desk_session.changed.connect(self.desk_changed)
        with qtbot.waitExposed(self.view):
            self.view.show()

    def id(self, code: str) -> str:
        return self.desk.find(Measure, code=code)[0].id

    def held(self, code: str) -> dict[date, float | None]:
        return {each.period: each.number for each in self.desk.find(Value, measure=self.id(code))}

    def open(self, data: str | bytes, name: str = "values.csv") -> None:
        path = self.folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        self.answers.table = path
        self.view.ask()
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.jobs.busy, timeout=5_000)

    def click(self, name: str) -> None:
        (found,) = (each for each in self.view.findChildren(QPushButton, name) if each.isVisible())
        assert found.isEnabled(), found.toolTip()
        self.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)

    def choose(self, field: Any, value: object) -> None:
        field.show_value(value)
        field.activated.emit(field.currentIndex())

    def notes(self) -> list[str]:
        return [note.text for note in self.view.notes.notes.notes]

    def read(self, row: int, column: int) -> str:
        return self.view.preview.cells.reading((row, column))[0]

    def told(self) -> str:
        return str(self.view.told.text())


@pytest.fixture
def importer(
    qtbot: QtBot, window: Window, marrow: Path, tmp_path: Path, answers: Answers
) -> Iterator[Importer]:
    """Somebody who has the sample open."""
    assert window.open(marrow)
    window.go("measures")
    made = Importer(qtbot, window, tmp_path, answers)
    yield made
    window.desk_session.changed.disconnect(made.desk_changed)


def test_values_of_several_measures_are_one_step(importer: Importer) -> None:
    before = importer.held("M10"), importer.held("M02")
    importer.open("Month;M10;M02\n2025-07;600,5;\n2025-08;n/a;0\n")
    assert importer.read(1, 0) == "1\u00a0Jul\u00a02025"
    assert importer.read(1, 1) == "new: 600.5"
    assert (importer.held("M10"), importer.held("M02")) == before, "nothing is written before"
    importer.view.notes.confirm(set(importer.view.plan.questions))
    assert importer.view.take.text() == "Take 3 values"
    importer.click("import-take")
    assert importer.held("M10") == before[0] | {NEW: 600.5, date(2025, 8, 1): None}
    assert importer.held("M02") == before[1] | {date(2025, 8, 1): 0.0}
    assert importer.desk.undo_label == "Take 3 values from values.csv"
    importer.window.undo()
    assert (importer.held("M10"), importer.held("M02")) == before
    assert not importer.desk.find(ImportLayout)


def test_a_bad_cell_is_named_and_gone_to_and_the_rest_is_taken(importer: Importer) -> None:
    importer.open("Month,M10\n2025-07,abc\n2025-08,600\n")
    assert "Row 2, column 2: “abc” is no number." in importer.notes()
    row = importer.notes().index("Row 2, column 2: “abc” is no number.")
    importer.view.notes.setCurrentIndex(importer.view.notes.notes.index(row))
    assert importer.view.preview.currentIndex().row() == 1
    assert importer.view.preview.currentIndex().column() == 1
    importer.click("import-take")
    assert date(2025, 8, 1) in importer.held("M10")
    assert NEW not in importer.held("M10")


def test_cells_of_a_workbook_are_named_as_there(importer: Importer) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Data"
    for row in (["Month", "M10"], [date(2025, 7, 1), 600.25], [date(2025, 8, 1), "none yet"]):
        sheet.append(row)
    book.create_sheet("Empty")
    book.save(importer.folder / "made.xlsx")
    importer.open((importer.folder / "made.xlsx").read_bytes(), "book.xlsx")
    assert "Data!B3: “none yet” is no number." in importer.notes()
    importer.click("import-take")
    assert importer.held("M10")[NEW] == 600.25


def test_what_is_odd_waits_for_its_box(importer: Importer) -> None:
    importer.open("Month,M10\n2025-07,60000\n2025-08,61000\n")
    assert importer.view.take.text() == "Take 0 values"
    assert not importer.view.take.isEnabled()
    assert "2 wait for you" in importer.told()
    assert "about 100 times" in importer.notes()[0]
    notes = importer.view.notes
    box = notes.visualRect(notes.notes.index(0))
    importer.qtbot.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(20, 16))
    assert importer.view.take.text() == "Take 2 values"
    importer.qtbot.keyClick(notes, Qt.Key.Key_Space)
    assert importer.view.take.text() == "Take 0 values"
    importer.click("import-confirm-all")
    importer.click("import-take")
    assert importer.held("M10")[NEW] == 60000.0


def test_a_correction_carries_its_reason_and_the_report_tells_of_it(importer: Importer) -> None:
    period, old = max((day, number) for day, number in importer.held("M10").items() if number is not None)
    importer.open(f"Month,M10\n{period},{old + 0.5}\n{NEW},{old}\n")
    assert importer.read(1, 1) == f"{old} → {old + 0.5}".replace(".0 ", " ")
    importer.view.reason.setText("Late calls were counted")
    importer.click("import-take")
    (corrected,) = importer.desk.find(Value, measure=importer.id("M10"), period=period)
    assert (corrected.number, corrected.reason) == (old + 0.5, "Late calls were counted")
    report = importer.view.report
    assert report.summary.text() == (
        "2 values were taken from values.csv. 1 period differs; it is listed below its measure."
    )
    importer.answers.where = importer.folder
    importer.click("import-report-save")
    importer.click("import-report-save")
    assert (importer.folder / "Import of values (2).xlsx").exists()
    sheet = openpyxl.load_workbook(importer.folder / "Import of values.xlsx").worksheets[0]
    rows = [[cell.value for cell in row][2:] for row in sheet.iter_rows(min_row=2)]
    count = len([each for each in importer.held("M10").values() if each is not None])
    assert rows[0] == ["Values", count - 1, 2, count]
    assert rows[-1] == [f"{period:%Y-%m}", old, old + 0.5, old + 0.5]
    importer.click("import-report-done")
    assert importer.view.tables is None


def test_how_a_file_is_read_is_chosen_and_remembered(importer: Importer) -> None:
    text = "Woche|Anrufe\n03/02/2025|600,125\n10/02/2025|601,125\n"
    importer.open(text.replace("2025", "2026"))
    assert importer.told() == "No value was found, 2 dates have two readings"
    importer.view.preview.setCurrentIndex(importer.view.preview.cells.index(1, 1))
    importer.choose(importer.view.holds, importer.id("M10"))
    assert "can be read in two ways" in importer.notes()[-1]
    importer.choose(importer.view.options.decimal, ",")
    importer.choose(importer.view.options.dates, False)
    assert "Choose above what is done with them" in importer.notes()[-1]
    importer.choose(importer.view.options.together, Together.MEAN)
    importer.click("import-take")
    assert importer.held("M10")[date(2026, 2, 1)] == 600.625
    importer.click("import-report-done")
    importer.open(text.replace("/02/", "/03/").replace("2025", "2026"))
    layout = importer.view.options.layout_
    assert (layout.decimal, layout.together, layout.month_first) == (",", Together.MEAN, False)
    assert layout.roles == ("period", importer.id("M10"))


def test_a_lone_column_is_of_the_chosen_measure(importer: Importer) -> None:
    importer.chosen = importer.id("M02")
    importer.open("When,What\n2025-07,5\n")
    assert importer.view.options.layout_.roles == ("period", importer.id("M02"))


def test_a_period_that_is_called_otherwise_is_named(importer: Importer) -> None:
    importer.open("Month,M10\n2025-07,600\nP8-25,601\n")
    view = importer.view
    view.preview.setCurrentIndex(view.preview.cells.index(2, 0))
    assert view.stands_for.isVisible()
    view.stands_for.setFocus()
    importer.qtbot.keyClicks(view.stands_for, "no month")
    importer.qtbot.keyClick(view.stands_for, Qt.Key.Key_Return)
    assert view.stands_for.property("wrong") == "true"
    view.stands_for.selectAll()
    importer.qtbot.keyClicks(view.stands_for, "Aug 2025")
    importer.qtbot.keyClick(view.stands_for, Qt.Key.Key_Return)
    assert importer.read(2, 0) == "1\u00a0Aug\u00a02025"
    importer.click("import-take")
    assert importer.held("M10")[date(2025, 8, 1)] == 601.0


def test_dates_that_can_be_read_in_two_ways_are_told_before(importer: Importer) -> None:
    importer.open("Month,M10\n07/08/2025,600\n")
    assert importer.read(1, 0) == "7\u00a0Aug\u00a02025?"
    assert "1 date has two readings" in importer.told()
    importer.choose(importer.view.options.dates, True)
    assert importer.read(1, 0) == "8\u00a0Jul\u00a02025?"


def test_periods_across_can_be_told(importer: Importer) -> None:
    importer.open("Measure,2025-07,2025-08\nM10,70,601\n")
    assert importer.view.options.layout_.across
    assert importer.read(1, 2) == "new: 601"
    assert importer.view.preview.cells.headerData(1, Qt.Orientation.Vertical) == "2 · M10"
    importer.choose(importer.view.options.across, False)
    importer.choose(importer.view.options.across, True)
    assert importer.read(1, 2) == "new: 601"


def test_undo_meanwhile_is_seen(importer: Importer) -> None:
    importer.open("Month,M10\n2025-07,600\n")
    importer.click("import-take")
    importer.click("import-report-done")
    importer.open("Month,M10\n2025-07,600\n")
    assert importer.told() == "1 as on the desk"
    importer.window.undo()
    assert importer.told() == "1 new"


def test_what_is_no_table_is_a_sentence(importer: Importer) -> None:
    importer.open(b"\x00\x01\x02" * 40)
    assert importer.view.tables is None
    assert "neither a workbook nor a text" in importer.window.notice.text


def test_the_models_hold_through_everything(importer: Importer) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = importer.view.preview.cells, importer.view.notes.notes, importer.view.report.rows
    watches = [QAbstractItemModelTester(each, fatal) for each in models]
    importer.open("Month,M10\n2025-07,60000\nx,y\n")
    importer.choose(importer.view.options.across, True)
    importer.open("Month,M10,M02\n2025-07,600,4\n")
    importer.view.notes.confirm(set(importer.view.plan.questions))
    importer.click("import-take")
    for each in watches:
        each.deleteLater()
