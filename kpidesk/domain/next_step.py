"""What is sensible to do next on a desk, from how far its records have come along the chain.

Answers that somebody waits for come first; else the first gap from goals to posters.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from kpidesk.domain.calculated import with_values
from kpidesk.domain.gallery import Note, Poster
from kpidesk.domain.gallery_checks import NEEDS_REASON
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Goal, Link, Result, Trace
from kpidesk.domain.sharing import Centre, Partner


class Next(Enum):
    """The kinds of next steps; the value is the area whose page it is done on."""

    GIVE_REASON = ("gallery", "reason")
    DECIDE = ("gallery", "decide")
    BEGIN = ("results", "begin")
    TURN_GOAL = ("results", "goal")
    LINK = ("results", "link")
    MEASURE = ("measures", "measure")
    VALUES = ("measures", "values")
    CENTRE = ("sharing", "centre")
    PARTNERS = ("sharing", "partners")
    POSTERS = ("gallery", "posters")
    PRINT = ("publish", "print")
    TELL = ("gallery", "tell")

    @property
    def area(self) -> str:
        """Where it is done."""
        return self.value[0]


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step, with the record that it is about where there is one; `code` is what people call it."""

    kind: Next
    record: str = ""
    code: str = ""


def next_steps(reader: Reader) -> tuple[NextStep, ...]:
    """All that could be done next, the most sensible first; never empty."""
    notes = sorted(reader.find(Note), key=lambda note: note.code)
    found = [*(_answers(notes) or _telling(reader, notes)), *_chain(reader)]
    if reader.find(Poster) and not notes:
        found.append(NextStep(Next.PRINT))
    return tuple(found) or (NextStep(Next.PRINT),)


def _answers(notes: Iterable[Note]) -> list[NextStep]:
    """The first note of each kind that waits."""
    found = []
    for note in notes:
        if note.decision in NEEDS_REASON and not note.reason.strip():
            found.append(NextStep(Next.GIVE_REASON, note.id, note.code))
            break
    for note in notes:
        if note.decision is None:
            found.append(NextStep(Next.DECIDE, note.id, note.code))
            break
    return found


def _telling(reader: Reader, notes: Iterable[Note]) -> list[NextStep]:
    """Every note has its answer: the gallery whose writers have not been told."""
    for note in notes:
        if note.told_on is None:
            return [NextStep(Next.TELL, reader.get(Poster, note.poster).gallery)]
    return []


def _chain(reader: Reader) -> list[NextStep]:
    results = sorted(reader.find(Result), key=lambda result: result.code)
    goals = sorted(reader.find(Goal), key=lambda goal: goal.code)
    measures = sorted(reader.find(Measure), key=lambda measure: measure.code)
    if not results and not goals:
        return [NextStep(Next.BEGIN)]
    traced = {trace.goal for trace in reader.find(Trace)}
    linked = {end for link in reader.find(Link) for end in (link.source, link.target)}
    measured = {measure.result for measure in measures}
    fed = with_values(reader)
    found = [
        _first(goals, lambda goal: goal.id not in traced and not goal.outcome, Next.TURN_GOAL),
        _first(results, lambda result: result.id not in linked, Next.LINK) if len(results) > 1 else None,
        _first(results, lambda result: result.id not in measured, Next.MEASURE),
        _first(measures, lambda measure: measure.id not in fed and measure.result is not None, Next.VALUES),
    ]
    if not reader.find(Centre):
        found.append(NextStep(Next.CENTRE))
    elif not reader.find(Partner):
        found.append(NextStep(Next.PARTNERS))
    if measures and not reader.find(Poster):
        found.append(NextStep(Next.POSTERS))
    return [step for step in found if step is not None]


def _first(
    records: Iterable[Goal] | Iterable[Result] | Iterable[Measure], wanting: Callable[..., bool], kind: Next
) -> NextStep | None:
    for record in records:
        if wanting(record):
            return NextStep(kind, record.id, record.code)
    return None
