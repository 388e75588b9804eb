"""Fields, with one rule for all: they commit after a rest, on Enter, on Tab and on leaving.

Esc gives back what was there. A commit that is refused keeps the text in the field, marked, so that
nothing typed is lost. Undo and redo are the field's own only while something is typed in it that is not
committed; else they are the window's.
"""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from kpidesk.ui.widgets import label, restyle

REST: Final = 700  # ms without a key after which a field commits
_MOST_LINES: Final = 6
_INSET: Final = 1  # px around a text; the rest is padding of the stylesheet
_SPARE: Final = 1  # px without which Qt takes the last line for one that has to be scrolled to
_MANY: Final = 200  # paragraphs that are not measured one by one
_STEPS: Final = frozenset({"Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"})  # the window's undo and redo
ENTERED: Final = QEvent.Type(QEvent.registerEventType())
"""Tells the program's window that Enter ended what was typed: what comes next is a step of its own."""
RIGHTED: Final = QEvent.Type(QEvent.registerEventType())
"""Tells the program's window that what was refused in a field stands there no more."""
Commit = Callable[[str], bool]


class Committing:
    """What all fields share: when to commit, and what to do when that is refused."""

    draft = False
    """Whether what is typed reaches no desk by committing, so that undo stays the field's own."""

    def _begin(self, commit: Commit) -> None:
        self._commit = commit
        self._held = ""
        self._cleaned: str | None = None  # what the desk has of it, while it stands here as it was typed
        self._resting = False
        self._wrong = False
        # Called when nothing in the field is wrong any more.
        self.righted: Callable[[], object] = lambda: None
        self._rest = QTimer(self)  # type: ignore[arg-type]
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._pause)

    def typed(self) -> str:
        """What stands in the field."""
        raise NotImplementedError

    def _put(self, text: str) -> None:
        raise NotImplementedError

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not committed."""
        return self.typed() != self._held

    def show_value(self, text: str) -> None:
        """Show what the desk holds; what is being typed just now stays.

        The desk keeps texts without blanks at their ends, and days as the language writes them. While
        somebody is typing, theirs stay: the next word follows, or the rest of the day.
        """
        typed, writing = self.typed(), self.hasFocus()  # type: ignore[attr-defined]
        if (text == self._held and self.dirty) or (writing and text == self._cleaned):
            return
        if writing and text != typed and (self._resting or text.split() == typed.split()):
            self._held, self._cleaned = typed, text
            self._rest.stop()
            self._mark(wrong=False)
            return
        self._held, self._cleaned = text, None
        if self.typed() != text:
            self._put(text)
        self._rest.stop()
        self._mark(wrong=False)

    def _pause(self) -> None:
        """Nothing was typed for a while, but more may follow."""
        self._resting = True
        self.commit()
        self._resting = False

    def commit(self) -> None:
        """Hand over what was typed; a refusal keeps the text and marks the field."""
        self._rest.stop()
        if self.dirty:
            text = self.typed()
            taken = self._commit(text)
            if taken and self.typed() == text:
                self._held = text
            self._mark(wrong=not taken)
        else:  # typed back by hand, perhaps
            self._mark(wrong=False)

    def _tidy(self) -> None:
        """The typing is over: show the text as the desk has it."""
        if self._cleaned is not None and not self.dirty:
            self._held, cleaned = self._cleaned, self._cleaned
            self._cleaned = None
            self._put(cleaned)

    def give_back(self) -> None:
        """Show again what was there before typing."""
        self._rest.stop()
        self._put(self._held)
        self._mark(wrong=False)

    def _is_step_of_window(self, event: QEvent) -> bool:
        """Whether a key takes back or repeats what is on the desk, and not what is being typed."""
        if not isinstance(event, QKeyEvent) or self.dirty or self.draft:
            return False
        standard = QKeySequence.StandardKey
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        return pressed in _STEPS or event.matches(standard.Undo) or event.matches(standard.Redo)

    def _mark(self, *, wrong: bool) -> None:
        was, self._wrong = self._wrong, wrong
        restyle(self, "wrong", "true" if wrong else "false")  # type: ignore[arg-type]
        if not wrong:
            self.righted()
        if was and not wrong:
            self._tell(RIGHTED)

    def _tell(self, kind: QEvent.Type) -> None:
        """Tell the program's window, which lies behind a dialog."""
        window = self.window()  # type: ignore[attr-defined]
        while (behind := window.parentWidget()) is not None:
            window = behind.window()
        QCoreApplication.sendEvent(window, QEvent(kind))


