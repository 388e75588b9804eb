"""Large numbers on all screens for some seconds, so that people know which is which, and its real size."""

from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.garbage import throw_away

SECONDS: Final = 4
_WIDE, _TALL = 460, 240  # px


class ScreenNumber(QWidget):
    """The number of one screen, its name and size, in the middle of it."""

    reads_as = Role.StaticText

    def __init__(self, screen: QScreen, number: int, words: Words, colours: Palette) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        self.setObjectName("screen-number")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._colours, self.number = colours, words.number(number)
        ratio = screen.devicePixelRatio()
        area = screen.geometry()
        self.size_told = words(
            "{wide} × {tall} pixels, {scale} %",
            wide=round(area.width() * ratio),
            tall=round(area.height() * ratio),
            scale=round(ratio * 100),
        )
        self.setWindowTitle(self.size_told)
        middle = area.center()
        self.setGeometry(QRect(middle.x() - _WIDE // 2, middle.y() - _TALL // 2, _WIDE, _TALL))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, colours = QPainter(self), self._colours
        painter.fillRect(self.rect(), QColor(colours.text))
        painter.setPen(QColor(colours.surface))
        font = QFont(self.font())
        font.setPixelSize(130)
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.drawText(self.rect().adjusted(0, 0, 0, -60), Qt.AlignmentFlag.AlignCenter, self.number)
        font.setPixelSize(22)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.drawText(self.rect().adjusted(0, 160, 0, 0), Qt.AlignmentFlag.AlignCenter, self.size_told)
        painter.end()


def identify(parent: QWidget, words: Words, colours: Palette) -> list[ScreenNumber]:
    """Show the numbers; they go by themselves, also with their parent."""
    shown = [
        ScreenNumber(screen, number, words, colours)
        for number, screen in enumerate(QGuiApplication.screens(), 1)
    ]
    timer = QTimer(parent)
    timer.setSingleShot(True)

    def end() -> None:
        for each in shown:
            throw_away(each)
        timer.deleteLater()

    timer.timeout.connect(end)
    parent.destroyed.connect(timer.stop)
    for each in shown:
        each.show()
    timer.start(SECONDS * 1000)
    return shown
