"""Registers: what is added, in which order it stands, and what the desk counts by itself."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from kpidesk.actions import definitions
from kpidesk.domain.communities import Cadence, CadenceKind
from kpidesk.domain.definitions import DataItem
from kpidesk.domain.invitations import Channel, Stance
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.registers import Message, Policy, Ruling, Stakeholder
from kpidesk.ui.framework.figures import FigureBook
from kpidesk.ui.framework.page import FrameworkPage
from kpidesk.ui.framework.registers import RegisterBook
from kpidesk.ui.framework.table import Table
from kpidesk.ui.register import Register
from kpidesk.ui.subject_page import today
from tests.ui.conftest import Person
from tests.ui.framework.conftest import write_in

TODAY = today()


def register(person: Person, page: FrameworkPage, key: str) -> Register:
    """A register with its line in hand."""
    person.click("segment-registers")
    person.click(f"segment-{key}")
    shown = page.shown.get(RegisterBook).register
    assert isinstance(shown, Register)
    shown.line.setFocus()
    return shown


def table(person: Person, page: FrameworkPage, key: str) -> Table:
    """A register that is computed."""
    person.click("segment-figures")
    person.click(f"segment-{key}")
    found = person.find(f"register-{key}-table")
    assert isinstance(found, Table)
    return found


# -- with a form


def test_a_decision(person: Person, page: FrameworkPage) -> None:
    register(person, page, "ruling")
    person.write("The board looks at leaks twice a year")
    write_in(person, person.find("field-by"), "operations director")
    (made,) = page.session.desk.find(Ruling, text="The board looks at leaks twice a year")
    assert (made.by, made.on) == ("operations director", TODAY)


def test_who_doubts_stands_first(person: Person, page: FrameworkPage) -> None:
    shown = register(person, page, "stakeholder")
    person.write("Planners")
    (made,) = page.session.desk.find(Stakeholder, name="Planners")
    choice = person.find("field-stance")
    choice.setFocus()
    for _ in range(5):
        person.press(Qt.Key.Key_Down)
    assert page.session.desk.get(Stakeholder, made.id).stance is Stance.OPPOSED
    names = [page.session.desk.get(Stakeholder, each).name for each in shown.list.ids()]
    assert names == ["Depot East, night shift", "Planners", "Works council", "Operations director"]
    write_in(person, person.find("field-co_designs"), "Hours Booked", Qt.Key.Key_Tab)
    assert page.session.desk.get(Stakeholder, made.id).co_designs == "Hours Booked"


def test_what_is_due_first_stands_first(person: Person, page: FrameworkPage) -> None:
    shown = register(person, page, "policy")
    person.write("Working hours act")
    (made,) = page.session.desk.find(Policy, name="Working hours act")
    assert shown.list.ids()[-1] == made.id
    write_in(person, person.find("field-due"), "2025-01-31")
    assert shown.list.ids()[0] == made.id
    row = shown.list.model_.row(shown.list.model_.index_of(made.id))
    assert row is not None
    assert row.below.startswith("overdue")
    write_in(person, person.find("field-due"), "tomorrow or so")
    assert page.session.desk.get(Policy, made.id).due == date(2025, 1, 31)
    assert person.find("field-due").text() == "tomorrow or so"
    write_in(person, person.find("field-due"), "2025-01-31")


def test_a_message_is_copied(person: Person, page: FrameworkPage) -> None:
    shown = register(person, page, "message")
    shown.choose(next(each.id for each in page.session.desk.find(Message, audience="Crew leads")))
    person.click("message-copy")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("What hangs in Depot North\n\nOn Tuesday the measures hang on the wall.")
    assert "clipboard" in person.window.notice.text


def test_messages_stand_by_channel(person: Person, page: FrameworkPage) -> None:
    shown = register(person, page, "message")
    person.write("Depot leads")
    choice = person.find("field-channel")
    choice.setFocus()
    person.press(Qt.Key.Key_End)
    (made,) = page.session.desk.find(Message, audience="Depot leads")
    assert made.channel is Channel.NOTICE
    heads = [row.text for row in shown.list.model_.rows if not hasattr(row, "id")]
    assert heads == ["e-mail", "in person", "notice"]


def test_the_calendar_of_the_organisation(person: Person, page: FrameworkPage) -> None:
    shown = register(person, page, "cadence")
    person.write("Review of the plan")
    (made,) = page.session.desk.find(Cadence, name="Review of the plan")
    assert (made.community, made.kind, made.first_on) == (None, CadenceKind.PLAN, TODAY)
    assert shown.list.ids()[0] == made.id  # today comes before all others
    months = person.find("field-months")
    write_in(person, months, "-3")
    assert page.session.desk.get(Cadence, made.id).months == 12
    write_in(person, months, "6")
    assert page.session.desk.get(Cadence, made.id).months == 6
    day = person.find("field-first_on")
    write_in(person, day, "")
    assert day.toolTip() == "A day is wanted here."
    write_in(person, day, "2025-01-01")


def test_the_calendar_tells_what_falls_due(person: Person, page: FrameworkPage) -> None:
    shown = register(person, page, "cadence")
    told = [row.below for row in shown.list.model_.rows]
    assert all("2 policies" in each for each in told)


def test_communities_keep_their_own_rhythm(person: Person, page: FrameworkPage) -> None:
    shown = register(person, page, "cadence")
    assert len(shown.list.ids()) == 3
    (other,) = page.session.desk.find(Cadence, name="Charter review")
    person.window.go("framework", other.id)
    assert person.window.current == "community"


@pytest.mark.parametrize(
    ("kind", "key"),
    [(Ruling, "ruling"), (Stakeholder, "stakeholder"), (Policy, "policy"), (Message, "message")],
)
def test_search_leads_to_the_record(
    person: Person, page: FrameworkPage, kind: type[Ruling], key: str
) -> None:
    wanted = page.session.desk.find(kind)[-1]
    person.window.go("framework", wanted.id)
    shown = page.shown.get(RegisterBook)
    assert (shown.segments.current, shown.register.current) == (key, wanted.id)


# -- computed


def test_data_items_with_who_keeps_them(person: Person, page: FrameworkPage) -> None:
    shown = table(person, page, "governance")
    rows = {row.cells[0]: row for row in shown.model_.rows}
    assert len(rows) == len(page.session.desk.find(DataItem))
    assert rows["hours"].cells[1:4] == ("T. Mbeki", "job system", "week")
    assert rows["hours"].cells[5] == "M07"
    shown.setFocus()
    person.press(Qt.Key.Key_Return)
    assert person.window.current == "measures"


def test_a_change_of_a_data_item_stays_with_its_day(person: Person, page: FrameworkPage) -> None:
    shown = table(person, page, "governance")
    (item,) = page.session.desk.find(DataItem, name="hours")
    with page.session.desk.edit("Keeper") as edit:
        definitions.change_item(edit, item.id, keeper=None)
    row = next(row for row in shown.model_.rows if row.cells[0] == "hours")
    assert row.cells[1] == "–"
    assert str(TODAY.year) in row.cells[-1]
    book = page.shown.get(FigureBook)
    assert book.register.count.text() == "1 item lacks something"


def test_units_without_a_helper_are_seen(person: Person, page: FrameworkPage) -> None:
    shown = table(person, page, "superusers")
    told = {row.cells[0]: row.cells[1] for row in shown.model_.rows}
    assert told["Safety"] == "A. Nowak"
    assert told["Receivables"] == "nobody yet"


def test_adoption_is_counted(person: Person, page: FrameworkPage) -> None:
    shown = table(person, page, "adoption")
    told = {row.cells[0]: row.cells[1:] for row in shown.model_.rows}
    assert told["Visitors of the latest gallery, of those invited"] == ("71", "96", "74 %")
    assert told["Notes with a decision"] == ("60", "60", "100 %")


def test_cost_stands_beside_decisions(person: Person, page: FrameworkPage) -> None:
    desk = page.session.desk
    (measure,) = desk.find(Measure, code="M03")
    with desk.edit("Decide") as edit:
        edit.put(Ruling(id=edit.new_id(), text="Two crews more", measure=measure.id, on=TODAY))
    shown = table(person, page, "cost")
    row = next(row for row in shown.model_.rows if row.cells[0].startswith("M03"))
    assert row.cells[1] == "22.0"
    assert row.cells[4] == "1"
    assert (row.page, row.record) == ("measures", measure.id)


def test_the_revision_round(person: Person, page: FrameworkPage) -> None:
    person.click("segment-figures")
    person.click("segment-revision")
    assert person.find("register-revision").findChild(Table).isHidden()
    desk = page.session.desk
    (measure,) = desk.find(Measure, code="M06")
    with desk.edit("Live") as edit:
        since = TODAY - timedelta(days=600)
        edit.put(replace(edit.get(Measure, measure.id), status=MeasureStatus.LIVE, live_since=since))
    shown = person.find("register-revision-table")
    (row,) = shown.model_.rows
    assert row.cells[0].startswith("M06")
    assert row.cells[2:4] == ("15 months after it went live", "overdue")
    shown.setFocus()
    person.press(Qt.Key.Key_Return)
    assert person.window.pages["measures"].measure.code == "M06"
