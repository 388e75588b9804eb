"""Forks a child for each desk it is told of; the child edits and publishes until it is killed.

The child tells on standard output what it is about to do and what it has done, a line each:
`C` a commit begins, `c N` edit N is acknowledged, `P N` publishing edit N begins, `p` it has ended.
"""

import os
import signal
import sys
import traceback
from pathlib import Path

from kpidesk.desk.workfile import open_desk
from kpidesk.domain.results import Ring
from kpidesk.system.paths import Folders


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def work(path: str, data: str, publish_every: int) -> None:
    opened = open_desk(Path(path), Folders(Path(data)), who="worker")
    desk = opened.desk
    desk._rows.driver.set_trace_callback(lambda sql: say("C") if sql == "COMMIT" else None)
    number = desk.last_edit
    say("ready")
    while True:
        number += 1
        with desk.edit(f"Edit {number}") as edit:
            edit.put(
                Ring(id=f"ring {number % 7}", position=number % 7, name=f"name {number}", reach="x" * 3000)
            )
        say("c", number)
        if number % publish_every == 0:
            say("P", number)
            opened.publish()
            say("p")


def main() -> None:
    for line in sys.stdin:
        path, data, publish_every = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            try:
                work(path, data, int(publish_every))
            finally:
                traceback.print_exc()
                os._exit(1)
        say("pid", child)
        _, status = os.waitpid(child, 0)
        say("gone", os.WTERMSIG(status) if os.WIFSIGNALED(status) else -1, int(signal.SIGKILL))


main()
