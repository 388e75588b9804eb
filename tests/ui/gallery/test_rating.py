"""Rating together: a key for how much, one for when, and the matrix of domain.md 11.4."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kpidesk.domain.gallery import Gallery, Horizon, Moscow
from kpidesk.ui.gallery.page import GalleryPage
from kpidesk.ui.gallery.rating import RatingView
from kpidesk.ui.screens import settle
from tests.ui.conftest import Person
from tests.ui.gallery.conftest import notes
from tests.ui.sharing.conftest import tab_to
from tests.ui.test_layout import faults_of


@pytest.fixture
def view(person: Person, page: GalleryPage) -> RatingView:
    person.click("segment-rating")
    found = page.view
    assert isinstance(found, RatingView)
    return found


def choose(view: RatingView, what: str) -> None:
    view.what.show_value(what)
    view.what.activated.emit(view.what.currentIndex())


def go(view: RatingView, page: GalleryPage, code: str) -> None:
    view.choose(notes(page)[code].id)
    view.setFocus()


def test_the_matrix_counts_what_was_agreed(view: RatingView) -> None:
    matrix = view.matrix()
    rows = [[matrix.count(wish, time) for time in (*Horizon, None)] for wish in Moscow]
    assert rows == [[8, 3, 0, 0], [4, 6, 3, 0], [0, 4, 4, 0], [0, 0, 0, 1]]
    assert list(matrix.wishes.values()) == ["Must", "Should", "Could", "Won’t for now"]
    assert "33 of 33" in view._progress.text()


def test_one_key_for_how_much_and_one_for_when(person: Person, view: RatingView, page: GalleryPage) -> None:
    go(view, page, "N03")
    person.press(Qt.Key.Key_C)
    person.press(Qt.Key.Key_3)
    assert (notes(page)["N03"].moscow, notes(page)["N03"].horizon) == (Moscow.COULD, Horizon.LONG)
    assert view.matrix().count(Moscow.COULD, Horizon.LONG) == 5
    person.press(Qt.Key.Key_C)  # once more takes it back
    assert notes(page)["N03"].moscow is None
    person.press(Qt.Key.Key_0)
    assert notes(page)["N03"].horizon is None
    assert notes(page)["N03"].discussed
    assert view.undecided.isChecked()


def test_enter_goes_on_to_what_nobody_has_talked_about(
    person: Person, view: RatingView, page: GalleryPage
) -> None:
    choose(view, "all")
    go(view, page, "N01")
    assert view.note is not None
    person.press(Qt.Key.Key_Return)
    assert notes(page)["N01"].discussed
    assert view.note.code == "N02"
    person.press(Qt.Key.Key_M)
    person.press(Qt.Key.Key_Space)
    assert notes(page)["N02"].moscow is Moscow.MUST
    assert view.note.code == "N06"
    person.press(Qt.Key.Key_Left)
    assert view.note.code == "N05"


def test_a_cluster_is_rated_as_a_whole_in_one_step(
    person: Person, view: RatingView, page: GalleryPage
) -> None:
    choose(view, "clusters")
    view.walk(-9)
    assert "Measure it at the tap" in view.text.text()
    person.press(Qt.Key.Key_W)
    assert {notes(page)[code].moscow for code in ("N09", "N22", "N59", "N57")} == {Moscow.WONT}
    page.session.undo()
    assert notes(page)["N09"].moscow is Moscow.MUST


def test_own_words_and_left_out_steps(person: Person, view: RatingView, page: GalleryPage) -> None:
    person.click("scale-words")
    person.find("scale-wishes-0").setFocus()
    person.write("Before winter", Qt.Key.Key_Tab)
    person.find("scale-times-1").setFocus()
    person.write("-", Qt.Key.Key_Tab)
    gallery = page.session.desk.find(Gallery)[0]
    assert (gallery.wishes[0], gallery.times[1]) == ("Before winter", "-")
    assert view.wishes[Moscow.MUST].accessibleName() == "Before winter"
    assert view.times[Horizon.MEDIUM].isHidden()
    assert view.matrix().wishes[Moscow.MUST] == "Before winter"
    assert view.matrix().count(Moscow.SHOULD, Horizon.MEDIUM) == 6  # what was agreed before is not lost
    go(view, page, "N03")
    person.press(Qt.Key.Key_2)
    assert notes(page)["N03"].horizon is Horizon.NOW


def test_the_room_sees_the_note_and_the_matrix_but_nobody(
    person: Person, view: RatingView, page: GalleryPage
) -> None:
    go(view, page, "N09")
    picture = page.projected()
    assert picture is not None
    said = "".join(repr(each) for each in picture.items)
    assert "My building loses water" in said
    assert "Customer panel" not in said
    assert "CUS" not in said


def test_nothing_to_rate_is_told(person: Person, empty: GalleryPage) -> None:
    person.click("gallery.begin")
    person.click("segment-rating")
    found = empty.view
    assert isinstance(found, RatingView)
    assert "No note is there" in found._nothing.text()
    person.press(Qt.Key.Key_M)
    assert empty.projected() is None


def test_keys_rate_nothing_while_words_are_typed(person: Person, view: RatingView, page: GalleryPage) -> None:
    go(view, page, "N03")
    before = notes(page)
    person.click("scale-words")
    field = person.find("scale-wishes-0")
    field.setFocus()
    field.selectAll()
    person.write("Must come 1 3 W")
    person.press(Qt.Key.Key_Left)
    assert page.session.desk.find(Gallery)[0].wishes[0] == "Must come 1 3 W"
    assert notes(page) == before
    assert view.note is not None
    assert view.note.code == "N03"


def test_space_presses_the_button_that_tab_stops_at(
    person: Person, view: RatingView, page: GalleryPage
) -> None:
    go(view, page, "N03")
    tab_to(person, "rate-wish-w")
    person.press(Qt.Key.Key_Space)
    assert notes(page)["N03"].moscow is Moscow.WONT
    assert view.note is not None
    assert view.note.code == "N03"


def test_long_words_break_the_row_of_keys(person: Person, view: RatingView, page: GalleryPage) -> None:
    words = ("Unbedingt erforderlich", "Wünschenswert", "Grundsätzlich denkbar", "Vorläufig zurückgestellt")
    gallery = page.session.desk.find(Gallery)[0]
    assert page.session.do("Words", lambda edit: edit.put(replace(gallery, wishes=words)))
    for wide in (1024, 1920):
        person.window.resize(wide, 768)
        settle(person.window)
        assert faults_of(person.window) == []
    rows = {each.y() for each in view.wishes.values()}
    assert len(rows) == 1
