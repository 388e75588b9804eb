"""A history that forgets what records were like long ago."""

from datetime import UTC, datetime, timedelta

import pytest

from kpidesk.actions import merging
from kpidesk.desk.ancestry import records_at, records_of
from kpidesk.desk.compacting import compact, dropping
from kpidesk.desk.store import Desk
from kpidesk.domain.results import Goal
from tests.conftest import Clock


@pytest.fixture
def days(desk: Desk, clock: Clock) -> list[datetime]:
    """A goal that was written on four days."""
    moments = []
    for number in range(4):
        with desk.edit(f"Day {number}") as edit:
            edit.put(Goal(id="goal", code="G01", text=f"Text {number}"))
        moments.append(clock.now)
        clock.wait(days=1)
    return moments


def test_what_would_go_is_told_before(desk: Desk, days: list[datetime]) -> None:
    found = dropping(desk, days[2])
    assert (found.edit, found.edits) == (2, 2)
    assert 0 < found.size < dropping(desk, datetime.max.replace(tzinfo=UTC)).size
    assert dropping(desk, days[0]).edits == 0
    assert desk.last_edit == 4


def test_images_go_and_who_did_what_when_stays(desk: Desk, days: list[datetime]) -> None:
    before = [(each.label, each.who, each.at) for each in desk.history()]
    compact(desk, days[2], "Compact")
    assert [(each.label, each.who, each.at) for each in desk.history()][:4] == before
    texts = [[touched.after for touched in each.touched] for each in desk.history()]
    assert texts[:2] == [[None], [None]]
    assert texts[3] == [Goal(id="goal", code="G01", text="Text 3")]
    assert desk.compacted_to == 2
    assert desk.find(Goal)[0].text == "Text 3"


def test_nothing_of_before_is_offered_for_undo_also_after_opening_again(
    desk: Desk, days: list[datetime]
) -> None:
    compact(desk, days[1], "Compact")
    for each in (desk, Desk(desk.copy_to_memory())):
        assert (each.undo_label, each.redo_label) == (None, None)
        assert each.undo() is None
    with desk.edit("More") as edit:
        edit.put(Goal(id="other", code="G02", text="More"))
    assert desk.undo_label == "More"


def test_the_desk_as_it_was_is_known_back_to_there_and_no_further(desk: Desk, days: list[datetime]) -> None:
    compact(desk, days[2], "Compact")
    assert [each.text for each in records_at(desk, 2, records_of(desk)).values()] == ["Text 1"]  # type: ignore[attr-defined]
    with pytest.raises(LookupError):
        records_at(desk, 1, records_of(desk))


def test_compacting_again_drops_only_what_is_left(desk: Desk, days: list[datetime]) -> None:
    compact(desk, days[2], "Compact")
    assert compact(desk, days[2], "Compact").edits == 0
    assert dropping(desk, days[2] + timedelta(hours=1)).edits == 1


def test_a_copy_from_before_is_still_merged_three_ways(
    desk: Desk, days: list[datetime], clock: Clock
) -> None:
    theirs = Desk(desk.copy_to_memory(), clock=clock)
    clock.wait(minutes=1)
    with theirs.edit("Source") as edit:
        edit.put(Goal(id="goal", code="G01", text="Text 3", source="Plan"))
    clock.wait(days=1)
    with desk.edit("Owner") as edit:
        edit.put(Goal(id="goal", code="G01", text="Text 3", owner="Ops"))
    compact(desk, clock.now + timedelta(days=1), "Compact")
    plan = merging.compare(desk, theirs, "")
    assert (plan.conflicts, [each.field for each in plan.differences]) == ((), ["source"])
    theirs.close()
