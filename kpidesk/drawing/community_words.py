"""Texts of a community to send or to print: a call for volunteers, a brief for managers, minutes."""

from collections.abc import Iterable, Sequence

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.communities import (
    Attendance,
    Community,
    Force,
    ForceEntry,
    Meeting,
    MeetingLine,
    MeetingState,
    Member,
    Presence,
    Slot,
    in_order,
)
from kpidesk.domain.community_meetings import (
    blocks_of,
    lines_of,
    looks_at,
    previous_promises,
    promises_of,
)
from kpidesk.domain.community_members import member_name
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Reader
from kpidesk.drawing.chart_words import sentence
from kpidesk.system.words import Words

_HERE = (Presence.THERE, Presence.EXCUSED, Presence.AWAY)
_SLOTS = (Slot.SHARE_OUT, Slot.CELEBRATION, Slot.WIN, Slot.QUESTION, Slot.LEARNING)


# -- asking people in


def call_for_volunteers(reader: Reader, community: Community, words: Words) -> str:
    """A text that asks people to join: what for, what it takes, what they take home."""
    payoffs = _forces(reader, community, Force.PAYOFF)
    concerns = _forces(reader, community, Force.CONCERN)
    return _text(
        words("{name} is looking for people who join because they want to", name=community.name),
        community.purpose,
        _listed(words("What we care about:"), concerns),
        _listed(words("What you take home:"), payoffs),
        _rhythm(community, words),
        words(
            "Your manager promises you the hours, and says of which other work you are freed. "
            "Nobody is sent: if you have doubts, come and say them."
        ),
        words("Interested? Write to {who} and say in two sentences what you would like to learn.",
              who=_leads(reader, community, words)),
    )  # fmt: skip


def brief_for_manager(reader: Reader, member: Member, words: Words) -> str:
    """One page for a member's manager, with the promise to sign."""
    community = reader.get(Community, member.community)
    name = member_name(reader, member.id)
    hours = in_hours(member.promised_hours, words) if member.promised_hours else words("_____")
    return _text(
        words("{name} in “{community}”", name=name, community=community.name),
        words("To: {manager}", manager=member.manager or words("the manager of {name}", name=name)),
        community.purpose,
        _listed(words("What the organisation has of it:"), _forces(reader, community, Force.BENEFIT)),
        _listed(words("What {name} hopes to take home:", name=name), member.payoffs),
        _rhythm(community, words),
        words("Sponsor: {who}", who=community.sponsor) if community.sponsor else "",
        _listed(
            words("What we ask of you:"),
            (
                words("{hours} hours a month for it, also when it gets busy", hours=hours),
                words("other work goes: {duties}", duties=member.duties_freed or words("_____")),
                words("a talk twice a year about hours promised and hours spent"),
            ),
        ),
        words("I promise this."),
        words("Name: ____________________   Date: ______________   Signature: ____________________"),
    )  # fmt: skip


def in_hours(hours: float, words: Words) -> str:
    """Hours with a decimal only where there is one."""
    return words.number(hours, 0 if hours == int(hours) else 1)


def _forces(reader: Reader, community: Community, force: Force) -> list[str]:
    found = in_order(reader.find(ForceEntry, community=community.id, force=force))
    return [each.text for each in found]


def _rhythm(community: Community, words: Words) -> str:
    """How often people meet, where and for how long."""
    parts = [
        words.many("We meet every day", "We meet every {n} days", community.every_days),
        words.many("for {n} minute", "for {n} minutes", community.minutes),
    ]
    if community.starts:
        parts.append(words("at {time}", time=community.starts))
    if community.place:
        parts.append(words("here: {place}", place=community.place))
    return words("{parts}.", parts=", ".join(parts))


def _leads(reader: Reader, community: Community, words: Words) -> str:
    name = reader.get(Person, community.leader).name if community.leader else ""
    named = ", ".join(filter(None, (name, community.leader_role)))
    return named or words("whoever gave you this")


