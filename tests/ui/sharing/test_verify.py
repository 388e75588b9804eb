"""Guesses as an interview: asked, answered, corrected or taken away, by clicks and by keys alone."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kpidesk.actions import sharing
from kpidesk.domain.guesses import guesses, verified
from kpidesk.domain.sharing import Contribution, DrivingMeasure, Evidence, Partner
from kpidesk.ui.publish.page import PublishPage
from kpidesk.ui.sharing.page import SharingPage
from kpidesk.ui.sharing.verify import VerifyView
from tests.ui.conftest import Person


@pytest.fixture
def view(person: Person, marrow: Path) -> VerifyView:
    assert person.window.open(marrow)
    page = person.go("sharing")
    assert isinstance(page, SharingPage)
    person.click("segment-verify")
    assert isinstance(page.view, VerifyView)
    return page.view


def driving(view: VerifyView, name: str) -> DrivingMeasure:
    return view.session.desk.find(DrivingMeasure, name=name)[0]


def names(view: VerifyView) -> list[str]:
    desk = view.session.desk
    return [desk.get(DrivingMeasure, each).name for each in view.list.ids()]


def test_all_guesses_of_the_sample_are_listed_under_their_partners(view: VerifyView) -> None:
    assert names(view) == [
        "Kitchen cost", "Hygiene score", "Illness reports", "Homes finished", "Snags", "Yield",
        "Subsidy audits",
    ]  # fmt: skip
    assert view.guess is not None
    assert view.guess.told.name == "Kitchen cost"
    assert "Kitchen cost" in view.interview.question.text()
    spoken = view.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Kitchen cost?" in spoken
    assert "time to ask" in spoken


def test_as_we_thought_keeps_what_they_said_and_goes_on(person: Person, view: VerifyView) -> None:
    person.click("field-found")
    person.write("The chair is asked for it each month", None)
    person.click("verify-so")
    told = driving(view, "Kitchen cost")
    assert told.evidence is Evidence.KNOWN
    assert told.found == "The chair is asked for it each month"
    assert told.confirmed_on is not None
    assert view.guess is not None
    assert view.guess.told.name == "Hygiene score"
    assert view.interview.form.fields["found"].typed() == ""
    assert view.known.ids() == [told.id]
    assert view.known.isVisible()


def test_by_keys_alone_from_the_list_through_an_answer_to_the_next(person: Person, view: VerifyView) -> None:
    view.list.setFocus()
    person.press(Qt.Key.Key_Down)
    assert view.guess is not None
    assert view.guess.told.name == "Hygiene score"
    person.press(Qt.Key.Key_Return)
    assert person.focus.objectName() == "field-found"
    person.write("Only the inspector looks at it", None)
    person.press(Qt.Key.Key_Tab)
    assert person.focus.objectName() == "verify-so"
    person.press(Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_Return)
    assert person.focus.objectName() == "verify-right"
    person.write("Complaints about smell")
    told = driving(view, "Complaints about smell")
    assert (told.evidence, told.found) == (Evidence.KNOWN, "Only the inspector looks at it")
    assert not view.session.desk.find(DrivingMeasure, name="Hygiene score")
    assert person.focus.objectName() == "field-found"
    assert view.guess.told.name == "Illness reports"


def test_not_so_takes_the_guess_away_and_undo_brings_it_back(person: Person, view: VerifyView) -> None:
    person.click("verify-not")
    assert "Kitchen cost" not in names(view)
    person.click("edit.undo")
    assert names(view)[0] == "Kitchen cost"


def test_nothing_instead_is_refused_and_the_guess_stays(person: Person, view: VerifyView) -> None:
    person.click("verify-otherwise")
    person.press(Qt.Key.Key_Delete)
    person.press(Qt.Key.Key_Return)
    assert "drives this partner" in person.window.notice.text
    assert driving(view, "Kitchen cost").is_guess


def test_what_would_be_right_instead_waits_with_its_guess(person: Person, view: VerifyView) -> None:
    person.click("verify-otherwise")
    assert view.unfinished() == ""  # only asked as yet
    person.write("Waste", None)
    assert view.unfinished() == "Waste"
    view.list.setCurrentIndex(view.list.model().index(2, 0))
    assert not view.interview.right.isVisible()
    assert view.unfinished() == "Waste"
    view.list.setCurrentIndex(view.list.model().index(1, 0))
    assert view.interview.right.isVisible()
    person.click("verify-otherwise")
    assert view.interview.right.text() == "Waste"
    person.press(Qt.Key.Key_Return)
    assert driving(view, "Waste").evidence is Evidence.KNOWN
    assert view.unfinished() == ""


def test_esc_asks_no_more_what_is_right_instead(person: Person, view: VerifyView) -> None:
    person.click("verify-otherwise")
    person.write("Waste", None)
    person.press(Qt.Key.Key_Escape)
    assert not view.interview.right.isVisible()
    assert person.focus.objectName() == "verify-otherwise"
    assert view.unfinished() == ""
    assert driving(view, "Kitchen cost").is_guess


def test_what_would_be_right_of_a_guess_that_is_gone_holds_nobody_up(
    person: Person, view: VerifyView
) -> None:
    person.click("verify-otherwise")
    person.write("Waste", None)
    told = driving(view, "Kitchen cost")
    view.session.do("Remove", lambda edit: sharing.remove_told(edit, DrivingMeasure, told.id))
    assert view.unfinished() == ""


def test_what_they_said_is_kept_before_there_is_an_answer(person: Person, view: VerifyView) -> None:
    person.click("field-found")
    person.write("Call again on Monday", None)
    view.list.setCurrentIndex(view.list.model().index(2, 0))
    assert view.guess is not None
    assert view.guess.told.name == "Hygiene score"
    assert driving(view, "Kitchen cost").found == "Call again on Monday"
    assert driving(view, "Kitchen cost").is_guess
    view.list.setCurrentIndex(view.list.model().index(1, 0))
    assert view.interview.form.fields["found"].typed() == "Call again on Monday"


def test_whom_to_ask_is_noted_with_the_partner(person: Person, view: VerifyView) -> None:
    person.click("field-contact")
    person.write("Dina Kaya, 5551")
    (partner,) = view.session.desk.find(Partner, code="P06")
    assert partner.contact == "Dina Kaya, 5551"


def test_contributions_are_asked_about_too(person: Person, view: VerifyView) -> None:
    contribution = view.session.desk.find(Contribution)[0]
    guess = Evidence.HYPOTHESISED
    view.session.do(
        "Guess",
        lambda edit: sharing.change_told(edit, Contribution, contribution.id, evidence=guess),
    )
    assert contribution.id in view.list.ids()
    view.page.show_record(contribution.id)
    assert contribution.name in view.interview.question.text()
    person.click("verify-so")
    assert not view.session.desk.get(Contribution, contribution.id).is_guess


def test_after_the_last_answer_it_says_that_there_is_nothing_to_ask(person: Person, view: VerifyView) -> None:
    while view.guess is not None:
        person.click("verify-so")
    desk = view.session.desk
    assert guesses(desk, view.centre.id, date(2025, 10, 8)) == []
    assert len(verified(desk, view.centre.id)) == len(view.known.ids()) == 7
    said = {each.text() for each in view.findChildren(type(view.interview.question)) if each.isVisible()}
    assert any("no guess to check" in text for text in said)
    assert not person.find("sharing.interviews").isEnabled()


def test_a_jump_from_a_hint_lands_on_the_guess(person: Person, view: VerifyView) -> None:
    wanted = driving(view, "Snags")
    view.page.show_view("table")
    view.page.show_record(wanted.id)
    assert view.page.view is view
    assert view.guess is not None
    assert view.guess.id == wanted.id


def test_the_script_is_one_step_away(person: Person, view: VerifyView) -> None:
    person.click("sharing.interviews")
    page = person.window.pages["publish"]
    assert isinstance(page, PublishPage)
    person.wait(lambda: not page.busy())
    assert page._preview_panel.title.accessibleName() == "Interview script"
    assert page._size.text().startswith("210 × 297 mm")


def test_the_room_sees_the_partner_in_hand(view: VerifyView) -> None:
    picture = view.projected()
    assert picture is not None
    assert picture.title == "Restaurants and Takeaways Association"
    assert len(view.picture()) == 1


def test_a_desk_that_is_read_only_shows_and_changes_nothing(person: Person, view: VerifyView) -> None:
    view.session.desk.writable = False
    view.show_desk()
    before = names(view)
    for key in ("verify-so", "verify-otherwise", "verify-not"):
        button = person.find(key)
        assert not button.isEnabled()
        assert "reading only" in button.toolTip()
    assert view.interview.form.fields["found"].isReadOnly()
    view.list.setCurrentIndex(view.list.model().index(2, 0))
    assert view.guess is not None
    assert view.guess.told.name == "Hygiene score"
    assert names(view) == before
    view.session.desk.writable = True
