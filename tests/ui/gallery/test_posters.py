"""Posters on the wall, the gallery itself, and the groups that visit it."""

from PySide6.QtCore import Qt

from kpidesk.domain.gallery import Gallery, Note, Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Group
from kpidesk.ui.gallery.page import GalleryPage
from tests.ui.conftest import Person
from tests.ui.gallery.conftest import poster

CTRL = Qt.KeyboardModifier.ControlModifier


def posters(page: GalleryPage) -> dict[str, Poster]:
    return {each.code: each for each in page.session.desk.find(Poster)}


def groups(page: GalleryPage) -> dict[str, Group]:
    return {each.key: each for each in page.session.desk.find(Group)}


def edit(person: Person, name: str, text: str) -> None:
    person.find(name).setFocus()
    person.press(Qt.Key.Key_A, CTRL)
    person.write(text, None)
    person.press(Qt.Key.Key_Tab)


def test_a_gallery_is_begun_and_named(person: Person, empty: GalleryPage) -> None:
    person.click("gallery.begin")
    person.write("Open day")
    (gallery,) = empty.session.desk.find(Gallery)
    assert gallery.name == "Open day"
    assert empty.head.subtitle.accessibleName() == "Open day"
    edit(person, "gallery-place", "Hall")
    edit(person, "gallery-day", "2025-07-08")
    edit(person, "gallery-invited", "40")
    gallery = empty.session.desk.get(Gallery, gallery.id)
    assert (gallery.place, gallery.invited, str(gallery.opens)[:10]) == ("Hall", 40, "2025-07-08")
    edit(person, "gallery-day", "some day")
    assert "Which day" in person.window.notice.text
    edit(person, "gallery-visitors", "many")
    assert "whole number" in person.window.notice.text
    empty.session.undo()
    empty.session.undo()
    empty.session.undo()
    empty.session.undo()
    empty.session.undo()
    assert empty.book.gallery is None


def test_posters_are_added_by_keys(person: Person, empty: GalleryPage) -> None:
    person.click("gallery.begin")
    empty.setFocus()
    person.press(Qt.Key.Key_N, CTRL)
    person.write("Results")
    assert list(posters(empty)) == ["G01"]
    person.press(Qt.Key.Key_N, CTRL)
    assert "has its poster" in person.window.notice.text


def test_one_for_each_measure_without_a_poster(person: Person, page: GalleryPage) -> None:
    page.wall.choose(poster(page, "G13"), focus=True)
    page.session.do("No notes", lambda edit: [edit.remove(each) for each in edit.find(Note)])
    for code in ("G13", "G12"):
        page.wall.choose(poster(page, code), focus=True)
        person.press(Qt.Key.Key_Delete)
        assert code not in posters(page)
    person.press(Qt.Key.Key_N, CTRL)
    person.press(Qt.Key.Key_Return)
    added = len(posters(page)) - 11
    assert added >= 2
    assert page.session.desk.undo_label == f"Add {added} posters"
    shown = {each.measure for each in posters(page).values()}
    assert {each.id for each in page.session.desk.find(Measure)} <= shown
    assert list(page.wall.cards) == [poster(page, code) for code in sorted(posters(page))]


def test_a_poster_with_notes_stays(person: Person, page: GalleryPage) -> None:
    page.wall.choose(poster(page, "G07"), focus=True)
    person.click("gallery.remove_poster")
    assert "still used by" in person.window.notice.text
    assert "G07" in posters(page)


def test_pictures_come_and_overflow_is_told(person: Person, page: GalleryPage) -> None:
    person.wait(lambda: all(page.wall.pictures.of(key) for key in page.wall.cards))
    page.wall.choose(poster(page, "G07"), focus=True)
    person.find("poster-questions").setFocus()
    field = page.wall.panel.questions
    field.setPlainText("\n".join(f"Question {number}? " + "word " * 50 for number in range(12)))
    person.press(Qt.Key.Key_Return, CTRL)
    assert len(posters(page)["G07"].questions) == 12
    person.wait(lambda: "Does not fit" in page.wall.cards[poster(page, "G07")].accessibleName())
    assert "left out" in page.wall.panel._overflow_text.text()


def test_a_posters_line_and_version(person: Person, page: GalleryPage) -> None:
    page.wall.choose(poster(page, "G07"), focus=True)
    edit(person, "poster-tentative", "Second draft")
    edit(person, "poster-version", "4")
    assert (posters(page)["G07"].tentative, posters(page)["G07"].version) == ("Second draft", 4)
    edit(person, "poster-version", "last")
    assert "whole number" in person.window.notice.text
    assert posters(page)["G07"].version == 4


def test_arrows_walk_the_wall_and_enter_goes_to_the_notes(person: Person, page: GalleryPage) -> None:
    page.wall.choose(poster(page, "G02"), focus=True)
    person.press(Qt.Key.Key_Right)
    assert page.wall.current == poster(page, "G03")
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Up)
    person.press(Qt.Key.Key_Left)
    assert page.wall.current == poster(page, "G02")
    person.press(Qt.Key.Key_Return)
    assert page.harvest.entry.poster == poster(page, "G02")
    assert person.focus is page.harvest.entry.line


def test_from_a_poster_to_its_measure_and_to_publish(person: Person, page: GalleryPage) -> None:
    page.show_record(poster(page, "G07"))
    person.click("poster-open")
    assert person.window.current == "measures"
    person.window.go("gallery", poster(page, "G07"))
    person.click("poster-publish")
    assert person.window.current == "publish"


def test_groups_are_added_changed_and_removed(person: Person, page: GalleryPage) -> None:
    person.click("gallery.groups")
    person.write("@nur")
    person.write("Nurses")
    assert groups(page)["nur"].name == "Nurses"
    edit(person, "group-name-nur", "Ward nurses")
    assert groups(page)["nur"].name == "Ward nurses"
    person.click("group-remove-nur")
    assert "nur" not in groups(page)
    person.click("group-remove-FLD")
    assert "still used by" in person.window.notice.text
    person.find("group-new-key").setFocus()
    person.write("fld")
    person.write("Others")
    assert "stands for “Field crews” already" in person.window.notice.text
    person.press(Qt.Key.Key_Escape)
    assert page.groups.isHidden()
    person.click("segment-harvest")
    assert page.harvest.entry.group.count() == len(groups(page)) + 1


def test_several_galleries(person: Person, page: GalleryPage) -> None:
    person.window.commands.run("gallery.begin")
    assert len(page.book.galleries) == 2
    person.find("galleries")
    assert len(page.book.posters) == 13  # the one that is shown stays
    other = next(each for each in page.book.galleries if each.id != page.book.gallery.id)  # type: ignore[union-attr]
    page.show_record(other.id)
    assert not page.book.posters
    page.show_record(poster_of_sample(page))
    assert len(page.book.posters) == 13


def poster_of_sample(page: GalleryPage) -> str:
    return posters(page)["G03"].id


def test_the_theme_changes_while_pictures_are_drawn(person: Person, page: GalleryPage) -> None:
    person.window.commands.run("view.dark")
    assert person.window.pages["gallery"] is not page
    person.window.commands.run("view.light")
