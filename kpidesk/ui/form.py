"""The fields of a form about one record: each shows, reads and commits its own kind of value."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QCompleter, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kpidesk.domain.labels import LABELS
from kpidesk.domain.typed_period import read_period
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, LineField, TextField, labelled
from kpidesk.ui.narrow import Tick
from kpidesk.ui.numbers import number_typed, plain_number
from kpidesk.ui.widgets import label

Field = LineField | TextField
Take = Callable[[str, Any], bool]


class Unreadable(ValueError):  # noqa: N818 - it is no failure of ours
    """What was typed is no value of its kind; the text is a sentence that says so."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of value is shown and read. `read` raises Unreadable."""

    show: Callable[[Any], str]
    read: Callable[[str], Any]


def texts() -> Kind:
    """Words as they are."""
    return Kind(lambda text: text or "", lambda typed: typed)


def lines() -> Kind:
    """Several texts, one a line."""
    return Kind("\n".join, lambda typed: tuple(typed.splitlines()))


def numbers(words: Words) -> Kind:
    """Numbers with the decimal sign of the language; nothing typed is none."""

    def read(typed: str) -> float | None:
        number = number_typed(typed, words)
        if number is None and typed.strip():
            raise Unreadable(words("“{typed}” is no number.", typed=typed.strip()[:40]))
        return number

    return Kind(lambda number: "" if number is None else plain_number(number, words), read)


def whole_numbers(words: Words, low: int, high: int, *, needed: bool = False) -> Kind:
    """Whole numbers; nothing typed is none unless one is needed."""

    def read(typed: str) -> int | None:
        if not typed.strip() and not needed:
            return None
        if not typed.strip().isdecimal() or not low <= int(typed) <= high:
            raise Unreadable(words("A whole number from {low} to {high} is wanted here.", low=low, high=high))
        return int(typed)

    return Kind(lambda number: "" if number is None else str(number), read)


def days(words: Words) -> Kind:
    """Dates; nothing typed is none."""

    def read(typed: str) -> date | None:
        return read_day(typed, words) if typed.strip() else None

    return Kind(lambda day: "" if day is None else words.date(day).replace("\u00a0", " "), read)


def read_day(typed: str, words: Words) -> date:
    """The day that was typed; of a month or year the first one. Raises Unreadable."""
    found = read_period(typed)
    if found is None or found.day is None:
        raise Unreadable(words("“{typed}” is no date.", typed=typed.strip()[:40]))
    return found.day


