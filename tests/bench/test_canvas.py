"""One frame of the map with 1,000 results and 1,500 links: in sight, panning, zooming, dragging."""

from dataclasses import replace
from time import perf_counter

import pytest
from PySide6.QtCore import QPointF

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Link, LinkKind, Map, Placement, Result, Ring
from kpidesk.drawing.palette import LIGHT
from kpidesk.system.words import Words
from kpidesk.ui.results.canvas import MapCanvas
from kpidesk.ui.results.selection import Selection
from kpidesk.ui.results.sheet import Sheet
from kpidesk.ui.results.tools import MoveBubbles, Pointer
from kpidesk.ui.results.work import MapWork
from kpidesk.ui.start import application

LINKS = 1_500


class Held:
    """As much of a session as the map needs to look at a desk."""

    def __init__(self, desk):
        self.desk = desk


def sixteen_milliseconds() -> None:
    end = perf_counter() + 0.016
    while perf_counter() < end:
        pass


@pytest.fixture
def canvas(qtbot, big_file):
    application()
    desk = read_desk(big_file)
    kinds = (Ring, Map, LinkKind, Result, Placement, Measure, Link)
    records = [record for kind in kinds for record in desk.find(kind)]
    desk.close()
    results = [record for record in records if isinstance(record, Result)]
    pattern = next(record for record in records if isinstance(record, Link))
    records += [
        replace(
            pattern, id=f"more{n:04d}", code=f"L{2000 + n}", source=results[n].id,
            target=results[(n + 3) % len(results)].id,
        )
        for n in range(LINKS - len(results))
    ]  # fmt: skip
    held = Collection(records)
    held.writable = True
    sheet, selection = Sheet(LIGHT), Selection()
    sheet.read(held)
    shown = MapCanvas(MapWork(Held(held), Words(), sheet), sheet, selection, Words())
    qtbot.addWidget(shown)
    shown.resize(1920, 1080)
    shown.refresh()
    shown.show()
    qtbot.waitExposed(shown)
    shown.grab()
    return shown


def test_a_frame_of_the_whole_map(canvas, race):
    canvas.fit()

    def anew() -> None:
        canvas._layer.forget()
        canvas.grab()

    race("1,000 results all in sight, painted anew / 16 ms", sixteen_milliseconds, anew, "≤ 3", 20)


def test_a_frame_while_panning_the_whole_map(canvas, race):
    canvas.fit()

    def pan() -> None:
        canvas.look(canvas.sight.shifted(7, 3))
        canvas.grab()

    race("a frame while panning, all in sight / 16 ms", sixteen_milliseconds, pan, "≤ 1", 20)


def test_a_frame_while_panning_near(canvas, race):
    canvas.fit()
    canvas.zoom(6.0)
    canvas._layer.forget()
    canvas.grab()

    def pan() -> None:
        canvas.look(canvas.sight.shifted(7, 3))
        canvas.grab()

    race("a frame while panning at 6 × / 16 ms", sixteen_milliseconds, pan, "≤ 1", 20)


def test_a_frame_while_zooming(canvas, race):
    canvas.fit()
    factors = [1.05, 1 / 1.05]

    def zoom() -> None:
        factors.reverse()
        canvas.zoom(factors[0], QPointF(700, 400))
        canvas.grab()

    race("a frame while zooming, all in sight / 16 ms", sixteen_milliseconds, zoom, "≤ 1", 20)


@pytest.mark.parametrize("near", [1.0, 6.0])
def test_a_frame_while_dragging_one_bubble(canvas, race, near):
    canvas.fit()
    canvas.zoom(near)
    middle = canvas.sight.mm(QPointF(960, 540))
    grabbed = min(
        canvas.sheet.bubbles.values(), key=lambda each: abs(each.x - middle[0]) + abs(each.y - middle[1])
    )
    start = canvas.sight.px((grabbed.x, grabbed.y))
    gesture = MoveBubbles(canvas, grabbed.result.id, Pointer(start, canvas.sight.mm(start)))
    canvas.begin(gesture)
    at = QPointF(start)
    offsets = [QPointF(40, 20), QPointF(45, 22)]
    gesture.move(Pointer(at + offsets[0], canvas.sight.mm(at + offsets[0])))
    canvas.grab()

    def drag() -> None:
        offsets.reverse()
        gesture.move(Pointer(at + offsets[0], canvas.sight.mm(at + offsets[0])))
        canvas.grab()

    race(f"drag one bubble at {near:g} × / 16 ms", sixteen_milliseconds, drag, "≤ 1", 20)
    canvas.cancel()
