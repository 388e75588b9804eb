"""The values of all measures of one period type as a table, with periods downwards or across.

Only what changed is looked at again: a table of 500 measures over ten years stays quick to type in.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QColor

from kpidesk.desk.journal import Change
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType, distance, first_day, shifted
from kpidesk.domain.reader import Reader
from kpidesk.domain.series import Value, ValueStatus
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.measures.cell_grid import Index
from kpidesk.ui.measures.measure_list import by_code
from kpidesk.ui.measures.texts import number_shown, period_name, plain_number

_NOWHERE: Final = QModelIndex()
_MOST_PERIODS: Final = 600
_YEAR: Final = {PeriodType.WEEK: 52, PeriodType.MONTH: 12, PeriodType.QUARTER: 4}
MARKS: Final = {ValueStatus.PROVISIONAL: "○", ValueStatus.ESTIMATED: "≈", ValueStatus.FINAL: ""}
"""How final a value is, beside its number; said in words below the grid."""


@dataclass(frozen=True, slots=True)
class Key:
    """A cell, wherever it stands."""

    measure: str
    period: date


def kinds_of(desk: Reader) -> list[PeriodType]:
    """The period types of the desk's measures, that of most measures first."""
    kinds = [measure.period_type for measure in desk.find(Measure)]
    return sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind.value))


