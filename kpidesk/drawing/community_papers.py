"""Papers of a community on A4: roster, minutes of a meeting, briefs for managers with a promise to sign."""

from collections.abc import Iterable
from datetime import date
from typing import Final

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
from kpidesk.domain.community_figures import present_members, spent_a_month
from kpidesk.domain.community_meetings import blocks_of, lines_of, promises_of
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Once, Reader
from kpidesk.drawing import shapes
from kpidesk.drawing.charter import when
from kpidesk.drawing.flow import Block, paragraph, space, together
from kpidesk.drawing.gallery_paper import ruled
from kpidesk.drawing.listing import A4, HEAD, MARGIN, QUIET, STRONG, TEXT, WIDE, Column, listing, table
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Picture
from kpidesk.system.words import Words

_SLOTS: Final = (Slot.SHARE_OUT, Slot.CELEBRATION, Slot.WIN, Slot.QUESTION, Slot.LEARNING)


def _name(reader: Reader, member_id: str | None) -> str:
    return reader.get(Person, reader.get(Member, member_id).person).name if member_id else ""


# -- roster


def roster(reader: Reader, community: Community, words: Words, day: date) -> tuple[Picture, ...]:
    """Who is in the community: unit, how they came, hours promised and spent, payoffs, buddy."""
    once = Once(reader)
    paper = A4.landscape
    wide = paper.wide - 2 * MARGIN
    members = sorted(
        present_members(once, community.id, day), key=lambda each: _name(once, each.id).casefold()
    )
    columns = (
        Column(words("Name"), 20), Column(words("Unit"), 17), Column(words("Came as"), 15),
        Column(words("Manager"), 22), Column(words("Hours a month: promised, spent"), 19),
        Column(words("Wants to take home"), 26), Column(words("Buddy"), 17),
    )  # fmt: skip
    rows = [_member_row(once, each, words, day) for each in members]
    blocks = table(columns, rows, wide) if rows else paragraph(words("Nobody is in it yet."), QUIET, wide)
    count = words.many("{n} member", "{n} members", len(members))
    about = f"{community.name} · {count}"
    return listing(once, words("Roster"), about, blocks, words, day, paper)


def _member_row(reader: Reader, member: Member, words: Words, day: date) -> list[str]:
    person = reader.get(Person, member.person)
    spent = spent_a_month(reader, member.id, day)
    promised = words.number(member.promised_hours, 1) if member.promised_hours else words("none")
    hours = words(
        "{promised}, {spent}", promised=promised, spent="–" if spent is None else words.number(spent, 1)
    )
    name = f"{person.name} ({member.role})" if member.role else person.name
    joining = words(LABELS[member.joining]) if member.joining else "–"
    return [
        name, person.unit, joining, member.manager, hours, "\n".join(member.payoffs),
        _name(reader, member.buddy),
    ]  # fmt: skip


# -- minutes


def minutes(reader: Reader, meeting: Meeting, words: Words, day: date) -> tuple[Picture, ...]:
    """What was said, promised and celebrated in a meeting."""
    once = Once(reader)
    community = once.get(Community, meeting.community)
    lines = lines_of(once, meeting.id)
    blocks = [*_who(once, meeting, words), space(3)]
    for block in blocks_of(lines, community.blocks):
        said = [each for each in lines if each.slot is Slot.BLOCK and each.block == block]
        blocks += _said(once, block, said, words)
    blocks += _promised(promises_of(once, meeting.id), words)
    for slot in _SLOTS:
        said = [each for each in lines if each.slot is slot]
        head = words(LABELS[slot])
        blocks += _said(once, f"{head[:1].upper()}{head[1:]}", said, words) if said else []
    if meeting.next_host:
        blocks += [*paragraph(words("Next host: {name}", name=_name(once, meeting.next_host)), STRONG, WIDE)]
    title = words("Minutes of {day}", day=words.date(meeting.on))
    about = " · ".join(filter(None, (community.name, meeting.starts, meeting.place)))
    return listing(once, title, about, blocks, words, day)


