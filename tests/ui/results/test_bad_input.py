"""What a hurried room types and pastes: a clear sentence, nothing lost, never a freeze."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from kpidesk.actions import goals, results
from kpidesk.domain.results import Goal

CTRL = Qt.KeyboardModifier.ControlModifier
DOCUMENT = "\n".join(f"Paragraph {n} of a document that nobody wants in a bubble." for n in range(400))


@pytest.fixture(autouse=True)
def _clean_clipboard():
    yield
    QGuiApplication.clipboard().clear()


def test_a_document_pasted_into_a_bubble_is_refused_and_stays_to_be_cut(person):
    person.click(person.grip("R12"))
    person.do("results.edit")
    person.canvas.editor.selectAll()
    QGuiApplication.clipboard().setText(DOCUMENT)
    before = person.state()
    person.key(Qt.Key.Key_V, CTRL)
    person.key(Qt.Key.Key_Return)
    assert person.state() == before
    assert "500" in person.refused[-1]
    assert len(person.canvas.editor.toPlainText()) > 10_000
    person.key(Qt.Key.Key_Escape)
    assert person.result("R12").statement == "Pumps and valves are fixed before they break."


def test_five_thousand_goals_are_refused_and_stay_in_the_line(person):
    person.page.show_goals()
    line = person.page.goals.line
    line.setFocus()
    QGuiApplication.clipboard().setText("\n".join(f"Improve thing {n}" for n in range(5000)))
    before = len(person.desk.find(Goal))
    person.key(Qt.Key.Key_V, CTRL)
    person.key(Qt.Key.Key_Return)
    assert len(person.desk.find(Goal)) == before
    assert "5000" in person.refused[-1].replace(",", "")
    assert "thing 4999" in line.toPlainText()


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_nothing_typed_changes_nothing(person, text):
    before = person.state()
    person.canvas.setFocus()
    person.do("results.add")
    person.canvas.editor.setPlainText(text)
    person.key(Qt.Key.Key_Return)
    assert person.state() == before
    assert person.canvas.writing is None


def test_a_link_to_itself_and_a_second_one_are_refused_with_a_sentence(person):
    work = person.page.work
    before = person.state()
    assert not work.link(person.id("R12"), person.id("R12"))
    assert not work.link(person.id("R12"), person.id("R04"), work.cause())
    assert person.state() == before
    assert "two different" in person.refused[0]
    assert "L02" in person.refused[1]


def test_a_result_that_goes_while_its_link_is_chosen_is_not_linked(person):
    person.click(person.grip("R19"))
    person.do("results.link")
    person.type("R11")
    gone = person.id("R11")
    person.page.session.do("Remove", results.remove, gone)
    before = person.state()
    person.key(Qt.Key.Key_Return)
    assert person.state() == before or not any(gone in pair for pair in person.links())
    assert not person.page.work.link(person.id("R19"), gone)
    assert "no longer" in person.refused[-1]


def test_odd_letters_go_everywhere_and_come_back(person):
    odd = "Ämter ≤ 5 🙂 العربية हिन्दी “so”"
    person.page.session.do("Reword", results.rename, person.id("R12"), odd)
    person.page.session.do("Goal", goals.add, odd)
    person.canvas.grab()
    person.page.show_goals()
    person.page.grab()
    assert person.result("R12").statement == odd
    assert odd in {goal.text for goal in person.desk.find(Goal)}
