"""The Guide beside each page: one step with what to do and why, examples, and a look at this desk."""

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.domain.reader import Reader
from kpidesk.system.guides import read_step
from kpidesk.system.words import Words
from kpidesk.ui.commands import Commands
from kpidesk.ui.guide_checks import look_at
from kpidesk.ui.guide_search import found_steps
from kpidesk.ui.icons import Icons
from kpidesk.ui.keys import in_force
from kpidesk.ui.picker import Hit, HitList
from kpidesk.ui.widgets import Line, Panel, clear, label, scrolling, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.settings import Settings

WIDTH = 280
_KEYS: Final = re.compile(r"\b(?:\w+\+)*F\d{1,2}\b|\b(?:\w+\+)+\w+")
_AT: Final = "guide_at"
"""The setting that holds which step was read last, and how far down."""


class Guide(Panel):
    """The panel at the right. `go` leads to a step that was found."""

    def __init__(
        self,
        words: Words,
        icons: Icons,
        commands: Commands,
        settings: "Settings",
        go: Callable[[str], object],
    ) -> None:
        super().__init__(words("Guide"))
        self._words, self._icons, self._commands = words, icons, commands
        self._settings, self._go = settings, go
        self.setObjectName("guide")
        self.setFixedWidth(WIDTH)
        mark = QLabel()
        mark.setPixmap(icons.pixmap("compass", "accent", 16))
        self.head.insertWidget(0, mark)
        self._time = label("", "caption")
        self.head.addWidget(self._time)
        close = partial(commands.run, "view.guide")
        shut = tool_button(icons.icon("panel-right-close"), words("Close the Guide"), close)
        shut.setObjectName("guide-close")
        self.head.addWidget(shut)
        self.step = ""
        self._wanted: tuple[str, int] | None = _read_place(settings.get(_AT, ""))
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(14, 14, 14, 14)
        self._column.setSpacing(12)
        self._area = scrolling(content)
        self._bar = self._area.verticalScrollBar()
        self._bar.rangeChanged.connect(self._come_back)
        self._check_icon, self._check = QLabel(), label("", wrap=True)
        self._check.setObjectName("guide-check")
        self._sights = QStackedWidget()
        self._sights.addWidget(self._area)
        self._sights.addWidget(self._search())
        self.body.addLayout(self._line())
        self.body.addWidget(self._sights, 1)
        self.body.addWidget(Line())
        self.body.addLayout(self._foot())

    # -- building

    def _line(self) -> QHBoxLayout:
        self.line = QLineEdit()
        self.line.setObjectName("guide-search")
        prompt = self._words("Search the Guide")
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self.line.textChanged.connect(self._show_found)
        self.line.installEventFilter(self)
        row = QHBoxLayout()
        row.setContentsMargins(14, 10, 14, 2)
        row.addWidget(self.line)
        return row

    def _search(self) -> QWidget:
        self.found = HitList(self._icons, self._words("Steps of the Guide"))
        self.found.setObjectName("guide-found")
        self.found.taken.connect(self._take)
        self._none = label(self._words("No step says this."), "second", wrap=True)
        self._none.setObjectName("guide-none")
        self._none.setContentsMargins(14, 8, 14, 8)
        sight = QWidget()
        column = QVBoxLayout(sight)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self._none)
        column.addWidget(self.found, 1)
        return sight

    def _foot(self) -> QHBoxLayout:
        words, row = self._words, QHBoxLayout()
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(6)
        row.addWidget(self._commands.button("guide.hand_out", text=words("Hand-out")))
        row.addWidget(self._commands.button("view.manual", text=words("Manual")))
        row.addStretch()
        return row

    # -- the step

    def show_step(self, step: str, desk: Reader) -> None:
        """Show a step and how this desk does."""
        if step != self.step:
            self.step = step
            self.line.clear()
            self._fill(step)
        well, sentence = look_at(step, desk, self._words)
        self._check_icon.setPixmap(
            self._icons.pixmap("circle-check" if well else "circle-dashed", "good" if well else "watch", 16)
        )
        self._check.setText(sentence)

    def _fill(self, name: str) -> None:
        words, column = self._words, self._column
        step = read_step(name, words.language)
        keys = partial(in_force, commands=self._commands, areas={name.partition("-")[0]}, words=words)
        what, script = (_KEYS.sub(lambda at: keys(at[0]), text) for text in (step.what, step.script))
        self._time.setText(words.many("{n} minute", "{n} minutes", int(step.minutes)))
        for kept in (self._check_icon, self._check):
            kept.setParent(None)
        clear(column)
        title = label(step.title, "statement-strong", wrap=True)
        title.setObjectName("guide-title")
        column.addWidget(title)
        column.addWidget(label(what, wrap=True))
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
        column.addWidget(label(script, wrap=True))
        column.addWidget(label(words("What to bring"), "caption-strong"))
        column.addWidget(label(step.materials, wrap=True))
        column.addStretch(1)
        self._bar.setValue(0)

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

    # -- where it was

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Remember what was read last, and how far down."""
        super().hideEvent(event)
        self.keep_place()

    def keep_place(self) -> None:
        """See hideEvent."""
        if self.step and self._wanted is None:
            self._settings.set(_AT, f"{self.step}:{self._bar.value()}")

    def _come_back(self, _: int, most: int) -> None:
        """Once the step that was read last has its height: go where it was read."""
        if self._wanted is None or not self.step:
            return
        step, at = self._wanted
        if step != self.step:
            self._wanted = None  # the person began elsewhere
        elif most >= at:
            self._wanted = None
            self._bar.setValue(at)

    # -- search

    def begin_search(self) -> None:
        """Put the focus where one types what is looked for."""
        self.line.setFocus()
        self.line.selectAll()

    def _show_found(self, text: str) -> None:
        names = found_steps(text, self._words.language)
        self.found.show_hits([self._hit(name) for name in names])
        self.found.setVisible(bool(names))
        self._none.setVisible(not names)
        self._sights.setCurrentIndex(1 if text.strip() else 0)

    def _hit(self, name: str) -> Hit:
        page = self._commands.all[f"go.{name.partition('-')[0]}"]
        return Hit(page.icon, read_step(name, self._words.language).title, partial(self._go, name))

    def _take(self) -> None:
        if hit := self.found.current:
            self.line.clear()
            hit.do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys of the line that are meant for the list; Esc gives the step back."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self.line.text():
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self.found.step(by)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.line.clear()
                return True
        return super().eventFilter(watched, event)


def _read_place(kept: str) -> tuple[str, int] | None:
    """Which step was read last, and how far down it."""
    step, _, at = kept.rpartition(":")
    return (step, int(at)) if step and at.isdecimal() else None
