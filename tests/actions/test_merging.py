"""Two recorders' desks become one: through the actions, over real desks."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidesk.actions import merging
from kpidesk.desk.ancestry import records_of
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.content import Attachment
from kpidesk.domain.differences import Kind, Take
from kpidesk.domain.keeping import Checkpoint, Merged
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Person
from kpidesk.domain.record import Record
from kpidesk.domain.results import Goal, Link, LinkKind, Map, Placement, Result, Ring
from kpidesk.domain.series import Value
from kpidesk.domain.voting import Ballot
from kpidesk.domain.wording import Refused

JANUARY = date(2025, 1, 1)


class Ticking:
    """A clock that goes on by itself, each copy from another second."""

    _starts = itertools.count()

    def __init__(self) -> None:
        self.moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=1, milliseconds=next(self._starts))

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=2)
        return self.moment


def copy_of(desk: Desk, who: str = "Ana") -> Desk:
    """The same desk in another recorder's hands."""
    return Desk(desk.copy_to_memory(), who=who, clock=Ticking())


@pytest.fixture
def ours() -> Iterator[Desk]:
    desk = filled()
    yield desk
    desk.close()


@cache
def _template() -> Desk:
    return _filled()


def filled() -> Desk:
    """A desk of its own, filled."""
    return copy_of(_template(), "Ben")


def _filled() -> Desk:
    """Two rings, three results on a map, a link, two measures with a value each, a goal and a person."""
    desk = new_desk(who="Ben", clock=Ticking())
    with desk.edit("Begin") as edit:
        rings = [edit.put(Ring(id=edit.new_id(), position=at, name=f"Ring {at}")) for at in (1, 2)]
        kind = edit.put(LinkKind(id=edit.new_id(), key="cause", name="leads to"))
        drawn = edit.put(Map(id=edit.new_id(), name="Map"))
        results = [
            edit.put(Result(id=edit.new_id(), code=edit.next_code("R"), statement=text, ring=rings[at].id))
            for text, at in (("Water is safe.", 0), ("Leaks are few.", 1), ("Pipes are young.", 1))
        ]
        for result in results:
            edit.put(Placement(id=edit.new_id(), map=drawn.id, result=result.id, x=0.1, y=0.2))
        edit.put(
            Link(id=edit.new_id(), code=edit.next_code("L"), source=results[1].id, target=results[0].id,
                 kind=kind.id)
        )  # fmt: skip
        owner = edit.put(Person(id=edit.new_id(), name="Cleo"))
        for result in results[:2]:
            measure = edit.put(
                Measure(id=edit.new_id(), code=edit.next_code("M"), name=f"Of {result.code}", owner=owner.id,
                        result=result.id)
            )  # fmt: skip
            edit.put(Value(id=edit.new_id(), measure=measure.id, period=JANUARY, number=1.5))
        edit.put(Goal(id=edit.new_id(), code=edit.next_code("G"), text="Fix the pipes."))
    return desk


def merge(ours: Desk, theirs: Desk, **takes: Take) -> merging.MergePlan:
    """Compare and take; `takes` by the name of a field, "whole" for records as a whole."""
    plan = merging.compare(ours, theirs, "theirs.kpidesk")
    choices = {
        each.key: takes[each.field or "whole"]
        for each in plan.differences
        if (each.field or "whole") in takes
    }
    with ours.edit("Take in", barrier_before=True) as edit:
        merging.take(edit, plan, choices)
    assert ours.integrity() == ()
    return plan


def of(desk: Desk, kind: type[Record], **equal: object) -> Record:
    (found,) = desk.find(kind, **equal)
    return found


def put(desk: Desk, record: Record, **fields: object) -> Record:
    with desk.edit("Change") as edit:
        return edit.put(replace(edit.get(type(record), record.id), **fields))


def remove(desk: Desk, record: Record) -> None:
    with desk.edit("Remove") as edit:
        edit.remove(record)


def content(desk: Desk) -> dict[object, Record]:
    return {key: each for key, each in records_of(desk).items() if key[0] not in {Merged, Checkpoint}}


# -- what is not asked


