"""What a person can do with a measure's data: values, remarks, baselines and targets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.measures import Measure, Target, TargetKind
from kpidesk.domain.period import PeriodType, first_day, shifted, short_name
from kpidesk.domain.series import (
    Annotation,
    AnnotationKind,
    Baseline,
    BaselineMode,
    ImportLayout,
    Value,
    ValueStatus,
)
from kpidesk.domain.wording import Refused

MOST_PERIODS: Final = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """A value to enter; `status` and `source` None leave what is known of it, or say nothing yet.

    `number` None says that the value is known to be missing. `period` is any day of the period.
    """

    measure: str
    period: date
    number: float | None
    status: ValueStatus | None = None
    source: str | None = None


def set_values(edit: Edit, measure_id: str, values: Mapping[date, float | None]) -> int:
    """Enter or correct values of one measure; see `enter`.

    Args:
        edit: the open edit.
        measure_id: the measure.
        values: by any day of their period; None says that a value is known to be missing.
    """
    return enter(edit, [Entry(measure_id, day, number) for day, number in values.items()])


def enter(edit: Edit, entries: Iterable[Entry], *, reason: str = "") -> int:
    """Enter or correct values of any measures; how many changed.

    Args:
        edit: the open edit.
        entries: the values; the same one twice does no harm.
        reason: why, kept with numbers that were there before and are others now.

    Raises:
        Refused: a number is out of a measure's bounds or none, a period is given two values, or a text is
            too long.
    """
    why = fields.text(reason, lines=True)
    changed = 0
    for measure_id, own in _by_measure(entries).items():
        measure = edit.get(Measure, measure_id)
        wanted: dict[date, Entry] = {}
        for entry in own:
            taken = _checked(measure, entry)
            if wanted.setdefault(taken.period, taken) != taken:
                name = short_name(taken.period, measure.period_type)
                raise Refused("There are two values for {period}.", period=name)
        there = {value.period: value for value in edit.find(Value, measure=measure.id)}
        for period, entry in wanted.items():
            before = there.get(period)
            after = _entered(before or Value(id=edit.new_id(), measure=measure.id, period=period), entry)
            after = replace(after, period_type=measure.period_type)
            if before is not None and before.number != after.number and why:
                after = replace(after, reason=why)
            if before != after:
                edit.put(after)
                changed += 1
    return changed


def _by_measure(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.measure, []).append(entry)
    return found


def _checked(measure: Measure, entry: Entry) -> Entry:
    period = _period(entry.period, measure.period_type)
    number = None if entry.number is None else _within_bounds(measure, period, entry.number)
    source = None if entry.source is None else fields.text(entry.source)
    return replace(entry, period=period, number=number, source=source)


def _entered(value: Value, entry: Entry) -> Value:
    status = value.status if entry.status is None else entry.status
    source = value.source if entry.source is None else entry.source
    return replace(value, number=entry.number, status=status, source=source)


def take_values(
    edit: Edit, entries: Iterable[Entry], layout: ImportLayout | None = None, *, reason: str = ""
) -> int:
    """Take values from a file, and remember how it was read; how many changed.

    Args:
        edit: the open edit.
        entries: the values.
        layout: how the file was read; it takes the place of one with the same headings. None: nothing
            to remember.
        reason: see `enter`.

    Raises:
        Refused: see `enter`.
    """
    changed = enter(edit, entries, reason=reason)
    if layout is not None:
        there = (each.id for each in edit.find(ImportLayout) if each.headings == layout.headings)
        edit.put(replace(layout, id=next(there, None) or edit.new_id()))
    return changed


def change_values(edit: Edit, value_ids: Iterable[str], **given: object) -> None:
    """Change what is known of several values besides their numbers, see `change_value`.

    Raises:
        Refused: a text is too long, or a count cannot be taken.
    """
    for value_id in value_ids:
        change_value(edit, value_id, **given)


def change_value(edit: Edit, value_id: str, **given: object) -> Value:
    """Change what is known of a value besides its number: status, cases or source.

    Raises:
        Refused: a text is too long, or a count cannot be taken.
    """
    fixed = {"measure", "period", "period_type", "number"}
    return edit.put(fields.changed(edit, Value, value_id, given, fixed=fixed))


def remove_values(edit: Edit, cells: Iterable[tuple[str, date]]) -> None:
    """Take values away altogether, as if they had never been entered; each by measure and day."""
    for measure_id, day in cells:
        kind = edit.get(Measure, measure_id).period_type
        for period in {day, first_day(day, kind)}:
            for value in edit.find(Value, measure=measure_id, period=period):
                edit.remove(value)


def _period(day: date, kind: PeriodType) -> date:
    """The period's first day. A datetime counts by its date."""
    return first_day(date(day.year, day.month, day.day), kind)


def _within_bounds(measure: Measure, period: date, number: float) -> float:
    number = fields.finite(number)
    name = short_name(period, measure.period_type)
    if measure.lower_bound is not None and number < measure.lower_bound:
        raise Refused(
            "{period}: {number} is below the lowest possible value, {bound}.",
            period=name, number=_plain(number), bound=_plain(measure.lower_bound),
        )  # fmt: skip
    if measure.upper_bound is not None and number > measure.upper_bound:
        raise Refused(
            "{period}: {number} is above the highest possible value, {bound}.",
            period=name, number=_plain(number), bound=_plain(measure.upper_bound),
        )  # fmt: skip
    return number


def _plain(number: float) -> str:
    return repr(number).removesuffix(".0")


