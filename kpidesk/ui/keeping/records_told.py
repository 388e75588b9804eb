"""Records in words, to be read and copied: each with its fields, before and after."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from kpidesk.drawing.palette import Palette
from kpidesk.drawing.record_words import NOTHING, FieldWords, RecordWords, what_happened
from kpidesk.system.words import Words

_SHORT: Final = 60  # letters of before and after that stand in one line
_ARROW: Final = "→"


class RecordsTold(QTextEdit):
    """A text that is read only; the keyboard walks and marks it."""

    def __init__(self, words: Words, colours: Palette, name: str) -> None:
        super().__init__()
        self._words, self._colours = words, colours
        self._shown: object = None
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(f"QTextEdit {{ background: transparent; color: {colours.text}; border: none; }}")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(14)
        self.setMinimumWidth(1)

    def show_records(self, records: Sequence[RecordWords], ending: str = "") -> None:
        """Show these records, and a line below them."""
        if (records, ending) == self._shown:
            return
        self._shown = (records, ending)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, record in enumerate(records):
            self._record(cursor, record, first=number == 0)
        if ending:
            self._line(cursor, ending, self._colours.text_second, above=12)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _record(self, cursor: QTextCursor, record: RecordWords, *, first: bool) -> None:
        words, colours = self._words, self._colours
        kind = words("{kind}: {what}", kind=record.kind, what=what_happened(record.what, words))
        self._line(cursor, kind, colours.text_third, above=0 if first else 18, size=12)
        if record.name:
            self._line(cursor, record.name, colours.text, size=14, strong=True)
        for each in record.fields:
            self._field(cursor, each, record.what)

    def _field(self, cursor: QTextCursor, field: FieldWords, what: str) -> None:
        words, colours = self._words, self._colours
        self._line(cursor, field.name, colours.text_second, above=8, size=12, strong=True)
        if what != "changed":
            self._line(cursor, field.after or field.before, colours.text)
        elif len(field.before) + len(field.after) <= _SHORT and "\n" not in field.before + field.after:
            told = words("{before} {arrow} {after}", before=field.before, arrow=_ARROW, after=field.after)
            self._line(cursor, told, colours.text)
        else:
            before, after = field.before or NOTHING, field.after or NOTHING
            self._line(cursor, words("Before: {text}", text=before), colours.text_second)
            self._line(cursor, words("After: {text}", text=after), colours.text, above=3)

    def _line(
        self,
        cursor: QTextCursor,
        text: str,
        ink: str,
        *,
        above: int = 0,
        size: int = 13,
        strong: bool = False,
    ) -> None:
        """One paragraph; the first takes the block that every document begins with."""
        block, letters = QTextBlockFormat(), QTextCharFormat()
        block.setTopMargin(above)
        letters.setForeground(QColor(ink))
        letters.setProperty(QTextCharFormat.Property.FontPixelSize, size)
        letters.setFontWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        if cursor.position():
            cursor.insertBlock(block, letters)
        else:
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(letters)
        cursor.insertText(text, letters)
