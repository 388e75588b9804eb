"""Promises, meetings and workshops as events of a calendar: an iCalendar file (RFC 5545).

Each promise with a date is one event of a whole day; each meeting that is planned or was cancelled, and
each workshop that has not ended, one of its hours. The UID is made of the record's id, and SEQUENCE is the
number of the desk's newest edit, so that whoever reads a later file gets the same events brought up to
date, never a second time.
"""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from kpidesk.domain.agenda import planned
from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.communities import Community, Meeting, MeetingState
from kpidesk.domain.community_members import member_name
from kpidesk.domain.community_routine import clock
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import Centre, Partner
from kpidesk.domain.workshops import Workshop, blocks_of, in_order
from kpidesk.system.words import Words

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT: Final = "-//KPI Desk//Commitments//EN"


def dated(reader: Reader, centre_id: str | None = None) -> list[Commitment]:
    """The promises that have a date, of the whole desk or around one result; those that come first, first."""
    found = reader.find(Commitment) if centre_id is None else reader.find(Commitment, centre=centre_id)
    days = [(each.by_when, each.id, each) for each in found if each.by_when is not None]
    return [each for _, _, each in sorted(days, key=lambda day: day[:2])]


def meetings(reader: Reader) -> list[Meeting]:
    """The meetings that are planned or were cancelled, first to last; those that were held are past."""
    found = (each for each in reader.find(Meeting) if each.state is not MeetingState.HELD)
    return sorted(found, key=lambda each: (each.on, each.starts, each.id))


def coming(reader: Reader) -> list[Workshop]:
    """The workshops that have a day and have not ended, first to last."""
    return [each for each in in_order(reader.find(Workshop)) if each.on is not None and each.ended_at is None]


def event_count(reader: Reader) -> int:
    """How many events a desk's calendar has."""
    return len(dated(reader)) + len(meetings(reader)) + len(coming(reader))


def calendar(reader: Reader, words: Words, *, edit: int, at: datetime, centre_id: str | None = None) -> bytes:
    """The file as bytes.

    Args:
        reader: a snapshot of the desk; a calendar without events is no valid one, see `event_count`.
        words: the language of the descriptions.
        edit: the number of the edit that the snapshot shows.
        at: the moment of the export.
        centre_id: only the promises around this result.
    """
    from icalendar import Calendar  # noqa: PLC0415 - late: 50 ms

    once = Once(reader)
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    organisation = next(iter(once.find(Organisation)), None)
    made.add("x-wr-calname", organisation.name if organisation else words("Commitments"))
    stamp = at.astimezone(UTC).replace(microsecond=0)
    for promise in dated(once, centre_id):
        made.add_component(_promise(once, promise, words, edit, stamp))
    for meeting in meetings(once) if centre_id is None else ():
        made.add_component(_meeting(once, meeting, words, edit, stamp))
    for workshop in coming(once) if centre_id is None else ():
        made.add_component(_workshop(once, workshop, edit, stamp))
    content: bytes = made.to_ical()
    return content


def _event(record_id: str, edit: int, stamp: datetime) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - see above

    event = Event()
    event.add("uid", f"{record_id}@kpidesk")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", edit)
    return event


def _meeting(reader: Reader, meeting: Meeting, words: Words, edit: int, stamp: datetime) -> "Event":
    community = reader.get(Community, meeting.community)
    event = _event(meeting.id, edit, stamp)
    _add_hours(event, meeting.on, meeting.starts, meeting.minutes)
    event.add("summary", community.name)
    if meeting.place:
        event.add("location", meeting.place)
    lines = [*community.blocks]
    if meeting.host:
        lines.append(words("Host: {name}", name=member_name(reader, meeting.host)))
    event.add("description", "\n".join(lines))
    cancelled = meeting.state is MeetingState.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _workshop(reader: Reader, workshop: Workshop, edit: int, stamp: datetime) -> "Event":
    assert workshop.on is not None  # noqa: S101 - see coming
    event = _event(workshop.id, edit, stamp)
    blocks = blocks_of(reader, workshop.id)
    slots = planned(workshop, blocks).slots
    long = round(slots[-1].ends - slots[0].starts) if slots else 60
    _add_hours(event, workshop.on, workshop.starts, max(long, 1))
    event.add("summary", workshop.name)
    if workshop.location:
        event.add("location", workshop.location)
    event.add("description", "\n".join(filter(None, (workshop.purpose, *(each.name for each in blocks)))))
    event.add("status", "CONFIRMED")
    return event


def _add_hours(event: "Event", day: date, starts: str, minutes: int) -> None:
    """When it is; without a time of day, the whole day."""
    if begins := clock(starts):
        start = datetime.combine(day, begins)  # the time of the place, wherever the calendar is
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=minutes))
    else:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))


def _promise(reader: Reader, promise: Commitment, words: Words, edit: int, stamp: datetime) -> "Event":
    assert promise.by_when is not None  # noqa: S101 - see dated
    event = _event(promise.id, edit, stamp)
    event.add("dtstart", promise.by_when)
    event.add("dtend", promise.by_when + timedelta(days=1))
    event.add("summary", f"{promise.who}: {promise.what}" if promise.who else promise.what)
    event.add("description", _description(reader, promise, words))
    dropped = promise.status is CommitmentStatus.DROPPED
    event.add("status", "CANCELLED" if dropped else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a whole day that is not taken
    return event


def _description(reader: Reader, promise: Commitment, words: Words) -> str:
    """What people want to know when the day comes, a line each."""
    centre = reader.get(Centre, promise.centre) if promise.centre else None
    result = reader.get(Result, centre.result) if centre else None
    partner = reader.get(Partner, promise.partner) if promise.partner else None
    measure = reader.get(Measure, promise.measure) if promise.measure else None
    lines = [words("Status: {status}", status=words(LABELS[promise.status]))]
    if promise.with_whom:
        lines.append(words("With: {whom}", whom=promise.with_whom))
    if partner:
        lines.append(words("Partner: {partner}", partner=f"{partner.code} {partner.name}"))
    if measure:
        lines.append(words("Measure: {measure}", measure=f"{measure.code} {measure.name}"))
    if result:
        lines.append(words("Result: {result}", result=f"{result.code} {result.statement}"))
    return "\n".join(lines)