def _who(reader: Reader, meeting: Meeting, words: Words) -> list[Block]:
    if meeting.state is MeetingState.CANCELLED:
        return paragraph(words("The meeting was cancelled. {why}", why=meeting.reason), TEXT, WIDE)
    there: dict[Presence, list[str]] = {each: [] for each in Presence}
    for each in reader.find(Attendance, meeting=meeting.id):
        there[each.presence].append(_name(reader, each.member))
    told = [
        (words("Host: {names}", names=_name(reader, meeting.host)), meeting.host),
        (words("There: {names}", names=words.listed(sorted(there[Presence.THERE]))), there[Presence.THERE]),
        (
            words("Excused: {names}", names=words.listed(sorted(there[Presence.EXCUSED]))),
            there[Presence.EXCUSED],
        ),
    ]
    return [block for text, known in told if known for block in paragraph(text, TEXT, WIDE)]


def _said(reader: Reader, head: str, lines: Iterable[MeetingLine], words: Words) -> list[Block]:
    rows: list[Block] = []
    for each in lines:
        who = reader.get(Person, each.person).name if each.person else ""
        rows += _point(f"{each.text} ({who})" if who else each.text)
    rows = rows or paragraph(words("Nothing was noted."), QUIET, WIDE)
    title = paragraph(head, HEAD, WIDE)
    return [together([*title, space(1), rows[0]]), *rows[1:], space(5)]


def _point(text: str) -> list[Block]:
    mark = shapes.circle(1.2, TEXT.line_height / 2, 0.8, fill=LIGHT.text)
    return [*paragraph(text, TEXT, WIDE, indent=5, mark=(mark,)), space(1)]


def _promised(promises: Iterable[Commitment], words: Words) -> list[Block]:
    rows = [
        [each.who, each.what, each.with_whom, words.date(each.by_when) if each.by_when else ""]
        for each in promises
    ]
    if not rows:
        return []
    columns = (
        Column(words("Who"), 20), Column(words("What"), 50), Column(words("With"), 20),
        Column(words("By when"), 20),
    )  # fmt: skip
    return [*paragraph(words("Promises"), HEAD, WIDE), space(1), *table(columns, rows), space(5)]


# -- briefs


def briefs(reader: Reader, community: Community, words: Words, day: date) -> tuple[Picture, ...]:
    """A page for the manager of each member, and one without a name, with a promise to sign."""
    once = Once(reader)
    members = [
        each for each in present_members(once, community.id, day) if each.manager or each.promised_hours
    ]
    pages: list[Picture] = []
    for member in (None, *members):
        pages += _brief(once, community, member, words, day)
    return tuple(pages)


def _brief(
    reader: Reader, community: Community, member: Member | None, words: Words, day: date
) -> tuple[Picture, ...]:
    name = _name(reader, member.id) if member else "________________"
    gains = in_order([
        each for each in reader.find(ForceEntry, community=community.id) if each.force is Force.BENEFIT
    ])  # fmt: skip
    hours = words.number(member.promised_hours, 1) if member and member.promised_hours else "______"
    freed = member.duties_freed if member else ""
    blocks = [
        *paragraph(community.purpose, TEXT, WIDE), space(5),
        *paragraph(words("What the organisation gets"), HEAD, WIDE), space(1),
        *(block for each in gains for block in _point(_gain(each, words))), space(4),
        *paragraph(words("What it takes"), HEAD, WIDE), space(1),
        *_point(when(community, words)),
        *_point(words("{hours} hours a month of {name}’s working time", hours=hours, name=name)),
        *_point(words("Freed for it: {duties}", duties=freed or "________________________________")),
        *_point(words("A word in front of the team that this is part of the work")), space(8),
        *paragraph(words("My promise"), HEAD, WIDE), space(2),
        *paragraph(
            words(
                "I support that {name} takes part in {community}, and keep {hours} hours a month free for "
                "it. If I cannot, I say so before, and we look for another way.",
                name=name, community=community.name, hours=hours,
            ),
            TEXT, WIDE,
        ),
        space(14), ruled(1, 1, WIDE * 0.55),
        *paragraph(words("Manager, day"), QUIET, WIDE),
    ]  # fmt: skip
    title = words("For the manager of {name}", name=name) if member else words("For your manager")
    return listing(reader, title, community.name, blocks, words, day)


def _gain(entry: ForceEntry, words: Words) -> str:
    if not entry.noticed:
        return entry.text
    return words("{what} – we notice it: {sign}", what=entry.text, sign=entry.noticed)
