"""Shaping, wrapping and placing: nothing lost, nothing wider than asked, every script in order."""

import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpidesk.drawing import breaks, fonts, text
from kpidesk.drawing.text import Style, Weight

STYLE = Style(12)
ALPHABET = st.one_of(
    st.sampled_from("abc fi AV -/\u00a0\u200b\u00ad\n"),
    st.sampled_from("مثال لا بّ אבג שָ क्षत्रि ที่นี่ำ 12٣%().,"),
    st.sampled_from(["🙂", "🧑\u200d💻", "🇩🇪", "👍🏽", "中", "あ", "。", "각", "\u1100\u1161"]),
    st.characters(max_codepoint=0xFFFF),
)
WORDS = st.lists(ALPHABET, max_size=60).map("".join)


def kept(value: str) -> str:
    """What must survive: all but spaces, line ends, soft hyphens and unwanted characters."""
    clean = "".join(breaks.paragraphs(value))
    return "".join(char for char in clean if not breaks.is_space(char) and char != breaks.SOFT_HYPHEN)


def shown(lines: text.Lines) -> str:
    # Runs hold their source in logical order; sorting needs none since each line is one string.
    return "".join(line.text for line in lines.lines)


@settings(max_examples=400, deadline=None)
@given(WORDS, st.floats(min_value=0.1, max_value=120))
@example("", 10)
@example("   ", 10)
@example("\n\n", 10)
@example("a" + "\u0301" * 50, 0.5)
@example("लिखा", 1)
def test_nothing_is_lost_and_no_line_is_too_wide(value, room):
    lines = text.wrap(value, STYLE, room)
    hyphens = value.count(breaks.SOFT_HYPHEN)
    got = kept(shown(lines))
    if not hyphens:
        assert got == kept(value)
    assert not lines.overflow
    for line in lines.lines:
        if line.width > room + 1e-4:
            assert len(breaks.graphemes(line.text.rstrip())) <= 1


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_every_character_belongs_to_one_run_and_one_glyph(value):
    line = text.shape(value, STYLE)
    assert sorted("".join(run.text for run in line.runs)) == sorted(line.text)
    for run in line.runs:
        assert sorted("".join(glyph.text for glyph in run.glyphs)) == sorted(run.text) or not run.glyphs
        assert all(glyph.gid for glyph in run.glyphs), "the empty box is never shown"


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_runs_follow_each_other_without_gaps(value):
    line = text.shape(value, STYLE)
    pen = 0.0
    for run in line.runs:
        assert run.x == pytest.approx(pen)
        pen += run.advance
    assert line.width == pytest.approx(pen)


def steps(value: str) -> int:
    """How many lines of Python wrapping a text runs through: time without the noise of a clock."""
    count = 0

    def trace(_frame: object, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        text.wrap.__wrapped__(value, STYLE, 60)
    finally:
        sys.settrace(before)
    return count


def grows_no_faster_than_the_text(make: Callable[[int], str]) -> None:
    text.wrap.__wrapped__(make(2000), STYLE, 60)  # fonts are read and glyphs looked up the first time
    small, large = steps(make(500)), steps(make(2000))
    assert large < 4 * small * 1.5 + 2000


@pytest.mark.parametrize("piece", ["a", "words and more ", "لا ", "ت", "क्षि", "ที่", "🙂", "a\u0301"])
def test_wrapping_is_linear(piece):
    grows_no_faster_than_the_text(lambda length: (piece * length)[:length])


def test_ten_thousand_characters_are_wrapped_whole():
    value = ("words and more " * 1000)[:10_000]
    wrapped = text.wrap.__wrapped__(value, STYLE, 60)
    assert "".join(line.text for line in wrapped.lines).replace(" ", "") == value.replace(" ", "")


HOSTILE = {
    "marks": "\u0301",
    "joiners": "\u200d",
    "embeddings": "\u202b",
    "isolates": "\u2068",
    "pairs": "א(",
    "closed pairs": "(a)",
    "opened": "א(((a",
    "flags": "🇩",
    "viramas": "क्",
    "no spaces": "\u00a0",
    "spaces": " ",
    "hyphens": "\u00ad",
    "separators": "1,",
    "lines": "\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_linear_too(name):
    grows_no_faster_than_the_text(lambda length: "א" + (HOSTILE[name] * length)[:length] + "a")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("one two three", ["one", "two", "three"]),
        ("well-being", ["well-", "being"]),
        ("no\u00a0break here", ["no\u00a0break", "here"]),
        ("5\u202f% of us", ["5\u202f% of", "us"]),
        ("zero\u200bwidth", ["zero", "width"]),
        ("Dampf\u00adschiff", ["Dampf-", "schiff"]),
        ("first\r\nsecond", ["first", "second"]),
        ("a\n\nb", ["a", "", "b"]),
        ("costs/benefits", ["costs/", "benefits"]),
        ("-5 to -3", ["-5 to", "-3"]),
    ],
)
def test_lines_end_where_a_reader_expects(value, expected):
    widest = max(text.width(part, STYLE) for part in expected)
    assert [line.text.rstrip() for line in text.wrap(value, STYLE, widest + 0.1).lines] == expected


