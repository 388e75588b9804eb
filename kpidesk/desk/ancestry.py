"""What two copies of a desk have in common: the edit after which their journals part, or a later merge.

A trail is a rolling fingerprint over the entries of a journal, so that equal trails mean equal histories.
It is made of what neither redacting nor compacting changes. A copy whose journal begins anew keeps the
trail of the edit that it was made from as the fact `origin`; that is the trail of its first entry.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kpidesk.desk.journal import Mark
from kpidesk.desk.store import Desk
from kpidesk.domain.keeping import Merged
from kpidesk.domain.records import RECORDS
from kpidesk.domain.references import Records

ORIGIN: Final = "origin"


@dataclass(frozen=True, slots=True)
class Point:
    """The desk as it was after an edit of one copy. `at` is the moment of the edit."""

    edit: int
    at: str


@dataclass(frozen=True, slots=True)
class Ancestor:
    """What both copies began from: its records, and the newest edit of each copy that it holds.

    The number of a copy is None where the ancestor is a merge that this copy was not part of.
    """

    records: Records
    ours: int | None
    theirs: int | None
    at: str


def trails(marks: Iterable[Mark], origin: str = "") -> Iterator[tuple[str, Point]]:
    """The trail after each entry of a journal, in order."""
    trail = ""
    for number, mark in enumerate(marks):
        if origin and not number:
            trail = origin
        else:
            entry = "\n".join((trail, str(mark.edit), mark.kind, str(mark.step), mark.at, *mark.touched))
            trail = hashlib.sha256(entry.encode()).hexdigest()
        yield trail, Point(mark.edit, mark.at)


def trails_of(desk: Desk) -> dict[str, Point]:
    """Each trail of a desk's journal with the edit that it reaches up to, in order."""
    return dict(trails(desk.marks(), desk.facts.get(ORIGIN, "")))


def newest_trail(desk: Desk) -> str:
    """The trail up to the newest edit, "" for none."""
    return next(reversed(trails_of(desk)), "")


def records_of(desk: Desk) -> Records:
    """All records of a desk as they are now."""
    return {(kind, record.id): record for kind in RECORDS for record in desk.find(kind)}


def records_at(desk: Desk, edit: int, now: Records) -> Records:
    """All records of a desk as they were after an edit, from those there are `now`.

    Raises:
        LookupError: the images that this takes are no longer kept.
    """
    if edit < desk.compacted_to:
        raise LookupError(edit)
    return turned_back(desk, edit, now)


def turned_back(desk: Desk, edit: int, now: Records) -> Records:
    """The records there are `now` as they were after an edit, as far as the journal keeps images."""
    before = dict(now)
    for change in desk.past.net(edit + 1, desk.last_edit):
        key = (change.record_type, change.id)
        if change.before is None:
            before.pop(key, None)
        else:
            before[key] = change.before
    return before


def common_ancestor(
    ours: Desk, theirs: Desk, our_records: Records, their_records: Records
) -> Ancestor | None:
    """The latest state that both copies hold in them, None where they have none in common.

    It is worked out from their journal, and from ours where theirs no longer keeps what that takes.
    """
    for our_point, their_point in _shared(ours, theirs):
        sides = ((theirs, their_point, their_records), (ours, our_point, our_records))
        for desk, point, now in sides:
            if point is not None and point.edit >= desk.compacted_to:
                return Ancestor(
                    records_at(desk, point.edit, now),
                    our_point.edit if our_point else None,
                    their_point.edit if their_point else None,
                    point.at,
                )
    return None


def _shared(ours: Desk, theirs: Desk) -> Iterator[tuple[Point | None, Point | None]]:
    """States that both hold in them, the latest first: where one took the other in, then where both part.

    The clocks of two machines say nothing about which is later; the journals do.
    """
    our_trails, their_trails = trails_of(ours), trails_of(theirs)
    ours_taken = [
        our_trails[each.trail]
        for each in theirs.find(Merged)
        if each.trail in our_trails and each.trail not in their_trails
    ]
    theirs_taken = [
        (their_trails[each.trail], each.id)
        for each in ours.find(Merged)
        if each.trail in their_trails and each.trail not in our_trails
    ]
    ours_last = max(ours_taken, key=lambda each: each.edit, default=None)
    theirs_last, record = max(theirs_taken, key=lambda each: each[0].edit, default=(None, ""))
    found: list[tuple[Point | None, Point | None]] = [(ours_last, None)] if ours_last else []
    if theirs_last:
        taken_in = max(each.edit for each in ours.marks() if record in each.touched)
        held = ours_last is not None and taken_in <= ours_last.edit  # by what they took of us
        found.insert(len(found) if held else 0, (None, theirs_last))
    yield from found
    if both := [trail for trail in their_trails if trail in our_trails]:
        yield our_trails[both[-1]], their_trails[both[-1]]
