"""The laptop in people's hands: one question fills the screen, they add to it, and only a PIN leads back.

Nothing else can be reached from here within the program: the kiosk adds, and does nothing else. It is no lock
of the computer, which keeps its own keys for going to other programs.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpidesk.system.words import Words
from kpidesk.ui.fields import labelled
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.widgets import button, label

PIN_LENGTHS: Final = range(4, 9)
IDLE: Final = 90_000  # ms after which what somebody left half done is cleared for the next one
MISSES: Final = 3
WAIT: Final = 10_000  # ms after so many wrong PINs
_WIDE: Final = 900  # px of the question, however wide the screen is


def good_pin(typed: str) -> bool:
    """Whether it can be a PIN: 4 to 8 digits."""
    return typed.isascii() and typed.isdecimal() and len(typed) in PIN_LENGTHS


class Task(QWidget):
    """What people do here. `done` tells that something was added, with what to say to the one who did.

    Subclasses add by the desk's actions and clear themselves for the next one.
    """

    done = Signal(str)

    def begin(self) -> None:
        """Somebody sits down: put the focus where work begins."""
        raise NotImplementedError

    def clear(self) -> None:
        """Take away what somebody left behind."""
        raise NotImplementedError


class PinDialog(QDialog):
    """Asks the facilitator for a PIN before the laptop is handed over, and for the question if there is one.

    `chosen` carries both.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget, words: Words, question: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("kiosk-pin")
        self.setWindowTitle(words("Hand over the laptop"))
        self.setProperty("kind", "page")
        self._words = words
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(words("Hand over the laptop"), "title"))
        told = words(
            "One question fills the screen, and people can add their answers and nothing else. Choose a PIN "
            "of 4 to 8 digits that leads you back, and keep it in mind: it is written down nowhere."
        )
        column.addWidget(label(told, wrap=True))
        self.question = QLineEdit(question)
        self.question.setObjectName("kiosk-question")
        if question:
            column.addLayout(labelled(words("The question, as people read it"), self.question))
        self.line = QLineEdit()
        self.line.setObjectName("kiosk-new-pin")
        self.line.setProperty("role", "lead")
        self.line.setAccessibleName(words("PIN"))
        self.line.setPlaceholderText(words("PIN"))
        self.line.setMaxLength(PIN_LENGTHS.stop - 1)
        self.line.returnPressed.connect(self._go)
        column.addWidget(self.line)
        self.wrong = label("", "wrong", wrap=True)
        column.addWidget(self.wrong)
        honest = words("It keeps people inside this program, not inside this computer.")
        column.addWidget(label(honest, "second", wrap=True))
        back, go = button(words("Not now"), self.reject), button(words("Hand it over"), self._go, "filled")
        go.setObjectName("kiosk-go")
        row = QHBoxLayout()
        row.addStretch()
        for each in (back, go):
            each.setAutoDefault(False)
            row.addWidget(each)
        column.addLayout(row)

    def _go(self) -> None:
        if not good_pin(self.line.text()):
            self.wrong.setText(self._words("A PIN has 4 to 8 digits and nothing else."))
            self.line.setFocus()
            return
        if self.question.isVisible() and not self.question.text().strip():
            self.wrong.setText(self._words("What is the question?"))
            self.question.setFocus()
            return
        self.chosen.emit(self.line.text(), self.question.text().strip())
        self.accept()


