"""What came of workshops: what was written down in one, and which promises it looks at first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kpidesk.domain.commitments import CheckIn, Commitment
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Reader
from kpidesk.domain.registers import Ruling
from kpidesk.domain.workshops import Parked, Participant, Workshop


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing that was written down; `kind` is parked, decision or promise."""

    id: str
    kind: str
    text: str
    who: str = ""


def written_down(reader: Reader, workshop_id: str) -> list[Noted]:
    """All of it, the newest first."""
    return sorted(_noted(reader, workshop_id), key=lambda each: each.id, reverse=True)


def _noted(reader: Reader, workshop_id: str) -> Iterator[Noted]:
    for parked in reader.find(Parked, workshop=workshop_id):
        yield Noted(parked.id, "parked", parked.text)
    for ruling in reader.find(Ruling, workshop=workshop_id):
        yield Noted(ruling.id, "decision", ruling.text, ruling.by)
    for promise in reader.find(Commitment, workshop=workshop_id):
        yield Noted(promise.id, "promise", promise.what, promise.who)


def open_promises(reader: Reader, workshop: Workshop) -> list[Commitment]:
    """What was promised in earlier workshops and still stands, or was looked at on the day of this one."""
    found = []
    for promise in reader.find(Commitment):
        if promise.workshop is None or promise.workshop == workshop.id:
            continue
        made_in = reader.find(Workshop, id=promise.workshop)
        made_on = made_in[0].on if made_in and made_in[0].on else promise.made_on
        if workshop.on is not None and made_on is not None and made_on > workshop.on:
            continue
        looked_at = workshop.on is not None and reader.find(CheckIn, commitment=promise.id, day=workshop.on)
        if promise.is_standing or looked_at:
            found.append(promise)
    return sorted(found, key=lambda each: (each.by_when is None, each.by_when or date.max, each.id))


def people_of(reader: Reader, workshop_id: str) -> list[tuple[Participant, Person]]:
    """Who is on the list of a workshop, by name."""
    found = reader.find(Participant, workshop=workshop_id)
    named = [(each, reader.get(Person, each.person)) for each in found]
    return sorted(named, key=lambda pair: pair[1].name.casefold())
