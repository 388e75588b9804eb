"""The page as a whole: details, the link editor, the corners, and what is said of an empty map."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from kpidesk.actions import goals
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Audience, Confidence, Link, Outcome, ResultStatus, Verdict, WordingTest
from kpidesk.ui.results.canvas import Mode
from kpidesk.ui.results.details import Pressable


def link(person, code):
    return next(each for each in person.desk.find(Link) if each.code == code)


def press(person, owner, name):
    found = owner.findChild(QPushButton, name)
    assert found is not None
    assert found.isVisible()
    person.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def seen(person, kind):
    """What the details show, once they are laid out."""
    details = person.page.details
    person.qtbot.waitUntil(lambda: any(each.isVisible() for each in details.findChildren(Pressable)))
    return [each for each in details.findChildren(kind) if each.isVisible()]


# -- details


def test_details_tell_all_of_a_result(person):
    person.click(person.grip("R12"))
    details = person.page.details
    assert details.statement.typed() == "Pumps and valves are fixed before they break."
    assert details.owner.text() == "Maintenance process"
    assert details.about.value is Audience.INTERNAL
    assert details.link_count.text() == "6"
    words = [each.text() for each in seen(person, Pressable)]
    assert "leads to · plausible · 3\u00a0months" in words
    assert "comes from · plausible · 1\u00a0month" in words


def test_details_are_edited(person):
    person.click(person.grip("R12"))
    details = person.page.details
    details.statement.selectAll()
    person.qtbot.keyClicks(details.statement, "Pumps run.")
    person.qtbot.keyClick(details.statement, Qt.Key.Key_Return)
    assert person.result("R12").statement == "Pumps run."
    details.owner.selectAll()
    person.qtbot.keyClicks(details.owner, "Zuzanna")
    person.qtbot.keyClick(details.owner, Qt.Key.Key_Return)
    details.status.setCurrentIndex(2)
    details.status.activated.emit(2)
    changed = person.result("R12")
    assert (changed.owner, changed.status) == ("Zuzanna", ResultStatus.PARKED)
    for _ in range(3):
        person.undo()
    assert person.result("R12").owner == "Maintenance process"
    assert details.statement.typed() == "Pumps and valves are fixed before they break."


def test_leaving_a_result_commits_and_a_refusal_holds_on(person):
    person.click(person.grip("R12"))
    details = person.page.details
    details.owner.setText("Crew B")
    person.click(person.grip("R04"))
    assert person.result("R12").owner == "Crew B"
    assert person.result("R04").owner != "Crew B"
    details.statement.setPlainText("z" * 600)
    person.page.selection.set((person.id("R12"),))
    assert person.refused
    assert person.selected() == {"R04"}
    assert details.statement.typed() == "z" * 600
    details.statement.give_back()


def test_the_other_end_of_a_link_is_selected(person):
    person.click(person.grip("R12"))
    other = next(each for each in seen(person, Pressable) if each.text().startswith("Fewer overflows"))
    person.qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert person.selected() == {"R07"}


def test_a_measure_is_gone_to(person):
    person.click(person.grip("R12"))
    name = person.page.details.findChild(Pressable, "measure-M07")
    person.qtbot.keyClick(name, Qt.Key.Key_Return)
    measure = next(each for each in person.desk.find(Measure) if each.code == "M07")
    assert person.page.shell.gone == [("measures", measure.id)]


def test_hints_of_the_rules_stand_below(person):
    person.page.work.change(person.id("R12"), owner="")
    person.click(person.grip("R12"))
    hints = [
        each.findChildren(QLabel)[-1].text()
        for each in seen(person, QFrame)
        if each.property("kind") == "hint"
    ]
    assert any("R12" in hint for hint in hints)


def test_several_and_none(person):
    details = person.page.details
    assert "Choose a result" in details.sentence.text()
    person.click(person.grip("R12"))
    person.click(person.grip("R04"), Qt.KeyboardModifier.ControlModifier)
    assert details.sentence.text() == "2 selected"
    press(person, details, "results.remove")
    assert not {"R04", "R12"} & person.codes()
    person.undo()
    assert {"R04", "R12"} <= person.codes()


# -- the link editor


@pytest.fixture
def opened(person):
    person.page._open_link(link(person, "L02").id)
    return person.page.link_editor


def test_a_link_is_told_about(person, opened):
    assert opened.head.accessibleName() == "R12 → R04"
    assert opened.confidence.value is Confidence.PLAUSIBLE
    assert opened.lag.value() == 3
    opened.lag.setValue(5)
    opened.rationale.setFocus()
    person.type("seen in 1998")
    person.qtbot.keyClick(opened.rationale, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.confidence.setCurrentIndex(3)
    opened.confidence.activated.emit(3)
    changed = link(person, "L02")
    assert (changed.lag_months, changed.rationale, changed.confidence) == (
        5,
        "seen in 1998",
        Confidence.TESTED,
    )
    opened.lag.setValue(-1)
    assert link(person, "L02").lag_months is None


def test_a_link_is_turned_and_removed(person, opened):
    press(person, opened, "turn-link")
    assert ("R04", "R12", "cause") in person.links()
    person.undo()
    press(person, opened, "remove-link")
    assert ("R12", "R04", "cause") not in person.links()
    assert not opened.isVisible()
    person.undo()
    assert ("R12", "R04", "cause") in person.links()


def test_the_link_editor_goes_with_its_link(person, opened):
    person.page.work.remove((link(person, "L02").id,))
    assert not opened.isVisible()


def test_enter_closes_but_presses_a_tool(person, opened):
    opened.findChild(QPushButton, "turn-link").setFocus()
    person.key(Qt.Key.Key_Return)
    assert ("R04", "R12", "cause") in person.links()
    assert opened.isVisible()
    opened.kinds.focus()
    person.key(Qt.Key.Key_Return)
    assert not opened.isVisible()


def test_a_refused_reason_stays(person, opened):
    opened.rationale.setPlainText("w" * 30_000)
    opened.leave()
    assert person.refused
    assert opened.isVisible()
    opened.rationale.give_back()


def test_what_is_being_typed_is_kept_on_escape(person, opened):
    opened.rationale.setPlainText("because")
    opened.leave()
    assert link(person, "L02").rationale == "because"


def test_the_link_editor_stays_inside_the_map(person):
    for each in person.desk.find(Link):
        person.page._open_link(each.id)
        assert person.canvas.rect().contains(person.page.link_editor.geometry())


# -- the corners


def test_tools_are_chosen_in_the_corner(person):
    press(person, person.canvas, "mode-add")
    assert person.canvas.mode is Mode.ADD
    press(person, person.canvas, "mode-select")
    assert person.canvas.mode is Mode.SELECT


def test_legend_and_small_map_are_closed_and_opened(person):
    for corner in (person.page.corners.legend, person.page.corners.small):
        corner.set_open(False)
        assert not corner.isVisible()
        assert person.page.shell.settings.get(f"{corner.objectName()}-closed", False)
        person.qtbot.mouseClick(corner.opener, Qt.MouseButton.LeftButton)
        assert corner.isVisible()


def test_a_click_on_the_small_map_goes_there(person):
    person.canvas.full_size()
    person.qtbot.mouseClick(person.page.corners.small, Qt.MouseButton.LeftButton, pos=QPoint(20, 53))
    middle = person.canvas.sight.mm(QPoint(person.canvas.width() // 2, 10).toPointF())
    assert middle[0] < -200


# -- the page


def test_an_empty_map_says_what_belongs_there(beginner):
    assert beginner.page.empty.isVisible()
    press(beginner, beginner.page.empty, "results.add")
    assert not beginner.page.empty.isVisible()
    assert beginner.canvas.writing
    beginner.key(Qt.Key.Key_Escape)
    assert beginner.page.empty.isVisible()


def test_a_record_is_shown_where_the_page_is_sent(person):
    person.canvas.full_size()
    person.canvas.centre_on(390, 0)
    person.page.show_record(person.id("R20"))
    assert person.selected() == {"R20"}
    assert person.canvas.rect().contains(person.at("R20"))


def test_commands_say_why_they_cannot_be_used(person):
    assert person.page._why_no_result() == "Choose a result first."
    person.click(person.grip("R12"))
    assert not person.page._why_no_result()
    person.desk.writable = False
    assert person.page._why_no_result() == "This desk is open for reading only."


def test_leaving_the_page_commits_what_is_being_written(person):
    person.double_click(person.at("R12"))
    person.type("Pumps run.")
    person.page.leave()
    assert person.result("R12").statement == "Pumps run."
    assert person.canvas.writing is None


def test_every_view_can_be_pictured(person):
    for show in person.page.views().values():
        show()
        assert not person.page.grab().isNull()


def test_letters_in_a_choice_are_no_commands(person):
    person.click(person.grip("R12"))
    person.page.details.status.setFocus()
    for key in (Qt.Key.Key_N, Qt.Key.Key_L, Qt.Key.Key_0, Qt.Key.Key_1):
        sight = person.canvas.sight
        person.key(key)
        assert person.canvas.writing is None
        assert not person.page.link_picker.isVisible()
        assert person.canvas.sight == sight


def test_words_are_marked_while_they_are_written_in_a_bubble(person):
    person.click(person.grip("R12"))
    person.do("results.edit")
    editor = person.canvas.editor
    editor.selectAll()
    person.type("Deliver world-class pumps by 2027")
    marked = {each.cursor.selectedText() for each in editor.extraSelections()}
    assert {"Deliver", "world-class"} <= marked
    assert any("2027" in each for each in marked)
    assert "Deliver" in person.canvas.writing._said
    editor.selectAll()
    person.type("Pumps run whenever they are needed.")
    assert not editor.extraSelections()
    assert not person.canvas.writing._said
    person.key(Qt.Key.Key_Return)
    assert person.result("R12").statement == "Pumps run whenever they are needed."


def test_a_dismissed_mark_stays_away_from_the_bubble_too(person):
    result = person.id("R12")
    person.page.work.reword(result, "Pumps give excellent service.")
    keys = [mark.key for mark in person.page._marks("Pumps give excellent service.", result)]
    assert keys
    for key in keys:
        person.page.session.do("Dismiss", goals.dismiss, result, key)
    assert person.page._marks("Pumps give excellent service.", result) == []
    assert person.page._marks("Pumps give excellent service.", person.id("R13"))


def test_tests_and_earlier_wordings_of_a_result_stand_beside_it(person):
    person.click(person.grip("R12"))
    details = person.page.details
    person.qtbot.mouseClick(details.parts.buttons["wording"], Qt.MouseButton.LeftButton)
    assert details.tests.isVisible()
    assert not details.links.itemAt(0).widget().isVisible()
    details.tests.rows[WordingTest.CLEAR].judge(Outcome.PASS)
    (verdict,) = person.desk.find(Verdict, subject=person.id("R12"))
    assert (verdict.test, verdict.outcome) == (WordingTest.CLEAR, Outcome.PASS)
    person.page.work.reword(person.id("R12"), "Pumps run.")
    assert [each.text for each in details.earlier.found] == ["Pumps and valves are fixed before they break."]
    details._use_again(details.earlier.found[0].text)
    assert person.result("R12").statement == "Pumps and valves are fixed before they break."
