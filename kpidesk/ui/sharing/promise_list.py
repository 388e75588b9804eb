"""The list of promises: what, who with whom, by when and how it stands; what is overdue comes first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from kpidesk.domain.commitments import Commitment, CommitmentStatus, by_date
from kpidesk.drawing.palette import Palette
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
from kpidesk.ui.sharing.promise_form import standing_words

_LEFT: Final = 40
_WHAT: Final = 14
_STEP: Final = 20
_SMALL_STEP: Final = 17
_DAY: Final = 132  # px at the right for day and status


class Order(Enum):
    """How the list is sorted."""

    DATE = "date"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Row:
    """A promise with what is said below it, its day, and how it stands."""

    promise: Commitment
    below: str
    day: str
    standing: str
    late: bool

    @property
    def id(self) -> str:
        """The id of the promise."""
        return self.promise.id


def rows_of(
    promises: Sequence[Commitment], order: Order, today: date, words: Words
) -> Iterator[Heading | Row]:
    """Promises under headings: by when they are due, or by who gave them; nobody's come last."""
    found = by_date(promises, today)
    if order is Order.PERSON:
        found.sort(key=lambda each: (not each.who.strip(), each.who.strip().casefold()))

    def heading(promise: Commitment) -> str:
        if order is Order.PERSON:
            return promise.who.strip() or words("Nobody yet")
        if not promise.is_standing:
            return words("Done with")
        if promise.is_overdue(today):
            return words("Overdue")
        return words("To come") if promise.by_when else words("Without a date")

    for text, group in groupby(found, heading):
        yield Heading(text)
        for each in group:
            yield _row(each, order, today, words)


def _row(promise: Commitment, order: Order, today: date, words: Words) -> Row:
    whom = words("with {whom}", whom=promise.with_whom) if promise.with_whom else ""
    who = promise.who or words("Who does it?")
    below = whom if order is Order.PERSON else " · ".join(filter(None, (who, whom)))
    day = words.pattern(promise.by_when, "yMMMd") if promise.by_when else words("no date")
    return Row(promise, below, day, standing_words(promise, words, today), promise.is_overdue(today))


class PromiseModel(HeadedModel[Row]):
    """Promises as rows."""

    def told(self, row: Row, role: int) -> object:
        """See HeadedModel."""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.promise.what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.promise.what, row.below, row.day, row.standing)))
        return None


class _Painter(HeadedPainter[Row]):
    """Paints a row; texts take as many lines as they need, up to four."""

    def __init__(self, model: PromiseModel, colours: Palette, icons: Icons, shown: HeadedList[Row]) -> None:
        super().__init__(model, colours, shown)
        self._marks = {
            CommitmentStatus.OPEN: icons.pixmap("circle-dashed", "text_second", 16),
            CommitmentStatus.PARTLY_MET: icons.pixmap("circle-dashed", "watch", 16),
            CommitmentStatus.MET: icons.pixmap("circle-check", "good", 16),
            CommitmentStatus.NOT_MET: icons.pixmap("circle-alert", "bad", 16),
            CommitmentStatus.DROPPED: icons.pixmap("x", "text_third", 16),
        }
        self._late = icons.pixmap("triangle-alert", "warn", 16)

    def _lines(self, row: Row, wide: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = max(wide - _LEFT - _DAY - 16, 80)
        below = lines_of(row.below, 12, room, 3) if row.below else ()
        return lines_of(row.promise.what, _WHAT, room, 4), below

    def tall(self, row: Row, wide: int) -> int:
        """See HeadedPainter."""
        what, below = self._lines(row, wide)
        return 16 + max(_STEP * len(what) + _SMALL_STEP * len(below), 2 * _SMALL_STEP)

    def paint_row(self, painter: QPainter, box: QRect, row: Row) -> None:
        """See HeadedPainter."""
        colours = self.colours
        mark = self._late if row.late else self._marks[row.promise.status]
        painter.drawPixmap(box.left() + 15, box.top() + 10, mark)
        what, below = self._lines(row, box.width())
        room, y = box.width() - _LEFT - _DAY - 12, box.top() + 8
        painter.setFont(font(_WHAT))
        painter.setPen(QColor(colours.text if row.promise.is_standing else colours.text_second))
        y = paint_lines(painter, what, box.left() + _LEFT, y, room, _STEP)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text_third))
        paint_lines(painter, below, box.left() + _LEFT, y, room, _SMALL_STEP)
        side, y = QRect(box.right() - _DAY - 14, box.top() + 8, _DAY, _STEP), 0
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for text, strong, colour in (
            (row.day, True, colours.text),
            (row.standing, False, colours.warn if row.late else colours.text_second),
        ):
            painter.setFont(font(12, strong=strong))
            painter.setPen(QColor(colour))
            painter.drawText(side.translated(0, y), right, text)
            y += _SMALL_STEP


class PromiseList(HeadedList[Row]):
    """The list of promises."""

    def __init__(self, words: Words, colours: Palette, icons: Icons) -> None:
        self.promises = PromiseModel()
        super().__init__(self.promises, words("Promises"))
        self.setObjectName("promise-list")
        self.setItemDelegate(_Painter(self.promises, colours, icons, self))
        self.setResizeMode(HeadedList.ResizeMode.Adjust)
