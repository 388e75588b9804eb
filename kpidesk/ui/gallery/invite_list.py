"""Who is invited, those first whose doubts are needed most; how many, by whom, and whether they came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from kpidesk.domain.invitations import Came, Invitation, Stance, sceptics_first
from kpidesk.domain.labels import LABELS
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.headed_list import HeadedList, HeadedModel, HeadedPainter, Heading, paint_lines
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font, lines_of

_LEFT: Final = 40
_NAME: Final = 14
_STEP: Final = 20
_SMALL_STEP: Final = 17
_RIGHT: Final = 120  # px at the right for whether they came


@dataclass(frozen=True, slots=True)
class Row:
    """An invitation, what it is called, and what is said below and beside it."""

    invitation: Invitation
    name: str
    below: str
    beside: str

    @property
    def id(self) -> str:
        """The id of the invitation."""
        return self.invitation.id


def rows_of(
    invitations: Sequence[Invitation], names: dict[str, str], groups: dict[str, str], words: Words
) -> Iterator[Heading | Row]:
    """Invitations under headings: how they look at measuring."""

    def heading(each: Invitation) -> str:
        if each.stance is None:
            return words("Not known how they see it")
        text = words(LABELS[each.stance])
        return text[:1].upper() + text[1:]

    for text, group in groupby(sorted(invitations, key=sceptics_first), heading):
        yield Heading(text)
        for each in group:
            yield _row(each, names[each.id], groups.get(each.group or "", ""), words)


def _row(each: Invitation, name: str, group: str, words: Words) -> Row:
    people = words.many("{n} person", "{n} people", each.people)
    channel = words(LABELS[each.channel]) if each.channel else words("no way to reach them yet")
    beside = words(LABELS[each.came]) if each.came else ""
    if not beside:
        beside = words("invited") if each.invited_on else words("to invite")
    parts = (group if group != name else "", people, channel, each.why)
    return Row(each, name, " · ".join(filter(None, parts)), beside)


class InviteModel(HeadedModel[Row]):
    """Invitations as rows."""

    def told(self, row: Row, role: int) -> object:
        """See HeadedModel."""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            stance = str(row.invitation.stance.value) if row.invitation.stance else ""
            return ", ".join(filter(None, (row.name, row.below, row.beside, stance)))
        return None


class _Painter(HeadedPainter[Row]):
    """Paints a row; texts take as many lines as they need."""

    def __init__(self, model: InviteModel, colours: Palette, icons: Icons, shown: HeadedList[Row]) -> None:
        super().__init__(model, colours, shown)
        self._marks = {
            Came.YES: icons.pixmap("circle-check", "good", 16),
            Came.SOME: icons.pixmap("circle-check", "text_second", 16),
            Came.NO: icons.pixmap("x", "text_third", 16),
        }
        self._asked = icons.pixmap("circle-dashed", "text_second", 16)
        self._doubt = icons.pixmap("circle-question-mark", "watch", 16)

    def _lines(self, row: Row, wide: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = max(wide - _LEFT - _RIGHT - 16, 80)
        return lines_of(row.name, _NAME, room, 3), lines_of(row.below, 12, room, 4)

    def tall(self, row: Row, wide: int) -> int:
        """See HeadedPainter."""
        name, below = self._lines(row, wide)
        return 16 + _STEP * len(name) + _SMALL_STEP * len(below)

    def paint_row(self, painter: QPainter, box: QRect, row: Row) -> None:
        """See HeadedPainter."""
        colours, one = self.colours, row.invitation
        doubts = one.stance in {Stance.SCEPTICAL, Stance.OPPOSED}
        mark = self._marks[one.came] if one.came else self._doubt if doubts else self._asked
        painter.drawPixmap(box.left() + 15, box.top() + 10, mark)
        name, below = self._lines(row, box.width())
        room = box.width() - _LEFT - _RIGHT - 12
        painter.setFont(font(_NAME))
        painter.setPen(QColor(colours.text))
        y = paint_lines(painter, name, box.left() + _LEFT, box.top() + 8, room, _STEP)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text_third))
        paint_lines(painter, below, box.left() + _LEFT, y, room, _SMALL_STEP)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text_second))
        place = QRect(box.right() - _RIGHT - 12, box.top() + 8, _RIGHT, _STEP)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.beside)


class InviteList(HeadedList[Row]):
    """The list."""

    def __init__(self, words: Words, colours: Palette, icons: Icons) -> None:
        self.invitations = InviteModel()
        super().__init__(self.invitations, words("Who is invited"))
        self.setObjectName("invitations")
        self.setItemDelegate(_Painter(self.invitations, colours, icons, self))
        self.setResizeMode(HeadedList.ResizeMode.Adjust)
