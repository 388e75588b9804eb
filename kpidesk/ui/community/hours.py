"""The hours that a member really spent: six months side by side, and how that compares with the promise."""

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.actions import communities
from kpidesk.domain.communities import Member
from kpidesk.domain.community_figures import spent_a_month
from kpidesk.domain.community_members import Keeping, hours_by_month, keeping, months_before
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.drawing.chart_words import sentence
from kpidesk.drawing.community_words import in_hours
from kpidesk.system.words import Words
from kpidesk.ui.fields import LineField
from kpidesk.ui.form import Unreadable, numbers
from kpidesk.ui.subject_page import SubjectPage, today
from kpidesk.ui.widgets import label, tool_button

_MONTHS: Final = 6
_ACROSS: Final = 3


def kept(how: Keeping, words: Words) -> str:
    """How a promise of hours is kept, in plain words."""
    return {
        Keeping.NO_PROMISE: words("no hours are promised"),
        Keeping.UNKNOWN: words("nobody noted what was spent"),
        Keeping.MORE: words("more than promised"),
        Keeping.KEPT: words("keeps the promise"),
        Keeping.MOST: words("most of it"),
        Keeping.HALF: words("about half of it"),
        Keeping.LITTLE: words("little of it"),
    }[how]


class HoursOfMember(QWidget):
    """Six months with a field each; arrows go further back."""

    def __init__(self, page: SubjectPage) -> None:
        super().__init__()
        self._page, self._member, self._last = page, "", date.min
        words, icons = page.words, page.icons
        self._kind = numbers(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(words("Hours really spent"), "caption-strong"), 1)
        back = tool_button(icons.icon("chevron-left"), words("Earlier months"), partial(self._turn, -_MONTHS))
        on = tool_button(icons.icon("chevron-right"), words("Later months"), partial(self._turn, _MONTHS))
        back.setObjectName("hours-earlier")
        on.setObjectName("hours-later")
        head.addWidget(back)
        head.addWidget(on)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self.fields: list[LineField] = []
        self._names: list[QLabel] = []
        for number in range(_MONTHS):
            field = LineField(partial(self._take, number), "–", name=words("Hours"))
            field.setObjectName(f"hours-{number}")
            name = label("", "caption")
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(name)
            cell.addWidget(field)
            grid.addLayout(cell, number // _ACROSS, number % _ACROSS)
            self.fields.append(field)
            self._names.append(name)
        column.addLayout(grid)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        self.said = label("", "second", wrap=True)
        self.said.setObjectName("hours-said")
        column.addWidget(self.said)

    def show_member(self, member: Member, *, writable: bool) -> None:
        """Show the hours of a member; months that are further back than half a year come with them."""
        words, desk = self._page.words, self._page.session.desk
        noted = hours_by_month(desk, member.id)
        if member.id != self._member:
            self.commit()
            self._member, self._last = member.id, self._default(noted)
            self._say("")
        for field, name, month in zip(self.fields, self._names, self._months, strict=True):
            name.setText(words.pattern(month, "yMMM"))
            field.setAccessibleName(words("Hours in {month}", month=words.pattern(month, "yMMMM")))
            field.show_value(self._kind.show(noted.get(month)))
            field.setReadOnly(not writable)
        spent = spent_a_month(desk, member.id, max(noted, default=today()))
        how = kept(keeping(member.promised_hours, spent), words)
        if spent is None:
            self.said.setText(words("{how}.", how=sentence(how)))
        else:
            average = words(
                "{spent} hours a month over the last three noted", spent=in_hours(round(spent, 1), words)
            )
            promised = (
                words("{hours} promised", hours=in_hours(member.promised_hours, words))
                if member.promised_hours
                else ""
            )
            self.said.setText(
                words("{facts}: {how}.", facts=", ".join(filter(None, (average, promised))), how=how)
            )

    @staticmethod
    def _default(noted: dict[date, float]) -> date:
        """The last month in sight: this one, unless all that is noted lies further back."""
        this = today().replace(day=1)
        latest = max(noted, default=this)
        return this if latest >= months_before(this, _MONTHS)[0] else latest

    @property
    def _months(self) -> list[date]:
        return months_before(self._last, _MONTHS)

    def _turn(self, by: int) -> None:
        self.commit()
        self._last = shifted(self._last, PeriodType.MONTH, by)
        self._show()

    def _show(self) -> None:
        desk = self._page.session.desk
        self.show_member(desk.get(Member, self._member), writable=desk.writable)

    def _take(self, number: int, typed: str) -> bool:
        try:
            hours = self._kind.read(typed)
        except Unreadable as told:
            return self._say(str(told))
        words = self._page.words
        self._say("")
        if not self._page.session.desk.find(Member, id=self._member):
            return True  # they were taken away meanwhile
        return self._page.session.do(
            words("Note hours"), communities.note_hours, self._member, self._months[number], hours
        )

    def _say(self, text: str) -> bool:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        return not text

    def commit(self) -> None:
        """Take over what is typed."""
        for field in self.fields:
            field.commit()

    def give_back(self) -> None:
        """Forget what was refused."""
        self._say("")
        for field in self.fields:
            field.give_back()
