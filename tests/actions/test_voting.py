"""Secret ballots: what the desk keeps, what it never keeps, and what is told when the box is opened."""

import random
import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.actions import voting
from kpidesk.desk.problems import PapersInBox
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import open_desk
from kpidesk.domain.designs import Candidate, Design
from kpidesk.domain.results import Result
from kpidesk.domain.voting import Ballot, Criterion, Rating, Tally, open_ballot, tallies
from kpidesk.system.paths import Folders

STRENGTH = Criterion.STRENGTH


@pytest.fixture
def marrow_desk(marrow: Path, folders: Folders):
    """The sample, open."""
    opened = open_desk(marrow, folders)
    yield opened.desk
    opened.close()


def design_of(desk: Desk) -> tuple[Design, tuple[Candidate, ...]]:
    design = desk.find(Design)[0]
    return design, desk.find(Candidate, design=design.id)


def begin(desk: Desk, voters: int | None = None) -> tuple[Ballot, tuple[Candidate, ...]]:
    design, candidates = design_of(desk)
    with desk.edit("Vote") as edit:
        ballot = voting.open_secret_ballot(edit, design.id, "How strong?", [STRENGTH], 5, voters)
    return ballot, candidates


def drop(desk: Desk, ballot: Ballot, *numbers: tuple[Candidate, int]) -> None:
    desk.drop_paper(ballot.id, {(each.id, STRENGTH.value): number for each, number in numbers}, "Paper")


def reveal(desk: Desk, ballot: Ballot, candidates: tuple[Candidate, ...], seed: int = 0) -> None:
    with desk.edit("Reveal") as edit:
        voting.reveal(
            edit, ballot.id, desk.papers(ballot.id), {each.id for each in candidates}, random.Random(seed)
        )


def test_papers_become_ratings_that_replace_those_before(marrow_desk: Desk) -> None:
    ballot, candidates = begin(marrow_desk)
    one, other = candidates[:2]
    before = marrow_desk.find(Rating, item=other.id, criterion=STRENGTH)
    assert len(before) == 3
    drop(marrow_desk, ballot, (one, 1), (other, 2))
    drop(marrow_desk, ballot, (one, 5))
    reveal(marrow_desk, ballot, candidates)
    found = tallies(marrow_desk.find(Rating), 5)
    assert Counter(found[one.id, STRENGTH].numbers) == Counter((1, 5))
    assert found[other.id, STRENGTH].numbers == (2,)
    assert len(marrow_desk.find(Rating, item=one.id, criterion=Criterion.FEASIBILITY)) == 3
    assert open_ballot(marrow_desk, ballot.about) is None


def test_the_journal_knows_no_number_before_the_reveal(marrow_desk: Desk) -> None:
    ballot, candidates = begin(marrow_desk)
    since = marrow_desk.last_edit
    drop(marrow_desk, ballot, (candidates[0], 3))
    (told,) = marrow_desk.history(since=since)
    assert (told.touched, told.who, told.label) == ((), "", "Paper")


def test_the_file_keeps_no_order_of_papers(marrow: Path, folders: Folders) -> None:
    """Many papers, each with its number of the order: sorted by where they lie, they are not in order."""
    opened = open_desk(marrow, folders)
    ballot, candidates = begin(opened.desk)
    given_numbers = [1 + place % 5 for place in range(40)]
    for number in given_numbers:
        drop(opened.desk, ballot, (candidates[0], number))
    opened.publish()
    opened.close()
    connection = sqlite3.connect(marrow)
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("SELECT rowid FROM ballot_paper")
    ids = [row[0] for row in connection.execute("SELECT id FROM ballot_paper")]
    connection.close()
    assert len(ids) == len(set(ids)) == 40
    assert ids == sorted(ids)


def test_papers_survive_a_crash_and_a_restart(marrow: Path, folders: Folders) -> None:
    opened = open_desk(marrow, folders)
    ballot, candidates = begin(opened.desk)
    opened.publish()
    drop(opened.desk, ballot, (candidates[0], 4))
    assert opened.unpublished
    opened.close()
    again = open_desk(marrow, folders)
    assert [list(paper.values()) for paper in again.desk.papers(ballot.id)] == [[4]]
    again.close()


