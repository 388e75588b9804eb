"""All 42 practices of the framework, one by one: a feature by the test that drives it through the window,
fields by the record that keeps them and the view that shows them, and the rest by the item that asks for it.
"""

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt

from kpidesk.domain.assessments import AssessmentItem, AssessmentKind, AssessmentSet
from kpidesk.domain.communities import Cadence, Community, SkillLevel
from kpidesk.domain.definitions import Component, Variant
from kpidesk.domain.gallery import Gallery
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.practices import PRACTICES, Fit
from kpidesk.domain.record import Record, fields_of
from kpidesk.domain.results import Tagging
from kpidesk.domain.series import Value
from kpidesk.domain.voting import Rating
from kpidesk.exports.pieces import What
from kpidesk.ui.framework.page import FrameworkPage
from kpidesk.ui.page import Page
from kpidesk.ui.publish.page import PublishPage
from tests.ui.conftest import Person

ROOT: Final = Path(__file__).parents[2]

DRIVEN: Final = {
    "1.1": "tests/ui/results/test_coverage_view.py::test_results_stand_between_their_goals_and_measures",
    "1.4": "tests/ui/measures/test_definition.py::test_forums_are_added_renamed_and_ticked",
    "1.5": "tests/ui/measures/test_definition.py::test_what_is_due_tells_who_by_when",
    "2.1": "tests/ui/measures/test_definition.py::test_the_map_tells_whether_it_leads",
    "2.4": "tests/ui/measures/test_stocktake.py::test_several_are_decided_at_once_and_hours_add_up",
    "2.5": "tests/ui/measures/test_page.py::test_a_baseline_is_started_and_removed",
    "2.6": "tests/ui/measures/test_charting.py::"
    "test_seasons_warn_before_they_are_accepted_and_are_refused_where_they_cannot_be",
    "3.2": "tests/ui/framework/test_registers.py::test_a_change_of_a_data_item_stays_with_its_day",
    "3.3": "tests/ui/measures/test_values_import.py::test_what_is_odd_waits_for_its_box",
    "4.2": "tests/journeys/test_practices.py::test_the_page_of_three_questions_is_given_out",
    "4.6": "tests/ui/community/test_meetings.py::"
    "test_a_meeting_from_the_status_check_to_the_minutes_by_keys_alone",
    "6.1": "tests/ui/framework/test_registers.py::test_who_doubts_stands_first",
    "6.3": "tests/ui/community/test_records_plan_year.py::"
    "test_a_step_is_planned_done_and_makes_the_plan_up_to_date",
    "6.5": "tests/ui/framework/test_registers.py::test_units_without_a_helper_are_seen",
    "6.6": "tests/ui/framework/test_registers.py::test_a_message_is_copied",
    "7.1": "tests/ui/framework/test_assess.py::test_a_session_begins_is_closed_and_the_next_one_compares",
    "7.2": "tests/ui/gallery/test_decide.py::test_a_decision_with_its_reason_is_one_step",
    "7.3": "tests/ui/measures/test_definition.py::test_reviews_stand_by_month_the_overdue_first",
    "7.4": "tests/ui/measures/test_curve.py::test_why_is_asked_of_a_signal",
    "7.5": "tests/ui/framework/test_registers.py::test_cost_stands_beside_decisions",
}
"""By which test each feature is driven."""


@dataclass(frozen=True)
class Kept:
    """Where the fields of a practice are kept, and which widget of which view shows them."""

    record: type[Record]
    field: str
    page: str
    view: str
    widget: str


