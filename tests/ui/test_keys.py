"""Keys: every command with its own, found by name or by pressing, changed, swapped and given back."""

import json
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.commands import table
from kpidesk.ui.keys import clashes, own_keys, why_not
from kpidesk.ui.keys_dialog import KeysDialog
from kpidesk.ui.settings import Settings
from kpidesk.ui.window import Window
from tests.ui.conftest import Person

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def dialog(person: Person, marrow: Path) -> KeysDialog:
    assert person.window.open(marrow)
    person.window.commands.run("view.keys")
    found = person.window.findChild(KeysDialog)
    assert isinstance(found, KeysDialog)
    return found


def choose(person: Person, dialog: KeysDialog, name: str) -> None:
    """Look a command up and go to its line for new keys, by keys alone."""
    dialog.search.setFocus()
    dialog.search.clear()
    person.write(name)
    person.press(Qt.Key.Key_Return)
    assert dialog.line.hasFocus()


def test_no_two_commands_of_a_page_have_the_same_keys() -> None:
    commands = {each.key: each for each in table(Words())}
    twice = {
        (each.key, other.key, keys)
        for each in commands.values()
        for keys in each.keys
        for other in clashes(commands, each, keys)
    }
    assert twice == set()
    assert not [each.key for each in commands.values() for keys in each.keys if QKeySequence(keys).isEmpty()]


def test_usual_keys_are_keys_that_a_person_could_give() -> None:
    commands = {each.key: each for each in table(Words())}
    refused = {
        (key, keys)
        for key, each in commands.items()
        for keys in each.keys
        if why_not(commands, each, keys, Words())
    }
    assert refused == set()


def test_new_keys_work_at_once_and_are_told_everywhere(person: Person, dialog: KeysDialog) -> None:
    window = person.window
    choose(person, dialog, "workshops")
    person.press(Qt.Key.Key_J, CTRL)
    assert dialog.said.text() == "Taken."
    person.press(Qt.Key.Key_Escape)
    person.wait(lambda: window.findChild(KeysDialog) is None and window.isActiveWindow())
    assert "Ctrl+J" in person.find("rail-workshops").toolTip()
    assert window.commands.action("go.workshops").shortcuts() == [QKeySequence("Ctrl+J")]
    person.press(Qt.Key.Key_J, CTRL)
    assert window.current == "workshops"
    assert own_keys(Settings(window.folders)) == {"go.workshops": ("Ctrl+J",)}


def test_keys_that_somebody_has_are_swapped_or_left(person: Person, dialog: KeysDialog) -> None:
    commands = person.window.commands
    choose(person, dialog, "black")
    person.press(Qt.Key.Key_Z, CTRL)
    assert dialog.said.text() == ("Ctrl+Z is already for: Undo. After swapping, “Undo” has Ctrl+B.")
    person.press(Qt.Key.Key_Tab)
    assert dialog.leave.hasFocus()
    person.press(Qt.Key.Key_Space)
    assert commands.all["edit.undo"].keys == ("Ctrl+Z",)

    choose(person, dialog, "black")
    person.press(Qt.Key.Key_Z, CTRL)
    assert dialog.swap.hasFocus()
    person.press(Qt.Key.Key_Space)
    assert commands.all["view.black"].keys == ("Ctrl+Z",)
    assert commands.all["edit.undo"].keys == ("Ctrl+B",)

    choose(person, dialog, "black")
    person.click("keys-usual")
    assert commands.all["edit.undo"].keys == ("Ctrl+Z",)
    assert commands.all["view.black"].keys == ("Ctrl+B",)
    assert own_keys(person.window.settings) == {}


def test_a_key_of_every_page_clashes_with_those_of_single_pages(person: Person, dialog: KeysDialog) -> None:
    choose(person, dialog, "next area")
    person.press(Qt.Key.Key_N, CTRL)
    assert "“Plan a workshop” has F6" in dialog.said.text()
    assert all(f"“{name}” has no keys" in dialog.said.text() for name in ("Measure", "Partner", "Posters"))
    person.press(Qt.Key.Key_Space)
    commands = person.window.commands.all
    assert commands["view.areas"].keys == ("Ctrl+N",)
    assert commands["workshops.begin"].keys == ("F6",)
    assert commands["measures.add"].keys == ()


def test_letters_alone_are_for_the_map_and_some_keys_for_nobody(person: Person, dialog: KeysDialog) -> None:
    choose(person, dialog, "black")
    person.press(Qt.Key.Key_J)
    assert dialog.said.text() == "A letter alone is for writing. Hold Ctrl or Alt with it."
    person.press(Qt.Key.Key_Down)
    assert dialog.said.text() == "Down is needed to get about, on every page."
    choose(person, dialog, "tidy")
    person.press(Qt.Key.Key_J)
    assert dialog.said.text() == "Taken."
    assert person.window.commands.all["results.tidy"].keys == ("J",)


