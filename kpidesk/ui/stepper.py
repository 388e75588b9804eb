"""Steps as a row that can be walked in any order."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font
from kpidesk.ui.widgets import stop_where_chosen

_DISC: Final = 22
_TALL: Final = 40
_TEXT: Final = 13


class _StepButton(QPushButton):
    """A disc with the step's number, or a tick once something was noted, and its name."""

    def __init__(self, number: int, name: str, colours: Palette, tick: QPixmap) -> None:
        super().__init__(name)
        self._number, self._colours, self._tick = number, colours, tick
        self.done = False
        self.short = False
        self.setObjectName(f"step-{number}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_TALL)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The disc, and the name unless there is no room for it."""
        wide = _DISC + 12
        if not self.short or self.isChecked():
            wide += 8 + QFontMetrics(font(_TEXT, strong=True)).horizontalAdvance(self.text())
        return QSize(wide, _TALL)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, colours = QPainter(self), self._colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(6, (self.height() - _DISC) / 2, _DISC, _DISC)
        now = self.isChecked()
        fill = colours.accent if now else colours.accent_soft if self.done else colours.neutral_soft
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawEllipse(disc)
        if self.done and not now:
            painter.drawPixmap(disc.center().toPoint().x() - 7, disc.center().toPoint().y() - 7, self._tick)
        else:
            painter.setFont(font(12, strong=True))
            painter.setPen(QColor(colours.on_accent if now else colours.text_second))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        if not self.short or now:
            painter.setFont(font(_TEXT, strong=now))
            painter.setPen(QColor(colours.text if now else colours.text_second))
            room = QRectF(disc.right() + 7, 0, self.width() - disc.right() - 7, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 3, -1, -3), 8, 8)
        painter.end()


class Stepper(QWidget):
    """The row. `chosen` tells the step that a person goes to."""

    chosen = Signal(object)

    def __init__(self, names: Mapping[Any, str], words: Words, icons: Icons, colours: Palette) -> None:
        super().__init__()
        self._words = words
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(0)
        self.buttons: dict[Any, _StepButton] = {}
        tick = icons.pixmap("check", "accent", 14)
        for number, (step, name) in enumerate(names.items(), 1):
            made = _StepButton(number, name, colours, tick)
            made.clicked.connect(lambda _=False, s=step: self.chosen.emit(s))
            stop_where_chosen(made)
            self.buttons[step] = made
            if number > 1:
                row.addStretch(1)
            row.addWidget(made)
        self.setFixedHeight(_TALL + 8)

    def show_step(self, current: object, done: Collection[Any]) -> None:
        """Show which step is in sight, and where something was noted already."""
        for step, made in self.buttons.items():
            made.done = step in done
            made.setChecked(step == current)
            made.setAccessibleDescription(self._words("something is noted here") if made.done else "")
            made.updateGeometry()
            made.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Names go where there is no room for all of them."""
        super().resizeEvent(event)
        buttons = self.buttons.values()
        names = sum(QFontMetrics(font(_TEXT, strong=True)).horizontalAdvance(each.text()) for each in buttons)
        short = self.width() < names + len(self.buttons) * (_DISC + 36)
        for each in buttons:
            each.short = short
            each.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All discs and the longest name."""
        longest = max(
            QFontMetrics(font(_TEXT, strong=True)).horizontalAdvance(each.text())
            for each in self.buttons.values()
        )
        return QSize(len(self.buttons) * (_DISC + 12) + longest + 40, _TALL + 8)
