"""What painted parts are to a screen reader."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kpidesk.ui.results.canvas import MapCanvas
from kpidesk.ui.results.corners import Minimap
from kpidesk.ui.sharing.page import SharingPage
from kpidesk.ui.start import application
from kpidesk.ui.tabbing import TabOrder
from kpidesk.ui.thumbnails import Thumbnail
from kpidesk.ui.widgets import Panel, label, scrolling
from tests.ui.conftest import Person

# A screen reader still holds what it asked for when the program ends.
ENDS = """
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from kpidesk.ui.start import application
from kpidesk.ui.widgets import Chip

app, window = application(), QWidget()
chips = [Chip(str(each), ink="#000000") for each in range(200)]
asked = [QAccessible.queryAccessibleInterface(each) for each in chips]
for each in chips[:100]:
    each.setParent(window)
del chips
print(sum(each.isValid() and each.role() == QAccessible.Role.StaticText for each in asked[:100]))
"""


def test_painted_parts_have_roles_and_names_of_their_own(person: Person, marrow: Path) -> None:
    person.window.open(marrow)
    person.window.go("results")
    for kind, role in ((MapCanvas, "Canvas"), (Minimap, "Graphic")):
        told = QAccessible.queryAccessibleInterface(person.window.findChildren(kind)[0])
        assert told.role().name == role
        assert told.text(QAccessible.Text.Name)
    person.window.go("home")
    told = QAccessible.queryAccessibleInterface(person.window.findChildren(Thumbnail)[0])
    assert told.role().name == "Whitespace"  # the card says in words what it shows


def toggled(button: QAbstractButton) -> None:
    """What voice control does to a choice."""
    told = QAccessible.queryAccessibleInterface(button)
    assert not told.state().checked
    told.actionInterface().doAction("Toggle")
    assert told.state().checked


def test_voice_control_makes_a_choice_as_a_click_does(person: Person, marrow: Path) -> None:
    window = person.window
    window.open(marrow)
    toggled(person.find("rail-sharing", QPushButton))
    page = window.pages["sharing"]
    assert isinstance(page, SharingPage)
    assert page.isVisible()
    toggled(page.segments.buttons["matrix"])
    assert person.find("sharing-matrix").isVisible()
    assert not page.segments.buttons["table"].isChecked()
    told = QAccessible.queryAccessibleInterface(page.segments.buttons["table"])
    assert (told.role(), told.text(QAccessible.Text.Name)) == (QAccessible.Role.RadioButton, "Table")


def test_a_button_is_known_before_it_is_furnished() -> None:
    application()
    pressed: list[str] = []
    button = QPushButton("&One")
    button.clicked.connect(lambda: pressed.append("One"))
    told = QAccessible.queryAccessibleInterface(button)  # as while its text is put
    assert told.role() == QAccessible.Role.Button
    button.setCheckable(True)
    assert told.role() == QAccessible.Role.CheckBox
    assert told.text(QAccessible.Text.Name) == "One"
    button.setEnabled(False)
    told.actionInterface().doAction("Toggle")
    assert pressed == []
    button.setEnabled(True)
    told.actionInterface().doAction("Toggle")
    assert pressed == ["One"]


def test_a_part_that_scrolls_has_its_panels_name_where_tab_stops_at_it(qtbot: QtBot) -> None:
    application()
    panel, content = Panel("Written down"), QWidget()
    qtbot.addWidget(panel)
    column = QVBoxLayout(content)
    column.addWidget(label("Nothing yet."))
    area = scrolling(content)
    panel.body.addWidget(area)
    panel.show()
    TabOrder(panel).follow()
    assert area.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert area.accessibleName() == "Written down"
    button = QPushButton("Look at it")
    column.addWidget(button)
    qtbot.waitUntil(button.isVisible)
    TabOrder(panel).follow()
    assert not area.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_program_ends_well_while_a_screen_reader_listens() -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", ENDS],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout.strip()) == (0, "100"), ran.stderr
