"""The 42 practices: where each lives in this desk, how complete it is, and the way to what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.assessment_supplied import MATURITY, parsed
from kpidesk.domain.findings import text_of
from kpidesk.domain.labels import LABELS
from kpidesk.domain.practice_coverage import Covered, coverage
from kpidesk.domain.practices import Fit, module_of
from kpidesk.drawing.palette import Palette
from kpidesk.exports.pieces import What
from kpidesk.system.assessments import supplied
from kpidesk.ui.announcing import Role
from kpidesk.ui.framework.bars import draw_bar
from kpidesk.ui.framework.evidence import Evidence
from kpidesk.ui.headed_list import HeadedList, HeadedModel, HeadedPainter, Heading, paint_lines
from kpidesk.ui.painted import font, lines_of
from kpidesk.ui.subject_page import SubjectView, today
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Line, Panel, button, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.framework.page import FrameworkPage

_LEAST: Final = 54
_EDGE: Final = 15
_DOT: Final = 26
_KEY: Final = 34
_BAR: Final = 96
_PAGE: Final = 92
_WITH_PAGE: Final = 640  # px of the list that have room for the name of the page
_STEP: Final = 19
_SMALL: Final = 17


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A practice: what it asks for, what was found, how complete it is, and on which page it lives."""

    id: str
    fit: Fit
    fit_told: str
    text: str
    told: str
    share: float | None
    page: str


class PracticeModel(HeadedModel[PracticeRow]):
    """Practices as rows."""

    def told(self, row: PracticeRow, role: int) -> object:
        """See HeadedModel."""
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.id} {row.text}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((f"{row.id} {row.text}", row.fit_told, row.told, row.page))
        return row.fit_told if role == Qt.ItemDataRole.ToolTipRole else None


def draw_fit(painter: QPainter, middle: QPointF, fit: Fit, colours: Palette) -> None:
    """A full disc for a feature, a half one for fields, a ring for an item."""
    box = QRectF(middle.x() - 6, middle.y() - 6, 12, 12)
    painter.setPen(QPen(QColor(colours.text_second), 1.5))
    painter.setBrush(QColor(colours.text_second) if fit is Fit.FEATURE else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    if fit is Fit.FIELDS:
        painter.setBrush(QColor(colours.text_second))
        painter.drawChord(box, 90 * 16, 180 * 16)


class _Painter(HeadedPainter[PracticeRow]):
    """Paints a practice."""

    @staticmethod
    def _room(wide: int) -> int:
        beside = _BAR + 16 + (_PAGE if wide >= _WITH_PAGE else 0)
        return max(wide - _EDGE - _DOT - _KEY - beside - _EDGE, 80)

    def tall(self, row: PracticeRow, wide: int) -> int:
        """See HeadedPainter."""
        room = self._room(wide)
        said = len(lines_of(row.text, 14, room, 4)) * _STEP
        return max(_LEAST, 18 + said + len(lines_of(row.told, 12, room, 4)) * _SMALL)

    def paint_row(self, painter: QPainter, box: QRect, row: PracticeRow) -> None:
        """See HeadedPainter."""
        colours, room = self.colours, self._room(box.width())
        left, top = box.left() + _EDGE, box.top() + 9
        draw_fit(painter, QPointF(left + 7, top + _STEP / 2), row.fit, colours)
        painter.setFont(font(13, strong=True))
        painter.setPen(QColor(colours.text_second))
        painter.drawText(QRect(left + _DOT, top, _KEY, _STEP), Qt.AlignmentFlag.AlignVCenter, row.id)
        x = left + _DOT + _KEY
        painter.setFont(font(14))
        painter.setPen(QColor(colours.text))
        y = paint_lines(painter, lines_of(row.text, 14, room, 4), x, top, room, _STEP)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text_second))
        paint_lines(painter, lines_of(row.told, 12, room, 4), x, y, room, _SMALL)
        at = box.right() - _EDGE - _BAR
        if box.width() >= _WITH_PAGE:
            place = QRect(at - _PAGE - 8, top, _PAGE, _STEP)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, row.page)
        if row.share is not None:
            draw_bar(painter, QRectF(at, top + _STEP / 2 - 4, _BAR, 8), row.share or None, None, colours)