def test_keys_are_found_by_pressing_them(person: Person, dialog: KeysDialog) -> None:
    dialog.by_keys.setFocus()
    person.press(Qt.Key.Key_C, CTRL, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.list.ids() == ["results.picture", "measures.picture", "sharing.picture"]
    person.press(Qt.Key.Key_Escape)
    assert len(dialog.list.ids()) == len(person.window.commands.all)


def test_all_are_given_back_and_taken_along_as_text(person: Person, dialog: KeysDialog) -> None:
    choose(person, dialog, "frame")
    person.press(Qt.Key.Key_F, ALT)
    person.click("keys-copy")
    copied = QGuiApplication.clipboard().text()
    assert "Alt+F\tFramework" in copied
    assert "Results\nN, Ins\tResult" in copied
    person.click("keys-reset")
    assert person.window.commands.all["go.framework"].keys == ("Ctrl+8",)


def test_the_sheet_has_the_keys_that_hold_now(person: Person, dialog: KeysDialog, tmp_path: Path) -> None:
    choose(person, dialog, "frame")
    person.press(Qt.Key.Key_F, ALT)
    person.click("keys-save")
    assert not list(tmp_path.glob("*.pdf")), "the person turned back"
    person.answers.where = tmp_path
    person.click("keys-save")
    assert dialog.said.text() == "The sheet of keys was written: keys-A4.pdf."
    with pypdfium2.PdfDocument(tmp_path / "keys-A4.pdf") as pdf:
        assert len(pdf) == 1
        said = pdf[0].get_textpage().get_text_range()
    lines = {" ".join(line.split()) for line in said.splitlines()}
    assert {"Framework Alt+F", "Result N, Ins", "Search or run a command Ctrl+K, Ctrl+F"} <= lines
    assert "Ctrl+8" not in said
    commands = person.window.commands.all.values()
    assert [each.text for each in commands if each.keys and each.text not in said] == []
    assert person.notice_button().text() == "Open it"


def test_a_sheet_that_cannot_be_written_is_told(person: Person, dialog: KeysDialog, tmp_path: Path) -> None:
    person.answers.where = tmp_path / "gone"
    (tmp_path / "gone").write_text("a file in the way")
    person.click("keys-save")
    assert "folder" in dialog.said.text()


def test_what_was_kept_is_there_next_time_and_what_is_damaged_is_not(qtbot: QtBot, folders: Folders) -> None:
    folders.root.mkdir(parents=True, exist_ok=True)
    kept = {"edit.undo": ["Ctrl+J"], "of.later": ["Ctrl+9"], "edit.redo": 5}
    (folders.root / "settings.json").write_text(json.dumps({"keys": json.dumps(kept)}), encoding="utf-8")
    assert own_keys(Settings(folders)) == {"edit.undo": ("Ctrl+J",), "of.later": ("Ctrl+9",)}
    (folders.root / "settings.json").write_text('{"keys": "["}', encoding="utf-8")
    assert own_keys(Settings(folders)) == {}


def test_a_field_keeps_its_letters(person: Person, window: Window, dialog: KeysDialog) -> None:
    choose(person, dialog, "tidy")
    person.press(Qt.Key.Key_J)
    person.press(Qt.Key.Key_Escape)
    person.wait(lambda: window.findChild(KeysDialog) is None)
    window.go("results")
    window.search()
    line = person.find("picker-line", QLineEdit)
    person.qtbot.keyClicks(line, "jot")
    assert line.text() == "jot"


@pytest.mark.parametrize(
    ("page", "views", "last"),
    [
        ("results", "segment-map", "outline"),
        ("measures", "segment-data", "target-begin"),
        ("gallery", "segment-posters", "gallery-rated"),
        ("workshops", "segment-agenda", "register-block-remove"),
        ("publish", "publish.print", "publish.export"),
    ],
)
def test_tab_walks_the_window_as_it_is_laid_out(
    person: Person, marrow: Path, page: str, views: str, last: str
) -> None:
    person.window.open(marrow)
    person.go(page)
    person.find("rail-settings").setFocus()
    met: list[str] = []
    while len(met) < 300 and met.count("rail-settings") < 2:
        met.append(person.focus.objectName())
        person.press(Qt.Key.Key_Tab)
    assert [each for each in met if each.startswith("rail-")] == [
        "rail-settings",
        f"rail-{page}",
        "rail-settings",
    ]
    places = [met.index(each) for each in ("rail-settings", "desk-menu", "view.guide", views, last)]
    assert places == sorted(places), met
