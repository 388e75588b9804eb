"""One open desk in the window: actions, undo, and publishing in the background.

Everything that changes the desk passes here, so that the window hears of each change once and a
refusal never loses what was typed.
"""

import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from enum import Enum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from kpidesk.desk.backups import EVERY, TIMER, Copying
from kpidesk.desk.problems import ChangedOnDisk, DeskProblem
from kpidesk.desk.publishing import Publication, State, next_publishing
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import OpenDesk, save_new
from kpidesk.domain.wording import Refused
from kpidesk.system.clock import Clock
from kpidesk.system.clock import now as real_now

_TRY_AGAIN: Final = 30_000  # ms


class Saved(Enum):
    """How the file stands."""

    SAVED = "saved"
    SAVING = "saving"
    WAITING = "waiting"
    FAILED = "failed"


class _BackUp(QRunnable):
    """Writes a backup on a worker; tells by the signal that it is given."""

    def __init__(self, copying: Copying, tell: Callable[[object], None]) -> None:
        super().__init__()
        self.edit = copying.edit
        self.problem: DeskProblem | None = None
        self._copying, self._tell = copying, tell

    def run(self) -> None:
        """See QRunnable."""
        try:
            self._copying.run()
        except DeskProblem as problem:
            self.problem = problem
        except Exception as error:  # noqa: BLE001 - a worker's failure must reach the person
            self.problem = _own_failure(error)
        finally:
            self._copying.close()
        self._tell(self)


def _own_failure(error: Exception) -> DeskProblem:
    return DeskProblem("KPI Desk itself failed ({name}).", name=type(error).__name__)


class _Run(QRunnable):
    """Publishes on a worker; tells by the signal that it is given."""

    def __init__(self, publication: Publication, tell: Callable[[object], None], *, overwrite: bool) -> None:
        super().__init__()
        self.outcome: State | DeskProblem | None = None
        self._publication = publication
        self._tell = tell
        self._overwrite = overwrite

    def run(self) -> None:
        """See QRunnable."""
        try:
            self.outcome = self._publication.run(overwrite=self._overwrite)
        except DeskProblem as problem:
            self.outcome = problem
        except Exception as error:  # noqa: BLE001 - a worker's failure must reach the person
            self.outcome = _own_failure(error)
        finally:
            self._publication.close()
        self._tell(self)


