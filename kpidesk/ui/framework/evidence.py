"""What this desk itself shows beside a rating: a sentence with figures, a bar, and the way there."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kpidesk.domain.findings import text_of
from kpidesk.domain.practice_coverage import Look
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.framework.bars import draw_bar
from kpidesk.ui.widgets import button, label


class Meter(QWidget):
    """A share as a bar."""

    reads_as = Role.Whitespace

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours, self._share = colours, 0.0
        self.setFixedHeight(10)

    def show_share(self, share: float | None) -> None:
        """Show another share; none hides the bar."""
        self.setVisible(share is not None)
        self._share = share or 0.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(0, 1, self.width(), 8)
        draw_bar(painter, place, self._share or None, None, self._colours)
        painter.end()


class Evidence(QFrame):
    """The block; `go` is called with page and record when a person follows it."""

    def __init__(self, words: Words, colours: Palette, go: Callable[[str, str], object]) -> None:
        super().__init__()
        self._words, self._go = words, go
        self._page = self._record = ""
        self.setProperty("kind", "well")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(label(words("What this desk shows"), "caption-strong"))
        self.told = label("", wrap=True)
        self.told.setObjectName("evidence-told")
        column.addWidget(self.told)
        self.meter = Meter(colours)
        column.addWidget(self.meter)
        self.link = button(words("Go there"), self.follow, "link")
        self.link.setObjectName("evidence-go")
        column.addWidget(self.link)

    def show_look(self, look: Look | None) -> None:
        """Show what was found; nothing hides the block."""
        told = text_of(look.told, self._words) if look is not None else ""
        self.show_told(told, look.page if look else "", look.record if look else "")
        self.meter.show_share(look.share if look is not None else None)

    def show_told(self, told: str, page: str, record: str) -> None:
        """Show a sentence that has no share, and where it leads; an empty one hides the block."""
        self._page, self._record = page, record
        self.setVisible(bool(told))
        self.told.setText(told)
        self.meter.show_share(None)

    def follow(self) -> None:
        """Go to the record, or to its page."""
        if self._page:
            self._go(self._page, self._record)
