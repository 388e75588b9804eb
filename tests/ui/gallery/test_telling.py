"""Telling back: what is missing, the texts, and that people have been told."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from kpidesk.actions import gallery as actions
from kpidesk.domain.gallery import Consequence, Decision, Gallery, Poster, PosterKind
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.ui.gallery.page import GalleryPage
from kpidesk.ui.gallery.telling import TellingView
from tests.ui.conftest import Person
from tests.ui.gallery.conftest import notes


@pytest.fixture
def view(person: Person, page: GalleryPage) -> TellingView:
    person.click("segment-telling")
    found = page.view
    assert isinstance(found, TellingView)
    return found


def status(page: GalleryPage, code: str) -> MeasureStatus:
    return page.session.desk.find(Measure, code=code)[0].status


def test_what_is_missing_leads_to_its_note(person: Person, view: TellingView, page: GalleryPage) -> None:
    links = [view._findings.itemAt(at).widget() for at in range(view._findings.count())]
    assert len(links) == 1
    links[0].click()  # type: ignore[union-attr]
    assert page.segments.current == "decide"
    assert page.decide.panel.note is not None
    assert page.decide.panel.note.code == "N54"


def test_people_are_told_and_measures_move_on(person: Person, view: TellingView, page: GalleryPage) -> None:
    person.window.questions.risky = False  # type: ignore[attr-defined]
    view.tell()  # N54 has no reason: asked, and not done
    assert page.session.desk.find(Gallery)[0].told_on is None
    assert page.session.do("Why", actions.decide, notes(page)["N54"].id, Decision.PARK, "In spring")
    view.tell()
    gallery = page.session.desk.find(Gallery)[0]
    assert gallery.told_on is not None
    assert {each.told_on for each in notes(page).values()} == {gallery.told_on}
    assert {status(page, f"M{number:02}") for number in range(1, 13)} == {MeasureStatus.ACCEPTED}
    assert status(page, "M13") is MeasureStatus.LIVE
    assert "60 notes" in person.window.notice.text
    assert "12 measures" in person.window.notice.text
    page.session.undo()
    assert status(page, "M01") is MeasureStatus.GALLERY


def test_an_answer_that_changes_is_to_be_told_again(view: TellingView, page: GalleryPage) -> None:
    assert page.session.do("Why", actions.decide, notes(page)["N54"].id, Decision.PARK, "In spring")
    view.tell()
    assert page.session.do("Other", actions.decide, notes(page)["N54"].id, Decision.ADOPT, "Split now")
    assert notes(page)["N54"].told_on is None
    assert notes(page)["N53"].told_on is not None


def test_a_measure_with_an_open_note_stays_in_the_gallery(
    person: Person, view: TellingView, page: GalleryPage
) -> None:
    assert page.session.do("Wait", actions.decide, notes(page)["N06"].id, None)
    person.window.questions.risky = True  # type: ignore[attr-defined]
    view.tell()
    assert status(page, "M01") is MeasureStatus.GALLERY
    assert status(page, "M03") is MeasureStatus.ACCEPTED


def test_the_mail_tells_answers_but_not_whose(person: Person, view: TellingView, page: GalleryPage) -> None:
    person.find("telling-heard", QPlainTextEdit).setFocus()
    person.write("You came in the rain.", None)
    view.heard.commit()
    group = next(key for key, each in page.book.groups.items() if each.key == "CUS")
    view.group.show_value(group)
    view.group.activated.emit(view.group.currentIndex())
    text = view.mail.toPlainText()
    assert "To Customer panel" in text
    assert "You came in the rain." in text
    assert "- “Renamed”" not in text
    assert "My building loses water" in text or "in the report" in text
    assert text.index("Nothing here about water taste") < text.index("WHAT WAITS")
    person.click("telling-copy")
    assert QGuiApplication.clipboard().text() == text


def test_own_notes_come_first_where_names_are_taken(view: TellingView, page: GalleryPage) -> None:
    gallery = page.session.desk.find(Gallery)[0]
    assert page.session.do("Names", lambda edit: actions.change_gallery(edit, gallery.id, names=True))
    group = next(key for key, each in page.book.groups.items() if each.key == "IT")
    view.group.show_value(group)
    view.group.activated.emit(view.group.currentIndex())
    changes = view.mail.toPlainText().split("WHAT CHANGES BECAUSE OF YOU")[1]
    assert "Web chats are not linked" in changes.splitlines()[1]


def test_the_poster_of_answers_is_hung_up_once(person: Person, view: TellingView, page: GalleryPage) -> None:
    person.click("telling-poster")
    assert page.segments.current == "posters"
    page.show_view("telling")
    person.click("telling-poster")
    assert len(page.session.desk.find(Poster, kind=PosterKind.TOLD)) == 1


def test_what_a_note_led_to_is_written_beside_its_decision(person: Person, page: GalleryPage) -> None:
    person.click("segment-decide")
    page.show_record(notes(page)["N12"].id)
    person.click("led-to-add")
    person.write("M02")
    person.write("A log of failed samples beside it", None)
    panel = page.decide.panel
    panel.led_to._rows[next(iter(panel.led_to._rows))].findChild(type(page.wall.panel.name)).commit()
    (made,) = page.session.desk.find(Consequence, note=notes(page)["N12"].id)
    assert page.session.desk.get(Measure, made.record).code == "M02"
    assert made.change == "A log of failed samples beside it"


def test_a_promise_is_made_because_of_a_note(person: Person, page: GalleryPage) -> None:
    person.click("segment-decide")
    page.show_record(notes(page)["N10"].id)
    person.click("led-to-promise")
    (promise,) = page.book.promises[notes(page)["N10"].id]
    assert promise.what == "Data item check added to definition"
    page.session.undo()
    assert notes(page)["N10"].id not in page.book.promises
