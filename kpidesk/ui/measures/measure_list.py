"""The measures at the left: by the ring of their result, each with status, code and a small line."""

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from kpidesk.desk.journal import Change
from kpidesk.domain.measures import Measure
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
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.facts import Fact, Facts, Marks
from kpidesk.ui.measures.texts import sentence, status_words
from kpidesk.ui.thumbnails import spark

_ROW: Final = 50
_SPARK: Final = QSize(80, 18)


@dataclass(frozen=True, slots=True)
class Entry:
    """A measure with the result that it gives evidence of."""

    measure: Measure
    result: Result | None

    @property
    def id(self) -> str:
        """The id of the measure."""
        return self.measure.id

    @property
    def caption(self) -> str:
        """The codes: M01 · R04."""
        return f"{self.measure.code} · {self.result.code}" if self.result else self.measure.code


def by_code(code: str) -> tuple[str, int]:
    """The order of printed codes: M2 before M10."""
    found = re.search(r"\d+", code)
    return (code[: found.start()], int(found[0])) if found else (code, 0)


def rows_of(desk: Reader, words: Words) -> list[Heading | Entry]:
    """All measures in the order of rings and results; those without a result come last."""
    results = {each.id: each for each in desk.find(Result)}
    rings = {each.id: each for each in desk.find(Ring)}
    groups: dict[str, list[Entry]] = {}
    for measure in desk.find(Measure):
        result = results.get(measure.result or "")
        groups.setdefault(result.ring if result else "", []).append(Entry(measure, result))
    rows: list[Heading | Entry] = []
    for key in sorted(groups, key=lambda each: rings[each].position if each else len(rings) + 1):
        ring = rings.get(key)
        rows.append(Heading(ring.name, ring.position) if ring else Heading(words("Shared and others")))
        entries = sorted(groups[key], key=_order)
        rows += entries
    return rows


def _order(entry: Entry) -> tuple[tuple[str, int], tuple[str, int]]:
    return by_code(entry.result.code if entry.result else ""), by_code(entry.measure.code)


class MeasureModel(HeadedModel[Entry]):
    """Headings and measures as rows; what a measure's values say is read when its row is painted."""

    def __init__(self, desk: Reader, words: Words) -> None:
        super().__init__()
        self.facts = Facts(desk, words)
        self._desk = desk
        self._words = words

    def refresh(self, change: Change | None) -> bool:
        """Show the desk as it is; whether the rows are others now."""
        touched = self.facts.forget(change)
        shown = {Measure, Result, Ring}
        stale = change is None or bool(shown & {each.record_type for each in change.touched})
        if stale and self.show_rows(rows_of(self._desk, self._words)):
            return True
        for number, row in enumerate(self.rows):
            if isinstance(row, Entry) and row.measure.id in touched:
                self.dataChanged.emit(self.index(number), self.index(number))
        return False

    @property
    def measures(self) -> list[Measure]:
        """All measures in the order of the list."""
        return [row.measure for row in self.rows if isinstance(row, Entry)]

    def said(self, fact: Fact) -> str:
        """What a measure's values say, in a word or two."""
        return status_words(fact.status, self._words)

    def told(self, row: Entry, role: int) -> object:
        """See HeadedModel."""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.measure.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((row.measure.name, row.caption, self.said(self.facts.of(row.measure))))
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = (row.measure.name, sentence(self.facts.of(row.measure).headline))
            return "\n".join((*lines, f"{row.result.code}: {row.result.statement}") if row.result else lines)
        return None


class _Painter(HeadedPainter[Entry]):
    """Paints a row as the look has it."""

    def __init__(self, model: MeasureModel, colours: Palette, icons: Icons, shown: HeadedList[Entry]) -> None:
        super().__init__(model, colours, shown)
        self._facts = model.facts
        self._marks = Marks(colours)
        self._empty = icons.pixmap("circle-dashed", "text_third", 16)
        self._name, self._caption = QFont(), QFont()
        self._name.setPixelSize(13)
        self._caption.setPixelSize(12)

    def tall(self, row: Entry, wide: int) -> int:
        """See HeadedPainter."""
        return _ROW

    def paint_row(self, painter: QPainter, box: QRect, row: Entry) -> None:
        """See HeadedPainter."""
        fact, colours = self._facts.of(row.measure), self.colours
        icon = self._empty if fact.status is None else self._marks.status(fact.status)
        painter.drawPixmap(box.left() + 15, box.top() + 8, icon)
        left, wide = box.left() + 40, box.width() - 52
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.text))
        painter.setFont(self._name)
        name = QFontMetrics(self._name).elidedText(row.measure.name, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRect(left, box.top() + 5, wide, 20), align, name)
        painter.setPen(QColor(colours.text_third))
        painter.setFont(self._caption)
        painter.drawText(QRect(left, box.top() + 25, wide, 18), align, row.caption)
        spare = wide - QFontMetrics(self._caption).horizontalAdvance(row.caption) - 8
        if fact.numbers and spare > 30:
            across = min(_SPARK.width(), spare)
            place = QRectF(box.right() - 14 - across, box.top() + 27, across, _SPARK.height() - 4)
            spark(painter, place, list(fact.numbers), colours)


class MeasureList(HeadedList[Entry]):
    """The list of measures."""

    def __init__(self, desk: Reader, words: Words, colours: Palette, icons: Icons) -> None:
        self.measures = MeasureModel(desk, words)
        super().__init__(self.measures, words("Measures"))
        self.setObjectName("measure-list")
        self.setItemDelegate(_Painter(self.measures, colours, icons, self))
