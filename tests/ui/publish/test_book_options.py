"""A workbook for somebody: what is ticked on the page is what the written workbook holds."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QListView

from kpidesk.domain.people import Person as Member
from kpidesk.exports.pieces import What
from kpidesk.ui.publish.page import PublishPage
from tests.ui.conftest import Answers, Person

SPACE = Qt.Key.Key_Space


@pytest.fixture
def book(person: Person, page: PublishPage, answers: Answers, tmp_path: Path) -> PublishPage:
    """The page, looking at the workbook, which alone is ticked; files go to `out`."""
    answers.where = tmp_path / "out"
    person.click("publish.folder")
    person.qtbot.mouseClick(page.kinds[What.WORKBOOK], Qt.MouseButton.LeftButton)
    person.click("publish-few")
    person.wait(lambda: not page.busy())
    return page


def choose(person: Person, name: str, says: str) -> None:
    field = person.find(name)
    field.setCurrentIndex(field.findText(says, Qt.MatchFlag.MatchStartsWith))
    field.activated.emit(field.currentIndex())


def row_of(shown: QListView, says: str) -> QModelIndex:
    model = shown.model()
    found = [model.index(n, 0) for n in range(model.rowCount())]
    return next(each for each in found if str(each.data()).partition(" · ")[0] == says)


def go_to(person: Person, name: str, says: str) -> QListView:
    """Go to a row by a click on its text, which ticks nothing."""
    shown: QListView = person.find(name)
    index = row_of(shown, says)
    shown.scrollTo(index)
    place = shown.visualRect(index).topLeft() + QPoint(80, 18)
    person.qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    return shown


def tick(person: Person, name: str, says: str) -> None:
    """Tick by a click at the left of the row."""
    shown: QListView = person.find(name)
    index = row_of(shown, says)
    shown.scrollTo(index)
    place = shown.visualRect(index).topLeft() + QPoint(12, 18)
    person.qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)


def ticked(person: Person, name: str) -> list[str]:
    model = person.find(name).model()
    found = [model.index(n, 0) for n in range(model.rowCount())]
    role = Qt.ItemDataRole.CheckStateRole
    return [str(each.data()) for each in found if Qt.CheckState(each.data(role)) is Qt.CheckState.Checked]


def written(person: Person, page: PublishPage, name: str = "workbook.xlsx") -> Workbook:
    person.wait(lambda: not page.busy())
    person.click("publish.export")
    person.wait(lambda: "1 file was written" in person.window.notice.text)
    return openpyxl.load_workbook(page.folder / name)


def test_at_first_everything_is_in_and_may_be_changed(person: Person, book: PublishPage) -> None:
    assert "58 sheets with everybody’s rows" in person.find("book-told").text()
    assert person.find("book-sheets").model().rowCount() == len(ticked(person, "book-sheets"))
    go_to(person, "book-sheets", "Results")
    assert len(ticked(person, "book-columns")) == person.find("book-columns").model().rowCount() > 5
    made = written(person, book)
    assert len([page for page in made if page.sheet_state == "visible"]) == 59  # with charts
    assert "Everything in the desk" in str(list(made["Read me"].iter_rows(values_only=True)))


def test_only_the_ticked_sheets_are_in(person: Person, book: PublishPage) -> None:
    go_to(person, "book-sheets", "Results")
    person.click("book-sheets-few")
    assert ticked(person, "book-sheets") == ["Results"]
    tick(person, "book-sheets", "Results")  # one stays
    assert ticked(person, "book-sheets") == ["Results"]
    tick(person, "book-sheets", "Measures")
    assert "3 sheets" in person.find("book-told").text()
    made = written(person, book)
    visible = [page.title for page in made if page.sheet_state == "visible"]
    assert visible == ["Read me", "Results", "Measures"]


def test_what_may_be_changed_is_ticked_by_key(person: Person, book: PublishPage) -> None:
    go_to(person, "book-sheets", "Goals")
    person.click("book-columns-few")
    assert not ticked(person, "book-columns")
    columns = go_to(person, "book-columns", "Owner")
    columns.setFocus()
    person.press(SPACE)
    assert ticked(person, "book-columns") == ["Owner"]
    made = written(person, book)
    page = made["Goals"]
    open_ = {page.cell(1, cell.column).value for cell in page[3] if not cell.protection.locked}
    assert page.protection.sheet
    assert open_ == {"owner"}
    assert not made["Results"]["D3"].protection.locked


def test_rows_of_a_partner_with_whom_it_goes_back(person: Person, book: PublishPage) -> None:
    choose(person, "book-whose", "P03")
    assert "Partners · 1" in ticked(person, "book-sheets")
    assert "Goals" not in ticked(person, "book-sheets")
    person.find("field-to").setFocus()
    person.write("Ana Bell")
    person.find("field-by").setFocus()
    person.write("3 March 2027")
    told = person.find("book-told").text()
    assert "with the rows of P03 Valley County Council, drainage" in told
    assert "back to Ana Bell by" in told
    assert "The file is workbook-P03.xlsx." in told
    tick(person, "book-sheets", "Reflections")  # holds none of theirs, and is to be filled in
    made = written(person, book, "workbook-P03.xlsx")
    rows = [row for row in made["Partners"].iter_rows(min_row=3, values_only=True) if row[1]]
    assert [row[1] for row in rows] == ["P03"]
    assert "Reflections" in made.sheetnames
    assert "Goals" not in made.sheetnames
    text = str(list(made["Read me"].iter_rows(values_only=True)))
    assert "send it to Ana Bell by" in text
    assert "2027" in text


def test_a_day_that_is_none_stays_and_is_told(person: Person, book: PublishPage) -> None:
    person.find("field-by").setFocus()
    person.write("someday")
    assert "no date" in book.book.form.wrong["by"].text()
    assert book.book.choice.return_by is None
    person.find("field-by").selectAll()
    person.write("2027-03-03")
    assert book.book.choice.return_by == date(2027, 3, 3)


def test_unlocked(person: Person, book: PublishPage) -> None:
    person.click("book-locked")
    made = written(person, book)
    assert not made["Goals"].protection.sheet


def test_what_was_left_out_is_remembered(person: Person, book: PublishPage) -> None:
    tick(person, "book-sheets", "Goals")
    go_to(person, "book-sheets", "Results")
    tick(person, "book-columns", "Owner")
    person.click("book-locked")
    person.find("field-to").setFocus()
    person.write("Ana Bell")
    person.window.commands.run("view.dark")  # which builds the pages anew
    again = person.go("publish")
    assert isinstance(again, PublishPage)
    assert again is not book
    person.qtbot.mouseClick(again.kinds[What.WORKBOOK], Qt.MouseButton.LeftButton)
    assert "Goals" not in ticked(person, "book-sheets")
    go_to(person, "book-sheets", "Results")
    assert "Owner" not in ticked(person, "book-columns")
    assert not person.find("book-locked").isChecked()
    assert person.find("field-to").text() == "Ana Bell"


def test_somebody_who_goes_leaves_everybody_chosen(person: Person, book: PublishPage) -> None:
    added = book.session.do("Add", lambda edit: edit.put(Member(id=edit.new_id(), name="Zoe Quick")))
    assert added
    choose(person, "book-whose", "Zoe Quick")
    assert "No row on these sheets is of Zoe Quick" in person.find("book-told").text()
    book.session.undo()
    assert book.book.choice.whose == ""
    assert "everybody’s rows" in person.find("book-told").text()


def test_the_model_keeps_qts_rules(person: Person, book: PublishPage) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning  # which fails a test
    testers = [
        QAbstractItemModelTester(person.find(each).model(), mode) for each in ("book-sheets", "book-columns")
    ]
    go_to(person, "book-sheets", "Measures")
    tick(person, "book-sheets", "Goals")
    choose(person, "book-whose", "P03")
    testers.clear()


def test_a_workbook_that_is_open_in_excel_is_told_and_numbered(person: Person, book: PublishPage) -> None:
    book.folder.mkdir()
    for name in ("workbook.xlsx", "~$workbook.xlsx"):
        (book.folder / name).write_text("open")
    made = written(person, book, "workbook (2).xlsx")
    assert "Goals" in made.sheetnames
    assert "workbook.xlsx is open in another program" in person.window.notice.text
    assert (book.folder / "workbook.xlsx").read_text() == "open"
