"""When blocks begin: as planned, while they run, and when time gets short."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain import agenda
from kpidesk.domain.workshops import Block, BlockKind, Workshop

DAY = date(2026, 3, 3)
NINE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
WORKSHOP = Workshop(id="w", name="Map", on=DAY, starts="9:00")


def block(number: int, minutes: int, kind: BlockKind = BlockKind.PLENARY, not_before: str = "") -> Block:
    return Block(
        id=f"b{number}", workshop="w", name=f"Block {number}", kind=kind, minutes=minutes,
        not_before=not_before, place=float(number),
    )  # fmt: skip


def running(blocks: list[Block], at: int, began: datetime, **more: object) -> list[Block]:
    """Blocks of which those before `at` took place to the minute, and that one is in hand."""
    moment, found = NINE, []
    for each in blocks[:at]:
        found.append(replace(each, began_at=moment, ended_at=moment + timedelta(minutes=each.minutes)))
        moment += timedelta(minutes=each.minutes)
    return [*found, replace(blocks[at], began_at=began, given=blocks[at].minutes, **more), *blocks[at + 1 :]]


def starts(plan: agenda.Plan) -> list[str]:
    return [f"{agenda.time_of(each.starts):%H:%M}" for each in plan.slots]


def minutes(plan: agenda.Plan) -> list[int]:
    return [round(each.minutes) for each in plan.slots]


def test_times_follow_from_minutes() -> None:
    plan = agenda.planned(WORKSHOP, [block(1, 15), block(2, 20), block(3, 45)])
    assert starts(plan) == ["09:00", "09:15", "09:35"]
    assert plan.ends is not None
    assert f"{agenda.time_of(plan.ends):%H:%M}" == "10:20"


def test_a_block_waits_for_its_time() -> None:
    plan = agenda.planned(WORKSHOP, [block(1, 30), block(2, 45, BlockKind.BREAK, "12:00"), block(3, 10)])
    assert starts(plan) == ["09:00", "12:00", "12:45"]
    assert plan.slots[1].waits == 150


def test_an_earlier_time_than_possible_changes_nothing() -> None:
    plan = agenda.planned(WORKSHOP, [block(1, 90), block(2, 15, not_before="10:00")])
    assert starts(plan) == ["09:00", "10:30"]
    assert plan.slots[1].waits == 0


def test_over_run_is_taken_from_what_follows_and_breaks_keep_their_length() -> None:
    blocks = running([block(1, 30), block(2, 40), block(3, 10, BlockKind.BREAK), block(4, 20)], 0, NINE)
    plan = agenda.as_it_runs(WORKSHOP, blocks, NINE + timedelta(minutes=42))
    assert minutes(plan) == [42, 32, 10, 16]
    assert plan.late == 0
    assert starts(plan)[-1] == "10:24"


def test_what_cannot_be_caught_up_is_told() -> None:
    blocks = running([block(1, 30), block(2, 20), block(3, 10, BlockKind.BREAK)], 0, NINE)
    plan = agenda.as_it_runs(WORKSHOP, blocks, NINE + timedelta(minutes=60))
    assert minutes(plan) == [60, 10, 10]
    assert plan.late == 20


def test_without_a_promised_end_nothing_becomes_shorter() -> None:
    blocks = running([block(1, 30), block(2, 20)], 0, NINE)
    plan = agenda.as_it_runs(replace(WORKSHOP, keeps_end=False), blocks, NINE + timedelta(minutes=40))
    assert (minutes(plan), plan.late) == ([40, 20], 0)


def test_being_early_makes_nothing_longer() -> None:
    blocks = running([block(1, 30), block(2, 20), block(3, 20)], 1, NINE + timedelta(minutes=20))
    blocks[0] = replace(blocks[0], ended_at=NINE + timedelta(minutes=20))
    plan = agenda.as_it_runs(WORKSHOP, blocks, NINE + timedelta(minutes=25))
    assert minutes(plan) == [20, 20, 20]
    assert starts(plan) == ["09:00", "09:20", "09:40"]


def test_a_late_beginning_still_ends_in_time() -> None:
    late = NINE + timedelta(minutes=10)
    blocks = running([block(1, 30), block(2, 40), block(3, 40)], 0, late)
    plan = agenda.as_it_runs(WORKSHOP, blocks, late)
    assert plan.ends == 9 * 60 + 110
    assert minutes(plan) == [30, 35, 35]


def test_a_rehearsal_at_another_time_has_the_whole_time() -> None:
    evening = NINE + timedelta(hours=9)
    blocks = running([block(1, 30), block(2, 40)], 0, evening)
    assert minutes(agenda.as_it_runs(WORKSHOP, blocks, evening)) == [30, 40]


def test_held_time_does_not_count() -> None:
    (one,) = running([block(1, 30)], 0, NINE, held=300)
    paused = replace(WORKSHOP, paused_at=NINE + timedelta(minutes=12))
    assert agenda.seconds_in(paused, one, NINE + timedelta(minutes=50)) == 7 * 60
    assert agenda.seconds_left(paused, one, NINE + timedelta(minutes=50)) == 23 * 60


def test_skipped_blocks_are_known() -> None:
    blocks = running([block(1, 30), block(2, 20), block(3, 20)], 2, NINE + timedelta(minutes=30))
    blocks[1] = replace(blocks[1], began_at=None, ended_at=None)
    plan = agenda.as_it_runs(WORKSHOP, blocks, NINE + timedelta(minutes=31))
    assert [each.state for each in plan.slots] == [
        agenda.State.DONE, agenda.State.SKIPPED, agenda.State.NOW,
    ]  # fmt: skip


MANY = st.lists(
    st.tuples(st.integers(1, 120), st.sampled_from([BlockKind.PLENARY, BlockKind.GROUPS, BlockKind.BREAK])),
    min_size=1, max_size=12,
)  # fmt: skip


@given(MANY, st.integers(0, 600))
def test_what_follows_fits_as_far_as_it_can(parts: list[tuple[int, BlockKind]], room: int) -> None:
    blocks = [block(number, *part) for number, part in enumerate(parts)]
    found = agenda.fitted(blocks, 540, 540 + room)
    least = [
        each.minutes if each.kind is BlockKind.BREAK else each.minutes - each.minutes // 2 for each in blocks
    ]
    assert sum(found) == min(sum(each.minutes for each in blocks), max(room, sum(least)))
    for each, low, got in zip(blocks, least, found, strict=True):
        assert low <= got <= each.minutes
        assert got == int(got)


@given(MANY, st.integers(0, 400), st.integers(0, 11))
def test_blocks_never_overlap_and_never_begin_before_their_time(
    parts: list[tuple[int, BlockKind]], passed: int, pin: int
) -> None:
    blocks = [block(number, *part) for number, part in enumerate(parts)]
    pin %= len(blocks)
    blocks[pin] = replace(blocks[pin], not_before="12:00" if pin else "")
    plan = agenda.as_it_runs(WORKSHOP, running(blocks, 0, NINE), NINE + timedelta(minutes=passed))
    for before, after in zip(plan.slots, plan.slots[1:], strict=False):
        assert after.starts == pytest.approx(before.ends + after.waits)
        if after.block.not_before:
            assert after.starts >= 720
