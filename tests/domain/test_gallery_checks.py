"""The tallies of the example's gallery, and each hint once."""

from collections import Counter
from typing import Any

import pytest

from kpidesk.domain.exact import rounded
from kpidesk.domain.findings import text_of
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
from kpidesk.domain.gallery_checks import Counts, check_gallery, tally
from kpidesk.domain.people import Group
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record

TABLE = """
G01 | 5 | 1 | 1 | 1 | 1 | 0 | 1 | 4.40 | 3.60 | 1
G02 | 5 | 1 | 1 | 1 | 1 | 1 | 0 | 4.20 | 3.80 | 0
G03 | 5 | 1 | 2 | 1 | 1 | 0 | 0 | 4.00 | 3.80 | 1
G04 | 4 | 1 | 1 | 0 | 1 | 1 | 0 | 4.50 | 3.50 | 1
G05 | 5 | 1 | 1 | 1 | 1 | 1 | 0 | 4.80 | 3.60 | 1
G06 | 4 | 1 | 1 | 1 | 1 | 0 | 0 | 3.75 | 3.25 | 1
G07 | 5 | 1 | 1 | 1 | 2 | 0 | 0 | 4.80 | 3.40 | 2
G08 | 4 | 1 | 2 | 0 | 1 | 0 | 0 | 3.75 | 2.75 | 2
G09 | 5 | 1 | 1 | 1 | 1 | 1 | 0 | 4.60 | 3.40 | 1
G10 | 5 | 1 | 0 | 1 | 2 | 0 | 1 | 4.20 | 3.40 | 2
G11 | 4 | 1 | 2 | 0 | 1 | 0 | 0 | 4.25 | 3.50 | 1
G12 | 4 | 1 | 0 | 1 | 2 | 0 | 0 | 4.75 | 3.25 | 1
G13 | 5 | 1 | 1 | 1 | 1 | 1 | 0 | 4.40 | 3.40 | 2
all | 60 | 13 | 14 | 10 | 16 | 5 | 2 | 4.35 | 3.45 | 16
"""


def row(name: str, counts: Counts) -> str:
    assert counts.understand.mean is not None
    assert counts.back.mean is not None
    kinds = [counts.kinds.get(kind, 0) for kind in NoteKind]
    means = [rounded(counts.understand.mean, 2), rounded(counts.back.mean, 2)]
    return " | ".join(map(str, [name, counts.notes, *kinds, *means, counts.low_back]))


def test_notes_by_poster(marrow: Collection) -> None:
    found = tally(marrow, "gallery")
    rows = [row(code, counts) for code, counts in found.posters.items()]
    assert [*rows, row("all", found.all)] == TABLE.strip().splitlines()


def test_decisions_groups_and_languages(marrow: Collection) -> None:
    found = tally(marrow, "gallery")
    assert found.decisions == {
        Decision.ADOPT: 19,
        Decision.ADAPT: 14,
        Decision.THANK: 13,
        Decision.ANSWER: 9,
        Decision.PARK: 4,
        Decision.DECLINE: 1,
    }
    assert {group.key: group.notes for group in found.groups} == {
        "FLD": 17,
        "EXE": 11,
        "PAR": 8,
        "CUS": 7,
        "CAL": 6,
        "FIN": 5,
        "LAB": 3,
        "IT": 3,
    }
    assert {group.key for group in found.groups if group.small} == {"LAB", "IT"}
    assert found.languages == {"en": 55, "es": 2, "pl": 2, "ar": 1}
    assert found.silent_groups == ()
    assert found.visitors_rate is not None
    assert str(rounded(found.visitors_rate * 100, 1)) == "74.0"
    assert (found.all.decided, found.all.open_questions) == (60, 0)


def test_joint_ratings(marrow: Collection) -> None:
    joint = tally(marrow, "gallery").joint
    columns = [*Horizon, None]
    table = {
        wish: [joint.get((wish, horizon), 0) for horizon in (Horizon.NOW, Horizon.MEDIUM, Horizon.LONG, None)]
        for wish in Moscow
    }
    assert len(columns) == 4
    assert table == {
        Moscow.MUST: [8, 3, 0, 0],
        Moscow.SHOULD: [4, 6, 3, 0],
        Moscow.COULD: [0, 4, 4, 0],
        Moscow.WONT: [0, 0, 0, 1],
    }
    assert sum(joint.values()) == 33


