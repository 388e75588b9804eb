"""The line into which a meeting is written: it says where what is typed will go, and Enter puts it there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from kpidesk.domain.communities import Slot
from kpidesk.domain.community_meetings import Promised, Said, read_line
from kpidesk.domain.labels import LABELS
from kpidesk.system.words import Words
from kpidesk.ui.promises import as_read
from kpidesk.ui.widgets import label


class Capture(QFrame):
    """The line. `said` and `promised` carry what was typed; `refuse` keeps it there with a reason."""

    said = Signal(object)
    promised = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._blocks: Sequence[str] = ()
        self._current = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        self.line = QLineEdit()
        self.line.setObjectName("capture")
        self.line.setProperty("role", "lead")
        self.line.setPlaceholderText(words("What was said? Enter writes it down"))
        self.line.setAccessibleName(words("What was said"))
        self.line.textChanged.connect(lambda _: self._tell())
        self.line.returnPressed.connect(self.enter)
        column.addWidget(self.line)
        self.goes = label("", "second", wrap=True)
        self.goes.setObjectName("capture-goes")
        column.addWidget(self.goes)

    def show_agenda(self, blocks: Sequence[str], current: str) -> None:
        """What is typed goes to the current block unless it says otherwise."""
        self._blocks, self._current = blocks, current
        self._tell()

    def begin(self, mark: str) -> None:
        """Put a mark in front of what is typed."""
        self.line.setText(f"{mark} {self.line.text().strip()}")
        self.line.setFocus()

    @property
    def typed(self) -> str:
        """What waits to be entered."""
        return self.line.text().strip()

    def taken(self) -> None:
        """What was typed is written down."""
        self.line.clear()

    def _read(self) -> Said | Promised | None:
        return read_line(self.line.text(), self._blocks, self._current)

    def _tell(self) -> None:
        words, found = self._words, self._read()
        if found is None:
            self.goes.setText(
                words(
                    "1 to {n} and a blank: another block. s share-out, c celebration, w win, q question, "
                    "l learning. ! who: what / with whom / day: a promise.",
                    n=max(len(self._blocks), 1),
                )
            )
        elif isinstance(found, Promised):
            self.goes.setText(self._promise(found))
        elif found.slot is Slot.BLOCK:
            self.goes.setText(
                words("→ {block}: {text}", block=found.block or words("Agenda"), text=found.text)
            )
        else:
            self.goes.setText(words("→ {block}: {text}", block=words(LABELS[found.slot]), text=found.text))

    def _promise(self, found: Promised) -> str:
        return " · ".join((self._words("→ a promise: {what}", what=found.what), *as_read(found, self._words)))

    def enter(self) -> None:
        """Write down what was typed; what is read wrongly stays."""
        found = self._read()
        if isinstance(found, Promised):
            if not found.unread:  # what is read wrongly stays, with the reason below it
                self.promised.emit(found)
        elif found is not None:
            self.said.emit(found)
