"""A desk that is open for reading only: what cannot be done there says why, and nothing is tried."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kpidesk.actions import goals
from kpidesk.desk.backups import backups
from kpidesk.domain.results import Goal
from kpidesk.ui.keeping.page import KeepingPage
from tests.ui.conftest import Person

CANNOT = "This desk is open for reading only."


@pytest.fixture
def reading(person: Person, page: KeepingPage) -> Iterator[KeepingPage]:
    """The page with something removed and a backup, and then nothing more to be changed."""
    session = page.session
    goal = session.desk.find(Goal)[-1]
    assert session.do("Remove a goal", goals.remove, goal.id)
    assert session.back_up("asked")
    assert session.flush() is None
    session.desk.writable = False
    page.refresh(None)
    yield page
    person.wait(lambda: not person.window.jobs.busy)
    session.desk.writable = True


@pytest.mark.parametrize(
    ("view", "command"),
    [
        ("intake", "take_in"), ("intake", "paste_list"), ("removed", "bring_back"),
        ("copies", "recorder_copy"), ("copies", "redact"), ("copies", "compact"),
    ],
)  # fmt: skip
def test_what_would_change_the_desk_says_why_it_cannot(
    person: Person, reading: KeepingPage, view: str, command: str
) -> None:
    person.click(f"segment-{view}")
    person.wait(lambda: not person.window.jobs.busy)
    button: QPushButton = person.find(f"keeping.{command}", QPushButton)
    assert not button.isEnabled()
    assert CANNOT in button.toolTip()


def test_a_text_is_looked_for_but_not_redacted(person: Person, reading: KeepingPage) -> None:
    person.click("segment-copies")
    person.find("redact-text").setFocus()
    person.write("Executive")
    person.find("compact-age").setFocus()
    person.press(Qt.Key.Key_End)
    person.wait(lambda: not person.window.jobs.busy)
    assert CANNOT in person.find("keeping.redact").toolTip()
    assert CANNOT in person.find("keeping.compact").toolTip()
    assert len(backups(person.window.folders, reading.session.desk.desk_id)) == 1


def test_copies_are_made_all_the_same(person: Person, reading: KeepingPage, tmp_path: Path) -> None:
    person.click("segment-copies")
    person.answers.new = tmp_path / "clean.kpidesk"
    person.click("keeping.clean_copy")
    person.wait(lambda: "clean.kpidesk" in person.window.notice.text)
    assert person.answers.new.exists()


def test_a_dangerous_button_that_cannot_be_used_looks_so(person: Person, page: KeepingPage) -> None:
    person.click("segment-copies")
    button: QPushButton = person.find("keeping.redact", QPushButton)
    assert not button.isEnabled()
    picture = button.grab().toImage()
    shown = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert page.colours.danger.lower() not in shown
