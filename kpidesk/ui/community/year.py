"""The year: what comes round when, as a ring and in words, and the cadences that make it so."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from kpidesk.actions import records
from kpidesk.desk.journal import Change
from kpidesk.domain.communities import Cadence, CadenceKind, Community
from kpidesk.domain.community_year import Turn, cadences, following, meetings_of, turns
from kpidesk.domain.labels import LABELS
from kpidesk.ui.community.of_community import OfCommunity
from kpidesk.ui.community.wheel import LETTERS, Wheel
from kpidesk.ui.form import Form, days, grid, members, texts, whole_numbers
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.subject_page import SubjectPage, SubjectView, today
from kpidesk.ui.told_list import Told
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Panel, label, scrolling, tool_button

_ICONS: Final = {
    CadenceKind.MEETING: "users-round", CadenceKind.WORKSHOP: "presentation",
    CadenceKind.HEALTH_CHECK: "heart", CadenceKind.ROSTER: "user-round", CadenceKind.CHARTER: "file-text",
    CadenceKind.MATURITY: "gauge", CadenceKind.REVISION: "history", CadenceKind.PLAN: "compass",
    CadenceKind.BUDGET: "coins", CadenceKind.OTHER: "calendar-days",
}  # fmt: skip
_WHEEL: Final = (300, 430, 600)  # px at a narrow, usual and wide page


class Cadences(OfCommunity):
    """What comes round, the community's own before the organisation's."""

    KIND = Cadence
    FIRST = "name"
    ICON = "calendar-days"

    def said(self) -> dict[str, str]:
        """See Register."""
        words = self.words
        return {
            "title": words("What comes round"), "empty": words("What comes round every quarter or year."),
            "example": words("Every three months: half a day with the health check."),
            "next": words("What comes round? Then Enter"), "one": words("Cadence"),
            "added": words("Add a cadence"), "changed": words("Change a cadence"),
            "removed": words("Remove a cadence"),
        }  # fmt: skip

    def names(self) -> Mapping[str, str]:
        """See Register."""
        words = self.words
        return {
            "name": words("Name"), "community": words("Whose"), "kind": words("Kind"),
            "first_on": words("First on"), "months": words("Every … months, 0 for once"),
            "what": words("What happens then"),
        }  # fmt: skip

    def fields(self, form: Form) -> QLayout:
        """See Register."""
        words = self.words
        return grid(
            (form.text("name"), 2),
            (form.choice("kind", members(CadenceKind, words)), 2),
            (form.choice("community", []), 2),
            (form.line("first_on", words("a day"), days(words)), 2),
            (form.line("months", "3", whole_numbers(words, 0, records.MOST_MONTHS, needed=True)), 2),
            (form.text("what", "", texts()), 2),
        )

    def offer_choices(self) -> None:
        """See Register."""
        one = self.session.desk.get(Community, self.page.subject_id)
        self.form.choices["community"].offer(
            [(one.id, one.name), (None, self.words("the organisation’s own"))]
        )

    def given(self, typed: str) -> dict[str, Any]:
        """See Register."""
        return {**super().given(typed), "first_on": today()}

    def rows(self) -> Sequence[Heading | Told]:
        """See Register."""
        words, rows = self.words, list[Heading | Told]()
        found = cadences(self.session.desk.find(Cadence), self.page.subject_id)
        for own, name in ((True, words("Of the community")), (False, words("Of the organisation"))):
            part = [each for each in found if (each.community is not None) is own]
            if part:
                rows.append(Heading(name))
            rows += [self._told(each) for each in part]
        return rows

    def _told(self, each: Cadence) -> Told:
        words = self.words
        every = words.many("every month", "every {n} months", each.months) if each.months else words("once")
        below = " · ".join(filter(None, (words(LABELS[each.kind]), every, each.what)))
        coming = following(each, today())
        when = words.date(coming) if coming else words("was {day}", day=words.date(each.first_on))
        return Told(each.id, each.name, below, when, (_ICONS[each.kind], "text_second"))

    def change(self, edit: Any, record_id: str, **given: Any) -> None:
        """See Register: a cadence always has a first day."""
        if given.get("first_on", today()) is not None:
            super().change(edit, record_id, **given)


class YearView(SubjectView):
    """The ring with the month in hand, and the register of cadences."""

    key: ClassVar[str] = "year"
    TOOLS: ClassVar = ("community.print",)

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        self._year, self._month = today().year, today().month
        self.register = Cadences(page)
        self.side = self.register.side
        self.across = splitter(Qt.Orientation.Horizontal, self._wheel(), self.register)
        self.across.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)

    def _wheel(self) -> Panel:
        words, icons = self.words, self.page.icons
        panel = Panel(words("Year wheel"))
        panel.setMinimumWidth(270)
        for name, icon, told, step in (
            ("year-before", "chevron-left", words("Year before"), -1),
            ("year-after", "chevron-right", words("Year after"), 1),
        ):
            tool = tool_button(icons.icon(icon), told, partial(self._turn, step))
            tool.setObjectName(name)
            panel.head.addWidget(tool)
        self.wheel = Wheel(self.page)
        self.wheel.chosen.connect(self._go_to)
        panel.body.addWidget(self.wheel, 3)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 4, 14, 12)
        column.setSpacing(4)
        self.named = label("", "name", wrap=True)
        self.named.setObjectName("year-month")
        self.told = label("", "body", wrap=True)
        self.told.setObjectName("year-told")
        column.addWidget(self.named)
        column.addWidget(self.told)
        column.addStretch(1)
        panel.body.addWidget(scrolling(holder), 2)
        return panel

    @property
    def community(self) -> Community:
        """The community in hand."""
        return self.session.desk.get(Community, self.page.subject_id)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        self.register.show_desk()
        self._show()

    def _show(self) -> None:
        words = self.words
        found = turns(self.session.desk, self.community, self._year)
        meetings = meetings_of(self.community, self._year)
        self.wheel.show_year(self._year, found, meetings, self._month)
        of_month = [each for each in found if each.on.month == self._month]
        met = [day for day in meetings if day.month == self._month]
        self.named.setText(words.pattern(date(self._year, self._month, 1), "yMMMM"))
        lines = [self._line(each) for each in of_month]
        if met:
            named = words.listed([words.pattern(day, "MMMd") for day in met])
            lines.append(words("Meetings by the routine: {days}", days=named))
        self.told.setText("\n".join(lines) if lines else words("Nothing comes round in this month."))

    def _line(self, each: Turn) -> str:
        words = self.words
        kind = words(LABELS[each.kind])
        told = words("{letter}  {day}: {name} ({kind})", letter=LETTERS[each.kind],
                     day=words.pattern(each.on, "MMMd"), name=each.name, kind=kind)  # fmt: skip
        return words("{turn}. {what}", turn=told, what=each.what) if each.what else told

    def _turn(self, by: int) -> None:
        self._year = min(max(self._year + by, 1), 9998)
        self._show()

    def _go_to(self, month: int) -> None:
        self._month = month
        self._show()

    # -- the page's side

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.wheel

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        wheel = self.page.by_width(_WHEEL)
        self.across.setSizes([wheel, middle + side - wheel])

    def show_record(self, record_id: str) -> bool:
        """See SubjectView."""
        if record_id in self.register.list.ids():
            self.register.choose(record_id)
            return True
        return False

    def leave(self) -> None:
        """See View."""
        self.register.commit()

    def unfinished(self) -> str:
        """See View."""
        return self.register.unfinished()