class PracticeList(HeadedList[PracticeRow]):
    """The list."""

    def __init__(self, name: str, colours: Palette) -> None:
        self.model_ = PracticeModel()
        super().__init__(self.model_, name)
        self.setItemDelegate(_Painter(self.model_, colours, self))
        self.setResizeMode(HeadedList.ResizeMode.Adjust)

    def show_rows(self, rows: Sequence[Heading | PracticeRow]) -> bool:
        """Show these; whether they are others than before."""
        return self.model_.show_rows(tuple(rows))


class _Sign(QWidget):
    """The sign of a fit, for the legend."""

    reads_as = Role.Whitespace

    def __init__(self, fit: Fit, colours: Palette) -> None:
        super().__init__()
        self._fit, self._colours = fit, colours
        self.setFixedSize(16, 16)

    def paintEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_fit(painter, QPointF(8, 8), self._fit, self._colours)
        painter.end()


class CoverageView(SubjectView):
    """All practices; Enter or a double click opens what one is about."""

    key = "coverage"
    OF_SUBJECT = False
    page: "FrameworkPage"

    def __init__(self, page: "FrameworkPage") -> None:
        super().__init__(page)
        words = self.words
        self.current = ""
        self.found: dict[str, Covered] = {}
        # The words of a practice are those of its item in the supplied check; of two, the first one.
        items = reversed(parsed(supplied(MATURITY, words.language)).items)
        self.texts = {each.practice: each for each in items}
        self.list = PracticeList(words("Practices"), page.colours)
        self.list.setObjectName("coverage-practices")
        self.list.chosen.connect(self.choose)
        self.list.activated.connect(self._activated)
        self.title = label("", "statement", wrap=True)
        self.fit = label("", "second", wrap=True)
        self.good = label("", wrap=True)
        self.evidence = Evidence(words, page.colours, page.shell.go)
        self._build()

    def _build(self) -> None:
        words, panel = self.words, Panel(self.words("Practices"))
        panel.setMinimumWidth(320)
        paper = button(words("Print"), self._to_paper, "quiet", self.page.icons.icon("printer"))
        paper.setObjectName("coverage-print")
        panel.head.addWidget(paper)
        legend = QHBoxLayout()
        legend.setContentsMargins(16, 8, 16, 8)
        legend.setSpacing(6)
        for fit in Fit:
            legend.addWidget(_Sign(fit, self.page.colours))
            legend.addWidget(label(words(LABELS[fit]), "second"))
            legend.addSpacing(10)
        legend.addStretch()
        panel.body.addLayout(legend)
        panel.body.addWidget(Line())
        panel.body.addWidget(self.list, 1)
        self.side = Panel(words("Practice"))
        self.side.setMinimumWidth(240)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(14, 12, 14, 14)
        inner.setSpacing(10)
        for each in (self.title, self.fit, self.good, self.evidence):
            inner.addWidget(each)
        inner.addStretch(1)
        self.side.body.addWidget(scrolling(holder), 1)
        self.split = splitter(Qt.Orientation.Horizontal, panel, self.side)
        self.split.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)

    # -- showing

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        words = self.words
        self.found = {each.key: each for each in coverage(self.session.desk, today())}
        rows: list[Heading | PracticeRow] = []
        module = None
        for key, each in self.found.items():
            if module_of(key) is not module:
                module = module_of(key)
                name = words(LABELS[module])
                rows.append(Heading(words("{number}  {name}", number=module.value, name=name)))
            page = self.page.shell.commands.all[f"go.{each.look.page}"].text
            rows.append(
                PracticeRow(
                    key, each.fit, words(LABELS[each.fit]), self.texts[key].text,
                    text_of(each.look.told, words), each.look.share, page,
                )
            )  # fmt: skip
        self.list.show_rows(rows)
        if self.current not in self.found:
            self.current = next(iter(self.found))
        self._show()

    def _show(self) -> None:
        each, words = self.found[self.current], self.words
        self.list.show_current(self.current)
        self.title.setText(f"{each.key}  {self.texts[each.key].text}")
        self.fit.setText(words(LABELS[each.fit]))
        self.good.setText(self.texts[each.key].good)
        self.evidence.show_look(each.look)

    def choose(self, key: str) -> None:
        """Take a practice in hand."""
        self.current = key
        self._show()

    def _activated(self, index: QModelIndex) -> None:
        row = self.list.model_.row(index)
        if row is not None:
            self.choose(row.id)
            self.evidence.follow()

    def _to_paper(self) -> None:
        """All practices on paper."""
        self.page.shell.go("publish", f"{What.COVERAGE.value}:")

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        self.split.setSizes([middle, side])

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.list
