"""A list of records under headings: what each is called, what is said below it, and what beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from kpidesk.drawing.palette import Palette
from kpidesk.ui.headed_list import HeadedList, HeadedModel, HeadedPainter, Heading, paint_lines
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font, lines_of

_LEFT: Final = 40
_TITLE: Final = 14
_STEP: Final = 20
_SMALL_STEP: Final = 17
_RIGHT: Final = 120  # px at the right for what stands beside


@dataclass(frozen=True, slots=True)
class Told:
    """A record in words. `mark` is the icon in front and its colour, `also` is only read aloud."""

    id: str
    title: str
    below: str = ""
    beside: str = ""
    mark: tuple[str, str] = ("", "text_second")
    also: str = ""


class ToldModel(HeadedModel[Told]):
    """Records as rows."""

    def told(self, row: Told, role: int) -> object:
        """See HeadedModel."""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.title, row.below, row.beside, row.also)))
        return None


class _Painter(HeadedPainter[Told]):
    """Paints a row; texts take as many lines as they need."""

    def __init__(self, model: ToldModel, colours: Palette, icons: Icons, shown: HeadedList[Told]) -> None:
        super().__init__(model, colours, shown)
        self._icons = icons

    def _right(self, row: Told, wide: int) -> int:
        return min(_RIGHT, wide // 3) if row.beside else 0

    def _lines(self, row: Told, wide: int) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        right = self._right(row, wide)
        room = max(wide - _LEFT - right - 24, 60)
        beside = lines_of(row.beside, 12, right, 3) if right else ()
        return lines_of(row.title, _TITLE, room, 4), lines_of(row.below, 12, room, 6), beside

    def tall(self, row: Told, wide: int) -> int:
        """See HeadedPainter."""
        title, below, beside = self._lines(row, wide)
        return 16 + max(
            _STEP * len(title) + (_SMALL_STEP * len(below) if row.below else 0), _STEP * len(beside)
        )

    def paint_row(self, painter: QPainter, box: QRect, row: Told) -> None:
        """See HeadedPainter."""
        colours = self.colours
        icon, colour = row.mark
        if icon:
            painter.drawPixmap(box.left() + 15, box.top() + 10, self._icons.pixmap(icon, colour, 16))
        title, below, beside = self._lines(row, box.width())
        right = self._right(row, box.width())
        room = box.width() - _LEFT - right - 20
        painter.setFont(font(_TITLE))
        painter.setPen(QColor(colours.text))
        y = paint_lines(painter, title, box.left() + _LEFT, box.top() + 8, room, _STEP)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text_third))
        paint_lines(painter, below if row.below else (), box.left() + _LEFT, y, room, _SMALL_STEP)
        painter.setPen(QColor(colours.text_second))
        y = box.top() + 8
        for line in beside:
            place = QRect(box.right() - right - 12, y, right, _STEP)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line)
            y += _STEP


class ToldList(HeadedList[Told]):
    """The list."""

    def __init__(self, name: str, colours: Palette, icons: Icons) -> None:
        self.model_ = ToldModel()
        super().__init__(self.model_, name)
        self.setItemDelegate(_Painter(self.model_, colours, icons, self))
        self.setResizeMode(HeadedList.ResizeMode.Adjust)

    def show_rows(self, rows: Sequence[Heading | Told]) -> bool:
        """Show these; whether they are others than before."""
        return self.model_.show_rows(tuple(rows))
