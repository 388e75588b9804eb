"""The bar below all views: the part of the work sheet one is in, and what is worth a look."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kpidesk.domain.findings import Finding, text_of
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.page import Page
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.widgets import Chip, Panel, button, clear, label

PARTS: Final = 4
_SENTENCE_FROM: Final = 1100  # px of the bar: below, the part's number says enough
_TALL: Final = 44


def part_words(words: Words) -> tuple[str, ...]:
    """What each part of the work sheet asks, in one sentence."""
    return (
        words("Who is needed for this result?"),
        words("Current partners: what drives their work?"),
        words("Still wanted: what could win them?"),
        words("Looking back: how do we work together?"),
    )


class _Progress(QWidget):
    """A dash for each part: those done, the one in hand, those to come."""

    reads_as = Role.Whitespace

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._colours = page.colours
        self._part = 1
        self.setFixedSize(QSize(PARTS * 27, 6))

    def show_part(self, part: int) -> None:
        """Another part is in hand."""
        self._part = part
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(1, PARTS + 1):
            colour = self._colours.accent if number <= self._part else self._colours.pressed
            painter.setBrush(QColor(colour))
            tall = 6 if number == self._part else 3
            painter.drawRoundedRect(QRectF((number - 1) * 27, (6 - tall) / 2, 22, tall), 2, 2)
        painter.end()


class GuideBar(Panel):
    """Where one is in the work sheet, the way to its next part, and the hints with their ways."""

    def __init__(self, page: Page, go_on: Callable[[], object], jump: Callable[[Finding], object]) -> None:
        super().__init__()
        self._page, self._jump = page, jump
        self._found: Sequence[Finding] = ()
        words = page.words
        self.setFixedHeight(_TALL)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(10)
        mark = QLabel()
        mark.setPixmap(page.icons.pixmap("compass", "accent", 16))
        row.addWidget(mark)
        self.part = label("", "caption-strong")
        row.addWidget(self.part)
        self._sentence = label("", "second")
        row.addWidget(self._sentence)
        self._progress = _Progress(page)
        row.addWidget(self._progress)
        row.addStretch()
        self._chip = QHBoxLayout()
        row.addLayout(self._chip)
        self.show_them = button(words("Show them"), self._list, "link")
        self.show_them.setObjectName("sharing-hints")
        row.addWidget(self.show_them)
        self.next = button(words("Next part"), go_on)
        self.next.setObjectName("next-part")
        row.addWidget(self.next)
        self.body.addLayout(row)

    def show_part(self, part: int) -> None:
        """Say which part is in hand."""
        words = self._page.words
        self.part.setText(words("Part {n} of {count}", n=part, count=PARTS))
        self._sentence.setText(part_words(words)[part - 1])
        self._progress.show_part(part)
        self.next.setText(words("Next part") if part < PARTS else words("First part"))

    def show_hints(self, findings: Sequence[Finding]) -> None:
        """Say how many hints there are; where most are of one kind, which."""
        if findings == self._found and self._chip.count():
            return
        self._found = tuple(findings)
        clear(self._chip)
        self.show_them.setVisible(bool(findings))
        words, colours = self._page.words, self._page.colours
        if not findings:
            picture = self._page.icons.pixmap("check", "good", 14)
            self._chip.addWidget(
                Chip(words("Nothing to look into"), fill=colours.good_soft, ink=colours.good, icon=picture)
            )
            return
        picture = self._page.icons.pixmap("lightbulb", "warn", 14)
        said = words.many("{n} thing to look into", "{n} things to look into", len(findings))
        self._chip.addWidget(Chip(said, fill=colours.warn_soft, ink=colours.warn, icon=picture))

    def _list(self) -> None:
        words = self._page.words
        hits = [Hit("lightbulb", text_of(each, words), partial(self._jump, each)) for each in self._found]
        Picker(self._page, self._page.icons, words("What is worth a look"), lambda text: matching(text, hits))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self._sentence.setVisible(self.width() >= _SENTENCE_FROM)