def test_a_long_word_is_broken_between_graphemes():
    value = "e\u0301" * 40
    lines = text.wrap(value, STYLE, 20)
    assert len(lines.lines) > 1
    assert all(line.text.startswith("e") for line in lines.lines)
    assert "".join(line.text for line in lines.lines) == value


@pytest.mark.parametrize("value", ["🧑\u200d💻", "🇩🇪", "👍🏽", "क्षि", "ที่", "नि", "각", "กำ", "1\ufe0f\u20e3"])
def test_graphemes_stay_whole(value):
    assert breaks.graphemes(value * 2) == [value, value]
    assert [line.text for line in text.wrap(value * 2, STYLE, 0.1).lines] == [value, value]


def test_chinese_breaks_between_characters_but_not_before_a_full_stop():
    cuts = breaks.opportunities("中文。字")
    assert [int(cut) for cut in cuts] == [0, 2, 1, 2]


def test_cut_text_is_reported():
    lines = text.wrap("one two three four", STYLE, 12, max_lines=2)
    assert lines.overflow
    assert len(lines.lines) == 2
    assert not text.wrap("one", STYLE, 12, max_lines=1).overflow
    assert text.wrap("a\nb", STYLE, 12, max_lines=1).overflow


def test_control_characters_vanish_and_tabs_become_spaces():
    value = "a\x00b\tc\x1b\ufffe\ud800\U0001ffffd"
    assert text.shape(value, STYLE).text == "ab cd"


def test_missing_characters_are_named_and_shown_as_the_replacement():
    assert text.missing_glyphs("a中b文中") == ("中", "文")
    line = text.shape("中", STYLE)
    face = fonts.font(line.runs[0].font)
    assert line.runs[0].glyphs[0].gid == face.shaper.get_nominal_glyph(0xFFFD)
    assert line.runs[0].text == "中", "copying gives the source"
    assert text.wrap("x中", STYLE, 50).missing == ("中",)


@pytest.mark.parametrize(
    "value",
    [
        "Target ≤ 5 % ≥ 3 → 7 − 2 × 4 ÷ 2 …",
        "🙂 👍🏽 🧑\u200d💻",
        "٪ ١٢ %",
        "☐ ✓ ✗ ● ▲ ■ ∑ σ x̄",
        "œ ß ł ğ é ő",
    ],
)
def test_nothing_that_a_desk_needs_is_missing(value):
    assert text.missing_glyphs(value) == ()


def test_joined_pictures_are_one_glyph():
    line = text.shape("🧑\u200d💻", STYLE)
    assert len(line.runs) == 1
    assert len(line.runs[0].glyphs) == 1


