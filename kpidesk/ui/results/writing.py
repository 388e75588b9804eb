"""The field in a bubble in which its statement is written."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from kpidesk.domain.wording_marks import Mark, MarkKind
from kpidesk.drawing.palette import Palette
from kpidesk.ui.wording import spans

_LEADING = 1.27


class BubbleEditor(QTextEdit):
    """Transparent, in the type of the bubble around it, which the map paints. One serves all bubbles."""

    entered = Signal()
    tabbed = Signal()
    cancelled = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.hide()
        self.setObjectName("bubble-editor")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(0)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self.document().setDefaultTextOption(option)
        self._em, self._colour = 0.0, ""
        self._open = False

    def begin(self, text: str) -> None:
        """Be there for a statement; `fit` and `show` follow."""
        self._open = True
        self.setPlainText(text)
        self._space_lines()

    def finish(self) -> None:
        """Go, without telling that the focus was lost."""
        self._open = False
        self.hide()

    def fit(self, middle: QPointF, room: float, em: float, colour: str, within: QSize) -> None:
        """Take type size (px), the room of a line, and a place about a point."""
        if (em, colour) != (self._em, self._colour):
            self._em, self._colour = em, colour
            points = em * 72 / self.logicalDpiY()
            plain = "background: transparent; border: none; padding: 0;"
            self.setStyleSheet(f"{plain} font-size: {points:.3f}pt; color: {colour};")
            self.ensurePolished()
            self._space_lines()
        # Half an em more than the words need: the widths of two text engines differ by fractions.
        wide = min(round(room + em * 0.5), max(within.width() - 40, 80))
        self.setLineWrapColumnOrWidth(wide)
        tall = min(round(self.document().size().height()), max(within.height() - 40, 40))
        tall = max(tall, round(em * _LEADING))
        self.setGeometry(round(middle.x() - wide / 2), round(middle.y() - tall / 2), wide, tall)

    def show_marks(self, found: Iterable[Mark], colours: Palette) -> None:
        """Underline words that the wording's hints are about, each kind in its own way."""
        styles = {
            MarkKind.VAGUE: (QTextCharFormat.UnderlineStyle.WaveUnderline, colours.warn),
            MarkKind.ACTION: (QTextCharFormat.UnderlineStyle.SingleUnderline, colours.bad),
            MarkKind.JOINED: (QTextCharFormat.UnderlineStyle.DashUnderline, colours.good),
        }
        selections = []
        for span in spans(self.toPlainText(), found):
            style, colour = styles.get(
                span.mark.kind, (QTextCharFormat.UnderlineStyle.DotLine, colours.text_third)
            )
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(span.start)
            selection.cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
            # The bubble of the centre is dark: there the colour of its words stands in.
            selection.format.setUnderlineStyle(style)
            selection.format.setUnderlineColor(QColor(self._colour if self._colour == "#FFFFFF" else colour))
            selections.append(selection)
        self.setExtraSelections(selections)

    def _space_lines(self) -> None:
        if not self._em:
            return
        spaced = QTextBlockFormat()
        spaced.setLineHeight(self._em * _LEADING, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        spaced.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self.blockSignals(True)
        cursor.mergeBlockFormat(spaced)
        self.blockSignals(False)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Whatever is pasted comes as plain words in one paragraph."""
        self.textCursor().insertText(" ".join(source.text().split("\n")))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Tab commit, Esc cancels; Shift+Enter is a space between words."""
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shifted:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Tab:
            self.tabbed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Turning to another part of the window commits; turning to another window does not."""
        super().focusOutEvent(event)
        same_window = QGuiApplication.focusWindow() is not None
        aside = event.reason() in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if self._open and same_window and not aside:
            self.left.emit()
