"""What the room reads of a gallery: large enough for the last row, never off the screen, nobody told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.domain.gallery import Gallery, Horizon, Moscow
from kpidesk.drawing.palette import DARK, LIGHT, Palette
from kpidesk.drawing.picture import Picture, bounds
from kpidesk.drawing.projected_door import Count, door
from kpidesk.drawing.projected_notes import Card, Matrix, rating, read_the_wall
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX
from kpidesk.system.words import Words
from tests.drawing.looked import runs, text
from tests.drawing.partner_cases import ARABIC

WORDS = Words()
LONG = "Instandsetzungsmaßnahmen an der Hauptversorgungsleitung dauern unangemessen lange. " * 5
WISHES = {Moscow.MUST: "Must", Moscow.SHOULD: "Should", Moscow.COULD: "Could", Moscow.WONT: "Won’t for now"}
TIMES = {Horizon.NOW: "Now", Horizon.MEDIUM: "Medium term", Horizon.LONG: "Long term", None: "open"}

words_ = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=300)


def check(picture: Picture) -> None:
    """Every letter can be read from the last row, and nothing leaves the screen."""
    assert (picture.width, picture.height) == (ROOM.wide, ROOM.tall)
    sizes = [run.size for run in runs(picture)]
    assert not sizes or min(sizes) >= SMALLEST_PX / PX - 0.01
    box = bounds(picture.items)
    assert box is not None
    assert box[0] >= -0.01
    assert box[1] >= -0.01
    assert box[2] <= ROOM.wide + 0.01
    assert box[3] <= ROOM.tall + 0.01


def card(said: str, number: int = 1, meant: str = "") -> Card:
    return Card(f"N{number:02}", "G07", "C", "Concern · 3 more say so", said, meant)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("said", ["Hurry is dangerous.", LONG, ARABIC, "x" * 200])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_up_to_four_notes_fill_the_screen(palette: Palette, said: str, count: int) -> None:
    cards = [card(said, number, said) for number in range(1, count + 1)]
    picture = read_the_wall(cards, "What is written on the wall", "1 to 4 of 60", WORDS, palette)
    check(picture)
    assert all(f"N{number:02}" in text(picture) for number in range(1, count + 1))


def test_what_finds_no_room_is_told() -> None:
    picture = read_the_wall([card(LONG * 4, at) for at in range(1, 5)], "Wall", "", WORDS, LIGHT)
    check(picture)
    assert "goes on on paper" in text(picture)


@settings(max_examples=30, deadline=None)
@given(words_, words_)
def test_any_note_can_be_shown(said: str, meant: str) -> None:
    check(read_the_wall([card(said, 1, meant)], said, meant, WORDS, LIGHT))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("said", ["Short.", LONG])
def test_a_note_stands_beside_the_matrix(palette: Palette, said: str) -> None:
    counts = {(Moscow.MUST, Horizon.NOW): 8, (Moscow.WONT, None): 1}
    matrix = Matrix(counts, WISHES, TIMES, (Moscow.MUST, Horizon.NOW))
    picture = rating(card(said), matrix, "How much do we want it, and when?", "3 of 33", WORDS, palette)
    check(picture)
    said_ = text(picture)
    assert "Won’t" in said_
    assert "8" in said_


def test_long_own_words_of_the_scales_stay_on_the_screen() -> None:
    wishes = dict.fromkeys(Moscow, "Unverzichtbar für die Versorgungssicherheit")
    times = dict.fromkeys(Horizon, "Nach Abschluss der Baumaßnahmen")
    matrix = Matrix({}, wishes, times)
    check(rating(card("Short."), matrix, "How much?", "", WORDS, LIGHT))


@pytest.mark.parametrize("count", [0, 1, 13, 40])
def test_the_door_shows_hours_and_as_many_posters_as_can_be_read(count: int) -> None:
    gallery = Gallery(id="g", name="Marrow Measures on the Wall", place="Hall", visitors=71)
    counts = [Count(f"G{at:02}", "A measure", at) for at in range(1, count + 1)]
    picture = door(gallery, ("Look around.", "Talk, ask, doubt."), counts, WORDS, LIGHT)
    check(picture)
    assert "71 of us so far" in text(picture)


def test_a_long_name_shrinks_at_the_door() -> None:
    gallery = Gallery(id="g", name=LONG[:120], place=LONG[:80])
    check(door(gallery, [LONG] * 3, [Count("G01", "x", 3)], WORDS, LIGHT))
