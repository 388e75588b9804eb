"""The outline does by keyboard what the map does, and says to a screen reader what it shows."""

from itertools import combinations

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from kpidesk.domain.results import Ring
from kpidesk.ui.results.sheet import meets

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def at(person):
    """The person goes to a row."""

    def go(code):
        outline = person.page.outline
        outline.setFocus()
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect
        outline.selectionModel().setCurrentIndex(outline.outline.index_of(person.id(code)), only)

    return go


def editor(person):
    outline = person.page.outline
    found = outline.indexWidget(outline.currentIndex())
    return found if isinstance(found, QLineEdit) and found.isVisible() else None


def write(person, text, key=Qt.Key.Key_Return):
    field = editor(person)
    assert field is not None
    field.selectAll()
    person.qtbot.keyClicks(field, text)
    person.qtbot.keyClick(field, key)


def ring_of(person, code):
    return person.desk.get(Ring, person.result(code).ring).position


def test_rings_and_results_are_listed(person):
    model = person.page.outline.outline
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, person.page)
    rings = [model.index(row, 0) for row in range(model.rowCount())]
    assert [ring.data() for ring in rings] == ["1 Purpose", "2 Strategy", "3 Process", "4 Team"]
    assert [model.rowCount(ring) for ring in rings] == [3, 6, 6, 5]
    person.page.outline.grab()


def test_a_row_says_what_the_map_shows(person):
    index = person.page.outline.outline.index_of(person.id("R12"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "R12, Process: Pumps and valves are fixed before they break., leads to R04 and R07, "
        "companion with R13, conflict with R04, comes from R16 and R18 (assumed), measures M07"
    )


def test_the_selection_is_one(person, at):
    at("R12")
    assert person.selected() == {"R12"}
    person.click(person.grip("R04"))
    outline = person.page.outline
    assert outline.outline.result(outline.currentIndex()).code == "R04"
    person.click(person.grip("R20"), CTRL)
    assert len(outline.selectedIndexes()) == 2
    at("R01")
    person.key(Qt.Key.Key_Down, SHIFT)
    assert person.selected() == {"R01", "R02"}


def test_a_statement_is_edited_in_its_row(person, at):
    at("R12")
    person.key(Qt.Key.Key_F2)
    write(person, "Pumps run.")
    person.qtbot.waitUntil(lambda: person.result("R12").statement == "Pumps run.")
    assert person.page.outline.hasFocus()
    person.undo()
    assert person.result("R12").statement == "Pumps and valves are fixed before they break."


def test_escape_in_a_row_changes_nothing(person, at):
    before = person.state()
    at("R12")
    person.key(Qt.Key.Key_F2)
    write(person, "Never mind", Qt.Key.Key_Escape)
    assert person.state() == before


def test_a_refused_statement_is_offered_again(person, at):
    before = person.state()
    at("R12")
    person.key(Qt.Key.Key_F2)
    long = "x" * 600
    editor(person).setText(long)
    person.qtbot.keyClick(editor(person), Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: bool(person.refused and editor(person)))
    assert editor(person).text() == long
    assert person.refused
    assert person.state() == before
    person.qtbot.keyClick(editor(person), Qt.Key.Key_Escape)


@pytest.mark.parametrize("key", ["Insert", "Enter"])
def test_a_result_is_added_to_the_current_ring(person, at, key):
    before = person.codes()
    at("R12")
    if key == "Insert":
        person.key(Qt.Key.Key_Insert)
    else:
        person.key(Qt.Key.Key_Return)
    assert person.codes() == before
    write(person, "Valves turn.", Qt.Key.Key_Backtab)
    person.qtbot.waitUntil(lambda: person.codes() != before)
    (code,) = person.codes() - before
    assert (person.result(code).statement, ring_of(person, code)) == ("Valves turn.", 3)
    person.undo()
    assert person.codes() == before


@pytest.mark.parametrize("end", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_new_row_without_words_never_existed(person, at, end):
    model, before = person.page.outline.outline, person.state()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, person.page)
    at("R12")
    person.key(Qt.Key.Key_Insert)
    assert model.rowCount(model.index(2, 0)) == 7
    person.qtbot.keyClick(editor(person), end)
    person.qtbot.waitUntil(lambda: model.rowCount(model.index(2, 0)) == 6)
    assert person.state() == before


def test_a_refused_new_row_keeps_its_words(person, at):
    before = person.codes()
    at("R12")
    person.key(Qt.Key.Key_Insert)
    long = "y" * 600
    editor(person).setText(long)
    person.qtbot.keyClick(editor(person), Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: bool(person.refused and editor(person)))
    assert editor(person).text() == long
    assert person.codes() == before
    write(person, "Short.")
    person.qtbot.waitUntil(lambda: len(person.codes()) == len(before) + 1)


def test_rows_move_between_rings_and_are_removed(person, at):
    at("R12")
    person.key(Qt.Key.Key_Up, ALT)
    assert ring_of(person, "R12") == 2
    assert person.selected() == {"R12"}
    band = person.page.sheet.band_at(*person.canvas.sight.mm(person.at("R12").toPointF()))
    assert band.ring.position == 2
    person.key(Qt.Key.Key_Down, ALT)
    person.key(Qt.Key.Key_Down, ALT)
    assert ring_of(person, "R12") == 4
    for _ in range(3):
        person.undo()
    assert ring_of(person, "R12") == 3
    person.key(Qt.Key.Key_Delete)
    assert "R12" not in person.codes()
    person.undo()
    assert "R12" in person.codes()


def test_a_link_is_made_by_keyboard(person, at):
    before = person.links()
    at("R19")
    person.key(Qt.Key.Key_L)
    picker = person.page.link_picker
    assert picker.query.hasFocus()
    person.type("leaks found")
    assert picker.list.texts[0].startswith("R11")
    person.page.grab()
    person.key(Qt.Key.Key_Return)
    assert person.links() - before == {("R19", "R11", "cause")}
    assert not picker.isVisible()
    assert person.page.outline.hasFocus()


def test_the_kind_of_a_link_is_chosen_by_keyboard(person, at):
    before = person.links()
    at("R19")
    person.key(Qt.Key.Key_L)
    person.key(Qt.Key.Key_3, ALT)
    assert person.page.link_picker.query.hasFocus()
    person.type("R11")
    person.key(Qt.Key.Key_Return)
    assert person.links() - before == {("R19", "R11", "conflict")}


def test_several_find_room_in_another_ring(person):
    codes = ["R10", "R11", "R12"]
    person.page.selection.set(person.id(code) for code in codes)
    person.do("results.inward")
    assert {ring_of(person, code) for code in codes} == {2}
    boxes = [person.page.sheet.bubbles[person.id(code)].box for code in codes]
    assert not any(meets(one, other) for one, other in combinations(boxes, 2))
    person.undo()
    assert {ring_of(person, code) for code in codes} == {3}


def test_a_link_is_found_by_code_or_given_up(person, at):
    before = person.state()
    at("R19")
    person.key(Qt.Key.Key_L)
    person.type("r1")
    person.key(Qt.Key.Key_Down)
    assert person.page.link_picker.list.current.text.startswith("R11")
    person.key(Qt.Key.Key_Escape)
    assert person.state() == before
    assert person.page.outline.hasFocus()


def test_a_double_click_on_a_row_edits_it(person):
    outline = person.page.outline
    where = outline.visualRect(outline.outline.index_of(person.id("R05"))).center() + QPoint(20, 0)
    person.qtbot.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=where)
    person.qtbot.mouseDClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert editor(person).text() == person.result("R05").statement
    person.qtbot.keyClick(editor(person), Qt.Key.Key_Escape)


