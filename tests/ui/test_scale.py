"""Everything larger or smaller: by choice, as the system writes, and on small screens still within reach."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from kpidesk.system.paths import Folders
from kpidesk.ui import scale, start
from kpidesk.ui.screens import settle
from kpidesk.ui.settings import Settings
from kpidesk.ui.window import Window
from tests.ui.conftest import Person
from tests.ui.test_layout import faults_of

# What a person sees: pixels of the screen for one of the window, its height, and what other programs inherit.
SCRIPT = """
import os, sys
from PySide6.QtWidgets import QApplication
from kpidesk.ui import start

class Shown(start.Window):
    def _ready(self):
        super()._ready()
        print(self.devicePixelRatio(), os.environ.get("QT_SCALE_FACTOR"), self.height())
        QApplication.exit(0)

start.Window = Shown
sys.exit(start.open_window(None))
"""


def ran(folders: Folders, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "KPIDESK_DATA": str(folders.root), "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout.strip()  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "told"), [(150, "1.5 None 533"), (80, "0.8 None 768"), (0, "1.0 None 768")]
)
def test_the_next_start_has_the_chosen_size(folders: Folders, chosen: int, told: str) -> None:
    scale.choose(Settings(folders), chosen)
    assert ran(folders) == told


def test_a_size_from_outside_wins_and_goes_on_to_other_programs(folders: Folders) -> None:
    scale.choose(Settings(folders), 150)
    assert ran(folders, QT_SCALE_FACTOR="2").startswith("2.0 2 ")


def test_the_size_follows_the_letters_of_the_system_until_somebody_chooses(folders: Folders) -> None:
    settings, font = Settings(folders), QFont()
    for points, asked in ((9, 100), (11, 100), (14, 125), (16.5, 150), (30, 200)):
        font.setPointSizeF(points)
        scale.note_system_font(settings, font)
        assert scale.percent(settings) == asked
    scale.choose(settings, 90)
    assert scale.percent(Settings(folders)) == 90
    scale.choose(settings, 0)
    assert scale.percent(settings) == 200


def test_a_damaged_size_is_one_that_can_be_worked_with(folders: Folders) -> None:
    folders.root.mkdir(parents=True, exist_ok=True)
    for kept, taken in ((5000, 200), (1, 80), ("150", 100)):
        (folders.root / "settings.json").write_text(json.dumps({"scale": kept}), encoding="utf-8")
        assert scale.percent(Settings(folders)) == taken


def test_steps_go_as_far_as_the_screen_has_room() -> None:
    assert [scale.step_from(100, by, (1920, 1080)) for by in (1, -1)] == [110, 90]
    assert scale.step_from(175, 1, (1920 / 1.75, 1080 / 1.75)) == 200
    assert scale.step_from(150, 1, (1366 / 1.5, 768 / 1.5)) == 150
    assert scale.step_from(200, 1, (4000, 4000)) == 200
    assert scale.step_from(80, -1, (4000, 4000)) == 80


def test_another_size_offers_to_open_the_desk_anew(person: Person, marrow: Path) -> None:
    window = person.window
    assert window.open(marrow)
    window.commands.run("view.smaller")
    assert window.notice.text == "Everything has 90 % of its usual size when KPI Desk is opened anew."
    window.commands.run("view.usual_size")
    assert window.notice.text == ""
    window.commands.run("view.smaller")
    person.act("Open it anew")
    assert Window.windows == []
    app = QCoreApplication.instance()
    assert app is not None
    try:
        assert app.property(scale.REOPEN) == [str(marrow)]
    finally:
        app.setProperty(scale.REOPEN, None)
    assert start.again(str(marrow))[-1] == str(marrow)


@pytest.mark.parametrize("page", ["home", "results", "measures", "gallery"])
def test_a_full_screen_at_200_percent_is_laid_out_well(person: Person, marrow: Path, page: str) -> None:
    person.window.resize(960, 540)
    assert person.window.open(marrow)
    person.window.go(page)
    settle(person.window)
    assert faults_of(person.window) == []


def test_what_finds_no_room_scrolls(qtbot: QtBot, person: Person, marrow: Path) -> None:
    window = person.window
    assert window.open(marrow)
    window.go("results")
    scroller = person.find("small-window", QScrollArea)
    assert not scroller.horizontalScrollBar().isVisible()
    window.resize(800, 440)
    assert window.size() == QSize(800, 440)
    person.wait(lambda: scroller.horizontalScrollBar().maximum() > 0)
    assert scroller.verticalScrollBar().maximum() > 0
    settle(window)
    assert faults_of(window) == []
