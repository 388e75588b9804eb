"""Lining up, spacing out and snapping: what stays in place, and what ends on one line."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kpidesk.ui.results.arranging import Edge, Snap, aligned, distributed, snapped

SIDE = st.integers(-400, 400)
SIZE = st.integers(1, 120)
BOX = st.tuples(SIDE, SIDE, SIZE, SIZE).map(lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3]))
BOXES = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), BOX, min_size=2, max_size=8)
NUMBER = {Edge.LEFT: 0, Edge.TOP: 1, Edge.RIGHT: 2, Edge.BOTTOM: 3}


def moved(box, middle):
    wide, tall = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    return middle[0] - wide, middle[1] - tall, middle[0] + wide, middle[1] + tall


@given(BOXES, st.sampled_from([*NUMBER]))
def test_lined_up_boxes_share_an_edge_and_move_one_way_only(boxes, edge):
    after = {key: moved(boxes[key], at) for key, at in aligned(boxes, edge).items()}
    side = NUMBER[edge]
    outermost = (min if side < 2 else max)(box[side] for box in boxes.values())
    assert all(abs(box[side] - outermost) < 1e-9 for box in after.values())
    other = 1 - side % 2
    assert all(abs(after[key][other] - boxes[key][other]) < 1e-9 for key in boxes)


@given(BOXES)
def test_middles_come_onto_the_middle_of_all(boxes):
    xs = {round(x, 6) for x, _ in aligned(boxes, Edge.CENTRE).values()}
    ys = {round(y, 6) for _, y in aligned(boxes, Edge.MIDDLE).values()}
    assert len(xs) == len(ys) == 1


@given(BOXES)
def test_gaps_become_equal_and_the_outermost_stay(boxes):
    after = {key: moved(boxes[key], at) for key, at in distributed(boxes, across=True).items()}
    ordered = sorted(after, key=lambda key: (boxes[key][0] + boxes[key][2], key))
    first, last = ordered[0], ordered[-1]
    assert abs(after[first][0] - boxes[first][0]) < 1e-9
    assert abs(after[last][2] - boxes[last][2]) < 1e-6
    gaps = [after[b][0] - after[a][2] for a, b in pairwise(ordered)]
    assert max(gaps) - min(gaps) < 1e-6


@given(BOX, st.lists(BOX, max_size=6), st.integers(1, 12))
def test_a_box_snaps_no_further_than_the_reach_and_onto_a_line(box, others, reach):
    snap = snapped(box, others, reach)
    assert abs(snap.dx) < reach
    assert abs(snap.dy) < reach
    lines = {x for other in others for x in (other[0], (other[0] + other[2]) / 2, other[2])}
    own = {x + snap.dx for x in (box[0], (box[0] + box[2]) / 2, box[2])}
    for line in snap.upright:
        assert any(abs(line - x) < 1e-5 for x in lines)
        assert any(abs(line - x) < 1e-5 for x in own)
    if not snap.upright:
        assert snap.dx == 0


def test_far_from_all_lines_nothing_snaps():
    assert snapped((0, 0, 10, 10), [(500, 500, 520, 520)], 5) == Snap()
    assert snapped((0, 0, 10, 10), [], 5) == Snap()
