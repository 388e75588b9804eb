"""The plan of work around a result: shared measures with their targets, and what is promised for each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kpidesk.domain.commitments import Commitment, by_date
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.period import PeriodType, first_day, shifted
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre, Partner, PartnerShare, in_order


@dataclass(frozen=True, slots=True)
class Lane:
    """What a stretch of work is for, when it shall be reached, and who promised what for it.

    Promises for no shared measure stand under their partner, those of no partner under the result itself.
    """

    about: Measure | Partner | Result
    targets: tuple[Target, ...]
    promises: tuple[Commitment, ...]


def lanes(reader: Reader, centre: Centre, today: date) -> list[Lane]:
    """The lanes of shared measures, then of the partners and the result for which anything is promised."""
    partners = in_order(reader.find(Partner, centre=centre.id))
    ids = {each.id for each in partners}
    shared = {each.measure for each in reader.find(PartnerShare) if each.partner in ids}
    measures = sorted((reader.get(Measure, each) for each in shared), key=_by_code)
    promises = by_date(reader.find(Commitment, centre=centre.id), today)
    loose = [each for each in promises if each.measure not in shared]

    def of(about: Partner | Result, found: Iterable[Commitment]) -> Iterator[Lane]:
        if kept := tuple(found):
            yield Lane(about, (), kept)

    made = [
        Lane(
            measure,
            tuple(reader.find(Target, measure=measure.id)),
            tuple(each for each in promises if each.measure == measure.id),
        )
        for measure in measures
    ]
    for partner in partners:
        made += of(partner, (each for each in loose if each.partner == partner.id))
    made += of(reader.get(Result, centre.result), (each for each in loose if each.partner not in ids))
    return made


def _by_code(measure: Measure) -> tuple[int, str]:
    return len(measure.code), measure.code


def span(plan: Sequence[Lane], today: date) -> tuple[date, date]:
    """The first day of the first month and the last day of the last one that the plan tells of."""
    days = [today]
    for lane in plan:
        days += [each.by for each in lane.targets if each.by is not None]
        days += [_ends(today, each.every) for each in lane.targets if each.every is not None]
        days += [day for each in lane.promises for day in (each.made_on, each.by_when) if day is not None]
    return first_day(min(days), PeriodType.MONTH), _ends(max(days), PeriodType.MONTH)


def due_days(target: Target, first: date, last: date) -> list[date]:
    """On which days from the first to the last a target is asked for; none where it has no date."""
    if target.every is None:
        return [target.by] if target.by is not None and first <= target.by <= last else []
    days = []
    day = _ends(first, target.every)
    while day <= last:
        days.append(day)
        day = _ends(day + timedelta(days=1), target.every)
    return days


def _ends(day: date, kind: PeriodType) -> date:
    """The last day of the period that holds a day."""
    return shifted(first_day(day, kind), kind, 1) - timedelta(days=1)
