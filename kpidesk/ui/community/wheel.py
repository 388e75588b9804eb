"""The year wheel: twelve months as a ring, with a mark for what comes round in each."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import cos, pi, sin
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpidesk.domain.communities import CadenceKind
from kpidesk.domain.community_year import Turn
from kpidesk.ui.announcing import Role
from kpidesk.ui.painted import font
from kpidesk.ui.subject_page import SubjectPage

_MONTHS: Final = 12
_LEAST: Final = 240  # px
_STEPS: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_MARK: Final = 20  # px
_MOST_MARKS: Final = 3
LETTERS: Final = {
    CadenceKind.MEETING: "m", CadenceKind.WORKSHOP: "w", CadenceKind.HEALTH_CHECK: "h",
    CadenceKind.ROSTER: "r", CadenceKind.CHARTER: "c", CadenceKind.MATURITY: "y",
    CadenceKind.REVISION: "v", CadenceKind.PLAN: "p", CadenceKind.BUDGET: "b", CadenceKind.OTHER: "o",
}  # fmt: skip


class Wheel(QWidget):
    """The ring. `chosen` tells the month, from 1, that was clicked or gone to."""

    reads_as = Role.Chart
    chosen = Signal(int)

    def __init__(self, page: SubjectPage) -> None:
        super().__init__()
        self._page = page
        self._year = 0
        self._by_month: Mapping[int, Sequence[Turn]] = {}
        self._meetings: Mapping[int, int] = {}
        self.month = 1
        self.setObjectName("year-wheel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST, _LEAST)

    def show_year(self, year: int, turns: Sequence[Turn], meetings: Sequence[date], month: int) -> None:
        """Show what comes round in a year."""
        self._year, self.month = year, month
        self._by_month = {
            each: [turn for turn in turns if turn.on.month == each] for each in range(1, _MONTHS + 1)
        }
        self._meetings = {each: sum(day.month == each for day in meetings) for each in range(1, _MONTHS + 1)}
        self.setAccessibleName(self.told(month))
        self.update()

    def told(self, month: int) -> str:
        """A month in words."""
        words = self._page.words
        name = words.pattern(date(self._year, month, 1), "yMMMM")
        met = words.many("{n} meeting", "{n} meetings", self._meetings.get(month, 0))
        parts = [met, *(each.name for each in self._by_month.get(month, ()))]
        return words("{month}: {what}", month=name, what=", ".join(parts))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(420, 420)

    # -- painting

    @property
    def _radius(self) -> float:
        return min(self.width(), self.height()) / 2 - 6

    def _slice(self, month: int, inner: float, outer: float) -> QPainterPath:
        """The part of the ring between two radii; January begins at the top, time goes with the clock."""
        centre = QPointF(self.width() / 2, self.height() / 2)
        big = QRectF(centre.x() - outer, centre.y() - outer, 2 * outer, 2 * outer)
        small = QRectF(centre.x() - inner, centre.y() - inner, 2 * inner, 2 * inner)
        start = 90 - (month - 1) * 30
        path = QPainterPath()
        path.arcMoveTo(big, start)
        path.arcTo(big, start, -30)
        path.arcTo(small, start - 30, 30)
        path.closeSubpath()
        return path

    def _at(self, month: int, radius: float, aside: float = 0.0) -> QPointF:
        """A place in the middle of a month, so many px from the centre and to the side."""
        angle = -pi / 2 + (month - 0.5) * pi / 6
        x = self.width() / 2 + radius * cos(angle) - aside * sin(angle)
        return QPointF(x, self.height() / 2 + radius * sin(angle) + aside * cos(angle))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, colours, outer = QPainter(self), self._page.colours, self._radius
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, _MONTHS + 1):
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.setBrush(QColor(colours.surface))
            painter.drawPath(self._slice(month, outer * 0.4, outer))
        for month in range(1, _MONTHS + 1):
            if month == self.month:
                painter.setPen(QPen(QColor(colours.accent), 3 if self.hasFocus() else 2))
                painter.setBrush(QColor(colours.accent_soft))
                painter.drawPath(self._slice(month, outer * 0.4, outer))
            self._month(painter, month, outer)
        painter.setFont(font(22, strong=True))
        painter.setPen(QColor(colours.text))
        box = QRectF(self.width() / 2 - 60, self.height() / 2 - 20, 120, 40)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._year))
        painter.end()

    def _month(self, painter: QPainter, month: int, outer: float) -> None:
        words, colours = self._page.words, self._page.colours
        painter.setFont(font(12, strong=month == self.month))
        painter.setPen(QColor(colours.accent_text if month == self.month else colours.text_second))
        at = self._at(month, outer * 0.52)
        name = words.pattern(date(self._year, month, 1), "MMM")
        painter.drawText(QRectF(at.x() - 24, at.y() - 9, 48, 18), Qt.AlignmentFlag.AlignCenter, name)
        painter.setBrush(QColor(colours.text_third))
        painter.setPen(Qt.PenStyle.NoPen)
        met = self._meetings.get(month, 0)
        for number in range(met):  # a dot for each meeting
            place = self._at(
                month, outer * 0.64, (number - (met - 1) / 2) * min(8.0, outer * 0.22 / max(met, 1))
            )
            painter.drawEllipse(place, 2, 2)
        turns = list(dict.fromkeys(each.kind for each in self._by_month.get(month, ())))
        letters = [LETTERS[each] for each in turns]
        shown = letters if len(letters) <= _MOST_MARKS else [*letters[: _MOST_MARKS - 1], "+"]
        for number, letter in enumerate(shown):
            aside = (number - (len(shown) - 1) / 2) * (_MARK + 2)
            self._mark(painter, self._at(month, outer * 0.84, aside), letter)

    def _mark(self, painter: QPainter, at: QPointF, letter: str) -> None:
        """A kind as a letter in a disc; the list beside says what it is."""
        colours = self._page.colours
        box = QRectF(at.x() - _MARK / 2, at.y() - _MARK / 2, _MARK, _MARK)
        painter.setPen(QPen(QColor(colours.accent), 1.2))
        painter.setBrush(QColor(colours.surface))
        painter.drawEllipse(box)
        painter.setFont(font(12, strong=True))
        painter.setPen(QColor(colours.accent_text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    # -- going about

    def _month_at(self, point: QPointF) -> int:
        from_centre = point - QPointF(self.width() / 2, self.height() / 2)
        path = (
            month for month in range(1, _MONTHS + 1) if self._slice(month, 0, self._radius).contains(point)
        )
        return next(path, 0) if from_centre.manhattanLength() else 0

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Who comes by key sees where they are."""
        super().focusInEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click goes to a month."""
        if month := self._month_at(event.position()):
            self.chosen.emit(month)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go from month to month."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.chosen.emit((self.month - 1 + step) % _MONTHS + 1)
