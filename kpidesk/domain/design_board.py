"""What the design of one result comes to: steps, the 2×2 board, the list of data to build, hints.

Everything follows from records; nothing decides. Strong and feasible mean a mean beyond the middle of
the scale, so a candidate in the very middle is neither.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeVar

from kpidesk.domain.designs import (
    EVIDENCE,
    Candidate,
    CandidateDecision,
    Derivation,
    Design,
    Observation,
)
from kpidesk.domain.findings import Finding
from kpidesk.domain.lexicon import Lexicon
from kpidesk.domain.measures import Measure, MeasureStatus, Quadrant
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record
from kpidesk.domain.results import Result
from kpidesk.domain.voting import Criterion, Rating, Tally, tallies
from kpidesk.domain.wording_marks import MarkKind, marks

R = TypeVar("R", bound=Record)

NAME_WORDS: Final = (2, 5)
LEAD_CRITERIA: Final = (Criterion.PREDICTABILITY, Criterion.LATENCY, Criterion.ACTIONABILITY)


class Step(Enum):
    """The five steps of a design, in order."""

    RESULT = "result"
    EVIDENCE = "evidence"
    PICTURE = "picture"
    CANDIDATES = "candidates"
    CHOICE = "choice"


class Zone(Enum):
    """Where a candidate stands: strength up, feasibility right."""

    USE_NOW = "use_now"
    BUILD_DATA = "build_data"
    CHEAP_BUT_WEAK = "cheap_but_weak"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate with its letter, what it comes from, and what raters gave it."""

    candidate: Candidate
    letter: str
    sources: tuple[Observation, ...]
    ratings: Mapping[Criterion, Tally]

    @property
    def zone(self) -> Zone | None:
        """Its place on the board, None until it is rated for strength and feasibility."""
        strength = self.ratings.get(Criterion.STRENGTH)
        feasibility = self.ratings.get(Criterion.FEASIBILITY)
        if strength is None or feasibility is None:
            return None
        if strength.share > 0.5:
            return Zone.USE_NOW if feasibility.share > 0.5 else Zone.BUILD_DATA
        return Zone.CHEAP_BUT_WEAK if feasibility.share > 0.5 else Zone.DROP


@dataclass(frozen=True, slots=True)
class Board:
    """One result's design as a whole; `design` None: nothing was noted yet."""

    result: Result
    design: Design | None
    observations: tuple[Observation, ...]
    candidates: tuple[Standing, ...]
    measures: tuple[Measure, ...]

    @property
    def best(self) -> int:
        """The best number of the rating scale."""
        return self.design.best if self.design else 5

    @property
    def evidence(self) -> tuple[Observation, ...]:
        """What people would notice if the result were so."""
        return tuple(each for each in self.observations if each.sense in EVIDENCE)

    @property
    def harm(self) -> tuple[Observation, ...]:
        """What measuring could do harm to."""
        return tuple(each for each in self.observations if each.sense not in EVIDENCE)

    @property
    def done(self) -> frozenset[Step]:
        """The steps that something was noted for."""
        rated = any(each.zone for each in self.candidates)
        noted = {
            Step.RESULT: self.design is not None or bool(self.measures),
            Step.EVIDENCE: bool(self.evidence),
            Step.PICTURE: bool(self.design and self.design.control),
            Step.CANDIDATES: rated,
            Step.CHOICE: bool(self.measures),
        }
        return frozenset(step for step, there in noted.items() if there)


