"""Rows of the coverage: goals, result and measures side by side, and names of what stands alone."""

from collections.abc import Iterator, Sequence
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
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from kpidesk.domain.coverage import Row
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.painted import (
    PILL,
    draw_pill,
    font,
    ground,
    lines_of,
    pill_width,
    ring_mark,
    underline,
    write,
)

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_EDGE: Final = 16
_STEP: Final = 19
_TOP: Final = 10
_HEADING: Final = 34
_GAP: Final = 5
_CODE: Final = 40
_STATEMENT: Final = 260  # px that a result has before its measures get more than their codes
_LEAST: Final = 60
_MOST_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A group of rows; `ring` is its position where it is a ring, `goal` an id where it is one."""

    text: str
    count: int
    ring: int = 0
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A record that stands alone; `kind` is goal, result or measure."""

    kind: str
    id: str
    code: str
    text: str


Shown = Heading | Row | Named


@dataclass(frozen=True, slots=True)
class Code:
    """A printed code where it is painted, and where it leads."""

    place: QRect
    kind: str
    id: str
    text: str
    whole: str


def _columns(width: int) -> tuple[int, int, int]:
    """Where goals, result and measures begin."""
    room = width - 2 * _EDGE
    goals = max(96, round(room * 0.15))
    measures = max(150, round(room * 0.32))
    measures = max(_LEAST, min(measures, room - goals - _STATEMENT))
    return _EDGE, _EDGE + goals, width - _EDGE - measures


