"""Goals: many at once, splitting, what else became of them, verdicts and dismissed hints."""

from datetime import date

import pytest

from kpidesk.actions import goals, results
from kpidesk.desk.store import Desk
from kpidesk.domain.results import (
    Aside,
    AsideKind,
    Dismissal,
    Goal,
    Map,
    Outcome,
    Result,
    Ring,
    Trace,
    Verdict,
    WordingTest,
)


@pytest.fixture
def shown(begun: Desk) -> str:
    return begun.find(Map)[0].id


@pytest.fixture
def ring(begun: Desk) -> str:
    return next(ring.id for ring in begun.find(Ring) if ring.position == 2)


def test_many_goals_come_at_once_and_none_twice(begun, do) -> None:
    do(goals.add, "Be the best")
    added = do(goals.add_many, ["be  the best", "Serve people", "serve people", "Grow"], "Plan")
    assert [(goal.code, goal.text, goal.source) for goal in added] == [
        ("GL02", "Serve people", "Plan"),
        ("GL03", "Grow", "Plan"),
    ]


def test_a_goal_has_a_length(begun, do, refused) -> None:
    goal = do(goals.add, "x" * goals.TEXT_LIMIT)
    assert "1001" in refused(goals.add, "y" * 1001)
    assert "“yyy" in refused(goals.add_many, ["Grow", "y" * 1001])
    refused(goals.change, goal.id, text="z" * 1001)
    do(goals.change, goal.id, owner="Board")


def test_a_whole_document_is_not_taken_for_goals(begun, do, refused) -> None:
    said = refused(goals.add_many, [f"Line {n}" for n in range(5000)])
    assert "5000" in said
    assert str(goals.MOST_AT_ONCE) in said
    assert not begun.find(Goal)
    assert len(do(goals.add_many, [f"Line {n}" for n in range(goals.MOST_AT_ONCE)])) == goals.MOST_AT_ONCE


def test_a_goal_is_split_in_one_step_with_its_trace(begun, do, shown, ring) -> None:
    goal = do(goals.add, "Foster a sustainable culture by rolling out the system by December")
    made = do(
        goals.split,
        goal.id,
        shown,
        [
            goals.Part("Pumps are fixed before they break.", ring),
            goals.Part("Job records are complete.", ring),
            goals.Part("Roll out the system", kind=AsideKind.ACTION),
            goals.Part("  ", ring),
        ],
    )
    assert [each.statement for each in made] == [
        "Pumps are fixed before they break.",
        "Job records are complete.",
    ]
    assert {trace.result for trace in begun.find(Trace, goal=goal.id)} == {each.id for each in made}
    (aside,) = begun.find(Aside, goal=goal.id)
    assert (aside.kind, aside.text) == (AsideKind.ACTION, "Roll out the system")
    begun.undo()
    assert begun.find(Result) == begun.find(Aside) == begun.find(Trace) == ()


def test_a_split_without_words_changes_nothing(do, refused, shown, ring) -> None:
    goal = do(goals.add, "Be the best")
    refused(goals.split, goal.id, shown, [goals.Part(" ", ring)])
    refused(goals.split, goal.id, shown, [goals.Part("Good.", ring), goals.Part("x" * 3000, ring)])
    refused(goals.set_aside, goal.id, AsideKind.PARKED, "")


def test_a_verdict_stands_once_a_test_and_can_be_taken_back(begun, do, shown, ring) -> None:
    goal = do(goals.add, "Be the best")
    result = do(results.add, shown, ring, "People get help.")
    do(goals.judge, goal.id, WordingTest.RESULT, Outcome.FAIL, reason="“Be”", agreed_by="the table")
    do(goals.judge, goal.id, WordingTest.RESULT, Outcome.UNSURE, reason="who?")
    do(goals.judge, result.id, WordingTest.WORTH, Outcome.PASS)
    (verdict,) = begun.find(Verdict, subject=goal.id)
    assert (verdict.outcome, verdict.reason, verdict.agreed_by) == (Outcome.UNSURE, "who?", "")
    assert isinstance(verdict.decided_on, date)
    do(goals.judge, goal.id, WordingTest.RESULT, None)
    assert not begun.find(Verdict, subject=goal.id)
    do(results.remove, result.id)
    assert not begun.find(Verdict)


def test_only_goals_and_results_are_put_to_the_tests(begun, do, refused, ring) -> None:
    refused(goals.judge, ring, WordingTest.CLEAR, Outcome.PASS, error=KeyError)


def test_a_dismissed_hint_comes_back_when_recalled(begun, do) -> None:
    goal = do(goals.add, "Be the best")
    for key in ("vague best", "vague best", "action be"):
        do(goals.dismiss, goal.id, key)
    assert {each.key for each in begun.find(Dismissal)} == {"vague best", "action be"}
    do(goals.recall, goal.id, "action be")
    assert [each.key for each in begun.find(Dismissal)] == ["vague best"]
    do(goals.remove, goal.id)
    assert not begun.find(Dismissal)