def letter(place: int) -> str:
    """The letter of a candidate by its place from 0: A to Z, then AA, AB and so on."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def boards(reader: Reader, results: Iterable[Result]) -> Iterator[Board]:
    """The designs of several results, with each kind of record read once."""
    designs = {each.result: each for each in reader.find(Design)}
    observations = _grouped(reader.find(Observation), "design")
    candidates = _grouped(reader.find(Candidate), "design")
    measures = _grouped(reader.find(Measure), "result")
    derived = _grouped(reader.find(Derivation), "candidate")
    ratings = _grouped(reader.find(Rating), "item")
    for result in results:
        design = designs.get(result.id)
        own = tuple(observations[design.id]) if design else ()
        by_id = {each.id: each for each in own}
        standings = []
        for place, candidate in enumerate(candidates[design.id] if design else ()):
            # A merge may leave a candidate with evidence of another design; it is not shown here.
            sources = tuple(
                by_id[each.observation] for each in derived[candidate.id] if each.observation in by_id
            )
            given = tallies(ratings[candidate.id], design.best if design else 5)
            got = {criterion: tally for (_, criterion), tally in given.items()}
            standings.append(Standing(candidate, letter(place), sources, got))
        yield Board(result, design, own, tuple(standings), tuple(measures[result.id]))


def board(reader: Reader, result: Result) -> Board:
    """The design of one result."""
    return next(boards(reader, [result]))


def _grouped(records: Iterable[R], by: str) -> defaultdict[str, list[R]]:
    groups: defaultdict[str, list[R]] = defaultdict(list)
    for record in records:
        groups[getattr(record, by)].append(record)
    return groups


def to_build(all_boards: Iterable[Board]) -> tuple[tuple[Board, Standing], ...]:
    """The list of data to build: candidates that are strong but not feasible, unless decided otherwise."""
    return tuple(
        (each, standing)
        for each in all_boards
        for standing in each.candidates
        if standing.candidate.decision is CandidateDecision.BUILD_DATA
        or (standing.candidate.decision is None and standing.zone is Zone.BUILD_DATA)
    )


def design_findings(found: Board) -> Iterator[Finding]:
    """Hints on one design."""
    code = found.result.code
    if found.candidates and not found.evidence:
        yield Finding("DESIGN_WITHOUT_EVIDENCE", (code,), {"result": code})
    for each in found.candidates:
        args = {"letter": each.letter, "result": code}
        key = (code, each.letter)
        decision = each.candidate.decision
        if not each.sources and decision is not CandidateDecision.DROP:
            yield Finding("CANDIDATE_WITHOUT_EVIDENCE", key, args)
        if any(tally.divided for tally in each.ratings.values()):
            yield Finding("RATERS_DIVIDED", key, args)
        if decision is None and each.zone is Zone.BUILD_DATA:
            yield Finding("CANDIDATE_STRONG_WITHOUT_DATA", key, args)
        if decision is CandidateDecision.CHOSEN and each.zone is Zone.CHEAP_BUT_WEAK:
            yield Finding("CANDIDATE_CHEAP_BUT_CHOSEN", key, args)
        if decision is not None and not each.candidate.reason and decision is not CandidateDecision.CHOSEN:
            yield Finding("CANDIDATE_WITHOUT_REASON", key, args)


def name_findings(measure: Measure, lexicon: Lexicon) -> Iterator[Finding]:
    """Hints on a measure's name: two to five words, no target, nothing vague."""
    args = {"measure": measure.code, "name": measure.name}
    length = len(measure.name.split())
    low, high = NAME_WORDS
    if not low <= length <= high:
        yield Finding("NAME_NOT_TWO_TO_FIVE_WORDS", (measure.code,), args)
    seen = set()
    for mark in marks(measure.name, lexicon):
        if mark.kind in seen:
            continue
        seen.add(mark.kind)
        said = args | {"word": measure.name[mark.start : mark.end]}
        if mark.kind is MarkKind.TARGET:
            yield Finding("NAME_HOLDS_TARGET", (measure.code,), said)
        elif mark.kind is MarkKind.VAGUE:
            yield Finding("NAME_VAGUE", (measure.code,), said)


def quadrant_findings(measures: Iterable[Measure]) -> Iterator[Finding]:
    """A hint where most measures only count effort."""
    placed = [
        each.quadrant for each in measures if each.quadrant and each.status is not MeasureStatus.RETIRED
    ]
    busy = sum(each is Quadrant.EFFORT_QUANTITY for each in placed)
    if busy * 2 > len(placed):
        yield Finding("MOSTLY_HOW_MUCH", (), {"count": str(busy), "all": str(len(placed))})
