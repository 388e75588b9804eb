"""A secret vote by keys alone, what the Design page says of it, and that no paper is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from kpidesk.domain.results import Result
from kpidesk.domain.voting import Ballot
from kpidesk.ui.ballot import BallotDialog

ENTER, FIVE, NINE = Qt.Key.Key_Return, Qt.Key.Key_5, Qt.Key.Key_9


@pytest.fixture
def voter(person):
    """Somebody who rates candidates in secret."""
    person.page.show_view("design")
    person.page.choose_result(person.desk.find(Result, code="R10")[0].id)
    return person


def begun(voter, voters: str = "") -> BallotDialog:
    """The dialog with a first empty paper."""
    voter.window.commands.run("measures.secret")
    dialog = voter.window.findChild(BallotDialog)
    voter.qtbot.waitExposed(dialog)
    dialog.activateWindow()
    dialog.voters.setText(voters)
    push(voter, dialog, "ballot-begin")
    return dialog


def push(voter, dialog: BallotDialog, name: str) -> None:
    voter.qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def press(dialog: BallotDialog, key: Qt.Key) -> None:
    QTest.keyClick(dialog.focusWidget(), key)


def ballots(voter) -> list[Ballot]:
    """Those on candidates; the sample's workshops have held others."""
    return [each for each in voter.desk.find(Ballot) if each.criteria]


def papers(voter) -> int:
    (ballot,) = ballots(voter)
    return len(voter.desk.papers(ballot.id))


def test_a_paper_is_filled_and_handed_in_by_digits_and_enter(voter):
    dialog = begun(voter, "2")
    bars = list(dialog.form.bars.values())
    assert dialog.rated.text() == f"0 of {len(bars)} rated"
    for bar in bars:
        assert dialog.focusWidget() is bar
        assert (
            dialog.form.sheet.viewport()
            .rect()
            .contains(bar.mapTo(dialog.form.sheet.viewport(), bar.rect().center()))
        )
        press(dialog, FIVE)
    assert papers(voter) == 0  # the last digit can still be mended
    assert dialog.rated.text().startswith(f"{len(bars)} of {len(bars)} rated")
    press(dialog, ENTER)
    assert papers(voter) == 1
    assert dialog.focusWidget() is bars[0]
    assert dialog.form.sheet.verticalScrollBar().value() == 0
    for _ in bars:
        press(dialog, FIVE)
    press(dialog, ENTER)
    assert dialog.focusWidget() is dialog.open_box
    press(dialog, ENTER)  # one Enter too many opens nothing
    assert ballots(voter)[0].revealed_on is None


def test_a_digit_off_the_scale_is_answered(voter):
    dialog = begun(voter)
    first, second = list(dialog.form.bars.values())[:2]
    press(dialog, NINE)
    assert dialog.wrong.text() == "Numbers go from 1 to 5."
    assert dialog.focusWidget() is first
    assert first.number == 0
    press(dialog, FIVE)
    assert not dialog.wrong.text()
    assert dialog.focusWidget() is second


def test_enter_after_the_last_one_goes_back_to_what_is_open(voter):
    dialog = begun(voter)
    bars = list(dialog.form.bars.values())
    press(dialog, FIVE)
    for _ in bars[1:]:
        press(dialog, ENTER)
    assert papers(voter) == 0
    assert dialog.focusWidget() is bars[1]
    assert dialog.wrong.text().startswith(f"{len(bars) - 1} questions have no number yet.")
    push(voter, dialog, "ballot-drop")
    assert papers(voter) == 1


def test_the_outcome_is_told_plainly_and_enter_leaves_it(voter):
    dialog = begun(voter)
    for number in (Qt.Key.Key_3, Qt.Key.Key_5):
        press(dialog, number)
        press(dialog, FIVE)
        push(voter, dialog, "ballot-drop")
    push(voter, dialog, "ballot-reveal")
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert "4.0 in the middle, from 3 to 5" in said
    assert "everybody gave 5" in said
    assert dialog.focusWidget() is dialog.back
    press(dialog, ENTER)
    assert not dialog.isVisible()


def test_the_page_says_that_a_vote_is_open_and_leads_back_to_it(voter):
    design = voter.page.design
    assert design.vote.isHidden()
    dialog = begun(voter, "3")
    press(dialog, FIVE)
    push(voter, dialog, "ballot-drop")
    dialog.reject()
    assert design.vote.isVisible()
    assert design.vote.papers.text() == "A secret vote is open: 1 of 3 papers are in the box."
    assert design.candidates.secret.text() == "Go on voting"
    voter.qtbot.mouseClick(design.vote.on, Qt.MouseButton.LeftButton)
    again = next(each for each in voter.window.findChildren(BallotDialog) if each.isVisible())
    assert again.count.text() == "Paper 2 of 3"
    push(voter, again, "ballot-away")
    assert design.vote.isHidden()
    assert design.candidates.secret.text() == "Rate in secret"


def test_undo_loses_no_paper(voter):
    dialog = begun(voter)
    press(dialog, FIVE)
    push(voter, dialog, "ballot-drop")
    dialog.reject()
    voter.undo()
    assert papers(voter) == 1
    assert "Papers lie in the box" in voter.window.notice.text
    voter.window.commands.run("measures.secret")
    again = next(each for each in voter.window.findChildren(BallotDialog) if each.isVisible())
    push(voter, again, "ballot-away")
    voter.undo()
    assert papers(voter) == 1  # the vote that was given up is back, with its paper


def test_a_vote_without_papers_is_taken_back(voter):
    begun(voter).reject()
    voter.undo()
    assert ballots(voter) == []
