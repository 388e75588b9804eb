"""Photos that are dropped or chosen: read in the background, kept as one step, and told where they went."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal

from kpidesk.actions import photos as actions
from kpidesk.desk.problems import DeskProblem
from kpidesk.domain.gallery import Photo, Poster
from kpidesk.domain.photos import SortedPhoto
from kpidesk.drawing.paper import SHEETS
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.jobs import Job, Progress, Stopped
from kpidesk.ui.page import Page

if TYPE_CHECKING:
    from kpidesk.ui.gallery.photo_reading import Read


def dropped(data: QMimeData) -> list[Path]:
    """The photos among what is dropped."""
    from kpidesk.imports.photos import ENDINGS  # noqa: PLC0415 - late: Pillow

    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower().lstrip(".") in ENDINGS]


class PhotoTaker(QObject):
    """Takes photos in. `went_on` tells how many of how many are read, `ended` that the job is done."""

    went_on = Signal(int, int)
    ended = Signal()
    unsorted = Signal()  # some belong to no poster: a person says to which

    def __init__(self, page: Page, work: Work) -> None:
        super().__init__()
        self._page, self._work, self._words = page, work, page.words
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether photos are being read."""
        return self._job is not None

    def why_not(self) -> str:
        """Why no photos can be taken in just now."""
        if self._work.book.gallery is None:
            return self._words("Begin a gallery first.")
        if self.busy:
            return self._words("Photos are being read already.")
        return self._page.read_only()

    def ask(self) -> None:
        """Let the person choose photos."""
        paths = self._page.shell.questions.photo_files()
        if paths:
            self.take(paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Read photos in the background."""
        gallery = self._work.book.gallery
        if self.why_not() or gallery is None or not paths:
            return
        try:
            snapshot = self._work.session.desk.snapshot()
        except DeskProblem as problem:
            self._page.shell.say(self._words.told(problem), bad=True)
            return
        from kpidesk.ui.gallery.photo_reading import Reading  # noqa: PLC0415 - late: Pillow, reportlab

        paper = self._page.shell.settings.get("paper", "A1")
        day = datetime.now().astimezone().date()
        reading = Reading(
            snapshot, gallery.id, paper if paper in SHEETS else "A1", self._words, day, tuple(paths)
        )

        def work(progress: Progress, stopped: Stopped) -> object:
            try:
                return reading(progress, stopped)
            finally:
                snapshot.close()

        self._job = self._page.shell.jobs.start(
            self._words("Reading photos"), work, partial(self._read, gallery.id), progress=self.went_on.emit
        )
        self.went_on.emit(0, len(paths))
        self._page.shell.commands.refresh()

    def stop(self) -> None:
        """Read no more; what was read is kept."""
        if self._job is not None:
            self._job.stop()

    def forget(self) -> None:
        """Nobody waits any more."""
        if self._job is not None:
            self._job.forget()
            self._job = None

    def _read(self, gallery_id: str, outcome: object) -> None:
        self._job = None
        self.ended.emit()
        self._page.shell.commands.refresh()
        from kpidesk.ui.gallery.photo_reading import Read  # noqa: PLC0415 - see above

        if isinstance(outcome, Read):
            before = {photo.id for photo in self._work.session.desk.find(Photo)}
            if not outcome.photos or self._keep(gallery_id, outcome.photos):
                self._tell(outcome, before)
        elif isinstance(outcome, DeskProblem):
            self._page.shell.say(self._words.told(outcome), bad=True)
        else:
            name = type(outcome).__name__
            self._page.shell.say(self._words("The photos could not be read ({name}).", name=name), bad=True)

    def _keep(self, gallery_id: str, photos: Sequence[SortedPhoto]) -> bool:
        label = self._words.many("{n} photo of the wall", "{n} photos of the wall", len(photos))
        return self._work.do(label, actions.keep, gallery_id, photos)

    def _tell(self, read: "Read", before: set[str]) -> None:
        """Which photo went where, which went nowhere, and which could not be read."""
        words, desk = self._words, self._work.session.desk
        new = [photo for photo in desk.find(Photo) if photo.id not in before]
        codes = sorted({desk.get(Poster, photo.poster).code for photo in new if photo.poster})
        lost = [photo.name for photo in new if photo.poster is None]
        said = [words.many("{n} photo was read.", "{n} photos were read.", len(read.photos))]
        if codes:
            said.append(words("They show {posters}.", posters=", ".join(codes)))
        if read.photos and not new:
            said.append(words("They were here already."))
        if lost:
            said.append(words("No poster of this gallery is seen in {files}.", files=", ".join(lost[:5])))
        strange = sorted({code for photo in read.photos for code in photo.strangers})
        if strange:
            said.append(words("Codes of other posters: {codes}.", codes=", ".join(strange[:5])))
        said += [words.told(refused) for _, refused in read.refused[:5]]
        if len(read.refused) > 5:
            said.append(words("And {n} more could not be read.", n=len(read.refused) - 5))
        show = words("Say which poster") if lost else ""
        self._page.shell.say(" ".join(said), bad=bool(read.refused), button=show, do=self.unsorted.emit)
