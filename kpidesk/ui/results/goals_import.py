"""Taking goals from a column of a spreadsheet: which sheet, which column, and what would be added."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kpidesk.actions.goals import MOST_AT_ONCE
from kpidesk.domain.goal_lines import goals_of, has_heading, likely_column
from kpidesk.drawing.palette import Palette
from kpidesk.imports.columns import Book, Sheet, letters
from kpidesk.ui.fields import Choice, LineField, labelled
from kpidesk.ui.narrow import Tick
from kpidesk.ui.page import Page
from kpidesk.ui.painted import font, ground, lines_of, underline, write
from kpidesk.ui.reading import Reading
from kpidesk.ui.results.goals_list import GoalRow
from kpidesk.ui.widgets import Line, Panel, button, label, tool_button

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_SHOWN: Final = 3  # first values of a column
_ROW: Final = 34
_COLUMN_ROW: Final = 48


class Lines(QAbstractListModel):
    """Two texts to a row, of which the second is quieter; `off` rows are as good as not there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[tuple[str, str, bool]] = []

    def show_lines(self, lines: Sequence[tuple[str, str, bool]]) -> None:
        """Show others."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        first, second, _ = self.lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{first}  {second}".strip()
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, view: "LineList", colours: Palette, *, stacked: bool) -> None:
        super().__init__(view)
        self._view, self._colours, self._stacked = view, colours, stacked

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        return QSize(100, _COLUMN_ROW if self._stacked else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        first, second, off = self._view.lines.lines[index.row()]
        colours, ink = self._colours, self._colours.text_third if off else self._colours.text
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        underline(painter, box, 8, colours)
        ground(painter, option, QRectF(box).adjusted(0.5, 1.5, -0.5, -2.5), colours)
        width = box.width() - 20
        at = QRectF(box).adjusted(10, 0, -10, 0).topLeft()
        if self._stacked:
            painter.setPen(QColor(ink))
            painter.translate(0, 4)
            write(painter, lines_of(first, 13, width, 1), at, 13, 20, width)
            painter.translate(0, 19)
            painter.setPen(QColor(colours.text_third))
            write(painter, lines_of(second, 12, width, 1), at, 12, 18, width)
        else:
            painter.setFont(font(12))
            wide = painter.fontMetrics().horizontalAdvance(second) + 12 if second else 0
            painter.setPen(QColor(colours.text_third))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(at.x(), at.y(), width, _ROW), right, second)
            painter.setPen(QColor(ink))
            write(painter, lines_of(first, 13, width - wide, 1), at, 13, _ROW - 2, width - wide)
        painter.restore()


class LineList(QListView):
    """A list of lines."""

    def __init__(self, name: str, colours: Palette, *, stacked: bool = False) -> None:
        super().__init__()
        self.lines = Lines(self)
        self.setModel(self.lines)
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(self, colours, stacked=stacked))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumWidth(1)


class ImportPanel(Panel):
    """What a file holds. `take` is called with the goals and where they stand; whether they were taken."""

    closed = Signal()

    def __init__(self, page: Page, take: Callable[[tuple[str, ...], str], bool]) -> None:
        super().__init__(" ")
        self._page, self._take = page, take
        self.book: Book | None = None
        self._reading = Reading(page)
        self._there: set[str] = set()
        self._quiet = False
        words, colours = page.words, page.colours
        self.setObjectName("import")
        close = tool_button(page.icons.icon("x"), words("Close"), self.closed.emit)
        self.head.addWidget(close)
        self.sheet = Choice([], self._show_sheet, words("Sheet"))
        self.sheet.setObjectName("import-sheet")
        self.columns = LineList(words("Columns of the sheet"), colours, stacked=True)
        self.columns.setObjectName("import-columns")
        self.columns.selectionModel().currentChanged.connect(self._chose)
        self.heading = Tick(words("The first row names the columns"))
        self.heading.setObjectName("import-heading")
        self.heading.toggled.connect(self._show_goals)
        self.source = LineField(
            lambda _: True, words("where they stand"), name=words("Where the goals stand")
        )
        self.source.setObjectName("import-source")
        self.preview = LineList(words("What would be added"), colours)
        self.preview.setObjectName("import-preview")
        self.preview.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.told = label("", "caption", wrap=True)
        self.add = button(words("Add"), self._add, "filled")
        self.add.setObjectName("import-add")
        self._build(button(words("Leave it"), self.closed.emit))

    def _build(self, leave: QWidget) -> None:
        words = self._page.words
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(8)
        left.addLayout(labelled(words("Sheet"), self.sheet))
        left.addWidget(label(words("Which column holds the goals?"), "caption-strong"))
        left.addWidget(self.columns, 1)
        left.addWidget(self.heading)
        right.addLayout(labelled(words("Where they stand"), self.source))
        right.addWidget(label(words("What would be added"), "caption-strong"))
        right.addWidget(self.preview, 1)
        right.addWidget(self.told)
        both = QHBoxLayout()
        both.setContentsMargins(16, 12, 16, 8)
        both.setSpacing(20)
        both.addLayout(left, 4)
        both.addWidget(Line(upright=True))
        both.addLayout(right, 5)
        self.body.addLayout(both, 1)
        self.body.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(leave)
        foot.addWidget(self.add)
        self.body.addLayout(foot)

    # -- reading

    def read(self, path: Path, ready: Callable[[], object]) -> None:
        """Read a file in the background, then call `ready`."""

        def then(book: Book) -> None:
            self.show_book(book)
            ready()
            self.columns.setFocus()

        self._reading.book(path, then)

    def stop(self) -> None:
        """Nobody waits for the file any more."""
        self._reading.stop()

    # -- showing

    def show_book(self, book: Book) -> None:
        """Show what a file holds; the fullest sheet with the longest texts comes first."""
        self.book = book
        words = self._page.words
        self.title.show_text(words("Goals from {file}", file=book.name))
        self.source.show_value(Path(book.name).stem)
        self.sheet.offer([(number, sheet.name) for number, sheet in enumerate(book.sheets)])
        best = max(range(len(book.sheets)), key=lambda number: (_worth(book.sheets[number]), -number))
        self.sheet.show_value(best)
        self.sheet.setEnabled(len(book.sheets) > 1)
        self._show_sheet(best)

    def close_up(self) -> None:
        """Forget the file."""
        self.stop()
        self.book = None
        self.columns.lines.show_lines([])
        self.preview.lines.show_lines([])

    def refresh(self, rows: Sequence[GoalRow]) -> None:
        """The desk has other goals."""
        self._there = {_same(row.goal.text) for row in rows}
        if self.book is not None:
            self._show_goals()

    @property
    def _sheet(self) -> Sheet | None:
        number = self.sheet.value
        return self.book.sheets[number] if self.book is not None and isinstance(number, int) else None

    def _show_sheet(self, _number: int) -> None:
        if (sheet := self._sheet) is None:
            return
        words = self._page.words
        lines = []
        for column in range(sheet.columns):
            values = [row[column].strip() for row in sheet.rows if column < len(row) and row[column].strip()]
            first = words("{letter}: {text}", letter=letters(column), text=values[0] if values else "–")
            lines.append((first, " · ".join(value[:80] for value in values[1 : 1 + _SHOWN]), not values))
        self._quiet = True
        self.columns.lines.show_lines(lines)
        self._quiet = False
        self.columns.setCurrentIndex(self.columns.lines.index(likely_column(sheet.rows)))

    def _chose(self, now: QModelIndex) -> None:
        sheet = self._sheet
        if self._quiet or sheet is None or not now.isValid():
            return
        self.heading.blockSignals(True)
        self.heading.setChecked(has_heading(sheet.rows, now.row()))
        self.heading.blockSignals(False)
        self._show_goals()

    def _goals(self) -> tuple[str, ...]:
        sheet, column = self._sheet, self.columns.currentIndex().row()
        if sheet is None or column < 0:
            return ()
        return goals_of(sheet.rows, column, heading=self.heading.isChecked())

    def _show_goals(self) -> None:
        words, goals = self._page.words, self._goals()
        lines, there = [], set(self._there)
        for goal in goals:
            twice = _same(goal) in there
            there.add(_same(goal))
            lines.append((goal, words("there already") if twice else "", twice))
        self.preview.lines.show_lines(lines)
        fresh = sum(not twice for _, _, twice in lines)
        remark, fits = self._remark(len(goals), fresh), len(goals) <= MOST_AT_ONCE
        self.add.setText(words.many("Add {n} goal", "Add {n} goals", fresh) if fits else words("Add"))
        self.add.setEnabled(fits and fresh > 0 and not self._page.read_only())
        self.add.setToolTip("" if self.add.isEnabled() else self._page.read_only() or remark)
        self.told.setText(remark)

    def _remark(self, count: int, fresh: int) -> str:
        words, sheet = self._page.words, self._sheet
        if count > MOST_AT_ONCE:
            return words(
                "That is more than the {limit} that are taken at once. Choose another column, or a file with "
                "the goals alone.", limit=MOST_AT_ONCE,
            )  # fmt: skip
        if not count:
            return words("There is nothing in this column.")
        if not fresh:
            return words("All of these are on the desk already.")
        if sheet is not None and sheet.cut:
            return words("The sheet is larger than what is read: 5,000 rows and 100 columns.")
        return ""

    def _add(self) -> None:
        self._take(self._goals(), self.source.text().strip())


def _worth(sheet: Sheet) -> int:
    column = likely_column(sheet.rows)
    return sum(min(len(row[column]), 300) for row in sheet.rows[:200] if column < len(row))


def _same(text: str) -> str:
    return " ".join(text.casefold().split())
