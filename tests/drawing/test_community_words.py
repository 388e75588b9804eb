"""Texts of a community: what is asked, promised and written down stands in them, and nothing empty does."""

import pytest

from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.communities import Community, Meeting, MeetingState, Member
from kpidesk.domain.people import Person
from kpidesk.drawing.community_words import brief_for_manager, call_for_volunteers, minutes
from kpidesk.imports import sample
from kpidesk.system.words import Words

WORDS = Words()


@pytest.fixture(scope="module")
def marrow_desk() -> Desk:
    desk = new_desk(who="tester")
    with desk.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    return desk


def circle(desk: Desk) -> Community:
    return desk.find(Community, name="Marrow Measures Circle")[0]


def test_the_call_names_purpose_payoffs_rhythm_and_whom_to_write_to(marrow_desk: Desk) -> None:
    text = call_for_volunteers(marrow_desk, circle(marrow_desk), WORDS)
    assert text.startswith("Marrow Measures Circle is looking for people")
    assert "• Friends in other depots" in text
    assert "We meet every 14 days, for 45 minutes, at 10:00" in text
    assert "strategy and performance analyst" in text


def test_the_brief_has_the_promise_to_sign_and_gaps_where_nothing_is_known(marrow_desk: Desk) -> None:
    people = {each.id: each.name for each in marrow_desk.find(Person)}
    members = {
        people[each.person]: each for each in marrow_desk.find(Member, community=circle(marrow_desk).id)
    }
    known = brief_for_manager(marrow_desk, members["A. Nowak"], WORDS)
    assert "To: head of safety" in known
    assert "• 10 hours a month" in known
    assert "Monthly safety digest goes to her deputy." in known
    assert "Signature: ____" in known
    unknown = brief_for_manager(marrow_desk, members["R. Haas"], WORDS)
    assert "To: the manager of R. Haas" in unknown
    assert "• _____ hours a month" in unknown


def test_the_minutes_tell_blocks_slots_and_promises_in_their_order(marrow_desk: Desk) -> None:
    meetings = sorted(marrow_desk.find(Meeting, community=circle(marrow_desk).id), key=lambda each: each.on)
    text = minutes(marrow_desk, meetings[-1], WORDS)
    parts = [
        "Marrow Measures Circle: minutes", "1 July 2025", "There: A. Nowak", "Excused: R. Haas, T. Mbeki",
        "Host: S. Iyer", "Next host: A. Nowak", "Status check", "Action planning", "Question",
        "What we promised", "• A. Nowak: Host the door at the gallery, with S. Iyer, by 8 July 2025",
    ]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "Open reflection" not in text  # nothing was said there
    assert "\n\n\n" not in text


def test_a_cancelled_meeting_has_its_reason_for_minutes(marrow_desk: Desk) -> None:
    (off,) = marrow_desk.find(Meeting, state=MeetingState.CANCELLED)
    text = minutes(marrow_desk, off, WORDS)
    assert "Four people were at the flooded pumping station." in text
    assert "promised" not in text
