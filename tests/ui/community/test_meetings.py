"""A meeting by keys alone, from planning to the minutes; the list, who is there, and the time."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from kpidesk.actions import communities, people, records
from kpidesk.desk.edits import Edit
from kpidesk.domain.commitments import CheckIn, Commitment, CommitmentStatus
from kpidesk.domain.communities import (
    Attendance,
    Community,
    Meeting,
    MeetingLine,
    MeetingState,
    Member,
    Presence,
    Slot,
)
from kpidesk.domain.community_meetings import lines_of
from kpidesk.domain.wording import Refused
from kpidesk.system.words import Words
from kpidesk.ui.community.meetings import MeetingsView
from kpidesk.ui.community.page import CommunityPage
from kpidesk.ui.community.timer import Countdown
from kpidesk.ui.promises import EarlierPromise
from kpidesk.ui.timing import figures, remaining
from tests.ui.conftest import Person

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def meetings(person: Person, page: CommunityPage) -> MeetingsView:
    person.click("segment-meetings")
    assert isinstance(page.view, MeetingsView)
    return page.view


def said(view: MeetingsView) -> list[tuple[Slot, str, str]]:
    return [(each.slot, each.block, each.text) for each in lines_of(view.session.desk, view.current)]


# -- the journey


def test_a_meeting_from_the_status_check_to_the_minutes_by_keys_alone(
    person: Person, meetings: MeetingsView
) -> None:
    desk = meetings.session.desk
    person.window.commands.run("community.plan_next")
    planned = meetings.meeting
    assert planned is not None
    assert planned.on >= date.today()  # noqa: DTZ011 - the person's day
    assert planned.host is not None  # whom the last meeting chose

    # an earlier promise is looked at
    rows = meetings.meeting_panel.earlier.rows.values()
    promise = next(
        each for each in rows if isinstance(each, EarlierPromise) and "Host the door" in each.text.text()
    )
    person.wait(promise.isVisible)  # what was just made is shown once events are handled
    promise.open.setFocus()
    person.press(Qt.Key.Key_Space)
    assert person.focus is promise.answers["happened"]
    person.write("The door was hosted.", end=Qt.Key.Key_Tab)
    person.write("Two are better.", end=None)
    promise.status.setFocus()
    person.press(Qt.Key.Key_Down)  # from open to met
    promise.findChild(type(promise.open), "promise-note").setFocus()
    person.press(Qt.Key.Key_Space)
    (look,) = desk.find(CheckIn, happened="The door was hosted.")
    assert look.learned == "Two are better."
    assert desk.get(Commitment, look.commitment).status is CommitmentStatus.MET

    # who is there
    attendance = meetings.meeting_side.who.list
    attendance.setFocus()
    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_Space)
    noted = {each.presence for each in desk.find(Attendance, meeting=planned.id)}
    assert noted == {Presence.THERE, Presence.EXCUSED}

    # three blocks, a win, a celebration, and a promise
    capture = meetings.meeting_panel.capture.line
    capture.setFocus()
    person.write("All promises kept.")
    person.press(Qt.Key.Key_2, ALT)
    assert person.focus is capture
    person.write("Who owns a shared measure?")
    person.write("3 Write it down.")
    person.write("A second thought.")
    person.write("w A chart on every wall.")
    person.write("c Cake for the failed pulse.")
    person.write("! S. Iyer: ask the call team / A. Nowak / 5 January 2027")
    assert said(meetings) == [
        (Slot.BLOCK, "Status check", "All promises kept."),
        (Slot.BLOCK, "Open reflection", "Who owns a shared measure?"),
        (Slot.BLOCK, "Action planning", "Write it down."),
        (Slot.BLOCK, "Open reflection", "A second thought."),
        (Slot.WIN, "", "A chart on every wall."),
        (Slot.CELEBRATION, "", "Cake for the failed pulse."),
    ]
    (made,) = desk.find(Commitment, meeting=planned.id)
    assert (made.who, made.what, made.by_when) == ("S. Iyer", "ask the call team", date(2027, 1, 5))

    # it took place, and the minutes go out
    person.find("meeting-held").setFocus()
    person.press(Qt.Key.Key_Space)
    assert desk.get(Meeting, planned.id).state is MeetingState.HELD
    person.window.commands.run("community.minutes")
    text = QGuiApplication.clipboard().text()
    for part in (
        "All promises kept.",
        "Who owns a shared measure?",
        "The door was hosted.",
        "A chart on every wall.",
    ):
        assert part in text
    assert "S. Iyer: ask the call team, with A. Nowak, by 5 January 2027" in text


# -- typing


def test_the_line_says_where_what_is_typed_will_go(person: Person, meetings: MeetingsView) -> None:
    capture, goes = meetings.meeting_panel.capture.line, person.find("capture-goes")
    capture.setFocus()
    for typed, told in (
        ("fine", "→ Status check: fine"),
        ("2 fine", "→ Open reflection: fine"),
        ("q why", "→ question: why"),
        ("! who knows / nobody / soon", "“soon” is no date."),
    ):
        capture.clear()
        person.write(typed, end=None)
        assert told in goes.text()
    before = said(meetings)
    person.press(Qt.Key.Key_Return)
    assert capture.text() == "! who knows / nobody / soon"  # nothing is lost, nothing is stored
    assert said(meetings) == before
    capture.clear()


def test_a_slot_is_chosen_by_a_click(person: Person, meetings: MeetingsView) -> None:
    person.click("slot-l")
    person.write("Large print beats a link.")
    assert said(meetings)[-1] == (Slot.LEARNING, "", "Large print beats a link.")


def test_a_line_is_changed_in_place_and_goes_when_emptied(person: Person, meetings: MeetingsView) -> None:
    desk = meetings.session.desk
    row = next(iter(meetings.meeting_panel.cards["Status check"].lines.rows.values()))
    row.field.setFocus()
    row.field.selectAll()
    person.write("Another wording")
    assert desk.get(MeetingLine, row.id).text == "Another wording"
    row.field.selectAll()
    person.press(Qt.Key.Key_Delete)
    person.press(Qt.Key.Key_Return)
    assert not desk.find(MeetingLine, id=row.id)
    person.window.commands.run("edit.undo")
    assert desk.get(MeetingLine, row.id).text == "Another wording"


@pytest.mark.parametrize("blocks", [(), ("One",), ("One", "Two"), ("One", "Two", "Three", "Four")])
def test_any_number_of_blocks_has_its_column(
    person: Person, meetings: MeetingsView, blocks: tuple[str, ...]
) -> None:
    community = meetings.page.subject_id

    def change(edit: Edit) -> None:
        records.change(edit, Community, community, blocks=blocks)

    meetings.session.do("Other blocks", change)
    person.window.commands.run("community.plan_next")
    cards = meetings.meeting_panel.cards
    assert tuple(cards) == (blocks or ("",))
    person.press(Qt.Key.Key_9, ALT)  # there is no ninth: nothing happens
    for number, block in enumerate(cards, 1):
        person.find(f"block-{number}").click()
        person.write(f"Text {number}")
        assert said(meetings)[-1] == (Slot.BLOCK, block, f"Text {number}")


def test_what_was_said_under_another_name_of_a_block_stays_in_sight(
    person: Person, meetings: MeetingsView
) -> None:
    community = meetings.page.subject_id

    def change(edit: Edit) -> None:
        records.change(edit, Community, community, blocks=("News",))

    meetings.session.do("Other blocks", change)
    assert list(meetings.meeting_panel.cards) == ["News", "Status check", "Action planning"]


# -- the list


def test_a_meeting_is_cancelled_only_with_a_reason(person: Person, meetings: MeetingsView) -> None:
    person.window.commands.run("community.plan_next")
    person.click("meeting-off")
    person.press(Qt.Key.Key_Return)
    assert meetings.meeting is not None
    assert meetings.meeting.state is MeetingState.PLANNED
    person.find("meeting-why").setFocus()
    person.write("Flood")
    assert (meetings.meeting.state, meetings.meeting.reason) == (MeetingState.CANCELLED, "Flood")
    person.click("meeting-again")
    assert meetings.meeting.state is MeetingState.PLANNED


def test_a_wide_gap_is_said_in_words(person: Person, meetings: MeetingsView) -> None:
    def plan(edit: Edit) -> None:
        communities.plan_on(edit, meetings.page.subject_id, date(2025, 8, 19))

    meetings.session.do("Plan", plan)
    below = [row.below for row in meetings.list.model_.rows if getattr(row, "title", "") == "19 August 2025"]
    assert below == ["10:00 · 49 days after the one before"]


def test_a_community_without_a_first_day_says_where_to_put_it(person: Person, empty: CommunityPage) -> None:
    person.click("community.begin")
    person.qtbot.keyClick(person.find("beginning-name"), Qt.Key.Key_Return)
    person.click("segment-meetings")
    assert "charter" in person.find("meetings-routine").text()
    person.click("community.plan_next")
    assert empty.session.desk.find(Meeting) == ()


def test_the_next_host_is_chosen_at_the_end(person: Person, meetings: MeetingsView) -> None:
    choice = meetings.meeting_side.form.choices["next_host"]
    choice.setFocus()
    person.press(Qt.Key.Key_Home)
    assert meetings.meeting is not None
    assert meetings.meeting.next_host is None


def test_all_others_are_there_with_one_click(person: Person, meetings: MeetingsView) -> None:
    person.window.commands.run("community.plan_next")
    person.click("attendance-all")
    found = meetings.session.desk.find(Attendance, meeting=meetings.current)
    assert [each.presence for each in found] == [Presence.THERE] * 7
    assert person.find("attendance-count").text() == "7 of 7 are there"


# -- the time


class Stopped:
    """A clock that goes when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_time_is_shared_evenly_and_what_is_over_is_said() -> None:
    clock, words = Stopped(), Words()
    count = Countdown(45 * 60, 3, clock=clock)
    assert (count.share, count.left_of_block) == (900, 900)
    count.start()
    clock.now += 600
    assert (count.left, count.left_of_block) == (2100, 300)
    count.pause()
    clock.now += 1000  # nobody counts this
    assert count.left == 2100
    count.start()
    clock.now += 540
    assert count.left_of_block == -240
    assert remaining(-240, words) == "4 min over"
    assert remaining(-20, words) == "just over"
    count.go_to(1)
    assert (count.left_of_block, count.left) == (900, 1560)
    count.go_to(9)
    assert count.at == 2
    count.shared = False
    assert count.left_of_block is None
    count.begin_again()
    assert (count.left, count.has_begun) == (2700, False)


