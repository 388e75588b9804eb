"""Values that are worked out from other measures."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.calculated import (
    analysis_of,
    resting_on,
    rests_on,
    shares,
    values_of,
    with_values,
)
from kpidesk.domain.definitions import Component
from kpidesk.domain.exact import exact
from kpidesk.domain.measures import Calculation, ChartKind, Measure
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.series import Value, ValueStatus

START = date(2024, 1, 1)


def month(number: int) -> date:
    return shifted(START, PeriodType.MONTH, number)


def typed(measure: str, *numbers: float | None, status: ValueStatus = ValueStatus.FINAL) -> list[Record]:
    return [
        Value(id=f"{measure}{i}", measure=measure, period=month(i), number=number, status=status)
        for i, number in enumerate(numbers)
    ]


def composite(*weights: float) -> list[Record]:
    """C is the weighted mean of P0, P1, …"""
    whole = Measure(id="C", code="M01", name="Whole", calculation=Calculation.COMPOSITE)
    parts = [Measure(id=f"P{i}", code=f"M1{i}", name=f"Part {i}") for i in range(len(weights))]
    uses = [
        Component(id=f"c{i}", measure="C", part=f"P{i}", weight=weight) for i, weight in enumerate(weights)
    ]
    return [whole, *parts, *uses]


def numbers(reader: Collection, measure_id: str) -> list[float | None]:
    return [value.number for value in values_of(reader, reader.get(Measure, measure_id))]


def test_a_composite_is_the_weighted_mean_and_exact() -> None:
    reader = Collection([*composite(1, 3), *typed("P0", 0.1, 10.0), *typed("P1", 0.2, 20.0)])
    assert numbers(reader, "C") == [0.175, 17.5]
    assert [share for _, share in shares(reader, "C")] == [Fraction(1, 4), Fraction(3, 4)]


def test_a_period_with_a_missing_part_is_missing() -> None:
    reader = Collection([*composite(1, 1), *typed("P0", 1.0, None, 3.0), *typed("P1", 1.0, 2.0)])
    assert numbers(reader, "C") == [1.0, None, None]


def test_the_least_final_part_tells_how_final_the_whole_is() -> None:
    estimated = typed("P1", 1.0, status=ValueStatus.ESTIMATED)
    reader = Collection([*composite(1, 1), *typed("P0", 1.0, status=ValueStatus.PROVISIONAL), *estimated])
    (value,) = values_of(reader, reader.get(Measure, "C"))
    assert value.status is ValueStatus.ESTIMATED


def test_what_was_typed_stays_and_comes_back_with_the_calculation() -> None:
    typed_ones = typed("C", 7.0)
    whole, *rest = composite(1, 1)
    records = [*rest, *typed_ones, *typed("P0", 1.0), *typed("P1", 3.0)]
    assert numbers(Collection([whole, *records]), "C") == [2.0]
    back = Measure(id="C", code="M01", name="Whole")
    assert numbers(Collection([back, *records]), "C") == [7.0]


def test_a_normalised_measure_is_divided_period_by_period() -> None:
    rate = Measure(
        id="R", code="M01", name="Rate", calculation=Calculation.NORMALISED, denominator="D", per=1000.0
    )
    size = Measure(id="D", code="M02", name="Size")
    reader = Collection([rate, size, *typed("R", 3.0, 4.0, 5.0), *typed("D", 2000.0, 0.0)])
    assert numbers(reader, "R") == [1.5, None, None]


def test_a_part_with_other_periods_is_missing() -> None:
    records = composite(1, 1)
    yearly = Measure(id="P1", code="M11", name="Part 1", period_type=PeriodType.YEAR)
    reader = Collection([*records[:2], yearly, *records[3:], *typed("P0", 1.0), *typed("P1", 1.0)])
    assert numbers(reader, "C") == [None]


def test_measures_that_rest_on_themselves_have_no_values() -> None:
    one = Measure(id="A", code="M01", name="A", calculation=Calculation.COMPOSITE)
    two = Measure(id="B", code="M02", name="B", calculation=Calculation.COMPOSITE)
    uses = [Component(id="1", measure="A", part="B"), Component(id="2", measure="B", part="A")]
    reader = Collection([one, two, *uses, *typed("A", 1.0)])
    assert numbers(reader, "A") == []
    assert rests_on(reader, "A", "A")
    assert resting_on(reader, ["A"]) == {"A", "B"}


def test_who_rests_on_whom() -> None:
    reader = Collection([*composite(1, 1), *typed("P0", 1.0)])
    assert rests_on(reader, "C", "P0")
    assert not rests_on(reader, "P0", "C")
    assert resting_on(reader, ["P1"]) == {"C"}
    assert with_values(reader) == {"C", "P0"}


def test_a_chart_of_values_only_has_neither_limits_nor_signals() -> None:
    run = [*typed("m", *([5.0, 6.0] * 6), 60.0)]
    judged = Measure(id="m", code="M01", name="m")
    plain = Measure(id="m", code="M01", name="m", chart=ChartKind.RUN)
    assert analysis_of(Collection([judged, *run]), judged).signals
    bare = analysis_of(Collection([plain, *run]), plain)
    assert not bare.signals
    assert [segment.centre for segment in bare.segments] == [None]
    assert len(bare.values) == 13


@given(
    st.lists(st.integers(1, 1_000), min_size=1, max_size=5),
    st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=5),
)
def test_a_mean_of_equal_parts_is_each_of_them(weights: list[int], values: list[int]) -> None:
    same = [value / 100 for value in values]
    records = composite(*[weight / 10 for weight in weights])
    for part in range(len(weights)):
        records += typed(f"P{part}", *same)
    assert numbers(Collection(records), "C") == same


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(-999, 999)), min_size=2, max_size=6))
def test_a_mean_lies_between_its_parts(parts: list[tuple[int, int]]) -> None:
    records = composite(*[float(weight) for weight, _ in parts])
    for number, (_, value) in enumerate(parts):
        records += typed(f"P{number}", value / 10)
    (mean,) = numbers(Collection(records), "C")
    assert mean is not None
    spread = [exact(value / 10) for _, value in parts]
    assert float(min(spread)) <= mean <= float(max(spread))


@pytest.mark.parametrize("number", [1e308, 5e-324])
def test_numbers_at_the_edge_of_floats(number: float) -> None:
    rate = Measure(
        id="R", code="M01", name="Rate", calculation=Calculation.NORMALISED, denominator="D", per=1e9
    )
    size = Measure(id="D", code="M02", name="Size")
    reader = Collection([rate, size, *typed("R", number), *typed("D", 1e-9)])
    (found,) = numbers(reader, "R")
    assert found is None or found > 0
