"""Below the posters of the harvest: what is to be asked, and the photos of the wall."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kpidesk.ui.page import Page
from kpidesk.ui.widgets import button, label


class _Row(QWidget):
    """An icon, words, and one thing to do."""

    def __init__(self, page: Page, icon: str, name: str, do: Callable[[], object]) -> None:
        super().__init__()
        mark = QLabel()
        mark.setPixmap(page.icons.pixmap(icon, "text_second", 15))
        self.said = label("", "second", wrap=True)
        self.act: QPushButton = button("", do, "link")
        self.act.setObjectName(name)
        self.act.setMinimumHeight(32)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(mark)
        row.addWidget(self.said, 1)
        row.addWidget(self.act)

    def show_words(self, said: str, act: str, *, shown: bool = True) -> None:
        """Say something else."""
        self.said.setText(said)
        self.act.setText(act)
        self.act.setAccessibleName(f"{said} {act}")
        self.setVisible(shown)


class HarvestFoot(QWidget):
    """The rows; each is hidden while there is nothing to say."""

    def __init__(
        self,
        page: Page,
        *,
        ask: Callable[[], object],
        photos: Callable[[], object],
        sort: Callable[[], object],
        stop: Callable[[], object],
    ) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._asks = _Row(page, "circle-question-mark", "harvest-ask", ask)
        self._photos = _Row(page, "camera", "harvest-photos", photos)
        self._lost = _Row(page, "image", "harvest-sort", sort)
        self._busy = _Row(page, "camera", "harvest-stop", stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 10, 6)
        column.setSpacing(0)
        for row in (self._asks, self._lost, self._photos, self._busy):
            column.addWidget(row)
        self._busy.hide()

    def show_notes(self, unclear: int, naming: int) -> None:
        """How many notes are unclear, and how many may name somebody."""
        words = self._words
        said = words.many("{n} note marked unclear", "{n} notes marked unclear", unclear) if unclear else ""
        named = words.many("{n} may name somebody", "{n} may name somebody", naming) if naming else ""
        said = " · ".join(filter(None, (said, named)))
        self._asks.show_words(said, words("Show"), shown=bool(said))

    def show_photos(self, count: int, lost: int) -> None:
        """How many photos there are, and how many belong to no poster."""
        words = self._words
        said = words.many("{n} photo of the wall", "{n} photos of the wall", count) if count else ""
        self._photos.show_words(said or words("Photos of the wall"), words("Add"))
        self._photos.act.setEnabled(not self._page.read_only())
        said = words.many("{n} photo without a poster", "{n} photos without a poster", lost)
        self._lost.show_words(said, words("Sort"), shown=bool(lost))

    def show_busy(self, done: int, count: int) -> None:
        """How far reading has come; count 0 when it is done."""
        said = self._words("Reading photo {n} of {count}", n=min(done + 1, count), count=count)
        self._busy.show_words(said, self._words("Stop"), shown=bool(count))
        self._photos.setVisible(not count)
