"""A file that is read in the background for a page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from kpidesk.desk.problems import DeskProblem
from kpidesk.domain.wording import Refused
from kpidesk.imports.columns import Book, read_book
from kpidesk.ui.jobs import Job, Progress, Stopped, Work
from kpidesk.ui.page import Page


def _read(path: Path, progress: Progress, stopped: Stopped) -> Book:
    """Read a file on the worker."""
    return read_book(path, stopped)


class Reading:
    """Reads one file at a time; of one that cannot be read a sentence tells."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._job: Job | None = None

    def start(
        self,
        path: Path,
        work: Work,
        then: Callable[[Any], object],
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Read a file by `work`; what it returns goes to `then`. Nobody waits for a file before it.

        Args:
            path: the file.
            work: reads it on the worker.
            then: is called with what was read.
            failed: is called where it could not be read, before a sentence tells why.
        """
        self.stop()
        name = self._page.words("Reading {file}", file=path.name)
        self._job = self._page.shell.jobs.start(name, work, partial(self._ended, then, failed))

    def book(self, path: Path, then: Callable[[Book], object]) -> None:
        """Read the sheets of a file."""
        self.start(path, partial(_read, path), then)

    def stop(self) -> None:
        """Nobody waits for the file any more."""
        if self._job is not None:
            self._job.forget()
            self._job = None

    def _ended(self, then: Callable[[Any], object], failed: Callable[[], object], outcome: object) -> None:
        self._job = None
        if isinstance(outcome, Exception):
            failed()
        words, shell = self._page.words, self._page.shell
        if isinstance(outcome, Refused | DeskProblem):
            shell.say(words.told(outcome), bad=True)
        elif isinstance(outcome, Exception):
            name = type(outcome).__name__
            shell.say(words("The file could not be read ({name}).", name=name), bad=True)
        elif outcome is not None:
            then(outcome)