class CoverageHead(QWidget):
    """The names of the columns, above them."""

    reads_as = Role.StaticText

    def __init__(self, view: "CoverageList") -> None:
        super().__init__()
        self._view = view
        self.setFixedHeight(30)
        words = view.words
        self._names = (words("Goals"), words("Result"), words("Measures"))
        self.setAccessibleName(", ".join(self._names))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter, colours = QPainter(self), self._view.colours
        painter.fillRect(self.rect(), QColor(colours.sunken))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.border))
        painter.setPen(QColor(colours.text_second))
        painter.setFont(font(12, strong=True))
        for left, name in zip(_columns(self._view.viewport().width()), self._names, strict=True):
            painter.drawText(QRect(left, 0, 200, self.height() - 1), Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()


class CoverageRows(QAbstractListModel):
    """The rows as a model."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.rows: list[Shown] = []

    def show_rows(self, rows: Sequence[Shown]) -> None:
        """Show others; nothing is told when they are the same."""
        if list(rows) != self.rows:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()

    def row(self, index: Index) -> Shown | None:
        """What is at an index."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def rowCount(self, parent: Index = _NONE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel. Headings are passed over."""
        row = self.row(index)
        if row is None or (isinstance(row, Heading) and not row.goal):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        row = self.row(index)
        if row is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if isinstance(row, Heading):
            return f"{row.text}  {row.count}"
        if isinstance(row, Named):
            return f"{row.code}  {row.text}"
        return self._spoken(row)

    def _spoken(self, row: Row) -> str:
        words = self._words
        goals = ", ".join(goal.code for goal in row.goals) or words("no goal")
        measures = ", ".join(f"{each.code} {each.name}" for each in row.measures) or words("no measure")
        parts = [f"{row.result.code} {row.result.statement}", words("from {goals}", goals=goals)]
        return "; ".join((*parts, words("measured by {measures}", measures=measures)))


class _Painter(QStyledItemDelegate):
    def __init__(self, view: "CoverageList") -> None:
        super().__init__(view)
        self._view = view
        self._colours = view.colours

    # -- places

    def _statement(self, row: Row, width: int) -> tuple[str, ...]:
        _, result, measures = _columns(width)
        return lines_of(row.result.statement, 14, measures - result - _CODE - 20, _MOST_LINES)

    def _why(self, row: Row, width: int) -> tuple[str, ...]:
        """Why a result that no goal asked for is there all the same."""
        if not row.result.off_strategy:
            return ()
        words, reason = self._view.words, row.result.off_strategy_reason
        text = words("Off strategy: {reason}", reason=reason) if reason else words("Off strategy")
        _, result, measures = _columns(width)
        return lines_of(text, 12, measures - result - _CODE - 20, 3)

    def _pills(self, row: Row, width: int) -> Iterator[Code]:
        """The codes of a row, from its own top left corner."""
        goals, result, measures = _columns(width)
        x, y = goals, _TOP
        for goal in row.goals:
            wide = pill_width(goal.code)
            if x + wide > result - 8 and x > goals:
                x, y = goals, y + PILL + 3
            yield Code(QRect(x, y, wide, PILL), "goal", goal.id, goal.code, goal.text)
            x += wide + _GAP
        statement = row.result.statement
        yield Code(QRect(result, _TOP, _CODE, PILL), "result", row.result.id, row.result.code, statement)
        for number, measure in enumerate(row.measures):
            wide = pill_width(measure.code)
            place = QRect(measures, _TOP + number * (PILL + 3), wide, PILL)
            yield Code(place, "measure", measure.id, measure.code, measure.name)

    def codes(self, shown: Shown, box: QRect) -> list[Code]:
        """What can be gone to in a row, where it is painted."""
        if isinstance(shown, Heading):
            if not shown.goal:
                return []
            return [Code(box.adjusted(10, 4, -10, -2), "goal", shown.goal, "", shown.text)]
        if isinstance(shown, Named):
            return [Code(box.adjusted(4, 2, -4, -2), shown.kind, shown.id, shown.code, shown.text)]
        return [
            Code(each.place.translated(box.topLeft()), each.kind, each.id, each.text, each.whole)
            for each in self._pills(shown, box.width())
        ]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """See QStyledItemDelegate."""
        row, width = self._view.rows.row(index), self._view.viewport().width()
        if isinstance(row, Row):
            text = len(self._statement(row, width)) * _STEP + len(self._why(row, width)) * 17
            pills = max((each.place.bottom() + 1 for each in self._pills(row, width)), default=0)
            return QSize(100, max(_TOP + text + 11, pills + 11))
        if isinstance(row, Named):
            lines = lines_of(row.text, 13, width - _EDGE - _CODE - 14, 2)
            return QSize(100, len(lines) * 18 + 12)
        return QSize(100, _HEADING)

    # -- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        box: QRect = option.rect
        row = self._view.rows.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._heading(painter, box, row)
        elif isinstance(row, Named):
            ground(painter, option, QRectF(box).adjusted(6.5, 0.5, -6.5, -0.5), self._colours)
            self._named(painter, box, row)
        elif row is not None:
            underline(painter, box, _EDGE, self._colours)
            ground(painter, option, QRectF(box).adjusted(6.5, 1.5, -6.5, -2.5), self._colours)
            self._row(painter, box, row, index)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, row: Heading) -> None:
        left = box.left() + _EDGE
        if row.ring:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colours.ring(row.ring).line))
            ring_mark(painter, QRectF(left, box.center().y() - 1.5, 9, 9), row.ring)
            left += 17
        count = str(row.count)
        painter.setFont(font(13, strong=True))
        over = bool(row.goal) and box.contains(self._view.pointer)
        painter.setPen(QColor(self._colours.accent_text if over else self._colours.text_second))
        room = box.right() - left - _EDGE - 34
        shown = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, room)
        place = QRectF(left, box.top() + 6, room, box.height() - 6)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(font(12))
        painter.setPen(QColor(self._colours.text_third))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(box).adjusted(0, 6, -_EDGE, 0), right, count)

    def _named(self, painter: QPainter, box: QRect, row: Named) -> None:
        width = box.width() - _EDGE - _CODE - 14
        painter.setFont(font(12))
        painter.setPen(QColor(self._colours.text_third))
        code = QRect(box.left() + _EDGE, box.top() + 6, _CODE, 18)
        painter.drawText(code, Qt.AlignmentFlag.AlignVCenter, row.code)
        painter.setPen(QColor(self._colours.text))
        lines = lines_of(row.text, 13, width, 2)
        write(painter, lines, QPointF(box.left() + _EDGE + _CODE, box.top() + 6), 13, 18, width)

    def _row(self, painter: QPainter, box: QRect, row: Row, index: Index) -> None:
        colours, view, width = self._colours, self._view, box.width()
        _, result, measures = _columns(width)
        at = view.place if index == view.currentIndex() and view.hasFocus() else -1
        for number, code in enumerate(self.codes(row, box)):
            lit = number == at or code.place.contains(view.pointer)
            draw_pill(painter, QRectF(code.place), code.text, colours, lit=lit)
            if code.kind == "measure":
                left = code.place.right() + 8
                room = box.right() - _EDGE - left
                painter.setPen(QColor(colours.text))
                write(
                    painter,
                    lines_of(code.whole, 13, room, 1),
                    QPointF(left, code.place.top()),
                    13,
                    PILL,
                    room,
                )
        painter.setPen(QColor(colours.text))
        left, lines = box.left() + result + _CODE + 8, self._statement(row, width)
        room = measures - result - _CODE - 20
        write(painter, lines, QPointF(left, box.top() + _TOP), 14, _STEP, room)
        painter.setPen(QColor(colours.text_third))
        below = QPointF(left, box.top() + _TOP + len(lines) * _STEP)
        write(painter, self._why(row, width), below, 12, 17, room)
        for there, x, text in (
            (row.goals, _EDGE, view.words("no goal")), (row.measures, measures, view.words("no measure")),
        ):  # fmt: skip
            if not there:
                painter.setFont(font(12, italic=True))
                painter.setPen(QColor(colours.text_third))
                place = QRectF(box.left() + x, box.top() + _TOP, 140, PILL)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)


