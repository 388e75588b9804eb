"""Posters on the wall, the gallery itself, and the groups that visit it."""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QPoint, Qt

from kpidesk.domain.content import Attachment, Translation
from kpidesk.domain.gallery import Gallery, Note, Poster, PosterKind, Turned
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Group, Organisation
from kpidesk.drawing.poster_brand import png_size
from kpidesk.ui.fields import TextField
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
    person.press(Qt.Key.Key_Delete)
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
    wrong = empty.wall.panel.gallery.form.wrong
    assert "no date" in wrong["day"].text()
    edit(person, "gallery-visitors", "many")
    assert "whole number" in wrong["visitors"].text()
    empty.session.undo()
    empty.session.undo()
    empty.session.undo()
    empty.session.undo()
    empty.session.undo()
    assert empty.book.gallery is None


def test_hours_are_typed_and_move_with_the_day(person: Person, page: GalleryPage) -> None:
    def hours() -> tuple[str, str]:
        gallery = page.book.gallery
        assert gallery
        return str(gallery.opens), str(gallery.closes)

    person.click("segment-gallery")
    edit(person, "gallery-day", "2025-07-09")
    assert hours() == ("2025-07-09 10:00:00", "2025-07-09 16:00:00")
    edit(person, "gallery-from", "9.30")
    edit(person, "gallery-until", "2 pm")
    assert hours() == ("2025-07-09 09:30:00", "2025-07-09 14:00:00")
    edit(person, "gallery-from", "15:00")
    assert hours() == ("2025-07-09 15:00:00", "None"), "an end before the beginning is given up"
    edit(person, "gallery-until", "noon")
    assert "no time of day" in page.wall.panel.gallery.form.wrong["until"].text()
    edit(person, "gallery-day", "")
    assert hours() == ("None", "None")
    edit(person, "gallery-from", "10:00")
    assert "Say the day first" in page.wall.panel.gallery.form.wrong["from"].text()


def test_what_else_is_said_of_a_gallery(person: Person, page: GalleryPage) -> None:
    person.click("segment-gallery")
    person.find("gallery-how").setFocus()
    person.write("Read", None)
    person.press(Qt.Key.Key_Return)
    person.write("Stick", None)
    person.press(Qt.Key.Key_Return, CTRL)
    page.wall.panel.gallery.form.ticks["rated"].click()
    page.wall.panel.gallery.form.ticks["names"].click()
    gallery = page.session.desk.find(Gallery)[0]
    assert (gallery.how, gallery.rated, gallery.names) == (("Read", "Stick"), False, True)


def test_a_logo_and_a_colour_are_chosen(person: Person, page: GalleryPage, tmp_path: Path) -> None:
    person.click("segment-gallery")
    path = tmp_path / "logo.png"
    Image.new("RGB", (3000, 1000), "#235FA3").save(path)
    person.answers.picture = path
    person.click("logo-choose")
    (organisation,) = page.session.desk.find(Organisation)
    assert organisation.logo is not None
    kept = page.session.desk.get(Attachment, organisation.logo)
    assert png_size(kept.data) == (1200, 400)
    path.write_bytes(b"no picture at all")
    person.click("logo-choose")
    assert "no picture that can be read" in person.window.notice.text
    person.click("logo-drop")
    assert page.session.desk.find(Attachment) == ()
    edit(person, "brand-colour", "#38641b")
    assert page.session.desk.find(Organisation)[0].colour == "#38641B"
    edit(person, "brand-colour", "green")
    assert "is no colour" in person.window.notice.text


def test_posters_are_added_by_keys(person: Person, empty: GalleryPage) -> None:
    person.click("gallery.begin")
    empty.setFocus()
    person.press(Qt.Key.Key_N, CTRL)
    person.write("Results")
    assert list(posters(empty)) == ["G01"]
    person.press(Qt.Key.Key_N, CTRL)
    person.write("usual")
    kinds = {code: each.kind for code, each in posters(empty).items()}
    assert kinds == {
        "G01": PosterKind.MAP, "G02": PosterKind.HOW, "G03": PosterKind.LEGEND, "G04": PosterKind.OWN,
        "G05": PosterKind.PARKING,
    }  # fmt: skip
    empty.setFocus()
    person.press(Qt.Key.Key_N, CTRL)
    person.write("parking")
    assert posters(empty)["G06"].kind is PosterKind.PARKING, "a second one is no mistake"