@pytest.mark.parametrize(("seconds", "shown"), [(300, "5:00"), (299.2, "5:00"), (61, "1:01"), (0, "0:00")])
def test_time_is_shown_in_minutes_and_seconds(seconds: float, shown: str) -> None:
    assert figures(seconds) == shown


@pytest.fixture
def clock(meetings: MeetingsView) -> Iterator[Stopped]:
    made = Stopped()
    meetings.meeting_side.timer.countdown.clock = made
    yield made
    meetings.meeting_side.timer.begin_again()


def test_the_timer_starts_pauses_and_goes_on_with_the_next_block(
    person: Person, meetings: MeetingsView, clock: Stopped
) -> None:
    timer = meetings.meeting_side.timer
    person.click("timer-go")
    clock.now += 15 * 60 + 130
    timer.tick()
    assert person.find("timer-left").text() == "2 min over"
    assert timer.go.text() == "Pause"
    person.click("timer-next")
    assert person.find("timer-block").text() == "Open reflection"
    assert person.find("timer-left").text() == "15:00 left"
    assert meetings.meeting_panel.cards["Open reflection"].property("current") == "true"
    person.click("timer-go")
    assert timer.go.text() == "Go on"
    person.click("timer-shared")
    assert person.find("timer-left").text() == "27:50 left"


