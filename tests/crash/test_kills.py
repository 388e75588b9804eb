"""A program killed at any moment loses nothing that it had acknowledged.

A kill is not a power cut: what the system has taken is kept by it. What a power cut could do is the
business of SQLite's synchronous FULL and of the fsync calls, which this test cannot show.
"""

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpidesk.desk.workfile import new_desk, open_desk, read_desk, save_new
from kpidesk.domain.results import Ring
from kpidesk.system.paths import Folders

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker forks")
KILLS, INSIDE, AT_MOST = 100, 15, 500


class Worker:
    """The forking process and the lines that it and its children write."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("worker.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.rest = b""

    def lines(self, until: float) -> Iterator[str]:
        """Lines as they come, up to a moment of the monotonic clock."""
        assert self.process.stdout is not None
        while True:
            while b"\n" in self.rest:
                line, self.rest = self.rest.split(b"\n", 1)
                yield line.decode()
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                return
            more = os.read(self.process.stdout.fileno(), 65536)
            assert more, "the worker has ended"
            self.rest += more

    def kill_one(self, path: Path, data: Path, publish_every: int, after: float) -> list[str]:
        """Let a child work and kill it `after` seconds from when it is ready; what it had said."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{path}\t{data}\t{publish_every}\n".encode())
        self.process.stdin.flush()
        said: list[str] = []
        child, killed, until = 0, False, time.monotonic() + 60
        while not any(line.startswith("gone") for line in said):
            assert time.monotonic() < until + 5, f"the worker hangs: {said[-5:]}"
            for line in self.lines(until):
                said.append(line)
                if line.startswith("pid"):
                    child = int(line.split()[1])
                elif line == "ready":
                    until = time.monotonic() + after
                    break
                elif line.startswith("gone"):
                    break
            if not killed and "ready" in said and time.monotonic() >= until:
                os.kill(child, signal.SIGKILL)
                killed, until = True, time.monotonic() + 60
        assert said[-1] == f"gone {int(signal.SIGKILL)} {int(signal.SIGKILL)}"
        return [line for line in said if line.split()[0] in {"C", "c", "P", "p"}]

    def close(self) -> None:
        self.process.communicate(timeout=60)


@pytest.fixture
def worker() -> Iterator[Worker]:
    started = Worker()
    yield started
    started.close()


def expected(last: int) -> dict[str, str]:
    """The names of all rings after edit `last`."""
    return {f"ring {number % 7}": f"name {number}" for number in range(1, last + 1)}


def test_kills_lose_nothing(worker: Worker, tmp_path: Path, folders: Folders, record_property) -> None:
    path = tmp_path / "desk.kpidesk"
    empty = new_desk(who="tester")
    save_new(empty, path)
    empty.close()
    chance = random.Random(2025)
    kills = in_commit = in_publish = acknowledged = 0
    published = {0}
    while kills < KILLS or min(in_commit, in_publish) < INSIDE:
        assert kills < AT_MOST, f"only {in_commit} kills inside a commit, {in_publish} inside a publish"
        said = worker.kill_one(path, folders.root, chance.choice((2, 40)), chance.uniform(0, 0.03))
        kills += 1
        in_commit += bool(said) and said[-1] == "C"
        in_publish += bool(said) and said[-1].startswith("P")
        acknowledged = max([acknowledged, *(int(line[2:]) for line in said if line.startswith("c"))])
        published |= {int(line[2:]) for line in said if line.startswith("P")}

        on_disk = read_desk(path)
        assert on_disk.integrity() == ()
        assert on_disk.last_edit in published
        assert {ring.id: ring.name for ring in on_disk.find(Ring)} == expected(on_disk.last_edit)
        on_disk.close()

        opened = open_desk(path, folders)  # the stale lock is no question
        assert not opened.conflict
        assert acknowledged <= opened.desk.last_edit <= acknowledged + 1
        acknowledged = opened.desk.last_edit
        assert {ring.id: ring.name for ring in opened.desk.find(Ring)} == expected(acknowledged)
        assert opened.desk.integrity() == ()
        opened.close()
    assert not [file for file in tmp_path.iterdir() if file.suffix == ".lock"]
    record_property("kills", kills)
    record_property("inside a commit", in_commit)
    record_property("inside a publish", in_publish)
    print(f"{kills} kills, {in_commit} inside a commit, {in_publish} inside a publish")
