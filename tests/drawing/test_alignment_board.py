"""The board of action and alignment as it is drawn: fields, quarters, tokens, trails, and its sheet."""

from collections import Counter
from datetime import date
from itertools import combinations
from math import dist, hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.domain.alignment_board import Board, Token, board_of
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import BEST_STAND, Centre, Partner, Snapshot, Stand, quarter
from kpidesk.drawing.alignment_board import Fields, board
from kpidesk.drawing.alignment_sheet import projected, sheet
from kpidesk.drawing.palette import DARK
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import GlyphRun, bounds, walk
from kpidesk.drawing.room import PX, SMALLEST_PX
from kpidesk.system.words import Words
from tests.drawing.looked import groups, records_of

DAY = date(2025, 7, 8)
NUMBERS = st.integers(1, BEST_STAND)
SNAPSHOT = Snapshot(id="s", centre="c", day=DAY, name="First meeting")
RADIUS = 4.2


def token(number: int, place: tuple[int, int], before=(), **fields) -> Token:
    made = Partner(id=f"p{number:02}", code=f"P{number:02}", name=f"Partner {number}", centre="c", **fields)
    there = Stand(id=f"t{number:02}", snapshot="s", partner=made.id, action=place[0], alignment=place[1])
    return Token(made, there, tuple(before))


def shown(*tokens: Token, cloud=()) -> Board:
    return Board(SNAPSHOT, tokens, (), tuple(cloud), (SNAPSHOT,))


def drawn(what: Board | None, wide: float = 240.0, tall: float = 130.0):
    return board(what, wide, tall, Words(), text_pt=9, radius=RADIUS)


def texts(items) -> str:
    return " ".join(each.text for each in walk(items) if isinstance(each, GlyphRun))


# -- fields


@given(NUMBERS, NUMBERS)
def test_the_middle_of_a_field_reads_as_its_numbers(action, alignment):
    fields = drawn(None).fields
    assert fields.place(fields.middle((action, alignment))) == (action, alignment)


@given(st.floats(0, 240), st.floats(0, 130))
def test_each_point_of_the_board_belongs_to_the_quarter_of_its_numbers(x, y):
    fields = drawn(None).fields
    place = fields.place((x, y))
    left, top, right, bottom = fields.area
    assert (place is not None) == (left <= x <= right and top <= y <= bottom)
    if place is not None:
        box = fields.quarter(quarter(*place))
        assert box[0] - 0.01 <= x <= box[2] + 0.01
        assert box[1] - 0.01 <= y <= box[3] + 0.01


def test_the_line_between_low_and_high_lies_at_five_and_a_half():
    fields = Fields((0.0, 0.0, 90.0, 90.0))
    assert fields.middle_lines == (50.0, 40.0)
    assert fields.middle((5, 5)) == pytest.approx((45.0, 45.0))


# -- tokens


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=40))
@settings(max_examples=60, deadline=None)
def test_tokens_never_lie_on_each_other_and_never_leave_their_quarter(places):
    tokens = [token(number, place) for number, place in enumerate(places)]
    made = drawn(shown(*tokens))
    for one, other in combinations(made.spots.values(), 2):
        assert dist(one, other) >= 2 * made.radius
    for each in tokens:
        left, top, right, bottom = made.fields.quarter(each.stand.quarter)
        x, y = made.spots[each.partner.id]
        assert left + made.radius <= x <= right - made.radius
        assert top + made.radius <= y <= bottom - made.radius


def test_a_token_alone_stands_on_its_numbers_and_two_stand_side_by_side():
    made = drawn(shown(token(1, (7, 3)), token(2, (4, 4)), token(3, (4, 4))))
    assert made.spots["p01"] == pytest.approx(made.fields.middle((7, 3)))
    x, y = made.fields.middle((4, 4))
    assert sum(spot[0] for spot in (made.spots["p02"], made.spots["p03"])) / 2 == pytest.approx(x)
    assert {round(made.spots[each][1], 3) for each in ("p02", "p03")} == {round(y, 3)}


@given(
    st.dictionaries(st.tuples(NUMBERS, NUMBERS), st.integers(1, 9), max_size=7),
    st.sampled_from([(240.0, 130.0), (200.0, 120.0)]),
)
@settings(max_examples=60, deadline=None)
def test_up_to_nine_tokens_share_the_field_of_their_numbers(crowd, size):
    places = [place for place, count in crowd.items() for _ in range(count)]
    tokens = [token(number, place) for number, place in enumerate(places)]
    made = drawn(shown(*tokens), *size)
    for each in tokens:
        assert made.fields.place(made.spots[each.partner.id]) == each.place
    for one, other in combinations(made.spots.values(), 2):
        assert dist(one, other) >= 2 * made.radius


