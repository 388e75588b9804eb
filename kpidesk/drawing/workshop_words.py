"""What came of a workshop, as plain text to send round."""

from collections.abc import Sequence

from kpidesk.domain import agenda
from kpidesk.domain.commitments import CheckIn, Commitment
from kpidesk.domain.labels import LABELS
from kpidesk.domain.reader import Reader
from kpidesk.domain.registers import Ruling
from kpidesk.domain.workshop_record import open_promises, people_of
from kpidesk.domain.workshops import Parked, Workshop, blocks_of
from kpidesk.drawing.community_words import promise_in_words
from kpidesk.drawing.partner_words import looked_at
from kpidesk.drawing.plain_text import POINT
from kpidesk.drawing.vote_words import held, in_lines
from kpidesk.system.words import Words


def when(workshop: Workshop, words: Words) -> str:
    """Day, time and place in a line."""
    day = words.date(workshop.on) if workshop.on else words("no day yet")
    return " · ".join(filter(None, (day, workshop.starts, workshop.location)))


def minutes(reader: Reader, workshop: Workshop, words: Words) -> str:
    """Who was there, what was decided, promised and put aside, and how the time went."""
    found = people_of(reader, workshop.id)
    came = [person.name for each, person in found if each.came is not False]
    away = [person.name for each, person in found if each.came is False]
    rulings = sorted(reader.find(Ruling, workshop=workshop.id), key=lambda each: each.id)
    parked = sorted(reader.find(Parked, workshop=workshop.id), key=lambda each: each.id)
    promised = sorted(reader.find(Commitment, workshop=workshop.id), key=lambda each: each.id)
    parts = [
        words("{workshop}: minutes", workshop=workshop.name),
        when(workshop, words),
        workshop.purpose,
        words("There: {names}", names=", ".join(came)) if came else "",
        words("Not there: {names}", names=", ".join(away)) if away else "",
        _listed(words("What came of earlier promises"), _earlier(reader, workshop, words)),
        *(_listed(each.title, in_lines(reader, each, words)) for each in held(reader, workshop.id)),
        _listed(words("What we decided"), [_decided(each, words) for each in rulings]),
        _listed(words("What we promised"), [promise_in_words(each, words) for each in promised]),
        _listed(words("In the parking lot"), [_put_aside(each, words) for each in parked]),
        _listed(words("What we did"), _did(reader, workshop, words)),
        workshop.note,
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _listed(head: str, points: Sequence[str]) -> str:
    return "\n".join((head, *(f"{POINT}{each}" for each in points))) if points else ""


def _decided(ruling: Ruling, words: Words) -> str:
    parts = [ruling.text]
    if ruling.why:
        parts.append(words("Why: {why}", why=ruling.why))
    if ruling.by:
        parts.append(words("Decided by {who}", who=ruling.by))
    return " · ".join(parts)


def _put_aside(parked: Parked, words: Words) -> str:
    return words("{what} → {answer}", what=parked.text, answer=parked.answer or words("open"))


def _earlier(reader: Reader, workshop: Workshop, words: Words) -> list[str]:
    told = []
    for promise in open_promises(reader, workshop):
        looks = sorted(reader.find(CheckIn, commitment=promise.id), key=lambda each: (each.day, each.id))
        what = promise_in_words(promise, words)
        heard = looked_at(looks[-1], words) if looks else words(LABELS[promise.status])
        told.append(f"{what} → {heard}")
    return told


def _did(reader: Reader, workshop: Workshop, words: Words) -> list[str]:
    """The blocks as they went; before it ran, as they are planned."""
    blocks = blocks_of(reader, workshop.id)
    if not agenda.has_begun(blocks):
        slots = agenda.planned(workshop, blocks).slots
        return [f"{words.clock(agenda.time_of(each.starts))} {each.block.name}" for each in slots]
    told = []
    for block in blocks:
        if block.began_at is None:
            continue
        until = block.ended_at or workshop.ended_at
        spent = round(agenda.seconds_in(workshop, block, until or block.began_at) / 60)
        told.append(
            words("{block}: {n} min, planned {planned}", block=block.name, n=spent, planned=block.minutes)
        )
    return told
