"""The definition of a measure as a form: every field commits by itself, as one step named by the measure."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QLabel, QLayout, QVBoxLayout, QWidget

from kpidesk.actions import measures
from kpidesk.domain.definitions import Milestone
from kpidesk.domain.map_checks import summary
from kpidesk.domain.measures import (
    Availability,
    Calculation,
    ChartKind,
    Measure,
    MeasureStatus,
    Quadrant,
    Statistic,
)
from kpidesk.domain.people import Person
from kpidesk.domain.period import PeriodType
from kpidesk.domain.results import Result
from kpidesk.drawing.definition_words import in_one_sentence
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, LineField, labelled
from kpidesk.ui.form import (
    Field,
    Form,
    coded,
    days,
    grid,
    lines,
    members,
    numbers,
    offer,
    whole_numbers,
)
from kpidesk.ui.icons import Icons
from kpidesk.ui.in_languages import InLanguages
from kpidesk.ui.measures.definition_life import StatusSteps, review_told
from kpidesk.ui.measures.definition_names import names, ways
from kpidesk.ui.measures.definition_parts import Components, Items, ResponseRules, Variants
from kpidesk.ui.measures.definition_rows import Work
from kpidesk.ui.measures.measure_list import by_code
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import Line, label

_MOST_DAYS: Final = 3_650
_LONGEST_REASON: Final = 200
_TRANSLATED: Final = ("name", "description", "intent", "used_for", "not_used_for", "unit")


class Definition(QWidget):
    """The form."""

    def __init__(self, session: Session, words: Words, icons: Icons) -> None:
        super().__init__()
        self._session, self.words = session, words
        self.measure: Measure | None = None
        people = self._people = QStringListModel(self)
        self._offered: dict[str, list[tuple[object, str]]] = {}
        self.form = Form(words, names(words), self._take, people)
        work = Work(session, words, icons, people, self._do)
        self.items, self.rules = Items(work), ResponseRules(work)
        self.components, self.variants = Components(work), Variants(work)
        self.steps = StatusSteps(words)
        self.steps.chosen.connect(self._step)
        self.leads, self.review = label("", wrap=True), label("", "caption", wrap=True)
        self.said = label("", "statement", wrap=True)
        self.said.setObjectName("in-one-sentence")
        self.reason = LineField(lambda _: True, words("kept with the changes that follow"))
        self.reason.setObjectName("reason")
        self.reason.setMaxLength(_LONGEST_REASON)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(14)
        column.addWidget(self.said)
        column.addLayout(labelled(words("Why you change it"), self.reason))
        for title, group in (
            (words("What it is"), self._what()),
            (words("How it is computed"), self._how()),
            (words("Where the data come from"), self._data()),
            (words("How it is read"), self._read()),
            (words("Who stands behind it"), self._who()),
            (words("Its life"), self._life()),
            (words("Where it differs"), _stack(self.variants)),
        ):
            column.addWidget(Line())
            column.addWidget(label(title, "name"))
            column.addLayout(group)
        called = names(words)
        self.in_languages = InLanguages(session, words, {key: called[key] for key in _TRANSLATED})
        column.addWidget(self.in_languages)
        column.addStretch(1)

    # -- what the page reaches for

    @property
    def fields(self) -> dict[str, Field]:
        """The fields that are typed into."""
        return self.form.fields

    @property
    def choices(self) -> dict[str, Choice]:
        """The choices."""
        return self.form.choices

    @property
    def wrong(self) -> dict[str, QLabel]:
        """What is wrong with a field, right under it."""
        return self.form.wrong

    # -- the groups

    def _what(self) -> QLayout:
        form, words = self.form, self.words
        return grid(
            (form.line("name"), 2),
            (form.choice("result", ()), 2),
            (form.text("description", words("What it tells, in one or two sentences")), 2),
            (form.text("intent", words("what would be missed without it")), 2),
            (form.text("used_for", words("what people will do with it")), 1),
            (form.text("not_used_for", words("what nobody needs to fear")), 1),
            (form.choice("quadrant", members(Quadrant, words, words("not said yet"))), 1),
        )

    def _how(self) -> QLayout:
        form, words = self.form, self.words
        none = words("none")
        fields = grid(
            (form.choice("calculation", members(Calculation, words)), 2),
            (form.choice("denominator", ()), 1),
            (form.line("per", kind=numbers(words)), 1),
        )
        more = grid(
            (form.choice("statistic", members(Statistic, words, words("not said yet"))), 1),
            (form.line("item", words("contacts solved at once")), 1),
            (form.text("formula", words("contacts solved ÷ contacts × 100")), 2),
            (form.text("scope", words("which cases count, and which do not")), 2),
            (form.text("inclusions", words("what one might think does not count, but does")), 1),
            (form.text("exclusions", words("what one might think counts, but does not")), 1),
            (form.choice("period_type", members(PeriodType, words)), 1),
            (form.line("unit", words("% of contacts")), 1),
            (form.line("decimals", kind=whole_numbers(words, 0, measures.MOST_DECIMALS, needed=True)), 1),
            (form.text("segments", words("depot, shift, kind of customer"), lines()), 1),
            (form.line("lower_bound", none, numbers(words)), 1),
            (form.line("upper_bound", none, numbers(words)), 1),
            (form.text("assumptions", words("what is taken for granted")), 1),
            (form.text("flaws", words("what it cannot show")), 1),
        )
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(fields)
        column.addWidget(self.components)
        column.addLayout(more)
        return column

    def _data(self) -> QLayout:
        form, words = self.form, self.words
        column = _stack(self.items)
        column.addLayout(
            grid(
                (form.choice("availability", members(Availability, words, words("not said yet"))), 1),
                (form.line("lag_days", kind=whole_numbers(words, 0, _MOST_DAYS)), 1),
                (form.line("effort_hours", kind=numbers(words)), 1),
            )
        )
        return column

    def _read(self) -> QLayout:
        form, words = self.form, self.words
        fields = grid(
            (form.choice("direction", [*ways(words).items()]), 1),
            (form.choice("chart", members(ChartKind, words)), 1),
            (form.text("comparison", words("with itself over time; not with other depots")), 1),
            (form.text("watch_for", words("what could get worse because of it")), 1),
        )
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(fields)
        column.addWidget(self.leads)
        column.addWidget(label(names(words)["rules"], "caption-strong"))
        column.addWidget(self.rules)
        return column

    def _who(self) -> QLayout:
        form, words = self.form, self.words
        return grid(
            (form.person("owner", words("one person, whom others can ask")), 1),
            (form.person("custodian"), 1),
            (form.person("calculator"), 1),
            (form.person("reporter"), 1),
            (form.text("audience", words("who looks at it")), 1),
            (form.text("access", words("everybody")), 1),
            (form.choice("reported_every", members(PeriodType, words, words("as often as its values"))), 1),
        )

    def _life(self) -> QLayout:
        form, words = self.form, self.words
        column = _stack(self.steps)
        column.addLayout(
            grid(
                (form.text("retired_reason", words("it was reached and stays so; the plan changed")), 2),
                (form.line("live_since", words("not live yet"), days(words)), 1),
                (form.line("not_before", words("at once"), days(words)), 1),
                (form.line("review_on", words("by itself"), days(words)), 1),
                (form.choice("review_milestone", ()), 1),
            )
        )
        column.addWidget(self.review)
        column.addLayout(
            grid(
                (form.tick("pilot"), 1),
                (form.tick("by_host"), 1),
                (form.text("retrospective", words("what we keep, change or give up")), 2),
            )
        )
        return column

    # -- showing

    def show_measure(self, measure: Measure, *, writable: bool) -> None:
        """Show a measure; what is being typed for the same one stays."""
        if self.measure is not None and self.measure.id != measure.id:
            self.form.give_back()  # what was refused belongs to another measure
            self.reason.clear()
        self.measure = measure
        desk = self._session.desk
        self._offer("result", coded(self._sorted(Result), "statement", self.words("no result yet")))
        others = [each for each in self._sorted(Measure) if each.id != measure.id]
        self._offer("denominator", coded(others, "name", self.words("not said yet")))
        self._offer("review_milestone", self._milestones())
        offer(self._people, sorted(person.name for person in desk.find(Person)))
        self.form.show_values(self._values(measure), writable=writable)
        normalised = measure.calculation is Calculation.NORMALISED
        for key, shown in (
            ("denominator", normalised),
            ("per", normalised),
            ("retired_reason", measure.status is MeasureStatus.RETIRED),
            ("retrospective", measure.pilot or bool(measure.retrospective)),
        ):
            self.form.show_field(key, shown=shown)
        self.components.setVisible(measure.calculation is Calculation.COMPOSITE)
        for rows in (self.items, self.rules, self.components, self.variants):
            rows.show_measure(measure, writable=writable)
        self.in_languages.show_record(measure)
        self.steps.show_status(measure.status, writable=writable)
        self.reason.setReadOnly(not writable)
        self.review.setText(review_told(desk, measure, self.words))
        self.leads.setText(self._leads(measure))
        self.said.setText(in_one_sentence(measure, self.words))

    def _values(self, measure: Measure) -> Mapping[str, Any]:
        keys = (*self.form.fields, *self.form.choices, *self.form.ticks)
        desk = self._session.desk
        roles = {role: getattr(measure, role) for role in measures.ROLES}
        people = {role: desk.get(Person, each).name if each else "" for role, each in roles.items()}
        return {key: getattr(measure, key) for key in keys} | people

    def _sorted(self, kind: type[Result] | type[Measure]) -> list[Any]:
        return sorted(self._session.desk.find(kind), key=lambda each: by_code(each.code))

    def _milestones(self) -> list[tuple[object, str]]:
        known = sorted(self._session.desk.find(Milestone), key=lambda each: (each.on, each.name))
        named = [(each.id, f"{each.name}, {self.words.date(each.on)}") for each in known]
        return [(None, self.words("at none")), *named]

    def _offer(self, key: str, choices: list[tuple[object, str]]) -> None:
        if self._offered.get(key) != choices:
            self._offered[key] = choices
            self.form.choices[key].offer(choices)

    def _leads(self, measure: Measure) -> str:
        """Whether the map makes it a lead or a lag."""
        led = summary(self._session.desk).leads.get(measure.code, ())
        if led:
            codes = ", ".join(led)
            return self.words("By the map it leads: it moves before {measures}.", measures=codes)
        if measure.result is None:
            return self.words("Whether it leads or lags follows from the map once it has a result.")
        return self.words("By the map it lags: no measured result depends on its result.")

    def focus_field(self, key: str) -> None:
        """Put the typing into a field, all of it selected."""
        if not self.form.focus(key):
            places: dict[str, QWidget] = {
                "data_items": self.items.line, "rules": self.rules.add, "components": self.components.parts,
                "variants": self.variants.line, "status": self.steps.buttons[MeasureStatus.IDEA],
            }  # fmt: skip
            places[key].setFocus()

    # -- taking over

    def commit(self) -> None:
        """Take over whatever is typed."""
        self.form.commit()
        for rows in (self.items, self.rules, self.components, self.variants):
            rows.commit()
        self.in_languages.commit()

    def _step(self, status: MeasureStatus) -> None:
        """Go to a step; who retires a measure is asked why."""
        if self._take("status", status) and status is MeasureStatus.RETIRED:
            self.form.focus("retired_reason")

    def _take(self, key: str, value: Any) -> bool:
        if self.measure is None:
            return True
        measure_id = self.measure.id
        if key in measures.ROLES:
            action = partial(measures.name_role, measure_id=measure_id, role=key, name=value)
        else:
            given: dict[str, Any] = {key: 1.0 if key == "per" and value is None else value}
            action = partial(measures.change, measure_id=measure_id, **given)
        taken = self._do(action, f"{measure_id} {key}")
        if not taken and key in self.form.choices:
            self.form.choices[key].show_value(getattr(self.measure, key))
        return taken

    def _do(self, action: Callable[..., object], field: str) -> bool:
        """Run an action, told with the reason; what is typed into one field within a minute is one step."""
        if self.measure is None:
            return True
        code, reason = self.measure.code, self.reason.text().strip()
        label_ = self.words("Change {code}", code=code)
        if reason:
            label_ = self.words("Change {code}: {reason}", code=code, reason=reason)
        return self._session.do(label_, action, typing=field or None)


def _stack(widget: QWidget) -> QVBoxLayout:
    """A widget with room for fields below."""
    column = QVBoxLayout()
    column.setSpacing(12)
    column.addWidget(widget)
    return column
