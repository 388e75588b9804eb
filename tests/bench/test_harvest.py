"""Typing one more note into a desk that holds 20,000: Enter to ready, against the bare commit."""

import shutil
from dataclasses import replace
from itertools import count

from PySide6.QtCore import QCoreApplication, Qt

from kpidesk.desk.images import to_cells
from kpidesk.desk.schema import TABLES
from kpidesk.domain.gallery import Note
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.start import application
from kpidesk.ui.window import Window


def ready() -> None:
    for _ in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents()


def test_one_more_note(race, big_file, tmp_path, qtbot):
    application()
    path = tmp_path / "big.kpidesk"
    shutil.copyfile(big_file, path)
    window = Window(Words(), Folders(tmp_path / "data"))
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: window._furnished, timeout=10_000)
    assert window.open(path)
    window.go("gallery")
    page = window.pages["gallery"]
    page.show_view("harvest")
    page.harvest.show_poster(list(page.book.posters)[7])
    line = page.harvest.entry.line
    ready()
    desk = page.session.desk
    desk._new_id = map("o{:06d}".format, count(1)).__next__  # after the others, as ids of the time are
    driver, numbers = desk._rows.driver, count(1)
    columns = [column.name for column in TABLES[Note].columns]
    note = desk.find(Note, id="n000007")[0]

    def floor() -> None:
        number = next(numbers)
        cells = to_cells(replace(note, id=f"z{number:06d}", code=f"Z{number}"))
        marks = ", ".join(f":{name}" for name in columns)
        driver.execute("BEGIN IMMEDIATE")
        driver.execute(f"INSERT INTO {TABLES[Note].name} VALUES ({marks})", cells)
        driver.execute("COMMIT")

    def ours() -> None:
        line.setPlainText(f"c: u5 b2 one more note {next(numbers)}")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        ready()

    race("one more note, typed, 20,000 there", floor, ours, "≤ 10", rounds=20)
    window.jobs.stop_all()
    window.close()
