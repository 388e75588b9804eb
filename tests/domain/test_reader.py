"""Readers: what is read once is what would be read again."""

from collections.abc import Callable

import pytest

from kpidesk.desk.store import Desk
from kpidesk.domain.gallery import Note, NoteKind
from kpidesk.domain.reader import Once
from kpidesk.domain.records import RECORDS
from kpidesk.domain.sharing import DrivingMeasure, Evidence
from kpidesk.imports import sample


@pytest.fixture
def filled(desk: Desk) -> Desk:
    with desk.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    return desk


@pytest.mark.parametrize(
    "ask",
    [
        lambda reader: [reader.find(kind) for kind in RECORDS],
        lambda reader: [reader.find(Note, kind=kind) for kind in (*NoteKind, None)],
        lambda reader: reader.find(Note, kind=NoteKind.IDEA, group=None),
        lambda reader: reader.find(DrivingMeasure, evidence=Evidence.HYPOTHESISED),
        lambda reader: [reader.get(Note, note.id) for note in reader.find(Note)],
        lambda reader: reader.find(Note, id="nobody"),
    ],
)
def test_once_says_what_the_desk_says(filled: Desk, ask: Callable[[object], object]) -> None:
    once = Once(filled)
    assert ask(once) == ask(filled)
    assert ask(once) == ask(filled)


def test_nothing_is_read_twice(filled: Desk) -> None:
    asked: list[type] = []

    class Counting:
        get = filled.get

        def find(self, kind: type, **equal: object) -> object:
            asked.append(kind)
            return filled.find(kind, **equal)

    once = Once(Counting())
    for code in ("N01", "N02", "N54"):
        once.find(Note, code=code)
    assert asked == [Note]


def test_what_is_not_there_is_told(filled: Desk) -> None:
    with pytest.raises(KeyError):
        Once(filled).get(Note, "nobody")
