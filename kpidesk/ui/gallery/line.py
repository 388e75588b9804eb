"""The line that notes are typed into: codes light up as chips while one types, and no letter moves."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from kpidesk.domain.gallery import NoteKind
from kpidesk.domain.shorthand import Reading, Role, Token
from kpidesk.drawing.palette import Palette

HEIGHT: Final = 50
_LONGEST_SHOWN: Final = 4_000  # beyond, it is no line that anybody types, and chips would only cost time
_PLAIN: Final = frozenset({Role.TEXT, Role.DOUBTFUL})
_RATING_KEYS: Final = {Qt.Key.Key_F2: "u", Qt.Key.Key_F3: "b"}
_RATING_ROLES: Final = {"u": Role.UNDERSTAND, "b": Role.BACK}
Read = Callable[[str, Sequence[int]], Reading]


def units(text: str, at: int) -> int:
    """A place in a text as Qt counts it: emoji are two."""
    return at if text.isascii() else len(text[:at].encode("utf-16-le")) // 2


def letters(text: str, at: int) -> int:
    """A place as Python counts it."""
    if text.isascii():
        return at
    return len(text.encode("utf-16-le")[: at * 2].decode("utf-16-le", errors="ignore"))


class _Lights(QSyntaxHighlighter):
    """Reads the line whenever it changed, and gives each word its colour."""

    def __init__(self, line: "ShorthandLine", colours: Palette) -> None:
        super().__init__(line.document())
        self._line = line
        self._colours = colours

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """See QSyntaxHighlighter."""
        reading = self._line.reread(text)
        for start, end, token in self._line.places(text):
            form = QTextCharFormat()
            if token.role is Role.DOUBTFUL:
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                form.setUnderlineColor(QColor(self._colours.warn))
            elif token.role is not Role.TEXT:
                form.setForeground(QColor(self._line.look(token, reading)[1]))
            elif start in self._line.as_text:
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                form.setUnderlineColor(QColor(self._colours.text_third))
            else:
                continue
            self.setFormat(start, end - start, form)


class ShorthandLine(QPlainTextEdit):
    """One line. `as_text` holds the starts of words that a person wants kept as text, as Qt counts."""

    entered = Signal()
    same = Signal()  # Ctrl+T
    again = Signal()  # Ctrl+D
    pasted = Signal(list)  # several lines at once
    stepped = Signal(int)  # PageUp and PageDown
    read_anew = Signal()

    def __init__(self, read: Read, colours: Palette, name: str, enter: str) -> None:
        super().__init__()
        self._read, self._colours = read, colours
        self.as_text: set[int] = set()
        self.rated = False
        """Whether F2 and F3 ask for a rating."""
        self._rating = ""  # the letter whose digit is awaited
        self.reading = read("", ())
        self.setObjectName("note-line")
        self.setAccessibleName(name)
        self.setProperty("role", "lead")
        self.setFixedHeight(HEIGHT)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(8)
        self.viewport().setMouseTracking(True)
        self._key = QLabel(enter, self)
        self._key.setProperty("role", "key")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # What is kept as text moves along before the line is read anew.
        self.document().contentsChange.connect(self._follow)
        self._lights = _Lights(self, colours)
        self.textChanged.connect(self._keep_place)

    # -- reading

    @property
    def line(self) -> str:
        """What stands in the line."""
        return self.toPlainText().replace("\n", " ")

    def reread(self, text: str) -> Reading:
        """Read the line as it is now."""
        self.reading = self._read(text, [letters(text, each) for each in sorted(self.as_text)])
        self.read_anew.emit()
        return self.reading

    def read_again(self) -> None:
        """What codes mean has changed."""
        self._lights.rehighlight()
        if not self.line:  # reading anew counts as a step that could be undone
            self.document().clearUndoRedoStacks()

    def places(self, text: str) -> Iterator[tuple[int, int, Token]]:
        """Start and end of each word as Qt counts them."""
        if len(text) <= _LONGEST_SHOWN:
            for token in self.reading.tokens:
                yield units(text, token.start), units(text, token.end), token

    def look(self, token: Token, reading: Reading) -> tuple[str, str]:
        """Fill and ink of a chip."""
        if token.role is Role.KIND and reading.kind is not None:
            note = self._colours.notes[reading.kind.value]
            return note.paper, note.ink
        return self._colours.accent_soft, self._colours.accent_text

    def clear_line(self) -> None:
        """Begin a new line."""
        self.as_text.clear()
        self.clear()

    def put_kind(self, kind: NoteKind) -> None:
        """Put the letter of a kind, or replace it; the same once more takes it away."""
        self.put_code("" if self.reading.kind is kind else f"{kind.value.lower()}:", Role.KIND)

    def put_code(self, code: str, role: Role) -> None:
        """Put a code before the words, or replace the one of its role; "" takes that away."""
        found = next((place for place in self.places(self.line) if place[2].role is role), None)
        cursor = QTextCursor(self.document())
        if found is None:
            cursor.insertText(f"{code} ")
        else:
            cursor.setPosition(found[0])
            cursor.setPosition(found[1] if code else self._past_space(found[1]), _KEEP)
            cursor.insertText(code)
        self.setFocus()

    def turn(self, start: int) -> None:
        """Turn a chip into text, or back."""
        self.as_text ^= {start}
        self._lights.rehighlight()
        self.viewport().update()

    def _past_space(self, end: int) -> int:
        return end + (self.line[letters(self.line, end) :][:1] == " ")

    def _chip_at(self, at: QPointF) -> int | None:
        """The start of the word under the pointer that is a chip, or was one."""
        text = self.line
        for start, end, token in self.places(text):
            chip = token.role not in _PLAIN or start in self.as_text
            if chip and self._box(start, end).contains(at):
                return start
        return None

    def _follow(self, at: int, removed: int, added: int) -> None:
        if removed == added == 0:
            return
        kept = {each for each in self.as_text if each < at or each >= at + removed}
        self.as_text = {each if each < at else each + added - removed for each in kept}

    def _keep_place(self) -> None:
        """The line's first letters come back into sight when it is emptied."""
        if not self.line:
            self.horizontalScrollBar().setValue(0)

    # -- painting

    def _box(self, start: int, end: int) -> QRectF:
        """Where a word stands on the viewport."""
        block = self.document().firstBlock()
        line = block.layout().lineForTextPosition(start)
        if not line.isValid():
            return QRectF()
        origin = self.blockBoundingGeometry(block).topLeft() + self.contentOffset()
        first, last = sorted((_x(line.cursorToX(start)), _x(line.cursorToX(end))))
        return QRectF(first, line.y(), last - first, line.height()).translated(origin).adjusted(-3, -1, 3, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Chips lie under the words."""
        text = self.line
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for start, end, token in self.places(text):
            if token.role not in _PLAIN:
                painter.setBrush(QColor(self.look(token, self.reading)[0]))
                painter.drawRoundedRect(self._box(start, end), 4, 4)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """The key stands at the right."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._key.adjustSize()
        self.setViewportMargins(4, 0, self._key.width() + 18, 0)
        self._key.move(self.width() - self._key.width() - 14, (HEIGHT - self._key.height()) // 2)

    def changeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """The stylesheet's font comes late: the text stands in the middle, words a little apart for chips."""
        super().changeEvent(event)  # type: ignore[arg-type]
        font = QFont(self.font())
        if font.wordSpacing() != _APART:
            font.setWordSpacing(_APART)
            self.document().setDefaultFont(font)
        tall = self.fontMetrics().height()
        margin = max(0, (HEIGHT - 6 - tall) // 2)
        if self.document().documentMargin() != margin:
            self.document().setDocumentMargin(margin)

    # -- keys, mouse, clipboard

    def event(self, event: QEvent) -> bool:
        """In a line where nothing was typed, Ctrl+Z takes the last note back."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            document = self.document()
            nothing = (event.matches(undo) and not document.isUndoAvailable()) or (
                event.matches(redo) and not document.isRedoAvailable()
            )
            if nothing:
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter stores; Ctrl+Backspace turns the chip at the cursor into text, Esc the last one.

        F2 and a digit are the rating of understanding, F3 and a digit that of backing.
        """
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        rating, self._rating = self._rating, ""
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif ctrl and key in (asides := {Qt.Key.Key_T: self.same, Qt.Key.Key_D: self.again}):
            asides[Qt.Key(key)].emit()
        elif self.rated and key in _RATING_KEYS:
            self._rating = _RATING_KEYS[Qt.Key(key)]
        elif rating and event.text().isdigit():
            self.put_code(f"{rating}{event.text()}", _RATING_ROLES[rating])
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.stepped.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Backspace and ctrl and (chip := self._chip_before()) is not None:
            self.turn(chip)
        elif key == Qt.Key.Key_Escape and (chips := self._chips()):
            self.turn(chips[-1][0])
        else:
            super().keyPressEvent(event)

    def _chips(self) -> list[tuple[int, int]]:
        return [(start, end) for start, end, token in self.places(self.line) if token.role not in _PLAIN]

    def _chip_before(self) -> int | None:
        at = self.textCursor().position()
        return next((start for start, end in self._chips() if start < at <= end + 1), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a chip turns it into text, and one more turns it back."""
        chip = self._chip_at(event.position())
        if chip is not None and event.button() == Qt.MouseButton.LeftButton:
            self.turn(chip)
            self.setFocus()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Chips can be clicked."""
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape
        over = self._chip_at(event.position()) is not None
        self.viewport().setCursor(shape.PointingHandCursor if over else shape.IBeamCursor)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Several lines are several notes."""
        lines = [each for each in source.text().splitlines() if each.strip()]
        if len(lines) > 1:
            self.pasted.emit(lines)
        elif lines:
            self.insertPlainText(lines[0])


_APART: Final = 4.0
_KEEP: Final = QTextCursor.MoveMode.KeepAnchor


def _x(found: object) -> float:
    """Qt gives the place in the line, PySide also the cursor's."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
