"""The sample's whole map, written and linked by keys alone in the outline, and its counts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kpidesk.domain.map_checks import summary
from kpidesk.domain.results import Layout, Link, LinkKind, Placement, Result, Ring
from kpidesk.system.paths import Folders
from kpidesk.system.resources import resource
from kpidesk.system.words import Words
from kpidesk.ui.results.page import ResultsPage
from kpidesk.ui.start import application
from kpidesk.ui.window import Window
from tests.ui.conftest import Answers, Person, let_go

CTRL = Qt.KeyboardModifier.ControlModifier
SAMPLE = json.loads(resource("samples", "marrow-valley.json").read_text(encoding="utf-8"))


@pytest.fixture
def person(qtbot: QtBot, folders: Folders, begun: Path) -> Iterator[Person]:
    """Somebody at the Results page of a desk that was just begun, with the keys of the outline."""
    application()
    answers = Answers()
    window = Window(Words(), folders, answers)
    with qtbot.waitExposed(window):
        window.show()
    somebody = Person(qtbot, window, answers)
    somebody.wait(lambda: window._start is not None)
    window.open(begun)
    somebody.press(Qt.Key.Key_3, CTRL)
    somebody.wait(lambda: window.current == "results")
    yield somebody
    for each in list(Window.windows):
        each.close()
        each.deleteLater()
    let_go()


def page(person: Person) -> ResultsPage:
    found = person.window.pages["results"]
    assert isinstance(found, ResultsPage)
    return found


def into_the_outline(person: Person) -> None:
    """F6 walks the areas of the window until the outline has the keys."""
    outline = page(person).outline
    for _ in range(12):
        if outline.hasFocus():
            return
        person.press(Qt.Key.Key_F6)
    raise AssertionError("F6 does not lead to the outline")


def writing(person: Person) -> QLineEdit:
    """The row that is being written."""
    person.wait(lambda: isinstance(person.focus, QLineEdit) and not person.focus.text())
    assert isinstance(person.focus, QLineEdit)
    return person.focus


def write_results(person: Person) -> None:
    """Enter begins a row, Enter takes it and begins the next; an empty one ends the ring."""
    rings = [each["handle"] for each in sorted(SAMPLE["ring"], key=lambda ring: ring["position"])]
    person.press(Qt.Key.Key_Home)
    for ring in rings:
        person.press(Qt.Key.Key_Return)
        for result in (each for each in SAMPLE["result"] if each["ring"] == ring):
            person.qtbot.keyClicks(writing(person), result["statement"])
            person.press(Qt.Key.Key_Return)
        writing(person)
        person.press(Qt.Key.Key_Escape)
        person.wait(page(person).outline.hasFocus)
        person.press(Qt.Key.Key_Down)  # from the last result of a ring to the next ring
        if page(person).selection.ids:
            person.press(Qt.Key.Key_Down)


def link_results(person: Person) -> None:
    """Ctrl+L on a result, then the code of the other one and how the kind begins."""
    words = {"cause": "lead", "companion": "comp", "conflict": "conf"}
    outline = page(person).outline
    person.press(Qt.Key.Key_Home)
    for result in SAMPLE["result"]:
        while page(person).work.code(page(person).selection.current) != result["code"]:
            person.press(Qt.Key.Key_Down)
        for link in (each for each in SAMPLE["link"] if each["source"] == result["code"]):
            person.press(Qt.Key.Key_L, CTRL)
            person.qtbot.keyClicks(person.focus, f"{link['target']} /{words[link['kind']]}")
            person.press(Qt.Key.Key_Return)
            person.wait(outline.hasFocus)


def test_twenty_results_and_thirty_links_without_a_mouse(person: Person) -> None:
    into_the_outline(person)
    write_results(person)
    desk = page(person).session.desk
    rings = {ring.id: ring.position for ring in desk.find(Ring)}
    wanted = {each["handle"]: each["position"] for each in SAMPLE["ring"]}
    written = {each.code: (each.statement, rings[each.ring]) for each in desk.find(Result)}
    assert written == {each["code"]: (each["statement"], wanted[each["ring"]]) for each in SAMPLE["result"]}
    link_results(person)
    kinds = {kind.id: kind.key for kind in desk.find(LinkKind)}
    codes = {each.id: each.code for each in desk.find(Result)}
    linked = {(codes[each.source], codes[each.target], kinds[each.kind]) for each in desk.find(Link)}
    assert linked == {(each["source"], each["target"], each["kind"]) for each in SAMPLE["link"]}
    told = summary(desk)
    assert (told.results, told.links) == (20, 30)
    assert (told.causes, told.companions, told.conflicts) == (22, 3, 5)
    assert told.without_path == ("R17",)
    assert told.centre_without_cause == told.cycles == told.outward == ()
    assert len(told.within_ring) == 3
    assert len(told.two_kinds) == 2


def test_tidying_is_one_step_back(person: Person) -> None:
    into_the_outline(person)
    write_results(person)
    desk = page(person).session.desk

    def places() -> dict[tuple[str, Layout], tuple[float | None, float | None]]:
        return {(each.result, each.layout): (each.x, each.y) for each in desk.find(Placement)}

    before, edits = places(), desk.last_edit
    page(person).canvas.setFocus()
    person.press(Qt.Key.Key_T)
    person.wait(lambda: desk.undo_label == "Tidy the map")
    assert desk.last_edit == edits + 1
    assert places() != before
    person.press(Qt.Key.Key_Z, CTRL)
    assert places() == before
