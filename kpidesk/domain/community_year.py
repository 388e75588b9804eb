"""What comes round in a year: meetings, cadences, and days on which something is looked at again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from kpidesk.domain.communities import Cadence, CadenceKind, Community
from kpidesk.domain.community_routine import routine_days
from kpidesk.domain.definitions import Milestone
from kpidesk.domain.reader import Reader
from kpidesk.domain.registers import Policy, Ruling
from kpidesk.domain.reviews import months_later, reviews


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that comes round on a day. `record` is what it belongs to."""

    on: date
    kind: CadenceKind
    name: str
    record: str
    what: str = ""


def rounds(cadence: Cadence, year: int) -> Iterator[date]:
    """The days of a year on which a cadence comes round; it never does before its first."""
    first, step = cadence.first_on, cadence.months
    if step <= 0:
        if first.year == year:
            yield first
        return
    away = (year - first.year) * 12 - (first.month - 1)
    number = max(0, -(-away // step))
    while (day := months_later(first, number * step)).year <= year:
        if day.year == year:
            yield day
        number += 1


def following(cadence: Cadence, day: date) -> date | None:
    """The next day on which a cadence comes round, from a day on; None for what came once and is past."""
    years = range(day.year, day.year + max(cadence.months // 12, 0) + 2)
    later = (each for year in years for each in rounds(cadence, year) if each >= day)
    return next(later, None) or (cadence.first_on if cadence.first_on >= day else None)


def turns(reader: Reader, community: Community, year: int) -> list[Turn]:
    """All that comes round for a community in a year, first to last, without its plain meetings."""
    found: list[Turn] = []
    for each in cadences(reader.find(Cadence), community.id):
        found += (Turn(day, each.kind, each.name, each.id, each.what) for day in rounds(each, year))
    if community.review_on is not None and community.review_on.year == year:
        named = {(each.on, each.kind) for each in found}
        if (community.review_on, CadenceKind.CHARTER) not in named:
            found.append(Turn(community.review_on, CadenceKind.CHARTER, community.name, community.id))
    found += (each for each in _looked_at_again(reader) if each.on.year == year)
    return sorted(found, key=lambda each: (each.on, each.name.casefold()))


def _looked_at_again(reader: Reader) -> Iterator[Turn]:
    """What has a day of its own on which somebody looks at it again."""
    for ruling in reader.find(Ruling):
        if ruling.review_on is not None:
            yield Turn(ruling.review_on, CadenceKind.OTHER, ruling.text, ruling.id)
    for policy in reader.find(Policy):
        if policy.due is not None:
            yield Turn(policy.due, CadenceKind.OTHER, policy.name, policy.id)
    for each in reviews(reader):
        name = f"{each.measure.code} {each.measure.name}"
        yield Turn(each.on, CadenceKind.REVISION, name, each.measure.id)
    for milestone in reader.find(Milestone):
        yield Turn(milestone.on, CadenceKind.PLAN, milestone.name, milestone.id)


def cadences(found: Iterable[Cadence], community_id: str) -> list[Cadence]:
    """What comes round for a community, its own first, then the organisation's."""
    mine = [each for each in found if each.community in {community_id, None}]
    return sorted(mine, key=lambda each: (each.community is None, each.first_on, each.name.casefold()))


def meetings_of(community: Community, year: int) -> Sequence[date]:
    """The days of a year on which the routine lets a community meet."""
    days = routine_days(community, date(year, 1, 1))
    return tuple(takewhile(lambda day: day.year == year, days))
