"""What stands beside a meeting: the time, who is there, and when, where and with which host it is."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.actions import records
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import Community, Meeting, MeetingKind
from kpidesk.ui.community.attendance import WhoIsThere
from kpidesk.ui.community.of_community import offered_members
from kpidesk.ui.community.timer import MeetingTimer
from kpidesk.ui.form import Form, days, grid, members, texts, whole_numbers
from kpidesk.ui.subject_page import SubjectPage
from kpidesk.ui.widgets import Line, Panel, button, scrolling


class MeetingSide(Panel):
    """The panel at the right of a meeting."""

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page.words("This meeting"))
        self._page, self._meeting = page, ""
        self.setMinimumWidth(230)
        words = page.words
        self.timer = MeetingTimer(page)
        self.who = WhoIsThere(page)
        self.form = Form(words, self._names(), self._take)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(12)
        for each in (self.timer, Line(), self.who, Line()):
            column.addWidget(each)
        column.addLayout(self._fields())
        self.gone = button(words("Remove the meeting"), self._remove, "danger")
        self.gone.setObjectName("meeting-remove")
        column.addWidget(self.gone, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._area = scrolling(holder)
        self.body.addWidget(self._area, 1)
        self.body.addStretch()

    def _names(self) -> dict[str, str]:
        words = self._page.words
        return {
            "host": words("Host"), "next_host": words("Next host"), "on": words("Day"),
            "starts": words("Begins at"), "minutes": words("Minutes long"), "kind": words("How people meet"),
            "place": words("Place"), "note": words("Note"), "reason": words("Why it was cancelled"),
        }  # fmt: skip

    def _fields(self) -> QVBoxLayout:
        words, form = self._page.words, self.form
        column = QVBoxLayout()
        column.addLayout(
            grid(
                (form.choice("host", []), 2),
                (form.choice("next_host", []), 2),
                (form.line("on", words("a day"), days(words)), 2),
                (form.line("starts", "10:00"), 1),
                (form.line("minutes", "45", whole_numbers(words, 1, records.MOST_MINUTES, needed=True)), 1),
                (form.choice("kind", members(MeetingKind, words)), 2),
                (form.text("place"), 2),
                (form.text("reason", "", texts()), 2),
                (form.text("note", "", texts()), 2),
            )
        )
        return column

    def show_meeting(self, meeting: Meeting | None, community: Community, *, writable: bool) -> None:
        """Show what belongs to a meeting; the time of another one does not go on."""
        self._area.setVisible(meeting is not None)
        if meeting is None:
            self._meeting = ""
            return
        if meeting.id != self._meeting:
            self.form.give_back()
            self.timer.begin_again()
        self._meeting = meeting.id
        self.timer.show_meeting(meeting.minutes, community.blocks)
        self.who.show_meeting(meeting, writable=writable)
        self._offer(offered_members(self._page.session.desk, meeting.community, self._page.words("nobody")))
        values = {key: getattr(meeting, key) for key in (*self.form.fields, *self.form.choices)}
        self.form.show_values(values, writable=writable)
        self.form.show_field("reason", shown=bool(meeting.reason))
        self.gone.setEnabled(writable)

    def _offer(self, found: Sequence[tuple[str | None, str]]) -> None:
        for key in ("host", "next_host"):
            self.form.choices[key].offer(found)

    def _take(self, key: str, value: Any) -> bool:
        words, meeting = self._page.words, self._meeting
        if not self._page.session.desk.find(Meeting, id=meeting):
            return True  # it was taken away meanwhile
        if key == "on" and value is None:
            return self.form.say("on", words("A meeting needs a day."))

        def change(edit: Edit) -> None:
            records.change(edit, Meeting, meeting, **{key: value})

        return self._page.session.do(words("Change a meeting"), change, typing=f"{meeting} {key}")

    def _remove(self) -> None:
        self._page.session.do(self._page.words("Remove a meeting"), records.remove, Meeting, self._meeting)

    def commit(self) -> None:
        """Take over what is typed."""
        self.form.commit()