def test_undo_passes_papers_over_and_a_reveal_can_be_taken_back(marrow_desk: Desk) -> None:
    ballot, candidates = begin(marrow_desk)
    with marrow_desk.edit("Something else") as edit:
        voting.rate(edit, candidates[1].id, Criterion.LATENCY, [3], 5)
    drop(marrow_desk, ballot, (candidates[0], 4))
    assert marrow_desk.undo_label == "Something else"
    reveal(marrow_desk, ballot, candidates)
    marrow_desk.undo()
    assert open_ballot(marrow_desk, ballot.about) == ballot
    assert len(marrow_desk.papers(ballot.id)) == 1  # nothing is lost: the box can be opened again
    reveal(marrow_desk, ballot, candidates)
    assert [each.number for each in marrow_desk.find(Rating, item=candidates[0].id, criterion=STRENGTH)] == [
        4
    ]


def test_the_beginning_of_a_vote_is_not_taken_back_over_its_papers(marrow_desk: Desk) -> None:
    ballot, candidates = begin(marrow_desk)
    drop(marrow_desk, ballot, (candidates[0], 4))
    before = marrow_desk.last_edit
    with pytest.raises(PapersInBox):
        marrow_desk.undo()
    assert marrow_desk.last_edit == before
    assert open_ballot(marrow_desk, ballot.about) == ballot
    assert len(marrow_desk.papers(ballot.id)) == 1


def test_the_order_of_raters_is_shuffled_and_things_that_went_are_passed_over(marrow_desk: Desk) -> None:
    ballot, candidates = begin(marrow_desk)
    for number in (1, 2, 3, 4, 5):
        drop(marrow_desk, ballot, (candidates[0], number), (candidates[1], number))
    orders = set()
    for seed in range(6):
        reveal(marrow_desk, ballot, candidates[:1], seed)
        ratings = marrow_desk.find(Rating, item=candidates[0].id, criterion=STRENGTH)
        orders.add(tuple(each.number for each in ratings))
        assert len(marrow_desk.find(Rating, ballot=ballot.id)) == 5
        marrow_desk.undo()
    assert len(orders) > 1


def test_what_cannot_be_begun_or_opened(marrow_desk: Desk) -> None:
    design, candidates = design_of(marrow_desk)

    def refused(criteria: list[Criterion], voters: int | None) -> str:
        with pytest.raises(voting.Refused) as caught, marrow_desk.edit("No") as edit:
            voting.open_secret_ballot(edit, design.id, "Vote", criteria, 5, voters)
        return str(caught.value)

    assert "at least one question" in refused([], None)
    assert "from 1 to 500" in refused([STRENGTH], 0)
    ballot, _ = begin(marrow_desk, voters=3)
    assert "open here already" in refused([STRENGTH], None)
    with pytest.raises(voting.Refused):
        reveal(marrow_desk, ballot, candidates)
    with marrow_desk.edit("Give up") as edit:
        voting.give_up(edit, ballot.id)
    assert marrow_desk.find(Ballot, about=design.id) == ()
    assert marrow_desk.find(Result)


@pytest.mark.parametrize(
    ("numbers", "best", "divided"),
    [
        ((4, 4, 5), 5, False),
        ((1, 5), 5, True),
        ((1, 3, 5), 5, True),
        ((2, 2, 4, 4), 5, True),  # two camps, nobody between
        ((2, 3, 4), 5, False),
        ((4,), 5, False),
        ((1, 1, 10, 10), 10, True),
        ((4, 5, 6, 7), 10, False),
        ((1, 3), 3, True),
    ],
)
def test_who_should_talk(numbers: tuple[int, ...], best: int, divided: bool) -> None:
    assert Tally(numbers, best).divided is divided


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30))
def test_a_tally_holds_together(numbers: list[int]) -> None:
    tally = Tally(tuple(numbers), 5)
    assert tally.low <= tally.median <= tally.high
    assert tally.low <= tally.mean <= tally.high
    assert sum(tally.counts) == len(numbers)
    assert 0 <= tally.share <= 1
    assert tally.spread <= (tally.high - tally.low) / 2 + 1e-9
