"""Typing notes from the wall: choose a poster, type, Enter, type, Enter."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from kpidesk.actions.gallery import change_gallery
from kpidesk.domain.gallery import Moscow, NoteKind, Poster
from kpidesk.domain.gallery_checks import tally
from kpidesk.domain.people import Group
from kpidesk.domain.shorthand import Role
from kpidesk.ui.gallery.book import Book
from kpidesk.ui.gallery.page import GalleryPage
from kpidesk.ui.gallery.rows import BATCH, Heading
from tests.ui.conftest import Person
from tests.ui.gallery.conftest import notes, poster

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip


def roles(page: GalleryPage) -> list[Role]:
    return [token.role for token in page.harvest.entry.line.reading.tokens]


def type_line(person: Person, page: GalleryPage, text: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
    page.harvest.entry.line.setFocus()
    person.write(text, end)


def same_numbers(page: GalleryPage) -> None:
    """What the page keeps up to date is what counting anew finds."""
    assert page.book.gallery is not None
    fresh = Book(page.session.desk, page.words)
    fresh.read(page.book.gallery.id)
    counted = tally(page.session.desk, page.book.gallery.id)
    assert +page.book.all_kinds == +fresh.all_kinds == dict(counted.all.kinds)
    assert +page.book.of_group == +fresh.of_group
    assert page.book.decided == counted.all.decided
    assert {key: own for key, own in page.book.of_poster.items() if own} == fresh.of_poster


def test_notes_are_typed_one_after_the_other(person: Person, harvest: GalleryPage) -> None:
    line = harvest.harvest.entry.line
    type_line(person, harvest, "c: u5 b2 @fld clock starts too early !m")
    assert line.line == ""
    assert person.focus is line
    person.write("s: honest")
    first, second = notes(harvest)["N61"], notes(harvest)["N62"]
    desk = harvest.session.desk
    assert (first.text, first.kind, first.understand, first.back, first.moscow) == (
        "clock starts too early", NoteKind.CONCERN, 5, 2, Moscow.MUST,
    )  # fmt: skip
    assert desk.get(Group, first.group or "").key == "FLD"
    assert desk.get(Poster, second.poster).code == "G07"
    rows = harvest.harvest.notes.rows
    assert rows.all[0] == Heading(second.poster)
    assert list(rows.all[1:3]) == [second.id, first.id]
    assert desk.undo_label == "Note on G07"
    person.press(Qt.Key.Key_Z, CTRL)
    assert "N62" not in notes(harvest)
    assert rows.all[1] == first.id
    same_numbers(harvest)


def test_words_light_up_and_turn_back_into_text(person: Person, harvest: GalleryPage) -> None:
    line = harvest.harvest.entry.line
    type_line(person, harvest, "c: u5 too early", None)
    assert roles(harvest) == [Role.KIND, Role.UNDERSTAND, Role.TEXT, Role.TEXT]
    start = line.line.index("u5")
    at = line._box(start, start + 2).center().toPoint()
    person.qtbot.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert roles(harvest) == [Role.KIND, Role.TEXT, Role.TEXT, Role.TEXT]
    assert line.as_text == {start}
    person.press(Qt.Key.Key_Home)
    person.write("x ", None)  # what was turned back moves along
    assert line.as_text == {start + 2}
    person.qtbot.mouseClick(
        line.viewport(), Qt.MouseButton.LeftButton, pos=line._box(start + 2, start + 4).center().toPoint()
    )
    assert line.as_text == set()
    line.clear_line()


def test_ctrl_backspace_and_esc_turn_a_chip_into_text(person: Person, harvest: GalleryPage) -> None:
    line = harvest.harvest.entry.line
    type_line(person, harvest, "u5 b2 ", None)
    person.press(Qt.Key.Key_Backspace, CTRL)
    assert line.line == "u5 b2 "
    assert roles(harvest) == [Role.UNDERSTAND, Role.TEXT]
    person.press(Qt.Key.Key_Escape)
    assert roles(harvest) == [Role.TEXT, Role.TEXT]
    person.press(Qt.Key.Key_Return)
    assert notes(harvest)["N61"].text == "u5 b2"


def test_chips_keep_their_places_after_emoji(person: Person, harvest: GalleryPage) -> None:
    line = harvest.harvest.entry.line
    line.setPlainText("c: 🙂🙂 fine u5")
    places = [(start, end) for start, end, token in line.places(line.line) if token.role is Role.UNDERSTAND]
    assert places == [(13, 15)]
    line.turn(13)
    assert line.reading.understand is None
    line.turn(13)
    assert line.reading.understand == 5
    line.clear_line()


def test_kinds_by_button_and_by_key(person: Person, harvest: GalleryPage) -> None:
    line = harvest.harvest.entry.line
    type_line(person, harvest, "too early", None)
    person.click("kind-C")
    assert line.line == "c: too early"
    person.press(Qt.Key.Key_Q, ALT)
    assert line.line == "q: too early"
    assert harvest.harvest.entry.kinds[NoteKind.QUESTION].isChecked()
    person.press(Qt.Key.Key_Q, ALT)
    assert line.line == "too early"
    line.clear_line()


def test_posters_are_chosen_by_click_by_key_and_by_code(person: Person, harvest: GalleryPage) -> None:
    view, line = harvest.harvest.posters, harvest.harvest.entry.line
    index = view.rows.index(1)
    person.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    assert harvest.harvest.entry.poster == poster(harvest, "G02")
    assert person.focus is line
    person.press(Qt.Key.Key_PageDown)
    assert harvest.harvest.entry.poster == poster(harvest, "G03")
    person.write("g09 @cus")  # codes alone choose poster and group
    assert harvest.harvest.entry.poster == poster(harvest, "G09")
    assert harvest.harvest.entry.group.value == "CUS"
    assert len(notes(harvest)) == 60
    person.write("too loud")
    desk = harvest.session.desk
    assert desk.get(Group, notes(harvest)["N61"].group or "").key == "CUS"
    view.setFocus()
    person.press(Qt.Key.Key_Down)
    assert harvest.harvest.entry.poster == poster(harvest, "G10")
    assert person.focus is view
    person.press(Qt.Key.Key_Return)
    assert person.focus is line


def test_a_line_may_name_another_poster(person: Person, harvest: GalleryPage) -> None:
    type_line(person, harvest, "g09 x: nothing on smells")
    assert notes(harvest)["N61"].poster == poster(harvest, "G09")
    assert harvest.harvest.entry.poster == poster(harvest, "G07")
    same_numbers(harvest)


def test_what_is_doubtful_is_said(person: Person, harvest: GalleryPage) -> None:
    type_line(person, harvest, "g99 u9 @nobody when?", None)
    assert roles(harvest)[:3] == [Role.DOUBTFUL] * 3
    hint = harvest.harvest.entry.stored_as.hint
    assert "“g99” is no poster" in hint
    assert "outside the scale" in hint
    person.press(Qt.Key.Key_Return)
    assert notes(harvest)["N61"].text == "g99 u9 @nobody when?"


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_line_stores_nothing(person: Person, harvest: GalleryPage, text: str) -> None:
    type_line(person, harvest, text)
    assert len(notes(harvest)) == 60
    harvest.harvest.entry.line.clear_line()


def test_a_refusal_keeps_the_line(person: Person, harvest: GalleryPage) -> None:
    type_line(person, harvest, "c: u5")
    assert harvest.harvest.entry.line.line == "c: u5"
    assert "needs words" in person.window.notice.text
    harvest.harvest.entry.line.setPlainText("x" * 100_000)
    person.press(Qt.Key.Key_Return)
    assert "100000 characters" in person.window.notice.text
    assert len(harvest.harvest.entry.line.line) == 100_000
    assert len(notes(harvest)) == 60


def test_same_as_counts_one_more(person: Person, harvest: GalleryPage) -> None:
    type_line(person, harvest, "half a thought", None)
    person.press(Qt.Key.Key_T, CTRL)
    assert notes(harvest)["N33"].support == 1
    assert harvest.session.desk.undo_label == "One more for N33"
    assert harvest.harvest.entry.line.line == "half a thought"
    harvest.harvest.notes.show_note(notes(harvest)["N29"].id)
    before = notes(harvest)["N29"].support
    person.click("note-same")
    assert notes(harvest)["N29"].support == before + 1


def paste(person: Person, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    person.press(Qt.Key.Key_V, CTRL)


def test_many_lines_are_many_notes_and_none_is_lost(person: Person, harvest: GalleryPage) -> None:
    page = harvest.harvest
    page.entry.line.setFocus()
    paste(person, "c: too early\r\n\n  g09\ti:\tb3 maps  \nu5\n" + "y" * 30_000)
    assert [notes(harvest)[code].text for code in ("N61", "N62")] == ["too early", "maps"]
    assert notes(harvest)["N62"].poster == poster(harvest, "G09")
    box = person.find("pasted-lines", QPlainTextEdit)
    assert box.toPlainText().splitlines() == ["u5", "y" * 30_000]
    assert harvest.session.desk.undo_label == "4 pasted notes"
    box.setPlainText("u5 clear now")
    person.click("pasted-take")
    assert notes(harvest)["N63"].text == "clear now"
    assert page.pasted.isHidden()
    page.entry.line.setFocus()
    person.press(Qt.Key.Key_Z, CTRL)
    person.press(Qt.Key.Key_Z, CTRL)
    assert len(notes(harvest)) == 60
    same_numbers(harvest)


def test_lines_of_a_second_paste_join_those_that_wait(person: Person, harvest: GalleryPage) -> None:
    page = harvest.harvest
    page.entry.line.setFocus()
    paste(person, "u5\nu4")
    page.entry.line.setFocus()
    paste(person, "u3\nwords")
    assert page.pasted.lines.toPlainText().splitlines() == ["u3", "u5", "u4"]
    person.click("pasted-away")
    assert page.pasted.isHidden()


def test_one_pasted_line_is_typed(person: Person, harvest: GalleryPage) -> None:
    harvest.harvest.entry.line.setFocus()
    paste(person, "c: one line\n")
    assert harvest.harvest.entry.line.line == "c: one line"
    assert len(notes(harvest)) == 60
    harvest.harvest.entry.line.clear_line()


def editor(person: Person, page: GalleryPage) -> QPlainTextEdit:
    return person.find("note-editor", QPlainTextEdit)


def test_a_note_is_corrected_where_it_stands(person: Person, harvest: GalleryPage) -> None:
    view = harvest.harvest.notes
    view.setFocus()
    view.show_note(notes(harvest)["N31"].id)
    person.press(Qt.Key.Key_F2)
    field = editor(person, harvest)
    person.qtbot.keyClicks(field, "Honest.")
    person.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert notes(harvest)["N31"].text == "Honest."
    assert harvest.session.desk.undo_label == "Correct N31"
    person.wait(lambda: view.viewport().findChild(QPlainTextEdit) is None)


def test_a_correction_that_is_refused_is_offered_again(person: Person, harvest: GalleryPage) -> None:
    view = harvest.harvest.notes
    view.setFocus()
    view.show_note(notes(harvest)["N31"].id)
    person.press(Qt.Key.Key_Return)
    field = editor(person, harvest)
    field.clear()
    person.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "needs words" in person.window.notice.text

    def again() -> bool:
        found = view.viewport().findChildren(QPlainTextEdit)
        return any(each.isVisible() and each.toPlainText() == "" for each in found)

    person.wait(again)
    person.qtbot.keyClick(editor(person, harvest), Qt.Key.Key_Escape)
    assert notes(harvest)["N31"].text.startswith("No change")


def test_a_note_is_removed_and_comes_back_in_its_place(person: Person, harvest: GalleryPage) -> None:
    view = harvest.harvest.notes
    before = list(view.rows.all)
    view.setFocus()
    view.show_note(notes(harvest)["N31"].id)
    person.press(Qt.Key.Key_Delete)
    assert "N31" not in notes(harvest)
    same_numbers(harvest)
    person.press(Qt.Key.Key_Z, CTRL)
    assert list(view.rows.all) == before
    same_numbers(harvest)


def test_long_lists_are_handed_out_as_one_scrolls(person: Person, harvest: GalleryPage) -> None:
    rows = harvest.harvest.notes.rows
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    page = harvest.harvest
    page.entry.line.setFocus()
    paste(person, "\n".join(f"note {number}" for number in range(4 * BATCH)))
    assert rows.rowCount() < len(rows.all)
    type_line(person, harvest, "one more")
    assert rows.rowCount() < len(rows.all)
    first = notes(harvest)["N61"].id
    assert rows.index_of(first).isValid()
    assert rows.data(rows.index_of(first)) == "note 0"
    type_line(person, harvest, "and one")
    assert rows.rowCount() < len(rows.all)  # nobody looks down there any more
    assert rows.note(QModelIndex()) is None
    del tester


def test_the_numbers_so_far(person: Person, harvest: GalleryPage) -> None:
    panel = harvest.harvest.panel
    assert "Laboratory" in panel.hint.text()
    assert "Concern 16" in panel._kinds.accessibleName()
    type_line(person, harvest, "c: @lab too far")
    assert "Concern 17" in panel._kinds.accessibleName()
    assert "Laboratory" not in panel.hint.text()


def test_a_line_survives_what_happens_elsewhere(person: Person, harvest: GalleryPage) -> None:
    type_line(person, harvest, "half a line", None)
    person.go("home")
    person.go("gallery")
    assert harvest.harvest.entry.line.line == "half a line"
    assert harvest.harvest.entry.poster == poster(harvest, "G07")


def test_rows_say_all_of_a_note(harvest: GalleryPage) -> None:
    rows = harvest.harvest.notes.rows
    said = rows.data(rows.index_of(notes(harvest)["N29"].id), Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).startswith("N29, G07, Concern, Clock starts")
    assert "I understand it 5" in str(said)


def test_double_click_opens_the_editor(person: Person, harvest: GalleryPage) -> None:
    view = harvest.harvest.notes
    place = view.visualRect(view.rows.index_of(notes(harvest)["N33"].id))
    at = QPoint(200, place.center().y())
    person.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    person.qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert editor(person, harvest).toPlainText().startswith("Could we see")
    person.qtbot.keyClick(editor(person, harvest), Qt.Key.Key_Escape)


def test_a_desk_open_for_reading_takes_no_notes(person: Person, harvest: GalleryPage) -> None:
    harvest.session.desk.writable = False
    harvest.refresh(None)
    assert harvest.harvest.entry.line.isReadOnly()
    harvest.session.desk.writable = True


def test_a_list_is_shown_before_it_is_taken(person: Person, harvest: GalleryPage, tmp_path: Path) -> None:
    file = tmp_path / "comments.csv"
    file.write_text(
        "Poster;Comment;Kind;Name\nG02;Fair to villages;I like;Ann\nG99;lost;Idea;\n"
        ";of the one beside the line;C;\n",
        encoding="utf-8",
    )
    person.answers.table = file
    person.click("gallery.import_notes")
    person.wait(harvest.harvest.importing.isVisible)
    importing = harvest.harvest.importing
    assert "Row 3 names no poster" in importing.told.text()
    assert not person.window.findChild(QComboBox, "notes-column-writer").isVisible()
    assert len(notes(harvest)) == 60
    person.click("notes-take")
    assert notes(harvest)["N61"].poster == poster(harvest, "G02")
    assert notes(harvest)["N61"].kind is NoteKind.SUPPORT
    assert notes(harvest)["N61"].writer == ""
    assert notes(harvest)["N62"].poster == poster(harvest, "G07")
    assert "N63" not in notes(harvest)
    assert harvest.session.desk.undo_label == "2 notes from a list"
    assert harvest.harvest.below.currentWidget() is harvest.harvest.written


def test_pasted_columns_with_names_are_a_list(person: Person, harvest: GalleryPage) -> None:
    harvest.harvest.entry.line.setFocus()
    paste(person, "Note\tGroup\tDots\nmore crews\tFLD\t4\nfewer forms\tnobody\t\n")
    assert harvest.harvest.importing.isVisible()
    assert "nobody" in harvest.harvest.importing.told.text()
    person.click("notes-take")
    assert (notes(harvest)["N61"].text, notes(harvest)["N61"].dots) == ("more crews", 4)
    assert notes(harvest)["N62"].group is None


def test_names_only_where_the_gallery_takes_them(person: Person, harvest: GalleryPage) -> None:
    writer = harvest.harvest.entry.writer
    assert not writer.isVisible()
    gallery = harvest.book.gallery
    assert gallery is not None
    harvest.session.do("Names", partial(change_gallery, names=True), gallery.id)
    assert writer.isVisible()
    type_line(person, harvest, "my idea", None)
    writer.setFocus()
    person.write("Ann Lee")
    assert notes(harvest)["N61"].writer == "Ann Lee"
    assert writer.text() == ""
    harvest.session.do("Names", partial(change_gallery, names=False, rated=False), gallery.id)
    assert not writer.isVisible()
    type_line(person, harvest, "u5 is a word here")
    assert notes(harvest)["N62"].text == "u5 is a word here"
    assert notes(harvest)["N62"].understand is None
