"""Sets and sessions: taking up, writing, rating, agreeing, and what single people gave."""

import random
from collections import Counter
from datetime import date

import pytest

from kpidesk.actions import assessments, voting
from kpidesk.desk.store import Desk
from kpidesk.domain.assessment_figures import items_of, outcome
from kpidesk.domain.assessment_supplied import SuppliedSet, parsed
from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentKind, AssessmentSet, Score
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.voting import Criterion, Rating
from kpidesk.system.assessments import supplied
from tests.actions.conftest import Do

DAY = date(2025, 7, 8)
LABELS = ("no", "partly", "yes")


def health() -> SuppliedSet:
    return parsed(supplied("health", "en"))


@pytest.fixture
def set_(do: Do) -> AssessmentSet:
    """The health check, taken up."""
    return do(assessments.take_up, health())


@pytest.fixture
def session(do: Do, set_: AssessmentSet) -> Assessment:
    return do(assessments.begin, set_.id, DAY)


def scores(desk: Desk, session: Assessment) -> list[Score]:
    order = {each.id: each.number for each in items_of(desk, session.set)}
    return sorted(desk.find(Score, assessment=session.id), key=lambda each: order[each.item])


# -- sets


def test_a_supplied_set_is_taken_up_once(do: Do, refused: Do, begun: Desk, set_: AssessmentSet) -> None:
    assert (set_.kind, set_.low, set_.steps) == (AssessmentKind.HEALTH, 0, 5)
    assert [each.number for each in items_of(begun, set_.id)] == list(range(1, 12))
    assert "already" in refused(assessments.take_up, health())


def test_a_set_is_written_by_hand(do: Do, refused: Do, begun: Desk) -> None:
    made = do(assessments.add_set, "Our own", LABELS, items=[{"text": "One"}, {"text": "Two", "poor": "x"}])
    do(assessments.add_item, made.id, text="Three", section="Last")
    assert [each.text for each in items_of(begun, made.id)] == ["One", "Two", "Three"]
    assert refused(assessments.add_set, "our OWN", LABELS)
    assert refused(assessments.add_set, " ", LABELS)
    assert refused(assessments.add_set, "Short", ["one step"])
    assert refused(assessments.add_set, "Long", [str(n) for n in range(11)])
    assert refused(assessments.add_set, "Low", LABELS, low=5)
    assert refused(assessments.add_item, made.id, text="  ")
    assert refused(assessments.add_set, "Half", LABELS, items=[{"text": "One"}, {"text": ""}])
    assert not begun.find(AssessmentSet, name="Half")


def test_items_move_up_when_one_is_removed(do: Do, begun: Desk, session: Assessment) -> None:
    third = items_of(begun, session.set)[2]
    do(assessments.remove_item, third.id)
    left = items_of(begun, session.set)
    assert [each.number for each in left] == list(range(1, 11))
    assert left[2].text == "Members support each other"
    assert len(scores(begun, session)) == 10


def test_a_copy_has_other_items_and_no_sessions(
    do: Do, refused: Do, begun: Desk, session: Assessment
) -> None:
    made = do(assessments.copy_set, session.set, "Ours")
    assert made.kind is AssessmentKind.OWN
    assert len(items_of(begun, made.id)) == 11
    assert not begun.find(Assessment, set=made.id)
    assert refused(assessments.copy_set, session.set, "Health check")


def test_the_scale_stays_once_something_was_rated_on_it(
    do: Do, refused: Do, begun: Desk, session: Assessment
) -> None:
    do(assessments.change_set, session.set, labels=("no", "yes"))
    do(assessments.change_set, session.set, labels=("absent", "started", "partly", "mostly", "fully"))
    do(assessments.agree, scores(begun, session)[0].id, 2)
    assert "Copy it" in refused(assessments.change_set, session.set, labels=("no", "yes"))
    do(assessments.change_set, session.set, labels=("a", "b", "c", "d", "e"), name="Ours")
    assert begun.get(AssessmentSet, session.set).labels == ("a", "b", "c", "d", "e")


def test_a_set_goes_with_all_that_was_rated(do: Do, begun: Desk, session: Assessment) -> None:
    do(assessments.rate_openly, scores(begun, session)[0].id, "1 2 3 4")
    do(assessments.act, scores(begun, session)[0].id, "Ask again")
    do(assessments.remove_set, session.set)
    for kind in (AssessmentSet, AssessmentItem, Assessment, Score, Rating):
        assert not begun.find(kind)
    (action,) = begun.find(Commitment)
    assert action.score is None  # what was promised stays


# -- sessions


def test_one_session_at_a_time(do: Do, refused: Do, begun: Desk, session: Assessment) -> None:
    assert "open" in refused(assessments.begin, session.set, DAY)
    do(assessments.close, session.id)
    second = do(assessments.begin, session.set, DAY)
    assert "open" in refused(assessments.reopen, session.id)
    do(assessments.remove_session, second.id)
    do(assessments.reopen, session.id)
    assert begun.get(Assessment, session.id).closed_on is None


