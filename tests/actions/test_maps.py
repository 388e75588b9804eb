"""Maps: several of them, what is on each, pins, and kinds of links that people add."""

import pytest

from kpidesk.actions import gallery, maps, results, tags
from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.store import Desk
from kpidesk.domain.results import (
    Layout,
    LinePattern,
    LinkKind,
    LinkRole,
    Map,
    Placement,
    Result,
    Ring,
    Tag,
    TagFamily,
    Tagging,
)


@pytest.fixture
def shown(begun: Desk) -> str:
    return begun.find(Map)[0].id


@pytest.fixture
def one(begun: Desk, do, shown) -> Result:
    return do(results.add, shown, begun.find(Ring)[0].id, "Water is safe.", (0.1, 0.2))


def test_a_result_may_lie_on_several_maps(begun, do, refused, shown, one) -> None:
    second = do(maps.add, " Depots ", "their own view", result_ids=[one.id, one.id])
    assert (second.name, second.subtitle) == ("Depots", "their own view")
    assert {each.map for each in begun.find(Placement, result=one.id)} == {shown, second.id}
    do(maps.take_off, shown, one.id)
    assert {each.map for each in begun.find(Placement, result=one.id)} == {second.id}
    assert "R01" in refused(maps.take_off, second.id, one.id)


def test_the_last_map_and_one_with_results_of_its_own_stay(begun, do, refused, shown, one) -> None:
    refused(maps.remove, shown)
    second = do(maps.add, "Depots")
    assert "R01" in refused(maps.remove, shown)
    do(maps.show, second.id, [one.id])
    do(maps.remove, shown)
    assert [each.id for each in begun.find(Map)] == [second.id]
    assert begun.find(Result) == (one,)


def test_a_map_on_a_poster_stays(do, refused, shown, one) -> None:
    second = do(maps.add, "Depots", result_ids=[one.id])
    wall = do(gallery.begin, "Wall")
    do(gallery.add_poster, wall.id, map_id=second.id)
    refused(maps.remove, second.id, error=DeskProblem)


def test_places_are_kept_for_each_layout(begun, do, shown, one) -> None:
    do(maps.move, shown, {one.id: (-0.5, 0.5)}, layout=Layout.LAYERED)
    do(maps.pin, shown, {one.id: (0.1, 0.2)}, pinned=True)
    kept = {each.layout: (each.x, each.y, each.pinned) for each in begun.find(Placement, result=one.id)}
    assert kept == {Layout.RADIAL: (0.1, 0.2, True), Layout.LAYERED: (-0.5, 0.5, False)}
    do(maps.change, shown, layout=Layout.LAYERED)
    assert begun.get(Map, shown).layout is Layout.LAYERED


def test_people_add_kinds_of_links(begun, do, refused, shown, one) -> None:
    other = do(results.add, shown, one.ring, "Rivers are clean.")
    kind = do(maps.add_kind, "pays for", directed=True, pattern=LinePattern.DASH_DOT, mark="$")
    assert (kind.role, kind.directed, kind.mark) == (LinkRole.OTHER, True, "$")
    refused(maps.add_kind, "Pays For")
    refused(maps.add_kind, " ")
    refused(maps.change_kind, kind.id, mark="long")
    link = do(results.link, one.id, other.id, kind.id)
    refused(maps.remove_kind, kind.id, error=DeskProblem)
    do(results.unlink, link.id)
    do(maps.remove_kind, kind.id)
    cause = next(each for each in begun.find(LinkKind) if each.role is LinkRole.CAUSE)
    refused(maps.remove_kind, cause.id)
    assert do(maps.change_kind, cause.id, name="brings about").role is LinkRole.CAUSE


def test_tags_come_and_go_with_what_carries_them(begun, do, refused, shown, one) -> None:
    other = do(results.add, shown, one.ring, "Rivers are clean.")
    tag = do(tags.tag, TagFamily.REGION, " Upper valley ", one.id, other.id)
    assert do(tags.tag, TagFamily.REGION, "upper VALLEY", one.id) == tag
    do(tags.tag, TagFamily.REGION, "Coast", other.id)
    refused(tags.rename, tag.id, "coast")
    assert do(tags.rename, tag.id, "Up the valley").name == "Up the valley"
    do(tags.untag, tag.id, one.id)
    assert [each.record for each in begun.find(Tagging, tag=tag.id)] == [other.id]
    do(tags.untag, tag.id, other.id)
    assert [each.name for each in begun.find(Tag)] == ["Coast"]
    refused(tags.tag, TagFamily.REGION, "", one.id)
    assert "60 characters; this has 61" in refused(tags.tag, TagFamily.REGION, "x" * 61, one.id)
    refused(tags.rename, begun.find(Tag)[0].id, "x" * 61)
