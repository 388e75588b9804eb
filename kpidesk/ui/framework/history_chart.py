"""What the sessions of a set amounted to over time: a small curve with a dot for each."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kpidesk.domain.assessment_figures import Point
from kpidesk.domain.assessments import AssessmentSet
from kpidesk.drawing.assessment_words import figure
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.painted import font

_TALL: Final = 132
_LEFT: Final = 26
_EDGE: Final = 26
_DOT: Final = 4.5
_DAY: Final = 74  # px that a day needs


class HistoryChart(QWidget):
    """The curve; the scale is that of the set, so that a small change looks small."""

    reads_as = Role.Chart

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self._words, self._colours = words, colours
        self._points: list[tuple[Point, float]] = []
        self._set: AssessmentSet | None = None
        self.setMinimumHeight(_TALL)

    def show_points(self, points: Sequence[Point], set_: AssessmentSet) -> None:
        """Show other sessions; those without any figure are left out."""
        self._set = set_
        self._points = [(each, each.figure) for each in points if each.figure is not None]
        words = self._words
        told = [
            words("{day}: {figure}", day=words.date(each.session.on), figure=figure(set_, number, words))
            for each, number in self._points
        ]
        self.setAccessibleName(", ".join(told))
        self.setVisible(len(self._points) > 1)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(260, _TALL)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        if self._set is None or len(self._points) < 2:
            return
        painter, colours, set_ = QPainter(self), self._colours, self._set
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, foot = 20.0, self.height() - 24.0
        first, last = self._points[0][0].session.on, self._points[-1][0].session.on
        span = max((last - first).days, 1)
        room = self.width() - _LEFT - 2 * _EDGE

        def at(point: Point, number: float) -> QPointF:
            x = _LEFT + _EDGE + room * (point.session.on - first).days / span
            return QPointF(x, foot - (foot - top) * (number - 1) / (set_.steps - 1))

        painter.setFont(font(11))
        for step in (1, set_.steps):
            y = foot - (foot - top) * (step - 1) / (set_.steps - 1)
            painter.setPen(QPen(QColor(colours.grid), 1))
            painter.drawLine(QPointF(_LEFT, y), QPointF(self.width(), y))
            painter.setPen(QColor(colours.text_third))
            box = QRectF(0, y - 8, _LEFT - 6, 16)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, figure(set_, step, self._words, 0))
        places = [at(*each) for each in self._points]
        painter.setPen(QPen(QColor(colours.data), 1.6))
        painter.drawPolyline(places)
        taken = -float(_DAY)
        for place, (point, number) in zip(places, self._points, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.data))
            painter.drawEllipse(place, _DOT, _DOT)
            if place.x() - taken < _DAY:
                continue
            taken = place.x()
            painter.setPen(QColor(colours.text))
            middle = Qt.AlignmentFlag.AlignCenter
            above = QRectF(place.x() - 30, place.y() - 20, 60, 14)
            painter.drawText(above, middle, figure(set_, number, self._words))
            painter.setPen(QColor(colours.text_third))
            day = self._words.pattern(point.session.on, "yMMM")
            painter.drawText(QRectF(place.x() - _DAY / 2, foot + 6, _DAY, 16), middle, day)
        painter.end()
