"""Photos of the wall in the window: taken in, sorted, typed from square by square."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.content import Attachment
from kpidesk.domain.gallery import Crop, Photo, Seen
from kpidesk.domain.photos import crops_of, photos_of
from kpidesk.imports.columns import Book, Sheet
from kpidesk.ui.gallery.page import GalleryPage
from kpidesk.ui.gallery.photo_sheet import Canvas
from kpidesk.ui.screens import settle
from tests.imports import wall_photos
from tests.ui.conftest import Person
from tests.ui.gallery.conftest import notes, poster
from tests.ui.test_layout import SIZES, faults_of

ALT = Qt.KeyboardModifier.AltModifier
Wall = Callable[[str], Path]


@pytest.fixture(scope="module")
def wall(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Wall:
    """Files of photos: `one` shows G07, `two` shows two others, `bare` no poster at all."""
    folder = tmp_path_factory.mktemp("wall")
    desk = read_desk(sample_file)
    prints = wall_photos.printed(desk)
    desk.close()
    made = {"one": wall_photos.one_poster(19, prints), "two": wall_photos.two_posters(3, prints)}
    for name, photo in made.items():
        (folder / f"{name}.jpg").write_bytes(photo.data)
    Image.new("RGB", (900, 700), (214, 208, 196)).save(folder / "bare.jpg")
    (folder / "broken.jpg").write_bytes(made["one"].data[:200_000])
    return lambda name: folder / f"{name}.jpg"


def take(person: Person, page: GalleryPage, *paths: Path) -> None:
    """Choose photos by the button, and wait until they are read."""
    person.answers.photos = paths
    person.click("gallery.photos")
    person.wait(lambda: not page.harvest.taker.busy)


def squares(page: GalleryPage) -> list[Crop]:
    return list(page.harvest.table.crops)


def test_a_photo_goes_to_its_poster(person: Person, harvest: GalleryPage, wall: Wall) -> None:
    take(person, harvest, wall("one"))
    desk = harvest.session.desk
    assert [desk_photo.poster for desk_photo in desk.find(Photo)] == [poster(harvest, "G07")]
    assert "1 photo was read. They show G07." in person.window.notice.text
    assert len(squares(harvest)) >= 6
    assert desk.undo_label == "1 photo of the wall"
    assert person.find("photo-square").isVisible()
    person.window.commands.run("edit.undo")
    assert desk.find(Photo) == ()
    assert desk.find(Attachment) == ()


def test_typing_goes_from_square_to_square(person: Person, harvest: GalleryPage, wall: Wall) -> None:
    take(person, harvest, wall("one"))
    first, second, third = squares(harvest)[:3]
    line = harvest.harvest.entry.line
    line.setFocus()
    person.write("clock starts late")
    made = notes(harvest)["N61"]
    desk = harvest.session.desk
    assert [crop.id for crop in crops_of(desk, made.id)] == [first.id]
    assert harvest.harvest.table.current == second
    assert person.focus is line
    person.press(Qt.Key.Key_N, ALT)
    assert desk.get(Crop, second.id).seen is Seen.NO_NOTE
    assert harvest.harvest.table.current == third
    person.press(Qt.Key.Key_B, ALT)
    assert harvest.harvest.table.current == desk.get(Crop, second.id)
    person.press(Qt.Key.Key_N, ALT)  # it is one after all
    person.write("more crews")
    assert desk.get(Crop, second.id).note == notes(harvest)["N62"].id
    # The list tells that there is a photo, and shows it again.
    rows = harvest.harvest.notes.rows
    said = rows.data(rows.index_of(made.id), Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).endswith("photo")
    harvest.harvest.notes.setFocus()
    harvest.harvest.notes.show_note(made.id)
    person.press(Qt.Key.Key_P, ALT)
    assert person.find("photo-canvas").isVisible()
    assert harvest.harvest.table.current == desk.get(Crop, first.id)


def test_the_poster_follows_the_photo(person: Person, harvest: GalleryPage, wall: Wall) -> None:
    take(person, harvest, wall("two"))
    desk = harvest.session.desk
    one, other = desk.find(Photo)
    assert one.image == other.image
    assert one.poster is not None
    assert other.poster is not None
    harvest.harvest.show_poster(one.poster)
    for _ in range(len(squares(harvest))):
        assert harvest.harvest.entry.poster == one.poster
        person.press(Qt.Key.Key_N, ALT)
    assert harvest.harvest.entry.poster == other.poster
    assert harvest.harvest.table.current is not None
    person.write("typed on the other one")
    assert notes(harvest)["N61"].poster == other.poster


def test_what_cannot_be_sorted_waits_for_a_person(person: Person, harvest: GalleryPage, wall: Wall) -> None:
    take(person, harvest, wall("bare"), wall("broken"))
    assert "No poster of this gallery is seen in bare.jpg." in person.window.notice.text
    assert "broken.jpg is damaged" in person.window.notice.text
    person.act("Say which poster")
    choice = person.find("photo-poster-bare.jpg", QComboBox)
    g07 = poster(harvest, "G07")
    choice.setCurrentIndex(next(i for i in range(choice.count()) if choice.itemText(i).startswith("G07 ")))
    choice.activated.emit(choice.currentIndex())
    desk, gallery = harvest.session.desk, harvest.book.gallery
    assert gallery is not None
    assert [photo.name for photo in photos_of(desk, gallery.id, g07)] == ["bare.jpg"]
    person.click("photo-remove-bare.jpg")
    assert desk.find(Photo) == ()
    assert desk.find(Attachment) == ()


def test_squares_are_chosen_and_drawn(person: Person, harvest: GalleryPage, wall: Wall) -> None:
    take(person, harvest, wall("one"))
    person.press(Qt.Key.Key_P, ALT)
    canvas = person.find("photo-canvas", Canvas)
    wanted = squares(harvest)[3]
    at = canvas.box(wanted).center().toPoint()
    person.qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert harvest.harvest.table.current == wanted
    canvas.setFocus()
    person.press(Qt.Key.Key_Right)
    assert harvest.harvest.table.current == squares(harvest)[4]
    count = len(squares(harvest))
    start, end = QPoint(20, 200), QPoint(90, 270)
    person.qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    person.qtbot.mouseMove(canvas, end)
    person.qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    assert len(squares(harvest)) == count + 1
    drawn = harvest.harvest.table.current
    assert drawn is not None
    assert drawn.x == pytest.approx(20 / canvas.width(), abs=0.01)
    with Image.open(BytesIO(harvest.session.desk.get(Attachment, drawn.image).data)) as cut:
        assert cut.width > 30
    person.click("photo-close")
    assert harvest.harvest.below.currentWidget() is harvest.harvest.written


def test_photos_are_dropped_on_the_page(person: Person, harvest: GalleryPage, wall: Wall) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(wall("bare"))), QUrl.fromLocalFile("/tmp/plan.pdf")])
    held = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), *held)
    QApplication.sendEvent(harvest.harvest, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(harvest.harvest, QDropEvent(QPointF(50, 50), *held))
    person.wait(lambda: not harvest.harvest.taker.busy)
    assert [photo.name for photo in harvest.session.desk.find(Photo)] == ["bare.jpg"]


def test_reading_can_be_stopped_and_keeps_what_was_read(
    person: Person, harvest: GalleryPage, wall: Wall
) -> None:
    person.answers.photos = [wall("bare")] * 40
    person.click("harvest-photos")
    person.click("harvest-stop")
    person.wait(lambda: not harvest.harvest.taker.busy)
    assert len(harvest.session.desk.find(Photo)) <= 1
    assert person.find("harvest-photos").isVisible()


@pytest.mark.parametrize("size", SIZES)
def test_everything_has_its_place(
    person: Person, harvest: GalleryPage, wall: Wall, size: tuple[int, int]
) -> None:
    take(person, harvest, wall("one"), wall("bare"))
    person.window.notice.dismiss()
    person.window.resize(*size)
    type_line = harvest.harvest.entry.line
    type_line.setPlainText("?? what does this say")
    harvest.harvest.entry.store()
    type_line.setPlainText("c: u5 b2 @fld #p /pl *3 ?? call Mr Brandt on 01632 960 961")
    view = harvest.harvest
    table = Book("list.csv", (Sheet("list", (("Note", "Poster"), ("more crews", "G02"), ("lost", "G99"))),))
    sights = {
        "notes": lambda: view.show_below(view.written),
        "photo": lambda: view.show_below(view.sheet),
        "sorting": lambda: view.show_below(view.sorting),
        "asking": lambda: view.show_below(view.to_ask),
        "list": lambda: view.importing.show_book(table),
    }
    for name, show in sights.items():
        show()
        settle(person.window)
        found = faults_of(person.window)
        assert not found, f"{name} at {size}: {found}"
    type_line.clear_line()
