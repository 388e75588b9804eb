"""History: who did what, what changed in it, named moments, and what is different between two of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from kpidesk.actions import measures, results
from kpidesk.desk.past import Entry
from kpidesk.desk.workfile import save_new
from kpidesk.domain.gallery import Note
from kpidesk.domain.keeping import Checkpoint
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Group
from kpidesk.domain.results import Result
from kpidesk.ui.keeping.history import HistoryView
from kpidesk.ui.keeping.page import KeepingPage
from tests.ui.conftest import Person


@pytest.fixture
def view(person: Person, page: KeepingPage) -> HistoryView:
    person.click("segment-history")
    return page.shown.get(HistoryView)


def text_of_pdf(path: Path) -> str:
    """All that can be read in a PDF, with single spaces."""
    document = pdfium.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


def first_result(page: KeepingPage) -> Result:
    return min(page.session.desk.find(Result), key=lambda each: each.code)


def reword(page: KeepingPage, text: str) -> Result:
    result = first_result(page)
    assert page.session.do(f"Write {text}", results.rename, result.id, text)
    return result


def titles(view: HistoryView) -> list[str]:
    return [view.list.model_.title(row) for row in view.list.model_.rows]


def told(view: HistoryView) -> str:
    return view.panel.records.toPlainText()


def test_the_latest_edit_stands_first_and_says_what_it_changed(
    person: Person, page: KeepingPage, view: HistoryView
) -> None:
    result = reword(page, "Water is safe.")
    assert titles(view) == ["Write Water is safe.", "Sample"]
    assert told(view).startswith("Result: changed")
    assert f"Before: {result.statement}" in told(view)
    assert "After: Water is safe." in told(view)


def test_only_edits_without_images_are_read_for_the_list(view: HistoryView) -> None:
    assert all(isinstance(row.of, Entry) for row in view.list.model_.rows)
    QAbstractItemModelTester(view.list.model_, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_what_was_taken_back_is_marked_in_words(page: KeepingPage, view: HistoryView) -> None:
    reword(page, "Water is safe.")
    page.session.undo()
    assert titles(view)[:2] == ["Taken back: Write Water is safe.", "Write Water is safe."]
    below = view.list.model_.below(view.list.model_.rows[1])
    assert below.endswith("taken back later")
    page.session.redo()
    assert "taken back" not in view.list.model_.below(view.list.model_.rows[2])


def test_words_and_people_and_days_filter(person: Person, page: KeepingPage, view: HistoryView) -> None:
    reword(page, "Water is safe.")
    reword(page, "Bills are fair.")
    person.find("history-filter").setFocus()
    person.write("safe", end=None)
    assert titles(view) == ["Write Water is safe."]
    view.line.clear()
    view.who.setFocus()
    person.press(Qt.Key.Key_End)
    assert view.who.value == "tester"
    assert titles(view) == ["Sample"]
    person.press(Qt.Key.Key_Home)
    view.day.setFocus()
    person.press(Qt.Key.Key_End)
    assert all(row.of.at.astimezone().date() == view.day.value for row in view.list.model_.rows)


def test_several_edits_tell_what_they_changed_in_the_end(
    person: Person, page: KeepingPage, view: HistoryView
) -> None:
    before = reword(page, "Water is safe.")
    reword(page, "Bills are fair.")
    view.list.setFocus()
    person.press(Qt.Key.Key_Home)
    person.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert f"Before: {before.statement}" in told(view)
    assert "After: Bills are fair." in told(view)
    assert "Water is safe" not in told(view)


def test_a_moment_gets_a_name_and_is_compared_with_now(
    person: Person, page: KeepingPage, view: HistoryView
) -> None:
    person.find("history-name").setFocus()
    person.write("Before the gallery")
    (moment,) = page.session.desk.find(Checkpoint)
    assert moment.name == "Before the gallery"
    before = reword(page, "Water is safe.")
    view.list.choose(moment.id)
    assert view.panel.name.text() == "From “Before the gallery” until now"
    assert f"Before: {before.statement}" in told(view)
    assert "Checkpoint: added" in told(view)


def test_two_names_are_never_the_same(person: Person, page: KeepingPage, view: HistoryView) -> None:
    for _ in range(2):
        person.find("history-name").setFocus()
        person.write("Before the gallery")
    assert len(page.session.desk.find(Checkpoint)) == 1
    assert view.naming.text() == "Before the gallery"
    assert "already" in person.window.notice.text


def test_a_moment_is_renamed_and_forgotten(person: Person, page: KeepingPage, view: HistoryView) -> None:
    person.find("history-name").setFocus()
    person.write("Then")
    (moment,) = page.session.desk.find(Checkpoint)
    view.list.choose(moment.id)
    person.find("checkpoint-name").setFocus()
    view.called.selectAll()
    person.write("Before the board")
    assert page.session.desk.get(Checkpoint, moment.id).name == "Before the board"
    view.list.choose(moment.id)
    person.click("checkpoint-remove")
    assert page.session.desk.find(Checkpoint) == ()


def test_two_moments_are_compared(person: Person, page: KeepingPage, view: HistoryView) -> None:
    person.find("history-name").setFocus()
    person.write("Early")
    before = reword(page, "Water is safe.")
    view.list.choose(str(page.session.desk.last_edit))
    person.find("history-name").setFocus()
    person.write("Late")
    reword(page, "Bills are fair.")
    late = next(each for each in page.session.desk.find(Checkpoint) if each.name == "Late")
    view.list.choose(late.id)
    choice = view.against
    assert [choice.itemText(row) for row in range(choice.count())] == [
        "Everything from here until now",
        "Compare with “Early”",
    ]
    choice.setFocus()
    person.press(Qt.Key.Key_End)
    assert view.panel.name.text() == "From “Early” to “Late”"
    assert f"Before: {before.statement}" in told(view)
    assert "After: Water is safe." in told(view)


def test_a_record_has_a_history_of_its_own(person: Person, page: KeepingPage, view: HistoryView) -> None:
    result = reword(page, "Water is safe.")
    other = page.session.desk.find(Measure)[0]
    with page.session.desk.edit("Other") as edit:
        measures.change(edit, other.id, unit="l")
    person.window.go("keeping", result.id)
    assert titles(view) == ["Write Water is safe.", "Sample"]
    view.list.setFocus()
    person.press(Qt.Key.Key_End)
    assert told(view).count("Result: added") == 1
    person.click("history-record")
    assert len(titles(view)) == 3


def test_a_record_is_found_by_its_words(person: Person, page: KeepingPage, view: HistoryView) -> None:
    result = reword(page, "Water is safe.")
    person.click("keeping.record_history")
    person.write("water is safe")
    assert view.record_id == result.id


def test_another_file_is_compared(
    person: Person, page: KeepingPage, view: HistoryView, tmp_path: Path
) -> None:
    other = tmp_path / "other.kpidesk"
    save_new(page.session.desk, other)
    before = reword(page, "Water is safe.")
    person.answers.open = other
    person.click("keeping.compare_file")
    person.wait(lambda: "other.kpidesk" in view.panel.name.text())
    assert "Before: Water is safe." in told(view)
    assert f"After: {before.statement}" in told(view)


def test_a_file_that_is_no_desk_is_told(
    person: Person, page: KeepingPage, view: HistoryView, tmp_path: Path
) -> None:
    person.answers.open = tmp_path / "other.kpidesk"
    person.answers.open.write_bytes(b"nothing")
    person.click("keeping.compare_file")
    person.wait(lambda: "other.kpidesk" in person.window.notice.text)


def test_what_changed_is_given_out_as_pdf(
    person: Person, page: KeepingPage, view: HistoryView, tmp_path: Path
) -> None:
    before = reword(page, "Water is safe.")
    person.answers.where = tmp_path
    for _ in range(2):
        person.click("keeping.changes_pdf")
        person.wait(lambda: not person.window.jobs.busy)
    text = text_of_pdf(tmp_path / "changes.pdf")
    assert before.statement in text
    assert "Water is safe." in text
    assert (tmp_path / "changes-2.pdf").exists()


def test_a_measure_before_its_time_is_not_given_out(
    person: Person, page: KeepingPage, view: HistoryView, tmp_path: Path
) -> None:
    measure = min(page.session.desk.find(Measure), key=lambda each: each.code)
    with page.session.desk.edit("Hold back") as edit:
        edit.put(replace(measure, not_before=date(2999, 1, 1), unit="secret units"))
    assert "secret units" in told(view)
    person.answers.where = tmp_path
    person.click("keeping.changes_pdf")
    person.wait((tmp_path / "changes.pdf").exists)
    text = text_of_pdf(tmp_path / "changes.pdf")
    assert "secret units" not in text
    assert measure.name not in text


def test_who_wrote_a_note_is_not_given_out(
    person: Person, page: KeepingPage, view: HistoryView, tmp_path: Path
) -> None:
    desk = page.session.desk
    note = next(each for each in desk.find(Note) if each.group)
    group = desk.get(Group, note.group or "")
    with desk.edit("Change a note") as edit:
        edit.put(replace(note, group=None, text="Written anew."))
    assert group.name in told(view)
    person.answers.where = tmp_path
    person.click("keeping.changes_pdf")
    person.wait((tmp_path / "changes.pdf").exists)
    text = text_of_pdf(tmp_path / "changes.pdf")
    assert "Written anew." in text
    assert group.name not in text


def test_after_a_moment_an_edit_tells_again_what_it_changed(
    person: Person, page: KeepingPage, view: HistoryView
) -> None:
    reword(page, "First words.")
    view.naming.setFocus()
    person.write("Before")
    reword(page, "Last words.")
    (moment,) = page.session.desk.find(Checkpoint)
    view.list.choose(moment.id)
    assert view.against.currentText() == "Everything from here until now"
    view.list.choose(str(view.log[1].edit))
    assert view.against.currentText() == "What this edit changed"
    assert "First words." in told(view)
    assert "Last words." not in told(view)
