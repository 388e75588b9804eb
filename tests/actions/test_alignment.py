"""The board of action and alignment, challenges, and looking back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.actions import alignment, results, sharing
from kpidesk.domain.results import Map, Ring
from kpidesk.domain.sharing import (
    Centre,
    Challenge,
    ChallengeKind,
    Partner,
    Quarter,
    Reflection,
    Snapshot,
    Stand,
    Standing,
    latest_snapshot,
    quarter,
)


@pytest.fixture
def centre(begun, do) -> Centre:
    result = do(results.add, begun.find(Map)[0].id, begun.find(Ring)[0].id, "Rivers are clean.")
    return do(sharing.set_centre, result.id)


@pytest.fixture
def partners(do, centre) -> list[Partner]:
    return [do(sharing.add_partner, centre.id, name, standing=Standing.CURRENT) for name in ("One", "Two")]


@pytest.mark.parametrize(
    ("action", "aligned", "where"),
    [
        (6, 5, Quarter.OWN_WAY), (6, 6, Quarter.TOGETHER), (5, 5, Quarter.WATCHING), (5, 6, Quarter.FRIENDLY),
        (9, 1, Quarter.OWN_WAY), (1, 9, Quarter.FRIENDLY),
    ],
)  # fmt: skip
def test_five_counts_as_low(action: int, aligned: int, where: Quarter) -> None:
    assert quarter(action, aligned) is where


@given(st.integers(1, 9), st.integers(1, 9))
def test_a_quarter_follows_from_both_numbers_alike(action: int, aligned: int) -> None:
    high = {Quarter.TOGETHER: (True, True), Quarter.OWN_WAY: (True, False),
            Quarter.FRIENDLY: (False, True), Quarter.WATCHING: (False, False)}  # fmt: skip
    assert high[quarter(action, aligned)] == (action > 5, aligned > 5)


def test_partners_are_put_on_the_board_moved_and_taken_off(begun, do, refused, centre, partners) -> None:
    board = do(alignment.take_snapshot, centre.id, date(2025, 6, 20), "First meeting")
    do(alignment.stand, board.id, partners[0].id, 8, 5)
    moved = do(alignment.stand, board.id, partners[0].id, 8, 6)
    assert begun.find(Stand) == (moved,)
    assert moved.quarter is Quarter.TOGETHER
    for wrong in (0, 10):
        assert "1 to 9" in refused(alignment.stand, board.id, partners[0].id, wrong, 5)
        refused(alignment.stand, board.id, partners[0].id, 5, wrong)
    do(alignment.take_off, board.id, partners[0].id)
    assert begun.find(Stand) == ()


def test_a_new_board_begins_where_everybody_stood(begun, do, centre, partners) -> None:
    first = do(alignment.take_snapshot, centre.id, date(2025, 6, 20))
    do(alignment.stand, first.id, partners[0].id, 2, 3)
    second = do(alignment.take_snapshot, centre.id, date(2025, 10, 2))
    assert latest_snapshot(begun, centre.id) == second
    do(alignment.stand, second.id, partners[0].id, 6, 7)
    stands = {each.snapshot: (each.action, each.alignment) for each in begun.find(Stand)}
    assert stands == {first.id: (2, 3), second.id: (6, 7)}
    assert do(alignment.change_snapshot, second.id, name="After the fair").name == "After the fair"
    do(alignment.remove_snapshot, second.id)
    assert [each.id for each in begun.find(Snapshot)] == [first.id]
    assert len(begun.find(Stand)) == 1
    do(sharing.remove_partner, partners[0].id)
    assert begun.find(Stand) == ()


def test_challenges_lie_with_one_partner_or_between_two(begun, do, refused, centre, partners) -> None:
    one, two = partners
    made = do(
        alignment.add_challenge, centre.id, "The same trucks", ChallengeKind.SYSTEM, partner=one.id,
        other=two.id,
    )  # fmt: skip
    assert (made.kind, made.partner, made.other) == (ChallengeKind.SYSTEM, one.id, two.id)
    assert "two different partners" in refused(alignment.change_challenge, made.id, other=one.id)
    refused(alignment.add_challenge, centre.id, " ")
    do(sharing.remove_partner, two.id)
    assert begun.get(Challenge, made.id).other is None
    do(alignment.remove_challenges, [made.id])
    assert begun.find(Challenge) == ()


def test_a_look_back_is_dated_and_one_a_day(begun, do, clock, centre) -> None:
    first = do(alignment.reflect, centre.id)
    assert do(alignment.reflect, centre.id) == first
    do(alignment.change_reflection, first.id, competition="For the trucks.\nEach autumn.")
    clock.wait(days=90)
    second = do(alignment.reflect, centre.id)
    assert (second.day - first.day).days == 90
    assert begun.get(Reflection, first.id).competition == "For the trucks.\nEach autumn."
    do(alignment.remove_reflection, second.id)
    assert len(begun.find(Reflection)) == 1
