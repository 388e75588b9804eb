"""One frame of the canvas with 1,000 results: panning at full zoom, and the whole map in sight."""

from time import perf_counter

import pytest

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.results import Map
from kpidesk.drawing.palette import LIGHT
from kpidesk.ui.canvas import MapCanvas


def sixteen_milliseconds() -> None:
    end = perf_counter() + 0.016
    while perf_counter() < end:
        pass


@pytest.fixture
def canvas(qtbot, big_file):
    desk = read_desk(big_file)
    shown = MapCanvas(LIGHT)
    qtbot.addWidget(shown)
    shown.resize(1920, 1000)
    shown.show_map(desk, desk.find(Map)[0])
    shown.show()
    qtbot.waitExposed(shown)
    desk.close()
    return shown


def test_a_frame_of_the_whole_map(canvas, race):
    canvas.fit()
    race("a frame of 1,000 results, all in sight / 16 ms", sixteen_milliseconds, canvas.grab, "≤ 1", 20)


def test_a_frame_while_panning(canvas, race):
    canvas.zoom(6.0)
    bar = canvas.horizontalScrollBar()

    def pan() -> None:
        bar.setValue(bar.value() + 7)
        canvas.grab()

    race("a frame of 1,000 results while panning at 6 × / 16 ms", sixteen_milliseconds, pan, "≤ 1", 20)
