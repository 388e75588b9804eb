"""Turning a curve as people do it: the line drawn by hand and by keys, story, ideas, promises, causes."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton, QWidget

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.curves import Curve, Pull, curve
from kpidesk.domain.series import Acknowledgement, Cause, CauseKind, Forecast
from kpidesk.domain.sharing import Partner
from kpidesk.domain.voting import Criterion
from kpidesk.ui.ballot import BallotDialog
from kpidesk.ui.fields import Choice
from kpidesk.ui.measures.causes import CauseSheet

ENTER, TAB, RIGHT, UP, ESC, DELETE = (
    Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Escape, Qt.Key.Key_Delete,
)  # fmt: skip
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def turner(person):
    """Somebody who turns the curve of M01."""
    person.choose("M01")
    person.page.show_view("curve")
    person.window.grab()
    return person


def found(turner) -> Curve:
    return curve(turner.desk, turner.measure().id)


def forecasts(turner) -> dict[date, float]:
    return {each.period: each.number for each in turner.desk.find(Forecast, measure=turner.measure().id)}


def click(turner, name: str) -> None:
    widget = turner.page.curve.findChild(QWidget, name)
    assert widget.isVisible()
    turner.qtbot.mouseClick(widget, LEFT)


def spot(turner, place: int, number: float) -> QPoint:
    scale = turner.page.curve.chart.scale_()
    return QPoint(round(scale.places[place]), round(scale.y(number)))


def draw(turner, *spots: QPoint, end: bool = True) -> None:
    chart = turner.page.curve.chart
    QTest.mousePress(chart, LEFT, pos=spots[0])
    for each in spots[1:]:
        QTest.mouseMove(chart, each)
    if end:
        QTest.mouseRelease(chart, LEFT, pos=spots[-1])


def middle(turner) -> float:
    return turner.page.curve._ahead[0].number


def test_a_line_drawn_by_hand_is_one_step(turner):
    base = middle(turner)
    places = [spot(turner, 0, base), spot(turner, 3, base + 0.5), spot(turner, 5, base + 1)]
    draw(turner, *places)
    drawn = forecasts(turner)
    assert len(drawn) == 6  # the hand skipped periods, the line did not
    numbers = [drawn[each] for each in sorted(drawn)]
    assert numbers == sorted(numbers)
    assert numbers[-1] == pytest.approx(base + 1, abs=0.15)
    turner.undo()
    assert forecasts(turner) == {}


def test_what_is_typed_after_enter_is_taken_back_by_itself(turner):
    story = turner.page.curve.story
    story.contributing.new.setFocus()
    turner.type("Crews")
    turner.key(ENTER)
    field = next(reversed(story.contributing.fields.values()))
    field.setFocus()
    field.end(False)
    for text, end in ((" find", ENTER), (" leaks", TAB)):
        turner.type(text)
        turner.key(end)
    texts = []
    for _ in range(3):
        texts.append(field.text())
        turner.undo()
    assert texts == ["Crews find leaks", "Crews find", "Crews"]


def test_a_drawing_that_is_given_up_changes_nothing(turner):
    edit = turner.desk.last_edit
    base = middle(turner)
    draw(turner, spot(turner, 0, base), spot(turner, 4, base + 1), end=False)
    turner.page.curve.chart.setFocus()
    turner.key(ESC)
    QTest.mouseRelease(turner.page.curve.chart, LEFT, pos=spot(turner, 4, base + 1))
    assert turner.desk.last_edit == edit


def test_what_was_draws_nothing(turner):
    edit = turner.desk.last_edit
    chart = turner.page.curve.chart
    draw(turner, QPoint(round(chart.scale_().places[0] / 2), 60))
    assert turner.desk.last_edit == edit


def test_the_line_is_moved_by_keys_and_typed(turner):
    chart = turner.page.curve.chart
    chart.setFocus()
    base = middle(turner)
    for _ in range(3):
        turner.key(UP)
    (moved,) = forecasts(turner).values()
    assert moved > base
    turner.undo()
    assert forecasts(turner) == {}
    turner.key(RIGHT)
    turner.type("7.5")
    turner.key(ENTER)
    (period,) = forecasts(turner)
    assert forecasts(turner)[period] == 7.5
    assert period == turner.page.curve._ahead[1].period
    chart.setFocus()
    turner.key(DELETE)
    assert forecasts(turner) == {}


def test_no_number_and_an_impossible_one_are_said(turner):
    field = turner.page.curve.number
    edit = turner.desk.last_edit
    for typed in ("soon", "-4"):
        field.setFocus()
        field.selectAll()
        turner.type(typed)
        turner.key(ENTER)
        assert turner.window.notice.isVisible()
        assert field.text() == typed
        turner.key(ESC)
        assert not turner.window.notice.text
    assert turner.desk.last_edit == edit


def test_a_suggestion_is_kept_and_cleared_and_goes_as_far_as_wanted(turner):
    view = turner.page.curve
    view.count.setCurrentIndex(0)
    view.count.activated.emit(0)
    click(turner, "forecast-keep")
    assert len(forecasts(turner)) == 6
    view.count.setCurrentIndex(3)
    view.count.activated.emit(3)
    assert len(view._ahead) == 24
    assert [each.drawn for each in view._ahead].count(True) == 6
    click(turner, "forecast-clear")
    assert forecasts(turner) == {}


def test_a_story_is_told_and_ranked_by_keys(turner):
    story = turner.page.curve.story
    story.contributing.new.setFocus()
    for text in ("Night repairs", "New pumps"):
        turner.type(text)
        turner.key(ENTER)
    story.restricting.new.setFocus()
    turner.type("Road permits")
    turner.key(ENTER)
    factors = found(turner).factors
    assert [each.text for each in factors[Pull.CONTRIBUTING]] == ["Night repairs", "New pumps"]
    assert [each.text for each in factors[Pull.RESTRICTING]] == ["Road permits"]
    second = factors[Pull.CONTRIBUTING][1]
    story.contributing._arrows["arrow-up", second.id].setFocus()
    turner.key(Qt.Key.Key_Space)
    factors = found(turner).factors[Pull.CONTRIBUTING]
    assert [(each.text, each.rank) for each in factors] == [("New pumps", 1), ("Night repairs", 2)]
    assert turner.focus().objectName() == f"arrow-up-{second.id}"
    root = story.contributing.more[second.id]
    root.setFocus()
    turner.type("Old ones broke weekly")
    turner.page.show_view("data")
    assert found(turner).factors[Pull.CONTRIBUTING][0].root == "Old ones broke weekly"


def test_a_helper_named_like_a_partner_is_that_partner(turner):
    partner = turner.desk.find(Partner)[0]
    turner.page.curve.helpers.new.setFocus()
    turner.paste(f"{partner.name}\nA neighbour")
    first, second = found(turner).helpers
    assert first.partner == partner.id
    assert second.partner is None
    part = turner.page.curve.helpers.more[second.id]
    part.setFocus()
    turner.type("lends the pump")
    turner.key(ENTER)
    assert found(turner).helpers[1].part == "lends the pump"


@pytest.fixture
def thinker(turner):
    """Somebody with two ideas."""
    new = turner.page.curve.ideas.new.new
    new.setFocus()
    turner.paste("Repair at night\nPay by the hour saved")
    return turner


def idea_cell(turner, row: int, key: str) -> None:
    grid = turner.page.curve.ideas.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.records.index(row, grid.records.column_of(key)))


def test_ideas_are_rated_in_the_table(thinker):
    grid = thinker.page.curve.ideas.grid
    QAbstractItemModelTester(grid.records, QAbstractItemModelTester.FailureReportingMode.Fatal)
    idea_cell(thinker, 0, "leverage")
    thinker.type("5 4")
    thinker.key(ENTER)
    idea_cell(thinker, 0, "feasibility")
    thinker.type("23")
    thinker.key(TAB)
    first = found(thinker).ideas[0]
    assert first.ratings[Criterion.LEVERAGE].numbers == (5, 4)
    assert first.mean == pytest.approx(3.5)
    edit = thinker.desk.last_edit
    idea_cell(thinker, 1, "values")
    thinker.type("9")
    thinker.key(ENTER)
    assert thinker.desk.last_edit == edit
    assert grid.typed == "9"
    thinker.key(ESC)
    thinker.type("good")
    thinker.key(ENTER)
    assert "no rating" in thinker.page.curve.ideas.wrong.text()


def test_an_idea_becomes_a_promise_and_is_taken_back(thinker):
    ideas = thinker.page.curve.ideas
    idea_cell(thinker, 1, "text")
    click(thinker, "idea-wild")
    assert found(thinker).ideas[1].idea.wild
    ideas.when.setFocus()
    thinker.type("soon")
    click(thinker, "idea-promise")
    assert "no date" in ideas.wrong.text()
    assert found(thinker).promised == ()
    ideas.when.setText("2025-09-01")
    click(thinker, "idea-promise")  # nobody is named
    assert found(thinker).promised == ()
    ideas.who.setText("J. Ferro")
    assert ideas.who.hasFocus()
    thinker.key(ENTER)
    (promised,) = found(thinker).promised
    assert promised.promise == Commitment(
        id=promised.promise.id, what="Pay by the hour saved", who="J. Ferro", by_when=date(2025, 9, 1),
        made_on=promised.promise.made_on, measure=thinker.measure().id,
    )  # fmt: skip
    assert promised.promise.made_on is not None
    click(thinker, "idea-take-back")
    assert found(thinker).promised == ()
    thinker.undo()
    assert found(thinker).promised[0].promise.who == "J. Ferro"


def test_ideas_are_rated_in_secret(thinker):
    thinker.window.commands.run("measures.rate_ideas")
    dialog = thinker.window.findChild(BallotDialog)
    assert [each.text for each in dialog.vote.items] == ["Repair at night", "Pay by the hour saved"]
    thinker.qtbot.mouseClick(dialog.findChild(QPushButton, "ballot-begin"), LEFT)
    bar = next(iter(dialog.form.bars.values()))
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_4)
    vote = thinker.page.curve.ideas.vote
    thinker.qtbot.mouseClick(dialog.findChild(QPushButton, "ballot-drop"), LEFT)
    assert vote.isVisible()
    assert vote.papers.text() == "A secret vote is open: 1 paper is in the box."
    thinker.qtbot.mouseClick(dialog.findChild(QPushButton, "ballot-reveal"), LEFT)
    assert vote.isHidden()
    assert found(thinker).ideas[0].ratings[Criterion.LEVERAGE].numbers == (4,)
    dialog.accept()


def test_why_is_asked_of_a_signal(turner):
    turner.window.commands.run("measures.why")
    turner.key(ENTER)  # the latest one
    sheet = turner.window.findChild(CauseSheet)

    def answer(text: str, key: Qt.Key) -> None:
        QTest.keyClicks(sheet.new, text)
        QTest.keyClick(sheet.new, key)

    answer("Repairs wait for permits", TAB)
    answer("Permits are signed on paper", TAB)
    answer("Nobody asked for another way", ENTER)
    answer("The clerk is alone", ENTER)
    rows = sheet._whys()
    assert [(each.cause.text, each.depth) for each in rows] == [
        ("Repairs wait for permits", 1), ("Permits are signed on paper", 2),
        ("Nobody asked for another way", 3), ("The clerk is alone", 3),
    ]  # fmt: skip
    kind = sheet.findChild(Choice, f"cause-kind-{rows[1].cause.id}")
    kind.setCurrentIndex(2)
    kind.activated.emit(2)
    assert turner.desk.get(Cause, rows[1].cause.id).kind is CauseKind.PROCESS
    turner.qtbot.mouseClick(sheet.findChild(QPushButton, f"cause-remove-{rows[1].cause.id}"), LEFT)
    assert [each.cause.text for each in sheet._whys()] == ["Repairs wait for permits"]
    sheet.activateWindow()
    sheet.new.setFocus()
    QTest.keyClick(sheet.new, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(sheet._whys()) == 4
    QTest.keyClicks(sheet.new, "half typed")
    turner.qtbot.mouseClick(sheet.findChild(QPushButton, "causes-done"), LEFT)
    assert "half typed" in {each.text for each in turner.desk.find(Cause)}
    assert len(turner.desk.find(Acknowledgement, measure=turner.measure().id)) >= 1
