"""Results of an assessment: parts with where they were last time, the weakest items, actions, history."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.assessment_figures import Outcome, Point, history, outcome, part_key, plan
from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentSet
from kpidesk.domain.commitments import Commitment
from kpidesk.drawing.assessment_words import changed, figure, mark, weakest
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_assessment import projected_outcome
from kpidesk.drawing.room import ROOM, Room
from kpidesk.exports.pieces import What
from kpidesk.ui.framework.bars import BarList
from kpidesk.ui.framework.history_chart import HistoryChart
from kpidesk.ui.framework.rows import ALL, bars_of
from kpidesk.ui.framework.sight import SessionPicker
from kpidesk.ui.framework.texts import promised, session_name
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.subject_page import SubjectView, today
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Line, Panel, button, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.framework.page import FrameworkPage

_TALLEST: Final = 420  # px of a list at the right, above which it scrolls by itself


class _Whole(ToldList):
    """A list that is as tall as its rows."""

    def show_rows(self, rows: Sequence[Heading | Told]) -> bool:
        """See ToldList."""
        others = super().show_rows(rows)
        self._fit()
        return others

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width wraps the texts anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        wanted = sum(self.sizeHintForRow(row) for row in range(self.model().rowCount())) + 4
        self.setFixedHeight(min(max(wanted, 8), _TALLEST))


class ResultsView(SubjectView):
    """Bars in the middle; at the right what follows from them."""

    key = "results"
    FILLED: ClassVar[str] = ""
    page: "FrameworkPage"

    def __init__(self, page: "FrameworkPage") -> None:
        super().__init__(page)
        words = self.words
        self.outcome: Outcome | None = None
        self.picker = SessionPicker(page.sight, words, lambda: page.refresh(None))
        self.whole = label("", "title")
        self.whole.setObjectName("results-whole")
        self.level = label("", "statement", wrap=True)
        self.told = label("", "second", wrap=True)
        self.bars = BarList(words("Results by part"), page.colours, large=True)
        self.bars.setObjectName("results-bars")
        self.bars.activated.connect(self._to_part)
        self.lowest = self._list("results-lowest", words("The weakest"), self._to_item)
        self.plan = self._list("results-plan", words("Actions"), self._to_promise)
        self.sessions = self._list("results-sessions", words("Sessions"), self._to_session)
        self.sessions.chosen.connect(self._to_session)
        self.chart = HistoryChart(words, page.colours)
        self.none = EmptyState(
            page.icons.pixmap("layers", "text_third", 40),
            words("Results appear once a session is rated."),
            words("Seven people, eleven conditions, ten minutes."),
            page.button("framework.begin_session"),
        )
        self._build()

    def _list(self, name: str, said: str, go: Callable[[str], object]) -> ToldList:
        made = _Whole(said, self.page.colours, self.page.icons)
        made.setObjectName(name)
        made.activated.connect(partial(self._activated, made, go))
        return made

    @staticmethod
    def _activated(shown: ToldList, go: Callable[[str], object], index: QModelIndex) -> None:
        row = shown.model_.row(index)
        if row is not None:
            go(row.id)

    # -- building

    def _build(self) -> None:
        self.side = self._side()
        self.split = splitter(Qt.Orientation.Horizontal, self._middle(), self.side)
        self.split.setStretchFactor(0, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _middle(self) -> Panel:
        panel = Panel(self.words("Results by part"))
        panel.setMinimumWidth(300)
        icon = self.page.icons.icon("printer")
        self.report = button(self.words("Report"), self._to_report, "quiet", icon)
        self.report.setObjectName("results-report")
        panel.head.addWidget(self.report)
        top = QHBoxLayout()
        top.setContentsMargins(16, 12, 16, 10)
        top.setSpacing(20)
        self.picker.setFixedWidth(236)
        top.addWidget(self.picker, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(2)
        for each in (self.whole, self.level, self.told):
            told.addWidget(each)
        told.addStretch()
        top.addLayout(told, 1)
        panel.body.addLayout(top)
        panel.body.addWidget(Line())
        panel.body.addWidget(self.bars, 1)
        return panel

    def _side(self) -> Panel:
        words, panel = self.words, Panel(self.words("What follows"))
        panel.setMinimumWidth(250)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 12)
        column.setSpacing(4)
        self.no_plan = label(words("Nothing is promised yet."), "second", wrap=True)
        self.weakest = _heading("")
        column.addWidget(self.weakest)
        column.addWidget(self.lowest)
        for name, widgets in (
            (words("Actions"), (self.plan, self.no_plan)),
            (words("Sessions"), (self.chart, self.sessions)),
        ):
            column.addWidget(_heading(name))
            for each in widgets:
                if isinstance(each, QLabel):
                    each.setContentsMargins(15, 0, 15, 4)
                column.addWidget(each)
        column.addStretch(1)
        panel.body.addWidget(scrolling(holder), 1)
        return panel

    # -- showing

    @property
    def assessment(self) -> Assessment | None:
        """The session in sight."""
        return self.page.sight.assessment(self.session.desk)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        desk, found = self.session.desk, self.assessment
        there = bool(desk.find(Assessment, set=self.page.subject_id))
        self.stack.setCurrentWidget(self.split if there else self.none)
        if not self.page.subject_id or not there:
            self.outcome = None
            return
        self.picker.show_sight(desk, self.page.subject_id)
        self.outcome = outcome(desk, found) if found is not None else None
        self.weakest.setText(weakest(self.outcome.lowest if self.outcome else (), self.words))
        self.report.setEnabled(found is not None)
        self._show_whole()
        self.bars.show_rows(bars_of(self.outcome, self.words)[1:] if self.outcome else ())
        self._show_lowest()
        self._show_plan()
        self._show_sessions(desk.get(AssessmentSet, self.page.subject_id))

    def _show_whole(self) -> None:
        words, found = self.words, self.outcome
        if found is None:
            self.whole.setText(words("No session yet"))
            for each in (self.level, self.told):
                each.hide()
            return
        whole, set_ = found.whole, found.set
        self.whole.setText(figure(set_, whole.figure, words))
        self.level.setText(set_.level(whole.figure) if whole.figure is not None else "")
        scale = words("from {low} to {high}", low=set_.low, high=int(set_.shown(set_.steps)))
        rated = words("{n} of {all} rated", n=whole.rated, all=whole.of)
        self.told.setText(" · ".join(filter(None, (scale, rated, changed(whole.change, words)))))
        for each in (self.level, self.told):
            each.setVisible(bool(each.text()))

    def _show_lowest(self) -> None:
        found, words = self.outcome, self.words
        rows: list[Told] = []
        if found is not None:
            for each in found.lowest:
                name = f"{mark(each.item)}  {each.item.text}"
                below = " · ".join(
                    filter(None, (figure(found.set, each.weak, words), changed(each.change, words)))
                )
                rows.append(Told(each.item.id, name, below))
        self.lowest.show_rows(rows)

    def _show_plan(self) -> None:
        desk, words, now = self.session.desk, self.words, today()
        found = plan(desk, self.outcome.session, now) if self.outcome is not None else []
        self.plan.show_rows([self._promise(each) for each in found])
        self.plan.setVisible(bool(found))
        self.no_plan.setVisible(not found)
        self.no_plan.setText(words("Nothing is promised yet."))

    def _promise(self, each: Commitment) -> Told:
        late = each.is_overdue(today())
        open_ = ("triangle-alert", "watch") if late else ("circle-dashed", "text_third")
        done = ("circle-check", "good")
        below = promised(each, self.words, today())
        return Told(each.id, each.what, below, "", open_ if each.is_standing else done)

    def _show_sessions(self, set_: AssessmentSet) -> None:
        points = history(self.session.desk, set_.id, self.page.sight.community)
        self.chart.show_points(points, set_)
        rows = [
            Told(each.session.id, self._session(each, set_), each.session.note) for each in reversed(points)
        ]
        self.sessions.show_rows(rows)
        self.sessions.show_current(self.page.sight.session)

    def _session(self, point: Point, set_: AssessmentSet) -> str:
        words = self.words
        amounted = figure(set_, point.figure, words)
        return words("{day}: {figure}", day=session_name(point.session, words), figure=amounted)

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        self.split.setSizes([middle, side])

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.bars if self.bars.ids() else self.picker.session

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See SubjectView."""
        if self.outcome is None:
            return None
        return projected_outcome(self.outcome, self.words, self.page.colours, room)

    # -- going on

    def _to_report(self) -> None:
        """The report of the session on paper."""
        self.page.shell.go("publish", f"{What.ASSESSMENTS.value}:{self.page.sight.session}")

    def _to_part(self, index: QModelIndex) -> None:
        row, found = self.bars.model_.row(index), self.outcome
        if row is None or found is None:
            return
        items = [each.item for each in found.standings]
        first = next((each for each in items if row.id in {part_key(each), each.id}), None)
        if first is not None:
            self.page.assessing.show_part(row.id if row.id == part_key(first) else ALL)
            self.page.assessing.show_record(first.id)

    def _to_item(self, item_id: str) -> None:
        if self.session.desk.find(AssessmentItem, id=item_id):
            self.page.assessing.show_record(item_id)

    def _to_promise(self, promise_id: str) -> None:
        for promise in self.session.desk.find(Commitment, id=promise_id):
            self.page.assessing.show_record(promise.score or "")

    def _to_session(self, session_id: str) -> None:
        if session_id != self.page.sight.session:
            self.page.sight.session = session_id
            self.page.refresh(None)


def _heading(text: str) -> QLabel:
    made = label(text, "caption-strong")
    made.setContentsMargins(15, 8, 15, 0)
    return made