class CoverageList(QListView):
    """A list of rows whose codes lead somewhere; `gone` tells kind and id of what is gone to.

    Up and down walk over rows, left and right over the codes of a row, Enter goes there.
    """

    gone = Signal(str, str)

    def __init__(self, name: str, words: Words, colours: Palette) -> None:
        super().__init__()
        self.words, self.colours = words, colours
        self.rows = CoverageRows(words, self)
        self.pointer = QPoint(-1, -1)
        self.place = 0
        """Which code of the current row the person is at."""
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setMinimumWidth(1)
        self.verticalScrollBar().setSingleStep(24)
        self.selectionModel().currentChanged.connect(self._went)

    def show_rows(self, rows: Sequence[Shown]) -> None:
        """Show others, at the same place."""
        scrolled = self.verticalScrollBar().value()
        self.rows.show_rows(rows)
        self.verticalScrollBar().setValue(scrolled)

    def codes(self, index: QModelIndex) -> list[Code]:
        """What can be gone to in a row."""
        row = self.rows.row(index)
        return [] if row is None else self._painter.codes(row, self.visualRect(index))

    def _went(self, now: QModelIndex) -> None:
        codes = self.codes(now)
        self.place = next((at for at, code in enumerate(codes) if code.kind == "result"), 0)

    def code_at(self, at: QPoint) -> Code | None:
        """The code that is painted here."""
        return next((code for code in self.codes(self.indexAt(at)) if code.place.contains(at)), None)

    # -- mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A code under the pointer stands out."""
        super().mouseMoveEvent(event)
        self.pointer = event.position().toPoint()
        over = self.code_at(self.pointer) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer is elsewhere."""
        super().leaveEvent(event)
        self.pointer = QPoint(-1, -1)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The tooltip of a code is what it stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            code = self.code_at(event.pos())
            QToolTip.showText(event.globalPos(), code.whole if code and code.text else "", self)
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a code goes there."""
        super().mouseReleaseEvent(event)
        code = self.code_at(event.position().toPoint())
        if code is not None and event.button() == Qt.MouseButton.LeftButton:
            self.gone.emit(code.kind, code.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right walk over the codes, Enter goes there."""
        codes = self.codes(self.currentIndex())
        key, steps = event.key(), {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps and codes:
            self.place = min(max(self.place + steps[Qt.Key(key)], 0), len(codes) - 1)
            self.viewport().update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and codes:
            code = codes[min(self.place, len(codes) - 1)]
            self.gone.emit(code.kind, code.id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width takes other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
