"""Promises in the window: their order, quality, check-ins, what is carried over, and the calendar."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from kpidesk.actions import commitments
from kpidesk.domain.commitments import CheckIn, Commitment, CommitmentStatus, Quality
from kpidesk.domain.sharing import ChallengeKind
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.sharing.commitments_view import CommitmentsView
from kpidesk.ui.sharing.page import SharingPage
from tests.ui.conftest import Person
from tests.ui.sharing.conftest import partner

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(person: Person, page: SharingPage) -> CommitmentsView:
    person.click("segment-commitments")
    found = page.view
    assert isinstance(found, CommitmentsView)
    return found


def titles(view: CommitmentsView) -> list[str]:
    """Headings in capitals, and what was promised."""
    return [
        each.text.upper() if isinstance(each, Heading) else each.promise.what
        for each in view.list.promises.rows
    ]


def promise(view: CommitmentsView, what: str) -> Commitment:
    (found,) = view.session.desk.find(Commitment, what=what)
    return found


def go_to(view: CommitmentsView, what: str) -> None:
    index = view.list.promises.index_of(promise(view, what).id)
    view.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_what_is_overdue_comes_first(view: CommitmentsView) -> None:
    shown = titles(view)
    assert shown[0] == "OVERDUE"
    late = shown[1 : shown.index("DONE WITH")]
    days = [promise(view, each).by_when for each in late if not each.isupper()]
    assert shown[2] == "Test the script"  # of all that is late, one was due before it
    assert days == sorted(days, key=str)
    done = shown[shown.index("DONE WITH") + 1 :]
    assert {"Share the outfall list", "Join the walk-through"} < set(done)
    assert {promise(view, each).is_standing for each in done} == {False}


def test_by_person_nobody_comes_last(person: Person, view: CommitmentsView) -> None:
    view.session.do("Promise", lambda edit: commitments.promise(edit, "Find a boat"))
    person.click("segment-person")
    shown = titles(view)
    heads = [each for each in shown if each.isupper()]
    assert heads == [*sorted(heads[:-1]), "NOBODY YET"]
    assert shown[-1] == "Find a boat"
    assert shown[shown.index("S. IYER") + 1 :][:2] == ["Test the script", "Meet the chair"]


def test_a_promise_is_added_by_key_and_filled_in(person: Person, view: CommitmentsView) -> None:
    person.click("sharing.promise")
    person.write("Lend the boat")
    view.fields.form.focus("who")
    person.write("M. Teo", Qt.Key.Key_Tab)
    person.write("P08", Qt.Key.Key_Tab)
    day = date.today() + timedelta(days=20)  # noqa: DTZ011 - as the person's calendar has it
    person.write(day.isoformat())
    made = promise(view, "Lend the boat")
    assert (made.who, made.with_whom, made.by_when) == ("M. Teo", "P08", day)
    assert made.centre == view.centre.id
    assert "TO COME" in titles(view)


def test_quality_is_ticked_and_counted(person: Person, view: CommitmentsView) -> None:
    go_to(view, "Share the outfall list")
    assert view._quality_head.text() == "Is it a good promise? 4 of 5"
    person.click("quality-stretch")
    person.click("quality-clear")
    kept = set(promise(view, "Share the outfall list").qualities)
    assert kept == {each.value for each in Quality} - {"clear"}
    assert view._quality_head.text() == "Is it a good promise? 4 of 5"
    person.click("edit.undo")
    assert view.ticks[Quality.CLEAR].isChecked()


def test_the_three_questions_lead_to_the_next_promise_and_to_looking_back(
    person: Person, page: SharingPage, view: CommitmentsView
) -> None:
    go_to(view, "Meet the chair")
    late = promise(view, "Meet the chair")
    for key, text in (
        ("happened", "She was ill."),
        ("learned", "Her deputy decides."),
        ("next", "Meet the deputy"),
    ):
        view.looks.answers[key].setFocus()
        person.write(text, None)
    view.looks.status.show_value(CommitmentStatus.NOT_MET)
    view.looks.status.activated.emit(view.looks.status.currentIndex())
    view.looks.kind.show_value(ChallengeKind.PERSON)
    assert view.session.desk.find(CheckIn, commitment=late.id) == ()  # nothing is written before it is noted
    person.click("look-note")
    (look,) = view.session.desk.find(CheckIn, commitment=late.id)
    assert (look.happened, look.learned, look.next) == (
        "She was ill.",
        "Her deputy decides.",
        "Meet the deputy",
    )
    assert (look.status, look.kind) == (CommitmentStatus.NOT_MET, ChallengeKind.PERSON)
    assert promise(view, "Meet the chair").status is CommitmentStatus.NOT_MET
    assert view.looks.unfinished == ""
    person.click("look-follow")
    follows = promise(view, "Meet the deputy")
    assert (follows.follows, follows.partner) == (late.id, partner(page, "P06").id)
    assert view.current == follows.id
    go_to(view, "Meet the chair")
    view.looks.answers["happened"].setFocus()
    person.write("Nothing more.", None)
    person.click("look-note")
    person.click("look-reflect")
    assert page.step == "sharing-part-4"


def test_answers_of_one_promise_do_not_reach_another(person: Person, view: CommitmentsView) -> None:
    go_to(view, "Meet the chair")
    view.looks.answers["happened"].setFocus()
    person.write("She was ill.", None)
    assert view.unfinished() == "She was ill."
    go_to(view, "Pick 12 blocks")
    assert view.looks.answers["happened"].typed() == ""
    assert view.unfinished() == "She was ill."  # it waits
    go_to(view, "Meet the chair")
    assert view.looks.answers["happened"].typed() == "She was ill."
    person.click("look-note")
    assert view.unfinished() == ""


def test_what_waits_is_carried_over_to_the_next_workshop(person: Person, view: CommitmentsView) -> None:
    person.click("sharing.carry")
    assert person.focus.objectName() == "carry-day"
    person.write("some day")
    assert "is no date" in view.wrong.text()
    person.press(Qt.Key.Key_A, CTRL)
    person.write("2001-01-01")
    assert "has passed" in view.wrong.text()
    person.press(Qt.Key.Key_A, CTRL)
    day = date.today() + timedelta(days=30)  # noqa: DTZ011 - as the person's calendar has it
    person.write(day.isoformat())
    moved = [each for each in view.session.desk.find(Commitment) if each.is_standing]
    assert {each.by_when for each in moved} == {day}
    assert "OVERDUE" not in titles(view)
    assert promise(view, "Share the outfall list").by_when == date(2025, 9, 15)
    looks = view.session.desk.find(CheckIn, commitment=promise(view, "Meet the chair").id)
    assert [each.moved_from for each in looks] == [date(2025, 9, 5)]
    person.click("edit.undo")
    assert promise(view, "Meet the chair").by_when == date(2025, 9, 5)


def test_the_calendar_is_given_out_on_the_publish_page(person: Person, view: CommitmentsView) -> None:
    person.click("sharing.calendar")
    assert person.window.current == "publish"


def test_hints_lead_to_their_promise(person: Person, page: SharingPage, view: CommitmentsView) -> None:
    made = promise(view, "Visit two farms")
    view.session.do("Forget who", lambda edit: commitments.change_promise(edit, made.id, who=""))
    page.show_view("table")
    person.click("sharing-hints")
    person.write("Who does this", Qt.Key.Key_Return)
    assert page.segments.current == "commitments"
    assert page.view.current == made.id


def test_removing_the_promise_in_hand_goes_to_its_neighbour(person: Person, view: CommitmentsView) -> None:
    go_to(view, "Meet the chair")
    ids = view.list.ids()
    after = ids[ids.index(view.current) + 1]
    person.click("promise-remove")
    assert view.current == after
    assert view.session.desk.find(Commitment, what="Meet the chair") == ()


def test_a_day_that_was_refused_keeps_its_promise_in_hand(person: Person, view: CommitmentsView) -> None:
    go_to(view, "Meet the chair")
    here = view.current
    view.fields.form.focus("by_when")
    person.write("31.2.2026")
    go_to(view, "Pick 12 blocks")
    assert view.current == here
    assert view.fields.form.fields["by_when"].typed() == "31.2.2026"
    assert "31.2.2026" in person.window.notice.text
    view.fields.form.focus("by_when")
    person.press(Qt.Key.Key_Escape)
    go_to(view, "Pick 12 blocks")
    assert view.current != here


def test_an_empty_look_is_not_noted(person: Person, view: CommitmentsView) -> None:
    go_to(view, "Meet the chair")
    before = len(view.session.desk.find(CheckIn))
    person.click("look-note")
    assert len(view.session.desk.find(CheckIn)) == before
    assert view.looks.wrong.isVisible()


def test_what_is_half_said_is_asked_about_from_anywhere(person: Person, page: SharingPage) -> None:
    person.click("segment-commitments")
    assert isinstance(page.view, CommitmentsView)
    page.view.looks.answers["happened"].setFocus()
    person.write("The list was sent", None)
    person.click("segment-table")
    assert page.unfinished() == "The list was sent"
