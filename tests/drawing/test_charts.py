"""Charts: what the method asks for is drawn, by shape and word, and no text lies on another."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path as File

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.measures import Direction, Measure, Target
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.reader import Collection, Reader
from kpidesk.domain.record import Record
from kpidesk.domain.series import Annotation, Baseline, BaselineMode, Forecast, Value, ValueStatus
from kpidesk.domain.xmr import Status
from kpidesk.drawing.chart_axis import ticks
from kpidesk.drawing.chart_notes import apart
from kpidesk.drawing.charts import Chart, chart
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import GlyphRun, Group, Path, bounds, walk
from kpidesk.system.words import Words

WORDS = Words()


@pytest.fixture(scope="module")
def desk(sample_file: File) -> Reader:
    return read_desk(sample_file)


def of(desk: Reader, code: str, wide: float = 350, tall: float = 230, *, ranges: bool = False) -> Chart:
    measure = next(each for each in desk.find(Measure) if each.code == code)
    made = chart(desk, measure, wide, tall, WORDS, text_pt=24, with_ranges=ranges)
    assert made is not None
    return made


def measure_of(**changes: object) -> Measure:
    return Measure(
        **{"id": "m", "code": "M1", "name": "Made up", "direction": Direction.UP, "unit": "h", **changes}
    )  # type: ignore[arg-type]


def series(
    numbers: list[float | None], kind: PeriodType = PeriodType.MONTH, start: date = date(2023, 1, 1)
) -> list[Record]:
    return [
        Value(id=f"v{i:04}", measure="m", period=shifted(start, kind, i), period_type=kind, number=number)
        for i, number in enumerate(numbers)
    ]


def made_of(
    records: list[Record], measure: Measure | None = None, wide: float = 200, tall: float = 130
) -> Chart | None:
    measure = measure or measure_of()
    return chart(Collection([measure, *records]), measure, wide, tall, WORDS, text_pt=14)


def groups(made: Chart, role: str) -> list[Group]:
    return [item for item in walk(made.items) if isinstance(item, Group) and item.role == role]


def texts(made: Chart) -> str:
    return " | ".join(item.text for item in walk(made.items) if isinstance(item, GlyphRun))


def run_boxes(made: Chart) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    def inside(
        items: tuple[object, ...], dx: float, dy: float
    ) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
        for item in items:
            if isinstance(item, Group):
                at = item.transform
                yield from inside(item.items, dx + (at.dx if at else 0), dy + (at.dy if at else 0))
            elif isinstance(item, GlyphRun) and item.text.strip():
                x, y, size = item.x + dx, item.y + dy, item.size
                yield item.text, (x, y - 0.74 * size, x + item.advance, y + 0.2 * size)

    return inside(made.items, 0, 0)


def check_tidy(made: Chart) -> None:
    boxes = list(run_boxes(made))
    clashes = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if a[0] < b[2] - 0.02 and b[0] < a[2] - 0.02 and a[1] < b[3] - 0.02 and b[1] < a[3] - 0.02
    ]
    assert clashes == []
    far = [
        t
        for t, b in boxes
        if b[0] < -0.01 or b[1] < -0.01 or b[2] > made.width + 0.01 or b[3] > made.height + 0.01
    ]
    assert far == []
    box = bounds(made.items)
    assert box is not None
    assert box[0] >= -0.6
    assert box[1] >= -0.6
    assert box[2] <= made.width + 0.6


def shape_of(path: Path) -> str:
    curves = sum(op[0] == "C" for op in path.ops)
    corners = sum(op[0] in {"M", "L"} for op in path.ops)
    if curves:
        return "ring" if path.fill == LIGHT.surface else "dot"
    return {4: "diamond", 3: "triangle"}[corners]


def marks(made: Chart) -> list[str]:
    return [shape_of(path) for path in groups(made, "values")[0].items if isinstance(path, Path)]


def test_a_missing_month_is_a_gap(desk: Reader) -> None:
    lines = [item for item in groups(of(desk, "M10"), "series")[0].items if isinstance(item, Path)]
    assert [len(line.ops) for line in lines] == [13, 16]
    assert len(groups(of(desk, "M10"), "gap")[0].items) == 1
    assert groups(of(desk, "M06"), "gap") == []
    assert "value missing" in texts(of(desk, "M10"))


@pytest.mark.parametrize(
    ("code", "diamonds", "triangles", "rings"),
    [
        ("M01", 1, 0, 21),
        ("M02", 3, 0, 8),
        ("M04", 14, 1, 3),
        ("M05", 0, 0, 8),
        ("M06", 0, 0, 0),
        ("M11", 9, 0, 0),
    ],
)
def test_signals_by_shape(desk: Reader, code: str, diamonds: int, triangles: int, rings: int) -> None:
    found = marks(of(desk, code))
    assert (found.count("diamond"), found.count("triangle"), found.count("ring")) == (
        diamonds,
        triangles,
        rings,
    )
    assert len(found) == 30


def test_signals_are_coloured_by_direction(desk: Reader) -> None:
    def colours(code: str) -> set[str | None]:
        return {
            p.fill
            for p in groups(of(desk, code), "values")[0].items
            if isinstance(p, Path) and len(p.ops) == 5
        }

    assert colours("M04") == {LIGHT.good}
    assert colours("M11") == {LIGHT.bad}
    assert colours("M09") == {LIGHT.watch}
    assert colours("M07") == {LIGHT.good}


def test_the_words_of_a_chart(desk: Reader) -> None:
    made = of(desk, "M06")
    assert made.headline == "no change in 30 months"
    assert made.status is Status.NO_CHANGE
    said = texts(made)
    for words in ("Upper limit", "8.8", "Centre line", "6.3", "Lower limit", "3.8", "5 by Dec\xa02026"):
        assert words in said
    assert "chart rules: outside the limits, 8 in a row, 3 of 4 near a limit" in said
    assert of(desk, "M04").headline == "improving"
    assert of(desk, "M11").headline == "worsening"
    assert of(desk, "M09").headline == "a signal to watch"
    assert "Long run: 18 months above" in texts(of(desk, "M04"))
    assert "limits 66.8 to 75.4" in " ".join(of(desk, "M04").summary)


def test_annotations_are_told_inside_the_chart(desk: Reader) -> None:
    for code in ("M01", "M02", "M04", "M05", "M07", "M09", "M10", "M11", "M12"):
        made = of(desk, code)
        measure = next(each for each in desk.find(Measure) if each.code == code)
        wanted = {each.text for each in desk.find(Annotation, measure=measure.id)}
        assert {group.name for group in groups(made, "annotation")} == wanted
        assert made.left_out == ()
        check_tidy(made)


def test_a_target_is_a_short_mark_and_no_line(desk: Reader) -> None:
    made = of(desk, "M06")
    target = bounds(groups(made, "target")[0].items)
    limits = bounds(groups(made, "limits")[0].items)
    assert target is not None
    assert limits is not None
    assert target[2] - target[0] < (limits[2] - limits[0]) / 10
    assert target[0] >= limits[2] - 0.5


def test_a_target_is_for_values_and_not_for_their_changes(desk: Reader) -> None:
    """A measure with a target shows it once, though the chart of changes has an axis as well."""
    assert len(groups(of(desk, "M06", ranges=True), "ranges")) == 1
    assert len(groups(of(desk, "M06", ranges=True), "target")) == len(groups(of(desk, "M06"), "target"))


def test_limits_step_with_a_new_baseline() -> None:
    numbers = [10.0, 12.0, 11.0, 13.0, 10.0, 12.0] * 2 + [30.0, 32.0, 31.0, 33.0, 30.0, 32.0] * 2
    records = series([*numbers])
    records += [
        Baseline(id="b1", measure="m", start=date(2023, 1, 1)),
        Baseline(id="b2", measure="m", start=date(2024, 1, 1)),
    ]
    made = made_of(records)
    assert made is not None
    both = groups(made, "limits")
    assert len(both) == 2
    first, second = bounds(both[0].items), bounds(both[1].items)
    assert first is not None
    assert second is not None
    assert first[2] == pytest.approx(second[0], abs=0.6)
    assert first[1] > second[3], "the second lies above the first"
    assert "31.3" in texts(made)
    assert "11.3" not in texts(made)


@pytest.mark.parametrize("mode", [BaselineMode.TREND, BaselineMode.SEASONAL])
def test_trend_and_seasons_bend_the_lines(mode: BaselineMode) -> None:
    numbers = [
        100.0 + i + 20 * ((i % 12) - 5.5) / 6 * (mode is BaselineMode.SEASONAL) + i % 3 for i in range(36)
    ]
    made = made_of(
        [*series([*numbers]), Baseline(id="b", measure="m", start=date(2023, 1, 1), periods=36, mode=mode)]
    )
    assert made is not None
    drawn = (path for path in groups(made, "limits")[0].items if isinstance(path, Path))
    centre = next(path for path in drawn if path.stroke == LIGHT.centre)
    heights = {round(op[2], 2) for op in centre.ops if len(op) == 3}
    assert len(heights) == (2 if mode is BaselineMode.TREND else 12)
    check_tidy(made)


def test_limits_beyond_a_natural_bound_are_cut_and_told() -> None:
    made = made_of(
        series([99.0, 90.0, 100.0, 88.0, 99.0, 92.0, 100.0, 87.0]),
        measure_of(upper_bound=100.0, lower_bound=0.0),
    )
    assert made is not None
    assert "cut at 100" in texts(made)


def test_few_values_give_a_run_chart_and_none_give_nothing() -> None:
    assert made_of([]) is None
    assert made_of(series([None, None])) is None
    made = made_of(series([1.0, 2.0, 3.0, 4.0]))
    assert made is not None
    assert groups(made, "limits") == []
    assert made.headline == "too few values for limits"
    assert "fewer than 5 values" in texts(made)
    young = made_of(series([1.0, 2.0, 3.0, 4.0, 5.0, 3.0]))
    assert young is not None
    assert "young limits: from 6 values" in texts(young)
    assert "sets the limits (6 months)" in texts(young)


def test_values_that_are_not_final_and_forecasts_are_hollow() -> None:
    records = series([5.0, 6.0, 5.5, 6.5, 5.2, 6.1])
    records[-1] = Value(
        id="v9", measure="m", period=date(2023, 6, 1), number=6.1, status=ValueStatus.PROVISIONAL
    )
    records.append(Forecast(id="f", measure="m", period=date(2023, 8, 1), number=7.0))
    made = made_of(records)
    assert made is not None
    assert marks(made)[-2:] == ["ring", "ring"]
    assert "not final" in texts(made)
    assert "forecast" in texts(made)


def test_the_chart_of_ranges_stands_below(desk: Reader) -> None:
    made = of(desk, "M06", ranges=True)
    upper, lower = bounds(groups(made, "values")[0].items), bounds(groups(made, "ranges")[0].items)
    assert upper is not None
    assert lower is not None
    assert lower[1] > upper[3]
    assert "Range limit" in texts(made)
    check_tidy(made)


def test_ticks_are_round() -> None:
    assert ticks(3.6, 9.1, 5)[0] == (4, 6, 8)
    assert ticks(0, 1_000_000, 4)[1] == 500_000
    assert len(ticks(-7e299, 9e299, 6)[0]) >= 2
    assert len(ticks(18.9, 21.1, 1)[0]) >= 2


def test_names_are_pushed_apart_and_stay_inside() -> None:
    tops = apart([5, 5.5, 6, 30], [4, 4, 4, 4], 0, 34)
    assert all(b - a >= 4 - 1e-9 for a, b in pairwise(tops))
    assert tops[0] >= 0
    assert tops[-1] + 4 <= 34


_number = st.one_of(
    st.none(),
    st.integers(-50, 50).map(float),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda n: round(n, 3)),
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    numbers=st.one_of(
        st.lists(_number, min_size=1, max_size=60),
        st.lists(st.integers(0, 9).map(float), min_size=100, max_size=600),
        st.lists(st.just(4.2), min_size=5, max_size=30),
    ),
    kind=st.sampled_from(list(PeriodType)),
    direction=st.sampled_from(list(Direction)),
    target=st.one_of(st.none(), st.integers(-100, 100).map(float)),
    notes=st.lists(
        st.tuples(st.integers(0, 59), st.sampled_from(["New van", "A very long remark " * 3, "x" * 80])),
        max_size=5,
    ),
    size=st.tuples(st.floats(150, 400), st.floats(75, 260)),
)
def test_any_series_is_tidy(
    numbers: list[float | None], kind: PeriodType, direction: Direction, target: float | None,
    notes: list[tuple[int, str]], size: tuple[float, float],
) -> None:  # fmt: skip
    measure = measure_of(period_type=kind, direction=direction)
    start = {PeriodType.WEEK: date(2020, 1, 6)}.get(kind, date(2020, 1, 1))
    records = series(numbers, kind, start)
    if target is not None:
        records.append(Target(id="t", measure="m", high=target, by=date(2027, 12, 31), wording=f"≤ {target}"))
    records += [
        Annotation(id=f"a{i}", measure="m", period=shifted(start, kind, at), text=text)
        for i, (at, text) in enumerate(notes)
    ]
    made = made_of(records, measure, *size)
    if made is None:
        assert all(number is None for number in numbers)
        return
    check_tidy(made)
    box = bounds(made.items)
    assert box is not None
    assert box[3] <= made.height + 0.6
