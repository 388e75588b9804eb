"""The centre chart edited by hand and by keys, one partner at a time, and the plan on its time line."""

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QWidget

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.measures import Measure
from kpidesk.domain.sharing import Standing, Strength
from kpidesk.drawing.picture import GlyphRun, Group, Item, Picture, walk
from kpidesk.ui.screens import settle
from kpidesk.ui.sharing.chart_view import ChartView
from kpidesk.ui.sharing.page import SharingPage
from kpidesk.ui.sharing.partner_view import PartnerView
from kpidesk.ui.sharing.plan_view import PlanView
from tests.ui.conftest import Person
from tests.ui.sharing.conftest import partner

CTRL = Qt.KeyboardModifier.ControlModifier


def texts(picture: Picture) -> str:
    return " ".join(item.text for item in walk(picture.items) if isinstance(item, GlyphRun))


def groups(items: Iterable[Item]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from groups(item.items)


# -- the centre chart


@pytest.fixture
def chart(person: Person, page: SharingPage) -> ChartView:
    person.click("segment-chart")
    settle(person.window)
    found = page.view
    assert isinstance(found, ChartView)
    return found


def drag(person: Person, canvas: QWidget, start: QPointF, end: QPointF) -> None:
    person.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start.toPoint())
    person.qtbot.mouseMove(canvas, ((start + end) / 2).toPoint())
    person.qtbot.mouseMove(canvas, end.toPoint())
    person.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end.toPoint())


def test_a_partner_is_dragged_to_the_other_ring(person: Person, page: SharingPage, chart: ChartView) -> None:
    canvas = chart.canvas
    start = canvas.box(partner(page, "P06").id).center()
    drag(person, canvas, start, QPointF(canvas.width() / 2, canvas.height() * 0.3))
    assert partner(page, "P06").standing is Standing.CURRENT
    assert page.session.desk.undo_label == "Move P06 to the other ring"
    start = canvas.box(partner(page, "P01").id).center()
    drag(person, canvas, start, QPointF(8, 8))
    assert partner(page, "P01").standing is Standing.DESIRED
    person.click("edit.undo")
    person.click("edit.undo")
    assert partner(page, "P06").standing is Standing.DESIRED


def test_a_short_slip_of_the_mouse_moves_nobody(person: Person, page: SharingPage, chart: ChartView) -> None:
    edits = page.session.desk.last_edit
    start = chart.canvas.box(partner(page, "P06").id).center()
    drag(person, chart.canvas, start, start + QPointF(2, 2))
    assert page.session.desk.last_edit == edits
    assert page.partner_id == partner(page, "P06").id


def test_the_chart_is_edited_by_keys_alone(person: Person, page: SharingPage, chart: ChartView) -> None:
    chart.canvas.setFocus()
    walked = []
    for _ in range(10):
        person.press(Qt.Key.Key_Right)
        walked.append(page.partner_id)
    assert set(walked) == {each.id for each in page.partners()}
    page.choose_partner(partner(page, "P09").id)
    assert "Housebuilders" in chart.canvas.accessibleDescription()
    person.press(Qt.Key.Key_Left, CTRL)
    assert partner(page, "P09").standing is Standing.CURRENT
    person.press(Qt.Key.Key_Right, CTRL)
    assert partner(page, "P09").standing is Standing.DESIRED


def test_strength_is_said_or_follows(person: Person, page: SharingPage, chart: ChartView) -> None:
    page.choose_partner(partner(page, "P05").id)
    details = chart.details
    assert details is not None
    assert details.strength.currentText() == "as the records say: strong"
    details.strength.show_value(Strength.NONE)
    details.strength.activated.emit(details.strength.currentIndex())
    assert partner(page, "P05").strength is Strength.NONE
    details.strength.show_value(None)
    details.strength.activated.emit(details.strength.currentIndex())
    assert partner(page, "P05").strength is None


