"""This computer, this person and this process, as a lock file names them."""

import getpass
import os
import platform
import secrets
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds something: enough to tell whether that process still runs.

    The token tells two holds of one process apart.
    """

    person: str
    machine: str
    process: int
    started: float
    boot: float
    since: str = ""
    token: str = ""


def person() -> str:
    """The name of the person at this computer, as the system knows it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no password entry and no variable, as in some containers
        return "unknown"


def this_process(since: str) -> Holder:
    """The holder that this process is; `since` is an ISO time."""
    process = psutil.Process()
    return Holder(
        person=person(),
        machine=platform.node(),
        process=os.getpid(),
        started=process.create_time(),
        boot=psutil.boot_time(),
        since=since,
        token=secrets.token_hex(8),
    )


def is_gone(holder: Holder) -> bool:
    """Whether the holder was a process of this machine that runs no more.

    A process number is used again sooner or later, so its start must match as well: by the clock or,
    since setting the clock shifts what some systems tell, by the time since the machine was started.
    """
    if holder.machine != platform.node():
        return False
    try:
        process = psutil.Process(holder.process)
        started, boot = process.create_time(), psutil.boot_time()
        same = abs(started - holder.started) < 2 or abs((started - boot) - (holder.started - holder.boot)) < 2
        return not same or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
    except psutil.AccessDenied:
        return False