class Form:
    """Fields by the record's field; `take` gets a field and its new value, and says whether it was taken.

    People are typed by name: `take` gets the name.
    """

    def __init__(
        self, words: Words, names: Mapping[str, str], take: Take, people: QStringListModel | None = None
    ) -> None:
        self.words = words
        self._names, self._take, self._people = names, take, people
        self._kinds: dict[str, Kind] = {}
        self.fields: dict[str, Field] = {}
        self.wrong: dict[str, QLabel] = {}  # what is wrong with a field, right under it
        self.choices: dict[str, Choice] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self.columns: dict[str, QVBoxLayout] = {}

    # -- making fields

    def line(self, key: str, example: str = "", kind: Kind | None = None) -> QVBoxLayout:
        """A field of one line."""
        field = LineField(partial(self._commit, key), example, name=self._names[key])
        return self._placed(key, field, kind or texts())

    def text(self, key: str, example: str = "", kind: Kind | None = None) -> QVBoxLayout:
        """A field that grows; of several lines where its kind has some."""
        field = TextField(
            partial(self._commit, key), example, name=self._names[key], lines=kind is not None, least=1
        )
        return self._placed(key, field, kind or texts())

    def person(self, key: str, example: str = "") -> QVBoxLayout:
        """A field for a person's name, with those that the desk knows to choose from."""
        made = self.line(key, example or self.words("a name"))
        if self._people is not None:
            complete(self.fields[key], self._people)
        return made

    def choice(self, key: str, choices: Sequence[tuple[Any, str]]) -> QVBoxLayout:
        """A choice among values."""
        made = Choice(choices, partial(self._chosen, key), self._names[key])
        made.setObjectName(f"field-{key}")
        self.choices[key] = made
        column = labelled(self._names[key], made)
        column.addStretch(1)
        self.columns[key] = column
        return column

    def tick(self, key: str) -> QVBoxLayout:
        """A box to tick."""
        made = Tick(self._names[key])
        made.setObjectName(f"field-{key}")
        made.clicked.connect(lambda ticked: self._take(key, ticked))
        self.ticks[key] = made
        column = QVBoxLayout()
        column.addWidget(made)
        column.addStretch(1)
        return column

    def _placed(self, key: str, field: Field, kind: Kind) -> QVBoxLayout:
        field.setObjectName(f"field-{key}")
        self.fields[key], self._kinds[key] = field, kind
        column = labelled(self._names[key], field)
        wrong = self.wrong[key] = label("", "wrong", wrap=True)
        wrong.hide()
        column.addWidget(wrong)
        field.righted = partial(self.say, key, "")
        column.addStretch(1)
        self.columns[key] = column
        return column

    # -- showing

    def show_values(self, values: Mapping[str, Any], *, writable: bool) -> None:
        """Show a record's values; what is being typed stays."""
        for key, field in self.fields.items():
            field.show_value(self._kinds[key].show(values[key]))
            field.setReadOnly(not writable)
        for key, choice in self.choices.items():
            choice.show_value(values[key])
            choice.setEnabled(writable)
        for key, tick in self.ticks.items():
            tick.setChecked(bool(values[key]))
            tick.setEnabled(writable)

    def show_field(self, key: str, *, shown: bool) -> None:
        """Show or hide a field with its label; what is typed in it is taken over first."""
        column = self.columns[key]
        if not shown and key in self.fields:
            self.fields[key].commit()
        for number in range(column.count()):
            item = column.itemAt(number)
            if (
                item is not None
                and (widget := item.widget()) is not None
                and widget is not self.wrong.get(key)
            ):
                widget.setVisible(shown)

    def say(self, key: str, text: str) -> bool:
        """Say what is wrong with a field, "" for nothing; whether nothing is."""
        self.wrong[key].setText(text)
        self.wrong[key].setVisible(bool(text))
        self.fields[key].setToolTip(text)
        self.fields[key].setAccessibleDescription(text)
        return not text

    def commit(self) -> None:
        """Take over whatever is typed."""
        for field in self.fields.values():
            field.commit()

    def give_back(self) -> None:
        """Forget what was refused: the fields go to another record."""
        for field in self.fields.values():
            field.give_back()

    def focus(self, key: str) -> bool:
        """Put the typing into a field, all of it selected; whether there is such a field."""
        where = self.fields.get(key) or self.choices.get(key) or self.ticks.get(key)
        if where is None:
            return False
        where.setFocus()
        if isinstance(where, LineField | TextField):
            where.selectAll()
        return True

    # -- taking over

    def _commit(self, key: str, text: str) -> bool:
        try:
            value = self._kinds[key].read(text)
        except Unreadable as told:
            return self.say(key, str(told))
        return self._take(key, value)

    def _chosen(self, key: str, value: object) -> None:
        self._take(key, value)


_MOVED: Final = frozenset(
    {
        Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.OtherFocusReason,
    }
)  # fmt: skip


class _Leaving(QObject):
    """Puts the list of names away when a person leaves the field.

    Qt keeps the field from knowing that it was left while the list is open, so what was typed would not
    be taken over.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See QObject."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _MOVED:
            completer = watched.completer() if isinstance(watched, QLineEdit) else None
            shown = completer.popup() if completer is not None else None
            if shown is not None:
                shown.hide()
        return False


def complete(field: QWidget, names: QStringListModel) -> None:
    """Let names be chosen while one types."""
    if isinstance(field, QLineEdit):
        completer = QCompleter(names, field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        field.setCompleter(completer)
        field.installEventFilter(_Leaving(field))


def offer(names: QStringListModel, texts: list[str]) -> None:
    """Offer other names; the list that is open stays as it is where they are the same."""
    if names.stringList() != texts:
        names.setStringList(texts)


def members(kind: type[Enum], words: Words, none: str = "") -> list[tuple[Enum | None, str]]:
    """The members of an enum with their words; `none` is said for none of them."""
    named: list[tuple[Enum | None, str]] = [(each, words(LABELS[each])) for each in kind]
    return [(None, none), *named] if none else named


def grid(*cells: tuple[QVBoxLayout, int]) -> QGridLayout:
    """Two columns; each cell takes one of them or both."""
    made = QGridLayout()
    made.setHorizontalSpacing(16)
    made.setVerticalSpacing(12)
    made.setColumnStretch(0, 1)
    made.setColumnStretch(1, 1)
    row = column = 0
    for layout, wide in cells:
        if column + wide > 2:
            row, column = row + 1, 0
        made.addLayout(layout, row, column, 1, wide)
        column += wide
    return made


def coded(records: Iterable[Any], name: str, nothing: str) -> list[tuple[object, str]]:
    """Records with printed codes to choose from, and none of them."""
    return [(None, nothing), *((each.id, f"{each.code}  {getattr(each, name)}") for each in records)]
