"""Qt's and Python's halves of widgets go together, and on the window's thread."""

import gc
import threading

import shiboken6
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kpidesk.ui import garbage
from kpidesk.ui.garbage import GarbageCollector, forget_gone, throw_away
from tests.ui.conftest import Person, let_go


def test_a_worker_collects_nothing(person: Person) -> None:
    threads: set[str] = set()
    ended: list[object] = []

    def look(phase: str, info: dict[str, int]) -> None:
        threads.add(threading.current_thread().name)

    def work(progress: object, stopped: object) -> object:
        for _ in range(200_000):
            cycle: list[object] = []
            cycle.append(cycle)
        return None

    GarbageCollector(person.window)  # other tests may have switched automatic collecting on again
    gc.callbacks.append(look)
    try:
        person.window.jobs.start("Allocate", work, ended.append)
        person.wait(lambda: bool(ended))
        person.wait(lambda: bool(threads))  # what the worker left is collected by the window
    finally:
        gc.callbacks.remove(look)
    assert threads == {threading.main_thread().name}


def test_what_is_thrown_away_stays_whole_until_qt_has_destroyed_it(person: Person) -> None:
    forget_gone()
    before = len(garbage._going)
    widget = QWidget(person.window)
    inside = QVBoxLayout(widget)
    inside.addWidget(QLabel("inside"))
    throw_away(widget)
    del widget, inside
    gc.collect()
    assert len(garbage._going) == before + 1
    assert all(shiboken6.isValid(each) for each in garbage._going[-1])
    let_go()
    forget_gone()
    assert len(garbage._going) <= before