def annotate(
    edit: Edit,
    measure_id: str,
    period: date,
    text: str,
    until: date | None = None,
    kind: AnnotationKind = AnnotationKind.EVENT,
) -> Annotation:
    """Write a remark at a period of a chart, or over all periods up to and including `until`.

    Raises:
        Refused: no text or one too long, or the end lies before the beginning.
    """
    measure = edit.get(Measure, measure_id)
    words = fields.text(text, lines=True, needed=_remark_needs_words())
    remark = Annotation(
        id=edit.new_id(), measure=measure.id, period=period, until=until, text=words, kind=kind
    )
    return edit.put(_placed(remark, measure.period_type))


def change_annotation(edit: Edit, annotation_id: str, **given: object) -> Annotation:
    """Change a remark's text, kind, period or end.

    Raises:
        Refused: no text or one too long, or the end lies before the beginning.
    """
    needed = {"text": _remark_needs_words()}
    after = fields.changed(
        edit, Annotation, annotation_id, given, lines={"text"}, needed=needed, fixed={"measure"}
    )
    if {"period", "until"} & set(given):
        after = _placed(after, edit.get(Measure, after.measure).period_type)
    return edit.put(after)


def remove_annotation(edit: Edit, annotation_id: str) -> None:
    """Take a remark off the chart."""
    edit.remove(edit.get(Annotation, annotation_id))


def _remark_needs_words() -> Refused:
    return Refused("A remark needs words. To take it off, remove it instead.")


def _placed(remark: Annotation, kind: PeriodType) -> Annotation:
    period = _period(remark.period, kind)
    until = None if remark.until is None else _period(remark.until, kind)
    if until is not None and until < period:
        raise Refused("The end lies before the beginning.")
    return replace(remark, period=period, until=None if until == period else until)


def set_baseline(
    edit: Edit,
    measure_id: str,
    start: date,
    periods: int,
    reason: str,
    by: str = "",
    mode: BaselineMode = BaselineMode.FLAT,
    *,
    excluded: Sequence[str] = (),
) -> Baseline:
    """Let limits be computed anew from a period on; one that starts there already is replaced.

    Args:
        edit: the open edit.
        measure_id: the measure.
        start: any day of the first period.
        periods: how many periods the limits come from.
        reason: why, for the history.
        by: who decided.
        mode: how the centre line is computed.
        excluded: periods to leave out, as ISO dates.

    Raises:
        Refused: the number of periods or a text cannot be taken.
    """
    measure = edit.get(Measure, measure_id)
    if not 1 <= periods <= MOST_PERIODS:
        raise Refused("A baseline has 1 to {limit} periods.", limit=MOST_PERIODS)
    given = {"reason": reason, "by": by, "mode": mode, "periods": periods, "excluded": excluded}
    taken = fields.fit(edit, Baseline, given, lines={"reason"})
    first = _period(start, measure.period_type)
    there = edit.find(Baseline, measure=measure.id, start=first)
    before = there[0] if there else Baseline(id=edit.new_id(), measure=measure.id, start=first)
    return edit.put(replace(before, decided_on=edit.today, **taken))


def remove_baseline(edit: Edit, baseline_id: str) -> None:
    """Take a baseline away; the one before it holds on."""
    edit.remove(edit.get(Baseline, baseline_id))


def set_target(edit: Edit, measure_id: str, target_id: str | None = None, **given: object) -> Target:
    """Set a target for a measure, or change one that is there.

    Args:
        edit: the open edit.
        measure_id: the measure.
        target_id: the target to change; None sets a new one.
        **given: any of kind, low, high, by, by_period, every, wording, set_by. A day `by` becomes the last
            day of its `by_period`, which is the measure's own period unless it is given.

    Raises:
        Refused: neither number nor words, bounds the wrong way round, both a date and an interval, or a
            value that cannot be taken.
    """
    measure = edit.get(Measure, measure_id)
    taken = fields.fit(edit, Target, given, fixed={"measure"})
    if target_id is None:
        before = Target(id=edit.new_id(), measure=measure.id, by_period=measure.period_type)
    else:
        before = edit.get(Target, target_id)
    after = replace(before, **taken)
    if after.low is None and after.high is None and not after.wording:
        raise Refused("A target needs a number or words.")
    if after.low is not None and after.high is not None and after.low > after.high:
        raise Refused("The lower bound of a target cannot be above the upper one.")
    if after.kind is TargetKind.SPREAD and after.high is not None and after.high <= 0:
        raise Refused("Limits lie more than nothing apart. Say a number above zero.")
    if after.kind is TargetKind.SHARE and after.low is not None and not 0 < after.low <= 100:
        raise Refused("A share is more than 0 and at most 100 %.")
    if after.kind is TargetKind.RANGE and after.low is None and after.high is None:
        raise Refused("A range to stay in needs at least one bound.")
    if after.by is not None and after.every is not None:
        raise Refused("A target is due by a date, or anew in each period, but not both.")
    if after.by is not None:
        after = replace(after, by=_last_day(after.by, after.by_period))
    return edit.put(after)


def remove_target(edit: Edit, target_id: str) -> None:
    """Take a target away."""
    edit.remove(edit.get(Target, target_id))


def _last_day(day: date, kind: PeriodType) -> date:
    try:
        return shifted(_period(day, kind), kind, 1) - timedelta(days=1)
    except (ValueError, OverflowError):  # the calendar ends with the year 9999
        return day
