"""Lists of what is guessed about partners, and of what was found out, under the partners' names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from kpidesk.domain.guesses import Guess
from kpidesk.domain.sharing import Contribution, Partner, Told
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.partner_words import age
from kpidesk.system.words import Words
from kpidesk.ui.headed_list import (
    HeadedList,
    HeadedModel,
    HeadedPainter,
    Heading,
    paint_lines,
)
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font, lines_of

_LINE: Final = 18
_SMALL: Final = 16
_LEFT: Final = 40
_MOST: Final = 12  # lines of one text


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is guessed, or was; `late` where somebody should have asked by now."""

    id: str
    text: str
    captions: tuple[str, ...]
    guess: bool
    late: bool = False


def guessed(found: Sequence[Guess], words: Words) -> Iterator[Heading | Line]:
    """Guesses under the partners that they are about."""
    partner = ""
    for each in found:
        if each.partner.id != partner:
            partner = each.partner.id
            yield Heading(f"{each.partner.code}  {each.partner.name}")
        told = age(each.days, words)
        told = words("{age}: time to ask", age=told) if each.is_old else told
        yield Line(
            each.id, f"{each.told.name}?", (kind_of(each.told, words), told), guess=True, late=each.is_old
        )


def found_out(found: Sequence[tuple[Partner, Told]], words: Words) -> Iterator[Heading | Line]:
    """What was found out, the latest first, with its day and what people said."""
    for partner, told in found:
        day = words.date(told.confirmed_on) if told.confirmed_on else ""
        captions = (f"{partner.code} {partner.name} · {day}", told.found)
        yield Line(told.id, told.name, tuple(filter(None, captions)), guess=False)


def kind_of(told: Told, words: Words) -> str:
    """What it is that is guessed."""
    if isinstance(told, Contribution):
        return words("what they contribute")
    return words("what drives their own work")


class LineModel(HeadedModel[Line]):
    """Lines as rows."""

    def told(self, row: Line, role: int) -> object:
        """See HeadedModel."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return row.text
        return ", ".join((row.text, *row.captions)) if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Painter(HeadedPainter[Line]):
    """Paints a row: its mark, its words in as many lines as they need, and captions."""

    def __init__(self, model: LineModel, colours: Palette, icons: Icons, shown: HeadedList[Line]) -> None:
        super().__init__(model, colours, shown)
        self._guess = icons.pixmap("circle-dashed", "watch", 16)
        self._known = icons.pixmap("circle-check", "accent", 16)
        self._late = icons.pixmap("triangle-alert", "warn", 14)

    def _wrapped(self, row: Line, wide: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        room = max(wide - _LEFT - 20, 60)
        late = 18 if row.late else 0
        captions = [
            lines_of(text, 12, room - (late if text == row.captions[-1] else 0), _MOST)
            for text in row.captions
        ]
        return lines_of(row.text, 13, room, _MOST), captions

    def tall(self, row: Line, wide: int) -> int:
        """See HeadedPainter."""
        text, captions = self._wrapped(row, wide)
        return 16 + _LINE * len(text) + _SMALL * sum(map(len, captions))

    def paint_row(self, painter: QPainter, box: QRect, row: Line) -> None:
        """See HeadedPainter."""
        colours = self.colours
        painter.drawPixmap(box.left() + 15, box.top() + 9, self._guess if row.guess else self._known)
        text, captions = self._wrapped(row, box.width())
        left, y = box.left() + _LEFT, box.top() + 8
        painter.setFont(font(13, italic=row.guess))
        painter.setPen(QColor(colours.watch if row.guess else colours.text))
        y = paint_lines(painter, text, left, y, box.right() - left, _LINE)
        painter.setFont(font(12))
        for number, lines in enumerate(captions):
            late = row.late and number == len(captions) - 1
            painter.setPen(QColor(colours.warn if late else colours.text_second))
            if late:
                painter.drawPixmap(left, y + 1, self._late)
            y = paint_lines(painter, lines, left + (18 if late else 0), y, box.right() - left, _SMALL)


class LineList(HeadedList[Line]):
    """A list of lines; `entered` tells that Enter was pressed on one."""

    entered = Signal()

    def __init__(self, colours: Palette, icons: Icons, name: str, key: str) -> None:
        self.lines = LineModel()
        super().__init__(self.lines, name)
        self.setObjectName(key)
        self.setItemDelegate(_Painter(self.lines, colours, icons, self))

    def show_lines(self, rows: Iterator[Heading | Line], current: str = "") -> None:
        """Show these, with one of them chosen."""
        self.lines.show_rows(list(rows))
        self.show_current(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on to what is said about it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.entered.emit()
        else:
            super().keyPressEvent(event)