def test_marks_stay_in_the_font_of_their_base():
    for value in ("q\u0308", "مّ", "שָ", "र्क"):
        assert len({run.font for run in text.shape(value, STYLE).runs}) == 1, value


def test_brackets_are_mirrored_from_right_to_left():
    gids = fonts.font("NotoSans-Regular").shaper
    line = text.shape("(א)", STYLE)
    brackets = [glyph.gid for run in line.runs for glyph in run.glyphs if run.font == "NotoSans-Regular"]
    assert brackets == [gids.get_nominal_glyph(ord("(")), gids.get_nominal_glyph(ord(")"))]
    assert [run.text for run in line.runs] == [")", "א", "("]


def test_digits_run_left_to_right_within_arabic():
    line = text.shape("مثال 2024 نص", STYLE)
    digits = next(run for run in line.runs if "2024" in run.text)
    assert not digits.rtl
    assert [glyph.text for glyph in digits.glyphs] == list("2024")
    assert [run.text.strip() for run in line.runs if run.text.strip()] == ["نص", "2024", "مثال"]


def test_direction_is_that_of_the_first_strong_letter_unless_given():
    assert text.wrap("12 אב abc", STYLE, 90).direction == "rtl"
    assert text.wrap("abc אב", STYLE, 90).direction == "ltr"
    given_one = text.wrap("abc", STYLE, 90, direction="rtl")
    assert given_one.direction == "rtl"


def test_each_line_is_ordered_by_itself():
    lines = text.wrap("אאא בבב גגג", STYLE, text.width("אאא בבב", STYLE) + 0.1)
    assert [line.text.strip() for line in lines.lines] == ["אאא בבב", "גגג"]
    first = [glyph.text for run in lines.lines[0].runs for glyph in run.glyphs]
    assert "".join(first).strip() == "בבב אאא"


def test_alignment():
    lines = text.wrap("אב", STYLE, 90)
    box = {align: lines.place(10, 0, align=align, box_width=50)[0].x for align in ("left", "center", "right")}
    assert box["left"] == pytest.approx(10)
    assert box["right"] == pytest.approx(60 - lines.width)
    assert box["center"] == pytest.approx(35 - lines.width / 2)
    assert lines.place(10, 0, box_width=50)[0].x == pytest.approx(box["right"])
    assert lines.place(10, 0)[0].x == pytest.approx(10)


def test_line_boxes():
    lines = text.wrap("one\ntwo", Style(10, leading=2), 90)
    size = 10 * 25.4 / 72
    assert lines.height == pytest.approx(4 * size)
    first, second = lines.place(0, 5)
    assert second.y - first.y == pytest.approx(2 * size)
    # Half of what the box has over is above the letters' height, half below their depth.
    face = fonts.font("NotoSans-Regular")
    above = first.y - face.ascent * size - 5
    below = 5 + 2 * size - (first.y + face.descent * size)
    assert above == pytest.approx(below)


def test_width_is_that_of_the_shaped_line():
    for value in ("Office AV", "مثال 12%", "x≤y", ""):
        for weight in Weight:
            style = Style(17, weight)
            assert text.width(value, style) == pytest.approx(text.shape(value, style).width)


def test_kerning_is_on():
    apart = text.width("A", STYLE) + text.width("V", STYLE)
    assert text.width("AV", STYLE) < apart


def test_rotated_lines_run_downward():
    line = text.shape("abc אב", STYLE)
    runs = line.place(10, 20, angle=90)
    assert {run.angle for run in runs} == {90}
    assert all(run.x == pytest.approx(10) for run in runs)
    assert runs[1].y == pytest.approx(20 + line.runs[1].x)


def test_wrapped_words_keep_their_place_in_the_paragraph():
    value = "Zielwert ≤ 5 % bis 2027 🙂 und weiter"
    lines = text.wrap(value, STYLE, 30)
    assert " ".join(line.text.strip() for line in lines.lines) == unicodedata.normalize("NFC", value)
