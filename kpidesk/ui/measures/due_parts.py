"""Forums with the measures that they look at, and the milestones that reviews hang on."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QLayout, QVBoxLayout

from kpidesk.actions import definitions
from kpidesk.domain.definitions import Forum, ForumMeasure, Milestone
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType
from kpidesk.ui.form import Unreadable, days, grid, members, read_day
from kpidesk.ui.measures.definition_rows import Row, Rows, Work
from kpidesk.ui.measures.measure_list import by_code
from kpidesk.ui.tick_list import TickList
from kpidesk.ui.widgets import label

_TALL: Final = 224  # px of the list of measures in a forum


class ForumRow(Row[Forum]):
    """A regular meeting and what it looks at."""

    def names(self) -> Mapping[str, str]:
        """See Row."""
        words = self.words
        return {
            "name": words("Name of the forum"), "every": words("It meets each"), "note": words("What for"),
        }  # fmt: skip

    def fields(self) -> QLayout:
        """See Row."""
        form = self.form
        self.measures = TickList(self.words("Measures that it looks at"))
        self.measures.setObjectName("forum-measures")
        self.measures.setFixedHeight(_TALL)
        self.ticks = self.measures.ticks
        self.ticks.ticked.connect(self._tick)
        column = QVBoxLayout()
        column.setSpacing(12)
        every = form.choice("every", members(PeriodType, self.words))
        column.addLayout(grid((form.line("name"), 2), (every, 2), (form.text("note"), 2)))
        column.addWidget(label(self.words("Measures that it looks at"), "caption-strong"))
        column.addWidget(self.measures)
        return column

    def told(self, record: Forum) -> tuple[str, str]:
        """See Row."""
        words = self.words
        count = len(self._looked_at(record))
        said = words.many("{n} measure", "{n} measures", count)
        each = words("each {period}", period=words(LABELS[record.every]))
        return record.name, f"{each} · {said}"

    def _looked_at(self, forum: Forum) -> set[str]:
        return {each.measure for each in self.work.session.desk.find(ForumMeasure, forum=forum.id)}

    def show_record(self, record: Forum, *, writable: bool) -> None:
        """See Row."""
        super().show_record(record, writable=writable)
        measures = sorted(self.work.session.desk.find(Measure), key=lambda each: by_code(each.code))
        rows = [(each.id, f"{each.code}  {each.name}") for each in measures]
        self.ticks.show_rows(rows, frozenset(self._looked_at(record)), writable=writable)

    def _tick(self, measure_id: str, ticked: bool) -> None:
        if self.record is not None:
            forum = self.record.id
            action = partial(definitions.look_at, forum_id=forum, measure_id=measure_id, looked_at=ticked)
            self.work.do(action, "")

    def take(self, record_id: str, key: str, value: Any) -> bool:
        """See Row."""
        action = partial(definitions.change_forum, forum_id=record_id, **{key: value})
        return self.work.change(Forum, record_id, action, key)


class Forums(Rows[Forum]):
    """The forums of a desk."""

    def __init__(self, work: Work) -> None:
        super().__init__(lambda: ForumRow(work, self._remove))
        self._work = work
        self.line = self.offer(work.words("Add a forum: its name, then Enter"), self._add)
        self.line.setObjectName("add-forum")

    def show_desk(self, *, writable: bool) -> None:
        """Show all of them."""
        self.show_records(self._work.session.desk.find(Forum), writable=writable)

    def _add(self, name: str) -> bool:
        return self._work.do(partial(definitions.add_forum, name=name), "")

    def _remove(self, forum_id: str) -> None:
        self._work.do(lambda edit: definitions.remove(edit, Forum, forum_id), "")


class MilestoneRow(Row[Milestone]):
    """A date that reviews hang on."""

    def names(self) -> Mapping[str, str]:
        """See Row."""
        return {"name": self.words("Name of the milestone"), "on": self.words("On")}

    def fields(self) -> QLayout:
        """See Row."""
        return grid((self.form.line("name"), 2), (self.form.line("on", kind=days(self.words)), 1))

    def told(self, record: Milestone) -> tuple[str, str]:
        """See Row."""
        words = self.words
        hang = len(self.work.session.desk.find(Measure, review_milestone=record.id))
        said = words.many("{n} review hangs on it", "{n} reviews hang on it", hang)
        return record.name, f"{words.date(record.on)} · {said}"

    def take(self, record_id: str, key: str, value: Any) -> bool:
        """See Row."""
        if key == "on" and value is None:
            return self.form.say(key, self.words("A milestone needs a date."))
        action = partial(definitions.change_milestone, milestone_id=record_id, **{key: value})
        return self.work.change(Milestone, record_id, action, key)


class Milestones(Rows[Milestone]):
    """The milestones of a desk; one is added by its date and name in one line."""

    def __init__(self, work: Work) -> None:
        super().__init__(lambda: MilestoneRow(work, self._remove))
        self._work = work
        words = work.words
        self.line = self.offer(
            words("Add a milestone: date, comma, name, then Enter"), self._add,
            example=words("31 March 2027, board meets"),
        )  # fmt: skip
        self.line.setObjectName("add-milestone")
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        self.column.addWidget(self.wrong)

    def show_desk(self, *, writable: bool) -> None:
        """Show all of them, the earliest first."""
        known = sorted(self._work.session.desk.find(Milestone), key=lambda each: (each.on, each.name))
        self.show_records(known, writable=writable)

    def _add(self, typed: str) -> bool:
        words = self._work.words
        day, _, name = typed.partition(",")
        try:
            on = read_day(day, words)
        except Unreadable as told:
            return self._say(str(told))
        if not name.strip():
            return self._say(words("What happens on that day? Write it after the comma."))
        self._say("")
        return self._work.do(partial(definitions.add_milestone, name=name, on=on), "")

    def _say(self, text: str) -> bool:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        return not text

    def _remove(self, milestone_id: str) -> None:
        self._work.do(lambda edit: definitions.remove(edit, Milestone, milestone_id), "")
