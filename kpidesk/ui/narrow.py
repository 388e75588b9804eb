"""Parts that go on below where there is no room beside: words of a box to tick, fields of a row."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)


class Tick(QCheckBox):
    """A box to tick whose words go on in the next line where there is no room."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _beside(self) -> int:
        """What the box itself takes."""
        return super().sizeHint().width() - self.fontMetrics().size(0, self.text()).width()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the longest word."""
        longest = max(map(self.fontMetrics().horizontalAdvance, self.text().split()), default=0)
        return QSize(self._beside + longest + 2, super().minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """See QWidget."""
        lines = self._broken(width).count("\n")
        return super().sizeHint().height() + lines * self.fontMetrics().lineSpacing()

    def _broken(self, width: int) -> str:
        """The words in as many lines as they take."""
        room, metrics = width - self._beside, self.fontMetrics()
        lines = [""]
        for word in self.text().split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return "\n".join(lines)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Hold the lines: what lies in a scrolled column is pressed together otherwise."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        setattr(option, "text", self._broken(self.width()))  # noqa: B010
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        painter.end()


class Beside(QWidget):
    """Parts side by side; one below the other where there is no room."""

    def __init__(self, *parts: QLayout, gap: int = 8) -> None:
        super().__init__()
        self._parts, self._gap = parts, gap
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        for each in parts:
            self._row.addLayout(each, 1)

    @property
    def _wide(self) -> list[int]:
        return [each.minimumSize().width() for each in self._parts]

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the widest part."""
        return QSize(max(self._wide), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay the parts out anew where they come to fit, or no longer do."""
        super().resizeEvent(event)
        fits = self.width() >= sum(self._wide) + (len(self._parts) - 1) * self._gap
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if fits else way.TopToBottom)
