"""Promises: looking at them together, what follows from them, carrying them over."""

from datetime import date, timedelta

import pytest

from kpidesk.actions import commitments, measures, results, sharing
from kpidesk.domain.commitments import CheckIn, Commitment, CommitmentStatus, Step
from kpidesk.domain.results import Map, Ring
from kpidesk.domain.sharing import Centre, ChallengeKind, Partner, Standing


@pytest.fixture
def centre(begun, do) -> Centre:
    result = do(results.add, begun.find(Map)[0].id, begun.find(Ring)[0].id, "Rivers are clean.")
    return do(sharing.set_centre, result.id)


@pytest.fixture
def council(do, centre) -> Partner:
    return do(sharing.add_partner, centre.id, "County Council", standing=Standing.CURRENT)


@pytest.fixture
def walk(do, council) -> Commitment:
    return do(
        commitments.promise, "Join the walk-through", who="R. Haas", with_whom="MVW", partner=council.id,
        by_when=date(2025, 9, 20),
    )  # fmt: skip


def test_a_promise_of_a_partner_belongs_to_its_result(centre, walk) -> None:
    assert walk.centre == centre.id
    assert walk.made_on is not None


def test_a_check_in_keeps_the_three_answers_and_the_promise_follows(begun, do, refused, walk) -> None:
    look = do(
        commitments.check_in, walk.id, CommitmentStatus.NOT_MET, happened="A budget freeze stopped it.",
        next="Two streets first.", kind=ChallengeKind.SYSTEM,
    )  # fmt: skip
    assert (look.happened, look.learned, look.next) == (
        "A budget freeze stopped it.",
        "",
        "Two streets first.",
    )
    assert look.kind is ChallengeKind.SYSTEM
    assert begun.get(Commitment, walk.id).status is CommitmentStatus.NOT_MET
    refused(commitments.check_in, walk.id, CommitmentStatus.MET, learned="x" * 100_000)
    begun.undo()
    assert begun.get(Commitment, walk.id).status is CommitmentStatus.OPEN
    assert begun.find(CheckIn) == ()


def test_a_promise_has_the_status_of_its_latest_check_in(begun, do, clock, walk) -> None:
    first = do(commitments.check_in, walk.id, CommitmentStatus.PARTLY_MET)
    clock.wait(days=30)
    second = do(commitments.check_in, walk.id, CommitmentStatus.MET)
    do(commitments.change_check_in, first.id, status=CommitmentStatus.NOT_MET)
    assert begun.get(Commitment, walk.id).status is CommitmentStatus.MET
    do(commitments.remove_check_in, second.id)
    assert begun.get(Commitment, walk.id).status is CommitmentStatus.NOT_MET
    do(commitments.remove_check_in, first.id)
    assert begun.get(Commitment, walk.id).status is CommitmentStatus.OPEN


def test_what_happens_next_is_a_promise_of_its_own(do, refused, walk) -> None:
    after = do(commitments.follow_up, walk.id, "Walk two streets", who="R. Haas", by_when=date(2025, 11, 1))
    assert (after.follows, after.partner, after.centre) == (walk.id, walk.partner, walk.centre)
    assert (after.what, after.with_whom, after.status) == ("Walk two streets", "MVW", CommitmentStatus.OPEN)
    assert do(commitments.follow_up, walk.id, "Ask the mayor", who="B. Lund").with_whom == ""
    refused(commitments.follow_up, walk.id, "  ")


def test_what_stands_is_carried_over_and_remembers_its_day(begun, do, walk) -> None:
    met = do(commitments.promise, "Share the list", by_when=date(2025, 9, 1))
    do(commitments.check_in, met.id, CommitmentStatus.MET)
    undated = do(commitments.promise, "Call them")
    day = date(2025, 12, 1)
    assert do(commitments.carry_over, [walk.id, met.id, undated.id, walk.id], day) == 2
    assert begun.get(Commitment, walk.id).by_when == begun.get(Commitment, undated.id).by_when == day
    assert begun.get(Commitment, met.id).by_when == date(2025, 9, 1)
    (look,) = begun.find(CheckIn, commitment=walk.id)
    assert (look.moved_from, look.status) == (date(2025, 9, 20), CommitmentStatus.OPEN)
    assert do(commitments.carry_over, [walk.id], day) == 0


def test_the_steps_of_a_shared_measure_are_planned_once(do, centre) -> None:
    measure = do(measures.add, "Dry-weather overflows", None)
    texts = {step: f"{step.value} of it" for step in Step}
    planned = do(commitments.plan_steps, centre.id, measure.id, texts)
    assert [(each.step, each.what, each.measure) for each in planned] == [
        (step, f"{step.value} of it", measure.id) for step in Step
    ]
    assert do(commitments.plan_steps, centre.id, measure.id, texts) == []


def test_a_promise_is_overdue_only_while_something_is_to_be_done(do, walk) -> None:
    due = walk.by_when
    assert not walk.is_overdue(due)
    assert walk.is_overdue(due + timedelta(days=1))
    do(commitments.check_in, walk.id, CommitmentStatus.DROPPED)
    dropped = do(commitments.change_promise, walk.id, who="Nobody")
    assert not dropped.is_overdue(due + timedelta(days=1))
