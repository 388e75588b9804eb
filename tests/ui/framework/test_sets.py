"""Sets: taking a supplied one up, writing one, taking one from a spreadsheet, copying and removing."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import Qt

from kpidesk.domain.assessment_figures import items_of
from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentKind, AssessmentSet
from kpidesk.domain.content import Translation
from kpidesk.drawing import assessment_sheets
from kpidesk.drawing.picture import GlyphRun, walk
from kpidesk.ui.framework.page import FrameworkPage
from tests.ui.conftest import Answers, Person
from tests.ui.framework.conftest import Opened, item, write_in


def texts(page: FrameworkPage) -> list[str]:
    """The items of the set in hand."""
    return [each.text for each in items_of(page.session.desk, page.subject_id)]


def test_the_first_set_is_taken_up_by_keys(person: Person, blank: FrameworkPage) -> None:
    shelf = person.find("shelf-list")
    shelf.setFocus()
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    (made,) = blank.session.desk.find(AssessmentSet)
    assert (made.name, made.kind) == ("Health check", AssessmentKind.HEALTH)
    assert len(texts(blank)) == 11
    assert person.find("assess-items").isVisible()
    person.click("framework.begin_session")
    assert blank.session.desk.find(Assessment, set=made.id)


def test_what_is_taken_up_stays_on_the_shelf_with_a_mark(person: Person, page: FrameworkPage) -> None:
    person.click("framework.take_up")
    shelf = person.find("shelf-list")
    assert shelf.model_.row(shelf.currentIndex()).id == "checklist"  # the first that is not there yet
    shelf.setFocus()
    person.press(Qt.Key.Key_Home)
    take = person.find("shelf-take")
    assert (take.isEnabled(), take.toolTip()) == (False, "The desk has this set already.")
    person.press(Qt.Key.Key_End)
    person.click("shelf-take")
    assert page.session.desk.find(AssessmentSet, kind=AssessmentKind.PULSE)
    person.click("framework.take_up")
    person.click("shelf-close")
    assert person.find("assess-items").isVisible()


def test_a_set_is_written_by_hand(person: Person, blank: FrameworkPage) -> None:
    person.window.commands.run("framework.new_set")
    assert person.focus.objectName() == "shelf-own"
    person.write("Safety walk")
    (made,) = blank.session.desk.find(AssessmentSet)
    assert (made.name, made.labels) == ("Safety walk", ("not at all", "hardly", "in part", "mostly", "fully"))
    assert person.focus.objectName() == "set-next"
    person.write("Near misses are told")
    person.write("Somebody says thank you")
    assert texts(blank) == ["Near misses are told", "Somebody says thank you"]
    write_in(person, person.find("field-good"), "At once", Qt.Key.Key_Tab)
    write_in(person, person.find("field-section"), "Talk")
    item = blank.session.desk.find(AssessmentItem, number=1)[0]
    assert (item.good, item.section) == ("At once", "Talk")
    person.find("field-module").setFocus()
    person.press(Qt.Key.Key_End)
    assert blank.session.desk.get(AssessmentItem, item.id).module == 7
    person.click("set-item-remove")
    assert texts(blank) == ["Somebody says thank you"]


def test_the_scale_is_written_line_by_line(person: Person, blank: FrameworkPage) -> None:
    person.window.commands.run("framework.new_set")
    person.write("Yes or no")
    labels = person.find("field-labels")
    write_in(person, labels, "no\nyes", Qt.Key.Key_Tab)
    (made,) = blank.session.desk.find(AssessmentSet)
    assert made.labels == ("no", "yes")
    write_in(person, labels, "only one", Qt.Key.Key_Tab)
    assert "from 2 to 10 steps" in person.window.notice.text
    assert blank.session.desk.get(AssessmentSet, made.id).labels == ("no", "yes")
    assert labels.typed() == "only one"  # what was typed is not lost
    write_in(person, labels, "no\nyes", Qt.Key.Key_Tab)


def test_a_set_is_copied_and_removed(
    person: Person, page: FrameworkPage, opened: Opened, answers: Answers
) -> None:
    opened(AssessmentKind.HEALTH)
    desk = page.session.desk
    person.window.commands.run("framework.copy_set")
    copy = desk.get(AssessmentSet, page.subject_id)
    assert (copy.name, copy.kind) == ("Health check (copy)", AssessmentKind.OWN)
    person.window.commands.run("framework.remove_set")
    assert desk.find(AssessmentSet, id=copy.id)  # somebody was asked, and kept it
    answers.risky = True
    person.window.commands.run("framework.remove_set")
    assert not desk.find(AssessmentSet, id=copy.id)
    assert len(desk.find(AssessmentSet)) == 3
    person.window.commands.run("edit.undo")
    assert desk.find(AssessmentSet, id=copy.id)


# -- from a spreadsheet


def spreadsheet(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "Check"
    sheet.append(["Area", "Statement", "Poor", "Good", "Evidence"])
    sheet.append(["Work", "Tools lie in their place", "searched for", "found blind", "the shelf"])
    sheet.append([None, "Floors are dry", "wet", "dry", None])
    sheet.append(["Talk", "Near misses are told", None, None, None])
    path = folder / "safety walk.xlsx"
    book.save(path)
    return path


def test_a_set_comes_from_a_workbook(
    person: Person, page: FrameworkPage, answers: Answers, tmp_path: Path
) -> None:
    answers.table = spreadsheet(tmp_path)
    person.window.commands.run("framework.import_set")
    take = person.find("set-take")
    assert take.text() == "Make a set of 3 items"
    assert person.find("set-import-name").text() == "safety walk"
    write_in(person, person.find("set-import-name"), "Safety walk", Qt.Key.Key_Tab)
    person.click("set-take")
    (made,) = page.session.desk.find(AssessmentSet, name="Safety walk")
    assert page.subject_id == made.id
    items = items_of(page.session.desk, made.id)
    assert [(each.section, each.text, each.poor, each.good, each.hint) for each in items] == [
        ("Work", "Tools lie in their place", "searched for", "found blind", "the shelf"),
        ("Work", "Floors are dry", "wet", "dry", ""),
        ("Talk", "Near misses are told", "", "", ""),
    ]


def test_a_list_without_headings_waits_for_a_column(
    person: Person, page: FrameworkPage, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text("A;Tools lie in their place\nA;Floors are dry\n", encoding="utf-8")
    answers.table = path
    person.window.commands.run("framework.import_set")
    assert not person.find("set-heading").isChecked()
    column = person.find("set-column-text")
    column.setFocus()
    person.press(Qt.Key.Key_Down)  # to the second column
    person.click("set-take")
    assert texts(page) == ["Tools lie in their place", "Floors are dry"]


def test_a_name_that_is_there_is_told_and_the_list_stays(
    person: Person, page: FrameworkPage, answers: Answers, tmp_path: Path
) -> None:
    answers.table = spreadsheet(tmp_path)
    person.window.commands.run("framework.import_set")
    write_in(person, person.find("set-import-name"), "Health check", Qt.Key.Key_Tab)
    person.click("set-take")
    assert "already" in person.window.notice.text
    assert person.find("set-import").isVisible()
    write_in(person, person.find("set-import-name"), " ", Qt.Key.Key_Tab)
    assert not person.find("set-take").isEnabled()


def test_a_file_that_cannot_be_read_is_told(
    person: Person, page: FrameworkPage, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"no workbook")
    answers.table = path
    person.window.commands.run("framework.import_set")
    person.wait(lambda: bool(person.window.notice.text))
    assert person.find("assess-items").isVisible()


def test_an_item_is_said_in_another_language_and_printed_so(
    person: Person, page: FrameworkPage, opened: Opened
) -> None:
    opened(AssessmentKind.HEALTH)
    person.window.commands.run("framework.copy_set")
    page.assessing.mode.choose("write")
    page.assessing.mode.chosen.emit("write")
    person.find("other-language").setCurrentIndex(1)
    person.find("other-language").activated.emit(1)
    field = person.find("other-text")
    field.setFocus()
    person.write("Tylko ochotnicy", None)
    page.leave()
    (said,) = page.session.desk.find(Translation, record=item(page, 1).id)
    assert (said.field, said.language, said.text) == ("text", "pl", "Tylko ochotnicy")
    set_ = page.session.desk.get(AssessmentSet, page.subject_id)
    pages = assessment_sheets.form(page.session.desk, set_, page.words, date(2025, 7, 8))
    assert "Tylko ochotnicy" in " ".join(
        run.text for each in pages for run in walk(each.items) if isinstance(run, GlyphRun)
    )
