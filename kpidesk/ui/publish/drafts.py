"""Drafts in the background: the PDF of the piece that is looked at, and what does not fit on all pieces."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from kpidesk.exports.job import Cancelled, Findings, counted, findings, prepare, write_piece
from kpidesk.exports.pieces import Options, Piece
from kpidesk.exports.preview import Pixels, render
from kpidesk.exports.tiling import Count
from kpidesk.system.words import Words
from kpidesk.ui.jobs import Job, Jobs, Progress, Stopped
from kpidesk.ui.session import Session

Key = tuple[object, ...]


def _looks(options: Options) -> Key:
    """What decides how something is drawn, besides the desk."""
    return options.paper, options.words.language, options.layout, options.part, options.ink, options.papers


@dataclass(frozen=True, slots=True)
class Seen:
    """A page of a draft."""

    pixels: Pixels


@dataclass(frozen=True, slots=True)
class Checked:
    """What does not fit or has no glyph in all that is chosen."""

    warnings: tuple[str, ...]


class Drafts:
    """Made over snapshots, one after the other; a newer one stops an older one of its kind.

    Files and what was found on single pieces are kept as long as the desk stays as it is: turning pages
    draws nothing anew, and ticking one more kind looks through that one only.
    """

    def __init__(self, session: Session, jobs: Jobs, words: Words) -> None:
        self._session, self._jobs, self._words = session, jobs, words
        self._place = tempfile.TemporaryDirectory(prefix="kpidesk-", ignore_cleanup_errors=True)
        self._names = count()
        self._files: dict[Key, Path] = {}
        self._known: tuple[Key, tuple[str, ...]] | None = None
        self._found: tuple[Key, Findings] = ((), {})
        self._drawing: Job | None = None
        self._checking: Job | None = None
        self._count: tuple[Key, Count] | None = None
        self._counting: Job | None = None

    @property
    def files(self) -> dict[Piece, Path]:
        """The drafts that there are of the desk as it is."""
        return {piece: path for (_, piece, *_), path in self._files.items() if isinstance(piece, Piece)}

    def draw(
        self, piece: Piece, options: Options, page: int, room: tuple[int, int], then: Callable[[object], None]
    ) -> None:
        """Draw a page of a piece to fit a room in pixels; `then` is given Seen or what was raised.

        Raises:
            DeskProblem: the desk cannot be read.
        """
        key = (self._session.desk.last_edit, piece, *_looks(options))
        snapshot = None if key in self._files else self._session.desk.snapshot()
        path = Path(self._place.name) / f"{next(self._names)}.pdf"

        def work(progress: Progress, stopped: Stopped) -> object:
            if snapshot is not None:
                try:
                    if stopped():
                        raise Cancelled
                    write_piece(snapshot, piece, options, path)
                finally:
                    snapshot.close()
                self._forget_older(key)
                self._files[key] = path
            return Seen(render(self._files[key], page, *room))

        self._drawing = self._jobs.start(self._words("Preview"), work, then, quiet=True)

    def _forget_older(self, key: Key) -> None:
        """Of a desk that has changed meanwhile nothing is looked at again."""
        for old in [each for each in self._files if each[0] != key[0]]:
            self._files.pop(old).unlink(missing_ok=True)

    # -- what does not fit

    def state(self, options: Options) -> Key:
        """What a finding holds for: these options and the desk as it is."""
        return self._session.desk.last_edit, options.what, *_looks(options)

    def known(self, options: Options) -> tuple[str, ...] | None:
        """What was found for these options on the desk as it is, None while nobody has looked."""
        return self._known[1] if self._known and self._known[0] == self.state(options) else None

    def remember(self, state: Key, warnings: tuple[str, ...]) -> None:
        """Take note of what an export has found."""
        self._known = (state, warnings)

    def check(self, options: Options, then: Callable[[object], None]) -> None:
        """Find out what does not fit; `then` is given Checked or what was raised.

        Raises:
            DeskProblem: the desk cannot be read.
        """
        key, snapshot = self.state(options), self._session.desk.snapshot()
        each = self._found_on_each(options)

        def work(progress: Progress, stopped: Stopped) -> object:
            try:
                found = Checked(findings(snapshot, options, each, stopped))
            finally:
                snapshot.close()
            self._known = (key, found.warnings)
            return found

        self._checking = self._jobs.start(self._words("Check"), work, then, quiet=True)

    def _found_on_each(self, options: Options) -> Findings:
        """What was found on single pieces of the desk as it is, whatever is ticked."""
        key = (self._session.desk.last_edit, options.tile, *_looks(options))
        if self._found[0] != key:
            self._found = (key, {})
        return self._found[1]

    # -- how many sheets

    def count(self, options: Options) -> Count | None:
        """How many sheets were counted for these options on the desk as it is, None while nobody has."""
        return self._count[1] if self._count and self._count[0] == self._cut_state(options) else None

    def _cut_state(self, options: Options) -> Key:
        return *self.state(options), options.tile

    def count_all(self, options: Options, then: Callable[[object], None]) -> None:
        """Count the sheets; `then` is given a Count or what was raised.

        Raises:
            DeskProblem: the desk cannot be read.
        """
        key, snapshot = self._cut_state(options), self._session.desk.snapshot()

        def work(progress: Progress, stopped: Stopped) -> object:
            try:
                found = counted(prepare(snapshot, options, stopped))
            finally:
                snapshot.close()
            self._count = (key, found)
            return found

        self._counting = self._jobs.start(self._words("Check"), work, then, quiet=True)

    # -- ending

    def stop(self) -> None:
        """Stop what goes on; it is not wanted any more."""
        for job in (self._drawing, self._checking, self._counting):
            if job is not None:
                job.stop()

    def give_up(self) -> None:
        """Nobody is told any more, and the files go."""
        for job in (self._drawing, self._checking, self._counting):
            if job is not None:
                job.forget()
        self._place.cleanup()
