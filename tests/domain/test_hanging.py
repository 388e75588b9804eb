"""Posters on walls: in order, with room, never over each other."""

from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.hanging import Span, hung_in_order, in_the_way, spans
from kpidesk.domain.walls import Hanging, Wall

lengths = st.lists(st.floats(0.5, 20), min_size=1, max_size=5)
widths = st.lists(st.sampled_from([0.21, 0.42, 0.594, 0.841, 1.189]), max_size=30)


def walls_of(metres: list[float]) -> list[Wall]:
    return [Wall(id=f"w{at}", gallery="g", name=f"W{at}", length=each) for at, each in enumerate(metres)]


@given(widths, lengths)
def test_what_is_hung_up_for_one_is_never_in_the_way(wide: list[float], metres: list[float]) -> None:
    walls = walls_of(metres)
    sizes = {f"p{at}": each for at, each in enumerate(wide)}
    places = hung_in_order(list(sizes), sizes, walls)
    hangings = [Hanging(id=key, poster=key, wall=wall, at=at) for key, (wall, at) in places.items()]
    assert in_the_way(spans(hangings, sizes), {each.id: each for each in walls}) == {}
    hung = [key for key in sizes if key in places]
    order = sorted(hung, key=lambda key: (places[key][0], places[key][1]))
    assert order == hung  # as they stand in their set, wall after wall
    assert hung == list(sizes)[: len(hung)]


def test_they_come_closer_before_one_is_left_out() -> None:
    sizes = dict.fromkeys("abcd", 0.594)
    assert len(hung_in_order("abcd", sizes, walls_of([3.4]))) == 4
    assert len(hung_in_order("abcd", sizes, walls_of([2.0]))) == 2


def test_one_and_a_half_metres_lie_between_two_and_the_rest_at_both_ends() -> None:
    places = hung_in_order("ab", dict.fromkeys("ab", 0.6), walls_of([4.7]))
    assert places == {"a": ("w0", 1.0), "b": ("w0", 3.1)}


def test_over_the_end_and_over_another_are_told() -> None:
    walls = {each.id: each for each in walls_of([2.0, 2.0])}
    found = [
        Span("a", "w0", 0.0, 0.6), Span("b", "w0", 0.5, 1.1), Span("c", "w0", 1.5, 2.1),
        Span("d", "w1", 0.0, 0.6), Span("e", "w1", 0.6, 1.2),
    ]  # fmt: skip
    assert in_the_way(found, walls) == {"a": "other", "b": "other", "c": "over"}
