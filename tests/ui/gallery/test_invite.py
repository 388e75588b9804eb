"""Who is invited, and with which words."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from kpidesk.domain.invitations import Came, Invitation, InvitationText, Stance, Variant
from kpidesk.ui.gallery.invite import InviteView
from kpidesk.ui.gallery.page import GalleryPage
from tests.ui.conftest import Person


@pytest.fixture
def view(person: Person, page: GalleryPage) -> InviteView:
    person.click("segment-invite")
    found = page.view
    assert isinstance(found, InviteView)
    return found


def names(view: InviteView) -> list[str]:
    rows = (view.list.model_.row(view.list.model_.index_of(key)) for key in view.list.ids())
    return [row.title for row in rows if row]


def named(view: InviteView, name: str) -> Invitation:
    return view.session.desk.find(Invitation, name=name)[0]


def test_sceptics_come_first_and_people_are_counted(view: InviteView) -> None:
    stances = [next(iter(view.session.desk.find(Invitation, id=key))).stance for key in view.list.ids()]
    assert stances[:3] == [Stance.OPPOSED] * 3
    assert stances[3:8] == [Stance.SCEPTICAL] * 4 + [stances[7]]
    assert "20 on the list, 96 people" in view._count.text()


def test_a_line_invites_with_how_many_and_group(person: Person, view: InviteView) -> None:
    person.find("invite-line").setFocus()
    person.write("Meter readers; 12; @cal")
    made = named(view, "Meter readers")
    assert (made.people, made.variant) == (12, Variant.GENERAL)
    assert view.book.groups[made.group or ""].key == "CAL"
    person.write("Garden clubs; par")
    assert named(view, "Garden clubs").variant is Variant.PARTNERS
    assert view.line.text() == ""


def test_a_line_that_cannot_be_read_stays_with_a_reason(person: Person, view: InviteView) -> None:
    person.find("invite-line").setFocus()
    person.write("Meter readers; many")
    assert "“many” is neither a number nor the key" in person.window.notice.text
    assert view.line.text() == "Meter readers; many"
    assert not view.session.desk.find(Invitation, name="Meter readers")
    view.line.clear()


def test_a_list_is_pasted_as_one_step(person: Person, view: InviteView) -> None:
    QGuiApplication.clipboard().setText("Depot Mid\t4\tFLD\n\nNight desk\t2\n")
    person.window.commands.run("gallery.invite_lines")
    assert named(view, "Depot Mid").people == 4
    assert named(view, "Night desk").group is None
    view.session.undo()
    assert not view.session.desk.find(Invitation, name="Night desk")
    QGuiApplication.clipboard().setText("  ")
    person.window.commands.run("gallery.invite_lines")
    assert "Copy a list first" in person.window.notice.text


def test_fields_are_taken_over_and_refused(person: Person, view: InviteView) -> None:
    one = named(view, "Telemetry")
    view.choose(one.id)
    person.find("field-people").setFocus()
    person.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.write("0", Qt.Key.Key_Tab)
    assert view.form.wrong["people"].text()
    assert named(view, "Telemetry").people == 3
    view.form.give_back()
    came = view.form.choices["came"]
    came.show_value(Came.YES)
    came.activated.emit(came.currentIndex())
    assert named(view, "Telemetry").came is Came.YES


def test_deleting_goes_on_to_the_next(person: Person, view: InviteView) -> None:
    before = names(view)
    view.choose(view.list.ids()[1])
    view.list.setFocus()
    person.press(Qt.Key.Key_Delete)
    assert names(view) == [before[0], *before[2:]]
    assert view.list.ids().index(view.current) == 1


def test_all_are_invited_today_but_days_that_stand_stay(person: Person, view: InviteView) -> None:
    assert not view.all_invited.isEnabled()
    person.find("invite-line").setFocus()
    person.write("Meter readers; 12")
    person.click("invite-all")
    assert named(view, "Meter readers").invited_on is not None
    assert str(named(view, "Telemetry").invited_on) == "2025-06-24"


def reading(person: Person) -> str:
    return person.find("words-reading", QLabel).text().replace("\u00a0", " ")


def test_the_words_follow_who_is_chosen(person: Person, view: InviteView) -> None:
    view.choose(named(view, "Depot West crews").id)
    assert "Dzień dobry, Depot West crews," in reading(person)
    assert "8 lipca 2025" in reading(person)
    view.choose(named(view, "Customer panel").id)
    assert "Hola, Customer panel:" in reading(person)
    assert "P. Lindqvist, A. Nowak y S. Iyer" in reading(person)
    view.choose(named(view, "Upland Farmers' Union").id)
    assert "من 10:00" in reading(person) or "10:00" in reading(person)


def test_own_words_hold_for_one_variant_and_language(person: Person, view: InviteView) -> None:
    view.choose(named(view, "Depot South crews").id)
    view.texts.text.setFocus()
    view.texts.text.setPlainText("{greeting}\nCome on {date}.\nBring {cake}.\n{alternative}")
    view.texts.text.commit()
    assert "Come on 8 July 2025." in reading(person)
    assert "Bring {cake}." in reading(person)
    assert "Nothing is known for {cake}." in view.texts._hint.text()
    (own,) = view.session.desk.find(InvitationText)
    assert (own.variant, own.language) == (Variant.GENERAL, "en")
    view.choose(named(view, "Depot North crews").id)
    assert "Come on" not in reading(person)
    view.choose(named(view, "Depot South crews").id)
    person.click("words-back")
    assert not view.session.desk.find(InvitationText)
    assert "There is no agenda" in reading(person)


def test_the_mail_is_copied_with_its_subject(person: Person, view: InviteView) -> None:
    view.choose(named(view, "Laboratory").id)
    person.click("words-copy")
    text = QGuiApplication.clipboard().text().replace("\u00a0", " ")
    assert text.startswith("We would like your doubts on 8 July 2025\n\nDear Laboratory,")
    assert "{" not in text


def test_an_empty_list_says_what_belongs_there(person: Person, empty: GalleryPage, tmp_path: Path) -> None:
    person.click("gallery.begin")
    person.click("segment-invite")
    found = empty.view
    assert isinstance(found, InviteView)
    assert found.list.isHidden()
    assert not found._none.isHidden()
    person.find("invite-line").setFocus()
    person.write("Everybody")
    assert not found.list.isHidden()
    assert "………" in reading(person)  # no day is noted yet
