"""The results at the left of a design: by ring, each with how far its design has come."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from kpidesk.domain.design_board import Board, Step, boards
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result, Ring
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.headed_list import (
    HeadedList,
    HeadedModel,
    HeadedPainter,
    Heading,
)
from kpidesk.ui.measures.measure_list import by_code
from kpidesk.ui.painted import font

_ROW: Final = 32
_BAR: Final = QSize(4, 11)
_STEP: Final = 6  # px from one bar to the next
_CODE: Final = 34


@dataclass(frozen=True, slots=True)
class Designed:
    """A result and the steps of its design that something was noted for."""

    result: Result
    done: frozenset[Step]

    @property
    def id(self) -> str:
        """The id of the result."""
        return self.result.id


def rows_of(reader: Reader, words: Words) -> list[Heading | Designed]:
    """All results in the order of rings and codes."""
    results = sorted(reader.find(Result), key=lambda each: by_code(each.code))
    found: dict[str, list[Board]] = {}
    for board in boards(reader, results):
        found.setdefault(board.result.ring, []).append(board)
    rows: list[Heading | Designed] = []
    for ring in sorted(reader.find(Ring), key=lambda each: each.position):
        own = found.get(ring.id, [])
        rows += [Heading(ring.name, ring.position)] if own else []
        rows += [Designed(board.result, board.done) for board in own]
    return rows


class ResultModel(HeadedModel[Designed]):
    """Headings and results as rows."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def told(self, row: Designed, role: int) -> object:
        """See HeadedModel."""
        told = f"{row.result.code}  {row.result.statement}"
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return told
        if role == Qt.ItemDataRole.AccessibleTextRole:
            steps = self._words("{done} of {all} steps", done=len(row.done), all=len(Step))
            return f"{told}, {steps}"
        return None


class _Painter(HeadedPainter[Designed]):
    """Paints a row: code, statement, and a bar for each step."""

    def __init__(self, model: ResultModel, colours: Palette, shown: HeadedList[Designed]) -> None:
        super().__init__(model, colours, shown)

    def tall(self, row: Designed, wide: int) -> int:
        """See HeadedPainter."""
        return _ROW

    def paint_row(self, painter: QPainter, box: QRect, row: Designed) -> None:
        """See HeadedPainter."""
        bars = box.right() - 12 - len(Step) * _STEP
        code = QRect(box.left() + 15, box.top(), _CODE, box.height())
        self._write(painter, code, row.result.code, font(12), self.colours.text_third)
        text = QRect(code.right() + 1, box.top(), bars - code.right() - 8, box.height())
        self._write(painter, text, row.result.statement, font(13), self.colours.text)
        painter.setPen(Qt.PenStyle.NoPen)
        top = box.center().y() - _BAR.height() / 2
        for place, step in enumerate(Step):
            painter.setBrush(QColor(self.colours.accent if step in row.done else self.colours.pressed))
            painter.drawRoundedRect(QRectF(bars + place * _STEP, top, _BAR.width(), _BAR.height()), 1.5, 1.5)

    @staticmethod
    def _write(painter: QPainter, room: QRect, text: str, letters: QFont, colour: str) -> None:
        painter.setFont(letters)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class ResultList(HeadedList[Designed]):
    """The list of results."""

    def __init__(self, words: Words, colours: Palette) -> None:
        self.results = ResultModel(words)
        super().__init__(self.results, words("Results"))
        self.setObjectName("design-results")
        self.setItemDelegate(_Painter(self.results, colours, self))
