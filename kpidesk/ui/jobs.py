"""Long work on a worker: Qt-free functions with progress, cancel and a read-only snapshot of the desk."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

Progress = Callable[[int, int], None]
Stopped = Callable[[], bool]


class Work(Protocol):
    """What a job does; it looks at `stopped` often and returns or raises then."""

    def __call__(self, progress: Progress, stopped: Stopped) -> object:
        """Do it."""
        ...


class Job:
    """One piece of work that was begun."""

    def __init__(
        self, name: str, ended: Callable[[object], None], progress: Progress, *, quiet: bool
    ) -> None:
        self.name = name
        self.quiet = quiet
        self.stopped = False
        self.ended: Callable[[object], None] = ended
        self.progress: Progress = progress
        self.done = self.count = 0  # steps; count 0 while nobody knows

    def stop(self) -> None:
        """Ask the work to stop."""
        self.stopped = True

    def forget(self) -> None:
        """Ask the work to stop; whoever wanted it is gone and is not told."""
        self.stopped = True
        self.ended = self.progress = _nobody


def _nobody(*_: object) -> None:
    pass


class _Runner(QRunnable):
    """Does a job's work on the worker."""

    def __init__(self, job: Job, work: Work, jobs: "Jobs") -> None:
        super().__init__()
        self._job, self._work, self._jobs = job, work, jobs

    def run(self) -> None:
        """See QRunnable."""
        job, jobs, outcome = self._job, self._jobs, None
        try:
            outcome = self._work(
                lambda done, count: jobs.progressed.emit(job, done, count), lambda: job.stopped
            )
        except Exception as error:  # noqa: BLE001 - a worker's failure must reach the person
            outcome = error
        jobs.finished.emit(job, outcome)


class Jobs(QObject):
    """The jobs of a window, one after the other. `changed` tells that one began, went on or ended.

    `failed` gives what a job raised, whoever is told of it besides.

    Quiet jobs (previews) are not shown to the person and do not keep the window from closing.
    """

    changed = Signal()
    failed = Signal(object)
    # From the worker to the window's thread.
    progressed = Signal(object, int, int)
    finished = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._running: list[Job] = []
        # Kept until this thread has heard of the end: the last reference to what a job holds, which may
        # be a page, must not go on the worker.
        self._runners: dict[Job, _Runner] = {}
        self.progressed.connect(self._go_on)
        self.finished.connect(self._end)

    @property
    def shown(self) -> Job | None:
        """The job that the person is shown."""
        return next((job for job in self._running if not job.quiet), None)

    @property
    def busy(self) -> bool:
        """Whether any job goes on, quiet ones too."""
        return bool(self._running)

    def start(
        self,
        name: str,
        work: Work,
        ended: Callable[[object], None],
        *,
        progress: Progress = lambda _done, _count: None,
        quiet: bool = False,
    ) -> Job:
        """Begin a job.

        Args:
            name: what the person is told that is going on.
            work: what to do on the worker.
            ended: called on the window's thread with what was returned, or the exception.
            progress: called on the window's thread with steps done and their count.
            quiet: not shown to the person.
        """
        job = Job(name, ended, progress, quiet=quiet)
        self._running.append(job)
        runner = self._runners[job] = _Runner(job, work, self)
        runner.setAutoDelete(False)
        self._pool.start(runner)
        self.changed.emit()
        return job

    def stop_all(self) -> None:
        """Stop everything and wait for it; nobody is told any more."""
        for job in self._running:
            job.stop()
        self._running.clear()
        self._pool.waitForDone()
        self._runners.clear()
        self.changed.emit()

    def _go_on(self, job: Job, done: int, count: int) -> None:
        if job in self._running:
            job.done, job.count = done, count
            job.progress(done, count)
            self.changed.emit()

    def _end(self, job: Job, outcome: object) -> None:
        self._runners.pop(job, None)
        if job in self._running:
            self._running.remove(job)
            if isinstance(outcome, Exception):
                self.failed.emit(outcome)
            job.ended(outcome)
            self.changed.emit()
