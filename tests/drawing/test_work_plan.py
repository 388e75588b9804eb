"""The work plan: time runs to the right, nothing lies on words, and pages say what their rows belong to."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.measures import Target
from kpidesk.domain.period import PeriodType, first_day, shifted
from kpidesk.domain.sharing import Centre, PartnerShare
from kpidesk.drawing import work_plan
from kpidesk.drawing.palette import DARK, LIGHT
from kpidesk.drawing.picture import GlyphRun, Group, Path, bounds, walk
from kpidesk.drawing.text import Style
from kpidesk.drawing.time_axis import Axis
from kpidesk.system.words import Words
from tests.drawing.looked import groups, records_of
from tests.drawing.partner_cases import ARABIC, DAY, GERMAN, PLAIN, partners_of

WORDS = Words()
CASES = [(3, PLAIN), (10, GERMAN), (40, ARABIC)]


def drawn(source, wide: float = 300.0, palette=LIGHT, today: date = DAY):
    centre = source.find(Centre)[0]
    return work_plan.plan(source, centre, wide, WORDS, today, text_pt=10, palette=palette)


def said(items) -> str:
    runs = (item.text for item in walk(items) if isinstance(item, GlyphRun))
    return " ".join(runs).replace("\u00a0", " ")


def row(items, record: str) -> Group:
    (found,) = [each for each in groups(items, "row") if each.record == record]
    return found


@pytest.mark.parametrize(("count", "long"), CASES)
@pytest.mark.parametrize("wide", [180.0, 320.0])
def test_each_row_is_where_it_can_be_clicked_and_nothing_leaves_it(
    count: int, long: str, wide: float
) -> None:
    source = partners_of(count, long)
    plan = drawn(source, wide)
    shown = list(groups(plan.items, "row"))
    assert [each.record for each in shown] == list(plan.boxes)
    assert {each.id for each in source.find(Commitment)} <= set(plan.boxes)
    assert {each.measure for each in source.find(PartnerShare)} <= set(plan.boxes)
    for one, other in pairwise(plan.boxes.values()):
        assert one[3] == pytest.approx(other[1])
    for each in shown:
        box, room = bounds((each,)), plan.boxes[each.record]
        assert box is not None
        assert box[0] >= -0.5
        assert box[2] <= wide + 0.5
        assert box[1] >= room[1] - 1.5
        assert box[3] <= room[3] + 1.5
    assert max(box[3] for box in plan.boxes.values()) == pytest.approx(plan.tall)


def test_words_at_the_left_and_right_are_clear_of_bars_and_diamonds() -> None:
    source = partners_of(10, GERMAN)
    plan = drawn(source)
    for each in groups(plan.items, "row"):
        runs = [item for item in each.items if isinstance(item, GlyphRun)]
        marks = [item for item in each.items if isinstance(item, Path) and (item.fill or len(item.ops) > 2)]
        for mark in marks:
            box = bounds((mark,))
            assert box is not None
            for run in runs:
                assert run.x + run.advance <= box[0] or run.x >= box[2]


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (CommitmentStatus.OPEN, "open"), (CommitmentStatus.MET, "met"), (CommitmentStatus.DROPPED, "dropped"),
        (CommitmentStatus.PARTLY_MET, "partly met"), (CommitmentStatus.NOT_MET, "not met"),
    ],
)  # fmt: skip
def test_a_status_is_told_by_word_and_by_the_look_of_its_bar(status: CommitmentStatus, word: str) -> None:
    looks = {}
    for each in CommitmentStatus:
        bar = work_plan.bar(each, (0, 20), 0, 4, LIGHT)
        looks[each] = tuple((item.fill, item.dash, len(item.ops)) for item in bar if isinstance(item, Path))
    assert len(set(looks.values())) == len(looks)
    promise = Commitment(
        id="x", what="Do it", centre="c", by_when=date(2026, 1, 1), made_on=DAY, status=status
    )
    plan = drawn(partners_of(1, PLAIN, promise))
    assert f"· {word}" in said(row(plan.items, "x").items)


def test_what_is_overdue_says_so_and_goes_on_to_today() -> None:
    promise = Commitment(id="x", what="Do it", centre="c", by_when=date(2025, 9, 1), made_on=date(2025, 8, 1))
    plan = drawn(partners_of(1, PLAIN, promise))
    late = row(plan.items, "x")
    assert "overdue" in said(late.items)
    assert [item for item in late.items if isinstance(item, Path) and item.stroke == LIGHT.bad]
    plan = drawn(partners_of(1, PLAIN, promise), today=date(2025, 8, 15))
    assert "overdue" not in said(row(plan.items, "x").items)


def test_what_has_no_date_is_listed_without_a_bar() -> None:
    promise = Commitment(id="x", what="Do it some day", centre="c", made_on=DAY)
    plan = drawn(partners_of(1, PLAIN, promise))
    own = row(plan.items, "x")
    assert "no date · open" in said(own.items)
    assert not [item for item in own.items if isinstance(item, Path) and item.fill]


def test_targets_are_diamonds_on_their_days() -> None:
    yearly = Target(id="y", measure="m3", high=1, every=PeriodType.QUARTER)
    undated = Target(id="z", measure="m3", high=2)
    far = Commitment(id="x", what="Far", centre="c", by_when=date(2026, 12, 1))
    plan = drawn(partners_of(4, PLAIN, yearly, undated, far))

    def diamonds(record: str) -> list[float]:
        shapes = [item for item in row(plan.items, record).items if isinstance(item, Path) and item.fill]
        return sorted(box[0] + (box[2] - box[0]) / 2 for item in shapes if (box := bounds((item,))))

    assert len(diamonds("m0")) == 1
    assert diamonds("m0") < diamonds("m1") < diamonds("m2")
    assert len(diamonds("m3")) == 7  # from the second quarter of 2025 to the last of 2026
    assert "no date" in said(row(plan.items, "m3").items)


def test_a_measure_without_target_says_so() -> None:
    assert "no target yet" in said(row(drawn(partners_of(4)).items, "m3").items)


def test_today_is_marked_in_words() -> None:
    for palette in (LIGHT, DARK):
        plan = drawn(partners_of(2), palette=palette)
        assert "today, 8 Oct 2025" in said(plan.items)
        lines = [item for item in plan.items if isinstance(item, Path) and item.stroke == palette.accent]
        assert len(lines) == 1


@pytest.mark.parametrize(("count", "long"), CASES)
def test_pages_have_all_rows_and_tell_to_which_lane_the_first_belongs(count: int, long: str) -> None:
    source = partners_of(count, long)
    pages = work_plan.sheet(source, source.find(Centre)[0], WORDS, DAY)
    promises = {each.id for each in source.find(Commitment)}
    seen = [each.record for page in pages for each in groups(page.items, "row")]
    assert promises <= set(seen)
    assert len([each for each in seen if each in promises]) == len(promises)
    for page in pages:
        assert (page.width, page.height) == (420, 297)
        assert not page.missing
        box = bounds(page.items)
        assert box is not None
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= 420
        assert box[3] <= 297
        rows = [each.record for each in groups(page.items, "row")]
        assert rows[0] not in promises
        assert "target" in said(page.items)
        assert "overdue" in said(page.items)


def test_the_sample_has_all_its_shared_measures_and_promises(sample_file) -> None:
    source = records_of(sample_file)
    pages = work_plan.sheet(source, source.find(Centre)[0], WORDS, DAY)
    told = said([item for page in pages for item in page.items])
    for number in range(1, 12):
        assert f"SM{number} " in told
    for words in ("95 %, every year", "≤ 6 a year, Dec 2026", "5 Sept 2025 · overdue", "15 Sept 2025 · met"):
        assert "".join(words.split()) in "".join(told.split())


# -- the axis


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 200), st.floats(30, 400), st.floats(6, 30)
)
@settings(max_examples=150, deadline=None)
def test_names_on_the_axis_never_touch(start: date, months: int, wide: float, size: float) -> None:
    first = first_day(start, PeriodType.MONTH)
    axis = Axis(first, shifted(first, PeriodType.MONTH, months) - timedelta(days=1), 10.0, 10.0 + wide)
    style = Style(size)
    for y in {item.y for item in axis.head(WORDS, style, LIGHT) if isinstance(item, GlyphRun)}:
        line = [item for item in axis.head(WORDS, style, LIGHT) if isinstance(item, GlyphRun) and item.y == y]
        for one, other in pairwise(sorted((run.x, run.x + run.advance) for run in line)):
            assert one[1] <= other[0] + 1e-6


def test_days_lie_in_order_from_edge_to_edge() -> None:
    axis = Axis(date(2025, 1, 1), date(2025, 12, 31), 10, 110)
    assert axis.x(date(2025, 1, 1)) == 10
    assert axis.end(date(2025, 12, 31)) == 110
    assert axis.end(date(2025, 6, 30)) == axis.x(date(2025, 7, 1))


@pytest.mark.parametrize(
    ("months", "kind"), [(6, PeriodType.MONTH), (30, PeriodType.QUARTER), (200, PeriodType.YEAR)]
)
def test_ticks_follow_the_length(months: int, kind: PeriodType) -> None:
    first = date(2025, 1, 1)
    axis = Axis(first, shifted(first, PeriodType.MONTH, months) - timedelta(days=1), 0, 140)
    assert axis.ticks(Style(10), WORDS) is kind
