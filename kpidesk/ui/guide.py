"""The Guide beside each page: one step with what to do and why, examples, and a look at this desk."""

from collections.abc import Callable

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.domain.reader import Reader
from kpidesk.system.guides import read_step
from kpidesk.system.words import Words
from kpidesk.ui.guide_checks import look_at
from kpidesk.ui.icons import Icons
from kpidesk.ui.widgets import Line, Panel, clear, label, scrolling, tool_button

WIDTH = 280


class Guide(Panel):
    """The panel at the right."""

    def __init__(self, words: Words, icons: Icons, close: Callable[[], object]) -> None:
        super().__init__(words("Guide"))
        self._words, self._icons = words, icons
        self.setObjectName("guide")
        self.setFixedWidth(WIDTH)
        mark = QLabel()
        mark.setPixmap(icons.pixmap("compass", "accent", 16))
        self.head.insertWidget(0, mark)
        self._time = label("", "caption")
        self.head.addWidget(self._time)
        shut = tool_button(icons.icon("panel-right-close"), words("Close the Guide"), close)
        shut.setObjectName("guide-close")
        self.head.addWidget(shut)
        self._page = ""
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(14, 14, 14, 14)
        self._column.setSpacing(12)
        self.body.addWidget(scrolling(content))
        self._check_icon, self._check = QLabel(), label("", wrap=True)
        self._check.setObjectName("guide-check")

    def show_page(self, page: str, desk: Reader) -> None:
        """Show a page's step and how this desk does."""
        if page != self._page:
            self._page = page
            self._fill(page)
        well, sentence = look_at(page, desk, self._words)
        self._check_icon.setPixmap(
            self._icons.pixmap("circle-check" if well else "circle-dashed", "good" if well else "watch", 16)
        )
        self._check.setText(sentence)

    def _fill(self, page: str) -> None:
        words, column = self._words, self._column
        step = read_step(page, words.language)
        self._time.setText(words.many("{n} minute", "{n} minutes", int(step.minutes)))
        for kept in (self._check_icon, self._check):
            kept.setParent(None)
        clear(column)
        title = label(step.title, "statement-strong", wrap=True)
        title.setObjectName("guide-title")
        column.addWidget(title)
        column.addWidget(label(step.what, wrap=True))
        column.addWidget(label(step.why, "second", wrap=True))
        column.addWidget(self._example(self._icons.pixmap("check", "good", 16), step.good))
        column.addWidget(self._example(self._icons.pixmap("x", "bad", 16), step.bad))
        column.addWidget(Line())
        column.addWidget(label(words("On this desk"), "caption-strong"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._check_icon)
        row.addWidget(self._check, 1)
        column.addLayout(row)
        column.addWidget(Line())
        column.addWidget(label(words("What to say"), "caption-strong"))
        column.addWidget(label(step.script, wrap=True))
        column.addWidget(label(words("What to bring"), "caption-strong"))
        column.addWidget(label(step.materials, wrap=True))
        column.addStretch()

    @staticmethod
    def _example(icon: QPixmap, text: str) -> QWidget:
        block = QFrame()
        block.setProperty("kind", "well")
        row = QHBoxLayout(block)
        row.setContentsMargins(10, 10, 10, 10)
        row.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(icon)
        row.addWidget(mark)
        row.addWidget(label(text, wrap=True), 1)
        return block
