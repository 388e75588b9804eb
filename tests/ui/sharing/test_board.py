"""The board of action and alignment by mouse and keys, read off the desk."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from kpidesk.actions import alignment, sharing
from kpidesk.domain.alignment_board import cloud
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre, Partner, Snapshot, Stand, Standing, snapshots_of
from kpidesk.domain.voting import Ballot, Rating
from kpidesk.ui.ballot import BallotDialog
from kpidesk.ui.sharing.board import BoardView
from kpidesk.ui.sharing.board_list import Column
from kpidesk.ui.sharing.page import SharingPage
from tests.ui.conftest import Person

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ENTER, ESC, DEL, DOWN, RIGHT, UP = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up,
)  # fmt: skip


@pytest.fixture
def page(page: SharingPage) -> SharingPage:
    page.show_view("board")
    return page


@pytest.fixture
def view(page: SharingPage) -> BoardView:
    found = page.view
    assert isinstance(found, BoardView)
    return found


def partner(view: BoardView, code: str) -> Partner:
    return view.session.desk.find(Partner, code=code)[0]


def numbers(view: BoardView, code: str) -> tuple[int, int] | None:
    """Where a partner stands on the board in sight."""
    snapshot = view.snapshot
    assert snapshot is not None
    for each in view.session.desk.find(Stand, snapshot=snapshot.id, partner=partner(view, code).id):
        return each.action, each.alignment
    return None


def hold(view: BoardView, code: str) -> None:
    """Take a token in hand with the keyboard on the board."""
    view.page.choose_partner(partner(view, code).id)
    view.canvas.setFocus()


def cell(view: BoardView, code: str, column: Column = Column.PARTNER) -> None:
    view.list.setFocus()
    view.list.setCurrentIndex(view.list.stands.index(view.list.stands.row_of(partner(view, code).id), column))


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(widget, LEFT, pos=start)
    QTest.mouseMove(widget, (start + end) / 2)
    QTest.mouseMove(widget, end)
    QTest.mouseRelease(widget, LEFT, pos=end)


# -- by mouse


def test_a_token_is_dragged_to_the_nearest_numbers_and_undone(person: Person, view: BoardView) -> None:
    assert numbers(view, "P07") == (5, 5)
    near = view.canvas.middle((8, 6)) + QPoint(9, -8)
    drag(view.canvas, view.canvas.spot(partner(view, "P07").id), near)
    assert numbers(view, "P07") == (8, 6)
    assert view.page.partner_id == partner(view, "P07").id
    person.click("edit.undo")
    assert numbers(view, "P07") == (5, 5)


def test_a_token_let_go_beside_the_board_stays_where_it_was(view: BoardView) -> None:
    drag(view.canvas, view.canvas.spot(partner(view, "P07").id), QPoint(3, 3))
    assert numbers(view, "P07") == (5, 5)


def test_where_the_button_is_let_go_counts(view: BoardView) -> None:
    QTest.mousePress(view.canvas, LEFT, pos=view.canvas.spot(partner(view, "P07").id))
    QTest.mouseMove(view.canvas, view.canvas.middle((9, 9)))
    QTest.mouseRelease(view.canvas, LEFT, pos=view.canvas.middle((2, 8)))
    assert numbers(view, "P07") == (2, 8)


def test_a_token_beside_others_moves_as_far_as_it_is_dragged(view: BoardView) -> None:
    for code in ("P05", "P06", "P07"):
        view._stand(partner(view, code).id, 3, 3)
    canvas = view.canvas
    for code in ("P05", "P06", "P07"):
        start = canvas.spot(partner(view, code).id)
        drag(canvas, start, start + QPoint(10, 2))
        assert numbers(view, code) == (3, 3)
    start = canvas.spot(partner(view, "P07").id)
    assert start != canvas.middle((3, 3))
    drag(canvas, start, start + canvas.middle((4, 5)) - canvas.middle((3, 3)))
    assert numbers(view, "P07") == (4, 5)


def test_esc_gives_a_dragged_token_back(person: Person, view: BoardView) -> None:
    hold(view, "P07")
    start, end = view.canvas.spot(partner(view, "P07").id), view.canvas.middle((9, 9))
    QTest.mousePress(view.canvas, LEFT, pos=start)
    QTest.mouseMove(view.canvas, end)
    person.press(ESC)
    QTest.mouseRelease(view.canvas, LEFT, pos=end)
    assert numbers(view, "P07") == (5, 5)


def test_a_click_alone_moves_nothing(view: BoardView) -> None:
    QTest.mouseClick(view.canvas, LEFT, pos=view.canvas.spot(partner(view, "P05").id))
    assert view.page.partner_id == partner(view, "P05").id
    assert numbers(view, "P05") == (7, 7)


def test_a_partner_is_dragged_from_the_list_onto_the_board(view: BoardView) -> None:
    hold(view, "P04")
    QTest.keyClick(view.canvas, DEL)
    assert numbers(view, "P04") is None
    row = view.list.stands.row_of(partner(view, "P04").id)
    start = view.list.visualRect(view.list.stands.index(row, 0)).center()
    end = view.list.viewport().mapFromGlobal(view.canvas.mapToGlobal(view.canvas.middle((2, 9))))
    drag(view.list.viewport(), start, end)
    assert numbers(view, "P04") == (2, 9)


# -- by keys


def test_ctrl_and_an_arrow_move_a_token_by_one_within_the_board(person: Person, view: BoardView) -> None:
    hold(view, "P08")
    for key in (RIGHT, RIGHT, UP):
        person.press(key, CTRL)
    assert numbers(view, "P08") == (7, 9)
    assert "action 7, alignment 9" in view.canvas.accessibleDescription().split(";")[0]


def test_arrows_walk_through_all_tokens(person: Person, view: BoardView) -> None:
    view.canvas.setFocus()
    seen = []
    for _ in range(10):
        person.press(RIGHT)
        seen.append(view.page.partner_id)
    assert len(set(seen)) == 10


def test_two_digits_put_a_partner_on_the_board_and_the_next_row_is_ready(
    person: Person, view: BoardView
) -> None:
    hold(view, "P04")
    person.press(DEL)
    cell(view, "P04", Column.ACTION)
    person.write("3", None)
    assert numbers(view, "P04") is None
    assert "other number" in view.list.stands.rows[view.list.stands.row_of(partner(view, "P04").id)].said
    person.write("9", None)
    assert numbers(view, "P04") == (3, 9)
    now = view.list.current
    assert now is not None
    assert now.partner.code == "P06"
    assert view.list.currentIndex().column() == Column.ACTION
    person.write("82", None)
    assert numbers(view, "P06") == (8, 2)


def test_a_number_of_somebody_on_the_board_is_typed_over_and_blank_takes_them_off(
    person: Person, view: BoardView
) -> None:
    cell(view, "P01", Column.ALIGNMENT)
    person.write("7", None)
    assert numbers(view, "P01") == (8, 7)
    cell(view, "P01", Column.ALIGNMENT)
    person.press(DEL)
    assert numbers(view, "P01") is None
    assert view.unfinished() == "P01: 8"
    cell(view, "P01", Column.ALIGNMENT)
    person.write("6", None)
    assert numbers(view, "P01") == (8, 6)
    assert view.unfinished() == ""


def test_what_is_no_number_of_the_board_is_refused_in_words(person: Person, view: BoardView) -> None:
    cell(view, "P01", Column.ACTION)
    person.write("x", None)
    assert view.wrong.isVisible()
    assert view.wrong.text() == "Numbers go from 1 to 9."
    assert numbers(view, "P01") == (8, 5)
    person.write("7", None)
    assert not view.wrong.isVisible()


def test_enter_puts_a_partner_in_the_middle_to_be_moved_on(person: Person, view: BoardView) -> None:
    cell(view, "P09")
    person.press(DEL)
    assert numbers(view, "P09") is None
    cell(view, "P09")
    person.press(ENTER)
    assert numbers(view, "P09") == (5, 5)
    person.press(UP, CTRL)
    assert numbers(view, "P09") == (6, 5)


def test_the_list_says_the_quarter_in_words(view: BoardView) -> None:
    said = {each.partner.code: each.said for each in view.list.stands.rows}
    assert said["P05"] == "acts together on shared strategies"
    assert said["P07"] == "watches from the fence"
    index = view.list.stands.index(view.list.stands.row_of(partner(view, "P05").id), Column.ACTION)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "P05 Action: 7"


def test_the_model_keeps_qts_rules(view: BoardView) -> None:
    QAbstractItemModelTester(view.list.stands, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.session.do(
        "Add", lambda edit: sharing.add_partner(edit, view.centre.id, "New", standing=Standing.CURRENT)
    )
    assert view.list.stands.rowCount() == 11


# -- snapshots


def test_a_new_snapshot_begins_where_everybody_stood_and_leaves_the_old_one(
    person: Person, view: BoardView
) -> None:
    old = view.snapshot
    person.click("sharing.snapshot")
    new = view.snapshot
    assert old is not None
    assert new is not None
    assert new.id != old.id
    assert person.focus is view.form.fields["name"]
    person.write("After summer")
    hold(view, "P01")
    person.press(DOWN, CTRL)
    assert numbers(view, "P01") == (7, 5)
    (before,) = view.session.desk.find(Stand, snapshot=old.id, partner=partner(view, "P01").id)
    assert before.action == 8
    assert view.session.desk.get(Snapshot, new.id).name == "After summer"
    assert "Hollow" in view.foot.text()
    board = view.board
    assert board is not None
    assert [each.partner.code for each in board.tokens if each.before] == ["P01"]


def test_trails_come_from_the_boards_that_are_asked_for(view: BoardView) -> None:
    first = view.snapshot
    assert first is not None
    for action in (6, 4):
        view.take_snapshot()
        view._stand(partner(view, "P01").id, action, 5)

    def trail(kind: str) -> tuple[tuple[int, int], ...]:
        view.trails.show_value(kind)
        view.trails.activated.emit(view.trails.currentIndex())
        board = view.board
        assert board is not None
        token = board.token(partner(view, "P01").id)
        assert token is not None
        return token.before

    assert trail("before") == ((6, 5),)
    assert trail("all") == ((8, 5), (6, 5))
    assert trail(first.id) == ((8, 5),)
    assert trail("none") == ()


def test_day_and_name_are_edited_and_a_day_that_is_none_is_refused(person: Person, view: BoardView) -> None:
    field = view.form.fields["day"]
    field.setFocus()
    field.selectAll()
    person.write("next week")
    assert view.form.wrong["day"].isVisible()
    snapshot = view.snapshot
    assert snapshot is not None
    assert snapshot.day == date(2025, 6, 20)
    field.selectAll()
    person.write("2025-06-27")
    snapshot = view.snapshot
    assert snapshot is not None
    assert snapshot.day == date(2025, 6, 27)
    assert not view.form.wrong["day"].isVisible()


def test_a_snapshot_is_removed_and_comes_back_by_undo(person: Person, view: BoardView) -> None:
    person.click("snapshot-remove")
    assert view.snapshot is None
    assert not view.session.desk.find(Stand)
    assert view.first.isVisible()
    person.click("edit.undo")
    assert len(view.session.desk.find(Stand)) == 10


def test_without_a_snapshot_the_board_offers_the_first_one(person: Person, view: BoardView) -> None:
    snapshot = view.snapshot
    assert snapshot is not None
    view.session.do("Remove", alignment.remove_snapshot, snapshot.id)
    first = next(each for each in view.first.findChildren(QPushButton) if each.isVisible())
    assert first.text().strip() == "First snapshot"
    assert first.property("kind") == "filled"
    assert not view.head.isVisible()
    assert view.canvas.isVisible()
    person.qtbot.mouseClick(first, LEFT)
    assert view.snapshot is not None
    assert view.canvas.tokens == ()
    cell(view, "P02")
    person.press(ENTER)
    assert numbers(view, "P02") == (5, 5)


def test_another_result_in_the_centre_has_boards_of_its_own(page: SharingPage, view: BoardView) -> None:
    session = page.session
    (other,) = session.desk.find(Result, code="R03")
    session.do("Centre", sharing.set_centre, other.id)
    centre = session.desk.find(Centre, result=other.id)[0]
    page.show_record(centre.id)
    assert view.snapshot is None
    view.take_snapshot()
    assert len(snapshots_of(session.desk, centre.id)) == 1


# -- in secret


def test_people_place_themselves_in_secret_and_become_a_cloud(person: Person, view: BoardView) -> None:
    snapshot = view.snapshot
    assert snapshot is not None
    person.click("sharing.stand_secret")
    dialog = person.window.findChild(BallotDialog)
    assert dialog is not None

    def push(name: str) -> None:
        person.qtbot.mouseClick(dialog.findChild(QPushButton, name), LEFT)

    push("ballot-begin")
    bars = list(dialog.form.bars.values())
    assert [each.best for each in bars] == [9, 9]
    for action, alignment_ in ((8, 3), (2, 9)):
        for bar, number in zip(bars, (action, alignment_), strict=True):
            bar.rate(number)
        push("ballot-drop")
    bars[0].rate(4)  # somebody gives only one number
    push("ballot-drop")
    assert not view.session.desk.find(Rating, item=snapshot.id)
    assert cloud(view.session.desk, snapshot.id) == ()
    push("ballot-reveal")
    push("ballot-done")
    assert cloud(view.session.desk, snapshot.id) == ((2, 9), (8, 3))
    assert "2 dots" in view.foot.text()
    assert not view.vote.isVisible()


def test_both_numbers_are_always_asked_and_a_second_vote_says_what_it_replaces(
    person: Person, view: BoardView
) -> None:
    def push(name: str) -> None:
        person.qtbot.mouseClick(dialog.findChild(QPushButton, name), LEFT)

    view.stand_in_secret()
    dialog = person.window.findChildren(BallotDialog)[-1]
    assert not dialog.findChildren(QCheckBox)
    assert dialog.findChild(QLabel, "ballot-again") is None
    push("ballot-begin")
    paper = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert {"You", "1 is low, 9 is high. Nobody will know which dot is yours."} <= set(paper)
    for bar in dialog.form.bars.values():
        bar.rate(7)
    push("ballot-drop")
    push("ballot-reveal")
    assert not any("1 is low" in each.text() for each in dialog.findChildren(QLabel) if each.isVisible())
    push("ballot-done")
    view.stand_in_secret()
    dialog = person.window.findChildren(BallotDialog)[-1]
    assert "takes its place" in dialog.findChild(QLabel, "ballot-again").text()


def test_an_open_vote_is_seen_and_gone_on_with(person: Person, view: BoardView) -> None:
    person.click("sharing.stand_secret")
    dialog = person.window.findChild(BallotDialog)
    person.qtbot.mouseClick(dialog.findChild(QPushButton, "ballot-begin"), LEFT)
    dialog.reject()
    assert view.vote.isVisible()
    assert [each for each in view.session.desk.find(Ballot) if each.criteria]
    person.click("vote-on")
    assert len(person.window.findChildren(BallotDialog)) == 2


# -- reading only


def test_a_desk_that_is_open_for_reading_shows_the_board_and_moves_nothing(
    person: Person, page: SharingPage, view: BoardView
) -> None:
    page.session.desk.writable = False
    page.refresh(None)
    drag(view.canvas, view.canvas.spot(partner(view, "P07").id), view.canvas.middle((9, 9)))
    hold(view, "P07")
    person.press(UP, CTRL)
    person.press(DEL)
    cell(view, "P01", Column.ACTION)
    person.write("1", None)
    assert numbers(view, "P07") == (5, 5)
    assert numbers(view, "P01") == (8, 5)
    assert view.form.fields["name"].isReadOnly()
    for each in ("sharing.snapshot", "sharing.stand_secret", "snapshot-remove"):
        assert not person.find(each, QPushButton).isEnabled()
    page.session.desk.writable = True
