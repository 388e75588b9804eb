"""Goals out of pasted text, the column with the sentences, and where a goal can be cut."""

import pytest

from kpidesk.domain.goal_lines import GoalPart, goals_in, goals_of, has_heading, likely_column, parts_of
from kpidesk.domain.lexicon import lexicon_of
from kpidesk.domain.wording_marks import marks
from kpidesk.system.lexicon import word_lists


def test_bullets_and_numbers_go_and_words_stay() -> None:
    text = """
    • Deliver services
    - Foster a culture
    – be there
    1. First
    2) Second
    (3) Third
    a) Fourth
    iv. Fifth
    1.2 Improve it
    3.5 million people are served
    2027 is here
    15 % less leaks away
    - 1. Both
    A
    """
    assert goals_in(text) == (
        "Deliver services", "Foster a culture", "be there", "First", "Second", "Third", "Fourth", "Fifth",
        "Improve it", "3.5 million people are served", "2027 is here", "15 % less leaks away", "Both", "A",
    )  # fmt: skip


def test_bullets_of_word_processors() -> None:
    assert goals_in("1.\tDeliver\n2.\tFoster\no\tGo on\n\uf0b7\tStay") == (
        "Deliver", "Foster", "Go on", "Stay",
    )  # fmt: skip


def test_a_table_gives_the_column_with_the_sentences() -> None:
    pasted = 'No\tGoal\tOwner\r\n1\tDeliver services\tCEO\r\n2\t"Foster a\nculture"\tCOO\r\n'
    assert goals_in(pasted) == ("Deliver services", "Foster a culture")


@pytest.mark.parametrize("text", ["", "\n \t \n", "\u2028", "\0"])
def test_nothing_gives_nothing(text: str) -> None:
    assert goals_in(text) == ()


def test_the_column_with_the_longest_texts() -> None:
    rows = [["2024-01-01 00:00", "Goal", "x"], ["2024-01-01 00:00", "We go on", "y"], ["1", "So do we"]]
    assert likely_column(rows) == 1
    assert likely_column([]) == 0
    assert has_heading(rows, 1)
    assert not has_heading(rows[1:], 1)
    assert not has_heading([], 0)
    assert goals_of(rows, 1, heading=True) == ("We go on", "So do we")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ensure affordable, efficient and fair pricing", ()),
        ("Protect the river through effective partnerships", ()),
        ("Water is always there", ()),
        (
            "Enhance customer experience and optimise digital engagement",
            (GoalPart("Enhance customer experience"), GoalPart("Optimise digital engagement")),
        ),
        (
            "Foster an asset culture by rolling out the system by December",
            (
                GoalPart("Foster an asset culture"),
                GoalPart("Rolling out the system by December", action=True),
            ),
        ),
    ],
)
def test_a_goal_is_cut_only_where_the_parts_make_sense(text: str, parts: tuple[GoalPart, ...]) -> None:
    assert parts_of(text, marks(text, lexicon_of(word_lists("en")))) == parts