def test_a_set_without_items_has_no_session(do: Do, refused: Do) -> None:
    made = do(assessments.add_set, "Empty", LABELS)
    assert refused(assessments.begin, made.id, DAY)


def test_a_new_item_joins_open_sessions_only(do: Do, begun: Desk, session: Assessment) -> None:
    do(assessments.close, session.id)
    second = do(assessments.begin, session.set, DAY)
    do(assessments.add_item, session.set, text="Another")
    assert (len(scores(begun, session)), len(scores(begun, second))) == (11, 12)


# -- rating


def test_people_agree_by_the_numbers_that_they_see(
    do: Do, refused: Do, begun: Desk, session: Assessment
) -> None:
    score = scores(begun, session)[0]
    assert do(assessments.agree, score.id, 0).agreed == 1
    assert do(assessments.agree, score.id, 4).agreed == 5
    assert "from 0 to 4" in refused(assessments.agree, score.id, 5)
    assert do(assessments.agree, score.id, None).agreed is None


def test_not_relevant_takes_the_step_away_and_a_step_makes_it_relevant(
    do: Do, begun: Desk, session: Assessment
) -> None:
    score = scores(begun, session)[0]
    do(assessments.agree, score.id, 3)
    assert do(assessments.leave_out, score.id, irrelevant=True).agreed is None
    again = do(assessments.agree, score.id, 2)
    assert (again.agreed, again.not_relevant) == (3, False)


@pytest.mark.parametrize("typed", ["4 0 3 3", "4,0,3,3", "4033"])
def test_numbers_of_several_people_keep_no_order(
    do: Do, begun: Desk, session: Assessment, typed: str
) -> None:
    score = scores(begun, session)[0]
    do(assessments.rate_openly, score.id, typed)
    given = sorted(begun.find(Rating, item=score.id), key=lambda each: int(each.rater))
    assert [each.number for each in given] == [1, 4, 4, 5]
    assert {each.ballot for each in given} == {None}


def test_a_number_that_is_not_on_the_scale_changes_nothing(
    do: Do, refused: Do, begun: Desk, session: Assessment
) -> None:
    score = scores(begun, session)[0]
    do(assessments.rate_openly, score.id, "1 2 3 4")
    assert "7 is not on it" in refused(assessments.rate_openly, score.id, "1 7")
    assert refused(assessments.rate_openly, score.id, "1 x")
    do(assessments.rate_openly, score.id, "")
    assert not begun.find(Rating)


def test_an_action_knows_its_item(do: Do, refused: Do, begun: Desk, session: Assessment) -> None:
    score = scores(begun, session)[0]
    made = do(assessments.act, score.id, "Ask each member")
    assert (made.score, made.community) == (score.id, None)
    assert refused(assessments.act, score.id, " ")


def test_what_shows_it_is_noted(do: Do, begun: Desk, session: Assessment) -> None:
    score = scores(begun, session)[0]
    do(assessments.note_evidence, score.id, "Two lines\nof proof")
    assert begun.get(Score, score.id).evidence == "Two lines\nof proof"


# -- in secret


def test_no_paper_can_be_put_together_again(do: Do, begun: Desk, session: Assessment) -> None:
    """Each of six people gives one number to all items; after the reveal no rater has one number."""
    all_ = scores(begun, session)
    ballot = do(voting.open_secret_ballot, session.id, "Health", [Criterion.SCORE], 5, voters=6)
    for person in range(6):
        paper = {(each.id, Criterion.SCORE.value): person % 5 + 1 for each in all_}
        begun.drop_paper(ballot.id, paper, "Paper")
    items = {each.id for each in all_}
    do(voting.reveal, ballot.id, begun.papers(ballot.id), items, random.Random(4))
    given = begun.find(Rating, ballot=ballot.id)
    by_rater: dict[str, set[int]] = {}
    for each in given:
        by_rater.setdefault(each.rater, set()).add(each.number)
    assert all(len(numbers) > 1 for numbers in by_rater.values())
    for score in all_:
        numbers = Counter(each.number for each in given if each.item == score.id)
        assert numbers == Counter([1, 2, 3, 4, 5, 1])


def test_papers_with_blanks_are_counted_item_by_item(do: Do, begun: Desk, session: Assessment) -> None:
    first, second, *_ = scores(begun, session)
    ballot = do(voting.open_secret_ballot, session.id, "Health", [Criterion.SCORE], 5)
    for number in (1, 2, 3, 4):
        begun.drop_paper(ballot.id, {(first.id, "score"): number}, "Paper")
    begun.drop_paper(ballot.id, {(second.id, "score"): 5}, "Paper")
    do(voting.reveal, ballot.id, begun.papers(ballot.id), {first.id, second.id}, random.Random(1))
    found = {each.score.id: each for each in outcome(begun, session).standings}
    assert found[first.id].mean == 2.5
    assert (found[second.id].mean, found[second.id].votes.count) == (None, 1)
    raters = {each.rater for each in begun.find(Rating, item=second.id)}
    assert raters == {"1"}  # the place of the number does not tell whose paper it was on