def test_what_only_they_changed_comes_without_a_question(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(theirs, of(theirs, Result, code="R01"), statement="Water is always safe.")
    with theirs.edit("Add") as edit:
        edit.put(Goal(id=edit.new_id(), code=edit.next_code("G"), text="Hire divers."))
    remove(theirs, of(theirs, Result, code="R03"))
    plan = merge(ours, theirs)
    assert plan.conflicts == ()
    assert sorted(each.kind.value for each in plan.differences) == ["changed", "new", "removed"]
    assert content(ours) == content(theirs)


def test_the_same_change_on_both_sides_is_no_question(ours: Desk) -> None:
    theirs = copy_of(ours)
    for desk in (ours, theirs):
        put(desk, of(desk, Result, code="R01"), statement="Water is always safe.")
        remove(desk, of(desk, Result, code="R03"))
    assert merging.compare(ours, theirs, "").is_empty


def test_fields_of_one_record_that_each_side_changed_are_both_taken(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(ours, of(ours, Result, code="R01"), owner="Quality")
    put(theirs, of(theirs, Result, code="R01"), area="North")
    assert merge(ours, theirs).conflicts == ()
    found = of(ours, Result, code="R01")
    assert (found.owner, found.area) == ("Quality", "North")


def test_a_second_merge_brings_nothing_and_a_third_only_what_came_since(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(ours, of(ours, Result, code="R01"), statement="Ours.")
    put(theirs, of(theirs, Result, code="R01"), statement="Theirs.")
    merge(ours, theirs)
    assert merging.compare(ours, theirs, "").is_empty
    put(theirs, of(theirs, Goal), text="Fix all pipes.")
    plan = merge(ours, theirs)
    assert [each.field for each in plan.differences] == ["text"]
    assert of(ours, Result, code="R01").statement == "Ours."
    back = merging.compare(theirs, ours, "")  # they took nothing in yet, and see only what differs
    assert [(each.kind, each.field) for each in back.differences] == [(Kind.CHANGED, "statement")]


def test_a_merge_that_was_undone_is_offered_again(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(theirs, of(theirs, Goal), text="Fix all pipes.")
    merge(ours, theirs)
    ours.undo()
    assert len(merging.compare(ours, theirs, "").differences) == 1


def test_a_third_copy_comes_through_the_second(ours: Desk) -> None:
    second, third = copy_of(ours), copy_of(ours, "Dora")
    put(third, of(third, Goal), text="Fix all pipes.")
    merge(second, third)
    put(ours, of(ours, Goal), source="Plan 2025")
    merge(ours, second)
    assert of(ours, Goal).text == "Fix all pipes."
    assert merging.compare(ours, third, "").is_empty


# -- what is asked


def test_a_field_that_both_changed_is_asked_about_and_ours_stays(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(ours, of(ours, Result, code="R01"), statement="Ours.")
    put(theirs, of(theirs, Result, code="R01"), statement="Theirs.")
    (asked,) = merging.compare(ours, theirs, "").differences
    assert (asked.kind, asked.base, asked.theirs, asked.ours) == (
        Kind.CONFLICT, "Water is safe.", "Theirs.", "Ours."
    )  # fmt: skip
    assert asked.offered == (Take.OURS, Take.THEIRS, Take.BOTH)
    merge(ours, theirs)
    assert of(ours, Result, code="R01").statement == "Ours."


@pytest.mark.parametrize(("take", "wanted"), [(Take.THEIRS, "Theirs."), (Take.BOTH, "Ours. / Theirs.")])
def test_what_a_person_chose_is_taken(ours: Desk, take: Take, wanted: str) -> None:
    theirs = copy_of(ours)
    put(ours, of(ours, Result, code="R01"), statement="Ours.")
    put(theirs, of(theirs, Result, code="R01"), statement="Theirs.")
    merge(ours, theirs, statement=take)
    assert of(ours, Result, code="R01").statement == wanted


def test_long_texts_are_kept_below_each_other(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(ours, of(ours, Goal), text="Ours.")
    put(theirs, of(theirs, Goal), text="Theirs.")
    merge(ours, theirs, text=Take.BOTH)
    assert of(ours, Goal).text == "Ours.\nTheirs."


def test_a_place_is_one_question(ours: Desk) -> None:
    theirs = copy_of(ours)
    here, there = (desk.find(Placement)[0] for desk in (ours, theirs))
    put(ours, here, x=0.5)
    put(theirs, there, x=-0.5, y=-0.5)
    (asked,) = merging.compare(ours, theirs, "").differences
    assert asked.kind is Kind.CONFLICT
    merge(ours, theirs, x=Take.THEIRS)
    found = ours.get(Placement, here.id)
    assert (found.x, found.y) == (-0.5, -0.5)


def test_changed_there_and_removed_here(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(theirs, of(theirs, Result, code="R01"), statement="Theirs.")
    remove(ours, of(ours, Result, code="R01"))
    (asked,) = merging.compare(ours, theirs, "").differences
    assert (asked.kind, asked.ours, asked.field) == (Kind.CONFLICT, None, "")
    plan = merging.compare(ours, theirs, "")
    assert plan.merge.outcome({}).put == ()
    merge(ours, theirs, whole=Take.THEIRS)
    assert of(ours, Result, code="R01").statement == "Theirs."
    assert len(ours.find(Placement)) == 3  # what was removed along with it is back, too
    result = of(ours, Result, code="R01").id
    assert of(ours, Measure, code="M01").result == result  # as is what referred to it
    assert len(ours.find(Link, target=result)) == 1
    assert merging.compare(theirs, ours, "").conflicts == ()
    merge(theirs, ours)
    assert content(ours) == content(theirs)


def test_what_was_given_another_owner_meanwhile_keeps_it(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(theirs, of(theirs, Result, code="R01"), statement="Theirs.")
    remove(ours, of(ours, Result, code="R01"))
    other = of(ours, Result, code="R02").id
    put(ours, of(ours, Measure, code="M01"), result=other)
    merge(ours, theirs, whole=Take.THEIRS)
    assert of(ours, Measure, code="M01").result == other


def test_removed_there_and_changed_here(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(ours, of(ours, Result, code="R01"), statement="Ours.")
    remove(theirs, of(theirs, Result, code="R01"))
    whole = [each for each in merging.compare(ours, theirs, "").differences if each.record_type is Result]
    assert [(each.kind, each.theirs) for each in whole] == [(Kind.CONFLICT, None)]
    merge(ours, theirs)
    assert of(ours, Result, code="R01").statement == "Ours."


def test_removing_what_something_new_here_needs_is_asked_about(ours: Desk) -> None:
    theirs = copy_of(ours)
    gone = of(theirs, Result, code="R03")
    remove(theirs, gone)
    with ours.edit("Add") as edit:
        edit.put(
            Link(id=edit.new_id(), code=edit.next_code("L"), source=gone.id, kind=edit.find(LinkKind)[0].id,
                 target=of(ours, Result, code="R01").id)
        )  # fmt: skip
    (asked,) = merging.compare(ours, theirs, "").differences
    assert (asked.kind, asked.id) == (Kind.CONFLICT, gone.id)
    merge(ours, theirs)
    assert len(ours.find(Result)) == 3
    ours.undo()
    merge(ours, theirs, whole=Take.THEIRS)
    assert (len(ours.find(Result)), len(ours.find(Link))) == (2, 1)


def test_a_new_record_whose_owner_was_removed_here(ours: Desk) -> None:
    theirs = copy_of(ours)
    gone = of(ours, Measure, code="M01")
    with theirs.edit("Add") as edit:
        edit.put(Value(id=edit.new_id(), measure=gone.id, period=date(2025, 2, 1), number=2.5))
    remove(ours, gone)
    (asked,) = merging.compare(ours, theirs, "").differences
    assert (asked.kind, asked.record_type) == (Kind.CONFLICT, Value)
    merge(ours, theirs)
    assert len(ours.find(Measure)) == 1
    ours.undo()
    merge(ours, theirs, whole=Take.THEIRS)
    assert of(ours, Measure, code="M01") == gone


def test_optional_references_to_what_is_gone_are_cleared(ours: Desk) -> None:
    theirs = copy_of(ours)
    with theirs.edit("Add") as edit:
        edit.put(Measure(id=edit.new_id(), code=edit.next_code("M"), name="New", owner=of(theirs, Person).id))
    remove(ours, of(ours, Person))
    assert merge(ours, theirs).conflicts == ()
    assert of(ours, Measure, code="M03").owner is None


# -- what is the same under another id, and what only seems so


def test_what_must_occur_once_is_one_record(ours: Desk) -> None:
    theirs = copy_of(ours)
    measure = of(ours, Measure, code="M01")
    for desk, number in ((ours, 2.0), (theirs, 2.0)):
        with desk.edit("Value") as edit:
            edit.put(Value(id=edit.new_id(), measure=measure.id, period=date(2025, 2, 1), number=number))
    assert merging.compare(ours, theirs, "").is_empty
    there = of(theirs, Value, period=date(2025, 2, 1))
    put(theirs, there, number=3.0)
    (asked,) = merging.compare(ours, theirs, "").differences
    assert (asked.kind, asked.field, asked.theirs, asked.ours) == (Kind.CONFLICT, "number", 3.0, 2.0)


def test_the_same_photo_comes_once(ours: Desk) -> None:
    theirs = copy_of(ours)
    for desk, name in ((ours, "a.jpg"), (theirs, "b.jpg")):
        with desk.edit("Photo") as edit:
            edit.put(Attachment(id=edit.new_id(), digest="d", name=name, media_type="image/jpeg", data=b"x"))
    assert merging.compare(ours, theirs, "").is_empty


def test_a_code_that_is_taken_gets_a_new_one_and_the_plan_says_so(ours: Desk) -> None:
    theirs = copy_of(ours)
    for desk, text in ((ours, "Ours."), (theirs, "Theirs.")):
        with desk.edit("Goal") as edit:
            edit.put(Goal(id=edit.new_id(), code=edit.next_code("G"), text=text))
    plan = merge(ours, theirs)
    assert [(each.before, each.after) for each in plan.codes] == [("G02", "G03")]
    assert {each.code: each.text for each in ours.find(Goal)} == {
        "G01": "Fix the pipes.", "G02": "Ours.", "G03": "Theirs."
    }  # fmt: skip
    with ours.edit("Next") as edit:
        assert edit.next_code("G") == "G04"


def test_a_code_that_stood_on_paper_here_is_not_given_again(ours: Desk) -> None:
    theirs = copy_of(ours)
    with ours.edit("Goal") as edit:
        edit.next_code("G")
        gone = edit.put(Goal(id=edit.new_id(), code="G02", text="Gone."))
    remove(ours, gone)
    with theirs.edit("Goal") as edit:
        edit.put(Goal(id=edit.new_id(), code=edit.next_code("G"), text="Theirs."))
    merge(ours, theirs)
    assert of(ours, Goal, text="Theirs.").code == "G03"


def test_values_that_must_occur_once_can_be_exchanged(ours: Desk) -> None:
    theirs = copy_of(ours)
    with theirs.edit("Turn") as edit:
        one, two = edit.find(Ring)
        edit.put_together([replace(one, position=2), replace(two, position=1)])
    merge(ours, theirs)
    assert [each.position for each in ours.find(Ring)] == [2, 1]


def test_what_would_be_alike_is_left_as_it_is_here(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(ours, of(ours, Ring, position=1), position=3)
    put(theirs, of(theirs, Ring, position=2), position=3)
    (asked,) = merging.compare(ours, theirs, "").differences
    assert asked.kind is Kind.CONFLICT
    merge(ours, theirs)
    ours.undo()
    with pytest.raises(Refused, match="only one may be"):
        merge(ours, theirs, position=Take.THEIRS)


# -- the step itself


def test_a_merge_is_one_step_and_nothing_before_it_can_be_undone(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(theirs, of(theirs, Goal), text="Fix all pipes.")
    before, heard = records_of(ours), []
    ours.listeners.append(heard.append)
    merge(ours, theirs)
    assert [change.kind.value for change in heard] == ["barrier", "do"]
    after = records_of(ours)
    ours.undo()
    assert records_of(ours) == before
    assert ours.undo_label is None
    ours.redo()
    assert records_of(ours) == after
    again = Desk(ours.copy_to_memory())
    assert (again.undo_label, again.redo_label) == ("Take in", None)
    again.undo()
    assert (again.undo_label, again.redo_label) == (None, "Take in")


def test_a_desk_that_was_changed_meanwhile_is_compared_again(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(theirs, of(theirs, Goal), text="Fix all pipes.")
    plan = merging.compare(ours, theirs, "")
    put(ours, of(ours, Goal), source="Plan")
    with pytest.raises(Refused, match="Compare them again"), ours.edit("Take in") as edit:
        merging.take(edit, plan, {})


def test_named_moments_of_the_other_copy_stay_there(ours: Desk) -> None:
    theirs = copy_of(ours)
    with theirs.edit("Moment") as edit:
        edit.put(Checkpoint(id=edit.new_id(), name="Before", edit=1, at=edit.now))
    assert merging.compare(ours, theirs, "").is_empty


def test_papers_of_a_vote_that_is_open_in_both_come_together(ours: Desk) -> None:
    with ours.edit("Vote") as edit:
        ballot = edit.put(Ballot(id=edit.new_id(), about=of(ours, Goal).id, title="Vote"))
    ours.drop_paper(ballot.id, {("a", "strength"): 1}, "A paper")
    theirs = copy_of(ours)
    ours.drop_paper(ballot.id, {("a", "strength"): 2}, "A paper")
    theirs.drop_paper(ballot.id, {("a", "strength"): 3}, "A paper")
    plan = merge(ours, theirs)
    assert (plan.differences, plan.is_empty) == ((), False)
    assert sorted(paper["a", "strength"] for paper in ours.papers(ballot.id)) == [1, 2, 3]
    assert list(ours.box(ballot.id)) == sorted(ours.box(ballot.id))
    assert merging.compare(ours, theirs, "").is_empty


def test_copies_without_anything_in_common_ask_about_all_that_differs(ours: Desk) -> None:
    theirs = copy_of(ours)
    put(theirs, of(theirs, Goal), text="Theirs.")
    with theirs.beneath("Forget", barrier=True) as beneath:
        beneath.rows.driver.execute("UPDATE journal_edit SET at = '2020-01-01T00:00:00+00:00' WHERE id = 1")
    plan = merging.compare(ours, theirs, "")
    assert plan.ancestor is None
    assert [(each.kind, each.field) for each in plan.differences] == [(Kind.CONFLICT, "text")]


# -- whatever two people do

OWNERS = st.sampled_from(("", "Ops", "Quality", "North"))
Act = Callable[[Desk], None]


def _rename(which: int, text: str) -> Act:
    def act(desk: Desk) -> None:
        results = desk.find(Result)
        if results:
            put(desk, results[which % len(results)], statement=text)

    return act


def _own(which: int, owner: str) -> Act:
    def act(desk: Desk) -> None:
        results = desk.find(Result)
        if results:
            put(desk, results[which % len(results)], owner=owner)

    return act


def _add(text: str) -> Act:
    def act(desk: Desk) -> None:
        with desk.edit("Add") as edit:
            ring = edit.find(Ring)[0]
            result = edit.put(
                Result(id=edit.new_id(), code=edit.next_code("R"), statement=text, ring=ring.id)
            )
            edit.put(Placement(id=edit.new_id(), map=edit.find(Map)[0].id, result=result.id))

    return act


def _link(one: int, other: int) -> Act:
    def act(desk: Desk) -> None:
        results, kind = desk.find(Result), desk.find(LinkKind)[0].id
        source, target = results[one % len(results)].id, results[other % len(results)].id
        if source != target and not desk.find(Link, source=source, target=target):
            with desk.edit("Link") as edit:
                code = edit.next_code("L")
                edit.put(Link(id=edit.new_id(), code=code, source=source, target=target, kind=kind))

    return act


def _value(which: int, month: int, number: float) -> Act:
    def act(desk: Desk) -> None:
        measures = desk.find(Measure)
        if measures:
            measure = measures[which % len(measures)].id
            with desk.edit("Value") as edit:
                for old in edit.find(Value, measure=measure, period=date(2025, month, 1)):
                    edit.remove(old)
                edit.put(Value(id=edit.new_id(), measure=measure, period=date(2025, month, 1), number=number))

    return act


def _remove(kind: type[Record], which: int) -> Act:
    def act(desk: Desk) -> None:
        found = desk.find(kind)
        if len(found) > 1:
            remove(desk, found[which % len(found)])

    return act


def _undo(desk: Desk) -> None:
    if desk.last_edit > 1:
        desk.undo()
        if not desk.find(Ring):
            desk.redo()


WHICH = st.integers(0, 4)
TEXTS = st.text("abc ü", min_size=1, max_size=4)
ACTS = st.lists(
    st.one_of(
        st.builds(_rename, WHICH, TEXTS),
        st.builds(_own, WHICH, OWNERS),
        st.builds(_add, TEXTS),
        st.builds(_link, WHICH, WHICH),
        st.builds(_value, WHICH, st.integers(1, 3), st.sampled_from((1.0, 2.0))),
        st.builds(_remove, st.sampled_from((Result, Measure, Link, Value)), WHICH),
        st.just(_undo),
    ),
    max_size=6,
)
QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def both(acts: list[Act], others: list[Act]) -> tuple[Desk, Desk]:
    ours = filled()
    theirs = copy_of(ours)
    for desk, doing in ((ours, acts), (theirs, others)):
        for act in doing:
            act(desk)
    return ours, theirs


@QUICK
@given(acts=ACTS, others=ACTS, take=st.sampled_from(Take))
def test_any_two_desks_merge_are_whole_and_one_undo_brings_ours_back(
    acts: list[Act], others: list[Act], take: Take
) -> None:
    ours, theirs = both(acts, others)
    before = records_of(ours)
    plan = merging.compare(ours, theirs, "")
    choices = {each.key: take for each in plan.differences if take in each.offered}
    try:
        with ours.edit("Take in", barrier_before=True) as edit:
            merging.take(edit, plan, choices)
    except Refused:
        assert records_of(ours) == before
        return
    assert ours.integrity() == ()
    assert merging.compare(ours, theirs, "").is_empty
    ours.undo()
    assert records_of(ours) == before


def told(desk: Desk) -> set[object]:
    """What a desk says, whatever the ids: of what must occur once one is as good as the other."""
    names = {each.id: each.name for each in desk.find(Measure)}
    values = {(names[each.measure], each.period, each.number) for each in desk.find(Value)}
    return values | {record for key, record in content(desk).items() if key[0] is not Value}


@QUICK
@given(others=ACTS)
def test_what_one_side_did_alone_comes_silently_and_completely(others: list[Act]) -> None:
    ours, theirs = both([], others)
    plan = merge(ours, theirs)
    assert plan.conflicts == ()
    assert told(ours) == told(theirs)


@QUICK
@given(acts=ACTS)
def test_the_same_edits_are_never_conflicts(acts: list[Act]) -> None:
    ours, theirs = both(acts, [])
    merge(theirs, ours)
    assert merging.compare(ours, theirs, "").is_empty
    assert told(ours) == told(theirs)


@QUICK
@given(
    texts=st.lists(TEXTS, max_size=4), others=st.lists(st.sampled_from(("", "Quality", "North")), max_size=4)
)
def test_edits_of_different_things_merge_silently_and_completely(texts: list[str], others: list[str]) -> None:
    ours, theirs = both(
        [_rename(at, text) for at, text in enumerate(texts)] + [_add(text) for text in texts],
        [_own(at, owner) for at, owner in enumerate(others)] + [_value(0, 2, 1.0)],
    )
    statements = {each.id: each.statement for each in ours.find(Result)}
    owners = {each.id: each.owner for each in theirs.find(Result)}
    assert merge(ours, theirs).conflicts == ()
    for each in ours.find(Result):
        assert each.statement == statements[each.id]
        assert each.owner == owners.get(each.id, "")
    assert content(theirs).keys() <= content(ours).keys()
