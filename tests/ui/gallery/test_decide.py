"""Deciding note by note, with keys."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from kpidesk.actions import gallery as actions
from kpidesk.domain.content import Translation
from kpidesk.domain.gallery import Decision, NoteKind
from kpidesk.ui.gallery.page import GalleryPage
from kpidesk.ui.screens import settle
from tests.ui.conftest import Person
from tests.ui.gallery.conftest import notes, poster
from tests.ui.sharing.conftest import tab_to
from tests.ui.test_layout import faults_of

CTRL = Qt.KeyboardModifier.ControlModifier
WAITING = ("N02", "N29", "N33")


@pytest.fixture
def decide(person: Person, page: GalleryPage) -> GalleryPage:
    """Three notes wait."""
    for code in WAITING:
        note = notes(page)[code]
        assert page.session.do("Wait", actions.decide, note.id, None, "")
    person.click("segment-decide")
    return page


def column(page: GalleryPage, key: Any) -> list[str]:
    return [page.book.notes[str(each)].code for each in page.decide.board.columns[key].rows.all]


def current(page: GalleryPage) -> str:
    note = page.decide.panel.note
    return note.code if note else ""


def test_columns_by_decision_and_the_first_that_waits(decide: GalleryPage) -> None:
    assert column(decide, None) == list(WAITING)
    assert len(column(decide, Decision.ADOPT)) == 19
    assert current(decide) == "N02"
    assert decide.decide.panel.progress.text() == "57 of 60 decided"


def test_columns_without_notes_are_narrow(person: Person, decide: GalleryPage) -> None:
    wells = decide.decide.board._wells
    assert wells[None].width() > 200
    for code in WAITING:
        assert decide.session.do("Thank", actions.decide, notes(decide)[code].id, Decision.THANK, "")
    decide.decide.board.arrange()
    assert wells[None].width() == 44
    assert not wells[None].cards.isVisible()
    assert wells[Decision.THANK].width() > 200
    person.click("edit.undo")
    assert wells[None].width() > 200


def test_a_key_decides_and_enter_goes_on(person: Person, decide: GalleryPage) -> None:
    person.press(Qt.Key.Key_1)
    assert notes(decide)["N02"].decision is Decision.ADOPT
    assert decide.session.desk.undo_label == "Decide N02"
    assert column(decide, None) == list(WAITING)  # nothing jumps away under one's eyes
    person.press(Qt.Key.Key_Return)
    assert current(decide) == "N29"
    assert column(decide, None) == ["N29", "N33"]
    assert "N02" in column(decide, Decision.ADOPT)
    person.press(Qt.Key.Key_6)
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_6)
    person.press(Qt.Key.Key_Return)
    assert "Every note" in person.window.notice.text
    assert decide.decide.panel.progress.text() == "60 of 60 decided"


def test_a_decision_with_its_reason_is_one_step(person: Person, decide: GalleryPage) -> None:
    panel = decide.decide.panel
    person.press(Qt.Key.Key_2)
    assert "no reason is given" in panel.hint.text()
    panel.reason.setFocus()
    person.write("Two stamps, 1 and 2.", None)
    assert notes(decide)["N02"].decision is Decision.ADAPT  # digits are typed, they do not decide
    person.press(Qt.Key.Key_Return, CTRL)
    assert notes(decide)["N02"].reason == "Two stamps, 1 and 2."
    assert current(decide) == "N29"
    decide.session.undo()
    assert notes(decide)["N02"].decision is None
    assert notes(decide)["N02"].reason == ""


def test_the_same_key_takes_a_decision_back(person: Person, decide: GalleryPage) -> None:
    person.press(Qt.Key.Key_4)
    person.press(Qt.Key.Key_4)
    assert notes(decide)["N02"].decision is None
    assert not decide.decide.panel.go.isEnabled()
    person.press(Qt.Key.Key_Return)
    assert current(decide) == "N02"


def test_arrows_walk_the_cards(person: Person, decide: GalleryPage) -> None:
    person.press(Qt.Key.Key_Down)
    assert current(decide) == "N29"
    person.press(Qt.Key.Key_Right)
    there = current(decide)
    assert there in column(decide, Decision.ADOPT)
    person.press(Qt.Key.Key_Left)
    assert current(decide) in WAITING
    decide.decide.panel.stepped.emit(1)
    assert current(decide) != there


def test_tab_goes_from_a_card_to_its_reason(person: Person, decide: GalleryPage) -> None:
    """Columns that Tab comes by choose nothing: the reason is that of the note that was decided."""
    person.press(Qt.Key.Key_Down)
    assert current(decide) == "N29"
    person.press(Qt.Key.Key_4)
    tab_to(person, "reason")
    person.write("Later.", None)
    person.press(Qt.Key.Key_Return, CTRL)
    assert notes(decide)["N29"].reason == "Later."
    assert current(decide) == "N33"
    assert decide.decide.panel.reason.typed() == ""


def test_the_room_sees_the_note_and_not_who_wrote_it(decide: GalleryPage) -> None:
    picture = decide.projected()
    assert picture is not None
    said = repr(picture.items)
    assert "Why is staff safety" in said
    assert "57 of 60 decided" in said
    assert "Managers" not in said


def test_the_panel_stays_beside_the_guide_and_when_one_works_alone(
    person: Person, decide: GalleryPage
) -> None:
    panel = decide.decide.panel
    person.press(Qt.Key.Key_F11)
    assert panel.isVisible()
    person.press(Qt.Key.Key_F11)
    person.window.resize(1024, 768)
    person.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert panel.isVisible()
    settle(person.window)
    assert faults_of(person.window) == []


def test_typing_is_kept_when_another_card_is_chosen(person: Person, decide: GalleryPage) -> None:
    decide.decide.panel.reason.setFocus()
    person.write("Because.", None)
    decide.decide.board.choose(notes(decide)["N33"].id)
    assert notes(decide)["N02"].reason == "Because."
    assert decide.decide.panel.reason.typed() == ""


def test_a_reason_that_is_too_long_is_told(person: Person, decide: GalleryPage) -> None:
    panel = decide.decide.panel
    panel.reason.setFocus()
    panel.reason.setPlainText("z" * 100_000)
    person.press(Qt.Key.Key_Return, CTRL)
    assert "100000 characters" in person.window.notice.text
    assert current(decide) == "N02"
    panel.reason.give_back()


def choose(choice: Any, value: object) -> None:
    choice.show_value(value)
    choice.activated.emit(choice.currentIndex())


def test_filters_and_other_columns(decide: GalleryPage) -> None:
    view = decide.decide
    choose(view.kind, NoteKind.CONCERN)
    assert view.board.count == 16
    choose(view.by, "poster")
    assert column(decide, poster(decide, "G07")) == ["N29", "N32"]
    choose(view.by, "kind")
    assert list(view.board.columns) == [NoteKind.CONCERN]
    decide.show_record(notes(decide)["N02"].id)  # a question: the filter is lifted
    assert current(decide) == "N02"
    assert view.board.count == 60


def test_kind_group_and_poster_are_corrected(decide: GalleryPage) -> None:
    panel = decide.decide.panel
    choose(panel.kind, NoteKind.IDEA)
    choose(panel.poster, poster(decide, "G05"))
    choose(panel.group, None)
    note = notes(decide)["N02"]
    assert (note.kind, note.poster, note.group) == (NoteKind.IDEA, poster(decide, "G05"), None)
    assert current(decide) == "N02"
    decide.session.undo()
    assert panel.group.value is not None


def test_a_note_that_goes_is_forgotten(decide: GalleryPage) -> None:
    decide.shell.commands.run("gallery.remove_note")
    assert "N02" not in notes(decide)
    assert current(decide) == "N29"
    assert column(decide, None) == ["N29", "N33"]
    decide.session.undo()
    assert column(decide, None) == list(WAITING)


def test_keys_decide_nowhere_else(person: Person, decide: GalleryPage) -> None:
    person.click("segment-posters")
    decide.setFocus()
    person.press(Qt.Key.Key_1)
    assert notes(decide)["N02"].decision is None


def test_the_columns_keep_qts_rules(person: Person, decide: GalleryPage) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [QAbstractItemModelTester(each.rows, mode) for each in decide.decide.board.columns.values()]
    for key in (Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_5, Qt.Key.Key_Return):
        person.press(key)
    decide.session.undo()
    decide.session.redo()
    testers.clear()


def test_a_note_that_a_host_entered_is_marked(person: Person, decide: GalleryPage) -> None:
    decide.decide.panel.on_behalf.click()
    assert notes(decide)["N02"].on_behalf
    assert not notes(decide)["N29"].on_behalf


def test_what_a_note_in_another_language_says_is_written_beside_it(
    person: Person, decide: GalleryPage
) -> None:
    note, panel = notes(decide)["N09"], decide.decide.panel
    assert note.language == "es"
    decide.decide.show_note(note.id)
    person.find("note-meant").setPlainText("My building has no water and nobody counts it.")
    decide.decide.show_note(notes(decide)["N02"].id)  # an English one, which needs no field
    assert not panel.meant.isVisible()
    said = decide.session.desk.find(Translation, record=note.id, field="text", language="en")
    assert [each.text for each in said] == ["My building has no water and nobody counts it."]
    decide.decide.show_note(note.id)
    assert panel.meant.toPlainText() == said[0].text
    panel.language.setCurrentText("English")
    panel.language.activated.emit(panel.language.currentIndex())
    assert notes(decide)["N09"].language == "en"
    assert not panel.meant.isVisible()
