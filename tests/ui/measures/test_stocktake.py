"""The stock-take as people do it: lists brought in, decided, merged with their likes, made measures."""

import time
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QWidget

from kpidesk.actions import stocktake
from kpidesk.domain.stocktake import ExistingMeasure, Fate

ENTER, DELETE, DOWN, TAB, ESC = (
    Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Escape,
)  # fmt: skip
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
LIST = (
    "KPI\tGoal\tCalculation\tOwner\tReport\tHours per month\tLast used\n"
    "Complaints received\tFewer complaints\tcomplaints\tDesk\tMonthly\t4\t2025-03-01\n"
    "Number of complaints received\tFewer complaints\tcount of complaints\tDesk\tBoard\t6,5\t\n"
    "Training days\t\tdays\tHR\tHR sheet\tabout 5\t2023-01-01\n"
    "\t\tno name\t\t\t\t\n"
)


@pytest.fixture
def counter(person):
    """Somebody at a stock-take that is still empty."""
    there = [each.id for each in person.desk.find(ExistingMeasure)]
    person.page.session.do("Empty", stocktake.remove, there)
    person.page.show_view("stocktake")
    return person


@pytest.fixture
def stocked(counter):
    """With the list on the desk."""
    paste(counter, LIST)
    click(counter, "stock-take")
    return counter


def paste(counter, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    counter.window.commands.run("measures.stock_paste")


def click(counter, name: str) -> None:
    def found() -> list[QWidget]:
        return [each for each in counter.page.stocktake.findChildren(QWidget, name) if each.isVisible()]

    counter.qtbot.waitUntil(lambda: len(found()) == 1)  # what was just built is shown once events are handled
    counter.qtbot.mouseClick(found()[0], LEFT)


def stock(counter) -> dict[str, ExistingMeasure]:
    return {each.name: each for each in counter.desk.find(ExistingMeasure)}


def cell(counter, row: int, key: str) -> None:
    grid = counter.page.stocktake.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.records.index(row, grid.records.column_of(key)))


def text(counter, name: str) -> str:
    return counter.page.stocktake.findChild(QLabel, name).text()


def test_a_pasted_list_is_mapped_by_its_headings(stocked):
    found = stock(stocked)
    assert [*found] == ["Complaints received", "Number of complaints received", "Training days"]
    first = found["Complaints received"]
    assert (first.result, first.formula, first.owner, first.report) == (
        "Fewer complaints", "complaints", "Desk", "Monthly",
    )  # fmt: skip
    assert first.hours == 4
    assert first.last_used is not None
    assert found["Training days"].hours is None
    stocked.undo()
    assert stock(stocked) == {}


def test_what_cannot_be_read_is_said_before_anything_is_added(counter):
    paste(counter, LIST)
    assert "row 4: “about 5”" in text(counter, "stock-told")
    assert stock(counter) == {}
    choice = counter.page.stocktake.file.columns["name"]
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    assert "Choose the column with the names" in text(counter, "stock-told")
    assert not counter.page.stocktake.file.add.isEnabled()


def test_a_bare_list_of_names_needs_no_mapping(counter):
    paste(counter, "Overtime hours\nBurst mains\n")
    click(counter, "stock-take")
    assert [*stock(counter)] == ["Overtime hours", "Burst mains"]
    paste(counter, "Burst mains\nCalls answered\n")
    click(counter, "stock-take")
    assert len(stock(counter)) == 3