def test_neighbours_on_a_small_board_stay_on_their_numbers_and_become_smaller():
    tokens = [token(number, (3, 1 + number // 2)) for number in range(10)]
    made = drawn(shown(*tokens), 110.0, 75.0)
    assert all(made.fields.place(made.spots[each.partner.id]) == each.place for each in tokens)
    assert made.radius < RADIUS


def test_forty_partners_on_the_same_numbers_still_find_room():
    made = drawn(shown(*(token(number, (1, 1)) for number in range(40))))
    near = min(dist(one, other) for one, other in combinations(made.spots.values(), 2))
    assert near >= 2 * made.radius
    assert made.radius < RADIUS


def test_trails_lead_from_hollow_tokens_to_where_partners_stand_now():
    made = drawn(shown(token(1, (7, 7), before=[(2, 2), (5, 3)]), token(2, (4, 8))))
    (trail,) = groups(made.items, "trail")
    assert trail.record == "p01"
    rings = [each for each in trail.items if each.stroke and not each.fill and len(each.ops) > 4]
    assert len(rings) == 2
    assert len([each for each in trail.items if each.fill]) == 2  # heads of arrows


def test_of_many_trails_that_of_the_partner_in_hand_stands_out():
    tokens = [token(number, (7, number % 9 + 1), before=[(2, number % 9 + 1)]) for number in range(20)]

    def inks(current: str) -> dict[str, set[str]]:
        made = board(shown(*tokens), 240.0, 130.0, Words(), text_pt=9, radius=RADIUS, current=current)
        return {
            each.record: {item.stroke for item in each.items if item.stroke}
            for each in groups(made.items, "trail")
        }

    nobody, one = inks(""), inks("p03")
    assert len({frozenset(each) for each in nobody.values()}) == 1
    assert one["p03"] == nobody["p03"]
    assert all(one[key] != one["p03"] for key in one if key != "p03")


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=30))
@settings(max_examples=30, deadline=None)
def test_each_paper_is_one_dot_that_no_token_hides(places):
    made = drawn(shown(token(1, (5, 5)), token(2, (7, 7)), cloud=places))
    dots = [each for group in groups(made.items, "cloud") for each in group.items]
    assert len(dots) == len(places)
    middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in (bounds([dot]) for dot in dots)]
    for x, y in middles:
        assert all(hypot(x - a, y - b) >= made.radius for a, b in made.spots.values())
    where = Counter(quarter(*made.fields.place(each)) for each in middles)
    assert where == Counter(quarter(*each) for each in places)


def test_words_stand_outside_of_the_fields():
    made = drawn(None)
    left, top, right, bottom = made.fields.area
    for each in (each for each in made.items if isinstance(each, GlyphRun)):
        box = bounds([each])
        inside = box[0] > left + 0.5 and box[2] < right - 0.5 and box[1] > top and box[3] < bottom
        assert not inside, each.text


# -- sheets


@pytest.fixture(scope="module")
def reader(sample_file):
    return records_of(sample_file)


@pytest.mark.parametrize("paper", ["A1", "A2", "A3", "A4"])
def test_the_sheet_names_all_partners_with_their_numbers(reader, paper):
    picture = sheet(reader, reader.find(Centre)[0], SHEETS[paper].landscape, Words(), DAY)
    assert (picture.width, picture.height) == (SHEETS[paper].landscape.wide, SHEETS[paper].landscape.tall)
    said = texts(picture.items)
    for each in reader.find(Partner):
        assert all(word in said for word in each.name.split())
    for word in ("Rivers and beaches", "20 June 2025", "First meeting", "8 July 2025", "critical", "wanted"):
        assert word in said
    box = bounds(picture.items)
    assert 0 <= box[0] < box[2] <= picture.width
    assert 0 <= box[1] < box[3] <= picture.height
    assert not picture.missing


@pytest.mark.parametrize(
    "name", ["Abwasserbeseitigungskonzept und Regenwasserbewirtschaftung " * 2, "هيئة مياه " * 8]
)
def test_forty_long_names_find_room_beside_the_board(reader, name):
    partners = [
        Partner(id=f"p{n:02}", code=f"P{n:02}", name=f"{name}{n}", centre="c", place=n) for n in range(40)
    ]
    stands = [
        Stand(id=f"t{n:02}", snapshot="s", partner=f"p{n:02}", action=n % 9 + 1, alignment=n * 7 % 9 + 1)
        for n in range(38)
    ]
    centre = Centre(id="c", result="r")
    records = Collection(
        [
            centre,
            Result(id="r", code="R1", statement="Rivers are clean.", ring="x"),
            SNAPSHOT,
            *partners,
            *stands,
        ]
    )
    picture = sheet(records, centre, SHEETS["A1"].landscape, Words(), DAY)
    said = texts(picture.items)
    assert all(f"P{n:02}" in said for n in range(40))
    assert "not on the board" in said
    box = bounds(picture.items)
    assert 0 <= box[0] < box[2] <= picture.width
    assert 0 <= box[1] < box[3] <= picture.height


def test_a_centre_without_a_snapshot_has_an_empty_board(reader):
    centre = reader.find(Centre)[0]
    picture = sheet(Without(reader, Snapshot), centre, SHEETS["A3"].landscape, Words(), DAY)
    assert not any(each.record for each in groups(picture.items, "partner"))  # those of the legend have none
    assert "acts together" in texts(picture.items)


class Without:
    """A reader as if there were no records of one kind."""

    def __init__(self, reader, kind):
        self._reader, self._kind = reader, kind

    def get(self, kind, record_id):
        return self._reader.get(kind, record_id)

    def find(self, kind, **equal):
        return () if kind is self._kind else self._reader.find(kind, **equal)


def test_the_last_row_can_read_the_board_on_the_projector(reader):
    made = projected(board_of(reader, reader.find(Snapshot)[0]), Words(), DARK)
    sizes = [each.size * PX for each in walk(made.items) if isinstance(each, GlyphRun)]
    assert min(sizes) >= SMALLEST_PX * 0.999
    assert len(list(groups(made.items, "partner"))) == 10
