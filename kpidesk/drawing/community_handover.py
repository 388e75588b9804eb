"""What a leader hands over, on A4, and cards for the roles that people take while they train."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Final

from kpidesk.domain.commitments import Commitment, CommitmentStatus, by_date
from kpidesk.domain.communities import Community, Initiative, InitiativeState, PlanTeam, Struggle
from kpidesk.domain.community_figures import past_meetings, plan_steps, present_members, spent_a_month
from kpidesk.domain.community_routine import next_dates
from kpidesk.domain.community_year import turns
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Once, Reader
from kpidesk.drawing import shapes
from kpidesk.drawing.charter import when
from kpidesk.drawing.flow import Block, missing, paragraph, space, stack, together
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.gallery_paper import Draw, cards
from kpidesk.drawing.listing import HEAD, QUIET, TEXT, WIDE, listing
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Group, Item, Picture
from kpidesk.drawing.poster_brand import brand_of
from kpidesk.drawing.text import Style
from kpidesk.drawing.tick_box import tick_box
from kpidesk.system.words import Words

_DATES: Final = 4
_AHEAD: Final = timedelta(days=180)
_ROLE: Final = Style(22, Weight.BOLD, leading=1.25)
_DUTY: Final = Style(13, leading=1.3)


def handover(reader: Reader, community: Community, words: Words, day: date) -> tuple[Picture, ...]:
    """The role, who counts on it, what is open, what comes next; each with a box to tick once told."""
    once = Once(reader)
    parts: list[tuple[str, list[str]]] = [
        (words("The role"), _role(once, community, words)),
        (words("People who count on it"), _people(once, community, words, day)),
        (words("Promises that are open"), _promises(once, community, words, day)),
        (words("Steps that are late or under way"), _steps(once, community, words, day)),
        (words("Struggles without an answer"), _struggles(once, community)),
        (words("Initiatives under way"), _initiatives(once, community, words)),
        (words("What comes next"), _next(once, community, words, day)),
        (words("To be done in person"), _in_person(words)),
    ]
    blocks: list[Block] = []
    for head, lines in parts:
        rows = [row for line in lines for row in _row(line)]
        rows = rows or paragraph(words("Nothing is noted."), QUIET, WIDE)
        blocks += [together([*paragraph(head, HEAD, WIDE), space(1), rows[0]]), *rows[1:], space(4)]
    return listing(once, words("Hand-over of the role"), community.name, blocks, words, day)


def _row(text: str) -> list[Block]:
    box = tick_box(CommitmentStatus.OPEN, TEXT.line_height)
    return [*paragraph(text, TEXT, WIDE, indent=7, mark=box), space(1)]


def _role(reader: Reader, community: Community, words: Words) -> list[str]:
    def named(person_id: str | None) -> str:
        return reader.get(Person, person_id).name if person_id else words("nobody yet")

    return [
        words(
            "{role}, now {name}",
            role=community.leader_role or words("The lead"),
            name=named(community.leader),
        ),
        words("Deputy: {name}", name=named(community.deputy)),
        words("Sponsor: {name}", name=community.sponsor or words("nobody yet")),
        when(community, words),
        *filter(None, (community.decision_rule,)),
    ]


def _people(reader: Reader, community: Community, words: Words, day: date) -> list[str]:
    lines = []
    for each in present_members(reader, community.id, day):
        person, spent = reader.get(Person, each.person), spent_a_month(reader, each.id, day)
        hours = ""
        if each.promised_hours:
            hours = words(
                "{promised} hours promised by {manager}, {spent} spent",
                promised=words.number(each.promised_hours, 1), manager=each.manager or "?",
                spent="–" if spent is None else words.number(spent, 1),
            )  # fmt: skip
        lines.append(" · ".join(filter(None, (person.name, person.unit, hours))))
    return sorted(lines)


def _promises(reader: Reader, community: Community, words: Words, day: date) -> list[str]:
    found = by_date(reader.find(Commitment, community=community.id), day)
    return [
        " · ".join(filter(None, (each.what, each.who, words.date(each.by_when) if each.by_when else "")))
        for each in found
        if each.is_standing
    ]


def _steps(reader: Reader, community: Community, words: Words, day: date) -> list[str]:
    lines = []
    for each in plan_steps(reader, community.id):
        late = each.is_late(day)
        if late or each.state.value == "running":
            team, step = reader.get(PlanTeam, each.team).name, words(LABELS[each.step])
            said = words("late") if late else words(LABELS[each.state])
            lines.append(f"{team}: {step}, {said}")
    return lines


def _struggles(reader: Reader, community: Community) -> list[str]:
    found = reader.find(Struggle, community=community.id)
    return [" · ".join(filter(None, (each.text, each.who))) for each in found if each.solved_on is None]


def _initiatives(reader: Reader, community: Community, words: Words) -> list[str]:
    found = reader.find(Initiative, community=community.id, state=InitiativeState.RUNNING)
    return [
        " · ".join(filter(None, (each.name, each.owner, words.date(each.by) if each.by else "")))
        for each in found
    ]


def _next(reader: Reader, community: Community, words: Words, day: date) -> list[str]:
    taken = [each.on for each in past_meetings(reader, community.id, date.max)]
    days = next_dates(community, taken, day, _DATES)
    lines = (
        [words("Meetings: {days}", days=words.listed([words.date(each) for each in days]))] if days else []
    )
    ahead = [
        turn for year in (day.year, day.year + 1) for turn in turns(reader, community, year)
        if day <= turn.on <= day + _AHEAD
    ]  # fmt: skip
    return [*lines, *(f"{words.date(each.on)}: {each.name}" for each in islice(ahead, 12))]


def _in_person(words: Words) -> list[str]:
    return [
        words("A talk with the sponsor, both of you together"),
        words("A word with each manager: the promise of hours stays"),
        words("One meeting led together, the next one watched"),
        words("The desk file, its backups, and who else has a copy"),
        words("A thank-you in front of the community"),
    ]


# -- roles


def role_cards(reader: Reader, community: Community, words: Words, day: date) -> tuple[Picture, ...]:
    """Cards for the roles in a session that is led by members who are learning it, four to an A4."""
    brand = brand_of(reader)
    drawn: list[Draw] = [
        partial(_role_card, name=name, duties=duties, foot=community.name, colour=brand.colour)
        for name, duties in _roles(words)
    ]
    return cards(drawn, words("Role cards"), words, across=2, down=2)


def _role_card(
    wide: float, tall: float, *, name: str, duties: Sequence[str], foot: str, colour: str
) -> tuple[Sequence[Item], Sequence[str]]:
    blocks = [*paragraph(name, _ROLE, wide), space(4)]
    for duty in duties:
        mark = shapes.circle(1.2, _DUTY.line_height / 2, 1.0, fill=LIGHT.text)
        blocks += [*paragraph(duty, _DUTY, wide, indent=5, mark=(mark,)), space(1.6)]
    below = paragraph(foot, Style(9, colour=LIGHT.text_second), wide)
    bar = shapes.rect(0, 0, wide, 1.2, fill=colour)
    low = tall - sum(block.height for block in below)
    whose = Group(tuple(stack(below, 0, low)), role="page foot")
    return [bar, *stack(blocks, 0, 5), whose], missing([*blocks, *below])


def _roles(words: Words) -> Iterable[tuple[str, Sequence[str]]]:
    return (
        (words("Lead"), (
            words("You say what the next half hour is for, and stop when it is over."),
            words("You ask first, and give your own opinion last."),
            words("When two talk, you ask a third."),
        )),
        (words("Co-lead"), (
            words("You watch faces: who has not spoken yet?"),
            words("You write on the wall what was said, in their words."),
            words("You tell the lead quietly when the room is lost."),
        )),
        (words("Timekeeper"), (
            words("You say half time, five minutes, and time."),
            words("What would take longer goes to the parking place."),
            words("You keep two minutes for the last round."),
        )),
        (words("Voice of the data"), (
            words("You ask: would we see this, hear it, count it?"),
            words("You say what exists, what it costs, and what nobody knows."),
            words("You never say that it cannot be measured before all have spoken."),
        )),
        (words("Friendly sceptic"), (
            words("You ask how somebody could look good without being good."),
            words("You ask whom this measure could hurt."),
            words("You ask each thing once, and accept an answer."),
        )),
        (words("Scribe of promises"), (
            words("You write who does what, with whom, by when."),
            words("You read all promises aloud at the end."),
            words("You bring them to the next meeting."),
        )),
        (words("Guest from another unit"), (
            words("You ask what the words mean; nobody minds it from you."),
            words("You say where your unit meets the same."),
            words("You take one idea home."),
        )),
        (words("Watcher"), (
            words("You say nothing until the end."),
            words("You note what helped and what held the group up."),
            words("You tell the leads afterwards, one of each first."),
        )),
    )  # fmt: skip
