"""Outlines have the size and place that they were asked for."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.drawing import shapes
from kpidesk.drawing.picture import bounds

SIZES = st.floats(min_value=0.1, max_value=1000)


def ends(path):
    """Return the end points of a path's operations."""
    return [op[-2:] for op in path.ops if len(op) > 1]


@given(SIZES, SIZES, st.floats(min_value=0, max_value=2000))
def test_rounded_rectangles_fill_their_box(width, height, radius):
    box = bounds([shapes.rect(3, 4, width, height, radius)])
    assert box == pytest.approx((3, 4, 3 + width, 4 + height))


@given(SIZES)
def test_circles_are_round(radius):
    path = shapes.circle(0, 0, radius)
    start = path.ops[0][1:]
    for op in path.ops[1:-1]:
        for x, y in shapes.cubic(start, op[1:3], op[3:5], op[5:7]):
            assert math.hypot(x, y) == pytest.approx(radius, rel=3e-4)
        start = op[5:7]


def test_arcs_start_and_end_where_asked():
    path = shapes.arc(10, 10, 5, 0, 90)
    assert ends(path)[0] == pytest.approx((15, 10))
    assert ends(path)[-1] == pytest.approx((10, 15))
    assert ends(shapes.arc(0, 0, 5, 90, -270))[-1] == pytest.approx((-5, 0), abs=1e-9)


def test_paint_goes_to_the_path():
    path = shapes.line(0, 0, 1, 1, stroke="#123456", width=2, dash=(1, 1), cap="round")
    assert (path.stroke, path.width, path.dash, path.cap) == ("#123456", 2, (1, 1), "round")


def test_polygons_close_and_polylines_do_not():
    points = [(0, 0), (1, 0), (1, 1)]
    assert shapes.polygon(points).ops[-1] == ("Z",)
    assert ends(shapes.polyline(points)) == points
    square = ends(shapes.regular_polygon(0, 0, 1, 4))
    assert square[0] == pytest.approx((0, -1))
    assert len(square) == 4


def test_arrow_heads_point_from_their_origin():
    tip, left, right = ends(shapes.arrow_head((10, 0), (0, 0), 4, 2))
    assert tip == (10, 0)
    assert left == pytest.approx((6, 1))
    assert right == pytest.approx((6, -1))
    assert shapes.arrow_base((10, 0), (0, 0), 4) == pytest.approx((6, 0))
    assert ends(shapes.arrow_head((1, 1), (1, 1), 2))[0] == (1, 1), "no direction is no error"


def test_points_along_a_line():
    points = [(0.0, 0.0), (0.0, 0.0), (4.0, 0.0), (4.0, 3.0)]
    assert shapes.length(points) == pytest.approx(7)
    assert shapes.along(points, 5) == ((4, 1), (0, 1))
    assert shapes.along(points, -1)[0] == (0, 0)
    assert shapes.along(points, 99) == ((4, 3), (0, 1))
    assert shapes.along([(1.0, 2.0)], 3) == ((1, 2), (1, 0))


@given(st.floats(min_value=0, max_value=60), st.floats(min_value=0.5, max_value=10))
def test_zigzags_keep_their_ends_and_height(total, wave):
    path = shapes.zigzag([(0, 0), (total, 0)], wave, 1.5, plain=2)
    points = ends(path)
    assert points[0] == (0, 0)
    assert points[-1] == (total, 0)
    assert all(abs(y) <= 1.5 + 1e-9 for _, y in points)
    assert all(-1e-9 <= x <= total + 1e-9 for x, _ in points)
    if total > 4:
        assert {round(y, 6) for _, y in points} == {0, 1.5, -1.5}


def test_parallel_lines_keep_their_distance():
    assert shapes.parallel([(0, 0), (10, 0)], 2) == [(0, 2), (10, 2)]
