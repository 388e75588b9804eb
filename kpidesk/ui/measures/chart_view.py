"""The chart of a measure, drawn at the size of its place and alive: points can be seen and chosen."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kpidesk.domain.labels import LABELS
from kpidesk.domain.series import ValueStatus
from kpidesk.domain.xmr import Point
from kpidesk.drawing.chart_data import Data
from kpidesk.drawing.chart_sheet import PLAIN, Extras
from kpidesk.drawing.charts import Chart, drawn
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Group, bounds, walk
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.measures.texts import number_shown, period_name
from kpidesk.ui.painter import Cache, paint

_SCALE: Final = 96 / 25.4  # px to the mm, so that 9 pt are 12 px
_TEXT_PT: Final = 9.0
_REACH: Final = 30  # px: how far from a point a click may be
_RING: Final = 9


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the value of a period lies, in px."""

    point: Point
    at: QPointF

    @property
    def period(self) -> date:
        """Of the value."""
        return self.point.period


class ChartView(QWidget):
    """Paints the chart; `chosen` tells the period of the point that a person clicks or goes to by keys."""

    reads_as = Role.Chart
    chosen = Signal(object)

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self.setObjectName("chart")
        self._words, self._colours = words, colours
        self._data: Data | None = None
        self._extras = PLAIN
        self._chart: Chart | None = None
        self._cache = Cache()
        self._period: date | None = None
        self._hovered: date | None = None
        self._by_keys = False
        self.spots: list[Spot] = []
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(280, 150)

    def show_data(self, data: Data | None) -> None:
        """Show another state of a measure's values."""
        self._data = data
        self._chart = None
        self.spots = []
        self.setAccessibleName(data.measure.name if data else "")
        self.update()

    def show_extras(self, extras: Extras) -> None:
        """Lay something else over the chart."""
        if extras != self._extras:
            self._extras = extras
            self._chart = None
            self.update()

    @property
    def extras(self) -> Extras:
        """What is laid over the chart."""
        return self._extras

    @property
    def data(self) -> Data | None:
        """What is shown."""
        return self._data

    def select(self, period: date | None) -> None:
        """Put the ring around the point of a period."""
        if period != self._period:
            self._period = period
            self.update()

    def chart(self) -> Chart | None:
        """The chart at the size of the widget."""
        if self._chart is None and self._data is not None and self.width() > 60 and self.height() > 40:
            self._chart = drawn(
                self._data, self.width() / _SCALE, self.height() / _SCALE, self._words,
                text_pt=_TEXT_PT, palette=self._colours, with_ranges=True, extras=self._extras,
            )  # fmt: skip
            self._cache = Cache()
            self.spots = self._found_spots(self._chart, self._data)
            self.setAccessibleDescription(" ".join(self._chart.summary))
        return self._chart

    def _found_spots(self, chart: Chart, data: Data) -> list[Spot]:
        """Where the points lie: the marks of the chart are in the order of its values."""
        groups = (each for each in walk(chart.items) if isinstance(each, Group) and each.role == "values")
        marks = iter(next(groups).items)
        spots = []
        for point in data.analysis.points:
            box = bounds((next(marks),))
            if box is not None:
                left, top, right, bottom = box
                at = QPointF((left + right) / 2 * _SCALE, (top + bottom) / 2 * _SCALE)
                spots.append(Spot(point, at))
        return spots

    def said(self, spot: Spot) -> str:
        """A point in words."""
        if self._data is None:
            return ""
        measure, words = self._data.measure, self._words
        number = number_shown(spot.point.number, measure.decimals, words)
        point = spot.point
        marked = sorted(words(LABELS[rule]) for rule in point.marks)
        if point.excluded:
            marked.append(words("left out of the limits"))
        if point.value.status is not ValueStatus.FINAL:
            marked.append(words(LABELS[point.value.status]))
        marked += [
            each.record.text for each in self._data.remarks if each.start <= point.position <= each.end
        ]
        return "\n".join((f"{period_name(spot.period, measure.period_type, words)}: {number}", *marked))

    def spot_of(self, period: date | None) -> Spot | None:
        """The point of a period."""
        self.chart()
        return next((spot for spot in self.spots if spot.period == period), None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        chart = self.chart()
        if chart is None:
            return
        painter = QPainter(self)
        paint(painter, chart.items, scale=_SCALE, cache=self._cache)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for period, colour in ((self._hovered, self._colours.outline), (self._period, self._colours.accent)):
            spot = self.spot_of(period)
            if spot is not None:
                painter.setPen(QPen(QColor(colour), 2))
                painter.drawEllipse(spot.at, _RING, _RING)
        if self._by_keys and self.hasFocus():
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Who comes by keys sees where they are."""
        self._by_keys = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another size is another drawing."""
        super().resizeEvent(event)
        self._chart = None

    # -- pointing

    def _near(self, at: QPoint) -> Spot | None:
        """The point under the pointer: the nearest in time, and of those the nearest at all."""
        self.chart()
        near = [spot for spot in self.spots if abs(spot.at.x() - at.x()) <= _REACH]
        return min(
            near,
            key=lambda spot: (abs(spot.at.x() - at.x()), abs(spot.at.y() - at.y())),
            default=None,
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The point that a click would take has a quiet ring."""
        spot = self._near(event.position().toPoint())
        self._hover(spot.period if spot else None)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, period: date | None) -> None:
        if period != self._hovered:
            self._hovered = period
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click takes the point."""
        spot = self._near(event.position().toPoint())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(spot.period)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go from point to point."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
        self.chart()
        key = Qt.Key(event.key())
        if not self.spots or key not in steps | ends:
            super().keyPressEvent(event)
            return
        periods = [spot.period for spot in self.spots]
        if key in ends:
            at = ends[key]
        elif self._period in periods:
            at = min(max(periods.index(self._period) + steps[key], 0), len(periods) - 1)
        else:
            at = -1
        self.chosen.emit(periods[at])
        self._read_out(self.spots[at])

    def _read_out(self, spot: Spot) -> None:
        """Say a point that was gone to by keys, beside it and to screen readers."""
        said = self.said(spot)
        QToolTip.showText(self.mapToGlobal(spot.at.toPoint()), said, self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def event(self, event: QEvent) -> bool:
        """Tooltips tell the value under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self._near(event.pos())
            QToolTip.showText(event.globalPos(), self.said(spot) if spot else "", self)
            return True
        return super().event(event)