def test_hints_on_the_example(marrow: Collection) -> None:
    (finding,) = check_gallery(marrow)
    assert (finding.code, finding.records) == ("DECISION_WITHOUT_REASON", ("N54",))
    assert "N54" in text_of(finding, str)


GALLERY = Gallery(id="g", name="Wall")
POSTER = Poster(id="p", code="G01", gallery="g", kind=PosterKind.MAP, map="m")


def note(number: int = 1, **fields: Any) -> Note:
    return Note(**{"id": f"n{number}", "code": f"N{number:02}", "poster": "p", "text": "words", **fields})


def found(*records: Record) -> Counter[str]:
    return Counter(finding.code for finding in check_gallery(Collection([GALLERY, *records])))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"decision": Decision.PARK, "reason": " — "}, "DECISION_WITHOUT_REASON"),
        ({"decision": Decision.DECLINE}, "DECISION_WITHOUT_REASON"),
        ({"kind": NoteKind.QUESTION}, "QUESTION_WITHOUT_ANSWER"),
        ({"kind": NoteKind.QUESTION, "decision": Decision.ANSWER}, "QUESTION_WITHOUT_ANSWER"),
        ({"understand": 0}, "RATING_OUTSIDE_SCALE"),
        ({"back": 6}, "RATING_OUTSIDE_SCALE"),
        ({"text": "  "}, "NOTE_WITHOUT_TEXT"),
    ],
)
def test_notes(fields: dict[str, Any], code: str) -> None:
    assert found(POSTER, note(**fields)) == {code: 1}


@pytest.mark.parametrize(
    "fields",
    [
        {"decision": Decision.ADOPT},
        {"decision": Decision.ADAPT, "reason": "next year"},
        {"kind": NoteKind.QUESTION, "decision": Decision.ANSWER, "reason": "Because."},
        {"kind": NoteKind.QUESTION, "decision": Decision.THANK},
        {"understand": 5, "back": 1},
    ],
)
def test_notes_that_are_fine(fields: dict[str, Any]) -> None:
    assert found(POSTER, note(**fields)) == {}


def test_ratings_follow_the_gallery_s_scale() -> None:
    gallery = Gallery(id="g", name="Wall", back_scale="s")
    scale = RatingScale(id="s", key="back", question="?", low=0, high=10)
    desk = Collection([gallery, scale, POSTER, note(1, back=10), note(2, back=11), note(3, understand=10)])
    assert [finding.records for finding in check_gallery(desk)] == [("N02",), ("N03",)]


def test_posters() -> None:
    assert found(Poster(id="p", code="G02", gallery="g")) == {"POSTER_WITHOUT_MEASURE": 1}
    assert found(Poster(id="p", code="G02", gallery="g", kind=PosterKind.MAP)) == {"POSTER_WITHOUT_MAP": 1}

    def coded(code: str) -> Poster:
        return Poster(id=code, code=code, gallery="g", measure="m")

    assert found(coded("B12")) == {"POSTER_CODE_LIKE_RATING": 1}
    assert found(coded("my poster")) == {"POSTER_CODE_HARD_TO_TYPE": 1}
    assert found(coded("G01"), coded("g01")) == {"POSTER_CODES_ALIKE": 1}


def test_empty_gallery_and_silent_groups() -> None:
    group = Group(id="fld", key="FLD", name="Field")
    empty = tally(Collection([GALLERY, POSTER, group]), "g")
    assert (empty.all.notes, empty.all.back.mean, empty.visitors_rate) == (0, None, None)
    assert empty.silent_groups == ("FLD",)
    other = Gallery(id="other", name="Another")
    elsewhere = Poster(id="q", code="G02", gallery="other", measure="m")
    desk = Collection([GALLERY, other, POSTER, elsewhere, group, note(1, group="fld"), note(2, poster="q")])
    assert tally(desk, "g").all.notes == 1
    assert [(g.key, g.small) for g in tally(desk, "other").groups] == [(None, True)]
