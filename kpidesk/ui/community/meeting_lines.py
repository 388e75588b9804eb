"""What was said in a meeting, by part of the agenda: lines that are changed where they stand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.actions import communities, records
from kpidesk.domain.communities import MeetingLine
from kpidesk.ui.fields import TextField
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.subject_page import SubjectPage
from kpidesk.ui.widgets import label, restyle, tool_button


class LineRow(QWidget):
    """One line: its text, and the way to remove it."""

    def __init__(self, page: SubjectPage, line: MeetingLine) -> None:
        super().__init__()
        self._page, self.id = page, line.id
        words = page.words
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.field = TextField(self._take, name=words("What was said"), lines=False, most=None)
        self.field.setObjectName("meeting-said")
        row.addWidget(self.field, 1)
        self._gone = tool_button(page.icons.icon("x"), words("Remove this line"), self._remove)
        self._gone.setObjectName("meeting-said-remove")
        row.addWidget(self._gone, 0, Qt.AlignmentFlag.AlignTop)
        self.show_line(line)

    def show_line(self, line: MeetingLine) -> None:
        """Show it as it is; what is being typed stays."""
        writable = self._page.session.desk.writable
        self.field.show_value(line.text)
        self.field.setReadOnly(not writable)
        self._gone.setEnabled(writable)

    def _take(self, text: str) -> bool:
        words, typing = self._page.words, f"{self.id} text"
        if not self._page.session.desk.find(MeetingLine, id=self.id):
            return True  # it was taken away meanwhile
        return self._page.session.do(
            words("Change what was said"), communities.line_of, self.id, text, typing=typing
        )

    def _remove(self) -> None:
        self._page.session.do(self._page.words("Remove a line"), records.remove, MeetingLine, self.id)


class Lines(QWidget):
    """Lines below each other; those that stay keep their fields, so that what is being typed stays, too."""

    def __init__(self, page: SubjectPage) -> None:
        super().__init__()
        self._page = page
        self.rows: dict[str, LineRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_lines(self, lines: Sequence[MeetingLine]) -> None:
        """Show these."""
        wanted = {each.id: each for each in lines}
        for gone in [key for key in self.rows if key not in wanted]:
            row = self.rows.pop(gone)
            self._column.removeWidget(row)
            throw_away(row)
        for number, (key, line) in enumerate(wanted.items()):
            if key in self.rows:
                self.rows[key].show_line(line)
            else:
                self.rows[key] = LineRow(self._page, line)
                self._column.insertWidget(number, self.rows[key])

    def commit(self) -> None:
        """Take over what is typed."""
        for row in self.rows.values():
            row.field.commit()


class BlockCard(QFrame):
    """A part of the agenda with its lines; `chosen` tells that what is typed shall go here."""

    chosen = Signal(str)

    def __init__(self, page: SubjectPage, block: str, number: int) -> None:
        super().__init__()
        self.block = block
        self.setProperty("kind", "card")
        words = page.words
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 10)
        column.setSpacing(6)
        told = words("{n}  {block}", n=number, block=block) if block else words("Agenda")
        name = self.name = QPushButton(told)
        name.setProperty("kind", "link")
        name.setObjectName(f"block-{number}")
        name.setAccessibleName(words("Write into {block} (Alt+{n})", block=block, n=number))
        name.setToolTip(name.accessibleName())
        name.setMinimumHeight(32)
        name.clicked.connect(lambda _=False: self.chosen.emit(block))
        self.hint = label(words("what is typed goes here"), "caption", wrap=True)
        self.lines = Lines(page)
        for each in (name, self.hint, self.lines):
            column.addWidget(each)
        column.addStretch(1)

    def show_current(self, *, current: bool) -> None:
        """Whether what is typed goes here."""
        restyle(self, "current", "true" if current else "false")
        self.hint.setVisible(current)


class SlotPart(QWidget):
    """One of the other slots, with the letter that is typed for it."""

    def __init__(self, page: SubjectPage, name: str, letter: str, choose: Callable[[str], object]) -> None:
        super().__init__()
        words = page.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QPushButton(words("{letter}  {slot}", letter=letter, slot=name))
        head.setProperty("kind", "link")
        head.setObjectName(f"slot-{letter}")
        head.setMinimumHeight(32)
        head.setToolTip(words("Type {letter} and a blank in front of the line", letter=letter))
        head.setAccessibleName(words("Write into {block}", block=name))
        head.clicked.connect(lambda _=False: choose(letter))
        column.addWidget(head, 0, Qt.AlignmentFlag.AlignLeft)
        self.lines = Lines(page)
        column.addWidget(self.lines)
        column.addStretch(1)
