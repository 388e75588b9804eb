"""Which result a new measure is for: a small list over the page, results without a measure first."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.measure_list import by_code
from kpidesk.ui.widgets import label

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Offer:
    """A result to choose; `bare`: nothing measures it yet."""

    result: Result
    bare: bool


def offers(desk: Reader) -> list[Offer]:
    """All results, those without a measure first."""
    measured = {measure.result for measure in desk.find(Measure)}
    found = [Offer(each, each.id not in measured) for each in desk.find(Result)]
    return sorted(found, key=lambda each: (not each.bare, by_code(each.result.code)))


class ResultPicker(QFrame):
    """Asks for a result; typing narrows the list, Enter takes, Esc turns back."""

    def __init__(self, page: QWidget, words: Words, icons: Icons) -> None:
        super().__init__(page)
        self._page = page
        self.setObjectName("result-picker")
        self.setProperty("kind", "raised")
        self._words, self._icons = words, icons
        self._take: Callable[[str | None], object] = lambda _: None
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(words("Type to search"))
        self._filter.setAccessibleName(words("For which result?"))
        self._filter.textChanged.connect(self._narrow)
        self._filter.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(words("Results"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(14, 14))
        self.list.itemClicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(words("For which result?"), "panel"))
        column.addWidget(self._filter)
        column.addWidget(self.list, 1)
        self.hide()

    def ask(self, desk: Reader, at: QPoint, take: Callable[[str | None], object], first: str = "") -> None:
        """Open at a place of the page; `take` is called with the chosen result's id, None for no result."""
        words = self._words
        self._take = take
        self.list.clear()
        for offer in offers(desk):
            item = QListWidgetItem(f"{offer.result.code}  {offer.result.statement}")
            item.setData(_ID, offer.result.id)
            note = words("no measure yet") if offer.bare else words("has a measure")
            item.setToolTip(f"{offer.result.statement}\n{note}")
            icon = "circle-dashed" if offer.bare else "chart-spline"
            item.setIcon(self._icons.icon(icon, "text_third", 14))
            item.setSizeHint(QSize(100, 30))
            self.list.addItem(item)
            if offer.result.id == first:
                self.list.setCurrentItem(item)
        none = QListWidgetItem(words("No result yet"))
        none.setSizeHint(QSize(100, 30))
        self.list.addItem(none)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._filter.clear()
        self._place(at)
        self.show()
        self.raise_()
        self._filter.setFocus()

    def _place(self, at: QPoint) -> None:
        page = self._page
        wide = min(380, page.width() - 24)
        tall = min(84 + 30 * self.list.count() + 14, 400, page.height() - at.y() - 12)
        left = max(12, min(at.x(), page.width() - wide - 12))
        self.setGeometry(left, at.y(), wide, max(tall, 150))

    def _narrow(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.casefold() not in item.text().casefold())
        current = self.list.currentItem()
        if self.list.currentRow() < 0 or current.isHidden():
            self._move(1, start=-1)

    def _move(self, step: int, start: int | None = None) -> None:
        row = (self.list.currentRow() if start is None else start) + step
        while 0 <= row < self.list.count():
            if not self.list.item(row).isHidden():
                self.list.setCurrentRow(row)
                return
            row += step

    def _choose(self) -> None:
        item = self.list.currentItem()
        if self.list.currentRow() >= 0 and not item.isHidden():
            chosen = item.data(_ID)
            self.hide()
            self._take(chosen if isinstance(chosen, str) else None)

    def _clicked(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self._choose()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows, Enter and Esc of the search line are for the list; leaving it turns back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            key = Qt.Key(event.key())
            if key in moves:
                self._move(moves[key])
            elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._choose()
            elif key == Qt.Key.Key_Escape:
                self.hide()
                self._page.setFocus()
            else:
                return False
            return True
        gone = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.MouseFocusReason}
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() in gone:
            self.hide()
        return False
