"""From each view to the paper that holds it, and from the meetings to the calendar."""

from pathlib import Path

import icalendar
import pytest

from kpidesk.domain.communities import Meeting, MeetingState
from kpidesk.exports.pieces import What
from kpidesk.ui.community.page import CommunityPage
from kpidesk.ui.publish.page import PublishPage
from tests.ui.conftest import Answers, Person


def publish(person: Person) -> PublishPage:
    assert person.window.current == "publish"
    page = person.window.pages["publish"]
    assert isinstance(page, PublishPage)
    return page


@pytest.mark.parametrize(
    ("view", "paper"),
    [
        ("charter", "charter-A3"), ("roster", "roster-A4"), ("skills", "skills-A3"),
        ("records", "hand-over-A4"), ("plan", "plan-A3"), ("year", "year-A4"),
        ("meetings", "minutes-2025-07-01-A4"),
    ],
)  # fmt: skip
def test_each_view_leads_to_its_paper(person: Person, page: CommunityPage, view: str, paper: str) -> None:
    person.click(f"segment-{view}")
    person.click("community.print")
    shown = publish(person)
    piece = shown._piece
    assert piece is not None
    assert (piece.what, piece.name) == (What.COMMUNITY, f"community/{paper}")
    person.wait(lambda: not shown.busy())
    assert shown.view.image is not None


def test_a_planned_meeting_comes_in_the_calendar_file(
    person: Person, page: CommunityPage, answers: Answers, tmp_path: Path
) -> None:
    person.click("segment-meetings")
    person.click("community.plan_next")
    (planned,) = page.session.desk.find(Meeting, state=MeetingState.PLANNED)
    person.click("community.calendar")
    shown = publish(person)
    for what, kind in shown.kinds.items():
        kind.box.setChecked(what is What.CALENDAR)
    answers.where = tmp_path / "out"
    person.click("publish.folder")
    person.click("publish.export")
    person.wait(lambda: "written" in person.window.notice.text)
    read = icalendar.Calendar.from_ical((tmp_path / "out" / "commitments.ics").read_bytes())
    (event,) = [each for each in read.walk("VEVENT") if str(each["uid"]).startswith(planned.id)]
    assert str(event["summary"]) == "Marrow Measures Circle"
    assert event["dtstart"].dt.date() == planned.on
    assert (event["dtend"].dt - event["dtstart"].dt).seconds == 45 * 60
