"""The items of a session: what each says, what people gave, what was agreed, and what will be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kpidesk.domain.assessment_figures import Votes
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.headed_list import HeadedList, HeadedModel, HeadedPainter, Heading, paint_lines
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font, lines_of

_LEAST: Final = 54
_EDGE: Final = 15
_MARK: Final = 34
_VOTES: Final = 132
_AGREED: Final = 76
_ACTION: Final = 150
_WITH_ACTION: Final = 720  # px of the list that have room for a column of actions
_BESIDE: Final = 500  # px of the list that have room for votes beside the words
_GAP: Final = 12
_STEP: Final = 19
_SMALL: Final = 16
_STACKED: Final = 42  # px of votes below the words
_MOST_LINES: Final = 5
_DISC: Final = 3.2, 7.0  # the radius of the smallest and the largest disc


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of a session. `agreed` and the rest are words; `quiet` for what is not relevant here.

    `moved` is how far it went since the last time, in a figure; `change` says it in words. `mean` is that
    of the votes as people see it, `votes_told` says in words what people gave.
    """

    id: str
    mark: str
    text: str
    votes: Votes
    mean: str
    votes_told: str
    agreed: str
    agreed_told: str
    change: str = ""
    evidence: str = ""
    action: str = ""
    moved: str = ""
    quiet: bool = False


