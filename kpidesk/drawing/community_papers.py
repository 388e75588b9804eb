"""Papers of a community on A4: roster, minutes of a meeting, briefs for managers with a promise to sign."""

from datetime import date

from kpidesk.domain.communities import Community, Meeting, Member
from kpidesk.domain.community_figures import present_members, spent_a_month
from kpidesk.domain.community_members import member_name
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Once, Reader
from kpidesk.drawing import community_words
from kpidesk.drawing.flow import paragraph
from kpidesk.drawing.listing import A4, MARGIN, QUIET, Column, listing, table
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.plain_text import paragraphs_of, text_blocks
from kpidesk.system.words import Words

# -- roster


def roster(reader: Reader, community: Community, words: Words, day: date) -> tuple[Picture, ...]:
    """Who is in the community: unit, how they came, hours promised and spent, payoffs, buddy."""
    once = Once(reader)
    paper = A4.landscape
    wide = paper.wide - 2 * MARGIN
    members = sorted(
        present_members(once, community.id, day), key=lambda each: member_name(once, each.id).casefold()
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
        member_name(reader, member.buddy) if member.buddy else "",
    ]  # fmt: skip


# -- texts


def minutes(reader: Reader, meeting: Meeting, words: Words, day: date) -> tuple[Picture, ...]:
    """What was said, promised and celebrated in a meeting, in the words in which it is also copied."""
    once = Once(reader)
    community = once.get(Community, meeting.community)
    title = words("Minutes of {day}", day=words.date(meeting.on))
    _, _, *said = paragraphs_of(community_words.minutes(once, meeting, words))  # without its name and day
    about = " · ".join(filter(None, (community.name, meeting.starts, meeting.place)))
    return listing(once, title, about, text_blocks(said), words, day)


def briefs(reader: Reader, community: Community, words: Words, day: date) -> tuple[Picture, ...]:
    """The call for volunteers, then a page for the manager of each member, with a promise to sign."""
    once = Once(reader)
    asked = [each for each in present_members(once, community.id, day) if each.manager or each.promised_hours]
    texts = [community_words.call_for_volunteers(once, community, words)]
    texts += [community_words.brief_for_manager(once, each, words) for each in asked]
    pages: list[Picture] = []
    for text in texts:
        (title,), *said = paragraphs_of(text)
        pages += listing(once, title, "", text_blocks(said), words, day)
    return tuple(pages)
