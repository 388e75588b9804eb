"""Parts of another organisation's desk: whole, under ids and codes of ours, nothing doubled."""

import itertools
from collections.abc import Iterator

import pytest

from kpidesk.actions import desks, merging
from kpidesk.actions.merging import Area
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk, read_desk
from kpidesk.domain.content import Attachment, Translation
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation, Person
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Goal, LinkKind, Map, Placement, Result, Ring
from kpidesk.domain.series import Value
from kpidesk.domain.sharing import Partner
from kpidesk.domain.taking_areas import AREAS
from kpidesk.system.words import Words


def counted(who: str) -> Desk:
    """A begun desk whose ids count, so that those of two desks are the same."""
    numbers = itertools.count(1)
    desk = new_desk(who=who, new_id=lambda: f"id-{next(numbers):06d}")
    with desk.edit("Begin") as edit:
        desks.begin(edit, f"Works of {who}", Words())
        ring = edit.find(Ring)[0]
        result = edit.put(
            Result(id=edit.new_id(), code=edit.next_code("R"), statement=f"Said by {who}.", ring=ring.id)
        )
        edit.put(Placement(id=edit.new_id(), map=edit.find(Map)[0].id, result=result.id))
        owner = edit.put(Person(id=edit.new_id(), name="Cleo"))
        edit.put(
            Measure(id=edit.new_id(), code=edit.next_code("M"), name=who, result=result.id, owner=owner.id)
        )
        edit.put(Translation(id=edit.new_id(), record=result.id, field="statement", language="de", text=who))
    return desk


@pytest.fixture
def pair() -> Iterator[tuple[Desk, Desk]]:
    ours, theirs = counted("Ana"), counted("Ben")
    yield ours, theirs
    ours.close()
    theirs.close()


def take(ours: Desk, theirs: Desk, *areas: Area) -> merging.AreaPlan:
    plan = merging.plan_areas(ours, theirs, areas)
    with ours.edit("Take in", barrier_before=True) as edit:
        merging.take_areas(edit, plan)
    assert ours.integrity() == ()
    return plan


def content(desk: Desk) -> set[Record]:
    return {record for kind in RECORDS for record in desk.find(kind)}


def test_every_kind_belongs_to_one_area_at_most() -> None:
    kinds = [kind for kinds in AREAS.values() for kind in kinds]
    assert len(kinds) == len(set(kinds))
    assert Organisation not in kinds


def test_results_come_with_their_map_under_codes_of_ours(pair: tuple[Desk, Desk]) -> None:
    ours, theirs = pair
    before = content(ours)
    plan = take(ours, theirs, Area.RESULTS)
    assert before <= content(ours)
    assert [(each.before, each.after) for each in plan.codes] == [("R01", "R02")]
    (new,) = ours.find(Result, code="R02")
    (place,) = ours.find(Placement, result=new.id)
    assert len({each.map for each in ours.find(Placement)}) == 2
    assert ours.get(Map, place.map).name == "Results map"
    assert [each.text for each in ours.find(Translation, record=new.id)] == ["Ben"]
    assert ours.find(Organisation)[0].name == "Works of Ana"


def test_what_is_here_under_the_same_name_is_not_doubled(pair: tuple[Desk, Desk]) -> None:
    ours, theirs = pair
    plan = take(ours, theirs, *Area)
    assert [each.name for each in ours.find(Person)] == ["Cleo"]
    assert (len(ours.find(Ring)), len(ours.find(LinkKind))) == (4, 3)
    assert plan.matched[Ring] == 4
    (measure,) = ours.find(Measure, code="M02")
    assert measure.owner == ours.find(Person)[0].id
    assert ours.get(Result, measure.result or "").statement == "Said by Ben."


def test_references_to_what_is_left_out_are_cleared(pair: tuple[Desk, Desk]) -> None:
    ours, theirs = pair
    plan = take(ours, theirs, Area.MEASURES)
    (measure,) = ours.find(Measure, code="M02")
    assert measure.result is None
    assert measure.owner == ours.find(Person)[0].id  # has the same name here
    assert plan.left_out == {}


def test_what_cannot_do_without_is_left_out_and_counted(sample_file, pair: tuple[Desk, Desk]) -> None:
    sample = read_desk(sample_file)
    plan = take(pair[0], sample, Area.SHARING)
    assert plan.left_out[Partner] == len(sample.find(Partner))
    assert pair[0].find(Partner) == ()
    sample.close()


def test_rings_that_are_new_here_come_after_ours(pair: tuple[Desk, Desk]) -> None:
    ours, theirs = pair
    with theirs.edit("Ring") as edit:
        edit.put(Ring(id=edit.new_id(), position=5, name="Region"))
    with ours.edit("Ring") as edit:
        edit.put(Ring(id=edit.new_id(), position=5, name="City"))
    take(ours, theirs, Area.RESULTS)
    rings = sorted((each.position, each.name) for each in ours.find(Ring))
    assert rings[-2:] == [(5, "City"), (6, "Region")]


def test_a_whole_desk_comes_whole(sample_file, pair: tuple[Desk, Desk]) -> None:
    ours, sample = pair[0], read_desk(sample_file)
    before = {kind: len(ours.find(kind)) for kind in RECORDS}
    plan = take(ours, sample, *Area)
    assert plan.left_out == {}
    for kind in (Goal, Result, Measure, Value, Partner, Attachment):
        assert len(ours.find(kind)) == before[kind] + len(sample.find(kind))
    assert sum(merging.areas(sample).values()) <= len(content(sample))
    ours.undo()
    assert {kind: len(ours.find(kind)) for kind in RECORDS} == before
    sample.close()
