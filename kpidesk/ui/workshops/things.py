"""What people can vote on: the records of the desk by what they are, each in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kpidesk.actions.votes import Thing
from kpidesk.domain.curves import Idea
from kpidesk.domain.designs import Candidate, Design
from kpidesk.domain.gallery import Note, Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.record import Record
from kpidesk.domain.results import Goal, Result
from kpidesk.domain.sharing import DrivingMeasure, Partner
from kpidesk.drawing.record_words import record_name
from kpidesk.system.words import Words

_TEXTS: Final = ("statement", "name", "text", "wording")


@dataclass(frozen=True, slots=True)
class Source:
    """A heap of things of the same kind."""

    key: str
    name: str
    things: tuple[Thing, ...]


def sources(reader: Reader, words: Words) -> list[Source]:
    """All heaps that hold something: goals, results, measures, candidates by design, shared, notes, ideas."""
    once = Once(reader)
    found = [
        _all("results", words("Results"), once.find(Result)),
        _all("goals", words("Goals"), once.find(Goal)),
        _all("measures", words("Measures"), once.find(Measure)),
        *_candidates(once, words),
        _shared(once, words),
        *_notes(once, words),
        *_ideas(once, words),
    ]
    return [each for each in found if each.things]


def _all(key: str, name: str, records: Iterable[Record]) -> Source:
    coded = sorted(records, key=lambda each: str(getattr(each, "code", "")))
    return Source(key, name, tuple(_thing(each) for each in coded))


def _thing(record: Record) -> Thing:
    """The whole text: people vote on words, not on codes."""
    texts = (getattr(record, name, "") for name in _TEXTS)
    text = next(filter(None, texts), "")
    return Thing(" ".join(filter(None, (getattr(record, "code", ""), text))), record.id)


def _candidates(once: Once, words: Words) -> list[Source]:
    return [
        Source(
            design.id, words("Candidates: {design}", design=record_name(design, once, words)),
            tuple(_thing(each) for each in once.find(Candidate, design=design.id)),
        )
        for design in once.find(Design)
    ]  # fmt: skip


def _shared(once: Once, words: Words) -> Source:
    """Measures that drive partners' work, each once, however many partners have it."""
    found: dict[str, Thing] = {}
    for each in sorted(once.find(DrivingMeasure), key=lambda one: one.name.casefold()):
        found.setdefault(each.name.strip().casefold(), Thing(each.name, each.id))
    known = {partner.id for partner in once.find(Partner)}
    return Source("shared", words("Measures of partners"), tuple(found.values()) if known else ())


def _notes(once: Once, words: Words) -> list[Source]:
    return [
        Source(
            poster.id, words("Notes: {poster}", poster=record_name(poster, once, words)),
            tuple(_thing(each) for each in sorted(once.find(Note, poster=poster.id), key=lambda n: n.code)),
        )
        for poster in sorted(once.find(Poster), key=lambda each: each.code)
    ]  # fmt: skip


def _ideas(once: Once, words: Words) -> list[Source]:
    return [
        Source(
            f"ideas-{measure.id}", words("Ideas: {measure}", measure=record_name(measure, once, words)),
            tuple(_thing(each) for each in once.find(Idea, measure=measure.id)),
        )
        for measure in once.find(Measure)
    ]  # fmt: skip


def where(found: Sequence[Source], ids: Sequence[str]) -> str:
    """The heap that holds the first of some records, "" for none."""
    wanted = set(ids)
    return next((each.key for each in found if any(thing.item in wanted for thing in each.things)), "")
