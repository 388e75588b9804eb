"""Home: where the work stands, and the way on."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from kpidesk.actions import answers, commitments, gallery
from kpidesk.desk.store import Desk
from kpidesk.domain.gallery import Decision, Gallery, Note
from kpidesk.domain.next_step import Next, next_steps
from kpidesk.imports import sample
from kpidesk.ui.home.page import HomePage
from kpidesk.ui.screens import settle
from tests.ui.conftest import Answers, Person


@pytest.fixture
def page(person: Person, marrow: Path) -> HomePage:
    assert person.window.open(marrow)
    found = person.window.pages["home"]
    assert isinstance(found, HomePage)
    person.wait(lambda: not found.busy())
    return found


def said(page: HomePage) -> str:
    return " ".join(each.text() for each in page.findChildren(QLabel) if not each.isHidden())


def test_the_sample_stands_where_its_records_say(page: HomePage) -> None:
    assert not page.head.isVisible()  # the organisation's name is the title
    counts = {key: card.count.text() for key, card in page._cards.items()}
    assert counts == {
        "goals": "6", "results": "20", "measures": "12", "sharing": "10", "gallery": "60", "publish": "13",
    }  # fmt: skip
    assert page._cards["results"].remark.text() == "30 links; 9 without a measure"
    assert page._cards["measures"].remark.text() == "and 12 that partners share; all have values"


def test_the_next_step_is_the_note_whose_writer_waits(person: Person, page: HomePage) -> None:
    assert page._sentence.text() == "Give note N54 its reason: its writer will look for it."
    assert page._cards["gallery"].property("current") == "true"
    person.click("next-else")
    assert "R02" in page._sentence.text()
    person.click("next-else")
    assert "N54" in page._sentence.text()


def test_a_change_elsewhere_changes_home(person: Person, page: HomePage) -> None:
    (note,) = page.session.desk.find(Note, code="N54")
    page.session.do("Decide", gallery.decide, note.id, Decision.ADOPT, "Because.")
    assert "N54" not in page._sentence.text()
    person.click("edit.undo")
    assert "N54" in page._sentence.text()


def test_a_card_leads_to_its_page(person: Person, page: HomePage) -> None:
    person.click("card-measures")
    assert person.window.current == "measures"
    person.go("home")
    person.click("card-goals")
    assert person.window.current == "results"
    assert person.find("goal-line").isVisible()
    person.go("home")
    page._cards["sharing"].setFocus()
    person.press(Qt.Key.Key_Return)
    assert person.window.current == "sharing"


def test_what_is_worth_a_look_leads_to_its_record(person: Person, page: HomePage) -> None:
    button = next(each for each in page.findChildren(QPushButton) if each.text() == "Open R17")
    person.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert person.window.current == "results"


def test_promises_come_by_date_and_only_open_ones(person: Person, page: HomePage) -> None:
    text = said(page)
    assert "29\u00a0Aug" in text
    assert "Share the outfall list" not in text  # met
    page.session.do("Promise", lambda edit: commitments.promise(edit, "Call them", by_when=date(2020, 1, 2)))
    person.wait(lambda: not page.busy())
    assert "2\u00a0Jan" in said(page)


def test_an_empty_desk_begins_with_a_goal(person: Person, answers: Answers, tmp_path: Path) -> None:
    answers.new = tmp_path / "new.kpidesk"
    person.click("desk.new")
    person.click("next-go")
    assert person.focus is person.find("goal-line")


def test_next_steps_lead_through_the_chain(desk: Desk) -> None:
    assert [step.kind for step in next_steps(desk)] == [Next.BEGIN]
    with desk.edit("Sample") as edit:
        sample.load(edit, sample.read("marrow-valley"))
    kinds = [step.kind for step in next_steps(desk)]
    assert kinds == [Next.GIVE_REASON, Next.MEASURE]
    (note,) = desk.find(Note, code="N54")
    with desk.edit("Reason") as edit:
        gallery.decide(edit, note.id, Decision.ADOPT, "Because.")
    assert [step.kind for step in next_steps(desk)] == [Next.TELL, Next.MEASURE]
    with desk.edit("Told") as edit:
        answers.tell(edit, edit.find(Gallery)[0].id)
    assert [step.kind for step in next_steps(desk)] == [Next.MEASURE]


def test_home_leads_to_telling_back(person: Person, page: HomePage) -> None:
    (note,) = page.session.desk.find(Note, code="N54")
    assert page.session.do("Reason", gallery.decide, note.id, Decision.ADOPT, "Because.")
    person.wait(lambda: not page.busy())
    person.click("next-go")
    shown = person.window.pages["gallery"]
    assert shown.segments.current == "telling"


def test_in_a_small_window_nothing_is_cut_off_at_the_right(person: Person, page: HomePage) -> None:
    person.window.resize(1024, 640)
    person.window.commands.run("view.guide")
    settle(person.window)
    area = page.findChildren(QScrollArea)[0]
    assert area.widget().width() <= area.viewport().width()
    rows: dict[int, list[str]] = {}
    for key, card in page._cards.items():
        rows.setdefault(card.y(), []).append(key)
    assert list(rows.values()) == [["goals", "results", "measures"], ["sharing", "gallery", "publish"]]
    for keys in rows.values():
        cards = [page._cards[key] for key in keys]
        assert len({card.count.mapTo(page, QPoint()).y() for card in cards}) == 1
    person.window.resize(1366, 768)
    person.window.commands.run("view.guide")
    settle(person.window)
    assert len({card.y() for card in page._cards.values()}) == 1


def test_an_empty_desk_counts_no_noughts(person: Person, answers: Answers, tmp_path: Path) -> None:
    answers.new = tmp_path / "new.kpidesk"
    person.click("desk.new")
    page = person.window.pages["home"]
    assert isinstance(page, HomePage)
    person.wait(lambda: not page.busy())
    assert {card.remark.text() for card in page._cards.values()} == {"none yet"}
