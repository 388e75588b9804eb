"""The map with 1,000 results and 1,500 links: frames in sight, panning, zooming, dragging; edits."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QCoreApplication, QPointF

from kpidesk.actions import maps
from kpidesk.actions import results as actions
from kpidesk.desk.workfile import open_desk, read_desk, save_new
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Layout, Link, LinkKind, Map, Placement, Result, Ring
from kpidesk.drawing.palette import LIGHT
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.results.canvas import MapCanvas
from kpidesk.ui.results.looking import Looking
from kpidesk.ui.results.selection import Selection
from kpidesk.ui.results.sheet import Sheet
from kpidesk.ui.results.tools import MoveBubbles, Pointer
from kpidesk.ui.results.work import MapWork
from kpidesk.ui.start import application
from kpidesk.ui.window import Window

LINKS = 1_500


class Held:
    """As much of a session as the map needs to look at a desk."""

    def __init__(self, desk):
        self.desk = desk


def sixteen_milliseconds() -> None:
    end = perf_counter() + 0.016
    while perf_counter() < end:
        pass


def more_links(results: list[Result], pattern: Link) -> list[Link]:
    """As many as are missing to 1,500."""
    return [
        replace(
            pattern, id=f"more{n:04d}", code=f"L{2000 + n}", source=results[n].id,
            target=results[(n + 3) % len(results)].id,
        )
        for n in range(LINKS - len(results))
    ]  # fmt: skip


@pytest.fixture
def canvas(qtbot, big_file):
    application()
    desk = read_desk(big_file)
    kinds = (Ring, Map, LinkKind, Result, Placement, Measure, Link)
    records = [record for kind in kinds for record in desk.find(kind)]
    desk.close()
    results = [record for record in records if isinstance(record, Result)]
    records += more_links(results, next(record for record in records if isinstance(record, Link)))
    held = Collection(records)
    held.writable = True
    looking = Looking()
    looking.read(held)
    sheet, selection = Sheet(LIGHT, Words()), Selection()
    sheet.read(held, looking.map_id, Layout.RADIAL)
    shown = MapCanvas(MapWork(Held(held), Words(), sheet, looking), sheet, selection, Words())
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


# -- edits


@pytest.fixture
def linked_file(big_file: Path, tmp_path: Path) -> Path:
    """The large desk with 1,500 links."""
    path = tmp_path / "linked.kpidesk"
    path.write_bytes(big_file.read_bytes())
    opened = open_desk(path, Folders(tmp_path / "before"), who="bench")
    with opened.desk.edit("Links", barrier=True) as edit:
        for link in more_links([*edit.find(Result)], edit.find(Link)[0]):
            edit.put(link)
    path.unlink()
    save_new(opened.desk, path)
    opened.close(set_aside=True)
    return path


@pytest.fixture
def window(qtbot, linked_file: Path, tmp_path: Path) -> Iterator[Window]:
    """The results page of that desk, in a window of a usual size."""
    application()
    shown = Window(Words(), Folders(tmp_path / "data"))
    shown.resize(1366, 768)
    with qtbot.waitExposed(shown):
        shown.show()
    qtbot.waitUntil(lambda: shown._furnished, timeout=10_000)
    assert shown.open(linked_file)
    shown.go("results")
    painted()
    yield shown
    shown.jobs.stop_all()


def painted() -> None:
    for _ in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents()


@pytest.fixture
def raw(linked_file: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the file beside the working copy, with the same pragmas and nothing else."""
    (tmp_path / "data").mkdir(exist_ok=True)
    path = tmp_path / "data" / "raw.db"
    path.write_bytes(linked_file.read_bytes())
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    yield connection
    connection.close()


@pytest.mark.parametrize("what", ["rename", "move", "link"])
def test_an_edit_through_the_window(window, raw, race, what):
    session, numbers, others = window.pages["results"].session, count(), count()
    ids = [each.id for each in session.desk.find(Result)]
    shown, kind = session.desk.find(Map)[0].id, session.desk.find(LinkKind)[0].id

    def ours() -> None:
        number = next(numbers)
        if what == "rename":
            session.do("Rename", actions.rename, ids[500], f"Everybody has water {number}.")
        elif what == "move":
            session.do("Move", maps.move, shown, {ids[500]: (0.1 + number % 2 * 0.03, 0.05)}, {})
        else:
            session.do("Link", actions.link, ids[500], ids[600 + number], kind)
        painted()

    def floor() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE result SET statement = ? WHERE id = ?", (f"Water {next(others)}", ids[500]))
        raw.execute("COMMIT")

    row = f"edit ({what}) through the window, 1,000 results / raw commit"
    race(row, floor, ours, "≤ 60 ms", 20)
