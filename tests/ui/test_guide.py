"""The Guide: words and a look at the desk for every step, search, a hand-out, and where it was."""

import re
from dataclasses import astuple
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from kpidesk.desk.workfile import open_desk
from kpidesk.drawing.guide_sheet import hand_out
from kpidesk.system.guides import read_step, steps
from kpidesk.system.paths import Folders
from kpidesk.system.resources import resource
from kpidesk.system.words import Words
from kpidesk.ui.commands import PAGES
from kpidesk.ui.guide_checks import CHECKS, look_at
from kpidesk.ui.guide_search import found_steps
from kpidesk.ui.picker import HitList
from tests.ui.conftest import Answers, Person, let_go

LANGUAGES = ("en", "de")


def test_every_step_has_words_a_place_in_the_order_and_a_look() -> None:
    for language in LANGUAGES:
        assert {path.stem for path in resource("guide", language).glob("*.txt")} == set(CHECKS)
    assert sorted(steps()) == sorted(CHECKS)
    assert {step.partition("-")[0] for step in steps()} == set(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_has_all_parts_and_its_hand_out_is_one_page(language: str) -> None:
    words = Words(language)
    for name in steps():
        step = read_step(name, language)
        assert all(astuple(step)), name
        assert step.minutes.isdecimal(), name
        pages = hand_out(step, words)
        assert len(pages) == 1, name
        assert not pages[0].missing, name


@pytest.mark.parametrize("which", ["marrow", "begun"])
def test_each_step_says_something_about_a_desk(
    which: str, request: pytest.FixtureRequest, folders: Folders
) -> None:
    opened = open_desk(request.getfixturevalue(which), folders)
    for step in CHECKS:
        assert look_at(step, opened.desk, Words())[1].endswith("."), step
    opened.close()


def test_every_view_of_every_page_has_its_step(person: Person, marrow: Path) -> None:
    person.window.open(marrow)
    person.window.commands.run("view.guide")
    seen = set()
    for key in ("results", "measures", "sharing", "gallery"):
        page = person.go(key)
        for come in (lambda: None, *page.views().values()):
            come()
            person.window.show_step()
            assert person.window.frame_.guide.step == page.step
            seen.add(page.step)
    assert len(seen) > 20
    assert seen <= set(CHECKS)


# -- search


def test_steps_are_found_by_any_word_whatever_the_accents() -> None:
    assert found_steps("guess", "en")[0] == "sharing-verify"  # in its title
    assert "workshops-votes" in found_steps("fist of five", "en")
    assert "workshops-votes" in found_steps("ZETTEL stimmzettel", "de")
    assert found_steps("decimal zeppelin", "en") == []
    assert found_steps("  ", "en") == []


def test_enter_goes_to_the_step_that_was_found(person: Person, marrow: Path) -> None:
    window = person.window
    window.open(marrow)
    window.commands.run("guide.find")
    assert person.focus is person.find("guide-search", QLineEdit)
    person.write("interview guess", None)
    assert read_step("sharing-verify", "en").title in person.find("guide-found", HitList).texts
    person.press(Qt.Key.Key_Return)
    assert (window.current, window.pages["sharing"].step) == ("sharing", "sharing-verify")
    assert person.find("guide-title", QLabel).text() == read_step("sharing-verify", "en").title
    person.find("guide-search", QLineEdit).setFocus()
    person.write("zeppelin", None)
    assert person.find("guide-none", QLabel)
    person.press(Qt.Key.Key_Escape)
    assert person.find("guide-title", QLabel)


def test_every_step_can_be_gone_to(person: Person, marrow: Path) -> None:
    window = person.window
    window.open(marrow)
    elsewhere = set()
    for step in steps():
        window.guiding.go(step)
        assert window.frame_.guide.step == step
        page = window.pages[window.current]
        if page.step != step:
            elsewhere.add(step)
    # Those of pages that have views, which are there without any record only; and the sheet of a file.
    assert elsewhere == {"workshops", "community", "measures-import"}


def test_what_the_desk_has_not_is_explained_until_one_goes_on(
    person: Person, answers: Answers, tmp_path: Path
) -> None:
    answers.new = tmp_path / "new.kpidesk"
    person.click("desk.new")
    person.window.guiding.go("gallery-clusters")
    assert person.find("guide-title", QLabel).text() == read_step("gallery-clusters", "en").title
    person.go("publish")
    assert person.find("guide-title", QLabel).text() == read_step("publish", "en").title


def test_commands_and_records_are_found_with_steps(person: Person, marrow: Path) -> None:
    person.window.open(marrow)
    person.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    person.write("how far apart", None)
    texts = person.find("picker-found", HitList).texts
    assert texts == [f"Guide: {read_step('workshops-votes', 'en').title}"]
    person.press(Qt.Key.Key_Return)
    assert person.window.pages["workshops"].step == "workshops-votes"


# -- hand-out


def test_the_hand_out_of_what_is_in_sight(person: Person, marrow: Path) -> None:
    window = person.window
    window.open(marrow)
    window.go("results", view="goals")
    window.commands.run("view.guide")
    person.click("guide.hand_out")
    path = marrow.parent / marrow.stem / "hand-outs" / "results-goals-A4.pdf"
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo.Title) == read_step("results-goals", "en").title
    assert "hand-out" in window.notice.text
    assert person.notice_button().text() == "Open it"


def test_a_hand_out_that_cannot_be_written_is_told(person: Person, marrow: Path) -> None:
    window = person.window
    window.open(marrow)
    (marrow.parent / marrow.stem).write_text("a file in the way")
    window.commands.run("guide.hand_out")
    assert re.search("folder", window.notice.text)


# -- where it was


def test_the_guide_comes_back_where_it_was(person: Person, marrow: Path, folders: Folders) -> None:
    window = person.window
    window.resize(1366, 700)
    window.open(marrow)
    window.go("results")
    person.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    bar = window.frame_.guide._bar
    person.wait(lambda: bar.maximum() > 60)
    bar.setValue(60)
    person.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert not window.frame_.guide.isVisible()
    assert window.settings.get("guide_at", "") == "results:60"
    person.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 60
    window.set_theme("dark")  # everything is built anew, as at the next start
    let_go()
    again = window.frame_.guide
    person.wait(lambda: again._bar.value() == 60)
    assert again.step == "results"
