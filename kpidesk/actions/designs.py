"""What a person can do while designing the measures of one result."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from kpidesk.actions import fields, measures
from kpidesk.desk.edits import Edit
from kpidesk.domain.designs import Candidate, CandidateDecision, Derivation, Design, Observation, Sense
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.results import Result
from kpidesk.domain.voting import Rating
from kpidesk.domain.wording import Refused

SCALE: Final = (2, 10)
MOST_AT_ONCE: Final = 60
"""How many pieces of evidence are taken in one go."""

_LINES: Final = frozenset({"control", "hopes", "reason", "wording", "text"})


def begun(edit: Edit, result_id: str) -> Design:
    """The design of a result, begun where there is none."""
    there = edit.find(Design, result=result_id)
    if there:
        return there[0]
    return edit.put(Design(id=edit.new_id(), result=edit.get(Result, result_id).id))


def change(edit: Edit, result_id: str, **given: object) -> Design:
    """Change control or hopes of a result's design, or the best number of its rating scale.

    Raises:
        Refused: a text is too long, the scale absurd, or candidates are rated on another scale already.
    """
    before = begun(edit, result_id)
    after = replace(before, **fields.fit(edit, Design, given, lines=_LINES, fixed={"result"}))
    if after.best != before.best:
        low, high = SCALE
        if not low <= after.best <= high:
            raise Refused("The best rating is a number from {low} to {high}.", low=low, high=high)
        if _rated(edit, before):
            raise Refused(
                "Candidates are rated from 1 to {best} already. Clear the ratings to change the scale.",
                best=before.best,
            )
    return edit.put(after)


def _rated(edit: Edit, design: Design) -> bool:
    return any(edit.find(Rating, item=each.id) for each in edit.find(Candidate, design=design.id))


def observe(edit: Edit, result_id: str, texts: Sequence[str], sense: Sense = Sense.SEEN) -> list[Observation]:
    """Note what people would notice, one piece for each text; what is noted already is left out.

    Raises:
        Refused: a text is too long, or there are too many.
    """
    if len(texts) > MOST_AT_ONCE:
        raise Refused(
            "These are {count} lines; at most {limit} are taken at once.",
            count=len(texts), limit=MOST_AT_ONCE,
        )  # fmt: skip
    design = begun(edit, result_id)
    there = {each.text.casefold() for each in edit.find(Observation, design=design.id)}
    added = []
    for typed in texts:
        text = fields.text(typed)
        if text and text.casefold() not in there:
            there.add(text.casefold())
            new = Observation(id=edit.new_id(), design=design.id, text=text, sense=sense)
            added.append(edit.put(new))
    return added


def change_observation(edit: Edit, observation_id: str, **given: object) -> Observation:
    """Change the words of an observation, or how it is noticed.

    Raises:
        Refused: no words, or too many.
    """
    needed = {"text": Refused("Say what people would notice, or remove it.")}
    return edit.put(fields.changed(edit, Observation, observation_id, given, needed=needed, fixed={"design"}))


def remove_observation(edit: Edit, observation_id: str) -> None:
    """Take an observation away; candidates that came from it stay."""
    edit.remove(edit.get(Observation, observation_id))


def propose(edit: Edit, result_id: str, wording: str, sources: Collection[str] = ()) -> Candidate:
    """Add a candidate measure that turns some observations into a number.

    Raises:
        Refused: no words, too many, or the same candidate stands there already.
    """
    design = begun(edit, result_id)
    words = fields.text(wording, lines=True, needed=_needs_words())
    for other in edit.find(Candidate, design=design.id):
        if other.wording.casefold() == words.casefold():
            raise Refused("“{wording}” is on the list already.", wording=words[:60])
    candidate = edit.put(Candidate(id=edit.new_id(), design=design.id, wording=words))
    for source in sources:
        derive(edit, candidate.id, source, holds=True)
    return candidate


def _needs_words() -> Refused:
    return Refused("A candidate needs words: what would be counted or timed?")


def change_candidate(edit: Edit, candidate_id: str, **given: object) -> Candidate:
    """Change wording, decision or reason of a candidate, or say that it may lead another result.

    Raises:
        Refused: no words, or too many.
    """
    needed = {"wording": _needs_words()}
    fixed = {"design", "measure"}
    return edit.put(
        fields.changed(edit, Candidate, candidate_id, given, lines=_LINES, needed=needed, fixed=fixed)
    )


def remove_candidate(edit: Edit, candidate_id: str) -> None:
    """Take a candidate away with its ratings; a measure that it became stays."""
    edit.remove(edit.get(Candidate, candidate_id))


def derive(edit: Edit, candidate_id: str, observation_id: str, *, holds: bool) -> None:
    """Say that a candidate turns an observation into a number, or that it does not."""
    there = edit.find(Derivation, candidate=candidate_id, observation=observation_id)
    if there and not holds:
        edit.remove(there[0])
    elif holds and not there:
        edit.put(
            Derivation(
                id=edit.new_id(),
                candidate=edit.get(Candidate, candidate_id).id,
                observation=edit.get(Observation, observation_id).id,
            )
        )


def choose(edit: Edit, candidate_id: str, name: str) -> Measure:
    """Choose a candidate: it becomes a measure of the design's result, designed and named.

    Raises:
        Refused: the name is missing, too long or taken.
    """
    candidate = edit.get(Candidate, candidate_id)
    if candidate.measure is not None:
        measure = edit.get(Measure, candidate.measure)
    else:
        result = edit.get(Design, candidate.design).result
        added = measures.add(edit, name, result)
        measure = measures.change(
            edit, added.id, description=candidate.wording, status=MeasureStatus.DESIGNED
        )
    edit.put(replace(candidate, decision=CandidateDecision.CHOSEN, measure=measure.id))
    return measure
