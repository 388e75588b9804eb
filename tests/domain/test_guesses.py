"""What is guessed about partners: whom to ask first, and what was found out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.guesses import guesses, guesses_of, verified
from kpidesk.domain.reader import Collection
from kpidesk.domain.sharing import Contribution, DrivingMeasure, Evidence, Partner
from kpidesk.drawing.partner_words import age, question
from kpidesk.system.words import Words

TODAY = date(2025, 10, 8)
WORDS = Words()
PARTNER = Partner(id="p", code="P01", name="Council", centre="c")


def driving(key: str, noted: date | None, **fields: object) -> DrivingMeasure:
    return DrivingMeasure(id=key, partner="p", name=key, noted_on=noted, **fields)  # type: ignore[arg-type]


def test_the_oldest_guess_comes_first_and_one_without_a_day_last() -> None:
    desk = Collection(
        [
            PARTNER,
            driving("undated", None),
            driving("new", date(2025, 10, 1)),
            driving("old", date(2025, 1, 1)),
            driving("known", date(2024, 1, 1), evidence=Evidence.KNOWN),
            Contribution(id="older", partner="p", name="older", noted_on=date(2024, 12, 31)),
        ]
    )
    assert [each.id for each in guesses_of(desk, PARTNER, TODAY)] == ["older", "old", "new", "undated"]
    assert [each.is_old for each in guesses_of(desk, PARTNER, TODAY)] == [True, True, False, False]


@pytest.mark.parametrize(("days", "old"), [(90, False), (91, True), (0, False)])
def test_after_ninety_days_somebody_should_have_asked(days: int, old: bool) -> None:
    desk = Collection([PARTNER, driving("d", TODAY - timedelta(days=days))])
    assert guesses_of(desk, PARTNER, TODAY)[0].is_old is old


def test_partners_come_in_their_order_and_other_centres_keep_theirs() -> None:
    desk = Collection(
        [
            Partner(id="a", code="P01", name="Later", centre="c", place=1),
            Partner(id="b", code="P02", name="Critical", centre="c", critical=True, place=2),
            Partner(id="x", code="P03", name="Elsewhere", centre="other"),
            *(DrivingMeasure(id=f"d{key}", partner=key, name=key) for key in "abx"),
        ]
    )
    assert [each.partner.id for each in guesses(desk, "c", TODAY)] == ["b", "a"]


def test_what_they_told_us_from_the_start_was_never_a_guess() -> None:
    known = {"evidence": Evidence.KNOWN}
    desk = Collection(
        [
            PARTNER,
            driving("told", date(2025, 6, 20), confirmed_on=date(2025, 6, 20), **known),
            driving("asked", date(2025, 6, 20), confirmed_on=date(2025, 8, 1), **known),
            driving("same day", TODAY, confirmed_on=TODAY, found="by phone", **known),
            driving("guess", date(2025, 6, 20), found="half an answer"),
        ]
    )
    assert [told.id for _, told in verified(desk, "c")] == ["same day", "asked"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, "nobody noted since when"), (0, "since today"), (1, "for 1 day"), (13, "for 13 days"),
        (14, "for 2 weeks"), (60, "for 8 weeks"), (61, "for 2 months"), (91, "for 2 months"),
        (400, "for 13 months"),
    ],
)  # fmt: skip
def test_ages_in_words(days: int | None, said: str) -> None:
    assert age(days, WORDS).endswith(said)


@given(st.integers(-5, 20_000))
def test_no_age_is_told_as_nothing_or_as_more_than_it_is(days: int) -> None:
    words = age(days, WORDS).split()
    if words[-1] == "today":
        assert days <= 0
        return
    number = int(words[-2].replace(",", ""))
    unit = {"d": 1, "w": 7, "m": 30.4}[words[-1][0]]
    assert number >= 1
    assert number * unit <= days < (number + 1) * unit


def test_a_question_names_the_guess_after_it_has_asked_openly() -> None:
    for told in (driving("Kitchen cost", None), Contribution(id="c", partner="p", name="Kitchen cost")):
        said = question(told, WORDS)
        assert said.index("?") < said.index("Kitchen cost")
        assert said.endswith("?")
