"""Measures side by side and on one scale."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from kpidesk.actions import measures
from kpidesk.domain.comparing import Scale
from kpidesk.ui.measures.compare import ALL, ONE

SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return


@pytest.fixture
def viewer(person):
    """Somebody who compares."""
    person.page.show_view("compare")
    return person


def tick(viewer, *codes: str) -> None:
    tiles = viewer.page.compare.multiples
    for code in codes:
        rows = [each.measure.code for each in tiles.tiles.tiles]
        tiles.setCurrentIndex(tiles.tiles.index(rows.index(code)))
        tiles.setFocus()
        viewer.key(SPACE)


def one(viewer, scale: Scale) -> None:
    viewer.page.compare._to(ONE)
    viewer.page.compare.scale.show_value(scale)
    viewer.page.compare._show_lines()


def test_all_measures_stand_side_by_side_in_the_order_of_the_list(viewer):
    model = viewer.page.compare.multiples.tiles
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    codes = [each.measure.code for each in model.tiles]
    assert codes[:3] == ["M02", "M01", "M03"]
    assert len(codes) == 24
    assert "8 in a row" in viewer.page.compare.told.text()
    viewer.page.compare.only.click()
    # Those whose latest value belongs to a signal, as domain.md 11.2 has it.
    assert {each.measure.code for each in model.tiles} == {"M01", "M03", "M04", "M07", "M09", "M11", "M12"}


def test_a_desk_without_measures_says_what_belongs_here(beginner):
    beginner.page.show_view("compare")
    compare = beginner.page.compare
    assert compare.sights.currentIndex() == 1
    assert compare.focused is compare.add
    assert compare.add.isVisible()
    beginner.qtbot.mouseClick(compare.add, Qt.MouseButton.LeftButton)
    beginner.page.show_view("compare")
    assert compare.focused is compare.multiples
    assert compare.multiples.isVisible()


def test_without_a_signal_all_can_be_shown_again(beginner):
    beginner.add()
    beginner.page.show_view("compare")
    compare = beginner.page.compare
    compare.only.click()
    assert compare.stack.currentIndex() == 3
    assert compare.focused is compare.only
    beginner.qtbot.mouseClick(compare.stack.currentWidget().findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert compare.stack.currentIndex() == 0


def test_enter_goes_to_the_measure(viewer):
    tick(viewer, "M06")
    viewer.key(ENTER)
    assert viewer.page.view.key == "data"
    assert viewer.measure().code == "M06"


def test_nothing_is_compared_before_two_are_ticked(viewer):
    viewer.page.compare._to(ONE)
    assert viewer.page.compare.stack.currentIndex() == 2
    viewer.page.compare._to(ALL)
    tick(viewer, "M01")
    viewer.page.compare._to(ONE)
    assert viewer.page.compare.stack.currentIndex() == 2


def test_on_their_limits_better_is_upwards_for_all(viewer):
    tick(viewer, "M04", "M03")
    one(viewer, Scale.LIMITS)
    up, down = viewer.page.compare.lines._curves
    assert (up.turned, down.turned) == (False, True)
    # M04 ends above its upper limit 75.446, M03 below its lower one 25.299: both are better.
    assert up.points[-1][1] == pytest.approx((78.5 - 71.1417) / 4.3045, abs=1e-3)
    assert down.points[-1][1] == pytest.approx((26.9917 - 22.1) / 1.6923, abs=1e-3)
    assert "M03" in viewer.page.compare.remarks.text()


def test_what_does_not_fit_is_named_with_the_reason(viewer):
    tick(viewer, "M01", "M13", "SM1", "M02")
    one(viewer, Scale.UNIT)
    said = viewer.page.compare.remarks.text()
    assert "M13 has other periods." in said
    assert "SM1 has no values yet." in said
    assert "M02 has another unit." in said
    one(viewer, Scale.CENTRE)
    assert "M02" not in viewer.page.compare.remarks.text()
    first = viewer.page.compare.lines._curves[0]
    assert first.points[0][1] == pytest.approx(16.4 / 15.616667 * 100, abs=1e-3)


def test_at_most_eight_lines_are_drawn(viewer):
    tick(viewer, *(f"M{n:02}" for n in range(1, 11)))
    one(viewer, Scale.LIMITS)
    assert len(viewer.page.compare.lines._curves) == 8
    assert "first 8" in viewer.page.compare.remarks.text()


def test_a_removed_measure_loses_its_tick(viewer):
    with viewer.desk.edit("Add") as edit:
        gone = measures.add(edit, "Close Calls", None)
    tick(viewer, gone.code, "M12")
    with viewer.desk.edit("Rename") as edit:
        measures.change(edit, gone.id, name="Near Hits")
    assert viewer.page.compare.multiples.tiles.ticked == [gone.id, viewer.measure("M12").id]
    with viewer.desk.edit("Remove") as edit:
        measures.remove(edit, gone.id)
    assert viewer.page.compare.multiples.tiles.ticked == [viewer.measure("M12").id]
