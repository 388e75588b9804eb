"""When a community meets: the days of its routine, and where people saw each other too rarely."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice, pairwise

from kpidesk.domain.communities import Community, Meeting, MeetingState
from kpidesk.domain.community_figures import LONGEST_GAP


@dataclass(frozen=True, slots=True)
class Gap:
    """Two meetings with more than LONGEST_GAP days between them; cancelled ones do not count."""

    before: Meeting
    after: Meeting

    @property
    def days(self) -> int:
        """From one to the other."""
        return (self.after.on - self.before.on).days


def clock(typed: str) -> time | None:
    """The time of day that somebody typed, such as 10:00 or 9.30; None for what is none."""
    found = re.fullmatch(r"\s*([01]?\d|2[0-3])[:.h]([0-5]\d)\s*", typed)
    return time(int(found[1]), int(found[2])) if found else None


def routine_days(community: Community, since: date) -> Iterator[date]:
    """The days on which a community meets, from a day on, without end; none while the first is not known."""
    if community.first_on is None:
        return
    every = timedelta(days=max(community.every_days, 1))
    passed = max(0, -((community.first_on - since) // every))
    day = community.first_on + passed * every
    while True:
        yield day
        if day > date.max - every:
            return
        day += every


def next_dates(community: Community, taken: Collection[date], since: date, count: int) -> list[date]:
    """The next days of the routine that are still free, from a day on."""
    latest = max(taken, default=since - timedelta(days=1))
    free = (day for day in routine_days(community, max(since, latest + timedelta(days=1))))
    return list(islice(free, count))


def gaps(meetings: Iterable[Meeting]) -> list[Gap]:
    """Where people did not meet for too long, first to last."""
    kept = sorted(
        (each for each in meetings if each.state is not MeetingState.CANCELLED), key=lambda each: each.on
    )
    found = (Gap(before, after) for before, after in pairwise(kept))
    return [each for each in found if each.days > LONGEST_GAP]


def is_too_rare(community: Community) -> bool:
    """Whether the routine itself leaves too long between two meetings."""
    return community.every_days > LONGEST_GAP


def in_time(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Meetings, first to last."""
    return sorted(meetings, key=lambda each: (each.on, each.starts, each.id))
