"""The coverage of practices: each row leads to the record that it is about."""

import pytest
from PySide6.QtCore import Qt

from kpidesk.actions import results
from kpidesk.domain.assessments import AssessmentItem
from kpidesk.domain.measures import Measure
from kpidesk.domain.practices import PRACTICES
from kpidesk.domain.results import Map, Result, Ring
from kpidesk.ui.framework.coverage import CoverageView
from kpidesk.ui.framework.page import FrameworkPage
from tests.ui.conftest import Person


@pytest.fixture
def view(person: Person, page: FrameworkPage) -> CoverageView:
    person.click("segment-coverage")
    return page.shown.get(CoverageView)


def test_all_practices_stand_under_their_modules(view: CoverageView) -> None:
    assert view.list.ids() == list(PRACTICES)
    assert view.list.model_.rowCount() == 42 + 7


def test_a_row_says_what_there_is(view: CoverageView) -> None:
    index = view.list.model_.index_of("1.1")
    told = view.list.model_.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert told == (
        "1.1 Each measure gives evidence of a result that a goal asks for., built in, "
        "11 of 20 results have a measure., Results"
    )


def test_enter_opens_the_first_result_without_a_measure(
    person: Person, page: FrameworkPage, view: CoverageView
) -> None:
    view.list.setFocus()
    person.press(Qt.Key.Key_Return)
    assert person.window.current == "results"
    desk = page.session.desk
    (bare,) = person.window.pages["results"].selection.ids
    assert bare not in {each.result for each in desk.find(Measure)}
    assert desk.get(Result, bare).code == "R01" or desk.get(Result, bare).code > "R01"


def test_a_double_click_opens_the_measure(person: Person, page: FrameworkPage, view: CoverageView) -> None:
    wanted = view.found["7.5"].look.record
    view.choose("7.5")
    box = view.list.visualRect(view.list.model_.index_of("7.5"))
    for click in (person.qtbot.mouseClick, person.qtbot.mouseDClick):
        click(view.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert person.window.current == "measures"
    shown = person.window.pages["measures"].measure
    assert shown is not None
    assert shown.id == wanted


def test_what_can_only_be_asked_leads_to_its_item(
    person: Person, page: FrameworkPage, view: CoverageView
) -> None:
    view.choose("5.4")
    person.click("evidence-go")
    assert page.segments.current == "assess"
    item = page.session.desk.get(AssessmentItem, page.assessing.current)
    assert item.practice == "5.4"


def test_use_leads_to_its_register(person: Person, page: FrameworkPage, view: CoverageView) -> None:
    view.choose("6.4")
    person.click("evidence-go")
    assert person.find("register-adoption-table").isVisible()


def test_every_practice_leads_somewhere(person: Person, page: FrameworkPage, view: CoverageView) -> None:
    for key in PRACTICES:
        page = person.go("framework")
        assert isinstance(page, FrameworkPage)
        page.show_view("coverage")
        view.choose(key)
        view.evidence.follow()
        assert person.window.current == view.found[key].look.page
        assert not person.window.notice.text


def test_the_figures_follow_the_desk(person: Person, page: FrameworkPage, view: CoverageView) -> None:
    with page.session.desk.edit("Another result") as edit:
        ring = edit.find(Ring)[0]
        results.add(edit, edit.find(Map)[0].id, ring.id, "Leaks are found before they are seen.")
    assert view.evidence.told.text() == "11 of 21 results have a measure."


def test_an_empty_desk_is_no_empty_page(person: Person, blank: FrameworkPage) -> None:
    person.click("segment-coverage")
    view = blank.shown.get(CoverageView)
    assert view.evidence.told.text() == "There is nothing yet that could be counted."
    view.choose("3.1")
    person.click("evidence-go")
    assert person.find("shelf-list").isVisible()  # where the maturity check can be taken up