def test_rows_of_an_empty_desk(beginner):
    model = beginner.page.outline.outline
    assert model.rowCount() == 4
    assert not model.index_of("nothing").isValid()
    assert model.result(QModelIndex()) is None
    beginner.page.outline.setFocus()
    beginner.key(Qt.Key.Key_N)
    write(beginner, "Water is good.")
    beginner.qtbot.waitUntil(lambda: beginner.codes() == {"R01"})
    assert ring_of(beginner, "R01") == 1


def test_enter_goes_on_with_the_next_result_until_nothing_is_written(person, at):
    before = person.codes()
    at("R12")
    person.key(Qt.Key.Key_Return)
    for words in ("Valves turn.", "Pumps start."):
        write(person, words)
        person.qtbot.waitUntil(lambda: editor(person) is not None and not editor(person).text())
    person.qtbot.keyClick(editor(person), Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: editor(person) is None)
    new = sorted(person.codes() - before)
    assert [(person.result(code).statement, ring_of(person, code)) for code in new] == [
        ("Valves turn.", 3),
        ("Pumps start.", 3),
    ]
    assert person.page.outline.hasFocus()


@pytest.mark.parametrize("from_row", [True, False])
def test_tab_writes_what_a_result_leads_to(person, at, from_row):
    codes, links = person.codes(), person.links()
    at("R12")
    if not from_row:
        person.key(Qt.Key.Key_F2)
        person.qtbot.keyClick(editor(person), Qt.Key.Key_Tab)
        person.qtbot.waitUntil(lambda: editor(person) is not None and not editor(person).text())
    else:
        person.key(Qt.Key.Key_Tab)
    assert "R12" in editor(person).placeholderText()
    write(person, "Water keeps coming.", Qt.Key.Key_Tab)
    person.qtbot.waitUntil(lambda: editor(person) is not None and not editor(person).text())
    (code,) = person.codes() - codes
    assert ring_of(person, code) == 2
    assert person.links() - links == {("R12", code, "cause")}
    assert code in editor(person).placeholderText()
    person.qtbot.keyClick(editor(person), Qt.Key.Key_Escape)
    person.undo()
    assert (person.codes(), person.links()) == (codes, links)


def test_shift_tab_leaves_the_outline(person, at):
    at("R12")
    person.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert not person.page.outline.hasFocus()


def test_the_kind_of_a_link_is_typed_after_its_target(person, at):
    links = person.links()
    at("R19")
    person.key(Qt.Key.Key_L, CTRL)
    person.type("r11 /conf")
    person.key(Qt.Key.Key_Return)
    assert person.links() - links == {("R19", "R11", "conflict")}
    assert person.page.outline.hasFocus()


def test_the_map_says_what_is_selected_and_names_its_twin(person):
    QAccessible.setActive(True)  # as a screen reader does; what changes is announced from here on
    try:
        canvas, selection = person.page.canvas, person.page.selection
        canvas.setFocus()
        told = QAccessible.queryAccessibleInterface(canvas)
        assert "outline" in told.text(QAccessible.Text.Name)
        selection.set([person.id("R04")])
        said = told.text(QAccessible.Text.Description)
        outline = person.page.outline.outline
        assert said == "result 4 of 20, " + outline.index_of(person.id("R04")).data(
            Qt.ItemDataRole.AccessibleTextRole
        )
        selection.set([person.id("R04"), person.id("R20")])
        assert told.text(QAccessible.Text.Description).startswith("2 selected, result 20 of 20, R20, Team: ")
        selection.set([])
        assert told.text(QAccessible.Text.Description) == ""
    finally:
        QAccessible.setActive(False)
