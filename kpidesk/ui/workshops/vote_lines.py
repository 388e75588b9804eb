"""What a vote came to on the screen: bars, how often each number was given, what to talk about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from kpidesk.drawing.palette import Palette
from kpidesk.ui.headed_list import HeadedList, HeadedModel, HeadedPainter, Heading, paint_lines
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font, lines_of

_BADGE: Final = 30  # px
_LEFT: Final = 56
_FIGURE: Final = 130
_STEP: Final = 21
_SMALL: Final = 17
_BAR: Final = 12
_HISTOGRAM: Final = 40
_COLUMN: Final = 26


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing with what it came to. `counts` are how often each step was given, () where there are none."""

    id: str
    mark: str
    title: str
    figure: str
    below: str
    share: float
    counts: tuple[int, ...] = ()
    steps: tuple[str, ...] = ()
    talk: str = ""
    leads: bool = False


class _Model(HeadedModel[Shown]):
    """Things as rows."""

    def told(self, row: Shown, role: int) -> object:
        """See HeadedModel."""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            given = ", ".join(
                f"{step}: {count}" for step, count in zip(row.steps, row.counts, strict=True) if count
            )
            return ", ".join(filter(None, (row.mark, row.title, row.figure, row.below, given, row.talk)))
        return None


class _Painter(HeadedPainter[Shown]):
    """Paints a thing: its letter, its words, its figure, a bar, and columns of numbers."""

    def __init__(
        self, model: HeadedModel[Shown], colours: Palette, icons: Icons, shown: HeadedList[Shown]
    ) -> None:
        super().__init__(model, colours, shown)
        self._icon = icons.pixmap("message-square", "warn", 14)

    def _room(self, row: Shown, wide: int) -> int:
        columns = len(row.counts) * _COLUMN + 16 if row.counts else 0
        return max(wide - _LEFT - _FIGURE - columns - 24, 80)

    def _lines(self, row: Shown, wide: int) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        room = self._room(row, wide)
        below = lines_of(row.below, 12, room, 3) if row.below else ()
        talk = lines_of(row.talk, 12, room - 20, 2) if row.talk else ()
        return lines_of(row.title, 15, room, 4), below, talk

    def tall(self, row: Shown, wide: int) -> int:
        """See HeadedPainter."""
        title, below, talk = self._lines(row, wide)
        text = _STEP * len(title) + _BAR + 8 + _SMALL * (len(below) + len(talk))
        return 20 + max(text, _HISTOGRAM + 18 if row.counts else 0)

    def paint_row(self, painter: QPainter, box: QRect, row: Shown) -> None:
        """See HeadedPainter."""
        colours = self.colours
        title, below, talk = self._lines(row, box.width())
        room = self._room(row, box.width())
        top, left = box.top() + 10, box.left() + _LEFT
        badge = QRectF(box.left() + 14, top, _BADGE, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if row.leads else colours.pressed))
        painter.drawEllipse(badge)
        painter.setFont(font(13, strong=True))
        painter.setPen(QColor(colours.on_accent if row.leads else colours.text))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, row.mark)
        painter.setFont(font(15, strong=row.leads))
        painter.setPen(QColor(colours.text))
        y = paint_lines(painter, title, left, top, room, _STEP) + 4
        self._bar(painter, QRectF(left, y, room, _BAR), row)
        y += _BAR + 4
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text_second))
        y = paint_lines(painter, below, left, y, room, _SMALL)
        if talk:
            painter.drawPixmap(left, y + 2, self._icon)
            painter.setPen(QColor(colours.warn))
            paint_lines(painter, talk, left + 20, y, room - 20, _SMALL)
        figure = QRect(left + room + 12, top, _FIGURE - 12, _BADGE)
        painter.setFont(font(17, strong=True))
        painter.setPen(QColor(colours.text))
        painter.drawText(figure, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.figure)
        if row.counts:
            self._columns(painter, QRectF(figure.right() + 16, top, len(row.counts) * _COLUMN, 0), row)

    def _bar(self, painter: QPainter, box: QRectF, row: Shown) -> None:
        colours = self.colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.pressed))
        painter.drawRoundedRect(box, 4, 4)
        if row.share > 0:
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(
                QRectF(box.left(), box.top(), max(box.width() * row.share, 6), _BAR), 4, 4
            )

    def _columns(self, painter: QPainter, box: QRectF, row: Shown) -> None:
        """How often each number was given, as columns with the number below and the count above."""
        colours, most = self.colours, max(row.counts)
        painter.setFont(font(11))
        for place, (count, step) in enumerate(zip(row.counts, row.steps, strict=True)):
            x = box.left() + place * _COLUMN
            high = (_HISTOGRAM - 14) * count / most if most else 0.0
            column = QRectF(x + 3, box.top() + _HISTOGRAM - high, _COLUMN - 6, high)
            painter.fillRect(column, QColor(colours.accent))
            centre = Qt.AlignmentFlag.AlignCenter
            if count:
                painter.setPen(QColor(colours.text))
                painter.drawText(QRectF(x, column.top() - 14, _COLUMN, 13), centre, str(count))
            painter.setPen(QColor(colours.text_third))
            painter.drawText(QRectF(x, box.top() + _HISTOGRAM + 2, _COLUMN, 14), centre, step)


class VoteLines(HeadedList[Shown]):
    """The list."""

    def __init__(self, name: str, colours: Palette, icons: Icons) -> None:
        self.model_ = _Model()
        super().__init__(self.model_, name)
        self.setItemDelegate(_Painter(self.model_, colours, icons, self))
        self.setResizeMode(HeadedList.ResizeMode.Adjust)

    def show_rows(self, rows: Sequence[Heading | Shown]) -> bool:
        """Show these; whether they are others than before."""
        return self.model_.show_rows(tuple(rows))
