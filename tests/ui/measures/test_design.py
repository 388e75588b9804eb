"""The design of measures as a person does it: by keys and clicks, read off the desk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton

from kpidesk.domain.design_board import Board, Step, board
from kpidesk.domain.designs import CandidateDecision, Sense
from kpidesk.domain.measures import Measure, Quadrant
from kpidesk.domain.results import Result
from kpidesk.domain.voting import Criterion
from kpidesk.ui.ballot import BallotDialog
from kpidesk.ui.measures.candidates import Column

ENTER, ESC, DOWN, RIGHT, TAB = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Tab,
)  # fmt: skip
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def designer(person):
    """Somebody who designs."""
    person.page.show_view("design")
    return person


def at(designer, code: str) -> Board:
    result = designer.desk.find(Result, code=code)[0]
    designer.page.choose_result(result.id)
    return board(designer.desk, result)


def press(designer, name: str) -> None:
    found = next((each for each in designer.page.findChildren(QPushButton, name) if each.isVisible()), None)
    assert found is not None, name
    designer.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def take(designer) -> None:
    """Enter in a cell; Qt takes it over a moment later."""
    table = designer.page.design.candidates.table
    designer.key(ENTER)
    designer.qtbot.waitUntil(lambda: table.state() is not QAbstractItemView.State.EditingState)


def cell(designer, row: int, column: Column) -> None:
    table = designer.page.design.candidates.table
    table.setFocus()
    table.setCurrentIndex(table.candidates.index(row, column))


def test_results_stand_with_their_progress(designer):
    model = designer.page.results.results
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    index = model.index_of(designer.desk.find(Result, code="R10")[0].id)
    said = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "R10  Burst mains are repaired within hours., 5 of 5 steps"
    assert designer.page.designed.text() == "11 of 20 designed"


def test_a_design_from_nothing_by_keys_alone(designer):
    at(designer, "R11")
    press(designer, "step-2")
    for text in ("Fewer wet patches are reported", "The night flow is low"):
        designer.type(text)
        designer.key(ENTER)
    assert [each.text for each in at(designer, "R11").evidence] == [
        "Fewer wet patches are reported", "The night flow is low",
    ]  # fmt: skip
    press(designer, "design-next")
    designer.type("high")
    designer.page.leave()
    press(designer, "design-next")
    designer.type("Share of leaks found before a call, each month")
    designer.key(ENTER)
    (standing,) = at(designer, "R11").candidates
    assert standing.sources == ()
    press(designer, "chip-1")
    cell(designer, 0, Column.STRENGTH)
    designer.type("5")
    designer.type(" 4 4")
    take(designer)
    cell(designer, 0, Column.FEASIBILITY)
    designer.type("233")
    take(designer)
    (standing,) = at(designer, "R11").candidates
    assert [each.text for each in standing.sources] == ["Fewer wet patches are reported"]
    assert standing.ratings[Criterion.STRENGTH].numbers == (5, 4, 4)
    assert standing.ratings[Criterion.FEASIBILITY].numbers == (2, 3, 3)
    press(designer, "add-to-list")
    (standing,) = at(designer, "R11").candidates
    assert standing.candidate.decision is CandidateDecision.BUILD_DATA
    designer.window.commands.run("measures.choose")
    designer.type("Leaks Found First")
    designer.key(ENTER)
    found = at(designer, "R11")
    assert [each.name for each in found.measures] == ["Leaks Found First"]
    assert found.done == set(Step)


def test_a_half_typed_candidate_is_not_added_by_a_rest_but_by_leaving(designer):
    before = len(at(designer, "R10").candidates)
    line = designer.page.design.candidates.new
    line.setFocus()
    designer.type("Days until")
    line.commit()
    assert len(at(designer, "R10").candidates) == before
    designer.page.show_view("data")
    assert len(board(designer.desk, designer.desk.find(Result, code="R10")[0]).candidates) == before + 1


@pytest.mark.parametrize("typed", ["5 x 4", "6", "0"])
def test_what_is_no_rating_is_said_and_nothing_changes(designer, typed):
    found = at(designer, "R10")
    edit = designer.desk.last_edit
    cell(designer, 0, Column.STRENGTH)
    designer.key(ENTER)
    for letter in typed:
        designer.type(letter)
    designer.key(ENTER)
    assert designer.desk.last_edit == edit
    assert at(designer, "R10") == found
    assert designer.window.notice.isVisible()
    designer.key(ESC)
    assert designer.focus() is designer.page.design.candidates.table


def test_a_refused_rating_stays_to_be_mended(designer):
    before = at(designer, "R10").candidates[1].ratings[Criterion.STRENGTH].numbers
    press(designer, "step-4")
    cell(designer, 1, Column.STRENGTH)
    designer.type("9")
    designer.key(ENTER)
    line = designer.focus()
    assert isinstance(line, QLineEdit)
    assert (line.text(), line.property("wrong")) == ("9", "true")
    assert at(designer, "R10").candidates[1].ratings[Criterion.STRENGTH].numbers == before
    line.selectAll()
    designer.type("3 3")
    take(designer)
    assert at(designer, "R10").candidates[1].ratings[Criterion.STRENGTH].numbers == (3, 3)


def test_delete_on_ratings_clears_them_and_keeps_the_candidate(designer):
    at(designer, "R10")
    press(designer, "step-4")
    cell(designer, 1, Column.STRENGTH)
    designer.key(Qt.Key.Key_Delete)
    found = at(designer, "R10").candidates
    assert len(found) == 6
    assert Criterion.STRENGTH not in found[1].ratings or not found[1].ratings[Criterion.STRENGTH].numbers


def test_a_new_candidate_is_added_once_and_without_a_word(designer):
    at(designer, "R10")
    press(designer, "step-4")
    designer.page.design.candidates.new.setFocus()
    designer.type("Crew hours for each burst")
    designer.key(ENTER)
    assert [each.candidate.wording for each in at(designer, "R10").candidates].count(
        "Crew hours for each burst"
    ) == 1
    assert not designer.window.notice.text
    assert not designer.page.design.candidates.new.text()


def test_a_candidate_is_reworded_and_removed_by_keys(designer):
    at(designer, "R10")
    cell(designer, 5, Column.WORDING)
    designer.key(ENTER)
    editor = designer.page.design.candidates.table.findChild(QLineEdit)
    editor.selectAll()
    designer.type("Crews trained")
    take(designer)
    assert at(designer, "R10").candidates[5].candidate.wording == "Crews trained"
    cell(designer, 5, Column.LETTER)
    designer.key(Qt.Key.Key_Delete)
    assert len(at(designer, "R10").candidates) == 5
    designer.undo()
    assert at(designer, "R10").candidates[5].candidate.wording == "Crews trained"


def test_several_pasted_lines_are_several_pieces_of_evidence(designer):
    at(designer, "R11")
    press(designer, "step-2")
    designer.paste("The pump is quiet\n\nNo wet road\n")
    assert [each.text for each in at(designer, "R11").evidence] == ["The pump is quiet", "No wet road"]
    designer.undo()
    assert at(designer, "R11").evidence == ()


def test_harm_is_noted_apart_from_evidence(designer):
    at(designer, "R11")
    press(designer, "step-3")
    designer.page.design.steps[Step.PICTURE].gaming.new.setFocus()
    designer.type("Leaks are not written down")
    designer.key(ENTER)
    (noted,) = at(designer, "R11").harm
    assert noted.sense is Sense.GAMING


def test_a_click_on_the_board_goes_to_the_candidate(designer):
    found = at(designer, "R10")
    designer.window.grab()
    view = designer.page.design.board_view
    spot = view.drawn().spots[found.candidates[2].candidate.id]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=(view.rect().topLeft() + _point(spot[0], spot[1])))
    assert designer.page.design.candidates.standing.letter == "C"


def _point(x: float, y: float):
    from PySide6.QtCore import QPoint

    scale = 96 / 25.4
    return QPoint(round(x * scale), round(y * scale))


def test_names_are_checked_as_they_are_typed(designer):
    at(designer, "R10")
    press(designer, "step-5")
    (card,) = designer.page.design.choice.cards.values()
    assert not card.hints.isVisible()
    for name, word in (("Effective Repairs by 2027", "2027"), ("Time", "Two to five words")):
        card.name.setFocus()
        card.name.selectAll()
        designer.type(name)
        designer.key(ENTER)
        assert word in card.hints.text()
    card.name.selectAll()
    designer.type("Water Lost Share")
    designer.key(ENTER)
    assert designer.measure("M06").name == "Time"
    assert card.name.text() == "Water Lost Share"  # what was refused stays to be mended


def test_a_measure_is_moved_on_the_board_of_effort_and_effect(designer):
    at(designer, "R10")
    press(designer, "step-5")
    board_ = designer.page.design.quadrants
    board_.setFocus()
    assert designer.measure("M06").quadrant is Quadrant.EFFORT_QUALITY
    designer.key(DOWN, CTRL)
    assert designer.measure("M06").quadrant is Quadrant.EFFECT_QUALITY
    designer.window.grab()
    token = next(each for each in board_._tokens if each.measure.code == "M06").box.center().toPoint()
    zone = board_._zones[Quadrant.EFFORT_QUANTITY].center().toPoint()
    QTest.mousePress(board_, Qt.MouseButton.LeftButton, pos=token)
    QTest.mouseMove(board_, zone)
    QTest.mouseRelease(board_, Qt.MouseButton.LeftButton, pos=zone)
    assert designer.measure("M06").quadrant is Quadrant.EFFORT_QUANTITY


def test_a_secret_vote_shows_nothing_until_it_is_opened(designer):
    found = at(designer, "R10")
    press(designer, "step-4")
    press(designer, "measures.secret")
    dialog = designer.window.findChild(BallotDialog)

    def push(name: str) -> None:
        designer.qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)

    dialog.voters.setText("none")
    push("ballot-begin")
    assert "from 1 to 500" in dialog.wrong.text()
    dialog.voters.setText("2")
    push("ballot-begin")
    assert dialog.count.text() == "Paper 1 of 2"
    push("ballot-drop")
    assert "empty" in dialog.wrong.text()
    bars = list(dialog.form.bars.values())
    for number in (2, 4):
        bars[0].setFocus()
        QTest.keyClick(bars[0], Qt.Key(Qt.Key.Key_0 + number))
        push("ballot-drop")
        assert bars[0].number == 0
        assert at(designer, "R10").candidates == found.candidates
    assert dialog.count.text() == "All 2 papers are in the box."
    push("ballot-reveal")
    ratings = at(designer, "R10").candidates[0].ratings
    assert sorted(ratings[Criterion.STRENGTH].numbers) == [2, 4]
    assert ratings[Criterion.FEASIBILITY] == found.candidates[0].ratings[Criterion.FEASIBILITY]
    push("ballot-done")
    assert not dialog.isVisible()


def test_search_finds_a_candidate_and_goes_to_its_design(designer):
    design = at(designer, "R10").design
    at(designer, "R11")
    designer.page.show_view("data")
    designer.page.show_record(design.id)
    assert designer.page.view.key == "design"
    assert designer.page.result.code == "R10"


def test_a_desk_without_results_says_what_belongs_here(beginner):
    beginner.page.show_view("design")
    assert beginner.page.design.stack.currentIndex() == 1
    assert beginner.desk.find(Measure) == ()


def test_the_design_sheet_is_shown_where_it_is_printed(designer):
    at(designer, "R11")
    assert not designer.window.commands.can("measures.design_sheet")
    at(designer, "R10")
    designer.window.commands.run("measures.design_sheet")
    assert designer.window.current == "publish"
    publish = designer.window.pages["publish"]
    assert publish._what.value == "designs"
    designer.qtbot.waitUntil(lambda: not publish.busy(), timeout=20_000)


def test_what_the_facilitator_enters_as_their_own_is_marked(designer):
    found = at(designer, "R10")
    press(designer, "step-2")
    evidence = found.evidence[0]
    mark = designer.page.design.steps[Step.EVIDENCE].list.marks[evidence.id]
    designer.qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    press(designer, "step-4")
    designer.page.design.candidates.by_host.click()
    found = at(designer, "R10")
    assert [each.by_host for each in found.evidence[:2]] == [True, False]
    assert [each.candidate.by_host for each in found.candidates[:2]] == [True, False]
    designer.page.choose(found.measures[0].id)
    designer.page.show_view("definition")
    designer.page.definition.form.form.ticks["by_host"].click()
    assert designer.desk.get(Measure, found.measures[0].id).by_host
