"""The workshop that is under way: its time, whatever page people are on, and the keys of a clicker.

The desk holds when each block began; here is only the clock that looks at it twice a second.
"""

from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from kpidesk.domain import agenda
from kpidesk.domain.workshops import Block, Workshop, blocks_of, running
from kpidesk.system.words import Words

if TYPE_CHECKING:
    from kpidesk.desk.edits import Edit
    from kpidesk.ui.commands import Commands
    from kpidesk.ui.session import Session
    from kpidesk.ui.settings import Settings

TICK: Final = 500  # ms
_ON: Final = frozenset({Qt.Key.Key_PageDown})
_BACK: Final = frozenset({Qt.Key.Key_PageUp})
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_BLACK: Final = frozenset({Qt.Key.Key_B, Qt.Key.Key_Period})
_TYPING: Final = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)


class Host(Protocol):
    """The window, as a workshop that runs sees it."""

    words: Words
    settings: "Settings"
    commands: "Commands"
    session: "Session | None"

    def go(self, page: str, record_id: str = "", *, view: str = "") -> None:
        """Show a page."""

    def say(
        self, text: str, *, bad: bool = False, button: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence in the notice strip."""


class Runner(QObject):
    """Runs workshops.

    `ticked` tells that time passed, `changed` that another block is in hand, or none, `clicked` that a
    clicker went on, so that nobody types just now.
    """

    ticked = Signal()
    changed = Signal()
    clicked = Signal()

    def __init__(self, parent: QWidget, host: Host) -> None:
        super().__init__(parent)
        self._shown, self._window = parent, host
        self.workshop: Workshop | None = None
        self.blocks: list[Block] = []
        self.plan = agenda.Plan(())
        self._rang = ""  # the block whose end was told by a sound
        self._ticks = QTimer(self)
        self._ticks.setInterval(TICK)
        self._ticks.timeout.connect(self.tick)

    def provide(self) -> None:
        """Say how the commands are done that work on every page."""
        window = self._window
        shown, provide, words = self._shown, window.commands.provide, window.words

        def no_run() -> str:
            return "" if self.workshop is not None else words("No workshop is under way.")

        def no_desk() -> str:
            return "" if window.session else words("Open a desk first.")

        provide("run.next", shown, self.next, no_run)
        provide("run.back", shown, self.back, no_run)
        provide("run.hold", shown, self.hold, no_run)
        provide("run.more", shown, partial(self.give, 1), no_run)
        provide("run.less", shown, partial(self.give, -1), no_run)
        provide("run.end", shown, self.end, no_run)
        for key, name, said in self._habits():
            provide(f"run.{key}", shown, partial(self._toggle, name, said), no_desk)
        for what in ("park", "decide", "promise"):
            provide(f"capture.{what}", shown, partial(self._capture, what), self._no_writing)

    def _habits(self) -> tuple[tuple[str, str, tuple[str, str]], ...]:
        """What people can switch: key of the command, name of the setting, what is said when on and off."""
        words = self._window.words
        return (
            ("clicker", "clicker", (
                words("Page up and page down of a clicker walk through the agenda."),
                words("Page up and page down scroll, as on any other day."),
            )),
            ("bell", "bell", (
                words("A sound tells when the time of a block is over."), words("No sound is made."),
            )),
            ("along", "go_along", (
                words("Each block opens the page that belongs to it."),
                words("The page stays as it is when a block begins."),
            )),
        )  # fmt: skip

    def _toggle(self, name: str, said: tuple[str, str]) -> None:
        on = not self._window.settings.get(name, name != "bell")
        self._window.settings.set(name, on)
        self._window.say(said[0] if on else said[1])

    def _no_writing(self) -> str:
        session, words = self._window.session, self._window.words
        if session is None:
            return words("Open a desk first.")
        return "" if session.desk.writable else words("This desk is open for reading only.")

    def _capture(self, what: str) -> None:
        from kpidesk.ui.capture import Capture  # noqa: PLC0415 - when somebody writes something down

        Capture(self._shown, self._window, what)

    # -- how it stands

    @property
    def block(self) -> Block | None:
        """The block in hand, None while nothing is under way."""
        return self.plan.now.block if self.plan.now else None

    @property
    def left(self) -> float:
        """Seconds left of the block in hand, below 0 when it runs over."""
        if self.workshop is None or self.block is None or self._window.session is None:
            return 0.0
        return agenda.seconds_left(self.workshop, self.block, self._window.session.desk.now())

    @property
    def share(self) -> float:
        """How much of the time of the block in hand has passed; 1 is all of it."""
        if self.block is None:
            return 0.0
        return 1 - self.left / (agenda.minutes_given(self.block) * 60)

    @property
    def paused(self) -> bool:
        """Whether time is held."""
        return self.workshop is not None and self.workshop.paused_at is not None

    def look(self) -> None:
        """Look at the desk anew: it was changed, opened or closed."""
        session = self._window.session
        before = (self.workshop, self.block)
        self.workshop = running(session.desk) if session is not None else None
        self._reckon()
        if self.workshop is not None and not self._ticks.isActive():
            self._ticks.start()
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        elif self.workshop is None and self._ticks.isActive():
            self.stop()
        if (self.workshop, self.block) != before:
            self.changed.emit()
        self.ticked.emit()

    def stop(self) -> None:
        """Look at no clock any more: the desk or the window goes."""
        self._ticks.stop()
        if (app := QApplication.instance()) is not None:
            app.removeEventFilter(self)

    def _reckon(self) -> None:
        session = self._window.session
        if session is None or self.workshop is None:
            self.blocks, self.plan = [], agenda.Plan(())
            return
        self.blocks = blocks_of(session.desk, self.workshop.id)
        self.plan = agenda.as_it_runs(self.workshop, self.blocks, session.desk.now().astimezone())

    def tick(self) -> None:
        """Time has passed."""
        self._reckon()
        block = self.block
        if block is not None and self.left < 0 and self._rang != block.id:
            self._rang = block.id
            if self._window.settings.get("bell", False):
                QApplication.beep()
        self.ticked.emit()

    # -- what people do

    def start(self, workshop_id: str) -> None:
        """Begin a workshop."""
        if self._do(self._window.words("Begin the workshop"), _actions().start, workshop_id):
            self._go_along()

    def next(self) -> None:
        """Go on with the next block; after the last one the workshop ends."""
        if self._step(self._window.words("Next block"), 1):
            self._go_along()

    def back(self) -> None:
        """Go back to the block before."""
        self._step(self._window.words("Back to the block before"), -1)

    def go_to(self, block_id: str) -> None:
        """Go on with any block."""
        if self._do(self._window.words("Go to a block"), _actions().go_to, block_id):
            self._go_along()

    def hold(self) -> None:
        """Hold time, or let it go on."""
        if self.workshop is not None:
            words = self._window.words
            if self.paused:
                self._do(words("Let time go on"), _actions().resume, self.workshop.id)
            else:
                self._do(words("Hold time"), _actions().pause, self.workshop.id)

    def give(self, minutes: int) -> None:
        """Give the block in hand minutes more or fewer."""
        if self.workshop is not None and (block := self.block) is not None:
            label = self._window.words("Give it more or less time")
            self._do(label, _actions().give, self.workshop.id, minutes, typing=f"{block.id} given")

    def end(self) -> None:
        """End the workshop now."""
        if self.workshop is not None:
            self._do(self._window.words("End the workshop"), _actions().end, self.workshop.id)

    def _step(self, label: str, by: int) -> bool:
        def step(edit: "Edit") -> None:
            if self.workshop is not None:
                _actions().step(edit, self.workshop.id, by)

        return self.workshop is not None and self._do(label, step)

    def _do(self, label: str, action: Callable[..., object], *given: object, typing: str = "") -> bool:
        session = self._window.session
        return session is not None and session.do(label, action, *given, typing=typing or None)

    def _go_along(self) -> None:
        """Show the page that belongs to the block, where people want that."""
        block = self.block
        if block is not None and block.opens and self._window.settings.get("go_along", True):
            self.open_page(block)

    def open_page(self, block: Block) -> None:
        """Show the page that belongs to a block."""
        page, _, view = block.opens.partition(":")
        self._window.go(page, view=view)

    # -- the clicker

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A clicker sends the keys of a slide show, wherever the focus is."""
        if (
            event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            and watched.window() is self._shown
            and self._window.settings.get("clicker", True)
            and QApplication.activeModalWidget() is None
        ):
            claims = event.type() == QEvent.Type.ShortcutOverride
            return self._claimed(event) if claims else self._clicked(event)
        return False

    @staticmethod
    def _claimed(event: QKeyEvent) -> bool:
        """While a workshop runs, these keys are its own, whatever else they do."""
        if event.key() in _ON | _BACK and event.modifiers() in _PLAIN:
            event.accept()
            return True
        return False

    def _clicked(self, event: QKeyEvent) -> bool:
        key = event.key()
        if event.modifiers() not in _PLAIN:
            return False
        if key in _ON | _BACK:
            if not event.isAutoRepeat():
                (self.next if key in _ON else self.back)()
                self.clicked.emit()
            return True
        if key in _BLACK and self._window.commands.can("view.black") and not _is_typing():
            self._window.commands.run("view.black")
            return True
        return False


def _actions() -> ModuleType:
    """What can be done with workshops; imported when something is done, as it takes the desk along."""
    from kpidesk.actions import workshops  # noqa: PLC0415 - see above

    return workshops


def _is_typing() -> bool:
    focus = QApplication.focusWidget()
    return isinstance(focus, (*_TYPING, QDialog)) and not (
        isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit) and focus.isReadOnly()
    )