class Kiosk(QDialog):
    """The full screen. It cannot be closed but by the PIN."""

    def __init__(
        self, parent: QWidget, words: Words, pin: str, question: str, told: str, make: Callable[[], Task]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("kiosk")
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(question)
        self.setProperty("kind", "page")
        self._words, self._pin, self._leaving, self._misses = words, pin, False, 0
        self.task = make()
        self.task.done.connect(self._thank)
        self.sights = QStackedWidget()
        self.sights.addWidget(self._welcome(question, told))
        self.sights.addWidget(self._work(question))
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 40, 48, 20)
        column.addWidget(self.sights, 1)
        column.addLayout(self._foot())
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE)
        self._idle.timeout.connect(self._left_alone)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT)
        self._wait.timeout.connect(self._may_try)
        app = QApplication.instance()
        assert app is not None  # noqa: S101 - there is one where there is a window
        app.installEventFilter(self)
        self._next()

    # -- building

    def _welcome(self, question: str, told: str) -> QWidget:
        words = self._words
        made, column = _middle()
        self.thanks = label("", "title", wrap=True)
        self.thanks.setObjectName("kiosk-thanks")
        column.addStretch(2)
        column.addWidget(self.thanks)
        column.addSpacing(24)
        column.addWidget(label(question, "question", wrap=True))
        column.addWidget(label(told, "lead", wrap=True))
        column.addSpacing(16)
        self.start = button(words("Begin"), self._begin, "filled")
        self.start.setObjectName("kiosk-begin")
        self.start.setMinimumSize(160, 52)
        column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(3)
        return made

    def _work(self, question: str) -> QWidget:
        made, column = _middle()
        column.addWidget(label(question, "display", wrap=True))
        column.addSpacing(8)
        column.addWidget(self.task, 1)
        return made

    def _foot(self) -> QHBoxLayout:
        words = self._words
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        self.wrong = label("", "wrong")
        self.wrong.setObjectName("kiosk-wrong")
        self.line = QLineEdit()
        self.line.setObjectName("kiosk-line")
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(words("PIN of the facilitator"))
        self.line.setPlaceholderText(words("PIN of the facilitator"))
        self.line.setFixedWidth(220)
        self.line.returnPressed.connect(self._try)
        self.line.hide()
        self.leave = button(words("Facilitator"), self._ask, "quiet")
        self.leave.setObjectName("kiosk-leave")
        self.leave.setAutoDefault(False)
        for each in (self.wrong, self.line, self.leave):
            row.addWidget(each)
        return row

    # -- one after the other

    def _begin(self) -> None:
        self.sights.setCurrentIndex(1)
        self._idle.start()
        self.task.begin()

    def _thank(self, said: str) -> None:
        self.thanks.setText(said)
        self._next()

    def _next(self) -> None:
        self._idle.stop()
        self.task.clear()
        self.line.clear()
        self.line.hide()
        self.sights.setCurrentIndex(0)
        self.start.setDefault(True)
        self.start.setFocus()

    def _left_alone(self) -> None:
        self.thanks.setText("")
        self._next()

    # -- leaving

    def _ask(self) -> None:
        self.line.show()
        self.line.setFocus()

    def _try(self) -> None:
        words = self._words
        if self.line.text() == self._pin:
            self._leaving = True
            self.accept()
            return
        self.line.clear()
        self._misses += 1
        if self._misses % MISSES:
            self.wrong.setText(words("That is not the PIN."))
        else:
            self.wrong.setText(words("That is not the PIN. Wait a moment before you try again."))
            self.line.setEnabled(False)
            self._wait.start()

    def _may_try(self) -> None:
        self.wrong.setText("")
        self.line.setEnabled(True)

    def done(self, result: int) -> None:
        """Nothing closes it but the PIN: no Esc, no button of the window."""
        if self._leaving:
            app = QApplication.instance()
            assert app is not None  # noqa: S101 - as above
            app.removeEventFilter(self)
            super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """See `done`."""
        if self._leaving:
            super().closeEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc puts the question for the PIN away, and closes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.line.clear()
            self.line.hide()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Whoever types or points is still here."""
        busy = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}
        if event.type() in busy and self._idle.isActive():
            self._idle.start()
        return False


def _middle() -> tuple[QWidget, QVBoxLayout]:
    """A column in the middle of the screen, not wider than can be read."""
    made, inner = QWidget(), QWidget()
    inner.setMaximumWidth(_WIDE)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(inner, 100)
    row.addStretch(1)
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    return made, column


def hand_over(
    parent: QWidget,
    words: Words,
    begin: Callable[[str, str], Kiosk],
    ended: Callable[[], object],
    question: str = "",
) -> None:
    """Ask for a PIN, and fill the screen of the window with what `begin` makes with it.

    Args:
        parent: whose window is covered.
        words: the language.
        begin: makes the kiosk with the PIN and the question.
        ended: told when the facilitator is back.
        question: offered to be changed; "" where it is given already.
    """
    window = parent.window()
    dialog = PinDialog(window, words, question)

    def go(pin: str, asked: str) -> None:
        kiosk = begin(pin, asked)

        def back() -> None:
            throw_away(kiosk)
            ended()

        kiosk.finished.connect(back)
        kiosk.setGeometry(window.screen().geometry())
        kiosk.showFullScreen()
        kiosk.raise_()
        kiosk.activateWindow()

    dialog.chosen.connect(go)
    dialog.finished.connect(lambda _: throw_away(dialog))
    dialog.open()
