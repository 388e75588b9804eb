"""What a goal became: results, with a way to each, and parts that became something else."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.actions import goals as actions
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Aside, AsideKind, Result
from kpidesk.ui.fields import Choice, LineField
from kpidesk.ui.page import Page
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.results.goals_list import GoalRow, aside_name
from kpidesk.ui.widgets import Elided, clear
from kpidesk.ui.wording import small_button

_MOST_FOUND = 60


class Became(QWidget):
    """The rows; they are built anew only when the desk has others."""

    def __init__(self, page: Page, open_result: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("became")
        self._page, self._open = page, open_result
        self._row: GoalRow | None = None
        self._drawn: object = None
        self._fields: list[LineField] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_goal(self, row: GoalRow) -> None:
        """Show what a goal became."""
        self._row = row
        measures = {each.id: each for each in self._page.session.desk.find(Measure)}
        named = [measures[each.measure] if each.measure else None for each in row.asides]
        drawn = (row.goal.id, row.results, row.asides, [each and (each.code, each.name) for each in named])
        if drawn == self._drawn:
            return
        same = self._drawn is not None and self._shape(self._drawn) == self._shape(drawn)
        self._drawn = drawn
        if same:  # only words of asides are others
            for field, aside in zip(self._fields, row.asides, strict=True):
                field.show_value(aside.text)
            return
        self._fields = []
        clear(self._column)
        for result in row.results:
            self._add(self._result(result))
        for aside, measure in zip(row.asides, named, strict=True):
            self._add(self._aside(aside, measure))

    @staticmethod
    def _shape(drawn: object) -> object:
        assert isinstance(drawn, tuple)  # noqa: S101 - made above
        goal, results, asides, named = drawn
        return goal, results, [(each.id, each.kind) for each in asides], named

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()

    def commit(self) -> bool:
        """Take over what is being typed; False when some of it was refused."""
        for field in self._fields:
            field.commit()
        return not any(field.dirty for field in self._fields)

    # -- rows

    def _result(self, result: Result) -> QWidget:
        words, made = self._page.words, QWidget()
        row = self._in_row(made)
        pill = QPushButton(f"→ {result.code}")
        pill.setObjectName(f"became-{result.code}")
        pill.setProperty("kind", "pill")
        pill.setCursor(Qt.CursorShape.PointingHandCursor)
        pill.setToolTip(words("Show {code} on the map", code=result.code))
        pill.setAccessibleName(f"{result.code} {result.statement}")
        pill.clicked.connect(partial(self._show, result.id))
        row.addWidget(pill)
        row.addWidget(Elided(result.statement), 1)
        tip = words("{code} did not come from this goal", code=result.code)
        gone = small_button(self._page.icons.icon("x", size=14), tip, partial(self._untrace, result))
        gone.setObjectName(f"untrace-{result.code}")
        gone.setEnabled(not self._page.read_only())
        row.addWidget(gone)
        return made

    def _aside(self, aside: Aside, measure: Measure | None) -> QWidget:
        words, made, number = self._page.words, QWidget(), len(self._fields) + 1
        writable = not self._page.read_only()
        row = self._in_row(made)
        kind = Choice(
            [(each, aside_name(each, words)) for each in AsideKind],
            lambda value: self._change(aside, kind=value, **({} if value is AsideKind.TARGET else NONE)),
            words("What this part became"),
        )
        kind.setObjectName(f"aside-kind-{number}")
        kind.show_value(aside.kind)
        kind.setFixedWidth(96)
        kind.setEnabled(writable)
        field = LineField(partial(self._reword, aside), words("in a few words"), name=words("This part"))
        field.setObjectName(f"aside-{number}")
        field.setProperty("bare", "true")
        field.show_value(aside.text)
        field.setReadOnly(not writable)
        self._fields.append(field)
        row.addWidget(kind)
        row.addWidget(field, 1)
        if aside.kind is AsideKind.TARGET:
            row.addWidget(self._of_measure(aside, measure, number))
        gone = small_button(
            self._page.icons.icon("x", size=14), words("Remove this part"), partial(self._remove, aside)
        )
        gone.setObjectName(f"aside-away-{number}")
        gone.setEnabled(writable)
        row.addWidget(gone)
        return made

    def _of_measure(self, aside: Aside, measure: Measure | None, number: int) -> QPushButton:
        words = self._page.words
        pill = QPushButton(words("of {code}", code=measure.code) if measure else words("of which measure?"))
        pill.setObjectName(f"aside-measure-{number}")
        pill.setProperty("kind", "pill")
        if measure is None:
            pill.setProperty("tone", "desired")
        pill.setCursor(Qt.CursorShape.PointingHandCursor)
        pill.setToolTip(measure.name if measure else words("Name the measure that this is the target of"))
        pill.setEnabled(not self._page.read_only())
        pill.clicked.connect(partial(self._pick_measure, aside))
        return pill

    @staticmethod
    def _in_row(made: QWidget) -> QHBoxLayout:
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        return row

    # -- doing

    def _show(self, result_id: str, _checked: bool = False) -> None:
        self._open(result_id)

    def _untrace(self, result: Result) -> None:
        if self._row is not None:
            goal = self._row.goal
            name = self._page.words("Part {goal} from {result}", goal=goal.code, result=result.code)
            self._page.session.do(name, actions.untrace, goal.id, result.id)

    def pick_result(self) -> None:
        """Let the person name a result that is there already."""
        if self._row is None:
            return
        words, goal = self._page.words, self._row.goal
        there = {result.id for result in self._row.results}
        results = sorted(self._page.session.desk.find(Result), key=lambda each: (len(each.code), each.code))
        hits = [
            Hit("orbit", f"{each.code}  {each.statement}", partial(self._trace, goal.id, goal.code, each))
            for each in results
            if each.id not in there
        ]
        prompt = words("Which result did {code} become?", code=goal.code)
        Picker(self, self._page.icons, prompt, partial(_look, hits))

    def _trace(self, goal_id: str, code: str, result: Result) -> None:
        name = self._page.words("{goal} became {result}", goal=code, result=result.code)
        self._page.session.do(name, actions.trace, goal_id, result.id)

    def _change(self, aside: Aside, **fields: object) -> bool:
        name = self._page.words("Change a part of {code}", code=self._code)
        typing = f"{aside.id} text" if "text" in fields else None
        return self._page.session.do(
            name, lambda edit: actions.change_aside(edit, aside.id, **fields), typing=typing
        )

    def _reword(self, aside: Aside, text: str) -> bool:
        return self._change(aside, text=text)

    def _remove(self, aside: Aside) -> None:
        name = self._page.words("Remove a part of {code}", code=self._code)
        self._page.session.do(name, actions.remove_aside, aside.id)

    def _pick_measure(self, aside: Aside, _checked: bool = False) -> None:
        words, desk = self._page.words, self._page.session.desk
        measures: Sequence[Measure] = sorted(desk.find(Measure), key=lambda each: (len(each.code), each.code))
        hits = [
            Hit("chart-spline", f"{each.code}  {each.name}", partial(self._change, aside, measure=each.id))
            for each in measures
        ]
        if aside.measure:
            hits.append(Hit("x", words("none of them"), partial(self._change, aside, **NONE)))
        Picker(self, self._page.icons, words("Which measure is this the target of?"), partial(_look, hits))

    @property
    def _code(self) -> str:
        return self._row.goal.code if self._row else ""


NONE: dict[str, object] = {"measure": None}


def _look(hits: Sequence[Hit], text: str) -> list[Hit]:
    return matching(text, hits)[:_MOST_FOUND]
