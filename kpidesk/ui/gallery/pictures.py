"""Small pictures of posters, drawn in the background, one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtGui import QImage

from kpidesk.desk.problems import DeskProblem
from kpidesk.domain.gallery import Poster
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.posters import Drawn, paper_of, poster
from kpidesk.ui.jobs import Job, Progress, Stopped
from kpidesk.ui.page import Page
from kpidesk.ui.painter import to_image

WIDE, TALL = 148, 209


@dataclass(frozen=True, slots=True)
class Small:
    """A poster's picture, and what did not fit on it."""

    image: QImage
    overflow: tuple[str, ...]


class Pictures:
    """Draws what is wanted; `made` is called with each picture. Pictures of an older desk stay meanwhile.

    Drawing takes most of the time and happens on the worker, over a copy of the desk. Painting is quick
    and needs the fonts of the window's thread.
    """

    def __init__(self, page: Page, made: Callable[[str], object]) -> None:
        self._page, self._tell = page, made
        self._kept: dict[str, tuple[object, Small]] = {}
        self._wanted: list[Poster] = []
        self._job: Job | None = None

    def of(self, poster_id: str) -> Small | None:
        """The picture of a poster, None while there is none."""
        found = self._kept.get(poster_id)
        return found[1] if found else None

    def want(self, posters: Sequence[Poster]) -> None:
        """Draw these posters anew if the desk is another than when they were drawn."""
        edit = self._page.session.desk.last_edit
        paper = self._paper()
        self._wanted = [each for each in posters if self._kept.get(each.id, (None,))[0] != (edit, paper)]
        self._go_on()

    def stop(self) -> None:
        """Nobody looks."""
        self._wanted = []
        if self._job is not None:
            self._job.stop()
            self._job = None

    def _paper(self) -> str:
        wanted = self._page.shell.settings.get("paper", "A1")
        return wanted if wanted in SHEETS else "A1"

    def _go_on(self) -> None:
        if self._job is not None or not self._wanted:
            return
        wanted = self._wanted.pop(0)
        desk, paper, words = self._page.session.desk, self._paper(), self._page.words
        edit, today = desk.last_edit, datetime.now().astimezone().date()
        try:
            snapshot = desk.snapshot()
        except DeskProblem:
            return  # whoever works on will be told; the wall does without pictures

        def work(progress: Progress, stopped: Stopped) -> object:
            try:
                if stopped():
                    return None
                shown = snapshot.get(Poster, wanted.id)
                return poster(snapshot, shown, paper_of(shown, SHEETS[paper]), words, today)
            finally:
                snapshot.close()

        def ended(outcome: object) -> None:
            if self._job is None or self._job.stopped or self._job is not job:
                return
            self._job = None
            if isinstance(outcome, Drawn):
                self._keep(wanted.id, (edit, paper), outcome)
            self._go_on()

        self._job = job = self._page.shell.jobs.start(words("Posters"), work, ended, quiet=True)

    def _keep(self, poster_id: str, key: object, drawn: Drawn) -> None:
        ratio = max(2.0, self._page.devicePixelRatioF())
        scale = min(WIDE / drawn.picture.width, TALL / drawn.picture.height) * ratio
        image = to_image(drawn.picture, scale)
        image.setDevicePixelRatio(ratio)
        self._kept[poster_id] = (key, Small(image, drawn.overflow))
        self._tell(poster_id)
