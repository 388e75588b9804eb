"""The samples of the specification, and what may never happen to a note's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.gallery import Colour, Horizon, Moscow, NoteKind
from kpidesk.domain.shorthand import About, Reading, Role, read_about, read_line

POSTERS = [f"G{i:02}" for i in range(1, 14)]
GROUPS = ["FLD", "EXE", "IT-2"]


def read(line: str, poster: str | None = "G03") -> Reading:
    return read_line(line, posters=POSTERS, groups=GROUPS, poster=poster)


def codes(reading: Reading) -> list[str]:
    return [warning.code for warning in reading.warnings]


def test_everything_at_the_start() -> None:
    reading = read("g07 c: u5 b2 @fld clock starts too early")
    assert (reading.poster, reading.kind, reading.group) == ("G07", NoteKind.CONCERN, "FLD")
    assert (reading.understand, reading.back) == (5, 2)
    assert reading.text == "clock starts too early"
    assert reading.warnings == ()


def test_what_cannot_be_a_code_stays_text() -> None:
    reading = read("G9 q: when? u9")
    assert (reading.poster, reading.kind, reading.understand) == ("G03", NoteKind.QUESTION, None)
    assert reading.text == "G9 when? u9"
    assert codes(reading) == ["SHORTHAND_POSTER_UNKNOWN", "SHORTHAND_RATING_OUTSIDE"]


def test_sticky_poster() -> None:
    reading = read("s: nice")
    assert (reading.poster, reading.kind, reading.text) == ("G03", NoteKind.SUPPORT, "nice")


@pytest.mark.parametrize(
    "line", ["i report more since crew leads reply", "it breaks every week", '=HYPERLINK("x")', ""]
)
def test_plain_text(line: str) -> None:
    reading = read(line)
    assert (reading.text, reading.kind, reading.warnings) == (line, None, ())


def test_how_much_and_when() -> None:
    reading = read("!m >n more crews")
    assert (reading.moscow, reading.horizon, reading.text) == (Moscow.MUST, Horizon.NOW, "more crews")


def test_codes_at_the_end() -> None:
    reading = read("more crews  please !w >l @it-2 g01 d: b1", poster=None)
    assert (reading.moscow, reading.horizon, reading.group) == (Moscow.WONT, Horizon.LONG, "IT-2")
    assert (reading.poster, reading.kind, reading.back) == ("G01", NoteKind.DATA_PROBLEM, 1)
    assert reading.text == "more crews  please"


def test_codes_in_the_middle_are_text() -> None:
    reading = read("c: rate u5 or b2 it is")
    assert reading.text == "rate u5 or b2 it is"
    assert (reading.understand, reading.back, reading.warnings) == (None, None, ())


def test_the_first_of_two_counts() -> None:
    reading = read("c: q: why")
    assert (reading.kind, reading.text, codes(reading)) == (NoteKind.CONCERN, "q: why", ["SHORTHAND_TWICE"])


def test_unknown_group() -> None:
    reading = read("@abc hello")
    assert (reading.group, reading.text, codes(reading)) == (None, "@abc hello", ["SHORTHAND_GROUP_UNKNOWN"])


def test_scales_are_the_gallery_s() -> None:
    reading = read_line("u10 b0 fine", posters=POSTERS, understand=(1, 10), back=(0, 3))
    assert (reading.understand, reading.back, reading.text) == (10, 0, "fine")


def test_only_codes() -> None:
    reading = read("g02 s:")
    assert (reading.poster, reading.kind, reading.text) == ("G02", NoteKind.SUPPORT, "")


def test_tokens_tell_where_the_chips_are() -> None:
    reading = read("g07 u9 too late >m")
    assert [(token.start, token.end, token.role) for token in reading.tokens] == [
        (0, 3, Role.POSTER),
        (4, 6, Role.DOUBTFUL),
        (7, 10, Role.TEXT),
        (11, 15, Role.TEXT),
        (16, 18, Role.HORIZON),
    ]


def test_a_chip_can_be_turned_back_into_text() -> None:
    line = "g07 c: early"
    reading = read_line(line, posters=POSTERS, poster="G03", as_text={4})
    assert (reading.poster, reading.kind, reading.text) == ("G07", None, "c: early")


@given(st.text())
def test_no_word_is_ever_lost(line: str) -> None:
    reading = read(line)
    words = [line[token.start : token.end] for token in reading.tokens]
    assert "".join(words) == "".join(line.split())
    kept = [
        line[token.start : token.end] for token in reading.tokens if token.role in {Role.TEXT, Role.DOUBTFUL}
    ]
    assert "".join(kept) == "".join(reading.text.split())


WORDS = st.sampled_from(
    ["g07", "G9", "c:", "q:", "u5", "u9", "b2", "@fld", "@x", "!m", ">n", "day", "u5,", "i"]
)


@given(st.lists(WORDS, max_size=8))
def test_reading_the_text_again_finds_no_more_than_doubts(words: list[str]) -> None:
    reading = read(" ".join(words))
    assert reading.text.split() == [
        word
        for word, token in zip(words, reading.tokens, strict=True)
        if token.role in {Role.TEXT, Role.DOUBTFUL}
    ]


def test_paper_language_dots_and_doubt() -> None:
    reading = read_line("#p /pl *7 the crews ask ??", posters=["G07"], languages=["en", "pl"], poster="G07")
    assert (reading.colour, reading.language, reading.dots, reading.unclear) == (Colour.PINK, "pl", 7, True)
    assert reading.text == "the crews ask"
    assert not reading.sticky_only
    assert read_line("g07 #yellow /pl", posters=["G07"], languages=["pl"]).sticky_only
    plain = "#1 priority, litres /day why?? 5*7"
    assert read_line(plain, posters=["G07"], languages=["pl"]).text == plain


def test_ratings_are_words_where_no_card_asks_for_them() -> None:
    reading = read_line("u5 b2 u9 fine", posters=["G07"], rated=False)
    assert (reading.text, reading.understand, reading.warnings) == ("u5 b2 u9 fine", None, ())


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("+1", About(more=1)),
        ("+3 n12", About("N12", more=3)),
        ("N12 +3", About("N12", more=3)),
        (" *7 n-b04 ", About("N-B04", dots=7)),
        ("+1 more crew", None),
        ("n12 +1 n13", None),
        ("+ n12", None),
        ("we need +1", None),
    ],
)
def test_lines_about_a_note_that_is_there(line: str, about: About | None) -> None:
    assert read_about(line) == about
