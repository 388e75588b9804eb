"""What looks alike in a stock of measures, and what decisions save."""

import string
import time

from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.stock_review import columns_of, pairs, totals, unsettled
from kpidesk.domain.stocktake import ExistingMeasure, Fate

WORDS = st.text(string.ascii_lowercase + " ", max_size=30)
SOME = st.lists(st.tuples(WORDS, WORDS, WORDS, st.sampled_from([None, *Fate])), max_size=12)


def measure(number: int, name: str, formula: str = "", result: str = "", **more: object) -> ExistingMeasure:
    return ExistingMeasure(
        id=f"{number:03}", code=f"K{number:02}", name=name, formula=formula, result=result, **more
    )


def test_words_in_another_order_and_other_endings_are_alike() -> None:
    found = [
        measure(1, "Overtime hours"), measure(2, "Hours of overtime"), measure(3, "Customer complaints"),
        measure(4, "Complaints by customer"), measure(5, "Burst mains"),
    ]  # fmt: skip
    assert {(pair.one, pair.other) for pair in pairs(found)} == {("001", "002"), ("003", "004")}
    assert all(pair.alike == ("name",) for pair in pairs(found))


def test_a_formula_gives_them_away_under_other_names_but_a_result_alone_does_not() -> None:
    same = "minutes without supply per property and month"
    found = [
        measure(1, "Supply gaps", same, "Water always"), measure(2, "Outages", same, "Water always"),
        measure(3, "Leaks", "leaks found", "Water always"),
    ]  # fmt: skip
    (pair,) = pairs(found)
    assert (pair.one, pair.other, pair.alike) == ("001", "002", ("formula", "result"))


@given(SOME)
def test_pairs_are_of_two_each_once_and_scored_between_0_and_1(rows) -> None:
    found = [measure(n, name, formula, result) for n, (name, formula, result, _) in enumerate(rows)]
    made = pairs(found)
    assert len({(pair.one, pair.other) for pair in made}) == len(made)
    assert all(pair.one < pair.other and 0 < pair.score <= 1 + 1e-9 and pair.alike for pair in made)


@given(SOME)
def test_every_measure_is_counted_once(rows) -> None:
    found = [measure(n, "x", fate=fate, hours=1.0) for n, (_, _, _, fate) in enumerate(rows)]
    sums = totals(found)
    assert sums.open + sum(sums.by_fate.values()) == len(found)
    assert sums.saved == sums.by_fate[Fate.MERGE] + sums.by_fate[Fate.RETIRE]
    assert sums.saved <= sums.hours


def test_hours_nobody_noted_are_told() -> None:
    sums = totals([measure(1, "a", fate=Fate.RETIRE), measure(2, "b", fate=Fate.KEEP, hours=2.0)])
    assert (sums.saved, sums.hours, sums.unknown) == (0.0, 2.0, 1)


def test_what_goes_is_no_pair_any_more() -> None:
    found = [measure(1, "Overtime hours", fate=Fate.MERGE), measure(2, "Hours of overtime")]
    assert unsettled(pairs(found), found) == ()


def test_columns_are_known_by_their_headings_each_once() -> None:
    heads = ["No.", "KPI name", "Description of measure", "Goal", "Calculation", "Owner", "In which report",
             "Hours per month", "Last used", "Data source"]  # fmt: skip
    assert columns_of(heads) == {
        "name": 1, "description": 2, "result": 3, "formula": 4, "owner": 5, "report": 6, "hours": 7,
        "last_used": 8, "source": 9,
    }  # fmt: skip
    assert columns_of(["x", "", "y"]) == {}


def test_three_hundred_are_compared_within_a_second() -> None:
    found = [
        measure(
            n, f"number of things kind {n % 40} place {n % 7}", f"count of all {n % 50}", "the same result"
        )
        for n in range(300)
    ]
    began = time.perf_counter()
    pairs(found)
    assert time.perf_counter() - began < 1.0
