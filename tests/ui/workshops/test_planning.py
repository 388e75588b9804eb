"""Planning a workshop as a person does: a kind, blocks by keys, people, the whole engagement."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from kpidesk.domain.people import Person as Somebody
from kpidesk.domain.workshops import Block, Participant, Workshop, WorkshopKind, blocks_of, in_order
from kpidesk.ui.results.page import ResultsPage
from kpidesk.ui.told_list import Told
from kpidesk.ui.workshops.agenda_view import AgendaView
from kpidesk.ui.workshops.blocks import read_block
from kpidesk.ui.workshops.engagement import days_of
from kpidesk.ui.workshops.opens import pages
from kpidesk.ui.workshops.page import WorkshopsPage
from tests.ui.conftest import Person

ALT = Qt.KeyboardModifier.AltModifier


def plan(person: Person, kind: WorkshopKind, name: str = "", day: str = "") -> Workshop:
    """Plan a workshop by the dialog."""
    page = person.window.pages["workshops"]
    assert isinstance(page, WorkshopsPage)
    page.begin()
    listed = person.find("workshop-beginning-list")
    listed.show_current(kind.value)
    listed.chosen.emit(kind.value)
    person.find("workshop-name", QLineEdit).setText(name)
    person.find("workshop-day", QLineEdit).setText(day)
    person.click("workshop-go")
    return page.workshop


def titles(page: WorkshopsPage) -> list[str]:
    view = page.shown.get(AgendaView)
    return [row.title for row in view.blocks.list.model_.rows if isinstance(row, Told)]


def test_a_half_day_with_times_that_follow(person: Person, page: WorkshopsPage) -> None:
    one = plan(person, WorkshopKind.MAPPING, "Map day", "3 March 2026")
    assert (one.name, one.on, one.kind) == ("Map day", date(2026, 3, 3), WorkshopKind.MAPPING)
    assert titles(page)[:3] == ["09:00  Welcome and why we are here", "09:15  One goal, read aloud",
                                "09:35  Goals in plain words"]  # fmt: skip
    view = page.shown.get(AgendaView)
    first = blocks_of(page.session.desk, one.id)[0]
    view.blocks.choose(first.id)
    minutes = view.blocks.form.fields["minutes"]
    minutes.setFocus()
    minutes.selectAll()
    person.write("30")
    assert titles(page)[1] == "09:30  One goal, read aloud"


def test_a_day_that_is_none_is_told_in_the_dialog(person: Person, page: WorkshopsPage) -> None:
    page.begin()
    person.find("workshop-day", QLineEdit).setText("some day")
    person.click("workshop-go")
    assert page.session.desk.find(Workshop) == ()
    person.find("workshop-day", QLineEdit).setText("")
    person.click("workshop-go")
    assert len(page.session.desk.find(Workshop)) == 1


def test_blocks_are_typed_moved_and_removed_by_keys(person: Person, page: WorkshopsPage) -> None:
    one = plan(person, WorkshopKind.OTHER)
    line = person.find("register-block-line", QLineEdit)
    line.setFocus()
    person.write("Goals in pairs 25")
    person.write("Talk")
    named = [(each.name, each.minutes) for each in blocks_of(page.session.desk, one.id)]
    assert named == [("Welcome", 10), ("Close", 10), ("Goals in pairs", 25), ("Talk", 10)]
    person.find("register-block-list").setFocus()
    person.press(Qt.Key.Key_Up, ALT)
    assert [each.name for each in blocks_of(page.session.desk, one.id)][2] == "Talk"
    person.press(Qt.Key.Key_Delete)
    assert "Talk" not in [each.name for each in blocks_of(page.session.desk, one.id)]


@pytest.mark.parametrize(
    ("typed", "name", "minutes"),
    [("Tests 40", "Tests", 40), ("Tests 40 min", "Tests", 40), ("Goal 2", "Goal", 2), ("2026", "2026", None),
     ("Talk", "Talk", None), ("  Talk  5' ", "Talk", 5)],
)  # fmt: skip
def test_how_a_typed_block_is_read(typed: str, name: str, minutes: int | None) -> None:
    assert read_block(typed) == (name, minutes)


def test_a_block_of_another_workshop_is_used_again(person: Person, full: WorkshopsPage) -> None:
    one = full.workshop
    before = len(blocks_of(full.session.desk, one.id))
    person.window.commands.run("workshops.again")
    person.write("one goal, read")
    added = blocks_of(full.session.desk, one.id)
    assert len(added) == before + 1
    assert (added[-1].name, added[-1].minutes) == ("One goal, read aloud", 20)


def test_every_page_that_a_block_can_open_opens(person: Person, full: WorkshopsPage) -> None:
    window = person.window
    for key in pages(window.words):
        page, _, view = key.partition(":")
        window.go(page, view=view)
        shown = window.pages[page]
        assert window.current == page
        if view:
            seen = shown.showing if isinstance(shown, ResultsPage) else shown.segments.current
            assert seen == view, key


def test_people_are_known_by_name_and_noted(person: Person, page: WorkshopsPage) -> None:
    one = plan(person, WorkshopKind.REVIEW)
    page.show_view("people")
    person.find("register-participant-line", QLineEdit).setFocus()
    person.write("Ana Ruiz")
    person.write("Tom Kay")
    person.write("ana ruiz")
    desk = page.session.desk
    assert sorted(desk.get(Somebody, each.person).name for each in desk.find(Participant)) == [
        "Ana Ruiz", "Tom Kay",
    ]  # fmt: skip
    assert len(desk.find(Participant, workshop=one.id)) == 2


def test_the_engagement_counts_from_the_first_day(person: Person, page: WorkshopsPage) -> None:
    plan(person, WorkshopKind.MAPPING, day="3 March 2026")  # a Tuesday
    page.show_view("engagement")
    rows = [row for row in person.find("engagement-list").model_.rows if isinstance(row, Told)]
    told = {row.title: row.beside.replace("\u00a0", " ") for row in rows}
    assert told["Hold the Measure Gallery"] == "24 Mar 2026"
    assert told["Tidy the map, print it and hang it where people pass"] == "4 Mar 2026"
    person.find("engagement-list").chosen.emit("6")
    person.click("engagement-plan")
    made = in_order(page.session.desk.find(Workshop))[-1]
    assert (made.kind, made.on) == (WorkshopKind.GALLERY, date(2026, 3, 24))


def test_days_of_an_engagement_are_no_weekends(page: WorkshopsPage) -> None:
    from kpidesk.imports.workshop_starts import supplied

    milestones = supplied("en")[1]
    for first in (date(2026, 3, day) for day in range(2, 9)):
        for day, each in zip(days_of(first, milestones), milestones, strict=True):
            assert day is not None
            assert each.days == 0 or day.weekday() < 5


def test_removing_a_workshop_asks_first(person: Person, full: WorkshopsPage) -> None:
    count = len(full.session.desk.find(Workshop))
    person.window.commands.run("workshops.remove")
    assert len(full.session.desk.find(Workshop)) == count
    person.answers.risky = True
    person.window.commands.run("workshops.remove")
    assert len(full.session.desk.find(Workshop)) == count - 1
    assert full.session.desk.find(Block, workshop="") == ()