def test_a_workbook_is_read(counter, tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(["Measure", "Hours"])
    book.active.append(["Kept in Excel", 2.5])
    path = tmp_path / "list.xlsx"
    book.save(path)
    counter.window.questions.table_file = lambda: path
    counter.window.commands.run("measures.stock_import")
    counter.qtbot.waitUntil(counter.page.stocktake.file.isVisible)
    click(counter, "stock-take")
    assert stock(counter)["Kept in Excel"].hours == 2.5


def test_a_file_that_is_none_is_told(counter, tmp_path: Path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"not a workbook")
    counter.window.questions.table_file = lambda: path
    counter.window.commands.run("measures.stock_import")
    counter.qtbot.waitUntil(counter.window.notice.isVisible)
    assert not counter.page.stocktake.file.isVisible()


def test_cells_are_typed_over_and_nonsense_stays_to_be_mended(stocked):
    grid = stocked.page.stocktake.grid
    QAbstractItemModelTester(grid.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    cell(stocked, 2, "hours")
    stocked.type("3.5")
    stocked.key(ENTER)
    assert stock(stocked)["Training days"].hours == 3.5
    edit = stocked.desk.last_edit
    cell(stocked, 2, "last_used")
    stocked.type("long ago")
    stocked.key(ENTER)
    assert grid.typed == "long ago"
    assert "no date" in stocked.page.stocktake.wrong.text()
    stocked.key(ESC)
    assert stocked.desk.last_edit == edit


def test_several_are_decided_at_once_and_hours_add_up(stocked):
    cell(stocked, 0, "name")
    stocked.key(DOWN, SHIFT)
    click(stocked, "stock-retire")
    assert [each.fate for each in stock(stocked).values()] == [Fate.RETIRE, Fate.RETIRE, None]
    assert text(stocked, "stock-saved") == "10.5 of 10.5 hours a month saved"
    stocked.undo()
    assert {each.fate for each in stock(stocked).values()} == {None}


def test_likes_are_merged_with_one_click(stocked):
    cell(stocked, 0, "name")
    first, second, _ = stock(stocked).values()
    click(stocked, f"merge-{second.id}")
    merged = stock(stocked)["Complaints received"]
    assert (merged.fate, merged.into) == (Fate.MERGE, second.id)
    assert "merge: 1" in text(stocked, "stock-sums")
    stocked.undo()
    click(stocked, f"take-in-{second.id}")
    assert stock(stocked)["Number of complaints received"].into == first.id


def test_one_becomes_a_measure_of_the_desk_once(stocked):
    cell(stocked, 1, "name")
    stocked.window.commands.run("measures.adopt")
    made = stock(stocked)["Number of complaints received"].measure
    measure = next(each for each in stocked.desk.find(type(stocked.measure("M01"))) if each.id == made)
    assert (measure.name, measure.formula, measure.effort_hours) == (
        "Number of complaints received", "count of complaints", 6.5,
    )  # fmt: skip
    assert not stocked.window.commands.can("measures.adopt")


def test_lines_are_found_filtered_sorted_and_removed(stocked):
    view = stocked.page.stocktake
    view.search.setText("hr train")
    assert [each.cells[1].shown for each in view.grid.records.rows] == ["Training days"]
    view.search.clear()
    view.grid.horizontalHeader().setSortIndicator(3, Qt.SortOrder.DescendingOrder)
    assert [each.cells[3].shown for each in view.grid.records.rows] == ["6.5", "4", ""]
    cell(stocked, 2, "code")
    stocked.key(DELETE)
    assert len(stock(stocked)) == 2


def test_a_reason_is_kept_when_the_person_goes_elsewhere(stocked):
    cell(stocked, 2, "name")
    stocked.page.stocktake.side.reason.setFocus()
    stocked.type("Nobody reads it")
    cell(stocked, 0, "name")
    assert stock(stocked)["Training days"].reason == "Nobody reads it"
    assert stock(stocked)["Complaints received"].reason == ""


def test_three_hundred_lines_are_worked_with_at_once(counter):
    rows = [
        {"name": f"{a} {b} {c}", "formula": f"count of {b} by {a}", "result": f"Less {c}", "hours": 1.0}
        for a in ("water", "repair", "calls", "staff", "energy", "budget", "visits", "leaks")
        for b in ("days", "hours", "cost", "number", "share", "delay", "rate", "age")
        for c in ("north", "south", "east", "west", "total")
    ][:300]
    counter.page.session.do("List", lambda edit: stocktake.take_list(edit, rows))
    counter.window.grab()
    cell(counter, 10, "name")
    began = time.perf_counter()
    click(counter, "stock-keep")
    assert time.perf_counter() - began < 1.0
    assert [each.fate for each in stock(counter).values()].count(Fate.KEEP) == 1
