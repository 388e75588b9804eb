"""The Guide: words and a look at the desk for every step, in every view."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from kpidesk.desk.workfile import open_desk
from kpidesk.system.paths import Folders
from kpidesk.system.resources import resource
from kpidesk.system.words import Words
from kpidesk.ui.guide_checks import CHECKS, look_at
from tests.ui.conftest import Person


def test_every_step_has_words_and_a_look() -> None:
    assert {path.stem for path in resource("guide", "en").glob("*.txt")} == set(CHECKS)


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
    titles = set()
    for key in ("results", "measures", "sharing", "gallery", "publish"):
        page = person.go(key)
        for come in (lambda: None, *page.views().values()):
            come()
            person.window.show_step()
            title = person.find("guide-title", QLabel).text()
            assert title, page.step
            titles.add(title)
    assert len(titles) > 20
