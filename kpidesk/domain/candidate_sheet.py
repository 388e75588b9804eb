"""The workbook's sheet of candidates: what was considered, how it was rated, what was decided."""

from operator import attrgetter
from typing import Final

from kpidesk.domain.columns import BY_HOST, NUMBER, Cell, Lookup, Sheet, choice, computed, text
from kpidesk.domain.designs import Candidate, CandidateDecision, Derivation, Design, Observation
from kpidesk.domain.results import Result
from kpidesk.domain.voting import Criterion, Rating, tallies


def _result_of(candidate: Candidate, lookup: Lookup) -> str | None:
    return lookup.label(Result, lookup.all(Design)[candidate.design].result)


def _evidence_of(candidate: Candidate, lookup: Lookup) -> str:
    derived = sorted(lookup.having(Derivation, "candidate", candidate.id), key=attrgetter("id"))
    return "\n".join(lookup.all(Observation)[each.observation].text for each in derived)


def _mean(candidate: Candidate, lookup: Lookup, criterion: Criterion) -> Cell:
    best = lookup.all(Design)[candidate.design].best
    found = tallies(lookup.having(Rating, "item", candidate.id), best).get((candidate.id, criterion))
    return found.mean if found else None


def _raters(candidate: Candidate, lookup: Lookup) -> int:
    return len({each.rater for each in lookup.having(Rating, "item", candidate.id)})


CANDIDATES: Final = Sheet(
    "candidates",
    "Candidates",
    "Measures that were considered for each result, with the mean of their ratings and what was decided.",
    (
        computed("result", "Result", _result_of, width=9, once=True, needed=True, refers=Result),
        text("wording", "Candidate measure", 46, needed=True),
        computed("evidence", "From", _evidence_of, width=40, wide=True),
        computed("strength", "Strength", lambda c, lookup: _mean(c, lookup, Criterion.STRENGTH), **NUMBER),
        computed(
            "feasibility", "Feasibility", lambda c, lookup: _mean(c, lookup, Criterion.FEASIBILITY), **NUMBER
        ),
        computed("raters", "Raters", _raters, width=9),
        choice("decision", "Decision", CandidateDecision, 15),
        text("reason", "Why", 36),
        BY_HOST,
    ),
    Candidate,
    grows=True,
)