# -- minutes


def minutes(reader: Reader, meeting: Meeting, words: Words) -> str:
    """What a meeting came to, as plain text."""
    community = reader.get(Community, meeting.community)
    lines = lines_of(reader, meeting.id)
    when = " · ".join(
        filter(None, (words.date(meeting.on), meeting.starts, meeting.place, words(LABELS[meeting.kind])))
    )
    parts = [words("{community}: minutes", community=community.name), when]
    if meeting.state is MeetingState.CANCELLED:
        return _text(*parts, words("This meeting was cancelled: {reason}", reason=meeting.reason))
    parts += [_listed("", who_came(reader, meeting, words)), _hosts(reader, meeting, words)]
    parts.append(_listed(words("What came of earlier promises"), earlier(reader, meeting, words)))
    for block in blocks_of(lines, community.blocks):
        of_block = [each for each in lines if each.slot is Slot.BLOCK and each.block == block]
        parts.append(_listed(block or words("Agenda"), _said(reader, of_block)))
    for slot in _SLOTS:
        parts.append(
            _listed(_heading(slot, words), _said(reader, [each for each in lines if each.slot is slot]))
        )
    promised = [promise_in_words(each, words) for each in promises_of(reader, meeting.id)]
    parts += [_listed(words("What we promised"), promised), meeting.note]
    return _text(*parts)


def who_came(reader: Reader, meeting: Meeting, words: Words) -> list[str]:
    """Who was there, was excused, was not there: a line each, for whom there are any."""
    found = reader.find(Attendance, meeting=meeting.id)
    told = []
    for presence in _HERE:
        names = sorted(member_name(reader, each.member) for each in found if each.presence is presence)
        if names:
            how = words(LABELS[presence])
            told.append(words("{how}: {names}", how=sentence(how), names=", ".join(names)))
    return told


def earlier(reader: Reader, meeting: Meeting, words: Words) -> list[str]:
    """The promises that the meeting looked at, each with what was noted about it."""
    told = []
    for promise in previous_promises(reader, meeting):
        looks = looks_at(reader, promise, meeting)
        noted = [text for look in looks[-1:] for text in (look.happened, look.learned, look.next) if text]
        status = words(LABELS[looks[-1].status if looks else promise.status])
        said = words("{promise}: {status}", promise=promise_in_words(promise, words), status=status)
        told.append(" – ".join((said, *noted)))
    return told


def promise_in_words(promise: Commitment, words: Words) -> str:
    """Who does what, with whom, by when."""
    what = words("{who}: {what}", who=promise.who, what=promise.what) if promise.who else promise.what
    partner = words("with {who}", who=promise.with_whom) if promise.with_whom else ""
    day = words("by {day}", day=words.date(promise.by_when)) if promise.by_when else ""
    return ", ".join(filter(None, (what, partner, day)))


def _hosts(reader: Reader, meeting: Meeting, words: Words) -> str:
    host = words("Host: {name}", name=member_name(reader, meeting.host)) if meeting.host else ""
    following = (
        words("Next host: {name}", name=member_name(reader, meeting.next_host)) if meeting.next_host else ""
    )
    return "\n".join(filter(None, (host, following)))


def _said(reader: Reader, lines: Sequence[MeetingLine]) -> list[str]:
    return [
        f"{each.text} ({reader.get(Person, each.person).name})" if each.person else each.text
        for each in lines
    ]


def _heading(slot: Slot, words: Words) -> str:
    return sentence(words(LABELS[slot]))


def _listed(head: str, texts: Iterable[str]) -> str:
    """Lines below a heading; nothing where there are none."""
    lines = [f"• {each}" if head else each for each in texts]
    return "\n".join(filter(None, (head, *lines))) if lines else ""


def _text(*parts: str) -> str:
    """Paragraphs, without those that say nothing."""
    return "\n\n".join(each for each in parts if each) + "\n"
