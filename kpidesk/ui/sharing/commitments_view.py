"""All promises around the result: the list, and at the right the promise in hand with its check-ins."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import commitments
from kpidesk.desk.journal import Change
from kpidesk.domain.commitments import Commitment, Quality
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.sharing import Partner
from kpidesk.drawing.commitments_sheet import sheets
from kpidesk.drawing.partner_words import promised
from kpidesk.drawing.picture import Picture
from kpidesk.ui.fields import LineField
from kpidesk.ui.form import Unreadable, offer, read_day
from kpidesk.ui.narrow import Tick
from kpidesk.ui.sharing.check_ins import CheckIns
from kpidesk.ui.sharing.promise_form import PromiseForm, people_of
from kpidesk.ui.sharing.promise_list import Order, PromiseList, rows_of
from kpidesk.ui.sharing.view import View
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Panel, Segments, button, label, scrolling, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage


class CommitmentsView(View):
    """The list at the left, details at the right."""

    key: ClassVar[str] = "commitments"
    COMMANDS: ClassVar = ("sharing.promise", "sharing.carry", "sharing.calendar")

    def __init__(self, page: "SharingPage") -> None:
        super().__init__(page)
        words = self.words
        self.current = ""
        self._people = QStringListModel(self)
        page.command("sharing.promise", self.add, page.why_not)
        page.command("sharing.carry", self.ask_to_carry, self._why_not_carry)
        page.command("sharing.calendar", self._to_calendar, self._why_no_calendar)
        self.list = PromiseList(words, page.colours, page.icons)
        self.list.chosen.connect(self.choose)
        self.fields = PromiseForm(page, self._people)
        self.looks = CheckIns(page)
        self.side = self._details()
        self._stack = QStackedWidget()
        across = splitter(Qt.Orientation.Horizontal, self._left(), self.side)
        across.setStretchFactor(0, 1)
        across.setSizes([760, 440])
        self._stack.addWidget(across)
        self._stack.addWidget(
            EmptyState(
                page.icons.pixmap("handshake", "text_third", 40),
                words("Here come the promises: who does what, with whom, by when."),
                words("Costa shares the list of outfalls with the council by 15 September."),
                page.button("sharing.promise", "filled", text=words("Add the first promise")),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.head_tools("sharing.carry", "sharing.calendar")

    # -- building

    def _left(self) -> Panel:
        words = self.words
        panel = Panel(words("Promises"))
        self.order = Segments(
            [(Order.DATE.value, words("By date")), (Order.PERSON.value, words("By person"))], Order.DATE.value
        )
        self.order.chosen.connect(lambda _: self.show_desk())
        panel.head.addWidget(self.order)
        self._carry = self._carrying()
        panel.body.addWidget(self._carry)
        panel.body.addWidget(self.list, 1)
        panel.setMinimumWidth(250)
        return panel

    def _carrying(self) -> QWidget:
        """To which day what is overdue is carried over; hidden until it is asked for."""
        words = self.words
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(6)
        self._asked = label("", wrap=True)
        column.addWidget(self._asked)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.day = LineField(lambda _: True, words("day of the next workshop"), name=words("Carry over to"))
        self.day.draft = True
        self.day.setObjectName("carry-day")
        self.day.returnPressed.connect(self.carry)
        row.addWidget(self.day, 1)
        take = button(words("Carry over"), self.carry, "filled")
        take.setObjectName("carry-take")
        row.addWidget(take)
        row.addWidget(button(words("Not now"), made.hide, "quiet"))
        column.addLayout(row)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        made.hide()
        return made

    def _details(self) -> Panel:
        words = self.words
        panel = Panel(words("Promise"))
        panel.setMinimumWidth(300)
        self.remove = tool_button(self.page.icons.icon("trash-2"), words("Remove the promise"), self._remove)
        self.remove.setObjectName("promise-remove")
        panel.head.addWidget(self.remove)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 10, 12, 14)
        column.setSpacing(8)
        column.addWidget(self.fields)
        self._from = label("", "caption", wrap=True)
        column.addWidget(self._from)
        self._quality_head = label("", "panel", wrap=True)
        self._quality_head.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._quality_head)
        self.ticks: dict[Quality, QCheckBox] = {}
        for quality in Quality:
            box = Tick(words(LABELS[quality]))
            box.setObjectName(f"quality-{quality.value}")
            box.clicked.connect(lambda _=False: self._judge())
            self.ticks[quality] = box
            column.addWidget(box)
        head = label(words("Look at it together"), "panel")
        head.setContentsMargins(0, 8, 0, 0)
        column.addWidget(head)
        column.addWidget(self.looks)
        column.addStretch(1)
        panel.body.addWidget(scrolling(content))
        return panel

    # -- showing

    @property
    def promises(self) -> tuple[Commitment, ...]:
        """All promises around the result, and those of the desk that belong to no result in a centre."""
        found = self.session.desk.find(Commitment)
        return tuple(each for each in found if each.centre in {self.centre.id, None})

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        today = date.today()  # noqa: DTZ011 - the person's day
        promises = self.promises
        offer(self._people, people_of(self.session.desk))
        before = self.list.ids()
        self.list.promises.show_rows(list(rows_of(promises, Order(self.order.current), today, self.words)))
        ids = self.list.ids()
        if self.current not in ids:
            gone = before.index(self.current) if self.current in before else 0
            self.current = ids[min(gone, len(ids) - 1)] if ids else ""
        self.list.show_current(self.current)
        self._stack.setCurrentIndex(0 if promises else 1)
        promise = next((each for each in promises if each.id == self.current), None)
        if promise is not None:
            self._show_promise(promise)

    def _show_promise(self, promise: Commitment) -> None:
        words, writable = self.words, not self.page.read_only()
        self.fields.show_promise(promise, writable=writable)
        self.looks.show_promise(promise, writable=writable)
        self.remove.setVisible(writable)
        self._from.setText(self._belongs(promise))
        self._from.setVisible(bool(self._from.text()))
        for quality, box in self.ticks.items():
            box.setChecked(quality.value in promise.qualities)
            box.setEnabled(writable)
        count = sum(box.isChecked() for box in self.ticks.values())
        said = words("Is it a good promise? {n} of {count}", n=count, count=len(Quality))
        self._quality_head.setText(said)

    def _belongs(self, promise: Commitment) -> str:
        """Where a promise came from, and what it serves."""
        desk, words = self.session.desk, self.words
        parts = [f"{each.code} {each.name}" for each in desk.find(Partner, id=promise.partner or "")]
        parts += [f"{each.code} {each.name}" for each in desk.find(Measure, id=promise.measure or "")]
        parts += [words(LABELS[promise.step])] if promise.step else []
        parts += [
            words("follows “{promise}”", promise=promised(each, words))
            for each in desk.find(Commitment, id=promise.follows or "")
        ]
        if promise.made_on:
            parts.append(words("promised on {day}", day=words.date(promise.made_on)))
        return " · ".join(parts)

    def choose(self, promise_id: str) -> None:
        """Show another promise; what is being typed is taken over first."""
        if promise_id != self.current:
            self.leave()
            if not self.page.holds_back():
                self.current = promise_id
            self.show_desk()

    def show_record(self, record_id: str) -> bool:
        """See View. The promise comes into sight, with the caret in its words."""
        if record_id not in self.list.ids():
            return False
        self.choose(record_id)
        self.list.show_current(record_id)
        self.fields.form.focus("what")
        return True

    def leave(self) -> None:
        """See View."""
        self.fields.form.commit()

    def unfinished(self) -> str:
        """See View."""
        return self.looks.unfinished

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.list if self.promises else self.page.promise

    def picture(self) -> tuple[Picture, ...]:
        """See View."""
        today = date.today()  # noqa: DTZ011 - the person's day
        return sheets(self.session.desk, self.words, today, self.centre.id)

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {self.key: partial(self.page.show_view, self.key)}

    # -- doing

    def add(self) -> None:
        """Add a promise and begin to write it."""
        self.leave()
        before = {each.id for each in self.session.desk.find(Commitment)}
        promise = partial(commitments.promise, centre=self.centre.id)
        if self.session.do(self.words("Add a promise"), promise, self.words("New promise")):
            (made,) = {each.id for each in self.session.desk.find(Commitment)} - before
            self.show_record(made)

    def _remove(self) -> None:
        self.session.do(self.words("Remove a promise"), commitments.remove_promise, self.current)

    def _judge(self) -> None:
        said = tuple(quality.value for quality, box in self.ticks.items() if box.isChecked())
        judge = partial(commitments.change_promise, qualities=said)
        self.session.do(self.words("Judge a promise"), judge, self.current)

    def _waiting(self) -> list[Commitment]:
        """What still stands and is for today or an earlier day, or for none."""
        today = date.today()  # noqa: DTZ011 - the person's day
        return [
            each
            for each in self.promises
            if each.is_standing and (each.by_when is None or each.by_when <= today)
        ]

    def _why_not_carry(self) -> str:
        if reason := self.page.why_not():
            return reason
        return "" if self._waiting() else self.words("No promise is overdue or without a date.")

    def ask_to_carry(self) -> None:
        """Ask for the day of the next workshop."""
        count = len(self._waiting())
        self._asked.setText(
            self.words.many(
                "{n} promise is overdue or has no date. On which day does the group look at it again?",
                "{n} promises are overdue or have no date. On which day does the group look at them again?",
                count,
            )
        )
        self._say("")
        self._carry.show()
        self.day.setFocus()

    def carry(self) -> None:
        """Carry over what waits; when each was for before stays noted with it."""
        try:
            day = read_day(self.day.text(), self.words)
        except Unreadable as told:
            self._say(str(told))
            return
        if day < date.today():  # noqa: DTZ011 - the person's day
            self._say(self.words("That day has passed. Choose one to come."))
            return
        ids = [each.id for each in self._waiting()]
        if self.session.do(self.words("Carry promises over"), commitments.carry_over, ids, day):
            self.day.clear()
            self._carry.hide()

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    def _why_no_calendar(self) -> str:
        if self.page.centre is None:
            return self.words("Put a result in the centre first.")
        dated = any(each.by_when for each in self.session.desk.find(Commitment))
        return "" if dated else self.words("No promise has a date yet.")

    def _to_calendar(self) -> None:
        self.page.shell.go("publish", "calendar")
