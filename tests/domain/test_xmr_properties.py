"""What must hold for the limits and signals of every series."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.period import PeriodType, distance
from kpidesk.domain.series import Baseline, BaselineMode, Value
from kpidesk.domain.xmr import Analysis, Rule, analyse, exact


def _moved(values: list[Value], numbers: list[float | None]) -> list[Value]:
    return [
        Value(id=value.id, measure=value.measure, period=value.period, number=number)
        for value, number in zip(values, numbers, strict=True)
    ]


def _pattern(analysis: Analysis) -> list[tuple[Rule, str, tuple[date, ...]]]:
    return [(signal.rule, signal.side, signal.marked) for signal in analysis.signals]


TENTHS = st.lists(
    st.one_of(st.integers(-300, 300), st.integers(-300, 300), st.none()), min_size=1, max_size=60
)
MODES = st.sampled_from([BaselineMode.FLAT, BaselineMode.TREND])


def _values(tenths: list[int | None], scale: int = 10, shift: int = 0) -> list[Value]:
    made = []
    for i, tenth in enumerate(tenths):
        number = None if tenth is None else (tenth + shift) / scale
        day = date(2015 + i // 12, i % 12 + 1, 1)
        made.append(Value(id=str(i), measure="m", period=day, number=number))
    return made


def _analysed(values: list[Value], mode: BaselineMode) -> Analysis:
    made = Baseline(id="b", measure="m", start=date(2015, 1, 1), mode=mode)
    return analyse(values, [made])


@given(TENTHS, MODES, st.integers(-3, 6))
def test_scaling_by_ten_scales_limits_exactly(
    tenths: list[int | None], mode: BaselineMode, power: int
) -> None:
    plain = _analysed(_values(tenths, 10**6), mode)
    scaled = _analysed(_values(tenths, 10 ** (6 - power) if power <= 6 else 1), mode)
    assert _pattern(plain) == _pattern(scaled)
    for before, after in zip(plain.segments, scaled.segments, strict=True):
        if before.centre is not None and before.mean_range is not None:
            factor = Fraction(10) ** power
            assert (after.centre, after.slope) == (before.centre * factor, before.slope * factor)
            assert after.mean_range == before.mean_range * factor


@given(TENTHS, MODES, st.integers(-1000, 1000))
def test_shifting_shifts_limits_exactly(tenths: list[int | None], mode: BaselineMode, shift: int) -> None:
    plain = _analysed(_values(tenths), mode)
    moved = _analysed(_values(tenths, shift=shift), mode)
    assert _pattern(plain) == _pattern(moved)
    for before, after in zip(plain.segments, moved.segments, strict=True):
        if before.centre is not None:
            assert after.centre == before.centre + Fraction(shift, 10)
            assert (after.mean_range, after.slope) == (before.mean_range, before.slope)


@given(TENTHS, MODES)
def test_reversing_the_sign_mirrors_sides(tenths: list[int | None], mode: BaselineMode) -> None:
    plain = _analysed(_values(tenths), mode)
    mirrored = _analysed(_values([None if tenth is None else -tenth for tenth in tenths]), mode)
    swap = {"+": "-", "-": "+", "": ""}
    assert sorted((r.value, swap[side], days) for r, side, days in _pattern(plain)) == sorted(
        (r.value, side, days) for r, side, days in _pattern(mirrored)
    )


@given(TENTHS, st.integers(1, 50))
def test_no_signal_crosses_a_border(tenths: list[int | None], border: int) -> None:
    start = date(2015 + border // 12, border % 12 + 1, 1)
    made = [
        Baseline(id="a", measure="m", start=date(2015, 1, 1)),
        Baseline(id="b", measure="m", start=start),
    ]
    analysis = analyse(_values(tenths), made)
    for signal in analysis.signals:
        assert (signal.first < start) == (signal.last < start)
    first = analyse(_values(tenths[:border]), made[:1])
    assert [s for s in analysis.signals if s.first < start] == [
        s for s in first.signals if s.first < start
    ] or border < 12


@given(TENTHS, st.lists(st.integers(1, 55), max_size=4, unique=True), st.integers(3, 14), st.data())
def test_each_of_several_baselines_judges_as_if_it_were_alone(
    tenths: list[int | None], dividers: list[int], periods: int, data: st.DataObject
) -> None:
    """Any number of dividers, limits that are locked before the next one, and values left out, together."""
    values = _values(tenths)
    starts = [0, *sorted(dividers)]
    made = []
    for number, start in enumerate(starts):
        here = range(start, starts[number + 1] if number + 1 < len(starts) else len(tenths))
        gone = data.draw(st.lists(st.sampled_from(here), max_size=2)) if here else []
        day = date(2015 + start // 12, start % 12 + 1, 1)
        excluded = tuple(date(2015 + n // 12, n % 12 + 1, 1).isoformat() for n in gone)
        made.append(Baseline(id=f"b{number}", measure="m", start=day, periods=periods, excluded=excluded))
    whole = analyse(values, made)
    for number, baseline in enumerate(made):
        end = made[number + 1].start if number + 1 < len(made) else date(2100, 1, 1)
        part = [value for value in values if baseline.start <= value.period < end]
        alone = analyse(part, [baseline])
        found = [each for each in whole.segments if each.baseline is baseline]
        if not alone.segments:
            assert found == []
            continue
        (segment,), (single,) = found, alone.segments
        assert (segment.centre, segment.mean_range) == (single.centre, single.mean_range)
        place = whole.segments.index(segment)
        own = [(s.rule, s.side, s.marked) for s in whole.signals if s.segment == place]
        assert own == _pattern(alone)


@given(TENTHS)
def test_long_runs_lie_strictly_on_one_side(tenths: list[int | None]) -> None:
    analysis = _analysed(_values(tenths), BaselineMode.FLAT)
    numbers = {point.period: exact(point.number) for point in analysis.points}
    for signal in analysis.signals:
        centre = analysis.segments[signal.segment].centre
        assert centre is not None
        if signal.rule is Rule.LONG_RUN:
            assert len(signal.marked) >= 8
            assert all((numbers[day] > centre) == (signal.side == "+") for day in signal.marked)
            assert all(numbers[day] != centre for day in signal.marked)
        if signal.rule is Rule.SHORT_RUN:
            spans = zip(signal.marked, signal.marked[2:], strict=False)
            plotted = sorted(numbers)
            assert any(plotted.index(c) - plotted.index(a) <= 3 for a, c in spans)
    assert all(
        distance(a.period, b.period, PeriodType.MONTH) > 0
        for a, b in zip(analysis.points, analysis.points[1:], strict=False)
    )


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=5, max_size=20))
def test_any_finite_floats_are_exact(numbers: list[float]) -> None:
    values = _moved(_values([0] * len(numbers)), list(numbers))
    (segment,) = analyse(values).segments
    used = [exact(number) for number in numbers[:12]]
    assert segment.centre == sum(used) / len(used)
