"""From notes to answers by keys alone: decide, follow up, rate, cluster, tell; then the report is read."""

from pathlib import Path
from typing import Final

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpidesk.actions import gallery as actions
from kpidesk.desk.edits import Edit
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk, read_desk, save_new
from kpidesk.domain.gallery import (
    Cluster,
    Consequence,
    Decision,
    Gallery,
    Horizon,
    Membership,
    Moscow,
    Note,
    NoteKind,
)
from kpidesk.domain.measures import Measure
from kpidesk.exports.pieces import What
from kpidesk.imports import sample
from kpidesk.ui.gallery.page import GalleryPage
from kpidesk.ui.publish.page import PublishPage
from tests.ui.conftest import Person
from tests.ui.sharing.conftest import tab_to

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
WAITING: Final = ("N02", "N29", "N54")
ANSWERS: Final = {
    "N02": (Key.Key_3, "The ring tells who owns a result. The legend says so now."),
    "N29": (Key.Key_2, "Two stamps: reported, and dispatched."),
    "N54": (Key.Key_4, "We look at it again after the winter."),
}
CHANGE: Final = "counts from dispatch, and says so"


@pytest.fixture
def waiting(tmp_path: Path) -> Path:
    """The sample, in which three notes wait for a decision, and two were never rated."""
    path = tmp_path / "Wall.kpidesk"
    desk = new_desk(who="tester")
    with desk.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
        wait(edit)
    save_new(desk, path)
    desk.close()
    return path


def wait(edit: Edit) -> None:
    for note in edit.find(Note):
        if note.code in WAITING:
            actions.decide(edit, note.id, None, "")
        if note.code in {"N03", "N04"}:
            actions.change_note(edit, note.id, moscow=None, horizon=None)


def go_to(person: Person, page: GalleryPage, view: str) -> None:
    """To a view by Tab and arrows."""
    tab_to(person, f"segment-{page.segments.current}", back=True)
    keys = list(page.segments.buttons)
    step = Key.Key_Right if keys.index(view) > keys.index(page.segments.current) else Key.Key_Left
    while page.segments.current != view:
        person.press(step)


def tab_into(person: Person, widget: QWidget) -> None:
    """Walk by Tab to something without a name of its own."""
    for _ in range(60):
        if person.focus is widget:
            return
        person.press(Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {widget}")


def decide(person: Person, page: GalleryPage) -> None:
    """Three notes, each with a key and its reason; one of them changes a measure."""
    go_to(person, page, "decide")
    tab_into(person, page.decide.board.columns[None])
    panel = page.decide.panel
    for code in WAITING:
        assert panel.note is not None
        assert panel.note.code == code
        key, reason = ANSWERS[code]
        person.press(key)
        tab_to(person, "reason")
        person.write(reason, None)
        if code == "N29":
            tab_to(person, "led-to-add")
            person.press(Key.Key_Space)
            person.press(Key.Key_Return)  # the measure of the poster is offered first
            person.write(CHANGE)
            tab_to(person, "reason", back=True)
        person.press(Key.Key_Return, CTRL)
    assert panel.progress.text() == "60 of 60 decided"


def rate(person: Person, page: GalleryPage) -> None:
    """Two notes that nobody has rated, one after the other."""
    go_to(person, page, "rating")
    tab_to(person, "gallery-rating")
    for keys in ((Key.Key_M, Key.Key_1, Key.Key_Return), (Key.Key_C, Key.Key_3)):
        for key in keys:
            person.press(key)


def cluster(person: Person, page: GalleryPage) -> list[str]:
    """The first three notes of the column of those in none, under a name of their own."""
    go_to(person, page, "clusters")
    tab_into(person, page.clusters.wells[""].cards)
    first = page.clusters.wells[""].cards.rows.all[:3]
    person.press(Key.Key_Home)
    for _ in range(2):
        person.press(Key.Key_Down, SHIFT)
    person.press(Key.Key_N)
    person.write("Said at the map")
    return [str(each) for each in first]


def tell(person: Person, page: GalleryPage) -> None:
    """What everybody reads first, and that it has been told."""
    go_to(person, page, "telling")
    tab_to(person, "telling-heard")
    person.write("You found more than we did.", None)
    tab_to(person, "gallery.tell", back=True)
    person.press(Key.Key_Space)


def test_from_notes_to_answers(person: Person, waiting: Path, tmp_path: Path) -> None:
    assert person.window.open(waiting)
    person.press(Key.Key_6, CTRL)
    page = person.window.pages["gallery"]
    assert isinstance(page, GalleryPage)
    decide(person, page)
    rate(person, page)
    three = cluster(person, page)
    tell(person, page)
    report = print_report(person, tmp_path / "out")
    person.window.close()
    assert not person.window.isVisible(), person.answers.asked
    assert len(person.answers.asked) == 1  # the folder; nothing was missing when people were told
    desk = read_desk(waiting)
    try:
        compare(desk, three)
    finally:
        desk.close()
    for code in WAITING:
        assert ANSWERS[code][1] in report
    assert CHANGE in report
    assert "You found more than we did." in report


def print_report(person: Person, folder: Path) -> str:
    """The words of the report, given out from where people are told."""
    tab_to(person, "telling-report")
    person.press(Key.Key_Space)
    page = person.window.pages["publish"]
    assert isinstance(page, PublishPage)
    person.wait(lambda: not page.busy())
    for what, kind in page.kinds.items():
        kind.box.setChecked(what is What.REPORT)
    person.answers.where = folder
    person.click("publish.folder")
    person.wait(lambda: not page.busy())
    person.click("publish.export")
    person.wait(lambda: "written" in person.window.notice.text)
    (path,) = folder.glob("*.pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(" ".join(each.get_textpage().get_text_bounded().split()) for each in pdf)


def compare(desk: Desk, three: list[str]) -> None:
    """Decisions, reasons, the change, ratings, the cluster and what was told stand in the file."""
    notes = {note.code: note for note in desk.find(Note)}
    wanted = dict(zip(WAITING, (Decision.ANSWER, Decision.ADAPT, Decision.PARK), strict=True))
    assert {code: (notes[code].decision, notes[code].reason) for code in WAITING} == {
        code: (decision, ANSWERS[code][1]) for code, decision in wanted.items()
    }
    (led,) = [each for each in desk.find(Consequence, note=notes["N29"].id) if each.change == CHANGE]
    assert desk.get(Measure, led.record).code == "M06"
    rated = [(notes[code].moscow, notes[code].horizon) for code in ("N03", "N04")]
    assert rated == [(Moscow.MUST, Horizon.NOW), (Moscow.COULD, Horizon.LONG)]
    (made,) = desk.find(Cluster, name="Said at the map")
    assert {each.note for each in desk.find(Membership, cluster=made.id)} == set(three)
    assert notes["N03"].kind is NoteKind.MISSING
    (gallery,) = desk.find(Gallery)
    assert gallery.told_on is not None
    assert all(note.told_on is not None for note in notes.values())
