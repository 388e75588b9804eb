"""All measures beside each other: a grid of measures by periods to type and paste into."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType
from kpidesk.domain.series import Value, ValueStatus
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.cell_grid import ENTER, CellGrid, Index
from kpidesk.ui.measures.value_work import Report, ValueWork
from kpidesk.ui.measures.values_model import Column, Row
from kpidesk.ui.measures.values_panel import PasteReport
from kpidesk.ui.measures.wide_model import MARKS, Key, WideModel, kinds_of
from kpidesk.ui.painted import font, lines_of
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import Elided, EmptyState, Panel, Segments, button, label

_DOWN, _ACROSS = "down", "across"
_WIDE: Final = 124  # px of a column
_SIDE: Final = {True: 100, False: 232}  # px of the column at the left, with periods or with measures
_HEAD: Final = {True: 64, False: 30}
_PAD: Final = 10


class _Header(QHeaderView):
    """Names measures, the code over or beside the name, or periods."""

    def __init__(self, orientation: Qt.Orientation, view: QTableView, colours: Palette) -> None:
        super().__init__(orientation, view)
        self._colours = colours

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        """See QHeaderView."""
        upright = self.orientation() is Qt.Orientation.Vertical
        text = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        code, _, name = text.partition("\n")
        colours, room = self._colours, rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.save()
        painter.fillRect(rect, QColor(colours.sunken))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, QColor(colours.border))
        side = Qt.AlignmentFlag.AlignLeft if upright else Qt.AlignmentFlag.AlignRight
        painter.setPen(QColor(colours.text_second))
        painter.setFont(font(12, strong=True))
        if not name:
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, code)
        elif upright:
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, code)
            _name(painter, room.adjusted(44, 0, 0, 0), name, side, colours)
        else:
            painter.drawText(room.adjusted(0, 6, 0, 0), side | Qt.AlignmentFlag.AlignTop, code)
            painter.setPen(QColor(colours.text_third))
            painter.setFont(font(12))
            for number, shown in enumerate(lines_of(name, 12, room.width(), 2)):
                below = room.adjusted(0, 24 + 17 * number, 0, 0)
                painter.drawText(below, side | Qt.AlignmentFlag.AlignTop, shown)
        painter.restore()


def _name(painter: QPainter, room: QRect, name: str, side: Qt.AlignmentFlag, colours: Palette) -> None:
    painter.setFont(font(12))
    painter.setPen(QColor(colours.text_third))
    shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)


class WideTable(CellGrid):
    """The grid itself; its headers stay in sight while it is scrolled."""

    def __init__(self, model: WideModel, work: ValueWork, words: Words, colours: Palette) -> None:
        super().__init__(model, words("Values of all measures"), colours)
        self.setObjectName("wide-values")
        self.values = model
        self._work = work
        for header in (
            _Header(Qt.Orientation.Horizontal, self, colours),
            _Header(Qt.Orientation.Vertical, self, colours),
        ):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            if header.orientation() is Qt.Orientation.Horizontal:
                header.setDefaultSectionSize(_WIDE)
                self.setHorizontalHeader(header)
            else:
                header.setDefaultSectionSize(32)
                self.setVerticalHeader(header)
        self.fit()

    def fit(self) -> None:
        """Give the headers the room that measures or periods need."""
        self.verticalHeader().setFixedWidth(_SIDE[self.values.down])
        self.horizontalHeader().setFixedHeight(_HEAD[self.values.down])

    def chosen(self) -> list[Key]:
        """The selected cells, the current one if none is."""
        indexes = self.selectedIndexes() or [self.currentIndex()]
        return [self.values.key(index) for index in indexes if index.isValid()]

    def chosen_values(self) -> list[Value]:
        """What the desk holds for them."""
        return [value for key in self.chosen() if (value := self.values.value(key)) is not None]

    # -- see CellGrid

    def key_of(self, index: Index) -> Key | None:
        """See CellGrid."""
        return self.values.key(index)

    def index_of(self, key: object) -> QModelIndex:
        """See CellGrid."""
        return self.values.index_of(key) if isinstance(key, Key) else QModelIndex()

    def plain(self, index: Index) -> str:
        """See CellGrid."""
        return self.values.plain(index)

    def take(self, key: object, text: str) -> str:
        """See CellGrid."""
        measure = self.values.measure(key) if isinstance(key, Key) else None
        if measure is None or not isinstance(key, Key):
            return ""
        return self._work.take(measure, Row(key.period, self.values.value(key)), Column.VALUE, text)

    def step(self, key: object, pressed: Qt.Key) -> None:
        """See CellGrid."""
        index = self.index_of(key)
        down = 1 if pressed in {*ENTER, Qt.Key.Key_Down} else -1 if pressed == Qt.Key.Key_Up else 0
        right = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(pressed, 0)
        following = self.values.index(index.row() + down, index.column() + right)
        if following.isValid():
            self.setCurrentIndex(following)

    def clear_chosen(self) -> None:
        """See CellGrid."""
        if self.writable:
            self._work.clear_all(self.chosen_values())


class WideGrid(QWidget):
    """The grid with its tools."""

    def __init__(
        self, session: Session, words: Words, icons: Icons, colours: Palette, *first_steps: QPushButton
    ) -> None:
        super().__init__()
        self._session, self._words = session, words
        self._work = ValueWork(session, words)
        self.model = WideModel(session.desk, words, colours)
        self.table = WideTable(self.model, self._work, words, colours)
        self.report = PasteReport(words, icons)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.setObjectName("wide-wrong")
        self.about = Elided("", "caption")
        self.turned = Segments(((_DOWN, words("Dates down")), (_ACROSS, words("Dates across"))))
        self.kinds = Choice([], self._choose_kind, words("How often"))
        self.kinds.setObjectName("wide-kind")
        self.status = Choice(
            [(each, words(LABELS[each])) for each in ValueStatus], self._set_status, words("Status")
        )
        self.status.setObjectName("wide-status")
        self.earlier = button(words("Earlier year"), self._add_earlier, icon=icons.icon("plus"))
        self.earlier.setObjectName("wide-earlier")
        self.paste_button = button(words("Paste here"), self.paste, icon=icons.icon("clipboard-paste"))
        self.paste_button.setObjectName("wide-paste")
        self._empty = EmptyState(
            icons.pixmap("chart-spline", "text_third", 40),
            words("Here stand the values of all measures, once there is a measure."),
            words("A column for each measure, a row for each month: 16.4 h in January, 15.9 h in February."),
            *first_steps,
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        words, panel = self._words, Panel()
        tools, foot = QHBoxLayout(), QHBoxLayout()
        tools.setContentsMargins(12, 8, 12, 8)
        tools.setSpacing(8)
        tools.addWidget(self.turned)
        tools.addWidget(self.kinds)
        tools.addStretch()
        tools.addWidget(self.earlier)
        tools.addWidget(self.paste_button)
        foot.setContentsMargins(14, 6, 12, 6)
        foot.setSpacing(8)
        marks = (f"{mark} {words(LABELS[each])}" for each, mark in MARKS.items() if mark)
        foot.addWidget(self.about, 1)
        foot.addWidget(label(" · ".join(marks), "caption"))
        foot.addWidget(label(words("Status"), "caption-strong"))
        foot.addWidget(self.status)
        self._content = QWidget()
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(tools)
        inside.addWidget(self.table, 1)
        self.wrong.setContentsMargins(14, 4, 12, 4)
        self.wrong.hide()
        inside.addWidget(self.wrong)
        inside.addLayout(foot)
        inside.addWidget(self.report)
        panel.body.addWidget(self._content)
        panel.body.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(panel)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.turned.chosen.connect(self._turn)
        self.table.pasted.connect(self.paste)
        self.table.wrong.connect(self._show_wrong)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.report.closed.connect(lambda: self.report.show_report(None))

    # -- showing

    @property
    def filled(self) -> bool:
        """Whether there is a measure to show values of."""
        return not self._content.isHidden()

    def refresh(self, change: Change | None) -> None:
        """Show the desk as it is; where one is, and what is being typed, stays."""
        desk = self._session.desk
        kinds = kinds_of(desk)
        self.kinds.offer([(kind, self._words(LABELS[kind])) for kind in kinds])
        if self.model.kind not in kinds and kinds:
            self._keep(lambda: self.model.show_kind(kinds[0], _today()))
        else:
            self._keep(lambda: self.model.refresh(change, _today()))
        self.kinds.show_value(self.model.kind)
        self.kinds.setVisible(len(kinds) > 1)
        self._content.setVisible(bool(kinds))
        self._empty.setVisible(not kinds)
        self.table.writable = desk.writable
        for each in (self.paste_button, self.earlier, self.status):
            each.setEnabled(desk.writable)
        self._show_current()

    def _keep(self, do: Callable[[], object]) -> None:
        """Do something to the model; the current cell and what is in sight stay."""
        table, index = self.table, self.table.currentIndex()
        key = self.model.key(index) if index.isValid() else None
        bars = table.verticalScrollBar(), table.horizontalScrollBar()
        before = [bar.value() for bar in bars]
        fresh = not self.model.periods
        do()
        table.fit()
        kept = self.model.index_of(key) if key else QModelIndex()
        if kept.isValid() and kept != table.currentIndex():
            table.selectionModel().setCurrentIndex(kept, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if fresh:
            self._begin()
        else:
            for bar, place in zip(bars, before, strict=True):
                bar.setValue(place)
        table.put_cell()

    def _begin(self) -> None:
        """Go to where work goes on: the first period without any value, with the ones before it in sight."""
        if self.model.periods and self.model.measures:
            index = self.model.index_of(Key(self.model.measures[0].id, self.model.following))
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
            if not self.model.down:
                self.table.verticalScrollBar().setValue(0)

    def _show_current(self) -> None:
        index = self.table.currentIndex()
        key = self.model.key(index) if index.isValid() else None
        measure = self.model.measure(key) if key else None
        if key is None or measure is None:
            self.about.show_text("")
            return
        parts = (f"{measure.code} {measure.name}", measure.unit, self.model.name(key))
        value = self.model.value(key)
        self.about.show_text(" · ".join(filter(None, (*parts, value.source if value else ""))))
        self.status.setEnabled(value is not None and self._session.desk.writable)
        self.status.show_value(value.status if value else None)

    def _show_wrong(self, reason: str) -> None:
        self.wrong.setText(reason)
        self.wrong.setVisible(bool(reason))

    # -- doing

    def _turn(self, key: str) -> None:
        if self.table.commit():
            self._keep(lambda: self.model.turn(down=key == _DOWN))
            self.table.scrollTo(self.table.currentIndex())
        else:
            self.turned.choose(_DOWN if self.model.down else _ACROSS)

    def _choose_kind(self, kind: PeriodType) -> None:
        if self.table.commit():
            self.model.show_kind(kind, _today())
            self._begin()
        self.kinds.show_value(self.model.kind)

    def _add_earlier(self) -> None:
        if self.table.commit():
            self.model.add_earlier(_today())
            key = Key(self.model.measures[0].id, self.model.periods[0])
            self.table.setCurrentIndex(self.model.index_of(key))
            self.table.setFocus()

    def _set_status(self, status: ValueStatus) -> None:
        self._work.set_statuses(self.table.chosen_values(), status)

    def paste(self) -> None:
        """Take a block of numbers from the clipboard, its corner at the current cell."""
        index = self.table.currentIndex()
        if not index.isValid() or not self.table.commit() or not self._session.desk.writable:
            return
        row, column = index.row(), index.column()

        def place(down: int, right: int) -> tuple[Measure | None, date]:
            return self.model.beyond(row + down, column + right)

        report = self._work.paste_block(place, QGuiApplication.clipboard().text())
        if not report.taken and not report.bad:
            report = Report(0, (self._words("There are no numbers on the clipboard."),))
        self.report.show_report(report)

    @property
    def typed(self) -> str:
        """What is being typed and could not be taken, empty for none."""
        return self.table.typed

    def leave(self) -> None:
        """The person goes elsewhere: take over what is being typed."""
        self.table.commit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As much room as there is."""
        return QSize(800, 480)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the person's day
