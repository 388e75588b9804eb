"""Keys of a view, and a button that shows its key: `Concern [C]`."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy

from kpidesk.drawing.palette import Palette
from kpidesk.ui.widgets import label, restyle


class KeyButton(QPushButton):
    """Icon (a null one for none), word and key.

    `paper` and `ink` colour it while it is chosen, the accent where none are given.
    """

    def __init__(
        self,
        name: str,
        key: str,
        icon: QPixmap,
        do: Callable[[], object],
        look: tuple[str, str] | None = None,
    ) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._look = look
        self._chosen = False
        picture = QLabel()
        picture.setPixmap(icon)
        if icon.isNull():
            picture.hide()
        self._name = label(name)
        self._key = label(key, "key")
        self._key.setFixedHeight(20)
        self._key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(7, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(picture)
        row.addWidget(self._name, 1)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        for each in (picture, self._name, self._key):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda _=False: do())

    def show_name(self, name: str) -> None:
        """Call it otherwise."""
        self._name.setText(name)
        self.setAccessibleName(name)
        self.updateGeometry()

    def show_chosen(self, *, chosen: bool) -> None:
        """Show whether it is the one."""
        self.setChecked(chosen)
        self._chosen = chosen
        if self._look is None:
            restyle(self, "kind", "chosen" if chosen else "plain")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The chosen kind lies on its paper; painted, as a stylesheet for each takes longer than the note."""
        if self._look is None or not self._chosen:
            super().paintEvent(event)
            return
        paper, ink = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(paper))
        edge = 1 if self.hasFocus() else 0.5
        painter.drawRoundedRect(self.rect().toRectF().adjusted(edge, edge, -edge, -edge), 6, 6)
        painter.end()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its parts."""
        return QSize(self._row.sizeHint().width() + 2, 32)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return self.sizeHint()


def pressed(event: QKeyEvent, keys: Mapping[str, Callable[[], object]]) -> bool:
    """Do what a plain key means for a view whose part with the focus has not taken it; whether it means any.

    A shortcut would be first, and take Space from the buttons. What a line leaves over, as Enter, is its own.
    """
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    do = keys.get(QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText))
    if do is None or held or isinstance(QApplication.focusWidget(), QLineEdit):
        return False
    event.accept()
    do()
    return True


def kind_look(kind: str, colours: Palette) -> tuple[str, str]:
    """Paper and ink of a kind of note."""
    look = colours.notes[kind]
    return look.paper, look.ink
