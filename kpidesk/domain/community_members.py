"""How members are doing: whether hours are spent as promised, and how often they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from kpidesk.domain.communities import Attendance, Hours, MeetingState, Member, Presence
from kpidesk.domain.community_figures import LOOKED_AT, past_meetings
from kpidesk.domain.people import Person
from kpidesk.domain.period import PeriodType, first_day, shifted
from kpidesk.domain.reader import Reader

_KEPT: Final = 0.9  # of the promised hours, from which on a promise counts as kept
_MOST: Final = 0.66
_HALF: Final = 0.4
_TURN: Final = 0.4  # between two shares of meetings: one meeting of three says nothing yet


class Keeping(Enum):
    """How a manager's promise of hours is kept."""

    NO_PROMISE = "no_promise"
    UNKNOWN = "unknown"
    MORE = "more"
    KEPT = "kept"
    MOST = "most"
    HALF = "half"
    LITTLE = "little"


def member_name(reader: Reader, member_id: str) -> str:
    """What a member is called."""
    return reader.get(Person, reader.get(Member, member_id).person).name


def keeping(promised: float | None, spent: float | None) -> Keeping:
    """What the hours a month that were spent say about those that were promised."""
    if not promised:
        return Keeping.NO_PROMISE
    if spent is None:
        return Keeping.UNKNOWN
    share = spent / promised
    if share >= _KEPT:
        return Keeping.MORE if share > 2 - _KEPT else Keeping.KEPT
    return Keeping.MOST if share >= _MOST else Keeping.HALF if share >= _HALF else Keeping.LITTLE


def months_before(day: date, count: int) -> list[date]:
    """The first days of that many months, the one of the day being the last."""
    this = first_day(day, PeriodType.MONTH)
    return [shifted(this, PeriodType.MONTH, -back) for back in range(count - 1, -1, -1)]


def hours_by_month(reader: Reader, member_id: str) -> dict[date, float]:
    """The hours that a member spent, by month."""
    return {each.month: each.hours for each in reader.find(Hours, member=member_id)}


class Trend(Enum):
    """Whether somebody comes more or less often than before."""

    UNKNOWN = "unknown"
    ALWAYS = "always"
    MORE = "more"
    STEADY = "steady"
    LESS = "less"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Visits:
    """Whether a member was at the latest meetings that were held; None where nobody noted it."""

    noted: tuple[tuple[date, Presence | None], ...]

    @property
    def there(self) -> int:
        """At how many of them."""
        return sum(presence is Presence.THERE for _, presence in self.noted)

    @property
    def trend(self) -> Trend:
        """How the later half compares with the earlier."""
        known = [presence is Presence.THERE for _, presence in self.noted if presence is not None]
        if not known:
            return Trend.UNKNOWN
        if all(known) or not any(known):
            return Trend.ALWAYS if known[0] else Trend.NEVER
        half = len(known) // 2
        turn = _share(known[len(known) - half :]) - _share(known[: len(known) - half])
        return Trend.MORE if turn > _TURN else Trend.LESS if turn < -_TURN else Trend.STEADY


def visits(reader: Reader, member: Member, day: date) -> Visits:
    """How often a member came lately, as of a day."""
    held = [
        each
        for each in past_meetings(reader, member.community, day)
        if each.state is MeetingState.HELD and (member.joined is None or member.joined <= each.on)
    ][-LOOKED_AT:]
    noted = {each.meeting: each.presence for each in reader.find(Attendance, member=member.id)}
    return Visits(tuple((each.on, noted.get(each.id)) for each in held))


def _share(known: Sequence[bool]) -> float:
    return sum(known) / len(known) if known else 0.0
