"""The program itself fails while a desk is open: the window says so and goes on, the report has no texts."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.results import Result
from kpidesk.domain.wording import Refused
from kpidesk.exports.as_json import write_json
from kpidesk.system.paths import Folders
from kpidesk.ui.window import Window

# A slot that fails as any of ours might: with a text of the desk in hand, in its message and its arguments.
SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from kpidesk.ui import start
from kpidesk.domain.results import Result

class Failing(start.Window):
    def show_session(self, session):
        super().show_session(session)
        self.commands.run("go.results")
        for step in (self.fail, self.fail, self.end):
            QTimer.singleShot(0, step)
    def fail(self):
        statements = [each.statement for each in self.session.desk.find(Result)]
        raise ValueError("no place for " + statements[0], statements)
    def end(self):
        print(*(label.text() for label in self.notice.findChildren(QLabel)))
        print("on", self.current)
        self.close()
        QApplication.quit()

start.Window = Failing
sys.exit(start.open_window(Path(sys.argv[1])))
"""


@pytest.fixture
def ran(marrow: Path, folders: Folders) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KPIDESK_DATA": str(folders.root), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, str(marrow)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def texts_of(value: object) -> list[str]:
    """Every text in what JSON holds that is long enough to be known again."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts_of(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts_of(each)]
    return [value] if isinstance(value, str) and len(value) > 7 else []


def test_a_failure_is_told_and_written_down_without_texts(
    ran: subprocess.CompletedProcess[str], marrow: Path, folders: Folders, tmp_path: Path
) -> None:
    assert ran.returncode == 0, ran.stderr
    assert "KPI Desk itself failed (ValueError)" in ran.stdout
    assert "on results" in ran.stdout  # and the window went on
    (report,) = folders.reports.iterdir()  # once, however often it fails in that place
    with zipfile.ZipFile(report) as archive:
        told = "\n".join(archive.read(name).decode() for name in archive.namelist())
    assert "builtins.ValueError" in told
    assert "fail\n" in told
    for key in ("started", "desk.opened", "go.results", "failed"):
        assert f" {key}\n" in told
    desk = read_desk(marrow)
    write_json(desk, tmp_path / "desk.json")
    statements = {each.statement for each in desk.find(Result)}
    desk.close()
    texts = set(texts_of(json.loads((tmp_path / "desk.json").read_text())))
    assert statements <= texts
    assert [text for text in texts if text in told and text != "KPI Desk"] == []
    assert marrow.stem not in told


def test_what_a_job_raises_is_written_down_if_it_is_ours(
    qtbot: QtBot, folders: Folders, window: Window
) -> None:
    told: list[object] = []

    def refused(_progress: object, _stopped: object) -> object:
        raise Refused("{file} is no photo. A JPEG, PNG or HEIC file is wanted.", file="Ana Iyer.pdf")

    def failed(_progress: object, _stopped: object) -> object:
        raise KeyError("Ana Iyer")

    window.jobs.start("Reading", refused, told.append)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert not list(folders.reports.iterdir())
    window.jobs.start("Reading", failed, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    (report,) = folders.reports.iterdir()
    with zipfile.ZipFile(report) as archive:
        text = archive.read("report.txt").decode()
    assert "builtins.KeyError" in text
    assert " failed\n" in text
    assert "Ana" not in text
