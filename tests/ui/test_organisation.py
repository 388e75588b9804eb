"""Whose desk it is, which languages it speaks, and papers in one of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kpidesk.domain.content import Translation
from kpidesk.domain.people import Organisation
from kpidesk.domain.results import Goal, Result
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import GlyphRun, walk
from kpidesk.exports.job import Options, prepare
from kpidesk.exports.pieces import What
from kpidesk.system.words import Words
from kpidesk.ui.page import Page
from kpidesk.ui.window import Window
from tests.ui.conftest import Person

SAID = "El agua llega limpia a cada grifo"


@pytest.fixture
def opened(person: Person, marrow: Path) -> Window:
    assert person.window.open(marrow)
    return person.window


def organisation(window: Window) -> Organisation:
    return window.desk_session.desk.find(Organisation)[0]


def write(person: Person, name: str, text: str) -> None:
    field = person.find(name)
    field.setFocus()
    field.selectAll()
    person.qtbot.keyClick(field, Qt.Key.Key_Delete)
    person.qtbot.keyClicks(field, text)


def test_name_and_purpose_are_changed_from_home(person: Person, opened: Window) -> None:
    person.click("desk.organisation")
    write(person, "organisation-name", "Marrow Water Works")
    write(person, "organisation-purpose", "Water that one can drink.")
    person.click("organisation-done")
    assert organisation(opened).name == "Marrow Water Works"
    assert organisation(opened).purpose == "Water that one can drink."
    opened.commands.run("edit.undo")
    opened.commands.run("edit.undo")
    assert organisation(opened).name == "Marrow Valley Water"


def test_without_a_name_the_dialog_stays_and_says_why(person: Person, opened: Window) -> None:
    opened.commands.run("desk.organisation")
    write(person, "organisation-name", "")
    person.click("organisation-done")
    assert person.find("organisation").said.text() == "An organisation needs a name."
    assert organisation(opened).name == "Marrow Valley Water"
    write(person, "organisation-name", "Marrow")
    person.click("organisation-done")
    assert organisation(opened).name == "Marrow"


def test_languages_are_added_taken_off_and_put_first(person: Person, opened: Window) -> None:
    opened.commands.run("desk.organisation")
    person.choose("language-add", "German")
    assert organisation(opened).languages == ("en", "es", "pl", "ar", "de")
    person.click("language-ar")
    person.choose("language-own", "Spanish")
    assert organisation(opened).languages == ("es", "en", "pl", "de")
    person.click("organisation-done")


def translate(person: Person, page: Page, text: str, field: str) -> None:
    person.choose("other-language", "Spanish")
    write(person, f"other-{field}", text)
    page.leave()


def texts_in(window: Window, what: What, language: str, folder: Path) -> str:
    """What the papers of a kind say in a language."""
    at = datetime(2025, 7, 7, tzinfo=UTC)
    options = Options((what,), folder, SHEETS["A3"], None, Words(language), at)
    prepared = prepare(window.desk_session.desk, options)
    return " ".join(
        run.text
        for document in prepared.documents
        for page in document.pages
        for run in walk(page.items)
        if isinstance(run, GlyphRun)
    )


def test_a_result_is_said_in_spanish_and_printed_so(person: Person, opened: Window, tmp_path: Path) -> None:
    desk = opened.desk_session.desk
    result = desk.find(Result, code="R01")[0]
    opened.go("results", result.id)
    translate(person, opened.pages["results"], SAID, "statement")
    (said,) = [each for each in desk.find(Translation, record=result.id) if each.language == "es"]
    assert (said.field, said.text) == ("statement", SAID)
    spanish = texts_in(opened, What.MAP, "es", tmp_path)
    assert "grifo" in spanish
    assert "grifo" not in texts_in(opened, What.MAP, "en", tmp_path)
    other = desk.find(Result, code="R02")[0].statement.split()
    assert " ".join(other[:2]) in spanish  # what nobody has translated


def test_a_goal_is_said_in_another_language(person: Person, opened: Window) -> None:
    desk = opened.desk_session.desk
    goal = desk.find(Goal)[0]
    opened.go("results", goal.id)
    translate(person, opened.pages["results"], "Ser los mejores", "text")
    assert "Ser los mejores" in {each.text for each in desk.find(Translation, record=goal.id)}


def test_a_desk_of_one_language_shows_no_such_field(person: Person, begun: Path) -> None:
    assert person.window.open(begun)
    page = person.go("results")
    page.show_view("goals")
    person.press(Qt.Key.Key_Escape)
    assert not [each for each in page.findChildren(object) if each.objectName() == "other-language"
                and each.isVisible()]  # fmt: skip
