"""`kpidesk self-test` as a person runs it who wants to know whether everything is here."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kpidesk.cli import main
from kpidesk.system import resources
from kpidesk.system.paths import Folders

DATA = Path(__file__).parents[1] / "data"
Capture = pytest.CaptureFixture[str]


def lines_of(capsys: Capture, *arguments: object) -> tuple[int, dict[str, str], str]:
    """The exit code, each line by the name of its check, the last line."""
    code = main(["self-test", *map(str, arguments)])
    captured = capsys.readouterr()
    assert captured.err == ""
    *lines, last = captured.out.splitlines()
    return code, {line.split(" s  ")[1].partition(":")[0]: line for line in lines}, last


def test_all_is_here(capsys: Capture, folders: Folders, qapp: object) -> None:
    old = [DATA / "format-1.0.kpidesk", DATA / "wall.heic"]
    before = {path: path.read_bytes() for path in old}
    reached = socket.socket.connect
    code, lines, last = lines_of(capsys, "--quick", *old)
    assert code == 0, lines
    assert last.startswith("kpidesk self-test: all is well")
    assert all(line.startswith("ok ") for line in lines.values())
    assert "10 pages, the manual" in lines["pages of ellerquay-next-step"]
    assert "0 pictures" in lines["Guide and manual"]  # a checkout keeps none
    assert "1.0, 1.1, 1.2" in lines["old formats"]
    assert "format 1.0 → " in lines["file format-1.0.kpidesk"]
    assert "exports of marrow-valley" not in lines
    # Nothing of this person's was touched, and everything is as it was.
    assert {path: path.read_bytes() for path in old} == before
    assert not folders.root.exists()
    assert os.environ["KPIDESK_DATA"] == str(folders.root)
    assert socket.socket.connect is reached


@pytest.fixture
def lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Resources from which something can be taken away, first of all the samples."""
    copy = tmp_path / "program" / "kpidesk" / "resources"
    shutil.copytree(resources.root(), copy)
    shutil.rmtree(copy / "samples")
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path / "program"), raising=False)
    resources.root.cache_clear()
    yield copy
    resources.root.cache_clear()


def test_what_is_missing_is_named_and_the_rest_goes_on(capsys: Capture, lacking: Path, qapp: object) -> None:
    (lacking / "icons" / "orbit.svg").unlink()
    (lacking / "i18n" / "de" / "LC_MESSAGES" / "kpidesk.mo").write_bytes(b"damaged")
    pictures = lacking / "manual" / "de" / "pictures"
    pictures.mkdir()
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0)
    assert picture.save(str(pictures / "room.png"))
    code, lines, last = lines_of(capsys, "--quick", DATA / "marrow-valley.json")
    assert code == 1
    assert "no pictures in de: " in lines["Guide and manual"]
    assert "room" not in lines["Guide and manual"]
    assert lines["icons"].startswith("FAILED")
    assert "orbit.svg" in lines["icons"]
    assert lines["language de"].startswith("FAILED")
    assert lines["file marrow-valley.json"].startswith("FAILED")
    assert lines["samples"].startswith("FAILED")
    assert lines["fonts"].startswith("ok")
    assert last.startswith("kpidesk self-test: 5 failed")


def test_the_first_painting_can_be_timed(folders: Folders) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kpidesk", "self-test", "--first-paint"],
        env={**os.environ, "KPIDESK_DATA": str(folders.root), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
