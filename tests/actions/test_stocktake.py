"""What people do with the stock of measures, and what is refused."""

import pytest

from kpidesk.actions import stocktake
from kpidesk.domain.stocktake import ExistingMeasure, Fate
from kpidesk.domain.wording import Refused


@pytest.fixture
def three(desk):
    with desk.edit("List") as edit:
        return stocktake.take_list(edit, [{"name": name, "hours": 2.0} for name in ("One", "Two", "Three")])


def held(desk, each: ExistingMeasure) -> ExistingMeasure:
    return desk.get(ExistingMeasure, each.id)


def test_codes_are_printed_ones(three) -> None:
    assert [each.code for each in three] == ["K01", "K02", "K03"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "needs a name"),
        ({"hours": -1.0}, "number from 0"),
        ({"hours": float("nan")}, "number"),
    ],
)
def test_what_cannot_be_is_refused(desk, three, given, said) -> None:
    with pytest.raises(Refused, match=said), desk.edit("Change") as edit:
        stocktake.change(edit, three[0].id, **given)
    assert held(desk, three[0]) == three[0]


def test_merging_in_a_circle_or_into_what_goes_is_refused(desk, three) -> None:
    one, two, last = three
    with desk.edit("Merge") as edit:
        stocktake.merge(edit, one.id, two.id)
        stocktake.merge(edit, two.id, last.id)
    for into, said in ((one, "already"), (last, "itself")):
        with pytest.raises(Refused, match=said), desk.edit("Merge") as edit:
            stocktake.merge(edit, last.id, into.id)
    with desk.edit("Retire") as edit:
        stocktake.decide(edit, [last.id], Fate.RETIRE)
    with pytest.raises(Refused, match="retired"), desk.edit("Merge") as edit:
        stocktake.merge(edit, one.id, last.id)
    with pytest.raises(Refused, match="which one it is merged"), desk.edit("Merge") as edit:
        stocktake.decide(edit, [one.id], Fate.MERGE)


def test_another_decision_forgets_what_it_was_merged_into(desk, three) -> None:
    with desk.edit("Merge") as edit:
        stocktake.merge(edit, three[0].id, three[1].id)
        stocktake.decide(edit, [three[0].id], Fate.KEEP)
    assert (held(desk, three[0]).fate, held(desk, three[0]).into) == (Fate.KEEP, None)


def test_what_was_merged_into_a_line_that_is_removed_is_open_again(desk, three) -> None:
    with desk.edit("Merge") as edit:
        stocktake.merge(edit, three[0].id, three[1].id)
    with desk.edit("Remove") as edit:
        stocktake.remove(edit, [three[1].id])
    assert (held(desk, three[0]).fate, held(desk, three[0]).into) == (None, None)
    desk.undo()
    assert held(desk, three[0]).into == three[1].id


def test_too_long_a_list_is_refused(desk) -> None:
    with pytest.raises(Refused, match="at most 2000"), desk.edit("List") as edit:
        stocktake.take_list(edit, [{"name": "x"}] * 2001)


def test_a_name_that_a_measure_has_cannot_be_adopted_twice(desk, three) -> None:
    with desk.edit("Adopt") as edit:
        stocktake.adopt(edit, three[0].id)
    with pytest.raises(Refused, match="already"), desk.edit("Adopt") as edit:
        stocktake.adopt(edit, three[0].id)
