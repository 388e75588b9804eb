"""The board of action and alignment: quarters, trails, and the cloud of a secret vote."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.alignment_board import board_of, cloud, earlier
from kpidesk.domain.reader import Collection
from kpidesk.domain.sharing import Partner, Quarter, Snapshot, Stand, quarter
from kpidesk.domain.voting import Criterion, Rating
from tests.drawing.looked import records_of


def partner(number: int, centre: str = "c") -> Partner:
    return Partner(
        id=f"p{number}", code=f"P{number:02}", name=f"Partner {number}", centre=centre, place=number
    )


def snapshot(number: int) -> Snapshot:
    return Snapshot(id=f"s{number}", centre="c", day=date(2025, number, 1))


def stand(at: int, who: int, action: int, alignment: int) -> Stand:
    return Stand(id=f"{at}-{who}", snapshot=f"s{at}", partner=f"p{who}", action=action, alignment=alignment)


def paper(rater: str, snapshot_id: str = "s1", **numbers: int) -> list[Rating]:
    return [
        Rating(
            id=f"{snapshot_id}{rater}{name}", item=snapshot_id, criterion=Criterion(name), rater=rater,
            number=number,
        )
        for name, number in numbers.items()
    ]  # fmt: skip


def test_the_samples_partners_stand_in_their_quarters(sample_file):
    reader = records_of(sample_file)
    board = board_of(reader, reader.find(Snapshot)[0])
    found = {each: {t.partner.code for t in board.tokens if t.stand.quarter is each} for each in Quarter}
    assert found == {
        Quarter.OWN_WAY: {"P01", "P04"},
        Quarter.TOGETHER: {"P02", "P05", "P08"},
        Quarter.FRIENDLY: {"P03"},
        Quarter.WATCHING: {"P06", "P07", "P09", "P10"},
    }
    assert board.away == ()
    assert board.cloud == ()


@pytest.mark.parametrize(
    ("action", "alignment", "wanted"),
    [(5, 5, Quarter.WATCHING), (6, 5, Quarter.OWN_WAY), (5, 6, Quarter.FRIENDLY), (6, 6, Quarter.TOGETHER)],
)
def test_five_counts_as_low(action, alignment, wanted):
    assert quarter(action, alignment) is wanted


def test_a_trail_has_each_place_that_was_left_and_no_other():
    reader = Collection(
        [
            partner(1), partner(2), partner(3), *map(snapshot, (1, 2, 3, 4)),
            stand(1, 1, 2, 2), stand(2, 1, 2, 2), stand(3, 1, 7, 3), stand(4, 1, 7, 7),
            stand(1, 2, 4, 4), stand(4, 2, 4, 4), stand(1, 3, 1, 1),
        ]
    )  # fmt: skip
    last = snapshot(4)
    before = earlier(reader, last)
    assert [each.id for each in before] == ["s1", "s2", "s3"]
    board = board_of(reader, last, before)
    assert {each.partner.id: each.before for each in board.tokens} == {"p1": ((2, 2), (7, 3)), "p2": ()}
    assert [each.id for each in board.away] == ["p3"]
    assert board_of(reader, last, before[:1]).tokens[0].before == ((2, 2),)
    assert board_of(reader, last).tokens[0].before == ()


def test_partners_around_another_result_do_not_stand_here():
    reader = Collection([partner(1), partner(2, "other"), snapshot(1), stand(1, 1, 3, 3)])
    board = board_of(reader, snapshot(1))
    assert [each.partner.id for each in board.tokens] == ["p1"]
    assert board.away == ()


def test_only_papers_with_both_numbers_are_in_the_cloud():
    reader = Collection(
        [
            *paper("1", action=6, alignment=2), *paper("2", action=3), *paper("3", alignment=9),
            *paper("1", "s2", action=9, alignment=9),
        ]
    )  # fmt: skip
    assert cloud(reader, "s1") == ((6, 2),)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=30), st.randoms())
def test_the_cloud_is_the_same_whoever_gave_what(places, shuffle):
    def found(order):
        papers = (paper(str(n), action=a, alignment=b) for n, (a, b) in enumerate(order))
        return cloud(Collection([rating for each in papers for rating in each]), "s1")

    other = list(places)
    shuffle.shuffle(other)
    assert found(places) == found(other) == tuple(sorted(places))
