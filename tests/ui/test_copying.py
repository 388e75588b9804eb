"""Map, chart and table on the clipboard: pictures in light colours, whatever the window has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from tests.ui.conftest import Person


@pytest.fixture(autouse=True)
def _clean_clipboard() -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def darkest_and_lightest(image: QImage) -> tuple[int, int]:
    shades = [
        QColor(image.pixelColor(x, y)).lightness()
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    ]
    return min(shades), max(shades)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("page", ["results", "measures", "sharing"])
def test_what_a_page_shows_goes_to_a_slide(person: Person, marrow: Path, page: str, theme: str) -> None:
    person.window.set_theme(theme)
    assert person.window.open(marrow)
    person.go(page)
    person.window.commands.run(f"{page}.picture")
    image = QGuiApplication.clipboard().image()
    assert image.width() >= 2300
    assert image.pixelColor(3, 3).lightness() > 240, "the ground is light"
    dark, light = darkest_and_lightest(image)
    assert dark < 80
    assert light > 240
    assert "clipboard" in person.window.notice.text
    person.window.set_theme("light")


def test_ctrl_shift_c_copies_the_page_that_is_shown(person: Person, marrow: Path) -> None:
    assert person.window.open(marrow)
    sizes = []
    for page in ("measures", "sharing"):
        person.go(page)
        person.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
        image = QGuiApplication.clipboard().image()
        sizes.append((image.width(), image.height()))
    assert sizes[0] != sizes[1]