def test_names_on_the_chart_can_always_be_read(person: Person, page: SharingPage, chart: ChartView) -> None:
    for size in ((1024, 700), (1366, 768), (1920, 1080)):
        person.window.resize(*size)
        settle(person.window)
        drawn = chart.canvas.drawn
        assert drawn is not None
        cards = [item for item in groups(drawn.items) if item.role == "partner"]
        assert len(cards) == 10
        for card in cards:
            sizes = [item.size for item in walk(card.items) if isinstance(item, GlyphRun)]
            assert max(sizes) * chart.canvas.scale >= 11.9, size  # px


def test_the_room_sees_the_chart_in_large_letters(page: SharingPage, chart: ChartView) -> None:
    picture = page.projected()
    assert picture is not None
    said = texts(picture)
    assert "Wastewater" in said
    assert "Clears blockages" not in said  # names alone
    assert page.view.picture()[0].width == 420


# -- one partner


@pytest.fixture
def one(person: Person, page: SharingPage) -> PartnerView:
    person.click("segment-partner")
    found = page.view
    assert isinstance(found, PartnerView)
    return found


def test_a_clicker_goes_from_partner_to_partner(person: Person, page: SharingPage, one: PartnerView) -> None:
    one.slide.setFocus()
    ids = [each.id for each in page.partners()]
    assert page.partner_id == ids[0]
    for step, key in ((1, Qt.Key.Key_PageDown), (2, Qt.Key.Key_Space), (1, Qt.Key.Key_PageUp)):
        person.press(key)
        assert page.partner_id == ids[step]
    person.press(Qt.Key.Key_Left)
    person.press(Qt.Key.Key_Left)
    assert page.partner_id == ids[-1]


def test_the_room_sees_guesses_marked(page: SharingPage, one: PartnerView) -> None:
    page.choose_partner(partner(page, "P06").id)
    picture = page.projected()
    assert picture is not None
    assert "Kitchen cost?" in texts(picture)
    page.choose_partner(partner(page, "P01").id)
    assert "Overflow events" in texts(page.projected())
    assert "Overflow events?" not in texts(page.projected())


def test_editing_goes_to_the_part_that_asks(person: Person, page: SharingPage, one: PartnerView) -> None:
    page.choose_partner(partner(page, "P10").id)
    person.click("partner-edit")
    assert (page.segments.current, page.part) == ("sheet", 3)
    assert page.partner_id == partner(page, "P10").id


# -- the plan


@pytest.fixture
def plan(person: Person, page: SharingPage) -> PlanView:
    person.click("segment-plan")
    settle(person.window)
    found = page.view
    assert isinstance(found, PlanView)
    return found


def test_a_row_of_the_plan_opens_what_it_is_about(person: Person, page: SharingPage, plan: PlanView) -> None:
    desk = page.session.desk
    (promise,) = desk.find(Commitment, what="Pick 12 blocks")
    box = plan.canvas.box(promise.id)
    assert box.height() > 12
    plan.into_sight(box)
    person.qtbot.mouseDClick(plan.canvas, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert page.segments.current == "commitments"
    assert page.view.current == promise.id


def test_the_plan_is_walked_by_keys_and_spoken(person: Person, page: SharingPage, plan: PlanView) -> None:
    plan.canvas.setFocus()
    said = [plan.canvas.accessibleDescription()]
    for _ in range(12):
        person.press(Qt.Key.Key_Down)
        said.append(plan.canvas.accessibleDescription())
    assert said[0].startswith("SM1 ")
    assert "P01 MVW Wastewater" in said
    while not plan.canvas.accessibleDescription().startswith("SM4"):
        person.press(Qt.Key.Key_Up)
    person.press(Qt.Key.Key_Return)
    assert person.window.current == "measures"
    (measure,) = page.session.desk.find(Measure, code="SM4")
    assert person.window.pages["measures"].current == measure.id


def test_a_click_beside_the_rows_changes_nothing(person: Person, plan: PlanView) -> None:
    before = plan.canvas.current
    person.qtbot.mouseClick(plan.canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, plan.canvas.height() - 2))
    assert plan.canvas.current == before
