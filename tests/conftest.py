"""What holds for every test: no network, no warning logged, nothing left over, no wrong place written."""

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kpidesk.actions import desks
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk, save_new
from kpidesk.imports import sample
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests record under *told*, whichever worker they ran on."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, told in getattr(report, "user_properties", ()):
                if name == "told":
                    terminalreporter.write_line(str(told))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a test tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, f"logged: {[record.getMessage() for record in loud]}"


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert not left, f"threads left over: {left}"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """The program's own folders, away from this person's."""
    monkeypatch.setenv("KPIDESK_DATA", str(tmp_path / "data"))
    return Folders(tmp_path / "data")


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2025, 7, 8, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    """Tuesday, 8 July 2025, noon."""
    return Clock()


@pytest.fixture
def new_id() -> Callable[[], str]:
    """Ids that count."""
    numbers = iter(range(1, 10_000_000))
    return lambda: f"id-{next(numbers):08d}"


@pytest.fixture
def desk(clock: Clock, new_id: Callable[[], str]) -> Iterator[Desk]:
    """An empty desk in memory."""
    empty = new_desk(who="tester", clock=clock, new_id=new_id)
    yield empty
    empty.close()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a desk file; read it, do not change it."""
    path = tmp_path_factory.mktemp("sample") / "marrow-valley.kpidesk"
    filled = new_desk(who="tester")
    sample.fill(filled, "marrow-valley", "Sample")
    save_new(filled, path)
    filled.close()
    return path


@pytest.fixture
def marrow(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample to change."""
    path = tmp_path / "marrow-valley.kpidesk"
    path.write_bytes(sample_file.read_bytes())
    return path


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A desk as *New desk* makes it: rings, kinds of links, an empty map."""
    path = tmp_path / "new.kpidesk"
    made = new_desk(who="tester")
    with made.edit("Begin", barrier=True) as edit:
        desks.begin(edit, "New", Words())
    save_new(made, path)
    made.close()
    return path
