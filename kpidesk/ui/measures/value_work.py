"""What a person does to values: type, paste, clear; each is one edit that undo takes back by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from kpidesk.actions import series
from kpidesk.domain.findings import text_of
from kpidesk.domain.measures import Measure
from kpidesk.domain.pasting import BadCell, read_block, read_values
from kpidesk.domain.series import Value, ValueStatus
from kpidesk.system.words import Words
from kpidesk.ui.measures.texts import decimal_sign, number_typed, period_name, plain_number
from kpidesk.ui.measures.values_model import Column, Row
from kpidesk.ui.session import Session

Place = Callable[[int, int], tuple[Measure | None, date]]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a paste: how many values were taken, and a sentence for each cell that was not."""

    taken: int
    bad: tuple[str, ...]


class ValueWork:
    """Edits of one desk's values."""

    def __init__(self, session: Session, words: Words) -> None:
        self._session = session
        self._words = words

    def name(self, measure: Measure, row: Row) -> str:
        """A row's period in words."""
        return period_name(row.period, measure.period_type, self._words)

    # -- one cell

    def take(self, measure: Measure, row: Row, column: Column, text: str) -> str:
        """Take over what was typed in a cell; why that cannot be, empty when it was."""
        if column in {Column.SOURCE, Column.REASON}:
            return self._remark(measure, row, column, text)
        if not text.strip():
            return self._empty(measure, row)
        number = number_typed(text, self._words)
        if number is None:
            return self._words("“{typed}” is no number.", typed=text.strip()[:40])
        if reason := self.out_of_bounds(measure, number):
            return reason
        label = self._words("Value of {period}", period=self.name(measure, row))
        values = {row.period: number}
        return self._done(self._session.do(label, series.set_values, measure.id, values))

    def _empty(self, measure: Measure, row: Row) -> str:
        """An emptied cell is a missing value; one that was never there stays so."""
        if row.value is not None and row.value.number is not None:
            self.clear(measure, [row])
        return ""

    def _remark(self, measure: Measure, row: Row, column: Column, text: str) -> str:
        """Where a value comes from, or why it was corrected."""
        if row.value is None:
            return ""
        name = self.name(measure, row)
        label = self._words("Source of {period}", period=name)
        change = partial(series.change_value, source=text)
        if column is Column.REASON:
            label = self._words("Why {period} was corrected", period=name)
            change = partial(series.change_value, reason=text)
        return self._done(self._session.do(label, change, row.value.id))

    def _done(self, taken: bool) -> str:
        return "" if taken else self._words("This was not taken.")

    def out_of_bounds(self, measure: Measure, number: float) -> str:
        """Why a number cannot be a value of the measure, empty when it can."""
        words, low, high = self._words, measure.lower_bound, measure.upper_bound
        shown = plain_number(number, words)
        if low is not None and number < low:
            bound = plain_number(low, words)
            return words("{number} is below the lowest possible value, {bound}.", number=shown, bound=bound)
        if high is not None and number > high:
            bound = plain_number(high, words)
            return words("{number} is above the highest possible value, {bound}.", number=shown, bound=bound)
        return ""

    def set_status(self, measure: Measure, row: Row, status: ValueStatus) -> None:
        """Say how final a value is."""
        if row.value is not None and row.value.status is not status:
            label = self._words("Status of {period}", period=self.name(measure, row))
            self._session.do(label, partial(series.change_value, status=status), row.value.id)

    # -- several

    def clear(self, measure: Measure, rows: list[Row]) -> None:
        """Make values missing; take those away that are missing already."""
        self.clear_all([row.value for row in rows if row.value is not None])

    def clear_all(self, values: list[Value]) -> None:
        """The same for values of any measures."""
        words = self._words
        there = [series.Entry(each.measure, each.period, None) for each in values if each.number is not None]
        if there:
            label = words.many("Clear {n} value", "Clear {n} values", len(there))
            self._session.do(label, series.enter, there)
        elif values:
            label = words.many("Remove {n} missing value", "Remove {n} missing values", len(values))
            self._session.do(label, series.remove_values, [(each.measure, each.period) for each in values])

    def set_statuses(self, values: list[Value], status: ValueStatus) -> None:
        """Say how final some values are."""
        others = [each.id for each in values if each.status is not status]
        if others:
            label = self._words.many("Status of {n} value", "Status of {n} values", len(others))
            self._session.do(label, partial(series.change_values, status=status), others)

    def paste_block(self, place: Place, text: str) -> Report:
        """Take all good cells of a block of several measures in one edit, and name the others.

        `place` tells which measure and period a cell of the block is for, counted from its corner.
        """
        words = self._words
        block = read_block(text, decimal=decimal_sign(words))
        bad = [(cell, self._at(*cell, reason)) for cell, reason in told(block.bad, words)]
        entries: list[series.Entry] = []
        for cell in block.cells:
            measure, period = place(cell.row, cell.column)
            reason = "" if measure else words("There is no measure here.")
            if measure and cell.number is not None:
                reason = self.out_of_bounds(measure, cell.number)
            if measure and not reason:
                entries.append(series.Entry(measure.id, period, cell.number))
            else:
                at = cell.row + 1, cell.column + 1
                bad.append((at, self._at(*at, reason)))
        return self._pasted(len(entries), bad, series.enter, entries)

    def _pasted(
        self, count: int, bad: list[tuple[tuple[int, int], str]], action: Callable[..., object], *what: object
    ) -> Report:
        report = Report(count, tuple(sentence for _, sentence in sorted(bad)))
        if not count:
            return report
        label = self._words.many("Paste {n} value", "Paste {n} values", count)
        return report if self._session.do(label, action, *what) else Report(0, report.bad)

    def paste(self, measure: Measure, start: date, text: str) -> Report:
        """Take all good cells of a paste in one edit, and name the others."""
        words = self._words
        pasted = read_values(text, measure.period_type, start=start, decimal=decimal_sign(words))
        bad = [(cell, self._at(*cell, reason)) for cell, reason in told(pasted.bad, words)]
        values: dict[date, float | None] = {}
        for each in pasted.values:
            if each.number is not None and (reason := self.out_of_bounds(measure, each.number)):
                bad.append((each.cell, self._at(*each.cell, reason)))
            else:
                values[each.period] = each.number
        return self._pasted(len(values), bad, series.set_values, measure.id, values)

    def _at(self, row: int, column: int, reason: str) -> str:
        return self._words("Row {row}, column {column}: {reason}", row=row, column=column, reason=reason)


def told(bad: Iterable[BadCell], words: Words) -> list[tuple[tuple[int, int], str]]:
    """Where cells stand, as people count, and why they were not taken."""
    return [((cell.row, cell.column), text_of(cell.reason, words)) for cell in bad]


def tried(values: tuple[Value, ...], measure: Measure, period: date, number: float) -> tuple[Value, ...]:
    """Values with one more or another one, as if it had been entered."""
    kept = tuple(each for each in values if each.period != period)
    made = Value(
        id="tried", measure=measure.id, period=period, period_type=measure.period_type, number=number
    )
    return (*kept, made)