class Session(QObject):
    """An open desk.

    `changed` carries a Change, `refused` what was raised (Refused or DeskProblem), `saved` a Saved and,
    where that failed, the DeskProblem. `backed_up` tells that there is another backup. Every half hour in
    which something was done one is made in the background.
    """

    changed = Signal(object)
    refused = Signal(object)
    saved = Signal(object, object)
    backed_up = Signal()
    _published = Signal(object)
    _copied = Signal(object)

    def __init__(self, opened: OpenDesk, parent: QObject | None = None, *, clock: Clock = real_now) -> None:
        super().__init__(parent)
        self._opened = opened
        self._clock = clock
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.publish)
        self._published.connect(self._take_note)
        self._run: _Run | None = None
        self._backing_up: _BackUp | None = None
        self._copied.connect(self._backup_ended)
        self._last_backup = opened.desk.last_edit
        self._half_hours = QTimer(self)
        self._half_hours.setInterval(EVERY // timedelta(milliseconds=1))
        self._half_hours.timeout.connect(self.back_up_if_changed)
        self._half_hours.start()
        self._started = self._finished = self._took = 0.0
        opened.desk.listeners.append(self._heard)
        if opened.unpublished:
            self._wait_for_publishing()

    @property
    def desk(self) -> Desk:
        """The desk, to read from."""
        return self._opened.desk

    @property
    def path(self) -> Path:
        """The person's file."""
        return self._opened.path

    @property
    def recovered(self) -> bool:
        """Whether edits came back that had not reached the file."""
        return self._opened.recovered

    @property
    def conflict(self) -> bool:
        """Whether somebody else changed the file meanwhile."""
        return self._opened.conflict

    def do(
        self,
        label: str,
        action: Callable[..., Any],
        *arguments: object,
        typing: str | None = None,
        barrier_before: bool = False,
    ) -> bool:
        """Run an action as one edit, see `Desk.edit`; whether it was taken. `refused` tells of a refusal."""
        try:
            with self.desk.edit(label, typing=typing, barrier_before=barrier_before) as edit:
                action(edit, *arguments)
        except (Refused, DeskProblem) as refusal:
            self.refused.emit(refusal)
            return False
        return True

    def undo(self) -> None:
        """Take the last step back."""
        self._again(self.desk.undo)

    def redo(self) -> None:
        """Do the last undone step again."""
        self._again(self.desk.redo)

    def _again(self, step: Callable[[], object]) -> None:
        try:
            step()
        except DeskProblem as problem:
            self.refused.emit(problem)

    # -- backups

    def back_up(self, reason: str) -> bool:
        """Make a backup before something risky; whether there is one now. A problem is told by `refused`.

        Args:
            reason: why, as a key of small letters that stands in the file's name.
        """
        try:
            with closing(self._copying(reason)) as copying:
                copying.run()
        except DeskProblem as problem:
            self.refused.emit(problem)
            return False
        self._last_backup = copying.edit
        self.backed_up.emit()
        return True

    def back_up_if_changed(self) -> None:
        """Make a backup in the background if something was done since the last one."""
        if self._backing_up is not None or self.desk.last_edit == self._last_backup:
            return
        try:
            self._backing_up = _BackUp(self._copying(TIMER), self._copied.emit)
        except DeskProblem as problem:
            self.refused.emit(problem)
            return
        self._backing_up.setAutoDelete(False)
        self._pool.start(self._backing_up)

    def _copying(self, reason: str) -> Copying:
        return Copying(self.desk, self._opened.backups, reason, self._clock())

    def _backup_ended(self, run: _BackUp) -> None:
        self._backing_up = None
        if run.problem is not None:
            self.refused.emit(run.problem)
            return
        self._last_backup = run.edit
        self.backed_up.emit()

    # -- publishing

    def publish(self, *, overwrite: bool = False) -> None:
        """Begin to publish, unless that is under way."""
        if self._run is not None or not (self._opened.unpublished or overwrite):
            return
        self._started = time.monotonic()
        self.saved.emit(Saved.SAVING, None)
        try:
            publication = self._opened.prepare()
        except DeskProblem as problem:
            self.saved.emit(Saved.FAILED, problem)
            return
        self._run = _Run(publication, self._published.emit, overwrite=overwrite)
        self._run.setAutoDelete(False)
        self._pool.start(self._run)

    def save_copy(self, path: Path) -> bool:
        """Write the desk as it is to a new file; whether that went well."""
        try:
            save_new(self.desk, path)
        except DeskProblem as problem:
            self.refused.emit(problem)
            return False
        return True

    def flush(self) -> DeskProblem | None:
        """Publish what is left and wait for it; the problem when the file could not be updated.

        A file that somebody else has changed is a problem as well: it is not overwritten.
        """
        self._timer.stop()
        self._pool.waitForDone()
        if self._run is not None:  # it has ended, but its signal waits behind us
            self._take_note(self._run)
            self._timer.stop()
        try:
            if self._opened.unpublished:
                self._opened.publish()
        except DeskProblem as problem:
            return problem
        return None

    def close(self, *, set_aside: bool = False) -> None:
        """Give the desk up; what was not published waits in the working copy.

        With `set_aside` it was saved elsewhere, and the file is opened as it is next time.
        """
        self._timer.stop()
        self._half_hours.stop()
        self._published.disconnect()
        self._copied.disconnect()
        self._pool.waitForDone()
        self._opened.close(set_aside=set_aside)

    def _heard(self, change: object) -> None:
        self._wait_for_publishing()
        self.changed.emit(change)

    def _wait_for_publishing(self) -> None:
        due = next_publishing(time.monotonic(), self._finished, self._took)
        self._timer.start(max(0, round((due - time.monotonic()) * 1000)))
        if self._run is None and not self.conflict:
            self.saved.emit(Saved.WAITING, None)

    def _take_note(self, run: _Run) -> None:
        if run is not self._run:
            return  # taken note of already
        self._run, outcome = None, run.outcome
        self._finished = time.monotonic()
        self._took = self._finished - self._started
        if isinstance(outcome, State):
            self._opened.finished(outcome)
            if self._opened.unpublished:
                self._wait_for_publishing()
            else:
                self.saved.emit(Saved.SAVED, None)
        else:
            if isinstance(outcome, ChangedOnDisk):
                self._opened.conflict = True
            else:  # the disk may have room or be back soon
                self._timer.start(_TRY_AGAIN)
            self.saved.emit(Saved.FAILED, outcome)
