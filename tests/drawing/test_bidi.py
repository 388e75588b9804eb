"""The levels of every character against another implementation and against known cases."""

import unicodedata

import pytest
from bidi import get_base_level, get_display
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpidesk.drawing import bidi

LETTERS = "abאבגمثا"
NUMBERS = "12٣٤"
OTHERS = " .,:%+-/()[]{}<>!\u0651\u05b8"
CONTROLS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def seen(text: str, base: int) -> str:
    found = bidi.line_levels(text, bidi.levels(text, base), base)
    return "".join(text[at] for at in bidi.visual_order(found))


def reference(text: str, base: int) -> str:
    return get_display(text, base_dir="LR"[base])


def without_controls(text: str) -> str:
    # Implementations may leave invisible controls wherever they like.
    return "".join(char for char in text if unicodedata.bidirectional(char) not in bidi._REMOVED)


@settings(max_examples=600, deadline=None)
@given(st.text(alphabet=LETTERS + NUMBERS + OTHERS, max_size=24), st.sampled_from([0, 1]))
@example("אב (ab) 12%", 1)
@example("a (אב) [ג]", 0)
@example("12-13 אב 3.5", 1)
def test_agrees_with_python_bidi(text, base):
    assert seen(text, base) == reference(text, base)


@settings(max_examples=600, deadline=None)
@given(st.text(alphabet=LETTERS + NUMBERS + "( )" + CONTROLS, max_size=16), st.sampled_from([0, 1]))
def test_agrees_with_python_bidi_on_embeddings_and_isolates(text, base):
    # A letter at the end: the other one keeps overridden spaces at a line's end, against rule L1.
    text += "a"
    assert without_controls(seen(text, base)) == without_controls(reference(text, base))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=LETTERS + NUMBERS + OTHERS, min_size=1, max_size=12))
def test_base_level_agrees(text):
    assert bidi.base_level(text) == get_base_level(text)


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("abc", 0, [0, 0, 0]),
        ("abc", 1, [2, 2, 2]),
        ("אב1", 1, [1, 1, 2]),
        ("a(א)b", 0, [0, 0, 1, 0, 0]),
        ("א(a)ב", 1, [1, 1, 2, 1, 1]),
        # A pair whose inside runs only the other way follows what precedes it.
        ("aא(ב)", 0, [0, 1, 1, 1, 1]),
    ],
)
def test_known_levels(text, base, expected):
    assert bidi.levels(text, base) == expected


def test_trailing_space_falls_back_to_the_base():
    text = "abc אב "
    found = bidi.levels(text + "ג", 0)[: len(text)]
    assert found[-1] == 1
    assert bidi.line_levels(text, found, 0)[-1] == 0


def test_first_strong_letter_skips_isolates():
    assert bidi.base_level("\u2067אב\u2069 abc") == 0
    assert bidi.base_level("123 (אב) abc") == 1


def test_depth_has_a_limit():
    text = "\u202b" * 200 + "a" + "\u202c" * 200
    assert max(bidi.levels(text, 0)) <= 126
