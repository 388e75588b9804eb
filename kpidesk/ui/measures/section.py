"""What the sections of the right panel share: what they show, and how they look."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.measures import Measure
from kpidesk.drawing.chart_data import Data
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.facts import Marks
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import label


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: a measure, its data if it has values, and the period that is chosen."""

    measure: Measure
    data: Data | None
    period: date | None


@dataclass(frozen=True, slots=True)
class Tools:
    """What sections are made with."""

    session: Session
    words: Words
    icons: Icons
    colours: Palette
    marks: Marks


class Section(QWidget):
    """A titled part of the right panel; its tools stand right of the title."""

    def __init__(self, tools: Tools, title: str) -> None:
        super().__init__()
        self.tools, self.words = tools, tools.words
        self.session = tools.session
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 10, 12, 10)
        self.column.setSpacing(6)
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        if title:
            self.head.addWidget(label(title, "caption-strong"), 1)
            self.column.addLayout(self.head)
        self.shown: Shown | None = None

    def show_measure(self, shown: Shown) -> None:
        """Show another measure, or the same anew."""
        if self.shown is not None and self.shown.measure.id != shown.measure.id:
            self.put_away()
        self.shown = shown
        self.refresh(shown)

    def put_away(self) -> None:
        """Another measure comes: close what was open for this one."""

    def refresh(self, shown: Shown) -> None:
        """Put what is shown in its place."""
        raise NotImplementedError

    def do(self, label: str, action: Callable[..., object], *arguments: object) -> bool:
        """One edit, if anything is shown."""
        return self.session.do(label, action, *arguments)


class PressRow(QWidget):
    """An icon with lines of words; a click or Enter does something. `more` lines tell what people said."""

    reads_as = Role.Button

    def __init__(self, icon: QPixmap, first: str, second: str, do: Callable[[], object], *more: str) -> None:
        super().__init__()
        self._do = do
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(". ".join(filter(None, (first, second, *more))))
        picture = QLabel()
        picture.setPixmap(icon)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label(first, wrap=True))
        if second:
            texts.addWidget(label(second, "caption", wrap=True))
        for each in filter(None, more):
            texts.addWidget(label(each, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 12, 7)
        row.setSpacing(9)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click does it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._do()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """So does Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._do()
        else:
            super().keyPressEvent(event)


class Entry(QLineEdit):
    """A line of a small form: Enter takes the form over, Esc turns back; nothing is committed by itself."""

    def __init__(self, name: str, take: Callable[[], object], turn_back: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._turn_back = turn_back
        self.returnPressed.connect(take)

    def event(self, event: QEvent) -> bool:
        """Undo goes to the window where nothing is typed: a line that was emptied would refill itself."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.text():
            standard = QKeySequence.StandardKey
            if event.matches(standard.Undo) or event.matches(standard.Redo):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """See QLineEdit."""
        if event.key() == Qt.Key.Key_Escape:
            self._turn_back()
        else:
            super().keyPressEvent(event)


def into_sight(widget: QWidget) -> None:
    """Scroll the panel so far that a form in it is seen."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea) and (content := area.widget()):
        if layout := content.layout():
            layout.activate()  # it makes room for the form
        content.adjustSize()
        area.ensureWidgetVisible(widget)


def buttons_row(*buttons: QPushButton) -> QHBoxLayout:
    """Buttons of a small form, side by side."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for each in buttons:
        row.addWidget(each)
    row.addStretch()
    return row
