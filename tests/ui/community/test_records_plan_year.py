"""Registers, the implementation plan and the year by keys and clicks; and where search finds all of them."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.communities import (
    Cadence,
    Celebration,
    Community,
    MethodStep,
    Pairing,
    PlanStep,
    PlanTeam,
    StepState,
    Struggle,
)
from kpidesk.domain.measures import Measure
from kpidesk.domain.record import Record
from kpidesk.ui.community.board import Pairings, Struggles
from kpidesk.ui.community.page import CommunityPage
from kpidesk.ui.community.places import VIEWS
from kpidesk.ui.community.plan import PlanView, Teams
from kpidesk.ui.community.plan_chart import lanes
from kpidesk.ui.community.records import RecordsView
from kpidesk.ui.community.year import YearView
from kpidesk.ui.homes import home_of
from tests.ui.conftest import Person

# -- registers


def records(person: Person, page: CommunityPage, key: str) -> object:
    person.click("segment-records")
    assert isinstance(page.view, RecordsView)
    person.click(f"segment-{key}")
    return page.view.register


def test_a_new_pair_is_one_that_never_led_together(person: Person, page: CommunityPage) -> None:
    found = records(person, page, "pairing")
    assert isinstance(found, Pairings)
    before = {frozenset({each.first, each.second}) for each in page.session.desk.find(Pairing)}
    found.line.setFocus()
    person.write("Finance")
    (made,) = page.session.desk.find(Pairing, team="Finance")
    assert frozenset({made.first, made.second}) not in before
    found._take("second", made.first)  # nobody pairs with themselves
    assert page.session.desk.get(Pairing, made.id).second == made.second


def test_a_struggle_shows_who_measures_something_like_it(person: Person, page: CommunityPage) -> None:
    found = records(person, page, "struggle")
    assert isinstance(found, Struggles)
    found.line.setFocus()
    person.write("Some bursts wait too long for their repair")
    (made,) = page.session.desk.find(Struggle, text="Some bursts wait too long for their repair")
    assert made.raised_on is not None

    def near() -> list[QPushButton]:
        made = found.near.findChildren(QPushButton, "struggle-alike")
        return [each for each in made if each.isVisible()]

    person.wait(lambda: bool(near()))
    code = near()[0].text().split()[0]
    person.qtbot.mouseClick(near()[0], Qt.MouseButton.LeftButton)
    assert person.window.current == "measures"
    assert page.session.desk.find(Measure, code=code)


def test_half_a_year_without_a_failure_is_flagged(person: Person, page: CommunityPage) -> None:
    found = records(person, page, "celebration")
    count = found.count  # type: ignore[attr-defined]
    assert count.text() == "No failure celebrated for half a year"
    found.line.setFocus()  # type: ignore[attr-defined]
    person.write("The pulse was not read")
    (made,) = page.session.desk.find(Celebration, text="The pulse was not read")
    person.find("field-success").click()
    assert not page.session.desk.get(Celebration, made.id).success
    assert count.text() == ""


# -- the plan


@pytest.fixture
def teams(person: Person, page: CommunityPage) -> Teams:
    person.click("segment-plan")
    assert isinstance(page.view, PlanView)
    found = page.view.register
    assert isinstance(found, Teams)
    return found


def test_a_step_is_planned_done_and_makes_the_plan_up_to_date(
    person: Person, page: CommunityPage, teams: Teams
) -> None:
    desk = page.session.desk
    teams.line.setFocus()
    person.write("Night shift")
    (team,) = desk.find(PlanTeam, name="Night shift")
    assert teams.current == team.id
    for key, typed in (("starts", "1 June 2025"), ("ends", "20 June 2025")):
        person.find(f"step-map-{key}").setFocus()
        person.write(typed)
    (step,) = desk.find(PlanStep, team=team.id)
    assert (step.step, step.starts, step.ends) == (MethodStep.MAP, date(2025, 6, 1), date(2025, 6, 20))
    person.find("step-map-ends").setFocus()
    person.find("step-map-ends").selectAll()
    person.write("1 May 2025")  # before it starts: kept in the field, not stored
    assert person.find("step-map-ends").typed() == "1 May 2025"
    assert desk.get(PlanStep, step.id).ends == date(2025, 6, 20)
    person.find("step-map-ends").give_back()
    assert "late: map" in next(row.below for row in teams.list.model_.rows if row.id == team.id)  # type: ignore[union-attr]
    choice = person.find("step-map-state")
    choice.setFocus()
    person.press(Qt.Key.Key_End)
    person.press(Qt.Key.Key_Up)  # from dropped to done
    assert desk.get(PlanStep, step.id).state is StepState.DONE
    assert desk.get(PlanStep, step.id).done_on is not None
    assert page.community.plan_updated_on is not None
    assert page.community.plan_updated_on > date(2025, 7, 1)


def test_the_chart_walks_by_arrows_and_clicks(person: Person, teams: Teams) -> None:
    teams.chart.setFocus()
    names = {each: teams.session.desk.get(PlanTeam, each).name for each in teams.list.ids()}
    teams.choose(teams.list.ids()[0])
    person.press(Qt.Key.Key_Down)
    assert names[teams.current] == "Lab"
    assert "Plan of Lab: " in teams.chart.accessibleName()
    assert ", late" in teams.chart.accessibleName()
    row = teams.chart.row(teams.list.ids()[2])
    person.qtbot.mouseClick(teams.chart, Qt.MouseButton.LeftButton, pos=QPoint(20, row.center().y()))
    assert names[teams.current] == "Customer centre"
    assert "late" in person.find("plan-late").text()


def test_bars_that_would_touch_stand_in_lines_of_their_own() -> None:
    team = PlanTeam(id="t", community="c", name="T")
    steps = [
        PlanStep(id=str(number), team="t", step=step, starts=date(2025, 1, 1 + number))
        for number, step in enumerate((MethodStep.MAP, MethodStep.DESIGN, MethodStep.DEFINE))
    ]
    bare = PlanStep(id="9", team="t", step=MethodStep.REPORT)
    ends = {"0": (0.0, 50.0), "1": (40.0, 60.0), "2": (55.0, 70.0)}
    (lane,) = lanes([team], {"t": [*steps, bare]}, lambda step: ends[step.id])
    assert [(step.id, line) for step, line in lane.steps] == [("0", 0), ("1", 1), ("2", 0)]
    assert lane.lines == 2


# -- the year


def test_the_wheel_tells_each_month_in_words(person: Person, page: CommunityPage) -> None:
    person.click("segment-year")
    view = page.view
    assert isinstance(view, YearView)
    while view._year > 2026:
        person.click("year-before")
    while view._year < 2026:
        person.click("year-after")
    view.wheel.setFocus()
    while view._month != 1:
        person.press(Qt.Key.Key_Left)
    told = person.find("year-told").text()
    assert "h  1 Jan: Half-day workshop with health check" in told.replace("\u00a0", " ")
    assert told.count("Charter") == 1
    assert "Meetings by the routine: " in told
    assert "2 meetings" in view.wheel.accessibleName()
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Right)
    assert "Budget" in person.find("year-told").text()  # of the organisation


def test_a_cadence_needs_its_first_day(person: Person, page: CommunityPage) -> None:
    person.click("segment-year")
    view = page.view
    assert isinstance(view, YearView)
    view.register.line.setFocus()
    person.write("Breakfast")
    (made,) = page.session.desk.find(Cadence, name="Breakfast")
    first = view.register.form.fields["first_on"]
    first.setFocus()
    first.selectAll()
    person.press(Qt.Key.Key_Delete)
    person.press(Qt.Key.Key_Return)
    assert page.session.desk.get(Cadence, made.id).first_on == made.first_on


# -- where things are


@pytest.mark.parametrize("kind", list(VIEWS), ids=lambda kind: kind.__name__)
def test_each_record_is_found_where_it_is_at_home(
    person: Person, page: CommunityPage, kind: type[Record]
) -> None:
    found = page.session.desk.find(kind)
    assert found
    page.choose(page.session.desk.find(Community, name="Pump and Valve Lunch")[0].id)
    page.show_record(found[0].id)
    assert page.view.key == VIEWS[kind]


def test_a_promise_of_a_meeting_is_at_home_there(person: Person, page: CommunityPage) -> None:
    (promise,) = page.session.desk.find(Commitment, what="Host the door at the gallery")
    home = home_of(promise)
    assert home is not None
    person.window.go(home[0], home[2])
    assert page.view.key == "meetings"
    assert page.view.current == promise.meeting  # type: ignore[attr-defined]