class LineField(QLineEdit, Committing):
    """A field of one line; `commit` is called with the text and says whether it was taken."""

    def __init__(self, commit: Commit, placeholder: str = "", *, name: str = "") -> None:
        super().__init__()
        self._begin(commit)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.textEdited.connect(lambda _: self._rest.start())
        self.returnPressed.connect(self._entered)

    def typed(self) -> str:
        """See Committing."""
        return self.text()

    def _put(self, text: str) -> None:
        self.setText(text)
        self.setCursorPosition(0)

    def _entered(self) -> None:
        """What is typed from now on is taken back by itself."""
        self.commit()
        self._tidy()
        if not self.dirty and not self.draft:
            at = self.cursorPosition()
            self.setText(self.text())  # as the history of a line is forgotten
            self.setCursorPosition(at)
            self._tell(ENTERED)

    def event(self, event: QEvent) -> bool:
        """Undo goes to the window where nothing is typed."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_step_of_window(event):
            event.ignore()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Leaving commits."""
        super().focusOutEvent(event)
        self.commit()
        self._tidy()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc gives back."""
        if event.key() == Qt.Key.Key_Escape and self.dirty:
            self.give_back()
            event.accept()
        elif self._is_step_of_window(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class TextField(QPlainTextEdit, Committing):
    """A field that grows with its text, up to `most` lines. Enter commits where `lines` is False."""

    def __init__(
        self,
        commit: Commit,
        placeholder: str = "",
        *,
        name: str = "",
        lines: bool = True,
        least: int = 1,
        most: int | None = _MOST_LINES,
    ) -> None:
        super().__init__()
        self.document().setDocumentMargin(_INSET)
        self._begin(commit)
        self._lines = lines
        self._least = least
        self._most = most
        self._growing = False
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)
        self._grow()

    def typed(self) -> str:
        """See Committing."""
        return self.toPlainText()

    def _put(self, text: str) -> None:
        self.setPlainText(text)

    def commit(self) -> None:
        """See Committing. What is typed from now on is taken back by itself."""
        was = self.dirty
        super().commit()
        if was and not self.dirty and not self.draft:
            self.document().clearUndoRedoStacks()

    def event(self, event: QEvent) -> bool:
        """Undo goes to the window where nothing is typed."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_step_of_window(event):
            event.ignore()
            return True
        return super().event(event)

    def _changed(self) -> None:
        if self.hasFocus() and self.dirty:
            self._rest.start()
        self._grow()

    def _grow(self) -> None:
        """Take the height of the text. That may resize the field at once, which must not begin anew."""
        if self._growing:
            return
        self._growing = True
        line = QFontMetrics(self.font()).lineSpacing()
        needs = int(self.document().size().height())
        most = needs if self._most is None else self._most
        edges = self.contentsMargins()
        frame = edges.top() + edges.bottom()
        shown = min(max(needs, self._least), max(most, 1))
        tall = line * shown + _INSET
        if shown == needs and self.document().blockCount() < _MANY:
            tall = max(tall, ceil(self._text_height()))  # other scripts have higher lines
        self.setFixedHeight(tall + _INSET + _SPARE + frame)
        more = needs > most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if more else policy.ScrollBarAlwaysOff)
        self._growing = False

    def _text_height(self) -> float:
        layout, block, tall = self.document().documentLayout(), self.document().firstBlock(), 0.0
        while block.isValid():
            tall += layout.blockBoundingRect(block).height()
            block = block.next()
        return tall

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width takes other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The stylesheet's font comes late."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._grow()

    def _enter(self) -> None:
        self.commit()
        self._tidy()
        if not self.dirty and not self.draft:
            self._tell(ENTERED)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Leaving commits."""
        super().focusOutEvent(event)
        self.commit()
        self._tidy()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc gives back, Enter commits a text of one paragraph, Ctrl+Enter any."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape and self.dirty:
            self.give_back()
            event.accept()
        elif enter and (ctrl or not self._lines):
            self._enter()
            event.accept()
        elif self._is_step_of_window(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Choice(QComboBox):
    """A choice among values with words; the wheel turns it only while it has the focus."""

    def __init__(
        self, choices: Sequence[tuple[Any, str]], chosen: Callable[[Any], object], name: str = ""
    ) -> None:
        super().__init__()
        self._values: list[Any] = []
        self._offered: list[tuple[Any, str]] = []
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.offer(choices)
        self.activated.connect(lambda row: chosen(self._values[row]))

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices, keeping the chosen one if it is among them."""
        kept = self.value if self._values else None
        if kept is not None and [*choices] == self._offered:
            return
        self._offered = [*choices]
        self._values = [value for value, _ in choices]
        self.clear()
        self.addItems([text for _, text in choices])
        if kept in self._values:
            self.show_value(kept)

    @property
    def value(self) -> Any:
        """The chosen value, None for none."""
        row = self.currentIndex()
        return self._values[row] if 0 <= row < len(self._values) else None

    def show_value(self, value: object) -> None:
        """Show what the desk holds."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def _option(self) -> tuple[QStyleOptionComboBox, bool]:
        """How the style draws it, and whether its words had to be cut."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width() - 2
        whole = self.currentText()
        fits = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        setattr(option, "currentText", fits)  # noqa: B010 - the stubs do not know it
        return option, fits != whole

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Words that are too long end with dots; Qt would cut them within a letter."""
        option, _ = self._option()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Letters and digits look for a choice and start no command of the page; cut words are told."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._option()[1]:
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
            if plain and event.text().isprintable() and event.text():
                event.accept()
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scrolling past must not change anything."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def labelled(text: str, field: QWidget, *, wrap: bool = False) -> QVBoxLayout:
    """A field with its label above, which goes on in a next line if it may `wrap`."""
    column = QVBoxLayout()
    column.setSpacing(3)
    head = label(text, "caption-strong", wrap=wrap)
    head.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(text)
    column.addWidget(head)
    column.addWidget(field)
    return column