FIELDS: Final = {
    "1.2": Kept(Community, "sponsor", "community", "charter", "field-sponsor"),
    "1.3": Kept(Tagging, "tag", "results", "coverage", "coverage-tag"),
    "1.6": Kept(Cadence, "first_on", "framework", "registers-cadence", "register-cadence-list"),
    "2.2": Kept(Measure, "denominator", "measures", "definition", "field-calculation"),
    "2.3": Kept(Component, "weight", "measures", "definition", "field-calculation"),
    "3.5": Kept(Measure, "access", "measures", "definition", "field-access"),
    "3.6": Kept(Value, "source", "measures", "picker", "values"),
    "4.1": Kept(Measure, "review_milestone", "measures", "definition", "field-review_milestone"),
    "4.4": Kept(Rating, "ballot", "framework", "assess", "framework.secret"),
    "5.2": Kept(Measure, "pilot", "measures", "definition", "field-pilot"),
    "5.5": Kept(AssessmentItem, "practice", "framework", "assess-shelf", "shelf-list"),
    "5.6": Kept(Target, "by", "measures", "definition", "field-review_on"),
    "6.2": Kept(SkillLevel, "level", "community", "skills-skill", "skills-grid"),
    "6.4": Kept(Gallery, "visitors", "framework", "figures-adoption", "register-adoption-table"),
}
"""Where the practices live that have fields with a view."""


@pytest.fixture
def desk(person: Person, marrow: Path) -> Person:
    """Somebody at the window with the sample."""
    person.window.open(marrow)
    return person


def shown(person: Person, page: str, view: str) -> Page:
    """A page with one of its views in sight."""
    made = person.go(page)
    made.views()[view]()
    return made


def functions(path: Path) -> set[str]:
    """The tests that a file holds."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}


def test_each_practice_is_served_in_one_way() -> None:
    served = {Fit.FEATURE: set(DRIVEN), Fit.FIELDS: set(FIELDS)}
    for fit, keys in served.items():
        assert keys == {key for key, each in PRACTICES.items() if each is fit}
    assert len(PRACTICES) == 42


@pytest.mark.parametrize("key", DRIVEN)
def test_a_feature_is_driven_through_the_window(key: str) -> None:
    path, _, name = DRIVEN[key].partition("::")
    assert path.startswith(("tests/ui/", "tests/journeys/"))
    assert name in functions(ROOT / path)


def test_fields_are_kept_and_shown(desk: Person) -> None:
    for key, kept in FIELDS.items():
        assert kept.field in {each.name for each in fields_of(kept.record)}, key
        page = shown(desk, kept.page, kept.view)
        assert isinstance(page, Page)
        widget = desk.find(kept.widget)
        assert page.isAncestorOf(widget), key
        assert widget.isVisible(), key


def test_variants_of_a_definition_are_fields_too(desk: Person) -> None:
    """Practice 1.3 has two places: tags on the map, and variants of a definition."""
    assert "where" in {each.name for each in fields_of(Variant)}
    shown(desk, "measures", "definition")
    assert desk.find("add-variant").isVisible()


@pytest.mark.parametrize("key", [key for key, fit in PRACTICES.items() if fit is Fit.ITEM])
def test_what_no_program_can_do_is_asked(desk: Person, key: str) -> None:
    page = desk.go("framework")
    assert isinstance(page, FrameworkPage)
    (set_,) = page.session.desk.find(AssessmentSet, kind=AssessmentKind.MATURITY)
    (item,) = page.session.desk.find(AssessmentItem, set=set_.id, practice=key)
    page.show_record(item.id)
    view = page.assessing
    assert view.current == item.id
    assert view.item.title.text() == f"{key}  {item.text}"
    assert item.poor
    assert item.good


def test_cultural_readiness_is_asked_besides(desk: Person) -> None:
    page = desk.go("framework")
    found = page.session.desk.find(AssessmentItem, practice="4.4")
    assert len([each for each in found if each.module == 4]) == 2


def test_the_page_of_three_questions_is_given_out(desk: Person) -> None:
    """Practice 4.2: what is performance doing, why, how do we respond, on one page for a measure."""
    page = desk.go("publish")
    assert isinstance(page, PublishPage)
    desk.qtbot.mouseClick(page.kinds[What.CHARTS], Qt.MouseButton.LeftButton)
    desk.wait(lambda: not page.busy() and page.view.image is not None)
    assert page._preview_panel.title.accessibleName() == "Charts with three questions"
