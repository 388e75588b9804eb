"""The chart on which people draw where a curve goes if nothing changes.

Pressing and moving draws: each coming period that the pointer passes takes the number under it. Arrows
do the same: left and right choose a period, up and down move it. While somebody draws the scale stands
still; what was drawn reaches the desk once, on letting go.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import floor, log10
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kpidesk.domain.curves import Ahead
from kpidesk.drawing.chart_data import Data, span
from kpidesk.drawing.chart_marks import LEFT_OUT, TRIANGLE, shape_of
from kpidesk.drawing.charts import Chart, drawn
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Group, Item, bounds, walk
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role, tell
from kpidesk.ui.measures.texts import number_shown, period_name
from kpidesk.ui.painter import Cache, paint

_SCALE: Final = 96 / 25.4  # px to the mm
_TEXT_PT: Final = 9.0
_HANDLE: Final = 5.5
_STEPS: Final = 100  # steps of the arrows from the lowest to the highest number of the axis
_LEAP: Final = 10


@dataclass(frozen=True, slots=True)
class Scale:
    """Where the coming periods and numbers lie, in px; y grows downwards."""

    places: tuple[float, ...]
    zero: float
    unit: float

    def y(self, number: float) -> float:
        """Where a number lies."""
        return self.zero + number * self.unit

    def number(self, y: float) -> float:
        """The number at a height."""
        return (y - self.zero) / self.unit

    def nearest(self, x: float) -> int:
        """The place of the coming period that is nearest."""
        return min(range(len(self.places)), key=lambda place: abs(self.places[place] - x))


class CurveChart(QWidget):
    """Chart and handles.

    `drawn` carries numbers by period, None where one is taken away; `gone_to` the period that was chosen;
    `typed` a digit that was typed on the chart, for a field that takes numbers.
    """

    reads_as = Role.Chart
    drawn = Signal(object)
    gone_to = Signal(object)
    typed = Signal(str)

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self.setObjectName("curve-chart")
        self._words, self._colours = words, colours
        self._data: Data | None = None
        self._ahead: tuple[Ahead, ...] = ()
        self._chart: Chart | None = None
        self._scale: Scale | None = None
        self._cache = Cache()
        self._at = 0
        self._drawing: dict[int, float] | None = None
        self._from: tuple[int, float] | None = None
        self.writable = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(280, 150)

    # -- showing

    def show_data(self, data: Data | None, ahead: Sequence[Ahead]) -> None:
        """Show a measure's values with the line ahead; a drawing that is under way is given up."""
        positions = {each.period: data.at(each.period) for each in ahead} if data else {}
        line = tuple((positions[each.period], each.number) for each in ahead)
        self._data = replace(data, forecasts=line) if data else None
        self._ahead = tuple(ahead)
        self._chart = self._scale = self._drawing = None
        self._at = min(self._at, max(len(ahead) - 1, 0))
        self._tell()
        self.update()

    @property
    def period(self) -> date | None:
        """The coming period that is chosen."""
        return self._ahead[self._at].period if self._ahead else None

    def scale_(self) -> Scale | None:
        """Where things lie, None while nothing can be drawn."""
        self._paintable()
        return self._scale

    def _tell(self) -> None:
        """What a screen reader says: the measure, and the chosen period with its number."""
        data = self._data
        self.setAccessibleName(self._words("Forecast for {name}", name=data.measure.name) if data else "")
        if data is not None and self._ahead:
            chosen = self._ahead[self._at]
            name = period_name(chosen.period, data.measure.period_type, self._words)
            number = number_shown(self._rounded(chosen.number), data.measure.decimals, self._words)
            tell(self, f"{name}: {number}")

    def _paintable(self) -> Chart | None:
        if self._chart is None and self._data is not None and self.width() > 60 and self.height() > 40:
            self._chart = drawn(
                self._data, self.width() / _SCALE, self.height() / _SCALE, self._words,
                text_pt=_TEXT_PT, palette=self._colours, with_legend=False,
            )  # fmt: skip
            self._cache = Cache()
            self._scale = self._scale_of(self._chart, self._data) if self._ahead else None
        return self._chart

    def _scale_of(self, chart: Chart, data: Data) -> Scale:
        """Read off the marks of the chart, which are in the order of its values and then its forecasts."""
        group = next(each for each in walk(chart.items) if isinstance(each, Group) and each.role == "values")
        marks = iter(group.items)
        known: list[tuple[float, float]] = []
        for point in data.analysis.points:
            _, y = _middle(next(marks))
            if shape_of(point) == LEFT_OUT:
                next(marks)  # its stroke
            if shape_of(point) != TRIANGLE:  # whose middle lies elsewhere
                known.append((point.number, y))
        coming = [_middle(each) for each in marks]
        known += [(each.number, y) for each, (_, y) in zip(self._ahead, coming, strict=True)]
        (low, below), (high, above) = min(known), max(known)
        if high > low:
            unit = (above - below) / (high - low)
        else:  # all the same: the axis reaches a little beyond, and most of the height is its
            bottom, top = span(data)
            unit = -0.7 * self.height() / (top - bottom)
        return Scale(tuple(x for x, _ in coming), below - low * unit, unit)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        chart = self._paintable()
        if chart is None:
            return
        painter = QPainter(self)
        paint(painter, chart.items, scale=_SCALE, cache=self._cache)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._scale is not None:
            self._paint_handles(painter, self._scale)
        painter.end()

    def _paint_handles(self, painter: QPainter, scale: Scale) -> None:
        accent, ground = QColor(self._colours.accent), QColor(self._colours.surface)
        now = self._drawing or {}
        spots = [
            QPointF(x, scale.y(now.get(place, each.number)))
            for place, (x, each) in enumerate(zip(scale.places, self._ahead, strict=True))
        ]
        if now:
            painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
            for place, (one, other) in enumerate(pairwise(spots)):
                if place in now or place + 1 in now:
                    painter.drawLine(one, other)
        for place, (spot, each) in enumerate(zip(spots, self._ahead, strict=True)):
            if each.drawn or place in now:
                painter.setPen(QPen(accent, 2))
                painter.setBrush(ground)
                painter.drawEllipse(spot, _HANDLE, _HANDLE)
        if self.hasFocus() and spots:
            painter.setPen(QPen(accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(spots[self._at], _HANDLE + 5, _HANDLE + 5)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another size is another drawing."""
        super().resizeEvent(event)
        self._chart = self._scale = self._drawing = None

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The ring comes."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    # -- drawing by hand

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to draw, in the part of the chart that is still to come."""
        scale = self.scale_()
        if scale is None or not self.writable or event.button() is not Qt.MouseButton.LeftButton:
            return
        gap = scale.places[1] - scale.places[0] if len(scale.places) > 1 else self.width() / 8
        if event.position().x() >= scale.places[0] - max(gap / 2, 12):
            self._drawing, self._from = {}, None
            self._draw_to(scale, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Draw on."""
        if self._drawing is not None and self._scale is not None:
            self._draw_to(self._scale, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """What was drawn is taken over."""
        if self._drawing is not None and event.button() is Qt.MouseButton.LeftButton:
            done, self._drawing = self._drawing, None
            self._take(done)

    def _draw_to(self, scale: Scale, at: QPointF) -> None:
        """The nearest period takes the number; those that a fast hand has skipped, what lies between."""
        if self._drawing is None:
            return
        place = scale.nearest(at.x())
        number = self._possible(scale.number(min(max(at.y(), 2.0), self.height() - 2.0)))
        before, first = self._from or (place, number)
        way = place - before
        for step in range(abs(way) + 1):
            share = step / abs(way) if way else 1.0
            between = before + step * (1 if way > 0 else -1)
            if step or not way:
                self._drawing[between] = self._rounded(first * (1 - share) + number * share)
        self._from = (place, number)
        self._at = place
        self.update()

    def _take(self, done: Mapping[int, float | None]) -> None:
        if self._ahead:
            self.gone_to.emit(self._ahead[self._at].period)
        if done:
            self.drawn.emit({self._ahead[place].period: number for place, number in done.items()})

    def _possible(self, number: float) -> float:
        if self._data is None:
            return number
        low, high = self._data.measure.lower_bound, self._data.measure.upper_bound
        number = number if low is None else max(number, low)
        return number if high is None else min(number, high)

    @property
    def _step(self) -> float:
        """A round number that is about a hundredth of the axis, not finer than the measure."""
        if self._data is None:
            return 1.0
        low, high = span(self._data)
        fine = (high - low) / _STEPS
        round_ = 10.0 ** floor(log10(fine))
        return max(next(round_ * each for each in (1, 2, 5, 10) if round_ * each >= fine * 0.999),
                   10.0**-self._data.measure.decimals)  # fmt: skip

    def _rounded(self, number: float) -> float:
        """As many places as the measure has, or as the scale needs where that is finer."""
        step = self._step
        return round(number, max(0, -floor(log10(step) + 1e-9)))

    # -- by keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows choose and move, Delete takes away, a digit goes to the field, Esc gives a drawing up."""
        key = Qt.Key(event.key())
        across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}
        up = {
            Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: _LEAP, Qt.Key.Key_PageDown: -_LEAP,
        }  # fmt: skip
        if key == Qt.Key.Key_Escape and self._drawing is not None:
            self._drawing = None
            self.update()
        elif not self._ahead:
            super().keyPressEvent(event)
        elif key in across:
            self.go(self._at + across[key])
        elif self.writable and key in up:
            number = self._ahead[self._at].number + up[key] * self._step
            self._take({self._at: self._possible(self._rounded(number))})
        elif self.writable and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._take({self._at: None} if self._ahead[self._at].drawn else {})
        elif self.writable and event.text() and event.text() in "0123456789-−.,":
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Digits are numbers here; they start no command of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            bare = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if (bare and event.text() and event.text() in "0123456789-.,") or (
                event.key() == Qt.Key.Key_Escape and self._drawing is not None
            ):
                event.accept()
                return True
        return super().event(event)

    def go(self, place: int) -> None:
        """Choose another coming period."""
        self._at = min(max(place, 0), len(self._ahead) - 1)
        self._tell()
        self.update()
        self.gone_to.emit(self._ahead[self._at].period)


def _middle(mark: Item) -> tuple[float, float]:
    """The middle of a mark, in px."""
    left, top, right, bottom = bounds((mark,)) or (0.0, 0.0, 0.0, 0.0)
    return (left + right) / 2 * _SCALE, (top + bottom) / 2 * _SCALE