def test_the_order_is_changed_by_keys_and_by_dragging(person: Person, page: GalleryPage) -> None:
    def order() -> list[str]:
        return [page.book.posters[key].code for key in page.wall.cards]

    page.wall.choose(poster(page, "G03"), focus=True)
    person.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert order()[:4] == ["G01", "G03", "G02", "G04"]
    assert page.wall.current == poster(page, "G03")
    assert page.session.desk.undo_label == "Move poster G03"
    person.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert order()[:4] == ["G01", "G02", "G03", "G04"]
    cards = page.wall.cards
    card, target = cards[poster(page, "G02")], cards[poster(page, "G01")]
    start = card.rect().center()
    end = card.mapFromGlobal(target.mapToGlobal(target.rect().center())) - QPoint(40, 0)
    person.qtbot.mousePress(card, Qt.MouseButton.LeftButton, pos=start)
    person.qtbot.mouseMove(card, end)
    person.qtbot.mouseRelease(card, Qt.MouseButton.LeftButton, pos=end)
    assert order()[:3] == ["G02", "G01", "G03"]
    page.session.undo()
    assert order()[:3] == ["G01", "G02", "G03"]


def test_parts_paper_and_places_of_a_poster(person: Person, page: GalleryPage) -> None:
    page.wall.choose(poster(page, "G07"), focus=True)
    page.wall.panel.poster.ticks["considered"].click()
    page.wall.panel.poster.ticks["zones"].click()
    assert posters(page)["G07"].hidden == ("considered", "zones")
    page.wall.panel.poster.ticks["zones"].click()
    assert posters(page)["G07"].hidden == ("considered",)
    choose(page, "paper", "A3")
    choose(page, "turned", Turned.LANDSCAPE)
    assert (posters(page)["G07"].paper, posters(page)["G07"].turned) == ("A3", Turned.LANDSCAPE)
    person.find("poster-zones").setFocus()
    person.write("Day shift", None)
    person.press(Qt.Key.Key_Return, CTRL)
    assert posters(page)["G07"].zones == ("Day shift",)
    page.wall.choose(poster(page, "G01"), focus=True)
    assert not page.wall.panel.poster.form.choices["turned"].isVisible(), "a map always lies"


def test_a_poster_speaks_a_second_language(person: Person, page: GalleryPage) -> None:
    page.wall.choose(poster(page, "G07"), focus=True)
    choose(page, "language", "es")
    person.find("other-name").setFocus()
    person.write("Mediana del tiempo", None)
    person.press(Qt.Key.Key_Tab)
    (said,) = page.session.desk.find(Translation, field="name")
    assert (said.text, said.language, said.record) == (
        "Mediana del tiempo", "es", posters(page)["G07"].measure
    )  # fmt: skip
    edit(person, "other-name", "")
    assert page.session.desk.find(Translation, field="name") == ()
    choose(page, "language", "")
    assert not page.wall.panel.poster._others


def choose(page: GalleryPage, key: str, value: object) -> None:
    """Choose in a list of the poster's form as a person does."""
    choice = page.wall.panel.poster.form.choices[key]
    choice.show_value(value)
    choice.activated.emit(choice.currentIndex())


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
    field = page.wall.panel.poster.form.fields["questions"]
    assert isinstance(field, TextField)
    field.setPlainText("\n".join(f"Question {number}? " + "word " * 50 for number in range(12)))
    person.press(Qt.Key.Key_Return, CTRL)
    assert len(posters(page)["G07"].questions) == 12
    person.wait(lambda: "Does not fit" in page.wall.cards[poster(page, "G07")].accessibleName())
    assert "left out" in page.wall.panel.poster.overflow_text.text()


def test_a_posters_line_and_version(person: Person, page: GalleryPage) -> None:
    page.wall.choose(poster(page, "G07"), focus=True)
    edit(person, "poster-tentative", "Second draft")
    edit(person, "poster-version", "4")
    assert (posters(page)["G07"].tentative, posters(page)["G07"].version) == ("Second draft", 4)
    edit(person, "poster-version", "last")
    assert "whole number" in page.wall.panel.poster.form.wrong["version"].text()
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
