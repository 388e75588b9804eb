"""Blocks that flow down a column."""

import pytest

from kpidesk.drawing import shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, space, stack
from kpidesk.drawing.picture import GlyphRun, Path, walk
from kpidesk.drawing.text import Style, wrap

STYLE = Style(12)
TEXT = "Every household has water that is good to drink, every day of the year, at a price that is fair."


def said(blocks: list[Block]) -> str:
    return "".join(item.text for block in blocks for item in block.items if isinstance(item, GlyphRun))


def test_a_paragraph_is_one_block_for_each_line():
    blocks = paragraph(TEXT, STYLE, 50)
    lines = wrap(TEXT, STYLE, 50)
    assert len(blocks) == len(lines.lines) > 2
    assert height(blocks) == pytest.approx(lines.height)
    assert said(blocks).replace(" ", "") == TEXT.replace(" ", "")


def test_stacked_it_looks_like_wrapped_text():
    items = stack(paragraph(TEXT, STYLE, 50), 20, 30)
    expected = wrap(TEXT, STYLE, 50).place(20, 30, box_width=50)
    assert [(run.text, pytest.approx(run.x), pytest.approx(run.y)) for run in expected] == [
        (run.text, run.x, run.y) for run in items if isinstance(run, GlyphRun)
    ]


def test_no_text_gives_no_block():
    assert paragraph("", STYLE, 50) == []
    assert height([]) == 0
    assert stack([], 1, 2) == []


def test_indent_and_marks_belong_to_the_first_line():
    mark, right = shapes.circle(1, 2, 1), shapes.circle(45, 2, 1)
    first, *rest = paragraph(TEXT, STYLE, 50, indent=8, mark=[mark], right=[right])
    assert [item for item in walk(first.items) if isinstance(item, Path)] == [mark, right]
    assert not [item for block in rest for item in block.items if isinstance(item, Path)]
    runs = [item for block in (first, *rest) for item in block.items if isinstance(item, GlyphRun)]
    assert all(run.x >= 8 for run in runs)
    assert all(run.x + run.advance <= 50 + 1e-6 for run in runs)


def test_text_from_right_to_left_ends_at_the_right():
    blocks = paragraph("مياه الشرب في كل بيت وفي كل يوم من أيام السنة", STYLE, 40, indent=5)
    for block in blocks:
        ends = [item.x + item.advance for item in block.items if isinstance(item, GlyphRun)]
        assert max(ends) == pytest.approx(40)


def test_lines_of_a_text_keep_one_direction():
    """A Latin line of an Arabic text stays at the right."""
    blocks = paragraph("مياه الشرب\nWater", STYLE, 60)
    last = [item for item in blocks[-1].items if isinstance(item, GlyphRun)]
    assert last[-1].x + last[-1].advance == pytest.approx(60)


def test_stack_moves_every_item_by_what_stands_above():
    dot = shapes.rect(0, 0, 1, 1)
    items = stack([space(5), Block(3, (dot,)), space(2), Block(1, (dot,))], 10, 20)
    assert [item.ops[0] for item in items if isinstance(item, Path)] == [("M", 10, 25), ("M", 10, 30)]


def test_what_has_no_glyph_is_named_once():
    blocks = [*paragraph(f"a 一 b 一 {TEXT}", STYLE, 40), *paragraph("二一", STYLE, 40)]
    assert missing(blocks) == ("一", "二")
