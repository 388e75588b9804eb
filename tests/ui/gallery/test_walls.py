"""The wall plan, and the doors open: by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kpidesk.domain.gallery import Gallery
from kpidesk.domain.walls import Hanging, Wall
from kpidesk.ui.gallery.opening import OpeningView
from kpidesk.ui.gallery.page import GalleryPage
from kpidesk.ui.gallery.walls import WallsView
from tests.ui.conftest import Person

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(person: Person, page: GalleryPage) -> WallsView:
    person.click("segment-walls")
    found = page.view
    assert isinstance(found, WallsView)
    return found


def at(view: WallsView, code: str) -> tuple[str, float]:
    poster = next(key for key, each in view.book.posters.items() if each.code == code)
    (hanging,) = view.session.desk.find(Hanging, poster=poster)
    return view.walls[hanging.wall].name, hanging.at


def go(view: WallsView, code: str) -> None:
    view.canvas.go_to(next(key for key, each in view.book.posters.items() if each.code == code))
    view.canvas.setFocus()


def test_the_sample_hangs_without_overlap(view: WallsView) -> None:
    assert [each.name for each in view.walls.values()] == ["Long wall", "Window side", "Gate side"]
    assert len(view.spans) == 13
    assert view.wrong == {}
    assert view.loose() == []


def test_arrows_move_a_poster_and_take_it_to_another_wall(person: Person, view: WallsView) -> None:
    go(view, "G02")
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Right)
    assert at(view, "G02") == ("Long wall", 0.8)
    person.press(Qt.Key.Key_Left, SHIFT)
    assert at(view, "G02") == ("Long wall", 0.79)
    person.press(Qt.Key.Key_Down)
    assert at(view, "G02") == ("Window side", 0.79)
    assert "other" in view.wrong.values()
    assert not view._told.isHidden()
    view.session.undo()
    assert at(view, "G02") == ("Long wall", 0.6)


def test_tab_walks_the_posters_and_says_where_they_hang(person: Person, view: WallsView) -> None:
    go(view, "G02")
    person.press(Qt.Key.Key_Tab)
    assert "G03 on Long wall" in view.canvas.accessibleDescription()


def test_a_poster_is_dragged_along_its_wall(view: WallsView) -> None:
    canvas = view.canvas
    span = next(each for each in view.spans if view.book.posters[each.poster].code == "G06")
    start = canvas.box_of(span).center().toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(60, 4))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 4))
    wall, place = at(view, "G06")
    assert wall == "Long wall"
    assert place == pytest.approx(span.left + 60 / canvas._scale, abs=0.02)


def test_all_posters_are_hung_up_at_once(person: Person, view: WallsView) -> None:
    go(view, "G02")
    person.click("walls-down")
    person.click("gallery.hang_all")
    assert view.loose() == []
    assert view.wrong == {}
    assert at(view, "G01")[0] == "Long wall"


def test_a_loose_poster_is_hung_with_a_click(person: Person, view: WallsView) -> None:
    go(view, "G09")
    person.click("walls-down")
    assert [view.book.posters[key].code for key in view.loose()] == ["G09"]
    person.click("hang-G09")
    assert view.loose() == []
    assert view.wrong == {}


def test_a_wall_grows_and_its_line_with_it(person: Person, view: WallsView) -> None:
    view.show_record(next(iter(view.walls)))
    person.find("field-length").setFocus()
    person.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.write("16", Qt.Key.Key_Tab)
    wall = view.session.desk.find(Wall, name="Long wall")[0]
    assert (wall.length, wall.to_x) == (16.0, 16.0)
    person.find("field-length").setFocus()
    person.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.write("0.1", Qt.Key.Key_Tab)
    assert "between 0.2 and 500 metres" in person.window.notice.text
    view.form.give_back()


def test_a_room_is_put_up_and_a_wall_taken_away(person: Person, empty: GalleryPage) -> None:
    person.click("gallery.begin")
    person.click("segment-walls")
    found = empty.view
    assert isinstance(found, WallsView)
    assert not found._none.isHidden()
    person.window.commands.run("gallery.add_wall")
    person.write("14")
    walls = found.session.desk.find(Wall)
    assert [each.length for each in walls] == [14.0, 8.0, 14.0, 8.0]
    person.click("walls-remove")
    assert len(found.session.desk.find(Wall)) == 3


# -- open


@pytest.fixture
def opening(person: Person, page: GalleryPage) -> OpeningView:
    person.click("segment-opening")
    found = page.view
    assert isinstance(found, OpeningView)
    return found


def visitors(view: OpeningView) -> int | None:
    return view.session.desk.find(Gallery)[0].visitors


def test_the_space_bar_counts_visitors(person: Person, opening: OpeningView) -> None:
    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_Space)
    assert visitors(opening) == 73
    assert opening.number.text() == "73"
    person.press(Qt.Key.Key_Minus)
    assert visitors(opening) == 72
    person.click("visitors-more")
    assert visitors(opening) == 73


def test_typing_host_notes_counts_nobody(person: Person, opening: OpeningView) -> None:
    opening.notes.setFocus()
    person.write(" two - three ", None)
    opening.notes.commit()
    assert visitors(opening) == 71
    assert "two - three" in opening.session.desk.find(Gallery)[0].host_notes


def test_the_door_tells_hours_and_counts_notes_when_wanted(person: Person, opening: OpeningView) -> None:
    without = opening.projected()
    assert without is not None
    assert "60 notes" not in repr(without.items)
    opening.tally.click()
    tally = opening.projected()
    assert tally is not None
    said = repr(tally.items)
    assert "60 notes on the wall" in said
    assert "10:00 – 16:00" in said
    assert "Night shift of depot East" not in said  # for the hosts alone
