"""A line that shows which keys are pressed in it, instead of doing what they do."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from kpidesk.ui.keys import told

_HELD_ALONE = frozenset({
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
    Qt.Key.Key_unknown, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
})  # fmt: skip
_WALKING = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class KeyLine(QLineEdit):
    """`pressed` carries the keys in Qt's portable spelling; `given_up` tells of Esc. Tab walks on."""

    pressed = Signal(str)
    given_up = Signal()

    def __init__(self, name: str, prompt: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """No shortcut works while keys are looked for."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Show the keys, and tell them."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.clear()
            self.given_up.emit()
        elif key in _WALKING:
            super().keyPressEvent(event)
        elif key not in _HELD_ALONE:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            keys = QKeySequence(int(held.value) | key).toString(QKeySequence.SequenceFormat.PortableText)
            self.setText(told([keys]))
            self.pressed.emit(keys)
