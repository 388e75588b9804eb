"""Parts of an assessment as bars: how far each is, with where it was last time as a hollow mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from kpidesk.drawing.palette import Palette
from kpidesk.ui.headed_list import HeadedList, HeadedModel, HeadedPainter, Heading, paint_lines
from kpidesk.ui.painted import font, lines_of

_EDGE: Final = 15
_STEP: Final = 18
_BAR: Final = 8
_WIDE_BAR: Final = 14
_FIGURE: Final = 44  # px at the right for the figure
_MARK: Final = 4.5


@dataclass(frozen=True, slots=True)
class Bar:
    """A part: its figure as text, and as a share of the scale now and last time (None for none).

    `told` stands below the bar; `before` is only read aloud, since a mark shows it.
    """

    id: str
    name: str
    figure: str
    now: float | None = None
    last: float | None = None
    told: str = ""
    before: str = ""


class BarModel(HeadedModel[Bar]):
    """Parts as rows."""

    def told(self, row: Bar, role: int) -> object:
        """See HeadedModel."""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.name, row.figure, row.before, row.told)))
        return None


class _Painter(HeadedPainter[Bar]):
    """Paints a part; `large` for where bars are what one looks at."""

    def __init__(self, model: BarModel, colours: Palette, shown: HeadedList[Bar], *, large: bool) -> None:
        super().__init__(model, colours, shown)
        self._bar = _WIDE_BAR if large else _BAR
        self._size = 14 if large else 13

    def _lines(self, row: Bar, wide: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = wide - 2 * _EDGE
        told = lines_of(row.told, 12, room, 3) if row.told else ()
        return lines_of(row.name, self._size, room - _FIGURE, 3), told

    def tall(self, row: Bar, wide: int) -> int:
        """See HeadedPainter."""
        name, told = self._lines(row, wide)
        return 8 + len(name) * _STEP + 6 + self._bar + (3 + 16 * len(told) if told else 0) + 9

    def paint_row(self, painter: QPainter, box: QRect, row: Bar) -> None:
        """See HeadedPainter."""
        colours, left = self.colours, box.left() + _EDGE
        room = box.width() - 2 * _EDGE
        name, told = self._lines(row, box.width())
        painter.setPen(QColor(colours.text))
        painter.setFont(font(self._size))
        y = paint_lines(painter, name, left, box.top() + 8, room - _FIGURE, _STEP)
        painter.setFont(font(self._size + 1, strong=True))
        place = QRect(left + room - _FIGURE, box.top() + 8, _FIGURE, _STEP)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.figure)
        draw_bar(painter, QRectF(left, y + 6, room, self._bar), row.now, row.last, colours)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text_second))
        paint_lines(painter, told, left, y + 9 + self._bar, room, 16)


def draw_bar(
    painter: QPainter, place: QRectF, now: float | None, last: float | None, colours: Palette
) -> None:
    """A track, filled as far as now, with a hollow mark where it was last time."""
    radius = place.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.pressed))
    painter.drawRoundedRect(place, radius, radius)
    if now is not None:
        filled = QRectF(place)
        filled.setWidth(max(place.width() * now, place.height()))
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(filled, radius, radius)
    if last is not None:
        reach = place.width() - 2 * _MARK
        middle = QPointF(place.left() + _MARK + reach * last, place.center().y())
        painter.setPen(QPen(QColor(colours.text), 1.6))
        painter.setBrush(QColor(colours.surface))
        painter.drawEllipse(middle, _MARK, _MARK)


class BarList(HeadedList[Bar]):
    """The list."""

    def __init__(self, name: str, colours: Palette, *, large: bool = False) -> None:
        self.model_ = BarModel()
        super().__init__(self.model_, name)
        self.setItemDelegate(_Painter(self.model_, colours, self, large=large))
        self.setResizeMode(HeadedList.ResizeMode.Adjust)

    def show_rows(self, rows: Sequence[Heading | Bar]) -> bool:
        """Show these; whether they are others than before."""
        return self.model_.show_rows(tuple(rows))
