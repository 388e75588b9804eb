"""The Measures page: the list at the left, and the views between which a person changes."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import measures
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.curves import Idea
from kpidesk.domain.design_board import Step
from kpidesk.domain.designs import Candidate, Design
from kpidesk.domain.measures import Measure
from kpidesk.domain.record import Record
from kpidesk.domain.results import Result
from kpidesk.ui.fields import Choice
from kpidesk.ui.measures.all_values import AllValuesView
from kpidesk.ui.measures.compare import CompareView
from kpidesk.ui.measures.curve import CurveView
from kpidesk.ui.measures.data import DataView
from kpidesk.ui.measures.defining import DefinitionView
from kpidesk.ui.measures.design import DesignView
from kpidesk.ui.measures.due import DueView
from kpidesk.ui.measures.facts import Marks
from kpidesk.ui.measures.measure_list import MeasureList, by_code
from kpidesk.ui.measures.places import Place, place_of
from kpidesk.ui.measures.result_list import Designed, ResultList
from kpidesk.ui.measures.result_list import rows_of as designed
from kpidesk.ui.measures.section import Tools
from kpidesk.ui.measures.stocktake import StockTakeView
from kpidesk.ui.measures.view import MEASURES, RESULTS, View
from kpidesk.ui.page import Shell, sides_in
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.view import PageOfViews, Views, by_wide, splitter
from kpidesk.ui.widgets import EmptyState, Panel, label

# From so many px of the page, so wide are its sides.
_SIDES: Final = ((2600, (420, 420)), (1500, (300, 340)), (1180, (232, 256)), (0, (192, 224)))
_WORDS_FROM: Final = 1560  # px of the page: below, the tools of the head are icons
_TOOLS: Final = 250  # px that are left to tools, so that names stay the same from view to view
_VIEWS: Final[tuple[type[View], ...]] = (
    DesignView, DefinitionView, DataView, AllValuesView, CompareView, CurveView, DueView,
    StockTakeView,
)  # fmt: skip


class MeasuresPage(PageOfViews):
    """Measures: how they are designed and defined, their values, and what their charts say."""

    key: ClassVar[str] = "measures"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, shell.words("Measures"))
        words = self.words
        self.marks = Tools(self.session, words, self.icons, self.colours, Marks(self.colours))
        self.current = ""
        self._added = ("", "")  # the measure that was added last, and the one in sight before
        self._narrow = False
        self._sides = _SIDES[-1][1]
        self.command("measures.add", self.ask_result, self.read_only)
        self.command("measures.remove", self._remove, self.why_no_measure)
        self.command("measures.paste", self._paste, self.why_no_measure)
        self.command("measures.import", self._import, self.read_only)
        self.command("measures.vote", self._vote, self.read_only)
        self.provide_those_of(_VIEWS)
        self.list = MeasureList(self.session.desk, words, self.colours, self.icons)
        self.list.chosen.connect(self.choose)
        self.results = ResultList(words, self.colours)
        self.results.chosen.connect(self.choose_result)
        self._result = ""
        self._build()

    # -- building

    def _build(self) -> None:
        words = self.words
        names = {
            "design": words("Design"), "definition": words("Definition"), "data": words("Data and chart"),
            "values": words("All values"), "compare": words("Compare"), "curve": words("Curve"),
            "due": words("Due"), "stocktake": words("Stock-take"),
        }  # fmt: skip
        self._names = names, names | {"data": words("Chart"), "values": words("Values")}
        self.shown = Views(self, _VIEWS, names, "data")
        self.segments.chosen.connect(self.show_view)
        self.head.add_segments(self.segments)
        self.choice = Choice(list(names.items()), self.show_view, words("View"))
        self.choice.setObjectName("view-choice")
        self.choice.setMinimumContentsLength(10)
        self.choice.hide()
        self.head.add_beside(self.choice)
        self.add = self.button("measures.add", "filled")
        self.lists = QStackedWidget()
        self.lists.addWidget(self._measures())
        self.lists.addWidget(self._results())
        self.lists.setMinimumWidth(160)
        self.splitter = splitter(Qt.Orientation.Horizontal, self.lists, self.shown)
        self.splitter.setStretchFactor(1, 1)
        self.sights = QStackedWidget()
        self.sights.addWidget(self.splitter)
        self.sights.addWidget(self._empty())
        self.body.addWidget(self.sights)
        self._bring("data")

    @property
    def design(self) -> DesignView:
        """Designing measures."""
        return self.shown.get(DesignView)

    @property
    def definition(self) -> DefinitionView:
        """The definition of one measure."""
        return self.shown.get(DefinitionView)

    @property
    def data(self) -> DataView:
        """Values and chart of one measure."""
        return self.shown.get(DataView)

    @property
    def values(self) -> AllValuesView:
        """The values of all measures."""
        return self.shown.get(AllValuesView)

    @property
    def compare(self) -> CompareView:
        """Measures side by side."""
        return self.shown.get(CompareView)

    @property
    def curve(self) -> CurveView:
        """Turning the curve of one measure."""
        return self.shown.get(CurveView)

    @property
    def due(self) -> DueView:
        """What signals and reviews call for."""
        return self.shown.get(DueView)

    @property
    def stocktake(self) -> StockTakeView:
        """The measures that are kept already."""
        return self.shown.get(StockTakeView)

    def _measures(self) -> Panel:
        left = Panel(self.words("Measures"))
        self.count = label("", "caption")
        left.title.setSizePolicy(self.count.sizePolicy())
        left.head.addWidget(self.count)
        left.head.addStretch()
        left.head.addWidget(self.button("measures.remove", "tool"))
        left.head.addWidget(self.button("measures.add", "tool"))
        left.body.setContentsMargins(0, 2, 0, 6)
        left.body.addWidget(self.list)
        return left

    def _results(self) -> Panel:
        left = Panel(self.words("Results"))
        self.designed = label("", "caption")
        left.title.setSizePolicy(self.designed.sizePolicy())
        left.head.addStretch()
        left.head.addWidget(self.designed)
        left.body.setContentsMargins(0, 2, 0, 6)
        left.body.addWidget(self.results)
        return left

    def _empty(self) -> QWidget:
        words = self.words
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.addWidget(
            EmptyState(
                self.icons.pixmap("chart-spline", "text_third", 40),
                words("Here come the measures: each shows over time whether a result comes true."),
                words("Share of contacts after which nobody had to call again, each month."),
                self.button("measures.add", text=words("Add the first measure")),
            )
        )
        return holder

    # -- the shell's side

    def refresh(self, change: Change | None) -> None:
        """See Page."""
        before = self.list.ids()
        self.list.measures.refresh(change)
        ids = self.list.ids()
        if self.current not in ids:
            self._lose_current(before, ids)
        self.count.setText(self.words.number(len(ids)))
        self._show(change)

    def _lose_current(self, before: list[str], ids: list[str]) -> None:
        """The measure in sight is gone: what is typed next must not land in another one's fields."""
        added, came_from = self._added
        back = self.current == added and came_from in ids
        self.current = came_from if back else _neighbour(self.current, before, ids)
        focus = QApplication.focusWidget()
        if focus is not None and self.shown.isAncestorOf(focus):
            self.list.setFocus()

    def show_record(self, record_id: str) -> None:
        """See Page. A result shows its first measure, or asks for one; other records are in their views."""
        if record_id in self.list.ids():
            self.choose(record_id)
            return
        desk = self.session.desk
        if place := place_of(desk, record_id):
            self._go_to(place, record_id)
        elif desk.find(Result, id=record_id):
            own = sorted(desk.find(Measure, result=record_id), key=lambda each: by_code(each.code))
            if own:
                self.choose(own[0].id)
            else:
                self.ask_result(record_id)

    def _go_to(self, place: Place, record_id: str) -> None:
        if place.measure:
            self.choose(place.measure)
        self.show_view(place.view)
        if place.result:
            self.choose_result(place.result)
        if place.view == StockTakeView.key:
            self.stocktake.go_to(record_id)

    def views(self) -> dict[str, Callable[[], object]]:
        """See Page."""
        found: dict[str, Callable[[], object]] = {}
        for kind in _VIEWS:
            view = self.shown.of(kind.key)
            if view is not self.data:
                found |= view.views() or {view.key: partial(self.show_view, view.key)}
        return found | {"picker": self._view_picker}

    def _view_picker(self) -> None:
        self.show_view("data")
        self.ask_result()

    def make_room(self, *, narrow: bool) -> None:
        """See Page."""
        self._narrow = narrow
        if self.view.side is not None:
            self.view.side.setVisible(not narrow and not self.bare)

    def set_bare(self, *, bare: bool) -> None:
        """See Page."""
        super().set_bare(bare=bare)
        self.lists.setVisible(not bare and bool(self.view.beside))
        self.make_room(narrow=self._narrow)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk the measures as soon as the page is gone to."""
        super().focusInEvent(event)
        if self.list.isVisibleTo(self):
            self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wide windows give the sides more room, narrow ones the head less words."""
        super().resizeEvent(event)
        sides = sides_in(self.width(), _SIDES)
        if sides != self._sides:
            self._sides = sides
            self._share_width()
        by_wide(self.view.tools, self.width() >= _WORDS_FROM)
        self._share_head()

    def _share_head(self) -> None:
        """Shorter names where there is little room; there the rail alone says which page it is."""
        tools = [self.add, *(tool for pair in self.view.tools for tool in pair)]
        room = min(self.room_in_head(tools), self.room_in_head([]) - _TOOLS)
        self.head.fit_views(self.segments, self.choice, self._names, room)

    def _share_width(self) -> None:
        left, right = self._sides if self.view.beside else (0, self._sides[1])
        room = self.width() - 24 - self.splitter.handleWidth()
        self.splitter.setSizes([left, room - left])
        self.view.share_width(room - left - right - 8, right)

    # -- what is shown

    @property
    def view(self) -> View:
        """The view in sight."""
        return cast("View", self.shown.view)

    @property
    def measure(self) -> Measure | None:
        """The measure that is chosen."""
        entry = self.list.measures.row(self.list.measures.index_of(self.current))
        return entry.measure if entry else None

    @property
    def result(self) -> Result | None:
        """The result that is chosen where measures are designed."""
        row = self.results.results.row(self.results.results.index_of(self._result))
        return row.result if row else None

    def choose_result(self, result_id: str) -> None:
        """Show another result; what is being typed is taken over first."""
        if result_id != self._result:
            self.view.leave()
            self._result = result_id
        self._show()

    def choose(self, measure_id: str) -> None:
        """Show another measure; what is being typed is taken over first."""
        if measure_id != self.current:
            self.view.leave()
            self.current = measure_id
        if self.view.beside != MEASURES:
            self._bring("data")
        self._show()

    def show_view(self, key: str) -> None:
        """Change to another view; what is being typed is taken over first."""
        focus = QApplication.focusWidget()
        within = focus if focus is not None and self.splitter.isAncestorOf(focus) else None
        before = self.shown.currentWidget()
        if isinstance(before, View):
            before.leave()
        self._bring(key)
        self._show()
        if within is not None and not within.isVisible():
            self.view.focused.setFocus()
        self.shell.show_step()

    def _bring(self, key: str) -> None:
        """Put a view in sight, with its list and its tools."""
        self.shown.bring(key, wordy=self.width() >= _WORDS_FROM)
        self.head.add_tool(self.add)  # comes last
        self.lists.setVisible(bool(self.view.beside) and not self.bare)
        self.lists.setCurrentIndex(1 if self.view.beside == RESULTS else 0)
        self.make_room(narrow=self._narrow)
        self.add.setVisible(self.view.beside == MEASURES)
        self._share_head()
        self._share_width()

    def _show(self, change: Change | None = None) -> None:
        if self.view.beside == RESULTS:
            self._show_results()
        self.list.show_current(self.current)
        filled = bool(self.list.ids()) or self.view.beside != MEASURES
        self.sights.setCurrentIndex(0 if filled else 1)
        self.view.show_desk(change)
        self.shell.commands.refresh()

    def _show_results(self) -> None:
        """The results with how far their designs are; at first, that of the measure that was looked at."""
        rows = designed(self.session.desk, self.words)
        self.results.results.show_rows(rows)
        ids = self.results.ids()
        if self._result not in ids:
            measure = self.measure
            wanted = measure.result if measure else None
            self._result = wanted if wanted in ids else ids[0] if ids else ""
        self.results.show_current(self._result)
        done = sum(isinstance(row, Designed) and Step.CHOICE in row.done for row in rows)
        self.designed.setText(self.words("{done} of {all} designed", done=done, all=len(ids)))

    def open_definition(self, measure_id: str) -> None:
        """Show the definition of a measure."""
        self.choose(measure_id)
        self.show_view("definition")

    def _import(self) -> None:
        """Ask for a file of values."""
        self.values.file.ask()

    def _paste(self) -> None:
        """Paste where values are in sight: into the grid of all, else into that of the measure."""
        if self.view is self.values:
            self.values.paste()
        else:
            self.data.paste()

    # -- measures

    def _vote(self) -> None:
        """Let people vote: on candidates or ideas where one works on them, else on measures."""
        desk = self.session.desk
        chosen: Sequence[Record] = ()
        if self.view is self.shown.made.get("design") and self.result is not None:
            designs = desk.find(Design, result=self.result.id)
            chosen = [each for one in designs for each in desk.find(Candidate, design=one.id)]
        elif self.view is self.shown.made.get("curve") and self.measure is not None:
            chosen = desk.find(Idea, measure=self.measure.id)
        self.call_vote_on([each.id for each in chosen or desk.find(Measure)])

    def why_no_measure(self) -> str:
        """Why nothing can be done to the measure; empty where it can."""
        if reason := self.read_only():
            return reason
        return "" if self.current else self.words("Add a measure first.")

    def ask_result(self, result_id: str = "") -> None:
        """Ask which result a new measure is for; a desk without results need not be asked."""
        words = self.words
        if not self.session.desk.find(Result):
            self.add_measure(None)
            return
        hits = [
            *self._offers(result_id),
            Hit("minus", words("No result yet"), partial(self.add_measure, None)),
        ]
        Picker(self, self.icons, words("For which result?"), lambda text: matching(text, hits))

    def _offers(self, first: str) -> Iterator[Hit]:
        """All results: the one that was asked about, then those without a measure."""
        desk = self.session.desk
        measured = {measure.result for measure in desk.find(Measure)}
        results = sorted(
            desk.find(Result), key=lambda each: (each.id != first, each.id in measured, by_code(each.code))
        )
        for each in results:
            icon = "chart-spline" if each.id in measured else "circle-dashed"
            yield Hit(icon, f"{each.code}  {each.statement}", partial(self.add_measure, each.id))

    def add_measure(self, result_id: str | None) -> None:
        """Add a measure with a name to type over."""
        name = _free_name(self.words("New measure"), {each.name for each in self.session.desk.find(Measure)})
        added: list[str] = []

        def add(edit: Edit) -> None:
            added.append(measures.add(edit, name, result_id).id)

        if self.session.do(self.words("Add a measure"), add) and added:
            self._added = added[0], self.current
            self.choose(added[0])
            self.show_view("definition")
            self.definition.form.focus_field("name")

    def _remove(self) -> None:
        measure = self.measure
        if measure is not None:
            label_ = self.words("Remove {code}", code=measure.code)
            self.session.do(label_, measures.remove, measure.id)


def _neighbour(gone: str, before: list[str], ids: list[str]) -> str:
    """What to show instead of a measure that is gone: the one after it, else before it, else the first."""
    if gone in before:
        at = before.index(gone)
        for each in (*before[at + 1 :], *reversed(before[:at])):
            if each in ids:
                return each
    return ids[0] if ids else ""


def _free_name(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken."""
    known = {each.casefold() for each in taken}
    number = 1
    while (name if number == 1 else f"{name} {number}").casefold() in known:
        number += 1
    return name if number == 1 else f"{name} {number}"
