"""What a session says: the figures of domain.md 10.9, levels, changes, and what is never told."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.actions import commitments
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.assessment_figures import (
    LEAST,
    Outcome,
    history,
    latest_figure,
    outcome,
    plan,
    session_before,
    sessions_of,
    votes,
)
from kpidesk.domain.assessment_supplied import KEYS, RETROSPECTIVE, parsed, records_of
from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentKind, AssessmentSet, Score
from kpidesk.domain.communities import Community
from kpidesk.domain.practices import PRACTICES
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.voting import Criterion, Rating, Tally
from kpidesk.imports import sample
from kpidesk.system.assessments import languages, supplied


@pytest.fixture(scope="module")
def desk():
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    yield made
    made.close()


def session(desk: Desk, kind: AssessmentKind, number: int = -1) -> Assessment:
    """A session of a set by its place in time."""
    (set_,) = desk.find(AssessmentSet, kind=kind)
    found = sorted(desk.find(Assessment, set=set_.id), key=lambda each: each.on)
    return found[number]


def told(desk: Desk, kind: AssessmentKind, number: int = -1) -> Outcome:
    return outcome(desk, session(desk, kind, number))


# -- the sample


def test_the_health_check_of_the_sample_has_the_means_of_the_specification(desk: Desk) -> None:
    found = told(desk, AssessmentKind.HEALTH)
    means = {each.item.number: round(found.set.shown(each.mean or 0), 1) for each in found.standings}
    assert means == {
        1: 3.1, 2: 2.3, 3: 3.3, 4: 2.6, 5: 2.0, 6: 3.7, 7: 2.4, 8: 2.1, 9: 2.9, 10: 2.7, 11: 3.0
    }  # fmt: skip
    assert [each.item.number for each in found.lowest] == [5, 8, 2]
    assert {each.votes.count for each in found.standings} == {7}


def test_what_changed_since_the_last_session_of_the_same_community(desk: Desk) -> None:
    found = told(desk, AssessmentKind.HEALTH)
    assert found.before == session(desk, AssessmentKind.HEALTH, 0)
    moved = {each.item.number: each.change for each in found.standings}
    assert moved[5] == pytest.approx(1.0)  # 1 was agreed in April, 2.0 is the mean in July
    assert moved[11] == pytest.approx(0.0)
    first = told(desk, AssessmentKind.HEALTH, 0)
    assert first.before is None
    assert {each.change for each in first.standings} == {None}


def test_history_is_that_of_the_community_alone(desk: Desk) -> None:
    (circle,) = desk.find(Community, name="Marrow Measures Circle")
    set_ = session(desk, AssessmentKind.HEALTH).set
    points = history(desk, set_, circle.id)
    assert [each.session.on for each in points] == [date(2025, 4, 1), date(2025, 7, 1)]
    assert points[0].figure == pytest.approx(1 + 26 / 11)
    assert history(desk, set_, None) == []


def test_modules_of_the_maturity_check_and_what_is_not_relevant(desk: Desk) -> None:
    found = told(desk, AssessmentKind.MATURITY)
    assert next(each.name for each in found.parts) == "Strategic alignment"
    assert len(found.parts) == 7
    incentives = found.parts[4]
    assert (incentives.rated, incentives.of) == (5, 5)  # one of six is not relevant
    assert found.parts[0].figure == pytest.approx(3.0)
    assert found.set.level(found.whole.figure or 0) == "established in parts"
    irrelevant = next(each for each in found.standings if each.score.not_relevant)
    assert (irrelevant.figure, irrelevant.weak) == (None, None)
    assert irrelevant not in found.lowest


def test_the_lowest_go_by_votes_before_what_was_agreed_and_ties_by_number(desk: Desk) -> None:
    found = told(desk, AssessmentKind.DIAGNOSTIC)
    # Five people gave item 10 a mean of 2.4, though 1 was agreed.
    assert next(each.score.agreed for each in found.standings if each.item.number == 10) == 1
    assert [each.item.number for each in found.lowest] == [3, 11, 13]


def test_actions_of_a_session_stand_overdue_first(desk: Desk) -> None:
    found = plan(desk, session(desk, AssessmentKind.HEALTH), date(2025, 9, 20))
    assert [each.by_when for each in found] == [date(2025, 9, 16), date(2025, 9, 30)]


def test_the_latest_figure_of_an_item(desk: Desk) -> None:
    items = {each.practice: each for each in desk.find(AssessmentItem) if each.module}
    assert latest_figure(desk, items["1.2"]) == (date(2025, 10, 7), 4.0)
    assert latest_figure(desk, items["5.3"]) is None


# -- rules


@pytest.mark.parametrize(
    ("mean", "word"),
    [
        (1.0, "ad hoc"), (1.79, "ad hoc"), (1.8, "beginning"), (2.59, "beginning"),
        (2.6, "established in parts"), (3.4, "managed"), (4.19, "managed"), (4.2, "learning"),
        (5.0, "learning"),
    ],
)  # fmt: skip
def test_words_for_the_mean(mean: float, word: str) -> None:
    set_, _ = records_of(parsed(supplied("diagnostic", "en")), iter(map(str, range(100))).__next__)
    assert set_.level(mean) == word


@given(st.lists(st.integers(1, 5), max_size=12))
def test_of_fewer_than_four_nothing_but_their_number_is_told(numbers: list[int]) -> None:
    found = votes(Tally(tuple(numbers), 5) if numbers else None)
    assert found.count == len(numbers)
    assert (found.tally is not None) == (len(numbers) >= LEAST)
    assert found.too_few == (0 < len(numbers) < LEAST)


def rated(numbers: Sequence[int], agreed: int | None = None) -> Outcome:
    """A session of one item that some people rated."""
    set_ = AssessmentSet(id="s", name="Own", labels=("no", "partly", "yes"))
    records: list[Record] = [
        set_, AssessmentItem(id="i", set="s", number=1, text="Is it so?"),
        Assessment(id="a", set="s", on=date(2025, 1, 1)),
        Score(id="c", assessment="a", item="i", agreed=agreed),
    ]  # fmt: skip
    records += [
        Rating(id=f"r{n}", item="c", criterion=Criterion.SCORE, rater=str(n), number=number)
        for n, number in enumerate(numbers)
    ]
    reader = Collection(records)
    return outcome(reader, reader.get(Assessment, "a"))


@given(st.lists(st.integers(1, 3), min_size=1, max_size=3))
def test_no_figure_comes_of_a_few_votes(numbers: list[int]) -> None:
    found = rated(numbers)
    (only,) = found.standings
    assert (only.mean, only.figure, found.whole.figure, found.lowest) == (None, None, None, ())
    agreed = rated(numbers, agreed=2)
    assert (agreed.whole.figure, agreed.standings[0].mean) == (2.0, None)


def test_the_agreed_step_counts_before_the_mean() -> None:
    found = rated([3, 3, 3, 3], agreed=1)
    (only,) = found.standings
    assert (only.figure, only.mean, only.weak) == (1.0, 3.0, 3.0)


def test_a_session_that_was_removed_is_compared_with_no_more(desk: Desk) -> None:
    july = session(desk, AssessmentKind.HEALTH)
    assert session_before(desk, july) is not None
    assert [each.id for each in sessions_of(desk, july.set, july.community)][-1] == july.id


# -- what is supplied


@pytest.mark.parametrize("key", KEYS)
def test_each_supplied_set_is_whole(key: str) -> None:
    for language in languages():
        made = parsed(supplied(key, language))
        assert made.kind.value == key
        assert made.name
        assert made.purpose
        assert len(made.labels) >= 3
        assert all(each.text for each in made.items)
        assert len({each.text for each in made.items}) == len(made.items)


def test_supplied_sets_have_what_they_must() -> None:
    sizes = {key: len(parsed(supplied(key, "en")).items) for key in (*KEYS, RETROSPECTIVE)}
    assert sizes == {
        "diagnostic": 24, "health": 11, "maturity": 43, "checklist": 18, "adoption": 10, "pulse": 4,
        "retrospective": 4,
    }  # fmt: skip
    asked = [each.practice for each in parsed(supplied("maturity", "en")).items]
    assert set(asked) == set(PRACTICES)
    assert [key for key in PRACTICES if asked.count(key) == 2] == ["4.4"]  # cultural readiness besides
    motivation = [each for each in parsed(supplied("adoption", "en")).items if each.practice == "5.5"]
    assert len(motivation) == 2


def test_an_unknown_language_reads_english() -> None:
    assert supplied("health", "xx") == supplied("health", "en")


def test_promises_of_other_places_are_no_actions(desk: Desk) -> None:
    with desk.edit("Promise") as edit:
        commitments.promise(edit, "Something else")
    assert len(plan(desk, session(desk, AssessmentKind.HEALTH), date(2025, 9, 20))) == 2
