"""The values of a measure as rows of a grid: one for each period, and a fresh one for the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType, distance, first_day, shifted
from kpidesk.domain.series import Value, ValueStatus
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.measures.texts import number_shown, period_name, plain_number

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
# A measure with two values centuries apart has no row for each week between them.
_MOST_GAPS: Final = 600


class Column(IntEnum):
    """The columns of the grid."""

    PERIOD = 0
    VALUE = 1
    STATUS = 2
    SOURCE = 3
    REASON = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A period; `value` None: nothing was ever entered for it."""

    period: date
    value: Value | None = None
    fresh: bool = False


def rows_of(values: Sequence[Value], kind: PeriodType, wanted: date | None, today: date) -> list[Row]:
    """The rows of a measure's values, with the periods between them and the next one.

    Args:
        values: in any order; those of other periods than the measure has now are left out.
        kind: the measure's period type.
        wanted: the period that the person chose for the fresh row, None for the next one.
        today: a series that has no value yet begins with the last period that is over by then.
    """
    own = sorted((each for each in values if each.period_type is kind), key=lambda each: each.period)
    rows: list[Row] = []
    for value in own:
        if rows:
            gap = distance(rows[-1].period, value.period, kind)
            if gap - 1 <= _MOST_GAPS:
                start = rows[-1].period
                rows += [Row(shifted(start, kind, step)) for step in range(1, gap)]
        rows.append(Row(value.period, value))
    following = _next(rows[-1].period, kind) if rows else shifted(first_day(today, kind), kind, -1)
    fresh = following if wanted is None else wanted
    if fresh is not None:
        rows.append(Row(fresh, fresh=True))
    return rows


def _next(period: date, kind: PeriodType) -> date | None:
    try:
        return shifted(period, kind, 1)
    except (ValueError, OverflowError):  # the calendar ends with the year 9999
        return None


@dataclass(slots=True)
class Series:
    """What the grid shows: a measure with its rows."""

    measure: Measure
    rows: list[Row] = field(default_factory=list)


class ValuesModel(QAbstractTableModel):
    """The rows of one measure; changes to some of them leave the others in peace."""

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self._words = words
        self._colours = colours
        self.series: Series | None = None
        self._headings = {
            Column.PERIOD: words("Period"), Column.VALUE: words("Value"),
            Column.STATUS: words("Status"), Column.SOURCE: words("Source or remark"),
            Column.REASON: words("Why corrected"),
        }  # fmt: skip

    @property
    def rows(self) -> list[Row]:
        """All rows, the fresh one last."""
        return self.series.rows if self.series else []

    def show(self, series: Series | None) -> None:
        """Show other rows."""
        before, self_rows = self.series, series.rows if series else []
        periods = [row.period for row in self_rows]
        if (
            before is None
            or series is None
            or before.measure.id != series.measure.id
            or before.measure.period_type is not series.measure.period_type
            or periods[: len(before.rows)] != [row.period for row in before.rows]
        ):
            self.beginResetModel()
            self.series = series
            self.endResetModel()
            return
        count = len(before.rows)
        if len(periods) > count:
            self.beginInsertRows(_NOWHERE, count, len(periods) - 1)
            self.series = series
            self.endInsertRows()
        self.series = series
        if count:
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, Column.REASON))
        unit = before.measure.unit != series.measure.unit
        if unit:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.VALUE, Column.VALUE)

    def row_of(self, period: date) -> int:
        """The row of a period, -1 for none."""
        return next((number for number, row in enumerate(self.rows) if row.period == period), -1)

    def row(self, index: Index) -> Row | None:
        """The row that an index is in."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def plain(self, index: Index) -> str:
        """A cell's text as it is edited and copied."""
        row = self.row(index)
        if row is None or self.series is None:
            return ""
        if index.column() == Column.VALUE:
            number = row.value.number if row.value else None
            return "" if number is None else plain_number(number, self._words)
        return self._text(row, Column(index.column()))

    def _text(self, row: Row, column: Column) -> str:
        if self.series is None or (row.value is None and column is not Column.PERIOD):
            return ""
        if column is Column.PERIOD or row.value is None:
            return period_name(row.period, self.series.measure.period_type, self._words)
        if column is Column.STATUS:
            return self._words(LABELS[row.value.status])
        if column in {Column.SOURCE, Column.REASON}:
            return row.value.source if column is Column.SOURCE else row.value.reason
        if row.value.number is None:
            return self._words("missing")
        return number_shown(row.value.number, self.series.measure.decimals, self._words)

    # -- QAbstractTableModel

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Column.VALUE else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        row = self.row(index)
        if row is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._text(row, Column.PERIOD)}, {self._headings[column]}: {self._text(row, column)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column is Column.VALUE else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and self._quiet(row, column):
            return QColor(self._colours.text_third)
        return None

    @staticmethod
    def _quiet(row: Row, column: Column) -> bool:
        """What is not there yet, and what is as usual, stands back."""
        if row.value is None:
            return True
        if column is Column.STATUS:
            return row.value.status is ValueStatus.FINAL
        return column is Column.VALUE and row.value.number is None