class ItemModel(HeadedModel[ItemRow]):
    """Items as rows."""

    def told(self, row: ItemRow, role: int) -> object:
        """See HeadedModel."""
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.mark} {row.text}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (row.agreed_told, row.votes_told, row.change, row.evidence, row.action)
            return ", ".join(filter(None, (f"{row.mark} {row.text}", *said)))
        return row.votes_told if role == Qt.ItemDataRole.ToolTipRole else None


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a row begin, in px from its left, and how wide they are; None without one.

    `stacked` where votes and the agreed step stand below the words, since there is no room beside them.
    """

    text: tuple[int, int]
    votes: tuple[int, int]
    agreed: tuple[int, int]
    action: tuple[int, int] | None
    stacked: bool = False


def columns_of(wide: int) -> Columns:
    """The columns of a list of some px."""
    end = wide - _EDGE
    left = _EDGE + _MARK
    action = None
    if wide < _BESIDE:
        return Columns(
            (left, max(end - left, 60)), (left, _VOTES), (left + _VOTES + _GAP, _AGREED), None, True
        )
    if wide >= _WITH_ACTION:
        action = (end - _ACTION, _ACTION)
        end -= _ACTION + _GAP
    agreed = (end - _AGREED, _AGREED)
    end -= _AGREED + _GAP
    votes = (end - _VOTES, _VOTES)
    end -= _VOTES + _GAP
    return Columns((left, max(end - left, 60)), votes, agreed, action)


class _Painter(HeadedPainter[ItemRow]):
    """Paints an item; its words take as many lines as they need."""

    def __init__(self, model: ItemModel, colours: Palette, icons: Icons, words: Words,
                 shown: HeadedList[ItemRow]) -> None:  # fmt: skip
        super().__init__(model, colours, shown)
        self._icons, self._words = icons, words

    def _below(self, row: ItemRow, columns: Columns) -> list[tuple[str, str]]:
        """What stands under the words: an icon and a text."""
        found = [("eye", row.evidence)] if row.evidence else []
        if row.action and columns.action is None:
            found.append(("flag", row.action))
        return found

    def tall(self, row: ItemRow, wide: int) -> int:
        """See HeadedPainter."""
        columns = columns_of(wide)
        room = columns.text[1]
        words = len(lines_of(row.text, 14, room, _MOST_LINES)) * _STEP
        words += sum(
            len(lines_of(text, 12, room - 20, _MOST_LINES)) * _SMALL for _, text in self._below(row, columns)
        )
        action = 0
        if columns.action is not None and row.action:
            action = len(lines_of(row.action, 12, columns.action[1], _MOST_LINES)) * _SMALL
        below = _STACKED if columns.stacked else 0
        return max(_LEAST, 18 + max(words, action) + below)

    def paint_row(self, painter: QPainter, box: QRect, row: ItemRow) -> None:
        """See HeadedPainter."""
        colours, columns = self.colours, columns_of(box.width())
        left, top, room = box.left() + columns.text[0], box.top() + 9, columns.text[1]
        painter.setFont(font(13, strong=True))
        painter.setPen(QColor(colours.text_second))
        painter.drawText(
            QRect(box.left() + _EDGE, top, _MARK, _STEP), Qt.AlignmentFlag.AlignVCenter, row.mark
        )
        painter.setFont(font(14))
        painter.setPen(QColor(colours.text_third if row.quiet else colours.text))
        y = paint_lines(painter, lines_of(row.text, 14, room, _MOST_LINES), left, top, room, _STEP)
        for icon, text in self._below(row, columns):
            painter.drawPixmap(left, y + 1, self._icons.pixmap(icon, "text_third", 14))
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text_third))
            y = paint_lines(
                painter, lines_of(text, 12, room - 20, _MOST_LINES), left + 20, y, room - 20, _SMALL
            )
        middle = y + _STACKED / 2 if columns.stacked else box.top() + min(box.height(), 3 * _LEAST) / 2
        self._paint_votes(painter, QRectF(box.left() + columns.votes[0], middle - 20, _VOTES, 40), row)
        self._paint_agreed(painter, QRectF(box.left() + columns.agreed[0], middle - 20, _AGREED, 40), row)
        if columns.action is not None and row.action:
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text_second))
            at, wide = columns.action
            paint_lines(
                painter, lines_of(row.action, 12, wide, _MOST_LINES), box.left() + at, top + 1, wide, _SMALL
            )
        painter.fillRect(box.left() + _EDGE, box.bottom(), box.width() - 2 * _EDGE, 1, QColor(colours.border))

    def _paint_votes(self, painter: QPainter, place: QRectF, row: ItemRow) -> None:
        tally, colours = row.votes.tally, self.colours
        if tally is None:
            if row.votes.too_few:
                text = self._words.many("{n} rated: too few to show", "{n} rated: too few to show",
                                        row.votes.count)  # fmt: skip
                painter.setFont(font(12))
                painter.setPen(QColor(colours.text_third))
                paint_lines(painter, lines_of(text, 12, _VOTES, 2), int(place.left()), int(place.top()) + 4,
                            _VOTES, _SMALL)  # fmt: skip
            return
        draw_votes(painter, QRectF(place.left(), place.top(), _VOTES - 40, 40), row.votes, colours)
        painter.setFont(font(13, strong=True))
        painter.setPen(QColor(colours.text))
        painter.drawText(
            QRectF(place.right() - 36, place.top(), 36, 40),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.mean,
        )  # fmt: skip

    def _paint_agreed(self, painter: QPainter, place: QRectF, row: ItemRow) -> None:
        colours = self.colours
        painter.setPen(QColor(colours.text if row.agreed else colours.text_third))
        painter.setFont(font(18 if len(row.agreed) < 4 else 12, strong=True))
        high = 24 if row.moved else 40
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(place.left(), place.top(), _AGREED, high), align, row.agreed or "–")
        if row.moved:
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text_third))
            painter.drawText(QRectF(place.left(), place.top() + high, _AGREED, 16), align, row.moved)


def draw_votes(painter: QPainter, place: QRectF, votes: Votes, colours: Palette) -> None:
    """What people gave: a disc at each step, larger where more gave it, on a line from low to high."""
    tally = votes.tally
    if tally is None:
        return
    inset = _DISC[1] + 1
    step = (place.width() - 2 * inset) / max(tally.best - 1, 1)
    y = place.center().y()

    def at(number: float) -> float:
        return place.left() + inset + (number - 1) * step

    painter.setPen(QPen(QColor(colours.outline), 1))
    for number in range(1, tally.best + 1):
        painter.drawLine(QPointF(at(number), y - 2), QPointF(at(number), y + 2))
    painter.setPen(QPen(QColor(colours.warn if tally.divided else colours.text_second), 2))
    painter.drawLine(QPointF(at(tally.low), y), QPointF(at(tally.high), y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent))
    most = max(tally.counts)
    for number, count in enumerate(tally.counts, 1):
        if count:
            radius = _DISC[0] + (_DISC[1] - _DISC[0]) * (count - 1) / max(most - 1, 1)
            painter.drawEllipse(QPointF(at(number), y), radius, radius)
    painter.setPen(QPen(QColor(colours.text), 2))
    painter.drawLine(QPointF(at(tally.mean), y - 12), QPointF(at(tally.mean), y + 12))


class ItemList(HeadedList[ItemRow]):
    """The list. `typed` tells a digit, `irrelevant` that N was pressed, `cleared` Del."""

    typed = Signal(int)
    irrelevant = Signal()
    cleared = Signal()

    def __init__(self, words: Words, colours: Palette, icons: Icons) -> None:
        self.model_ = ItemModel()
        super().__init__(self.model_, words("Items"))
        self.setItemDelegate(_Painter(self.model_, colours, icons, words, self))
        self.setResizeMode(HeadedList.ResizeMode.Adjust)

    def show_rows(self, rows: Sequence[Heading | ItemRow]) -> bool:
        """Show these; whether they are others than before."""
        return self.model_.show_rows(tuple(rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Digits agree, N says that an item is not relevant, Del takes that back."""
        key, plain = event.key(), event.modifiers() in {
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        }  # fmt: skip
        if plain and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.typed.emit(key - Qt.Key.Key_0)
        elif plain and key == Qt.Key.Key_N:
            self.irrelevant.emit()
        elif plain and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class ItemHead(QWidget):
    """The names of the columns, above the list."""

    reads_as = Role.StaticText

    def __init__(self, list_: ItemList, words: Words, colours: Palette) -> None:
        super().__init__()
        self._list, self._colours = list_, colours
        self._names = words("Item"), words("Votes"), words("Agreed"), words("Action")
        self.setAccessibleName(", ".join(self._names))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(200, 26)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(100, 26)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setFont(font(12, strong=True))
        painter.setPen(QColor(self._colours.text_third))
        columns = columns_of(self._list.viewport().width())
        places = (columns.text, columns.votes, columns.agreed, columns.action)
        for name, place in zip(self._names, places, strict=True):
            shown = place is columns.text or not columns.stacked
            if place is not None and shown:
                middle = place is columns.agreed
                align = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
                painter.drawText(
                    QRect(place[0], 0, place[1], self.height()), align | Qt.AlignmentFlag.AlignVCenter, name
                )
        painter.end()
