"""What all views of the gallery have in common: how they are gone to, and where the person goes on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kpidesk.actions import gallery as actions
from kpidesk.domain.gallery import Gallery
from kpidesk.ui.gallery.page import GalleryPage
from kpidesk.ui.screens import settle
from tests.ui.conftest import Person
from tests.ui.test_layout import faults_of

VIEWS = ("invite", "posters", "walls", "opening", "harvest", "clusters", "rating", "decide", "telling")


def choose(page: GalleryPage, view: str) -> None:
    page.choice.show_value(view)
    page.choice.activated.emit(page.choice.currentIndex())


def test_beside_the_guide_a_list_names_the_views(person: Person, page: GalleryPage) -> None:
    assert page.segments.isVisible()
    assert not page.choice.isVisible()
    person.window.resize(1024, 768)
    person.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    for view in VIEWS:
        choose(page, view)
        settle(person.window)
        assert page.view.key == view
        assert page.choice.value == view
        assert not page.segments.isVisible()
        assert faults_of(person.window) == []
    person.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    settle(person.window)
    assert page.segments.isVisible()


@pytest.mark.parametrize("view", ["invite", "harvest", "clusters", "rating", "decide"])
def test_the_work_goes_on_in_another_gallery(person: Person, page: GalleryPage, view: str) -> None:
    page.work.do("Begin", actions.begin, "Second")
    (first, second) = (each.id for each in page.session.desk.find(Gallery))
    person.click(f"segment-{view}")
    for gallery in (second, first):
        page._choose_gallery(gallery)
        assert page.isAncestorOf(person.focus)
        assert person.focus.isVisible()


@pytest.mark.parametrize("view", VIEWS)
def test_a_gallery_that_is_undone_leaves_the_first_step(
    person: Person, empty: GalleryPage, view: str
) -> None:
    person.click("gallery.begin")
    person.click(f"segment-{view}")
    person.window.commands.run("edit.undo")
    assert empty.book.gallery is None
    assert empty.projected() is None
    assert person.focus.objectName() == "gallery.begin"
    person.press(Qt.Key.Key_Space)
    assert len(empty.session.desk.find(Gallery)) == 1


def test_tab_walks_posters_before_the_panel(person: Person, page: GalleryPage) -> None:
    person.find("segment-posters").setFocus()
    seen: list[QWidget] = []
    while "gallery-name" not in {each.objectName() for each in seen}:
        person.press(Qt.Key.Key_Tab)
        seen.append(person.focus)
    names = [each.objectName() for each in seen]
    assert names.index("poster-G13") < names.index("gallery-name")
    assert not [each for each in seen if not each.accessibleName() and not hasattr(each, "text")]


@pytest.mark.parametrize("view", ["posters", "walls", "harvest", "opening"])
def test_who_is_still_in_the_room_sees_the_screen_at_the_door(
    person: Person, page: GalleryPage, view: str
) -> None:
    person.click(f"segment-{view}")
    picture = page.projected()
    assert picture is not None
    assert "Marrow Measures on the Wall" in repr(picture.items)


def test_space_ticks_at_the_door_and_counts_nobody(person: Person, page: GalleryPage) -> None:
    person.click("segment-opening")
    person.press(Qt.Key.Key_Space)
    assert page.session.desk.find(Gallery)[0].visitors == 72
    person.find("door-tally").setFocus()
    person.press(Qt.Key.Key_Space)
    person.find("visitors-less").setFocus()
    person.press(Qt.Key.Key_Space)
    gallery = page.session.desk.find(Gallery)[0]
    assert gallery.tally_at_door
    assert gallery.visitors == 71
    assert QApplication.focusWidget() is person.find("visitors-less")
