"""Posters of every kind, their order, their second language, the organisation's logo and colour."""

from datetime import datetime

import pytest

from kpidesk.actions import branding, gallery, goals, measures
from kpidesk.actions.translating import say_in
from kpidesk.domain.content import Attachment, Translation
from kpidesk.domain.gallery import Gallery, Poster, PosterKind, Turned
from kpidesk.domain.people import Organisation
from kpidesk.domain.posters import in_order
from kpidesk.domain.results import Map


@pytest.fixture
def wall(do) -> Gallery:
    return do(gallery.begin, "Measures on the Wall")


def codes(desk, wall: Gallery) -> list[str]:
    return [each.code for each in in_order(desk.find(Poster, gallery=wall.id))]


def test_posters_of_kinds_that_show_nothing(begun, do, refused, wall) -> None:
    for kind in (PosterKind.HOW, PosterKind.HOW, PosterKind.PARKING):
        assert do(gallery.add_poster, wall.id, kind).kind is kind
    for kind in (None, PosterKind.MEASURE, PosterKind.MAP, PosterKind.GOAL):
        refused(gallery.add_poster, wall.id, kind)
    shown = begun.find(Map)[0].id
    refused(gallery.add_poster, wall.id, PosterKind.HOW, map_id=shown)
    measure = do(measures.add, "Minutes", None).id
    refused(gallery.add_poster, wall.id, measure_id=measure, map_id=shown)
    assert len(begun.find(Poster)) == 3


def test_a_poster_of_a_goal_becomes_one_of_a_measure(do, wall) -> None:
    goal = do(goals.add, "Better water")
    made = do(gallery.add_poster, wall.id, goal_id=goal.id)
    assert (made.kind, made.goal) == (PosterKind.GOAL, goal.id)
    measure = do(measures.add, "Minutes", None)
    after = do(gallery.change_poster, made.id, measure=measure.id)
    assert (after.kind, after.goal, after.measure) == (PosterKind.MEASURE, None, measure.id)
    back = do(gallery.change_poster, made.id, goal=goal.id)
    assert (back.kind, back.measure) == (PosterKind.GOAL, None)


def test_the_order_is_kept_and_new_ones_come_last(begun, do, wall) -> None:
    made = [do(gallery.add_poster, wall.id, PosterKind.OWN) for _ in range(3)]
    assert codes(begun, wall) == ["G01", "G02", "G03"]
    do(gallery.order_posters, [made[2].id, made[0].id, made[1].id])
    assert codes(begun, wall) == ["G03", "G01", "G02"]
    do(gallery.add_poster, wall.id, PosterKind.LEGEND)
    assert codes(begun, wall) == ["G03", "G01", "G02", "G04"]


def test_what_else_a_poster_keeps(do, refused, wall) -> None:
    made = do(gallery.add_poster, wall.id, PosterKind.HOW)
    after = do(
        gallery.change_poster, made.id, paper="A3", turned=Turned.LANDSCAPE, language="es", title=" Hello ",
        hidden=("hosts", "chart", "hosts"), zones=("A", ""),
    )  # fmt: skip
    assert (after.paper, after.turned, after.language, after.title) == ("A3", Turned.LANDSCAPE, "es", "Hello")
    assert after.zones == ("A",)
    assert set(after.hidden) == {"hosts"}, "only parts that it has"
    for code in ("Spanish", "e", "es/../x", "ES"):
        assert "is no code" in refused(gallery.change_poster, made.id, language=code)


def test_a_text_is_said_in_another_language_once(begun, do, wall) -> None:
    made = do(gallery.add_poster, wall.id, PosterKind.QUESTION)
    do(say_in, made, "questions", "es", "¿Qué?")
    do(say_in, made, "questions", "es", "¿Por qué?\n¿Cuándo?")
    (said,) = begun.find(Translation)
    assert said.text == "¿Por qué?\n¿Cuándo?"
    do(say_in, made, "questions", "es", "  ")
    assert begun.find(Translation) == ()
    do(say_in, made, "questions", "es", "")
    do(say_in, made, "title", "es", "Uno")
    do(gallery.remove_poster, made.id)
    assert begun.find(Translation) == (), "it goes with what it translates"


def test_a_gallery_closes_after_it_opens(do, refused, wall) -> None:
    opens = datetime.fromisoformat("2025-07-08T10:00")
    do(gallery.change_gallery, wall.id, opens=opens, closes=opens.replace(hour=16))
    refused(gallery.change_gallery, wall.id, closes=opens)
    refused(gallery.change_gallery, wall.id, opens=opens.replace(hour=17))


def test_a_logo_is_kept_once_and_goes_with_the_last_use(begun, do, refused) -> None:
    do(branding.set_logo, "one.png", b"one")
    first = begun.find(Organisation)[0].logo
    do(branding.set_logo, "again.png", b"one")
    assert begun.find(Organisation)[0].logo == first
    do(branding.set_logo, "two.png", b"two")
    assert [each.data for each in begun.find(Attachment)] == [b"two"]
    do(branding.set_logo, "", None)
    assert begun.find(Attachment) == ()
    assert begun.find(Organisation)[0].logo is None
    refused(branding.set_logo, "huge.png", b"x" * (branding.LARGEST + 1))


def test_a_colour_is_six_digits(begun, do, refused) -> None:
    do(branding.set_colour, " #0b6a66 ")
    assert begun.find(Organisation)[0].colour == "#0B6A66"
    for typed in ("", "red", "#12345", "#12345G", "0B6A66"):
        refused(branding.set_colour, typed)
