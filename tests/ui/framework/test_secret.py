"""Rating in secret: the labels of the set, its own first number, and nothing that tells who gave what."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from kpidesk.domain.assessments import Assessment, AssessmentKind, Score
from kpidesk.domain.voting import Ballot, Rating
from kpidesk.ui.ballot import BallotDialog
from kpidesk.ui.framework.assess import AssessView
from kpidesk.ui.framework.page import FrameworkPage
from tests.ui.conftest import Person
from tests.ui.framework.conftest import Opened


def begun(person: Person, view: AssessView) -> BallotDialog:
    """A session of the set in hand, with the ballot on it begun."""
    person.click("framework.begin_session")
    person.click("framework.secret")
    dialog = person.window.findChild(BallotDialog)
    assert dialog is not None
    push(person, dialog, "ballot-begin")
    return dialog


def push(person: Person, dialog: BallotDialog, name: str) -> None:
    person.qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def paper(person: Person, dialog: BallotDialog, digits: str) -> None:
    """Rate one item after the other, then put the paper into the box."""
    for digit in digits:
        person.qtbot.keyClicks(dialog.focusWidget(), digit)
    push(person, dialog, "ballot-drop")


def told(dialog: BallotDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def test_the_paper_shows_the_scale_and_both_ends(person: Person, opened: Opened) -> None:
    dialog = begun(person, opened(AssessmentKind.HEALTH))
    said = told(dialog)
    assert "0 absent · 1 started · 2 partly · 3 mostly · 4 fully" in said
    assert "0: Members were told to come.  ·  4: Every member asked to join." in said
    assert len(dialog.form.bars) == 11


def test_digits_from_zero_are_steps_from_one(person: Person, page: FrameworkPage, opened: Opened) -> None:
    dialog = begun(person, opened(AssessmentKind.HEALTH))
    for first in "0134":
        paper(person, dialog, first + "3" * 10)
    push(person, dialog, "ballot-reveal")
    push(person, dialog, "ballot-done")
    desk = page.session.desk
    scores = desk.find(Score, assessment=page.sight.session)
    items = {each.item: each for each in scores}
    view = page.assessing
    first_score = items[view.list.ids()[0]]
    given = sorted(each.number for each in desk.find(Rating, item=first_score.id))
    assert given == [1, 2, 4, 5]
    assert view.outcome is not None
    assert view.outcome.standings[0].mean == 3.0
    assert view.item.votes.text() == "4 people rated it: 2.0 on average, from 0 to 4"


def test_a_digit_that_is_not_on_the_scale_is_told(person: Person, opened: Opened) -> None:
    dialog = begun(person, opened(AssessmentKind.HEALTH))
    person.qtbot.keyClicks(dialog.focusWidget(), "5")
    assert dialog.wrong.text() == "Numbers go from 0 to 4."


def test_three_papers_tell_no_number(person: Person, page: FrameworkPage, opened: Opened) -> None:
    view = opened(AssessmentKind.HEALTH)
    dialog = begun(person, view)
    for _ in range(3):
        paper(person, dialog, "4" * 11)
    push(person, dialog, "ballot-reveal")
    said = told(dialog)
    assert said.count("3 people rated it: too few to show numbers") == 11
    assert "everybody gave" not in said
    push(person, dialog, "ballot-done")
    assert view.outcome is not None
    assert view.outcome.whole.figure is None
    assert view.list.model_.row(view.list.currentIndex()).mean == ""
    assert "too few" in view.item.votes.text()


def test_the_vote_can_be_gone_on_with(person: Person, page: FrameworkPage, opened: Opened) -> None:
    dialog = begun(person, opened(AssessmentKind.HEALTH))
    paper(person, dialog, "3" * 11)
    dialog.reject()
    assert person.find("vote-papers").text() == "A secret vote is open: 1 paper is in the box."
    person.click("vote-on")
    again = next(each for each in person.window.findChildren(BallotDialog) if each.isVisible())
    push(person, again, "ballot-away")
    assert not [each for each in page.session.desk.find(Ballot) if each.criteria]
    assert not page.session.desk.find(Rating, ballot=again.vote.about)


def test_items_that_are_not_relevant_are_not_asked(
    person: Person, page: FrameworkPage, opened: Opened
) -> None:
    view = opened(AssessmentKind.HEALTH)
    person.click("framework.begin_session")
    view.list.setFocus()
    person.press(Qt.Key.Key_N)
    person.click("framework.secret")
    dialog = person.window.findChild(BallotDialog)
    push(person, dialog, "ballot-begin")
    assert len(dialog.form.bars) == 10
    assert page.session.desk.find(Assessment, id=dialog.vote.about)
