"""What can come back to a desk, while nothing has: four kinds in a sentence each, and earlier merges."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.domain.keeping import Merged
from kpidesk.domain.reader import Reader
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Panel, clear, label, scrolling

_WIDE = 640
_MOST = 8


class WaysIn(QWidget):
    """The sentences, in a panel in the middle."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.words = page, page.words
        words = page.words
        panel = Panel(words("What has come back?"))
        panel.setMaximumWidth(_WIDE)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(14)
        for icon, title, text in (
            ("file-spreadsheet", words("A workbook that people filled in"),
             words("Each cell that they changed stands beside what the desk says. Sorting and colours do no "
                   "harm.")),
            ("users-round", words("A copy of this desk"),
             words("From a second recorder or a colleague: what both did comes together, without questions "
                   "where nothing differs.")),
            ("network", words("Another desk, or part of it"),
             words("Another unit’s map or measures are added with new codes; what has the same name stays "
                   "one.")),
            ("table", words("A list of your own"),
             words("Goals, results, measures, partners, notes or members, from any spreadsheet or text.")),
        ):  # fmt: skip
            column.addLayout(self._way(icon, title, text))
        column.addWidget(
            label(words("You decide line by line. Nothing is written before."), "example", wrap=True)
        )
        self._before = QVBoxLayout()
        self._before.setSpacing(4)
        column.addLayout(self._before)
        column.addStretch(1)
        panel.body.addWidget(scrolling(inside), 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addStretch(1)
        whole.addWidget(panel, 100)
        whole.addStretch(1)

    def _way(self, icon: str, title: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        mark = QLabel()
        mark.setPixmap(self.page.icons.pixmap(icon, "accent", 24))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        both = QVBoxLayout()
        both.setSpacing(2)
        both.addWidget(label(title, "name", wrap=True))
        both.addWidget(label(text, "second", wrap=True))
        row.addLayout(both, 1)
        return row

    def show_desk(self, desk: Reader) -> None:
        """Say which copies were merged before, the latest first."""
        clear(self._before)
        words = self.words
        merged = sorted(desk.find(Merged), key=lambda each: each.at, reverse=True)
        if merged:
            self._before.addWidget(label(words("Merged before"), "caption-strong"))
        for each in merged[:_MOST]:
            day = words.date(each.at.astimezone().date())
            told = " · ".join(filter(None, (each.file, day, each.by)))
            self._before.addWidget(label(told, "second", wrap=True))
