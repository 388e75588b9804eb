"""The goals as a list: words, where they stand, how they did in the tests, and what they became."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kpidesk.domain.map_checks import in_order
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Aside, AsideKind, Goal, Outcome, Result, Trace, Verdict, WordingTest
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.painted import PILL, draw_pill, font, ground, lines_of, pill_width, underline, write
from kpidesk.ui.wording_tests import LETTERS, draw_verdict, spoken_tests

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_LEFT: Final = 58  # of the words
_RIGHT: Final = 16
_STEP: Final = 20
_MOST_LINES: Final = 3
_MARK: Final = 18
_MARKS: Final = 5 * 20 + 8


def aside_name(kind: AsideKind, words: Words) -> str:
    """What a part of a goal became that is no result, in a word."""
    return {
        AsideKind.ACTION: words("action"),
        AsideKind.TARGET: words("target"),
        AsideKind.PARKED: words("parked"),
    }[kind]


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with all that its row shows."""

    goal: Goal
    verdicts: dict[WordingTest, Outcome]
    results: tuple[Result, ...]
    asides: tuple[Aside, ...]

    @property
    def open(self) -> bool:
        """Whether it became nothing yet."""
        return not self.results and not self.asides


def read_goals(reader: Reader) -> list[GoalRow]:
    """All goals in the order of their codes."""
    results = {each.id: each for each in reader.find(Result)}
    verdicts: dict[str, dict[WordingTest, Outcome]] = defaultdict(dict)
    became: dict[str, dict[str, Result]] = defaultdict(dict)
    asides: dict[str, list[Aside]] = defaultdict(list)
    for verdict in reader.find(Verdict):
        verdicts[verdict.subject][verdict.test] = verdict.outcome
    for trace in reader.find(Trace):
        result = results[trace.result]
        became[trace.goal][result.code] = result
    for aside in reader.find(Aside):
        asides[aside.goal].append(aside)
    goals = {goal.code: goal for goal in reader.find(Goal)}
    return [
        GoalRow(
            goal,
            verdicts.get(goal.id, {}),
            tuple(became[goal.id][code] for code in in_order(became.get(goal.id, ()))),
            tuple(asides.get(goal.id, ())),
        )
        for goal in (goals[code] for code in in_order(goals))
    ]


class GoalRows(QAbstractListModel):
    """The goals as a model."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.rows: list[GoalRow] = []
        self._places: dict[str, int] = {}

    def show_rows(self, rows: list[GoalRow]) -> bool:
        """Show goals; whether other ones are shown than before, so that a view has to choose anew."""
        before = self.rows
        if [row.goal.id for row in rows] == [row.goal.id for row in before]:
            self.rows = rows
            for place, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    index = self.index(place)
                    self.dataChanged.emit(index, index)
            return False
        self.beginResetModel()
        self.rows = rows
        self._places = {row.goal.id: place for place, row in enumerate(rows)}
        self.endResetModel()
        return True

    def row(self, index: Index) -> GoalRow | None:
        """The goal at an index."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def index_of(self, goal_id: str) -> QModelIndex:
        """Where a goal is; an invalid index for one that is not there."""
        place = self._places.get(goal_id)
        return QModelIndex() if place is None else self.index(place)

    def rowCount(self, parent: Index = _NONE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.goal.code}  {row.goal.text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.goal.code}  {row.goal.text}. {self._tip(row)}"
        return None

    def _tip(self, row: GoalRow) -> str:
        words = self._words
        parts = [words("Tests: {tests}", tests=spoken_tests(row.verdicts, words))]
        if row.results:
            codes = ", ".join(result.code for result in row.results)
            parts.append(words("Became {codes}", codes=codes))
        parts += [f"{aside_name(aside.kind, words)}: {aside.text}" for aside in row.asides]
        if row.open:
            parts.append(words("Became nothing yet"))
        return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class _Pill:
    """Something that a goal became, where it is painted; `result` is empty for an aside."""

    place: QRect
    text: str
    result: str = ""


