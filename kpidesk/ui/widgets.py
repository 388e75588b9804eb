"""The small parts that pages are made of, in the look of the tokens; fields stand in `fields`."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QIcon,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from kpidesk.ui.announcing import Role
from kpidesk.ui.garbage import throw_away

# -- texts and buttons

LONG_LINE: Final = 1100  # px; what is read and typed line by line gets no wider
_LONG: Final = re.compile(r"\S{31,}")  # no language has words so long that people would miss an unbroken one
_PIECE: Final = 6
_MAY_BREAK: Final = "\u200b"
_PILL_LEAST: Final = 56  # px
_FLOW_LEAST: Final = 120


def breakable(text: str) -> str:
    """The text for display: where a word is so long that it could run out of its place, it may break."""

    def pieces(found: re.Match[str]) -> str:
        made, since = "", 0
        for letter in found[0]:
            if since >= _PIECE and not unicodedata.category(letter).startswith("M"):
                made, since = made + _MAY_BREAK, 0
            made, since = made + letter, since + 1
        return made

    return _LONG.sub(pieces, text)


class Wrapped(QLabel):
    """A text of as many lines as it needs, in which even the longest word stays within its place."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text."""
        self._whole, shown = text, breakable(text)
        self.setAccessibleName(text if shown != text else "")
        super().setText(shown)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Of a fixed width, one height is enough."""
        wide = self.minimumWidth()
        if wide == self.maximumWidth():
            return QSize(wide, self.heightForWidth(wide))
        return super().minimumSizeHint()

    def text(self) -> str:
        """The text as it was given."""
        return self._whole


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A text in one of the roles of the stylesheet; never read as markup."""
    made = Wrapped(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    return made


def button(
    text: str, do: Callable[[], object], kind: str = "plain", icon: QIcon | None = None
) -> QPushButton:
    """A button; `kind` is plain, filled, quiet, link, danger or tool."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon is not None:
        put_icon(made, icon)
    made.clicked.connect(lambda _=False: do())
    return made


def put_icon(made: QPushButton, icon: QIcon) -> None:
    """Give a button an icon; Qt's stylesheets know no gap between it and the text, so a space makes one."""
    made.setIcon(icon)
    if made.text():
        made.setText(f"\u00a0{made.text()}")


def tool_button(icon: QIcon, name: str, do: Callable[[], object], *, checkable: bool = False) -> QPushButton:
    """A button of an icon alone; its name is told by tooltip and to screen readers."""
    made = button("", do, "tool", icon)
    made.setFixedSize(32, 32)
    made.setCheckable(checkable)
    made.setToolTip(name)
    made.setAccessibleName(name)
    return made


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the stylesheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and throw it away."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            throw_away(widget)
        elif inner := item.layout():
            clear(inner)


class Elided(QLabel):
    """One line that ends in … where there is no room; the whole text is its tooltip then."""

    def __init__(
        self, text: str = "", role: str = "", *, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> None:
        super().__init__()
        self._text = self._whole = text
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)
        self.show_text(text)

    def show_text(self, text: str, whole: str = "") -> None:
        """Show another text; `whole` is what it stands for, if that is more."""
        self._text = " ".join(text.split())
        self._whole = whole or self._text
        self.setAccessibleName(self._whole)
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the whole text."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Some letters at least."""
        return QSize(24, QFontMetrics(self.font()).height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Elide anew."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The stylesheet's font comes late."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._elide()
            self.updateGeometry()

    def _elide(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._text, self._mode, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Line(QFrame):
    """A line of 1 px between rows or groups."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "line")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Panel(QFrame):
    """A white sheet on the window's ground: a head of 40 px if it has a title, and a body."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        self.title = Elided(title, "panel")
        self.head = QHBoxLayout()
        self.head.setContentsMargins(14, 0, 8, 0)
        self.head.setSpacing(4)
        if title:
            frame = QFrame()
            frame.setProperty("kind", "panel-head")
            frame.setFixedHeight(40)
            frame.setLayout(self.head)
            self.head.addWidget(self.title, 1)
            whole.addWidget(frame)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        whole.addLayout(self.body, 1)


def scrolling(content: QWidget, *, widest: int = 0) -> QScrollArea:
    """A widget that scrolls up and down when it is taller than its place.

    Args:
        content: the widget.
        widest: how wide it gets in px, 0 for as wide as its place; a wide screen has lines too long to read.
    """
    if widest:
        content.setMaximumWidth(widest)
        inner, content = content, QWidget()
        beside = QHBoxLayout(content)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(inner, widest)
        beside.addStretch(1)
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setProperty("kind", "page")
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


class Chip(QWidget):
    """A word in a pill: colours by token; `outline` is solid or dashed around no fill."""

    reads_as = Role.StaticText
    HEIGHT: Final = 22

    def __init__(
        self,
        text: str,
        *,
        fill: str = "",
        ink: str,
        icon: QPixmap | None = None,
        outline: str = "",
        dashed: bool = False,
        italic: bool = False,
    ) -> None:
        super().__init__()
        self.text = text
        self._fill, self._ink, self._icon, self._outline = fill, ink, icon, outline
        self._dashed = dashed
        font = self.font()
        font.setPixelSize(12)
        font.setItalic(italic)
        self._font = font
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.HEIGHT)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        wide = QFontMetrics(self._font).horizontalAdvance(self.text) + 19 + (17 if self._icon else 0)
        return QSize(wide, self.HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        pen = painter.pen()
        pen.setColor(QColor(self._outline or self._fill or self._ink))
        pen.setStyle(Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen if self._outline else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._fill) if self._fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = 9
        if self._icon:
            painter.drawPixmap(QRect(7, 4, 14, 14), self._icon)
            left = 25
        painter.setPen(QColor(self._ink))
        painter.setFont(self._font)
        room = self.rect().adjusted(left, 0, 0, 0)
        text = self.text
        if self.width() < self.sizeHint().width():
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 8)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


class Pill(QPushButton):
    """A button in the shape of a pill whose text ends in … where there is no room.

    The whole text is its tooltip then, unless it has another one.
    """

    def __init__(self, text: str, *, tip: str = "", icon: QIcon | None = None) -> None:
        super().__init__(text)
        self._name, self._tip = text, tip
        self.setProperty("kind", "pill")
        self.setAccessibleName(text)
        self.setToolTip(tip)
        if icon is not None:
            put_icon(self, icon)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Some letters at least."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), _PILL_LEAST), whole.height())

    @property
    def _lacking(self) -> int:
        return max(self.sizeHint().width() - self.width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Tell in full what is cut."""
        super().resizeEvent(event)
        self.setToolTip(self._tip or (self._name if self._lacking else ""))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        if self._lacking:
            metrics, text = self.fontMetrics(), self.text()
            room = metrics.horizontalAdvance(text) - self._lacking
            setattr(option, "text", metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))  # noqa: B010
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()


def stop_where_chosen(choice: QAbstractButton) -> None:
    """Of choices of which one holds, let Tab stop at that one; Qt would at the one that was last gone to."""

    def follow(chosen: bool) -> None:
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)

    follow(choice.isChecked())
    choice.toggled.connect(follow)


class Segments(QFrame):
    """A row of choices of which one holds; `chosen` tells its key when a person changes it."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], current: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self.buttons: dict[str, QPushButton] = {}
        for key, text in choices:
            made = QPushButton(text)
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setAutoDefault(False)  # else Enter in a line of a dialog would choose it
            stop_where_chosen(made)
            made.setObjectName(f"segment-{key}")
            made.clicked.connect(lambda _=False, k=key: self.chosen.emit(k))
            self.buttons[key] = made
            row.addWidget(made)
        self.show_texts(dict(choices))
        self.choose(current or choices[0][0])

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Call the choices otherwise: shorter where there is little room."""
        for key, text in texts.items():
            self.buttons[key].setText(text)
            self.buttons[key].setMinimumWidth(self._room(key, text))

    def room(self, texts: Mapping[str, str]) -> int:
        """How wide the row is with these texts, in px."""
        return sum(self._room(key, text) + 2 for key, text in texts.items()) + 6

    def _room(self, key: str, text: str) -> int:
        font = self.buttons[key].font()
        font.setWeight(font.Weight.DemiBold)  # room for the chosen one, so that nothing jumps
        return QFontMetrics(font).horizontalAdvance(text) + 30

    @property
    def current(self) -> str:
        """The key of the choice that holds."""
        return next(key for key, each in self.buttons.items() if each.isChecked())

    def choose(self, key: str) -> None:
        """Set the choice without telling."""
        self.buttons[key].setChecked(True)


class EmptyState(QWidget):
    """What a place says while nothing is there: what belongs there, an example, the first step."""

    def __init__(self, icon: QPixmap, sentence: str, example: str = "", *buttons: QAbstractButton) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        picture = QLabel()
        picture.setPixmap(icon)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(picture)
        for text, role in ((sentence, "statement"), (example, "example")):
            if text:
                line = label(text, role, wrap=True)
                line.setAlignment(Qt.AlignmentFlag.AlignCenter)
                line.setMaximumWidth(420)
                line.setMinimumWidth(240)
                row = QHBoxLayout()  # with room beside it a line keeps the height that its width asks for
                row.addStretch(1)
                row.addWidget(line, 100)
                row.addStretch(1)
                column.addLayout(row)
        column.addSpacing(6)
        for each in buttons:
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


# -- layout


class Flow(QLayout):
    """Widgets side by side that go on in the next row where there is no room; `right` is where they stand."""

    def __init__(self, gap: int = 6, row_gap: int | None = None, *, right: bool = False) -> None:
        super().__init__()
        self._right = right
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._row_gap = gap if row_gap is None else row_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """See QLayout."""
        self._items.append(item)

    def count(self) -> int:
        """See QLayout."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """See QLayout."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """See QLayout."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """See QLayout."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """See QLayout."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """See QLayout."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as the largest widget."""
        return self._largest()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as the largest widget, but not wider than a place may be."""
        return self.sizeHint().boundedTo(QSize(_FLOW_LEAST, 16_000))

    def _largest(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        rect = rect.marginsRemoved(margins)
        y = rect.y()
        for number, row in enumerate(self._rows(rect.width())):
            y += self._row_gap if number else 0
            x = rect.x()
            if self._right:
                x += rect.width() - sum(hint.width() + self._gap for _, hint in row) + self._gap
            for item, hint in row:
                if move:
                    item.setGeometry(QRect(QPoint(x, y), hint))
                x += hint.width() + self._gap
            y += max(hint.height() for _, hint in row)
        return y - rect.y() + margins.top() + margins.bottom()

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint().boundedTo(QSize(max(width, 1), 16_000))
            if not rows or hint.width() > left:
                rows.append([])
                left = width
            rows[-1].append((item, hint))
            left -= hint.width() + self._gap
        return rows


def coloured(widget: QWidget, colour: str) -> None:
    """Give a text another colour than its role has."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    widget.setPalette(palette)
    widget.setStyleSheet(f"color: {colour};")
