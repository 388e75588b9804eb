"""Galleries, posters, groups and notes."""

from datetime import datetime

import pytest

from kpidesk.actions import commitments, gallery, measures
from kpidesk.desk.problems import StillUsed
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.gallery import (
    Decision,
    Gallery,
    Horizon,
    Moscow,
    Note,
    NoteKind,
    Poster,
    PosterKind,
    RatingScale,
)
from kpidesk.domain.people import Group, GroupKind
from kpidesk.domain.results import Map
from kpidesk.domain.shorthand import Reading, read_line


@pytest.fixture
def wall(do) -> Gallery:
    return do(gallery.begin, "Measures on the Wall", "North hall")


@pytest.fixture
def poster(do, wall) -> Poster:
    return do(gallery.add_poster, wall.id, measure_id=do(measures.add, "Minutes", None).id)


@pytest.fixture
def crews(do) -> Group:
    return do(gallery.add_group, "FLD", "Field crews", GroupKind.STAFF)


def reading(line: str) -> Reading:
    return read_line(line, posters=["G01"], groups=["FLD"])


def test_a_gallery_begins_with_the_scales_of_the_desk(begun, do, refused, wall) -> None:
    scales = {scale.id: scale.key for scale in begun.find(RatingScale)}
    assert (scales[wall.understand_scale], scales[wall.back_scale]) == ("understand", "back")
    opens = datetime.fromisoformat("2025-07-08T10:00")
    after = do(gallery.change_gallery, wall.id, opens=opens, visitors=71, back_scale=None)
    assert (after.opens, after.visitors, after.back_scale) == (opens, 71, None)
    refused(gallery.begin, "")
    refused(gallery.change_gallery, wall.id, name="")
    refused(gallery.change_gallery, wall.id, visitors=-1)


def test_posters(begun, do, refused, wall, poster) -> None:
    assert (poster.code, poster.kind) == ("G01", PosterKind.MEASURE)
    shown = begun.find(Map)[0].id
    map_poster = do(gallery.add_poster, wall.id, map_id=shown)
    assert (map_poster.code, map_poster.kind, map_poster.map) == ("G02", PosterKind.MAP, shown)
    assert "G01" in refused(gallery.add_poster, wall.id, measure_id=poster.measure)
    refused(gallery.add_poster, wall.id)
    refused(gallery.add_poster, wall.id, measure_id=poster.measure, map_id=shown)
    assert "G01" in refused(gallery.change_poster, map_poster.id, measure=poster.measure)
    after = do(
        gallery.change_poster, poster.id, questions=[" Is it fair? ", ""], tentative="Draft", version=2
    )
    assert (after.questions, after.tentative, after.version) == (("Is it fair?",), "Draft", 2)
    turned = do(gallery.change_poster, poster.id, map=shown)
    assert (turned.kind, turned.measure) == (PosterKind.MAP, None)
    second = do(gallery.begin, "Second")
    assert do(gallery.add_poster, second.id, measure_id=poster.measure).code == "G03"
    do(gallery.remove_poster, map_poster.id)
    assert len(begun.find(Poster)) == 2


@pytest.mark.parametrize("key", ["", "fld", "@FLD", "a b", "x" * 13, "é!", "a.b"])
def test_a_key_that_cannot_be_typed_or_is_taken_is_refused(do, refused, crews, key) -> None:
    refused(gallery.add_group, key, "Another")
    other = do(gallery.add_group, "EXE", "Managers")
    refused(gallery.change_group, other.id, key=key)


def test_groups(begun, do, refused, poster, crews) -> None:
    assert do(gallery.add_group, "@it-2", "IT").key == "it-2"
    assert do(gallery.change_group, crews.id, key="fld", kind=GroupKind.OTHER).key == "fld"
    refused(gallery.add_group, "NEW", "")
    do(gallery.add_note, reading("g01 @fld fair"))
    refused(gallery.remove_group, crews.id, error=StillUsed)
    do(gallery.remove_group, begun.find(Group, key="it-2")[0].id)
    assert len(begun.find(Group)) == 1


def test_a_line_becomes_a_note(do, poster, crews) -> None:
    note = do(gallery.add_note, reading("g01 c: u5 b2 @fld !m >n clock starts too early"), language="en")
    assert (note.code, note.poster, note.group, note.kind) == ("N01", poster.id, crews.id, NoteKind.CONCERN)
    assert (note.text, note.understand, note.back) == ("clock starts too early", 5, 2)
    assert (note.moscow, note.horizon, note.on_behalf) == (Moscow.MUST, Horizon.NOW, False)
    plain = do(
        gallery.add_note, Reading(text="ładnie", tokens=(), poster="g01"), language="pl", on_behalf=True
    )
    assert (plain.language, plain.on_behalf, plain.kind) == ("pl", True, None)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"text": "fair"}, "Which poster"),
        ({"text": "fair", "poster": "G99"}, "G99"),
        ({"text": "  ", "poster": "G01"}, "needs words"),
        ({"text": "fair", "poster": "G01", "group": "ZZZ"}, "ZZZ"),
        ({"text": "x" * 20_001, "poster": "G01"}, "20001"),
    ],
)
def test_what_is_no_note_is_refused(begun, refused, poster, given, says) -> None:
    assert says in refused(gallery.add_note, Reading(tokens=(), **given))
    assert begun.find(Note) == ()


def test_notes_change_are_counted_and_decided(begun, do, refused, poster, crews) -> None:
    note = do(gallery.add_note, reading("g01 fair to villages"))
    after = do(
        gallery.change_note, note.id, text="Fair.\nVery.", group=crews.id, kind=NoteKind.SUPPORT, back=4
    )
    assert (after.text, after.group, after.kind, after.back) == (
        "Fair.\nVery.",
        crews.id,
        NoteKind.SUPPORT,
        4,
    )
    refused(gallery.change_note, note.id, text="")
    refused(gallery.change_note, note.id, back=-1)
    assert do(gallery.support, note.id).support == 1
    assert do(gallery.support, note.id, 2).support == 3
    assert do(gallery.support, note.id, -9).support == 0
    decided = do(gallery.decide, note.id, Decision.DECLINE, "")
    assert (decided.decision, decided.reason) == (Decision.DECLINE, "")
    assert do(gallery.decide, note.id, None, "not yet").decision is None
    refused(gallery.remove_poster, poster.id, error=StillUsed)
    promise = do(commitments.promise, "Tell them", note=note.id)
    do(gallery.remove_note, note.id)
    assert begun.get(Commitment, promise.id).note is None
    do(gallery.remove_poster, poster.id)
    assert do(gallery.begin, "Again").name == "Again"
