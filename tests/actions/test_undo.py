"""Whatever people do, undoing all of it brings back what was, and redoing it what they had."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.actions import commitments, desks, gallery, goals, maps, measures, results, series, sharing, tags
from kpidesk.desk.edits import Edit
from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.gallery import Decision, Gallery, Note, Poster
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Group
from kpidesk.domain.period import PeriodType
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import (
    Aside,
    AsideKind,
    Confidence,
    Goal,
    Layout,
    Link,
    LinkKind,
    Map,
    Outcome,
    Result,
    Ring,
    Tag,
    TagFamily,
    WordingTest,
)
from kpidesk.domain.series import Annotation, Baseline
from kpidesk.domain.sharing import Centre, DrivingMeasure, Partner, Standing
from kpidesk.domain.shorthand import Reading
from kpidesk.domain.wording import Refused

Pick = Callable[[type[Record]], str]
Step = Callable[[Edit, Pick, str], Any]
DAY = date(2024, 5, 17)

STEPS: tuple[Step, ...] = (
    lambda e, p, t: results.add(e, p(Map), p(Ring), t, (0.1, 3.0)),
    lambda e, p, t: results.rename(e, p(Result), t),
    lambda e, p, t: results.change(e, p(Result), owner=t, ring=p(Ring)),
    lambda e, p, _: maps.move(e, p(Map), {p(Result): (0.5, 0.5), p(Result): (0, 0)}, {p(Result): p(Ring)}),
    lambda e, p, _: results.link(e, p(Result), p(Result), p(LinkKind)),
    lambda e, p, t: results.change_link(
        e, p(Link), kind=p(LinkKind), rationale=t, confidence=Confidence.ASSUMED
    ),
    lambda e, p, _: results.turn(e, p(Link)),
    lambda e, p, _: results.unlink(e, p(Link), p(Link)),
    lambda e, p, _: results.remove(e, p(Result), p(Result)),
    lambda e, _, t: goals.add(e, t),
    lambda e, p, t: goals.become(e, p(Goal), p(Map), p(Ring), t),
    lambda e, p, _: goals.trace(e, p(Goal), p(Result)),
    lambda e, p, t: goals.add_many(e, [t, t, t.swapcase()], t),
    lambda e, p, t: goals.change(e, p(Goal), text=t, owner=t),
    lambda e, p, t: goals.split(
        e, p(Goal), p(Map), [goals.Part(t, p(Ring)), goals.Part(t, kind=AsideKind.ACTION)]
    ),
    lambda e, p, t: goals.set_aside(e, p(Goal), AsideKind.TARGET, t, p(Measure)),
    lambda e, p, t: goals.change_aside(e, p(Aside), text=t),
    lambda e, p, _: goals.remove_aside(e, p(Aside)),
    lambda e, p, t: goals.judge(e, p(Goal), WordingTest.CLEAR, Outcome.FAIL, reason=t),
    lambda e, p, t: goals.judge(e, p(Result), WordingTest.CLEAR, Outcome.PASS, agreed_by=t),
    lambda e, p, _: goals.judge(e, p(Result), WordingTest.CLEAR, None),
    lambda e, p, t: goals.dismiss(e, p(Result), t),
    lambda e, p, _: goals.recall(e, p(Result)),
    lambda e, p, _: goals.remove(e, p(Goal)),
    lambda e, p, t: maps.add(e, t, result_ids=[p(Result)]),
    lambda e, p, t: maps.change(e, p(Map), name=t, layout=Layout.LAYERED),
    lambda e, p, _: maps.show(e, p(Map), [p(Result)]),
    lambda e, p, _: maps.take_off(e, p(Map), p(Result)),
    lambda e, p, _: maps.pin(e, p(Map), {p(Result): (0.2, 0.3)}, pinned=True, layout=Layout.LAYERED),
    lambda e, p, _: maps.remove(e, p(Map)),
    lambda e, _, t: maps.add_kind(e, t, directed=True),
    lambda e, p, t: maps.change_kind(e, p(LinkKind), name=t, mark="!"),
    lambda e, p, _: maps.remove_kind(e, p(LinkKind)),
    lambda e, p, t: tags.tag(e, TagFamily.UNIT, t, p(Result)),
    lambda e, p, _: tags.untag(e, p(Tag), p(Result)),
    lambda e, p, t: tags.rename(e, p(Tag), t),
    lambda e, p, t: measures.add(e, t, p(Result)),
    lambda e, p, t: measures.change(e, p(Measure), name=t, period_type=PeriodType.QUARTER, upper_bound=5.0),
    lambda e, p, _: measures.remove(e, p(Measure)),
    lambda e, p, _: series.set_values(e, p(Measure), {DAY: 3.5, date(2025, 1, 1): None, date(2026, 1, 1): 9}),
    lambda e, p, _: series.remove_values(e, [(p(Measure), DAY)]),
    lambda e, p, t: series.annotate(e, p(Measure), DAY, t, date(2024, 9, 1)),
    lambda e, p, _: series.change_annotation(e, p(Annotation), until=date(2024, 7, 1)),
    lambda e, p, t: series.set_baseline(e, p(Measure), DAY, 12, t),
    lambda e, p, _: series.remove_baseline(e, p(Baseline)),
    lambda e, p, t: series.set_target(e, p(Measure), wording=t, by=DAY),
    lambda e, p, _: series.set_target(e, p(Measure), p(Target), high=2.0),
    lambda e, p, _: sharing.set_centre(e, p(Result)),
    lambda e, p, _: sharing.set_indicator(e, p(Centre), p(Measure)),
    lambda e, p, t: sharing.add_partner(e, p(Centre), t, standing=Standing.DESIRED),
    lambda e, p, t: sharing.change_partner(e, p(Partner), strategy=t),
    lambda e, p, t: sharing.add_driving(e, p(Partner), t),
    lambda e, p, _: sharing.confirm(e, DrivingMeasure, p(DrivingMeasure)),
    lambda e, p, t: sharing.align(e, p(DrivingMeasure), p(Partner), t),
    lambda e, p, t: sharing.share_new(e, p(Partner), t),
    lambda e, p, _: sharing.share(e, p(Partner), p(Measure)),
    lambda e, p, _: sharing.unshare(e, p(Partner), p(Measure)),
    lambda e, p, t: commitments.promise(e, t, partner=p(Partner)),
    lambda e, p, _: commitments.change_promise(e, p(Commitment), status=CommitmentStatus.MET),
    lambda e, p, _: sharing.remove_partner(e, p(Partner)),
    lambda e, p, _: sharing.remove_centre(e, p(Centre)),
    lambda e, _, t: gallery.begin(e, t),
    lambda e, p, _: gallery.add_poster(e, p(Gallery), measure_id=p(Measure)),
    lambda e, p, _: gallery.add_poster(e, p(Gallery), map_id=p(Map)),
    lambda e, p, t: gallery.change_poster(e, p(Poster), questions=[t], measure=p(Measure)),
    lambda e, p, _: gallery.remove_poster(e, p(Poster)),
    lambda e, _, t: gallery.add_group(e, t, t),
    lambda e, p, _: gallery.remove_group(e, p(Group)),
    lambda e, _, t: gallery.add_note(e, Reading(text=t, tokens=(), poster="G01", group=t)),
    lambda e, _, t: gallery.add_note(e, Reading(text=t, tokens=(), poster="G01")),
    lambda e, p, t: gallery.change_note(e, p(Note), text=t, group=p(Group)),
    lambda e, p, _: gallery.support(e, p(Note)),
    lambda e, p, t: gallery.decide(e, p(Note), Decision.PARK, t),
    lambda e, p, _: gallery.remove_note(e, p(Note)),
    lambda e, _, t: desks.change_organisation(e, name=t),
)
Choice = tuple[Step, list[int], str]


def content(desk: Desk) -> dict[type[Record], tuple[Record, ...]]:
    return {kind: desk.find(kind) for kind in RECORDS}


def take(desk: Desk, choice: Choice) -> None:
    """Take a step with records that are there; when it is refused, nothing has changed."""
    step, numbers, text = choice
    turn = count()

    def pick(kind: type[Record]) -> str:
        there = desk.find(kind)
        return there[numbers[next(turn) % len(numbers)] % len(there)].id if there else "none"

    before = content(desk)
    try:
        with desk.edit("Step") as edit:
            step(edit, pick, text)
    except (Refused, DeskProblem, KeyError):
        assert content(desk) == before


CHOICES = st.tuples(
    st.sampled_from(STEPS),
    st.lists(st.integers(0, 5), min_size=3, max_size=3),
    st.sampled_from(["", "Water", "water", "x y"]),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(CHOICES, max_size=12), st.integers(0, len(STEPS)))
def test_undoing_all_brings_everything_back(choices: list[Choice], turned: int) -> None:
    numbers = count(1)
    desk = new_desk(
        who="tester", clock=lambda: datetime(2025, 7, 8, tzinfo=UTC), new_id=lambda: f"id-{next(numbers):08d}"
    )
    try:
        with desk.edit("Begin", barrier=True) as edit:
            desks.begin(edit, "Marrow", lambda text: text)
            fill(edit)
        start = content(desk)
        everything: list[Choice] = [(step, [turned, 0, 1], "Clean") for step in STEPS]
        for choice in everything[turned:] + everything[:turned] + choices:
            take(desk, choice)
        end = content(desk)
        while desk.undo():
            pass
        assert content(desk) == start
        while desk.redo():
            pass
        assert content(desk) == end
    finally:
        desk.close()


def fill(edit: Edit) -> None:
    """Two of most, so that few steps are refused."""
    shown, rings, kinds = edit.find(Map)[0], edit.find(Ring), edit.find(LinkKind)
    made = [results.add(edit, shown.id, ring.id, f"Result {ring.name}.") for ring in rings]
    results.link(edit, made[1].id, made[0].id, kinds[0].id)
    goals.become(edit, goals.add(edit, "Be good").id, shown.id, rings[1].id, "Good.")
    measure = measures.add(edit, "Minutes", made[0].id)
    series.set_values(edit, measure.id, {date(2024, month, 1): month for month in range(1, 5)})
    wall = gallery.begin(edit, "Wall")
    gallery.add_poster(edit, wall.id, measure_id=measure.id)
    gallery.add_group(edit, "water", "Crews")
    gallery.add_note(edit, Reading(text="Fair", tokens=(), poster="G01", group="Water"))
    partner = sharing.add_partner(
        edit, sharing.set_centre(edit, made[0].id).id, "Council", standing=Standing.CURRENT
    )
    sharing.add_driving(edit, partner.id, "Gullies")
    commitments.promise(edit, "Call", partner=partner.id)
