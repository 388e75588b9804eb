"""The kinds of things that can be published, to tick and to look at."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Elided


class Kind(QFrame):
    """One kind of thing to publish: whether it is exported, and what it will be."""

    chosen = Signal()
    toggled = Signal()

    def __init__(self, page: Page, icon: str, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        self.setMinimumHeight(54)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(10)
        self.box = QCheckBox()
        self.box.setChecked(True)
        self._wanted = True
        self.box.setAccessibleName(page.words("Export {what}", what=name))
        self.box.setToolTip(self.box.accessibleName())
        self.box.toggled.connect(lambda _: self.toggled.emit())
        row.addWidget(self.box)
        mark = QLabel()
        mark.setPixmap(page.icons.pixmap(icon, "text_second", 18))
        row.addWidget(mark)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Elided(name, "name"))
        self.remark = Elided("", "caption")
        texts.addWidget(self.remark)
        row.addLayout(texts, 1)

    @property
    def ticked(self) -> bool:
        """Whether it is exported."""
        return self.box.isEnabled() and self.box.isChecked()

    def offer(self, why_not: str) -> None:
        """Let it be ticked, unless there is nothing of the kind; a tick comes back with what it is for."""
        can = not why_not
        if can is not self.box.isEnabled():
            self._wanted = self._wanted if can else self.box.isChecked()
            self.box.blockSignals(True)
            self.box.setChecked(can and self._wanted)
            self.box.blockSignals(False)
            self.box.setEnabled(can)
        self.box.setToolTip(why_not or self.box.accessibleName())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click shows it."""
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """So does Enter; Space ticks it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.box.click()
        else:
            super().keyPressEvent(event)
