"""One question of a ballot: a row of numbers of which a person chooses one."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kpidesk.drawing.palette import Palette
from kpidesk.ui.announcing import Role, tell
from kpidesk.ui.painted import font

_CELL: Final = 34


class RatingBar(QWidget):
    """A row of numbers of which one is chosen, by click, by its digit, or by the arrows; Del clears it.

    `number` is the step of the scale from 1, 0 for none, whatever number the first step is shown as. Where
    that is 1, the digit 0 clears. `typed` tells that a digit chose one, `entered` that Enter was pressed,
    `missed` that a digit is not on the scale.
    """

    reads_as = Role.Slider
    changed = Signal()
    typed = Signal()
    entered = Signal()
    missed = Signal()

    def __init__(self, best: int, name: str, colours: Palette, first: int = 1) -> None:
        super().__init__()
        self.best, self.number = best, 0
        self._first = first
        self._colours = colours
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(best * _CELL + 2, _CELL)

    def rate(self, number: int) -> None:
        """Choose a number, 0 for none."""
        if 0 <= number <= self.best and number != self.number:
            self.number = number
            tell(self, self._shown(number) if number else "")
            self.changed.emit()
            self.update()

    def _shown(self, step: int) -> str:
        return str(step - 1 + self._first)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the number under the pointer; once more clears it."""
        number = int(event.position().x() // _CELL) + 1
        if 1 <= number <= self.best:
            self.rate(0 if number == self.number else number)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Digits and arrows. On a scale to ten, 0 is ten."""
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 or (key == Qt.Key.Key_0 and self._first == 0):
            self._type(key - Qt.Key.Key_0 - self._first + 1)
        elif key == Qt.Key.Key_0 and self.best == 10:
            self._type(10)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif key in {Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.rate(0)
        elif key == Qt.Key.Key_Right:
            self.rate(min(self.number + 1, self.best))
        elif key == Qt.Key.Key_Left:
            self.rate(max(self.number - 1, 1))
        else:
            super().keyPressEvent(event)

    def _type(self, number: int) -> None:
        if number > self.best:
            self.missed.emit()
            return
        self.rate(number)
        self.typed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The ring comes."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, colours = QPainter(self), self._colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(13, strong=True))
        for number in range(1, self.best + 1):
            disc = QRectF((number - 1) * _CELL + 4, 4, _CELL - 8, _CELL - 8)
            lit = number == self.number
            painter.setPen(QPen(QColor(colours.accent if lit else colours.field), 1.3))
            painter.setBrush(QColor(colours.accent if lit else colours.surface))
            painter.drawEllipse(disc)
            painter.setPen(QColor(colours.on_accent if lit else colours.text))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._shown(number))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
