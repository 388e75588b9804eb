"""Goals × results × measures: what rests on what, and what stands alone."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.domain.coverage import Coverage, Row, coverage
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Goal, Result, Ring, Tag, TagFamily, Tagging
from kpidesk.ui.fields import Choice
from kpidesk.ui.results.besides import Beside
from kpidesk.ui.results.coverage_list import CoverageHead, CoverageList, Heading, Named, Shown
from kpidesk.ui.results.part import family_name
from kpidesk.ui.widgets import EmptyState, Line, Panel, Segments, button, label

if TYPE_CHECKING:
    from kpidesk.ui.results.page import ResultsPage

_SIDE: Final = (252, 300)  # px of what stands alone in a small and in a larger window
_LARGE: Final = 1_180
_NARROW: Final = 800  # px below which only the summary tells what stands alone


class CoverageView(Beside):
    """A table of results with what they rest on, and beside it four short lists of what stands alone."""

    def __init__(self, page: "ResultsPage", open_result: Callable[[str], object]) -> None:
        super().__init__(page)
        self.setObjectName("coverage")
        self._page, self._open_result = page, open_result
        self._read: object = None
        self._narrow = False
        words = page.words
        self.by = Segments((("ring", words("By ring")), ("goal", words("By goal"))), "ring")
        self.by.chosen.connect(lambda _: self._show())
        self.tag = Choice(
            [("", words("All tags"))], lambda _: self._show(), words("Only results with the tag")
        )
        self.tag.setObjectName("coverage-tag")
        self.tag.setMinimumWidth(150)
        self.counts = label("", "second", wrap=True)
        self.counts.setObjectName("coverage-counts")
        self.table = CoverageList(words("Results with their goals and measures"), words, page.colours)
        self.table.setObjectName("coverage-table")
        self.alone = CoverageList(words("What stands alone"), words, page.colours)
        self.alone.setObjectName("coverage-alone")
        for each in (self.table, self.alone):
            each.gone.connect(self._go)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._both())
        self._stack.addWidget(self._empty())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    # -- building

    def _both(self) -> QWidget:
        made, words = QWidget(), self._page.words
        left = Panel()
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 14, 10)
        top.setSpacing(10)
        top.addWidget(self.by)
        top.addWidget(self.tag)
        top.addWidget(self.counts, 1)
        left.body.addLayout(top)
        left.body.addWidget(Line())
        left.body.addWidget(CoverageHead(self.table))
        left.body.addWidget(self.table, 1)
        self._right = Panel(words("What stands alone"))
        self._nothing = label(
            words("Nothing does: every goal became something, and every result is asked for and measured."),
            "second",
            wrap=True,
        )
        self._nothing.setContentsMargins(16, 14, 16, 14)
        self._right.body.addWidget(self._nothing)
        self._right.body.addWidget(self.alone, 1)
        both = QHBoxLayout(made)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(8)
        both.addWidget(left, 1)
        both.addWidget(self._right)
        return made

    def _empty(self) -> QFrame:
        words, page = self._page.words, self._page
        panel = Panel()
        panel.body.addWidget(
            EmptyState(
                page.icons.pixmap("table", "text_third", 40),
                words("Here you see which goal became which result, and what measures it."),
                words("GL04 → R05 Less treated water is lost on the way. → M03"),
                button(words("Write the first goal"), self._write_goal, "filled"),
            )
        )
        return panel

    # -- showing

    def refresh(self) -> None:
        """The desk may be another one; it is looked at when this view is in sight."""
        self._read = None
        if self._page.showing == "coverage":
            self.show_desk()

    def show_desk(self) -> None:
        """Show the desk as it is."""
        desk = self._page.session.desk
        if self._read is None:
            self._read = coverage(desk)
            self._offer_tags(desk.find(Tag))
        self._show()

    def show_by(self, key: str) -> None:
        """Come into sight grouped by ring or goal."""
        self.by.choose(key)
        self._page.segments.chosen.emit("coverage")

    def _offer_tags(self, tags: Iterable[Tag]) -> None:
        words = self._page.words
        offered = [("", words("All tags"))]
        for family in TagFamily:
            names = sorted((tag.name, tag.id) for tag in tags if tag.family is family)
            offered += [
                (key, words("{family}: {tag}", family=family_name(family, words), tag=name))
                for name, key in names
            ]
        kept = self.tag.value
        self.tag.offer(offered)
        self.tag.show_value(kept if any(key == kept for key, _ in offered) else "")
        self.tag.setVisible(len(offered) > 1)

    def _show(self) -> None:
        found = self._read
        if not isinstance(found, Coverage):
            return
        filled = bool(found.rows or found.goals or found.measures_without_result)
        self._stack.setCurrentIndex(0 if filled else 1)
        rows = self._rows(found)
        grouped = self._by_goal(rows) if self.by.current == "goal" else self._by_ring(rows)
        self.table.show_rows(list(grouped))
        alone = list(self._alone(found, rows))
        self.alone.show_rows(alone)
        self._nothing.setVisible(not alone)
        self.alone.setVisible(bool(alone))
        self.counts.setText(". ".join(filter(None, (self._counted(found, rows), self._counted_alone(found)))))

    def _rows(self, found: Coverage) -> list[Row]:
        """Those with the chosen tag."""
        tag = self.tag.value
        if not tag:
            return list(found.rows)
        carry = {each.record for each in self._page.session.desk.find(Tagging, tag=tag)}
        return [row for row in found.rows if row.result.id in carry]

    def _by_ring(self, rows: list[Row]) -> Iterable[Shown]:
        rings = sorted(self._page.session.desk.find(Ring), key=lambda ring: ring.position)
        for ring in rings:
            here = [row for row in rows if row.result.ring == ring.id]
            if here:
                yield Heading(f"{ring.position} {ring.name}", len(here), ring.position)
                yield from here

    def _by_goal(self, rows: list[Row]) -> Iterable[Shown]:
        goals: dict[str, Goal] = {goal.id: goal for row in rows for goal in row.goals}
        for goal in sorted(goals.values(), key=lambda each: (len(each.code), each.code)):
            here = [row for row in rows if goal in row.goals]
            yield Heading(f"{goal.code}  {goal.text}", len(here), goal=goal.id)
            yield from here
        rest = [row for row in rows if not row.goals]
        if rest:
            yield Heading(self._page.words("No goal asked for these"), len(rest))
            yield from rest

    def _alone(self, found: Coverage, rows: list[Row]) -> Iterable[Shown]:
        words = self._page.words
        unasked = [row.result for row in rows if row.unasked]
        unmeasured = [row.result for row in rows if not row.measures]
        goals: tuple[Goal, ...] = () if self.tag.value else found.goals_without_result
        measures: tuple[Measure, ...] = () if self.tag.value else found.measures_without_result
        for text, named in (
            (words("Goals without result"), [Named("goal", each.id, each.code, each.text) for each in goals]),
            (words("Results without goal"), [_result(each) for each in unasked]),
            (words("Results without measure"), [_result(each) for each in unmeasured]),
            (
                words("Measures without result"),
                [Named("measure", each.id, each.code, each.name) for each in measures],
            ),
        ):
            if named:
                yield Heading(text, len(named))
                yield from named

    def _counted(self, found: Coverage, rows: list[Row]) -> str:
        words = self._page.words
        measured = sum(bool(row.measures) for row in rows)
        asked = sum(bool(row.goals) for row in rows)
        told = words.many("{n} result", "{n} results", len(rows))
        return words("{results}: {asked} with a goal, {measured} measured", results=told, asked=asked,
                     measured=measured)  # fmt: skip

    def _counted_alone(self, found: Coverage) -> str:
        """What the counts of results leave out, where the lists have no room."""
        if not self._narrow or self.tag.value:
            return ""
        words, goals, measures = (
            self._page.words, len(found.goals_without_result), len(found.measures_without_result)
        )  # fmt: skip
        parts = []
        if goals:
            parts.append(words.many("{n} goal without result", "{n} goals without result", goals))
        if measures:
            parts.append(words.many("{n} measure without result", "{n} measures without result", measures))
        return ", ".join(parts)

    def make_room(self, width: int) -> None:
        """A larger window gives more to what stands alone, a narrow one nothing."""
        self._right.setFixedWidth(_SIDE[width >= _LARGE])
        narrow = width < _NARROW
        if narrow is not self._narrow:
            self._narrow = narrow
            self._right.setVisible(not narrow)
            self._show()

    # -- going

    def _go(self, kind: str, record_id: str) -> None:
        if kind == "measure":
            self._page.shell.go("measures", record_id)
        elif kind == "goal":
            self._page.show_record(record_id)
        else:
            self._open_result(record_id)

    def _write_goal(self) -> None:
        self._page.show_goals()


def _result(result: Result) -> Named:
    return Named("result", result.id, result.code, result.statement)
