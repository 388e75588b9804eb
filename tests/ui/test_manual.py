"""The manual in the window: F1 opens it where the person is; search, links, pictures, another theme."""

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kpidesk.drawing.palette import DARK
from kpidesk.exports.manual import wanted_pictures
from kpidesk.system import manual as texts
from kpidesk.system.manual import FIRST, page_for, pages
from kpidesk.system.words import Words
from kpidesk.ui.commands import PAGES
from kpidesk.ui.keys import in_force, keep_own_keys, own_keys
from kpidesk.ui.manual import Manual
from kpidesk.ui.screens import save_screens, settle, window_for_pictures
from kpidesk.ui.speaking import teach_qt
from tests.ui.conftest import Person, let_go
from tests.ui.test_layout import faults_of


def manual(person: Person) -> Manual:
    """The manual that is open."""
    found: list[Any] = [each for each in person.window.findChildren(Manual) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def close(person: Person) -> None:
    person.qtbot.keyClick(manual(person), Qt.Key.Key_Escape)


def test_f1_opens_the_page_of_where_the_person_is(person: Person, marrow: Path) -> None:
    person.press(Qt.Key.Key_F1)
    assert manual(person).shown == FIRST
    close(person)
    person.window.open(marrow)
    for key in PAGES:
        page = person.go(key)
        person.window.commands.action("view.manual").trigger()
        assert manual(person).shown == page_for(page.step), key
        assert not manual(person).isModal()
    person.window.go("results", view="goals")
    person.window.commands.run("view.manual")
    assert manual(person).shown == "03-goals"
    close(person)
    assert not [each for each in person.window.findChildren(Manual) if each.isVisible()]


def test_it_is_read_by_keys_alone(person: Person, marrow: Path) -> None:
    person.window.open(marrow)
    person.window.commands.run("view.manual")
    opened = manual(person)
    person.wait(lambda: QApplication.focusWidget() is opened.line)
    person.write("kiosk PIN", None)
    assert opened.list.texts[0] == pages("en")[19].title
    assert opened.shown == "20-votes"
    assert "passphrases" in opened.view.toPlainText()
    person.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is opened.view
    opened.line.setFocus()
    person.write(" zeppelin", None)
    assert opened.none.isVisible()
    person.press(Qt.Key.Key_Escape)  # takes the search back, the manual stays
    assert opened.isVisible()
    assert len(opened.list.texts) == len(pages("en"))
    opened.list.setFocus()
    person.press(Qt.Key.Key_Home)
    person.press(Qt.Key.Key_Down)
    assert opened.shown == "02-file-and-backups"
    for widget in (opened.line, opened.list, opened.view):
        assert widget.accessibleName()


def test_search_finds_pages_by_their_titles_and_opens_them(person: Person, marrow: Path) -> None:
    for at in (None, marrow):
        if at:
            person.window.open(at)
        person.window.search()
        picker = person.find("picker")
        person.write("large sheets", None)
        title = next(page.title for page in pages("en") if page.name == "15-printing-large")
        assert picker.found.texts[-1] == f"Manual: {title}"
        person.press(Qt.Key.Key_Up)
        person.press(Qt.Key.Key_Return)
        person.wait(lambda: manual(person).shown == "15-printing-large")
        close(person)


def test_guide_and_manual_name_the_keys_that_hold(person: Person, marrow: Path) -> None:
    window = person.window
    window.open(marrow)
    window.go("workshops", view="run")
    window.settings.set("guide", True)
    keep_own_keys(window.settings, {"run.next": ("Ctrl+J",), "capture.park": (), "workshops.begin": ("F3",),
                                    "results.add": ("Alt+N",), "view.find": ("Ctrl+F",)})  # fmt: skip
    window.commands.take_keys(own_keys(window.settings))
    window.preferences.write_anew()
    said = " ".join(each.text() for each in window.frame_.guide.findChildren(QLabel))
    assert "Ctrl+J or the clicker goes on to the next block" in said
    assert "(no keys) parks a question, F8 writes down a decision" in said

    window.commands.run("view.manual")
    opened = manual(person)
    opened.open_at("29-keys")
    told = opened.view.toPlainText()
    assert "Ctrl+J next block, Ctrl+F10 back" in told
    assert "Ctrl+N, F3 new: a workshop, a measure, a partner, a poster; Alt+N a result on the map" in told
    assert "Ctrl+F shows the key beside each command" in told
    opened.open_at("17-answers")
    assert "N begins one" in opened.view.toPlainText(), "a key of the clusters, not of the map"
    assert "F10" in next(page.text for page in pages("en") if page.name == "29-keys")


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_manual_writes_keys_as_the_window_reads_them(person: Person, language: str) -> None:
    """All keys with a modifier and all function keys are those of a command, or of a field."""
    teach_qt(language)
    window = person.window
    own = {key: ("Ctrl+Alt+F12",) for key, each in window.commands.usual.items() if each.keys}
    window.commands.take_keys(own)
    named = {
        name
        for page in pages(language)
        for name in re.findall(r"`((?:\w+\+)+\w+|F\d+)`", page.text)
        if in_force(name, window.commands, (), Words(language)) == name
    }
    teach_qt("en")
    assert named == set()


def test_links_lead_to_pages_and_never_elsewhere(person: Person, marrow: Path) -> None:
    person.window.open(marrow)
    person.window.commands.run("view.manual")
    opened = manual(person)
    opened.view.anchorClicked.emit(QUrl("03-goals.html"))
    assert opened.shown == "03-goals"
    for elsewhere in ("https://example.org/04-map.html", "file:///etc/passwd", "98-nothing.html"):
        opened.view.anchorClicked.emit(QUrl(elsewhere))
        assert opened.shown == "03-goals"
    image = QTextDocument.ResourceType.ImageResource.value
    assert opened.view.loadResource(image, QUrl("https://example.org/results.png")) is None
    assert opened.view.loadResource(image, QUrl("file:///etc/passwd")) is None


def test_pictures_are_shown_where_they_came_along(person: Person, tmp_path: Path) -> None:
    picture = QImage(QSize(1366, 768), QImage.Format.Format_RGB32)
    picture.fill(0x0B6A66)
    assert picture.save(str(tmp_path / "results.png"))
    window = person.window
    opened = Manual(window, window.words, window.icons, window.palette_, tmp_path, window.commands)
    opened.open_at("04-map")
    opened.show()

    def wide() -> int:
        found = opened.view.document().resource(QTextDocument.ResourceType.ImageResource, QUrl("results.png"))
        assert isinstance(found, QImage)
        return found.width()

    person.wait(lambda: 500 < wide() < opened.view.width())
    before = wide()
    opened.resize(opened.minimumSize())
    person.wait(lambda: wide() < min(before, opened.view.width()))
    opened.open_at("06-design")  # whose picture is not there
    assert "<img" not in opened.view.toHtml()


def test_every_picture_of_the_manual_is_one_that_can_be_taken(person: Person, marrow: Path) -> None:
    person.window.open(marrow)
    known = {"start", "search", "guide", "room"}
    for key in PAGES:
        page = person.go(key)
        known |= {key, *(f"{key}-{name}" for name in page.views())}
    assert wanted_pictures("en") <= known


def test_only_those_pictures_are_taken_that_are_wanted(qtbot: QtBot, tmp_path: Path) -> None:
    saved = save_screens(tmp_path, only={"start", "home"})
    assert [path.name for path in saved] == ["start.png", "home.png"]
    assert all(not QImage(str(path)).isNull() for path in saved)


def test_it_follows_another_theme_and_goes_with_the_window(person: Person, marrow: Path) -> None:
    window = person.window
    window.open(marrow)
    window.go("gallery", view="decide")
    window.commands.run("view.manual")
    window.set_theme("dark")
    let_go()
    opened = manual(person)
    assert opened.shown == page_for("gallery-decide")
    assert DARK.text in opened.view.document().defaultStyleSheet()
    window.set_theme("light")
    let_go()
    window.close()
    assert not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, Manual) and each.isVisible()
    ]


@pytest.mark.parametrize("language", ["en", "de"])
def test_manual_and_guide_are_laid_out_well(
    qtbot: QtBot, tmp_path: Path, marrow: Path, language: str
) -> None:
    with window_for_pictures(tmp_path, "dark", QSize(1366, 768), Words(language)) as window:
        window.open(marrow)
        window.guiding.go("results")
        window.frame_.guide.line.setText("e")
        window.guiding.open_manual()
        opened = window.findChild(Manual)
        opened.line.setText("a")
        settle(window)
        assert not faults_of(window)
        opened.line.clear()
        opened.resize(opened.minimumSize())
        window.frame_.guide.line.setText("zeppelin")
        settle(window)
        assert not faults_of(window)
        wide = opened.list.viewport().width()
        assert opened.list.sizeHintForColumn(0) <= wide, "a title is cut"


def test_all_pages_can_be_shown(person: Person) -> None:
    person.window.commands.run("view.manual")
    opened = manual(person)
    for page in texts.pages("en"):
        opened.open_at(page.name)
        assert opened.view.toPlainText().startswith(page.title)
        assert opened.view.accessibleName() == page.title
