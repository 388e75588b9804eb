"""The focus on the page: Tab goes where the eye goes, and what is done leaves it where work goes on."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre, Contribution, DrivingMeasure, Snapshot
from kpidesk.ui import fields
from kpidesk.ui.sharing.board import BoardView
from kpidesk.ui.sharing.page import SharingPage
from kpidesk.ui.sharing.partner_form import PartnerForm
from kpidesk.ui.sharing.sheet import WorkSheetView
from tests.ui.conftest import Person
from tests.ui.sharing.conftest import partner, tab_to

_ROW = 12  # px within which widgets stand side by side


def form(page: SharingPage, code: str) -> PartnerForm:
    """The questions about a partner who takes part."""
    page.show_part(2)
    page.choose_partner(partner(page, code).id)
    assert isinstance(page.view, WorkSheetView)
    assert page.view.form is not None
    return page.view.form


def stops(person: Person, first: QWidget, last: str) -> list[QWidget]:
    """What Tab stops at, from one widget to another."""
    first.setFocus()
    found = [first]
    while found[-1].objectName() != last:
        person.press(Qt.Key.Key_Tab)
        assert person.focus is not first, f"Tab does not lead to {last}"
        found.append(person.focus)
    return found


def test_tab_walks_a_form_from_top_to_bottom(person: Person, page: SharingPage) -> None:
    shown = form(page, "P01")
    shown.driven.adder.setFocus()
    person.write("Hours of pumps at rest")  # a line that comes later
    found = stops(person, shown.name, "Next step with this partner-adder")
    assert shown.driven.lines[-1].field in found
    tops = [each.mapTo(shown, QPoint()).y() for each in found]
    assert all(after >= before - _ROW for before, after in pairwise(tops))


def test_tab_walks_the_page_from_its_head_to_its_foot(person: Person, page: SharingPage) -> None:
    form(page, "P01")
    names = [
        each.objectName()
        for each in stops(person, page.segments.buttons["sheet"], "next-part")
        if each.objectName()
    ]
    wanted = ["segment-sheet", "sharing.add", "indicator", "step-2", "partner-list", "P01-name", "next-part"]
    assert [each for each in names if each in wanted] == wanted


def test_tab_walks_a_row_of_the_table_from_left_to_right(person: Person, page: SharingPage) -> None:
    row = page.template.rows[partner(page, "P03").id]
    found = stops(person, row.name, "P03-promise")
    cells = [next(at for at, cell in enumerate(row.cells) if cell.isAncestorOf(each)) for each in found]
    assert cells == sorted(cells)
    assert set(cells) == {0, 1, 2, 3, 4}


def test_tab_stops_at_the_view_that_is_shown(person: Person, page: SharingPage) -> None:
    page.show_part(3)
    assert tab_to(person, "segment-sheet").hasFocus()
    assert tab_to(person, "step-3").hasFocus()


def test_f6_goes_on_from_wherever_one_is_in_a_view(person: Person, page: SharingPage) -> None:
    form(page, "P02")
    tab_to(person, "partner-list")
    person.press(Qt.Key.Key_F6)
    assert person.focus is page.bar.next


def test_a_rest_in_the_middle_of_a_text_adds_no_half_of_it(
    person: Person, page: SharingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "REST", 0)
    shown, desk = form(page, "P02"), page.session.desk
    for adder in (shown.driven.adder, shown.gives.adder, shown.promises.adder):
        before = desk.last_edit
        adder.setFocus()
        person.write("Half a", None)
        QApplication.processEvents()
        assert (desk.last_edit, adder.typed(), person.focus) == (before, "Half a", adder)
        person.write(" and the whole")
        assert desk.last_edit > before
        assert adder.typed() == ""
    assert [each.what for each in desk.find(Commitment) if "Half" in each.what] == ["Half a and the whole"]
    shown.gives.adder.setFocus()
    person.write("Left behind", Qt.Key.Key_Tab)  # nothing is lost by leaving
    assert shown.gives.lines[-1].field.typed() == "Left behind"


def test_a_rest_in_the_middle_of_a_line_leaves_the_caret_there(
    person: Person, page: SharingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "REST", 0)
    field = form(page, "P02").driven.lines[-1].field
    field.setFocus()
    person.press(Qt.Key.Key_End)
    for word in (" in", " the", " evening"):
        person.write(word, None)
        person.wait(lambda: not field.dirty)
        assert field.hasFocus()
    assert page.session.desk.find(DrivingMeasure, name="Call wait in the evening")


def test_a_mark_is_turned_and_turned_back(person: Person, page: SharingPage) -> None:
    shown = form(page, "P02")
    shown.driven.adder.setFocus()
    mark = tab_to(person, "P02-evidence", back=True)
    for guess in (True, False):
        person.press(Qt.Key.Key_Space)
        assert mark.hasFocus()
        (now,) = page.session.desk.find(DrivingMeasure, name="Call wait")
        assert now.is_guess == guess


def test_who_goes_to_another_part_leaves_the_focus_in_the_list(person: Person, page: SharingPage) -> None:
    form(page, "P02")
    tab_to(person, "P02-standing")
    person.press(Qt.Key.Key_Space)
    assert person.focus.objectName() == "partner-list"
    assert (page.part, page.partner_id) == (3, partner(page, "P02").id)


def test_the_caret_goes_to_the_target_of_what_was_just_shared(person: Person, page: SharingPage) -> None:
    shown = form(page, "P02")
    tab_to(person, "share-measure")
    person.press(Qt.Key.Key_Space)
    person.write("Calls answered in two rings")
    assert person.focus is shown.shared.cards[-1].form.fields["wording"]
    assert shown.shared.cards[-1].measure.name == "Calls answered in two rings"


def test_a_choice_about_a_challenge_is_made_without_losing_it(person: Person, page: SharingPage) -> None:
    page.show_part(4)
    choice = tab_to(person, "challenge-kind")
    person.write("role", None)
    assert choice.hasFocus()
    person.press(Qt.Key.Key_Tab)
    assert person.focus.objectName() == "challenge-partner"


def press_button(person: Person, within: QWidget, says: str) -> None:
    """Press by key the first button in sight that says this."""
    found = (each for each in within.findChildren(QPushButton) if each.isVisible())
    button = next(each for each in found if says in (each.toolTip() or each.text()))
    button.setFocus()
    person.press(Qt.Key.Key_Space)
    assert not button.isVisible()


def seen(person: Person, within: QWidget) -> bool:
    """Whether the focus is at something that is seen in a widget."""
    return person.focus.isVisible() and within.isAncestorOf(person.focus)


def test_what_is_taken_out_of_a_row_leaves_the_focus_in_it(person: Person, page: SharingPage) -> None:
    row = page.template.rows[partner(page, "P01").id]
    for at, says in ((1, "Remove"), (3, "takes no part")):
        press_button(person, row.cells[at], says)
        assert seen(person, row)


@pytest.mark.parametrize("says", ["Remove “", "takes no part", "Remove the promise", "Plan the steps"])
def test_what_is_taken_out_of_a_form_leaves_the_focus_in_it(
    person: Person, page: SharingPage, says: str
) -> None:
    shown = form(page, "P01")
    press_button(person, shown, says)
    assert seen(person, shown)


@pytest.mark.parametrize("says", ["Remove the challenge", "Remove this look back"])
def test_what_is_taken_out_of_a_look_back_leaves_the_focus_there(
    person: Person, page: SharingPage, says: str
) -> None:
    page.show_part(4)
    press_button(person, page.view, says)
    assert seen(person, page.view)


def test_promises_carried_over_leave_the_focus_at_their_list(person: Person, page: SharingPage) -> None:
    page.show_view("commitments")
    page.shell.commands.run("sharing.carry")
    assert person.focus.objectName() == "carry-day"
    person.write("2099-01-05")
    assert person.focus.objectName() == "promise-list"


def test_the_last_board_leaves_the_focus_at_the_partners(person: Person, page: SharingPage) -> None:
    page.show_view("board")
    while page.session.desk.find(Snapshot):
        person.find("snapshot-remove").setFocus()
        person.press(Qt.Key.Key_Space)
        assert seen(person, page.view)
    assert person.focus.objectName() == "stand-list"


def test_a_row_that_goes_away_leaves_the_focus_at_its_neighbour(person: Person, page: SharingPage) -> None:
    gone = partner(page, "P04")
    page.template.rows[gone.id].strategy.setFocus()
    page.session.do("Remove", actions.remove_partner, gone.id)
    assert person.focus.objectName().endswith("-strategy")
    assert seen(person, page.template)


def test_views_without_anything_in_them_have_a_place_for_the_focus(person: Person, page: SharingPage) -> None:
    desk = page.session.desk
    other = next(each for each in desk.find(Result) if not desk.find(Centre, result=each.id))
    page._put_in_centre(other)
    assert person.focus is page.add
    for commitment in desk.find(Commitment):
        page.session.do("Remove", lambda edit, gone=commitment: edit.remove(gone))
    for key in ("commitments", "plan", "verify", "table", "sheet", "board", "matrix", "chart", "partner"):
        page.view.focused.setFocus()
        page.show_view(key)
        assert seen(person, page), key


def test_what_is_typed_in_a_row_is_kept_when_the_centre_changes(person: Person, page: SharingPage) -> None:
    desk, first = page.session.desk, partner(page, "P01")
    other = next(each for each in desk.find(Result) if not desk.find(Centre, result=each.id))
    page.template.rows[first.id].strategy.setFocus()
    person.write("Ask first. ", None)
    page._put_in_centre(other)
    assert partner(page, "P01").strategy.startswith("Ask first.")
    assert not page.template.rows


def test_half_a_line_goes_with_its_partner(person: Person, page: SharingPage) -> None:
    gone, desk = partner(page, "P03"), page.session.desk
    for key in ("promise", "add-contribution", "add-driving"):
        person.find(f"P03-{key}").setFocus()
        person.write("Half a line", None)
        page.session.do("Remove", actions.remove_partner, gone.id)
        assert seen(person, page.template)
        assert not [each for each in desk.find(Commitment) if each.what == "Half a line"]
        assert not desk.find(Contribution, name="Half a line")
        desk.undo()


def test_a_partner_that_goes_away_while_it_is_dragged_lands_nowhere(page: SharingPage) -> None:
    page.show_view("board")
    view, gone = page.view, partner(page, "P07")
    assert isinstance(view, BoardView)
    QTest.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=view.canvas.spot(gone.id))
    QTest.mouseMove(view.canvas, view.canvas.middle((2, 2)))
    page.session.do("Remove", actions.remove_partner, gone.id)
    last = page.session.desk.last_edit
    QTest.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=view.canvas.middle((2, 2)))
    assert page.session.desk.last_edit == last
