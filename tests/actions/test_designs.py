"""Designing measures: what is noted, rated, decided and chosen."""

import pytest

from kpidesk.actions import designs, maps, measures, results, voting
from kpidesk.desk.store import Desk
from kpidesk.domain.design_board import Step, Zone, board, letter, to_build
from kpidesk.domain.designs import Candidate, CandidateDecision, Derivation, Design, Observation, Sense
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.results import Map, Result, Ring
from kpidesk.domain.voting import Criterion, Rating


@pytest.fixture
def result(begun: Desk, do) -> Result:
    """A result to design measures for."""
    shown = begun.find(Map) or (do(maps.add, "Map"),)
    ring = begun.find(Ring)[2]
    return do(results.add, shown[0].id, ring.id, "Burst mains are repaired within hours.")


def rate(do, candidate: Candidate, strength: list[int], feasibility: list[int]) -> None:
    do(voting.rate, candidate.id, Criterion.STRENGTH, strength, 5)
    do(voting.rate, candidate.id, Criterion.FEASIBILITY, feasibility, 5)


def test_a_design_begins_with_the_first_thing_noted(begun: Desk, do, result: Result) -> None:
    assert board(begun, result).done == frozenset()
    do(designs.observe, result.id, [" The street is dry ", "", "the STREET is dry", "No tanker"])
    found = board(begun, result)
    assert [each.text for each in found.evidence] == ["The street is dry", "No tanker"]
    assert found.done == {Step.RESULT, Step.EVIDENCE}
    do(designs.observe, result.id, ["Clock stopped early"], Sense.GAMING)
    assert [each.text for each in board(begun, result).harm] == ["Clock stopped early"]
    do(designs.change, result.id, control="high on repair")
    assert Step.PICTURE in board(begun, result).done
    assert len(begun.find(Design)) == 1


def test_absurd_amounts_are_refused_as_a_whole(refused, result: Result) -> None:
    assert "61 lines" in refused(designs.observe, result.id, [f"line {n}" for n in range(61)])
    refused(designs.observe, result.id, ["fine", "x" * 301])
    assert "what would be counted" in refused(designs.propose, result.id, "  \n ")


def test_a_candidate_comes_from_observations(begun: Desk, do, refused, result: Result) -> None:
    dry, tanker = do(designs.observe, result.id, ["The street is dry", "No tanker"])
    first = do(designs.propose, result.id, "Hours until the street is dry", [dry.id])
    assert "on the list already" in refused(designs.propose, result.id, "hours until the street is DRY")
    do(designs.derive, first.id, tanker.id, holds=True)
    do(designs.derive, first.id, tanker.id, holds=True)
    do(designs.derive, first.id, dry.id, holds=False)
    (standing,) = board(begun, result).candidates
    assert [each.id for each in standing.sources] == [tanker.id]
    do(designs.remove_observation, tanker.id)
    assert begun.find(Derivation) == ()
    assert begun.find(Candidate) == (first,)


def test_places_on_the_board_follow_from_the_means(begun: Desk, do, result: Result) -> None:
    made = [do(designs.propose, result.id, text) for text in ("A", "B", "C", "D", "E")]
    for candidate, strength, feasibility in zip(
        made[:4], ([5, 4], [5, 4], [1, 2], [3, 3]), ([4, 4], [2, 1], [5, 5], [3, 3]), strict=True
    ):
        rate(do, candidate, strength, feasibility)
    zones = [each.zone for each in board(begun, result).candidates]
    # The very middle is neither strong nor feasible; what is not rated stands nowhere.
    assert zones == [Zone.USE_NOW, Zone.BUILD_DATA, Zone.CHEAP_BUT_WEAK, Zone.DROP, None]


def test_the_list_of_data_to_build(begun: Desk, do, result: Result) -> None:
    strong, weak, decided = (do(designs.propose, result.id, text) for text in ("Strong", "Weak", "Decided"))
    rate(do, strong, [5], [1])
    rate(do, weak, [1], [1])
    rate(do, decided, [5], [1])

    def listed() -> list[str]:
        return [one.candidate.wording for _, one in to_build([board(begun, result)])]

    assert listed() == ["Strong", "Decided"]
    do(designs.change_candidate, decided.id, decision=CandidateDecision.LATER)
    do(designs.change_candidate, weak.id, decision=CandidateDecision.BUILD_DATA)
    assert listed() == ["Strong", "Weak"]


def test_ratings_are_replaced_and_stay_on_the_scale(begun: Desk, do, refused, result: Result) -> None:
    one = do(designs.propose, result.id, "One")
    do(voting.rate, one.id, Criterion.STRENGTH, [5, 4, 4], 5)
    do(voting.rate, one.id, Criterion.STRENGTH, [3, 4], 5)
    tally = board(begun, result).candidates[0].ratings[Criterion.STRENGTH]
    assert (tally.numbers, tally.mean, tally.low, tally.high) == ((3, 4), 3.5, 3, 4)
    assert "from 1 to 5; 6 does not" in refused(voting.rate, one.id, Criterion.STRENGTH, [5, 6], 5)
    assert "Clear the ratings" in refused(designs.change, result.id, best=10)
    do(voting.rate, one.id, Criterion.STRENGTH, [], 5)
    assert begun.find(Rating) == ()
    assert do(designs.change, result.id, best=10).best == 10
    refused(designs.change, result.id, best=11)


def test_a_chosen_candidate_becomes_a_measure_once(begun: Desk, do, refused, result: Result) -> None:
    one = do(designs.propose, result.id, "Median hours from report to water back")
    other = do(measures.add, "Repair Time", None)
    assert "is called" in refused(designs.choose, one.id, "repair time")
    measure = do(designs.choose, one.id, "Median Repair Time")
    assert do(designs.choose, one.id, "Another name").id == measure.id
    assert measure.result == result.id
    assert (measure.status, measure.description) == (MeasureStatus.DESIGNED, one.wording)
    assert begun.get(Candidate, one.id).decision is CandidateDecision.CHOSEN
    assert {each.id for each in begun.find(Measure)} == {measure.id, other.id}
    do(designs.remove_candidate, one.id)
    assert begun.get(Measure, measure.id) == measure


def test_a_design_goes_with_its_result(begun: Desk, do, result: Result) -> None:
    seen = do(designs.observe, result.id, ["Seen"])[0]
    one = do(designs.propose, result.id, "One", [seen.id])
    do(voting.rate, one.id, Criterion.STRENGTH, [5], 5)
    do(results.remove, result.id)
    for kind in (Design, Observation, Candidate, Derivation, Rating):
        assert begun.find(kind) == ()
    begun.undo()
    assert board(begun, result).candidates[0].sources == (seen,)


def test_letters_go_on_after_z() -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