class _Painter(QStyledItemDelegate):
    def __init__(self, view: "GoalList") -> None:
        super().__init__(view)
        self._view = view

    def _lines(self, row: GoalRow) -> tuple[str, ...]:
        width = self._view.viewport().width() - _LEFT - _RIGHT
        return lines_of(row.goal.text, 14, width, _MOST_LINES)

    @staticmethod
    def _about(row: GoalRow) -> str:
        return " · ".join(filter(None, (row.goal.source, row.goal.owner)))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        row = self._view.goals.row(index)
        if row is None:
            return QSize(100, 40)
        about = 18 if self._about(row) else 0
        return QSize(100, 11 + len(self._lines(row)) * _STEP + about + 4 + PILL + 12)

    def pills(self, row: GoalRow, box: QRect) -> Iterator[_Pill]:
        """What is shown of what the goal became, as far as there is room."""
        words = self._view.words
        pairs = [(result.code, result.id) for result in row.results]
        pairs += [(name, "") for name in dict.fromkeys(aside_name(each.kind, words) for each in row.asides)]
        left, top = box.left() + _LEFT + _MARKS, box.bottom() - PILL - 10
        for number, (text, result) in enumerate(pairs):
            wide = pill_width(text)
            rest = len(pairs) - number
            if left + wide > box.right() - _RIGHT - (34 if rest > 1 else 0):
                yield _Pill(QRect(left, top, pill_width(f"+{rest}"), PILL), f"+{rest}")
                return
            yield _Pill(QRect(left, top, wide, PILL), text, result)
            left += wide + 5

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        row, colours = self._view.goals.row(index), self._view.colours
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        underline(painter, box, 14, colours)
        ground(painter, option, QRectF(box).adjusted(6.5, 1.5, -6.5, -2.5), colours)
        painter.setPen(QColor(colours.text_third))
        painter.setFont(font(12))
        code = QRect(box.left() + 16, box.top() + 11, _LEFT - 18, _STEP)
        painter.drawText(code, Qt.AlignmentFlag.AlignVCenter, row.goal.code)
        lines, width = self._lines(row), box.width() - _LEFT - _RIGHT
        painter.setPen(QColor(colours.text))
        write(painter, lines, QPointF(box.left() + _LEFT, box.top() + 11), 14, _STEP, width)
        if about := self._about(row):
            painter.setPen(QColor(colours.text_third))
            top = box.top() + 11 + len(lines) * _STEP
            shown = lines_of(about, 12, width, 1)
            write(painter, shown, QPointF(box.left() + _LEFT, top), 12, 18, width)
        self._foot(painter, box, row)
        painter.restore()

    def _foot(self, painter: QPainter, box: QRect, row: GoalRow) -> None:
        colours = self._view.colours
        left, top = box.left() + _LEFT - 1, box.bottom() - PILL - 9
        for number, (test, letter) in enumerate(LETTERS.items()):
            place = QRectF(left + number * 20, top, _MARK, _MARK)
            draw_verdict(painter, place, letter, row.verdicts.get(test), colours)
        for pill in self.pills(row, box):
            draw_pill(
                painter, QRectF(pill.place), pill.text, colours,
                dashed=not pill.result, lit=bool(pill.result) and pill.place.contains(self._view.pointer),
            )  # fmt: skip


class GoalList(QListView):
    """The list. Signals carry the ids of goals and results."""

    chosen = Signal(str)
    opened = Signal(str)
    write_wanted = Signal()
    removal_wanted = Signal()
    pasted = Signal(str)

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self.words, self.colours = words, colours
        self.goals = GoalRows(words, self)
        self.pointer = QPoint(-1, -1)
        self._quiet = False
        self.setObjectName("goal-list")
        self.setAccessibleName(words("Goals"))
        self.setModel(self.goals)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setMinimumWidth(1)
        self.verticalScrollBar().setSingleStep(24)
        self.selectionModel().currentChanged.connect(self._went)

    @property
    def current(self) -> str:
        """The goal that the person is at, "" for none."""
        row = self.goals.row(self.currentIndex())
        return row.goal.id if row else ""

    def show_rows(self, rows: list[GoalRow]) -> None:
        """Show goals; the person stays where they are, or goes to the one that took its place."""
        current, place, scrolled = self.current, self.currentIndex().row(), self.verticalScrollBar().value()
        self._quiet = True
        fresh = self.goals.show_rows(rows)
        self._quiet = False
        if fresh and rows:
            index = self.goals.index_of(current)
            if not index.isValid():
                index = self.goals.index(min(max(place, 0), len(rows) - 1))
            self.setCurrentIndex(index)
            self.verticalScrollBar().setValue(scrolled)
        elif fresh:
            self.chosen.emit("")

    def show_goal(self, goal_id: str) -> None:
        """Go to a goal."""
        index = self.goals.index_of(goal_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def stay(self, goal_id: str) -> None:
        """Show a goal as the chosen one without telling."""
        self._quiet = True
        self.setCurrentIndex(self.goals.index_of(goal_id))
        self._quiet = False

    def _went(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self.goals.row(now)
        if not self._quiet and row is not None:
            self.chosen.emit(row.goal.id)

    # -- mouse and keys

    def pill_at(self, at: QPoint) -> str:
        """The result whose pill is here, "" for none."""
        index = self.indexAt(at)
        row = self.goals.row(index)
        if row is None:
            return ""
        pills = self._painter.pills(row, self.visualRect(index))
        return next((pill.result for pill in pills if pill.result and pill.place.contains(at)), "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A pill under the pointer stands out."""
        super().mouseMoveEvent(event)
        self.pointer = event.position().toPoint()
        over = bool(self.pill_at(self.pointer))
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a pill opens its result."""
        super().mouseReleaseEvent(event)
        result = self.pill_at(event.position().toPoint())
        if result and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(result)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer is elsewhere."""
        super().leaveEvent(event)
        self.pointer = QPoint(-1, -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the words, Del removes, what is pasted becomes goals."""
        key = event.key()
        ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and not event.modifiers():
            self.write_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif key == Qt.Key.Key_V and ctrl:
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif key == Qt.Key.Key_C and ctrl:
            if row := self.goals.row(self.currentIndex()):
                QGuiApplication.clipboard().setText(row.goal.text)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width takes other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
