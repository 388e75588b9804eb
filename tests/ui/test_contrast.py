"""Whatever the stylesheet writes, outlines or rings can be read where it may stand: WCAG 2 AA."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from kpidesk.drawing.palette import DARK, LIGHT, Palette
from kpidesk.ui import theme
from kpidesk.ui.start import application
from tests.drawing.test_palette import contrast

GROUNDS = (
    "window", "surface", "raised", "sunken", "hover", "accent_soft", "neutral_soft", "warn_soft",
    "danger_soft", "good_soft", "bad_soft", "watch_soft",
)  # fmt: skip
# Painted parts write and draw with these, on any of the grounds.
INKS = ("text", "text_second", "text_third", "accent_text", "accent", "good", "bad", "watch", "neutral",
        "warn", "danger")  # fmt: skip
MARKS = (*INKS, "data", "field", "centre", "limit", "link", "conflict")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
BACKGROUND = re.compile(r"(?<!-)background:\s*(#\w{6})")
COLOUR = re.compile(r"(?<![-\w])color:\s*(#\w{6})")
RING = re.compile(r"border: 2px solid (#\w{6})")


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def palette(request: pytest.FixtureRequest) -> Iterator[Palette]:
    application()
    theme.apply(request.param)
    yield request.param
    theme.apply(LIGHT)


def rules() -> list[tuple[str, str]]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    found = RULE.findall(app.styleSheet())
    assert len(found) > 100
    return [(selector.strip(), body) for selector, body in found]


def weak(ink: str, palette: Palette, least: float) -> list[str]:
    return [name for name in GROUNDS if contrast(ink, getattr(palette, name)) < least]


def test_every_ink_and_mark_stands_out_on_every_ground(palette: Palette) -> None:
    assert {ink: found for ink in INKS if (found := weak(getattr(palette, ink), palette, 4.5))} == {}
    assert {mark: found for mark in MARKS if (found := weak(getattr(palette, mark), palette, 3.0))} == {}


def test_what_the_stylesheet_writes_can_be_read(palette: Palette) -> None:
    found = []
    for selector, body in rules():
        ink, ground = COLOUR.search(body), BACKGROUND.search(body)
        if ink is None or ":disabled" in selector:  # what cannot be used says why in its tooltip
            continue
        if ground and contrast(ink[1], ground[1]) < 4.5:
            found.append(f"{selector}: {contrast(ink[1], ground[1]):.1f}")
        elif not ground and (names := weak(ink[1], palette, 4.5)):
            found.append(f"{selector}: {names}")
    assert found == []


def test_the_ring_of_the_focus_is_seen(palette: Palette) -> None:
    rings = [
        (selector, ring[1])
        for selector, body in rules()
        if ":focus" in selector and (ring := RING.search(body))
    ]
    assert len(rings) > 10
    assert [(selector, names) for selector, ring in rings if (names := weak(ring, palette, 3.0))] == []
