"""The four-column table, edited in place by clicks and keys."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kpidesk.actions import results as actions
from kpidesk.actions import sharing
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Map, Result, Ring
from kpidesk.domain.sharing import (
    Centre,
    Contribution,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Standing,
)
from kpidesk.ui.fields import TextField
from kpidesk.ui.screens import settle
from kpidesk.ui.sharing.page import SharingPage
from kpidesk.ui.sharing.row import PartnerRow
from tests.ui.conftest import Answers, Person
from tests.ui.sharing.conftest import partner


def row(page: SharingPage, code: str) -> PartnerRow:
    return page.template.rows[partner(page, code).id]


def edit(person: Person, field: QWidget, text: str) -> None:
    field.setFocus()
    person.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.write(text)


def groups(page: SharingPage) -> list[str]:
    frames = [
        each
        for each in page.template._content.children()
        if getattr(each, "property", str)("kind") == "group-row"
    ]
    return [each.findChildren(QLabel)[0].text() for each in frames if not each.isHidden()]


def test_the_sample_stands_in_groups_with_critical_partners_first(page: SharingPage) -> None:
    assert groups(page) == [
        "Critical, already in", "Critical, still wanted", "Others, already in", "Others, still wanted",
    ]  # fmt: skip
    assert len(page.template.rows) == 10


@pytest.mark.parametrize(("field", "name"), [("name", "name"), ("strategy", "strategy")])
def test_a_cell_is_edited_where_it_stands_and_undone(
    person: Person, page: SharingPage, field: str, name: str
) -> None:
    before = partner(page, "P01")
    edit(person, getattr(row(page, "P01"), field), "Something else")
    assert getattr(partner(page, "P01"), field) == "Something else"
    person.click("edit.undo")
    assert partner(page, "P01") == before
    assert getattr(row(page, "P01"), field).typed() == getattr(before, field)


def test_leaving_a_cell_by_tab_commits_and_esc_gives_back(person: Person, page: SharingPage) -> None:
    field = row(page, "P01").strategy
    before = partner(page, "P01").strategy
    field.setFocus()
    person.write("More ", None)
    person.press(Qt.Key.Key_Escape)
    assert field.typed() == before
    person.write("More ", None)
    person.press(Qt.Key.Key_Tab)
    assert partner(page, "P01").strategy.startswith("More")


def test_an_empty_name_is_refused_and_the_field_is_marked(person: Person, page: SharingPage) -> None:
    field = row(page, "P01").name
    before = partner(page, "P01").name
    field.setFocus()
    person.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.press(Qt.Key.Key_Delete)
    person.press(Qt.Key.Key_Return)
    assert partner(page, "P01").name == before
    assert field.property("wrong") == "true"
    assert person.window.notice.text
    person.press(Qt.Key.Key_Escape)
    assert field.typed() == before


def test_a_hundred_thousand_characters_are_refused_and_kept(person: Person, page: SharingPage) -> None:
    field = row(page, "P01").gives.lines[0].field
    field.setFocus()
    field.setPlainText("x" * 100_000)
    person.press(Qt.Key.Key_Return)
    assert len(field.typed()) == 100_000
    assert person.window.notice.text
    assert all(len(each.name) < 100 for each in page.session.desk.find(Contribution))


def test_pills_turn_and_rows_move_to_their_group(person: Person, page: SharingPage) -> None:
    person.click("P01-critical")
    assert not partner(page, "P01").critical
    person.click("P01-standing")
    assert partner(page, "P01").standing is Standing.DESIRED
    person.click("P01-reach")
    person.click("edit.undo")
    person.click("edit.undo")
    person.click("edit.undo")
    assert partner(page, "P01").critical


def test_a_driving_measure_begins_as_a_marked_guess_and_is_confirmed(
    person: Person, page: SharingPage
) -> None:
    edit(person, row(page, "P01").driven.adder, "Overtime hours")
    (added,) = page.session.desk.find(DrivingMeasure, name="Overtime hours")
    assert added.evidence is Evidence.HYPOTHESISED
    marks = [each for each in row(page, "P01").findChildren(QLabel) if each.text() == "?"]
    assert len([each for each in marks if not each.isHidden()]) == 1
    line = next(each for each in row(page, "P01").driven.lines if each.told.id == added.id)
    line.findChild(QPushButton, "P01-evidence").click()
    (now,) = page.session.desk.find(DrivingMeasure, name="Overtime hours")
    assert now.evidence is Evidence.KNOWN
    assert now.confirmed_on is not None


def test_a_measure_is_shared_from_the_list_or_newly_made(person: Person, page: SharingPage) -> None:
    person.click("P04-share")
    person.write("SM1")
    (measure,) = page.session.desk.find(Measure, code="SM1")
    takers = {each.partner for each in page.session.desk.find(PartnerShare, measure=measure.id)}
    assert partner(page, "P04").id in takers
    person.click("P04-share")
    person.write("Hours until all know", None)
    person.press(Qt.Key.Key_Return)
    (new,) = page.session.desk.find(Measure, name="Hours until all know")
    assert new.result is None


def test_a_next_step_is_promised(person: Person, page: SharingPage) -> None:
    edit(person, row(page, "P02").promise, "Send the list")
    (promise,) = page.session.desk.find(Commitment, what="Send the list")
    assert promise.partner == partner(page, "P02").id


def test_a_partner_is_added_by_key_and_named_at_once(person: Person, page: SharingPage) -> None:
    person.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    person.write("River Trust")
    assert partner(page, "P11").name == "River Trust"
    assert partner(page, "P11").standing is Standing.CURRENT


def test_a_partner_is_removed_with_all_that_hangs_on_it_and_comes_back(
    person: Person, page: SharingPage
) -> None:
    before = page.session.desk.counts()
    row(page, "P03").name.setFocus()
    page.shell.commands.run("sharing.remove")
    assert not page.session.desk.find(Partner, code="P03")
    assert partner(page, "P02").id in page.template.rows
    person.click("edit.undo")
    assert page.session.desk.counts() == before


def test_an_empty_desk_asks_for_the_result_in_the_centre(
    person: Person, answers: Answers, tmp_path: Path
) -> None:
    answers.new = tmp_path / "new.kpidesk"
    person.click("desk.new")
    window = person.window
    page = person.go("sharing")
    person.wait(page.isVisible)
    page.shell.commands.run("sharing.centre")
    assert "no result yet" in window.notice.text
    window.go("results")
    desk = window.desk_session.desk
    results = window.pages["results"]
    results.work.add_in_ring if hasattr(results.work, "add_in_ring") else None

    window.desk_session.do(
        "Add", actions.add, desk.find(Map)[0].id, desk.find(Ring)[0].id, "Rivers are clean."
    )
    window.go("sharing")
    window.commands.run("sharing.centre")
    person.write("rivers")
    assert [desk.get(Result, each.result).statement for each in desk.find(Centre)] == ["Rivers are clean."]
    window.commands.run("sharing.add")
    person.write("The council")
    assert [each.name for each in desk.find(Partner)] == ["The council"]


def lefts(page: SharingPage, cells: Sequence[QWidget]) -> list[tuple[int, int]]:
    return [(cell.mapTo(page, QPoint()).x(), cell.width()) for cell in cells]


def test_heads_and_rows_line_up_and_all_columns_can_be_reached_in_a_small_window(
    person: Person, page: SharingPage
) -> None:
    person.window.resize(1024, 640)
    person.window.commands.run("view.guide")
    settle(person.window)
    bar = page.template.table.area.horizontalScrollBar()
    assert bar.isVisible()
    for place in (0, bar.maximum()):
        bar.setValue(place)
        heads = lefts(page, page.template.table.heads)
        for each in page.template.rows.values():
            assert lefts(page, each.cells) == heads
    left, wide = lefts(page, page.template.table.heads)[-1]
    assert left + wide <= page.width()
    page.template.table.area.verticalScrollBar().setValue(400)
    assert page.template.table.head.mapTo(page.template.table, QPoint()).y() == 0
    person.window.resize(1500, 800)
    settle(person.window)
    assert not bar.isVisible()
    assert lefts(page, page.template.table.heads) == lefts(page, row(page, "P01").cells)


def test_a_row_shows_all_that_was_written_however_long(person: Person, page: SharingPage) -> None:
    one = partner(page, "P01")
    words = " ".join(["strategy"] * 90)
    page.session.do("Change", lambda edit: sharing.change_partner(edit, one.id, strategy=words))
    page.session.do("Measure", lambda edit: sharing.add_driving(edit, one.id, "Hours " * 20))
    settle(person.window)
    fields = row(page, "P01").findChildren(TextField)
    assert fields
    for field in fields:
        if field.isVisible():
            assert field.verticalScrollBar().maximum() == 0


def test_texts_of_a_row_begin_at_the_same_height(person: Person, page: SharingPage) -> None:
    settle(person.window)
    one = row(page, "P01")
    tops = {
        field.viewport().mapTo(page, QPoint(0, 1)).y() for field in (one.gives.lines[0].field, one.strategy)
    }
    shared = next(each for each in one.findChildren(QLabel) if each.text() == "Dry-weather overflows")
    tops.add(shared.mapTo(page, QPoint(0, 1)).y())
    assert max(tops) - min(tops) <= 1


def test_one_more_can_be_added_by_keys(person: Person, page: SharingPage) -> None:
    one = row(page, "P01")
    for widget in (one.gives.adder, one.driven.adder, one.share, one.promise):
        assert widget.isVisible()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


# -- rows in another order


def codes(page: SharingPage) -> list[str]:
    return [each.partner.code for each in page.template.rows.values()]


def test_rows_are_moved_by_keys_and_stay_in_hand(person: Person, page: SharingPage) -> None:
    assert codes(page)[:5] == ["P01", "P03", "P04", "P06", "P02"]
    row(page, "P03").strategy.setFocus()
    person.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert codes(page)[:3] == ["P03", "P01", "P04"]
    assert row(page, "P03").strategy.hasFocus()
    for _ in range(3):
        person.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert codes(page)[:5] == ["P01", "P04", "P03", "P06", "P02"]
    moved = partner(page, "P03")
    assert (moved.critical, moved.standing) == (True, Standing.DESIRED)  # it went on into the next group
    person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert partner(page, "P03").standing is Standing.CURRENT


def test_a_row_is_dragged_into_another_group(person: Person, page: SharingPage) -> None:
    settle(person.window)
    grip = row(page, "P04").grip
    target = row(page, "P01")
    drop = target.mapTo(page.template.table, QPoint(40, 2))
    place = grip.mapFrom(page.template.table, drop)
    qt = person.qtbot
    qt.mousePress(grip, Qt.MouseButton.LeftButton)
    qt.mouseMove(grip, place)
    assert page.template._mark.isVisible()
    qt.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=place)
    assert not page.template._mark.isVisible()
    assert codes(page)[:3] == ["P04", "P01", "P03"]
    assert page.session.desk.undo_label == "Move P04"


def test_a_promise_of_a_row_is_opened_where_promises_are(person: Person, page: SharingPage) -> None:
    (promise,) = page.session.desk.find(Commitment, partner=partner(page, "P04").id)
    name = f"Open “{promise.what}”"
    (mark,) = [each for each in row(page, "P04").findChildren(QPushButton) if each.accessibleName() == name]
    mark.click()
    assert page.segments.current == "commitments"
    assert page.view.current == promise.id


def test_the_page_comes_back_where_it_was_in_other_colours(person: Person, page: SharingPage) -> None:
    page.show_view("chart")
    page.choose_partner(partner(page, "P05").id)
    person.window.commands.run("view.dark")
    other = person.window.pages["sharing"]
    assert isinstance(other, SharingPage)
    assert other is not page
    assert (other.segments.current, other.partner_id) == ("chart", partner(other, "P05").id)


def test_a_result_is_taken_out_of_the_centre_and_comes_back(person: Person, page: SharingPage) -> None:
    page.show_view("board")
    person.click("sharing.uncentre")
    assert page.session.desk.find(Centre) == page.session.desk.find(Partner) == ()
    assert page.centre is None
    assert page.unfinished() == ""
    person.click("edit.undo")
    assert page.centre is not None
    assert len(page.partners()) == 10


def test_beside_the_guide_in_a_small_window_views_are_chosen_from_a_list(
    person: Person, page: SharingPage
) -> None:
    person.window.resize(1024, 700)
    person.window.commands.run("view.guide")
    settle(person.window)
    assert page.choice.isVisible()
    assert not page.segments.isVisible()
    page.choice.show_value("commitments")
    page.choice.activated.emit(page.choice.currentIndex())
    assert page.segments.current == "commitments"
    assert page.view.side is not None
    assert page.view.side.isVisible()


def test_a_row_tells_target_date_and_with_whom(page: SharingPage) -> None:
    said = " ".join(each.text() for each in row(page, "P01").findChildren(QLabel))
    assert "≤ 6 a year, Dec\u00a02026" in said
    assert "G. Costa: Share the outfall list, with P03" in said
    assert "To verify 7" in page.segments.buttons["verify"].text()
