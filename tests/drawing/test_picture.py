"""The display list: moving, measuring, walking and the text form that golden tests compare."""

import dataclasses

import pytest

from kpidesk.drawing import shapes
from kpidesk.drawing.picture import (
    Form,
    Glyph,
    GlyphRun,
    Group,
    Image,
    Path,
    Picture,
    Transform,
    bounds,
    dump,
    moved,
    walk,
)

RUN = GlyphRun("NotoSans-Regular", 10, 5, 20, (Glyph(36, 0, 0, "A"),), "A", 6.39, "#000000")
BOX = shapes.rect(1, 2, 3, 4, fill="#FF0000")
INNER = Picture(10, 20, (BOX,), "inner")
ITEMS = [RUN, BOX, Image(b"x", 1, 2, 3, 4, "photo"), Form("k", INNER, 5, 6, 2), Group((RUN, BOX), "name")]


@pytest.mark.parametrize("item", ITEMS)
def test_moving_moves_the_bounds(item):
    left, top, right, bottom = bounds([item])
    assert bounds([moved(item, 10, -3)]) == pytest.approx((left + 10, top - 3, right + 10, bottom - 3))
    assert bounds([moved(moved(item, 10, -3), -10, 3)]) == pytest.approx((left, top, right, bottom))


@pytest.mark.parametrize("item", ITEMS)
def test_items_are_frozen_values(item):
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(item, dataclasses.fields(item)[0].name, 1)
    assert item == dataclasses.replace(item)
    assert hash(item) == hash(dataclasses.replace(item))


def test_bounds():
    assert bounds([]) is None
    assert bounds([Path(())]) is None
    assert bounds([BOX]) == (1, 2, 4, 6)
    assert bounds([dataclasses.replace(BOX, stroke="#000000", width=2)]) == (0, 1, 5, 7)
    assert bounds([RUN]) == pytest.approx((5, 20 - 10.69, 11.39, 22.93))
    assert bounds([Form("k", INNER, 5, 6, 2)]) == (5, 6, 25, 46)
    circle = bounds([shapes.circle(10, 10, 5)])
    assert circle == pytest.approx((5, 5, 15, 15))


def test_bounds_of_turned_text():
    turned = bounds([dataclasses.replace(RUN, angle=90)])
    assert turned == pytest.approx((5 - 2.93, 20, 5 + 10.69, 20 + 6.39))


def test_bounds_of_groups():
    group = Group((BOX,), transform=Transform(10, 20, 2))
    assert bounds([group]) == (12, 24, 18, 32)
    assert bounds([dataclasses.replace(group, clip=shapes.rect(0, 0, 2, 3))]) == (12, 24, 14, 26)
    assert bounds([dataclasses.replace(group, clip=shapes.rect(50, 50, 2, 3))]) is None


def test_walk_enters_groups_in_painting_order():
    inner = Group((BOX,), "inner")
    outer = Group((inner, RUN), "outer")
    assert list(walk([outer, BOX])) == [outer, inner, BOX, RUN, BOX]


def test_dump():
    picture = Picture(
        210,
        297,
        (
            Group(
                (dataclasses.replace(RUN, opacity=0.5, angle=90, x=-0.001),),
                "Bubble",
                role="result",
                record="r1",
                link="#p",
                clip=BOX,
                transform=Transform(1, 2, 0.5),
            ),
            shapes.line(0, 0, 1 / 3, 1, stroke="#00FF00", width=0.5, dash=(1, 2), cosmetic=True),
            ITEMS[2],
            ITEMS[3],
        ),
        "Map",
        bookmark="Map",
        missing=("中",),
    )
    assert dump(picture) == (
        "picture 210.00 297.00 en 'Map' bookmark 'Map'\n"
        "missing 中\n"
        "  group name 'Bubble' role 'result' record 'r1' link '#p' at 1.00 2.00 scale 0.5000\n"
        "    clip fill #FF0000 M 1.00 2.00 L 4.00 2.00 L 4.00 6.00 L 1.00 6.00 Z\n"
        "    text NotoSans-Regular 10.00 at 0.00 20.00 wide 6.39 #000000 opacity 0.50 angle 90.0"
        " 1 glyphs 'A'\n"
        "  path stroke #00FF00 0.50 butt miter dash 1.00 2.00 cosmetic M 0.00 0.00 L 0.33 1.00\n"
        "  image 1.00 2.00 3.00 4.00 'photo' 1 bytes\n"
        "  form 'k' at 5.00 6.00 scale 2.0000\n"
        "    picture 10.00 20.00 en 'inner'\n"
        "      path fill #FF0000 M 1.00 2.00 L 4.00 2.00 L 4.00 6.00 L 1.00 6.00 Z\n"
    )
