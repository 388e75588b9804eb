"""Votes as the window asks for them: papers, counts, outcomes, rounds, and what cannot be taken."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.actions import votes, workshops
from kpidesk.actions.votes import Asked, Thing
from kpidesk.desk.store import Desk
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Result
from kpidesk.domain.votes import BallotCount, BallotItem, counted, items_of, outcome, pairs, round_of
from kpidesk.domain.voting import Ballot, Method, Paper, Rating
from kpidesk.domain.wording import Refused
from kpidesk.domain.workshops import Workshop
from kpidesk.imports import sample as samples
from kpidesk.imports.workshop_starts import supplied

THINGS = tuple(Thing(text) for text in ("taps", "rivers", "bills", "crews"))


@pytest.fixture
def workshop(desk: Desk) -> str:
    with desk.edit("Plan") as edit:
        return workshops.begin(edit, supplied("en")[0][0]).id


@pytest.fixture
def sample(desk: Desk) -> Desk:
    samples.fill(desk, "marrow-valley", "Sample")
    return desk


def call(desk: Desk, workshop: str, **given: object) -> Ballot:
    asked = Asked("Which first?", Method.DOTS, THINGS, dots=3, voters=None)
    with desk.edit("Call") as edit:
        return votes.call(edit, workshop, replace(asked, **given))  # type: ignore[arg-type]


def ids(desk: Desk, ballot: Ballot) -> list[str]:
    return [each.id for each in items_of(desk, ballot.id)]


def reveal(desk: Desk, ballot: Ballot, papers: list[Paper]) -> Ballot:
    for each in papers:
        votes.check_paper(ballot, ids(desk, ballot), each)
        desk.drop_paper(ballot.id, each, "paper")
    with desk.edit("Reveal") as edit:
        return votes.reveal(edit, ballot.id, desk.papers(ballot.id))


def count(desk: Desk, *given: object) -> None:
    with desk.edit("Count") as edit:
        votes.count(edit, *given)  # type: ignore[arg-type]


def told(desk: Desk, ballot: Ballot) -> list[tuple[int | None, str, float | None]]:
    return [(each.rank, each.item.text, each.figure) for each in outcome(desk, ballot).lines]


def test_dots_on_papers_are_added_up_and_equals_share_a_rank(desk: Desk, workshop: str) -> None:
    ballot = call(desk, workshop)
    a, b, c, _ = ids(desk, ballot)
    over = reveal(desk, ballot, [{(a, ""): 3}, {(b, ""): 2, (c, ""): 1}, {(b, ""): 1}])
    assert told(desk, over) == [(1, "taps", 3.0), (1, "rivers", 3.0), (3, "bills", 1.0), (4, "crews", 0.0)]
    found = outcome(desk, over)
    assert (found.voters, found.given, found.beyond) == (3, 7, 0)
    assert [each.mark for each in found.leads] == ["A", "B"]


def test_nothing_tells_of_single_papers_once_it_is_revealed(desk: Desk, workshop: str) -> None:
    ballot = call(desk, workshop, method=Method.SCALE)
    a, b, *_ = ids(desk, ballot)
    reveal(desk, ballot, [{(a, ""): 5, (b, ""): 1}, {(a, ""): 2}, {(b, ""): 4}])
    assert not desk.find(Rating)
    kept = {(each.item, each.step, each.number) for each in desk.find(BallotCount)}
    assert kept == {(a, 5, 1), (a, 2, 1), (b, 1, 1), (b, 4, 1)}


def test_a_fist_of_five_begins_at_no_finger_and_flags_two_camps(desk: Desk, workshop: str) -> None:
    ballot = call(desk, workshop, method=Method.FIST, secret=False, voters=8)
    a, b, *_ = ids(desk, ballot)
    for step, number in ((1, 4), (6, 4)):
        count(desk, a, number, step)
    for step, number in ((4, 3), (5, 5)):
        count(desk, b, number, step)
    first, second = outcome(desk, ballot).lines[:2]
    assert (first.item.text, first.figure, first.divided) == ("rivers", 3.625, False)
    assert (second.item.text, second.figure, second.divided) == ("taps", 2.5, True)
    assert second.tally is not None
    assert second.tally.counts == (4, 0, 0, 0, 0, 4)


def test_pairs_tell_who_wins_and_that_it_goes_round_in_a_circle(desk: Desk, workshop: str) -> None:
    ballot = call(desk, workshop, method=Method.PAIRS, things=THINGS[:3])
    a, b, c = ids(desk, ballot)
    papers: list[Paper] = [{(a, b): 1, (b, c): 1, (c, a): 1}] * 3
    over = reveal(desk, ballot, papers)
    assert [each[2] for each in told(desk, over)] == [0.5, 0.5, 0.5]
    assert set(outcome(desk, over).circle) == {"A", "B", "C"}
    other = call(desk, workshop, method=Method.PAIRS, things=THINGS[:3])
    a, b, c = ids(desk, other)
    over = reveal(desk, other, [{(a, b): 1, (b, c): 1, (a, c): 1}])
    assert told(desk, over) == [(1, "taps", 1.0), (2, "rivers", 0.5), (3, "bills", 0.0)]
    assert not outcome(desk, over).circle


def test_more_dots_than_people_had_are_told(desk: Desk, workshop: str) -> None:
    ballot = call(desk, workshop, secret=False, voters=2)
    a, b, *_ = ids(desk, ballot)
    count(desk, a, 4)
    count(desk, b, 2)
    assert outcome(desk, ballot).beyond == 0
    count(desk, b, 5)
    assert outcome(desk, ballot).beyond == 3


def test_hands_are_counted_against_the_people_for_each_thing(desk: Desk, workshop: str) -> None:
    ballot = call(desk, workshop, method=Method.SCALE, secret=False, voters=3)
    a, b, *_ = ids(desk, ballot)
    count(desk, a, 3, 5)
    count(desk, b, 4, 1)
    assert outcome(desk, ballot).beyond == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"question": " "}, "What is the question"),
        ({"things": THINGS[:1]}, "from 2 to 120"),
        ({"things": THINGS * 3, "method": Method.PAIRS}, "from 2 to 10"),
        ({"things": (Thing("taps"), Thing("Taps "))}, "called the same"),
        ({"dots": 11}, "from 1 to 10 dots"),
        ({"voters": 0}, "how many people vote"),
        ({"method": Method.SCALE, "best": 11}, "A scale goes"),
    ],
)
def test_what_cannot_be_asked(desk: Desk, workshop: str, given: dict[str, object], says: str) -> None:
    with pytest.raises(Refused) as refused:
        call(desk, workshop, **given)
    assert says in str(refused.value)
    assert not desk.find(Ballot)


@pytest.mark.parametrize(
    ("method", "numbers"),
    [(Method.DOTS, (2, 2)), (Method.DOTS, (0, 1)), (Method.SCALE, (6, 1)), (Method.FIST, (7, 1))],
)
def test_papers_that_say_too_much_stay_out_of_the_box(
    desk: Desk, workshop: str, method: Method, numbers: tuple[int, int]
) -> None:
    ballot = call(desk, workshop, method=method)
    a, b, *_ = ids(desk, ballot)
    with pytest.raises(Refused):
        votes.check_paper(ballot, ids(desk, ballot), {(a, ""): numbers[0], (b, ""): numbers[1]})
    with pytest.raises(Refused):
        votes.check_paper(ballot, ids(desk, ballot), {})
    with pytest.raises(Refused):
        votes.check_paper(ballot, ids(desk, ballot), {("elsewhere", ""): 1})


def test_secret_papers_are_not_counted_by_hand_nor_after_the_end(desk: Desk, workshop: str) -> None:
    ballot = call(desk, workshop)
    with pytest.raises(Refused):
        count(desk, ids(desk, ballot)[0], 1)
    with pytest.raises(Refused):
        reveal(desk, ballot, [])
    reveal(desk, ballot, [{(ids(desk, ballot)[0], ""): 1}])
    with pytest.raises(Refused):
        reveal(desk, ballot, [])


def test_what_is_asked_changes_until_somebody_gave_something(desk: Desk, workshop: str) -> None:
    ballot = call(desk, workshop, secret=False)
    asked = Asked("Which second?", Method.SCALE, THINGS[:2], secret=False, best=7)
    with desk.edit("Change") as edit:
        changed = votes.recall(edit, ballot.id, asked)
    assert (changed.title, changed.method, changed.best) == ("Which second?", Method.SCALE, 7)
    assert [each.text for each in items_of(desk, ballot.id)] == ["taps", "rivers"]
    count(desk, ids(desk, ballot)[0], 1, 2)
    with pytest.raises(Refused), desk.edit("Change") as edit:
        votes.recall(edit, ballot.id, asked)


def test_rounds_are_kept_and_told_beside_each_other(desk: Desk, workshop: str) -> None:
    first = call(desk, workshop)
    a, b, *_ = ids(desk, first)
    again = Asked(first.title, first.method, THINGS[1:3], dots=3)
    with pytest.raises(Refused), desk.edit("Again") as edit:
        votes.call(edit, workshop, again, follows=first.id)
    reveal(desk, first, [{(a, ""): 2, (b, ""): 1}])
    with desk.edit("Again") as edit:
        second = votes.call(edit, workshop, again, follows=first.id)
    reveal(desk, second, [{(ids(desk, second)[0], ""): 3}])
    second = desk.get(Ballot, second.id)
    found = outcome(desk, second)
    assert [(each.item.text, each.figure, each.before) for each in found.lines] == [
        ("rivers", 3.0, 1.0), ("bills", 0.0, 0.0),
    ]  # fmt: skip
    assert round_of(desk, second) == 2
    assert told(desk, desk.get(Ballot, first.id))[0] == (1, "taps", 2.0)


def test_dots_can_be_kept_with_results(sample: Desk) -> None:
    result = sample.find(Result, code="R10")[0]
    with sample.edit("Call") as edit:
        of = edit.find(Workshop)[0].id
        things = (Thing("R10", result.id), Thing("something else"))
        ballot = votes.call(edit, of, Asked("Which?", Method.DOTS, things, secret=False))
    count(sample, ids(sample, ballot)[0], 11)
    with pytest.raises(Refused), sample.edit("Keep") as edit:
        votes.keep_dots(edit, ballot.id)
    reveal(sample, ballot, [])
    with sample.edit("Keep") as edit:
        assert votes.keep_dots(edit, ballot.id) == 1
    assert sample.get(Result, result.id).dots == 11


def test_a_thing_that_is_gone_stays_on_the_ballot_in_its_words(desk: Desk, workshop: str) -> None:
    with desk.edit("Begin") as edit:
        block = edit.find(Workshop)[0]
        parked = workshops.park(edit, "meters", block.id)
        things = (Thing("meters", parked.id), Thing("pipes"))
        ballot = votes.call(edit, workshop, Asked("Which?", Method.DOTS, things, secret=False))
    count(desk, ids(desk, ballot)[0], 2)
    with desk.edit("Remove") as edit:
        edit.remove(parked)
    assert told(desk, ballot)[0] == (1, "meters", 2.0)


def test_a_vote_goes_to_the_workshop_of_today_or_to_a_new_one(desk: Desk, workshop: str) -> None:
    with desk.edit("Find") as edit:
        made = votes.home(edit, "Votes")
    assert (made.name, made.on) == ("Votes", desk.now().date())
    with desk.edit("Find") as edit:
        assert votes.home(edit, "Votes").id == made.id
        edit.put(replace(edit.get(Workshop, made.id), on=None))
        workshops.start(edit, workshop)
        assert votes.home(edit, "Votes").id == workshop


# -- what always holds


_Vote = tuple[Ballot, list[BallotItem], list[Paper]]


@st.composite
def _votes(draw: st.DrawFn) -> _Vote:
    method = draw(st.sampled_from(Method))
    number = draw(st.integers(2, 6))
    ballot = Ballot(id="b", about="w", title="?", method=method, dots=3, best=5)
    items = [BallotItem(id=f"i{n}", ballot="b", text=f"thing {n}", place=float(n)) for n in range(number)]
    shuffled = random.Random(draw(st.integers(0, 9_999)))
    return ballot, items, [_paper(method, items, shuffled) for _ in range(draw(st.integers(1, 9)))]


def _paper(method: Method, items: list[BallotItem], by: random.Random) -> Paper:
    if method is Method.PAIRS:
        return {((one, other) if by.random() < 0.5 else (other, one)): 1
                for one, other in ((a.id, b.id) for a, b in pairs(items))}  # fmt: skip
    if method is Method.DOTS:
        return {(each, ""): dots for each, dots in Counter(by.choices([i.id for i in items], k=3)).items()}
    return {(each.id, ""): by.randint(1, 5) for each in items}


@settings(max_examples=60)
@given(_votes())
def test_sums_do_not_depend_on_the_order_of_papers(
    vote: tuple[Ballot, list[BallotItem], list[Paper]],
) -> None:
    ballot, items, papers = vote
    both = []
    for some in (papers, papers[::-1]):
        counts = [
            BallotCount(id=f"c{n}", item=item, step=step, against=against, number=number)
            for n, ((item, step, against), number) in enumerate(counted(some, ballot.method).items())
        ]
        both.append(outcome(Collection([ballot, *items, *counts]), ballot))
    assert [(each.item.id, each.rank, each.figure) for each in both[0].lines] == [
        (each.item.id, each.rank, each.figure) for each in both[1].lines
    ]
    ranks = [each.rank for each in both[0].lines]
    assert ranks == sorted(ranks, key=lambda each: each or 0)
    assert all(0 <= each.share <= 1 for each in both[0].lines)
    assert both[0].given == sum(sum(each.values()) for each in papers) or ballot.method in {
        Method.SCALE, Method.FIST,
    }  # fmt: skip


@given(st.integers(2, 10))
def test_each_pair_is_asked_once_and_nobody_always_stands_first(number: int) -> None:
    items = [BallotItem(id=str(n), ballot="b", text=str(n), place=float(n)) for n in range(number)]
    asked = pairs(items)
    assert len({frozenset((one.id, other.id)) for one, other in asked}) == number * (number - 1) // 2
    first = Counter(one.id for one, _ in asked)
    assert all(abs(2 * first[each.id] - (number - 1)) <= 1 for each in items)
