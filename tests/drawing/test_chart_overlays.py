"""What lies over a chart: it can be told from what judges values, and no text comes to lie on another."""

from dataclasses import replace
from datetime import date

import pytest

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.baselining import proposal
from kpidesk.domain.measures import Measure, Target, TargetKind
from kpidesk.domain.reader import Collection, Reader
from kpidesk.domain.record import Record
from kpidesk.domain.series import Baseline
from kpidesk.drawing.chart_data import Data, read
from kpidesk.drawing.chart_sheet import Extras
from kpidesk.drawing.charts import Chart, drawn
from kpidesk.drawing.palette import DARK, LIGHT
from kpidesk.drawing.picture import Path, bounds
from kpidesk.system.words import Words
from tests.drawing.test_charts import check_tidy, groups, measure_of, series, texts

WORDS = Words()
ALL = Extras(average=True, bands=True, history=True)


@pytest.fixture(scope="module")
def desk(sample_file) -> Reader:
    return read_desk(sample_file)


def data_of(desk: Reader, code: str) -> Data:
    measure = next(each for each in desk.find(Measure) if each.code == code)
    found = read(desk, measure)
    assert found is not None
    return found


def picture(data: Data, extras: Extras = ALL, wide: float = 200, tall: float = 110) -> Chart:
    return drawn(data, wide, tall, WORDS, text_pt=9, with_ranges=True, extras=extras)


def made(*records: Record) -> Data:
    measure = measure_of()
    found = read(Collection([measure, *series([10.0, 12.0] * 9), *records]), measure)
    assert found is not None
    return found


@pytest.mark.parametrize("code", ["M01", "M02", "M04", "M08", "M09", "M10", "M12"])
@pytest.mark.parametrize("size", [(200, 110), (140, 90), (297, 160)])
def test_all_of_it_together_is_tidy(desk: Reader, code: str, size: tuple[float, float]) -> None:
    data = data_of(desk, code)
    own = desk.find(Baseline, measure=data.measure.id)
    found = proposal(data.analysis, own, data.measure.id)
    chart = picture(data, replace(ALL, proposed=found.segment if found else None), *size)
    check_tidy(chart)
    assert bool(groups(chart, "proposal")) == (found is not None)
    assert "not used for signals" in texts(chart)


def test_nothing_is_laid_over_unless_asked_for(desk: Reader) -> None:
    chart = picture(data_of(desk, "M04"), Extras())
    for role in ("proposal", "average", "bands", "history"):
        assert groups(chart, role) == []


def test_a_proposal_is_dashed_in_accent_and_its_limits_are_dotted(desk: Reader) -> None:
    data = data_of(desk, "M04")
    found = proposal(data.analysis, (), data.measure.id)
    assert found is not None
    for palette in (LIGHT, DARK):
        chart = drawn(data, 200, 110, WORDS, text_pt=9, palette=palette, extras=Extras(found.segment))
        (group,) = groups(chart, "proposal")
        lines = [each for each in group.items if isinstance(each, Path) and each.stroke]
        assert {each.stroke for each in lines} == {palette.accent}
        assert len({each.dash for each in lines}) == 2
        assert all(each.dash for each in lines)
    assert "proposed baseline, not in force" in texts(chart)


def test_history_stands_beside_the_values(desk: Reader) -> None:
    chart = picture(data_of(desk, "M04"))
    history, limits = (bounds(groups(chart, role)[0].items) for role in ("history", "limits"))
    assert history is not None
    assert limits is not None
    assert history[0] > limits[2]
    assert "of 10 values 8 lie between 70.1 and 79.2" in texts(chart)


def test_a_mean_has_gaps_where_values_are_missing(desk: Reader) -> None:
    (group,) = groups(picture(data_of(desk, "M10")), "average")
    assert len(group.items) == 2


def test_few_values_have_no_aids() -> None:
    measure = measure_of()
    data = read(Collection([measure, *series([1.0, 2.0, 3.0])]), measure)
    assert data is not None
    chart = picture(data)
    assert not [each for role in ("average", "bands", "history") for each in groups(chart, role)]
    check_tidy(chart)


def test_a_target_for_the_limits_is_a_bracket_as_wide_as_it_asks() -> None:
    asked = Target(id="t", measure="m", kind=TargetKind.SPREAD, high=4.0, by=date(2026, 12, 31))
    chart = picture(made(asked), Extras())
    (bracket,) = groups(chart, "spread")
    assert groups(chart, "target") == []
    box, limits = bounds(bracket.items), bounds(groups(chart, "limits")[0].items)
    assert box is not None
    assert limits is not None
    whole = 2 * 2.66 * 2.0  # limits of 10, 12, 10, 12 …
    assert (box[3] - box[1]) / (limits[3] - limits[1]) == pytest.approx(4 / whole, rel=0.05)
    assert "at most 4 apart by Dec\u00a02026" in texts(chart)
    check_tidy(chart)


def test_a_target_for_a_share_is_said_under_the_chart() -> None:
    asked = Target(id="t", measure="m", kind=TargetKind.SHARE, low=90.0, wording="within 4 hours")
    chart = picture(made(asked), Extras())
    assert groups(chart, "target") == []
    assert "target: at least 90 % within 4 hours" in texts(chart)
    assert "Target: at least 90 % within 4 hours." in chart.summary


def test_a_value_left_out_is_crossed_whatever_else_it_is() -> None:
    numbers = [10.0, 12.0] * 9
    numbers[4] = 60.0
    measure = measure_of()
    baseline = Baseline(id="b", measure="m", start=date(2023, 1, 1), excluded=("2023-05-01",))
    data = read(Collection([measure, baseline, *series(numbers)]), measure)
    assert data is not None
    chart = picture(data, Extras())
    (crossed,) = groups(chart, "excluded")
    assert len(crossed.items) == 1
    assert {"outside a limit", "left out of the limits"} <= set(texts(chart).split(" | "))


def test_four_baselines_one_beside_the_other() -> None:
    starts = [date(2023, 1, 1), date(2023, 7, 1), date(2024, 1, 1), date(2024, 7, 1)]
    numbers = [base + step for base in (10.0, 30.0, 20.0, 40.0) for step in (0, 2, 1, 3, 0, 2)]
    own = [Baseline(id=f"b{i}", measure="m", start=start, periods=6) for i, start in enumerate(starts)]
    measure = measure_of()
    data = read(Collection([measure, *own, *series(numbers)]), measure)
    assert data is not None
    chart = picture(data)
    assert len(groups(chart, "limits")) == 4
    assert len(groups(chart, "bands")[0].items) == 8
    check_tidy(chart)
