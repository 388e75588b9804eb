"""Results: parts with trend, the weakest, actions, history, and the ways back to the items."""

from datetime import date

from PySide6.QtCore import Qt

from kpidesk.domain.assessments import AssessmentItem, AssessmentKind, AssessmentSet
from kpidesk.exports.pieces import What
from kpidesk.ui.framework.page import FrameworkPage
from kpidesk.ui.framework.results import ResultsView
from kpidesk.ui.publish.page import PublishPage
from tests.ui.conftest import Person


def shown(person: Person, page: FrameworkPage, kind: AssessmentKind) -> ResultsView:
    """The results of a set of the sample."""
    (set_,) = page.session.desk.find(AssessmentSet, kind=kind)
    page.choose(set_.id)
    person.click("segment-results")
    return page.shown.get(ResultsView)


def rows(view: ResultsView, name: str) -> list[str]:
    model = getattr(view, name).model_
    return [
        model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())
    ]


def test_modules_stand_with_their_words(person: Person, page: FrameworkPage) -> None:
    view = shown(person, page, AssessmentKind.MATURITY)
    assert person.find("results-whole").text() == "2.6"
    assert view.level.text() == "established in parts"
    assert rows(view, "bars")[0] == "Strategic alignment, 3.0, established in parts"
    assert len(view.bars.ids()) == 7


def test_the_weakest_conditions_and_where_they_were(person: Person, page: FrameworkPage) -> None:
    view = shown(person, page, AssessmentKind.HEALTH)
    assert rows(view, "lowest") == [
        "5  Across functions, 2.0 · +1.0 since last time",
        "8  Trained in facilitation, 2.1 · +0.1 since last time",
        "2  Support by managers, 2.3 · +0.3 since last time",
    ]
    # A set without parts has a bar for each item.
    assert rows(view, "bars")[4] == "5  Across functions, 2.0, last time 1.0, +1.0 since last time"
    bar = view.bars.model_.row(view.bars.model_.index(4))
    assert bar is not None
    assert (bar.now, bar.last) == (0.5, 0.25)


def test_history_is_a_curve_and_a_list(person: Person, page: FrameworkPage) -> None:
    view = shown(person, page, AssessmentKind.HEALTH)
    assert view.chart.accessibleName() == "1 April 2025: 2.4, 1 July 2025: 2.7"
    assert view.chart.isVisible()
    sessions = person.find("results-sessions")
    sessions.setFocus()
    person.press(Qt.Key.Key_Down)
    assert view.outcome is not None
    assert view.outcome.session.on == date(2025, 4, 1)
    view = shown(person, page, AssessmentKind.MATURITY)
    assert not view.chart.isVisible()  # one session is no curve


def test_enter_leads_to_the_item(person: Person, page: FrameworkPage) -> None:
    shown(person, page, AssessmentKind.HEALTH)
    person.find("results-lowest").setFocus()
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Return)
    assert page.segments.current == "assess"
    assert page.session.desk.get(AssessmentItem, page.assessing.current).number in {8, 2}


def test_a_part_leads_to_its_items(person: Person, page: FrameworkPage) -> None:
    view = shown(person, page, AssessmentKind.MATURITY)
    view.bars.setFocus()
    person.press(Qt.Key.Key_End)
    person.press(Qt.Key.Key_Return)
    assert page.segments.current == "assess"
    assert page.assessing.part == "Continuous improvement"
    assert page.session.desk.get(AssessmentItem, page.assessing.current).practice == "7.1"


def test_actions_lead_to_what_they_are_about(person: Person, page: FrameworkPage) -> None:
    view = shown(person, page, AssessmentKind.HEALTH)
    assert [row.split(",")[0] for row in rows(view, "plan")] == [
        "An afternoon on handling people who talk over others",
        "Two pairs across units lead a session before the next check",
    ]
    plan = person.find("results-plan")
    plan.setFocus()
    person.press(Qt.Key.Key_Home)
    person.press(Qt.Key.Key_Return)
    assert page.session.desk.get(AssessmentItem, page.assessing.current).number == 8


def test_without_a_session_there_is_a_first_step(person: Person, blank: FrameworkPage) -> None:
    person.click("segment-results")
    assert not person.find("framework.begin_session").isEnabled()  # no set is taken up yet
    assert blank.projected() is None


def test_the_room_sees_all_parts(person: Person, page: FrameworkPage) -> None:
    shown(person, page, AssessmentKind.MATURITY)
    picture = page.projected()
    assert picture is not None
    assert (picture.title, picture.missing) == ("Maturity check", ())


def test_report_form_and_coverage_lead_to_their_prints(person: Person, page: FrameworkPage) -> None:
    shown(person, page, AssessmentKind.MATURITY)
    session = page.sight.session
    for view, name, what, record in (
        ("results", "results-report", What.ASSESSMENTS, session),
        ("coverage", "coverage-print", What.COVERAGE, ""),
        ("assess", "set-form", What.FORMS, page.subject_id),
    ):
        person.window.go("framework")
        page.show_view(view)
        if view == "assess":
            page.assessing.show_mode("write")
        person.click(name)
        publish = person.window.pages["publish"]
        assert isinstance(publish, PublishPage)
        person.wait(lambda shown=publish: not shown.busy())
        assert (publish._what, publish._pieces[publish._number].record) == (what, record)