def test_the_time_of_one_meeting_does_not_go_on_in_another(
    person: Person, meetings: MeetingsView, clock: Stopped
) -> None:
    person.click("timer-go")
    clock.now += 60
    meetings.choose(meetings.list.ids()[1])
    assert not meetings.meeting_side.timer.countdown.is_running
    assert person.find("timer-left").text() == "15:00 left"


# -- many


def test_sixty_meetings_and_forty_members_hold_up(person: Person, meetings: MeetingsView) -> None:
    community = meetings.page.subject_id

    def fill(edit: Edit) -> None:
        for number in range(33):
            one = people.named(edit, f"Member with a rather long name {number}")
            records.add(edit, Member, community=community, person=one.id)
        for number in range(60):
            made = communities.plan_on(edit, community, date(2023, 1, 3) + timedelta(days=7 * number))
            communities.capture(edit, made.id, Slot.BLOCK, f"Line {number}", "Status check")

    assert meetings.session.do("Fill", fill)
    assert len(meetings.list.ids()) == 66
    assert len(meetings.meeting_side.who.list.ids()) == 40
    meetings.choose(meetings.list.ids()[0])
    assert said(meetings) == [(Slot.BLOCK, "Status check", "Line 0")]


def test_many_earlier_promises_wait_behind_a_link(person: Person, meetings: MeetingsView) -> None:
    def promise(edit: Edit) -> None:
        for number in range(6):
            communities.promise(edit, meetings.current, f"Promise {number}")

    meetings.session.do("Promise", promise)
    person.window.commands.run("community.plan_next")
    rows = meetings.meeting_panel.earlier.rows.values()
    person.wait(lambda: sum(row.isVisible() for row in rows) == 3)
    more = person.find("promises-more")
    assert more.text() == f"{len(rows) - 3} promises more"
    person.click("promises-more")
    assert all(row.isVisible() for row in rows)


def test_what_was_begun_stays_with_its_meeting(person: Person, page: CommunityPage) -> None:
    person.click("segment-meetings")
    view = page.view
    assert isinstance(view, MeetingsView)
    first, other = view.list.ids()[:2]
    view.choose(first)
    person.find("capture").setFocus()
    person.write("half a line", None)
    view.choose(other)
    (line,) = page.session.desk.find(MeetingLine, text="half a line")
    assert line.meeting == first
    assert person.find("capture").text() == ""


def test_a_reason_that_was_begun_waits_at_its_meeting(person: Person, page: CommunityPage) -> None:
    person.click("segment-meetings")
    person.click("community.plan_next")
    view = page.view
    assert isinstance(view, MeetingsView)
    planned = view.current
    person.click("meeting-off")
    person.write("because", None)
    view.choose(view.list.ids()[-1])
    assert not view.meeting_panel.why_row.isVisible()
    assert view.unfinished() == "because"
    view.choose(planned)
    assert person.find("meeting-why").text() == "because"


@pytest.mark.parametrize("typed", ["25:99", "abc", "10"])
def test_what_is_no_time_of_day_is_said(person: Person, page: CommunityPage, typed: str) -> None:
    with page.session.desk.edit("Plan") as edit, pytest.raises(Refused, match="no time of day"):
        records.change(edit, Meeting, page.session.desk.find(Meeting)[0].id, starts=typed)
