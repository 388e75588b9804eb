"""What a person does to values: type, paste, clear; each is one edit that undo takes back by name."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from kpidesk.actions import series
from kpidesk.domain.findings import text_of
from kpidesk.domain.measures import Measure
from kpidesk.domain.pasting import PastedValue, read_values
from kpidesk.domain.series import Value, ValueStatus
from kpidesk.system.words import Words
from kpidesk.ui.measures.texts import decimal_sign, number_typed, period_name, plain_number
from kpidesk.ui.measures.values_model import Column, Row
from kpidesk.ui.session import Session


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
        if column is Column.SOURCE:
            return self._source(measure, row, text)
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

    def _source(self, measure: Measure, row: Row, text: str) -> str:
        if row.value is None:
            return ""
        label = self._words("Source of {period}", period=self.name(measure, row))
        change = partial(series.change_value, source=text)
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
        words = self._words
        there = [row.period for row in rows if row.value is not None and row.value.number is not None]
        if there:
            label = words.many("Clear {n} value", "Clear {n} values", len(there))
            self._session.do(label, series.set_values, measure.id, dict.fromkeys(there))
            return
        missing = [row.period for row in rows if row.value is not None]
        if missing:
            label = words.many("Remove {n} missing value", "Remove {n} missing values", len(missing))
            self._session.do(label, series.remove_values, measure.id, missing)

    def paste(self, measure: Measure, start: date, text: str) -> Report:
        """Take all good cells of a paste in one edit, and name the others."""
        words = self._words
        pasted = read_values(text, measure.period_type, start=start, decimal=decimal_sign(words))
        bad = [((cell.row, cell.column), text_of(cell.reason, words)) for cell in pasted.bad]
        values: dict[date, float | None] = {}
        for each in pasted.values:
            if reason := self._pasted_out_of_bounds(measure, each):
                bad.append((each.cell, reason))
            else:
                values[each.period] = each.number
        report = Report(len(values), tuple(sentence for _, sentence in sorted(bad)))
        if not values:
            return report
        label = words.many("Paste {n} value", "Paste {n} values", len(values))
        taken = self._session.do(label, series.set_values, measure.id, values)
        return report if taken else Report(0, report.bad)

    def _pasted_out_of_bounds(self, measure: Measure, pasted: PastedValue) -> str:
        reason = "" if pasted.number is None else self.out_of_bounds(measure, pasted.number)
        if not reason:
            return ""
        row, column = pasted.cell
        return self._words("Row {row}, column {column}: {reason}", row=row, column=column, reason=reason)


def tried(values: tuple[Value, ...], measure: Measure, period: date, number: float) -> tuple[Value, ...]:
    """Values with one more or another one, as if it had been entered."""
    kept = tuple(each for each in values if each.period != period)
    made = Value(
        id="tried", measure=measure.id, period=period, period_type=measure.period_type, number=number
    )
    return (*kept, made)
