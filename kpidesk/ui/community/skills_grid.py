"""The training matrix on screen: names at the left, skills on top under their families, digits to type."""

from math import ceil, sqrt
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kpidesk.domain.communities import ALONE, LEVELS
from kpidesk.domain.community_skills import Matrix
from kpidesk.domain.labels import LABELS
from kpidesk.drawing.chart_words import sentence
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.community.skills_model import Index, SkillsModel
from kpidesk.ui.painted import font, lines_of, write

_CELL: Final = 44  # px
_ROW: Final = 36
_NAMES: Final = 150
_LETTERS: Final = 12
_STEP: Final = 16
_FAMILY: Final = 24  # px of the families' names over the skills
_LEAST: Final = 60  # px of the turned names
_MOST: Final = 200
_PAD: Final = 8
_SLOPE: Final = sqrt(2.0)
_FORGET: Final = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class _Cells(QStyledItemDelegate):
    """Paints levels: the digit, over a ground that grows from below with the level."""

    def __init__(self, view: "SkillsGrid", colours: Palette) -> None:
        super().__init__(view)
        self._view, self._colours = view, colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box, colours, model = QRect(option.rect), self._colours, self._view.skills
        painter.save()
        sums = model.is_sum(index)
        painter.fillRect(box, QColor(colours.sunken if sums else colours.surface))
        cell = model.cell(index)
        if cell is not None and cell.level:
            tall = round(box.height() * cell.level / LEVELS)
            ground = box.adjusted(0, box.height() - tall, -1, -1)
            painter.fillRect(ground, QColor(colours.accent_soft))
            if cell.level >= ALONE:
                painter.fillRect(ground.left(), ground.top(), ground.width(), 2, QColor(colours.accent))
        elif cell is not None and cell.level is None:
            painter.fillRect(box, QBrush(QColor(colours.grid), Qt.BrushStyle.BDiagPattern))
        painter.fillRect(box.right(), box.top(), 1, box.height(), QColor(colours.border))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(colours.border))
        if model.ends_family(index.column()):
            painter.fillRect(box.right(), box.top(), 1, box.height(), QColor(colours.field))
        strong = cell is not None and cell.level is not None and cell.level >= ALONE
        painter.setFont(font(_LETTERS if sums else 13, strong=strong))
        painter.setPen(QColor(colours.text_second if sums else colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(index.data() or ""))
        if index == self._view.currentIndex():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class _Skills(QHeaderView):
    """Names that rise to the right, below the names of their families."""

    def __init__(self, view: "SkillsGrid", colours: Palette, words: Words) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view, self._colours, self._words = view, colours, words
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(_CELL)
        self.setSectionsClickable(True)
        self.tall = _LEAST

    def fit(self) -> None:
        """As tall as the names need, up to a limit."""
        self.setDefaultSectionSize(_CELL)
        metrics = QFontMetrics(font(_LETTERS))
        longest = max((metrics.horizontalAdvance(each) for each in self._texts()), default=0)
        self.tall = min(max(ceil(longest / _SLOPE) + 2 * _PAD + 2, _LEAST), _MOST) + _FAMILY
        self.updateGeometry()
        self.viewport().update()

    def _texts(self) -> list[str]:
        model = self._view.skills
        return [str(model.headerData(each, Qt.Orientation.Horizontal)) for each in range(model.columnCount())]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QHeaderView."""
        return QSize(_CELL, self.tall)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """All names in one go, as each reaches over the columns beside it."""
        painter, colours = QPainter(self.viewport()), self._colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), QColor(colours.sunken))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.border))
        self._families(painter)
        now = self._view.currentIndex().column()
        painter.setFont(font(_LETTERS))
        metrics = painter.fontMetrics()
        room = int((self.tall - _FAMILY - 2 * _PAD) * _SLOPE)
        for number, name in enumerate(self._texts()):
            left = self.sectionViewportPosition(number)
            painter.save()
            painter.setPen(QColor(colours.accent_text if number == now else colours.text))
            painter.translate(left + _CELL / 2 + metrics.ascent() / 2 / _SLOPE, self.height() - _PAD)
            painter.rotate(-45)
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(0, 0), shown)
            painter.restore()
        painter.end()

    def _families(self, painter: QPainter) -> None:
        """The name of each family over its skills."""
        skills = self._view.skills.matrix.skills
        painter.setFont(font(_LETTERS, strong=True))
        painter.setPen(QColor(self._colours.text_second))
        for family in dict.fromkeys(each.family for each in skills):
            columns = [number for number, each in enumerate(skills) if each.family is family]
            left = max(self.sectionViewportPosition(columns[0]), 0)
            wide = self.sectionViewportPosition(columns[-1]) + _CELL - left
            box = QRectF(left + _PAD, 0, max(wide - _PAD, 0), _FAMILY)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, sentence(self._words(LABELS[family])))


class _People(QHeaderView):
    """The names at the left, which stay while the grid scrolls."""

    def __init__(self, view: "SkillsGrid", colours: Palette) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view, self._colours = view, colours
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(_ROW)
        self.setDefaultSectionSize(_ROW)
        self.setFixedWidth(_NAMES)

    def fit(self) -> None:
        """Rows as tall as their names."""
        for number in range(self.count()):
            lines = lines_of(self._name(number), _LETTERS, _NAMES - 2 * _PAD, 4)
            self.resizeSection(number, max(len(lines) * _STEP + 8, _ROW))

    def _name(self, number: int) -> str:
        return str(self._view.skills.headerData(number, Qt.Orientation.Vertical))

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:  # noqa: N802 - Qt's name
        """See QHeaderView."""
        colours = self._colours
        painter.fillRect(rect, QColor(colours.sunken))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colours.border))
        lit = number == self._view.currentIndex().row()
        painter.setPen(QColor(colours.accent_text if lit else colours.text))
        lines = lines_of(self._name(number), _LETTERS, _NAMES - 2 * _PAD, 4)
        top = QRectF(rect).center().y() - len(lines) * _STEP / 2
        write(painter, lines, QPointF(rect.left() + _PAD, top), _LETTERS, _STEP, _NAMES - 2 * _PAD)


class SkillsGrid(QTableView):
    """The grid. `looked` tells that another cell is current, `typed` the level for it, None to forget it."""

    looked = Signal()
    typed = Signal(object)

    def __init__(self, name: str, words: Words, colours: Palette) -> None:
        super().__init__()
        self.setObjectName("skills-grid")
        self.setAccessibleName(name)
        self.skills = SkillsModel(words)
        self.setModel(self.skills)
        self._across, self._down = _Skills(self, colours, words), _People(self, colours)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self.setItemDelegate(_Cells(self, colours))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())  # else Qt draws half a frame where the scroll bars meet
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda *_: self._went())

    def show_matrix(self, found: Matrix) -> None:
        """Show these; the current cell stays with its person and skill."""
        cell = self.skills.cell(self.currentIndex())
        self.skills.show_matrix(found)
        self._across.fit()
        self._down.fit()
        index = self.skills.index_of(cell.person.id, cell.skill.id) if cell else self.skills.index(0, 0)
        if found.people and found.skills and index != self.currentIndex():
            self.setCurrentIndex(index if index.isValid() else self.skills.index(0, 0))

    def _went(self) -> None:
        self.viewport().update()
        self._across.viewport().update()
        self._down.viewport().update()
        self.looked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A digit is a level, Delete forgets it; arrows go from cell to cell."""
        text, here = event.text(), self.skills.cell(self.currentIndex())
        if here is not None and text.isdecimal() and len(text) == 1 and int(text) <= LEVELS:
            self.typed.emit(int(text))
        elif here is not None and Qt.Key(event.key()) in _FORGET:
            self.typed.emit(None)
        else:
            super().keyPressEvent(event)
