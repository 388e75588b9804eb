"""Goals, results, their places and links."""

from math import inf, nan

import pytest

from kpidesk.actions import goals, maps, measures, results
from kpidesk.desk.store import Desk
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import (
    Audience,
    Confidence,
    Goal,
    Layout,
    Link,
    LinkKind,
    LinkStatus,
    Map,
    Placement,
    Result,
    ResultStatus,
    Ring,
    Trace,
)


@pytest.fixture
def shown(begun: Desk) -> str:
    return begun.find(Map)[0].id


@pytest.fixture
def rings(begun: Desk) -> list[str]:
    return [ring.id for ring in sorted(begun.find(Ring), key=lambda ring: ring.position)]


@pytest.fixture
def kinds(begun: Desk) -> dict[str, str]:
    return {kind.key: kind.id for kind in begun.find(LinkKind)}


@pytest.fixture
def three(do, shown, rings) -> list[Result]:
    return [
        do(results.add, shown, rings[0], words) for words in ("Water is safe.", "Rivers are clean.", "C.")
    ]


def place(desk: Desk, result_id: str) -> tuple[float | None, float | None]:
    (found,) = desk.find(Placement, result=result_id)
    return found.x, found.y


def test_a_result_is_added_where_a_person_points(begun, do, shown, rings) -> None:
    free = do(results.add, shown, rings[1], "  Water is\nsafe. ")
    put = do(results.add, shown, rings[1], "Rivers are clean.", (0.25, -0.5))
    assert (free.code, free.statement, free.ring) == ("R01", "Water is safe.", rings[1])
    assert place(begun, free.id) == (None, None)
    assert place(begun, put.id) == (0.25, -0.5)


@pytest.mark.parametrize(
    ("statement", "at", "says"),
    [("  ", None, "needs words"), ("x" * 501, None, "501"), ("Fine.", (nan, 0), "no such place")],
)
def test_what_is_no_result_is_refused(refused, shown, rings, statement, at, says) -> None:
    assert says in refused(results.add, shown, rings[0], statement, at)


def test_several_are_moved_and_change_their_ring_in_one_step(begun, do, shown, rings, three) -> None:
    a, b, c = three
    do(maps.move, shown, {a.id: (0.5, 9), b.id: (-7, 0)}, {b.id: rings[3]})
    assert place(begun, a.id) == (0.5, maps.FARTHEST)
    assert place(begun, b.id) == (-maps.FARTHEST, 0)
    assert begun.get(Result, b.id).ring == rings[3]
    assert place(begun, c.id) == (None, None)
    begun.undo()
    assert place(begun, a.id) == place(begun, b.id) == (None, None)
    assert begun.get(Result, b.id).ring == rings[0]


def test_moving_in_another_layout_leaves_the_first(begun, do, shown, three) -> None:
    do(maps.move, shown, {three[0].id: (0.1, 0.2)}, layout=Layout.LAYERED)
    places = {found.layout: (found.x, found.y) for found in begun.find(Placement, result=three[0].id)}
    assert places == {Layout.RADIAL: (None, None), Layout.LAYERED: (0.1, 0.2)}


@pytest.mark.parametrize("wrong", [(nan, 0.0), (0.0, inf)])
def test_one_place_that_is_none_moves_nothing(refused, shown, three, wrong) -> None:
    refused(maps.move, shown, {three[0].id: (0.1, 0.1), three[1].id: wrong})


def test_a_results_fields_change(do, three, rings) -> None:
    after = do(
        results.change, three[0].id, owner=" H.\u200b Brandt\x07\n", audience=Audience.CUSTOMER,
        status=ResultStatus.AGREED, area="north", ring=rings[2],
    )  # fmt: skip
    assert after.owner == "H.\u200b Brandt"
    assert (after.audience, after.status, after.ring) == (Audience.CUSTOMER, ResultStatus.AGREED, rings[2])


def test_a_field_too_long_or_unknown_is_not_taken(refused, three) -> None:
    assert "301" in refused(results.change, three[0].id, owner="x" * 301)
    refused(results.change, three[0].id, code="R99", error=TypeError)
    refused(results.change, three[0].id, audience="customer", error=TypeError)
    refused(results.change, three[0].id, owner=None, error=TypeError)
    refused(results.change, three[0].id, ring="nowhere", error=KeyError)


