"""Who is at a meeting: a list of all members on which a click or the space bar goes on to the next answer."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.actions import communities
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import Attendance, Meeting, Presence
from kpidesk.domain.labels import LABELS
from kpidesk.ui.community.of_community import members_by_name
from kpidesk.ui.subject_page import SubjectPage
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.widgets import button, label

_TURNS: Final = (None, Presence.THERE, Presence.EXCUSED, Presence.AWAY)
_MARKS: Final = {
    None: ("circle-dashed", "text_third"), Presence.THERE: ("circle-check", "good"),
    Presence.EXCUSED: ("circle-minus", "text_second"), Presence.AWAY: ("circle-x", "watch"),
}  # fmt: skip
_KEYS: Final = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ROWS: Final = 7  # in sight at once
_ROW: Final = 37  # px


class _Members(ToldList):
    """The list; `turned` tells whose answer goes on."""

    turned = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space and Enter go on to the next answer."""
        if Qt.Key(event.key()) in _KEYS:
            self.turn(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def turn(self, index: QModelIndex) -> None:
        """The answer of a row goes on."""
        row = self.model_.row(index) if index.isValid() else None
        if row is not None:
            self.turned.emit(row.id)


class WhoIsThere(QWidget):
    """The members with their answers, and how many are there."""

    def __init__(self, page: SubjectPage) -> None:
        super().__init__()
        self._page, self._meeting = page, ""
        self._noted: Mapping[str, Presence] = {}
        words = page.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.count = label("", "caption-strong")
        self.count.setObjectName("attendance-count")
        column.addWidget(self.count)
        self.list = _Members(words("Who is there: the space bar changes it"), page.colours, page.icons)
        self.list.setObjectName("attendance")
        self.list.turned.connect(self._turn)
        self.list.clicked.connect(self.list.turn)
        column.addWidget(self.list)
        self.all = button(words("All others are there"), self._all, "quiet")
        self.all.setObjectName("attendance-all")
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)

    def show_meeting(self, meeting: Meeting, *, writable: bool) -> None:
        """Show who was at a meeting: members of that day, and whoever is noted."""
        words, desk = self._page.words, self._page.session.desk
        self._meeting = meeting.id
        self._noted = {each.member: each.presence for each in desk.find(Attendance, meeting=meeting.id)}
        rows = [
            Told(
                member.id, person.name, "",
                words(LABELS[self._noted[member.id]]) if member.id in self._noted else "",
                _MARKS[self._noted.get(member.id)],
            )
            for member, person in members_by_name(desk, meeting.community, gone=True)
            if member.id in self._noted or member.left is None or member.left > meeting.on
        ]  # fmt: skip
        current = self.list.currentIndex().row()
        if self.list.show_rows(rows) and rows:
            self.list.show_current(rows[min(max(current, 0), len(rows) - 1)].id)
        self.list.setFixedHeight(min(max(len(rows), 1), _ROWS) * _ROW + 4)
        there = sum(each is Presence.THERE for each in self._noted.values())
        self.count.setText(words("{there} of {n} are there", there=there, n=len(rows)))
        self.all.setEnabled(writable and len(self._noted) < len(rows))
        self.list.setEnabled(bool(rows))

    def _turn(self, member: str) -> None:
        turn = _TURNS[(_TURNS.index(self._noted.get(member)) + 1) % len(_TURNS)]
        self._page.session.do(
            self._page.words("Note who is there"), communities.attend, self._meeting, member, turn
        )

    def _all(self) -> None:
        waiting = [each for each in self.list.ids() if each not in self._noted]

        def put(edit: Edit) -> None:
            for member in waiting:
                communities.attend(edit, self._meeting, member, Presence.THERE)

        self._page.session.do(self._page.words("Note who is there"), put)
