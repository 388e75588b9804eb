"""What is worked out from the records of a community."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.commitments import CheckIn, Commitment, CommitmentStatus
from kpidesk.domain.communities import (
    Attendance,
    Cadence,
    CadenceKind,
    Community,
    Force,
    ForceEntry,
    Hours,
    Meeting,
    MeetingState,
    Member,
    Pairing,
    Presence,
    Skill,
    SkillFamily,
    SkillLevel,
    Slot,
)
from kpidesk.domain.community_balance import Lack, balance
from kpidesk.domain.community_meetings import Promised, Said, previous_promises, read_line
from kpidesk.domain.community_members import (
    Keeping,
    Trend,
    hours_by_month,
    keeping,
    months_before,
    visits,
)
from kpidesk.domain.community_pairs import next_pairs
from kpidesk.domain.community_routine import gaps, is_too_rare, next_dates, routine_days
from kpidesk.domain.community_skills import alone, lesson, matrix, mean
from kpidesk.domain.community_struggles import alike
from kpidesk.domain.community_year import following, meetings_of, rounds, turns
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Collection

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CIRCLE = Community(id="c", name="Circle", first_on=date(2025, 1, 14), every_days=14, blocks=("A", "B", "C"))


def entry(number: int, force: Force, who: str = "all", noticed: str = "seen") -> ForceEntry:
    return ForceEntry(
        id=f"e{number}", community="c", force=force, text=f"T{number}", who=who, noticed=noticed, place=number
    )


def meeting(day: date, state: MeetingState = MeetingState.HELD) -> Meeting:
    return Meeting(id=f"m{day:%y%m%d}", community="c", on=day, state=state)


# -- the three forces


def test_a_force_is_thin_with_one_entry_or_without_who_or_sign() -> None:
    sides = balance(
        [
            entry(1, Force.BENEFIT),
            entry(3, Force.CONCERN, who=""),
            entry(2, Force.CONCERN),
            entry(4, Force.PAYOFF, noticed=""),
            entry(5, Force.PAYOFF),
        ]
    )
    assert [each.force for each in sides] == list(Force)
    assert [each.lacks for each in sides] == [{Lack.FEW}, {Lack.WHO}, {Lack.NOTICED}]
    assert [each.id for each in sides[1].entries] == ["e2", "e3"]


def test_two_whole_entries_carry_and_none_does_not() -> None:
    benefit, concern, _ = balance([entry(1, Force.BENEFIT), entry(2, Force.BENEFIT)])
    assert not benefit.lacks
    assert concern.lacks == {Lack.FEW}
    assert (benefit.weight, concern.weight) == (2, 0)


# -- the routine


@given(first=DAYS, every=st.integers(1, 400), since=DAYS)
def test_the_routine_never_misses_and_never_comes_before_its_first_day(
    first: date, every: int, since: date
) -> None:
    days = list(islice(routine_days(replace(CIRCLE, first_on=first, every_days=every), since), 4))
    assert days[0] >= max(first, since)
    assert days[0] == first or days[0] - since < timedelta(days=every)
    assert all(later - sooner == timedelta(days=every) for sooner, later in pairwise(days))
    assert all((day - first).days % every == 0 for day in days)


def test_next_dates_begin_after_what_is_planned() -> None:
    taken = [date(2025, 7, 1), date(2025, 7, 15)]
    assert next_dates(CIRCLE, taken, date(2025, 7, 3), 2) == [date(2025, 7, 29), date(2025, 8, 12)]
    assert next_dates(CIRCLE, [], date(2025, 7, 1), 1) == [date(2025, 7, 1)]
    assert next_dates(replace(CIRCLE, first_on=None), [], date(2025, 7, 1), 1) == []


def test_a_cancelled_meeting_makes_a_gap_wide() -> None:
    found = [
        meeting(date(2025, 5, 6)),
        meeting(date(2025, 5, 20), MeetingState.CANCELLED),
        meeting(date(2025, 6, 10)),
        meeting(date(2025, 7, 1)),
    ]
    assert [each.days for each in gaps(found)] == [35]
    assert gaps(found[2:]) == []


def test_less_than_monthly_is_too_rare() -> None:
    assert is_too_rare(replace(CIRCLE, every_days=32))
    assert not is_too_rare(replace(CIRCLE, every_days=31))


# -- members


@pytest.mark.parametrize(
    ("promised", "spent", "how"),
    [
        (None, 3.0, Keeping.NO_PROMISE),
        (10.0, None, Keeping.UNKNOWN),
        (10.0, 9.5, Keeping.KEPT),
        (8.0, 8.7, Keeping.KEPT),
        (8.0, 4.0, Keeping.HALF),
        (6.0, 1.5, Keeping.LITTLE),
        (10.0, 7.0, Keeping.MOST),
        (4.0, 5.0, Keeping.MORE),
    ],
)
def test_how_a_promise_of_hours_is_kept(promised: float | None, spent: float | None, how: Keeping) -> None:
    assert keeping(promised, spent) is how


def test_months_before_cross_the_year() -> None:
    assert months_before(date(2025, 2, 20), 3) == [date(2024, 12, 1), date(2025, 1, 1), date(2025, 2, 1)]


def test_hours_are_known_by_month() -> None:
    noted = Hours(id="h", member="x", month=date(2025, 4, 1), hours=3.5)
    assert hours_by_month(Collection([noted]), "x") == {date(2025, 4, 1): 3.5}


@pytest.mark.parametrize(
    ("came", "trend"),
    [
        ("TTTTTT", Trend.ALWAYS),
        ("AAAAAA", Trend.NEVER),
        ("AEATTT", Trend.MORE),
        ("TTTAEA", Trend.LESS),
        ("TATATA", Trend.STEADY),
        ("", Trend.UNKNOWN),
    ],
)
def test_whether_somebody_comes_more_or_less_often(came: str, trend: Trend) -> None:
    states = {"T": Presence.THERE, "E": Presence.EXCUSED, "A": Presence.AWAY}
    member = Member(id="x", community="c", person="p")
    meetings = [meeting(date(2025, 1, 1) + timedelta(days=14 * number)) for number in range(6)]
    noted = [
        Attendance(id=f"a{number}", meeting=meetings[number].id, member="x", presence=states[letter])
        for number, letter in enumerate(came)
    ]
    found = visits(Collection([member, *meetings, *noted]), member, date(2025, 7, 1))
    assert found.trend is trend
    assert found.there == came.count("T")


def test_meetings_before_somebody_joined_say_nothing_of_them() -> None:
    member = Member(id="x", community="c", person="p", joined=date(2025, 2, 1))
    meetings = [meeting(date(2025, 1, 14)), meeting(date(2025, 2, 11))]
    found = visits(Collection([member, *meetings]), member, date(2025, 7, 1))
    assert [day for day, _ in found.noted] == [date(2025, 2, 11)]


# -- skills


def test_gaps_and_who_can_teach_whom() -> None:
    people = [Person(id=each, name=each) for each in ("Ana", "Ben", "Cem")]
    members = [Member(id=f"m{each.id}", community="c", person=each.id) for each in people]
    skills = [
        Skill(id="s2", name="Conflict", family=SkillFamily.FACILITATION),
        Skill(id="s1", name="Tests", place=1.0),
        Skill(id="s0", name="Map", place=0.0),
    ]
    levels = {"Ana": 3, "Ben": 4, "Cem": 1}
    noted = [SkillLevel(id=f"l{who}", person=who, skill="s1", level=level) for who, level in levels.items()]
    found = matrix(Collection([*people, *members, *skills, *noted]), members)
    assert [each.name for each in found.skills] == ["Map", "Tests", "Conflict"]
    assert (alone(found.of_skill("s1")), mean(found.of_skill("s1"))) == (2 / 3, 8 / 3)
    assert found.of_person("Cem") == [0, 1, 0]
    assert len(found.of_family(SkillFamily.MEASUREMENT)) == 6
    who = lesson(found, "s1")
    assert [each.name for each in who.teachers] == ["Ben", "Ana"]
    assert [each.name for each in who.learners] == ["Cem"]
    assert (alone([]), mean([])) == (None, None)


# -- pairs


def test_who_could_pair_next_is_of_other_units_and_never_did() -> None:
    members = [Member(id=each, community="c", person=each) for each in "abcd"]
    gone = Member(id="e", community="c", person="e", left=date(2025, 1, 1))
    units = {"a": "Lab", "b": "lab", "c": "Depot", "d": "", "e": "Office"}
    done = [Pairing(id="1", community="c", first="c", second="a")]
    found = next_pairs([*members, gone], units, done, 9)
    assert [(one.id, other.id) for one, other in found] == [("b", "c")]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8))
def test_no_pair_is_offered_twice(done: list[tuple[str, str]]) -> None:
    members = [Member(id=each, community="c", person=each) for each in "abcdef"]
    pairings = [
        Pairing(id=str(number), community="c", first=one, second=other)
        for number, (one, other) in enumerate(done)
        if one != other
    ]
    offered = [
        frozenset({one.id, other.id})
        for one, other in next_pairs(members, {each: each.upper() for each in "abcdef"}, pairings, 99)
    ]
    assert len(offered) == len(set(offered))
    assert not set(offered) & {frozenset({each.first, each.second}) for each in pairings}


def test_everybody_is_named_before_anybody_is_twice() -> None:
    members = [Member(id=each, community="c", person=each) for each in "abcdef"]
    found = next_pairs(members, {each: each for each in "abcdef"}, (), 3)
    assert sorted(each.id for pair in found for each in pair) == list("abcdef")


# -- the year


@given(first=DAYS, months=st.integers(0, 120), year=st.integers(2000, 2099))
def test_a_cadence_comes_round_within_the_year_and_never_before_its_first(
    first: date, months: int, year: int
) -> None:
    found = list(rounds(Cadence(id="x", name="N", first_on=first, months=months), year))
    assert all(day.year == year and day >= first for day in found)
    assert len(found) <= 12
    if months == 1 and year > first.year:
        assert len(found) == 12


def test_the_end_of_a_short_month_does_not_move_the_next() -> None:
    cadence = Cadence(id="x", name="N", first_on=date(2025, 1, 31), months=1)
    assert list(rounds(cadence, 2025))[:3] == [date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)]


def test_the_year_tells_what_is_the_organisations_own_and_the_charter_once() -> None:
    review = date(2026, 1, 13)
    one = replace(CIRCLE, review_on=review)
    others = [
        Cadence(id="1", community="c", name="Check", first_on=date(2025, 4, 1), months=3),
        Cadence(id="2", name="Budget", kind=CadenceKind.BUDGET, first_on=date(2026, 3, 31)),
        Cadence(id="3", community="other", name="Not ours", first_on=date(2026, 3, 31)),
    ]
    found = turns(Collection([one, *others]), one, 2026)
    assert [each.name for each in found] == ["Check", "Circle", "Budget", "Check", "Check", "Check"]
    charter = Cadence(id="4", community="c", name="Charter", kind=CadenceKind.CHARTER, first_on=review)
    named = [each.name for each in turns(Collection([one, charter]), one, 2026)]
    assert named == ["Charter"]


def test_meetings_of_a_year_follow_the_routine() -> None:
    days = meetings_of(CIRCLE, 2025)
    assert (days[0], len(days)) == (date(2025, 1, 14), 26)
    assert meetings_of(CIRCLE, 2024) == ()


# -- meetings


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("plain words", Said(Slot.BLOCK, "plain words", "B")),
        ("1 first", Said(Slot.BLOCK, "first", "A")),
        ("3  third", Said(Slot.BLOCK, "third", "C")),
        ("7 depots are late", Said(Slot.BLOCK, "7 depots are late", "B")),
        (" 1 depot is late", Said(Slot.BLOCK, "1 depot is late", "B")),
        ("w a win", Said(Slot.WIN, "a win")),
        ("s shared", Said(Slot.SHARE_OUT, "shared")),
        ("c cake", Said(Slot.CELEBRATION, "cake")),
        ("q why?", Said(Slot.QUESTION, "why?")),
        ("l less", Said(Slot.LEARNING, "less")),
        ("a plan", Said(Slot.BLOCK, "a plan", "B")),
        ("W stays", Said(Slot.BLOCK, "W stays", "B")),
        ("w", Said(Slot.BLOCK, "w", "B")),
        ("", None),
        ("   ", None),
        ("!", None),
        ("! Iyer: ask the team", Promised("ask the team", "Iyer")),
        ("! ask the team", Promised("ask the team")),
        (
            "! Iyer: ask and/or write / Nowak / 5 August 2025",
            Promised("ask and/or write", "Iyer", "Nowak", date(2025, 8, 5)),
        ),
        ("! Iyer: ask / 2025-08-05", Promised("ask", "Iyer", "", date(2025, 8, 5))),
        ("! Iyer: ask / Nowak", Promised("ask", "Iyer", "Nowak")),
        ("! Iyer: ask / Nowak / soon", Promised("ask", "Iyer", "Nowak", None, "soon")),
        ("! Iyer: ask / 31.02.2025", Promised("ask", "Iyer", "", None, "31.02.2025")),
    ],
)
def test_what_a_typed_line_says(typed: str, read: object) -> None:
    assert read_line(typed, ("A", "B", "C"), "B") == read


@given(st.text(max_size=60))
def test_no_line_loses_its_words(typed: str) -> None:
    found = read_line(typed, ("A", "B"), "A")
    if found is None:
        assert not typed.strip().lstrip("!").strip()
    elif isinstance(found, Said):
        assert typed.strip().endswith(found.text)


def test_a_meeting_looks_at_what_stands_and_at_what_it_settled() -> None:
    first, second, third = (meeting(date(2025, 6, day)) for day in (3, 17, 30))

    def promise(key: str, made_in: Meeting, status: CommitmentStatus = CommitmentStatus.OPEN) -> Commitment:
        return Commitment(id=key, what=key, community="c", meeting=made_in.id, status=status)

    settled, still = promise("settled", first, CommitmentStatus.MET), promise("still", first)
    own, later = promise("own", second), promise("later", third)
    old = promise("old", first, CommitmentStatus.DROPPED)
    look = CheckIn(id="k", commitment="settled", day=date(2025, 6, 16), status=CommitmentStatus.MET)
    desk = Collection([first, second, third, settled, still, own, later, old, look])
    assert {each.id for each in previous_promises(desk, second)} == {"settled", "still"}
    assert {each.id for each in previous_promises(desk, third)} == {"still", "own"}
    assert previous_promises(desk, first) == []


# -- struggles


def test_who_measures_something_like_it() -> None:
    measures = [
        Measure(id="1", code="M01", name="Near-Miss Reports"),
        Measure(id="2", code="M02", name="Reports of leaks", description="what crews report at night"),
        Measure(id="3", code="M03", name="Payments"),
    ]
    found = alike("Nobody reports leaks at night", measures, ())
    assert [each.code for each in found] == ["M02", "M01"]
    assert [each.code for each in alike("Nobody reports leaks at night", measures, (), known="2")] == ["M01"]
    assert alike("the of and", measures, ()) == []


def test_a_promise_that_says_nothing_is_none() -> None:
    assert read_line("! who:", ("A",), "A") is None
    found = read_line("! who: what / / ", ("A",), "A")
    assert isinstance(found, Promised)
    assert (found.who, found.what, found.with_whom) == ("who", "what", "")


def test_the_next_day_of_a_cadence() -> None:
    half = Cadence(id="c", name="Roster", months=6, first_on=date(2025, 6, 24))
    assert following(half, date(2026, 11, 22)) == date(2026, 12, 24)
    assert following(half, date(2025, 1, 1)) == date(2025, 6, 24)
    rare = Cadence(id="r", name="Rare", months=120, first_on=date(2020, 1, 1))
    assert following(rare, date(2026, 1, 1)) == date(2030, 1, 1)
    once = Cadence(id="o", name="Once", months=0, first_on=date(2025, 1, 1))
    assert following(once, date(2024, 1, 1)) == date(2025, 1, 1)
    assert following(once, date(2026, 1, 1)) is None
