"""What a gallery's day takes: packing, the run sheet, half hours, the order of hanging."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.gallery import Gallery, Poster, PosterKind
from kpidesk.domain.gallery_day import (
    CARDS_A_SHEET,
    DOTS_EACH,
    USUAL,
    Hung,
    Thing,
    Turn,
    half_hours,
    packing,
    places,
    run_sheet,
)
from kpidesk.domain.invitations import Invitation
from kpidesk.domain.reader import Collection
from kpidesk.domain.walls import Hanging, Wall

OPENS, CLOSES = datetime(2025, 7, 8, 10), datetime(2025, 7, 8, 16)  # noqa: DTZ001 - local to the place
GALLERY = Gallery(id="g", name="Wall", opens=OPENS, closes=CLOSES)


def hung(count: int, kind: PosterKind = PosterKind.MEASURE) -> list[Hung]:
    return [
        Hung(Poster(id=f"p{n}", code=f"G{n:02d}", gallery="g", kind=kind), "A1", 594, 841)
        for n in range(count)
    ]


def packed(gallery: Gallery, posters: list[Hung], *records: object) -> dict[Thing, int]:
    desk = Collection([gallery, *(each.poster for each in posters), *records])  # type: ignore[list-item]
    found: dict[Thing, int] = {}
    for each in packing(desk, gallery, posters):
        found[each.thing] = found.get(each.thing, 0) + each.count
    return found


def test_what_is_packed_follows_the_people_who_are_invited() -> None:
    listed = Invitation(id="i", gallery="g", people=80)
    small, large = packed(GALLERY, hung(3)), packed(GALLERY, hung(3), listed)
    assert small[Thing.SNACKS] == USUAL
    assert large[Thing.SNACKS] == 80
    assert large[Thing.PENS] > small[Thing.PENS]
    assert large[Thing.DOTS] >= 80 * DOTS_EACH


def test_rating_cards_are_packed_only_where_people_rate() -> None:
    assert Thing.RATING_CARDS not in packed(GALLERY, hung(1))
    rated = Gallery(id="g", name="Wall", rated=True, invited=80)
    assert packed(rated, hung(1))[Thing.RATING_CARDS] * CARDS_A_SHEET >= 80


def test_posters_are_counted_by_size_and_the_way_they_lie() -> None:
    lying = Hung(Poster(id="m", code="G99", gallery="g", kind=PosterKind.MAP), "A1", 841, 594)
    posters = [*hung(2), lying]
    desk = Collection([GALLERY, *(each.poster for each in posters)])
    lines = [(each.count, each.paper, each.lying) for each in packing(desk, GALLERY, posters)
             if each.thing is Thing.POSTERS]  # fmt: skip
    assert lines == [(2, "A1", False), (1, "A1", True)]


def test_tape_follows_posters_and_the_walls_they_hang_on() -> None:
    wall, other = (Wall(id=key, gallery="g", name=key, length=12.0) for key in ("w", "unused"))
    hanging = Hanging(id="h", poster="p0", wall="w", at=1.0)
    bare, walled = packed(GALLERY, hung(4)), packed(GALLERY, hung(4), wall, other, hanging)
    assert bare[Thing.TAPE] == 6  # four posters, both edges of 594 mm, and a fifth more
    assert walled[Thing.TAPE] == 18


def test_the_day_of_the_specification() -> None:
    steps = {step.turn: step.at.strftime("%H:%M") for step in run_sheet(GALLERY) if step.clock}
    assert steps == {
        Turn.HANG: "07:30", Turn.BRIEF: "09:15", Turn.READY: "09:45", Turn.OPEN: "10:00", Turn.READ: "11:30",
        Turn.FOOD: "12:00", Turn.TYPE: "13:00", Turn.ENDORSE: "15:30", Turn.CLOSE: "16:00",
        Turn.FIRST: "16:30",
    }  # fmt: skip
    later = {step.turn: step.at.date() for step in run_sheet(GALLERY) if not step.clock}
    assert later == {Turn.DECIDE: date(2025, 7, 11), Turn.TELL: date(2025, 7, 15)}


def test_without_hours_there_is_no_run_sheet_and_the_tally_takes_the_usual_ones() -> None:
    unsaid = Gallery(id="g", name="Wall")
    assert run_sheet(unsaid) == []
    assert [each.strftime("%H:%M") for each in half_hours(unsaid)][::11] == ["10:00", "15:30"]


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.integers(1, 3000))  # noqa: DTZ001
def test_the_turns_of_any_day_come_in_order(opens: datetime, minutes: int) -> None:
    gallery = Gallery(id="g", name="Wall", opens=opens, closes=opens + timedelta(minutes=minutes))
    steps = run_sheet(gallery)
    clocked = [step.at for step in steps if step.clock]
    assert clocked == sorted(clocked)
    assert {step.turn for step in steps} == set(Turn)
    hours = half_hours(gallery)
    assert 1 <= len(hours) <= 48
    assert hours[0] <= opens < hours[0] + timedelta(minutes=30)


def test_posters_are_hung_wall_by_wall_from_the_left() -> None:
    walls = [Wall(id="b", gallery="g", name="B", place=1.0), Wall(id="a", gallery="g", name="A", place=2.0)]
    posters = [each.poster for each in hung(4)]
    hangings = [
        Hanging(id="1", poster="p0", wall="a", at=0.5),
        Hanging(id="2", poster="p1", wall="b", at=3.0),
        Hanging(id="3", poster="p2", wall="b", at=0.5),
    ]
    found = places(Collection([GALLERY, *walls, *posters, *hangings]), GALLERY)
    assert [(each.poster.code, each.wall.name if each.wall else None) for each in found] == [
        ("G02", "B"), ("G01", "B"), ("G00", "A"), ("G03", None)
    ]  # fmt: skip


@pytest.mark.parametrize("invited", [0, 1, 5000])
def test_nothing_is_packed_none_of(invited: int) -> None:
    gallery = Gallery(id="g", name="Wall", invited=invited, rated=True, hosts=("A",))
    assert all(count > 0 for count in packed(gallery, hung(2)).values())
