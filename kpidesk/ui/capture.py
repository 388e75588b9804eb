"""A raised sheet with one line, on whatever page people are: for the parking lot, a decision or a promise."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from kpidesk.actions import workshops
from kpidesk.desk.edits import Edit
from kpidesk.domain.community_meetings import Promised, read_promise
from kpidesk.domain.workshops import Workshop, last_begun
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.promises import as_read
from kpidesk.ui.widgets import Segments, label

if TYPE_CHECKING:
    from kpidesk.ui.running import Host

PARK: Final = "park"
DECIDE: Final = "decide"
PROMISE: Final = "promise"
_WIDE, _TOP = 620, 100  # px


class Capture(QFrame):
    """Enter writes down what was typed; Esc closes the sheet and gives the focus back."""

    def __init__(self, window: QWidget, host: "Host", what: str) -> None:
        super().__init__(window)
        for other in window.findChildren(Capture):
            if other is not self:
                other.close_up()
        self._window, self._host, self._before = window, host, QApplication.focusWidget()
        words = host.words
        self.setObjectName("capture-sheet")
        self.setProperty("kind", "raised")
        self.what = Segments(
            [(PARK, words("Parking lot")), (DECIDE, words("Decision")), (PROMISE, words("Promise"))], what
        )
        self.what.setObjectName("capture-what")
        self.what.chosen.connect(self._choose)
        self.line = QLineEdit()
        self.line.setObjectName("capture-line")
        self.line.setProperty("role", "lead")
        self.line.textChanged.connect(lambda _: self._tell())
        self.line.returnPressed.connect(self.enter)
        self.told = label("", "second", wrap=True)
        self.told.setObjectName("capture-told")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.what, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.line)
        column.addWidget(self.told)
        self._place()
        self._choose(what)
        self.show()
        self.raise_()
        self.line.setFocus()
        window.installEventFilter(self)

    def _place(self) -> None:
        wide = min(_WIDE, self._window.width() - 48)
        self.setFixedWidth(wide)
        self.move((self._window.width() - wide) // 2, _TOP)

    @property
    def workshop(self) -> Workshop | None:
        """Where it is written down: the workshop under way, else the one that ended last."""
        return last_begun(self._host.session.desk) if self._host.session else None

    def _choose(self, what: str) -> None:
        words = self._host.words
        self.what.choose(what)
        hints = {
            PARK: words("What is put aside? Enter writes it down"),
            DECIDE: words("What was decided? Enter writes it down"),
            PROMISE: words("who: what / with whom / by when"),
        }
        self.line.setPlaceholderText(hints[what])
        self.line.setAccessibleName(hints[what])
        self._tell()
        self.line.setFocus()

    def _read(self) -> Promised | None:
        return read_promise(self.line.text())

    def _tell(self) -> None:
        words, of = self._host.words, self.workshop
        where = (
            words("Goes to “{name}”.", name=of.name) if of else words("Goes to the desk: no workshop runs.")
        )
        found = self._read() if self.what.current == PROMISE else None
        if found is not None:
            where = " · ".join((*as_read(found, words), where))
        self.told.setText(where)
        self.adjustSize()

    def enter(self) -> None:
        """Write down what was typed, and go back to work; what is read wrongly stays."""
        text, words = self.line.text().strip(), self._host.words
        if not text:
            return
        workshop = self.workshop.id if self.workshop else None
        acts: dict[str, tuple[str, Callable[[Edit], object]]] = {
            PARK: (words("Put it aside"), lambda edit: workshops.park(edit, text, workshop)),
            DECIDE: (words("Write down a decision"), lambda edit: workshops.decide(edit, text, workshop)),
        }
        if self.what.current == PROMISE:
            found = self._read()
            if found is None or found.unread:
                return
            acts[PROMISE] = (words("Promise"), _promising(found, workshop))
        label_, act = acts[self.what.current]
        if self._host.session is not None and self._host.session.do(label_, act):
            self.close_up()

    def close_up(self) -> None:
        """Put the sheet away; the focus goes back to where it was."""
        self._window.removeEventFilter(self)
        before = self._before
        self.hide()
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self._window.setFocus()
        throw_away(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes, Ctrl+Tab changes what it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The sheet stays in the middle of its window."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


def _promising(found: Promised, workshop: str | None) -> Callable[[Edit], object]:
    by_when: date | None = found.by_when

    def act(edit: Edit) -> object:
        return workshops.promise(
            edit, found.what, workshop, who=found.who, with_whom=found.with_whom, by_when=by_when
        )

    return act