class WideModel(QAbstractTableModel):
    """The table; `down` tells whether periods stand downwards."""

    def __init__(self, desk: Reader, words: Words, colours: Palette) -> None:
        super().__init__()
        self.kind = PeriodType.MONTH
        self.down = True
        self.measures: list[Measure] = []
        self.periods: list[date] = []
        self._values: dict[Key, Value] = {}
        self._places: dict[str, int] = {}
        self._desk, self._words, self._colours = desk, words, colours
        self._texts: dict[tuple[float, int], str] = {}
        self._earlier = 0  # further periods at the beginning

    # -- what is shown

    def show_kind(self, kind: PeriodType, today: date) -> None:
        """Read all values of one period type."""
        self.beginResetModel()
        if kind is not self.kind:
            self._earlier = 0
        self.kind = kind
        self.measures = sorted(
            self._desk.find(Measure, period_type=kind), key=lambda each: by_code(each.code)
        )
        self._places = {measure.id: place for place, measure in enumerate(self.measures)}
        self._values = {
            Key(value.measure, value.period): value
            for value in self._desk.find(Value, period_type=kind)
            if value.measure in self._places
        }
        self.periods = self._all_periods(today)
        self.endResetModel()

    def _all_periods(self, today: date) -> list[date]:
        """From the first value to the one after the last, or to today."""
        now = first_day(today, self.kind)
        there = [key.period for key in self._values]
        first = min(there, default=first_day(date(today.year, 1, 1), self.kind))
        try:
            last = max(shifted(max(there), self.kind, 1), now) if there else now
            first = shifted(first, self.kind, -self._earlier)
        except (ValueError, OverflowError):  # the calendar ends with the year 9999
            last = max(there)
        count = distance(first, last, self.kind)
        if count >= _MOST_PERIODS:  # two values centuries apart
            return sorted({*there, last})
        return [shifted(first, self.kind, step) for step in range(count + 1)]

    @property
    def following(self) -> date:
        """The period after the last one with a value."""
        latest = max((key.period for key in self._values), default=None)
        return (
            self.periods[0]
            if latest is None
            else next((period for period in self.periods if period > latest), self.periods[-1])
        )

    def add_earlier(self, today: date) -> None:
        """Make room for one more year before the first period."""
        self._earlier += _YEAR.get(self.kind, 1)
        self.show_kind(self.kind, today)

    def turn(self, *, down: bool) -> None:
        """Let periods stand downwards or across."""
        if down is not self.down:
            self.beginResetModel()
            self.down = down
            self.endResetModel()

    def refresh(self, change: Change | None, today: date) -> None:
        """Show the desk as it is; `change` is what was just done."""
        if change is None or any(each.record_type is Measure for each in change.touched):
            self.show_kind(self.kind, today)
            return
        keys = [
            self._take(value, gone=value is not touched.after)
            for touched in change.touched
            for value in (touched.before, touched.after)
            if isinstance(value, Value) and value.measure in self._places
        ]
        there = set(self.periods)
        if any(key.period not in there for key in keys) or (keys and self.periods[-1] == keys[-1].period):
            self.show_kind(self.kind, today)
            return
        for key in dict.fromkeys(keys):
            index = self.index_of(key)
            self.dataChanged.emit(index, index)

    def _take(self, value: Value, *, gone: bool) -> Key:
        key = Key(value.measure, value.period)
        if gone or value.period_type is not self.kind:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        return key

    # -- cells

    def key(self, index: Index) -> Key:
        """The cell of an index that is valid."""
        period, measure = (index.row(), index.column()) if self.down else (index.column(), index.row())
        return Key(self.measures[measure].id, self.periods[period])

    def index_of(self, key: Key) -> QModelIndex:
        """Where a cell stands, nowhere if it is gone."""
        if key.measure not in self._places or not self.periods:
            return QModelIndex()
        first = self.periods[0]
        period = distance(first, key.period, self.kind)
        if not 0 <= period < len(self.periods) or self.periods[period] != key.period:
            if key.period not in self.periods:
                return QModelIndex()
            period = self.periods.index(key.period)
        measure = self._places[key.measure]
        return self.index(period, measure) if self.down else self.index(measure, period)

    def beyond(self, row: int, column: int) -> tuple[Measure | None, date]:
        """What a cell is for, also below or right of the last one: periods go on, measures do not."""
        period, measure = (row, column) if self.down else (column, row)
        found = self.measures[measure] if measure < len(self.measures) else None
        if period < len(self.periods):
            return found, self.periods[period]
        try:
            return found, shifted(self.periods[-1], self.kind, period - len(self.periods) + 1)
        except (ValueError, OverflowError):  # the calendar ends with the year 9999
            return None, self.periods[-1]

    def measure(self, key: Key) -> Measure | None:
        """The measure of a cell."""
        return self.measures[self._places[key.measure]] if key.measure in self._places else None

    def value(self, key: Key) -> Value | None:
        """What the desk holds for a cell."""
        return self._values.get(key)

    def plain(self, index: Index) -> str:
        """A cell's text as it is edited and copied."""
        value = self._values.get(self.key(index)) if index.isValid() else None
        return "" if value is None or value.number is None else plain_number(value.number, self._words)

    def name(self, key: Key) -> str:
        """A cell's period in words."""
        return period_name(key.period, self.kind, self._words)

    def _text(self, key: Key) -> str:
        value = self._values.get(key)
        if value is None:
            return ""
        if value.number is None:
            return self._words("missing")
        decimals = self.measures[self._places[key.measure]].decimals
        typed = value.number, decimals
        if typed not in self._texts:
            self._texts[typed] = number_shown(value.number, decimals, self._words)
        mark = MARKS[value.status]
        return f"{mark} {self._texts[typed]}" if mark else self._texts[typed]

    # -- QAbstractTableModel

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.periods if self.down else self.measures)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.measures if self.down else self.periods)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel. The second line of a measure's is its name."""
        of_periods = (orientation is Qt.Orientation.Vertical) is self.down
        if not 0 <= section < len(self.periods if of_periods else self.measures):
            return None
        known = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}
        if role not in known:
            return None
        if of_periods:
            return period_name(self.periods[section], self.kind, self._words)
        measure = self.measures[section]
        whole = f"{measure.code}\n{measure.name}"
        return f"{whole}\n{measure.unit}" if role == Qt.ItemDataRole.ToolTipRole and measure.unit else whole

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        key = self.key(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(key)
        value = self._values.get(key)
        if role == Qt.ItemDataRole.ForegroundRole and value is not None and value.number is None:
            return QColor(self._colours.text_third)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            measure = self.measures[self._places[key.measure]]
            status = self._words(LABELS[value.status]) if value else self._words("no value")
            return f"{measure.code} {measure.name}, {self.name(key)}: {self._text(key)} {status}"
        return None
