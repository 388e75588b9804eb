"""Each gesture on the map, as a person does it: what the desk holds then, after Esc, and after undo."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication

from kpidesk.domain.results import Placement, Ring
from kpidesk.drawing.map_bubbles import SCREEN
from kpidesk.drawing.picture import bounds
from kpidesk.ui.results.canvas import Mode
from kpidesk.ui.results.sheet import meets
from kpidesk.ui.results.tools import SNAP_PX

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def ring_of(person, code):
    return person.desk.get(Ring, person.result(code).ring).position


def place_of(person, code):
    (found,) = person.desk.find(Placement, result=person.id(code))
    return found.x, found.y


# -- writing


def test_a_double_click_on_the_map_writes_a_result_there(person):
    before, at = person.codes(), person.empty(4)
    wanted = person.canvas.sight.mm(at.toPointF())
    person.double_click(at)
    assert person.canvas.editor.hasFocus()
    assert person.codes() == before
    person.type("Meters are read in time.")
    person.key(Qt.Key.Key_Return)
    (code,) = person.codes() - before
    made = person.result(code)
    assert (made.statement, ring_of(person, code)) == ("Meters are read in time.", 4)
    bubble = person.page.sheet.bubbles[made.id]
    assert (bubble.x, bubble.y) == pytest.approx(wanted)
    assert person.canvas.writing, "a sibling is offered"
    person.key(Qt.Key.Key_Escape)
    assert person.canvas.writing is None
    assert person.canvas.hasFocus()
    person.undo()
    assert person.codes() == before


def test_enter_writes_one_after_another(beginner):
    beginner.key(Qt.Key.Key_N)
    for text in ("Water is good.", "Bills are right.", "Crews go home unhurt."):
        beginner.type(text)
        beginner.key(Qt.Key.Key_Return)
    beginner.key(Qt.Key.Key_Return)
    assert beginner.canvas.writing is None
    assert len(beginner.codes()) == 3
    boxes = [each.box for each in beginner.page.sheet.bubbles.values()]
    assert not any(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        for a in boxes
        for b in boxes
        if a is not b
    )


def test_tab_adds_what_it_contributes_to(person):
    before, links = person.codes(), person.links()
    person.double_click(person.empty(3))
    person.type("Valves turn.")
    person.key(Qt.Key.Key_Tab)
    assert person.canvas.writing
    person.type("Water can be shut off.")
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Escape)
    cause, effect = sorted(person.codes() - before)
    assert (ring_of(person, cause), ring_of(person, effect)) == (3, 2)
    assert person.links() - links == {(cause, effect, "cause")}
    person.undo()
    assert person.codes() - before == {cause}
    assert person.links() == links


def test_escape_leaves_no_trace_of_a_new_result(person):
    before = person.state()
    person.double_click(person.empty(4))
    person.type("Never mind.")
    person.key(Qt.Key.Key_Escape)
    assert person.state() == before
    assert person.canvas.gesture is None
    assert not person.canvas.editor.isVisible()


def test_an_empty_new_result_ends_without_leaving_anything(person):
    before = person.state()
    person.double_click(person.empty(4))
    person.key(Qt.Key.Key_Return)
    assert person.canvas.writing is None
    assert person.state() == before


@pytest.mark.parametrize("start", ["double click", "F2", "Enter"])
def test_a_bubble_is_reworded_in_place(person, start):
    old = person.result("R12").statement
    if start == "double click":
        person.double_click(person.at("R12"))
    else:
        person.click(person.grip("R12"))
        person.key(Qt.Key.Key_F2 if start == "F2" else Qt.Key.Key_Return)
    assert person.canvas.editor.toPlainText() == old
    person.type("Pumps run.")
    person.key(Qt.Key.Key_Return)
    assert person.result("R12").statement == "Pumps run."
    assert person.canvas.hasFocus()
    person.undo()
    assert person.result("R12").statement == old


def test_escape_gives_the_old_words_back(person):
    before = person.state()
    person.double_click(person.at("R12"))
    person.type("Something else")
    person.key(Qt.Key.Key_Escape)
    assert person.state() == before
    person.double_click(person.at("R12"))
    assert person.canvas.editor.toPlainText() == person.result("R12").statement


def test_turning_elsewhere_commits(person):
    person.double_click(person.at("R12"))
    person.type("Pumps run.")
    person.click(person.grip("R04"))
    assert person.result("R12").statement == "Pumps run."
    assert person.selected() == {"R04"}


def test_shift_enter_is_a_space(person):
    person.double_click(person.at("R12"))
    person.type("Pumps")
    person.key(Qt.Key.Key_Return, SHIFT)
    person.type("run.")
    person.key(Qt.Key.Key_Return)
    assert person.result("R12").statement == "Pumps run."


def test_what_is_refused_stays_in_the_editor(person):
    before = person.state()
    person.double_click(person.at("R12"))
    QGuiApplication.clipboard().setText("drip " * 20_000)
    person.key(Qt.Key.Key_V, CTRL)
    person.key(Qt.Key.Key_Return)
    assert person.refused
    assert person.canvas.editor.hasFocus()
    assert len(person.canvas.editor.toPlainText()) == 100_000
    person.click(person.empty(4))
    assert person.canvas.writing, "nor does a click elsewhere lose it"
    assert person.state() == before
    person.key(Qt.Key.Key_Escape)
    assert person.result("R12").statement == "Pumps and valves are fixed before they break."


def test_an_emptied_statement_is_refused(person):
    person.double_click(person.at("R12"))
    person.key(Qt.Key.Key_Delete)
    person.key(Qt.Key.Key_Return)
    assert person.refused
    assert person.canvas.writing
    person.key(Qt.Key.Key_Escape)


def test_letters_typed_into_a_bubble_are_no_commands(person):
    person.double_click(person.at("R12"))
    person.type("nL01+-")
    assert person.canvas.editor.toPlainText() == "nL01+-"
    person.key(Qt.Key.Key_Escape)


def test_the_add_tool_writes_at_a_click(person):
    person.canvas.set_mode(Mode.ADD)
    person.click(person.empty(3))
    assert person.canvas.writing
    assert person.canvas.writing.draft.ring == person.desk.find(Ring, position=3)[0].id
    person.key(Qt.Key.Key_Escape)
    person.key(Qt.Key.Key_Escape)
    assert person.canvas.mode is Mode.SELECT


def test_undo_under_way_takes_the_bubble_and_its_editor(person):
    person.double_click(person.empty(4))
    person.type("Short-lived.")
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Escape)
    person.key(Qt.Key.Key_F2)
    assert person.canvas.writing
    person.undo()
    assert person.canvas.writing is None


# -- moving


def test_a_bubble_moves_within_its_ring(person):
    before, others = place_of(person, "R20"), place_of(person, "R18")
    start = person.grip("R20")
    person.drag(start, start + QPoint(25, 12))
    after = place_of(person, "R20")
    scale = person.canvas.sight.scale
    # Lines of other bubbles draw it to them, but never further than a few pixels.
    assert (after[0] - before[0]) * SCREEN.x * scale == pytest.approx(25, abs=SNAP_PX)
    assert (after[1] - before[1]) * SCREEN.y * scale == pytest.approx(12, abs=SNAP_PX)
    assert place_of(person, "R18") == others
    assert person.desk.undo_label == "Move R20"
    person.undo()
    assert place_of(person, "R20") == before


def test_a_bubble_moves_to_another_ring(person):
    start = person.grip("R20")
    person.drag(start, start + QPoint(5, 5), person.empty(3), let_go=False)
    gesture = person.canvas.gesture
    target = person.desk.find(Ring, position=3)[0].id
    assert gesture._rings == {person.id("R20"): target}
    person.canvas.grab()
    person.qtbot.mouseRelease(person.canvas, Qt.MouseButton.LeftButton, pos=person.empty(3))
    assert ring_of(person, "R20") == 3
    assert person.desk.undo_label == "Move R20"
    person.undo()
    assert ring_of(person, "R20") == 4


def test_links_follow_while_a_bubble_moves(person):
    start = person.grip("R12")
    person.drag(start, start + QPoint(30, -20), let_go=False)
    gesture = person.canvas.gesture
    touched = {link.id for link in person.page.sheet.links_of({person.id("R12")})}
    assert {piece.source.link.id for piece in gesture._curves} == touched
    assert person.canvas.scenery.lifted == {person.id("R12"), *touched}
    before = person.state()
    person.key(Qt.Key.Key_Escape)
    assert person.state() == before
    assert person.canvas.gesture is None
    assert not person.canvas.scenery.lifted
    person.qtbot.mouseRelease(person.canvas, Qt.MouseButton.LeftButton, pos=start)
    assert person.state() == before


def test_several_move_together(person):
    person.click(person.grip("R20"))
    person.click(person.grip("R18"), SHIFT)
    assert person.selected() == {"R20", "R18"}
    before = place_of(person, "R18")
    start = person.grip("R20")
    person.drag(start, start + QPoint(10, 6))
    assert place_of(person, "R18") != before
    assert person.desk.undo_label == "Move 2 results"
    person.undo()
    assert place_of(person, "R18") == before


def test_nothing_moves_on_a_map_that_is_read_only(person):
    person.desk.writable = False
    start = person.grip("R20")
    person.drag(start, start + QPoint(40, 30))
    assert not person.refused
    person.double_click(person.empty(4))
    assert person.canvas.writing is None
    assert not person.canvas.handles()


def test_results_without_a_place_stay_where_they_are_seen(beginner):
    for text in ("One.", "Two.", "Three."):
        beginner.page.work.add(draft(beginner, 2), text)
    seen = {code: beginner.at(code) for code in beginner.codes()}
    start = beginner.grip("R02")
    beginner.drag(start, start + QPoint(-16, 10))
    assert (beginner.at("R02") - seen["R02"] - QPoint(-16, 10)).manhattanLength() <= 2
    for code in ("R01", "R03"):
        assert (beginner.at(code) - seen[code]).manhattanLength() <= 2


def draft(person, position):
    from kpidesk.ui.results.work import Draft

    return Draft(person.desk.find(Ring, position=position)[0].id)


# -- linking


def test_a_link_is_drawn_from_the_edge(person):
    before = person.links()
    person.drag(person.edge("R19"), person.at("R11"))
    assert person.links() - before == {("R19", "R11", "cause")}
    assert person.desk.undo_label == "Link R19 → R11"
    editor = person.page.link_editor
    assert editor.isVisible()
    person.key(Qt.Key.Key_3)
    assert person.links() - before == {("R19", "R11", "conflict")}
    person.key(Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert person.canvas.hasFocus()
    person.undo()
    person.undo()
    assert person.links() == before


def test_the_last_kind_is_used_again(person):
    person.drag(person.edge("R19"), person.at("R11"))
    person.key(Qt.Key.Key_2)
    person.key(Qt.Key.Key_Escape)
    before = person.links()
    person.drag(person.edge("R03"), person.at("R09"))
    assert person.links() - before == {("R03", "R09", "companion")}


def test_escape_while_drawing_a_link(person):
    before = person.state()
    person.drag(person.edge("R19"), person.at("R11"), let_go=False)
    person.canvas.grab()
    person.key(Qt.Key.Key_Escape)
    person.qtbot.mouseRelease(person.canvas, Qt.MouseButton.LeftButton, pos=person.at("R11"))
    assert person.state() == before


def test_a_link_dropped_on_empty_map_makes_a_result(person):
    codes, links, at = person.codes(), person.links(), person.empty(4)
    person.drag(person.edge("R19"), at)
    assert person.codes() == codes
    assert person.canvas.writing
    person.canvas.grab()
    person.type("Roads are open.")
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Escape)
    (made,) = person.codes() - codes
    assert person.links() - links == {("R19", made, "cause")}
    person.undo()
    assert (person.codes(), person.links()) == (codes, links)


def test_a_link_that_is_there_already_is_refused(person):
    before = person.state()
    assert ("R13", "R07", "cause") in person.links()
    person.drag(person.edge("R13"), person.at("R07"))
    assert person.refused
    assert person.state() == before


def test_the_link_tool_links_from_anywhere_in_a_bubble(person):
    before = person.links()
    person.canvas.set_mode(Mode.LINK)
    person.drag(person.at("R19"), person.at("R11"))
    assert person.links() - before == {("R19", "R11", "cause")}


def test_a_link_is_selected_and_opened(person):
    piece = next(iter(person.page.sheet.curve_pieces.values()))
    at = person.canvas.sight.px(piece.points[5]).toPoint()
    person.click(at)
    assert person.selected() == {piece.source.link.code}
    person.key(Qt.Key.Key_Return)
    assert person.page.link_editor.isVisible()
    person.key(Qt.Key.Key_Escape)
    person.double_click(at)
    assert person.page.link_editor.link_id == piece.source.link.id


# -- selecting


def test_a_rubber_band_selects_and_escape_gives_back(person):
    person.click(person.grip("R04"))
    corner = QPoint(2, person.canvas.height() - 3)
    start = QPoint(person.canvas.width() - 3, 60)
    person.drag(start, corner, let_go=False)
    touched = {person.page.work.code(each) for each in person.canvas.gesture.touched}
    assert {"R01", "R12", "R20"} <= touched
    person.canvas.grab()
    person.key(Qt.Key.Key_Escape)
    assert person.selected() == {"R04"}
    person.qtbot.mouseRelease(person.canvas, Qt.MouseButton.LeftButton, pos=corner)
    assert person.selected() == {"R04"}
    person.drag(start, corner)
    assert {"R01", "R12", "R20"} <= person.selected()


def test_a_click_on_nothing_selects_nothing(person):
    person.click(person.grip("R04"))
    person.click(person.empty(4))
    assert not person.selected()


def test_ctrl_click_toggles(person):
    person.click(person.grip("R04"))
    person.click(person.grip("R12"), CTRL)
    person.click(person.grip("R04"), CTRL)
    assert person.selected() == {"R12"}


def test_all_are_selected_and_removed_as_one_step(person):
    codes, links = person.codes(), person.links()
    person.key(Qt.Key.Key_A, CTRL)
    assert person.selected() == codes
    person.key(Qt.Key.Key_Delete)
    assert not person.codes()
    assert not person.page.selection.ids
    person.undo()
    assert (person.codes(), person.links()) == (codes, links)


def test_results_and_links_are_removed_together(person):
    piece = next(p for p in person.page.sheet.curve_pieces.values() if p.source.link.code == "L01")
    person.click(person.grip("R19"))
    person.click(person.canvas.sight.px(piece.points[6]).toPoint(), CTRL)
    assert person.selected() == {"R19", "L01"}
    person.key(Qt.Key.Key_Delete)
    assert "R19" not in person.codes()
    assert piece.source.link.id not in person.page.sheet.curve_pieces
    assert person.desk.undo_label == "Remove results and links"


def test_arrows_go_to_the_nearest_bubble(person):
    person.click(person.grip("R01"))
    person.key(Qt.Key.Key_Right)
    (code,) = person.selected()
    assert person.at(code).x() > person.at("R01").x()
    person.key(Qt.Key.Key_Left)
    assert person.selected() == {"R01"}


def test_shift_and_arrows_nudge_as_one_step(person):
    person.click(person.grip("R20"))
    before = place_of(person, "R20")
    for _ in range(3):
        person.key(Qt.Key.Key_Right, SHIFT)
    assert place_of(person, "R20")[0] > before[0]
    person.undo()
    assert place_of(person, "R20") == before


# -- looking


@pytest.mark.parametrize("how", ["middle", "space"])
def test_the_map_is_panned(person, how):
    before = person.canvas.sight
    start = person.empty(4)
    if how == "space":
        person.qtbot.keyPress(person.canvas, Qt.Key.Key_Space)
    button = Qt.MouseButton.MiddleButton if how == "middle" else Qt.MouseButton.LeftButton
    person.drag(start, start + QPoint(40, 30), button=button, let_go=False)
    assert (person.canvas.sight.x - before.x, person.canvas.sight.y - before.y) == (40, 30)
    person.key(Qt.Key.Key_Escape)
    assert person.canvas.sight == before
    person.qtbot.mouseRelease(person.canvas, button, pos=start)
    if how == "space":
        person.qtbot.keyRelease(person.canvas, Qt.Key.Key_Space)
    assert person.canvas.sight == before


def wheel(canvas, at, delta, modifiers=Qt.KeyboardModifier.NoModifier, fingers=None):
    phase = Qt.ScrollPhase.ScrollUpdate if fingers else Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        QPointF(at), canvas.mapToGlobal(QPointF(at)), fingers or QPoint(), QPoint(0, delta),
        Qt.MouseButton.NoButton, modifiers, phase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def test_the_wheel_zooms_about_the_pointer(person):
    at = person.at("R12")
    before = person.canvas.percent
    wheel(person.canvas, at, 240)
    assert person.canvas.percent > before * 1.3
    assert (person.at("R12") - at).manhattanLength() <= 2
    wheel(person.canvas, at, 120, SHIFT)
    assert person.at("R12").x() - at.x() == pytest.approx(60, abs=2)


def test_two_fingers_pan(person):
    at = person.at("R12")
    wheel(person.canvas, at, 60, fingers=QPoint(12, -9))
    assert person.at("R12") - at == QPoint(12, -9)


def test_keys_zoom_and_fit(person):
    whole = person.canvas.sight
    person.key(Qt.Key.Key_1)
    assert person.canvas.percent == pytest.approx(100, abs=0.5)
    person.key(Qt.Key.Key_Plus)
    assert person.canvas.percent == pytest.approx(125, abs=0.5)
    person.key(Qt.Key.Key_Minus)
    person.key(Qt.Key.Key_0)
    assert person.canvas.sight == whole


def test_a_panned_map_looks_as_if_it_were_painted_anew(person):
    person.canvas.full_size()
    person.qtbot.waitUntil(lambda: not person.canvas._rough.isActive())
    person.canvas.grab()
    person.canvas.look(person.canvas.sight.shifted(-37, 23))
    panned = person.canvas.grab().toImage()
    person.canvas._layer.forget()
    assert person.canvas.grab().toImage() == panned


@pytest.mark.parametrize("share", [1.0, 0.5, 0.2])
def test_every_size_can_be_painted(person, share):
    person.canvas.full_size()
    person.canvas.zoom(share)
    person.click(person.grip("R12"))
    person.canvas.grab()
    assert person.canvas.percent == pytest.approx(100 * share, abs=0.5)


@pytest.mark.parametrize(("size", "least"), [((1290, 720), 76), ((1744, 1032), 100)])
def test_the_whole_rings_are_seen_and_words_can_be_read(person, size, least):
    person.page.resize(*size)
    person.qtbot.waitUntil(lambda: person.page.width() == size[0])
    person.canvas.fit()
    rim = person.canvas.sight.rect((-SCREEN.x, -SCREEN.y, SCREEN.x, SCREEN.y))
    assert QRectF(person.canvas.rect()).contains(rim)
    assert person.canvas.percent >= least


def test_no_bubble_lies_under_a_tool(person):
    tools = person.canvas.corners()
    boxes = [person.canvas.sight.rect(each.box) for each in person.page.sheet.bubbles.values()]
    assert not any(tool.intersects(box) for tool in tools for box in boxes)


def edits_of(person):
    work, id_ = person.page.work, person.id
    yield lambda: work.reword(id_("R12"), "Pumps run, and valves turn, wherever water is to flow.")
    yield lambda: work.move({id_("R04"): (0.3, -0.75)}, {})
    yield lambda: work.link(id_("R19"), id_("R11"))
    yield lambda: work.remove((id_("R07"),))
    yield person.undo
    yield lambda: work.shift_rings((id_("R18"),), 1)


@pytest.mark.parametrize("near", [1.0, 1.9])
def test_only_what_changed_is_painted_anew_and_it_looks_the_same(person, near):
    canvas = person.canvas
    canvas.zoom(near)
    person.qtbot.waitUntil(lambda: not canvas._rough.isActive())
    person.page.selection.set((person.id("R04"),))
    canvas.grab()
    for edit in edits_of(person):
        edit()
        assert canvas._layer._valid, "not all of it"
        mended = canvas.grab().toImage()
        canvas._layer.forget()
        assert canvas.grab().toImage() == mended


def test_lags_are_told_when_seen_from_near(person):
    pieces = person.page.sheet.curve_pieces.values()
    said = {piece.source.link.code: piece.said for piece in pieces}
    assert said["L02"] == "3 mo"

    def told():
        person.canvas.grab()
        return [piece for piece in pieces if "telling" in vars(piece) and piece.said]

    person.canvas.full_size()
    person.qtbot.waitUntil(lambda: not person.canvas._rough.isActive())
    assert not told(), "not from afar"
    person.canvas.zoom(1.2)
    person.qtbot.waitUntil(lambda: bool(told()))  # a slow machine paints roughly until the zoom rests
    shown = told()
    for piece in shown:
        label = bounds(piece.telling.items[len(piece.full.items) - 1 :])
        assert label
        assert meets(label, piece.box)


@pytest.mark.parametrize("what", ["bubble", "band", "link"])
def test_the_map_moves_while_something_is_dragged_near_its_edge(person, what):
    canvas = person.canvas
    canvas.full_size()
    start = {"bubble": person.grip("R01"), "band": person.empty(4), "link": person.edge("R01")}[what]
    before, state = canvas.sight, person.state()
    person.drag(start, QPoint(canvas.width() - 60, 300), let_go=False)
    assert not canvas._edge._timer.isActive()
    person.drag(start, QPoint(canvas.width() - 4, 300), let_go=False)
    person.qtbot.waitUntil(lambda: canvas.sight.x < before.x - 30)
    if what == "bubble":
        (moved,) = canvas.gesture._moved.values()
        grabbed = canvas.sight.px((moved.x, moved.y)).toPoint()
        assert (grabbed - (QPoint(canvas.width() - 4, 300) + person.at("R01") - person.grip("R01"))
                ).manhattanLength() <= 3  # fmt: skip
    person.key(Qt.Key.Key_Escape)
    after = canvas.sight
    person.qtbot.wait(40)
    assert canvas.sight == after
    person.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start)
    assert person.state() == state


def test_the_map_does_not_move_on_for_ever(person):
    canvas = person.canvas
    person.drag(person.grip("R20"), QPoint(2, 300), let_go=False)
    canvas._edge._timer.setInterval(0)
    for _ in range(400):
        canvas._edge._tick()
    assert abs(canvas.sight.mm(canvas.rect().center().toPointF())[0]) <= 1.25 * SCREEN.x
    person.key(Qt.Key.Key_Escape)
