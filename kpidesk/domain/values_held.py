"""What a desk holds of the measures that an import is about."""

from datetime import date
from fractions import Fraction
from functools import cached_property

from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.series import Baseline, ImportLayout, Value
from kpidesk.domain.values_table import Names
from kpidesk.domain.xmr import Segment, analyse
from kpidesk.domain.xmr_rules import rules_of


class Known:
    """What the desk holds of a measure."""

    def __init__(self, reader: Reader, measure: Measure) -> None:
        self.measure = measure
        self._reader = reader
        self.values = {value.period: value for value in reader.find(Value, measure=measure.id)}

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The stretches that have limits."""
        values = tuple(self.values.values())
        baselines = self._reader.find(Baseline, measure=self.measure.id)
        found = analyse(values, baselines, self.measure.period_type, rules_of(self._reader)).segments
        return tuple(each for each in found if each.mean_range)

    @cached_property
    def numbers(self) -> list[float]:
        """What unit jumps are seen by: sizes of all numbers but zero."""
        return [abs(value.number) for value in self.values.values() if value.number]

    def limits(self, period: date) -> tuple[Fraction, Fraction] | None:
        """The natural limits that hold at a period."""
        if not self.segments:
            return None
        segment = next((each for each in reversed(self.segments) if each.start <= period), self.segments[0])
        low, high = segment.lower_at(period), segment.upper_at(period)
        return None if low is None or high is None else (low, high)


class Holdings:
    """What an import looks up in a desk; each measure is read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.measures = {measure.id: measure for measure in reader.find(Measure)}
        self.names = Names(self.measures.values())
        self.layouts = reader.find(ImportLayout)
        self._known: dict[str, Known] = {}

    def known(self, measure_id: str) -> Known:
        """What the desk holds of a measure."""
        if measure_id not in self._known:
            self._known[measure_id] = Known(self._reader, self.measures[measure_id])
        return self._known[measure_id]
