"""The health of a community: what is shown, and how a new check begins."""

from kpidesk.domain.assessments import Assessment, AssessmentKind, AssessmentSet, Score
from kpidesk.domain.communities import Community
from kpidesk.ui.community.health import HealthView
from kpidesk.ui.community.page import CommunityPage
from tests.drawing.looked import text
from tests.ui.conftest import Person


def view(person: Person, page: CommunityPage) -> HealthView:
    person.click("segment-health")
    assert isinstance(page.view, HealthView)
    return page.view


def test_the_newest_check_is_shown_and_earlier_ones_can_be_chosen(
    person: Person, page: CommunityPage
) -> None:
    health = view(person, page)
    days = [health.session_choice.itemText(row) for row in range(health.session_choice.count())]
    assert days == ["1 July 2025", "1 April 2025"]
    newest = health.projected()
    assert newest is not None
    assert "1 July 2025" in text(newest)
    health.session_choice.setCurrentIndex(1)
    health.session_choice.activated.emit(1)
    earlier = health.projected()
    assert earlier is not None
    assert "1 April 2025" in text(earlier)


def test_rating_goes_on_at_the_session_and_the_poster_to_its_print(
    person: Person, page: CommunityPage
) -> None:
    health = view(person, page)
    session = health.current
    person.click("health-rate")
    assert person.window.current == "framework"
    framework = person.window.pages["framework"]
    assert framework.sight.session == session
    person.go("community")
    person.click("health-poster")
    assert person.window.current == "publish"


def test_a_check_begins_with_the_supplied_conditions(person: Person, page: CommunityPage) -> None:
    desk = page.session.desk
    page.choose(desk.find(Community, name="Pump and Valve Lunch")[0].id)
    health = view(person, page)
    assert health.none.isVisible()
    person.click("community.health")
    assert person.window.current == "framework"
    (session,) = desk.find(Assessment, community=page.subject_id)
    assert desk.get(AssessmentSet, session.set).kind is AssessmentKind.HEALTH
    assert len(desk.find(Score, assessment=session.id)) == 11
