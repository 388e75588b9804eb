"""What is due: signals that call for somebody, reviews of definitions, and the forums that look at them."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.escalation import Call, calls
from kpidesk.domain.reviews import Review, reviews
from kpidesk.ui.measures.definition_life import review_words
from kpidesk.ui.measures.definition_rows import Act, Work
from kpidesk.ui.measures.due_list import Due, DueList
from kpidesk.ui.measures.due_parts import Forums, Milestones
from kpidesk.ui.measures.texts import sentence, signal_when, signal_words
from kpidesk.ui.measures.view import NOTHING, View
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Line, Panel, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage


class DueView(View):
    """Signals at the left, reviews in the middle, forums and milestones at the right.

    `opened` tells the measure that a person wants to see.
    """

    key: ClassVar[str] = "due"
    beside: ClassVar[str] = NOTHING

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        words = self.words
        self.calls = DueList(page.colours, words("Signals that call for somebody"))
        self.calls.setObjectName("calls")
        self.reviews = DueList(page.colours, words("Reviews of definitions"))
        self.reviews.setObjectName("reviews")
        self._shown: tuple[int, date] | None = None
        work = Work(self.session, words, page.icons, QStringListModel(self), self._do)
        self.forums, self.milestones = Forums(work), Milestones(work)
        self._no_calls = label(words("No signal is waiting for anybody."), "second", wrap=True)
        none = words("No review is planned yet. The first is due 15 months after a measure goes live.")
        self._no_reviews = label(none, "second", wrap=True)
        across = splitter(
            Qt.Orientation.Horizontal,
            _listed(words("Signals that call for somebody"), self.calls, self._no_calls),
            _listed(words("Reviews of definitions"), self.reviews, self._no_reviews),
            self._right(),
        )
        for number in range(3):
            across.setStretchFactor(number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(across)
        for each in (self.calls, self.reviews):
            each.opened.connect(page.open_definition)

    def _right(self) -> Panel:
        words = self.words
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 10, 12, 14)
        column.setSpacing(8)
        column.addWidget(label(words("Forums"), "caption-strong"))
        column.addWidget(self.forums)
        column.addWidget(Line())
        column.addWidget(label(words("Milestones that reviews hang on"), "caption-strong"))
        column.addWidget(self.milestones)
        column.addStretch(1)
        panel = Panel(words("Forums and milestones"))
        panel.setMinimumWidth(280)
        panel.body.addWidget(scrolling(content))
        return panel

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.calls if self.calls.dues.rows else self.reviews

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        desk, today = self.session.desk, date.today()  # noqa: DTZ011 - the person's day
        if self._shown != (desk.last_edit, today):
            self._shown = (desk.last_edit, today)
            self._show_lists(today)
        self.forums.show_desk(writable=desk.writable)
        self.milestones.show_desk(writable=desk.writable)

    def _show_lists(self, today: date) -> None:
        """Judge all measures again."""
        desk = self.session.desk
        found, planned = calls(desk), reviews(desk)
        self.calls.show_rows(self._call_rows(found, today))
        self.reviews.show_rows(self._review_rows(planned, today))
        for rows, shown, nothing in (
            (found, self.calls, self._no_calls),
            (planned, self.reviews, self._no_reviews),
        ):
            shown.setVisible(bool(rows))
            nothing.setVisible(not rows)

    def refresh(self) -> None:
        """Show the desk anew if this is in sight."""
        if self.isVisible():
            self.show_desk()

    def leave(self) -> None:
        """See View."""
        for rows in (self.forums, self.milestones):
            rows.commit()

    def unfinished(self) -> str:
        """See View."""
        return self.forums.dirty() or self.milestones.dirty()

    # -- in words

    def _call_rows(self, found: list[Call], today: date) -> list[Due]:
        words = self.words
        rows: list[Due] = []
        for heading, late in ((words("Overdue"), True), (words("To come"), False)):
            some = [call for call in found if (call.by < today) is late]
            if some:
                rows.append(Due(heading))
            rows += [self._call(call, late=late) for call in some]
        return rows

    def _call(self, call: Call, *, late: bool) -> Due:
        words, measure = self.words, call.measure
        signal = signal_words(call.signal, words)
        when = signal_when(call.signal, measure.period_type, words)
        told = call.told.name if call.told else words("nobody yet, it has no owner")
        who = words("{name}, by {day}", name=told, day=words.date(call.by))
        lines = (f"{signal}: {when}", sentence(who), call.rule.response)
        return Due(
            f"{measure.code}  {measure.name}", measure.id, tuple(filter(None, lines)),
            words("overdue") if late else "",
        )  # fmt: skip

    def _review_rows(self, planned: list[Review], today: date) -> list[Due]:
        """Overdue ones first, then month by month."""
        words = self.words
        rows: list[Due] = []
        last = ""
        for review in planned:
            late = review.on < today
            heading = words("Overdue") if late else sentence(words.pattern(review.on, "yMMMM"))
            if heading != last:
                rows.append(Due(heading))
            last = heading
            measure = review.measure
            rows.append(
                Due(
                    f"{measure.code}  {measure.name}", measure.id, (review_words(review, words),),
                    words("overdue") if late else "",
                )
            )  # fmt: skip
        return rows

    def _do(self, action: Act, field: str) -> bool:
        return self.session.do(self.words("Change forums and milestones"), action, typing=field or None)


def _listed(title: str, shown: DueList, nothing: QWidget) -> Panel:
    """A list in its panel, and what is said while it is empty."""
    panel = Panel(title)
    panel.setMinimumWidth(240)
    nothing.setContentsMargins(14, 12, 14, 12)
    panel.body.addWidget(shown, 1)
    panel.body.addWidget(nothing)
    panel.body.addStretch()
    return panel
