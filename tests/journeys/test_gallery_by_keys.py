"""The harvest without a mouse: twenty notes of the sample are typed into a gallery that was emptied.

What is counted is every key beyond the words of a note: Alt with another key are two. Not counted are
Enter, and lines of codes that say what stays until it is changed.
"""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from kpidesk.desk.edits import Edit
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk, read_desk, save_new
from kpidesk.domain.gallery import Colour, Note, Poster
from kpidesk.domain.people import Group
from kpidesk.imports import sample
from kpidesk.ui.gallery.page import GalleryPage
from tests.ui.conftest import Person
from tests.ui.sharing.conftest import tab_to

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WALL: Final = {
    each["id"]: each
    for each in json.loads(
        Path(__file__).parents[1].joinpath("data", "marrow-valley.json").read_text(encoding="utf-8")
    )["notes"]
}
# G02 with a note in Spanish, G03 and G07 with Polish ones, G11 with an Arabic one, and G13.
TYPED: Final = [
    f"N{number:02d}" for number in (*range(6, 11), 13, 14, 15, *range(29, 34), *range(48, 52), *range(56, 59))
]
KIND_KEYS: Final = {
    "S": Qt.Key.Key_1, "Q": Qt.Key.Key_2, "I": Qt.Key.Key_3, "C": Qt.Key.Key_4, "D": Qt.Key.Key_5,
    "X": Qt.Key.Key_6,
}  # fmt: skip
MOST: Final = 2


@pytest.fixture
def emptied(tmp_path: Path) -> Path:
    """The sample's gallery before anybody came."""
    path = tmp_path / "Wall.kpidesk"
    desk = new_desk(who="tester")
    with desk.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
        empty(edit)
    save_new(desk, path)
    desk.close()
    return path


def empty(edit: Edit) -> None:
    for note in edit.find(Note):
        edit.remove(note)


class Typist:
    """Types where the focus is, and counts keys beyond the words."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.extra = 0

    def chord(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        self.person.press(key, held)
        self.extra += 2

    def words(self, text: str) -> None:
        """Sign by sign, also those for which Qt's tests know no key."""
        for sign in text:
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(self.person.focus, event)

    def note(self, told: dict[str, Any]) -> int:
        """One note of the wall; how many keys it took beyond its words."""
        self.extra = 0
        self.chord(KIND_KEYS[told["kind"]], ALT)
        self.words(told["text"])
        self.person.press(Qt.Key.Key_Return)
        return self.extra


def go_to_harvest(person: Person) -> GalleryPage:
    person.press(Qt.Key.Key_6, CTRL)
    page = person.window.pages["gallery"]
    assert isinstance(page, GalleryPage)
    tab_to(person, f"segment-{page.segments.current}")
    while page.segments.current != "harvest":
        person.press(Qt.Key.Key_Right)
    tab_to(person, "note-line")
    return page


def test_twenty_notes(person: Person, emptied: Path) -> None:
    assert person.window.open(emptied)
    page = go_to_harvest(person)
    line = page.harvest.entry.line
    typist = Typist(person)
    stays = {"poster": "G01", "group": None, "lang": "en"}
    marks = {"poster": "{}", "group": "@{}", "lang": "/{}"}
    keys = []
    for code in TYPED:
        told = WALL[code]
        changed = [marks[name].format(told[name]).lower() for name in marks if told[name] != stays[name]]
        if changed:
            person.write(" ".join(changed))
            stays = {name: told[name] for name in marks}
        assert person.focus is line
        keys.append(typist.note(told))
    assert len(keys) == 20
    assert max(keys) <= MOST
    person.window.close()
    assert not person.window.isVisible(), person.answers.asked
    desk = read_desk(emptied)
    try:
        compare(desk)
    finally:
        desk.close()


def compare(desk: Desk) -> None:
    """Poster, group, language, kind and words are those of the wall, to the letter."""
    posters = {each.id: each.code for each in desk.find(Poster)}
    groups = {each.id: each.key for each in desk.find(Group)}
    got = [
        (
            posters[note.poster],
            groups[note.group or ""],
            note.language,
            note.kind and note.kind.value,
            note.text,
        )
        for note in desk.find(Note)
    ]
    wanted = [
        (told["poster"], told["group"], told["lang"], told["kind"], told["text"])
        for told in (WALL[code] for code in TYPED)
    ]
    assert got == wanted


def test_what_else_the_line_knows(person: Person, emptied: Path) -> None:
    """Paper that stays, ratings, +1 and dots on an earlier note, doubt, and the last line once more."""
    assert person.window.open(emptied)
    page = go_to_harvest(person)
    desk, line = page.session.desk, page.harvest.entry.line

    def note(code: str) -> Note:
        (found,) = [each for each in desk.find(Note) if each.text.startswith(code)]
        return found

    person.write("g07 @fld #pink /pl")
    assert desk.find(Note) == ()
    person.write("first of all", None)
    person.press(Qt.Key.Key_F2)
    person.write("4", None)
    person.press(Qt.Key.Key_F3)
    person.write("2")
    first = note("first")
    assert (first.colour, first.language, first.understand, first.back) == (Colour.PINK, "pl", 4, 2)
    person.write("#y *3 second ??")
    second = note("second")
    assert (second.text, second.colour, second.dots, second.unclear) == ("second", Colour.YELLOW, 3, True)
    person.write(f"+3 {first.code.lower()}")
    person.write(f"*7 {first.code}")
    person.write("+1")  # of the newest one
    person.press(Qt.Key.Key_T, CTRL)
    assert (note("first").support, note("first").dots) == (3, 7)
    assert note("second").support == 2
    person.write("+1 n99")
    assert "no note N99" in person.window.notice.text
    assert line.line == "+1 n99"
    line.clear_line()
    person.press(Qt.Key.Key_D, CTRL)
    assert line.line == "#y *3 second ??"
    person.press(Qt.Key.Key_Home)
    person.write("third: ", None)
    person.press(Qt.Key.Key_Return, CTRL)
    assert note("third").poster == second.poster
    for text in ("third", "second"):
        person.press(Qt.Key.Key_Z, CTRL)
        if text == "third":
            assert not [each for each in desk.find(Note) if each.text.startswith("third")]


def test_what_is_unclear_is_asked_and_names_are_blacked_out(person: Person, emptied: Path) -> None:
    assert person.window.open(emptied)
    page = go_to_harvest(person)
    desk = page.session.desk
    person.write("g07 ?? what does this say")
    person.write("call Mr Brandt on 01632 960 961", None)
    assert "may tell who somebody is" in page.harvest.entry.stored_as.hint
    tab_to(person, "note-black")
    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_Return)
    first, second = desk.find(Note)
    assert "Brandt" not in second.text
    assert "960" not in second.text
    tab_to(person, "harvest-ask")
    person.press(Qt.Key.Key_Space)
    person.find(f"asked-{first.code}")  # in sight once events are handled
    tab_to(person, f"asked-{first.code}")
    person.press(Qt.Key.Key_Space)
    assert not desk.get(Note, first.id).unclear
