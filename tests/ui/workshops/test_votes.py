"""Voting in the window: called, typed in or counted, handed over as a kiosk, revealed, called again."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from kpidesk.domain.gallery import Note, Poster
from kpidesk.domain.results import Result
from kpidesk.domain.votes import counts_of, items_of, outcome
from kpidesk.domain.voting import Ballot, Method
from kpidesk.drawing.picture import GlyphRun, Picture, walk
from kpidesk.ui.kiosk import MISSES, Kiosk
from kpidesk.ui.workshops.calling import Calling
from kpidesk.ui.workshops.page import WorkshopsPage
from kpidesk.ui.workshops.votes import VotesView
from tests.ui.conftest import Person

Key = Qt.Key


def view(page: WorkshopsPage) -> VotesView:
    page.show_view("votes")
    found = page.view
    assert isinstance(found, VotesView)
    return found


def call(person: Person, question: str, method: Method, things: list[str], *, secret: bool = True) -> Ballot:
    """Call a vote on things in our own words."""
    person.window.commands.run("votes.call")
    dialog: Calling = person.find("vote-calling")
    dialog.question.setText(question)
    dialog.method.buttons[method.value].click()
    dialog.secrecy.buttons["secret" if secret else "open"].click()
    for each in things:
        dialog.own.setText(each)
        QTest.keyClick(dialog.own, Key.Key_Return)
    dialog.voters.setText("3")
    person.click("vote-go")
    ballot = person.window.desk_session.desk.find(Ballot)[-1]
    assert ballot.title == question
    return ballot


def plan(page: WorkshopsPage) -> None:
    """A workshop that begins now, as when a vote is called without one."""
    page.call_vote()
    dialog = page.window().findChild(Calling)
    assert dialog is not None
    dialog.reject()


def room(picture: Picture | None) -> str:
    assert picture is not None
    return " ".join(item.text for item in walk(picture.items) if isinstance(item, GlyphRun))


def test_a_vote_without_a_workshop_begins_one_today(person: Person, page: WorkshopsPage) -> None:
    assert not page.filled
    call(person, "Which first?", Method.DOTS, ["taps", "rivers"])
    made = page.workshop
    assert (made.name, made.on) == ("Votes", page.session.desk.now().date())


def test_papers_are_typed_one_after_the_other_and_hidden_until_the_end(
    person: Person, page: WorkshopsPage
) -> None:
    plan(page)
    ballot = call(person, "Which first?", Method.DOTS, ["taps", "rivers", "bills"])
    desk, shown = page.session.desk, view(page)
    assert shown.state.text() == "Paper 1 of 3"
    for given in ("3", "12", "03"):  # dots of the things one after the other; 0 leaves one out
        for digit in given:
            person.press(Key.Key_Tab) if digit == "0" else person.press(Key(ord(digit)))
        person.click("vote-drop")
    assert shown.state.text() == "All 3 papers are in the box."
    assert QApplication.focusWidget() is shown.open_box
    hidden = room(page.projected())
    assert "3 of 3 papers are in the box" in hidden
    assert "dots" not in hidden.replace("3 dots", "")  # how many each has is said, nothing else
    person.press(Key.Key_Space)
    assert desk.get(Ballot, ballot.id).revealed_on is not None
    assert [(line.item.text, line.figure) for line in outcome(desk, desk.get(Ballot, ballot.id)).lines] == [
        ("rivers", 5.0), ("taps", 4.0), ("bills", 0.0),
    ]  # fmt: skip
    assert shown.lines.ids() == [line.item.id for line in outcome(desk, ballot).lines]
    assert "5 dots" in room(page.projected())


def test_no_paper_has_more_dots_than_a_person(person: Person, page: WorkshopsPage) -> None:
    plan(page)
    call(person, "Which first?", Method.DOTS, ["taps", "rivers"])
    shown = view(page)
    assert shown.form is not None
    one, other = shown.form.bars.values()
    one.rate(2)
    other.rate(3)
    assert (one.number, other.number) == (2, 1)
    assert shown.said.text() == "You have only 3 dots."


def test_an_empty_paper_stays_out_of_the_box(person: Person, page: WorkshopsPage) -> None:
    plan(page)
    ballot = call(person, "Which first?", Method.SCALE, ["taps"])
    person.click("vote-drop")
    assert view(page).said.text().startswith("This paper is empty")
    assert not page.session.desk.papers(ballot.id)


def test_dots_on_the_wall_are_counted_by_keys(person: Person, page: WorkshopsPage) -> None:
    plan(page)
    ballot = call(person, "Which first?", Method.DOTS, ["taps", "rivers"], secret=False)
    desk, shown = page.session.desk, view(page)
    assert QApplication.focusWidget() is shown.counts
    for key in (Key.Key_1, Key.Key_2, Key.Key_Return, Key.Key_Plus, Key.Key_Plus, Key.Key_Minus):
        person.press(key)
    items = items_of(desk, ballot.id)
    assert counts_of(desk, items) == {(items[0].id, 0, None): 12, (items[1].id, 0, None): 1}
    assert shown.state.text() == "13 of 9 dots are counted."
    assert shown.said.text() == "There are 4 dots more than these people had."
    assert "12" not in room(page.projected())
    person.press(Key.Key_Up)
    person.press(Key.Key_Delete)
    person.press(Key.Key_8)
    assert shown.said.text() == ""
    person.window.commands.run("votes.reveal")
    assert "8 dots" in room(page.projected())


def test_pairs_are_chosen_by_arrows(person: Person, page: WorkshopsPage) -> None:
    plan(page)
    ballot = call(person, "Which?", Method.PAIRS, ["taps", "rivers", "bills"])
    shown, desk = view(page), page.session.desk
    for key in (Key.Key_Left, Key.Key_Right, Key.Key_1):
        person.press(key)
    assert shown.form is not None
    assert shown.form.done == 3
    person.press(Key.Key_Return)
    assert len(desk.papers(ballot.id)) == 1
    person.window.commands.run("votes.reveal")
    assert sum(number for number in counts_of(desk, items_of(desk, ballot.id)).values()) == 3


def test_another_round_begins_with_the_better_half(person: Person, page: WorkshopsPage) -> None:
    plan(page)
    first = call(person, "Which?", Method.DOTS, ["a", "b", "c", "d"], secret=False)
    for key in (Key.Key_1, Key.Key_Return, Key.Key_4, Key.Key_Return, Key.Key_3):
        person.press(key)
    person.window.commands.run("votes.reveal")
    person.window.commands.run("votes.again")
    dialog: Calling = person.find("vote-calling")
    assert [each.text for each in dialog._things] == ["b", "c"]
    person.click("vote-go")
    second = page.session.desk.find(Ballot)[-1]
    assert second.follows == first.id
    assert view(page).about.text().endswith("round 2")


def test_results_are_voted_on_from_their_own_page_and_keep_their_dots(
    person: Person, full: WorkshopsPage
) -> None:
    page, desk = person.go("results"), full.session.desk
    results = desk.find(Result)[:3]
    page.selection.set(tuple(each.id for each in results))  # type: ignore[attr-defined]
    person.window.commands.run("results.vote")
    dialog: Calling = person.find("vote-calling")
    assert {each.item for each in dialog._things} == {each.id for each in results}
    dialog.question.setText("Which?")
    dialog.secrecy.buttons["open"].click()
    person.click("vote-go")
    person.press(Key.Key_7)
    person.window.commands.run("votes.reveal")
    person.window.commands.run("votes.keep")
    item = items_of(desk, desk.find(Ballot)[-1].id)[0].item
    assert item is not None
    assert desk.get(Result, item).dots == 7


@pytest.mark.parametrize(
    ("page", "command", "least"),
    [("measures", "measures.vote", 12), ("sharing", "sharing.vote", 10), ("gallery", "gallery.vote", 60)],
)
def test_each_page_brings_its_own_things(
    person: Person, full: WorkshopsPage, page: str, command: str, least: int
) -> None:
    person.go(page)
    person.window.commands.run(command)
    dialog: Calling = person.find("vote-calling")
    assert len(dialog._things) >= least
    assert len(dialog._things) == len({each.item for each in dialog._things})


def test_a_removed_vote_comes_back_without_its_papers(person: Person, page: WorkshopsPage) -> None:
    plan(page)
    ballot = call(person, "Which?", Method.SCALE, ["taps"])
    person.press(Key.Key_3)
    person.click("vote-drop")
    person.answers.risky = True
    person.window.commands.run("votes.remove")
    assert not page.session.desk.find(Ballot)
    assert "no paper in a box" in person.answers.reasons[-1]
    person.window.undo()
    assert page.session.desk.get(Ballot, ballot.id).title == "Which?"


# -- the kiosk


def hand_over(person: Person, command: str, pin: str = "2468") -> Kiosk:
    person.window.commands.run(command)
    person.find("kiosk-new-pin", QLineEdit).setText(pin)
    person.click("kiosk-go")
    found = person.find("kiosk")
    assert isinstance(found, Kiosk)
    person.wait(found.isActiveWindow)
    return found


def leave(person: Person, kiosk: Kiosk, pin: str = "2468") -> None:
    person.click("kiosk-leave")
    kiosk.line.setText(pin)
    QTest.keyClick(kiosk.line, Key.Key_Return)


def escapes(kiosk: Kiosk) -> list[Callable[[], Any]]:
    """What somebody may try."""
    return [
        lambda: QTest.keyClick(kiosk, Key.Key_Escape),
        kiosk.close,
        kiosk.reject,
        kiosk.accept,
        lambda: QTest.keyClick(kiosk, Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        lambda: QTest.keyClick(kiosk, Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        lambda: QTest.keyClick(kiosk, Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        lambda: QTest.keyClick(kiosk, Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        lambda: QTest.keyClick(kiosk, Key.Key_3, Qt.KeyboardModifier.ControlModifier),
    ]


def test_people_vote_themselves_and_only_the_pin_leads_back(person: Person, page: WorkshopsPage) -> None:
    plan(page)
    ballot = call(person, "Which?", Method.FIST, ["taps", "rivers"])
    desk, edit = page.session.desk, page.session.desk.last_edit
    kiosk = hand_over(person, "votes.kiosk")
    assert kiosk.isModal()
    for attempt in escapes(kiosk):
        attempt()
        assert kiosk.isVisible()
        assert person.window.current == "workshops"
        assert desk.find(Ballot)
    assert desk.last_edit == edit
    for _ in range(3):
        person.click("kiosk-begin")
        person.press(Key.Key_5)
        person.press(Key.Key_0)
        person.press(Key.Key_Return)
        assert kiosk.thanks.text() == "Thank you. Your paper is in the box."
    assert len(desk.papers(ballot.id)) == 3
    person.click("kiosk-begin")  # somebody comes a second time
    person.press(Key.Key_5)
    person.click("kiosk-drop")
    assert "already" in kiosk.thanks.text()
    assert len(desk.papers(ballot.id)) == 3
    leave(person, kiosk, "1111")
    assert kiosk.isVisible()
    assert kiosk.wrong.text() == "That is not the PIN."
    leave(person, kiosk)
    assert not kiosk.isVisible()
    assert QApplication.activeModalWidget() is None


def test_guessing_the_pin_takes_its_time(person: Person, page: WorkshopsPage) -> None:
    plan(page)
    call(person, "Which?", Method.FIST, ["taps"])
    kiosk = hand_over(person, "votes.kiosk")
    for number in range(MISSES):
        leave(person, kiosk, f"{number:04}")
    assert not kiosk.line.isEnabled()
    kiosk._may_try()
    leave(person, kiosk)
    assert not kiosk.isVisible()


def test_what_somebody_left_half_done_is_cleared(person: Person, page: WorkshopsPage) -> None:
    plan(page)
    ballot = call(person, "Which?", Method.SCALE, ["taps"])
    kiosk = hand_over(person, "votes.kiosk")
    person.click("kiosk-begin")
    person.press(Key.Key_4)
    assert kiosk._idle.isActive()
    kiosk._idle.timeout.emit()
    person.click("kiosk-begin")
    person.click("kiosk-drop")
    assert not page.session.desk.papers(ballot.id)  # the paper was empty again
    leave(person, kiosk)


@pytest.mark.parametrize("pin", ["", "123", "12a4", "123456789", "١٢٣٤"])
def test_what_is_no_pin(person: Person, page: WorkshopsPage, pin: str) -> None:
    plan(page)
    call(person, "Which?", Method.SCALE, ["taps"])
    person.window.commands.run("votes.kiosk")
    line = person.find("kiosk-new-pin", QLineEdit)
    line.setMaxLength(20)
    line.setText(pin)
    person.click("kiosk-go")
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, Kiosk)]
    dialog = person.find("kiosk-pin")
    assert "4 to 8 digits" in " ".join(each.text() for each in dialog.findChildren(QLabel))
    dialog.reject()


def test_people_type_notes_themselves(person: Person, full: WorkshopsPage) -> None:
    person.go("gallery")
    desk = full.session.desk
    before = len(desk.find(Note))
    kiosk = hand_over(person, "gallery.kiosk")
    person.click("kiosk-begin")
    person.click("kiosk-give")
    assert person.find("kiosk-said", QLabel).text() == "Write something first."
    text = person.find("kiosk-text", QPlainTextEdit)
    text.setPlainText("g07 !m is not read as anything here\nsecond line")
    person.click("kiosk-give")
    note = desk.find(Note)[-1]
    assert len(desk.find(Note)) == before + 1
    assert note.text == "g07 !m is not read as anything here\nsecond line"
    assert note.moscow is None
    assert note.poster in {each.id for each in desk.find(Poster)}
    assert text.toPlainText() == ""
    leave(person, kiosk)
    assert not kiosk.isVisible()
