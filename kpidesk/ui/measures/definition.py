"""The definition of a measure as a form: every field commits by itself, as one step named by the measure."""

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kpidesk.actions import measures, people
from kpidesk.desk.edits import Edit
from kpidesk.domain.definitions import items_of
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Direction, Measure, MeasureStatus, Quadrant, Statistic
from kpidesk.domain.people import Person
from kpidesk.domain.period import PeriodType
from kpidesk.domain.results import Result
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, LineField, TextField, labelled
from kpidesk.ui.measures.measure_list import by_code
from kpidesk.ui.measures.texts import number_typed, plain_number, sentence
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import Line, label

Field = LineField | TextField


class Definition(QWidget):
    """The form."""

    def __init__(self, session: Session, words: Words) -> None:
        super().__init__()
        self._session, self.words = session, words
        self.measure: Measure | None = None
        self.fields: dict[str, Field] = {}
        self.wrong: dict[str, QLabel] = {}  # what is wrong with a field, right under it
        self.choices: dict[str, Choice] = {}
        self._offered: list[tuple[object, str]] = []
        self._people = QStringListModel(self)
        self.said = label("", "statement", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 18)
        column.setSpacing(14)
        column.addWidget(self.said)
        for title, grid in (
            (words("What it is"), self._what()),
            (words("How it is computed"), self._how()),
            (words("How it is read"), self._read()),
            (words("Who stands behind it"), self._who()),
        ):
            column.addWidget(Line())
            column.addWidget(label(title, "name"))
            column.addLayout(grid)
        column.addStretch()

    # -- the groups

    def _what(self) -> QGridLayout:
        words = self.words
        return _grid(
            (self._line("name", words("Name")), 2),
            (self._choice("result", words("Result it gives evidence of"), ()), 2),
            (
                self._text(
                    "description", words("Description"), words("What it tells, in one or two sentences")
                ),
                2,
            ),
            (self._text("used_for", words("Used for"), words("what people will do with it")), 1),
            (self._text("not_used_for", words("Not used for"), words("what nobody needs to fear")), 1),
        )

    def _how(self) -> QGridLayout:
        words = self.words
        return _grid(
            (self._choice("statistic", words("Statistic"), _members(Statistic, words, none=True)), 1),
            (self._line("item", words("Of what"), words("contacts solved at once")), 1),
            (self._text("scope", words("Scope"), words("which cases count, and which do not")), 1),
            (self._text("formula", words("Formula"), words("contacts solved ÷ contacts × 100")), 1),
            (self._text("data_items", words("Data items, one a line"), lines=True), 2),
        )

    def _read(self) -> QGridLayout:
        words = self.words
        ways = {
            Direction.UP: words("higher is better"), Direction.DOWN: words("lower is better"),
            Direction.RANGE: words("good within a range"), Direction.WATCH: words("not decided yet"),
        }  # fmt: skip
        return _grid(
            (self._choice("direction", words("Which way is good"), [*ways.items()]), 1),
            (self._choice("period_type", words("One value for each"), _members(PeriodType, words)), 1),
            (self._line("unit", words("Unit"), words("% of contacts")), 1),
            (self._line("decimals", words("Decimals shown")), 1),
            (self._line("lower_bound", words("Lowest possible value"), words("none")), 1),
            (self._line("upper_bound", words("Highest possible value"), words("none")), 1),
        )

    def _who(self) -> QGridLayout:
        words = self.words
        owner = self._line("owner", words("Owner"), words("a name"))
        completer = QCompleter(self._people, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        field = self.fields["owner"]
        if isinstance(field, QLineEdit):
            field.setCompleter(completer)
        return _grid(
            (owner, 1),
            (self._choice("status", words("How far it has come"), _members(MeasureStatus, words)), 1),
            (self._choice("quadrant", words("Effort or effect"), _members(Quadrant, words, none=True)), 1),
        )

    # -- the fields

    def _line(self, key: str, name: str, example: str = "") -> QVBoxLayout:
        field = LineField(partial(self._commit, key), example, name=name)
        return self._placed(key, name, field)

    def _text(self, key: str, name: str, example: str = "", *, lines: bool = False) -> QVBoxLayout:
        field = TextField(partial(self._commit, key), example, name=name, lines=lines, least=1)
        return self._placed(key, name, field)

    def _placed(self, key: str, name: str, field: Field) -> QVBoxLayout:
        field.setObjectName(f"field-{key}")
        self.fields[key] = field
        column = labelled(name, field)
        wrong = self.wrong[key] = label("", "wrong", wrap=True)
        wrong.hide()
        column.addWidget(wrong)
        field.righted = partial(self._say, key, "")
        column.addStretch()
        return column

    def _choice(self, key: str, name: str, choices: object) -> QVBoxLayout:
        offered = choices if isinstance(choices, list) else []
        made = Choice(offered, partial(self._chosen, key), name)
        made.setObjectName(f"field-{key}")
        self.choices[key] = made
        column = labelled(name, made)
        column.addStretch()
        return column

    # -- showing

    def show_measure(self, measure: Measure, *, writable: bool) -> None:
        """Show a measure; what is being typed for the same one stays."""
        if self.measure is not None and self.measure.id != measure.id:
            for field in self.fields.values():
                field.give_back()  # what was refused belongs to another measure
        self.measure = measure
        texts = _texts(measure, self._owner(measure), self.words)
        texts["data_items"] = "\n".join(item.name for item in items_of(self._session.desk, measure.id))
        for key, text in texts.items():
            self.fields[key].show_value(text)
            self.fields[key].setReadOnly(not writable)
        results = self._results()
        if results != self._offered:
            self._offered = results
            self.choices["result"].offer(results)
        for key, choice in self.choices.items():
            choice.show_value(getattr(measure, key))
            choice.setEnabled(writable)
        self._people.setStringList(sorted(person.name for person in self._session.desk.find(Person)))
        self.said.setText(in_one_sentence(measure, self.words))

    def _owner(self, measure: Measure) -> str:
        return self._session.desk.get(Person, measure.owner).name if measure.owner else ""

    def _results(self) -> list[tuple[object, str]]:
        results = sorted(self._session.desk.find(Result), key=lambda each: by_code(each.code))
        named = [(each.id, f"{each.code}  {each.statement}") for each in results]
        return [(None, self.words("no result yet")), *named]

    def focus_field(self, key: str) -> None:
        """Put the typing into a field, all of it selected."""
        where = self.fields.get(key) or self.choices[key]
        where.setFocus()
        if isinstance(where, LineField | TextField):
            where.selectAll()

    def _say(self, key: str, text: str) -> bool:
        self.wrong[key].setText(text)
        self.wrong[key].setVisible(bool(text))
        self.fields[key].setToolTip(text)
        self.fields[key].setAccessibleDescription(text)
        return not text

    # -- taking over

    def _chosen(self, key: str, value: object) -> None:
        if not self._change(**{key: value}) and self.measure is not None:
            self.choices[key].show_value(getattr(self.measure, key))

    def _commit(self, key: str, text: str) -> bool:
        if key == "owner":
            return self._name_owner(text)
        given: object = text
        if key == "data_items":
            return self._do(partial(measures.set_items, names=text.splitlines()), key)
        if key == "decimals":
            if not text.strip().isdecimal():
                return self._say(
                    key, self.words("Decimals: a whole number from 0 to {n}.", n=measures.MOST_DECIMALS)
                )
            given = int(text)
        elif key in {"lower_bound", "upper_bound"}:
            given = number_typed(text, self.words)
            if given is None and text.strip():
                return self._say(key, self.words("“{typed}” is no number.", typed=text.strip()[:40]))
        return self._change(**{key: given})

    def _change(self, **given: Any) -> bool:
        return self._do(partial(measures.change, **given), " ".join(given))

    def _name_owner(self, text: str) -> bool:
        def own(edit: Edit, measure_id: str) -> None:
            owner = people.named(edit, text).id if text.strip() else None
            measures.change(edit, measure_id, owner=owner)

        return self._do(own, "owner")

    def _do(self, action: Callable[..., object], field: str) -> bool:
        """Run an action; what is typed into one field within a minute is one step."""
        if self.measure is None:
            return True
        label_ = self.words("Change {code}", code=self.measure.code)
        return self._session.do(label_, action, self.measure.id, typing=f"{self.measure.id} {field}")


def _texts(measure: Measure, owner: str, words: Words) -> dict[str, str]:
    """What stands in the typed fields."""
    low, high = measure.lower_bound, measure.upper_bound
    same = ("name", "description", "used_for", "not_used_for", "item", "scope", "formula", "unit")
    return {key: getattr(measure, key) for key in same} | {
        "decimals": str(measure.decimals),
        "lower_bound": "" if low is None else plain_number(low, words),
        "upper_bound": "" if high is None else plain_number(high, words),
        "owner": owner,
    }


def _members(kind: type[Enum], words: Words, *, none: bool = False) -> list[tuple[Enum | None, str]]:
    named: list[tuple[Enum | None, str]] = [(each, words(LABELS[each])) for each in kind]
    return [(None, words("not said yet")), *named] if none else named


def _grid(*cells: tuple[QVBoxLayout, int]) -> QGridLayout:
    """Two columns; each cell takes one of them or both."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    row = column = 0
    for layout, wide in cells:
        if column + wide > 2:
            row, column = row + 1, 0
        grid.addLayout(layout, row, column, 1, wide)
        column += wide
    return grid


def in_one_sentence(measure: Measure, words: Words) -> str:
    """The definition as people would say it; … where a part is still to be found."""
    said = words(
        "{statistic} of {item}, {scope}, for each {period}",
        statistic=words(LABELS[measure.statistic]) if measure.statistic else "…",
        item=measure.item or "…",
        scope=measure.scope or "…",
        period=words(LABELS[measure.period_type]),
    )
    return sentence(said)


def still_open(measure: Measure, words: Words) -> list[tuple[str, str]]:
    """What the definition leaves open: a question, and the field that answers it."""
    questions = (
        ("result", measure.result is None, words("Which result does it give evidence of?")),
        ("description", not measure.description, words("What does it tell, in a sentence?")),
        ("used_for", not measure.used_for, words("What will people do with it?")),
        ("not_used_for", not measure.not_used_for, words("What will it never be used for?")),
        ("statistic", measure.statistic is None, words("A count, an average, a share?")),
        ("item", not measure.item, words("Of what?")),
        ("formula", not measure.formula, words("How exactly is it computed?")),
        ("direction", measure.direction is Direction.WATCH, words("Which way is good?")),
        ("unit", not measure.unit, words("In what unit?")),
        ("owner", measure.owner is None, words("Who looks after it?")),
    )
    return [(key, question) for key, missing, question in questions if missing]