def test_several_are_removed_with_what_hangs_on_them(begun, do, three, kinds) -> None:
    a, b, c = three
    do(results.link, a.id, c.id, kinds["cause"])
    measure = do(measures.add, "Samples that passed", b.id)
    do(results.remove, a.id, b.id, a.id)
    assert begun.find(Result) == (c,)
    assert begun.find(Link) == ()
    assert begun.get(Measure, measure.id).result is None
    begun.undo()
    assert begun.find(Result) == tuple(three)
    assert len(begun.find(Link)) == 1


def test_a_link_is_drawn_once(do, refused, three, kinds) -> None:
    a, b, _ = three
    link = do(results.link, a.id, b.id, kinds["cause"])
    assert (link.code, link.source, link.target) == ("L01", a.id, b.id)
    assert "L01" in refused(results.link, a.id, b.id, kinds["cause"])
    assert do(results.link, b.id, a.id, kinds["cause"]).code == "L02"
    do(results.link, a.id, b.id, kinds["companion"])
    refused(results.link, b.id, a.id, kinds["companion"])
    assert "two different" in refused(results.link, a.id, a.id, kinds["cause"])


def test_a_links_fields_change(do, refused, three, kinds) -> None:
    a, b, _ = three
    link = do(results.link, a.id, b.id, kinds["cause"])
    companion = do(results.link, b.id, a.id, kinds["companion"])
    after = do(
        results.change_link, link.id, confidence=Confidence.TESTED, lag_months=3, rationale="seen\nin 2024",
        status=LinkStatus.PROPOSED,
    )  # fmt: skip
    assert (after.confidence, after.lag_months, after.rationale) == (Confidence.TESTED, 3, "seen\nin 2024")
    assert do(results.change_link, link.id, lag_months=None).lag_months is None
    refused(results.change_link, link.id, lag_months=-1)
    assert companion.code in refused(results.change_link, link.id, kind=kinds["companion"])
    assert do(results.change_link, link.id, kind=kinds["conflict"]).kind == kinds["conflict"]


def test_a_link_is_turned_unless_the_other_way_is_there(do, refused, three, kinds) -> None:
    a, b, c = three
    link = do(results.link, a.id, b.id, kinds["cause"])
    turned = do(results.turn, link.id)
    assert (turned.source, turned.target, turned.code) == (b.id, a.id, link.code)
    do(results.link, a.id, b.id, kinds["cause"])
    refused(results.turn, link.id)
    companion = do(results.link, a.id, c.id, kinds["companion"])
    assert do(results.turn, companion.id).source == c.id


def test_links_are_taken_away_together(begun, do, three, kinds) -> None:
    a, b, c = three
    links = [do(results.link, a.id, b.id, kinds["cause"]), do(results.link, b.id, c.id, kinds["cause"])]
    do(results.unlink, *(link.id for link in links))
    assert begun.find(Link) == ()
    begun.undo()
    assert begun.find(Link) == tuple(links)


def test_a_goal_becomes_results(begun, do, refused, shown, rings, three) -> None:
    goal = do(goals.add, " Deliver world-class services ", "Plan 2023")
    assert (goal.code, goal.text, goal.source) == ("GL01", "Deliver world-class services", "Plan 2023")
    made = do(goals.become, goal.id, shown, rings[1], "Repairs last.")
    first = do(goals.trace, goal.id, three[0].id)
    assert do(goals.trace, goal.id, three[0].id) == first
    assert {found.result for found in begun.find(Trace, goal=goal.id)} == {made.id, three[0].id}
    refused(goals.become, goal.id, shown, rings[1], "")
    do(goals.untrace, goal.id, made.id)
    assert begun.find(Trace) == (first,)
    do(goals.remove, goal.id)
    assert begun.find(Goal) == begun.find(Trace) == ()
    assert begun.get(Result, made.id) == made


def test_a_goal_is_reworded_but_never_empty(do, refused) -> None:
    goal = do(goals.add, "Be the best")
    assert do(goals.change, goal.id, text="Be good").text == "Be good"
    assert do(goals.change, goal.id, outcome="dropped").outcome == "dropped"
    refused(goals.change, goal.id, text=" ")
    refused(goals.add, "\n")


def test_a_link_to_a_result_that_is_gone_is_refused(do, refused, three, kinds) -> None:
    a, b, _ = three
    do(results.remove, b.id)
    assert "no longer" in refused(results.link, a.id, b.id, kinds["cause"])
    assert "no longer" in refused(results.link, b.id, a.id, kinds["cause"])


@pytest.mark.parametrize("words", ["", "   ", "\n\t", "x" * 3000])
def test_a_statement_without_words_or_as_long_as_a_document_is_refused(
    do, refused, shown, rings, three, words
) -> None:
    refused(results.add, shown, rings[0], words)
    refused(results.rename, three[0].id, words)
