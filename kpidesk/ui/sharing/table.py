"""Rows under a head: both have the same columns and scroll sideways together, and the head stays in sight."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kpidesk.ui.widgets import Line, label, scrolling

# Stretch and least width of the columns: who, contribution and measures, strategy, shared, next step.
COLUMNS: Final = ((212, 158), (312, 196), (224, 146), (288, 224), (216, 146))
INDENT: Final = 7  # px from a field's edge to its text


def columns(cells: Sequence[QWidget]) -> QHBoxLayout:
    """Put cells side by side in the widths of the table, with lines between them."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    for number, (cell, (stretch, least)) in enumerate(zip(cells, COLUMNS, strict=True)):
        if number:
            row.addWidget(Line(upright=True))
        cell.setMinimumWidth(least)
        row.addWidget(cell, stretch)
    return row


class Table(QWidget):
    """A place for rows that scrolls both ways where there is no room, below heads that go along sideways."""

    def __init__(self, content: QWidget, heads: Sequence[str]) -> None:
        super().__init__()
        self._content = content
        self._clip = QWidget(self)
        self.head = QFrame(self._clip)
        self.head.setProperty("kind", "table-head")
        self.heads = [label(text, "caption-strong", wrap=True) for text in heads]
        for each in self.heads:
            each.setContentsMargins(6 + INDENT, 8, 6, 8)
        self.head.setLayout(columns(self.heads))
        self.area = scrolling(content)
        self.area.setParent(self)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.area.horizontalScrollBar().valueChanged.connect(self._follow)
        content.setMinimumWidth(sum(least for _, least in COLUMNS) + len(COLUMNS) - 1)
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The head is always as wide as the rows."""
        if event.type() is QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self._content.width()
        tall = self.head.heightForWidth(wide)
        self._clip.setGeometry(0, 0, self.width(), tall)
        self.area.setGeometry(0, tall, self.width(), max(0, self.height() - tall))
        self.head.resize(max(wide, self.width()), tall)
        margin = max(0, self.width() - wide)  # beside the bar that scrolls the rows
        self.head.setContentsMargins(0, 0, margin, 0)
        self._follow()

    def _follow(self) -> None:
        self.head.move(-self.area.horizontalScrollBar().value(), 0)
